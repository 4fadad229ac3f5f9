//! Which features may carry a weight: all of shape and place; of words those that the crate's
//! tables list, and those that dropped pieces of many sites share.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::corpus::{Label, Names, Page};

const WORDS: &str = include_str!("../../data/words.tsv");
const PHRASES: &str = include_str!("../../data/phrases.tsv");
const WORD_TEMPLATES: [&str; 5] = ["short", "long", "pair", "first", "last"];
/// A word that no table of the crate lists must stand in dropped pieces of this many sites.
const SITES_OF_A_WORD: usize = 8;

/// The features that count, each with its number among them.
pub(super) struct Vocabulary {
    index: HashMap<u32, u32>,
    features: Vec<u32>,
}

impl Vocabulary {
    /// The features of the pages but for those of the templates `without`.
    pub(super) fn of(pages: &[&Page], names: &Names, without: &[String]) -> Self {
        let left_out = |name: &str| {
            name.split_once('=').is_some_and(|(t, _)| without.iter().any(|other| other == t))
        };
        let listed = listed_words();
        let proper = names_in(pages);
        let features: BTreeSet<u32> = pages
            .iter()
            .flat_map(|d| d.features.iter().flatten().copied())
            .filter(|&feature| !is_word(names.name(feature as usize)))
            .filter(|&feature| !left_out(names.name(feature as usize)))
            .chain(sites_of_words(pages, names).into_iter().filter_map(|(feature, sites)| {
                is_useful(names.name(feature as usize), &sites, &listed, &proper).then_some(feature)
            }))
            .collect();
        let features: Vec<u32> = features.into_iter().collect();
        let index = features.iter().zip(0..).map(|(&feature, number)| (feature, number)).collect();
        Self { index, features }
    }

    pub(super) fn len(&self) -> usize {
        self.features.len()
    }

    pub(super) fn index(&self, feature: u32) -> Option<u32> {
        self.index.get(&feature).copied()
    }

    /// Number among the features that count, and number of the name.
    pub(super) fn features(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.features.iter().enumerate().map(|(index, &name)| (index, name as usize))
    }
}

fn is_word(name: &str) -> bool {
    name.split_once('=').is_some_and(|(template, _)| WORD_TEMPLATES.contains(&template))
}

/// Sites on which a word stands, and in dropped pieces.
#[derive(Default)]
struct Sites<'d> {
    all: BTreeSet<&'d str>,
    dropped: BTreeSet<&'d str>,
}

fn sites_of_words<'d>(pages: &[&'d Page], names: &Names) -> HashMap<u32, Sites<'d>> {
    let words: Vec<bool> = (0..names.len()).map(|number| is_word(names.name(number))).collect();
    let mut out: HashMap<u32, Sites> = HashMap::new();
    for page in pages.iter().filter(|page| page.is_page()) {
        let mut dropped: HashMap<u32, bool> = HashMap::new();
        for (features, label) in page.features.iter().zip(&page.labels) {
            for &feature in features.iter().filter(|&&feature| words[feature as usize]) {
                *dropped.entry(feature).or_default() |= *label == Label::Drop;
            }
        }
        for (feature, dropped) in dropped {
            let sites = out.entry(feature).or_default();
            sites.all.insert(&page.site);
            if dropped {
                sites.dropped.insert(&page.site);
            }
        }
    }
    out
}

/// A word of a table must stand on a few sites, another one on more, and must be no name: names are
/// topics.
fn is_useful(
    name: &str,
    sites: &Sites,
    listed: &BTreeSet<&str>,
    proper: &BTreeSet<String>,
) -> bool {
    let words = || {
        let (_, words) = name.split_once('=').unwrap_or_default();
        words.split(' ').filter(|word| !matches!(*word, "^" | "$" | ""))
    };
    let is_listed = |word: &str| listed.contains(word) || !word.chars().all(char::is_alphabetic);
    if words().all(is_listed) {
        return sites.all.len() >= SITES_OF_A_WORD / 2;
    }
    sites.dropped.len() >= SITES_OF_A_WORD
        && !words().any(|word| proper.contains(word) && !listed.contains(word))
}

fn listed_words() -> BTreeSet<&'static str> {
    let rows = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
    let classes = rows(WORDS).filter_map(|line| line.split('\t').nth(1));
    let phrases = rows(PHRASES).filter_map(|line| line.split('\t').next());
    classes
        .flat_map(str::split_whitespace)
        .chain(phrases.flat_map(str::split_whitespace).flat_map(|word| word.split('|')))
        .collect()
}

/// Words that articles write large inside a sentence in most cases: people, places, firms.
fn names_in(pages: &[&Page]) -> BTreeSet<String> {
    let mut uses: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.is_page()) {
        for &(start, end, _) in page.runs.iter().filter(|run| run.2 == Label::Keep) {
            let mut inside = false;
            for word in page.text.get(start..end).unwrap_or_default().split(' ') {
                let letters = word
                    .find(|c: char| !c.is_alphanumeric() && !"’'-".contains(c))
                    .and_then(|end| word.get(..end))
                    .unwrap_or(word);
                if inside && letters.starts_with(char::is_alphabetic) {
                    let count = uses.entry(letters.to_lowercase().replace('’', "'")).or_default();
                    count.0 += 1;
                    count.1 += usize::from(letters.starts_with(char::is_uppercase));
                }
                inside = word.ends_with(|c: char| c.is_alphanumeric() || c == ',');
            }
        }
    }
    uses.into_iter().filter(|(_, (all, large))| large * 2 >= *all).map(|(word, _)| word).collect()
}
