//! What every step of the stage looks at.

use std::cell::OnceCell;
use std::ops::Range;

use relata_core::{Entity, EntityType, Reading, Relation, Span, Token};
use relata_syntax::{Analysis, CueEntry, CuePart, QuotationIndex};

use crate::ClaimOptions;
use crate::mentions::MentionIndex;

/// A run of tokens.
pub(crate) type Tokens = Range<usize>;

/// The document with its layers and look-ups.
pub(crate) struct Context<'a> {
    pub(crate) analysis: &'a Analysis<'a>,
    pub(crate) text: &'a str,
    pub(crate) reading: &'a Reading,
    pub(crate) options: &'a ClaimOptions,
    pub(crate) quotes: &'a QuotationIndex,
    pub(crate) mentions: MentionIndex<'a>,
    /// The lexicon's entry of each word that has been asked for.
    entries: Vec<OnceCell<Option<&'a CueEntry>>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        analysis: &'a Analysis<'a>,
        entities: &'a [Entity],
        options: &'a ClaimOptions,
    ) -> Self {
        Self {
            analysis,
            text: analysis.text,
            reading: analysis.reading,
            options,
            quotes: analysis.quotations(),
            mentions: MentionIndex::new(entities),
            entries: vec![OnceCell::new(); analysis.reading.tokens().len()],
        }
    }

    pub(crate) fn token(&self, index: usize) -> &'a Token {
        self.reading.token(index)
    }

    /// The text of a token.
    pub(crate) fn word(&self, index: usize) -> &'a str {
        self.token(index).span.text(self.text)
    }

    /// From the first to the last byte of the tokens.
    pub(crate) fn span(&self, tokens: &Tokens) -> Span {
        match (
            self.reading.tokens().get(tokens.start),
            self.reading.tokens().get(tokens.end.saturating_sub(1)),
        ) {
            (Some(first), Some(last)) if !tokens.is_empty() => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// True for punctuation, quotation marks among them.
    pub(crate) fn is_punct(&self, index: usize) -> bool {
        !self.word(index).chars().any(char::is_alphanumeric)
    }

    /// True for a token that is a quotation mark.
    pub(crate) fn is_mark(&self, index: usize) -> bool {
        let word = self.word(index);
        !word.is_empty() && word.chars().all(|c| "\"“”„‟«»''‘’‚‹›`＂「」".contains(c))
    }

    /// Lemma in lower case; the word itself where the reader gives none.
    pub(crate) fn lemma(&self, index: usize) -> String {
        let lemma = &self.token(index).lemma;
        if lemma.is_empty() || lemma == "_" {
            self.word(index).to_lowercase()
        } else {
            lemma.to_lowercase()
        }
    }

    /// The lexicon's entry of a word: with its particle or with the words behind it where the
    /// lexicon has them together ("point out", "call for", "pour cold water on").
    pub(crate) fn entry(&self, index: usize) -> Option<&'a CueEntry> {
        *self.entries.get(index)?.get_or_init(|| self.look_up(index))
    }

    fn look_up(&self, index: usize) -> Option<&'a CueEntry> {
        let cues = &self.options.cues;
        let part = CuePart::of(self.token(index).upos)?;
        let lemma = self.lemma(index);
        let joined = || {
            let opens = part == CuePart::Verb && cues.opens(&lemma);
            opens.then(|| self.with_particle(index, &lemma).or_else(|| self.run_on(index, &lemma)))
        };
        joined().flatten().or_else(|| cues.get(&lemma, part))
    }

    /// A verb with its particle, wherever that stands.
    fn with_particle(&self, verb: usize, lemma: &str) -> Option<&'a CueEntry> {
        let particle = self.reading.dependent(verb, &[Relation::CompoundPrt])?;
        let words = format!("{lemma} {}", self.word(particle).to_lowercase());
        self.options.cues.get(&words, CuePart::Verb)
    }

    /// A verb with as many of the words behind it as the lexicon knows together.
    fn run_on(&self, verb: usize, lemma: &str) -> Option<&'a CueEntry> {
        if self.introduces_time(verb + 1) {
            return None;
        }
        let cues = &self.options.cues;
        let mut words = lemma.to_owned();
        let mut best = None;
        for next in verb + 1..verb + cues.longest_verb() {
            words.push(' ');
            words.push_str(&self.word(next).to_lowercase());
            best = cues.get(&words, CuePart::Verb).or(best);
        }
        best
    }

    /// "insisted on Wednesday that …": the preposition belongs to the day, and not to the verb.
    fn introduces_time(&self, preposition: usize) -> bool {
        let time = |noun: usize| {
            matches!(self.token(noun).entity.label(), Some(EntityType::Date | EntityType::Time))
        };
        self.token(preposition).relation == Relation::Case
            && self.token(preposition).head.is_some_and(time)
    }

    /// The longest phrase of the lexicon that begins at the token, with its number of tokens.
    pub(crate) fn phrase_at(&self, index: usize) -> Option<(&'a CueEntry, usize)> {
        let cues = &self.options.cues;
        let found = |words: &str, count| Some((cues.get(words, CuePart::Phrase)?, count));
        let mut words = self.word(index).to_lowercase();
        let mut best = found(&words, 1);
        if cues.opens(&words) {
            for count in 2..=cues.longest_phrase() {
                words.push(' ');
                words.push_str(&self.word(index + count - 1).to_lowercase());
                best = found(&words, count).or(best);
            }
        }
        best
    }

    pub(crate) fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.reading.sentence_of(a) == self.reading.sentence_of(b)
    }

    /// Number of the paragraph of a token.
    pub(crate) fn paragraph(&self, index: usize) -> Option<usize> {
        self.reading.sentence(self.reading.sentence_of(index)).map(|s| s.paragraph)
    }

    /// True for the first token of a paragraph.
    pub(crate) fn begins_paragraph(&self, index: usize) -> bool {
        index == 0 || self.paragraph(index - 1) != self.paragraph(index)
    }
}
