//! Words of conflict and politics that tell of neither: "the sauce attacks the palate", "the
//! striker fired a shot", "storms invade from the north".
//!
//! An event needs somebody who could take part in one, or an article that is about such things; a
//! sports report needs more than that.

use relata_core::{EntityType, Upos};

use crate::layers::Layers;
use crate::mention::{EventMention, Filler};

/// Classes of nouns for those whose doings make political news.
const PUBLIC: [&str; 6] = ["armed", "militant", "police", "government", "protest", "diplomat"];
/// So many nouns of these classes and of politics, or countries, make an article one about public
/// affairs; one is enough in a text of few words.
const ENOUGH: usize = 2;
const FEW_WORDS: usize = 60;
/// So many words of sport, and one in so many of all words, make a sports report.
const SPORT: usize = 3;
const SPORT_IN: usize = 60;

/// What the article is about.
pub(crate) struct Relevance {
    public: bool,
    sport: bool,
}

impl Relevance {
    pub fn new(layers: &Layers<'_>) -> Self {
        let nouns = || {
            (0..layers.reading.tokens().len())
                .filter(|&t| matches!(layers.token(t).upos, Upos::Noun | Upos::Propn))
        };
        let words = layers.reading.tokens().len();
        let enough = if words < FEW_WORDS { 1 } else { ENOUGH };
        let public = nouns()
            .filter(|&t| is_public(layers, t) || layers.is_class("politics", t))
            .take(enough)
            .count();
        let states = layers
            .entities
            .iter()
            .filter(|e| e.country.is_some() && e.entity_type != EntityType::Per)
            .count();
        let sport = (0..words).filter(|&t| layers.is_class("sport", t)).count();
        Self {
            public: public >= enough || states >= enough,
            sport: sport >= SPORT && sport * SPORT_IN >= words,
        }
    }

    /// True for an article about public affairs.
    pub const fn is_public(&self) -> bool {
        self.public
    }

    /// True for a sports report.
    pub const fn is_sport(&self) -> bool {
        self.sport
    }

    /// False for a mention that tells of no event of conflict or politics.
    pub fn admits(&self, layers: &Layers<'_>, mention: &EventMention<'_>) -> bool {
        if !mention.harm.is_empty() {
            return true;
        }
        let roles = &mention.roles;
        let parties = || roles.actors.iter().chain(&roles.targets);
        if self.sport {
            return parties().any(|f| tokens(layers, f).any(|t| is_public(layers, t)));
        }
        if self.public || has_own_means(mention) || is_conditioned(mention) {
            return true;
        }
        if !is_forceful(mention) {
            let parties_named = parties().filter(|f| is_party(layers, f)).count();
            return parties_named > 1 || parties().any(|f| is_body(layers, f));
        }
        parties().any(|f| is_party(layers, f))
            || roles
                .places
                .iter()
                .any(|f| tokens(layers, f).any(|t| layers.is_place_name(t) && is_named(layers, t)))
    }
}

/// "Car bomb", "air strike", "ceasefire": several words, or means of their own, are seldom meant
/// otherwise.
fn has_own_means(mention: &EventMention<'_>) -> bool {
    mention.trigger.nominal
        && (mention.trigger.entry.phrase.len() > 1
            || mention.trigger.entry.plover.mode.iter().any(|m| m == "explosives" || m == "aerial"))
}

/// A demonstration, and a seizure that the lexicon takes for one only with an object of a certain
/// kind ("seized firearms").
fn is_conditioned(mention: &EventMention<'_>) -> bool {
    let root = mention.trigger.root();
    if root == "PROTEST" && mention.trigger.nominal {
        return true;
    }
    root == "COERCE" && mention.trigger.entry.asks_for_parties()
}

/// Deeds; what is merely said or arranged between private people ("praised her cooking", "refused
/// to drive") is no event.
fn is_forceful(mention: &EventMention<'_>) -> bool {
    matches!(
        mention.trigger.root(),
        "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "SANCTION" | "THREATEN"
    )
}

/// A state, organisation or nationality, or somebody of a public class.
fn is_body(layers: &Layers<'_>, filler: &Filler) -> bool {
    tokens(layers, filler).any(|t| {
        let body = matches!(
            layers.entity_type(t),
            Some(EntityType::Org | EntityType::Gpe | EntityType::Norp)
        );
        body && is_named(layers, t) || is_public(layers, t)
    })
}

fn tokens<'d>(layers: &'d Layers<'_>, filler: &Filler) -> impl Iterator<Item = usize> + 'd {
    layers.reading.tokens_in(filler.span).take(24)
}

fn is_public(layers: &Layers<'_>, token: usize) -> bool {
    PUBLIC.iter().any(|class| layers.is_class(class, token))
}

fn is_party(layers: &Layers<'_>, filler: &Filler) -> bool {
    let kind = |t: usize| {
        matches!(
            layers.entity_type(t),
            Some(EntityType::Per | EntityType::Org | EntityType::Gpe | EntityType::Norp)
        )
    };
    let named = |t: usize| kind(t) && is_named(layers, t);
    named(filler.head)
        || tokens(layers, filler)
            .any(|t| named(t) || is_public(layers, t) || layers.is_class("people", t))
}

/// True for a mention of somebody or something that the article names; "gardeners" and "the
/// valleys" are anybody and anywhere.
fn is_named(layers: &Layers<'_>, token: usize) -> bool {
    layers
        .entity_of(token)
        .map_or_else(|| layers.token(token).upos == Upos::Propn, relata_core::Entity::is_named)
}
