//! Pronouns that may refer to an entity.

use relata_core::{EntityType, MentionKind, Relation, Upos};

use crate::candidate::{Candidate, NOBODY};
use crate::features::{Definiteness, Gender, Number};
use crate::lexicon::words;
use crate::view::View;

/// Grammatical person of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    /// "I", "we".
    First,
    /// "he", "she", "it", "they".
    Third,
}

/// Person, number and gender of a pronoun in lower case; `None` for other words.
pub(crate) fn features(word: &str) -> Option<(Person, Number, Option<Gender>)> {
    Some(match word {
        "he" | "him" | "his" | "himself" => (Person::Third, Number::Singular, Some(Gender::Male)),
        "she" | "her" | "hers" | "herself" => {
            (Person::Third, Number::Singular, Some(Gender::Female))
        }
        "it" | "its" | "itself" => (Person::Third, Number::Singular, Some(Gender::Neuter)),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            (Person::Third, Number::Plural, None)
        }
        "i" | "me" | "my" | "mine" | "myself" => (Person::First, Number::Singular, None),
        "we" | "us" | "our" | "ours" | "ourselves" => (Person::First, Number::Plural, None),
        _ => return None,
    })
}

/// All pronouns that may refer, in the order of the text.
pub(crate) fn find(view: View<'_>) -> Vec<Candidate> {
    (0..view.reading.tokens().len()).filter_map(|token| candidate(view, token)).collect()
}

fn candidate(view: View<'_>, token: usize) -> Option<Candidate> {
    let (_, number, gender) = features(&view.lower(token))?;
    if !is_pronoun(view, token)
        || view.relation(token) == Relation::Expl
        || is_expletive(view, token)
    {
        return None;
    }
    let entity_type = if gender == Some(Gender::Neuter) || number == Number::Plural {
        EntityType::Misc
    } else {
        EntityType::Per
    };
    let reading = view.reading.token(token);
    Some(Candidate {
        tokens: token..token + 1,
        span: reading.span,
        head: token,
        kind: MentionKind::Pronoun,
        entity_type,
        score: reading.scores.upos,
        number,
        gender,
        definiteness: Definiteness::Definite,
        ..NOBODY.clone()
    })
}

/// "US" is a country, "May I" and "I." in a list are not checked further.
fn is_pronoun(view: View<'_>, token: usize) -> bool {
    let word = view.form(token);
    view.upos(token) == Upos::Pron
        && !(word.len() > 1
            && word.chars().all(char::is_uppercase)
            && view.reading.token(token).entity.label().is_some())
}

/// "It is clear that", "it took years to", "it is raining": subjects that refer to nothing.
fn is_expletive(view: View<'_>, token: usize) -> bool {
    if !matches!(view.form(token), "it" | "It") || !view.relation(token).is_subject() {
        return false;
    }
    let Some(predicate) = view.head(token) else { return false };
    let clause =
        [Relation::Csubj, Relation::CsubjPass, Relation::Ccomp, Relation::Xcomp, Relation::Advcl];
    let has_clause = view.reading.dependent(predicate, &clause).is_some();
    let copular = view.reading.dependent(predicate, &[Relation::Cop]).is_some();
    let clausal_subject =
        view.reading.dependent(predicate, &[Relation::Csubj, Relation::CsubjPass]).is_some();
    let passive_report =
        view.reading.dependent(predicate, &[Relation::AuxPass]).is_some() && has_clause;
    let weather = words::is(view.lemma(predicate), "takes_expletive");
    clausal_subject
        || passive_report
        || weather
        || (copular
            && (has_clause
                || view.upos(predicate) == Upos::Adj
                || view.upos(predicate) == Upos::Adv))
}
