//! Nouns that denote persons, groups, organisations, places and vehicles.

use std::borrow::Cow;
use std::sync::LazyLock;

use relata_core::EntityType;
use relata_syntax::{NounEntry, TableMap, TableSet};

use super::table::{rows, values};
use super::words;
use crate::features::{Gender, Number};

/// How many a noun in its singular form speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// One person or thing.
    One,
    /// A body of many, which "they" may mean.
    Group,
    /// Many, in whatever form.
    Many,
}

/// An entry of the noun table.
#[derive(Debug)]
pub(crate) struct Noun {
    /// Singular form.
    pub noun: &'static str,
    /// What it denotes.
    pub entity_type: EntityType,
    /// Gender of its referent where the noun tells it.
    pub gender: Option<Gender>,
    /// How many its singular denotes.
    pub count: Count,
    entry: &'static NounEntry,
}

impl Noun {
    /// `None` for a noun that denotes no entity.
    fn of(entry: &'static NounEntry) -> Option<Self> {
        let count = match entry.number {
            "group" => Count::Group,
            "many" => Count::Many,
            _ => Count::One,
        };
        let gender = Gender::read(entry.gender);
        let entity_type = entry.entity_type?;
        Some(Self { noun: entry.noun, entity_type, gender, count, entry })
    }

    /// True when the table gives the noun this flag (its header lists them).
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.entry.flags().any(|f| f == flag)
    }

    /// The class of thing ("company", "town") that a definite description with this noun picks out.
    pub(crate) fn class(&self) -> Option<&'static str> {
        self.entry
            .flags()
            .find(|f| !matches!(*f, "role" | "state" | "voice" | "unique" | "document"))
    }
}

static NOUNS: LazyLock<TableMap<&'static str, Noun>> = LazyLock::new(|| {
    relata_syntax::nouns().iter().filter_map(Noun::of).map(|noun| (noun.noun, noun)).collect()
});

/// Plural and singular of nouns, or of the last words of compound ones.
static IRREGULAR: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/irregular_plurals.tsv"));
    rows.filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

/// First words of the terms of several, in whatever form.
static OPENINGS: LazyLock<TableSet<&'static str>> = LazyLock::new(|| {
    let plurals = IRREGULAR.iter().map(|&(plural, _)| plural);
    let terms = NOUNS.keys().copied().chain(plurals);
    let several = terms.filter(|term| term.contains(' '));
    several.filter_map(|term| term.split([' ', '\'']).next()).collect()
});

/// True where a term of several words may begin with this one, lower case.
pub(crate) fn opens_term(word: &str) -> bool {
    OPENINGS.contains(word)
}

/// The entry of a noun in any form, lower case, with blanks for hyphens, and the number of that
/// form.
pub(crate) fn look_up(form: &str) -> Option<(&'static Noun, Number)> {
    if let Some(noun) = NOUNS.get(form) {
        return Some((noun, number_of_singular(noun)));
    }
    singulars(form)
        .into_iter()
        .find_map(|singular| NOUNS.get(&*singular))
        .map(|noun| (noun, Number::Plural))
}

/// The noun for which a title in short stands ("Rep.", "PM"), as it is written.
pub(crate) fn abbreviated(form: &str) -> Option<(&'static Noun, Number)> {
    words::value(form.trim_end_matches('.'), "abbreviates").and_then(look_up)
}

fn number_of_singular(noun: &Noun) -> Number {
    match noun.count {
        Count::One => Number::Singular,
        Count::Group => Number::Either,
        Count::Many => Number::Plural,
    }
}

/// Singular forms that a plural may have, the likeliest first; none when it does not end like a
/// plural.
pub(crate) fn singulars(form: &str) -> Vec<Cow<'_, str>> {
    for &(plural, singular) in IRREGULAR.iter() {
        if let Some(stem) = form.strip_suffix(plural) {
            return vec![Cow::Owned(format!("{stem}{singular}"))];
        }
    }
    let mut out = Vec::new();
    if let Some(stem) = form.strip_suffix("ies") {
        out.push(Cow::Owned(format!("{stem}y")));
    }
    if let Some(stem) = form.strip_suffix("es") {
        out.push(Cow::Borrowed(stem));
    }
    if let Some(stem) = form.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        out.push(Cow::Borrowed(stem));
    }
    out
}

/// What the ending of an unknown noun tells: nouns like "violinist" and "cinemagoer" denote
/// persons.
pub(crate) fn denotes_person_by_ending(form: &str) -> bool {
    let singular = form.strip_suffix('s').unwrap_or(form);
    singular.len() > 6 && words::ends(singular, "person_ending")
}

static WIDER_TERMS: LazyLock<TableMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/wider_terms.tsv"));
    rows.filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

/// Wider terms for the holder of a rank or part: "the officer" after "Sergeant Rowe", "the player"
/// after "striker Diallo"; true for one that only stands by itself or beside a country.
pub(crate) fn generic_terms(role: &str) -> impl Iterator<Item = (&'static str, bool)> {
    let last = role.rsplit(' ').next().unwrap_or(role);
    let terms = WIDER_TERMS.get(last).into_iter().flat_map(|terms| values(terms));
    terms.map(|term| term.strip_suffix('!').map_or((term, false), |bare| (bare, true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_find_their_noun_and_number() {
        let check = |form: &str, expected: Option<(&str, Number)>| {
            assert_eq!(look_up(form).map(|(noun, number)| (noun.noun, number)), expected, "{form}");
        };
        check("minister", Some(("minister", Number::Singular)));
        check("ministries", Some(("ministry", Number::Plural)));
        check("policewomen", Some(("policewoman", Number::Plural)));
        check("police", Some(("police", Number::Plural)));
        check("group", Some(("group", Number::Either)));
        check("witnesses", Some(("witness", Number::Plural)));
        check("secretary general", Some(("secretary general", Number::Singular)));
        check("attorneys general", Some(("attorney general", Number::Plural)));
        check("bombardment", None);
    }

    #[test]
    fn endings_tell_persons() {
        assert!(denotes_person_by_ending("harpsichordists"));
        assert!(!denotes_person_by_ending("list"));
        assert!(!denotes_person_by_ending("bombardment"));
    }
}
