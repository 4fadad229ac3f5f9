//! What the cleaner sees in a text: for training the classifier, and for people who want to know
//! why a block was dropped.

use relata_core::Span;

use crate::classify;
use crate::classify::features::{self, Names};
use crate::classify::model::Model;
use crate::clean::{self, CleanText};
use crate::lines::pieces;
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
    let pieces = pieces(raw);
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
            FeaturedPiece { span: piece.span, features: own.0 }
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
