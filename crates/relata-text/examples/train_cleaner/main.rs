//! Trains the classifier of the cleaner on labelled pages, and estimates how good it is on pages of
//! sites that it has not seen.
//!
//! `training/cleaning/pages.py DATA > pages.jsonl` writes the pages; then
//! `cargo run --release -p relata-text --example train_cleaner -- --folds < pages.jsonl` judges the
//! pages of each part of the sites by a field that was trained on the other parts, and `-- --out
//! crates/relata-text/data/weights.tsv` writes the weights of a field trained on all of them.
//! `--c1`, `--c2` (penalties of the weights and of their squares), `--iterations`, `--judged FILE`
//! (what the cross-validation made of each page), `--tables FOLDER` (its weights), `--trained
//! FOLDER` (they are taken from there instead of training; with `--new-seams` all but the seams),
//! `--grown "TEMPLATE TEMPLATE"` (these are learned beside the weights of `--trained`, which stay),
//! `--seams FOLDER` (of those only the seams), `--passes` and `--rate` (dual averaging in place of
//! OWL-QN), `--absorbing` (no article goes on behind its end) and `--without "TEMPLATE TEMPLATE"`
//! may be added.
//!
//! With `--markup --trained FOLDER` the pages are those of `web_pages.py --html`, and the weights
//! are those of the model of pages, `data/page_weights.tsv`: words are judged by the weights of the
//! part of each page.

// A program for those who train: it works on arrays of its own making, and stops at what is wrong.
#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::cast_possible_truncation)]

mod corpus;
mod descent;
mod field;
mod grown;
mod markup;
mod owlqn;
mod score;
mod seams;
mod vocabulary;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;

use corpus::{Names, Page, STATE_LETTERS};
use field::Field;
use grown::Grown;
use relata_text::inspect::{Weights, clean_with};
use relata_text::{CleanOptions, SiteMemory};
use score::Counts;
use vocabulary::Vocabulary;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

struct Options {
    folds: bool,
    /// Whether the pages are markup.
    markup: bool,
    out: Option<PathBuf>,
    judged: Option<PathBuf>,
    tables: Option<PathBuf>,
    /// A folder with the weights of an earlier run, which are taken instead of training.
    trained: Option<PathBuf>,
    /// What is learned anew beside those.
    anew: Anew,
    c1: f64,
    c2: f64,
    iterations: usize,
    /// Passes of dual averaging, and the size of its steps; 0 for OWL-QN.
    passes: usize,
    rate: f64,
    /// Folder of tables whose seams are taken.
    seams: Option<PathBuf>,
    /// Whether no article may go on behind its end.
    absorbing: bool,
    /// Templates of features that are left out.
    without: Vec<String>,
    /// Templates that are learned beside the weights of an earlier run.
    grown: Vec<String>,
}

/// What is learned anew beside the weights of an earlier run.
#[derive(Clone, Copy, PartialEq)]
enum Anew {
    Nothing,
    Seams,
}

impl Options {
    fn read() -> Result<Self> {
        let mut out = Self {
            folds: false,
            markup: false,
            out: None,
            judged: None,
            tables: None,
            trained: None,
            anew: Anew::Nothing,
            c1: 1.0,
            c2: 1.0,
            iterations: 60,
            passes: 0,
            rate: 0.04,
            seams: None,
            absorbing: false,
            without: Vec::new(),
            grown: Vec::new(),
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(flag) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{flag} needs a value"));
            match flag.as_str() {
                "--folds" => out.folds = true,
                "--markup" => out.markup = true,
                "--absorbing" => out.absorbing = true,
                "--without" => out.without = value()?.split(' ').map(str::to_owned).collect(),
                "--grown" => out.grown = value()?.split(' ').map(str::to_owned).collect(),
                "--new-seams" => out.anew = Anew::Seams,
                "--out" => out.out = Some(value()?.into()),
                "--judged" => out.judged = Some(value()?.into()),
                "--trained" => out.trained = Some(value()?.into()),
                "--tables" => out.tables = Some(value()?.into()),
                "--c1" => out.c1 = value()?.parse()?,
                "--c2" => out.c2 = value()?.parse()?,
                "--passes" => out.passes = value()?.parse()?,
                "--rate" => out.rate = value()?.parse()?,
                "--seams" => out.seams = Some(value()?.into()),
                "--iterations" => out.iterations = value()?.parse()?,
                _ => return Err(format!("unknown flag {flag}").into()),
            }
        }
        Ok(out)
    }
}

fn main() -> Result<()> {
    let options = Options::read()?;
    if options.markup {
        return markup::run(io::stdin().lock(), &options);
    }
    let mut names = Names::default();
    let mut pages = corpus::read(io::stdin().lock())?;
    println!("{} pages", pages.len());
    let grown = grown_of(&pages, &options)?;
    if options.folds {
        cross_validate(&mut pages, &mut names, &options, grown.as_ref())?;
    }
    if let Some(path) = &options.out {
        let table = table_of_part(&mut pages, &mut names, None, &options, grown.as_ref())?;
        std::fs::write(path, table)?;
    }
    Ok(())
}

/// What the pages say by the weights of an earlier run, where templates are learned beside them.
fn grown_of(pages: &[Page], options: &Options) -> Result<Option<Grown>> {
    let Some(folder) = options.trained.as_ref().filter(|_| !options.grown.is_empty()) else {
        return Ok(None);
    };
    let parts = pages.iter().map(|page| page.part).max().unwrap_or_default() + 1;
    let tables = (0..parts)
        .map(|part| std::fs::read_to_string(folder.join(file_of_part(Some(part)))))
        .collect::<std::io::Result<Vec<_>>>()?;
    Ok(Some(Grown::read(pages, &tables, &options.grown)))
}

/// The table of weights that the pages give, those of one part left out.
fn learn(
    pages: &mut [Page],
    names: &mut Names,
    options: &Options,
    without: Option<usize>,
) -> String {
    let used = |page: &&Page| Some(page.part) != without;
    let seams = match (&options.seams, without) {
        (Some(folder), Some(part)) => seams::rows_of(&folder.join(format!("{part}.tsv"))),
        _ => seams::rows(&pages.iter().filter(used).collect::<Vec<_>>()),
    };
    let weights = Weights::read(&seams);
    pages.iter_mut().filter(|page| !page.is_for_seams()).for_each(|page| page.cut(&weights, names));
    let training: Vec<&Page> =
        pages.iter().filter(used).filter(|page| page.is_trained_on()).collect();
    let pieces: usize = training.iter().map(|page| page.labels.len()).sum();
    println!("{} pages, {pieces} pieces, {} features", training.len(), names.len());
    let (field, vocabulary) = train(&training, names, options);
    table(&field, &vocabulary, names) + &seams
}

fn train(pages: &[&Page], names: &Names, options: &Options) -> (Field, Vocabulary) {
    let vocabulary = Vocabulary::of(pages, names, &options.without);
    let chains: Vec<_> = pages.iter().map(|d| d.chain(&vocabulary)).collect();
    let mut field = Field::new(vocabulary.len(), options.absorbing);
    if options.passes > 0 {
        let descent = descent::Descent {
            passes: options.passes,
            rate: options.rate as f32,
            c1: options.c1 as f32,
            c2: options.c2 as f32,
        };
        descent.run(&mut field, &chains);
        return (field, vocabulary);
    }
    let penalty = owlqn::Penalty { c1: options.c1, c2: options.c2, free: field.transitions() };
    let mut x = field.vector();
    owlqn::minimise(&mut x, &penalty, options.iterations, |x| field.loss(x, &chains));
    field.set(&x);
    (field, vocabulary)
}

fn cross_validate(
    pages: &mut [Page],
    names: &mut Names,
    options: &Options,
    grown: Option<&Grown>,
) -> Result<()> {
    let parts = pages.iter().map(|d| d.part).max().unwrap_or_default() + 1;
    let mut scores: BTreeMap<String, Vec<(usize, Counts)>> = BTreeMap::new();
    let mut judged = options.judged.as_ref().map(std::fs::File::create).transpose()?;
    for part in 0..parts {
        let weights = Weights::read(&table_of_part(pages, names, Some(part), options, grown)?);
        for page in pages.iter().filter(|d| d.part == part && d.is_scored()) {
            let blocks = clean_with(&page.text, &CleanOptions::default(), &weights, None).blocks;
            let counts = Counts::of(page, &blocks);
            scores.entry(page.kind.clone()).or_default().push((part, counts));
            if let Some(memory) = memory_of_site(pages, page) {
                let options = CleanOptions::default();
                let known = clean_with(&page.text, &options, &weights, Some(&memory));
                let counts = (part, counts);
                scores.entry("l3s, sites of several pages".to_owned()).or_default().push(counts);
                let known = (part, Counts::of(page, &known.blocks));
                let kind = "l3s, the same with a memory of the site".to_owned();
                scores.entry(kind).or_default().push(known);
            }
            if let Some(out) = &mut judged {
                let line = serde_json::json!({"name": page.name, "part": part, "blocks": blocks});
                writeln!(out, "{line}")?;
            }
        }
        println!("part {part}");
    }
    for (kind, rows) in &scores {
        println!("unseen sites, {kind}: {}", score::summary(rows, parts));
    }
    Ok(())
}

/// The weights that the pages of all other parts give.
fn table_of_part(
    pages: &mut [Page],
    names: &mut Names,
    part: Option<usize>,
    options: &Options,
    grown: Option<&Grown>,
) -> Result<String> {
    let file = file_of_part(part);
    if let Some(folder) = &options.trained {
        let table = std::fs::read_to_string(folder.join(&file))?;
        if let Some(grown) = grown {
            let table = grown.table(&table, part, (options.c1, options.c2));
            if let Some(folder) = &options.tables {
                std::fs::write(folder.join(file), &table)?;
            }
            return Ok(table);
        }
        let used = pages.iter().filter(|page| Some(page.part) != part);
        return Ok(if options.anew == Anew::Seams {
            seams::without_rows(&table) + &seams::rows(&used.collect::<Vec<_>>())
        } else {
            table
        });
    }
    let table = learn(pages, names, options, part);
    if let Some(folder) = &options.tables {
        std::fs::write(folder.join(file), &table)?;
    }
    Ok(table)
}

/// The table that the pages of all other parts gave, in a folder of an earlier run.
fn file_of_part(part: Option<usize>) -> String {
    part.map_or_else(|| "weights.tsv".to_owned(), |part| format!("{part}.tsv"))
}

/// What the other pages of the site repeat; `None` where there are fewer than two of them.
fn memory_of_site(pages: &[Page], of: &Page) -> Option<SiteMemory> {
    let is_other = |d: &&Page| d.kind == "l3s" && d.site == of.site && d.name != of.name;
    if of.kind != "l3s" || pages.iter().filter(is_other).count() < 2 {
        return None;
    }
    let mut memory = SiteMemory::default();
    pages.iter().filter(is_other).for_each(|other| memory.learn(&other.text));
    Some(memory)
}

/// The table of weights as the crate reads it.
fn table(field: &Field, vocabulary: &Vocabulary, names: &Names) -> String {
    let mut out = format!(
        "# Weights of the classifier in src/classify/model.rs, made by the example train_cleaner: \
         feature, then the weight in hundredths\n# for each of the states {}; a state that is left \
         out at the end has none. Learned from the\n# pages that training/cleaning/README.md names \
         with their licences.\n",
        STATE_LETTERS.map(String::from).join(" ")
    );
    let hundredths = |weights: &[f64]| -> Vec<i64> {
        weights.iter().map(|weight| (weight * 100.0).round() as i64).collect()
    };
    let text = |weights: &[i64]| {
        let shown = weights.iter().rposition(|&w| w != 0).map_or(1, |last| last + 1);
        weights.iter().take(shown).map(i64::to_string).collect::<Vec<_>>().join(" ")
    };
    for (letter, row) in STATE_LETTERS.iter().zip(field.transition_rows()) {
        let _ = writeln!(out, "transition={letter}\t{}", text(&hundredths(&row)));
    }
    let mut rows: Vec<(&str, Vec<i64>)> = vocabulary
        .features()
        .map(|(index, name)| (names.name(name), hundredths(&field.row(index))))
        .filter(|(_, weights)| weights.iter().any(|weight| weight.abs() >= 2))
        .collect();
    rows.sort_unstable();
    for (name, weights) in rows {
        let _ = writeln!(out, "{name}\t{}", text(&weights));
    }
    out
}
