//! A document as the model sees it: words, subwords, shapes, sentences.

use std::ops::Range;

use relata_core::{Sentence, Span};

use crate::Model;
use crate::format::subwords::DocumentSubwords;

/// Words of a document with their subwords, one after the other.
#[derive(Debug, Default)]
pub(crate) struct EncodedDocument {
    /// Spans of the words in the text.
    pub(crate) words: Vec<Span>,
    /// Shape id of each word.
    shapes: Vec<u8>,
    /// Subword ids of all words.
    subwords: Vec<u32>,
    /// The subwords of word `i` are `subwords[starts[i]..starts[i + 1]]`.
    starts: Vec<usize>,
    /// Sentences that hold a word.
    pub(crate) sentences: Vec<EncodedSentence>,
}

/// The words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EncodedSentence {
    /// Number among the sentences that were given.
    pub(crate) number: usize,
    pub(crate) words: Range<usize>,
    pub(crate) paragraph: usize,
}

impl EncodedDocument {
    /// Cuts and encodes the text of the sentences, which ascend and do not overlap.
    pub(crate) fn new(model: &Model, text: &str, sentences: &[Sentence]) -> Self {
        let mut document = Self { starts: vec![0], ..Self::default() };
        let mut subwords = DocumentSubwords::new(model.subwords());
        for (number, sentence) in sentences.iter().enumerate() {
            let first = document.words.len();
            model.word_pattern().words(text, sentence.span, &mut document.words);
            for word in document.words.get(first..).unwrap_or_default() {
                let word = word.text(text);
                document.shapes.push(model.shapes().id(word));
                subwords.push(word, &mut document.subwords);
                document.starts.push(document.subwords.len());
            }
            if document.words.len() > first {
                document.sentences.push(EncodedSentence {
                    number,
                    words: first..document.words.len(),
                    paragraph: sentence.paragraph,
                });
            }
        }
        document
    }

    /// Number of subwords of the words.
    pub(crate) fn cost(&self, words: Range<usize>) -> usize {
        self.start(words.end) - self.start(words.start)
    }

    /// Subwords of one word.
    pub(crate) fn subwords(&self, word: usize) -> &[u32] {
        self.subwords.get(self.start(word)..self.start(word + 1)).unwrap_or_default()
    }

    /// Shape id of one word.
    pub(crate) fn shape(&self, word: usize) -> u8 {
        self.shapes.get(word).copied().unwrap_or_default()
    }

    fn start(&self, word: usize) -> usize {
        self.starts.get(word).copied().unwrap_or(self.subwords.len())
    }

    #[cfg(test)]
    pub(crate) fn of_sizes(sentences: &[(usize, &[usize])]) -> Self {
        let mut document = Self { starts: vec![0], ..Self::default() };
        for (number, (paragraph, sizes)) in sentences.iter().enumerate() {
            let first = document.words.len();
            for &size in *sizes {
                let word = document.words.len();
                document.words.push(Span::at(word * 2, 1));
                document.shapes.push(1);
                document
                    .subwords
                    .extend(std::iter::repeat_n(u32::try_from(10 + word).unwrap(), size));
                document.starts.push(document.subwords.len());
            }
            document.sentences.push(EncodedSentence {
                number,
                words: first..document.words.len(),
                paragraph: *paragraph,
            });
        }
        document
    }
}
