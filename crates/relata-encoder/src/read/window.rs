//! Windows: what one forward pass reads.

use std::ops::Range;

use super::encoded::EncodedDocument;
use crate::format::config::WindowConfig;
use crate::format::subwords::SpecialIds;
use crate::{EncoderInput, Model};

/// Words of one sentence, or of a piece of a long one, inside a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Index into the document's sentences.
    pub(crate) sentence: usize,
    /// Words that the window reads.
    pub(crate) words: Range<usize>,
    /// Words whose outputs count; the rest belongs to the piece before or after.
    pub(crate) kept: Range<usize>,
    pub(crate) paragraph: usize,
}

/// Segments that are read together.
pub(crate) type Window = Vec<Segment>;

/// Cuts a document into windows.
pub(crate) fn cut(document: &EncodedDocument, config: WindowConfig) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut open = OpenWindow::default();
    for (sentence, encoded) in document.sentences.iter().enumerate() {
        let words = encoded.words.clone();
        let cost = document.cost(words.clone());
        let whole = Segment { sentence, kept: words.clone(), words, paragraph: encoded.paragraph };
        if cost > config.max_subwords {
            windows.extend(open.close());
            windows.extend(
                cut_sentence(document, &whole, config).into_iter().map(|piece| vec![piece]),
            );
        } else {
            windows.extend(open.push(whole, cost, config));
        }
    }
    windows.extend(open.close());
    windows
}

/// The window that is being filled.
#[derive(Debug, Default)]
struct OpenWindow {
    segments: Window,
    subwords: usize,
}

impl OpenWindow {
    /// Adds a sentence; gives back the window before it where the sentence must begin a new one.
    fn push(&mut self, segment: Segment, cost: usize, config: WindowConfig) -> Option<Window> {
        let breaks = self.segments.last().is_some_and(|last| last.paragraph != segment.paragraph);
        let separator = usize::from(breaks);
        let is_full = self.subwords + cost + separator > config.max_subwords
            || (breaks && self.subwords >= config.soft_subwords);
        let closed = if is_full { self.close() } else { None };
        self.subwords += cost + if closed.is_some() { 0 } else { separator };
        self.segments.push(segment);
        closed
    }

    fn close(&mut self) -> Option<Window> {
        self.subwords = 0;
        let segments = std::mem::take(&mut self.segments);
        (!segments.is_empty()).then_some(segments)
    }
}

/// Overlapping pieces of a sentence that is longer than a window.
fn cut_sentence(document: &EncodedDocument, whole: &Segment, config: WindowConfig) -> Vec<Segment> {
    let last = whole.words.end;
    let piece = |words: Range<usize>, kept: Range<usize>| Segment { words, kept, ..whole.clone() };
    let mut pieces = Vec::new();
    let (mut start, mut keep) = (whole.words.start, whole.words.start);
    let mut end = start;
    loop {
        while end < last && document.cost(start..end + 1) <= config.max_subwords {
            end += 1;
        }
        if end == last {
            pieces.push(piece(start..last, keep..last));
            return pieces;
        }
        let mut again = end;
        while again > start + 1 && document.cost(again - 1..end) <= config.overlap_subwords {
            again -= 1;
        }
        let middle = again + (end - again) / 2;
        pieces.push(piece(start..end, keep..middle));
        (start, keep) = (again, middle);
    }
}

/// A window as the backend reads it, and the position of the first subword of each of its words.
pub(crate) fn input(
    model: &Model,
    document: &EncodedDocument,
    window: &[Segment],
) -> (EncoderInput, Vec<usize>) {
    let SpecialIds { cls, sep, .. } = model.subwords().special();
    let none = model.shapes().none();
    let (mut ids, mut shapes, mut positions) = (vec![cls], vec![none], Vec::new());
    let mut paragraph = window.first().map(|segment| segment.paragraph);
    for segment in window {
        if paragraph.replace(segment.paragraph) != Some(segment.paragraph) {
            ids.push(sep);
            shapes.push(none);
        }
        for word in segment.words.clone() {
            positions.push(ids.len());
            ids.extend_from_slice(document.subwords(word));
            shapes.resize(ids.len(), document.shape(word));
        }
    }
    if model.config().window.closing_separator {
        ids.push(sep);
        shapes.push(none);
    }
    (EncoderInput::new(ids, shapes), positions)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: WindowConfig = WindowConfig {
        max_subwords: 10,
        soft_subwords: 6,
        overlap_subwords: 4,
        max_word_subwords: 4,
        closing_separator: false,
    };

    /// Windows as `words[kept]`, segments joined by `+`.
    fn check(sentences: &[(usize, &[usize])], expected: &str) {
        let document = EncodedDocument::of_sizes(sentences);
        let shown = |s: &Segment| {
            let all = format!("{}-{}", s.words.start, s.words.end);
            if s.kept == s.words { all } else { format!("{all}[{}-{}]", s.kept.start, s.kept.end) }
        };
        let windows: Vec<String> = cut(&document, CONFIG)
            .iter()
            .map(|w| w.iter().map(shown).collect::<Vec<_>>().join("+"))
            .collect();
        assert_eq!(windows.join(" "), expected);
    }

    #[test]
    fn windows_fill_greedily() {
        check(&[], "");
        check(&[(0, &[1, 1]), (0, &[3])], "0-2+2-3");
        check(&[(0, &[5]), (0, &[5]), (0, &[1])], "0-1+1-2 2-3");
        check(&[(0, &[5]), (1, &[5])], "0-1 1-2");
        check(&[(0, &[5]), (1, &[4])], "0-1+1-2");
    }

    #[test]
    fn a_paragraph_break_closes_a_window_that_is_full_enough() {
        check(&[(0, &[4, 2]), (1, &[1])], "0-2 2-3");
        check(&[(0, &[4, 1]), (1, &[1])], "0-2+2-3");
        check(&[(0, &[4, 2]), (0, &[1])], "0-2+2-3");
    }

    #[test]
    fn a_long_sentence_is_cut_with_an_overlap() {
        check(&[(0, &[1; 12])], "0-10[0-8] 6-12[8-12]");
        check(&[(0, &[1]), (0, &[4, 4, 4, 4]), (0, &[1])], "0-1 1-3[1-2] 2-4[2-3] 3-5 5-6");
    }

    #[test]
    fn every_word_is_kept_once() {
        for size in 1..=4 {
            let sizes = vec![size; 57];
            let document = EncodedDocument::of_sizes(&[(0, &sizes)]);
            let kept: Vec<usize> =
                cut(&document, CONFIG).iter().flatten().flat_map(|s| s.kept.clone()).collect();
            assert_eq!(kept, (0..57).collect::<Vec<_>>(), "words of {size} subwords");
        }
    }
}
