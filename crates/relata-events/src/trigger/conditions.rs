//! Conditions of lexicon entries.

use crate::layers::Layers;
use crate::mention::Trigger;
use crate::ontology::{Class, Condition, Need, Scope};
use crate::roles;

/// True when every condition of the trigger's entry holds.
pub(super) fn hold(layers: &Layers<'_>, trigger: &Trigger<'_>) -> bool {
    trigger.entry.needs.iter().all(|need| holds(layers, trigger, need) != need.negated)
}

fn holds(layers: &Layers<'_>, trigger: &Trigger<'_>, need: &Need) -> bool {
    match &need.condition {
        Condition::Words(scope, classes) => stands(layers, trigger, *scope, classes),
        Condition::Governs(relations) => layers.child(trigger.head, relations).is_some(),
        Condition::Introduces(prepositions) => {
            prepositions.iter().any(|word| !layers.introduced_by(trigger.head, word).is_empty())
        }
    }
}

/// True when a word of one of the classes stands at the place.
fn stands(layers: &Layers<'_>, trigger: &Trigger<'_>, scope: Scope, classes: &[Class]) -> bool {
    match scope {
        Scope::Object => any_argument(layers, &objects(layers, trigger), classes),
        Scope::Subject => any_argument(layers, &roles::raw_actors(layers, trigger), classes),
        Scope::Argument => {
            any_argument(layers, &roles::raw_actors(layers, trigger), classes)
                || any_argument(layers, &objects(layers, trigger), classes)
        }
        Scope::Sentence => {
            let sentence = layers.sentence_of(trigger.head);
            sentence
                .filter(|t| !trigger.tokens.contains(t))
                .any(|token| in_any(layers, classes, token))
        }
        Scope::Layers => classes.iter().any(|&class| layers.is_about(class, trigger.head)),
    }
}

/// What it is done to, whether or not it is the event's target: "deployed tanks", "an attack on a
/// base".
fn objects(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = roles::raw_targets(layers, trigger);
    if !trigger.nominal {
        out.extend(layers.undergoers(trigger.head));
    }
    out
}

/// True when the head of an argument, or a noun before it in its phrase ("rebel positions"),
/// belongs to a class.
fn any_argument(layers: &Layers<'_>, heads: &[usize], classes: &[Class]) -> bool {
    heads.iter().any(|&head| {
        in_any(layers, classes, head)
            || roles::premodifiers(layers, head).any(|token| in_word_class(layers, classes, token))
    })
}

fn in_any(layers: &Layers<'_>, classes: &[Class], token: usize) -> bool {
    classes.iter().any(|&class| layers.in_class(class, token))
}

fn in_word_class(layers: &Layers<'_>, classes: &[Class], token: usize) -> bool {
    classes.iter().any(|&class| matches!(class, Class::Words(_)) && layers.in_class(class, token))
}
