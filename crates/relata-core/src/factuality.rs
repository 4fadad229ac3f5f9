//! Whether and in which world an event takes place, as the text tells it.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;

label_set! {
    /// Whether the text says that it took place or that it did not.
    Polarity, "polarity" {
        /// It did.
        Positive = "positive",
        /// It did not.
        Negative = "negative",
    }
}

label_set! {
    /// In which world it takes place.
    Modality, "modality" {
        /// This one.
        Actual = "actual",
        /// It is intended, ordered or threatened.
        Planned = "planned",
        /// It depends on a condition.
        Hypothetical = "hypothetical",
        /// It may have taken place, or may yet.
        Possible = "possible",
        /// It is a pattern, not one incident.
        Habitual = "habitual",
    }
}

label_set! {
    /// In which way the text tells of an event.
    Factuality, "factuality" {
        /// It took place or is taking place.
        Actual = "actual",
        /// It is intended, scheduled or promised.
        Planned = "planned",
        /// It may take place or may have taken place.
        Possible = "possible",
        /// It depends on a condition.
        Conditional = "conditional",
        /// Somebody demands it.
        Requested = "requested",
        /// It did not take place.
        Negated = "negated",
        /// It is a pattern, not one incident.
        Habitual = "habitual",
        /// It took place and has stopped.
        Ended = "ended",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that makes the enum derives no default")]
impl Default for Factuality {
    fn default() -> Self {
        Self::Actual
    }
}

impl Factuality {
    /// The factuality that goes with polarity and modality.
    ///
    /// ```
    /// use relata_core::{Factuality, Modality, Polarity};
    /// let of = |polarity, modality| Factuality::of(polarity, modality);
    /// assert_eq!(of(Polarity::Positive, Modality::Hypothetical), Factuality::Conditional);
    /// ```
    #[must_use]
    pub const fn of(polarity: Polarity, modality: Modality) -> Self {
        match (polarity, modality) {
            (Polarity::Negative, _) => Self::Negated,
            (_, Modality::Planned) => Self::Planned,
            (_, Modality::Possible) => Self::Possible,
            (_, Modality::Hypothetical) => Self::Conditional,
            (_, Modality::Habitual) => Self::Habitual,
            (_, Modality::Actual) => Self::Actual,
        }
    }

    /// The polarity that goes with it.
    ///
    /// ```
    /// use relata_core::{Factuality, Modality, Polarity};
    /// assert_eq!(Factuality::Negated.polarity(), Polarity::Negative);
    /// assert_eq!(Factuality::Requested.modality(), Modality::Planned);
    /// ```
    #[must_use]
    pub const fn polarity(self) -> Polarity {
        match self {
            Self::Negated => Polarity::Negative,
            _ => Polarity::Positive,
        }
    }

    /// The modality that goes with it.
    #[must_use]
    pub const fn modality(self) -> Modality {
        match self {
            Self::Planned | Self::Requested => Modality::Planned,
            Self::Possible => Modality::Possible,
            Self::Conditional => Modality::Hypothetical,
            Self::Habitual => Modality::Habitual,
            Self::Actual | Self::Negated | Self::Ended => Modality::Actual,
        }
    }
}
