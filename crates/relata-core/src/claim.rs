//! Claims: who says what.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{ClaimId, EntityId, EventId, Place, Score, Sector, TextSpan, TimeId};

label_set! {
    /// How the words of the source are given.
    ClaimMode, "claim mode" {
        /// All in quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Partly in quotation marks.
        Mixed = "mixed",
    }
}

label_set! {
    /// What the source does with the content.
    Stance, "stance" {
        /// States it.
        Asserted = "asserted",
        /// Confirms it.
        Confirmed = "confirmed",
        /// Denies it.
        Denied = "denied",
        /// States it as possible, believed or likely.
        Hedged = "hedged",
        /// Declines to say.
        Withheld = "withheld",
        /// Asks a question, or asks for something: requests, advises, invites.
        Asked = "asked",
        /// Demands, orders or urges.
        Demanded = "demanded",
    }
}

impl Stance {
    /// What the source does, as the verb between it and the content.
    ///
    /// ```
    /// assert_eq!(relata_core::Stance::Withheld.verb(), "will not say");
    /// ```
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Asserted => "says",
            Self::Confirmed => "confirms",
            Self::Denied => "denies",
            Self::Hedged => "thinks it possible",
            Self::Withheld => "will not say",
            Self::Asked => "asks",
            Self::Demanded => "demands",
        }
    }
}

label_set! {
    /// What a claim's stance is read from.
    StanceBasis, "stance basis" {
        /// The cue's own meaning, as the lexicon has it.
        Cue = "cue",
        /// A negation of the cue: "did not say".
        Negation = "negation",
        /// A modal verb or adverb beside the cue: "may have said", "reportedly".
        Modality = "modality",
        /// A word that governs the cue: "refused to confirm".
        Governor = "governor",
        /// Nothing: the cue is not in the lexicon, or there is none.
        Unmarked = "unmarked",
    }
}

label_set! {
    /// How a source is named.
    SourceKind, "source kind" {
        /// By name.
        Name = "name",
        /// By a title.
        Title = "title",
        /// By a common noun that stands for somebody in particular.
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
        /// Somebody who is kept unnamed: "officials", "a source close to the family".
        Unnamed = "unnamed",
        /// A document or poll that speaks for itself: "the report", "court papers", "a survey".
        Document = "document",
    }
}

/// Who makes a claim.
///
/// ```
/// use relata_core::{Source, SourceKind, Span, TextSpan};
/// let text = "Officials said it rained.";
/// let source = Source::new(TextSpan::new(text, Span::at(0, 9)), SourceKind::Unnamed, None);
/// assert_eq!(source.text.text, "Officials");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// Where it stands, and its text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// How it is named.
    pub kind: SourceKind,
    /// The entity that it is, `None` when that is not certain.
    pub entity: Option<EntityId>,
    /// True where an unnamed source is several persons or a body: "officials", "a group". `false`
    /// for "an official", and for sources of another kind.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub group: bool,
}

impl Source {
    /// A source; no unnamed group.
    #[must_use]
    pub const fn new(text: TextSpan, kind: SourceKind, entity: Option<EntityId>) -> Self {
        Self { text, kind, entity, group: false }
    }
}

/// The words that attribute.
///
/// ```
/// use relata_core::{Cue, Span, TextSpan};
/// let cue = Cue::new(TextSpan::new("Ali said it rained.", Span::at(4, 4)), "say");
/// assert_eq!((cue.text.text.as_str(), cue.lemma.as_str()), ("said", "say"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cue {
    /// Where they stand, and their text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// Dictionary form of the main word.
    pub lemma: String,
    /// Part of speech of the main word in the lexicon: "verb", "noun", "phrase", "adverb"; `None`
    /// for a cue that no lexicon has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Class of the cue in the lexicon ("say", "deny"), `None` for a cue that no lexicon has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Name of the lexicon that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<String>,
}

impl Cue {
    /// A cue that no lexicon has.
    #[must_use]
    pub fn new(text: TextSpan, lemma: impl Into<String>) -> Self {
        Self { text, lemma: lemma.into(), part: None, class: None, lexicon: None }
    }
}

/// A phrase that takes part in a claim or an event, with the entity that it refers to.
///
/// ```
/// use relata_core::{EntityId, Participant, Span, TextSpan};
/// let rebels = TextSpan::new("Rebels shelled the port.", Span::at(0, 6));
/// let actor = Participant::new(rebels, Some(EntityId::from_index(0)));
/// assert_eq!(actor.entity.map(|id| id.to_string()).as_deref(), Some("e1"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Participant {
    /// Where it stands, and its text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// The entity, `None` when none is known.
    pub entity: Option<EntityId>,
    /// For a party of an event: the sector that its nouns or its entity tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// For a party of an event: the text only lays the part to it ("accused of", "allegedly", "the
    /// suspected bombers").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alleged: bool,
    /// For the place of an event: where it lies, as far as the gazetteer and the article tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
}

impl Participant {
    /// A participant.
    #[must_use]
    pub const fn new(text: TextSpan, entity: Option<EntityId>) -> Self {
        Self { text, entity, sector: None, alleged: false, place: None }
    }
}

/// An attribution: a content, and who is said to be its source.
///
/// ```
/// use relata_core::{Claim, ClaimId, ClaimMode, Score, Span, Stance, TextSpan};
/// let content = vec![TextSpan::new("Ali denied that it rained.", Span::at(16, 9))];
/// let id = ClaimId::from_index(0);
/// let claim = Claim::new(id, content, ClaimMode::Indirect, Stance::Denied, Score::new(0.9));
/// assert_eq!(claim.content[0].text, "it rained");
/// assert!(claim.source.is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Claim {
    /// Identifier in this extraction.
    pub id: ClaimId,
    /// Who says it, `None` when the text does not state it.
    pub source: Option<Source>,
    /// The words that attribute it, `None` for a quotation that merely runs on.
    pub cue: Option<Cue>,
    /// What is said, in the order of the text; more than one when other words stand between.
    pub content: Vec<TextSpan>,
    /// How it is given.
    pub mode: ClaimMode,
    /// What the source does with it.
    pub stance: Stance,
    /// What the stance is read from.
    #[serde(default = "unmarked")]
    pub stance_basis: StanceBasis,
    /// To whom it is said.
    pub addressee: Option<Participant>,
    /// Through what it was said: "in a statement", "on Twitter".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<TextSpan>,
    /// When it was said, as far as the cue's own clause tells ("previously", "on Tuesday").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<TextSpan>,
    /// The time expression of `said_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeId>,
    /// The claim inside whose content this one stands.
    pub within: Option<ClaimId>,
    /// The events that the content tells of.
    pub events: Vec<EventId>,
    /// Confidence.
    pub score: Score,
}

const fn unmarked() -> StanceBasis {
    StanceBasis::Unmarked
}

impl Claim {
    /// A claim of which source, cue, addressee and the rest are still to be set.
    #[must_use]
    pub const fn new(
        id: ClaimId,
        content: Vec<TextSpan>,
        mode: ClaimMode,
        stance: Stance,
        score: Score,
    ) -> Self {
        Self {
            id,
            source: None,
            cue: None,
            content,
            mode,
            stance,
            stance_basis: StanceBasis::Unmarked,
            addressee: None,
            medium: None,
            said_at: None,
            time: None,
            within: None,
            events: Vec::new(),
            score,
        }
    }
}
