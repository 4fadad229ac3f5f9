//! Groups of articles: what is read together.

use relata_core::Article;

/// A group is closed once it holds so many bytes of text: enough windows for all threads, few
/// enough that no thread waits long for the last.
const GROUP_BYTES: usize = 32 << 10;

/// A group holds at most so many articles, however short.
const GROUP_ARTICLES: usize = 64;

/// The first group of a stream holds so many bytes, so that its answers come early; each group
/// after it twice as many.
const FIRST_BYTES: usize = 2 << 10;

/// Fills groups with articles in their order. A long article makes a group by itself or ends one.
#[derive(Debug, Clone, Copy)]
pub struct GroupSize {
    articles: usize,
    bytes: usize,
    full: usize,
}

impl Default for GroupSize {
    fn default() -> Self {
        Self { articles: 0, bytes: 0, full: GROUP_BYTES }
    }
}

impl GroupSize {
    /// The first of groups that grow.
    pub const fn growing() -> Self {
        Self { articles: 0, bytes: 0, full: FIRST_BYTES }
    }

    /// The group after this one, still empty.
    pub fn next_group(self) -> Self {
        Self { articles: 0, bytes: 0, full: (self.full * 2).min(GROUP_BYTES) }
    }

    /// Counts the next article, of so many bytes; true when the group is full with it.
    pub const fn is_full_with(&mut self, bytes: usize) -> bool {
        self.articles += 1;
        self.bytes += bytes;
        self.articles >= GROUP_ARTICLES || self.bytes >= self.full
    }
}

/// The articles in groups of neighbours.
pub fn groups(articles: &[Article]) -> Vec<&[Article]> {
    let mut size = GroupSize::default();
    let closes = |article: &Article| {
        let full = size.is_full_with(article.text.len());
        if full {
            size = size.next_group();
        }
        full
    };
    articles.split_inclusive(closes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_closed_by_bytes_and_by_number() {
        let check = |lengths: &[usize], expected: &[usize]| {
            let articles: Vec<Article> =
                lengths.iter().map(|&len| Article::new("x".repeat(len))).collect();
            assert_eq!(groups(&articles).iter().map(|g| g.len()).collect::<Vec<_>>(), expected);
        };
        check(&[], &[]);
        check(&[0; 130], &[64, 64, 2]);
        check(&[GROUP_BYTES, 1, GROUP_BYTES - 1, 5], &[1, 2, 1]);
        check(&[10, 3 * GROUP_BYTES, 10], &[2, 1]);
    }
}
