//! What the page around a piece looks like: runs of prose, repetitions, section headings.

use std::collections::HashMap;

use relata_core::BlockRole;

use crate::shape::Shape;

/// Roles whose headings begin a section of the page that is not the article.
pub(crate) const SECTION_ROLES: [BlockRole; 6] = [
    BlockRole::CommentPrompt,
    BlockRole::RelatedLinks,
    BlockRole::SocialShare,
    BlockRole::Copyright,
    BlockRole::SubscriptionPrompt,
    BlockRole::NewsletterPrompt,
];

/// Words of a section heading, at most.
const HEADING_WORDS: u32 = 7;

/// Figures about the pieces of one page, to be asked for by the number of a piece.
#[derive(Debug)]
pub(crate) struct Context {
    /// Words of prose in all pieces before the one of that number.
    prose_before: Vec<u32>,
    /// Pieces of prose in all pieces before the one of that number.
    prose_pieces_before: Vec<u32>,
    /// Words of all pieces.
    words: u32,
    /// Times that the same words stand on the page, and how often they stood before.
    repeats: Vec<(u32, u32)>,
    /// Distance to the last heading of each role of `SECTION_ROLES`; `u32::MAX` when there was none.
    since: Vec<[u32; SECTION_ROLES.len()]>,
    /// Distance to the next heading of each role.
    until: Vec<[u32; SECTION_ROLES.len()]>,
}

impl Context {
    /// Looks over the page once.
    pub(crate) fn new(shapes: &[Shape]) -> Self {
        let (mut prose_before, mut prose_pieces_before) = (vec![0], vec![0]);
        let (mut words, mut pieces) = (0, 0);
        for shape in shapes {
            if shape.is_prose() {
                words += shape.words;
                pieces += 1;
            }
            prose_before.push(words);
            prose_pieces_before.push(pieces);
        }
        let mut until = distances(shapes.iter().rev());
        until.reverse();
        let words = shapes.iter().map(|shape| shape.words).sum();
        Self { words, prose_before, prose_pieces_before, repeats: repeats(shapes), since: distances(shapes.iter()), until }
    }

    /// Number of pieces.
    pub(crate) const fn len(&self) -> usize {
        self.repeats.len()
    }

    /// Percentage of the words of the page that stand in prose: nearly all of an article alone, a small part of a whole page.
    pub(crate) fn prose_percent(&self) -> u32 {
        let prose = self.prose_before.last().copied().unwrap_or_default();
        prose.saturating_mul(100) / self.words.max(1)
    }

    /// Words of prose in the pieces `from..to`.
    pub(crate) fn prose_words(&self, from: usize, to: usize) -> u32 {
        self.between(&self.prose_before, from, to)
    }

    /// Pieces of prose among `from..to`.
    pub(crate) fn prose_pieces(&self, from: usize, to: usize) -> u32 {
        self.between(&self.prose_pieces_before, from, to)
    }

    fn between(&self, sums: &[u32], from: usize, to: usize) -> u32 {
        let at = |i: usize| sums.get(i.min(self.len())).copied().unwrap_or_default();
        at(to).saturating_sub(at(from))
    }

    /// How often the words of piece `index` stand on the page, and how often they stood before it.
    pub(crate) fn repeats(&self, index: usize) -> (u32, u32) {
        self.repeats.get(index).copied().unwrap_or((1, 0))
    }

    /// Distances to the last heading of each of `SECTION_ROLES`.
    pub(crate) fn since(&self, index: usize) -> [u32; SECTION_ROLES.len()] {
        self.since.get(index).copied().unwrap_or([u32::MAX; SECTION_ROLES.len()])
    }

    /// Distances to the next heading of each of `SECTION_ROLES`.
    pub(crate) fn until(&self, index: usize) -> [u32; SECTION_ROLES.len()] {
        self.until.get(index).copied().unwrap_or([u32::MAX; SECTION_ROLES.len()])
    }
}

fn repeats(shapes: &[Shape]) -> Vec<(u32, u32)> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let before: Vec<u32> = shapes
        .iter()
        .map(|shape| {
            let count = seen.entry(shape.hash).or_default();
            *count += 1;
            *count - 1
        })
        .collect();
    shapes.iter().zip(before).map(|(shape, before)| (seen.get(&shape.hash).copied().unwrap_or(1), before)).collect()
}

fn distances<'a>(shapes: impl Iterator<Item = &'a Shape>) -> Vec<[u32; SECTION_ROLES.len()]> {
    let mut current = [u32::MAX; SECTION_ROLES.len()];
    shapes
        .map(|shape| {
            let before = current;
            let heading = if shape.words <= HEADING_WORDS { shape.verdict.role } else { None };
            for (distance, role) in current.iter_mut().zip(SECTION_ROLES) {
                *distance = if heading == Some(role) { 1 } else { distance.saturating_add(1) };
            }
            before
        })
        .collect()
}

/// Percentage of function words below which a text is not in English, and words of a piece that is asked.
const ENGLISH_SHARE: u32 = 14;
const LONG_PIECE: u32 = 12;

/// Makes the pieces of a text in another language comparable with English ones, whose small words are listed.
pub(crate) fn allow_for_other_languages(shapes: &mut [Shape]) {
    let long = || shapes.iter().filter(|shape| shape.words >= LONG_PIECE);
    let (words, function_words) = long().fold((0_u32, 0_u32), |(w, f), s| (w.saturating_add(s.words), f.saturating_add(s.function_words)));
    if words > 0 && u64::from(function_words) * 100 < u64::from(words) * u64::from(ENGLISH_SHARE) {
        for shape in shapes.iter_mut() {
            shape.presume_function_words();
        }
    }
}
