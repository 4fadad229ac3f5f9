//! What the page around a piece looks like: runs of prose, repetitions, section headings.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use relata_core::BlockRole;

use super::shape::Shape;
use crate::words::vocabulary::HashIsKey;

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

/// Distances in pieces, one for each of [`SECTION_ROLES`]; 255 for none and for anything farther.
pub(crate) type Distances = [u8; SECTION_ROLES.len()];

const NONE: Distances = [u8::MAX; SECTION_ROLES.len()];

/// Figures about the pieces of one page, to be asked for by the number of a piece.
#[derive(Debug)]
pub(crate) struct Context {
    /// Words and pieces of prose in all pieces before the one of that number.
    prose_before: Vec<(u32, u32)>,
    /// Pieces since the last prose in front of a piece, and to the next one behind it; 255 for none
    /// and for anything farther.
    gaps: Vec<(u8, u8)>,
    /// Words of all pieces.
    words: u32,
    /// Times that the same words stand on the page, and how often they stood before.
    repeats: Vec<(u8, u8)>,
    /// Distance to the last heading of each role of `SECTION_ROLES`.
    since: Vec<Distances>,
    /// Distance to the next heading of each role.
    until: Vec<Distances>,
}

impl Context {
    /// Looks over the page once in each direction.
    pub(crate) fn new(shapes: &[Shape]) -> Self {
        let mut prose_before = Vec::with_capacity(shapes.len() + 1);
        let (mut words, mut pieces) = (0, 0);
        prose_before.push((0, 0));
        for shape in shapes {
            let prose = u32::from(shape.is_prose());
            words += shape.words() * prose;
            pieces += prose;
            prose_before.push((words, pieces));
        }
        let mut until = distances(shapes.iter().rev());
        until.reverse();
        let words = shapes.iter().map(Shape::words).sum();
        Self {
            words,
            prose_before,
            gaps: gaps(shapes),
            repeats: repeats(shapes),
            since: distances(shapes.iter()),
            until,
        }
    }

    /// Number of pieces.
    pub(crate) const fn len(&self) -> usize {
        self.repeats.len()
    }

    /// Percentage of the words of the page that stand in prose: nearly all of an article alone, a
    /// small part of a whole page.
    pub(crate) fn prose_percent(&self) -> u32 {
        let prose = self.prose_before.last().map_or(0, |sums| sums.0);
        prose.saturating_mul(100) / self.words.max(1)
    }

    /// Words of prose in the pieces `from..to`.
    pub(crate) fn prose_words(&self, from: usize, to: usize) -> u32 {
        self.sums(to).0.saturating_sub(self.sums(from).0)
    }

    /// Pieces of prose among `from..to`.
    pub(crate) fn prose_pieces(&self, from: usize, to: usize) -> u32 {
        self.sums(to).1.saturating_sub(self.sums(from).1)
    }

    fn sums(&self, at: usize) -> (u32, u32) {
        self.prose_before.get(at.min(self.len())).copied().unwrap_or_default()
    }

    /// Pieces since the last prose, and to the next prose.
    pub(crate) fn gaps(&self, index: usize) -> (u32, u32) {
        self.gaps.get(index).map_or((255, 255), |&(back, ahead)| (back.into(), ahead.into()))
    }

    /// How often the words of piece `index` stand on the page, and how often they stood before it.
    pub(crate) fn repeats(&self, index: usize) -> (u32, u32) {
        self.repeats.get(index).map_or((1, 0), |&(times, before)| (times.into(), before.into()))
    }

    /// Distances to the last heading of each of `SECTION_ROLES`.
    pub(crate) fn since(&self, index: usize) -> Distances {
        self.since.get(index).copied().unwrap_or(NONE)
    }

    /// Distances to the next heading of each of `SECTION_ROLES`.
    pub(crate) fn until(&self, index: usize) -> Distances {
        self.until.get(index).copied().unwrap_or(NONE)
    }
}

fn gaps(shapes: &[Shape]) -> Vec<(u8, u8)> {
    let step = |distance: &mut u8, shape: &Shape| {
        let before = *distance;
        *distance = if shape.is_prose() { 1 } else { distance.saturating_add(1) };
        before
    };
    let (mut back, mut ahead) = (u8::MAX, u8::MAX);
    let mut out: Vec<(u8, u8)> =
        shapes.iter().map(|shape| (step(&mut back, shape), u8::MAX)).collect();
    for (gap, shape) in out.iter_mut().zip(shapes).rev() {
        gap.1 = step(&mut ahead, shape);
    }
    out
}

fn repeats(shapes: &[Shape]) -> Vec<(u8, u8)> {
    let mut seen: HashMap<u64, u8, BuildHasherDefault<HashIsKey>> = HashMap::default();
    let before: Vec<u8> = shapes
        .iter()
        .map(|shape| {
            let count = seen.entry(shape.hash).or_default();
            let before = *count;
            *count = count.saturating_add(1);
            before
        })
        .collect();
    shapes
        .iter()
        .zip(before)
        .map(|(shape, before)| (seen.get(&shape.hash).copied().unwrap_or(1), before))
        .collect()
}

fn distances<'a>(shapes: impl Iterator<Item = &'a Shape>) -> Vec<Distances> {
    let mut current = NONE;
    shapes
        .map(|shape| {
            let before = current;
            let heading = if shape.words() <= HEADING_WORDS { shape.verdict.role } else { None };
            for (distance, role) in current.iter_mut().zip(SECTION_ROLES) {
                *distance = if heading == Some(role) { 1 } else { distance.saturating_add(1) };
            }
            before
        })
        .collect()
}

/// Percentage of function words below which a text is not in English, and words of a piece that is
/// asked.
const ENGLISH_SHARE: u32 = 14;
const LONG_PIECE: u32 = 12;

/// Makes the pieces of a text in another language comparable with English ones, whose small words
/// are listed.
pub(crate) fn allow_for_other_languages(shapes: &mut [Shape]) {
    let long = || shapes.iter().filter(|shape| shape.words() >= LONG_PIECE);
    let (words, function_words) = long().fold((0_u64, 0_u64), |(w, f), s| {
        (w + u64::from(s.words()), f + u64::from(s.function_words))
    });
    if words > 0 && function_words * 100 < words * u64::from(ENGLISH_SHARE) {
        for shape in shapes.iter_mut() {
            shape.presume_function_words();
        }
    }
}
