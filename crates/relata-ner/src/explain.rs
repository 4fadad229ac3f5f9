//! The trace: what speaks for and against each antecedent that a pronoun may have.

use relata_core::{Entity, Span, TextSpan, TraceStep};

use crate::clusters::Weighed;
use crate::discourse::Discourse;

const VERSION: &str = concat!("relata-ner ", env!("CARGO_PKG_VERSION"));

/// One step for each pronoun with each that may be meant; its record is the entity of the pronoun,
/// none where it stays unresolved.
pub(crate) fn trace(
    discourse: &Discourse<'_>,
    entities: &[Entity],
    weighed: Vec<Weighed>,
) -> Vec<TraceStep> {
    let record = |span: Span| {
        let holds = |e: &&Entity| e.mentions.iter().any(|m| m.text.span == span);
        entities.iter().find(holds).map(|entity| entity.id.to_string()).unwrap_or_default()
    };
    let step = |weighed: Weighed| {
        let pronoun = discourse.get(weighed.pronoun).span;
        let spans = [pronoun, weighed.span];
        TraceStep::new(record(pronoun), "antecedent", "evidence", VERSION)
            .with_detail(weighed.evidence)
            .with_spans(spans.map(|span| TextSpan::new(discourse.view.text, span)).to_vec())
    };
    weighed.into_iter().map(step).collect()
}
