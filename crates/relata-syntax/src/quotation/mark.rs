//! One quotation mark: which it is, and whether its neighbours let it open or close.

use crate::lexicon::{self, WordKind};

/// Marks of one level close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Double,
    Single,
}

/// What the shape of a mark alone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Open,
    Close,
    /// Straight: the same at both ends.
    Either,
    /// Opens, and a mark of shape `Open` closes it: „ “.
    Low,
}

/// A quotation mark in its surroundings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) level: Level,
    pub(super) shape: Shape,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// The word that follows has lost its first letters or digits: ’em, '90s.
    pub(super) elision: bool,
}

impl Mark {
    /// True when what stands before lets a quotation begin here.
    pub(super) fn free_before(&self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/')
                || shape(c).is_some()
        })
    }

    /// True when what follows lets a quotation end here.
    pub(super) fn free_after(&self) -> bool {
        self.after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€' | '#' | '@'))
    }

    /// True when it is a letter's neighbour on both sides: an apostrophe.
    pub(super) fn inside_word(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
            && self.after.is_some_and(char::is_alphanumeric)
    }

    /// True when it may be the apostrophe of a plural possessor ("the troops' base").
    pub(super) fn may_be_possessive(&self) -> bool {
        matches!(self.before, Some('s' | 'S' | 'z' | 'x'))
            && self.after.is_some_and(char::is_whitespace)
    }
}

fn shape(c: char) -> Option<(Level, Shape)> {
    Some(match c {
        '"' | '＂' => (Level::Double, Shape::Either),
        '“' | '‟' | '«' | '「' => (Level::Double, Shape::Open),
        '”' | '»' | '」' => (Level::Double, Shape::Close),
        '„' => (Level::Double, Shape::Low),
        '\'' => (Level::Single, Shape::Either),
        '‘' | '‛' | '‹' => (Level::Single, Shape::Open),
        '’' | '›' => (Level::Single, Shape::Close),
        '‚' => (Level::Single, Shape::Low),
        _ => return None,
    })
}

/// True when the text begins with an opening mark.
pub(super) fn opens(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|c| shape(c).is_some_and(|(_, s)| s != Shape::Close) || c == '`')
}

/// The marks of `text`, which begins at byte `offset` of the document, in order.
pub(super) fn marks(text: &str, offset: usize) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = characters.next() {
        let doubled = matches!(c, '\'' | '`' | '’' | '‘')
            && characters.next_if(|&(_, next)| next == c).is_some();
        let found = if doubled { Some((Level::Double, doubled_shape(c))) } else { shape(c) };
        if let Some((level, shape)) = found {
            let after = characters.peek().map(|&(_, next)| next);
            let end = at + c.len_utf8() * if doubled { 2 } else { 1 };
            let elision =
                level == Level::Single && begins_elided(text.get(end..).unwrap_or_default());
            out.push(Mark {
                start: offset + at,
                end: offset + end,
                level,
                shape,
                before,
                after,
                elision,
            });
        }
        before = Some(c);
    }
    out
}

const fn doubled_shape(c: char) -> Shape {
    match c {
        '`' | '‘' => Shape::Open,
        '’' => Shape::Close,
        _ => Shape::Either,
    }
}

fn begins_elided(rest: &str) -> bool {
    let word_end = rest
        .char_indices()
        .take(8)
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(rest.len(), |(at, _)| at);
    let word = rest.get(..word_end).unwrap_or_default();
    let decade =
        word.len() == 3 && word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit());
    decade || lexicon::grammar().is_word(WordKind::Elided, &word.to_lowercase())
}
