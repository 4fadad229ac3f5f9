//! Outlines of countries.

use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/outlines.tsv");

/// A country with the rings of its land, in tenths of a degree: longitude, latitude.
pub struct Country {
    pub code: &'static str,
    pub name: &'static str,
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// All countries in the order of the table.
pub fn countries() -> &'static [Country] {
    static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
    });
    &COUNTRIES
}

/// English name of a country; the code where the table does not have it.
pub fn country_name(code: &str) -> &str {
    countries().iter().find(|country| country.code == code).map_or(code, |country| country.name)
}

fn read(line: &'static str) -> Option<Country> {
    let mut fields = line.split('\t');
    let (code, name) = (fields.next()?, fields.next()?);
    let rings = fields.map(ring).collect::<Option<Vec<_>>>()?;
    Some(Country { code, name, rings })
}

/// A ring from its first point and the steps from each to the next.
fn ring(field: &str) -> Option<Vec<(f64, f64)>> {
    let (mut x, mut y) = (0.0, 0.0);
    field
        .split(' ')
        .map(|step| {
            let (east, north) = step.split_once(',')?;
            x += east.parse::<f64>().ok()?;
            y += north.parse::<f64>().ok()?;
            Some((x / 10.0, y / 10.0))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_names() {
        assert_eq!([country_name("ML"), country_name("ZZ")], ["Mali", "ZZ"]);
    }

    #[test]
    fn every_row_is_read_and_lies_on_the_earth() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(countries().len(), rows);
        for country in countries() {
            for (x, y) in country.rings.iter().flatten() {
                assert!(x.abs() <= 180.0 && y.abs() <= 90.0, "{}: {x} {y}", country.name);
            }
        }
    }
}
