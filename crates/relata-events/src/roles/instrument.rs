//! With what it was done.

use relata_core::Relation;

use super::target;
use crate::document::Document;
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

pub(super) fn heads(document: &Document<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    if !matches!(trigger.root(), "ASSAULT" | "PROTEST" | "COERCE") {
        return Vec::new();
    }
    let mut out: Vec<usize> =
        trigger.tokens.iter().flat_map(|&t| with_phrases(document, t)).collect();
    if trigger.nominal {
        out.extend(
            document
                .reading
                .dependents_by(trigger.head, &[Relation::Compound])
                .filter(|t| !trigger.tokens.contains(t)),
        );
    } else if document.is_class("wield", trigger.head) {
        out.extend(target::heads(document, trigger));
    }
    out.retain(|&t| is_weapon(document, t));
    out
}

/// What "with" introduces, and the object of "using".
fn with_phrases(document: &Document<'_>, carrier: usize) -> Vec<usize> {
    let mut out = document.introduced_by(carrier, "with");
    for &verb in document.children(carrier) {
        let using = document.lemma(verb) == "use"
            && matches!(
                document.relation(verb),
                Relation::Advcl | Relation::Acl | Relation::Xcomp | Relation::Obl
            );
        if using {
            out.extend(document.arguments(verb, &[Relation::Obj]));
        }
    }
    out.extend(document.introduced_by(carrier, "using"));
    out
}

fn is_weapon(document: &Document<'_>, index: usize) -> bool {
    CLASSES.iter().any(|class| document.is_class(class, index))
}
