//! Which stage of an event the text tells of: its beginning, that it goes on, its end.

use relata_core::{Aspect, Relation};

use crate::layers::Layers;
use crate::mention::Trigger;
use crate::roles::{self, Governor};
use crate::words::Words;

/// The stage that the governing verb ("began shelling", "talks resumed"), the containing noun ("the
/// end of the siege") or an adverb ("still") tells.
pub(crate) fn read(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Option<Aspect> {
    let container = Some(layers.container_of(trigger.head)).filter(|&c| c != trigger.head);
    let carried = roles::governor(layers, trigger).map(|g| match g {
        Governor::Light(verb) | Governor::Predicate(verb) => verb,
    });
    let open = Some(trigger.head).filter(|&t| {
        matches!(layers.relation(t), Relation::Xcomp | Relation::Obj | Relation::Nmod)
    });
    let above = open.and_then(|t| layers.head(t));
    let told = [container, carried, above]
        .into_iter()
        .flatten()
        .find_map(|t| of_kind(layers.lemma(t), "aspect"));
    told.or_else(|| {
        layers
            .children(trigger.head)
            .iter()
            .filter(|&&d| layers.relation(d) == Relation::Advmod)
            .find_map(|&d| of_kind(layers.lemma(d), "aspect_adverb"))
    })
}

fn of_kind(lemma: &str, kind: &str) -> Option<Aspect> {
    Words::of_events().value(lemma, kind)?.parse().ok()
}
