//! Towns and first-level regions of the world by name, from `GeoNames` (CC BY 4.0):
//! `data/places.tsv`.
//!
//! The table is sorted by name and looked up where it lies in the program, by bisection: nothing is
//! loaded and no memory is taken.

use relata_core::Coordinates;

static TABLE: &str = include_str!("../../data/places.tsv");

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Capital,
    /// Seat of a first-level region.
    Seat,
    Town,
    Region,
}

/// A place that bears the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub kind: Kind,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Code of the first-level region within the country.
    pub region: &'static str,
    pub at: Option<Coordinates>,
    /// Population in thousands.
    pub thousands: u32,
    pub geonames: Option<u32>,
}

/// The places of that name, in any case; the same place once.
pub(super) fn named(name: &str) -> Vec<Candidate> {
    let key = name.replace(['’', '‘', '`'], "'").to_lowercase();
    let rest = TABLE.get(lower_bound(&key)..).unwrap_or_default();
    let mut out: Vec<Candidate> = Vec::new();
    for line in rest.lines() {
        let mut fields = line.split('\t');
        if fields.next() != Some(key.as_str()) {
            break;
        }
        out.extend(
            candidate(fields)
                .filter(|c| c.geonames.is_none() || !out.iter().any(|o| o.geonames == c.geonames)),
        );
    }
    out
}

fn candidate(mut fields: std::str::Split<'static, char>) -> Option<Candidate> {
    let kind = match fields.next()? {
        "c" => Kind::Capital,
        "s" => Kind::Seat,
        "r" => Kind::Region,
        _ => Kind::Town,
    };
    let (country, region) = (fields.next()?, fields.next()?);
    let (latitude, longitude) = (fields.next()?.parse().ok(), fields.next()?.parse().ok());
    let thousands = fields.next()?.parse().unwrap_or(0);
    let geonames = fields.next()?.parse().ok();
    let at = latitude
        .zip(longitude)
        .map(|(latitude, longitude)| Coordinates::from_e5(latitude, longitude));
    Some(Candidate { kind, country, region, at, thousands, geonames })
}

/// Where the first line begins whose name is not below `key`.
fn lower_bound(key: &str) -> usize {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let (start, end) = line_at(usize::midpoint(low, high));
        let name =
            TABLE.get(start..end).and_then(|line| line.split('\t').next()).unwrap_or_default();
        if name < key {
            low = end + 1;
        } else {
            high = start;
        }
    }
    low
}

/// Begin and end of the line that holds the byte.
fn line_at(byte: usize) -> (usize, usize) {
    let is_break = |b: &u8| *b == b'\n';
    let bytes = TABLE.as_bytes();
    let start = bytes
        .get(..byte)
        .and_then(|before| before.iter().rposition(is_break))
        .map_or(0, |at| at + 1);
    let end = bytes
        .get(byte..)
        .and_then(|after| after.iter().position(is_break))
        .map_or(bytes.len(), |at| byte + at);
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_found() {
        let mut before = "";
        let mut rows = 0;
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let (name, rest) = line.split_once('\t').unwrap();
            assert!(candidate(rest.split('\t')).is_some(), "{line}");
            assert!(before <= name, "{before:?} stands before {name:?}");
            if rows % 97 == 0 {
                assert!(!named(name).is_empty(), "{name:?} is not found");
            }
            (before, rows) = (name, rows + 1);
        }
        assert!(rows > 50_000, "{rows} rows");
    }

    #[test]
    fn names_are_looked_up_in_any_case() {
        let hama = named("Hama");
        assert_eq!(
            (hama[0].country, hama[0].kind, hama[0].geonames),
            ("SY", Kind::Seat, Some(170_017))
        );
        assert_eq!(named("KABUL").len(), 1);
        assert!(named("paris").len() > 1);
        assert!(
            named("Texas")
                .iter()
                .any(|c| c.kind == Kind::Region && c.country == "US" && c.region == "TX")
        );
        for unknown in ["", "\n", "\t", "zzzzzz", "no such town", "#"] {
            assert!(named(unknown).is_empty(), "{unknown:?}");
        }
    }
}
