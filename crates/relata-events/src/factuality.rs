//! Did it take place, and in which world: what grammar says of a trigger, and what the claim about
//! it adds.

use relata_core::{Factuality, Modality, Stance};
use relata_syntax::Veridicality;

use crate::layers::Layers;
use crate::mention::Trigger;

/// The factuality of the trigger; `stance` is that of the innermost claim about it.
pub(crate) fn read(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    stance: Option<Stance>,
) -> Veridicality {
    let mut state = layers.factuality(trigger.head, &trigger.tokens);
    // "demanded that police arrest the men who burned her shop": what is presupposed inside of what is
    // asked or demanded took place.
    if state.modality == Modality::Actual && state.presupposed_by.is_none() {
        match stance {
            Some(Stance::Demanded) => {
                state.modality = Modality::Planned;
                state.requested = Some(trigger.head);
            }
            Some(Stance::Asked) => state.modality = Modality::Hypothetical,
            _ => {}
        }
    }
    state
}

/// The one label that goes with what the words say.
pub(crate) fn label(words: &Veridicality) -> Factuality {
    match Factuality::of(words.polarity, words.modality) {
        Factuality::Actual if words.ended.is_some() => Factuality::Ended,
        Factuality::Planned if words.requested.is_some() => Factuality::Requested,
        label => label,
    }
}
