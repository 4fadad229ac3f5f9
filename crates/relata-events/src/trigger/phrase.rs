//! Matching the words of a lexicon entry.

use relata_core::{Relation, Upos};

use crate::document::Document;
use crate::ontology::Entry;

/// How many other words may stand between the words of a verb phrase: "opened heavy machine-gun
/// fire".
const VERB_GAP: usize = 4;

/// The tokens that the entry covers from `first` on, `None` where it does not fit.
pub(super) fn tokens_of(
    document: &Document<'_>,
    first: usize,
    entry: &Entry,
) -> Option<Vec<usize>> {
    let upos = document.token(first).upos;
    if entry.is_verb() && upos == Upos::Verb {
        return verb_tokens(document, first, entry);
    }
    if entry.is_noun() { noun_tokens(document, first, entry) } else { None }
}

fn noun_tokens(document: &Document<'_>, first: usize, entry: &Entry) -> Option<Vec<usize>> {
    let mut tokens = vec![first];
    let sentence = document.sentence_of(first);
    for word in entry.phrase.iter().skip(1) {
        let mut next = tokens.last()? + 1;
        if document.form(next) == "-" {
            next += 1;
        }
        if !sentence.contains(&next) || !is_word(document, next, word) {
            return None;
        }
        tokens.push(next);
    }
    let last = *tokens.last()?;
    let upos = document.token(last).upos;
    // A verb inside ("build - up", "shoot - out") is bound to its particle by a hyphen.
    let hyphened = tokens.len() > 1
        && document.form(last.checked_sub(1)?) == "-"
        && document.token(first).relation != Relation::Root;
    (matches!(upos, Upos::Noun | Upos::Propn) || hyphened).then_some(tokens)
}

fn verb_tokens(document: &Document<'_>, verb: usize, entry: &Entry) -> Option<Vec<usize>> {
    let mut tokens = vec![verb];
    let mut words = entry.phrase.iter().skip(1).peekable();
    while let Some(word) = words.next() {
        let found = following(document, verb, *tokens.last()?, word);
        match found {
            Some(next) => tokens.push(next),
            // "sanctions were imposed", "the sanctions imposed on them"
            None if words.peek().is_none() && shifted_object(document, verb, word) => {}
            None => return None,
        }
    }
    Some(tokens)
}

fn following(document: &Document<'_>, verb: usize, after: usize, word: &str) -> Option<usize> {
    let sentence = document.sentence_of(verb);
    let mut other = 0;
    for index in after + 1..sentence.end {
        if is_word(document, index, word) && (other == 0 || is_bound(document, index, verb)) {
            return Some(index);
        }
        let form = document.form(index);
        if document.is_punctuation(index)
            && !matches!(form, "-" | "\"" | "“" | "”" | "'" | "‘" | "’")
        {
            return None;
        }
        other += 1;
        if other > VERB_GAP {
            return None;
        }
    }
    None
}

/// A word that does not follow at once must hang on the verb as particle, object or modifier,
/// directly or through one noun.
fn is_bound(document: &Document<'_>, index: usize, verb: usize) -> bool {
    let relation = document.relation(index);
    let head = document.head(index);
    let to_verb =
        head == Some(verb) || head.is_some_and(|h| h > verb && document.head(h) == Some(verb));
    match document.token(index).upos {
        Upos::Adp | Upos::Adv | Upos::Part => {
            head == Some(verb) && matches!(relation, Relation::CompoundPrt | Relation::Advmod)
        }
        _ => to_verb || head.is_none(),
    }
}

fn shifted_object(document: &Document<'_>, verb: usize, word: &str) -> bool {
    let subject = document.child(verb, &[Relation::NsubjPass]);
    let modified = document
        .head(verb)
        .filter(|_| document.relation(verb) == Relation::Acl && document.is_passive(verb));
    subject.or(modified).is_some_and(|noun| is_word(document, noun, word))
}

fn is_word(document: &Document<'_>, index: usize, word: &str) -> bool {
    document.lemma(index) == word || document.form(index).to_lowercase() == word
}
