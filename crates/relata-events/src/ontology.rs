//! The event lexicon: which words tell of an event, and its type in PLOVER, CAMEO and ACLED. All of
//! it is data; see `data/*.tsv` for the format.

mod builtin;
mod classes;
mod entry;
mod error;
mod refinement;
mod roots;
mod table;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use relata_syntax::TableMap;

pub use builtin::OntologySource;
pub(crate) use classes::{Class, Classes, Scope};
pub(crate) use entry::{AcledRule, Condition, Entry, Need, Role};
pub use error::{OntologyError, OntologyErrorKind, OntologyTable};
pub(crate) use refinement::Refinement;
pub(crate) use roots::Root;

/// Everything that the event stage knows of words: a lexicon of triggers, word classes, and the
/// types of three ontologies.
///
/// ```
/// use relata_events::{Ontology, OntologySource};
/// let mut source = OntologySource::default();
/// source.lexicon = "fumigate\tV\tAID\t-\thealth\t073\t-\t-\t-\n";
/// assert_eq!(Ontology::parse(&source)?.len(), 1);
/// # Ok::<(), relata_events::OntologyError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Ontology {
    entries: Vec<Entry>,
    /// Entries by the first word of their phrase, the longest phrase first, else in the order of
    /// the file.
    by_first: TableMap<String, Vec<usize>>,
    classes: Classes,
    roots: HashMap<String, Root>,
    subtypes: HashMap<String, String>,
    refinements: Vec<Refinement>,
    /// An entry for each root, for words that only a learned head takes for an event.
    of_root: TableMap<String, Entry>,
}

impl Ontology {
    /// The ontology that comes with the crate. It is read once in a process.
    #[must_use]
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Ontology>> = OnceLock::new();
        // A test holds the data files to the format, so the empty ontology is never used.
        Arc::clone(BUILTIN.get_or_init(|| {
            Arc::new(Self::parse(&OntologySource::default()).unwrap_or_else(|_| Self::empty()))
        }))
    }

    fn empty() -> Self {
        Self {
            entries: Vec::new(),
            by_first: TableMap::default(),
            classes: Classes::default(),
            roots: HashMap::new(),
            subtypes: HashMap::new(),
            refinements: Vec::new(),
            of_root: TableMap::default(),
        }
    }

    /// Reads the tables of `source`.
    ///
    /// # Errors
    /// The first line that does not follow the format, or that names a class, root or sub-event
    /// type that no table defines.
    pub fn parse(source: &OntologySource<'_>) -> Result<Self, OntologyError> {
        let classes = Classes::parse(source.classes)?;
        let roots = roots::parse(source.roots)?;
        let subtypes = table::parse_subtypes(source.subtypes)?;
        let refinements = refinement::parse(source.refinements, &classes, &subtypes)?;
        let mut entries = entry::parse(source.lexicon, &classes, &roots, &subtypes)?;
        entries.shrink_to_fit();
        let by_first = index(&entries);
        let of_root = roots.keys().map(|root| (root.clone(), Entry::of_root(root))).collect();
        Ok(Self { entries, by_first, classes, roots, subtypes, refinements, of_root })
    }

    /// The ontology that comes with the crate, and before its lexicon the rows of `lexicon`: of
    /// several entries that fit the same words, yours is taken.
    ///
    /// ```
    /// use relata_events::Ontology;
    /// let own = "phrase\tpos\tplover\tmodes\tcontexts\tcameo\tacled\tneeds\tframe\n\
    /// fumigate\tV\tAID\t-\thealth\t073\t-\t-\t-\n";
    /// assert_eq!(Ontology::extended(own)?.len(), Ontology::builtin().len() + 1);
    /// # Ok::<(), relata_events::OntologyError>(())
    /// ```
    ///
    /// # Errors
    /// The first line of `lexicon` that does not follow the format; [`Ontology::check`] gives all.
    pub fn extended(lexicon: &str) -> Result<Self, OntologyError> {
        let source = OntologySource::default();
        let mut whole = Self::parse(&source)?;
        let mut entries = entry::parse(lexicon, &whole.classes, &whole.roots, &whole.subtypes)?;
        for entry in &mut entries {
            entry.own = true;
        }
        entries.append(&mut whole.entries);
        whole.by_first = index(&entries);
        whole.entries = entries;
        Ok(whole)
    }

    /// All that is wrong with the tables: every faulty line of the lexicon, and the first of each
    /// other table. Empty when nothing is.
    #[must_use]
    pub fn check(source: &OntologySource<'_>) -> Vec<OntologyError> {
        let tables = || -> Result<_, OntologyError> {
            let (classes, roots, subtypes) = (
                Classes::parse(source.classes)?,
                roots::parse(source.roots)?,
                table::parse_subtypes(source.subtypes)?,
            );
            refinement::parse(source.refinements, &classes, &subtypes)?;
            Ok((classes, roots, subtypes))
        };
        let (classes, roots, subtypes) = match tables() {
            Ok(tables) => tables,
            Err(error) => return vec![error],
        };
        let lines = source.lexicon.lines().enumerate();
        lines
            .filter_map(|(number, line)| {
                Some(entry::parse(line, &classes, &roots, &subtypes).err()?.at_line(number + 1))
            })
            .collect()
    }

    /// Number of entries of the lexicon.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when the lexicon has no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Entries whose phrase begins with `lemma`, longest phrase first.
    pub(crate) fn entries(&self, lemma: &str) -> impl Iterator<Item = &Entry> {
        self.by_first.get(lemma).into_iter().flatten().filter_map(|&i| self.entries.get(i))
    }

    /// True for the first word of a phrase and for a word of a class.
    pub(crate) fn knows(&self, lemma: &str) -> bool {
        self.by_first.contains_key(lemma) || self.classes.knows(lemma)
    }

    pub(crate) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The entry of words that only a learned head takes for an event of the class; `None` for a
    /// class that the ontology lacks.
    pub(crate) fn entry_of_root(&self, root: &str) -> Option<&Entry> {
        self.of_root.get(root)
    }

    pub(crate) fn root(&self, name: &str) -> Option<&Root> {
        self.roots.get(name)
    }

    /// ACLED event type of a sub-event type.
    pub(crate) fn event_type_of(&self, subtype: &str) -> Option<&str> {
        self.subtypes.get(subtype).map(String::as_str)
    }

    pub(crate) fn refinements(&self) -> &[Refinement] {
        &self.refinements
    }
}

fn index(entries: &[Entry]) -> TableMap<String, Vec<usize>> {
    let mut by_first: TableMap<String, Vec<usize>> = TableMap::default();
    for (number, entry) in entries.iter().enumerate() {
        if let Some(first) = entry.phrase.first() {
            by_first.entry(first.clone()).or_default().push(number);
        }
    }
    let length = |i: &usize| entries.get(*i).map_or(0, |e| e.phrase.len());
    for list in by_first.values_mut() {
        list.sort_by_key(|i| std::cmp::Reverse(length(i)));
    }
    by_first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_follow_the_format() {
        let ontology = Ontology::parse(&OntologySource::default()).unwrap();
        assert!(ontology.len() > 2000, "{} entries", ontology.len());
    }

    #[test]
    fn errors_name_table_and_line() {
        let check = |lexicon: &str, kind: OntologyErrorKind, line: usize| {
            let source = OntologySource { lexicon, ..OntologySource::default() };
            let error = Ontology::parse(&source).unwrap_err();
            assert_eq!(
                (error.kind(), error.table(), error.line()),
                (kind, OntologyTable::Lexicon, line),
                "{error}"
            );
        };
        check("# note\nattack\tV\n", OntologyErrorKind::Fields, 2);
        check("attack\tQ\tASSAULT\t-\t-\t190\t-\t-\t-\n", OntologyErrorKind::PartOfSpeech, 1);
        check("attack\tV\tFUN\t-\t-\t190\t-\t-\t-\n", OntologyErrorKind::Root, 1);
        check("attack\tV\tASSAULT\t-\t-\t190\tParty\t-\t-\n", OntologyErrorKind::SubEventType, 1);
        check("attack\tV\tASSAULT\t-\t-\t190\t-\tobj:unicorn\t-\n", OntologyErrorKind::Class, 1);
        check("attack\tV\tASSAULT\t-\t-\t190\t-\tsky:armed\t-\n", OntologyErrorKind::Condition, 1);
        check(
            "attack\tV\tASSAULT\t-\t-\t190\t-\tdep:xcomp|object\t-\n",
            OntologyErrorKind::Relation,
            1,
        );
        check("attack\tV\tASSAULT\t-\t-\t190\t-\t-\tof=target\n", OntologyErrorKind::Frame, 1);
    }

    #[test]
    fn the_checker_names_every_faulty_line() {
        assert_eq!(Ontology::check(&OntologySource::default()), []);
        let lexicon = "attack\tV\n# note\nattack\tV\tASSAULT\t-\t-\t190\t-\t-\t-\nattack\tQ\tASSAULT\t-\t-\t190\t-\t-\t-\n";
        let found: Vec<_> =
            Ontology::check(&OntologySource { lexicon, ..OntologySource::default() })
                .iter()
                .map(|e| (e.kind(), e.line()))
                .collect();
        assert_eq!(found, [(OntologyErrorKind::Fields, 1), (OntologyErrorKind::PartOfSpeech, 4)]);
    }

    #[test]
    fn own_entries_go_before_those_of_the_crate() {
        let own = Ontology::extended(
            "attack\tVN\tTHREATEN\t-\t-\t130\t-\t-\t-\nheart attack\tN\t-\t-\t-\t-\t-\t-\t-\n",
        )
        .unwrap();
        let single = own.entries("attack").find(|e| e.phrase.len() == 1).unwrap();
        assert_eq!((single.plover.event.as_str(), single.is_idiom()), ("THREATEN", false));
        assert!(own.entries("heart").next().unwrap().is_idiom());
        assert!(Ontology::extended("attack\tV\tFUN\t-\t-\t1\t-\t-\t-\n").is_err());
    }
}
