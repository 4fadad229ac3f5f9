//! Seas, rivers, mountains and other stretches with a name and no government: `data/areas.tsv`.

use std::sync::OnceLock;

use relata_core::{Place, PlacePrecision, PlaceReason};

use crate::words::Words;

fn rows() -> &'static Words {
    static ROWS: OnceLock<Words> = OnceLock::new();
    ROWS.get_or_init(|| Words::parse(include_str!("../../data/areas.tsv")))
}

/// A stretch of land or water.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area {
    /// Codes of the countries that have a part of it; none where they are many or in dispute.
    pub countries: Vec<&'static str>,
}

/// The stretch of that folded name.
pub(super) fn named(name: &str) -> Option<Area> {
    let name = name.strip_prefix("the ").unwrap_or(name);
    let (_, codes) = rows().row(name)?;
    Some(Area { countries: codes.split(' ').filter(|code| *code != "-").collect() })
}

/// What lies in more countries tells nothing of any.
const MOST_SHORES: usize = 3;

impl Area {
    /// True for what lies in many countries: a sea between them, the Sahel.
    pub fn is_wide(&self) -> bool {
        self.countries.len() > MOST_SHORES
    }

    /// Where it lies: in a country where it lies in one alone.
    pub fn place(&self) -> Place {
        let mut place = Place::new(PlaceReason::OnlyCandidate);
        place.precision = Some(PlacePrecision::Area);
        if let [country] = self.countries.as_slice() {
            place.country = Some((*country).to_owned());
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::fold::fold;
    use crate::place::gazetteer;

    #[test]
    fn stretches_are_found_by_name() {
        let check = |name: &str, expected: Option<&[&str]>| {
            let found = named(&fold(name)).map(|area| area.countries);
            assert_eq!(found.as_deref(), expected, "{name}");
        };
        check("the Gulf of Oman", Some(&["AE", "IR", "OM", "PK"]));
        check("Lake Taupo", Some(&["NZ"]));
        check("South Atlantic", Some(&[]));
        check("Hama", None);
    }

    #[test]
    fn every_row_can_match() {
        for line in include_str!("../../data/areas.tsv").lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert_eq!(fold(fields[0]), fields[0], "{line}");
            let known = |code: &str| code == "-" || gazetteer::country(code).is_some();
            assert!(fields[2].split(' ').all(known), "{line}");
        }
    }
}
