//! Warnings about a text.

use relata_core::{Block, Span, Warning, WarningKind};

use super::language::Language;
use super::markup;

/// What is odd about the text.
pub(crate) fn warnings(raw: &str, blocks: &[Block], language: Option<Language>) -> Vec<Warning> {
    [extent(blocks), control_characters(raw), html(raw), other_language(language)]
        .into_iter()
        .flatten()
        .collect()
}

/// That a stretch of the text is no prose.
pub(crate) fn not_read(stretch: Span) -> Warning {
    let message = format!(
        "no sentence ends over hundreds of kilobytes: {} bytes from byte {} on were not read",
        stretch.len(),
        stretch.start()
    );
    Warning::new(WarningKind::NotRead, message).with_span(stretch)
}

fn extent(blocks: &[Block]) -> Option<Warning> {
    if blocks.is_empty() {
        return Some(Warning::new(WarningKind::Empty, "the text is empty"));
    }
    let kept = blocks.iter().any(|block| block.kept);
    (!kept)
        .then(|| Warning::new(WarningKind::NoArticle, "the whole text was dropped as boilerplate"))
}

/// The first control character that is not white space, and how many there are.
fn control_characters(raw: &str) -> Option<Warning> {
    if !may_have_controls(raw.as_bytes()) {
        return None;
    }
    let mut all = raw.char_indices().filter(|(_, c)| c.is_control() && !c.is_whitespace());
    let (at, first) = all.next()?;
    let count = 1 + all.count();
    let message = format!(
        "{count} control character(s), the first is U+{:04X} at byte {at}",
        u32::from(first)
    );
    Some(
        Warning::new(WarningKind::ControlCharacters, message)
            .with_span(Span::at(at, first.len_utf8())),
    )
}

/// Looks at bytes, all of them and without a branch, so that sixteen are looked at in one go:
/// nearly no text has any.
#[allow(clippy::needless_bitwise_bool)] // A lazy operator is a branch.
fn may_have_controls(bytes: &[u8]) -> bool {
    let ascii = bytes.iter().fold(false, |found, &byte| {
        found | (byte < b' ' && byte != b'\n' && byte != b'\r' && byte != b'\t') | (byte == 0x7f)
    });
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    ascii || pairs.fold(false, |found, (&first, &second)| found | (first == 0xc2 && second < 0xa0))
}

fn html(raw: &str) -> Option<Warning> {
    markup::looks_like_html(raw).then(|| {
        Warning::new(WarningKind::Html, "the text looks like HTML and was read as plain text")
    })
}

fn other_language(language: Option<Language>) -> Option<Warning> {
    let other = language.filter(|l| l.code != "en")?;
    let message =
        format!("the text seems to be in {} ({}); the model reads English", other.name, other.code);
    Some(Warning::new(WarningKind::Language, message))
}
