//! Who speaks in an article.

use std::collections::BTreeSet;

use relata_core::{Claim, ClaimId, Extraction, SourceKind};
use serde::{Deserialize, Serialize};

use super::phrases::{one_line, stems};

/// What is known of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceKind {
    /// The paper itself.
    Paper,
    /// Somebody with a name.
    Named,
    /// Somebody who is described: "police", "a witness".
    Described,
    /// Nobody whom the text states.
    Unstated,
}

/// A speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    pub kind: VoiceKind,
    /// The entity of the article that speaks, by its index in the article's list.
    pub entity: Option<usize>,
    /// The words that name or describe it.
    pub text: String,
    /// Stems of those words, and of what the text says that it is.
    pub words: BTreeSet<String>,
}

impl Voice {
    pub fn of(extraction: &Extraction, voice: relata_core::Voice, claim: Option<ClaimId>) -> Self {
        let claim = claim.and_then(|id| extraction.claim(id));
        match voice {
            relata_core::Voice::Narrator => Self::plain(VoiceKind::Paper),
            relata_core::Voice::Entity(id) => match extraction.entity(id) {
                Some(entity) => {
                    let kind =
                        if entity.is_named() { VoiceKind::Named } else { VoiceKind::Described };
                    let text = one_line(&entity.name);
                    let said = source_text(claim).unwrap_or_default();
                    let words = stems(&text).chain(stems(said)).collect();
                    Self { kind, entity: Some(id.index()), text, words }
                }
                None => Self::plain(VoiceKind::Unstated),
            },
            _ => match source_text(claim) {
                Some(text) => Self {
                    kind: VoiceKind::Described,
                    entity: None,
                    text: one_line(text),
                    words: stems(text).collect(),
                },
                None => Self::plain(VoiceKind::Unstated),
            },
        }
    }

    const fn plain(kind: VoiceKind) -> Self {
        Self { kind, entity: None, text: String::new(), words: BTreeSet::new() }
    }
}

/// The words for the source of a claim; those of a pronoun say nothing.
fn source_text(claim: Option<&Claim>) -> Option<&str> {
    let source = claim?.source.as_ref()?;
    (source.kind != SourceKind::Pronoun).then_some(source.text.text.as_str())
}
