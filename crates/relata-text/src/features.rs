//! The features that the classifier reads: shape, words, neighbours, place on the page.
//!
//! Every feature has a readable name (`shape=…`, `word=…`); the weights in `data/weights.tsv` are listed under these names, and at run time
//! both are hashed, so that no name is put together while cleaning.

use relata_core::BlockRole;

use crate::context::{Context, SECTION_ROLES};
use crate::shape::Shape;
use crate::word::{Case, Words};

/// Words of a piece whose words are taken as those of a button, menu entry or heading.
const SHORT: usize = 8;
/// First and last words of a piece that are features.
const WORDS_USED: usize = 60;

/// Takes features.
pub(crate) trait Sink {
    /// A feature that is a template and some numbers.
    fn numbers(&mut self, template: &'static str, values: &[u32]);
    /// A feature that is a template and some words.
    fn words(&mut self, template: &'static str, words: &[&str]);
}

/// Writes features in readable form.
#[derive(Debug, Default)]
pub(crate) struct Names(pub(crate) Vec<String>);

impl Sink for Names {
    fn numbers(&mut self, template: &'static str, values: &[u32]) {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        self.0.push(format!("{template}={}", values.join(",")));
    }

    fn words(&mut self, template: &'static str, words: &[&str]) {
        self.0.push(format!("{template}={}", words.join(" ")));
    }
}

/// Number of the first limit that `value` does not exceed.
fn bucket(value: u32, limits: &[u32]) -> u32 {
    u32::try_from(limits.iter().take_while(|&&limit| value > limit).count()).unwrap_or(u32::MAX)
}

fn length(words: u32) -> u32 {
    bucket(words, &[0, 1, 2, 3, 5, 8, 12, 18, 28, 45, 80])
}

fn share(shape: &Shape, count: u32) -> u32 {
    bucket(shape.percent(count), &[0, 10, 18, 25, 33, 42, 55, 75, 99])
}

/// The features of the piece alone that come from its words.
pub(crate) fn of_words(words: &Words, sink: &mut impl Sink) {
    let count = words.len();
    let template = if count <= SHORT { "short" } else { "long" };
    let mut previous = "^";
    for (index, (word, info)) in words.iter().enumerate() {
        let word = if info.case == Case::Digits { "0" } else { word };
        if index < WORDS_USED || index + WORDS_USED >= count {
            sink.words(template, &[word]);
            sink.words("pair", &[previous, word]);
        }
        previous = word;
    }
    sink.words("pair", &[previous, "$"]);
    sink.words("first", &[words.folded(0)]);
    sink.words("last", &[words.folded(count.saturating_sub(1))]);
}

/// The features of piece `index` that come from its shape and from the page around it.
pub(crate) fn of_piece(shapes: &[Shape], context: &Context, index: usize, sink: &mut impl Sink) {
    let Some(own) = shapes.get(index) else { return };
    of_shape(own, sink);
    of_neighbours(shapes, index, own, sink);
    of_prose(context, index, own, sink);
    of_sections(context, index, own, sink);
}

/// The features of the piece alone that come from its shape.
fn of_shape(shape: &Shape, sink: &mut impl Sink) {
    let (words, ending, beginning) = (length(shape.words), shape.ending as u32, shape.beginning as u32);
    let (function, capital) = (share(shape, shape.function_words), share(shape, shape.capital_words));
    sink.numbers("bias", &[]);
    sink.numbers("length", &[words]);
    sink.numbers("length+ending", &[words, ending]);
    sink.numbers("length+function", &[words, function]);
    sink.numbers("length+capital", &[words, capital]);
    sink.numbers("ending+function", &[ending, function]);
    sink.numbers("beginning+ending", &[beginning, ending]);
    sink.numbers("length+beginning", &[words, beginning]);
    sink.numbers("lower", &[share(shape, shape.lower_words)]);
    sink.numbers("upper", &[share(shape, shape.upper_words), words]);
    sink.numbers("number", &[share(shape, shape.number_words), words]);
    sink.numbers("mixed", &[bucket(shape.mixed_words, &[0, 1, 2, 5]), u32::from(shape.words > 12)]);
    sink.numbers("symbols", &[bucket(shape.symbols, &[0, 1, 2, 4]), words]);
    sink.numbers("commas", &[bucket(shape.commas, &[0, 1, 2, 4]), words]);
    sink.numbers("stops", &[bucket(shape.inner_stops, &[0, 1, 2, 4]), ending]);
    sink.numbers("dates", &[bucket(shape.dates, &[0, 1, 2]), words]);
    sink.numbers("address", &[u32::from(shape.address), words]);
    of_voice(shape, sink);
    of_verdict(shape, "", sink);
}

/// Who speaks to whom: appeals say "we" and "you" outside quotation marks, articles say "he said".
fn of_voice(shape: &Shape, sink: &mut impl Sink) {
    let few = |count| bucket(count, &[0, 1, 3]);
    sink.numbers("quoted", &[bucket(shape.percent(shape.quoted_words), &[0, 20, 60, 99]), few(shape.said)]);
    sink.numbers("you", &[few(shape.you), few(shape.we)]);
    sink.numbers("you+appeal", &[few(shape.you + shape.we), few(shape.appeal)]);
    sink.numbers("said", &[few(shape.said), length(shape.words)]);
}

fn of_verdict(shape: &Shape, near: &'static str, sink: &mut impl Sink) {
    let Some(role) = shape.verdict.role else { return };
    let template = match near {
        "" => "phrase",
        "<" => "phrase<",
        _ => "phrase>",
    };
    let weight = bucket(quarter(shape.verdict.weight), &[9, 13, 17, 25]);
    sink.numbers(template, &[role_number(role), weight]);
    if near.is_empty() {
        sink.numbers("phrase+length", &[role_number(role), length(shape.words)]);
        sink.numbers("phrase+ending", &[weight, length(shape.words), u32::from(shape.is_closed())]);
    }
}

/// A weight in quarters, as a whole number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small positive number")]
fn quarter(weight: f32) -> u32 {
    (weight * 4.0).clamp(0.0, 100.0) as u32
}

fn role_number(role: BlockRole) -> u32 {
    BlockRole::ALL.iter().position(|&r| r == role).and_then(|i| u32::try_from(i).ok()).unwrap_or_default()
}

/// Repetition, and headings of sections before and behind the piece.
fn of_sections(context: &Context, index: usize, own: &Shape, sink: &mut impl Sink) {
    let (times, before) = context.repeats(index);
    sink.numbers("repeats", &[bucket(times, &[1, 2, 4]), u32::from(before > 0), u32::from(own.words > 8)]);
    let near = |distance| bucket(distance, &[1, 3, 8, 20, 60, u32::MAX - 1]);
    for (number, role) in SECTION_ROLES.iter().enumerate() {
        let at = |distances: [u32; SECTION_ROLES.len()]| near(distances.get(number).copied().unwrap_or(u32::MAX));
        sink.numbers("since", &[role_number(*role), at(context.since(index)), u32::from(own.is_prose())]);
        sink.numbers("until", &[role_number(*role), at(context.until(index)), u32::from(own.is_prose())]);
    }
}

fn of_neighbours(shapes: &[Shape], index: usize, own: &Shape, sink: &mut impl Sink) {
    let kind = |at: Option<usize>| at.and_then(|i| shapes.get(i)).map_or(99, |s| s.is_prose().into());
    let size = |at: Option<usize>| at.and_then(|i| shapes.get(i)).map_or(99, |s| bucket(s.words, &[2, 5, 12, 28]));
    let own_size = bucket(own.words, &[2, 5, 12, 28]);
    let (before, after) = (index.checked_sub(1), Some(index + 1));
    sink.numbers("prose<", &[kind(index.checked_sub(2)), kind(before), own_size, u32::from(own.is_prose())]);
    sink.numbers("prose>", &[kind(after), kind(Some(index + 2)), own_size, u32::from(own.is_prose())]);
    sink.numbers("prose<>", &[kind(before), kind(after), own_size, u32::from(own.is_closed())]);
    sink.numbers("size<", &[size(before), own_size]);
    sink.numbers("size>", &[size(after), own_size]);
    sink.numbers("size<>", &[size(before), own_size, size(after), u32::from(own.is_closed())]);
    for (at, near) in [(before, "<"), (after, ">")] {
        if let Some(shape) = at.and_then(|i| shapes.get(i)) {
            of_verdict(shape, near, sink);
            let template = if near == "<" { "ending<" } else { "ending>" };
            sink.numbers(template, &[shape.ending as u32, own_size]);
        }
    }
}

fn of_prose(context: &Context, index: usize, own: &Shape, sink: &mut impl Sink) {
    let end = context.len();
    let (before, after) = (context.prose_words(0, index), context.prose_words(index + 1, end));
    let (own_size, prose) = (bucket(own.words, &[2, 5, 12, 28]), u32::from(own.is_prose()));
    let all = before + after + own.words * prose;
    let tenth = |part: u32| part.saturating_mul(10).checked_div(all).unwrap_or(99);
    let mass = |words| bucket(words, &[0, 20, 60, 150, 400]);
    sink.numbers("prose_before", &[mass(before), own_size, prose]);
    sink.numbers("prose_after", &[mass(after), own_size, prose]);
    sink.numbers("prose_tenth", &[tenth(before), prose]);
    sink.numbers("prose_outside", &[mass(before).min(1), mass(after).min(1), own_size, own.ending as u32]);
    sink.numbers("prose_all", &[mass(all), prose]);
    let page = bucket(context.prose_percent(), &[10, 25, 40, 55, 70, 85, 95]);
    sink.numbers("page", &[page, own_size, u32::from(own.is_closed())]);
    sink.numbers("page+outside", &[page, mass(before).min(1), mass(after).min(1), prose]);
    for (template, radius) in [("within2", 2), ("within5", 5), ("within12", 12), ("within30", 30)] {
        let (left, right) = (context.prose_pieces(index.saturating_sub(radius), index), context.prose_pieces(index + 1, index + 1 + radius));
        let eighth = |count: u32| count * 8 / u32::try_from(radius).unwrap_or(1);
        sink.numbers(template, &[eighth(left), eighth(right), prose]);
        sink.numbers(template, &[eighth(left + right), own_size]);
    }
}
