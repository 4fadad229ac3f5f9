//! The lines of a page that are its article: a second look at the judgement of their words with
//! what the markup says, by a conditional random field of the same states.

use std::sync::LazyLock;

use super::evidence::Evidence;
use super::page_lines::{self, PageLines};
use super::tokens::Token;
use crate::classify::features::Sink;
use crate::classify::model::{Model, Scorer, Scores};
use crate::classify::{Judged, judge};
use crate::lines::Piece;

static WEIGHTS: &str = include_str!("../../data/page_weights.tsv");

/// Probability of being article from which on a line is kept: lost sentences are worse than a
/// caption too many, and the cleaning of text follows (chosen in cross-validation).
const THRESHOLD: f32 = 0.35;
/// Probability of being the headline from which on a line is one, where the page names none.
const HEADLINE: f32 = 0.5;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS));

/// The models of words and of markup.
#[derive(Clone, Copy)]
pub(crate) struct Models<'m> {
    pub words: &'m Model,
    pub markup: &'m Model,
}

impl Models<'static> {
    /// The shipped ones.
    pub(super) fn shipped() -> Self {
        Self { words: Model::shipped(), markup: &MODEL }
    }
}

/// The article of a page, one paragraph a line; `found` is what the extractor takes for it.
pub(super) fn text(tokens: &[Token], found: &str, title: Option<&str>, models: Models) -> String {
    let page = page_lines::read(tokens);
    let judged = judged(&page, models.words);
    let evidence = Evidence::new(&page, &judged, found, title);
    let mut out = String::new();
    let scores = scores(&page, &evidence, models);
    for (index, (line, [_, head, keep, ..])) in page.lines.iter().zip(scores).enumerate() {
        // No box between two paragraphs ends an article against the words behind it.
        let is_kept = keep >= THRESHOLD || evidence.is_agreed(index);
        if is_kept || title.is_none() && head >= HEADLINE {
            out.push_str(line.span.text(&page.text));
            out.push('\n');
        }
    }
    out
}

/// The probabilities of the states of each line.
fn scores(page: &PageLines, evidence: &Evidence, models: Models) -> Vec<Scores> {
    let mut scorer = Scorer::new(models.markup);
    let mut out: Vec<_> = (0..page.lines.len())
        .map(|index| {
            evidence.features(index, &mut scorer);
            scorer.take()
        })
        .collect();
    models.markup.infer(&mut out);
    out
}

/// A line of a page with its features and its probability of being article, for training.
pub(crate) struct Featured<S> {
    pub text: String,
    pub features: S,
    pub keep: f32,
}

/// The lines of a page.
pub(super) fn featured<S: Sink + Default>(
    tokens: &[Token],
    found: &str,
    title: Option<&str>,
    models: Models,
) -> Vec<Featured<S>> {
    let page = page_lines::read(tokens);
    let judged = judged(&page, models.words);
    let evidence = Evidence::new(&page, &judged, found, title);
    let lines = page.lines.iter().zip(scores(&page, &evidence, models)).enumerate();
    lines
        .map(|(index, (line, [_, _, keep, ..]))| {
            let mut features = S::default();
            evidence.features(index, &mut features);
            Featured { text: line.span.text(&page.text).to_owned(), features, keep }
        })
        .collect()
}

/// The model of pages has learned from the judgement of words as it is.
const AS_TRAINED: f32 = 1.0;

fn judged(page: &PageLines, words: &Model) -> Vec<Judged> {
    let pieces = page.lines.iter().enumerate();
    judge(
        &page.text,
        pieces.map(|(line, own)| Piece { span: own.span, line }).collect(),
        words,
        AS_TRAINED,
    )
}
