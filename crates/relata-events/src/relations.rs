//! Relations between events that the text states: before, after, together with, part of, because
//! of.

use relata_core::EventRelationType::{self, Accompanies, After, Before, Causes, PartOf};
use relata_core::Relation;
use relata_syntax::TableMap;

use crate::layers::Layers;
use crate::links;
use crate::mention::EventMention;
use crate::words::Words;

/// A relation from one mention to another: indexes in the list of mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub from: usize,
    pub relation: EventRelationType,
    pub to: usize,
}

/// The relations that the words between two mentions of a sentence state.
pub(crate) fn find(layers: &Layers<'_>, mentions: &[EventMention<'_>]) -> Vec<Link> {
    let at = by_carrier(layers, mentions);
    let mut out = Vec::new();
    for (number, mention) in mentions.iter().enumerate() {
        for carrier in links::carriers(layers, mention) {
            modifiers(layers, &at, number, carrier, &mut out);
        }
        predicate(layers, &at, mention, number, &mut out);
    }
    out
}

/// What accompanies an event takes place where it does, unless its own words name a place: "strikes
/// in the west were accompanied by a ground assault".
pub(crate) fn share_places(layers: &Layers<'_>, mentions: &mut [EventMention<'_>]) {
    for link in find(layers, mentions).into_iter().filter(|link| link.relation == Accompanies) {
        for (from, to) in [(link.from, link.to), (link.to, link.from)] {
            let named = |n: usize| {
                mentions
                    .get(n)
                    .is_some_and(|m| m.roles.places.iter().any(|p| layers.is_named_place(p.head)))
            };
            if !named(from) || named(to) {
                continue;
            }
            let places = mentions.get(from).map(|m| m.roles.places.clone()).unwrap_or_default();
            if let Some(mention) = mentions.get_mut(to) {
                links::merge_fillers(&mut mention.roles.places, places);
            }
        }
    }
}

fn by_carrier(layers: &Layers<'_>, mentions: &[EventMention<'_>]) -> TableMap<usize, usize> {
    let mut out = TableMap::default();
    for (number, mention) in mentions.iter().enumerate() {
        for token in mention
            .trigger
            .tokens
            .iter()
            .copied()
            .chain([layers.container_of(mention.trigger.head)])
        {
            out.entry(token).or_insert(number);
        }
    }
    out
}

type ByToken = TableMap<usize, usize>;

/// "took place after an attack", "struck before the talks", "in response to the raid"
fn modifiers(
    layers: &Layers<'_>,
    at: &ByToken,
    number: usize,
    carrier: usize,
    out: &mut Vec<Link>,
) {
    let words = Words::of_events();
    let relations = [Relation::Obl, Relation::Nmod, Relation::Advcl, Relation::Acl];
    for phrase in layers.reading.dependents_by(carrier, &relations) {
        let Some(&other) = at.get(&phrase).filter(|&&other| other != number) else { continue };
        let told = layers.case_or_mark(phrase).and_then(|word| words.value(word, "link"));
        if let Some(told) = told {
            state(out, number, told, other);
        }
    }
    for part in
        layers.introduced_by(carrier, "as").into_iter().filter(|&t| layers.lemma(t) == "part")
    {
        part_of(layers, at, number, part, out);
    }
    for word in ["in", "as"] {
        for reaction in layers
            .introduced_by(carrier, word)
            .into_iter()
            .filter(|&t| words.is(layers.lemma(t), "reaction"))
        {
            let cause = ["to", "for"]
                .iter()
                .flat_map(|w| layers.introduced_by(reaction, w))
                .find_map(|t| at.get(&t));
            if let Some(&cause) = cause.filter(|&&c| c != number) {
                out.push(Link { from: cause, relation: Causes, to: number });
            }
        }
    }
}

/// "strikes were accompanied by an assault", "talks followed the truce", "the raid triggered
/// protests"
fn predicate(
    layers: &Layers<'_>,
    at: &ByToken,
    mention: &EventMention<'_>,
    number: usize,
    out: &mut Vec<Link>,
) {
    let top = layers.container_of(mention.trigger.head);
    let governor = match layers.relation(top) {
        Relation::Nsubj | Relation::NsubjPass => layers.head(top),
        _ => layers
            .reading
            .dependents_by(top, &[Relation::Acl])
            .find(|&verb| layers.is_passive(verb)),
    };
    if let Some(part) = governor.filter(|&g| layers.lemma(g) == "part") {
        part_of(layers, at, number, part, out);
    }
    let Some(verb) = governor.filter(|&v| layers.is_verb(v)) else { return };
    let passive = layers.is_passive(verb);
    let others = if passive { layers.agents(verb) } else { layers.undergoers(verb) };
    let others = others.iter().filter_map(|t| at.get(t)).copied().filter(|&other| other != number);
    let Some(told) = Words::of_events().value(layers.lemma(verb), "link_verb") else { return };
    for other in others {
        if passive {
            state(out, other, told, number);
        } else {
            state(out, number, told, other);
        }
    }
}

/// Adds what a row of the table says of two mentions: the first is after the second, causes it …
fn state(out: &mut Vec<Link>, from: usize, told: &str, to: usize) {
    match told {
        "after" => both(out, from, After, to),
        "before" => both(out, from, Before, to),
        "causes" => out.push(Link { from, relation: Causes, to }),
        "caused_by" => out.push(Link { from: to, relation: Causes, to: from }),
        _ => out.push(Link { from, relation: Accompanies, to }),
    }
}

/// "as part of the offensive", "the raid was part of an offensive"
fn part_of(layers: &Layers<'_>, at: &ByToken, number: usize, part: usize, out: &mut Vec<Link>) {
    let whole = layers.introduced_by(part, "of").iter().find_map(|t| at.get(t)).copied();
    out.extend(whole.filter(|&to| to != number).map(|to| Link {
        from: number,
        relation: PartOf,
        to,
    }));
}

fn both(out: &mut Vec<Link>, from: usize, relation: EventRelationType, to: usize) {
    let back = if relation == Before { After } else { Before };
    out.push(Link { from, relation, to });
    out.push(Link { from: to, relation: back, to: from });
}
