//! Scores and labels of the pieces of one text.

pub(crate) mod features;
mod like;
pub(crate) mod model;
pub(crate) mod seams;
pub(crate) mod template;

use relata_core::BlockRole;

use crate::lines::Piece;
use crate::piece::context::{
    PageContext, SECTION_ROLES, allow_for_capitals, allow_for_other_languages,
};
use crate::piece::shape::{Beginning, Ending, Shape};
use crate::piece::shared_words::SharedWords;
use crate::words::Words;
use model::{Model, Scorer, Scores};

/// Probability of being article from which on a piece is kept: lost sentences are worse than a
/// caption too many (chosen in cross-validation).
const THRESHOLD: f32 = 0.4;

/// How far the evidence of a piece is believed: its features overlap, so that their sum says some
/// things more than once (Guo and others, 2017: temperature; chosen by how likely the labels of
/// unseen pages are).
pub(crate) const SHARPNESS: f32 = 0.9;

/// The same for a line that the markup of its page speaks for (chosen on the same pages).
const CHOSEN_THRESHOLD: f32 = 0.05;

/// Weight of a phrase from which on it speaks against a block by itself, beside what the classifier
/// has learned of it.
const DECISIVE: f32 = 4.0;
/// How much a decisive phrase adds to the score of dropping, in a short piece and in a longer one,
/// where it may stand by chance. Two of them in a piece of twice the length count twice.
const PHRASE_PRIOR: f32 = 2.5;
const LONG_PHRASE_PRIOR: f32 = 1.5;
const SHORT: u32 = 16;
/// How much the items of a list that a paragraph announces gain.
const LIST_PRIOR: f32 = 3.0;
const LIST_REACH: usize = 12;
/// How much a sentence gains that stands behind a tool of the page, perhaps with others between
/// them, and words of such a tool.
const SENTENCE_PRIOR: f32 = 2.25;
const SENTENCE_REACH: usize = 4;
const TOOL_WORDS: u32 = 10;
/// Words of an offer of a newsletter, at most.
const OFFER_WORDS: u32 = 30;
/// How much a line that is no sentence loses under a heading such as "Related", and how many pieces
/// such a heading reaches, no prose between them.
const SECTION_PRIOR: f32 = 1.5;
const SECTION_REACH: u8 = 8;
/// How much each word of an appeal to the reader adds, and at most.
const APPEAL_PRIOR: f32 = 0.6;
const APPEAL_PRIOR_MAX: f32 = 4.0;

/// What a piece is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Text of the article.
    Keep,
    /// Headline or standfirst.
    Head,
    /// Not the article.
    Drop,
}

/// A piece with what is known about it.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub piece: Piece,
    pub shape: Shape,
    pub label: Label,
    /// Probability that the piece is article or headline.
    pub keep: f32,
}

impl Judged {
    /// Keeps a piece that the markup of its page speaks for, unless it is surely not of the
    /// article.
    pub(crate) fn trust_markup(&mut self) {
        if self.label == Label::Drop && self.keep >= CHOSEN_THRESHOLD {
            self.label = Label::Keep;
        }
    }
}

/// Judges the pieces of `text`; `sharpness` says how far their evidence is believed.
pub(crate) fn judge(text: &str, pieces: Vec<Piece>, model: &Model, sharpness: f32) -> Vec<Judged> {
    let Evidence { shapes, mut scores, repeated } = Evidence::of(text, &pieces, model, sharpness);
    if repeated.is_empty() {
        model.infer(&mut scores);
    } else {
        let mut found = scores.clone();
        model.infer(&mut found);
        like::share(&shapes, &repeated, &found, &mut scores);
        model.infer(&mut scores);
    }
    pieces
        .into_iter()
        .zip(shapes)
        .zip(scores)
        .map(|((piece, shape), scores)| judged(piece, shape, scores))
        .collect()
}

/// What the pieces of a text say by themselves.
pub(crate) struct Evidence {
    shapes: Vec<Shape>,
    /// Of each piece and state, before the neighbours are heard.
    pub scores: Vec<Scores>,
    /// The pieces whose words stand on the page several times.
    repeated: Vec<usize>,
}

impl Evidence {
    /// Of the pieces of `text`.
    pub(crate) fn of(text: &str, pieces: &[Piece], model: &Model, sharpness: f32) -> Self {
        let (mut words, mut scorer, mut shared) =
            (Words::default(), Scorer::new(model), SharedWords::default());
        let (mut shapes, mut emissions) =
            (Vec::with_capacity(pieces.len()), Vec::with_capacity(pieces.len()));
        for piece in pieces {
            let inner = piece.span.text(text);
            words.read(model.vocabulary(), inner);
            features::of_words(&words, &mut scorer);
            emissions.push(scorer.take());
            shared.push(&words);
            shapes.push(Shape::new(inner, &words));
        }
        let context = around(&mut shapes, &shared);
        drop(shared);
        for (index, emission) in emissions.iter_mut().enumerate() {
            features::of_piece(&shapes, &context, index, &mut scorer);
            let [before, head, keep, inside, behind] = scorer.take();
            let [words_before, words_head, words_keep, words_inside, words_behind] = *emission;
            let whole = [
                before + words_before,
                head + words_head,
                keep + words_keep,
                inside + words_inside,
                behind + words_behind,
            ];
            let [before, head, keep, inside, behind] = with_prior(whole, &shapes, index);
            let keep = keep - section_prior(&shapes, &context, index);
            *emission = [before, head, keep, inside, behind].map(|score| score * sharpness);
        }
        let is_repeated = |&index: &usize| context.repeats(index).0 >= like::LEAST;
        let repeated = (0..shapes.len()).filter(is_repeated).collect();
        Self { shapes, scores: emissions, repeated }
    }
}

/// What the page around the pieces looks like.
pub(crate) fn around(shapes: &mut [Shape], shared: &SharedWords) -> PageContext {
    allow_for_capitals(shapes);
    allow_for_other_languages(shapes);
    shared.count(shapes);
    PageContext::new(shapes)
}

fn judged(piece: Piece, shape: Shape, [before, head, keep, inside, behind]: Scores) -> Judged {
    // What is probably headline or article and neither for certain stands where the article begins.
    let probably = keep + head > before + inside + behind;
    let label = if keep >= THRESHOLD {
        Label::Keep
    } else if head > before.max(inside + behind) || probably {
        Label::Head
    } else {
        Label::Drop
    };
    Judged { piece, shape, label, keep: keep + head }
}

/// Adds what the lexicon says for certain and the training pages show too seldom to be learned: few
/// of them ask for money.
fn with_prior(scores: Scores, shapes: &[Shape], index: usize) -> Scores {
    let Some(shape) = shapes.get(index) else { return scores };
    let neighbour = |at: Option<usize>| at.and_then(|i| shapes.get(i)).is_some_and(appeals);
    let beside = neighbour(index.checked_sub(1)) || neighbour(Some(index + 1));
    let prior = phrase_prior(shape) + appeal_prior(shape, beside) + count_prior(shapes, index);
    let [before, head, keep, inside, behind] = scores;
    let gain = list_prior(shapes, index) + sentence_prior(shapes, index);
    [before, head - prior, keep - prior + gain, inside, behind]
}

fn phrase_prior(shape: &Shape) -> f32 {
    let weight = shape.verdict.weight;
    match weight >= DECISIVE && !is_reported(shape) {
        true if weight >= 2.0 * DECISIVE && shape.words() <= 2 * SHORT => 2.0 * PHRASE_PRIOR,
        true if shape.words() <= SHORT => PHRASE_PRIOR,
        true => LONG_PHRASE_PRIOR,
        false => 0.0,
    }
}

/// Items between a paragraph that ends with a colon and the next paragraph belong to the text; a
/// run of menu entries has no such paragraph.
fn list_prior(shapes: &[Shape], index: usize) -> f32 {
    let item =
        |shape: &&Shape| shape.beginning == Beginning::Bullet && shape.verdict.role.is_none();
    let (before, rest) = shapes.split_at_checked(index).unwrap_or_default();
    if !rest.first().is_some_and(|own| item(&own)) {
        return 0.0;
    }
    let announced = before
        .iter()
        .rev()
        .take(LIST_REACH)
        .find(|shape| !item(shape))
        .is_some_and(|shape| shape.ending == Ending::Colon && shape.words() >= 5);
    if announced { LIST_PRIOR } else { 0.0 }
}

/// A button to share the page or an offer of a newsletter says nothing of what follows it: a short
/// sentence in which nobody speaks to the reader is judged as if the button were not there.
fn sentence_prior(shapes: &[Shape], index: usize) -> f32 {
    let reports = |shape: &Shape| {
        shape.is_sentence() && shape.you + shape.we + shape.appeal == 0 && shape.lower_words > 1
    };
    let is_tool = |shape: &Shape| match shape.verdict.role {
        Some(BlockRole::SocialShare) => shape.words() <= TOOL_WORDS,
        Some(BlockRole::NewsletterPrompt) => shape.words() <= OFFER_WORDS,
        _ => false,
    };
    let (before, rest) = shapes.split_at_checked(index).unwrap_or_default();
    if !rest.first().is_some_and(reports) {
        return 0.0;
    }
    let mut near = before.iter().rev().take(SENTENCE_REACH);
    let passed = |shape: &Shape| reports(shape) || is_count(shape);
    if near.find(|shape| !passed(shape)).is_some_and(is_tool) { SENTENCE_PRIOR } else { 0.0 }
}

/// Titles of other texts stand under a heading that announces them.
fn section_prior(shapes: &[Shape], context: &PageContext, index: usize) -> f32 {
    let Some(shape) = shapes.get(index).filter(|shape| !shape.is_closed()) else { return 0.0 };
    let (back, _) = context.gaps(index);
    let headings = SECTION_ROLES.into_iter().zip(context.since(index));
    let near = headings.filter(|&(role, since)| {
        role == BlockRole::RelatedLinks && since <= SECTION_REACH && u32::from(since) < back
    });
    let is_title = shape.words() > 1 && shape.beginning != Beginning::Bullet;
    if is_title && near.count() > 0 { SECTION_PRIOR } else { 0.0 }
}

/// The number beside a button that tells how often it was pressed belongs to the button.
fn count_prior(shapes: &[Shape], index: usize) -> f32 {
    let is_button = |shape: &Shape| {
        shape.verdict.role == Some(BlockRole::SocialShare)
            && shape.verdict.weight >= DECISIVE
            && shape.words() <= TOOL_WORDS
    };
    let beside = |at: Option<usize>| at.and_then(|i| shapes.get(i)).is_some_and(is_button);
    let counts = shapes.get(index).is_some_and(is_count)
        && (beside(index.checked_sub(1)) || beside(index.checked_add(1)));
    if counts { PHRASE_PRIOR } else { 0.0 }
}

/// A number that stands alone, perhaps with a word.
fn is_count(shape: &Shape) -> bool {
    shape.words() <= 2 && shape.number_words > 0
}

/// Counts the words with which a publisher asks its readers for something: "we", "you" and words of
/// its trade, outside quotation marks and without anybody who says them. A block beside an appeal
/// needs fewer of them.
fn appeal_prior(shape: &Shape, beside: bool) -> f32 {
    let voices = shape.we + shape.you;
    let enough = if beside { voices >= 1 && shape.appeal >= 1 } else { appeals(shape) };
    if !enough || is_reported(shape) {
        return 0.0;
    }
    (f32::from(voices + shape.appeal) * APPEAL_PRIOR).min(APPEAL_PRIOR_MAX)
}

/// True for a block that is an appeal by its own words.
fn appeals(shape: &Shape) -> bool {
    let asks = matches!(
        shape.verdict.role,
        Some(
            BlockRole::DonationAppeal | BlockRole::SubscriptionPrompt | BlockRole::NewsletterPrompt
        )
    );
    let voices = shape.we + shape.you;
    !is_reported(shape)
        && voices >= 1
        && (asks && shape.appeal >= 1 || voices >= 2 && shape.appeal >= 3)
}

/// True when somebody is quoted: then "we" and "your support" are the speaker's words.
fn is_reported(shape: &Shape) -> bool {
    shape.percent(shape.quoted_words) >= 30 || (shape.said >= 1 && shape.quoted_words >= 2)
}
