//! People killed, injured, missing, detained and displaced, with the voice that says so.

use relata_core::{CasualtyCount, CasualtyKind, Relation, Span, Voice};

use crate::document::Document;
use crate::mention::Harm;
use crate::quantity::Counted;
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

/// The counts that the quantities state. `voice_at` says who speaks at a span.
pub(crate) fn find(
    document: &Document<'_>,
    quantities: &[Counted],
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
) -> Vec<HarmAt> {
    quantities.iter().filter_map(|counted| harm_of(document, counted, voice_at)).collect()
}

fn harm_of(
    document: &Document<'_>,
    counted: &Counted,
    voice_at: &dyn Fn(Span) -> (Voice, Option<relata_core::ClaimId>),
) -> Option<HarmAt> {
    let span = counted.quantity.text.span;
    let number = document.reading.tokens_in(span).rev().find(|&t| !document.is_punctuation(t))?;
    let noun = counted.noun.unwrap_or(number);
    let top = document.container_of(noun);
    let (word, kind) = own_kind(document, noun, counted.noun.is_none())
        .or_else(|| governing_kind(document, top))
        .or_else(|| governing_kind(document, number))?;
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
        harm: Harm { kind, count: CasualtyCount::new(counted.quantity.clone(), by, claim) },
    })
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
