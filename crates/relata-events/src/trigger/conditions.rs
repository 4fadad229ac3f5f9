//! Conditions of lexicon entries.

use crate::document::Document;
use crate::mention::Trigger;
use crate::ontology::{Class, Condition, Need, Scope};
use crate::roles;

/// True when every condition of the trigger's entry holds.
pub(super) fn hold(document: &Document<'_>, trigger: &Trigger<'_>) -> bool {
    trigger.entry.needs.iter().all(|need| holds(document, trigger, need) != need.negated)
}

fn holds(document: &Document<'_>, trigger: &Trigger<'_>, need: &Need) -> bool {
    match &need.condition {
        Condition::Words(place, classes) => stands(document, trigger, *place, classes),
        Condition::Governs(relations) => document.child(trigger.head, relations).is_some(),
        Condition::Introduces(prepositions) => {
            prepositions.iter().any(|word| !document.introduced_by(trigger.head, word).is_empty())
        }
    }
}

/// True when a word of one of the classes stands at the place.
fn stands(document: &Document<'_>, trigger: &Trigger<'_>, place: Scope, classes: &[Class]) -> bool {
    match place {
        Scope::Object => any_argument(document, &objects(document, trigger), classes),
        Scope::Subject => any_argument(document, &roles::raw_actors(document, trigger), classes),
        Scope::Argument => {
            any_argument(document, &roles::raw_actors(document, trigger), classes)
                || any_argument(document, &objects(document, trigger), classes)
        }
        Scope::Sentence => {
            let sentence = document.sentence_of(trigger.head);
            sentence
                .filter(|t| !trigger.tokens.contains(t))
                .any(|token| in_any(document, classes, token))
        }
        Scope::Document => classes.iter().any(|&class| document.is_about(class, trigger.head)),
    }
}

/// What it is done to, whether or not it is the event's target: "deployed tanks", "an attack on a
/// base".
fn objects(document: &Document<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = roles::raw_targets(document, trigger);
    if !trigger.nominal {
        out.extend(document.undergoers(trigger.head));
    }
    out
}

/// True when the head of an argument, or a noun before it in its phrase ("rebel positions"),
/// belongs to a class.
fn any_argument(document: &Document<'_>, heads: &[usize], classes: &[Class]) -> bool {
    heads.iter().any(|&head| {
        in_any(document, classes, head)
            || roles::premodifiers(document, head)
                .any(|token| in_word_class(document, classes, token))
    })
}

fn in_any(document: &Document<'_>, classes: &[Class], token: usize) -> bool {
    classes.iter().any(|&class| document.in_class(class, token))
}

fn in_word_class(document: &Document<'_>, classes: &[Class], token: usize) -> bool {
    classes.iter().any(|&class| matches!(class, Class::Words(_)) && document.in_class(class, token))
}
