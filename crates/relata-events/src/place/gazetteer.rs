//! Countries, regions and towns of the world by name, from `GeoNames` (CC BY 4.0).
//!
//! `data/place_names.tsv` leads from a name to the keys of the places that bear it,
//! `data/places.tsv` from a key to the place. Both are sorted and looked up where they lie in the
//! program, by bisection: nothing is loaded and no memory is taken.

use relata_core::Coordinates;

use super::fold::fold;

static NAMES: &str = include_str!("../../data/place_names.tsv");
static PLACES: &str = include_str!("../../data/places.tsv");

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Country,
    Region,
    /// Second-level region: a district or county.
    District,
    Capital,
    /// Seat of a first-level region.
    Seat,
    Town,
}

impl Kind {
    pub const fn is_town(self) -> bool {
        matches!(self, Self::Capital | Self::Seat | Self::Town)
    }
}

/// How a name names a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    Main,
    /// One of its lesser names: a former one, a part of the full name.
    Lesser,
    /// An abbreviation that stands for a region behind a town: "Ga."
    Abbreviation,
}

/// A place that bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub key: &'static str,
    pub naming: Naming,
    pub kind: Kind,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// `GeoNames` code of the first-level region, `"SY.10"`; `None` for a country.
    pub region: Option<&'static str>,
    /// ISO 3166 code of a country or region.
    pub iso: Option<&'static str>,
    /// English name of a country or region.
    pub name: Option<&'static str>,
    pub at: Option<Coordinates>,
    pub population: u32,
    pub geonames: Option<u32>,
}

/// The places of that name, in any spelling that folds alike.
pub(super) fn named(name: &str) -> Vec<Candidate> {
    folded(&fold(name))
}

/// The places of a folded name.
pub(super) fn folded(name: &str) -> Vec<Candidate> {
    let Some(keys) = find(NAMES, name) else { return Vec::new() };
    keys.split(' ').filter_map(named_by).collect()
}

fn named_by(mark: &'static str) -> Option<Candidate> {
    let key = mark.trim_end_matches(['~', '!']);
    let naming = match mark.as_bytes().last() {
        Some(b'~') => Naming::Lesser,
        Some(b'!') => Naming::Abbreviation,
        _ => Naming::Main,
    };
    place(key).map(|candidate| Candidate { naming, ..candidate })
}

/// The place of that key.
pub(super) fn place(key: &'static str) -> Option<Candidate> {
    let mut fields = find(PLACES, key)?.split('\t');
    if key.starts_with(|c: char| c.is_ascii_digit()) {
        return town(key, fields);
    }
    let country = key.get(..2)?;
    let iso = fields.next().filter(|code| *code != "-");
    let geonames = fields.next()?.parse().ok();
    let population = fields.next()?.parse::<u32>().ok()?.saturating_mul(1000);
    let (kind, region) = match key.match_indices('.').nth(1) {
        Some((end, _)) => (Kind::District, key.get(..end)),
        None if key.len() > 2 => (Kind::Region, Some(key)),
        None => (Kind::Country, None),
    };
    let name = fields.next();
    Some(Candidate {
        key,
        naming: Naming::Main,
        kind,
        country,
        region,
        iso,
        name,
        at: None,
        population,
        geonames,
    })
}

/// The country of that ISO 3166-1 alpha-2 code.
pub(super) fn country(code: &str) -> Option<Candidate> {
    with_key(code).filter(|c| c.kind == Kind::Country)
}

/// The first-level region of that code.
pub(super) fn region(code: &str) -> Option<Candidate> {
    with_key(code).filter(|c| c.kind == Kind::Region)
}

/// The key as the table writes it leads to its place.
fn with_key(code: &str) -> Option<Candidate> {
    let line = PLACES.get(lower_bound(PLACES, code)..)?.lines().next()?;
    line.split('\t').next().filter(|key| *key == code).and_then(place)
}

fn town(key: &'static str, mut fields: std::str::Split<'static, char>) -> Option<Candidate> {
    let kind = match fields.next()? {
        "c" => Kind::Capital,
        "s" => Kind::Seat,
        _ => Kind::Town,
    };
    let region = fields.next()?;
    // Thousandths of a degree.
    let mut degrees = || fields.next()?.parse::<i32>().ok()?.checked_mul(100);
    let (latitude, longitude) = (degrees()?, degrees()?);
    Some(Candidate {
        key,
        naming: Naming::Main,
        kind,
        country: region.get(..2)?,
        region: Some(region).filter(|code| !code.ends_with('-')),
        iso: None,
        name: None,
        at: Some(Coordinates::from_e5(latitude, longitude)),
        population: fields.next()?.parse().ok()?,
        geonames: key.parse().ok(),
    })
}

/// What stands behind the first column `key` in a table that is sorted by it.
fn find(table: &'static str, key: &str) -> Option<&'static str> {
    let line = table.get(lower_bound(table, key)..)?.lines().next()?;
    line.strip_prefix(key)?.strip_prefix('\t')
}

/// Where the first line begins whose first column is not below `key`.
fn lower_bound(table: &str, key: &str) -> usize {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let (start, end) = line_at(table, usize::midpoint(low, high));
        let line = table.get(start..end).unwrap_or_default();
        // Comments stand before the first row.
        let first = line.split('\t').next().unwrap_or_default();
        if line.starts_with('#') || first < key {
            low = end + 1;
        } else {
            high = start;
        }
    }
    low
}

/// Begin and end of the line that holds the byte.
fn line_at(table: &str, byte: usize) -> (usize, usize) {
    let is_break = |b: &u8| *b == b'\n';
    let bytes = table.as_bytes();
    let before = bytes.get(..byte).unwrap_or_default();
    let start = before.iter().rposition(is_break).map_or(0, |at| at + 1);
    let rest = bytes.get(byte..).unwrap_or_default();
    (start, rest.iter().position(is_break).map_or(bytes.len(), |at| byte + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
        table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
    }

    #[test]
    fn the_tables_are_sorted_and_every_row_is_found() {
        for table in [NAMES, PLACES] {
            let mut before = "";
            for (number, (key, rest)) in rows(table).enumerate() {
                assert!(before < key, "{before:?} stands before {key:?}");
                if number % 97 == 0 {
                    assert_eq!(find(table, key), Some(rest), "{key:?}");
                }
                before = key;
            }
        }
        assert!(rows(PLACES).all(|(key, _)| place(key).is_some()));
        let marks = rows(NAMES).flat_map(|(_, keys)| keys.split(' '));
        assert!(marks.step_by(31).all(|mark| named_by(mark).is_some()));
        assert!(NAMES.len() + PLACES.len() < 4_000_000, "{}", NAMES.len() + PLACES.len());
    }

    #[test]
    fn names_are_looked_up_in_any_case() {
        let hama = named("Hama").into_iter().find(|c| c.kind == Kind::Seat);
        assert_eq!(hama.map(|c| (c.country, c.geonames)), Some(("SY", Some(170_017))));
        assert!(named("KABUL").iter().any(|c| c.kind == Kind::Capital && c.country == "AF"));
        assert!(named("paris").len() > 1);
        let georgia = named("Georgia");
        assert!(georgia.iter().any(|c| c.kind == Kind::Region && c.iso == Some("US-GA")));
        assert!(georgia.iter().any(|c| c.kind == Kind::Country && c.country == "GE"));
        assert_eq!(named("N.H.").first().map(|c| c.naming), Some(Naming::Abbreviation));
        for unknown in ["", "\n", "\t", "zzzzzz", "no such town", "#"] {
            assert!(named(unknown).is_empty(), "{unknown:?}");
        }
    }
}
