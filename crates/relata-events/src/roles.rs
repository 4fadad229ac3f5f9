//! Who did what to whom, with what and where, read from the tree.

mod actor;
mod beneficiary;
mod carrier;
mod filler;
mod instrument;
mod learned;
mod place;
mod target;

use relata_core::{Relation, Upos};

use crate::layers::Layers;
use crate::mention::{Filler, Roles, Trigger};

pub(crate) use carrier::{Governor, carriers, governor};
pub(crate) use learned::Candidate;

/// The roles of a trigger. `is_event` says whether a token is itself the head of a trigger: an
/// event is no actor.
pub(crate) fn read(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    is_event: &dyn Fn(usize) -> bool,
) -> Roles {
    let tree = of_tree(layers, trigger, is_event);
    let mut roles = match trigger.tag {
        Some(tag) => learned::refine(layers, trigger, tag, tree, is_event),
        None => tree,
    };
    filler::add_sites(layers, &mut roles.targets);
    // "Nobody was hurt" happened to nobody.
    let somebody = |f: &Filler| !relata_syntax::is_negating(&layers.form(f.head).to_lowercase());
    roles.actors.retain(somebody);
    roles.targets.retain(somebody);
    roles
}

/// The phrases among which the roles of a trigger are chosen, where the event heads have seen it.
pub(crate) fn candidates(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    is_event: &dyn Fn(usize) -> bool,
) -> Vec<Candidate> {
    let tree = of_tree(layers, trigger, is_event);
    let of = |tag| learned::candidates(layers, trigger, tag, &tree, is_event);
    trigger.tag.map(of).unwrap_or_default()
}

fn of_tree(layers: &Layers<'_>, trigger: &Trigger<'_>, is_event: &dyn Fn(usize) -> bool) -> Roles {
    let instruments = instrument::heads(layers, trigger);
    let actors: Vec<usize> = raw_actors(layers, trigger)
        .into_iter()
        .filter(|&t| !is_event(t) && actor::can_act(layers, t))
        .collect();
    let targets = raw_targets(layers, trigger);
    let possessor = |t: usize| {
        layers.relation(t) != Relation::NmodPoss
            && layers.children(t).iter().any(|&d| matches!(layers.form(d), "'s" | "’s"))
    };
    let (deeds, targets): (Vec<usize>, Vec<usize>) = targets
        .into_iter()
        .filter(|&t| !instruments.contains(&t) && !actors.contains(&t) && !possessor(t))
        .partition(|&t| is_event(t) && !trigger.tokens.contains(&t));
    let targets =
        if targets.is_empty() { without_object(layers, trigger, deeds, &actors) } else { targets };
    let mut places: Vec<usize> = place::heads(layers, trigger, is_event)
        .into_iter()
        .filter(|&t| layers.is_named_place(t) || !targets.contains(&t))
        .collect();
    if places.is_empty() && trigger.root() == "ASSAULT" {
        // "strikes on rebel-held territory", "shelled a village": where the target is a stretch of
        // land, it is the place too
        places.extend(
            targets
                .iter()
                .copied()
                .filter(|&t| layers.is_class("territory", t) || layers.is_named_place(t)),
        );
    }
    let beneficiaries = beneficiary::heads(layers, trigger)
        .into_iter()
        .filter(|&t| !is_event(t) && !actors.contains(&t))
        .collect();
    Roles {
        actors: filler::fillers(layers, actors),
        targets: filler::fillers(layers, targets),
        instruments: filler::fillers(layers, instruments),
        places: filler::places(layers, places),
        beneficiaries: filler::fillers(layers, beneficiaries),
    }
}

/// Where no party is the target: of a statement the deed that it is about ("condemned the
/// bombing"), of what is done with one another the other parties ("Jordan and Britain agreed").
fn without_object(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    deeds: Vec<usize>,
    actors: &[usize],
) -> Vec<usize> {
    match trigger.root() {
        "ACCUSE" | "SUPPORT" | "REJECT" | "REQUEST" => deeds
            .into_iter()
            .filter(|&t| layers.token(t).upos == Upos::Noun && !trigger.tokens.contains(&t))
            .collect(),
        "AGREE" | "CONSULT" | "COOPERATE" => actors.iter().copied().skip(1).collect(),
        _ => Vec::new(),
    }
}

/// Heads of the phrases that stand where an actor stands.
pub(crate) fn raw_actors(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    actor::heads(layers, trigger)
}

/// Heads of the phrases that stand where a target stands.
pub(crate) fn raw_targets(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    target::heads(layers, trigger)
}

/// Nouns, adjectives and names before a noun in its phrase: "rebel" of "rebel positions", "dozens"
/// of "dozens of rebels" stands for them.
pub(crate) fn premodifiers<'a>(
    layers: &'a Layers<'_>,
    head: usize,
) -> impl Iterator<Item = usize> + 'a {
    let before = layers.children(head).iter().copied().filter(move |&d| {
        matches!(
            layers.relation(d),
            Relation::Compound
                | Relation::Amod
                | Relation::NmodDesc
                | Relation::NmodPoss
                | Relation::Flat
        )
    });
    let counted =
        layers.children(head).iter().copied().filter(move |&d| {
            layers.relation(d) == Relation::Nmod && layers.case_of(d) == Some("of")
        });
    before.chain(counted)
}
