//! The sentences of an article as far as its extraction has their text.

use relata_core::{Extraction, Span, TextSpan};

/// A sentence that is kept, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub text: String,
}

/// The sentences: of the text where the extraction or the caller has it; else of the pieces that
/// the records repeat (names, contents of claims, triggers), which leaves gaps.
pub fn sentences(extraction: &Extraction, given: Option<&str>) -> Vec<Sentence> {
    let text = extraction.text.as_deref().or(given);
    if let Some(text) = text {
        let cut = |&span: &Span| Sentence { span, text: span.text(text).to_owned() };
        return extraction.sentences.iter().map(cut).collect();
    }
    let pieces = pieces(extraction);
    let mut pieces = pieces.into_iter().peekable();
    let mut out = Vec::with_capacity(extraction.sentences.len());
    for &span in &extraction.sentences {
        let mut words = String::new();
        let mut at = span.start();
        while let Some(piece) = pieces.next_if(|piece| piece.span.start() < span.end()) {
            if piece.span.start() >= at {
                words.push(' ');
                words.push_str(&piece.text);
                at = piece.span.end();
            }
        }
        out.push(Sentence { span, text: words });
    }
    out
}

/// Every piece of text that a record repeats, in the order of the text, the longest first.
fn pieces(extraction: &Extraction) -> Vec<&TextSpan> {
    let mut pieces: Vec<&TextSpan> = Vec::new();
    pieces.extend(extraction.entities.iter().flat_map(|e| &e.mentions).map(|m| &m.text));
    for claim in &extraction.claims {
        pieces.extend(&claim.content);
        pieces.extend(claim.source.iter().map(|source| &source.text));
        pieces.extend(claim.cue.iter().map(|cue| &cue.text));
    }
    for event in &extraction.events {
        pieces.extend(&event.triggers);
        let roles = [&event.actors, &event.targets, &event.instruments, &event.places];
        pieces.extend(roles.into_iter().flatten().map(|participant| &participant.text));
    }
    pieces.extend(extraction.times.iter().map(|time| &time.text));
    pieces.extend(extraction.quantities.iter().map(|quantity| &quantity.text));
    pieces.sort_by_key(|piece| (piece.span.start(), std::cmp::Reverse(piece.span.end())));
    pieces
}

/// The sentence in which an offset stands.
pub fn at(sentences: &[Sentence], offset: usize) -> Option<usize> {
    let index = sentences.partition_point(|sentence| sentence.span.end() <= offset);
    sentences.get(index).filter(|sentence| sentence.span.contains_offset(offset)).map(|_| index)
}
