//! A mention that may become part of an entity, with all that the sieves ask of it.

use std::ops::Range;

use relata_core::{EntityType, MentionKind, Score, Span};

use crate::features::{Definiteness, Gender, GrammaticalRole, Number};
use crate::lexicon::countries::Country;
use crate::lexicon::nouns::Noun;

/// A candidate mention.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the raw text.
    pub span: Span,
    /// Its syntactic head.
    pub head: usize,
    /// Number of its sentence.
    pub sentence: usize,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// How it refers.
    pub kind: MentionKind,
    /// What it denotes by itself: the reader's tag of a name, the noun table's type of a
    /// description.
    pub entity_type: EntityType,
    /// Confidence.
    pub score: Score,
    /// How many it speaks of.
    pub number: Number,
    /// Gender of its referent.
    pub gender: Option<Gender>,
    /// How it introduces its referent.
    pub definiteness: Definiteness,
    /// The part that it plays in its clause.
    pub role: GrammaticalRole,
    /// True when it is the source of an attribution or the subject of a verb of saying.
    pub source: bool,
    /// True inside an attributed content or a quotation.
    pub reported: bool,
    /// Number of the quotation that holds it.
    pub quotation: Option<usize>,
    /// Entry of the head in the noun table.
    pub noun: Option<&'static Noun>,
    /// True for several that are named together.
    pub group: bool,
    /// The country that it names, or whose adjective it is.
    pub country: Option<&'static Country>,
}

/// What an unknown index is answered with.
pub(crate) static NOBODY: Candidate = Candidate {
    tokens: 0..0,
    span: Span::at(0, 0),
    head: 0,
    sentence: usize::MAX,
    paragraph: usize::MAX,
    kind: MentionKind::Pronoun,
    entity_type: EntityType::Misc,
    score: Score::ONE,
    number: Number::Either,
    gender: None,
    definiteness: Definiteness::Bare,
    role: GrammaticalRole::Other,
    source: false,
    reported: false,
    quotation: None,
    noun: None,
    group: false,
    country: None,
};

impl Candidate {
    /// True for a name or the adjective of one.
    pub(crate) fn is_name(&self) -> bool {
        matches!(self.kind, MentionKind::Name | MentionKind::Adjective)
    }

    /// True for a title or another description.
    pub(crate) fn is_description(&self) -> bool {
        matches!(self.kind, MentionKind::Title | MentionKind::Nominal) && !self.group
    }

    /// True for a name of a person.
    pub(crate) fn is_person_name(&self) -> bool {
        self.kind == MentionKind::Name && self.entity_type == EntityType::Per
    }

    /// True for an organisation, country or other body that can act and speak.
    pub(crate) fn is_body(&self) -> bool {
        matches!(self.entity_type, EntityType::Org | EntityType::Gpe | EntityType::Norp)
    }
}
