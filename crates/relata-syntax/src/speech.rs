//! Which quotations are speech.

use crate::analysis::Analysis;
use crate::quotation::Quotation;

/// Fewest words of a quotation that is speech even without a comma or stop at its end.
const FEWEST_WORDS: usize = 4;

impl Analysis<'_> {
    /// True for a quotation that is speech and not a term in scare quotes: it has some length, or
    /// ends as a sentence does.
    #[must_use]
    pub fn quotes_speech(&self, quotation: &Quotation) -> bool {
        let words = self
            .reading
            .tokens_in(quotation.inner)
            .filter(|&t| self.form(t).contains(char::is_alphanumeric))
            .take(FEWEST_WORDS)
            .count();
        words >= FEWEST_WORDS
            || (words > 0 && quotation.inner.text(self.text).ends_with([',', '.', '?', '!', '…']))
    }
}
