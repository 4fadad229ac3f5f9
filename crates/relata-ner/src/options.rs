//! Options.

/// Which mentions [`resolve_with`](crate::resolve_with) looks for.
///
/// ```
/// use relata_ner::{EntityOptions, MentionScope};
/// assert_eq!(EntityOptions::default().scope, MentionScope::All);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum MentionScope {
    /// Names and adjectives of names.
    Names,
    /// Names, and titles and nominals that are sources or actors.
    Descriptions,
    /// Names, titles, nominals and pronouns.
    #[default]
    All,
}

/// Options of [`resolve_with`](crate::resolve_with).
///
/// ```
/// use relata_ner::{EntityOptions, MentionScope};
/// let options = EntityOptions::default().with_scope(MentionScope::Names);
/// assert_eq!(options.pronoun_window, 3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntityOptions {
    /// Which mentions are looked for.
    pub scope: MentionScope,
    /// How many sentences a pronoun looks back.
    pub pronoun_window: usize,
    /// How many sentences a description ("the company") looks back.
    pub description_window: usize,
}

impl Default for EntityOptions {
    fn default() -> Self {
        Self { scope: MentionScope::All, pronoun_window: 3, description_window: 12 }
    }
}

impl EntityOptions {
    /// Sets [`scope`](Self::scope).
    ///
    /// ```
    /// use relata_ner::{EntityOptions, MentionScope};
    /// let options = EntityOptions::default().with_scope(MentionScope::Descriptions);
    /// assert_eq!(options.scope, MentionScope::Descriptions);
    /// ```
    #[must_use]
    pub const fn with_scope(mut self, scope: MentionScope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets [`pronoun_window`](Self::pronoun_window).
    ///
    /// ```
    /// use relata_ner::EntityOptions;
    /// assert_eq!(EntityOptions::default().with_pronoun_window(1).pronoun_window, 1);
    /// ```
    #[must_use]
    pub const fn with_pronoun_window(mut self, sentences: usize) -> Self {
        self.pronoun_window = sentences;
        self
    }

    /// Sets [`description_window`](Self::description_window).
    ///
    /// ```
    /// use relata_ner::EntityOptions;
    /// assert_eq!(EntityOptions::default().with_description_window(4).description_window, 4);
    /// ```
    #[must_use]
    pub const fn with_description_window(mut self, sentences: usize) -> Self {
        self.description_window = sentences;
        self
    }
}
