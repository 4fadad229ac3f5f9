//! Dictionary forms of English words.
use relata_core::Upos;
/// Dictionary form.
#[must_use]
pub fn lemma(word: &str, upos: Upos) -> String {
    if upos == Upos::Propn { word.to_owned() } else { word.to_lowercase() }
}
