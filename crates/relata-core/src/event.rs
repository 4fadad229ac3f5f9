//! Events and who attests them.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{
    Casualties, ClaimId, Date, EventId, EventType, Factuality, Modality, Participant, Polarity,
    Score, TextSpan, TimeAnchor, TimeExpression, TimeId, Voice,
};

label_set! {
    /// Which stage of an event the text tells of.
    Aspect, "aspect" {
        /// Its beginning: "began shelling", "the start of the offensive".
        Begins = "begins",
        /// That it goes on: "kept shelling", "talks resumed".
        Continues = "continues",
        /// Its end: "stopped shelling", "the strike is over".
        Ends = "ends",
    }
}

label_set! {
    /// What decided a part of a record.
    DecidedBy, "deciding part" {
        /// Lexicon and rules alone.
        Rules = "rules",
        /// A learned head alone.
        Head = "head",
        /// Both, and they agree.
        Both = "both",
    }
}

/// What decided type, polarity and modality of an event.
///
/// ```
/// use relata_core::{DecidedBy, Decisions};
/// assert_eq!(Decisions::default().event_type, DecidedBy::Rules);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Decisions {
    /// The root event.
    #[serde(rename = "type")]
    pub event_type: DecidedBy,
    /// Whether it took place.
    pub polarity: DecidedBy,
    /// In which world.
    pub modality: DecidedBy,
}

impl Default for Decisions {
    fn default() -> Self {
        Self {
            event_type: DecidedBy::Rules,
            polarity: DecidedBy::Rules,
            modality: DecidedBy::Rules,
        }
    }
}

label_set! {
    /// What a voice does with an event.
    AttestationStance, "attestation stance" {
        /// Says that it took place.
        Claims = "claims",
        /// Confirms it.
        Confirms = "confirms",
        /// Denies it.
        Denies = "denies",
        /// Calls it possible.
        Hedges = "hedges",
        /// Declines to say.
        Withholds = "withholds",
    }
}

/// One voice that carries an event.
///
/// ```
/// use relata_core::{Attestation, AttestationStance, ClaimId, EntityId, Voice};
/// let (by, claim) = (Voice::Entity(EntityId::from_index(0)), Some(ClaimId::from_index(2)));
/// let attestation = Attestation::new(by, claim, AttestationStance::Denies);
/// assert_eq!(
///     serde_json::to_string(&attestation)?,
///     r#"{"by":"e1","claim":"c3","stance":"denies"}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Attestation {
    /// Who.
    pub by: Voice,
    /// In which claim, `None` for the narrator.
    pub claim: Option<ClaimId>,
    /// How.
    pub stance: AttestationStance,
}

impl Attestation {
    /// An attestation.
    #[must_use]
    pub const fn new(by: Voice, claim: Option<ClaimId>, stance: AttestationStance) -> Self {
        Self { by, claim, stance }
    }
}

/// When an event took place.
///
/// ```
/// use relata_core::{EventTime, Span, TextSpan, TimeExpression, TimeId, TimeType};
/// let day = TextSpan::new("on 6 May 2024", Span::at(3, 10));
/// let value = Some("2024-05-06".to_owned());
/// let time = TimeExpression::new(TimeId::from_index(0), day, TimeType::Date, value);
/// assert_eq!(EventTime::new(&time).map(|time| time.value).as_deref(), Some("2024-05-06"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EventTime {
    /// The time expression that says so.
    pub id: TimeId,
    /// Its TIMEX3 value.
    pub value: String,
    /// First day of it, `None` where that is not known.
    pub start: Option<Date>,
    /// The day after its last.
    pub end: Option<Date>,
    /// What the expression is reckoned from, `None` where it tells all by itself or stays open.
    pub anchored_by: Option<TimeAnchor>,
}

impl EventTime {
    /// The time of an expression; `None` where it has no value.
    #[must_use]
    pub fn new(time: &TimeExpression) -> Option<Self> {
        Some(Self {
            id: time.id,
            value: time.value.clone()?,
            start: time.start_day,
            end: time.end_day,
            anchored_by: time.anchored_by,
        })
    }
}

label_set! {
    /// How two events relate.
    EventRelationType, "event relation" {
        /// Takes place before the other.
        Before = "before",
        /// Takes place after the other.
        After = "after",
        /// Takes place together with the other.
        Accompanies = "accompanies",
        /// Is a part of the other.
        PartOf = "part_of",
        /// Causes the other, as the text says.
        Causes = "causes",
    }
}

/// A relation from one event to another.
///
/// ```
/// use relata_core::{EventId, EventRelation, EventRelationType};
/// let after = EventRelation::new(EventRelationType::After, EventId::from_index(1));
/// assert_eq!(serde_json::to_string(&after)?, r#"{"type":"after","event":"v2"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EventRelation {
    /// How they relate.
    #[serde(rename = "type")]
    pub relation: EventRelationType,
    /// The other.
    pub event: EventId,
}

impl EventRelation {
    /// A relation.
    #[must_use]
    pub const fn new(relation: EventRelationType, event: EventId) -> Self {
        Self { relation, event }
    }
}

/// Something that happened, or is said to have, or not to have happened.
///
/// ```
/// use relata_core::{Event, EventId, EventType, NewsClass, Score, Span, TextSpan};
/// let trigger = TextSpan::new("Rebels shelled the port.", Span::at(7, 7));
/// let kind = EventType::of(NewsClass::Assault);
/// let event = Event::new(EventId::from_index(0), kind, vec![trigger], Score::new(0.9));
/// assert!(event.event_type.class == NewsClass::Assault);
/// assert_eq!(event.independent_sources, 0);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Event {
    /// Identifier in this extraction.
    pub id: EventId,
    /// What kind of event.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// The words that tell of it, one for each mention; at least one.
    pub triggers: Vec<TextSpan>,
    /// Other words of the same sentences that tell of it: "killed" of "killed in a bombing".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support_triggers: Vec<TextSpan>,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom or what.
    pub targets: Vec<Participant>,
    /// With what.
    pub instruments: Vec<Participant>,
    /// Where.
    pub places: Vec<Participant>,
    /// For whose good: "delivered food *to the camp*", "voted *for the bill*".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beneficiaries: Vec<Participant>,
    /// When.
    pub time: Option<EventTime>,
    /// In which way the text tells of it; polarity and modality follow from it.
    #[serde(default)]
    pub factuality: Factuality,
    /// Whether it took place.
    pub polarity: Polarity,
    /// In which world.
    pub modality: Modality,
    /// Which stage of it the text tells of, where it tells of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<Aspect>,
    /// What decided type, polarity and modality.
    #[serde(default)]
    pub decided: Decisions,
    /// People harmed.
    pub casualties: Casualties,
    /// Who says so.
    pub attestations: Vec<Attestation>,
    /// Number of different entities, the narrator not counted, that claim or confirm it. Who denies
    /// it, calls it possible or declines to say is no source of it: "denied that troops had shelled
    /// the market", "had no plans to send troops", "may have shelled" count none.
    pub independent_sources: usize,
    /// Relations to other events.
    pub relations: Vec<EventRelation>,
    /// Confidence.
    pub score: Score,
}

impl Event {
    /// An actual event of which only the triggers are known.
    #[must_use]
    pub fn new(id: EventId, event_type: EventType, triggers: Vec<TextSpan>, score: Score) -> Self {
        Self {
            id,
            event_type,
            triggers,
            support_triggers: Vec::new(),
            actors: Vec::new(),
            targets: Vec::new(),
            instruments: Vec::new(),
            places: Vec::new(),
            beneficiaries: Vec::new(),
            time: None,
            factuality: Factuality::Actual,
            polarity: Polarity::Positive,
            modality: Modality::Actual,
            aspect: None,
            decided: Decisions::default(),
            casualties: Casualties::default(),
            attestations: Vec::new(),
            independent_sources: 0,
            relations: Vec::new(),
            score,
        }
    }
}

/// One of the two statements of a [`Discrepancy`]: a claim, or an event as the narrator tells it.
/// Written `"c1"` or `"v1"`.
///
/// ```
/// use relata_core::{ClaimId, Statement};
/// let written = serde_json::to_string(&Statement::Claim(ClaimId::from_index(0)))?;
/// assert_eq!(written, "\"c1\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Statement {
    /// A claim.
    Claim(ClaimId),
    /// An event in the paper's own voice.
    Event(EventId),
}

label_set! {
    /// On what two statements differ.
    DiscrepancyKind, "kind of discrepancy" {
        /// Who did it.
        Agent = "agent",
        /// To whom or what it was done.
        Target = "target",
        /// How many.
        Number = "number",
        /// Where.
        Place = "place",
        /// When.
        Time = "time",
        /// With what means the same was done.
        Means = "means",
        /// Whether it took place.
        Occurrence = "occurrence",
        /// Whether it was intended.
        Intention = "intention",
    }
}

/// Two statements of one article that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Discrepancy {
    /// What they differ on, in words.
    pub on: String,
    /// What they differ on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DiscrepancyKind>,
    /// The events that they speak of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventId>,
    /// The earlier.
    pub a: Statement,
    /// The later.
    pub b: Statement,
}

impl Discrepancy {
    /// A discrepancy.
    #[must_use]
    pub fn new(on: impl Into<String>, a: Statement, b: Statement) -> Self {
        Self { on: on.into(), kind: None, events: Vec::new(), a, b }
    }

    /// Sets what they differ on, and the events that they speak of.
    ///
    /// ```
    /// use relata_core::{ClaimId, Discrepancy, DiscrepancyKind, EventId, Statement};
    /// let claim = |number| Statement::Claim(ClaimId::from_index(number));
    /// let differ = Discrepancy::new("how many died", claim(0), claim(1))
    ///     .of(DiscrepancyKind::Number, vec![EventId::from_index(0)]);
    /// assert_eq!(differ.kind, Some(DiscrepancyKind::Number));
    /// ```
    #[must_use]
    pub fn of(mut self, kind: DiscrepancyKind, events: Vec<EventId>) -> Self {
        self.kind = Some(kind);
        self.events = events;
        self
    }
}

/// A statement that something is not known.
///
/// ```
/// use relata_core::{Absence, Span, TextSpan, Voice};
/// let text = "There is no word on casualties.";
/// let said = TextSpan::new(text, Span::at(0, text.len()));
/// assert_eq!(Absence::new(said, "casualties", Voice::Narrator).about, "casualties");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Absence {
    /// Where it stands, and its text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// What is not known.
    pub about: String,
    /// Who says so.
    pub by: Voice,
}

impl Absence {
    /// An absence.
    #[must_use]
    pub fn new(text: TextSpan, about: impl Into<String>, by: Voice) -> Self {
        Self { text, about: about.into(), by }
    }
}
