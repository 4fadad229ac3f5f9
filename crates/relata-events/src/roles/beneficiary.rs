//! For whose good it was done.

use relata_core::Relation;

use super::actor::is_party;
use super::carrier::carriers;
use crate::layers::Layers;
use crate::mention::Trigger;
use crate::words::Words;

/// Who gains by it: "delivered food to the camp", "raised money for refugees", "signed on behalf of
/// the union".
pub(super) fn heads(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    for carrier in carriers(layers, trigger) {
        if matches!(
            trigger.root(),
            "AID" | "SUPPORT" | "AGREE" | "CONCEDE" | "COOPERATE" | "REQUEST"
        ) {
            out.extend(layers.introduced_by(carrier, "for"));
        }
        if trigger.root() == "AID" {
            out.extend(layers.introduced_by(carrier, "to"));
            out.extend(layers.arguments(carrier, &[Relation::Iobj]));
        }
        for word in ["on", "in", "for"] {
            let services = layers
                .introduced_by(carrier, word)
                .into_iter()
                .filter(|&t| Words::of_events().is(layers.lemma(t), "serves"));
            out.extend(services.flat_map(|service| layers.introduced_by(service, "of")));
        }
    }
    out.retain(|&t| is_party(layers, t) || layers.is_class("people", t));
    out
}
