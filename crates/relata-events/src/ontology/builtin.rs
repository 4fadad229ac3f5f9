//! The tables that an ontology is read from.

/// The five tables of an ontology as text. The default holds the tables that come with the crate;
/// replace those that you have your own of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct OntologySource<'a> {
    /// Words of events with their types: `data/lexicon.tsv`.
    pub lexicon: &'a str,
    /// Word classes: `data/classes.tsv`.
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
            classes: include_str!("../../data/classes.tsv"),
            roots: include_str!("../../data/roots.tsv"),
            subtypes: include_str!("../../data/subtypes.tsv"),
            refinements: include_str!("../../data/refinements.tsv"),
        }
    }
}
