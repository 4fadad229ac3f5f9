//! Nouns that stand for somebody who speaks, from a tab-separated file.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use super::cues::rows;
use super::error::{LexiconError, LexiconErrorKind};
use super::map::TableMap;
use super::nouns::nouns;
use super::speaker_kind::SpeakerKind;

static ENGLISH: LazyLock<SpeakerLexicon> = LazyLock::new(|| {
    let mut lexicon = SpeakerLexicon::default();
    for entry in nouns() {
        if let Some(kind) = entry.speaker {
            lexicon.insert(entry.noun, kind);
        }
    }
    lexicon
});

/// Nouns that stand for somebody who speaks.
///
/// The format of its files: lemma and kind (person, title, group, text, vague), separated by a tab;
/// `#` before comments.
///
/// ```
/// use relata_syntax::{SpeakerKind, SpeakerLexicon};
/// let mut speakers = SpeakerLexicon::english().clone();
/// assert_eq!(speakers.kind("Ministry"), Some(SpeakerKind::Group));
/// speakers.insert("harbourmaster", SpeakerKind::Title);
/// assert_eq!(speakers.kind("harbourmaster"), Some(SpeakerKind::Title));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpeakerLexicon {
    /// Shared by all copies until one is changed.
    kinds: Arc<TableMap<String, SpeakerKind>>,
}

impl SpeakerLexicon {
    /// The English nouns that are shipped with this crate.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// Reads a file.
    ///
    /// # Errors
    /// The first line that is not in the format.
    pub fn parse(file: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for (number, line) in rows(file) {
            let (lemma, kind) = read_line(line).map_err(|kind| LexiconError::new(number, kind))?;
            lexicon.insert(lemma, kind);
        }
        Ok(lexicon)
    }

    /// Adds a noun, in place of the entry for the same lemma. Case does not matter.
    pub fn insert(&mut self, lemma: &str, kind: SpeakerKind) {
        Arc::make_mut(&mut self.kinds).insert(lemma.to_lowercase(), kind);
    }

    /// What a noun stands for, `None` when it is not listed. Case does not matter.
    #[must_use]
    pub fn kind(&self, lemma: &str) -> Option<SpeakerKind> {
        let is_lower = lemma.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        let lower = if is_lower { Cow::Borrowed(lemma) } else { Cow::Owned(lemma.to_lowercase()) };
        self.kinds.get(&*lower).copied()
    }
}

fn read_line(line: &str) -> Result<(&str, SpeakerKind), LexiconErrorKind> {
    let (lemma, kind) = line.trim_end().split_once('\t').ok_or(LexiconErrorKind::Columns)?;
    if lemma.is_empty() {
        return Err(LexiconErrorKind::EmptyLemma);
    }
    Ok((lemma, SpeakerKind::read(kind)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_file_is_read() {
        let lexicon = SpeakerLexicon::english();
        assert_eq!(lexicon.kind("Official"), Some(SpeakerKind::Person));
        assert_eq!(lexicon.kind("ministry"), Some(SpeakerKind::Group));
        assert_eq!(lexicon.kind("table"), None);
    }

    #[test]
    fn bad_lines_are_named() {
        assert_eq!(
            SpeakerLexicon::parse("official").unwrap_err().kind(),
            LexiconErrorKind::Columns
        );
        assert_eq!(
            SpeakerLexicon::parse("official\tloud").unwrap_err().kind(),
            LexiconErrorKind::UnknownValue("kind")
        );
    }
}
