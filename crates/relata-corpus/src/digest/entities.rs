//! Entities of an article.

use std::collections::BTreeSet;

use relata_core::{Entity, EntityType, MentionKind};
use serde::{Deserialize, Serialize};

use super::events::Site;
use super::phrases::{one_line, stems};
use crate::names;

/// What is kept of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityDigest {
    pub name: String,
    pub kind: EntityType,
    pub country: Option<String>,
    /// Whether it bears a name, in contrast to "the gunman".
    pub named: bool,
    pub mentions: usize,
    /// Its names in [`names::plain`] form, each once; of what is never named, none.
    pub names: BTreeSet<String>,
    /// Stems of the words that say what it is: "defence minister", "a spokesman for the police".
    pub roles: BTreeSet<String>,
    /// Where a place lies.
    pub site: Option<Site>,
}

/// Most mentions that are looked at.
const MOST_MENTIONS: usize = 200;

pub fn entity_digest(entity: &Entity) -> EntityDigest {
    let mentions = || entity.mentions.iter().take(MOST_MENTIONS);
    let of_kind = |kind: MentionKind| mentions().filter(move |mention| mention.kind == kind);
    let named = entity.is_named();
    let mut found: BTreeSet<String> =
        of_kind(MentionKind::Name).map(|mention| names::plain(&mention.text.text)).collect();
    if named {
        found.insert(names::plain(&entity.name));
    }
    found.remove("");
    let described = of_kind(MentionKind::Title).chain(of_kind(MentionKind::Nominal));
    let described = described.map(|mention| mention.text.text.as_str());
    let unnamed = (!named).then_some(entity.name.as_str());
    let of_name: BTreeSet<String> = found.iter().flat_map(|name| stems(name)).collect();
    let roles = described.chain(unnamed).flat_map(stems);
    EntityDigest {
        name: one_line(&entity.name),
        kind: entity.entity_type,
        country: entity.country.clone(),
        named,
        mentions: entity.mentions.len(),
        roles: roles.filter(|word| !of_name.contains(word)).take(24).collect(),
        names: found,
        site: entity.place.as_deref().map(|place| Site::of(&entity.name, Some(place))),
    }
}
