//! Text in which no sentence ends over hundreds of kilobytes is no prose: data, logs, lists of
//! words.

use relata_core::{Block, BlockRole, Sentence, Span};

use crate::sentence::ends_with_stop;

/// Bytes without the end of a sentence that are read as text, at most: over four hours of speech
/// that was written down without a stop.
pub(crate) const LONGEST: usize = 256 << 10;

/// The stretches behind the first [`LONGEST`] bytes in which no sentence ends, up to the next
/// sentence that does. A sentence that was cut for its length alone ends none.
pub(crate) fn stretches(raw: &str, sentences: &[Sentence]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    if raw.len() <= LONGEST {
        return out;
    }
    let (mut bytes, mut is_over) = (0_usize, false);
    for sentence in sentences {
        bytes = bytes.saturating_add(sentence.span.len());
        match out.last_mut() {
            Some(stretch) if is_over => *stretch = stretch.cover(sentence.span),
            _ if bytes > LONGEST => out.push(sentence.span),
            _ => {}
        }
        is_over = bytes > LONGEST;
        if ends_with_stop(sentence.span.text(raw)) {
            (bytes, is_over) = (0, false);
        }
    }
    out
}

/// The blocks with these stretches as dropped ones of their own.
pub(crate) fn without(raw: &str, blocks: Vec<Block>, stretches: &[Span]) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + 2 * stretches.len());
    for block in blocks {
        let mut start = block.span.start();
        let overlapping = stretches.iter().filter_map(|s| s.intersect(block.span));
        for stretch in overlapping.filter(|stretch| block.kept && !stretch.is_empty()) {
            push(raw, &block, Span::between(start, stretch.start()), &mut out);
            out.push(Block::new(stretch, BlockRole::Other));
            start = stretch.end();
        }
        push(raw, &block, Span::between(start, block.span.end()), &mut out);
    }
    out
}

/// What is left of a block there.
fn push(raw: &str, block: &Block, span: Span, out: &mut Vec<Block>) {
    let span = span.trim(raw);
    if !span.is_empty() {
        let mut rest = block.clone();
        rest.span = span;
        out.push(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Boilerplate, CleanOptions, clean};

    fn kept(text: &str, boilerplate: Boilerplate) -> usize {
        let found = clean(text, &CleanOptions::default().with_boilerplate(boilerplate));
        assert_eq!(found.warnings.iter().any(|w| w.kind.as_str() == "not_read"), {
            found.blocks.iter().any(|block| block.role == BlockRole::Other && block.span.len() > 99)
        });
        found.blocks.iter().filter(|block| block.kept).map(|block| block.span.len()).sum()
    }

    #[test]
    fn what_no_sentence_ends_is_read_up_to_a_bound() {
        let words = "the mayor of the town told them that rain had fallen over the harbour and ";
        let long = words.repeat(4 * LONGEST / words.len());
        let found = kept(&long, Boilerplate::Drop);
        assert!((LONGEST - 8192..=LONGEST).contains(&found), "{found} of {} bytes", long.len());
        assert_eq!(kept(&long, Boilerplate::Keep), long.trim_end().len());
        // A text that is no longer, and one with stops, are read whole.
        let (short, _) = long.split_at(LONGEST / 2);
        assert_eq!(kept(short, Boilerplate::Drop), short.trim_end().len());
    }

    #[test]
    fn what_follows_the_next_stop_is_read_again() {
        let sentence = |start, end, paragraph| Sentence::new(Span::between(start, end), paragraph);
        let raw = "x".repeat(3 * LONGEST) + "." + &"y".repeat(9) + ".";
        let (third, end) = (2 * LONGEST, 3 * LONGEST + 1);
        let all = [
            sentence(0, LONGEST, 0),
            sentence(LONGEST, third, 0),
            sentence(third, end, 0),
            sentence(end, raw.len(), 0),
        ];
        let found = stretches(&raw, &all);
        assert_eq!(found, [Span::between(LONGEST, end)]);
        let blocks = vec![Block::new(Span::between(0, raw.len()), BlockRole::Body)];
        let ends: Vec<(usize, bool)> = without(&raw, blocks, &found)
            .iter()
            .map(|block| (block.span.end(), block.kept))
            .collect();
        assert_eq!(ends, [(LONGEST, true), (end, false), (raw.len(), true)]);
    }
}
