//! Which entities speak for a state: its capital ("Paris said"), its government ("the French
//! foreign ministry", "the Élysée"), and who holds an office of it ("the French president").
//!
//! They are one voice and several entities: nothing is joined here.

use std::collections::{BTreeMap, HashMap};

use relata_core::{Entity, EntityId, EntityType};

use crate::candidate::Candidate;
use crate::clusters::Cluster;
use crate::discourse::Discourse;
use crate::features::Number;
use crate::lexicon::{countries, nouns};

/// For each entity the country for which it speaks, where the article names that country.
pub(crate) fn voices(
    discourse: &Discourse<'_>,
    sets: &[Cluster],
    entities: &[Entity],
) -> Vec<Option<EntityId>> {
    let all = || entities.iter().zip(sets);
    let mut states: BTreeMap<&str, EntityId> = BTreeMap::new();
    for (entity, set) in all() {
        if let Some(code) = state(discourse, set, entity) {
            states.entry(code).or_insert(entity.id);
        }
    }
    let of_candidate: HashMap<usize, &Entity> =
        all().flat_map(|(entity, set)| set.members.iter().map(move |&i| (i, entity))).collect();
    let voice = |(entity, set): (&Entity, &Cluster)| {
        let body = set.affiliation.and_then(|i| of_candidate.get(&i)).copied();
        let code = speaks_for(discourse, set, entity, body)?;
        states.get(code).copied().filter(|&id| id != entity.id)
    };
    all().map(voice).collect()
}

/// The code of the country that the entity is.
fn state(discourse: &Discourse<'_>, set: &Cluster, entity: &Entity) -> Option<&'static str> {
    let mut named = set.members.iter().map(|&i| discourse.get(i)).filter(|c| c.is_name());
    let country = named.find_map(|c| c.country)?;
    (entity.entity_type == EntityType::Gpe).then_some(country.code)
}

/// The code of the country for which the entity speaks.
fn speaks_for<'e>(
    discourse: &Discourse<'_>,
    set: &Cluster,
    entity: &'e Entity,
    body: Option<&'e Entity>,
) -> Option<&'e str> {
    let mentions = || set.members.iter().map(|&i| discourse.get(i));
    let of_seat = || mentions().filter(|c| c.is_name()).find_map(|c| seat(discourse, c));
    match entity.entity_type {
        EntityType::Gpe => {
            let speaks = mentions().any(|c| c.is_name() && c.source);
            countries::by_capital(&entity.name).filter(|_| speaks).map(|c| c.code)
        }
        EntityType::Org | EntityType::Fac => {
            let organ = mentions().any(|c| is_organ(discourse, c));
            let country = entity.country.as_deref().filter(|_| organ);
            country.or_else(of_seat)
        }
        EntityType::Per => {
            let office = set.roles.iter().any(|role| is_voice(role));
            let of_body = || {
                let state = |b: &&Entity| b.entity_type == EntityType::Gpe;
                body.filter(state).and_then(|b| b.country.as_deref())
            };
            let one = set.number != Number::Plural;
            set.country.or_else(of_body).filter(|_| office && one)
        }
        _ => None,
    }
}

/// "the Kremlin"
fn seat(discourse: &Discourse<'_>, candidate: &Candidate) -> Option<&'static str> {
    countries::by_seat(candidate.span.text(discourse.view.text)).map(|country| country.code)
}

/// "the Russian Defence Ministry", "the French government": the noun, or a word of the name.
fn is_organ(discourse: &Discourse<'_>, candidate: &Candidate) -> bool {
    let word = |t: usize| is_voice(&discourse.view.lower(t));
    match candidate.noun {
        Some(noun) => noun.has("voice"),
        None => candidate.is_name() && candidate.tokens.clone().any(word),
    }
}

fn is_voice(noun: &str) -> bool {
    nouns::look_up(noun).is_some_and(|(noun, _)| noun.has("voice"))
}
