//! Roles of a trigger that the event heads have seen: which phrases of the tree and of the argument
//! head play a part.
//!
//! Who acts and who is acted on is told by logistic regression over what head and tree say of a
//! phrase, one for each part; the weights were fitted on articles with reference events
//! (`tests/scores/fit_roles.py`). For places that is no better than the head with the tree.

use std::sync::LazyLock;

use relata_core::{ArgumentRole, EventTrigger, Relation, Score, Upos, WeightTable, Weights};
use relata_syntax::{CueClass, CueLexicon, CuePart};

use super::carrier::{Governor, governor};
use super::filler;
use crate::evidence::{flag, logit};
use crate::layers::Layers;
use crate::mention::{Filler, Roles, Trigger};
use crate::place;
use crate::words::Words;

const TABLE: WeightTable = WeightTable::new(include_str!("../../data/roles.tsv"));
/// The parts that are decided here.
const ROLES: [ArgumentRole; 3] = [ArgumentRole::Actor, ArgumentRole::Target, ArgumentRole::Place];
/// From this probability on the head is believed whatever the tree says; such words are one phrase
/// with their neighbours in the same part.
const SEEN: f32 = 0.5;
/// From this probability on a place of the tree is one.
const AGREED: f32 = 0.1;
/// What the head holds for less likely is no candidate unless the tree says so.
const POSSIBLE: f32 = 0.05;
/// From this probability on a phrase is an actor or target.
const LIKELY: f32 = 0.5;
/// Sentences between a trigger and a phrase near it.
const NEAR: usize = 2;

const FEATURES: usize = 16;
const NAMES: [&str; FEATURES] = [
    "head",
    "head_logit",
    "tree",
    "tree_logit",
    "other_role",
    "likeliest",
    "rival",
    "same_sentence",
    "near",
    "named",
    "pronoun",
    "place_name",
    "event",
    "possessive",
    "nominal_trigger",
    "plover",
];

static ACTOR: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, NAMES));
static TARGET: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(2, NAMES));

/// A phrase that may play a part, with what speaks for it.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub role: ArgumentRole,
    pub filler: Filler,
    /// What the argument head gives it.
    head: f32,
    in_tree: bool,
    values: [f32; FEATURES],
}

impl Candidate {
    /// The probability that the phrase plays the part.
    pub fn probability(&self) -> f32 {
        match self.role {
            ArgumentRole::Actor => ACTOR.probability(&self.values),
            ArgumentRole::Target => TARGET.probability(&self.values),
            _ => self.head,
        }
    }

    fn is_likely(&self) -> bool {
        if self.role == ArgumentRole::Place {
            return self.head >= SEEN || self.in_tree && self.head >= AGREED;
        }
        self.probability() >= LIKELY
    }

    /// Names and values of what speaks for it.
    pub fn evidence(&self) -> impl Iterator<Item = (&'static str, f32)> {
        NAMES.into_iter().zip(self.values)
    }
}

/// The roles of a trigger that the event heads have seen. One phrase is never both actor and
/// target.
pub(super) fn refine(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    tag: &EventTrigger,
    tree: Roles,
    is_event: &dyn Fn(usize) -> bool,
) -> Roles {
    let mut likely = candidates(layers, trigger, tag, &tree, is_event);
    let mut others = tellers(layers, trigger);
    others.extend(opponents(layers, trigger, tag));
    let tells = |c: &Candidate| c.role == ArgumentRole::Actor && others.contains(&c.filler.head);
    let coordinated = coordinations(layers, &likely);
    let joins_in = |c: &Candidate| {
        c.in_tree && coordinated.contains(&(c.role, layers.first_conjunct(c.filler.head)))
    };
    likely.retain(|c| (c.is_likely() || joins_in(c)) && !tells(c));
    let of_role = |role| likely.iter().filter(move |c| c.role == role);
    let clash = |a: &Filler, b: &Filler| {
        a.span.overlaps(b.span) || (a.entity.is_some() && a.entity == b.entity)
    };
    let beaten = |one: &Candidate, other: ArgumentRole, even: bool| {
        of_role(other).filter(|c| clash(&one.filler, &c.filler)).any(|c| {
            let (own, others) = (one.probability(), c.probability());
            others > own || even && others >= own
        })
    };
    let list = |role, other: Option<(ArgumentRole, bool)>| -> Vec<Filler> {
        let kept =
            of_role(role).filter(|c| other.is_none_or(|(other, even)| !beaten(c, other, even)));
        let scored = |c: &Candidate| Filler { score: Score::new(c.probability()), ..c.filler };
        let mut fillers: Vec<Filler> = kept.map(scored).collect();
        fillers.sort_by_key(|filler| filler.span.start());
        fillers
    };
    let actors = list(ArgumentRole::Actor, Some((ArgumentRole::Target, false)));
    let targets = list(ArgumentRole::Target, Some((ArgumentRole::Actor, true)));
    let mut places = list(ArgumentRole::Place, None);
    filler::name_places(layers, &mut places);
    Roles { actors, targets, places, ..tree }
}

/// Parts with the first conjuncts of what is likely in them by tree and head: who is coordinated
/// with an actor acts too ("Troops and *gendarmes* sealed off the harbour and arrested sixty").
fn coordinations(layers: &Layers<'_>, candidates: &[Candidate]) -> Vec<(ArgumentRole, usize)> {
    let parties = candidates.iter().filter(|c| c.role != ArgumentRole::Place);
    let likely = parties.filter(|c| c.in_tree && c.is_likely());
    likely.map(|c| (c.role, layers.first_conjunct(c.filler.head))).collect()
}

/// "The monitor recorded mortar fire", "The film shows an attack": heads of who reports the event
/// or shows it, and does not do it.
fn tellers(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    if !trigger.nominal || matches!(governor(layers, trigger), Some(Governor::Light(_))) {
        return Vec::new();
    }
    let top = layers.first_conjunct(layers.container_of(trigger.head));
    if layers.relation(top) != Relation::Obj {
        return Vec::new();
    }
    let reports = |&verb: &usize| {
        let cue = CueLexicon::english().get(layers.lemma(verb), CuePart::Verb);
        cue.is_some_and(|cue| matches!(cue.class, CueClass::Report | CueClass::Show))
    };
    let verb = layers.head(top).filter(|&verb| layers.is_verb(verb)).filter(reports);
    verb.map(|verb| layers.doers(verb)).unwrap_or_default()
}

/// "Police opened fire on a protest", "condemned the raid": heads of who does something to the
/// event, or about it, and takes no part in it.
fn opponents(layers: &Layers<'_>, trigger: &Trigger<'_>, tag: &EventTrigger) -> Vec<usize> {
    if !trigger.nominal {
        return Vec::new();
    }
    let words = Words::of_events();
    let deed = layers.first_conjunct(layers.container_of(trigger.head));
    let at = layers.case_of(deed).is_some_and(|case| words.is(case, "at_deed"));
    let done_to = match layers.relation(deed) {
        Relation::Obj => true,
        Relation::Obl | Relation::Nmod => at,
        _ => false,
    };
    let Some(over) = layers.head(deed).filter(|_| done_to) else { return Vec::new() };
    let triggers = layers.reading.triggers().unwrap_or_default();
    let opposes = |other: &&EventTrigger| {
        let class = other.class.as_str().to_ascii_lowercase();
        other.tokens.contains(&over) && other.class != tag.class && words.is(&class, "opposes")
    };
    let Some(other) = triggers.iter().find(opposes) else { return Vec::new() };
    let verb = other.tokens.clone().find(|&token| layers.is_verb(token));
    verb.map(|verb| layers.doers(verb)).unwrap_or_default()
}

/// Every phrase that tree or head hold for possible in one of the parts.
pub(super) fn candidates(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    tag: &EventTrigger,
    tree: &Roles,
    is_event: &dyn Fn(usize) -> bool,
) -> Vec<Candidate> {
    let of = |role: ArgumentRole| {
        let of_tree = match role {
            ArgumentRole::Actor => &tree.actors,
            ArgumentRole::Target => &tree.targets,
            _ => &tree.places,
        };
        let fillers = phrases(layers, tag, role, of_tree);
        let heads: Vec<f32> =
            fillers.iter().map(|(filler, _)| head_score(layers, tag, role, filler)).collect();
        let with_evidence = move |(index, (filler, in_tree)): (usize, (Filler, bool))| {
            let head = heads.get(index).copied().unwrap_or_default();
            let rivals = heads.iter().enumerate().filter(|(n, _)| *n != index).map(|(_, p)| *p);
            let seen = Seen { role, in_tree, rival: rivals.fold(0.0, f32::max) };
            let values = values(layers, trigger, tag, &filler, &seen, is_event);
            Candidate { role, filler, head, in_tree, values }
        };
        fillers.into_iter().enumerate().map(with_evidence).collect::<Vec<_>>()
    };
    ROLES.into_iter().flat_map(of).collect()
}

/// The phrases of the tree, and those of the head that do not overlap them, each with whether the
/// tree has it.
fn phrases(
    layers: &Layers<'_>,
    tag: &EventTrigger,
    role: ArgumentRole,
    tree: &[Filler],
) -> Vec<(Filler, bool)> {
    let mut out: Vec<(Filler, bool)> = tree.iter().map(|&filler| (filler, true)).collect();
    let mut seen: Vec<(f32, usize)> = tag
        .arguments
        .iter()
        .filter(|a| a.role == role && a.score.get() >= POSSIBLE && !tag.tokens.contains(&a.token))
        .map(|a| (a.score.get(), a.token))
        .collect();
    seen.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let sure = seen.partition_point(|(score, _)| *score >= SEEN);
    let (sure, possible) = seen.split_at(sure.min(seen.len()));
    let mut together: Vec<usize> = sure.iter().map(|(_, token)| *token).collect();
    together.sort_unstable();
    let alone = possible.iter().flat_map(|(_, token)| filler::fillers(layers, vec![*token]));
    for filler in filler::fillers(layers, together).into_iter().chain(alone) {
        if !out.iter().any(|(known, _)| known.span.overlaps(filler.span)) {
            out.push((filler, false));
        }
    }
    out
}

/// What is said of a phrase beside what stands in it.
struct Seen {
    role: ArgumentRole,
    in_tree: bool,
    /// The likeliest other phrase in the part.
    rival: f32,
}

fn values(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    tag: &EventTrigger,
    filler: &Filler,
    seen: &Seen,
    is_event: &dyn Fn(usize) -> bool,
) -> [f32; FEATURES] {
    let own = head_score(layers, tag, seen.role, filler);
    let others = ROLES.into_iter().filter(|&role| role != seen.role);
    let other = others.map(|role| head_score(layers, tag, role, filler)).fold(0.0, f32::max);
    let sentence = |token| layers.reading.sentence_of(token);
    let distance = sentence(filler.head).abs_diff(sentence(trigger.head));
    let entity = filler.entity.and_then(|id| layers.entities.get(id.index()));
    let mut words = layers.reading.tokens_in(filler.span);
    [
        own,
        logit(own),
        flag(seen.in_tree),
        flag(seen.in_tree) * logit(own),
        other,
        flag(own > seen.rival),
        seen.rival,
        flag(distance == 0),
        flag(distance <= NEAR),
        flag(entity.is_some_and(relata_core::Entity::is_named)),
        flag(layers.token(filler.head).upos == Upos::Pron),
        flag(words.any(|t| layers.is_place_name(t))),
        flag(is_event(filler.head)),
        flag(layers.relation(filler.head) == Relation::NmodPoss),
        flag(trigger.nominal),
        flag(tag.class.is_plover()),
    ]
}

/// What the argument head gives the likeliest word of a phrase, or the part of the place that it
/// names: "the north-east of Kenya".
fn head_score(layers: &Layers<'_>, tag: &EventTrigger, role: ArgumentRole, filler: &Filler) -> f32 {
    let words = layers.reading.tokens_in(filler.span);
    let part = layers.head(filler.head).filter(|&over| place::is_part(layers.form(over)));
    let of_phrase = |token: usize| words.contains(&token) || part == Some(token);
    tag.arguments
        .iter()
        .filter(|argument| argument.role == role && of_phrase(argument.token))
        .map(|argument| argument.score)
        .fold(Score::default(), |best, score| if score > best { score } else { best })
        .get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(TABLE.faults(2, &NAMES), Vec::<String>::new());
    }
}
