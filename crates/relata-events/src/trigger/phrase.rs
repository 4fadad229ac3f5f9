//! Matching the words of a lexicon entry.

use relata_core::{Relation, Upos};

use crate::layers::Layers;
use crate::ontology::Entry;

/// How many other words may stand between the words of a verb phrase: "opened heavy machine-gun
/// fire".
const VERB_GAP: usize = 4;

/// The tokens that the entry covers from `first` on, `None` where it does not fit.
pub(super) fn tokens_of(layers: &Layers<'_>, first: usize, entry: &Entry) -> Option<Vec<usize>> {
    let upos = layers.token(first).upos;
    if entry.is_verb() && upos == Upos::Verb {
        return verb_tokens(layers, first, entry);
    }
    if entry.is_noun() { noun_tokens(layers, first, entry) } else { None }
}

fn noun_tokens(layers: &Layers<'_>, first: usize, entry: &Entry) -> Option<Vec<usize>> {
    let mut tokens = vec![first];
    let sentence = layers.sentence_of(first);
    for word in entry.phrase.iter().skip(1) {
        let mut next = tokens.last()? + 1;
        if layers.form(next) == "-" {
            next += 1;
        }
        if !sentence.contains(&next) || !is_word(layers, next, word) {
            return None;
        }
        tokens.push(next);
    }
    let last = *tokens.last()?;
    let upos = layers.token(last).upos;
    // A verb inside ("build - up", "shoot - out") is bound to its particle by a hyphen.
    let hyphened = tokens.len() > 1
        && layers.form(last.checked_sub(1)?) == "-"
        && layers.token(first).relation != Relation::Root;
    (matches!(upos, Upos::Noun | Upos::Propn) || hyphened).then_some(tokens)
}

fn verb_tokens(layers: &Layers<'_>, verb: usize, entry: &Entry) -> Option<Vec<usize>> {
    let mut tokens = vec![verb];
    let mut words = entry.phrase.iter().skip(1).peekable();
    while let Some(word) = words.next() {
        let found = following(layers, verb, *tokens.last()?, word);
        match found {
            Some(next) => tokens.push(next),
            // "sanctions were imposed", "the sanctions imposed on them"
            None if words.peek().is_none() && shifted_object(layers, verb, word) => {}
            None => return None,
        }
    }
    Some(tokens)
}

fn following(layers: &Layers<'_>, verb: usize, after: usize, word: &str) -> Option<usize> {
    let sentence = layers.sentence_of(verb);
    let mut other = 0;
    for index in after + 1..sentence.end {
        if is_word(layers, index, word) && (other == 0 || is_bound(layers, index, verb)) {
            return Some(index);
        }
        let form = layers.form(index);
        if layers.is_punctuation(index) && !matches!(form, "-" | "\"" | "“" | "”" | "'" | "‘" | "’")
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
fn is_bound(layers: &Layers<'_>, index: usize, verb: usize) -> bool {
    let relation = layers.relation(index);
    let head = layers.head(index);
    let to_verb =
        head == Some(verb) || head.is_some_and(|h| h > verb && layers.head(h) == Some(verb));
    match layers.token(index).upos {
        Upos::Adp | Upos::Adv | Upos::Part => {
            head == Some(verb) && matches!(relation, Relation::CompoundPrt | Relation::Advmod)
        }
        _ => to_verb || head.is_none(),
    }
}

fn shifted_object(layers: &Layers<'_>, verb: usize, word: &str) -> bool {
    let subject = layers.child(verb, &[Relation::NsubjPass]);
    let modified = layers
        .head(verb)
        .filter(|_| layers.relation(verb) == Relation::Acl && layers.is_passive(verb));
    subject.or(modified).is_some_and(|noun| is_word(layers, noun, word))
}

fn is_word(layers: &Layers<'_>, index: usize, word: &str) -> bool {
    layers.lemma(index) == word || layers.form(index).to_lowercase() == word
}
