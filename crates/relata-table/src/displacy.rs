//! JSON for displaCy, the visualiser of spaCy.

use relata_core::{CharOffsets, Extraction, Span};
use serde_json::{Value, json};

/// A document for `displacy.render(doc, style="ent", manual=True)` (`ents`: names, none over
/// another) and `style="span"` (`spans` over `tokens`: sources, cues, contents and triggers, which
/// overlap). Offsets of `ents` count characters.
///
/// ```
/// use relata_core::{Article, Extraction};
/// let text = "Rain fell.";
/// let document = relata_table::displacy(text, &Extraction::new(&Article::new(text)));
/// assert_eq!(document["tokens"], serde_json::json!(["Rain", "fell."]));
/// ```
#[must_use]
pub fn displacy(given: &str, extraction: &Extraction) -> Value {
    let text = extraction.text.as_deref().unwrap_or(given);
    let spans = spans(extraction);
    let tokens = tokens(text, &spans);
    let marked: Vec<Value> = spans
        .iter()
        .map(|(span, label)| {
            let start = tokens.partition_point(|token| token.end() <= span.start());
            let end = tokens.partition_point(|token| token.start() < span.end());
            json!({ "start_token": start, "end_token": end, "label": label })
        })
        .collect();
    let words: Vec<&str> = tokens.iter().map(|token| token.text(text)).collect();
    json!({
        "id": extraction.id,
        "title": extraction.title.as_ref().or(extraction.id.as_ref()),
        "text": text,
        "ents": entities(text, extraction),
        "spans": marked,
        "tokens": words,
    })
}

/// The names, of two that overlap the longer.
fn entities(text: &str, extraction: &Extraction) -> Vec<Value> {
    let offsets = CharOffsets::new(text);
    let mut mentions: Vec<(Span, &str)> = extraction
        .entities
        .iter()
        .flat_map(|entity| {
            entity.mentions.iter().map(|mention| {
                (mention.text.span, mention.mention_type.unwrap_or(entity.entity_type).as_str())
            })
        })
        .collect();
    mentions.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut end = 0;
    mentions.retain(|(span, _)| {
        let is_free = span.start() >= end;
        end = if is_free { span.end() } else { end };
        is_free
    });
    mentions
        .into_iter()
        .map(|(span, label)| {
            let characters = offsets.chars(span);
            json!({ "start": characters.start, "end": characters.end, "label": label })
        })
        .collect()
}

/// Sources, cues, contents and triggers.
fn spans(extraction: &Extraction) -> Vec<(Span, String)> {
    let mut spans: Vec<(Span, String)> = Vec::new();
    for claim in &extraction.claims {
        let id = claim.id;
        spans.extend(claim.source.iter().map(|s| (s.text.span, format!("SOURCE {id}"))));
        spans.extend(claim.cue.iter().map(|cue| (cue.text.span, format!("CUE {id}"))));
        let stance = claim.stance;
        spans.extend(claim.content.iter().map(|c| (c.span, format!("{stance} {id}"))));
    }
    for event in &extraction.events {
        let label = format!("{} {}", event.event_type.class, event.id);
        spans.extend(event.triggers.iter().map(|trigger| (trigger.span, label.clone())));
    }
    spans.sort();
    spans
}

/// Runs of the text without white space, cut where a span begins or ends.
fn tokens(text: &str, spans: &[(Span, String)]) -> Vec<Span> {
    let mut cuts: Vec<usize> =
        spans.iter().flat_map(|(span, _)| [span.start(), span.end()]).collect();
    cuts.retain(|&cut| text.is_char_boundary(cut));
    let bounds = text.char_indices().filter(|(_, c)| c.is_whitespace());
    cuts.extend(bounds.flat_map(|(at, c)| [at, at + c.len_utf8()]));
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.iter().zip(cuts.iter().skip(1)).map(|(&a, &b)| Span::between(a, b));
    pieces.filter(|piece| !piece.text(text).trim().is_empty()).collect()
}
