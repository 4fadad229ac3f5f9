//! What the page around a piece looks like: runs of prose, repetitions, section headings.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use relata_core::BlockRole;

use super::shape::{Ending, Shape};
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
/// Words of a line that announces a list, at least.
const ANNOUNCING_WORDS: u32 = 3;

/// Distances in pieces, one for each of [`SECTION_ROLES`]; 255 for none and for anything farther.
pub(crate) type Distances = [u8; SECTION_ROLES.len()];

const NONE: Distances = [u8::MAX; SECTION_ROLES.len()];

/// Sums over the first pieces of a page.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Words and pieces of prose.
    prose_words: u32,
    prose: u32,
    /// Pieces that end like a sentence, however short.
    sentences: u32,
    /// Pieces that a phrase gives away as furniture.
    furniture: u32,
}

impl Sums {
    fn with(mut self, shape: &Shape) -> Self {
        let prose = u32::from(shape.is_prose());
        self.prose_words += shape.words() * prose;
        self.prose += prose;
        self.sentences += u32::from(shape.is_sentence());
        self.furniture += u32::from(shape.is_furniture());
        self
    }
}

/// Figures about the pieces of one page, to be asked for by the number of a piece.
#[derive(Debug)]
pub(crate) struct PageContext {
    /// Sums over all pieces before the one of that number.
    sums: Vec<Sums>,
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
    /// Pieces since a line that ends with a colon, no prose between them; 255 for none.
    announced: Vec<u8>,
    /// How many pieces in a row in front of a piece, and behind it, look like it.
    alike: Vec<(u8, u8)>,
    /// Where each piece stands among the clusters of prose, for each of `CLUSTER_GAPS`.
    clusters: [Vec<ClusterPosition>; CLUSTER_GAPS.len()],
}

impl PageContext {
    /// Looks over the page once in each direction.
    pub(crate) fn new(shapes: &[Shape]) -> Self {
        let mut sums = Vec::with_capacity(shapes.len() + 1);
        let mut sum = Sums::default();
        sums.push(sum);
        for shape in shapes {
            sum = sum.with(shape);
            sums.push(sum);
        }
        let mut until = distances(shapes.iter().rev());
        until.reverse();
        let words = shapes.iter().map(Shape::words).sum();
        Self {
            words,
            sums,
            gaps: gaps(shapes),
            repeats: repeats(shapes),
            since: distances(shapes.iter()),
            until,
            announced: announced(shapes),
            alike: alike(shapes),
            clusters: CLUSTER_GAPS.map(|gap| clusters(shapes, gap)),
        }
    }

    /// Number of pieces.
    pub(crate) const fn len(&self) -> usize {
        self.repeats.len()
    }

    /// Percentage of the words of the page that stand in prose: nearly all of an article alone, a
    /// small part of a whole page.
    pub(crate) fn prose_percent(&self) -> u32 {
        let prose = self.sums.last().map_or(0, |sums| sums.prose_words);
        prose.saturating_mul(100) / self.words.max(1)
    }

    /// Words of prose in the pieces `from..to`.
    pub(crate) fn prose_words(&self, from: usize, to: usize) -> u32 {
        self.between(from, to, |sums| sums.prose_words)
    }

    /// Pieces of prose among `from..to`.
    pub(crate) fn prose_pieces(&self, from: usize, to: usize) -> u32 {
        self.between(from, to, |sums| sums.prose)
    }

    /// Pieces among `from..to` that end like a sentence.
    pub(crate) fn sentences(&self, from: usize, to: usize) -> u32 {
        self.between(from, to, |sums| sums.sentences)
    }

    /// Pieces among `from..to` that a phrase gives away as furniture.
    pub(crate) fn furniture(&self, from: usize, to: usize) -> u32 {
        self.between(from, to, |sums| sums.furniture)
    }

    fn between(&self, from: usize, to: usize, field: impl Fn(Sums) -> u32) -> u32 {
        let at = |at: usize| field(self.sums.get(at.min(self.len())).copied().unwrap_or_default());
        at(to).saturating_sub(at(from))
    }

    /// Pieces since the line with a colon that announces piece `index`; 255 for none.
    pub(crate) fn announced(&self, index: usize) -> u32 {
        self.announced.get(index).map_or(u32::from(u8::MAX), |&distance| distance.into())
    }

    /// Where piece `index` stands among the clusters of prose, by each of [`CLUSTER_GAPS`].
    pub(crate) fn positions(&self, index: usize) -> [ClusterPosition; CLUSTER_GAPS.len()] {
        self.clusters.each_ref().map(|positions| positions.get(index).copied().unwrap_or_default())
    }

    /// How many pieces in a row in front of piece `index`, and behind it, look like it: the items
    /// of a list.
    pub(crate) fn alike(&self, index: usize) -> (u32, u32) {
        self.alike.get(index).map_or((0, 0), |&(back, ahead)| (back.into(), ahead.into()))
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

/// Pieces of another kind between two pieces of prose of one cluster, at most: a narrow and a wide
/// notion of it.
pub(crate) const CLUSTER_GAPS: [usize; 2] = [1, 5];

/// Where a piece stands among the clusters of prose of its page. An article is the largest one on
/// most pages, teasers are smaller ones before and behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct ClusterPosition {
    /// Words of the cluster that the piece stands in, in percent of those of the largest; 0 for
    /// none.
    pub percent: u8,
    /// 0 before the largest cluster, 2 behind it and behind furniture that follows it, 1 otherwise.
    pub side: u8,
}

/// First and last piece of a cluster, and its words of prose.
type Cluster = (usize, usize, u32);

fn clusters(shapes: &[Shape], gap: usize) -> Vec<ClusterPosition> {
    let mut all: Vec<Cluster> = Vec::new();
    for (index, shape) in shapes.iter().enumerate().filter(|(_, shape)| shape.is_prose()) {
        match all.last_mut() {
            Some((_, last, words)) if index - *last <= gap + 1 => {
                *last = index;
                *words += shape.words();
            }
            _ => all.push((index, index, shape.words())),
        }
    }
    let mut out = vec![ClusterPosition::default(); shapes.len()];
    let larger = |best: Cluster, next: Cluster| if next.2 > best.2 { next } else { best };
    let Some((first, last, most)) = all.iter().copied().reduce(larger) else { return out };
    for (from, to, words) in all {
        let percent = u8::try_from(words * 100 / most.max(1)).unwrap_or(u8::MAX).max(1);
        out.get_mut(from..=to)
            .into_iter()
            .flatten()
            .for_each(|position| position.percent = percent);
    }
    // Prose that is far from the rest is no evidence of an end: furniture between them is.
    let mut over = false;
    for (index, (position, shape)) in out.iter_mut().zip(shapes).enumerate().skip(first) {
        over |= index > last && shape.is_furniture();
        position.side = if over { 2 } else { 1 };
    }
    out
}

fn announced(shapes: &[Shape]) -> Vec<u8> {
    let mut distance = u8::MAX;
    let step = |shape: &Shape| {
        let before = distance;
        let announces = shape.ending == Ending::Colon && shape.words() >= ANNOUNCING_WORDS;
        distance = match (announces, shape.is_prose()) {
            (true, _) => 1,
            (false, true) => u8::MAX,
            (false, false) => distance.saturating_add(1),
        };
        before
    };
    shapes.iter().map(step).collect()
}

fn alike(shapes: &[Shape]) -> Vec<(u8, u8)> {
    let mut out = vec![(0_u8, 0_u8); shapes.len()];
    let pairs = || shapes.iter().zip(shapes.get(1..).unwrap_or_default());
    let mut run = 0_u8;
    for (cell, (before, own)) in out.iter_mut().skip(1).zip(pairs()) {
        run = if own.looks_like(before) { run.saturating_add(1) } else { 0 };
        cell.0 = run;
    }
    run = 0;
    for (cell, (own, after)) in out.iter_mut().zip(pairs()).rev() {
        run = if own.looks_like(after) { run.saturating_add(1) } else { 0 };
        cell.1 = run;
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

/// Percentage of words in capitals from which on a whole text is written in them.
const CAPITALS_SHARE: u32 = 80;

/// Makes the pieces of a text in capitals comparable with those of others.
pub(crate) fn allow_for_capitals(shapes: &mut [Shape]) {
    let long = || shapes.iter().filter(|shape| shape.words() >= LONG_PIECE);
    let (words, upper) = long()
        .fold((0_u64, 0_u64), |(w, u), s| (w + u64::from(s.words()), u + u64::from(s.upper_words)));
    if words > 0 && upper * 100 >= words * u64::from(CAPITALS_SHARE) {
        shapes.iter_mut().for_each(Shape::presume_small_letters);
    }
}

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
