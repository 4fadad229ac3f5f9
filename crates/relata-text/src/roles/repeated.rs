//! Blocks that stand on the page twice: paragraphs that a page carries for small and for large
//! screens, and pull quotes.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use crate::classify::{Judged, Label};
use crate::piece::shape::{Beginning, Ending};
use crate::words::vocabulary::HashIsKey;

/// Words of a paragraph from which on a second one of the same words is a copy.
const COPY_WORDS: u32 = 9;
/// Words of a pull quote.
const QUOTE_WORDS: std::ops::RangeInclusive<u32> = 6..=50;
/// Pull quotes of one text that are looked for, at most, so that the time stays linear.
const MAX_QUOTES: usize = 24;

/// Drops the second copy of a kept paragraph that stands there twice (what stands there more often
/// is a part of how the article is built), and pull quotes whose words stand in a kept paragraph as
/// well.
pub(crate) fn drop_copies(text: &str, judged: &mut [Judged]) {
    let mut times: HashMap<u64, u32, BuildHasherDefault<HashIsKey>> = HashMap::default();
    for item in judged.iter().filter(|item| may_be_copy(item)) {
        *times.entry(item.shape.hash).or_default() += 1;
    }
    let mut seen: HashSet<u64, BuildHasherDefault<HashIsKey>> = HashSet::default();
    for item in judged.iter_mut().filter(|item| may_be_copy(item)) {
        if times.get(&item.shape.hash) == Some(&2) && !seen.insert(item.shape.hash) {
            item.label = Label::Drop;
        }
    }
    let quotes: Vec<usize> = judged
        .iter()
        .enumerate()
        .filter(|(_, item)| may_be_pull_quote(item))
        .map(|(index, _)| index)
        .take(MAX_QUOTES)
        .collect();
    for index in quotes {
        if is_repeated_elsewhere(text, judged, index) {
            judged.get_mut(index).into_iter().for_each(|item| item.label = Label::Drop);
        }
    }
}

/// True for a kept paragraph. Questions are none: an interview asks the same of several people.
fn may_be_copy(item: &Judged) -> bool {
    item.label == Label::Keep
        && item.shape.words() >= COPY_WORDS
        && item.shape.ending != Ending::Question
}

/// True for a kept piece in quotation marks, or without the stop of a sentence.
fn may_be_pull_quote(item: &Judged) -> bool {
    let quoted = item.shape.beginning == Beginning::Quote
        && matches!(item.shape.ending, Ending::Quote | Ending::QuoteAfterStop);
    item.label == Label::Keep
        && QUOTE_WORDS.contains(&item.shape.words())
        && (quoted || !item.shape.is_closed())
}

/// True when the words of piece `index` stand inside a longer kept piece.
fn is_repeated_elsewhere(text: &str, judged: &[Judged], index: usize) -> bool {
    let Some(own) = judged.get(index) else { return false };
    let marks = |c: char| {
        matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '.' | ',' | '…' | ' ' | '!' | '?')
    };
    let words = own.piece.span.text(text).trim_matches(marks);
    let longer = |item: &&Judged| {
        item.label == Label::Keep
            && item.piece.span.len() > words.len()
            && item.piece.span != own.piece.span
    };
    let finder = memchr::memmem::Finder::new(words);
    judged
        .iter()
        .filter(longer)
        .any(|item| finder.find(item.piece.span.text(text).as_bytes()).is_some())
}
