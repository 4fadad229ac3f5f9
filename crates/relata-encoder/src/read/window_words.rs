//! The words of a window, counted there and in the document.

use std::ops::Range;

use super::window::Segment;

/// The segments of a window with the positions of their words, counted in the window.
pub(crate) struct WindowWords<'a> {
    pub(crate) segments: Vec<(&'a Segment, Range<usize>)>,
}

impl<'a> WindowWords<'a> {
    pub(crate) fn new(window: &'a [Segment]) -> Self {
        let mut next = 0;
        let mut position = |segment: &Segment| {
            let first = next;
            next += segment.words.len();
            first..next
        };
        Self { segments: window.iter().map(|segment| (segment, position(segment))).collect() }
    }

    /// Word of the document for a candidate: 0 the root, `k + 1` the word at position `k`.
    pub(crate) fn word(&self, candidate: usize) -> Option<usize> {
        self.word_at(candidate.checked_sub(1)?)
    }

    /// Word of the document at a position in the window.
    pub(crate) fn word_at(&self, position: usize) -> Option<usize> {
        let (segment, positions) =
            self.segments.iter().find(|(_, positions)| positions.contains(&position))?;
        Some(segment.words.start + position - positions.start)
    }
}
