//! What goes into the event stage and what comes out.

use relata_core::{
    Absence, Claim, ClaimId, Date, Discrepancy, Entity, EntityId, Event, EventId, Place, Quantity,
    Reading, Span, TimeExpression, TimeId, TraceStep, Warning,
};

/// The layers that events are read from.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EventInput<'a> {
    /// The raw text.
    pub text: &'a str,
    /// Its token layers.
    pub reading: &'a Reading,
    /// Its entities.
    pub entities: &'a [Entity],
    /// Its claims.
    pub claims: &'a [Claim],
    /// Day of publication, from which "yesterday" is reckoned; without it such times stay open.
    pub published: Option<Date>,
    /// Who publishes it: its country is a hint where places lie.
    pub publisher: Option<&'a str>,
    /// Where its dateline stands.
    pub dateline: Option<Span>,
    /// Lines around the headline that are no part of the article and may give its date.
    pub stamps: &'a [Span],
}

impl<'a> EventInput<'a> {
    /// The layers of one article.
    #[must_use]
    pub const fn new(
        text: &'a str,
        reading: &'a Reading,
        entities: &'a [Entity],
        claims: &'a [Claim],
        published: Option<Date>,
    ) -> Self {
        Self {
            text,
            reading,
            entities,
            claims,
            published,
            publisher: None,
            dateline: None,
            stamps: &[],
        }
    }

    /// Who publishes the article.
    ///
    /// ```
    /// use relata_core::Reading;
    /// use relata_events::EventInput;
    /// let reading = Reading::new(&[], Vec::new());
    /// let input = EventInput::new("", &reading, &[], &[], None);
    /// let input = input.with_publisher(Some("The Irish Courier"));
    /// assert_eq!(input.publisher, Some("The Irish Courier"));
    /// ```
    #[must_use]
    pub const fn with_publisher(mut self, publisher: Option<&'a str>) -> Self {
        self.publisher = publisher;
        self
    }

    /// Where the dateline stands: its date is reckoned from where no day of publication is known.
    ///
    /// ```
    /// use relata_core::{Reading, Span};
    /// use relata_events::EventInput;
    /// let reading = Reading::new(&[], Vec::new());
    /// let input = EventInput::new("", &reading, &[], &[], None);
    /// assert_eq!(input.with_dateline(Some(Span::at(0, 9))).dateline, Some(Span::at(0, 9)));
    /// ```
    #[must_use]
    pub const fn with_dateline(mut self, dateline: Option<Span>) -> Self {
        self.dateline = dateline;
        self
    }

    /// Lines of the text that no later stage reads and in which the day of publication may stand
    /// ("Posted on 3 Nov. 2022 · 2 min read"), the likeliest first: the first full date in them is
    /// reckoned from where neither caller nor dateline gives a day.
    ///
    /// ```
    /// use relata_core::{Reading, Span};
    /// use relata_events::EventInput;
    /// let reading = Reading::new(&[], Vec::new());
    /// let input = EventInput::new("3 Nov. 2022", &reading, &[], &[], None);
    /// assert_eq!(input.with_stamps(&[Span::at(0, 11)]).stamps.len(), 1);
    /// ```
    #[must_use]
    pub const fn with_stamps(mut self, stamps: &'a [Span]) -> Self {
        self.stamps = stamps;
        self
    }
}

/// What the event stage finds.
///
/// ```
/// use relata_core::Reading;
/// use relata_events::{EventInput, EventLayer, EventOptions, assemble};
/// let reading = Reading::default();
/// let input = EventInput::new("", &reading, &[], &[], None);
/// assert_eq!(assemble(&input, &EventOptions::default()), EventLayer::default());
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventLayer {
    /// Time expressions in the order of the text.
    pub times: Vec<TimeExpression>,
    /// Quantities in the order of the text.
    pub quantities: Vec<Quantity>,
    /// Events in the order of their first mention.
    pub events: Vec<Event>,
    /// The event that the article is about, `None` where it tells of none.
    pub main_event: Option<EventId>,
    /// Statements that differ.
    pub discrepancies: Vec<Discrepancy>,
    /// Statements that something is not known.
    pub absences: Vec<Absence>,
    /// The events that each claim's content tells of; claims that tell of none are left out.
    pub claim_events: Vec<(ClaimId, Vec<EventId>)>,
    /// The time expression that tells when a claim was made.
    pub claim_times: Vec<(ClaimId, TimeId)>,
    /// Where the entities that are places lie, as far as the gazetteer and the article tell.
    pub entity_places: Vec<(EntityId, Place)>,
    /// Dates that do not exist, or may be read in two ways.
    pub warnings: Vec<Warning>,
    /// What decided each record, where [`EventOptions::explain`](crate::EventOptions::explain) is
    /// set.
    pub trace: Vec<TraceStep>,
}
