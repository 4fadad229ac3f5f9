//! A text with its reading, indexed once for all stages.

use std::borrow::Cow;
use std::sync::OnceLock;

use relata_core::{Reading, Token};

use crate::quotation::QuotationIndex;

/// A text with its reading and the lemmas of its words: what the rules of all stages read.
///
/// ```
/// use relata_core::{Reading, Sentence, Span, Token};
/// use relata_syntax::Analysis;
/// let text = "Rain";
/// let span = Span::at(0, 4);
/// let reading = Reading::new(&[Sentence::new(span, 0)], vec![Token::new(span)]);
/// let analysis = Analysis::new(text, &reading);
/// assert_eq!((analysis.form(0), analysis.lemma(0)), ("Rain", "rain"));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Analysis<'a> {
    /// The raw text.
    pub text: &'a str,
    /// Its token layers.
    pub reading: &'a Reading,
    lemmas: Vec<Cow<'a, str>>,
    quotations: OnceLock<QuotationIndex>,
}

impl<'a> Analysis<'a> {
    /// Indexes a reading of the text.
    #[must_use]
    pub fn new(text: &'a str, reading: &'a Reading) -> Self {
        let lemmas = reading.tokens().iter().map(|token| lower_lemma(text, token)).collect();
        Self { text, reading, lemmas, quotations: OnceLock::new() }
    }

    /// The outermost quotations; found when they are first asked for.
    #[must_use]
    pub fn quotations(&self) -> &QuotationIndex {
        self.quotations.get_or_init(|| QuotationIndex::new(self.text, self.reading))
    }

    /// Lower-case lemma of a token; the lower-case word where the reading gives none, and nothing
    /// past the last token.
    #[must_use]
    pub fn lemma(&self, index: usize) -> &str {
        self.lemmas.get(index).map_or("", AsRef::as_ref)
    }
}

fn lower_lemma<'a>(text: &'a str, token: &'a Token) -> Cow<'a, str> {
    let lemma = match token.lemma.as_str() {
        "" | "_" => token.span.text(text),
        lemma => lemma,
    };
    if lemma.chars().any(char::is_uppercase) {
        Cow::Owned(lemma.to_lowercase())
    } else {
        Cow::Borrowed(lemma)
    }
}
