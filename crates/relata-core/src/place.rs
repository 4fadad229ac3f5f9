//! Where a named place lies, as far as a gazetteer and the article tell.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;

label_set! {
    /// How closely a [`Place`] is known.
    PlacePrecision, "place precision" {
        /// A country.
        Country = "country",
        /// A first-level region: a state, province or governorate.
        Region = "region",
        /// A town or city.
        City = "city",
        /// Some part of the smallest unit that is known: "western Syria", "the outskirts of Hama".
        Part = "part",
    }
}

label_set! {
    /// Why a [`Place`] is taken to be this one.
    PlaceReason, "place reason" {
        /// The name is a country's.
        CountryName = "country_name",
        /// The text names the country or region that holds it beside it: "Hama, Syria".
        NamedContainer = "named_container",
        /// The gazetteer knows one place of that name.
        OnlyCandidate = "only_candidate",
        /// Of the places of that name one lies in a country that the article names.
        CountryOfArticle = "country_of_article",
        /// Of the places of that name one is by far the largest, and the article names no other
        /// country that has one.
        FarLargest = "far_largest",
        /// The gazetteer knows several places of that name and the article does not tell which;
        /// nothing is chosen.
        Ambiguous = "ambiguous",
    }
}

/// A point on the earth, in hundred-thousandths of a degree (about one metre), so that it can be
/// compared exactly. Written in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Degrees", from = "Degrees")]
#[non_exhaustive]
pub struct Coordinates {
    /// Latitude, north positive, in 1/100,000 degree.
    pub latitude_e5: i32,
    /// Longitude, east positive, in 1/100,000 degree.
    pub longitude_e5: i32,
}

impl Coordinates {
    /// A point from hundred-thousandths of a degree.
    #[must_use]
    pub const fn from_e5(latitude_e5: i32, longitude_e5: i32) -> Self {
        Self { latitude_e5, longitude_e5 }
    }
}

/// The written form of [`Coordinates`].
#[derive(Serialize, Deserialize)]
struct Degrees {
    latitude: f64,
    longitude: f64,
}

impl From<Coordinates> for Degrees {
    fn from(at: Coordinates) -> Self {
        Self {
            latitude: f64::from(at.latitude_e5) / 1e5,
            longitude: f64::from(at.longitude_e5) / 1e5,
        }
    }
}

impl From<Degrees> for Coordinates {
    // Degrees times 100,000 are far inside the range of `i32`; a float that is not casts to its
    // end.
    #[allow(clippy::cast_possible_truncation)]
    fn from(at: Degrees) -> Self {
        Self {
            latitude_e5: (at.latitude * 1e5).round() as i32,
            longitude_e5: (at.longitude * 1e5).round() as i32,
        }
    }
}

/// Where a place lies. What is not certain is left out, and `reason` says why what is there is
/// taken to be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: Option<String>,
    /// `GeoNames` code of the first-level region: `"SY.10"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// How closely it is known; `None` where the place is not.
    pub precision: Option<PlacePrecision>,
    /// Which part is meant: `"west"`, `"centre"`, `"outskirts"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The point of a town that is in the gazetteer and unambiguous in the article; never that of a
    /// country, region or part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// Its number in `GeoNames`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Why it is taken to be this one.
    pub reason: PlaceReason,
}

impl Place {
    /// A place of which nothing is known but why.
    #[must_use]
    pub const fn new(reason: PlaceReason) -> Self {
        Self {
            country: None,
            region: None,
            precision: None,
            part: None,
            coordinates: None,
            geonames: None,
            reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_written_in_degrees_and_come_back() {
        let at = Coordinates::from_e5(-3_513_179, 3_675_783);
        let text = serde_json::to_string(&at).unwrap();
        assert_eq!(text, r#"{"latitude":-35.13179,"longitude":36.75783}"#);
        assert_eq!(serde_json::from_str::<Coordinates>(&text).unwrap(), at);
    }
}
