//! "I" outside of quotations: the one who writes or speaks the text.

use relata_core::MentionKind;

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::Number;
use crate::interview;
use crate::pronouns::{Person, features};

/// Joins the "I"s that no quotation holds, where the text has one voice.
pub(crate) struct Narrator;

/// Fewest "I"s of a narrator: one or two are a quotation whose marks are missing.
const FEWEST: usize = 3;

/// Paragraphs with a question at their end from which on a text may be a dialogue.
const QUESTIONS: usize = 2;

impl Sieve for Narrator {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let singular = |&i: &usize| is_first_person(discourse, i);
        let all: Vec<usize> = (0..discourse.candidates.len()).filter(singular).collect();
        let told = |&i: &usize| discourse.get(i).quotation.is_none() && clusters.is_alone(i);
        let (own, quoted): (Vec<usize>, Vec<usize>) = all.into_iter().partition(told);
        let one_voice = own.len() >= FEWEST
            && own.len() >= quoted.len()
            && interview::questions(discourse).len() < QUESTIONS
            && !has_turns(discourse);
        let Some((&first, rest)) = own.split_first().filter(|_| one_voice) else { return };
        for &other in rest {
            clusters.join(first, other);
        }
    }
}

/// "I", "me", "my" and their like.
fn is_first_person(discourse: &Discourse<'_>, index: usize) -> bool {
    let candidate = discourse.get(index);
    candidate.kind == MentionKind::Pronoun
        && matches!(
            features(&discourse.view.lower(candidate.head)),
            Some((Person::First, Number::Singular, _))
        )
}

/// "ORME: I think …": several speak in turn.
fn has_turns(discourse: &Discourse<'_>) -> bool {
    let label = |index: usize| {
        let name = discourse.get(index);
        name.is_name()
            && discourse.view.begins_sentence(name.tokens.start)
            && discourse.view.form(name.tokens.end) == ":"
    };
    (0..discourse.candidates.len()).filter(|&i| label(i)).nth(1).is_some()
}
