//! Codes of countries, and the scales of event types.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use relata_core::Plover;

/// The codes and the name of a country.
pub struct Country {
    pub alpha3: &'static str,
    pub numeric: i64,
    /// FIPS 10-4, which GDELT uses; `None` where there is none.
    pub fips: Option<&'static str>,
    pub name: &'static str,
}

/// A row of a table of data: its fields.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The country of an ISO 3166-1 alpha-2 code.
pub fn country(code: &str) -> Option<&'static Country> {
    static COUNTRIES: LazyLock<BTreeMap<&str, Country>> = LazyLock::new(|| {
        let read = |fields: Vec<&'static str>| {
            let &[alpha2, alpha3, numeric, fips, name] = fields.as_slice() else { return None };
            let fips = Some(fips).filter(|fips| *fips != "-");
            Some((alpha2, Country { alpha3, numeric: numeric.parse().ok()?, fips, name }))
        };
        rows(include_str!("../data/countries.tsv")).filter_map(read).collect()
    });
    COUNTRIES.get(code)
}

/// Quad class and score of a type of event on a scale from conflict to cooperation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub quad_class: i64,
    pub score: f64,
}

fn scale(quad_class: &str, score: &str) -> Option<Scale> {
    Some(Scale { quad_class: quad_class.parse().ok()?, score: score.parse().ok()? })
}

/// Goldstein's scale: that of the CAMEO code, else of the longest code that it begins with.
pub fn cameo_scale(code: &str) -> Option<Scale> {
    static SCALE: LazyLock<BTreeMap<&str, Scale>> = LazyLock::new(|| {
        let read = |fields: Vec<&'static str>| match fields.as_slice() {
            &[code, quad_class, score] => Some((code, scale(quad_class, score)?)),
            _ => None,
        };
        rows(include_str!("../data/cameo_scale.tsv")).filter_map(read).collect()
    });
    (2..=code.len()).rev().find_map(|digits| SCALE.get(code.get(..digits)?).copied())
}

/// PLOVER's scale: that of the first mode that has one, else that of the root.
pub fn plover_scale(plover: &Plover) -> Option<Scale> {
    static SCALE: LazyLock<BTreeMap<(&str, &str), Scale>> = LazyLock::new(|| {
        let read = |fields: Vec<&'static str>| match fields.as_slice() {
            &[root, mode, quad_class, score] => Some(((root, mode), scale(quad_class, score)?)),
            _ => None,
        };
        rows(include_str!("../data/plover_scale.tsv")).filter_map(read).collect()
    });
    let of = |mode: &str| SCALE.get(&(plover.event.as_str(), mode)).copied();
    plover.mode.iter().find_map(|mode| of(mode.as_str())).or_else(|| of("-"))
}

/// ACLED's disorder type of an event type, or of one of its sub-types.
pub fn disorder(event_type: &str, sub_event_type: &str) -> Option<&'static str> {
    let of = |wanted: &str| {
        rows(include_str!("../data/acled_disorder.tsv")).find_map(|fields| match *fields {
            [event, sub, disorder] if event == event_type && sub == wanted => Some(disorder),
            _ => None,
        })
    };
    of(sub_event_type).or_else(|| of("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        let count = |table: &'static str| rows(table).count();
        assert_eq!(count(include_str!("../data/cameo_scale.tsv")), 106);
        assert_eq!(count(include_str!("../data/plover_scale.tsv")), 82);
        for fields in rows(include_str!("../data/countries.tsv")) {
            assert!(country(fields[0]).is_some(), "{fields:?}");
        }
        for fields in rows(include_str!("../data/plover_scale.tsv")) {
            assert!(plover_scale(&plover(fields[0], &[fields[1]])).is_some(), "{fields:?}");
        }
        for fields in rows(include_str!("../data/cameo_scale.tsv")) {
            assert!(cameo_scale(fields[0]).is_some(), "{fields:?}");
        }
        assert!((1..=20).all(|root| cameo_scale(&format!("{root:02}0")).is_some()));
    }

    #[test]
    fn a_code_has_its_own_score_or_that_of_what_it_is_part_of() {
        for (code, quad_class, score) in [
            ("057", 1, 8.0),
            ("1711", 4, -9.2),
            ("173", 4, -5.0),
            ("1823", 4, -10.0),
            ("1824", 4, -9.5),
            ("191", 4, -9.5),
            ("14", 4, -6.5),
            ("141", 4, -6.5),
        ] {
            assert_eq!(cameo_scale(code), Some(Scale { quad_class, score }), "{code}");
        }
        assert_eq!([cameo_scale(""), cameo_scale("1"), cameo_scale("99é")], [None; 3]);
    }

    fn plover(root: &str, modes: &[&str]) -> Plover {
        let mut plover = Plover::new(root);
        plover.mode = modes.iter().map(|&mode| mode.into()).collect();
        plover
    }

    #[test]
    fn a_mode_goes_before_its_root() {
        let score =
            |modes: &[&str]| plover_scale(&plover("ASSAULT", modes)).map(|scale| scale.score);
        assert_eq!(score(&["aerial"]), Some(-9.5));
        assert_eq!(score(&["no-such", "beat"]), Some(-7.5));
        assert_eq!(score(&[]), Some(-9.0));
        assert_eq!(plover_scale(&plover("CRIME", &[])), None);
    }

    #[test]
    fn a_sub_type_goes_before_its_type() {
        assert_eq!(disorder("Riots", "Mob violence"), Some("Political violence"));
        assert_eq!(disorder("Battles", "Armed clash"), Some("Political violence"));
        assert_eq!(disorder("Weather", "Rain"), None);
    }
}
