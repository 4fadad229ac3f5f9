//! What the cleaner sees in a text: for training the classifier, and for people who want to know
//! why a block was dropped.

use relata_core::Span;

use crate::classify;
use crate::classify::features::{self, Names, Sink};
use crate::classify::model::Model;
use crate::classify::seams::{each_place, pieces};
use crate::clean::{self, CleanText};
use crate::lines::seam::TextWords;
use crate::lines::wrap;
use crate::options::CleanOptions;
use crate::piece::shape::Shape;
use crate::piece::shared_words::SharedWords;
use crate::site_memory::SiteMemory;
use crate::words::Words;
use crate::words::lexicon;

/// A piece of the text with the names of its features.
///
/// ```
/// let raw = "Rain fell.\nSubscribe now";
/// let pieces = relata_text::inspect::features(raw);
/// assert_eq!(pieces[1].span.text(raw), "Subscribe now");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeaturedPiece {
    /// Where it stands in the raw text.
    pub span: Span,
    /// Names of its features, as they are listed in the table of weights.
    pub features: Vec<String>,
}

/// The pieces of `raw` that the classifier judges, with the names of their features.
///
/// ```
/// let pieces = relata_text::inspect::features("Rain fell.\nSubscribe now");
/// assert!(pieces.iter().all(|piece| !piece.features.is_empty()));
/// ```
#[must_use]
pub fn features(raw: &str) -> Vec<FeaturedPiece> {
    featured(raw, Model::shipped())
}

/// As [`features`], the lines cut with other weights.
///
/// ```
/// use relata_text::inspect::{self, Weights};
/// let whole = Weights::read("seam_marks=4,1,0\t-300\nseam_marks=4,1,1\t-300");
/// let pieces = inspect::features_with("It rained.Subscribe now", &whole);
/// assert_eq!(pieces.len(), 1);
/// ```
#[must_use]
pub fn features_with(raw: &str, weights: &Weights) -> Vec<FeaturedPiece> {
    featured(raw, &weights.0)
}

/// The pieces of `raw` as the weights cut it.
///
/// ```
/// use relata_text::inspect::{self, Weights};
/// assert_eq!(inspect::pieces_with("Rain fell.\nSubscribe now", &Weights::read("")).len(), 2);
/// ```
#[must_use]
pub fn pieces_with(raw: &str, weights: &Weights) -> Vec<Span> {
    pieces(raw, &weights.0).iter().map(|piece| piece.span).collect()
}

/// A place inside a line that may be a seam of two texts, with the names of its features.
///
/// ```
/// let places = relata_text::inspect::seams("It rained.Subscribe now");
/// assert_eq!(places[0].at, 10);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeaturedPlace {
    /// Byte offset in the raw text.
    pub at: usize,
    /// Names of its features, as they are listed in the table of weights.
    pub features: Vec<String>,
}

/// The places of `raw` at which two texts may have been glued together without a blank.
///
/// ```
/// assert!(relata_text::inspect::seams("It rained. Subscribe now").is_empty());
/// ```
#[must_use]
pub fn seams(raw: &str) -> Vec<FeaturedPlace> {
    let mut out = Vec::new();
    let mut words = TextWords::new(raw);
    for line in wrap::paragraphs(raw, Span::at(0, raw.len())) {
        each_place(line.text(raw), &mut words, |at, features| {
            let mut names = Names::default();
            for (template, values) in features {
                names.numbers(*template, values);
            }
            out.push(FeaturedPlace { at: line.start() + at, features: names.found });
        });
    }
    out
}

fn featured(raw: &str, model: &Model) -> Vec<FeaturedPiece> {
    let pieces = pieces(raw, model);
    let (mut words, mut shared) = (Words::default(), SharedWords::default());
    let (mut shapes, mut names) = (Vec::new(), Vec::new());
    for piece in &pieces {
        let text = piece.span.text(raw);
        words.read(lexicon::shipped().vocabulary(), text);
        let mut own = Names::default();
        features::of_words(&words, &mut own);
        shared.push(&words);
        shapes.push(Shape::new(text, &words));
        names.push(own);
    }
    let context = classify::around(&mut shapes, &shared);
    let placed = pieces.iter().zip(names).enumerate();
    placed
        .map(|(index, (piece, mut own))| {
            features::of_piece(&shapes, &context, index, &mut own);
            FeaturedPiece { span: piece.span, features: own.found }
        })
        .collect()
}

/// A piece of a text with what weights say of its states, and the names of some of its features.
///
/// ```
/// use relata_text::inspect::{Weights, evidence};
/// let pieces = evidence("Rain fell.", &Weights::read("bias=\t0 0 100"), &["bias"]);
/// assert_eq!(pieces[0].features, ["bias="]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// Where it stands in the raw text.
    pub span: Span,
    /// What it says of each state before its neighbours are heard: before the article, headline,
    /// article, inside it without being of it, behind it.
    pub scores: [f32; 5],
    /// Names of its features of the templates that were asked for.
    pub features: Vec<String>,
}

/// The pieces of `raw` with what `weights` say of each and its features of these templates, to
/// learn these beside weights that stay.
///
/// ```
/// use relata_text::inspect::{Weights, evidence};
/// assert!(evidence("Rain fell.", &Weights::read(""), &[])[0].features.is_empty());
/// ```
#[must_use]
pub fn evidence(raw: &str, weights: &Weights, templates: &[&str]) -> Vec<Evidence> {
    let pieces = pieces(raw, &weights.0);
    let (mut words, mut shared) = (Words::default(), SharedWords::default());
    let mut shapes = Vec::new();
    for piece in &pieces {
        let text = piece.span.text(raw);
        words.read(weights.0.vocabulary(), text);
        shared.push(&words);
        shapes.push(Shape::new(text, &words));
    }
    let context = classify::around(&mut shapes, &shared);
    let found = classify::Evidence::of(raw, &pieces, &weights.0, classify::SHARPNESS);
    let placed = pieces.iter().zip(found.scores).enumerate();
    placed
        .map(|(index, (piece, scores))| {
            let mut names = Names::of(templates);
            features::of_piece(&shapes, &context, index, &mut names);
            Evidence { span: piece.span, scores, features: names.found }
        })
        .collect()
}

/// Weights other than the shipped ones, for measuring those that were trained on a part of the
/// pages.
///
/// ```
/// use relata_text::inspect::{Weights, clean_with};
/// let nothing = Weights::read("");
/// let text = clean_with("Rain fell in Oslo.", &Default::default(), &nothing, None);
/// assert_eq!(text.blocks.len(), 1);
/// ```
#[derive(Debug)]
pub struct Weights(Model);

impl Weights {
    /// Reads a table in the form of `data/weights.tsv`; a line that cannot be read counts for
    /// nothing.
    #[must_use]
    pub fn read(table: &str) -> Self {
        Self(Model::read(table))
    }
}

/// As [`clean`](crate::clean()), with other weights, and knowing what other pages of the site
/// repeat.
///
/// ```
/// use relata_text::inspect::{Weights, clean_with};
/// let text = clean_with("Rain fell in Oslo.", &Default::default(), &Weights::read(""), None);
/// assert_eq!(text.blocks[0].span.len(), 18);
/// ```
#[must_use]
pub fn clean_with(
    raw: &str,
    options: &CleanOptions,
    weights: &Weights,
    memory: Option<&SiteMemory>,
) -> CleanText {
    clean::clean_by(raw, *options, &weights.0, memory)
}

/// The lines of a web page with the names of their features in the model of pages, and what its
/// weights `markup` make of them; `words` are the weights by which their words are judged.
///
/// ```
/// use relata_text::inspect::{self, Weights};
/// let none = Weights::read("");
/// let lines = inspect::page_lines("<p>Rain fell.<p>Subscribe", &none, &none);
/// assert_eq!(lines[1].text, "Subscribe");
/// ```
#[cfg(feature = "html")]
#[must_use]
pub fn page_lines(html: &str, words: &Weights, markup: &Weights) -> Vec<FeaturedLine> {
    let models = crate::html::body::Models { words: &words.0, markup: &markup.0 };
    let lines = crate::html::featured::<Names>(html, models).into_iter();
    let line = |line: crate::html::body::Featured<Names>| FeaturedLine {
        text: line.text,
        features: line.features.found,
        keep: line.keep,
    };
    lines.map(line).collect()
}

/// A line of a web page with the names of its features.
///
/// ```
/// use relata_text::inspect::{self, Weights};
/// let none = Weights::read("");
/// assert!(inspect::page_lines("<p>Rain fell.", &none, &none)[0].features.len() > 5);
/// ```
#[cfg(feature = "html")]
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FeaturedLine {
    /// Its text.
    pub text: String,
    /// Names of its features, as they are listed in the table of weights.
    pub features: Vec<String>,
    /// Probability that it is article.
    pub keep: f32,
}

/// As [`html::extract`](crate::html::extract), with other weights of words and of markup.
///
/// ```
/// use relata_text::inspect::{Weights, extract_with};
/// let page = extract_with("<p>Rain fell.", &Weights::read(""), &Weights::read(""));
/// assert_eq!(page.text, "Rain fell.");
/// ```
#[cfg(feature = "html")]
#[must_use]
pub fn extract_with(html: &str, words: &Weights, markup: &Weights) -> crate::html::HtmlText {
    let models = crate::html::body::Models { words: &words.0, markup: &markup.0 };
    crate::html::extract_by(html, models)
}
