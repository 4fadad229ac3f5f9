//! What the cleaner sees in a text: for training the classifier, and for people who want to know
//! why a block was dropped.

use relata_core::Span;
#[cfg(feature = "html")]
use relata_core::{Block, BlockRole};

#[cfg(feature = "html")]
use crate::classify::Label;
use crate::classify::features::{self, Names, Sink};
use crate::classify::model::Model;
use crate::classify::seams::{each_place, pieces};
use crate::classify::{self, Marked};
use crate::clean::{self, CleanText};
use crate::lines::seam::TextWords;
use crate::lines::{Piece, wrap};
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
/// let pieces = inspect::features_with("It rained.Subscribe now", &Weights::read(""));
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
            features.iter().for_each(|(template, values)| names.numbers(*template, values));
            out.push(FeaturedPlace { at: line.start() + at, features: names.0 });
        });
    }
    out
}

/// A web page as the classifier of pages sees it.
///
/// ```
/// let page = relata_text::inspect::page("<nav>Home</nav><p>A dam <b>broke</b> in Oban.");
/// assert_eq!(page.text(), "Home\nA dam broke in Oban.");
/// assert_eq!(page.lines().len(), 2);
/// ```
#[cfg(feature = "html")]
#[derive(Debug)]
pub struct MarkedPage(crate::html::MarkedText);

#[cfg(feature = "html")]
impl MarkedPage {
    /// The text of the page, one line for each element that begins one.
    ///
    /// ```
    /// assert_eq!(relata_text::inspect::page("<p>One<p>Two").text(), "One\nTwo");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Its lines.
    ///
    /// ```
    /// assert_eq!(relata_text::inspect::page("<p>One<p>Two").lines()[1].start(), 4);
    /// ```
    #[must_use]
    pub fn lines(&self) -> Vec<Span> {
        self.0.pieces.iter().map(|piece| piece.span).collect()
    }

    /// Numbers of the elements around a line, the outermost first.
    ///
    /// ```
    /// assert_eq!(relata_text::inspect::page("<div><p>One<p>Two</div>").path(1), [0, 2]);
    /// ```
    #[must_use]
    pub fn path(&self, line: usize) -> Vec<u32> {
        self.0.markup.path(line)
    }

    /// Its lines with the names of their features.
    ///
    /// ```
    /// let page = relata_text::inspect::page("<p>A dam broke in Oban.");
    /// assert!(page.features()[0].features.contains(&"page_tag=0,2,1".to_owned()));
    /// ```
    #[must_use]
    pub fn features(&self) -> Vec<FeaturedPiece> {
        let marked = self.0.marked();
        featured_pieces(&self.0.text, self.0.pieces.clone(), Some(marked))
    }

    /// Which of its lines these weights take for the article, and which for its headline.
    ///
    /// ```
    /// use relata_text::inspect::{self, Weights};
    /// let page = inspect::page("<p>A dam broke in Oban.");
    /// assert_eq!(page.judge(&Weights::read("")).len(), 1);
    /// ```
    #[must_use]
    pub fn judge(&self, weights: &Weights) -> Vec<Block> {
        self.0
            .judge(&weights.0)
            .into_iter()
            .map(|judged| {
                let role = match judged.label {
                    Label::Keep => BlockRole::Body,
                    Label::Head => BlockRole::Headline,
                    Label::Drop => BlockRole::Other,
                };
                Block::new(judged.piece.span, role)
            })
            .collect()
    }
}

/// Reads a web page as the classifier of pages sees it.
///
/// ```
/// assert_eq!(relata_text::inspect::page("").text(), "");
/// ```
#[cfg(feature = "html")]
#[must_use]
pub fn page(html: &str) -> MarkedPage {
    MarkedPage(crate::html::marked_text(html))
}

fn featured(raw: &str, model: &Model) -> Vec<FeaturedPiece> {
    featured_pieces(raw, pieces(raw, model), None)
}

fn featured_pieces(
    raw: &str,
    pieces: Vec<Piece>,
    mut marked: Option<Marked>,
) -> Vec<FeaturedPiece> {
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
    if let Some(marked) = &mut marked {
        marked.look(&shapes);
    }
    let placed = pieces.iter().zip(names).enumerate();
    placed
        .map(|(index, (piece, mut own))| {
            features::of_piece(&shapes, &context, index, &mut own);
            if let Some(marked) = &marked {
                features::of_markup(&shapes, marked, index, &mut own);
            }
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
