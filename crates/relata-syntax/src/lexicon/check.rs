//! Finds rows of the tables that are not in the format or can never match.

use std::collections::HashSet;
use std::fmt;

use super::nouns::{self, NOUNS};
use super::quantifiers::{Bound, QUANTIFIERS};
use super::table::{Codes, lines};
use super::{
    ALLEGATIONS, AllegationKind, EMBEDDING, Effect, Governs, MODIFIERS, ModifierKind, WORDS,
    WordKind, grammar,
};

/// A row that can never match, with the reason.
///
/// ```
/// for fault in relata_syntax::check_tables() {
///     println!("{fault}"); // words.tsv:12: no such class
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableFault {
    /// Name of the table.
    pub table: &'static str,
    /// Line in it, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: &'static str,
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.reason)
    }
}

/// Every row of the crate's tables that can never match: a code that no table knows, a word that no
/// lemma is equal to (capitals, blanks at an end), a row that an earlier one hides, a complement
/// that its part of speech does not take.
///
/// ```
/// assert_eq!(relata_syntax::check_tables(), []);
/// ```
#[must_use]
pub fn check_tables() -> Vec<TableFault> {
    let mut out =
        check("words.tsv", WORDS, 2, |f| (!known::<WordKind>(f, 1)).then_some("no such class"));
    out.extend(check("modifiers.tsv", MODIFIERS, 2, |f| {
        let codes = known::<ModifierKind>(f, 1) && known::<Effect>(f, 2);
        (!codes).then_some("no such kind or effect")
    }));
    out.extend(check("embedding.tsv", EMBEDDING, 3, embedding_fault));
    out.extend(check("allegations.tsv", ALLEGATIONS, 3, allegation_fault));
    out.extend(check("quantifiers.tsv", QUANTIFIERS, 1, |f| {
        (!(known::<Bound>(f, 1) && known::<Bound>(f, 2))).then_some("no such bound")
    }));
    out.extend(check("nouns.tsv", NOUNS, 1, nouns::fault));
    out
}

fn known<C: Codes>(fields: &[&str], at: usize) -> bool {
    fields.get(at).is_some_and(|code| C::of_code(code).is_some())
}

/// Complements that are no preposition, with the parts of speech that take them.
const COMPLEMENTS: [(&str, &str); 7] = [
    ("inf", "VNA"),
    ("ing", "V"),
    ("clause", "VNAP"),
    ("question", "V"),
    ("object", "V"),
    ("subject", "VA"),
    ("noun", "P"),
];

fn embedding_fault(fields: &[&str]) -> Option<&'static str> {
    if !(known::<Governs>(fields, 1) && known::<Effect>(fields, 3) && known::<Effect>(fields, 4)) {
        return Some("no such part of speech or effect");
    }
    let (part, complement) = (fields.get(1)?, fields.get(2)?);
    match COMPLEMENTS.iter().find(|(name, _)| name == complement) {
        Some((_, parts)) if !parts.contains(part) => {
            Some("no such complement of this part of speech")
        }
        None if *part == "P" => Some("a conjunction takes a clause or a noun"),
        _ => None,
    }
}

fn allegation_fault(fields: &[&str]) -> Option<&'static str> {
    let (word, complement) = (fields.first()?, fields.get(2)?);
    let governs = match AllegationKind::of_code(fields.get(1)?) {
        Some(AllegationKind::Verb) => Governs::Verb,
        Some(AllegationKind::Noun) => Governs::Noun,
        Some(AllegationKind::Adverb | AllegationKind::Adjective) => {
            return (*complement != "-").then_some("a modifier takes no complement");
        }
        None => return Some("no such part of speech"),
    };
    let row = grammar().embedding(word, governs, complement);
    row.is_none().then_some("embedding.tsv has no row for it")
}

/// `key` fields say what a row is about; two rows with the same are one too many.
fn check(
    table: &'static str,
    text: &'static str,
    key: usize,
    fault: impl Fn(&[&str]) -> Option<&'static str>,
) -> Vec<TableFault> {
    let width = text.lines().find(|l| !l.starts_with('#')).map_or(0, |l| l.split('\t').count());
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for (line, row) in lines(text) {
        let fields: Vec<&str> = row.split('\t').collect();
        let word = fields.first().copied().unwrap_or_default();
        let reason = if fields.len() != width {
            Some("another number of fields than the header")
        } else if word.is_empty() || word.trim() != word || word.to_lowercase() != word {
            Some("no lemma is written like this")
        } else if !seen.insert(fields.get(..key).map(<[&str]>::to_vec)) {
            Some("an earlier row hides it")
        } else {
            fault(&fields)
        };
        out.extend(reason.map(|reason| TableFault { table, line, reason }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(table: &'static str) -> Vec<(usize, &'static str)> {
        check("t", table, 3, embedding_fault).into_iter().map(|f| (f.line, f.reason)).collect()
    }

    #[test]
    fn rows_that_can_never_match_are_found() {
        let head = "word\tpart\tcomplement\tplain\tnegated\tactor\n";
        let with =
            |row: &str| -> &'static str { Box::leak(format!("{head}{row}").into_boxed_str()) };
        let good = "deny\tV\tclause\tnegated\tactual\tsubject\n";
        assert_eq!(faults(with(good)), []);
        assert_eq!(faults(with(&good.repeat(2))), [(3, "an earlier row hides it")]);
        let check = |row: &str, reason: &'static str| assert_eq!(faults(with(row)), [(2, reason)]);
        check("Deny\tV\tclause\tnegated\tactual\t-", "no lemma is written like this");
        check("deny\tV\tclause\tnegated\tactual", "another number of fields than the header");
        check("deny\tV\tclause\tlost\tactual\t-", "no such part of speech or effect");
        check("deny\tP\tobject\tnegated\tactual\t-", "no such complement of this part of speech");
        check("if\tP\tof\tnegated\tactual\t-", "a conjunction takes a clause or a noun");
    }
}
