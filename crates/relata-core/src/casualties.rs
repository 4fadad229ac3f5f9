//! The dead, the injured and others who were harmed in an event.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{ClaimId, Quantity, Voice};

label_set! {
    /// What is known of the people harmed.
    CasualtyStatus, "casualty status" {
        /// Nothing is said.
        NoneStated = "none_stated",
        /// It is said that nothing is known.
        NoInformation = "no_information",
        /// Numbers are given.
        Reported = "reported",
    }
}

/// A number of casualties and who gives it.
///
/// ```
/// use relata_core::{CasualtyCount, Quantity, Span, TextSpan, Voice};
/// let four = TextSpan::new("At least four people died.", Span::at(0, 20));
/// let count = CasualtyCount::new(Quantity::new(four, Some(4), None), Voice::Narrator, None);
/// assert_eq!((count.quantity.min, count.quantity.max), (Some(4), None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CasualtyCount {
    /// The number.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// Who gives it.
    pub by: Voice,
    /// The claim that gives it, `None` when the paper does.
    pub claim: Option<ClaimId>,
}

impl CasualtyCount {
    /// A count.
    #[must_use]
    pub const fn new(quantity: Quantity, by: Voice, claim: Option<ClaimId>) -> Self {
        Self { quantity, by, claim }
    }
}

label_set! {
    /// How people are harmed.
    CasualtyKind, "casualty kind" {
        /// Killed.
        Killed = "killed",
        /// Injured.
        Injured = "injured",
        /// Missing.
        Missing = "missing",
        /// Detained or abducted.
        Detained = "detained",
        /// Displaced.
        Displaced = "displaced",
    }
}

/// What one voice says of a number over all its statements, for instance at least 4 and at most 12.
///
/// ```
/// use relata_core::{CasualtyKind, CasualtyRange, Voice};
/// let range = CasualtyRange::new(CasualtyKind::Killed, Voice::Narrator, Some(4), Some(12));
/// assert_eq!((range.min, range.max), (Some(4), Some(12)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CasualtyRange {
    /// Of which harm.
    pub kind: CasualtyKind,
    /// Whose statements.
    pub by: Voice,
    /// Lowest number that they allow; `None` when they give no lower bound.
    pub min: Option<u64>,
    /// Highest number that they allow; `None` when they give no upper bound.
    pub max: Option<u64>,
}

impl CasualtyRange {
    /// A range.
    #[must_use]
    pub const fn new(kind: CasualtyKind, by: Voice, min: Option<u64>, max: Option<u64>) -> Self {
        Self { kind, by, min, max }
    }
}

/// People harmed by an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Casualties {
    /// Whether numbers are given.
    pub status: CasualtyStatus,
    /// Killed.
    pub killed: Vec<CasualtyCount>,
    /// Injured.
    pub injured: Vec<CasualtyCount>,
    /// Missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<CasualtyCount>,
    /// Detained or abducted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detained: Vec<CasualtyCount>,
    /// Displaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub displaced: Vec<CasualtyCount>,
    /// What each voice says, taken together: one range for each harm and voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<CasualtyRange>,
}

impl Casualties {
    /// The counts of one kind of harm.
    ///
    /// ```
    /// use relata_core::{Casualties, CasualtyKind};
    /// let casualties = Casualties::default();
    /// assert!(CasualtyKind::ALL.iter().all(|&kind| casualties.counts(kind).is_empty()));
    /// ```
    #[must_use]
    pub fn counts(&self, kind: CasualtyKind) -> &[CasualtyCount] {
        match kind {
            CasualtyKind::Killed => &self.killed,
            CasualtyKind::Injured => &self.injured,
            CasualtyKind::Missing => &self.missing,
            CasualtyKind::Detained => &self.detained,
            CasualtyKind::Displaced => &self.displaced,
        }
    }

    /// The list that holds the counts of one kind of harm.
    pub const fn counts_mut(&mut self, kind: CasualtyKind) -> &mut Vec<CasualtyCount> {
        match kind {
            CasualtyKind::Killed => &mut self.killed,
            CasualtyKind::Injured => &mut self.injured,
            CasualtyKind::Missing => &mut self.missing,
            CasualtyKind::Detained => &mut self.detained,
            CasualtyKind::Displaced => &mut self.displaced,
        }
    }
}

impl Default for Casualties {
    fn default() -> Self {
        Self {
            status: CasualtyStatus::NoneStated,
            killed: Vec::new(),
            injured: Vec::new(),
            missing: Vec::new(),
            detained: Vec::new(),
            displaced: Vec::new(),
            ranges: Vec::new(),
        }
    }
}
