//! What the reader's event heads say of a trigger, and how far it is believed beside the lexicon
//! and the rules.
//!
//! Where the reader has heads for news events, they say what is one, and of which factuality unless
//! the words about it say otherwise. In texts of few words, and from a reader without these heads,
//! the lexicon decides what it knows; the older heads choose where it gives several roots for the
//! same words, tell of events where it is silent, take away words that tell of none here, and turn
//! an event that no word about it marks into a planned, possible or negated one. All of it only
//! where they are sure.

use relata_core::{
    DecidedBy, EventClass, EventTag, EventTrigger, Factuality, Modality, Polarity, Upos,
};
use relata_syntax::Veridicality;

use crate::factuality;
use crate::layers::Layers;
use crate::mention::Trigger;

/// From this score on the root head chooses between roots that the lexicon gives.
const CHOOSES: f32 = 0.80;
/// From these scores on a word that the lexicon does not know is an event.
const KNOWS_ROOT: f32 = 0.95;
const KNOWS_EVENT: f32 = 0.90;
/// From this score on polarity and modality are believed where the rules find no sign.
const KNOWS_WORLD: f32 = 0.90;
/// From these scores on the factuality head is believed against a sign that the rules find, against
/// a negation, and in a text of few words, which tells the head less than an article.
const KNOWS_FACTUALITY: f32 = 0.6;
const KNOWS_AFFIRMED: f32 = 0.9;
const KNOWS_IN_SHORT: f32 = 0.98;

/// The tag of the trigger's head, else of another of its words.
pub(crate) fn tag<'a>(layers: &Layers<'a>, head: usize, tokens: &[usize]) -> Option<&'a EventTag> {
    let at = |t: usize| layers.token(t).event.as_deref();
    at(head).or_else(|| tokens.iter().find_map(|&t| at(t)))
}

/// The root that the head sees, with its score.
pub(crate) fn root<'a>(layers: &Layers<'a>, trigger: &Trigger<'_>) -> Option<(&'a str, f32)> {
    let tag = tag(layers, trigger.head, &trigger.tokens)?;
    Some((tag.root.as_deref()?, tag.scores.root.get()))
}

/// True when the head is sure enough of its root to choose one of the lexicon's.
pub(crate) fn chooses(score: f32) -> bool {
    score >= CHOOSES
}

/// The root of a word that the lexicon does not know.
pub(crate) fn unknown_word<'a>(layers: &Layers<'a>, token: usize) -> Option<&'a str> {
    let word = layers.token(token);
    let tag = word.event.as_ref()?;
    let sure = tag.scores.tag.get() >= KNOWS_EVENT && tag.scores.root.get() >= KNOWS_ROOT;
    let happens =
        matches!(tag.tag.label(), Some(EventClass::Occurrence | EventClass::IntensionalAction));
    (sure && happens && matches!(word.upos, Upos::Verb | Upos::Noun))
        .then_some(tag.root.as_deref()?)
}

/// True when the words tell of no event here, as far as the heads are to be believed: a noun that
/// is no event to them, or a verb of saying that the lexicon takes for a deed.
pub(crate) fn denies(layers: &Layers<'_>, trigger: &Trigger<'_>) -> bool {
    if !layers.has_event_layer {
        return false;
    }
    let Some(tag) = tag(layers, trigger.head, &trigger.tokens) else {
        return trigger.nominal && trigger.tokens.len() == 1;
    };
    let deed =
        matches!(trigger.root(), "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST" | "AID" | "RETREAT");
    deed && tag.tag.label() == Some(EventClass::Reporting) && tag.scores.tag.get() >= 0.9
}

/// Polarity and modality of rules and heads together, with what decided each.
pub(crate) fn reality(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    rules: Veridicality,
) -> (Veridicality, DecidedBy, DecidedBy) {
    if let Some(tag) = trigger.tag {
        return of_tag(told(layers, trigger, &rules), tag, rules);
    }
    let Some(tag) = tag(layers, trigger.head, &trigger.tokens) else {
        return (rules, DecidedBy::Rules, DecidedBy::Rules);
    };
    let mut out = rules;
    let mut polarity =
        if tag.polarity == rules.polarity { DecidedBy::Both } else { DecidedBy::Rules };
    let mut modality =
        if tag.modality == rules.modality { DecidedBy::Both } else { DecidedBy::Rules };
    if rules.polarity == Polarity::Positive
        && rules.presupposed_by.is_none()
        && tag.polarity == Polarity::Negative
        && tag.scores.polarity.get() >= KNOWS_WORLD
    {
        (out.polarity, polarity) = (Polarity::Negative, DecidedBy::Head);
    }
    // The sets that the head learns from mark no habits as they are meant here.
    let told = !matches!(tag.modality, Modality::Actual | Modality::Habitual);
    if rules.modality == Modality::Actual
        && rules.modal.is_none()
        && rules.presupposed_by.is_none()
        && told
        && tag.scores.modality.get() >= KNOWS_WORLD
    {
        (out.modality, modality) = (tag.modality, DecidedBy::Head);
    }
    (out, polarity, modality)
}

/// In which way the text tells of the event, by rules and factuality head: what the head says where
/// it is sure enough or the rules find no sign, else the rules. Two negations that the rules have
/// seen to undo each other are a sign that the head misses; what is asked for is planned by
/// somebody, and the head tells which of the two is meant.
pub(crate) fn told(layers: &Layers<'_>, trigger: &Trigger<'_>, rules: &Veridicality) -> Factuality {
    let by_rules = factuality::label(rules);
    let head = trigger.tag.map(|tag| (tag.factuality, tag.scores.factuality.get()));
    let ahead = |label| matches!(label, Factuality::Planned | Factuality::Requested);
    let least = match by_rules {
        Factuality::Actual => 0.0,
        _ if layers.is_short() => KNOWS_IN_SHORT,
        Factuality::Negated => KNOWS_AFFIRMED,
        _ => KNOWS_FACTUALITY,
    };
    head.filter(|_| rules.restored.is_none())
        .filter(|&(label, score)| score >= least || ahead(label) && ahead(by_rules))
        .map_or(by_rules, |(label, _)| label)
}

fn of_tag(
    told: Factuality,
    tag: &EventTrigger,
    mut rules: Veridicality,
) -> (Veridicality, DecidedBy, DecidedBy) {
    let by_rules = factuality::label(&rules);
    let decided = match (told == by_rules, told == tag.factuality) {
        (true, true) => DecidedBy::Both,
        (_, true) => DecidedBy::Head,
        _ => DecidedBy::Rules,
    };
    (rules.polarity, rules.modality) = (told.polarity(), told.modality());
    (rules, decided, decided)
}
