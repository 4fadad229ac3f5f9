//! What a caller can choose.

/// What a caller can choose.
///
/// ```
/// use relata_corpus::CorpusOptions;
/// let options = CorpusOptions::default().with_window_days(7);
/// assert_eq!(options.window_days, 7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CorpusOptions {
    /// Articles that were published further apart tell of one event only where both give its day.
    pub window_days: u16,
    /// The least mean likeness at which an event joins others, 0 to 1.
    pub min_event_score: f32,
    /// The least likelihood at which an entity joins others, 0 to 1.
    pub min_entity_score: f32,
}

impl Default for CorpusOptions {
    fn default() -> Self {
        Self { window_days: 30, min_event_score: 0.25, min_entity_score: 0.5 }
    }
}

impl CorpusOptions {
    /// Sets the days of publication over which events are joined.
    ///
    /// ```
    /// use relata_corpus::CorpusOptions;
    /// assert_eq!(CorpusOptions::default().with_window_days(3).window_days, 3);
    /// ```
    #[must_use]
    pub const fn with_window_days(mut self, days: u16) -> Self {
        self.window_days = days;
        self
    }

    /// Sets how like events must be to be one.
    ///
    /// ```
    /// use relata_corpus::CorpusOptions;
    /// let strict = CorpusOptions::default().with_min_event_score(0.4);
    /// assert!(strict.min_event_score > CorpusOptions::default().min_event_score);
    /// ```
    #[must_use]
    pub const fn with_min_event_score(mut self, score: f32) -> Self {
        self.min_event_score = score;
        self
    }

    /// Sets how likely entities must be one.
    ///
    /// ```
    /// use relata_corpus::CorpusOptions;
    /// let strict = CorpusOptions::default().with_min_entity_score(0.9);
    /// assert!(strict.min_entity_score > CorpusOptions::default().min_entity_score);
    /// ```
    #[must_use]
    pub const fn with_min_entity_score(mut self, score: f32) -> Self {
        self.min_entity_score = score;
        self
    }
}
