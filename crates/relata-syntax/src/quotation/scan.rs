//! Matches the marks of one paragraph in one pass.

use relata_core::Span;

use super::Quotation;
use super::mark::{Level, Mark, Shape, marks};

/// What a mark does, given what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Open,
    Close,
    /// Closes a quotation whose opening mark is missing.
    CloseUnopened,
    Ignore,
}

/// An opening mark that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    start: usize,
    inner: usize,
    low: bool,
    /// Single marks: a place that closes it if none better comes.
    weak_end: Option<(usize, usize)>,
}

struct Scanner<'a> {
    text: &'a str,
    paragraph: Span,
    runs_on: bool,
    sentence_ends: &'a [usize],
    double: Option<Waiting>,
    single: Option<Waiting>,
    /// End of the last quotation found.
    last_end: usize,
    found: Vec<Quotation>,
}

/// The quotations of a paragraph. `runs_on` says that the next paragraph begins with an opening
/// mark.
pub(super) fn paragraph(
    text: &str,
    paragraph: Span,
    runs_on: bool,
    sentence_ends: &[usize],
) -> Vec<Quotation> {
    let mut scanner = Scanner {
        text,
        paragraph,
        runs_on,
        sentence_ends,
        double: None,
        single: None,
        last_end: 0,
        found: Vec::new(),
    };
    for mark in marks(paragraph.text(text), paragraph.start()) {
        match mark.level {
            Level::Double => scanner.double_mark(&mark),
            Level::Single => scanner.single_mark(&mark),
        }
    }
    scanner.finish()
}

impl Scanner<'_> {
    fn double_mark(&mut self, mark: &Mark) {
        match self.double_action(mark) {
            Action::Open => {
                if let Some(earlier) = self.double.take() {
                    self.leave_unclosed(earlier, mark.start);
                }
                self.double = Some(waiting(mark));
            }
            Action::Close => {
                if let Some(open) = self.double.take() {
                    self.drop_single_since(open.start);
                    self.push(open.start, open.inner, mark.start, mark.end);
                }
            }
            Action::CloseUnopened => self.close_unopened(mark),
            Action::Ignore => {}
        }
    }

    fn double_action(&self, mark: &Mark) -> Action {
        let looks_open = mark.free_before() && !mark.free_after();
        let looks_close = !mark.free_before() && mark.free_after();
        let Some(open) = self.double else {
            return match mark.shape {
                Shape::Open | Shape::Low => Action::Open,
                _ if looks_close => Action::CloseUnopened,
                Shape::Close if !looks_open => Action::Ignore,
                _ => Action::Open,
            };
        };
        match mark.shape {
            Shape::Open if open.low || looks_close => Action::Close,
            Shape::Low | Shape::Open => Action::Open,
            Shape::Close | Shape::Either if looks_open => Action::Open,
            Shape::Close | Shape::Either => Action::Close,
        }
    }

    fn single_mark(&mut self, mark: &Mark) {
        if mark.inside_word() {
            return;
        }
        let opens =
            mark.free_before() && !mark.free_after() && !mark.elision && mark.shape != Shape::Close;
        if opens {
            self.flush_single();
            self.single = Some(waiting(mark));
        } else if mark.free_after() && !mark.free_before_space() {
            self.close_single(mark);
        }
    }

    fn close_single(&mut self, mark: &Mark) {
        let Some(open) = self.single.as_mut() else { return };
        if mark.may_be_possessive() {
            open.weak_end = Some((mark.start, mark.end));
            return;
        }
        let open = *open;
        self.single = None;
        self.push(open.start, open.inner, mark.start, mark.end);
    }

    /// Closes a waiting single mark at its weak end; without one it was an apostrophe.
    fn flush_single(&mut self) {
        if let Some(open) = self.single.take()
            && let Some((inner_end, end)) = open.weak_end
        {
            self.push(open.start, open.inner, inner_end, end);
        }
    }

    fn drop_single_since(&mut self, start: usize) {
        if self.single.is_some_and(|s| s.start > start) {
            self.flush_single();
        }
    }

    /// A closing mark after a comma or final stop speaks for a lost opening mark: the quotation
    /// began with the sentence.
    fn close_unopened(&mut self, mark: &Mark) {
        if !matches!(mark.before, Some(',' | '.' | '?' | '!' | '…')) {
            return;
        }
        let before_mark = mark.start.saturating_sub(1);
        let sentence = self.sentence_ends.partition_point(|&end| end <= before_mark);
        let sentence_start =
            sentence.checked_sub(1).and_then(|i| self.sentence_ends.get(i)).copied().unwrap_or(0);
        let start = sentence_start.max(self.paragraph.start()).max(self.last_end);
        let span = Span::between(start, mark.start).trim(self.text);
        let outer = Span::between(span.start(), mark.end);
        self.keep(Quotation { span: outer, inner: span, opened: false, closed: true, depth: 0 });
    }

    /// A quotation whose closing mark is missing ends with its sentence; with its paragraph where
    /// it surely runs on.
    fn leave_unclosed(&mut self, open: Waiting, limit: usize) {
        let sentence_end = self
            .sentence_ends
            .get(self.sentence_ends.partition_point(|&end| end <= open.start))
            .copied()
            .unwrap_or(limit);
        let whole = limit == self.paragraph.end()
            && (self.is_at_start(open.start) && self.runs_on || self.follows_colon(open.start));
        let end = if whole { limit } else { sentence_end.min(limit) };
        let inner = Span::between(open.inner.min(end), end).trim(self.text);
        let span = Span::between(open.start, inner.end());
        self.keep(Quotation { span, inner, opened: true, closed: false, depth: 0 });
    }

    fn is_at_start(&self, offset: usize) -> bool {
        Span::between(self.paragraph.start(), offset).text(self.text).trim().is_empty()
    }

    fn follows_colon(&self, offset: usize) -> bool {
        Span::between(self.paragraph.start(), offset).text(self.text).trim_end().ends_with(':')
    }

    fn push(&mut self, start: usize, inner_start: usize, inner_end: usize, end: usize) {
        let inner = Span::between(inner_start.min(inner_end), inner_end);
        self.keep(Quotation {
            span: Span::between(start, end),
            inner,
            opened: true,
            closed: true,
            depth: 0,
        });
    }

    fn keep(&mut self, quotation: Quotation) {
        self.last_end = self.last_end.max(quotation.span.end());
        self.found.push(quotation);
    }

    fn finish(mut self) -> Vec<Quotation> {
        self.flush_single();
        if let Some(open) = self.double.take() {
            self.leave_unclosed(open, self.paragraph.end());
        }
        self.found.retain(|q| !q.inner.is_empty());
        self.found
    }
}

const fn waiting(mark: &Mark) -> Waiting {
    Waiting {
        start: mark.start,
        inner: mark.end,
        low: matches!(mark.shape, Shape::Low),
        weak_end: None,
    }
}

impl Mark {
    fn free_before_space(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }
}
