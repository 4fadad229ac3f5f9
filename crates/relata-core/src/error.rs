//! Errors of the data model.

use thiserror::Error;

/// A span whose end lies before its start.
///
/// ```
/// use relata_core::Span;
/// let error = Span::try_new(5, 2).unwrap_err();
/// assert_eq!(error.to_string(), "span ends at 2, before its start 5");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("span ends at {end}, before its start {start}")]
pub struct SpanError {
    start: usize,
    end: usize,
}

impl SpanError {
    pub(crate) const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A text that is not a value of the type asked for.
///
/// ```
/// use relata_core::Date;
/// let error = "2023-02-29".parse::<Date>().unwrap_err();
/// assert_eq!(error.to_string(), "\"2023-02-29\" is not a date of the form YYYY-MM-DD");
/// assert_eq!(error.expected(), "date of the form YYYY-MM-DD");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{text:?} is not a {expected}", at_line(*.line))]
pub struct ParseError {
    text: String,
    expected: &'static str,
    line: Option<usize>,
}

fn at_line(line: Option<usize>) -> String {
    line.map(|line| format!("line {line}: ")).unwrap_or_default()
}

impl ParseError {
    pub(crate) fn new(text: &str, expected: &'static str) -> Self {
        Self { text: text.chars().take(80).collect(), expected, line: None }
    }

    pub(crate) const fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What the text should have been.
    #[must_use]
    pub const fn expected(&self) -> &'static str {
        self.expected
    }

    /// Number of the line, counted from 1, where the text is one of several lines:
    /// [`conllu::read`](crate::conllu::read) says it.
    ///
    /// ```
    /// use relata_core::conllu;
    /// let rows = "# text = It rained\n1\tIt\tit\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
    ///     2\trained\train\tVRB\t_\t_\t0\troot\t_\t_\n";
    /// let error = conllu::read("It rained", rows).unwrap_err();
    /// assert_eq!(error.line(), Some(3));
    /// assert_eq!(error.to_string(), "line 3: \"VRB\" is not a universal part of speech");
    /// ```
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }
}
