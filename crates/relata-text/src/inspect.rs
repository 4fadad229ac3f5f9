//! What the cleaner sees in a text: for training the classifier, and for people who want to know why a block was dropped.

use relata_core::Span;

use crate::context::{Context, allow_for_other_languages};
use crate::features::{self, Names};
use crate::line::pieces;
use crate::shape::Shape;
use crate::word::Words;

/// A piece of the text with the names of its features.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeaturedPiece {
    /// Where it stands in the raw text.
    pub span: Span,
    /// Names of its features, as they are listed in the table of weights.
    pub features: Vec<String>,
}

/// The pieces of `raw` that the classifier judges, with the names of their features.
#[must_use]
pub fn features(raw: &str) -> Vec<FeaturedPiece> {
    let pieces = pieces(raw);
    let mut words = Words::default();
    let mut shapes = Vec::new();
    let mut names: Vec<Names> = Vec::new();
    for piece in &pieces {
        let text = piece.span.text(raw);
        words.read(text);
        let mut own = Names::default();
        features::of_words(&words, &mut own);
        shapes.push(Shape::new(text, &words));
        names.push(own);
    }
    allow_for_other_languages(&mut shapes);
    let context = Context::new(&shapes);
    let placed = pieces.iter().zip(names).enumerate();
    placed
        .map(|(index, (piece, mut own))| {
            features::of_piece(&shapes, &context, index, &mut own);
            FeaturedPiece { span: piece.span, features: own.0 }
        })
        .collect()
}
