//! People killed, injured, missing, detained and displaced, with the voice that says so.

use relata_core::{
    ArgumentRole, CasualtyCount, CasualtyKind, EntityType, Quantity, Relation, Span, TextSpan,
    TriggerArgument, Upos, Voice,
};

use crate::document::Document;
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
    document: &Document<'_>,
    quantities: &[Counted],
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
    seen: &dyn Fn(usize) -> Option<(usize, CasualtyKind)>,
) -> Vec<HarmAt> {
    let mut out: Vec<HarmAt> = Vec::new();
    for counted in quantities {
        let Some(found) = harm_of(document, counted, voice_at, seen) else { continue };
        if !(is_part(document, counted)
            && out.iter().rev().any(|whole| holds(document, whole, &found)))
        {
            out.push(found);
        }
    }
    out
}

/// "five of them", "one of whom", "including three children", "three children among them"
fn is_part(document: &Document<'_>, counted: &Counted) -> bool {
    let Some(noun) = counted.noun else { return false };
    if document.token(noun).upos == Upos::Pron {
        return true;
    }
    let first = document.first_conjunct(document.container_of(noun));
    [noun, first].iter().any(|&t| document.case_of(t) == Some("including"))
}

/// A count of the same harm, and of more people, before it in the sentence or the one before.
fn holds(document: &Document<'_>, whole: &HarmAt, part: &HarmAt) -> bool {
    let sentence = |harm: &HarmAt| document.reading.sentence_of(harm.word);
    let most = |harm: &HarmAt| harm.harm.count.quantity.max;
    whole.harm.kind == part.harm.kind
        && sentence(whole) + 1 >= sentence(part)
        && most(part).is_some_and(|part| most(whole).is_none_or(|whole| part <= whole))
}

fn harm_of(
    document: &Document<'_>,
    counted: &Counted,
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
    seen: &dyn Fn(usize) -> Option<(usize, CasualtyKind)>,
) -> Option<HarmAt> {
    let span = counted.quantity.text.span;
    let number = document.reading.tokens_in(span).rev().find(|&t| !document.is_punctuation(t))?;
    let noun = counted.noun.unwrap_or(number);
    let top = document.container_of(noun);
    let told = own_kind(document, noun, counted.noun.is_none())
        .or_else(|| governing_kind(document, top))
        .or_else(|| governing_kind(document, number));
    let (word, kind) = told.or_else(|| counted.noun.and_then(seen))?;
    if let Some(unit) = &counted.quantity.unit {
        let person = document.ontology.classes().is("people", unit)
            || document.ontology.classes().is("armed", unit)
            || document.is_class("casualties", noun)
            || word == noun;
        let thing = document.ontology.classes().is("structure", unit)
            || document.ontology.classes().is("vehicle", unit);
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
            victims: document.entity_id(noun),
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
    document: &Document<'_>,
    mention: &EventMention<'_>,
    counted: &[Counted],
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
) -> Vec<Harm> {
    let arguments = mention.trigger.tag.map_or(&[][..], |tag| tag.arguments.as_slice());
    let victim = |argument: &TriggerArgument| {
        let kind = match argument.role {
            ArgumentRole::Killed if is_hit(document, mention.trigger.head) => {
                of_hit(document, mention.trigger.head)
            }
            ArgumentRole::Killed => CasualtyKind::Killed,
            ArgumentRole::Injured => CasualtyKind::Injured,
            _ => return None,
        };
        let head = Some(argument.token).filter(|_| argument.score.get() >= SEEN)?;
        let span = document.noun_phrase(head)?;
        let first = counted.partition_point(|c| c.quantity.text.span.end() <= span.start());
        let has_number = counted.get(first).is_some_and(|c| c.quantity.text.span.overlaps(span));
        let (min, max) = persons(document, head).filter(|_| !has_number)?;
        let mut quantity = Quantity::new(TextSpan::new(document.text, span), Some(min), max);
        quantity.unit = Some(document.lemma(head).to_owned());
        let (by, claim) = voice_at(span);
        Some(Harm {
            kind,
            count: CasualtyCount::new(quantity, by, claim),
            uncounted: true,
            victims: document.entity_id(head),
        })
    };
    arguments.iter().filter_map(victim).collect()
}

/// Bounds of how many people a phrase without a number names; `None` for one that names none.
fn persons(document: &Document<'_>, head: usize) -> Option<(u64, Option<u64>)> {
    let denied = document.children(head).iter().any(|&d| document.is_negator(d));
    if denied || document.is_negator(head) {
        return None;
    }
    let person = document.entity_type(head) == Some(EntityType::Per);
    match document.token(head).upos {
        Upos::Propn if person => Some((1, Some(1))),
        Upos::Pron if document.is_one_person(head) => Some((1, Some(1))),
        Upos::Noun if person || sector::is_listed(document, head) => {
            let one = document.form(head).eq_ignore_ascii_case(document.lemma(head));
            Some(if one { (1, Some(1)) } else { (2, None) })
        }
        _ => None,
    }
}

/// The event that a relative clause about the word goes back to ("the war in which 3,000 died"):
/// whoever is harmed there is harmed in no other.
pub(crate) fn background(document: &Document<'_>, word: usize) -> Option<usize> {
    let clause = document.clause_of(word);
    let relative =
        document.relation(clause) == Relation::AclRelcl && document.has_relative_oblique(clause);
    document.head(clause).filter(|_| relative)
}

/// True for a verb by which people are hit: "shot", "stabbed".
pub(crate) fn is_hit(document: &Document<'_>, verb: usize) -> bool {
    document.is_verb(verb) && Words::of_events().is(document.lemma(verb), "hits")
}

/// What became of who is hit: killed where a word says so ("shot dead", "stabbed to death", "shot
/// and killed").
fn of_hit(document: &Document<'_>, verb: usize) -> CasualtyKind {
    let relations =
        [Relation::Xcomp, Relation::Advmod, Relation::Amod, Relation::Obl, Relation::Conj];
    let mut told = document.reading.dependents_by(verb, &relations);
    if told.any(|t| kind_of(document.lemma(t)) == Some(CasualtyKind::Killed)) {
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
fn own_kind(document: &Document<'_>, noun: usize, alone: bool) -> Option<(usize, CasualtyKind)> {
    if let Some(kind) = kind_of(document.lemma(noun)) {
        return Some((noun, kind));
    }
    if !alone {
        return None;
    }
    let next = Some(noun + 1).filter(|t| document.sentence_of(noun).contains(t))?;
    Some((next, kind_of(document.lemma(next)).filter(|_| !document.is_verb(next))?))
}

/// "killed four people", "four people were killed", "four killed and two wounded", "left 12 dead"
fn governing_kind(document: &Document<'_>, top: usize) -> Option<(usize, CasualtyKind)> {
    let modifier = document
        .child(top, &[Relation::Acl, Relation::Amod])
        .and_then(|t| Some((t, kind_of(document.lemma(t))?)));
    if modifier.is_some() {
        return modifier;
    }
    if document.parted_by_verb(top) {
        let next = Some(top + 1).filter(|t| document.sentence_of(top).contains(t))?;
        return Some((next, kind_of(document.lemma(next))?));
    }
    let words = Words::of_events();
    let first = document.first_conjunct(top);
    if let Some(own) = gapped_kind(document, top).filter(|_| first != top) {
        return Some(own);
    }
    for at in [top, first] {
        let Some(head) = document.head(at) else { continue };
        let kind = kind_of(document.lemma(head));
        let harmed = match document.relation(at) {
            Relation::Obj | Relation::NsubjPass | Relation::Nummod => kind.is_some(),
            // An intransitive verb harms its subject.
            Relation::Nsubj => {
                words.is(document.lemma(head), "harms_subject") || document.is_passive(head)
            }
            _ => false,
        };
        if harmed && let Some(kind) = kind {
            return Some((head, kind));
        }
        if matches!(document.relation(at), Relation::Obj | Relation::NsubjPass)
            && is_hit(document, head)
        {
            return Some((head, of_hit(document, head)));
        }
        let predicate = document
            .child(head, &[Relation::Xcomp])
            .and_then(|t| Some((t, kind_of(document.lemma(t))?)));
        if document.relation(at) == Relation::Obj
            && words.is(document.lemma(head), "leaves_harmed")
            && predicate.is_some()
        {
            return predicate;
        }
    }
    None
}

/// "left a clerk dead and two guards *wounded*": the word of harm right behind a conjunct is its
/// own, without the verb of the first.
fn gapped_kind(document: &Document<'_>, top: usize) -> Option<(usize, CasualtyKind)> {
    let next = Some(top + 1).filter(|t| document.sentence_of(top).contains(t))?;
    let parts =
        [Relation::Obj, Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass];
    let alone = document.reading.dependents_by(next, &parts).next().is_none();
    let kind = kind_of(document.lemma(next))?;
    (alone && document.token(next).upos != Upos::Noun).then_some((next, kind))
}
