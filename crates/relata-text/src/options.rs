//! What a caller can choose.

/// What happens to blocks that are not part of the article.
///
/// ```
/// use relata_text::{Boilerplate, CleanOptions};
/// assert_eq!(CleanOptions::default().boilerplate, Boilerplate::Drop);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Boilerplate {
    /// They are marked as dropped, with the reason; no sentence is read from them.
    #[default]
    Drop,
    /// Nothing is dropped: every line is kept, and every character that is not white space stands
    /// in a sentence.
    Keep,
}

/// How a text is cleaned.
///
/// ```
/// use relata_text::{Boilerplate, CleanOptions, clean};
/// let options = CleanOptions::default().with_boilerplate(Boilerplate::Keep);
/// assert!(
///     clean("Sign up for our newsletter", &options).blocks.iter().all(|block| block.kept)
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CleanOptions {
    /// What happens to blocks that are not part of the article.
    pub boilerplate: Boilerplate,
    /// True for the text of a web page, whose lines were chosen by its markup: of these only what
    /// is surely not of the article is dropped.
    pub chosen_by_markup: bool,
}

impl CleanOptions {
    /// Sets what happens to blocks that are not part of the article.
    ///
    /// ```
    /// use relata_text::{Boilerplate, CleanOptions, clean};
    /// let options = CleanOptions::default().with_boilerplate(Boilerplate::Keep);
    /// assert!(
    ///     clean("Sign up for our newsletter", &options).blocks.iter().all(|block| block.kept)
    /// );
    /// ```
    #[must_use]
    pub const fn with_boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self.boilerplate = boilerplate;
        self
    }

    /// Sets whether the lines were chosen by the markup of a web page.
    ///
    /// ```
    /// use relata_text::CleanOptions;
    /// assert!(CleanOptions::default().with_chosen_by_markup(true).chosen_by_markup);
    /// ```
    #[must_use]
    pub const fn with_chosen_by_markup(mut self, chosen_by_markup: bool) -> Self {
        self.chosen_by_markup = chosen_by_markup;
        self
    }
}
