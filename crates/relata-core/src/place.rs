//! Where a named place lies, as far as a gazetteer and the article tell.

use serde::{Deserialize, Serialize};

use crate::Score;
use crate::labels::label_set;

label_set! {
    /// How closely a [`Place`] is known.
    PlacePrecision, "place precision" {
        /// A country.
        Country = "country",
        /// A first-level region: a state, province or governorate.
        Region = "region",
        /// A second-level region: a district or county.
        District = "district",
        /// A town or city.
        City = "city",
        /// A stretch of land or water with a name and no government: a sea, a river, a mountain
        /// range, a desert, a historical region.
        Area = "area",
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
        /// Of the places of that name one is likeliest beside the countries and places that the
        /// article names.
        CountryOfArticle = "country_of_article",
        /// Of the places of that name one is likeliest by its size and rank; the article names
        /// nothing that tells.
        FarLargest = "far_largest",
        /// The gazetteer knows several places of that name and the article does not tell which;
        /// nothing is chosen.
        Ambiguous = "ambiguous",
    }
}

/// A point on the earth, in hundred-thousandths of a degree (about one metre), so that it can be
/// compared exactly. Written in degrees.
///
/// ```
/// use relata_core::Coordinates;
/// let oslo = Coordinates::from_e5(5_991_273, 1_074_609);
/// assert_eq!(serde_json::to_string(&oslo)?, r#"{"latitude":59.91273,"longitude":10.74609}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// How far off a place something is, and in which direction.
///
/// ```
/// use relata_core::PlaceOffset;
/// let offset = PlaceOffset::new(30_000, Some("north".to_owned()));
/// let json = serde_json::to_string(&offset)?;
/// assert_eq!(json, r#"{"metres":30000,"direction":"north"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlaceOffset {
    /// Distance in metres.
    pub metres: u32,
    /// `"north"`, `"south-west"`; `None` where the text gives none.
    pub direction: Option<String>,
}

impl PlaceOffset {
    /// An offset from a place.
    #[must_use]
    pub const fn new(metres: u32, direction: Option<String>) -> Self {
        Self { metres, direction }
    }
}

/// Where a place lies. What is not certain is left out, and `reason` says why what is there is
/// taken to be right.
///
/// ```
/// use relata_core::{Place, PlacePrecision, PlaceReason};
/// let mut place = Place::new(PlaceReason::NamedContainer);
/// place.country = Some("SY".to_owned());
/// place.precision = Some(PlacePrecision::City);
/// assert!(place.coordinates.is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Place {
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: Option<String>,
    /// `GeoNames` code of the first-level region: `"SY.10"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// English name of the region: `"Hama"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_name: Option<String>,
    /// ISO 3166-2 code of the region: `"SY-HM"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_code: Option<String>,
    /// How closely it is known; `None` where the place is not.
    pub precision: Option<PlacePrecision>,
    /// Which part is meant: `"west"`, `"centre"`, `"outskirts"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// How far off it and in which direction, where the text says "30 km north of" it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<PlaceOffset>,
    /// The point of a town that is in the gazetteer and unambiguous in the article; never that of a
    /// country, region or part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// Its number in `GeoNames`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Inhabitants of a town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// That this place is meant, by a model fitted on news with known places; that its country is,
    /// where only that is told. `None` where nothing had to be chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<Score>,
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
            region_name: None,
            region_code: None,
            precision: None,
            part: None,
            offset: None,
            coordinates: None,
            geonames: None,
            population: None,
            probability: None,
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
