//! Syntax: part of speech, head (UAS), head and full relation (LAS) of every UD token, punctuation
//! included, on raw text with gold sentences. UD tokens and words are aligned by their places; a
//! token without a word of its own counts as wrong.

use std::path::Path;

use relata_core::{Reading, Relation, Sentence, Span, Upos};
use relata_encoder::Reader;

use crate::counts::share;
use crate::sample::{Sample, read_all};
use crate::{Figures, Result};

/// A UD token; the head counts tokens of the document.
struct Token {
    span: Span,
    upos: Option<Upos>,
    head: Option<usize>,
    relation: Relation,
}

#[derive(Default)]
struct Right {
    tokens: usize,
    upos: usize,
    head: usize,
    labelled: usize,
}

/// UPOS, UAS and LAS of a CoNLL-U file.
pub fn dependencies(reader: &Reader, path: &Path) -> Result<Figures> {
    let samples = documents(&std::fs::read_to_string(path)?);
    let mut right = Right::default();
    read_all(reader, &samples, |sample, reading| compare(&sample.gold, reading, &mut right))?;
    let of_all = |part| share(part, right.tokens);
    Ok(vec![
        ("UPOS", of_all(right.upos)),
        ("UAS", of_all(right.head)),
        ("LAS", of_all(right.labelled)),
    ])
}

fn compare(tokens: &[Token], reading: &Reading, right: &mut Right) {
    let word_of: Vec<Option<usize>> =
        tokens.iter().map(|token| best_word(token.span, reading)).collect();
    right.tokens += tokens.len();
    for (index, token) in tokens.iter().enumerate() {
        let Some(word) = word_of
            .get(index)
            .copied()
            .flatten()
            .filter(|&word| stands_for(index, word, tokens, &word_of))
        else {
            continue;
        };
        let found = reading.token(word);
        right.upos += usize::from(token.upos == Some(found.upos));
        let head = token.head.and_then(|head| word_of.get(head).copied().flatten());
        let known = token.head.is_none() || head.is_some();
        if known && found.head == head {
            right.head += 1;
            right.labelled += usize::from(found.relation == token.relation);
        }
    }
}

/// The word that shares most with the token.
fn best_word(span: Span, reading: &Reading) -> Option<usize> {
    let shared = |word: usize| {
        let other = reading.token(word).span;
        other.end().min(span.end()).saturating_sub(other.start().max(span.start()))
    };
    reading.tokens_in(span).rev().max_by_key(|&word| shared(word))
}

/// Of the tokens of one word, the first whose head lies outside of the word stands for it.
fn stands_for(index: usize, word: usize, tokens: &[Token], word_of: &[Option<usize>]) -> bool {
    let held: Vec<usize> = (0..tokens.len())
        .skip(index.saturating_sub(4))
        .take(9)
        .filter(|&t| word_of.get(t) == Some(&Some(word)))
        .collect();
    let outward = |t: &&usize| {
        tokens.get(**t).is_some_and(|token| token.head.is_none_or(|head| !held.contains(&head)))
    };
    held.iter().find(outward).or_else(|| held.first()) == Some(&index)
}

fn documents(file: &str) -> Vec<Sample<Vec<Token>>> {
    let mut samples: Vec<Sample<Vec<Token>>> = Vec::new();
    for block in file.split("\n\n") {
        let (comments, rows): (Vec<&str>, Vec<&str>) =
            block.lines().filter(|line| !line.is_empty()).partition(|line| line.starts_with('#'));
        let text =
            comments.iter().find_map(|line| line.strip_prefix("# text = ")).unwrap_or_default();
        let Some(tokens) = read_tokens(text, &rows) else { continue };
        let has = |what: &str| comments.iter().any(|line| line.starts_with(what));
        if has("# newdoc") || samples.is_empty() {
            samples.push(Sample { text: String::new(), sentences: Vec::new(), gold: Vec::new() });
        }
        if let Some(sample) = samples.last_mut() {
            push(sample, text, tokens, has("# newpar"));
        }
    }
    samples
}

fn push(sample: &mut Sample<Vec<Token>>, text: &str, tokens: Vec<Token>, new_paragraph: bool) {
    let before = sample.sentences.last().map_or(0, |sentence| sentence.paragraph);
    let paragraph = before + usize::from(new_paragraph && !sample.text.is_empty());
    if !sample.text.is_empty() {
        sample.text.push(if new_paragraph { '\n' } else { ' ' });
    }
    let (base, first) = (sample.text.len(), sample.gold.len());
    sample.text.push_str(text);
    sample.sentences.push(Sentence::new(Span::at(base, text.len()), paragraph));
    let moved = |token: Token| Token {
        span: Span::at(base + token.span.start(), token.span.len()),
        head: token.head.map(|h| first + h),
        ..token
    };
    sample.gold.extend(tokens.into_iter().map(moved));
}

/// The syntactic words; parts of a multi-word token share its place by their own lengths. `None`
/// where a form is not in the text.
fn read_tokens(text: &str, rows: &[&str]) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut shared: Option<(Span, usize)> = None;
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[id, form, _, upos, _, _, head, relation, ..] = columns.as_slice() else {
            return None;
        };
        if id.contains('.') {
            continue;
        }
        if let Some((first, last)) = id.split_once('-') {
            let start = at + text.get(at..)?.find(form)?;
            at = start + form.len();
            shared = Some((
                Span::between(start, at),
                last.parse::<usize>().ok()? + 1 - first.parse::<usize>().ok()?,
            ));
            continue;
        }
        let span = if let Some((rest, left)) = shared.take() {
            let end =
                if left == 1 { rest.end() } else { rest.end().min(rest.start() + form.len()) };
            shared = (left > 1).then(|| (Span::between(end, rest.end()), left - 1));
            Span::between(rest.start(), end)
        } else {
            let start = at + text.get(at..)?.find(form)?;
            at = start + form.len();
            Span::between(start, at)
        };
        tokens.push(Token {
            span,
            upos: upos.parse().ok(),
            head: head.parse::<usize>().ok()?.checked_sub(1),
            relation: Relation::read(relation),
        });
    }
    (!tokens.is_empty()).then_some(tokens)
}
