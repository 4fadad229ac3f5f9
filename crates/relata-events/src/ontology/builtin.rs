//! The tables that an ontology is read from.

use std::sync::LazyLock;

/// The table of classes with those that the table of nouns gives: rows of the same form.
static CLASSES: LazyLock<String> = LazyLock::new(|| {
    let mut out = include_str!("../../data/classes.tsv").to_owned();
    for entry in relata_syntax::nouns() {
        for class in entry.classes() {
            out.push_str(class);
            out.push('\t');
            out.push_str(&entry.noun.replace(' ', "_"));
            out.push('\n');
        }
    }
    out
});

/// The five tables of an ontology as text. The default holds the tables that come with the crate;
/// replace those that you have your own of.
///
/// ```
/// use relata_events::{Ontology, OntologySource};
/// let lexicon = "phrase\tpos\tplover\tmodes\tcontexts\tcameo\tacled\tneeds\tframe\n\
///                fumigate\tV\tAID\t-\thealth\t073\t-\t-\t-\n";
/// let mut source = OntologySource::default();
/// source.lexicon = lexicon;
/// assert!(!Ontology::parse(&source)?.is_empty());
/// # Ok::<(), relata_events::OntologyError>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct OntologySource<'a> {
    /// Words of events with their types: `data/lexicon.tsv`.
    pub lexicon: &'a str,
    /// Word classes: `data/classes.tsv`, and the classes of the nouns of `relata-syntax`.
    pub classes: &'a str,
    /// PLOVER roots: `data/roots.tsv`.
    pub roots: &'a str,
    /// ACLED sub-event types: `data/subtypes.tsv`.
    pub subtypes: &'a str,
    /// What the means of an event adds to its type: `data/refinements.tsv`.
    pub refinements: &'a str,
}

impl Default for OntologySource<'_> {
    fn default() -> Self {
        Self {
            lexicon: include_str!("../../data/lexicon.tsv"),
            classes: &CLASSES,
            roots: include_str!("../../data/roots.tsv"),
            subtypes: include_str!("../../data/subtypes.tsv"),
            refinements: include_str!("../../data/refinements.tsv"),
        }
    }
}
