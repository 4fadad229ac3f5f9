//! The features that the classifier reads: shape, words, neighbours, place on the page.
//!
//! Every feature has a readable name (`length=3`, `short=more`); the weights in `data/weights.tsv`
//! are listed under these names.

use relata_core::BlockRole;

use super::template::Template;
use crate::piece::context::{ClusterPosition, PageContext, SECTION_ROLES};
use crate::piece::shape::Shape;
use crate::words::vocabulary::{END, START};
use crate::words::{Case, Words};

/// Words of a piece whose words are taken as those of a button, menu entry or heading.
const SHORT: usize = 8;
/// First and last words of a piece that are features.
const WORDS_USED: usize = 60;

/// Words of a line with a date that belongs to what stands beside it, at most.
const DATED_WORDS: u32 = 12;

/// Pieces to either side whose words are compared with those of the page.
const SHARED_REACH: usize = 3;
/// Step of the share of telling words that stand elsewhere in the text as well, from which on it is
/// all but all of them.
const ALL_SHARED: u32 = 5;

/// A kind of feature that is a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordTemplate {
    Short,
    Long,
    First,
    Last,
    /// Words of the names of elements of a web page, near a line and around it.
    Near,
    Far,
}

impl WordTemplate {
    pub(crate) const ALL: [Self; 6] =
        [Self::Short, Self::Long, Self::First, Self::Last, Self::Near, Self::Far];

    /// Its name in the table of weights.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::First => "first",
            Self::Last => "last",
            Self::Near => "near",
            Self::Far => "far",
        }
    }
}

/// A word as a feature: its number, and its position among the words of the piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordAt {
    pub id: u16,
    pub index: Option<usize>,
}

/// Takes features.
pub(crate) trait Sink {
    /// A feature that is a template and some numbers.
    fn numbers(&mut self, template: Template, values: &[u32]);
    /// A feature that is a template and a word.
    fn word(&mut self, template: WordTemplate, words: &Words, word: WordAt);
    /// A feature that is two words.
    fn pair(&mut self, words: &Words, first: WordAt, second: WordAt);
    /// A feature that is a word of the name of an element, near the line or around it.
    #[cfg(feature = "html")]
    fn name(&mut self, near: bool, name: &str);
}

/// Writes features in readable form.
#[derive(Debug, Default)]
pub(crate) struct Names<'t> {
    pub(crate) found: Vec<String>,
    /// The templates of numbers that are asked for; `None` for all features.
    only: Option<&'t [&'t str]>,
}

impl<'t> Names<'t> {
    /// For the features of these templates of numbers alone.
    pub(crate) const fn of(templates: &'t [&'t str]) -> Self {
        Self { found: Vec::new(), only: Some(templates) }
    }

    fn push(&mut self, name: impl FnOnce() -> String) {
        if self.only.is_none() {
            self.found.push(name());
        }
    }

    fn text(words: &Words, word: WordAt) -> String {
        match (word.index, word.id) {
            (Some(index), _) if words.case(index) == Some(Case::Digits) => "0".to_owned(),
            (Some(index), _) => words.folded(index),
            (None, START) => "^".to_owned(),
            (None, _) => "$".to_owned(),
        }
    }
}

impl Sink for Names<'_> {
    fn numbers(&mut self, template: Template, values: &[u32]) {
        if self.only.is_some_and(|only| !only.contains(&template.name())) {
            return;
        }
        let values: Vec<String> = values
            .iter()
            .zip(template.sizes())
            .map(|(&value, &size)| value.min(size - 1).to_string())
            .collect();
        self.found.push(format!("{}={}", template.name(), values.join(",")));
    }

    fn word(&mut self, template: WordTemplate, words: &Words, word: WordAt) {
        self.push(|| format!("{}={}", template.name(), Self::text(words, word)));
    }

    fn pair(&mut self, words: &Words, first: WordAt, second: WordAt) {
        self.push(|| format!("pair={} {}", Self::text(words, first), Self::text(words, second)));
    }

    #[cfg(feature = "html")]
    fn name(&mut self, near: bool, name: &str) {
        let template = if near { WordTemplate::Near } else { WordTemplate::Far };
        self.push(|| format!("{}={name}", template.name()));
    }
}

/// Number of the first limit that `value` does not exceed.
pub(crate) fn bucket(value: u32, limits: &[u32]) -> u32 {
    limits.iter().fold(0, |sum, &limit| sum + u32::from(value > limit))
}

fn length(words: u32) -> u32 {
    bucket(words, &[0, 1, 2, 3, 5, 8, 12, 18, 28, 45, 80])
}

fn size(words: u32) -> u32 {
    bucket(words, &[2, 5, 12, 28])
}

fn share(percent: u32) -> u32 {
    bucket(percent, &[0, 10, 18, 25, 33, 42, 55, 75, 99])
}

/// The features of the piece alone that come from its words.
pub(crate) fn of_words(words: &Words, sink: &mut impl Sink) {
    let count = words.len();
    let template = if count <= SHORT { WordTemplate::Short } else { WordTemplate::Long };
    let mut previous = WordAt { id: START, index: None };
    for (index, word) in words.iter().enumerate() {
        let word = WordAt { id: word.id, index: Some(index) };
        if index < WORDS_USED || index + WORDS_USED >= count {
            sink.word(template, words, word);
            sink.pair(words, previous, word);
        }
        previous = word;
    }
    sink.pair(words, previous, WordAt { id: END, index: None });
    if count > 0 {
        sink.word(WordTemplate::First, words, WordAt { id: words.id(0), index: Some(0) });
        sink.word(
            WordTemplate::Last,
            words,
            WordAt { id: words.id(count - 1), index: Some(count - 1) },
        );
    }
}

/// The features of piece `index` that come from its shape and from the page around it.
pub(crate) fn of_piece(
    shapes: &[Shape],
    context: &PageContext,
    index: usize,
    sink: &mut impl Sink,
) {
    let Some(own) = shapes.get(index) else { return };
    of_shape(own, sink);
    of_neighbours(shapes, index, own, sink);
    of_prose(context, index, own, sink);
    of_sections(context, index, own, sink);
    of_shared_words(shapes, context, index, own, sink);
    of_furniture(context, index, own, sink);
    of_lists(context, index, own, sink);
    of_clusters(context, index, own, sink);
    of_signs(shapes, context, index, own, sink);
}

/// Pieces to either side among which others that speak in turn are counted.
const TURN_REACH: usize = 6;

/// Signs of one kind of line, and those of its kind around it.
fn of_signs(
    shapes: &[Shape],
    context: &PageContext,
    index: usize,
    own: &Shape,
    sink: &mut impl Sink,
) {
    let counted = |at: Option<usize>| {
        u32::from(at.and_then(|i| shapes.get(i)).is_some_and(|shape| shape.signs.counted))
    };
    let around = (counted(index.checked_sub(1)), counted(Some(index + 1)));
    if own.signs.counted || around != (0, 0) {
        sink.numbers(Template::Counted, &[around.0, own.signs.counted.into(), around.1]);
    }
    if own.signs.full_date {
        let [narrow, _] = context.positions(index);
        sink.numbers(
            Template::FullDate,
            &[own.is_prose().into(), size(own.words()), narrow.side.into()],
        );
    }
    if own.signs.turn {
        let from = index.saturating_sub(TURN_REACH);
        let near = shapes.get(from..(index + TURN_REACH + 1).min(shapes.len()));
        let turns = near.unwrap_or_default().iter().filter(|shape| shape.signs.turn).count();
        let turns = bucket(u32::try_from(turns).unwrap_or(u32::MAX), &[1, 2, 4]);
        sink.numbers(Template::Turn, &[turns, own.is_closed().into()]);
    }
}

/// The features of the piece alone that come from its shape.
fn of_shape(shape: &Shape, sink: &mut impl Sink) {
    let (words, ending, beginning) =
        (length(shape.words()), shape.ending as u32, shape.beginning as u32);
    let (function, capital) =
        (share(shape.percent(shape.function_words)), share(shape.percent(shape.capital_words)));
    sink.numbers(Template::Bias, &[]);
    sink.numbers(Template::Length, &[words]);
    sink.numbers(Template::LengthEnding, &[words, ending]);
    sink.numbers(Template::LengthFunction, &[words, function]);
    sink.numbers(Template::LengthCapital, &[words, capital]);
    sink.numbers(Template::EndingFunction, &[ending, function]);
    sink.numbers(Template::BeginningEnding, &[beginning, ending]);
    sink.numbers(Template::LengthBeginning, &[words, beginning]);
    sink.numbers(Template::Lower, &[share(shape.percent(shape.lower_words))]);
    sink.numbers(Template::Upper, &[share(shape.percent(shape.upper_words)), words]);
    sink.numbers(Template::Number, &[share(shape.percent(shape.number_words)), words]);
    sink.numbers(
        Template::Mixed,
        &[bucket(shape.mixed_words.into(), &[0, 1, 2, 5]), u32::from(shape.words() > 12)],
    );
    sink.numbers(Template::Symbols, &[bucket(shape.symbols.into(), &[0, 1, 2, 4]), words]);
    sink.numbers(Template::Commas, &[bucket(shape.commas.into(), &[0, 1, 2, 4]), words]);
    sink.numbers(Template::Stops, &[bucket(shape.inner_stops.into(), &[0, 1, 2, 4]), ending]);
    sink.numbers(Template::Dates, &[bucket(shape.dates.into(), &[0, 1, 2]), words]);
    sink.numbers(Template::Address, &[u32::from(shape.address), words]);
    sink.numbers(
        Template::Credited,
        &[u32::from(shape.credited), u32::from(shape.is_closed()), words],
    );
    of_voice(shape, sink);
    of_own_phrases(shape, sink);
}

/// Who speaks to whom: appeals say "we" and "you" outside quotation marks, articles say "he said".
fn of_voice(shape: &Shape, sink: &mut impl Sink) {
    let few = |count: u16| bucket(count.into(), &[0, 1, 3]);
    sink.numbers(
        Template::Quoted,
        &[bucket(shape.percent(shape.quoted_words), &[0, 20, 60, 99]), few(shape.said)],
    );
    sink.numbers(Template::You, &[few(shape.you), few(shape.we)]);
    sink.numbers(Template::YouAppeal, &[few(shape.you + shape.we), few(shape.appeal)]);
    sink.numbers(Template::Said, &[few(shape.said), length(shape.words())]);
    sink.numbers(
        Template::Myself,
        &[few(shape.myself), few(shape.said), u32::from(shape.is_prose())],
    );
}

fn of_own_phrases(shape: &Shape, sink: &mut impl Sink) {
    let Some(role) = shape.verdict.role else { return };
    let weight = weight_of(shape);
    sink.numbers(Template::Phrase, &[role_number(role), weight]);
    sink.numbers(Template::PhraseLength, &[role_number(role), length(shape.words())]);
    sink.numbers(
        Template::PhraseEnding,
        &[weight, length(shape.words()), u32::from(shape.is_closed())],
    );
}

/// The weight of the phrases of a piece, in steps.
fn weight_of(shape: &Shape) -> u32 {
    [2.0, 3.0, 4.0, 6.0].iter().map(|&limit| u32::from(shape.verdict.weight > limit)).sum()
}

fn role_number(role: BlockRole) -> u32 {
    role as u32
}

/// Repetition, and headings of sections before and behind the piece.
fn of_sections(context: &PageContext, index: usize, own: &Shape, sink: &mut impl Sink) {
    let (times, before) = context.repeats(index);
    let (times, before) = (bucket(times, &[1, 2, 4]), u32::from(before > 0));
    sink.numbers(Template::Repeats, &[times, before, u32::from(own.words() > 8)]);
    sink.numbers(Template::RepeatsLength, &[times, before, length(own.words())]);
    let near = |distance: u8| bucket(distance.into(), &[1, 3, 8, 20, 60, 254]);
    let (since, until, prose) =
        (context.since(index), context.until(index), u32::from(own.is_prose()));
    for ((role, since), until) in SECTION_ROLES.into_iter().zip(since).zip(until) {
        sink.numbers(Template::Since, &[role_number(role), near(since), prose]);
        sink.numbers(Template::Until, &[role_number(role), near(until), prose]);
    }
}

fn of_neighbours(shapes: &[Shape], index: usize, own: &Shape, sink: &mut impl Sink) {
    let at = |step: isize| index.checked_add_signed(step).and_then(|i| shapes.get(i));
    let kind = |shape: Option<&Shape>| shape.map_or(2, |s| s.is_prose().into());
    let size_of = |shape: Option<&Shape>| shape.map_or(5, |s| size(s.words()));
    let (own_size, prose, closed) =
        (size(own.words()), u32::from(own.is_prose()), u32::from(own.is_closed()));
    let (before, after) = (at(-1), at(1));
    sink.numbers(Template::ProseBefore, &[kind(at(-2)), kind(before), own_size, prose]);
    sink.numbers(Template::ProseAfter, &[kind(after), kind(at(2)), own_size, prose]);
    sink.numbers(Template::ProseAround, &[kind(before), kind(after), own_size, closed]);
    sink.numbers(Template::SizeBefore, &[size_of(before), own_size]);
    sink.numbers(Template::SizeAfter, &[size_of(after), own_size]);
    sink.numbers(Template::SizeAround, &[size_of(before), own_size, size_of(after), closed]);
    for (shape, template) in [(before, Template::EndingBefore), (after, Template::EndingAfter)] {
        if let Some(shape) = shape {
            sink.numbers(template, &[shape.ending as u32, own_size]);
        }
    }
    let credited = |shape: Option<&Shape>| u32::from(shape.is_some_and(|s| s.credited));
    sink.numbers(
        Template::CreditedAround,
        &[credited(before), u32::from(own.credited), credited(after), own_size],
    );
    let again = |shape: Option<&Shape>| u32::from(shape.is_some_and(|s| s.first == own.first));
    sink.numbers(
        Template::FirstAgain,
        &[again(before) | again(after), again(at(-2)) | again(at(2)), own_size, prose],
    );
    sink.numbers(Template::SizeRun, &[own_size, size_of(at(-2)), size_of(at(2))]);
    let figures =
        |shape: Option<&Shape>| shape.map_or(2, |s| u32::from(s.percent(s.number_words) >= 50));
    sink.numbers(
        Template::Numbers,
        &[figures(before), figures(Some(own)), figures(after), own_size],
    );
    let dated = |shape: Option<&Shape>| {
        shape.map_or(2, |s| u32::from(s.dates > 0 && s.words() <= DATED_WORDS))
    };
    sink.numbers(Template::DatesAround, &[dated(before), dated(after), own_size, prose]);
    let phrases = [
        (-2, Template::PhraseBefore2),
        (-1, Template::PhraseBefore),
        (1, Template::PhraseAfter),
        (2, Template::PhraseAfter2),
    ];
    for (step, template) in phrases {
        if let Some((shape, role)) = at(step).and_then(|shape| Some((shape, shape.verdict.role?))) {
            sink.numbers(template, &[role_number(role), weight_of(shape)]);
        }
    }
}

fn of_prose(context: &PageContext, index: usize, own: &Shape, sink: &mut impl Sink) {
    let end = context.len();
    let (before, after) = (context.prose_words(0, index), context.prose_words(index + 1, end));
    let (own_size, prose) = (size(own.words()), u32::from(own.is_prose()));
    let all = before + after + own.words() * prose;
    let tenth = |part: u32| part.saturating_mul(10).checked_div(all).unwrap_or(11);
    let mass = |words| bucket(words, &[0, 20, 60, 150, 400]);
    sink.numbers(Template::MassBefore, &[mass(before), own_size, prose]);
    sink.numbers(Template::MassAfter, &[mass(after), own_size, prose]);
    sink.numbers(Template::MassTenth, &[tenth(before), prose]);
    sink.numbers(Template::MassOutside, &[mass(before), mass(after), own_size, own.ending as u32]);
    sink.numbers(Template::MassAll, &[mass(all), prose]);
    let page = bucket(context.prose_percent(), &[10, 25, 40, 55, 70, 85, 95]);
    sink.numbers(Template::Page, &[page, own_size, u32::from(own.is_closed())]);
    sink.numbers(Template::PageOutside, &[page, mass(before), mass(after), prose]);
    of_windows(context, index, own_size, prose, sink);
    let (back, ahead) = context.gaps(index);
    sink.numbers(Template::Gap, &[gap(back), gap(ahead), own_size]);
}

/// 0 for a piece without a stop, 1 for a short sentence, 2 for prose.
fn kind(shape: &Shape) -> u32 {
    if shape.is_prose() { 2 } else { shape.is_closed().into() }
}

/// Evidence that the article is over or has not begun: furniture that its phrases give away, and
/// sentences, however short, that speak against it.
fn of_furniture(context: &PageContext, index: usize, own: &Shape, sink: &mut impl Sink) {
    let kind = kind(own);
    let before = |reach: usize| (index.saturating_sub(reach), index);
    let after = |reach: usize| (index + 1, index + 1 + reach);
    let furniture = |(from, to): (usize, usize)| context.furniture(from, to);
    let sentences = |(from, to): (usize, usize)| context.sentences(from, to);
    let several = |count: u32| bucket(count, &[0, 1, 3, 6]);
    sink.numbers(Template::Furniture5, &[furniture(before(5)), furniture(after(5)), kind]);
    sink.numbers(
        Template::Furniture12,
        &[several(furniture(before(12))), several(furniture(after(12))), kind],
    );
    sink.numbers(Template::Sentences5, &[sentences(before(5)), sentences(after(5)), kind]);
    let (back, ahead) = context.gaps(index);
    let few = |count: u32| bucket(count, &[0, 1, 3]);
    let since = furniture(before(back.saturating_sub(1) as usize));
    let until = furniture(after(ahead.saturating_sub(1) as usize));
    sink.numbers(Template::FurnitureGap, &[few(since), gap(back), kind]);
    sink.numbers(Template::FurnitureAhead, &[few(until), gap(ahead), kind]);
}

/// Where the piece stands among the clusters of prose.
fn of_clusters(context: &PageContext, index: usize, own: &Shape, sink: &mut impl Sink) {
    let [narrow, wide] = context.positions(index);
    let share =
        |position: ClusterPosition| bucket(position.percent.into(), &[0, 5, 15, 35, 60, 99]);
    let (kind, own_size) = (kind(own), size(own.words()));
    sink.numbers(Template::ClusterNarrow, &[share(narrow), narrow.side.into(), kind]);
    sink.numbers(Template::ClusterWide, &[share(wide), wide.side.into(), kind]);
    sink.numbers(Template::ClusterSize, &[share(wide), narrow.side.into(), own_size]);
}

/// Lists: a line that announces one, and items that look alike.
fn of_lists(context: &PageContext, index: usize, own: &Shape, sink: &mut impl Sink) {
    let own_size = size(own.words());
    let announced = bucket(context.announced(index), &[1, 3, 8, 254]);
    sink.numbers(Template::Announced, &[announced, own_size, u32::from(own.is_closed())]);
    let (back, ahead) = context.alike(index);
    let run = |length: u32| bucket(length, &[0, 1, 3, 8]);
    sink.numbers(Template::Alike, &[run(back), run(ahead), own_size]);
}

/// Pieces of prose in windows of several widths.
fn of_windows(
    context: &PageContext,
    index: usize,
    own_size: u32,
    prose: u32,
    sink: &mut impl Sink,
) {
    let windows = [
        (2, Template::Within2, Template::Around2),
        (5, Template::Within5, Template::Around5),
        (12, Template::Within12, Template::Around12),
        (30, Template::Within30, Template::Around30),
    ];
    for (radius, within, around) in windows {
        let reach = radius as usize;
        let (left, right) = (
            context.prose_pieces(index.saturating_sub(reach), index),
            context.prose_pieces(index + 1, index + 1 + reach),
        );
        let eighth = |count: u32| count * 8 / radius;
        sink.numbers(within, &[eighth(left), eighth(right), prose]);
        sink.numbers(around, &[eighth(left + right), own_size]);
    }
}

/// Pieces to the next prose, in steps.
fn gap(distance: u32) -> u32 {
    bucket(distance, &[1, 2, 3, 5, 9, 20, 60])
}

/// Words of content that the piece shares with the prose of the page: teasers of other stories
/// share fewer.
fn of_shared_words(
    shapes: &[Shape],
    context: &PageContext,
    index: usize,
    own: &Shape,
    sink: &mut impl Sink,
) {
    let step = |shape: &Shape| {
        if shape.content_words == 0 {
            0
        } else {
            1 + bucket(shape.shared_percent(), &[0, 25, 45, 65, 85])
        }
    };
    let telling = bucket(own.content_words.into(), &[0, 1, 3, 7, 15]);
    let common = step(own);
    // Prose says again what its page is about, all of it in a long report of like paragraphs; what
    // a list repeats is its form.
    if !own.is_prose() || common < ALL_SHARED {
        sink.numbers(Template::Shared, &[common, telling, u32::from(own.is_prose())]);
    }
    let (back, ahead) = context.gaps(index);
    sink.numbers(Template::SharedGap, &[common, gap(back), gap(ahead)]);
    let near =
        |at: Option<usize>| at.and_then(|i| shapes.get(i)).map_or(2, |s| u32::from(s.is_prose()));
    sink.numbers(
        Template::SharedNeighbours,
        &[common, near(index.checked_sub(1)), near(Some(index + 1))],
    );
    of_shared_around(shapes, context, index, own, sink);
}

/// The same of the prose around the piece: paragraphs of one story share words with each other, a
/// run of teasers does not.
fn of_shared_around(
    shapes: &[Shape],
    context: &PageContext,
    index: usize,
    own: &Shape,
    sink: &mut impl Sink,
) {
    let near = shapes
        .get(index.saturating_sub(SHARED_REACH)..(index + SHARED_REACH + 1).min(shapes.len()))
        .unwrap_or_default();
    let prose = near.iter().filter(|shape| shape.is_prose());
    let (telling, common) = prose.fold((0, 0), |(c, s), shape| {
        (c + u32::from(shape.content_words), s + u32::from(shape.shared_words))
    });
    let percent = (common * 100).checked_div(telling);
    let step = percent.map_or(0, |percent| 1 + bucket(percent, &[20, 30, 40, 50, 65]));
    let prose = u32::from(own.is_prose());
    sink.numbers(Template::SharedAround, &[step, prose, size(own.words())]);
    sink.numbers(
        Template::SharedPage,
        &[step, prose, bucket(context.prose_percent(), &[10, 25, 40, 55, 70, 85, 95])],
    );
}
