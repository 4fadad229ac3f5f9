//! The labelled pages, and the features of their pieces.

use std::collections::HashMap;
use std::io::BufRead;

use relata_core::Span;
use relata_text::inspect::{self, Weights};
use serde_json::Value;

use super::Result;
use super::field::{Chain, STATES};
use super::vocabulary::Vocabulary;

/// States of the field, in their order: before the article, headline, article, inside the article
/// but not of it, behind it.
pub(super) const STATE_LETTERS: [char; STATES] = ['P', 'H', 'K', 'I', 'Q'];

/// What a run of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Keep,
    Head,
    Drop,
    Unknown,
}

pub(super) struct Page {
    pub name: String,
    pub kind: String,
    pub site: String,
    pub part: usize,
    pub text: String,
    /// Beginning, end and label.
    pub runs: Vec<(usize, usize, Label)>,
    /// Places, labels and features of the pieces.
    pub pieces: Vec<Span>,
    pub labels: Vec<Label>,
    pub features: Vec<Vec<u32>>,
}

/// Names of features by number.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    pub(super) fn number(&mut self, name: String) -> u32 {
        if let Some(&number) = self.numbers.get(&name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }
}

/// Reads the pages that `pages.py` writes, one a line.
pub(super) fn read(lines: impl BufRead) -> Result<Vec<Page>> {
    lines.lines().map(|line| Page::read(&line?)).collect()
}

impl Page {
    fn read(line: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(line)?;
        let string = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            name: string("name"),
            kind: string("kind"),
            site: string("site"),
            part: value["part"].as_u64().unwrap_or_default() as usize,
            text: string("text"),
            runs: value["runs"].as_array().into_iter().flatten().filter_map(run).collect(),
            pieces: Vec::new(),
            labels: Vec::new(),
            features: Vec::new(),
        })
    }

    /// Cuts the page with these weights, unless it is cut so already, and reads the features of its
    /// pieces.
    pub(super) fn cut(&mut self, weights: &Weights, names: &mut Names) {
        let pieces = inspect::pieces_with(&self.text, weights);
        if pieces == self.pieces {
            return;
        }
        let mut first = 0;
        self.labels.clear();
        self.features.clear();
        for piece in inspect::features_with(&self.text, weights) {
            let (start, end) = (piece.span.start(), piece.span.end());
            first += self.runs[first..].iter().take_while(|run| run.1 <= start).count();
            self.labels.push(label_of(&self.runs[first..], start, end));
            let mut numbers: Vec<u32> =
                piece.features.into_iter().map(|name| names.number(name)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            self.features.push(numbers);
        }
        self.pieces = pieces;
    }

    /// Dumps with lost line breaks show what the field does with what it has not seen the like of.
    pub(super) fn is_trained_on(&self) -> bool {
        !matches!(self.kind.as_str(), "dump_glued" | "seams") && !self.labels.is_empty()
    }

    pub(super) fn is_scored(&self) -> bool {
        !matches!(self.kind.as_str(), "variant" | "seams")
    }

    /// True for pages that lost line breaks in order to show what that looks like.
    pub(super) fn is_for_seams(&self) -> bool {
        self.kind == "seams"
    }

    /// True for pages as they are, rather than made of others.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.kind.as_str(), "dump" | "container" | "l3s" | "web_dump" | "web_container")
    }

    /// The features that count, and for each piece the states that agree with its label.
    pub(super) fn chain(&self, vocabulary: &Vocabulary) -> Chain {
        let known = |features: &Vec<u32>| {
            features.iter().filter_map(|&feature| vocabulary.index(feature)).collect()
        };
        Chain {
            features: self.features.iter().map(known).collect(),
            allowed: states_of(&self.labels),
            known: Vec::new(),
        }
    }

    /// What `weights` say of each piece, beside its features of these templates.
    pub(super) fn evidence(
        &self,
        weights: &Weights,
        templates: &[&str],
        names: &mut Names,
    ) -> Chain {
        let (mut labels, mut features, mut known, mut first) = (vec![], vec![], vec![], 0);
        for piece in inspect::evidence(&self.text, weights, templates) {
            let (start, end) = (piece.span.start(), piece.span.end());
            first += self.runs[first..].iter().take_while(|run| run.1 <= start).count();
            labels.push(label_of(&self.runs[first..], start, end));
            features.push(piece.features.into_iter().map(|name| names.number(name)).collect());
            known.push(piece.scores.map(f64::from));
        }
        Chain { features, allowed: states_of(&labels), known }
    }
}

/// For each piece the states that agree with its label.
fn states_of(labels: &[Label]) -> Vec<[bool; STATES]> {
    let kept = |label: &Label| *label == Label::Keep;
    let first = labels.iter().position(kept).unwrap_or(labels.len());
    let last = labels.iter().rposition(kept).unwrap_or(labels.len());
    let states = |(index, label): (usize, &Label)| match label {
        Label::Unknown => [true; STATES],
        Label::Keep => only("K"),
        Label::Head if index < first => only("H"),
        _ if index < first => only("P"),
        // Furniture that the article goes on behind may be taken for an aside or for its end.
        _ if index < last => only("IQ"),
        _ => only("Q"),
    };
    labels.iter().enumerate().map(states).collect()
}

fn only(letters: &str) -> [bool; STATES] {
    STATE_LETTERS.map(|letter| letters.contains(letter))
}

fn run(value: &Value) -> Option<(usize, usize, Label)> {
    let label = label_named(value[2].as_str()?);
    Some((value[0].as_u64()? as usize, value[1].as_u64()? as usize, label))
}

/// The label that a letter stands for.
pub(super) fn label_named(letter: &str) -> Label {
    match letter {
        "K" => Label::Keep,
        "H" => Label::Head,
        "U" => Label::Unknown,
        _ => Label::Drop,
    }
}

/// The label of the run that shares most bytes with the piece.
fn label_of(runs: &[(usize, usize, Label)], start: usize, end: usize) -> Label {
    let (mut best, mut most) = (Label::Drop, 0);
    for &(run_start, run_end, label) in runs.iter().take_while(|run| run.0 < end) {
        let shared = run_end.min(end).saturating_sub(run_start.max(start));
        if shared > most {
            (best, most) = (label, shared);
        }
    }
    best
}
