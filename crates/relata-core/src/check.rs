//! The rules that every record of an extraction keeps.

mod casualties;
mod claims;
mod entities;
mod events;
mod places;

use std::cmp::Reverse;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{Extraction, Span};

label_set! {
    /// A rule that the records of every [`Extraction`] keep.
    RecordRule, "record rule" {
        /// A string is exactly what stands at its span, which cuts no character and holds more
        /// than white space.
        Text = "text",
        /// Blocks ascend and hold every character of the text that is not white space.
        Blocks = "blocks",
        /// Sentences ascend without overlap, each within a kept block.
        Sentences = "sentences",
        /// The identifier of a record is its index in its list.
        Identifiers = "identifiers",
        /// What a record refers to exists and is not itself.
        References = "references",
        /// Mentions of an entity, triggers of an event stand in the order of the text, each once;
        /// of two that begin together the longer first.
        Mentions = "mentions",
        /// The name of an entity stands in a mention (white space apart), or is the country whose
        /// adjective does.
        Names = "names",
        /// Pieces of a content stand in the order of the text, none over another.
        Content = "content",
        /// Cue and source of a claim stand outside its content.
        Outside = "outside",
        /// What a claim or an event is made of stands within kept blocks; a piece of a content
        /// within one.
        Kept = "kept",
        /// No span is both actor and target of one event.
        Roles = "roles",
        /// A voice attests an event once in a way and a claim; independent sources are counted
        /// rightly.
        Attestations = "attestations",
        /// The lower bound of a number is not above the upper one, and it has one of the two.
        Bounds = "bounds",
        /// A number of zero is stated: by the digit or a word for none.
        Zero = "zero",
        /// Numbers of people harmed are given where the record says that they are, and only there.
        Casualties = "casualties",
        /// A discrepancy is between two different statements.
        Discrepancies = "discrepancies",
    }
}

/// A record that breaks a rule.
///
/// ```
/// use relata_core::{Article, EventId, Extraction};
/// let mut extraction = Extraction::new(&Article::new("Rain fell."));
/// extraction.main_event = Some(EventId::from_index(0));
/// let violation = &extraction.check()[0];
/// assert_eq!(
///     violation.to_string(),
///     "main_event breaks the rule references: it is not there"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The rule.
    pub rule: RecordRule,
    /// The record: `"v1"`, `"c2"`, or `"q4"`, `"d1"`, `"a1"`, `"b1"`, `"s1"` for the fourth
    /// quantity, the first discrepancy, absence, block, sentence.
    pub record: String,
    /// What is wrong with it, in words.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} breaks the rule {}: {}", self.record, self.rule, self.message)
    }
}

impl Extraction {
    /// The records that break a rule: none for what relata gives, which tests, fuzzers and readers
    /// of foreign JSON hold it to. Strings are compared with [`Extraction::text`], where it is
    /// there; use [`Extraction::check_in`] where the caller has the text.
    ///
    /// ```
    /// use relata_core::{Article, EventId, Extraction, RecordRule};
    /// let mut extraction = Extraction::new(&Article::new("Rain fell."));
    /// assert!(extraction.check().is_empty());
    /// extraction.main_event = Some(EventId::from_index(0));
    /// let violations = extraction.check();
    /// assert_eq!(violations[0].rule, RecordRule::References);
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Violation> {
        check(self, self.text.as_deref())
    }

    /// As [`Extraction::check`], where the article's text is `given` and [`Extraction::text`] is
    /// not set.
    ///
    /// ```
    /// use relata_core::{Article, Block, BlockRole, Extraction, RecordRule, Span};
    /// let text = "Rain fell.\nSnow fell.";
    /// let mut extraction = Extraction::new(&Article::new(text));
    /// extraction.blocks = vec![Block::new(Span::at(0, 10), BlockRole::Lead)];
    /// assert_eq!(extraction.check_in(text)[0].rule, RecordRule::Blocks);
    /// ```
    #[must_use]
    pub fn check_in(&self, given: &str) -> Vec<Violation> {
        check(self, Some(self.text.as_deref().unwrap_or(given)))
    }
}

fn check(extraction: &Extraction, text: Option<&str>) -> Vec<Violation> {
    let mut report = Report::default();
    places::check(extraction, text, &mut report);
    entities::check(extraction, &mut report);
    claims::check(extraction, &mut report);
    events::check(extraction, &mut report);
    casualties::check(extraction, &mut report);
    report.found
}

/// What was found so far.
#[derive(Default)]
struct Report {
    found: Vec<Violation>,
}

impl Report {
    /// Adds a violation unless `holds`.
    fn expect(
        &mut self,
        holds: bool,
        rule: RecordRule,
        record: impl fmt::Display,
        message: impl FnOnce() -> String,
    ) {
        if !holds {
            self.found.push(Violation { rule, record: record.to_string(), message: message() });
        }
    }
}

/// True where each span stands before the next: of two that begin together the longer first.
fn ascends(spans: impl IntoIterator<Item = Span>) -> bool {
    let order = |span: Span| (span.start(), Reverse(span.end()));
    spans.into_iter().is_sorted_by(|a, b| order(*a) < order(*b))
}

/// True where each span ends before the next begins, or where it does.
fn follow_one_another(spans: impl IntoIterator<Item = Span>) -> bool {
    spans.into_iter().is_sorted_by(|a, b| a.end() <= b.start())
}
