//! The extent of a noun phrase: what a description's mention covers.
//!
//! From the determiner through all that stands before the head; behind it a complement with "of",
//! another short complement, and a short participle ("a group monitoring the war"). Relative
//! clauses, appositions and conjuncts are left out.

use std::ops::Range;

use relata_core::{Relation, Upos};

use crate::view::View;

/// Most words of a complement with "of", of another complement, and of a participle.
const OF_COMPLEMENT: usize = 10;
const OTHER_COMPLEMENT: usize = 5;
const PARTICIPLE: usize = 6;

/// Tokens of the noun phrase with this head; `core` is the head with the parts of a compound term
/// ("prime minister").
pub(crate) fn extent(view: View<'_>, head: usize, core: &Range<usize>) -> Range<usize> {
    let sentence = view.sentence_of(head);
    let mut start = core.start.min(head);
    while start > sentence.start && stands_before(view, start - 1, head, core) {
        start -= 1;
    }
    while start < core.start && (view.is_hyphen(start) || view.upos(start) == Upos::Punct) {
        start += 1;
    }
    let start = with_quantifier(view, with_possessor(view, start, sentence.start), sentence.start);
    start..last_complement(view, head, core)
}

/// "Putin's forces": the possessive mark tells, whatever the tree says. The possessor is a tagged
/// name, or nouns with what precedes them.
fn with_possessor(view: View<'_>, start: usize, first: usize) -> usize {
    let Some(mark) = start.checked_sub(1).filter(|&t| t > first && view.is_possessive_mark(t))
    else {
        return start;
    };
    let tagged = |t: usize| view.is_tagged_name(t);
    let mut at = mark;
    let name = tagged(mark - 1);
    let belongs = |t: usize| {
        if name {
            tagged(t)
        } else {
            matches!(view.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) && !tagged(t)
        }
    };
    while at > first && belongs(at - 1) {
        at -= 1;
    }
    if at > first && !name && view.upos(at - 1) == Upos::Det {
        at -= 1;
    }
    if at == mark { start } else { at }
}

/// "at least four positions", "more than 20 people".
fn with_quantifier(view: View<'_>, start: usize, first: usize) -> usize {
    let word = |back: usize| {
        start.checked_sub(back).filter(|&t| t >= first).map(|t| view.lower(t)).unwrap_or_default()
    };
    let here = view.lower(start);
    match (word(2).as_str(), word(1).as_str(), here.as_str()) {
        (_, "at", "least" | "most") => start - 1,
        ("at", "least" | "most", _) | ("more" | "less" | "fewer", "than", _)
            if view.upos(start) == Upos::Num =>
        {
            start - 2
        }
        _ => start,
    }
}

/// True when the token belongs to what stands before the head.
fn stands_before(view: View<'_>, token: usize, head: usize, core: &Range<usize>) -> bool {
    if view.is_hyphen(token) {
        return view.touches_next(token);
    }
    let mut at = token;
    for _ in 0..12 {
        let Some(next) = view.head(at) else { return false };
        if next == head || core.contains(&next) {
            return premodifies(view, at);
        }
        if next > head
            || matches!(
                view.relation(at),
                Relation::AclRelcl | Relation::Appos | Relation::Parataxis
            )
        {
            return false;
        }
        at = next;
    }
    false
}

fn premodifies(view: View<'_>, token: usize) -> bool {
    match view.relation(token) {
        Relation::Det
        | Relation::DetPredet
        | Relation::Amod
        | Relation::Compound
        | Relation::Nummod
        | Relation::NmodPoss
        | Relation::NmodDesc
        | Relation::Nmod
        | Relation::NmodUnmarked
        | Relation::Flat => view.upos(token) != Upos::Adp,
        Relation::Advmod => {
            matches!(view.upos(token), Upos::Adv | Upos::Adj)
                && !matches!(view.lower(token).as_str(), "only" | "even" | "also" | "just")
        }
        _ => false,
    }
}

/// One past the last token of the complements that follow the head directly.
fn last_complement(view: View<'_>, head: usize, core: &Range<usize>) -> usize {
    let mut end = core.end.max(head + 1);
    for &dependent in view.reading.dependents(head).iter().filter(|&&d| d >= core.end) {
        let mut tokens = view.reading.subtree(dependent, |t| {
            matches!(view.relation(t), Relation::AclRelcl | Relation::Appos | Relation::Parataxis)
        });
        while tokens.last().is_some_and(|&t| view.upos(t) == Upos::Punct) {
            tokens.pop();
        }
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { continue };
        let contiguous = first == end && last + 1 - first == tokens.len();
        let joined_name = matches!(view.relation(dependent), Relation::Compound | Relation::Flat)
            && tokens.iter().any(|&t| view.is_tagged_name(t));
        if !contiguous
            || joined_name
            || !is_short_complement(view, dependent, tokens.len())
            || tokens.iter().any(|&t| is_break(view.form(t)))
        {
            break;
        }
        end = last + 1;
    }
    end
}

fn is_break(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "(" | ")" | "–" | "—" | "\"" | "“" | "”")
}

fn is_short_complement(view: View<'_>, dependent: usize, length: usize) -> bool {
    let preposition =
        view.reading.dependent(dependent, &[Relation::Case]).map(|case| view.lower(case));
    match view.relation(dependent) {
        Relation::Nmod if preposition.as_deref() == Some("of") => length <= OF_COMPLEMENT,
        Relation::Nmod => {
            preposition.is_some_and(|p| takes_complement(&p)) && length <= OTHER_COMPLEMENT
        }
        Relation::Acl => {
            matches!(view.upos(dependent), Upos::Verb | Upos::Adj) && length <= PARTICIPLE
        }
        Relation::Amod => length <= OTHER_COMPLEMENT,
        Relation::Compound | Relation::Flat => length <= 2,
        _ => false,
    }
}

fn takes_complement(preposition: &str) -> bool {
    matches!(
        preposition,
        "for"
            | "from"
            | "in"
            | "at"
            | "to"
            | "on"
            | "with"
            | "within"
            | "inside"
            | "behind"
            | "near"
            | "against"
            | "between"
            | "outside"
    )
}
