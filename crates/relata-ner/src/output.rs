//! Clusters become entities: type, name, country, mentions.

use std::collections::BTreeMap;

use relata_core::{Entity, EntityId, EntityType, Mention, MentionKind, Relation, TextSpan};

use crate::clusters::{Cluster, Clusters};
use crate::discourse::Discourse;
use crate::features::Number;
use crate::lexicon::countries::{self, Country};
use crate::lexicon::nouns;
use crate::nominals::is_predicate;
use crate::pronouns::Person;
use crate::voices::voices;

/// Entities in the order of their first mention.
pub(crate) fn entities(discourse: &Discourse<'_>, clusters: Clusters) -> Vec<Entity> {
    let sets = clusters.into_sets().into_iter().map(|set| drop_unresolved(discourse, set));
    let sets: Vec<Cluster> = sets.filter(|set| !set.members.is_empty()).collect();
    let entities: Vec<Entity> =
        sets.iter().enumerate().map(|(index, set)| entity(discourse, index, set)).collect();
    let voices = voices(discourse, &sets, &entities);
    let with_voice = |(mut entity, voice): (Entity, Option<EntityId>)| {
        entity.speaks_for = voice;
        entity
    };
    entities.into_iter().zip(voices).map(with_voice).collect()
}

/// A pronoun or a predicate alone refers to nothing that the text has said.
fn drop_unresolved(discourse: &Discourse<'_>, mut set: Cluster) -> Cluster {
    let pronoun = |i: usize| discourse.get(i).kind == MentionKind::Pronoun;
    let predicate = |i: usize| {
        discourse.get(i).is_description()
            && is_predicate(discourse.view, discourse.get(i).head)
            && !discourse.get(i).source
    };
    if set.members.iter().all(|&i| discourse.get(i).group) {
        set.members.clear();
    }
    let narrator = set.members.len() > 1 && set.members.iter().all(|&i| is_narrator(discourse, i));
    if !narrator && set.members.iter().all(|&i| pronoun(i) || predicate(i)) {
        set.members.clear();
    }
    set
}

/// "I", whom a text with one voice need not name.
fn is_narrator(discourse: &Discourse<'_>, index: usize) -> bool {
    matches!(
        crate::pronouns::features(&discourse.written(index).to_lowercase()),
        Some((Person::First, Number::Singular, _))
    )
}

fn entity(discourse: &Discourse<'_>, index: usize, set: &Cluster) -> Entity {
    let country = set
        .members
        .iter()
        .map(|&i| discourse.get(i))
        .filter(|c| c.is_name())
        .find_map(|c| c.country);
    let entity_type = entity_type(discourse, set);
    let mentions = set.members.iter().map(|&i| mention(discourse, i, entity_type)).collect();
    let mut out = Entity::new(
        EntityId::from_index(index),
        name(discourse, set, entity_type, country),
        entity_type,
        mentions,
    );
    out.country = country_code(discourse, set, &out, country).map(str::to_owned);
    out
}

fn mention(discourse: &Discourse<'_>, index: usize, entity_type: EntityType) -> Mention {
    let candidate = discourse.get(index);
    let mut out = Mention::new(
        TextSpan::new(discourse.view.text, candidate.span),
        candidate.kind,
        candidate.score,
    );
    let own = candidate.is_name()
        && candidate.entity_type != entity_type
        && keeps_own_type(candidate.entity_type, entity_type);
    out.mention_type = own.then_some(candidate.entity_type);
    out
}

/// "Russian" stays a nationality, "Milan" a city in one sentence and a club in the next; a name
/// tagged once as a person's is what the entity is.
fn keeps_own_type(mention: EntityType, entity: EntityType) -> bool {
    let place_or_body = |t: EntityType| t.is_place() || t == EntityType::Org;
    mention == EntityType::Norp || (place_or_body(mention) && place_or_body(entity))
}

/// The type that the names' scores vote for; a country is one; without names the first
/// description's.
fn entity_type(discourse: &Discourse<'_>, set: &Cluster) -> EntityType {
    let names: Vec<_> =
        set.members.iter().map(|&i| discourse.get(i)).filter(|c| c.is_name()).collect();
    if names.iter().any(|c| {
        c.country.is_some()
            && (c.kind == MentionKind::Adjective || c.entity_type == EntityType::Gpe)
    }) {
        return EntityType::Gpe;
    }
    let mut votes: BTreeMap<EntityType, f32> = BTreeMap::new();
    let places = set
        .members
        .iter()
        .map(|&i| discourse.get(i))
        .filter(|c| c.is_description() && c.entity_type.is_place() && !names.is_empty());
    for mention in names.iter().copied().chain(places) {
        // A fuller name says better what it names.
        let words = u8::try_from(mention.tokens.len().min(8)).unwrap_or(8);
        *votes.entry(mention.entity_type).or_default() += mention.score.get() * f32::from(words);
    }
    let most = votes.iter().fold(None, |best: Option<(EntityType, f32)>, (&t, &v)| {
        if best.is_none_or(|(_, most)| v > most) { Some((t, v)) } else { best }
    });
    most.map_or(set.entity_type, |(entity_type, _)| entity_type)
}

fn name(
    discourse: &Discourse<'_>,
    set: &Cluster,
    entity_type: EntityType,
    country: Option<&'static Country>,
) -> String {
    let of_kind = |kind: MentionKind| {
        set.members.iter().copied().filter(move |&i| discourse.get(i).kind == kind)
    };
    let same_type =
        of_kind(MentionKind::Name).filter(|&i| discourse.get(i).entity_type == entity_type);
    let longest =
        longest(discourse, same_type).or_else(|| longest(discourse, of_kind(MentionKind::Name)));
    if let Some(name) = longest {
        return tidy(discourse.written(name));
    }
    if let Some(country) = country {
        return country.name.to_owned();
    }
    if let Some(adjective) = of_kind(MentionKind::Adjective).next() {
        return tidy(discourse.written(adjective));
    }
    let described = set
        .members
        .iter()
        .copied()
        .filter(|&i| discourse.get(i).is_description() || discourse.get(i).group)
        .map(|i| described_as(discourse, i));
    if set.members.iter().all(|&i| is_narrator(discourse, i)) {
        return "I".to_owned();
    }
    described.fold(String::new(), |best, next| {
        if next.chars().count() > best.chars().count() { next } else { best }
    })
}

/// The first of the mentions with the most letters.
fn longest(discourse: &Discourse<'_>, mentions: impl Iterator<Item = usize>) -> Option<usize> {
    mentions.fold(None, |best, next| match best {
        Some(best)
            if discourse.written(next).chars().count()
                <= discourse.written(best).chars().count() =>
        {
            Some(best)
        }
        _ => Some(next),
    })
}

/// Line breaks and runs of blanks become one blank.
fn tidy(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A description without its determiner and without what follows as a clause.
fn described_as(discourse: &Discourse<'_>, index: usize) -> String {
    let (candidate, view) = (discourse.get(index), discourse.view);
    let clause =
        view.reading.dependents_by(candidate.head, &[Relation::Acl]).find(|&d| d > candidate.head);
    let end = clause.map_or(candidate.tokens.end, |c| {
        candidate
            .tokens
            .clone()
            .find(|&t| t == c || t > candidate.head && view.head(t) == Some(c))
            .unwrap_or(candidate.tokens.end)
    });
    let determiner = |t: usize| {
        matches!(view.relation(t), Relation::Det | Relation::DetPredet)
            || crate::pronouns::features(&view.lower(t)).is_some()
    };
    let start =
        candidate.tokens.clone().find(|&t| !determiner(t)).unwrap_or(candidate.tokens.start);
    tidy(view.span(&(start..end.max(start + 1))).text(view.text))
}

/// The country that the entity is, or to which its name says that it belongs ("Russian forces",
/// "the Russian Defence Ministry").
fn country_code(
    discourse: &Discourse<'_>,
    set: &Cluster,
    entity: &Entity,
    country: Option<&'static Country>,
) -> Option<&'static str> {
    if country.is_some() {
        // "the Swede" is a person, not Sweden.
        return country.map(|c| c.code).filter(|_| entity.entity_type != EntityType::Per);
    }
    if entity.entity_type.is_place() && entity.is_named() {
        let described = set
            .members
            .iter()
            .map(|&i| discourse.get(i))
            .filter(|c| c.is_description())
            .find_map(|c| c.country);
        return countries::by_capital(&entity.name).or(described).map(|c| c.code);
    }
    if entity.entity_type != EntityType::Org {
        return None;
    }
    set.members.iter().find_map(|&i| belongs_to(discourse, i))
}

fn belongs_to(discourse: &Discourse<'_>, index: usize) -> Option<&'static str> {
    let candidate = discourse.get(index);
    let named = |token| countries::of_modifier(discourse.view.form(token));
    if candidate.is_description() {
        let force = candidate.noun.is_some_and(|n| n.has("state") || n.class().is_none());
        return candidate.country.filter(|_| force).map(|c| c.code);
    }
    let state = candidate.tokens.clone().skip(1).any(|t| {
        nouns::look_up(&discourse.view.lower(t)).is_some_and(|(noun, _)| noun.has("state"))
    });
    Some(candidate.tokens.start)
        .filter(|_| candidate.kind == MentionKind::Name && state)
        .and_then(named)
        .map(|c| c.code)
}
