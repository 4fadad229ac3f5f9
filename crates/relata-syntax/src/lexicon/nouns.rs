//! Nouns that denote persons, groups, organisations, places and vehicles, or somebody who speaks:
//! `data/nouns.tsv`.

use std::sync::LazyLock;

use relata_core::EntityType;

use super::speaker_kind::SpeakerKind;
use super::table::rows;

pub(super) const NOUNS: &str = include_str!("../../data/nouns.tsv");

static ENTRIES: LazyLock<Vec<NounEntry>> =
    LazyLock::new(|| rows(NOUNS).filter_map(|(_, row)| NounEntry::read(row)).collect());

/// A row of the noun table.
///
/// ```
/// use relata_syntax::{SpeakerKind, nouns};
/// let minister = nouns().iter().find(|entry| entry.noun == "minister");
/// assert_eq!(minister.and_then(|entry| entry.speaker), Some(SpeakerKind::Title));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NounEntry {
    /// Singular form in lower case, blanks for hyphens.
    pub noun: &'static str,
    /// What it denotes; `None` for a noun that is the name of nothing by itself.
    pub entity_type: Option<EntityType>,
    /// `"m"`, `"f"`, `"n"`; `"-"` where the noun does not tell.
    pub gender: &'static str,
    /// How many its singular denotes: `"one"`, `"group"`, `"many"`, `"count"`.
    pub number: &'static str,
    /// What it stands for as a source, `None` for a noun that speaks for nobody.
    pub speaker: Option<SpeakerKind>,
    flags: &'static str,
    classes: &'static str,
}

impl NounEntry {
    fn read(row: [&'static str; 7]) -> Option<Self> {
        let [noun, entity_type, gender, number, flags, speaker, classes] = row;
        let known = |field: &'static str| Some(field).filter(|field| *field != "-");
        let entity_type = known(entity_type).map(str::parse).transpose().ok()?;
        let speaker = known(speaker).map(SpeakerKind::read).transpose().ok()?;
        Some(Self { noun, entity_type, gender, number, speaker, flags, classes })
    }

    /// What else the table says of it; its header lists the flags.
    pub fn flags(&self) -> impl Iterator<Item = &'static str> {
        items(self.flags)
    }

    /// The word classes that conditions of event lexicons name.
    pub fn classes(&self) -> impl Iterator<Item = &'static str> {
        items(self.classes)
    }
}

fn items(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(' ').filter(|item| !matches!(*item, "" | "-"))
}

/// All nouns of the table, in its order.
///
/// ```
/// let minister = relata_syntax::nouns().iter().find(|entry| entry.noun == "minister");
/// assert!(minister.is_some_and(|entry| entry.flags().any(|flag| flag == "role")));
/// ```
#[must_use]
pub fn nouns() -> &'static [NounEntry] {
    &ENTRIES
}

/// Most words of a noun of the table, as the reader splits them: a clitic is a word of its own.
pub const LONGEST_NOUN: usize = 4;

/// What is wrong about the fields of a row.
pub(super) fn fault(fields: &[&str]) -> Option<&'static str> {
    let field = |at: usize| fields.get(at).copied().unwrap_or_default();
    if field(0).contains('-') {
        return Some("a hyphen is written as a blank");
    }
    if field(0).split([' ', '\'']).count() > LONGEST_NOUN {
        return Some("more words than are looked for");
    }
    let is_type = field(1) == "-" || field(1).parse::<EntityType>().is_ok();
    let is_speaker = field(5) == "-" || SpeakerKind::read(field(5)).is_ok();
    if !is_type || !is_speaker {
        Some("no such entity type or kind of speaker")
    } else if !matches!(field(2), "m" | "f" | "n" | "-")
        || !matches!(field(3), "one" | "group" | "many" | "count")
    {
        Some("no such gender or number")
    } else if field(1) == "-" && field(5) == "-" {
        Some("it denotes nothing and speaks for nobody")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_the_reader_splits_otherwise_are_faults() {
        let row = |noun: &'static str| fault(&[noun, "PER", "-", "one", "role", "-", "-"]);
        assert_eq!(row("prosecutor's office"), None);
        assert_eq!(row("vice-president"), Some("a hyphen is written as a blank"));
        assert_eq!(row("man of the people's house"), Some("more words than are looked for"));
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(nouns().len(), rows::<7>(NOUNS).count());
        let police = nouns().iter().find(|entry| entry.noun == "police").unwrap();
        assert_eq!(police.entity_type, Some(EntityType::Org));
        assert!(police.classes().any(|class| class == "armed"));
    }
}
