//! What the pages of one site repeat.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::classify::model::Model;
use crate::classify::seams::pieces;
use crate::words::vocabulary::WordHash;

/// Pages on which a line must stand before it counts as furniture of the site.
const PAGES_NEEDED: u32 = 2;
/// Share of the pages seen, in percent, on which it must stand as well.
const PERCENT_NEEDED: u64 = 20;

/// Lines that the pages of one site share: its menus, prompts and footers. It learns only when it
/// is told to, and remembers hashes, not text.
///
/// ```
/// use relata_text::{CleanOptions, SiteMemory, clean_with_memory};
/// let pages = [
///     "Ferry sinks off Tobermory.\nThe Isles at a glance, every evening.",
///     "Bridge opens in Oban.\nThe Isles at a glance, every evening.",
/// ];
/// let mut memory = SiteMemory::default();
/// pages.iter().for_each(|page| memory.learn(page));
/// let text = clean_with_memory(
///     "A seal was rescued on Mull on Monday.\nThe Isles at a glance, every evening.",
///     &CleanOptions::default(),
///     &memory,
/// );
/// assert_eq!(
///     text.blocks.iter().map(|block| block.kept).collect::<Vec<_>>(),
///     [true, false]
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SiteMemory {
    pages: u32,
    /// Number of pages by the hash of a line.
    lines: BTreeMap<u64, u32>,
}

impl SiteMemory {
    /// Takes note of the lines of one page. The same page taken twice counts twice.
    pub fn learn(&mut self, raw: &str) {
        let mut hashes: Vec<u64> = pieces(raw, Model::shipped())
            .iter()
            .map(|piece| hash_of_line(piece.span.text(raw)))
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        self.pages += 1;
        for hash in hashes {
            *self.lines.entry(hash).or_default() += 1;
        }
    }

    /// True when it knows of nothing that could repeat.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Number of pages that it has learned from.
    #[must_use]
    pub const fn pages(&self) -> u32 {
        self.pages
    }

    /// True when the line stands on enough of the pages seen.
    #[must_use]
    pub fn repeats(&self, line: &str) -> bool {
        let times = self.lines.get(&hash_of_line(line)).copied().unwrap_or_default();
        times >= PAGES_NEEDED && u64::from(times) * 100 >= u64::from(self.pages) * PERCENT_NEEDED
    }

    /// Forgets lines that were seen once only, to keep a long batch small.
    pub fn forget_rare(&mut self) {
        self.lines.retain(|_, times| *times > 1);
    }
}

/// Letters and digits of a line in lower case; figures count alike, so that "12 comments" and "7
/// comments" are one line.
fn hash_of_line(line: &str) -> u64 {
    let mut hash = WordHash::default();
    let mut in_number = false;
    for c in line.chars().filter(|c| c.is_alphanumeric()) {
        let number = c.is_numeric();
        if number && !in_number {
            hash.push(b'0');
        } else if !number {
            hash.push_char(c);
        }
        in_number = number;
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_pages_share() {
        let mut memory = SiteMemory::default();
        memory.learn("Home\nA dam broke.\n12 comments\nHome");
        assert!(!memory.repeats("Home"));
        memory.learn("HOME\nA bridge opened.\n7 comments");
        assert!(memory.repeats("Home") && memory.repeats("130 comments"));
        assert!(!memory.repeats("A dam broke."));
        memory.forget_rare();
        assert_eq!((memory.pages(), memory.lines.len()), (2, 2));
    }

    #[test]
    fn it_can_be_written_and_read() {
        let mut memory = SiteMemory::default();
        memory.learn("Home\nSport");
        let text = serde_json::to_string(&memory).expect("written");
        assert_eq!(serde_json::from_str::<SiteMemory>(&text).expect("read"), memory);
    }
}
