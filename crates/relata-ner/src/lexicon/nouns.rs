//! Nouns that denote persons, groups, organisations, places and vehicles.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use relata_core::EntityType;

use super::table::rows;
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
    flags: &'static str,
}

impl Noun {
    fn read(row: &[&'static str]) -> Option<Self> {
        let &[noun, entity_type, gender, count, flags] = row else { return None };
        let count = match count {
            "group" => Count::Group,
            "many" => Count::Many,
            _ => Count::One,
        };
        Some(Self {
            noun,
            entity_type: entity_type.parse().ok()?,
            gender: Gender::read(gender),
            count,
            flags,
        })
    }

    /// True when the table gives the noun this flag (its header lists them).
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.split(' ').any(|f| f == flag)
    }

    /// The class of thing ("company", "town") that a definite description with this noun picks out.
    pub(crate) fn class(&self) -> Option<&'static str> {
        self.flags.split(' ').find(|f| !matches!(*f, "" | "role" | "state" | "unique" | "document"))
    }
}

static NOUNS: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
    rows(include_str!("../../data/nouns.tsv"))
        .filter_map(|row| Noun::read(&row))
        .map(|noun| (noun.noun, noun))
        .collect()
});

const IRREGULAR: [(&str, &str); 12] = [
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("wives", "wife"),
    ("thieves", "thief"),
    ("chiefs of staff", "chief of staff"),
    ("secretaries of state", "secretary of state"),
    ("attorneys general", "attorney general"),
    ("secretaries general", "secretary general"),
    ("sons in law", "son in law"),
    ("passersby", "passerby"),
    ("alumni", "alumnus"),
];

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
    for (plural, singular) in IRREGULAR {
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

const PERSON_ENDINGS: [&str; 12] = [
    "ologist", "ographer", "ician", "ist", "woman", "person", "goer", "holder", "keeper", "worker",
    "maker", "smith",
];

/// What the ending of an unknown noun tells: nouns like "violinist" and "cinemagoer" denote
/// persons.
pub(crate) fn denotes_person_by_ending(form: &str) -> bool {
    let singular = form.strip_suffix('s').unwrap_or(form);
    singular.len() > 6 && PERSON_ENDINGS.iter().any(|ending| singular.ends_with(ending))
}

/// Wider terms for the holder of a rank or part: "the officer" after "Sergeant Rowe", "the player"
/// after "striker Diallo".
pub(crate) fn generic_terms(role: &str) -> &'static [&'static str] {
    let last = role.rsplit(' ').next().unwrap_or(role);
    match last {
        "sergeant" | "constable" | "inspector" | "superintendent" | "detective" | "lieutenant"
        | "captain" | "major" | "colonel" | "commander" | "commissioner" | "general"
        | "admiral" => &["officer", "official"],
        "striker" | "midfielder" | "defender" | "goalkeeper" | "winger" | "forward" | "batsman"
        | "bowler" | "quarterback" | "pitcher" => &["player"],
        "representative" | "senator" | "congressman" | "congresswoman" | "mp" => {
            &["lawmaker", "legislator", "politician"]
        }
        "minister" | "deputy" | "lawmaker" | "councillor" | "governor" | "mayor" => &["politician"],
        "surgeon" | "physician" | "gp" | "cardiologist" | "psychiatrist" => &["doctor"],
        "lawyer" => &["attorney", "solicitor"],
        "director" | "chairman" | "chairwoman" | "president" => &["head", "chief", "boss"],
        "executive" => &["boss", "chief"],
        "barrister" | "solicitor" | "attorney" | "prosecutor" => &["lawyer"],
        "professor" | "researcher" | "biologist" | "physicist" | "chemist" | "glaciologist"
        | "geologist" | "ecologist" => &["scientist", "researcher"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = rows(include_str!("../../data/nouns.tsv")).count();
        assert_eq!(NOUNS.len(), lines);
    }

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
