//! Triggers of news events: which words tell of one, and what the reader says of it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{Factuality, Score};

label_set! {
    /// Class of a news event: the sixteen roots of PLOVER, and eight for what none of them fits.
    NewsClass, "class of news event" {
        /// Promise, offer or undertake to cooperate.
        Agree = "AGREE",
        /// Meet, visit, hold talks.
        Consult = "CONSULT",
        /// Endorse, recognise, ratify.
        Support = "SUPPORT",
        /// Yield in words: apologise, pardon, declare a ceasefire.
        Concede = "CONCEDE",
        /// Cooperate materially.
        Cooperate = "COOPERATE",
        /// Help materially.
        Aid = "AID",
        /// Yield in deed: release, withdraw, disarm.
        Retreat = "RETREAT",
        /// Ask, demand, order, appeal.
        Request = "REQUEST",
        /// Condemn, accuse, charge, sue, investigate.
        Accuse = "ACCUSE",
        /// Refuse, veto, oppose formally.
        Reject = "REJECT",
        /// Threaten with force or other serious consequences.
        Threaten = "THREATEN",
        /// Demonstrate, strike, riot.
        Protest = "PROTEST",
        /// Reduce relations, convict, expel, dismiss.
        Sanction = "SANCTION",
        /// Move forces short of using them.
        Mobilize = "MOBILIZE",
        /// Use power short of violence: arrest, raid, ban, seize.
        Coerce = "COERCE",
        /// Do violence.
        Assault = "ASSAULT",
        /// Crash, collapse, accidental fire.
        Accident = "ACCIDENT",
        /// Earthquake, storm, flood, epidemic.
        Disaster = "DISASTER",
        /// Theft, fraud, smuggling: no physical violence.
        Crime = "CRIME",
        /// Trial, hearing, ruling.
        Justice = "JUSTICE",
        /// Election, referendum, vote.
        Vote = "VOTE",
        /// Appointment, and resignation outside of government.
        Personnel = "PERSONNEL",
        /// Merger, investment, lay-offs, results.
        Business = "BUSINESS",
        /// Birth, marriage, natural death, illness.
        Life = "LIFE",
    }
}

impl NewsClass {
    /// True for a root of PLOVER.
    ///
    /// ```
    /// use relata_core::NewsClass;
    /// assert_eq!(NewsClass::ALL.iter().filter(|class| class.is_plover()).count(), 16);
    /// ```
    #[must_use]
    pub const fn is_plover(self) -> bool {
        (self as usize) <= (Self::Assault as usize)
    }
}

label_set! {
    /// Part that a phrase plays in an event, as the argument head has it.
    ArgumentRole, "argument role" {
        /// Who does it.
        Actor = "actor",
        /// To whom or what.
        Target = "target",
        /// Where.
        Place = "place",
        /// When.
        Time = "time",
        /// With what.
        Instrument = "instrument",
        /// Who, or how many, are killed.
        Killed = "killed",
        /// Who, or how many, are injured.
        Injured = "injured",
    }
}

/// Words that tell of a news event, with what the reader says of them. Words are indices of
/// [`Reading::tokens`](crate::Reading::tokens).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EventTrigger {
    /// The words.
    pub tokens: Range<usize>,
    /// Class of the event.
    pub class: NewsClass,
    /// Other classes that it may be of, the likeliest first.
    pub alternatives: Vec<(NewsClass, Score)>,
    /// In which way the text tells of it.
    pub factuality: Factuality,
    /// Phrases that play a part, by role and word.
    pub arguments: Vec<TriggerArgument>,
    /// Earlier triggers that were compared with this one, ascending.
    pub same: Vec<SameEvent>,
    /// Confidence.
    pub scores: TriggerScores,
}

/// Confidence of each part of an [`EventTrigger`].
///
/// ```
/// use relata_core::{EventTrigger, NewsClass, Score};
/// assert_eq!(EventTrigger::new(3..4, NewsClass::Protest).scores.event, Score::ONE);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct TriggerScores {
    /// That the words tell of a news event of any class.
    pub event: Score,
    /// Of the class.
    pub class: Score,
    /// Of the factuality.
    pub factuality: Score,
}

/// A phrase that plays a part in an event.
///
/// ```
/// use relata_core::{ArgumentRole, Score, TriggerArgument};
/// let actor = TriggerArgument::new(ArgumentRole::Actor, 0, Score::new(0.9));
/// assert_eq!((actor.role, actor.token), (ArgumentRole::Actor, 0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TriggerArgument {
    /// The part.
    pub role: ArgumentRole,
    /// The syntactic head of the phrase.
    pub token: usize,
    /// Confidence.
    pub score: Score,
}

/// Another trigger that may tell of the same event.
///
/// ```
/// use relata_core::{SameEvent, Score};
/// assert_eq!(SameEvent::new(12, Score::new(0.8)).token, 12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SameEvent {
    /// Its first word.
    pub token: usize,
    /// Confidence that the event is the same.
    pub score: Score,
}

impl EventTrigger {
    /// A trigger of an actual event without arguments, with scores of 1.
    ///
    /// ```
    /// use relata_core::{EventTrigger, NewsClass};
    /// assert!(EventTrigger::new(3..4, NewsClass::Protest).arguments.is_empty());
    /// ```
    #[must_use]
    pub const fn new(tokens: Range<usize>, class: NewsClass) -> Self {
        Self {
            tokens,
            class,
            alternatives: Vec::new(),
            factuality: Factuality::Actual,
            arguments: Vec::new(),
            same: Vec::new(),
            scores: TriggerScores { event: Score::ONE, class: Score::ONE, factuality: Score::ONE },
        }
    }
}

impl TriggerArgument {
    /// An argument.
    #[must_use]
    pub const fn new(role: ArgumentRole, token: usize, score: Score) -> Self {
        Self { role, token, score }
    }
}

impl SameEvent {
    /// A link to the trigger that begins with `token`.
    #[must_use]
    pub const fn new(token: usize, score: Score) -> Self {
        Self { token, score }
    }
}
