//! Live blogs: posts, each under the time at which it was written.
//!
//! The classifier takes their short posts for teasers, since lists of other stories look the same:
//! a time, a line, a time. What tells them apart is that the posts are sentences.

use relata_core::BlockRole;

use crate::classify::{Judged, Label};
use crate::lines::clock::is_time_mark;
use crate::piece::shape::Shape;

/// Marks that a paragraph follows, at least, and their least share of all marks, in percent.
const POSTS_NEEDED: usize = 3;
const PERCENT_NEEDED: usize = 60;
/// Words of a paragraph.
const PARAGRAPH_WORDS: u32 = 5;
/// Pieces between a mark and the first paragraph of its post, at most: a heading, a name.
const HEADINGS: usize = 2;
/// Words of the introduction to a live blog, at most: so many, or one for that many of its posts.
const INTRODUCTION_WORDS: u32 = 150;
const POSTS_AN_INTRODUCTION: u32 = 4;
/// How sure it is that a mark is dropped and a post kept, at least.
const CERTAIN: f32 = 0.8;

/// Keeps the posts of a live blog and drops the times above them; any other text stays as it is.
pub(crate) fn keep_posts(text: &str, judged: &mut [Judged]) {
    let marks: Vec<usize> = judged
        .iter()
        .enumerate()
        .filter(|(_, item)| is_time_mark(item.piece.span.text(text)))
        .map(|(index, _)| index)
        .collect();
    let posts: Vec<(usize, usize)> = marks
        .iter()
        .filter_map(|&mark| Some((mark, first_paragraph(&marks, judged, mark)?)))
        .collect();
    if posts.len() < POSTS_NEEDED
        || posts.len() * 100 < marks.len() * PERCENT_NEEDED
        || are_comments(judged, &posts)
    {
        return;
    }
    for &mark in &marks {
        judged.get_mut(mark).into_iter().for_each(drop_mark);
    }
    // A post goes on to the next mark; the last one is what stands under its mark.
    for (number, &(mark, paragraph)) in posts.iter().enumerate() {
        let end = if number + 1 < posts.len() {
            next_mark(&marks, mark).unwrap_or(paragraph + 1)
        } else {
            paragraph + 1
        };
        for index in mark + 1..end {
            let keep = judged
                .get(index)
                .is_some_and(|item| index < paragraph || is_paragraph(&item.shape));
            judged
                .get_mut(index)
                .into_iter()
                .filter(|item| keep && !is_furniture(&item.shape))
                .for_each(keep_piece);
        }
    }
}

/// True for readers' comments with their times: they stand under an article, where a live blog has
/// a short introduction, or speak of themselves.
fn are_comments(judged: &[Judged], posts: &[(usize, usize)]) -> bool {
    let (Some(&(first, _)), Some(&(_, last))) = (posts.first(), posts.last()) else { return false };
    let (before, rest) = judged.split_at_checked(first).unwrap_or_default();
    let inside = rest.get(..=last - first).unwrap_or_default();
    let words = |items: &[Judged], of_article: bool| -> u32 {
        let paragraphs = items
            .iter()
            .filter(|item| is_paragraph(&item.shape) && (!of_article || item.label == Label::Keep));
        paragraphs.map(|item| item.shape.words()).sum()
    };
    words(before, true) > INTRODUCTION_WORDS.max(words(inside, false) / POSTS_AN_INTRODUCTION)
        || inside.iter().any(|item| item.shape.verdict.role == Some(BlockRole::CommentPrompt))
}

fn next_mark(marks: &[usize], mark: usize) -> Option<usize> {
    marks.get(marks.partition_point(|&other| other <= mark)).copied()
}

/// The first paragraph of the post under the mark.
fn first_paragraph(marks: &[usize], judged: &[Judged], mark: usize) -> Option<usize> {
    let end = next_mark(marks, mark).unwrap_or(judged.len()).min(mark + HEADINGS + 2);
    (mark + 1..end).find(|&index| judged.get(index).is_some_and(|item| is_paragraph(&item.shape)))
}

fn is_paragraph(shape: &Shape) -> bool {
    shape.is_closed() && shape.words() >= PARAGRAPH_WORDS && !is_furniture(shape)
}

/// True for pieces that a phrase or an appeal gives away.
fn is_furniture(shape: &Shape) -> bool {
    let appeal = shape.we + shape.you >= 1 && shape.appeal >= 1 && shape.quoted_words == 0;
    shape.is_furniture() || appeal
}

const fn drop_mark(item: &mut Judged) {
    item.label = Label::Drop;
    item.keep = item.keep.min(1.0 - CERTAIN);
}

fn keep_piece(item: &mut Judged) {
    if item.label == Label::Drop {
        item.label = Label::Keep;
        item.keep = item.keep.max(CERTAIN);
    }
}
