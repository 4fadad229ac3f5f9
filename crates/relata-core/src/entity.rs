//! Entities and their mentions.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{EntityId, EntityType, Place, Score, TextSpan};

label_set! {
    /// How a mention refers.
    MentionKind, "mention kind" {
        /// By name: "Vladimir Putin", "the Observatory".
        Name = "name",
        /// By an adjective of a name: "Russian".
        Adjective = "adjective",
        /// By a title: "the Nato secretary-general".
        Title = "title",
        /// By a common noun: "a group monitoring the war".
        Nominal = "nominal",
        /// By a pronoun: "they".
        Pronoun = "pronoun",
    }
}

/// A span of the text that refers to an entity.
///
/// ```
/// use relata_core::{Mention, MentionKind, Score, Span, TextSpan};
/// let she = TextSpan::new("Mara left. She ran.", Span::at(11, 3));
/// let mention = Mention::new(she, MentionKind::Pronoun, Score::new(0.9));
/// assert_eq!(mention.text.text, "She");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Mention {
    /// Where it stands, and its text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// How it refers.
    pub kind: MentionKind,
    /// Type of this mention where it differs from the entity's ("Russian" is `NORP`, Russia is
    /// `GPE`).
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub mention_type: Option<EntityType>,
    /// Confidence.
    pub score: Score,
}

impl Mention {
    /// A mention of the entity's own type.
    #[must_use]
    pub const fn new(text: TextSpan, kind: MentionKind, score: Score) -> Self {
        Self { text, kind, mention_type: None, score }
    }
}

/// Somebody or something that the article speaks of, with all its mentions.
///
/// ```
/// use relata_core::{Entity, EntityId, EntityType, Mention, MentionKind, Score, Span, TextSpan};
/// let name = TextSpan::new("Mara left.", Span::at(0, 4));
/// let mentions = vec![Mention::new(name, MentionKind::Name, Score::ONE)];
/// let entity = Entity::new(EntityId::from_index(0), "Mara", EntityType::Per, mentions);
/// assert!(entity.is_named());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Entity {
    /// Identifier in this extraction.
    pub id: EntityId,
    /// Its fullest name in the article, or its fullest description where it is never named.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// ISO 3166-1 alpha-2 code of the country that it is, or belongs to by its name; `None` when
    /// that is not certain.
    pub country: Option<String>,
    /// For a place: where it lies, as far as the gazetteer and the article tell; `None` where the
    /// gazetteer does not know the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
    /// The country for which it speaks: a capital that is a source, a government or ministry, who
    /// holds an office of the state. One voice, and another entity; `None` for all others, and
    /// where the article does not name the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_for: Option<EntityId>,
    /// The mentions in the order of the text; at least one.
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// An entity without a country.
    #[must_use]
    pub fn new(
        id: EntityId,
        name: impl Into<String>,
        entity_type: EntityType,
        mentions: Vec<Mention>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            entity_type,
            country: None,
            place: None,
            speaks_for: None,
            mentions,
        }
    }

    /// True when some mention is a name (an adjective counts).
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.mentions.iter().any(|m| matches!(m.kind, MentionKind::Name | MentionKind::Adjective))
    }
}
