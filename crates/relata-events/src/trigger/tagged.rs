//! Triggers that the reader's event heads see, with what the lexicon knows of their words.

use std::collections::HashSet;

use relata_core::{DecidedBy, EventTrigger, NewsClass, Score, Upos};

use super::{build, conditions, phrase, trigger_at};
use crate::layers::Layers;
use crate::mention::Trigger;
use crate::ontology::Entry;
use crate::types;

/// The triggers in the order of the text: where a row of the user's own lexicon fits, what it says;
/// else what the heads see, but for idioms of the lexicon. A row of the crate's lexicon makes no
/// event here, it tells mode, code and the places of participants.
pub(super) fn find<'a>(layers: &Layers<'a>, tagged: &'a [EventTrigger]) -> Vec<Trigger<'a>> {
    let own = own(layers);
    let taken: HashSet<usize> = own.iter().flat_map(|t| t.tokens.iter().copied()).collect();
    let seen = tagged
        .iter()
        .filter(|tag| !tag.tokens.clone().any(|t| taken.contains(&t)))
        .filter_map(|tag| trigger(layers, tag));
    let mut out: Vec<Trigger<'a>> =
        own.into_iter().filter(|t| !t.entry.is_idiom()).chain(seen).collect();
    out.sort_by_key(Trigger::first);
    without_parts(out)
}

/// Leaves out triggers whose words another one with more of them covers: "strikes" beside "air
/// strikes".
fn without_parts(triggers: Vec<Trigger<'_>>) -> Vec<Trigger<'_>> {
    let mut out: Vec<Trigger<'_>> = Vec::with_capacity(triggers.len());
    for trigger in triggers {
        match out.last_mut().filter(|last| last.tokens.iter().any(|t| trigger.tokens.contains(t))) {
            Some(last) if trigger.tokens.len() > last.tokens.len() => *last = trigger,
            Some(_) => {}
            None => out.push(trigger),
        }
    }
    out
}

/// What the user's own rows fit, and the idioms of the crate's lexicon ("heart attack").
fn own<'a>(layers: &Layers<'a>) -> Vec<Trigger<'a>> {
    let mut taken = HashSet::new();
    let mut out: Vec<Trigger<'a>> = Vec::new();
    for index in 0..layers.reading.tokens().len() {
        if taken.contains(&index) {
            continue;
        }
        if let Some(trigger) =
            trigger_at(layers, index, &taken, |entry| entry.own || entry.is_idiom())
        {
            taken.extend(&trigger.tokens);
            out.push(trigger);
        }
    }
    out
}

/// How much likelier a class is where a row of the lexicon for the words is of that class.
const KNOWN: f32 = 60.0;

fn trigger<'a>(layers: &Layers<'a>, tag: &'a EventTrigger) -> Option<Trigger<'a>> {
    let tokens: Vec<usize> = tag.tokens.clone().collect();
    let span = layers.reading.cover(tag.tokens.clone())?;
    let head = layers.reading.head_of_span(span)?;
    // The lexicon has no rows for classes beyond PLOVER, so it has no say where the heads see one.
    let others = tag.alternatives.iter().filter(|_| tag.class.is_plover()).copied();
    let classes = std::iter::once((tag.class, tag.scores.class)).chain(others);
    let known = |(class, score): (NewsClass, Score)| {
        let row = known(layers, tag, class);
        let weight = score.get() * if row.is_some() { KNOWN } else { 1.0 };
        (weight, class, score, row)
    };
    let (_, class, class_score, row) =
        classes.map(known).reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let nominal = !matches!(layers.token(head).upos, Upos::Verb | Upos::Aux);
    let mut out = Trigger {
        head,
        tokens,
        span,
        entry: layers.ontology.entry_of_root(class.as_str())?,
        class: class.as_str(),
        class_score,
        nominal,
        decided: DecidedBy::Head,
        unfit: row.is_none() && is_listed(layers, tag),
        by_row: false,
        tag: Some(tag),
    };
    if let Some((entry, words)) = row {
        out.entry = entry;
        out.decided = DecidedBy::Both;
        // "opened" of "opened fire": the heads may see a part of the phrase alone.
        let inside = |t: &usize| layers.sentence_of(head).contains(t);
        out.tokens.extend(words.into_iter().filter(inside));
        out.tokens.sort_unstable();
        out.tokens.dedup();
        out.span = layers.reading.cover(out.tokens.iter().copied())?;
        // "air" of "air strikes": the head of the whole phrase.
        let heads = out
            .tokens
            .iter()
            .filter(|&&t| layers.head(t).is_none_or(|head| !out.tokens.contains(&head)));
        out.head = heads.copied().next().unwrap_or(head);
    }
    Some(out)
}

/// From this probability on the heads' class is taken against that of a row of the lexicon, which
/// they hold for less likely than the other.
const SURE: f32 = 0.8;
const UNLIKELY: f32 = 0.1;

/// Adds to a trigger of the lexicon what the heads see in its words; where they are sure of another
/// class, theirs stands.
pub(super) fn add<'a>(row: &mut Trigger<'a>, seen: Trigger<'a>) {
    let Some(tag) = seen.tag.filter(|_| !row.entry.own) else { return };
    let mut classes =
        std::iter::once((tag.class, tag.scores.class)).chain(tag.alternatives.iter().copied());
    let own = classes.find(|(class, _)| class.as_str() == row.class);
    let own = own.map_or(Score::default(), |(_, score)| score);
    let is_sure = seen.class_score.get() >= SURE && own.get() < UNLIKELY;
    if row.class != seen.class && is_sure {
        *row = seen;
        return;
    }
    row.class_score = own;
    row.tag = Some(tag);
}

/// True where the lexicon has a row that begins with one of the words.
fn is_listed(layers: &Layers<'_>, tag: &EventTrigger) -> bool {
    tag.tokens.clone().any(|t| layers.ontology.entries(layers.lemma(t)).next().is_some())
}

/// The first row of the lexicon for words of the trigger that is of the class, or becomes so in
/// prospect ("will meet" is a promise), and the words that it covers.
fn known<'a>(
    layers: &Layers<'a>,
    tag: &EventTrigger,
    class: NewsClass,
) -> Option<(&'a Entry, Vec<usize>)> {
    let class = class.as_str();
    let fits = |index: usize, entry: &'a Entry| {
        let words = phrase::tokens_of(layers, index, entry)?;
        conditions::hold(layers, &build(layers, words.clone(), entry)?).then_some((entry, words))
    };
    let of = |wanted: &dyn Fn(&Entry) -> bool| {
        tag.tokens.clone().find_map(|index| {
            let rows = layers.ontology.entries(layers.lemma(index));
            rows.filter(|entry| !entry.is_idiom() && wanted(entry))
                .find_map(|entry| fits(index, entry))
        })
    };
    let prospect = |entry: &Entry| {
        let told = (tag.factuality.polarity(), tag.factuality.modality());
        types::in_prospect(entry.plover.event.as_str(), told).is_some_and(|(root, _)| root == class)
    };
    of(&|entry| entry.plover.event == class).or_else(|| of(&prospect))
}
