//! Numbers of things: "at least four positions", "dozens of rebels", "between 10 and 12 people".

use relata_core::{Quantity, Relation, Span, TextSpan, TimeExpression, Upos};
use relata_syntax::quantifier;

use crate::layers::Layers;
use crate::time::{self, Numeral, Word, of_times, phrase};
use crate::words::Words;

/// A quantity with the noun that it counts.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub quantity: Quantity,
    /// Token of what is counted, or of the number where it stands alone.
    pub noun: Option<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The quantities of all sentences, in the order of the text, without those inside `times`.
pub(crate) fn find(
    layers: &Layers<'_>,
    sentences: &[Vec<Word>],
    times: &[TimeExpression],
) -> Vec<Counted> {
    let times: Vec<Span> = times.iter().map(|time| time.text.span).collect();
    let mut out = Vec::new();
    for words in sentences {
        let mut at = 0;
        while at < words.len() {
            let found = read(words, at).filter(|f| !in_times(words, at, f.len, &times));
            match found {
                Some(found) => {
                    out.extend(counted(layers, words, at, &found));
                    at += found.len;
                }
                None => at += 1,
            }
        }
    }
    out
}

fn in_times(words: &[Word], at: usize, len: usize, times: &[Span]) -> bool {
    let Some(first) = words.get(at) else { return false };
    let last = words.get(at + len.saturating_sub(1)).unwrap_or(first);
    let span = first.span.cover(last.span);
    let next = times.partition_point(|t| t.end() <= span.start());
    times.get(next).is_some_and(|t| t.overlaps(span))
}

/// The numeral that begins at `at`, dozens of it counted: "two dozen".
fn numeral(lexicon: &Words, words: &[Word], at: usize) -> Option<Numeral> {
    let number = time::numeral(lexicon, words, at)?;
    if word(words, at + number.len) != "dozen" {
        return Some(number);
    }
    let value = number.value.checked_mul(12)?;
    Some(Numeral { value, len: number.len + 1, ..number })
}

/// Bounds and length in words.
struct Bounds {
    rule: &'static str,
    min: Option<u64>,
    max: Option<u64>,
    len: usize,
}

fn word(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

fn read(words: &[Word], at: usize) -> Option<Bounds> {
    let lexicon = of_times();
    between(lexicon, words, at)
        .or_else(|| bounded(lexicon, words, at))
        .or_else(|| vague(lexicon, words, at))
        .or_else(|| range(lexicon, words, at))
        .or_else(|| plain(lexicon, words, at))
}

/// "between 10 and 12", and "between 12 and 10" as well
fn between(lexicon: &Words, words: &[Word], at: usize) -> Option<Bounds> {
    if word(words, at) != "between" {
        return None;
    }
    let low = numeral(lexicon, words, at + 1)?;
    let joint = at + 1 + low.len;
    let high =
        (word(words, joint) == "and").then(|| numeral(lexicon, words, joint + 1)).flatten()?;
    Some(Bounds {
        rule: "quantity:between",
        min: Some(low.value.min(high.value)),
        max: Some(low.value.max(high.value)),
        len: 2 + low.len + high.len,
    })
}

/// "at least four", "up to 300", "more than a dozen", "fewer than ten", "about 40 to 50"
fn bounded(lexicon: &Words, words: &[Word], at: usize) -> Option<Bounds> {
    let bounds = quantifier(|offset| word(words, at + offset))?;
    let skip = bounds.words.len();
    if let Some(range) = range(lexicon, words, at + skip) {
        let (min, max) = (range.min.and_then(|low| bounds.low.by(low)), range.max);
        let max = max.and_then(|high| bounds.high.by(high));
        return Some(Bounds { min, max, len: skip + range.len, ..range });
    }
    let number = numeral(lexicon, words, at + skip)?;
    Some(Bounds {
        rule: "quantity:bounded",
        min: bounds.low.by(number.value),
        max: bounds.high.by(number.value),
        len: skip + number.len,
    })
}

/// "dozens", "hundreds of thousands", "several", "a handful", "a pair"
fn vague(lexicon: &Words, words: &[Word], at: usize) -> Option<Bounds> {
    let rule = "quantity:vague";
    if let Some((number, len)) = phrase(lexicon, words, at, "exact_amount") {
        let number = number.parse().ok();
        return Some(Bounds { rule, min: number, max: number, len });
    }
    let (least, len) = phrase(lexicon, words, at, "least_amount")?;
    Some(Bounds { rule, min: least.parse().ok(), max: None, len })
}

/// "10 to 12", "10-12", "three or four"
fn range(lexicon: &Words, words: &[Word], at: usize) -> Option<Bounds> {
    let low = numeral(lexicon, words, at)?;
    let joint = word(words, at + low.len);
    let high = matches!(joint, "to" | "or" | "-" | "–")
        .then(|| numeral(lexicon, words, at + low.len + 1))
        .flatten()?;
    (high.value > low.value
        && word(words, at).starts_with(|c: char| c.is_ascii_digit())
            == word(words, at + low.len + 1).starts_with(|c: char| c.is_ascii_digit()))
    .then_some(Bounds {
        rule: "quantity:range",
        min: Some(low.value),
        max: Some(high.value),
        len: low.len + 1 + high.len,
    })
}

fn plain(lexicon: &Words, words: &[Word], at: usize) -> Option<Bounds> {
    let Numeral { value, len, .. } = numeral(lexicon, words, at)?;
    let tied = matches!(word(words, at + len), "%" | "." | "/" | ":")
        && words.get(at + len).is_some_and(|w| !w.spaced)
        && word(words, at + len) != "."
        || matches!(
            words.get(at.wrapping_sub(1)).map(|w| w.lower.as_str()),
            Some("$" | "€" | "£" | "#" | "-" | ".")
        );
    (!tied).then_some(Bounds { rule: "quantity:plain", min: Some(value), max: Some(value), len })
}

fn counted(layers: &Layers<'_>, words: &[Word], at: usize, bounds: &Bounds) -> Option<Counted> {
    let (first, last) = (words.get(at)?, words.get(at + bounds.len.checked_sub(1)?)?);
    let span = first.span.cover(last.span);
    let noun = noun_of(layers, span);
    // "One" by itself is mostly no number.
    if noun.is_none() && bounds.len == 1 && first.lower == "one" {
        return None;
    }
    let mut quantity = Quantity::new(TextSpan::new(layers.text, span), bounds.min, bounds.max);
    quantity.unit = noun.map(|n| layers.lemma(n).to_owned()).filter(|unit| !unit.is_empty());
    Some(Counted { quantity, noun, rule: bounds.rule })
}

/// The noun that the number counts: its head, or what "of" introduces ("dozens of rebels").
fn noun_of(layers: &Layers<'_>, span: Span) -> Option<usize> {
    let tokens = layers.reading.tokens_in(span);
    let last = tokens.clone().rev().find(|&t| !layers.is_punctuation(t))?;
    if let Some(of) = layers.introduced_by(last, "of").first().copied() {
        return Some(of);
    }
    let above = tokens.clone().find_map(|t| {
        layers.head(t).filter(|h| !tokens.contains(h) && layers.relation(t) == Relation::Nummod)
    });
    let noun = |t: &usize| matches!(layers.token(*t).upos, Upos::Noun | Upos::Propn | Upos::Sym);
    above.filter(noun).or_else(|| {
        Some(last + 1).filter(|t| {
            noun(t)
                && layers.sentence_of(last).contains(t)
                && layers.token(last).head.is_none_or(|h| h == *t || h == last)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_behind_quantifiers() {
        for (text, min, max) in [
            ("some 30 to 40 people", Some(30), Some(40)),
            ("about ten or twelve men", Some(10), Some(12)),
            ("at least 30 to 40 people", Some(30), None),
            ("between four and six guards", Some(4), Some(6)),
            ("between 10 and 1 people", Some(1), Some(10)),
            ("about 30 people", Some(30), Some(30)),
        ] {
            let words = time::words(text, Span::between(0, text.len()));
            let found = read(&words, 0).map(|bounds| (bounds.min, bounds.max));
            assert_eq!(found, Some((min, max)), "{text}");
        }
    }
}
