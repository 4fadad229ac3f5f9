//! Invented news articles of any length, to measure and test relata with: the same text for the
//! same number on every machine.
//!
//! Each is put together from sentences that news is made of (attacks, rulings, storms, talks,
//! figures, and who says so), with names, places, numbers and days drawn anew, and with the site's
//! appeals and prompts around and among them. They exercise every stage, but they are no measure of
//! how *well* anything is read: the sentences come from few moulds.
//!
//! ```
//! let text = relata_sample::article(7, 300);
//! assert!(text.split_whitespace().count() >= 300);
//! assert_eq!(text, relata_sample::article(7, 300));
//! ```

mod family;
mod grammar;
mod moulds;
mod names;
mod random;

pub use family::{Family, FamilyArticle, family};
pub use grammar::spelled;
use random::Random;

/// Day of publication to give with the articles.
pub const PUBLISHED: &str = "2024-05-16";

/// Lengths of the articles of a [`corpus`], in words: as uneven as those of a news site.
const LENGTHS: [usize; 20] = [
    450, 120, 700, 300, 100, 900, 380, 550, 200, 1_500, 420, 150, 620, 250, 800, 100, 480, 350,
    5_000, 1_100,
];

/// The article of this number, of at least `words` words (white space between them), cut at the
/// first sentence end behind; the site's prompts come on top.
#[must_use]
pub fn article(number: u64, words: usize) -> String {
    let mut random = Random::new(number);
    let mut text = String::new();
    let mut count = 0;
    push_line(&mut text, &moulds::headline(&mut random));
    push_line(&mut text, random.pick(moulds::PROMPTS));
    while count < words {
        let sentences = 1 + random.below(4);
        let mut paragraph: Vec<String> = Vec::new();
        while paragraph.len() < sentences && count < words {
            let sentence = moulds::sentence(&mut random);
            count += sentence.split_whitespace().count();
            paragraph.push(sentence);
        }
        push_line(&mut text, &paragraph.join(" "));
        if random.below(12) == 0 {
            push_line(&mut text, random.pick(moulds::PROMPTS));
        }
    }
    push_line(&mut text, random.pick(moulds::PROMPTS));
    text
}

/// So many articles of 100 to 5,000 words, about 725 in the mean, in an order that mixes short and
/// long ones.
pub fn corpus(articles: usize) -> impl Iterator<Item = String> {
    corpus_of_shorter(articles, 1)
}

/// The same with articles of so many times fewer words: more of them in the same time, for runs in
/// which their number counts.
pub fn corpus_of_shorter(articles: usize, times: usize) -> impl Iterator<Item = String> {
    (0..)
        .zip(LENGTHS.into_iter().cycle())
        .take(articles)
        .map(move |(number, words)| article(number, words / times.max(1)))
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn words(text: &str) -> usize {
        text.split_whitespace().count()
    }

    #[test]
    fn an_article_is_as_long_as_asked() {
        for wanted in [0, 1, 100, 5_000] {
            let found = words(&article(3, wanted));
            assert!(
                (wanted..wanted + wanted / 10 + 150).contains(&found),
                "{found} words instead of {wanted}"
            );
        }
    }

    #[test]
    fn articles_differ_and_stay_the_same() {
        let all: BTreeSet<String> = (0..200).map(|number| article(number, 100)).collect();
        assert_eq!(all.len(), 200);
        assert_eq!(corpus(40).collect::<Vec<_>>(), corpus(40).collect::<Vec<_>>());
        // Another text would silently make figures of different days incomparable.
        let sum = corpus(20)
            .flat_map(String::into_bytes)
            .fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        assert_eq!(sum, 3_650_117_865);
    }

    #[test]
    fn every_slot_is_filled() {
        for text in corpus(60) {
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }

    #[test]
    fn sentences_seldom_repeat() {
        let sentences: Vec<String> =
            (0..2_000).scan(Random::new(1), |random, _| Some(moulds::sentence(random))).collect();
        let different: BTreeSet<&String> = sentences.iter().collect();
        assert!(different.len() > 1_950, "{} of 2,000 differ", different.len());
    }
}
