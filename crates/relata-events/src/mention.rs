//! A mention of an event: a trigger with its type, participants, time and factuality.

use relata_core::{
    Aspect, CasualtyCount, CasualtyKind, DecidedBy, Decisions, EntityId, EventTrigger, EventType,
    Score, Span,
};
use relata_syntax::Veridicality;

use crate::layers::Layers;
use crate::ontology::{Entry, Refinement};

/// Words that tell of an event.
#[derive(Debug, Clone)]
pub(crate) struct Trigger<'o> {
    /// The syntactic head of the words: the verb, or the last noun.
    pub head: usize,
    /// All the words, ascending.
    pub tokens: Vec<usize>,
    /// From the first to the last word.
    pub span: Span,
    /// What the lexicon says of them.
    pub entry: &'o Entry,
    /// Class of the event: that of the event heads, else the root of the entry.
    pub class: &'o str,
    /// How sure the event heads are of it.
    pub class_score: Score,
    /// True for a noun.
    pub nominal: bool,
    /// What decided its root.
    pub decided: DecidedBy,
    /// True where the lexicon has rows for its words and none of them fits here.
    pub unfit: bool,
    /// True where its class is that of a row of the lexicon, whatever the event heads say.
    pub by_row: bool,
    /// What the event heads say of it.
    pub tag: Option<&'o EventTrigger>,
}

impl Trigger<'_> {
    /// Class of the event.
    pub fn root(&self) -> &str {
        self.class
    }

    /// True when the trigger is one that carries its own means ("air strike"), so that a bare word
    /// may refer back to it.
    pub fn is_specific(&self) -> bool {
        !self.entry.plover.mode.is_empty() || self.entry.phrase.len() > 1
    }

    pub fn first(&self) -> usize {
        self.tokens.first().copied().unwrap_or(self.head)
    }
}

impl Trigger<'_> {
    /// True for an event that a noun only speaks of ("the anniversary of the bombing"), or that is
    /// over: the time of the clause is not its own.
    pub fn is_recalled(&self, layers: &Layers<'_>, factuality: Veridicality) -> bool {
        let spoken_of = factuality.presupposed_by.is_some_and(|word| !layers.is_verb(word));
        self.nominal && (spoken_of || factuality.ended.is_some())
    }
}

/// A phrase that fills a role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Filler {
    pub head: usize,
    pub span: Span,
    pub entity: Option<EntityId>,
    /// The text only lays the part to it.
    pub alleged: bool,
    /// How likely it plays the part, where that is reckoned.
    pub score: Score,
}

/// Who did what to whom, with what, where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roles {
    pub actors: Vec<Filler>,
    pub targets: Vec<Filler>,
    pub instruments: Vec<Filler>,
    pub places: Vec<Filler>,
    pub beneficiaries: Vec<Filler>,
}

/// People harmed, as one mention tells it.
#[derive(Debug, Clone)]
pub(crate) struct Harm {
    pub kind: CasualtyKind,
    pub count: CasualtyCount,
    /// The victims are told without a number ("killed a nurse"), or no word but the argument head
    /// says that those counted are victims: what is told with a number goes before.
    pub uncounted: bool,
    /// Who they are.
    pub victims: Option<EntityId>,
}

/// The expression that tells when an event took place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeRole {
    /// Its index in the list of time expressions.
    pub index: usize,
    /// How likely it does.
    pub score: Score,
}

impl TimeRole {
    /// What grammar alone says.
    pub fn certain(index: usize) -> Self {
        Self { index, score: Score::new(1.0) }
    }
}

/// A mention of an event.
#[derive(Debug, Clone)]
pub(crate) struct EventMention<'o> {
    pub trigger: Trigger<'o>,
    pub event_type: EventType,
    pub roles: Roles,
    pub time: Option<TimeRole>,
    pub factuality: Veridicality,
    /// What the words about it say by themselves.
    pub words: Veridicality,
    /// In which way the text tells of it.
    pub told: relata_core::Factuality,
    /// The word by which it is only laid to those who did it.
    pub allegation: Option<usize>,
    pub aspect: Option<Aspect>,
    pub decided: Decisions,
    /// The row that refined its type.
    pub refinement: Option<&'o Refinement>,
    pub harm: Vec<Harm>,
    /// It is likely one of the event that it is told with, but not enough to believe it about who
    /// did it, where, when and how.
    pub loose: bool,
    /// Other words of the sentence that tell of the same event: "killed" of "killed in a bombing".
    pub also: Vec<Span>,
    pub score: Score,
}

impl EventMention<'_> {
    /// Class of the event.
    pub fn class(&self) -> &str {
        self.event_type.class.as_str()
    }
}

/// The class of which the mentions of an event are surest together; of equals the first.
pub(crate) fn class_of<'m>(mentions: &[&'m EventMention<'_>]) -> &'m str {
    let weight = |class: &str| {
        let like = mentions.iter().filter(|m| m.class() == class);
        like.map(|m| m.trigger.class_score.get()).sum::<f32>()
    };
    let classes = mentions.iter().map(|m| (weight(m.class()), m.class()));
    let best = classes.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.map_or("", |(_, class)| class)
}
