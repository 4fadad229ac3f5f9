//! Closed label sets of the token layers.

use serde::{Deserialize, Serialize};

/// An enum whose variants have one written form each, shared by `Display`, `FromStr` and serde.
macro_rules! label_set {
    ($(#[$meta:meta])* $name:ident, $what:literal {
        $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The written form, which [`str::parse`] reads.
            ///
            #[doc = concat!(
                "```\nuse relata_core::", stringify!($name), ";\n",
                "for label in ", stringify!($name), "::ALL {\n",
                "    assert_eq!(label.as_str().parse(), Ok(*label));\n}\n```"
            )]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ParseError;
            fn from_str(text: &str) -> Result<Self, $crate::ParseError> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::ParseError::new(text, $what)),
                }
            }
        }
    };
}
pub(crate) use label_set;

label_set! {
    /// Type of an entity or of an expression that the entity head marks.
    EntityType, "entity type" {
        /// A person.
        Per = "PER",
        /// An organisation: company, agency, party, armed group, team, medium.
        Org = "ORG",
        /// A country, region, city: a place with a government.
        Gpe = "GPE",
        /// A place without a government: sea, river, mountain, continent.
        Loc = "LOC",
        /// A nationality, religion or political group, usually an adjective.
        Norp = "NORP",
        /// A building or another made structure.
        Fac = "FAC",
        /// A named event.
        Event = "EVENT",
        /// A weapon.
        Weapon = "WEAPON",
        /// A vehicle, ship or aircraft.
        Vehicle = "VEHICLE",
        /// A product.
        Product = "PRODUCT",
        /// A work of art, book, film, programme.
        Work = "WORK",
        /// A law, treaty or court case.
        Law = "LAW",
        /// A date or period.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// An amount of money.
        Money = "MONEY",
        /// A percentage.
        Percent = "PERCENT",
        /// Another measure or count.
        Quantity = "QUANTITY",
        /// A name of none of these kinds.
        Misc = "MISC",
    }
}

impl EntityType {
    /// True for names of things, false for dates, times, amounts and measures.
    #[must_use]
    pub const fn is_name(self) -> bool {
        !matches!(self, Self::Date | Self::Time | Self::Money | Self::Percent | Self::Quantity)
    }

    /// True for places: `GPE`, `LOC` and `FAC`.
    #[must_use]
    pub const fn is_place(self) -> bool {
        matches!(self, Self::Gpe | Self::Loc | Self::Fac)
    }
}

label_set! {
    /// The part that a token plays in an attribution (the scheme of PARC 3.0 and PolNeAR).
    AttributionRole, "attribution role" {
        /// Who says it.
        Source = "SOURCE",
        /// The words that signal the attribution.
        Cue = "CUE",
        /// What is attributed.
        Content = "CONTENT",
    }
}

label_set! {
    /// Class of an event mention (the classes of TimeML).
    EventClass, "event class" {
        /// Something that happens.
        Occurrence = "OCCURRENCE",
        /// A state that holds.
        State = "STATE",
        /// Saying, reporting, announcing.
        Reporting = "REPORTING",
        /// Seeing, hearing.
        Perception = "PERCEPTION",
        /// Beginning, ending, going on.
        Aspectual = "ASPECTUAL",
        /// An action that introduces another event: try, order, prevent.
        IntensionalAction = "I_ACTION",
        /// A state that introduces another event: believe, want, fear.
        IntensionalState = "I_STATE",
    }
}

label_set! {
    /// Universal part of speech (Universal Dependencies 2).
    Upos, "universal part of speech" {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// None of these.
        X = "X",
    }
}

label_set! {
    /// Dependency relation to the head (Universal Dependencies 2, with the subtypes of the English
    /// treebanks).
    Relation, "dependency relation" {
        /// Clausal modifier of a noun.
        Acl = "acl",
        /// Relative clause.
        AclRelcl = "acl:relcl",
        /// Adverbial clause.
        Advcl = "advcl",
        /// Relative clause that modifies a clause.
        AdvclRelcl = "advcl:relcl",
        /// Adverbial modifier.
        Advmod = "advmod",
        /// Adjectival modifier.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Auxiliary.
        Aux = "aux",
        /// Passive auxiliary.
        AuxPass = "aux:pass",
        /// Case marker.
        Case = "case",
        /// Coordinating conjunction.
        Cc = "cc",
        /// Preconjunction ("both").
        CcPreconj = "cc:preconj",
        /// Clausal complement.
        Ccomp = "ccomp",
        /// Compound.
        Compound = "compound",
        /// Particle of a phrasal verb.
        CompoundPrt = "compound:prt",
        /// Conjunct.
        Conj = "conj",
        /// Copula.
        Cop = "cop",
        /// Clausal subject.
        Csubj = "csubj",
        /// Clausal subject of an outer copular clause.
        CsubjOuter = "csubj:outer",
        /// Clausal subject of a passive.
        CsubjPass = "csubj:pass",
        /// Unspecified.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Predeterminer.
        DetPredet = "det:predet",
        /// Discourse element.
        Discourse = "discourse",
        /// Dislocated element.
        Dislocated = "dislocated",
        /// Expletive.
        Expl = "expl",
        /// Fixed multiword expression.
        Fixed = "fixed",
        /// Flat multiword expression.
        Flat = "flat",
        /// Parts of a word written apart.
        Goeswith = "goeswith",
        /// Indirect object.
        Iobj = "iobj",
        /// List item.
        List = "list",
        /// Marker of a subordinate clause.
        Mark = "mark",
        /// Nominal modifier.
        Nmod = "nmod",
        /// Nominal description, such as a title.
        NmodDesc = "nmod:desc",
        /// Possessive.
        NmodPoss = "nmod:poss",
        /// Nominal modifier without a case marker.
        NmodUnmarked = "nmod:unmarked",
        /// Nominal subject.
        Nsubj = "nsubj",
        /// Subject of an outer copular clause.
        NsubjOuter = "nsubj:outer",
        /// Subject of a passive.
        NsubjPass = "nsubj:pass",
        /// Numeric modifier.
        Nummod = "nummod",
        /// Object.
        Obj = "obj",
        /// Oblique.
        Obl = "obl",
        /// Agent of a passive.
        OblAgent = "obl:agent",
        /// Oblique without a case marker.
        OblUnmarked = "obl:unmarked",
        /// Orphan of an ellipsis.
        Orphan = "orphan",
        /// Parataxis.
        Parataxis = "parataxis",
        /// Punctuation.
        Punct = "punct",
        /// Overridden disfluency.
        Reparandum = "reparandum",
        /// Root of the sentence.
        Root = "root",
        /// Vocative.
        Vocative = "vocative",
        /// Open clausal complement.
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// Reads a relation; an unknown subtype falls back to its universal part, an unknown relation
    /// to `dep`.
    ///
    /// ```
    /// use relata_core::Relation;
    /// assert_eq!(Relation::read("nsubj:xsubj"), Relation::Nsubj);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Self {
        let universal = || text.split(':').next().unwrap_or_default();
        text.parse().or_else(|_| universal().parse()).unwrap_or(Self::Dep)
    }

    /// True for every kind of subject, nominal or clausal, active or passive.
    #[must_use]
    pub const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjPass
                | Self::NsubjOuter
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
        )
    }
}

/// A tag of the BIO scheme.
///
/// ```
/// use relata_core::{Bio, EntityType};
/// assert_eq!(Bio::Begin(EntityType::Per).label(), Some(EntityType::Per));
/// assert_eq!(Bio::<EntityType>::Outside.label(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bio<T> {
    /// Outside of every span.
    #[default]
    Outside,
    /// First token of a span.
    Begin(T),
    /// Later token of a span.
    Inside(T),
}

impl<T: Copy> Bio<T> {
    /// The label, `None` outside.
    pub const fn label(self) -> Option<T> {
        match self {
            Self::Outside => None,
            Self::Begin(label) | Self::Inside(label) => Some(label),
        }
    }
}
