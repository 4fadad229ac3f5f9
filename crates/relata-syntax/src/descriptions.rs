//! The extent of a noun phrase: what a description's mention covers.
//!
//! From the determiner through all that stands before the head; behind it a complement with "of",
//! another short complement, and a short participle ("a group monitoring the war"). Relative
//! clauses, appositions and conjuncts are left out.

use std::ops::Range;

use relata_core::{Relation, Upos};

use crate::analysis::Analysis;
use crate::lexicon::{self, WordKind};

/// Most words of a complement with "of", of another complement, and of a participle.
const OF_COMPLEMENT: usize = 10;
const OTHER_COMPLEMENT: usize = 5;
const PARTICIPLE: usize = 6;

impl Analysis<'_> {
    /// Tokens of the noun phrase that describes somebody or something, with this head; `core` is
    /// the head with the parts of a compound term ("prime minister").
    ///
    /// ```
    /// use relata_core::conllu;
    /// use relata_syntax::Analysis;
    /// let text = "The head of state left.";
    /// let tokens = "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n\
    ///     2\thead\thead\tNOUN\t_\t_\t5\tnsubj\t_\t_\n\
    ///               3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_\n\
    ///     4\tstate\tstate\tNOUN\t_\t_\t2\tnmod\t_\t_\n\
    ///               5\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
    ///     6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_\n";
    /// let reading = conllu::read(text, tokens)?;
    /// assert_eq!(Analysis::new(text, &reading).description(1, &(1..2)), 0..4);
    /// # Ok::<(), relata_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn description(&self, head: usize, core: &Range<usize>) -> Range<usize> {
        extent(self, head, core)
    }
}

fn extent(analysis: &Analysis<'_>, head: usize, core: &Range<usize>) -> Range<usize> {
    let sentence = analysis.sentence_of(head);
    let mut start = core.start.min(head);
    while start > sentence.start && stands_before(analysis, start - 1, head, core) {
        start -= 1;
    }
    while start < core.start && (analysis.is_hyphen(start) || analysis.upos(start) == Upos::Punct) {
        start += 1;
    }
    let start =
        with_quantifier(analysis, with_possessor(analysis, start, sentence.start), sentence.start);
    start..last_complement(analysis, head, core)
}

/// "Putin's forces": the possessive mark tells, whatever the tree says. The possessor is a tagged
/// name, or nouns with what precedes them.
fn with_possessor(analysis: &Analysis<'_>, start: usize, first: usize) -> usize {
    let Some(mark) = start.checked_sub(1).filter(|&t| t > first && analysis.is_possessive_mark(t))
    else {
        return start;
    };
    let tagged = |t: usize| analysis.is_tagged_name(t);
    let mut at = mark;
    let name = tagged(mark - 1);
    let belongs = |t: usize| {
        if name {
            tagged(t)
        } else {
            matches!(analysis.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
                && !tagged(t)
        }
    };
    while at > first && belongs(at - 1) {
        at -= 1;
    }
    if at > first && !name && analysis.upos(at - 1) == Upos::Det {
        at -= 1;
    }
    if at == mark { start } else { at }
}

/// "at least four positions", "more than 20 people".
fn with_quantifier(analysis: &Analysis<'_>, start: usize, first: usize) -> usize {
    let word = |back: usize| {
        start
            .checked_sub(back)
            .filter(|&t| t >= first)
            .map(|t| lower(analysis, t))
            .unwrap_or_default()
    };
    let words = [word(2), word(1), lower(analysis, start)];
    let is_pair = |from: usize| {
        let pair = |at: usize| words.get(from + at).filter(|_| at < 2).map_or("", String::as_str);
        lexicon::quantifier(pair).is_some_and(|row| row.words.len() == 2)
    };
    match analysis.upos(start) {
        Upos::Num if is_pair(0) => start - 2,
        _ if is_pair(1) => start - 1,
        _ => start,
    }
}

/// True when the token belongs to what stands before the head.
fn stands_before(analysis: &Analysis<'_>, token: usize, head: usize, core: &Range<usize>) -> bool {
    if analysis.is_hyphen(token) {
        return analysis.touches_next(token);
    }
    let mut at = token;
    for _ in 0..12 {
        let Some(next) = analysis.head(at) else { return false };
        if next == head || core.contains(&next) {
            return premodifies(analysis, at);
        }
        if next > head
            || matches!(
                analysis.relation(at),
                Relation::AclRelcl | Relation::Appos | Relation::Parataxis
            )
        {
            return false;
        }
        at = next;
    }
    false
}

fn premodifies(analysis: &Analysis<'_>, token: usize) -> bool {
    match analysis.relation(token) {
        Relation::Det
        | Relation::DetPredet
        | Relation::Amod
        | Relation::Compound
        | Relation::Nummod
        | Relation::NmodPoss
        | Relation::NmodDesc
        | Relation::Nmod
        | Relation::NmodUnmarked
        | Relation::Flat => analysis.upos(token) != Upos::Adp,
        Relation::Advmod => {
            matches!(analysis.upos(token), Upos::Adv | Upos::Adj)
                && !is_word(analysis, WordKind::Focus, token)
        }
        _ => false,
    }
}

/// One past the last token of the complements that follow the head directly.
fn last_complement(analysis: &Analysis<'_>, head: usize, core: &Range<usize>) -> usize {
    let mut end = core.end.max(head + 1);
    for &dependent in analysis.reading.dependents(head).iter().filter(|&&d| d >= core.end) {
        let mut tokens = analysis.reading.subtree(dependent, |t| {
            matches!(
                analysis.relation(t),
                Relation::AclRelcl | Relation::Appos | Relation::Parataxis
            )
        });
        while tokens.last().is_some_and(|&t| analysis.upos(t) == Upos::Punct) {
            tokens.pop();
        }
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { continue };
        let contiguous = first == end && last + 1 - first == tokens.len();
        let joined_name =
            matches!(analysis.relation(dependent), Relation::Compound | Relation::Flat)
                && tokens.iter().any(|&t| analysis.is_tagged_name(t));
        if !contiguous
            || joined_name
            || !is_short_complement(analysis, dependent, tokens.len())
            || tokens.iter().any(|&t| is_break(analysis.form(t)))
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

fn is_short_complement(analysis: &Analysis<'_>, dependent: usize, length: usize) -> bool {
    let preposition = analysis.reading.dependent(dependent, &[Relation::Case]);
    match analysis.relation(dependent) {
        Relation::Nmod if preposition.is_some_and(|p| lower(analysis, p) == "of") => {
            length <= OF_COMPLEMENT
        }
        Relation::Nmod => {
            preposition.is_some_and(|p| is_word(analysis, WordKind::ComplementPreposition, p))
                && length <= OTHER_COMPLEMENT
        }
        Relation::Acl => {
            matches!(analysis.upos(dependent), Upos::Verb | Upos::Adj) && length <= PARTICIPLE
        }
        Relation::Amod => length <= OTHER_COMPLEMENT,
        Relation::Compound | Relation::Flat => length <= 2,
        _ => false,
    }
}

fn lower(analysis: &Analysis<'_>, token: usize) -> String {
    analysis.form(token).to_lowercase()
}

fn is_word(analysis: &Analysis<'_>, kind: WordKind, token: usize) -> bool {
    lexicon::grammar().is_word(kind, &lower(analysis, token))
}
