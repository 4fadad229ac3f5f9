//! The cue lexicon: words that attribute, with their class and stance, from a tab-separated file.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use relata_core::{Stance, Upos};

use super::error::{LexiconError, LexiconErrorKind};
use super::map::{TableMap, TableSet};

const SHIPPED: &str = include_str!("../../data/cues.tsv");

static ENGLISH: LazyLock<CueLexicon> =
    LazyLock::new(|| CueLexicon::parse_named(SHIPPED, "relata").unwrap_or_default());

/// An enum that is written as one lower-case word in lexicon files.
macro_rules! column {
    ($(#[$meta:meta])* $name:ident, $column:literal {
        $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl $name {
            /// The written form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            pub(crate) fn read(text: &str) -> Result<Self, LexiconErrorKind> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(LexiconErrorKind::UnknownValue($column)),
                }
            }
        }
    };
}
pub(crate) use column;

column! {
    /// Part of speech of a cue.
    CuePart, "part of speech" {
        /// A verb, with its particle.
        Verb = "verb",
        /// A noun: "a claim that …".
        Noun = "noun",
        /// Words that stand together before the source: "according to".
        Phrase = "phrase",
        /// An adverb: "reportedly".
        Adverb = "adverb",
    }
}

column! {
    /// What kind of act a cue tells of.
    CueClass, "class" {
        /// Says, tells, writes.
        Say = "say",
        /// Passes on or finds out.
        Report = "report",
        /// Claims against possible doubt.
        Claim = "claim",
        /// Confirms or admits.
        Confirm = "confirm",
        /// Denies or rejects.
        Deny = "deny",
        /// Suggests, estimates, predicts.
        Hedge = "hedge",
        /// Declines to say.
        Withhold = "withhold",
        /// Asks.
        Ask = "ask",
        /// Demands, urges, orders, proposes.
        Demand = "demand",
        /// Promises or threatens.
        Promise = "promise",
        /// Thinks, hopes, fears.
        Think = "think",
        /// Praises, blames, calls.
        Judge = "judge",
        /// Shows: the source is a document or a fact.
        Show = "show",
    }
}

column! {
    /// A complement with which a cue attributes.
    Complement, "takes" {
        /// A clause, with or without "that".
        Clause = "clause",
        /// A quotation beside it.
        Quote = "quote",
        /// A noun phrase.
        Object = "object",
        /// `to` and a verb.
        Infinitive = "infinitive",
        /// A gerund, or one after "to": "admitted leaving", "confessed to having left".
        Gerund = "gerund",
        /// Its object is the one who is spoken to.
        Addressee = "addressee",
        /// The passive: "is said to".
        Passive = "passive",
        /// A negation: not to do it is to withhold ("did not respond").
        Negated = "negated",
        /// Its object and a figure after "at": "put the number at 40".
        Figure = "figure",
        /// What a noun is about, after "of", "on", "about" and the like, where the noun has a
        /// possessor ("his criticism of the plan").
        Topic = "topic",
        /// What "of" brings to a bare plural, where nobody is named: "reports of shooting".
        Hearsay = "hearsay",
        /// What "as" says of somebody, in the passive: "was described as a consultant".
        As = "as",
    }
}

/// One word of the lexicon.
///
/// ```
/// use relata_core::Stance;
/// use relata_syntax::{Complement, CueLexicon, CuePart};
/// let deny = CueLexicon::english().get("deny", CuePart::Verb).ok_or("not there")?;
/// assert_eq!(deny.stance, Stance::Denied);
/// assert!(deny.takes(Complement::Clause));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CueEntry {
    /// Dictionary form; of a verb the particle, or the words behind it, follow after a space.
    pub lemma: String,
    /// Part of speech.
    pub part: CuePart,
    /// Kind of act.
    pub class: CueClass,
    /// What the source does with the content when nothing modifies the cue.
    pub stance: Stance,
    /// Whether the word takes the content for true.
    pub factive: bool,
    /// Complements with which it attributes even where the reader marked nothing.
    pub takes: Vec<Complement>,
    /// Name of the lexicon that it comes from: whose judgement class and stance are.
    pub lexicon: Arc<str>,
}

impl CueEntry {
    /// True when the word attributes with such a complement.
    #[must_use]
    pub fn takes(&self, complement: Complement) -> bool {
        self.takes.contains(&complement)
    }
}

/// The words that attribute.
///
/// The format of its files: six columns separated by tabs (lemma, part of speech, class, stance,
/// factive, takes), `#` before comments.
///
/// ```
/// use relata_syntax::{CueLexicon, CuePart};
/// let mut cues = CueLexicon::english().clone();
/// cues.extend(CueLexicon::parse(
///     "rubberstamp\tverb\tconfirm\tconfirmed\tno\tclause,quote",
/// )?);
/// assert!(cues.get("rubberstamp", CuePart::Verb).is_some());
/// # Ok::<(), relata_syntax::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CueLexicon {
    /// By lemma, one for each part of speech; shared by all copies until one is changed.
    entries: Arc<TableMap<String, Vec<CueEntry>>>,
    /// First words of the lemmas that have several.
    openings: Arc<TableSet<String>>,
    /// Most words in a phrase.
    longest_phrase: usize,
    /// Most words of a verb with what follows it.
    longest_verb: usize,
}

impl CueLexicon {
    /// The English words that are shipped with this crate.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// Reads a lexicon file.
    ///
    /// # Errors
    /// The first line that is not in the format.
    pub fn parse(file: &str) -> Result<Self, LexiconError> {
        Self::parse_named(file, "own")
    }

    /// [`parse`](Self::parse) with the name that claims give as the origin of class and stance.
    ///
    /// # Errors
    /// The first line that is not in the format.
    pub fn parse_named(file: &str, name: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        let name: Arc<str> = name.into();
        for (number, line) in rows(file) {
            lexicon
                .insert(read_entry(line, &name).map_err(|kind| LexiconError::new(number, kind))?);
        }
        Ok(lexicon)
    }

    /// Checks a file whole: every line that is not in the format, that says again what an earlier
    /// line of it has said, or that can never match as the reader splits its words.
    ///
    /// ```
    /// use relata_syntax::CueLexicon;
    /// let faults =
    ///     CueLexicon::check("mumble\tverb\tsay\tloud\tno\tclause\nmumble\tverb\tsay\n");
    /// assert_eq!(faults.iter().map(|f| f.line()).collect::<Vec<_>>(), [1, 2]);
    /// ```
    #[must_use]
    pub fn check(file: &str) -> Vec<LexiconError> {
        let mut seen = HashSet::new();
        let name: Arc<str> = "".into();
        let fault = |(number, line): (usize, &str)| match read_entry(line, &name) {
            Err(kind) => Some(LexiconError::new(number, kind)),
            Ok(entry) => never_matches(&entry)
                .or_else(|| {
                    let repeated = !seen.insert((entry.lemma, entry.part));
                    repeated.then_some(LexiconErrorKind::Repeated)
                })
                .map(|kind| LexiconError::new(number, kind)),
        };
        rows(file).filter_map(fault).collect()
    }

    /// Adds a word, in place of the entry for the same lemma and part of speech.
    pub fn insert(&mut self, entry: CueEntry) {
        let words = entry.lemma.split(' ').count();
        match entry.part {
            CuePart::Phrase => self.longest_phrase = self.longest_phrase.max(words),
            CuePart::Verb => self.longest_verb = self.longest_verb.max(words),
            CuePart::Noun | CuePart::Adverb => {}
        }
        if let Some((first, _)) = entry.lemma.split_once(' ') {
            Arc::make_mut(&mut self.openings).insert(first.to_owned());
        }
        let entries = Arc::make_mut(&mut self.entries).entry(entry.lemma.clone()).or_default();
        match entries.iter_mut().find(|known| known.part == entry.part) {
            Some(known) => *known = entry,
            None => entries.push(entry),
        }
    }

    /// Adds all words of another lexicon.
    pub fn extend(&mut self, other: Self) {
        for entry in Arc::unwrap_or_clone(other.entries).into_values().flatten() {
            self.insert(entry);
        }
    }

    /// The entry of a word, `None` when it does not attribute.
    #[must_use]
    pub fn get(&self, lemma: &str, part: CuePart) -> Option<&CueEntry> {
        self.entries.get(lemma)?.iter().find(|entry| entry.part == part)
    }

    /// True where an entry of several words begins with this one.
    ///
    /// ```
    /// use relata_syntax::CueLexicon;
    /// let cues = CueLexicon::english();
    /// assert!(cues.opens("according") && !cues.opens("deny"));
    /// ```
    #[must_use]
    pub fn opens(&self, word: &str) -> bool {
        self.openings.contains(word)
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// True when it holds no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Most words that a phrase of the lexicon has.
    #[must_use]
    pub const fn longest_phrase(&self) -> usize {
        self.longest_phrase
    }

    /// Most words that a verb of the lexicon has with what follows it.
    ///
    /// ```
    /// // "pour cold water on"
    /// assert_eq!(relata_syntax::CueLexicon::english().longest_verb(), 4);
    /// ```
    #[must_use]
    pub const fn longest_verb(&self) -> usize {
        self.longest_verb
    }
}

impl CuePart {
    /// The part of the lexicon in which words of a part of speech are looked up, `None` where it
    /// has none.
    #[must_use]
    pub const fn of(upos: Upos) -> Option<Self> {
        match upos {
            Upos::Verb | Upos::Aux => Some(Self::Verb),
            Upos::Noun | Upos::Propn => Some(Self::Noun),
            Upos::Adv => Some(Self::Adverb),
            _ => None,
        }
    }
}

/// The lines of a file that are no comment, with their numbers, counted from 1.
pub(crate) fn rows(file: &str) -> impl Iterator<Item = (usize, &str)> {
    file.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(index, line)| (index + 1, line))
}

fn read_entry(line: &str, lexicon: &Arc<str>) -> Result<CueEntry, LexiconErrorKind> {
    let columns: Vec<&str> = line.trim_end().split('\t').map(str::trim).collect();
    let &[lemma, part, class, stance, factive, takes] = columns.as_slice() else {
        return Err(LexiconErrorKind::Columns);
    };
    if lemma.is_empty() {
        return Err(LexiconErrorKind::EmptyLemma);
    }
    Ok(CueEntry {
        lemma: lemma.to_owned(),
        part: CuePart::read(part)?,
        class: CueClass::read(class)?,
        stance: stance.parse().map_err(|_| LexiconErrorKind::UnknownValue("stance"))?,
        factive: read_factive(factive)?,
        takes: takes
            .split(',')
            .map(str::trim)
            .filter(|t| *t != "-")
            .map(Complement::read)
            .collect::<Result<_, _>>()?,
        lexicon: Arc::clone(lexicon),
    })
}

/// Why an entry can never match a text.
fn never_matches(entry: &CueEntry) -> Option<LexiconErrorKind> {
    let several = entry.lemma.contains(' ');
    let split = |word: &str| word.len() > 1 && word.contains(['-', '\'', '’']);
    if several && matches!(entry.part, CuePart::Noun | CuePart::Adverb) {
        Some(LexiconErrorKind::SeveralWords)
    } else if entry.lemma.split(' ').any(split) {
        Some(LexiconErrorKind::SplitWord)
    } else {
        None
    }
}

fn read_factive(text: &str) -> Result<bool, LexiconErrorKind> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(LexiconErrorKind::UnknownValue("factive")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_file_is_read() {
        let lexicon = CueLexicon::parse(SHIPPED).unwrap();
        assert!(lexicon.len() > 300, "{}", lexicon.len());
        assert_eq!(lexicon.get("deny", CuePart::Verb).unwrap().stance, Stance::Denied);
        assert_eq!(lexicon.longest_phrase(), 4);
    }

    #[test]
    fn shipped_file_has_no_faults() {
        assert_eq!(CueLexicon::check(SHIPPED), []);
    }

    #[test]
    fn repeated_words_are_faults() {
        let faults = CueLexicon::check(
            "say\tverb\tsay\tasserted\tno\tclause\n\nsay\tverb\tsay\thedged\tno\tclause",
        );
        assert_eq!(
            faults.iter().map(|f| (f.line(), f.kind())).collect::<Vec<_>>(),
            [(3, LexiconErrorKind::Repeated)]
        );
    }

    #[test]
    fn words_that_never_match_are_faults() {
        let faults = CueLexicon::check(
            "no comment\tnoun\twithhold\twithheld\tno\t-\n\
             ad-lib\tverb\tsay\tasserted\tno\tquote\n\
             pour cold water on\tverb\tdeny\tdenied\tno\t-",
        );
        assert_eq!(
            faults.iter().map(|f| (f.line(), f.kind())).collect::<Vec<_>>(),
            [(1, LexiconErrorKind::SeveralWords), (2, LexiconErrorKind::SplitWord)]
        );
    }

    #[test]
    fn bad_lines_are_named() {
        let check = |file: &str, line: usize, kind: LexiconErrorKind| {
            let error = CueLexicon::parse(file).unwrap_err();
            assert_eq!((error.line(), error.kind()), (line, kind), "{file:?}");
        };
        check("# comment\n\nsay\tverb", 3, LexiconErrorKind::Columns);
        check("\tverb\tsay\tasserted\tno\tclause", 1, LexiconErrorKind::EmptyLemma);
        check(
            "say\tword\tsay\tasserted\tno\tclause",
            1,
            LexiconErrorKind::UnknownValue("part of speech"),
        );
        check("say\tverb\tsay\tloud\tno\tclause", 1, LexiconErrorKind::UnknownValue("stance"));
        check(
            "say\tverb\tsay\tasserted\tperhaps\tclause",
            1,
            LexiconErrorKind::UnknownValue("factive"),
        );
        check("say\tverb\tsay\tasserted\tno\tsong", 1, LexiconErrorKind::UnknownValue("takes"));
    }
}
