//! What single words bring to grammar: the tables of `data/`, one row a word.

mod check;
mod cues;
mod error;
mod map;
mod nouns;
mod quantifiers;
mod speaker_kind;
mod speakers;
mod table;

use std::collections::HashSet;
use std::sync::OnceLock;

use table::{Codes, rows};

pub use check::{TableFault, check_tables};
pub use cues::{Complement, CueClass, CueEntry, CueLexicon, CuePart};
pub use error::{LexiconError, LexiconErrorKind};
pub use map::{TableHasher, TableMap, TableSet};
pub use nouns::{LONGEST_NOUN, NounEntry, nouns};
pub use quantifiers::{Bound, Quantifier, quantifier};
pub use speaker_kind::SpeakerKind;
pub use speakers::SpeakerLexicon;

const WORDS: &str = include_str!("../data/words.tsv");
const MODIFIERS: &str = include_str!("../data/modifiers.tsv");
const EMBEDDING: &str = include_str!("../data/embedding.tsv");
const ALLEGATIONS: &str = include_str!("../data/allegations.tsv");

/// A class of words that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum WordKind {
    /// Nouns that count or measure: "wave", "series".
    Container,
    /// Nouns of time, which are no objects though they stand like one.
    Time,
    /// Relative pronouns.
    Relative,
    /// Words that open a question.
    Question,
    /// Past participles that look like the infinitive.
    BareParticiple,
    /// Adverbs and conjunctions that negate.
    Negator,
    /// Determiners that negate.
    NegativeDeterminer,
    /// Pronouns that negate.
    NegativePronoun,
    /// Numbers that "not" makes none of: "not one", "not a single".
    CountedOne,
    /// Words behind a negator that take its force: "not only", "no fewer than".
    NotNegating,
    /// Nouns of phrases that negate: "at no time", "under no circumstances".
    NegativePhrase,
    /// Conjunctions that end the reach of a negation.
    Contrast,
    /// Determiners of what comes again: "every spring".
    General,
    /// Forms of "would".
    Would,
    /// Adverbs between a verb and an infinitive that say that it has not come: "has yet to sign".
    Pending,
    /// Pronouns of one person.
    OnePerson,
    /// Adverbs before a noun phrase that are no part of it: "only", "even".
    Focus,
    /// Prepositions of short complements that belong to a description.
    ComplementPreposition,
    /// Adverbs of a degree that rules the infinitive out: "*too* early to".
    Excess,
    /// What stands before the colon of a headline and names the kind of article: "Explainer".
    Rubric,
    /// Pronouns of one: "someone", "nobody".
    Single,
    /// Works of art: "play", "novel".
    Work,
    /// States of affairs that are declared: "emergency", "war".
    Affair,
    /// States in which somebody is found: "guilty", "dead".
    FoundState,
    /// Prepositions before who says so: "according" to.
    Source,
    /// What stands before a participle of the subject: "*after* fleeing".
    SubjectMark,
    /// What stands before a participle of the object: "accused *of* fleeing".
    ObjectMark,
    /// Words that have lost their first letters: "'em", "'tis".
    Elided,
    /// Words of a further one: "another", "one more".
    Increment,
    /// Forms of auxiliaries that tell the past.
    PastAuxiliary,
}

impl Codes for WordKind {
    const CODES: &'static [(&'static str, Self)] = &[
        ("container", Self::Container),
        ("time", Self::Time),
        ("relative", Self::Relative),
        ("question", Self::Question),
        ("bare-participle", Self::BareParticiple),
        ("negator", Self::Negator),
        ("negative-determiner", Self::NegativeDeterminer),
        ("negative-pronoun", Self::NegativePronoun),
        ("counted-one", Self::CountedOne),
        ("not-negating", Self::NotNegating),
        ("negative-phrase", Self::NegativePhrase),
        ("contrast", Self::Contrast),
        ("general", Self::General),
        ("would", Self::Would),
        ("pending", Self::Pending),
        ("one-person", Self::OnePerson),
        ("focus", Self::Focus),
        ("complement-preposition", Self::ComplementPreposition),
        ("excess", Self::Excess),
        ("rubric", Self::Rubric),
        ("single", Self::Single),
        ("work", Self::Work),
        ("affair", Self::Affair),
        ("found-state", Self::FoundState),
        ("source", Self::Source),
        ("subject-mark", Self::SubjectMark),
        ("object-mark", Self::ObjectMark),
        ("elided", Self::Elided),
        ("increment", Self::Increment),
        ("past-auxiliary", Self::PastAuxiliary),
    ];
}

/// What a word does to the reality of its complement or head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Effect {
    /// It is as real as the word itself.
    Keep,
    /// It stands, whatever is said of the word.
    Actual,
    /// It did not take place.
    Negated,
    /// It lies ahead.
    Planned,
    /// It is asked for, and lies ahead.
    Requested,
    /// It does not lie ahead: nobody plans it.
    Unplanned,
    /// It may be.
    Possible,
    /// It is imagined.
    Hypothetical,
    /// It comes again and again.
    Habitual,
    /// It took place and is over.
    Ended,
    /// It is as planned or possible as the word, but not as negated.
    Follow,
}

impl Codes for Effect {
    const CODES: &'static [(&'static str, Self)] = &[
        ("keep", Self::Keep),
        ("actual", Self::Actual),
        ("negated", Self::Negated),
        ("planned", Self::Planned),
        ("requested", Self::Requested),
        ("unplanned", Self::Unplanned),
        ("possible", Self::Possible),
        ("hypothetical", Self::Hypothetical),
        ("habitual", Self::Habitual),
        ("ended", Self::Ended),
        ("follow", Self::Follow),
    ];
}

/// How a modifier hangs on its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ModifierKind {
    Auxiliary,
    Adverb,
    Adjective,
}

impl Codes for ModifierKind {
    const CODES: &'static [(&'static str, Self)] =
        &[("auxiliary", Self::Auxiliary), ("adverb", Self::Adverb), ("adjective", Self::Adjective)];
}

/// Part of speech of a word that governs a complement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Governs {
    Verb,
    Noun,
    Adjective,
    Particle,
}

impl Codes for Governs {
    const CODES: &'static [(&'static str, Self)] =
        &[("V", Self::Verb), ("N", Self::Noun), ("A", Self::Adjective), ("P", Self::Particle)];
}

/// Part of speech of a word that lays a deed to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum AllegationKind {
    Verb,
    Noun,
    Adverb,
    Adjective,
}

impl Codes for AllegationKind {
    const CODES: &'static [(&'static str, Self)] = &[
        ("V", Self::Verb),
        ("N", Self::Noun),
        ("adverb", Self::Adverb),
        ("adjective", Self::Adjective),
    ];
}

/// Who does what a complement tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Controller {
    /// The complement says so itself.
    Own,
    Subject,
    /// The object, else the subject.
    Object,
    /// Whoever has the noun.
    Owner,
    /// What a preposition introduces, else the subject.
    Introduced(&'static str),
}

/// A row of `embedding.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Embedding {
    pub governs: Governs,
    pub complement: &'static str,
    pub plain: Effect,
    pub negated: Effect,
    pub controller: Controller,
}

/// The tables, indexed.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    words: TableMap<&'static str, Vec<WordKind>>,
    modifiers: TableMap<&'static str, Vec<(ModifierKind, Effect)>>,
    embedding: TableMap<&'static str, Vec<Embedding>>,
    allegations: HashSet<(&'static str, AllegationKind, &'static str)>,
}

/// The tables of this crate; read once in a process.
pub(crate) fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(Grammar::read)
}

impl Grammar {
    /// Rows that do not follow the format are left out; a test holds that there are none.
    fn read() -> Self {
        let mut out = Self::default();
        for (_, [word, kind]) in rows::<2>(WORDS) {
            if let Some(kind) = WordKind::of_code(kind) {
                out.words.entry(word).or_default().push(kind);
            }
        }
        for (_, [word, kind, effect]) in rows::<3>(MODIFIERS) {
            if let (Some(kind), Some(effect)) =
                (ModifierKind::of_code(kind), Effect::of_code(effect))
            {
                out.modifiers.entry(word).or_default().push((kind, effect));
            }
        }
        for (_, [word, governs, complement, plain, negated, actor]) in rows::<6>(EMBEDDING) {
            let row = (Governs::of_code(governs), Effect::of_code(plain), Effect::of_code(negated));
            if let (Some(governs), Some(plain), Some(negated)) = row {
                let controller = controller(actor);
                let row = Embedding { governs, complement, plain, negated, controller };
                out.embedding.entry(word).or_default().push(row);
            }
        }
        for (_, [word, kind, complement]) in rows::<3>(ALLEGATIONS) {
            let kind = AllegationKind::of_code(kind);
            out.allegations.extend(kind.map(|kind| (word, kind, complement)));
        }
        out
    }

    /// True when the word belongs to the class.
    pub fn is_word(&self, kind: WordKind, word: &str) -> bool {
        self.words.get(word).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// What a modifier of that kind says of its head, `None` for one that says nothing.
    pub fn modifier(&self, kind: ModifierKind, word: &str) -> Option<Effect> {
        let rows = self.modifiers.get(word)?;
        rows.iter().find(|(k, _)| *k == kind).map(|&(_, effect)| effect)
    }

    /// True for a word that lays what its complement tells to somebody.
    pub fn alleges(&self, word: &str, kind: AllegationKind, complement: &str) -> bool {
        self.allegations.contains(&(word, kind, complement))
    }

    /// The row of a word for a complement, `None` where the table has none.
    pub fn embedding(&self, word: &str, governs: Governs, complement: &str) -> Option<&Embedding> {
        let rows = self.embedding.get(word)?;
        rows.iter().find(|row| row.governs == governs && row.complement == complement)
    }

    /// The rows whose first field has more than one word.
    #[cfg(test)]
    pub fn embedding_of_several_words(&self) -> impl Iterator<Item = (&str, &Embedding)> {
        let rows = self.embedding.iter().filter(|(words, _)| words.contains(' '));
        rows.flat_map(|(words, rows)| rows.iter().map(move |row| (*words, row)))
    }
}

fn controller(actor: &'static str) -> Controller {
    match actor {
        "-" => Controller::Own,
        "subject" => Controller::Subject,
        "object" => Controller::Object,
        "owner" => Controller::Owner,
        preposition => Controller::Introduced(preposition),
    }
}
