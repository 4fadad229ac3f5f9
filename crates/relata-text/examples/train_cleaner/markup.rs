//! The model of web pages: which lines of a page are its article, by what the markup says of them
//! and what came of judging their words.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, Write as _};

use relata_core::Span;
use relata_text::CleanOptions;
use relata_text::inspect::{self, Weights, clean_with, extract_with};
use serde_json::Value;

use super::corpus::{Label, Names, Page, label_named};
use super::{Options, Result, table, train};

/// Sites on which a word of the name of an element must stand.
const SITES_OF_A_NAME: usize = 8;
/// Lines in which a line of a page is looked for among the labelled ones.
const REACH: usize = 300;

/// A page: markup, and its lines with their labels.
struct WebPage {
    id: String,
    site: String,
    part: usize,
    html: String,
    lines: Vec<(Label, String)>,
}

/// Trains on the web pages of `lines`, and tells what the pages of each part give with the weights
/// of the others.
pub(super) fn run(lines: impl BufRead, options: &Options) -> Result<()> {
    let pages = lines.lines().map(|line| WebPage::read(&line?)).collect::<Result<Vec<_>>>()?;
    let parts = pages.iter().map(|page| page.part).max().unwrap_or_default() + 1;
    let folder = options.trained.as_ref().ok_or("--trained FOLDER is needed")?;
    let words = (0..parts)
        .map(|part| {
            let table = std::fs::read_to_string(folder.join(format!("{part}.tsv")))?;
            Ok(Weights::read(&table))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut names = Names::default();
    let featured: Vec<Page> =
        pages.iter().map(|page| page.featured(&words[page.part], &mut names)).collect();
    let featured = without_rare_names(featured, &names);
    if options.folds {
        cross_validate(&pages, &featured, &words, &names, options)?;
    }
    if let Some(path) = &options.out {
        let (field, vocabulary) = train(&featured.iter().collect::<Vec<_>>(), &names, options);
        std::fs::write(path, table(&field, &vocabulary, &names))?;
    }
    Ok(())
}

fn cross_validate(
    pages: &[WebPage],
    featured: &[Page],
    words: &[Weights],
    names: &Names,
    options: &Options,
) -> Result<()> {
    let mut out = options.judged.as_ref().map(std::fs::File::create).transpose()?;
    for (part, words) in words.iter().enumerate() {
        let training: Vec<&Page> = featured.iter().filter(|page| page.part != part).collect();
        let (field, vocabulary) = train(&training, names, options);
        let markup = table(&field, &vocabulary, names);
        if let Some(folder) = &options.tables {
            std::fs::write(folder.join(format!("{part}.tsv")), &markup)?;
        }
        let markup = Weights::read(&markup);
        for page in pages.iter().filter(|page| page.part == part) {
            if let Some(out) = &mut out {
                writeln!(out, "{}", judged(page, words, &markup))?;
            }
        }
    }
    Ok(())
}

/// What a page gives, before and after its text is cleaned.
fn judged(page: &WebPage, words: &Weights, markup: &Weights) -> Value {
    let found = extract_with(&page.html, words, markup);
    let cleaned = clean_with(&found.text, &CleanOptions::default(), words, None);
    let kept: Vec<(String, &str)> = cleaned
        .blocks
        .iter()
        .filter(|block| block.kept)
        .map(|block| (format!("{:?}", block.role), block.span.text(&found.text)))
        .collect();
    let lines: Vec<(f32, String)> = inspect::page_lines(&page.html, words, markup)
        .into_iter()
        .map(|line| ((line.keep * 1000.0).round() / 1000.0, line.text))
        .filter(|line| line.0 > 0.02)
        .collect();
    serde_json::json!({"id": page.id, "part": page.part, "title": found.page.title,
        "text": found.text, "kept": kept, "lines": lines})
}

impl WebPage {
    fn read(line: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(line)?;
        let string = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let line = |row: &Value| {
            let label = row[0].as_str().map_or(Label::Drop, label_named);
            (label, row[1].as_str().unwrap_or_default().to_owned())
        };
        Ok(Self {
            id: string("id"),
            site: string("site"),
            part: value["part"].as_u64().unwrap_or_default() as usize,
            html: string("html"),
            lines: value["lines"].as_array().into_iter().flatten().map(line).collect(),
        })
    }

    /// The lines that the crate reads, each with the label of the labelled line that is like it.
    fn featured(&self, words: &Weights, names: &mut Names) -> Page {
        let lines = inspect::page_lines(&self.html, words, &Weights::read(""));
        let mut next = 0;
        let label_of = |line: &inspect::FeaturedLine| {
            let ahead = self.lines.iter().skip(next).take(REACH);
            let found = ahead
                .map(|(label, text)| (*label, text))
                .zip(next..)
                .find(|((_, text), _)| **text == line.text);
            found.map_or(Label::Unknown, |((label, _), at)| {
                next = at + 1;
                label
            })
        };
        let labels = lines.iter().map(label_of).collect();
        let numbers = |line: inspect::FeaturedLine| {
            let mut numbers: Vec<u32> =
                line.features.into_iter().map(|name| names.number(name)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        Page {
            name: self.id.clone(),
            kind: "html".to_owned(),
            site: self.site.clone(),
            part: self.part,
            text: String::new(),
            runs: Vec::new(),
            pieces: Vec::<Span>::new(),
            labels,
            features: lines.into_iter().map(numbers).collect(),
        }
    }
}

/// The pages without the names of elements that stand on few sites.
fn without_rare_names(mut pages: Vec<Page>, names: &Names) -> Vec<Page> {
    let is_name = |feature: u32| {
        let name = names.name(feature as usize);
        name.starts_with("near=") || name.starts_with("far=")
    };
    let mut sites: HashMap<u32, BTreeSet<String>> = HashMap::new();
    for page in &pages {
        let own: BTreeSet<u32> =
            page.features.iter().flatten().copied().filter(|&f| is_name(f)).collect();
        for feature in own {
            sites.entry(feature).or_default().insert(page.site.clone());
        }
    }
    let is_known =
        |&feature: &u32| sites.get(&feature).is_none_or(|sites| sites.len() >= SITES_OF_A_NAME);
    for features in pages.iter_mut().flat_map(|page| &mut page.features) {
        features.retain(is_known);
    }
    pages
}
