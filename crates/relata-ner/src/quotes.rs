//! Quotations: runs of tokens between quotation marks, of any length inside a paragraph.

use std::ops::Range;

use relata_core::Upos;

use crate::view::View;

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// From the opening mark to past the closing one, or to the end of the paragraph where none
    /// follows.
    pub tokens: Range<usize>,
    /// True when the mark that should close it is missing: the next paragraph may go on with it.
    pub open: bool,
}

/// All quotations in the order of the text. Marks of different kinds close each other: pasted text
/// mixes them.
pub(crate) fn find(view: View<'_>) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    let mut paragraph = None;
    for number in 0..view.reading.sentence_count() {
        let range = view.reading.sentence_tokens(number);
        let its_paragraph = view.reading.sentence(number).map(|s| s.paragraph);
        if paragraph != its_paragraph {
            paragraph = its_paragraph;
            close_at_paragraph(&mut out, &mut open, range.start);
        }
        for token in range {
            step(view, token, &mut open, &mut out);
        }
    }
    close_at_paragraph(&mut out, &mut open, view.reading.tokens().len());
    out
}

fn close_at_paragraph(out: &mut Vec<Quotation>, open: &mut Option<(usize, bool)>, end: usize) {
    if let Some((start, _)) = open.take() {
        out.push(Quotation { tokens: start..end, open: true });
    }
}

fn step(view: View<'_>, token: usize, open: &mut Option<(usize, bool)>, out: &mut Vec<Quotation>) {
    let Some(mark) = mark(view, token) else { return };
    match (*open, mark) {
        (None, Mark::Open(single)) => *open = Some((token, single)),
        (None, Mark::Either) => *open = Some((token, false)),
        (Some((start, false)), Mark::Open(false)) => {
            out.push(Quotation { tokens: start..token, open: true });
            *open = Some((token, false));
        }
        (Some((start, single)), Mark::Close(closes_single)) if single == closes_single => {
            out.push(Quotation { tokens: start..token + 1, open: false });
            *open = None;
        }
        (Some((start, false)), Mark::Either) => {
            out.push(Quotation { tokens: start..token + 1, open: false });
            *open = None;
        }
        _ => {}
    }
}

enum Mark {
    /// Opens; true for a single mark.
    Open(bool),
    /// Closes; true for a single mark.
    Close(bool),
    /// `"`.
    Either,
}

fn mark(view: View<'_>, token: usize) -> Option<Mark> {
    match view.word(token) {
        "\"" => Some(Mark::Either),
        "“" | "«" | "„" | "``" => Some(Mark::Open(false)),
        "”" | "»" | "''" => Some(Mark::Close(false)),
        "‘" => Some(Mark::Open(true)),
        "’" | "'" if view.upos(token) == Upos::Punct => Some(Mark::Close(true)),
        _ => None,
    }
}

/// The number of the quotation that holds each token.
pub(crate) fn by_token(quotations: &[Quotation], tokens: usize) -> Vec<Option<usize>> {
    let mut out = vec![None; tokens];
    for (number, quotation) in quotations.iter().enumerate() {
        for slot in out.get_mut(quotation.tokens.clone()).unwrap_or_default() {
            *slot = Some(number);
        }
    }
    out
}
