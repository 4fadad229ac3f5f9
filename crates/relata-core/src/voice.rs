//! Who speaks: the one value by which claims, attestations and casualties name a speaker.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

use crate::{EntityId, ParseError};

/// Who speaks: an entity, the paper itself, or somebody whom the text does not state. Written
/// `"e1"`, `"narrator"`, `"unstated"`.
///
/// ```
/// use relata_core::{EntityId, Voice};
/// assert_eq!("narrator".parse(), Ok(Voice::Narrator));
/// assert_eq!(Voice::Entity(EntityId::from_index(0)).to_string(), "e1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Voice {
    /// The paper.
    Narrator,
    /// An entity of the article.
    Entity(EntityId),
    /// A source that the text does not state or that no entity stands for.
    Unstated,
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Narrator => f.write_str("narrator"),
            Self::Unstated => f.write_str("unstated"),
            Self::Entity(id) => id.fmt(f),
        }
    }
}

impl FromStr for Voice {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "narrator" => Ok(Self::Narrator),
            "unstated" => Ok(Self::Unstated),
            _ => text.parse().map(Self::Entity),
        }
    }
}

impl Serialize for Voice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Voice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
