//! Which claims carry a trigger, and who speaks in them.

use relata_core::{AttestationStance, Claim, Modality, Polarity, Span, Stance, TextSpan, Voice};
use relata_syntax::{CueClass, CueLexicon, CuePart};

use crate::layers::Layers;
use crate::mention::Trigger;

/// Places in `claims` of the claims whose content holds each trigger, the innermost first.
pub(crate) struct Carriers {
    by_trigger: Vec<Vec<usize>>,
}

impl Carriers {
    /// `heads` are the spans of the trigger heads, ascending.
    pub fn new(layers: &Layers<'_>, heads: &[Span]) -> Self {
        let mut by_trigger = vec![Vec::new(); heads.len()];
        for (number, claim) in layers.claims.iter().enumerate() {
            for content in &claim.content {
                let first = heads.partition_point(|h| h.start() < content.span.start());
                let end = heads.partition_point(|h| h.start() < content.span.end());
                for list in by_trigger.get_mut(first..end.max(first)).into_iter().flatten() {
                    if list.last() != Some(&number) && list.len() < MAX_NESTING {
                        list.push(number);
                    }
                }
            }
        }
        for list in &mut by_trigger {
            list.sort_by_key(|&claim| (layers.claims.get(claim).map_or(0, content_length), claim));
        }
        Self { by_trigger }
    }

    pub fn of(&self, trigger: usize) -> &[usize] {
        self.by_trigger.get(trigger).map_or(&[], Vec::as_slice)
    }
}

/// More claims than this about one word come from layers that contradict each other.
const MAX_NESTING: usize = 16;

fn content_length(claim: &Claim) -> usize {
    claim.content.iter().map(|c| c.span.len()).sum()
}

/// Who speaks in the claim.
pub(crate) fn voice(claim: &Claim) -> Voice {
    claim.source.as_ref().and_then(|source| source.entity).map_or(Voice::Unstated, Voice::Entity)
}

/// True where a claim turns down what a statement says, and so takes the statement for made:
/// "rejected the accusation", "denied the charges".
pub(crate) fn answers(layers: &Layers<'_>, claim: &Claim, trigger: &Trigger<'_>) -> bool {
    let stated = || {
        let cue = CueLexicon::english().get(layers.lemma(trigger.head), CuePart::Noun);
        cue.is_some_and(|cue| {
            matches!(
                cue.class,
                CueClass::Claim | CueClass::Report | CueClass::Judge | CueClass::Demand
            )
        })
    };
    let is_content =
        |content: &TextSpan| layers.reading.head_of_span(content.span) == Some(trigger.head);
    claim.stance == Stance::Denied
        && trigger.nominal
        && matches!(trigger.class, "ACCUSE" | "REQUEST")
        && claim.content.iter().any(is_content)
        && stated()
}

/// What a claim of that stance does with an event whose words have that polarity and modality.
pub(crate) const fn stance(
    claim: Stance,
    polarity: Polarity,
    modality: Modality,
) -> AttestationStance {
    match (claim, polarity) {
        (Stance::Withheld, _) => AttestationStance::Withholds,
        (Stance::Hedged | Stance::Asked | Stance::Demanded, _) => AttestationStance::Hedges,
        (Stance::Denied, Polarity::Negative) => AttestationStance::Claims,
        (Stance::Denied, _) | (_, Polarity::Negative) => AttestationStance::Denies,
        (Stance::Confirmed, _) => AttestationStance::Confirms,
        _ if matches!(modality, Modality::Possible) => AttestationStance::Hedges,
        _ => AttestationStance::Claims,
    }
}
