//! Number, gender, definiteness and grammatical role: what two mentions must agree in, and what
//! makes one stand out.

/// How many a mention speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
    /// A body of several: "it" and "they" both fit.
    Either,
}

impl Number {
    /// True unless one is singular and the other plural.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Either || other == Self::Either
    }
}

/// Gender of what a mention speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// A man.
    Male,
    /// A woman.
    Female,
    /// No person.
    Neuter,
}

impl Gender {
    /// Reads `m`, `f` and `n` of the tables; anything else tells nothing.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text {
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            "n" => Some(Self::Neuter),
            _ => None,
        }
    }
}

/// True unless both are known and differ.
pub(crate) fn genders_agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// How a description introduces its referent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Definiteness {
    /// "the group", "this group", or a noun that needs no article ("police").
    Definite,
    /// "a group", "some officials", "four men".
    Indefinite,
    /// "another group": somebody else.
    Other,
    /// "its troops", "Putin's forces".
    Possessed,
    /// No determiner: "regime forces".
    Bare,
}

/// The part that a mention plays in its clause, the most salient first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GrammaticalRole {
    /// Of an active or passive clause.
    Subject,
    /// Direct or indirect, or the agent of a passive.
    Object,
    /// Possessor of a noun.
    Possessor,
    /// With a preposition, to a verb.
    Oblique,
    /// Any other.
    Other,
}
