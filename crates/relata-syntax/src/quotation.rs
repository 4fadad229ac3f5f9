//! Quotations: runs of text in quotation marks, matched paragraph by paragraph.
//!
//! Marks may be curly, straight, doubled apostrophes, guillemets or low marks; they may be
//! mismatched, and one of a pair may be missing. A quotation never leaves its paragraph, so that a
//! missing mark cannot swallow the rest of the document; a quotation that runs over paragraphs (an
//! opening mark each, a closing mark at the last) gives one quotation a paragraph.

mod mark;
mod scan;

use std::cmp::Reverse;

use relata_core::{Reading, Span};

/// A run of text in quotation marks.
///
/// ```
/// use relata_core::{Reading, Sentence, Span};
/// let text = "“We held the bridge”, he said.";
/// let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
/// let quotation = relata_syntax::quotations(text, &reading)[0];
/// assert!(quotation.is_balanced());
/// assert_eq!(quotation.span.text(text), "“We held the bridge”");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quotation {
    /// From the opening to the closing mark, both included where they are there.
    pub span: Span,
    /// The words between the marks.
    pub inner: Span,
    /// Whether an opening mark was found.
    pub opened: bool,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Number of quotations around it.
    pub depth: usize,
}

impl Quotation {
    /// True when both marks were found.
    #[must_use]
    pub const fn is_balanced(&self) -> bool {
        self.opened && self.closed
    }
}

/// The quotations of a document, in the order of the text. Unbalanced ones are there too, for a
/// caller who wants to warn of them.
///
/// ```
/// use relata_syntax::quotations;
/// use relata_core::{Reading, Sentence, Span};
/// let text = "“We held the bridge\", he said.";
/// let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
/// let found = quotations(text, &reading);
/// assert_eq!(found[0].inner.text(text), "We held the bridge");
/// ```
#[must_use]
pub fn quotations(text: &str, reading: &Reading) -> Vec<Quotation> {
    let ends: Vec<usize> = reading.sentences().map(|s| s.span.end()).collect();
    let paragraphs = paragraphs(reading);
    let starts_with_mark: Vec<bool> =
        paragraphs.iter().map(|p| mark::opens(p.text(text))).collect();
    let mut out = Vec::new();
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        let runs_on = starts_with_mark.get(number + 1).copied().unwrap_or(false);
        out.extend(scan::paragraph(text, paragraph, runs_on, &ends));
    }
    nest(out)
}

/// Span of each paragraph, from its first sentence to its last.
///
/// ```
/// use relata_core::{Reading, Sentence, Span};
/// let sentences = [(0, 10, 0), (11, 10, 0), (22, 10, 1)].map(|(start, len, paragraph)| {
///     Sentence::new(Span::at(start, len), paragraph)
/// });
/// let reading = Reading::new(&sentences, Vec::new());
/// assert_eq!(relata_syntax::paragraphs(&reading), [Span::at(0, 21), Span::at(22, 10)]);
/// ```
#[must_use]
pub fn paragraphs(reading: &Reading) -> Vec<Span> {
    let mut out: Vec<(usize, Span)> = Vec::new();
    for sentence in reading.sentences() {
        match out.last_mut() {
            Some((number, span)) if *number == sentence.paragraph => {
                *span = span.cover(sentence.span);
            }
            _ => out.push((sentence.paragraph, sentence.span)),
        }
    }
    out.into_iter().map(|(_, span)| span).collect()
}

/// Sorts, drops those that cross an earlier one, and counts depths.
fn nest(mut found: Vec<Quotation>) -> Vec<Quotation> {
    found.sort_by_key(|q| (q.span.start(), Reverse(q.span.end())));
    let mut open: Vec<Span> = Vec::new();
    let mut out = Vec::with_capacity(found.len());
    for mut quotation in found {
        while open.last().is_some_and(|o| o.end() <= quotation.span.start()) {
            open.pop();
        }
        if open.last().is_some_and(|o| !o.contains(quotation.span)) {
            continue;
        }
        quotation.depth = open.len();
        open.push(quotation.span);
        out.push(quotation);
    }
    out
}

/// The outermost quotations with look-up by place.
///
/// ```
/// use relata_core::{Reading, Sentence, Span};
/// use relata_syntax::QuotationIndex;
/// let text = "“We held the bridge,” he said.";
/// let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
/// let quotations = QuotationIndex::new(text, &reading);
/// assert!(quotations.around(Span::at(3, 2)).is_some());
/// assert!(quotations.after(30).is_none());
/// ```
#[derive(Debug, Clone, Default)]
pub struct QuotationIndex {
    outer: Vec<Quotation>,
}

impl QuotationIndex {
    /// The quotations of a document.
    #[must_use]
    pub fn new(text: &str, reading: &Reading) -> Self {
        Self { outer: quotations(text, reading).into_iter().filter(|q| q.depth == 0).collect() }
    }

    /// The outermost quotations in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Quotation> + '_ {
        self.outer.iter().copied()
    }

    /// The outermost quotation that shares a byte with `span` and begins first.
    #[must_use]
    pub fn first_in(&self, span: Span) -> Option<Quotation> {
        self.all_in(span).next()
    }

    /// The outermost quotations that share a byte with `span`.
    pub fn all_in(&self, span: Span) -> impl Iterator<Item = Quotation> + '_ {
        let first = self.outer.partition_point(|q| q.span.end() <= span.start());
        self.outer.iter().skip(first).take_while(move |q| q.span.start() < span.end()).copied()
    }

    /// The outermost quotation that holds all of `span`.
    #[must_use]
    pub fn around(&self, span: Span) -> Option<Quotation> {
        self.first_in(span).filter(|q| q.span.contains(span))
    }

    /// The last outermost quotation that ends at or before `offset`.
    #[must_use]
    pub fn before(&self, offset: usize) -> Option<Quotation> {
        self.outer
            .partition_point(|q| q.span.end() <= offset)
            .checked_sub(1)
            .and_then(|i| self.outer.get(i))
            .copied()
    }

    /// The first outermost quotation that begins at or after `offset`.
    #[must_use]
    pub fn after(&self, offset: usize) -> Option<Quotation> {
        self.outer.get(self.outer.partition_point(|q| q.span.start() < offset)).copied()
    }
}

#[cfg(test)]
mod tests;
