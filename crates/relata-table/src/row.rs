//! What a row is made from, and what several tables say of it.

use std::collections::BTreeSet;

use relata_core::{
    Attestation, AttestationStance, CasualtyKind, CharOffsets, Claim, Date, Entity, EntityId,
    Event, EventTime, Extraction, Factuality, Participant, Place, Plover, Span, TextSpan,
    TimeExpression, Voice,
};

use crate::cell::{Cell, Column};

/// A column and how it is filled.
pub struct Field {
    pub column: Column,
    pub value: fn(&Row<'_>) -> Option<Cell>,
}

/// An article with its extraction.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    pub extraction: &'a Extraction,
    /// Set where offsets are to count characters.
    pub chars: Option<&'a CharOffsets>,
}

impl<'a> Source<'a> {
    pub fn new(given: &'a str, extraction: &'a Extraction) -> Self {
        Self { text: extraction.text.as_deref().unwrap_or(given), extraction, chars: None }
    }

    pub const fn row(self) -> Row<'a> {
        Row {
            source: self,
            event: None,
            claim: None,
            attestation: None,
            participant: None,
            entity: None,
            time: None,
        }
    }
}

/// What one row stands for: the records that are set.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub source: Source<'a>,
    pub event: Option<&'a Event>,
    pub claim: Option<&'a Claim>,
    pub attestation: Option<&'a Attestation>,
    /// One who takes part, and as what.
    pub participant: Option<(&'static str, &'a Participant)>,
    pub entity: Option<&'a Entity>,
    pub time: Option<&'a TimeExpression>,
}

impl<'a> Row<'a> {
    pub fn article(&self) -> Option<Cell> {
        text(self.source.extraction.id.clone()?)
    }

    /// Where a span begins.
    pub fn start(&self, span: Span) -> Option<Cell> {
        count(self.counted(span).start())
    }

    /// Where a span ends.
    pub fn end(&self, span: Span) -> Option<Cell> {
        count(self.counted(span).end())
    }

    fn counted(&self, span: Span) -> Span {
        self.source.chars.map_or(span, |chars| chars.char_span(span))
    }

    pub fn entity_of(&self, id: Option<EntityId>) -> Option<&'a Entity> {
        self.source.extraction.entity(id?)
    }

    pub fn voice(&self, voice: Voice) -> Option<Cell> {
        text(one_line(self.source.extraction.voice_name(voice)))
    }

    /// Name of who takes part: that of the entity, else the words.
    pub fn name(&self, participant: &Participant) -> String {
        let entity = self.entity_of(participant.entity);
        one_line(entity.map_or(&participant.text.text, |entity| &entity.name))
    }

    /// Names of those who take part, each once.
    pub fn names(&self, participants: &[Participant]) -> Option<Cell> {
        listed(participants.iter().map(|participant| self.name(participant)))
    }

    /// Where the event took place: its first place that has a point, else its first of which the
    /// country is known, else its first.
    pub fn site(&self) -> Option<(&'a Participant, Option<&'a Place>)> {
        let places = &self.event?.places;
        let first = |is_known: fn(&Place) -> bool| {
            places.iter().find(|participant| participant.place.as_deref().is_some_and(is_known))
        };
        let site = first(|place| place.coordinates.is_some())
            .or_else(|| first(|place| place.country.is_some()))
            .or_else(|| places.first())?;
        Some((site, site.place.as_deref()))
    }

    /// What is known of where the event took place.
    pub fn event_place(&self) -> Option<&'a Place> {
        self.site()?.1
    }

    pub fn event_time(&self) -> Option<&'a EventTime> {
        self.event?.time.as_ref()
    }

    /// The event's type in PLOVER.
    pub fn plover(&self) -> Option<&'a Plover> {
        self.event?.event_type.plover.as_ref()
    }

    /// The sentence of the event's first trigger.
    pub fn sentence(&self) -> Option<Cell> {
        let trigger: Span = self.event?.triggers.first()?.span;
        let sentences = &self.source.extraction.sentences;
        let before = sentences.partition_point(|sentence| sentence.end() <= trigger.start());
        let sentence = sentences.get(before).filter(|sentence| sentence.contains(trigger))?;
        text(one_line(sentence.text(self.source.text)))
    }

    /// The voices that carry the event in one of these ways.
    pub fn voices(&self, stances: &[AttestationStance]) -> Option<Cell> {
        let attestations = self.event?.attestations.iter();
        let told = attestations.filter(|told| stances.contains(&told.stance));
        listed(told.map(|told| one_line(self.source.extraction.voice_name(told.by))))
    }

    /// Lowest and highest number of people harmed in this way that the article gives.
    pub fn harmed(&self, kind: CasualtyKind) -> (Option<Cell>, Option<Cell>) {
        let counts = self.event.map(|event| event.casualties.counts(kind)).unwrap_or_default();
        let min = counts.iter().filter_map(|count| count.quantity.min).min();
        // A count without an upper bound leaves the highest open.
        let maxima: Option<Vec<u64>> = counts.iter().map(|count| count.quantity.max).collect();
        let max = maxima.and_then(|maxima| maxima.into_iter().max());
        (whole(min), whole(max))
    }
}

/// Whether the text tells of the event as of one that took place.
pub const fn took_place(event: &Event) -> bool {
    matches!(event.factuality, Factuality::Actual | Factuality::Habitual | Factuality::Ended)
}

/// A cell of text; nothing for an empty one.
pub fn text(text: impl Into<String>) -> Option<Cell> {
    Some(text.into()).filter(|text| !text.is_empty()).map(Cell::Text)
}

/// A cell of the words that stand somewhere.
pub fn words(words: &TextSpan) -> Option<Cell> {
    text(one_line(&words.text))
}

pub fn whole(number: Option<u64>) -> Option<Cell> {
    number.and_then(|number| i64::try_from(number).ok()).map(Cell::Integer)
}

/// How many there are.
pub fn count(number: usize) -> Option<Cell> {
    whole(u64::try_from(number).ok())
}

pub fn day(day: Option<Date>) -> Option<Cell> {
    day.map(Cell::Day)
}

/// A score with its three decimals.
pub fn score(score: relata_core::Score) -> Cell {
    Cell::Real((f64::from(score.get()) * 1000.0).round() / 1000.0)
}

/// Several values in one cell, each once, in their order.
pub fn listed(values: impl IntoIterator<Item = String>) -> Option<Cell> {
    let mut known = BTreeSet::new();
    let distinct: Vec<String> =
        values.into_iter().filter(|value| known.insert(value.clone())).collect();
    text(distinct.join("; "))
}

pub fn latitude(place: &Place) -> Option<Cell> {
    Some(Cell::Real(f64::from(place.coordinates?.latitude_e5) / 1e5))
}

pub fn longitude(place: &Place) -> Option<Cell> {
    Some(Cell::Real(f64::from(place.coordinates?.longitude_e5) / 1e5))
}

/// The text with single blanks for all white space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
