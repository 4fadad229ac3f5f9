//! Events of an article.

use std::collections::BTreeSet;

use relata_core::{
    AttestationStance, CasualtyKind, Date, Event, Extraction, Factuality, Participant, Place,
    PlacePrecision, Span,
};
use serde::{Deserialize, Serialize};

use super::phrases::one_line;
use super::sentences::{Sentence, at};
use super::voices::Voice;
use crate::names;
use crate::text::{Bag, Stems};

/// What is kept of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDigest {
    /// Its index in the article's list.
    pub index: usize,
    pub class: String,
    pub factuality: Factuality,
    pub triggers: Vec<Trigger>,
    /// Its triggers by their words: "raid" and "raids" are one strand, "killed" another.
    pub strands: Vec<Strand>,
    /// Words of the sentences that tell of it.
    pub words: Bag,
    pub parties: Vec<Party>,
    pub sites: Vec<Site>,
    /// From the first day to the day after the last.
    pub days: Option<(i32, i32)>,
    /// The TIMEX3 value of a time that has no days: "XXXX-WXX-3".
    pub open_time: Option<String>,
    pub counts: Vec<Count>,
    pub told: Vec<Told>,
    pub score: f32,
    /// Whether the article is about it.
    pub main: bool,
    /// Whether one of the first two sentences tells of it.
    pub opening: bool,
}

/// A word that tells of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    pub span: Span,
    pub text: String,
    pub stems: Stems,
    pub sentence: Option<usize>,
}

/// Triggers of an event that are one word, which other articles may tell as an event of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strand {
    /// Their indices in the event's list.
    pub triggers: Vec<usize>,
    /// Words of the sentences in which they stand; none where that are all of the event.
    pub words: Option<Bag>,
    /// Whether one of them stands in the first two sentences.
    pub opening: bool,
}

/// As what somebody takes part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Actor,
    Target,
    Instrument,
    Beneficiary,
}

/// Somebody or something that takes part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub role: Role,
    pub entity: Option<usize>,
    pub text: String,
    pub stems: Stems,
    pub alleged: bool,
}

/// A place of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub name: String,
    pub country: Option<String>,
    pub region: Option<String>,
    pub geonames: Option<u32>,
    /// Latitude and longitude in hundred-thousandths of a degree.
    pub point: Option<(i32, i32)>,
    pub precision: Option<PlacePrecision>,
}

impl Site {
    pub fn of(name: &str, place: Option<&Place>) -> Self {
        let point = place.and_then(|place| place.coordinates);
        Self {
            name: names::plain(name),
            country: place.and_then(|place| place.country.clone()),
            region: place.and_then(|place| place.region.clone()),
            geonames: place.and_then(|place| place.geonames),
            point: point.map(|at| (at.latitude_e5, at.longitude_e5)),
            precision: place.and_then(|place| place.precision),
        }
    }
}

/// A number of people harmed, as one voice gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub kind: CasualtyKind,
    pub text: String,
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub by: Voice,
    pub sentence: Option<usize>,
}

/// That a voice carries the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub by: Voice,
    pub stance: AttestationStance,
    /// The claim, by its index in the article's list.
    pub claim: Option<usize>,
    /// What is said.
    pub content: String,
    pub sentence: Option<usize>,
}

/// Words of an event that are kept.
const MOST_WORDS: usize = 48;

/// Mentions, parties, places, counts and voices of one event that are kept.
const MOST: usize = 64;

pub fn event_digest(extraction: &Extraction, event: &Event, sentences: &[Sentence]) -> EventDigest {
    let triggers: Vec<Trigger> =
        event.triggers.iter().take(MOST).map(|trigger| trigger_of(trigger, sentences)).collect();
    let told_in: BTreeSet<usize> = triggers.iter().filter_map(|trigger| trigger.sentence).collect();
    let time = event.time.as_ref();
    let days = time.and_then(|time| {
        let start = time.start?.unix_day();
        Some((start, time.end.map_or(start + 1, Date::unix_day).max(start + 1)))
    });
    EventDigest {
        index: event.id.index(),
        class: event.event_type.class.to_string(),
        factuality: event.factuality,
        words: bag(&told_in, sentences),
        strands: strands(&triggers, &told_in, sentences),
        parties: parties(event),
        sites: event.places.iter().take(MOST).map(|place| site(extraction, place)).collect(),
        days,
        open_time: time.filter(|_| days.is_none()).map(|time| time.value.clone()),
        counts: counts(extraction, event, sentences),
        told: told(extraction, event, sentences, told_in.first().copied()),
        score: event.score.get(),
        main: extraction.main_event == Some(event.id),
        opening: opens(&told_in),
        triggers,
    }
}

/// The words of these sentences.
fn bag(told_in: &BTreeSet<usize>, sentences: &[Sentence]) -> Bag {
    let texts = told_in.iter().filter_map(|&at| sentences.get(at)).map(|s| s.text.as_str());
    Bag::of(texts, MOST_WORDS)
}

/// Whether one of these sentences is of the first two.
fn opens(told_in: &BTreeSet<usize>) -> bool {
    told_in.iter().any(|&at| at < 2)
}

fn strands(triggers: &[Trigger], told_in: &BTreeSet<usize>, sentences: &[Sentence]) -> Vec<Strand> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, trigger) in triggers.iter().enumerate() {
        let like = |&other: &usize| triggers.get(other).is_some_and(|o| o.is_like(trigger));
        match groups.iter_mut().find(|group| group.iter().any(like)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let strand = |group: Vec<usize>| {
        let sentences_of = group.iter().filter_map(|&at| triggers.get(at)?.sentence);
        let own: BTreeSet<usize> = sentences_of.collect();
        let words = (own != *told_in).then(|| bag(&own, sentences));
        Strand { triggers: group, words, opening: opens(&own) }
    };
    groups.into_iter().map(strand).collect()
}

impl Trigger {
    /// True where both have a word in common.
    fn is_like(&self, other: &Self) -> bool {
        self.text == other.text || self.stems.shared(&other.stems).next().is_some()
    }
}

fn trigger_of(trigger: &relata_core::TextSpan, sentences: &[Sentence]) -> Trigger {
    Trigger {
        span: trigger.span,
        text: one_line(&trigger.text),
        stems: Stems::of(&trigger.text, 8),
        sentence: at(sentences, trigger.span.start()),
    }
}

fn parties(event: &Event) -> Vec<Party> {
    let roles = [
        (Role::Actor, &event.actors),
        (Role::Target, &event.targets),
        (Role::Instrument, &event.instruments),
        (Role::Beneficiary, &event.beneficiaries),
    ];
    let of_role = |(role, participants): (Role, &Vec<Participant>)| {
        let party = move |participant: &Participant| Party {
            role,
            entity: participant.entity.map(relata_core::EntityId::index),
            text: one_line(&participant.text.text),
            stems: Stems::of(&participant.text.text, 16),
            alleged: participant.alleged,
        };
        participants.iter().take(MOST).map(party).collect::<Vec<_>>()
    };
    roles.into_iter().flat_map(of_role).collect()
}

fn site(extraction: &Extraction, place: &Participant) -> Site {
    let entity = place.entity.and_then(|id| extraction.entity(id));
    let known = place.place.as_deref().or_else(|| entity?.place.as_deref());
    Site::of(entity.map_or(place.text.text.as_str(), |entity| &entity.name), known)
}

fn counts(extraction: &Extraction, event: &Event, sentences: &[Sentence]) -> Vec<Count> {
    let mut out = Vec::new();
    for &kind in CasualtyKind::ALL {
        out.extend(event.casualties.counts(kind).iter().take(MOST).map(|count| Count {
            kind,
            text: one_line(&count.quantity.text.text),
            min: count.quantity.min,
            max: count.quantity.max,
            by: Voice::of(extraction, count.by, count.claim),
            sentence: at(sentences, count.quantity.text.span.start()),
        }));
    }
    out
}

fn told(
    extraction: &Extraction,
    event: &Event,
    sentences: &[Sentence],
    own_sentence: Option<usize>,
) -> Vec<Told> {
    let attestations = event.attestations.iter().take(MOST);
    attestations
        .map(|told| {
            let content = told.claim.and_then(|id| extraction.claim(id)?.content.first());
            let sentence = content.and_then(|content| at(sentences, content.span.start()));
            Told {
                by: Voice::of(extraction, told.by, told.claim),
                stance: told.stance,
                claim: told.claim.map(relata_core::ClaimId::index),
                content: content.map(|content| one_line(&content.text)).unwrap_or_default(),
                sentence: sentence.or(own_sentence),
            }
        })
        .collect()
}
