//! What a page states of its article, and which of several statements counts.

use relata_core::DateOrigin;

use super::tokens::decoded;
use super::{authors, date};

/// A date with where the page states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub value: String,
    pub origin: DateOrigin,
}

/// The best of the values that were offered: that of the lowest rank, and of those the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Best<T> {
    pub(super) fn offer(&mut self, rank: u8, value: Option<T>) {
        let better = self.0.as_ref().is_none_or(|(best, _)| rank < *best);
        if let Some(value) = value.filter(|_| better) {
            self.0 = Some((rank, value));
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }
}

/// Names of authors by rank of the source; the names of the best source count.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<(u8, String)>);

impl Names {
    pub(super) fn offer(&mut self, rank: u8, text: impl AsRef<str>) {
        self.0.extend(authors::names(text.as_ref()).map(|name| (rank, name)));
    }

    pub(super) fn best(&self) -> Vec<String> {
        let rank = self.0.iter().map(|(rank, _)| *rank).min();
        let mut out: Vec<String> = Vec::new();
        for (_, name) in self.0.iter().filter(|(r, _)| Some(*r) == rank) {
            if !out.contains(name) {
                out.push(name.clone());
            }
        }
        out
    }
}

/// Everything found so far.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Best<String>,
    pub publisher: Best<String>,
    pub authors: Names,
    pub url: Best<String>,
    pub published: Best<Stated>,
    pub modified: Best<String>,
    pub section: Best<String>,
    pub language: Best<String>,
    /// Values of `<time datetime>` that are not marked as anything.
    pub times: Vec<String>,
    /// A day that is stated as that of publication and cannot be it.
    pub impossible_day: Option<String>,
}

impl Metadata {
    /// A time of publication, unless it is what programs write for none.
    pub(super) fn offer_published(&mut self, rank: u8, stated: Option<Stated>) {
        let day = stated.as_ref().and_then(|stated| date::read(&stated.value));
        if day.is_some_and(|day| !day.may_be_of_publication()) {
            self.impossible_day = stated.map(|stated| stated.value);
        } else {
            self.published.offer(rank, stated);
        }
    }
}

/// A value with its references replaced and its blanks folded; `None` when nothing is left.
pub(super) fn clean(value: &str) -> Option<String> {
    let text = decoded(value).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
