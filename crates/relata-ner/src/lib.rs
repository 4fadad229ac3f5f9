//! Entities of an article: names, descriptions and pronouns, joined by what they refer to.
//!
//! [`resolve`] takes the token layers of a reading and returns the [`Entity`] list of the
//! extraction. Names come from the entity layer; titles, nominals and pronouns are looked for where
//! they are sources or actors. A sequence of sieves, the most precise first, joins them
//! (Raghunathan et al. 2010; Lee et al. 2013): a pronoun that no sieve resolves is no mention,
//! rather than a guess.
//!
//! Use the crate `relata` to extract from text; use this one where you have token layers of your
//! own.
//!
//! ```
//! use relata_core::conllu;
//! let text = "Ada Grey spoke. She left.";
//! let reading = conllu::read(
//!     text,
//!     "\
//! 1\tAda\tAda\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=B-PER
//! 2\tGrey\tGrey\tPROPN\t_\t_\t1\tflat\t_\tEntity=I-PER
//! 3\tspoke\tspeak\tVERB\t_\t_\t0\troot\t_\t_
//! 4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
//!
//! 1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\t_
//! 2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_
//! 3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
//! ",
//! )?;
//! let entities = relata_ner::resolve(text, &reading);
//! assert_eq!(entities.len(), 1);
//! assert_eq!(entities[0].name, "Ada Grey");
//! assert_eq!(entities[0].mentions[1].text.text, "She");
//! # Ok::<(), relata_core::ParseError>(())
//! ```

mod candidate;
mod clusters;
mod discourse;
mod explain;
mod features;
mod groups;
mod interview;
mod lexicon;
mod names;
mod nominals;
mod options;
mod output;
mod pronouns;
mod sieve;
mod sources;
mod speakers;
mod view;
mod voices;

pub use options::{EntityOptions, MentionScope};

use relata_core::{Entity, Reading, TraceStep};
use relata_syntax::Analysis;

/// The entities of a text in the order of their first mention, numbered from `e1`; empty for a
/// reading without names and descriptions.
///
/// `text` must be the raw text to which the reading's spans refer; every mention's text is exactly
/// the bytes at its span.
///
/// ```
/// use relata_core::conllu;
/// let rows = "1\tAda\tAda\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=B-PER\n\
/// 2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n";
/// let entities = relata_ner::resolve("Ada left", &conllu::read("Ada left", rows)?);
/// assert_eq!(entities[0].name, "Ada");
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn resolve(text: &str, reading: &Reading) -> Vec<Entity> {
    resolve_with(text, reading, &EntityOptions::default())
}

/// [`resolve`] with options.
///
/// ```
/// use relata_core::conllu;
/// use relata_ner::{EntityOptions, MentionScope, resolve_with};
/// let rows = "1\tAda\tAda\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=B-PER\n\
/// 2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n";
/// let reading = conllu::read("Ada left", rows)?;
/// let options = EntityOptions::default().with_scope(MentionScope::Names);
/// assert_eq!(resolve_with("Ada left", &reading, &options).len(), 1);
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn resolve_with(text: &str, reading: &Reading, options: &EntityOptions) -> Vec<Entity> {
    resolve_analysis(&Analysis::new(text, reading), options)
}

/// [`resolve_with`] on an analysis of text and reading, where a caller has it already.
///
/// ```
/// use relata_core::Reading;
/// use relata_syntax::Analysis;
/// let reading = Reading::default();
/// let analysis = Analysis::new("", &reading);
/// assert!(relata_ner::resolve_analysis(&analysis, &Default::default()).is_empty());
/// ```
#[must_use]
pub fn resolve_analysis(analysis: &Analysis<'_>, options: &EntityOptions) -> Vec<Entity> {
    let discourse = discourse::Discourse::new(analysis, options);
    let clusters = sieve::run(&discourse, options);
    output::entities(&discourse, clusters)
}

/// [`resolve_analysis`], with what speaks for and against each antecedent that a pronoun of the
/// third person may have: steps of the part `antecedent`, whose spans are the pronoun and the
/// other.
///
/// ```
/// use relata_core::conllu;
/// use relata_syntax::Analysis;
/// let text = "Ada Grey spoke. She left.";
/// let rows = "\
/// 1\tAda\tAda\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=B-PER
/// 2\tGrey\tGrey\tPROPN\t_\t_\t1\tflat\t_\tEntity=I-PER
/// 3\tspoke\tspeak\tVERB\t_\t_\t0\troot\t_\t_
/// 4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
///
/// 1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\t_
/// 2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_
/// 3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
/// ";
/// let reading = conllu::read(text, rows)?;
/// let analysis = Analysis::new(text, &reading);
/// let (entities, trace) = relata_ner::explain_analysis(&analysis, &Default::default());
/// assert_eq!(trace[0].record, entities[0].id.to_string());
/// assert_eq!(trace[0].spans[1].text, "Ada Grey");
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn explain_analysis(
    analysis: &Analysis<'_>,
    options: &EntityOptions,
) -> (Vec<Entity>, Vec<TraceStep>) {
    let discourse = discourse::Discourse::new(analysis, options);
    let mut clusters = sieve::explain(&discourse, options);
    let weighed = clusters.take_weighed();
    let entities = output::entities(&discourse, clusters);
    let trace = explain::trace(&discourse, &entities, weighed);
    (entities, trace)
}
