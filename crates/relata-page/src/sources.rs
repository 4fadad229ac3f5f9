//! Who makes the claims of an article.

use std::collections::BTreeMap;

use relata_core::{Claim, ClaimId, Entity, EntityId, Extraction, Voice};

use crate::text::one_line;

/// Key of the paper itself.
pub const PAPER: &str = "paper";

/// One source with its claims.
pub struct SourceGroup<'a> {
    pub name: String,
    pub entity: Option<&'a Entity>,
    pub claims: Vec<&'a Claim>,
}

/// The sources in the order of their first claim. A source is an entity, or a wording where none is
/// known.
pub struct Sources<'a> {
    pub groups: Vec<SourceGroup<'a>>,
    of_entity: BTreeMap<EntityId, usize>,
    of_claim: BTreeMap<ClaimId, usize>,
}

impl<'a> Sources<'a> {
    pub fn new(extraction: &'a Extraction) -> Self {
        let mut sources =
            Self { groups: Vec::new(), of_entity: BTreeMap::new(), of_claim: BTreeMap::new() };
        let mut of_name: BTreeMap<String, usize> = BTreeMap::new();
        for claim in &extraction.claims {
            let id = claim.source.as_ref().and_then(|source| source.entity);
            let entity = id.and_then(|id| extraction.entity(id));
            let name = match (entity, &claim.source) {
                (Some(entity), _) => one_line(&entity.name),
                (None, Some(source)) => one_line(&source.text.text),
                (None, None) => "Source not stated".to_owned(),
            };
            let known = match entity {
                Some(entity) => sources.of_entity.get(&entity.id),
                None => of_name.get(&name),
            };
            let number = known.copied().unwrap_or(sources.groups.len());
            if let Some(group) = sources.groups.get_mut(number) {
                group.claims.push(claim);
            } else {
                match entity {
                    Some(entity) => sources.of_entity.insert(entity.id, number),
                    None => of_name.insert(name.clone(), number),
                };
                sources.groups.push(SourceGroup { name, entity, claims: vec![claim] });
            }
            sources.of_claim.insert(claim.id, number);
        }
        sources
    }

    /// Key of the source of a claim.
    pub fn key_of_claim(&self, claim: ClaimId) -> Option<String> {
        self.of_claim.get(&claim).map(|&number| key(number))
    }

    /// Key of a voice; `None` for one that makes no claim.
    pub fn key_of_voice(&self, voice: Voice, claim: Option<ClaimId>) -> Option<String> {
        match voice {
            Voice::Narrator => Some(PAPER.to_owned()),
            Voice::Entity(id) => self.of_entity.get(&id).map(|&number| key(number)),
            _ => self.key_of_claim(claim?),
        }
    }
}

/// Key of the source at an index of the list.
pub fn key(number: usize) -> String {
    format!("s{}", number + 1)
}
