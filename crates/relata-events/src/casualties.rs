//! People killed, injured, missing, detained and displaced, with the voice that says so.

use relata_core::{
    ArgumentRole, CasualtyCount, CasualtyKind, EntityType, Quantity, Relation, Span, TextSpan,
    TriggerArgument, Upos, Voice,
};

use crate::layers::Layers;
use crate::mention::{EventMention, Harm};
use crate::quantity::Counted;
use crate::sector;
use crate::words::Words;

/// A count of people harmed, with the token that tells it.
#[derive(Debug, Clone)]
pub(crate) struct HarmAt {
    /// The verb or noun that tells the harm.
    pub word: usize,
    /// The noun of those counted, else the number.
    pub noun: usize,
    pub harm: Harm,
}

/// The counts that the quantities state, without those that are parts of others ("31 were hurt,
/// five of them seriously"). `voice_at` says who speaks at a span, `seen` which word the argument
/// head takes for one that tells the harm of a noun, where no word of harm does: "*lost* their
/// lives".
pub(crate) fn find(
    layers: &Layers<'_>,
    quantities: &[Counted],
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
    seen: &dyn Fn(usize) -> Option<(usize, CasualtyKind)>,
) -> Vec<HarmAt> {
    let mut out: Vec<HarmAt> = Vec::new();
    for counted in quantities {
        let Some(found) = harm_of(layers, counted, voice_at, seen) else { continue };
        if !(is_part(layers, counted) && out.iter().rev().any(|whole| holds(layers, whole, &found)))
        {
            out.push(found);
        }
    }
    out
}

/// "five of them", "one of whom", "including three children", "three children among them"
fn is_part(layers: &Layers<'_>, counted: &Counted) -> bool {
    let Some(noun) = counted.noun else { return false };
    if layers.token(noun).upos == Upos::Pron {
        return true;
    }
    let first = layers.first_conjunct(layers.container_of(noun));
    [noun, first].iter().any(|&t| layers.case_of(t) == Some("including"))
}

/// A count of the same harm, and of more people, before it in the sentence or the one before.
fn holds(layers: &Layers<'_>, whole: &HarmAt, part: &HarmAt) -> bool {
    let sentence = |harm: &HarmAt| layers.reading.sentence_of(harm.word);
    let most = |harm: &HarmAt| harm.harm.count.quantity.max;
    whole.harm.kind == part.harm.kind
        && sentence(whole) + 1 >= sentence(part)
        && most(part).is_some_and(|part| most(whole).is_none_or(|whole| part <= whole))
}

/// A number that stands by itself behind a comma: "her cousin, 31, was hurt", "named as Ann Day,
/// 31."
fn is_age(layers: &Layers<'_>, counted: &Counted, number: usize) -> bool {
    let tokens = layers.reading.tokens_in(counted.quantity.text.span);
    let is_comma = |before: usize| layers.form(before) == ",";
    let ends = number + 1 == layers.sentence_of(number).end || layers.is_punctuation(number + 1);
    tokens.count() == 1 && ends && number.checked_sub(1).is_some_and(is_comma)
}

fn harm_of(
    layers: &Layers<'_>,
    counted: &Counted,
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
    seen: &dyn Fn(usize) -> Option<(usize, CasualtyKind)>,
) -> Option<HarmAt> {
    let span = counted.quantity.text.span;
    let number = layers.reading.tokens_in(span).rev().find(|&t| !layers.is_punctuation(t))?;
    if is_age(layers, counted, number) {
        return None;
    }
    let noun = counted.noun.unwrap_or(number);
    let top = layers.container_of(noun);
    let told = own_kind(layers, noun, counted.noun.is_none())
        .or_else(|| governing_kind(layers, top))
        .or_else(|| governing_kind(layers, number));
    let unharmed = |&(word, _): &(usize, CasualtyKind)| is_doer(layers, word, noun);
    let (word, kind) =
        told.or_else(|| counted.noun.and_then(seen).filter(|found| !unharmed(found)))?;
    if let Some(unit) = &counted.quantity.unit {
        let person = layers.ontology.classes().is("people", unit)
            || layers.ontology.classes().is("armed", unit)
            || layers.is_class("casualties", noun)
            || word == noun;
        let thing = layers.ontology.classes().is("structure", unit)
            || layers.ontology.classes().is("vehicle", unit);
        if thing && !person {
            return None;
        }
    }
    let (by, claim) = voice_at(span);
    Some(HarmAt {
        word,
        noun,
        harm: Harm {
            kind,
            count: CasualtyCount::new(counted.quantity.clone(), by, claim),
            uncounted: told.is_none(),
            victims: layers.entity_id(noun),
        },
    })
}

/// From this probability on the argument head is believed about a victim.
pub(crate) const SEEN: f32 = 0.4;
/// The same about a number of people of whom no word tells harm.
pub(crate) const COUNTED: f32 = 0.5;

/// Victims of a mention that are told without a number, as the argument head sees them: one person
/// ("killed a nurse", "shot Anna Lund") or several ("wounded villagers").
pub(crate) fn uncounted(
    layers: &Layers<'_>,
    mention: &EventMention<'_>,
    counted: &[Counted],
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
) -> Vec<Harm> {
    let arguments = mention.trigger.tag.map_or(&[][..], |tag| tag.arguments.as_slice());
    let victim = |argument: &TriggerArgument| {
        let kind = match argument.role {
            ArgumentRole::Killed if is_hit(layers, mention.trigger.head) => {
                of_hit(layers, mention.trigger.head)
            }
            ArgumentRole::Killed => CasualtyKind::Killed,
            ArgumentRole::Injured => CasualtyKind::Injured,
            _ => return None,
        };
        let head = Some(argument.token).filter(|_| argument.score.get() >= SEEN)?;
        if is_doer(layers, mention.trigger.head, head) {
            return None;
        }
        let span = layers.noun_phrase(head)?;
        let first = counted.partition_point(|c| c.quantity.text.span.end() <= span.start());
        let has_number = counted.get(first).is_some_and(|c| c.quantity.text.span.overlaps(span));
        let (min, max) = persons(layers, head).filter(|_| !has_number)?;
        let mut quantity = Quantity::new(TextSpan::new(layers.text, span), Some(min), max);
        quantity.unit = Some(layers.lemma(head).to_owned());
        let (by, claim) = voice_at(span);
        Some(Harm {
            kind,
            count: CasualtyCount::new(quantity, by, claim),
            uncounted: true,
            victims: layers.entity_id(head),
        })
    };
    arguments.iter().filter_map(victim).collect()
}

/// Who does something to a thing is not harmed by it ("lost his temper"), unless it is to body or
/// life ("lost his life", "suffered burns").
fn is_doer(layers: &Layers<'_>, verb: usize, noun: usize) -> bool {
    let harms = |object: usize| {
        let lemma = layers.lemma(object);
        kind_of(lemma).is_some() || Words::of_events().is(lemma, "of_body")
    };
    let top = layers.first_conjunct(layers.container_of(noun));
    layers.relation(top) == Relation::Nsubj
        && layers.head(top) == Some(verb)
        && layers.child(verb, &[Relation::Obj]).is_some_and(|object| !harms(object))
}

/// Bounds of how many people a phrase without a number names; `None` for one that names none.
fn persons(layers: &Layers<'_>, head: usize) -> Option<(u64, Option<u64>)> {
    let denied = layers.children(head).iter().any(|&d| layers.is_negator(d));
    if denied || layers.is_negator(head) {
        return None;
    }
    let person = layers.entity_type(head) == Some(EntityType::Per);
    match layers.token(head).upos {
        Upos::Propn if person => Some((1, Some(1))),
        Upos::Pron if layers.is_one_person(head) => Some((1, Some(1))),
        Upos::Noun if person || sector::is_listed(layers, head) => {
            let one = layers.form(head).eq_ignore_ascii_case(layers.lemma(head));
            Some(if one { (1, Some(1)) } else { (2, None) })
        }
        _ => None,
    }
}

/// The event that a relative clause about the word goes back to ("the war in which 3,000 died"):
/// whoever is harmed there is harmed in no other.
pub(crate) fn background(layers: &Layers<'_>, word: usize) -> Option<usize> {
    let clause = layers.clause_of(word);
    let relative =
        layers.relation(clause) == Relation::AclRelcl && layers.has_relative_oblique(clause);
    layers.head(clause).filter(|_| relative)
}

/// True for a verb by which people are hit: "shot", "stabbed".
pub(crate) fn is_hit(layers: &Layers<'_>, verb: usize) -> bool {
    layers.is_verb(verb) && Words::of_events().is(layers.lemma(verb), "hits")
}

/// What became of who is hit: killed where a word says so ("shot dead", "stabbed to death", "shot
/// and killed").
fn of_hit(layers: &Layers<'_>, verb: usize) -> CasualtyKind {
    let relations =
        [Relation::Xcomp, Relation::Advmod, Relation::Amod, Relation::Obl, Relation::Conj];
    let mut told = layers.reading.dependents_by(verb, &relations);
    if told.any(|t| kind_of(layers.lemma(t)) == Some(CasualtyKind::Killed)) {
        CasualtyKind::Killed
    } else {
        CasualtyKind::Injured
    }
}

/// True for a class of events in which people are harmed.
pub(crate) fn is_harmful(class: &str) -> bool {
    matches!(class, "ASSAULT" | "COERCE" | "PROTEST" | "ACCIDENT" | "DISASTER" | "LIFE")
}

fn kind_of(lemma: &str) -> Option<CasualtyKind> {
    Words::of_events().value(lemma, "harm")?.parse().ok()
}

/// "12 dead", "35 bodies", "three wounded"
fn own_kind(layers: &Layers<'_>, noun: usize, alone: bool) -> Option<(usize, CasualtyKind)> {
    if let Some(kind) = kind_of(layers.lemma(noun)) {
        return Some((noun, kind));
    }
    if !alone {
        return None;
    }
    let next = Some(noun + 1).filter(|t| layers.sentence_of(noun).contains(t))?;
    Some((next, kind_of(layers.lemma(next)).filter(|_| !layers.is_verb(next))?))
}

/// "killed four people", "four people were killed", "four killed and two wounded", "left 12 dead"
fn governing_kind(layers: &Layers<'_>, top: usize) -> Option<(usize, CasualtyKind)> {
    let modifier = layers
        .child(top, &[Relation::Acl, Relation::Amod])
        .and_then(|t| Some((t, kind_of(layers.lemma(t))?)));
    if modifier.is_some() {
        return modifier;
    }
    if layers.parted_by_verb(top) {
        let next = Some(top + 1).filter(|t| layers.sentence_of(top).contains(t))?;
        return Some((next, kind_of(layers.lemma(next))?));
    }
    let words = Words::of_events();
    let first = layers.first_conjunct(top);
    if let Some(own) = gapped_kind(layers, top).filter(|_| first != top) {
        return Some(own);
    }
    for at in [top, first] {
        let Some(head) = layers.head(at) else { continue };
        let kind = kind_of(layers.lemma(head));
        let harmed = match layers.relation(at) {
            Relation::Obj | Relation::NsubjPass | Relation::Nummod => kind.is_some(),
            // An intransitive verb harms its subject.
            Relation::Nsubj => {
                words.is(layers.lemma(head), "harms_subject") || layers.is_passive(head)
            }
            _ => false,
        };
        if harmed && let Some(kind) = kind {
            return Some((head, kind));
        }
        if matches!(layers.relation(at), Relation::Obj | Relation::NsubjPass)
            && is_hit(layers, head)
        {
            return Some((head, of_hit(layers, head)));
        }
        let predicate = layers
            .child(head, &[Relation::Xcomp])
            .and_then(|t| Some((t, kind_of(layers.lemma(t))?)));
        if layers.relation(at) == Relation::Obj
            && words.is(layers.lemma(head), "leaves_harmed")
            && predicate.is_some()
        {
            return predicate;
        }
    }
    None
}

/// "left a clerk dead and two guards *wounded*": the word of harm right behind a conjunct is its
/// own, without the verb of the first.
fn gapped_kind(layers: &Layers<'_>, top: usize) -> Option<(usize, CasualtyKind)> {
    let next = Some(top + 1).filter(|t| layers.sentence_of(top).contains(t))?;
    let parts =
        [Relation::Obj, Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass];
    let alone = layers.reading.dependents_by(next, &parts).next().is_none();
    let kind = kind_of(layers.lemma(next))?;
    (alone && layers.token(next).upos != Upos::Noun).then_some((next, kind))
}
