//! Countries: names, adjectives, peoples, capitals.

use std::sync::LazyLock;

use relata_syntax::TableMap;

use super::table::{rows, values};

/// An entry of the table of countries.
#[derive(Debug)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// Usual English name.
    pub name: &'static str,
}

#[derive(Debug, Default)]
struct Tables {
    countries: Vec<Country>,
    by_name: TableMap<String, usize>,
    by_adjective: TableMap<String, usize>,
    by_people: TableMap<String, usize>,
    by_capital: TableMap<String, usize>,
    by_seat: TableMap<String, usize>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for row in rows(include_str!("../../data/countries.tsv")) {
        tables.add(&row);
    }
    for row in rows(include_str!("../../data/seats.tsv")) {
        tables.add_seat(&row);
    }
    tables
});

impl Tables {
    fn add(&mut self, row: &[&'static str]) {
        let &[code, name, adjectives, people, aliases, capitals] = row else { return };
        let index = self.countries.len();
        self.countries.push(Country { code, name });
        for name in std::iter::once(name).chain(values(aliases)) {
            self.by_name.entry(key(name)).or_insert(index);
        }
        for adjective in values(adjectives) {
            self.by_adjective.entry(key(adjective)).or_insert(index);
            self.by_people.entry(key(&plural(adjective))).or_insert(index);
        }
        for noun in values(people) {
            self.by_people.entry(key(noun)).or_insert(index);
            self.by_people.entry(key(&plural(noun))).or_insert(index);
        }
        for capital in values(capitals) {
            self.by_capital.entry(key(capital)).or_insert(index);
        }
    }

    fn add_seat(&mut self, row: &[&'static str]) {
        let &[seat, code] = row else { return };
        if let Some(index) = self.countries.iter().position(|country| country.code == code) {
            self.by_seat.insert(key(seat), index);
        }
    }

    fn find(&self, map: &TableMap<String, usize>, name: &str) -> Option<&Country> {
        map.get(&key(name)).and_then(|&index| self.countries.get(index))
    }
}

fn plural(noun: &str) -> String {
    noun.strip_suffix("man").map_or_else(|| format!("{noun}s"), |stem| format!("{stem}men"))
}

/// Case, dots and a leading article make no difference, but "US" is no "us".
fn key(name: &str) -> String {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let plain: String = name.chars().filter(|c| *c != '.').collect();
    if plain.chars().count() <= 3 { plain } else { plain.to_lowercase() }
}

/// The country of this name ("Russia", "U.S.", "Britain").
pub(crate) fn by_name(name: &str) -> Option<&'static Country> {
    TABLES.find(&TABLES.by_name, name)
}

/// The country to which this adjective belongs ("Russian").
pub(crate) fn by_adjective(adjective: &str) -> Option<&'static Country> {
    TABLES.find(&TABLES.by_adjective, adjective)
}

/// The country whose people this noun names ("Russians", "Briton").
pub(crate) fn by_people(noun: &str) -> Option<&'static Country> {
    TABLES.find(&TABLES.by_people, noun)
}

/// The country of which this city is the capital. Names that other well-known places share are not
/// in the table.
pub(crate) fn by_capital(city: &str) -> Option<&'static Country> {
    TABLES.find(&TABLES.by_capital, city)
}

/// The country whose government this name stands for ("the Kremlin").
pub(crate) fn by_seat(name: &str) -> Option<&'static Country> {
    TABLES.find(&TABLES.by_seat, name)
}

/// The country of a name or an adjective.
pub(crate) fn of_modifier(word: &str) -> Option<&'static Country> {
    by_adjective(word).or_else(|| by_name(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_adjectives_lead_to_the_country() {
        let check = |found: Option<&Country>, expected: Option<&str>| {
            assert_eq!(found.map(|c| c.code), expected);
        };
        check(by_name("U.S."), Some("US"));
        check(by_name("us"), None);
        check(by_name("the Netherlands"), Some("NL"));
        check(by_adjective("Russian"), Some("RU"));
        check(by_adjective("Scottish"), Some("GB"));
        check(by_adjective("Kurdish"), None);
        check(by_people("Americans"), Some("US"));
        check(by_people("Frenchmen"), Some("FR"));
        check(by_capital("Kyiv"), Some("UA"));
        check(by_seat("the Kremlin"), Some("RU"));
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(TABLES.countries.len(), rows(include_str!("../../data/countries.tsv")).count());
        assert!(TABLES.countries.iter().all(|c| c.code.len() == 2));
        assert_eq!(TABLES.by_seat.len(), rows(include_str!("../../data/seats.tsv")).count());
    }
}
