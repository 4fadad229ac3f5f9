//! What speaks for and against an entity of an article being one that is known.

use std::collections::BTreeSet;

use relata_core::EntityType;

use super::profile::Profile;
use crate::digest::EntityDigest;
use crate::names;
use crate::text::{rarity_of, stem};

/// An entity as it stands in its article.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    pub entity: &'a EntityDigest,
    /// Hashes of the names beside it.
    pub beside: &'a BTreeSet<u64>,
}

/// How the names agree.
#[derive(Debug, Clone, Copy, Default)]
struct NamesAgree {
    exact: bool,
    /// Words of the longest name in common.
    words: usize,
    part: bool,
    acronym: bool,
    /// How much the words in common tell.
    rare: f32,
}

/// Name and value of a piece of evidence.
pub type Named = (&'static str, f32);

/// The evidence; `articles` is how like the articles are, from 0 to 1.
pub fn evidence(candidate: Candidate<'_>, known: &Profile, articles: f32) -> Vec<Named> {
    let entity = candidate.entity;
    let agree = names_agree(&entity.names, &known.names);
    let flag = f32::from;
    let person = entity.kind == EntityType::Per;
    let same_type = known.kinds.contains_key(&entity.kind);
    let country = entity.country.as_ref().filter(|_| !known.countries.is_empty());
    let same_country = country.map(|country| known.countries.contains_key(country));
    let shared_roles = entity.roles.intersection(&known.roles).count();
    let other_roles = shared_roles == 0 && !entity.roles.is_empty() && !known.roles.is_empty();
    let near = near(candidate.beside, known);
    vec![
        ("exact", flag(agree.exact)),
        ("exact_full", flag(agree.exact && agree.words > 1)),
        ("part", flag(agree.part && !agree.exact)),
        ("acronym", flag(agree.acronym && !agree.exact)),
        ("rare", agree.rare / 8.0),
        ("person", flag(person)),
        ("person_part", flag(person && !agree.exact)),
        ("same_type", flag(same_type)),
        ("same_country", flag(same_country == Some(true))),
        ("other_country", flag(same_country == Some(false))),
        ("shared_roles", (shared_roles as f32).min(3.0) / 3.0),
        ("other_roles", flag(other_roles)),
        ("near", near),
        ("near_person", if person { near } else { 0.0 }),
        ("articles", articles),
        ("articles_person", if person { articles } else { 0.0 }),
    ]
}

/// True where something besides the name speaks for a person being one that is known.
pub fn more_than_a_name(evidence: &[Named]) -> bool {
    let least =
        |name: &str, least: f32| evidence.iter().any(|(of, value)| *of == name && *value >= least);
    least("shared_roles", 0.3) || least("near", 0.08) || least("articles", 0.12)
}

fn names_agree(one: &BTreeSet<String>, other: &BTreeSet<String>) -> NamesAgree {
    let mut agree = NamesAgree::default();
    for a in one {
        if other.contains(a) {
            agree.exact = true;
            agree.words = agree.words.max(a.split(' ').count());
            agree.rare = agree.rare.max(rare(a.split(' ')));
            continue;
        }
        for b in other {
            let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
            agree.acronym |= names::is_acronym(short, long);
            if is_part(short, long) {
                agree.part = true;
                agree.rare = agree.rare.max(rare(short.split(' ')));
            }
        }
    }
    agree
}

/// True where the words of the short name stand in the long one, its last among them: "Brill" and
/// "Ada Brill", but not "Ada" and "Ada Brill".
fn is_part(short: &str, long: &str) -> bool {
    let of_long: BTreeSet<&str> = long.split(' ').collect();
    short.rsplit(' ').next() == long.rsplit(' ').next()
        && short.split(' ').all(|word| of_long.contains(word))
}

/// How much the rarest of the words tells.
fn rare<'a>(words: impl Iterator<Item = &'a str>) -> f32 {
    words.map(|word| rarity_of(&stem(word))).fold(0.0, f32::max)
}

/// How much of the names beside the entity stand beside the known one as well, from 0 to 1.
fn near(beside: &BTreeSet<u64>, known: &Profile) -> f32 {
    if beside.is_empty() || known.beside.is_empty() {
        return 0.0;
    }
    let shared = beside.iter().filter(|name| known.beside.contains_key(name)).count();
    let sizes = beside.len() as f32 * (known.beside.len() as f32).min(2.0 * beside.len() as f32);
    (shared as f32 / libm::sqrtf(sizes)).min(1.0)
}
