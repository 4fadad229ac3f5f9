//! With what it was done.

use relata_core::Relation;

use super::target;
use crate::layers::Layers;
use crate::mention::Trigger;

const CLASSES: [&str; 13] = [
    "weapon",
    "munition",
    "missile",
    "artillery",
    "bomb",
    "explosive",
    "grenade",
    "firearm",
    "blade",
    "chemical",
    "drone",
    "aircraft",
    "crowd-control",
];

pub(super) fn heads(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    if !matches!(trigger.root(), "ASSAULT" | "PROTEST" | "COERCE") {
        return Vec::new();
    }
    let mut out: Vec<usize> =
        trigger.tokens.iter().flat_map(|&t| with_phrases(layers, t)).collect();
    if trigger.nominal {
        out.extend(
            layers
                .reading
                .dependents_by(trigger.head, &[Relation::Compound])
                .filter(|t| !trigger.tokens.contains(t)),
        );
    } else if layers.is_class("wield", trigger.head) {
        out.extend(target::heads(layers, trigger));
    }
    out.retain(|&t| is_weapon(layers, t));
    out
}

/// What "with" introduces, and the object of "using".
fn with_phrases(layers: &Layers<'_>, carrier: usize) -> Vec<usize> {
    let mut out = layers.introduced_by(carrier, "with");
    for &verb in layers.children(carrier) {
        let using = layers.lemma(verb) == "use"
            && matches!(
                layers.relation(verb),
                Relation::Advcl | Relation::Acl | Relation::Xcomp | Relation::Obl
            );
        if using {
            out.extend(layers.arguments(verb, &[Relation::Obj]));
        }
    }
    out.extend(layers.introduced_by(carrier, "using"));
    out
}

fn is_weapon(layers: &Layers<'_>, index: usize) -> bool {
    CLASSES.iter().any(|class| layers.is_class(class, index))
}
