//! What the markup says of the lines of a page: features of the model of pages.
//!
//! The words of a line are judged beforehand; what came of it stands beside the evidence of the
//! markup: elements, links, the names that the page gives to its parts, how much text is in them,
//! and what the extractor takes for the body.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::page_lines::{Kind, PageLine, PageLines};
use crate::classify::features::{Sink, bucket};
use crate::classify::template::Template;
use crate::classify::{Judged, Label};
use crate::words::hash_table::KeyIsHash;
use crate::words::vocabulary::hash_of;

/// Words that stand in a row in the body for a line to stand there.
const ROW: usize = 6;
/// Elements around a line whose names count: near ones, and all.
const NEAR: usize = 2;
const FAR: usize = 10;

/// Probability of being article by its words from which on a sentence of the body is article.
const AGREED: f32 = 0.5;

/// What is known of one line.
#[derive(Debug, Clone, Copy)]
struct Facts {
    /// Probability of being article by its words, in steps.
    text: u32,
    is_head: u32,
    /// 0 outside the body that the extractor found, 1 in it, 2 where it found none.
    body: u32,
    kind: u32,
    links: u32,
    length: u32,
}

/// The evidence of one page.
pub(super) struct Evidence<'p> {
    page: &'p PageLines,
    judged: &'p [Judged],
    facts: Vec<Facts>,
    is_title: Vec<bool>,
    /// Bytes of each element, and those of them that are article by their words.
    masses: Vec<(f32, f32)>,
    /// First and last line of the body.
    body: Option<(usize, usize)>,
}

impl<'p> Evidence<'p> {
    /// Looks over the lines of a page; `body` is what the extractor found.
    pub(super) fn new(
        page: &'p PageLines,
        judged: &'p [Judged],
        body: &str,
        title: Option<&str>,
    ) -> Self {
        let rows = Rows::of(body);
        let facts: Vec<Facts> = page
            .lines
            .iter()
            .zip(judged)
            .map(|(line, item)| facts(page, line, item, &rows))
            .collect();
        let title = title.map(hash_of_words);
        let is_title = page
            .lines
            .iter()
            .map(|line| {
                title.is_some_and(|title| hash_of_words(line.span.text(&page.text)) == title)
            })
            .collect();
        let inside = |facts: &Facts| facts.body == 1;
        let body = facts.iter().position(inside).zip(facts.iter().rposition(inside));
        Self { masses: masses(page, judged), page, judged, facts, is_title, body }
    }

    /// The features of line `index`.
    pub(super) fn features(&self, index: usize, sink: &mut impl Sink) {
        let (Some(own), Some(line), Some(item)) =
            (self.facts.get(index), self.page.lines.get(index), self.judged.get(index))
        else {
            return;
        };
        sink.numbers(Template::Bias, &[]);
        sink.numbers(Template::MarkupText, &[own.text, own.is_head]);
        let (before, after) = (self.facts(index.checked_sub(1)), self.facts(Some(index + 1)));
        let body = |facts: Option<&Facts>| facts.map_or(2, |facts| facts.body);
        sink.numbers(Template::MarkupBody, &[own.text, body(before), own.body, body(after)]);
        sink.numbers(Template::MarkupTag, &[own.kind, own.text, own.body]);
        sink.numbers(Template::MarkupLinks, &[own.links, own.text, own.body]);
        sink.numbers(Template::MarkupLinksTag, &[own.links, own.kind, own.length]);
        let closed = u32::from(item.shape.is_closed());
        sink.numbers(Template::MarkupClosed, &[closed, own.length, own.links, own.body]);
        let text = |facts: Option<&Facts>| facts.map_or(0, |facts| facts.text);
        sink.numbers(Template::MarkupNeighbours, &[text(before), own.text, text(after)]);
        let is_title = self.is_title.get(index).copied().unwrap_or_default();
        sink.numbers(Template::MarkupTitle, &[is_title.into(), own.kind, own.body]);
        sink.numbers(Template::MarkupOutside, &[self.outside(index, own), own.text, closed]);
        if let Some(role) = item.shape.verdict.role {
            sink.numbers(Template::MarkupPhrase, &[role as u32, own.body]);
        }
        let beside = |other: Option<usize>| {
            other
                .and_then(|at| self.page.lines.get(at))
                .map_or(2, |other| u32::from(self.parent(other) == self.parent(line)))
        };
        let (left, right) = (beside(index.checked_sub(1)), beside(Some(index + 1)));
        sink.numbers(Template::MarkupSibling, &[left, right, own.text]);
        self.of_elements(line, own, sink);
    }

    /// True for a sentence that the extractor and the words of the line both take for the article.
    pub(super) fn is_agreed(&self, index: usize) -> bool {
        let of_body = self.facts.get(index).is_some_and(|facts| facts.body == 1);
        let by_words = self.judged.get(index);
        of_body && by_words.is_some_and(|item| item.keep >= AGREED && item.shape.is_prose())
    }

    fn facts(&self, index: Option<usize>) -> Option<&Facts> {
        index.and_then(|index| self.facts.get(index))
    }

    fn parent(&self, line: &PageLine) -> usize {
        self.page.elements.get(line.element).map_or(0, |element| element.parent)
    }

    /// 0 before the body, 1 in it, 2 between its lines, 3 behind it or without one.
    fn outside(&self, index: usize, own: &Facts) -> u32 {
        match self.body {
            Some((first, _)) if index < first => 0,
            Some((_, last)) if index <= last => {
                if own.body == 1 {
                    1
                } else {
                    2
                }
            }
            _ => 3,
        }
    }

    /// The features of the elements around a line.
    fn of_elements(&self, line: &PageLine, own: &Facts, sink: &mut impl Sink) {
        let within = self.page.elements.get(line.element).map_or(0, |element| element.within);
        for kind in (0..Kind::COUNT).filter(|kind| within & 1 << kind != 0) {
            sink.numbers(Template::MarkupWithin, &[kind, own.text, own.body]);
        }
        let whole = self.masses.first().map_or(1.0, |mass| mass.1).max(1.0);
        let mut at = line.element;
        let mut kinds = [0; FAR];
        for (level, kind_at) in kinds.iter_mut().enumerate() {
            let Some(element) = self.page.elements.get(at).filter(|_| at > 0) else { break };
            *kind_at = element.kind as u32;
            for name in &element.names {
                sink.name(level < NEAR, name);
            }
            let (bytes, kept) = self.masses.get(element.parent).copied().unwrap_or_default();
            let share = steps(kept / bytes.max(1.0), &[0.05, 0.2, 0.4, 0.6, 0.8, 0.95]);
            match level {
                0 => {
                    sink.numbers(Template::MarkupParent, &[share, own.text, own.body]);
                    let part = steps(kept / whole, &[0.02, 0.1, 0.3, 0.6, 0.9]);
                    sink.numbers(Template::MarkupMass, &[part, share, own.text]);
                }
                1 => sink.numbers(Template::MarkupGrandparent, &[share, own.text, own.body]),
                _ => (),
            }
            at = element.parent;
        }
        let [first, second, ..] = kinds;
        sink.numbers(Template::MarkupAround, &[first, second, own.body]);
    }
}

fn facts(page: &PageLines, line: &PageLine, item: &Judged, rows: &Rows) -> Facts {
    let text = line.span.text(&page.text);
    let linked = line.linked * 100 / text.len().max(1);
    Facts {
        text: steps(item.keep, &[0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]),
        is_head: u32::from(item.label == Label::Head),
        body: rows.holds(text),
        kind: page.elements.get(line.element).map_or(0, |element| element.kind as u32),
        links: bucket(u32::try_from(linked).unwrap_or(100), &[0, 10, 30, 60, 90]),
        length: bucket(item.shape.words(), &[0, 1, 2, 3, 5, 8, 12, 18, 28, 45, 80]),
    }
}

fn steps(value: f32, limits: &[f32]) -> u32 {
    limits.iter().fold(0, |sum, &limit| sum + u32::from(value > limit))
}

/// Bytes of each element, and those of them that are article, elements in it and all.
fn masses(page: &PageLines, judged: &[Judged]) -> Vec<(f32, f32)> {
    let mut out = vec![(0.0, 0.0); page.elements.len()];
    for (line, item) in page.lines.iter().zip(judged) {
        // Lines are shorter than f32 counts exactly.
        #[allow(clippy::cast_precision_loss)]
        let bytes = line.span.len() as f32;
        if let Some(mass) = out.get_mut(line.element) {
            mass.0 += bytes;
            mass.1 += bytes * item.keep;
        }
    }
    for at in (1..out.len()).rev() {
        let (parent, own) =
            (page.elements.get(at).map_or(0, |element| element.parent), out.get(at));
        if let Some(own) = own.copied()
            && let Some(mass) = out.get_mut(parent)
        {
            mass.0 += own.0;
            mass.1 += own.1;
        }
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash_of)
}

fn joined(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        let mixed = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    })
}

fn hash_of_words(text: &str) -> u64 {
    joined(&words(text).collect::<Vec<_>>())
}

/// The rows of words of a text, to find out whether a line stands in it.
struct Rows {
    rows: HashSet<u64, BuildHasherDefault<KeyIsHash>>,
    is_empty: bool,
}

impl Rows {
    fn of(text: &str) -> Self {
        let mut rows = HashSet::default();
        for line in text.lines() {
            let words: Vec<u64> = words(line).collect();
            rows.extend(words.windows(ROW).map(joined));
            if words.len() < ROW {
                rows.insert(joined(&words));
            }
        }
        Self { rows, is_empty: text.trim().is_empty() }
    }

    /// 1 when the text holds the line, 0 when it does not, 2 when it is empty.
    fn holds(&self, line: &str) -> u32 {
        if self.is_empty {
            return 2;
        }
        let words: Vec<u64> = words(line).collect();
        if words.len() < ROW {
            return self.rows.contains(&joined(&words)).into();
        }
        let all = words.len() - ROW + 1;
        let found = words.windows(ROW).filter(|row| self.rows.contains(&joined(row))).count();
        (found * 2 >= all).into()
    }
}
