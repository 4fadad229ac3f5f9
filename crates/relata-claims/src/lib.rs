//! Claim attribution: who says what, with which words and which stance.
//!
//! [`attribute`] takes the token layers that the reader gives and the entities of the document, and
//! returns the claims: source, cue, content, mode, stance, addressee, and which stands inside
//! which. It never fails; what is attributed to nobody is the narrator's and gives no claim.
//!
//! Rules propose: the tagged spans brought together, layouts that name who speaks,
//! constructions of the syntax. Each part is bound by functions from tokens to boundaries;
//! all proposals together are chosen from by evidence; what is chosen is rendered.
//!
//! The scheme is that of PARC 3.0 and PolNeAR (Newell, Margolin and Ruths 2018). Words that
//! attribute come from a lexicon file that a caller can extend: [`CueLexicon`].
//!
//! Use the crate `relata` for whole articles; use this one to attribute over layers of your own.

mod anchor;
mod bound;
mod choose;
mod clauses;
mod context;
mod edges;
mod evidence;
mod lexicon;
mod mentions;
mod options;
mod proposal;
mod propose;
mod render;
mod score;
mod speakers;
mod syntax;
mod words;

use relata_core::{Claim, Entity, Reading, TraceStep};
use relata_syntax::Analysis;

use render::Attributed;

pub use evidence::Evidence;
pub use options::ClaimOptions;
pub use relata_syntax::{
    Complement, CueClass, CueEntry, CueLexicon, CuePart, LexiconError, LexiconErrorKind, Quotation,
    SpeakerKind, SpeakerLexicon, quotations,
};

/// The claims of a document in the order of the text; their `events` and `time` are left for later
/// stages.
///
/// A source that names several ("Smith and Jones said") keeps its whole span and has no entity: the
/// claim is no single one's.
///
/// ```
/// use relata_core::{Reading, conllu};
/// let text = "Rain is coming, Mara said.";
/// let rows = "1\tRain\train\tNOUN\t_\t_\t3\tnsubj\t_\tAttribution=B-CONTENT|Cue=6\n\
/// 2\tis\tbe\tAUX\t_\t_\t3\taux\t_\tAttribution=I-CONTENT|Cue=6\n\
///     3\tcoming\tcome\tVERB\t_\t_\t6\tccomp\t_\tAttribution=I-CONTENT|Cue=6\n4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\
///     5\tMara\tMara\tPROPN\t_\t_\t6\tnsubj\t_\tAttribution=B-SOURCE|Cue=6\n6\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\tAttribution=B-CUE\n7\t.\t.\tPUNCT\t_\t_\t6\tpunct\t_\t_\n";
/// let claims = relata_claims::attribute(text, &conllu::read(text, rows)?, &[]);
/// assert_eq!(claims[0].content[0].text, "Rain is coming");
/// assert_eq!(claims[0].source.as_ref().map(|s| s.text.text.as_str()), Some("Mara"));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn attribute(text: &str, reading: &Reading, entities: &[Entity]) -> Vec<Claim> {
    attribute_with(text, reading, entities, ClaimOptions::shipped())
}

/// [`attribute`] with options.
///
/// ```
/// use relata_claims::{ClaimOptions, attribute_with};
/// use relata_core::conllu;
/// let text = "Mara said it rained.";
/// let rows = "1\tMara\tMara\tPROPN\t_\t_\t2\tnsubj\t_\t_\n\
/// 2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\
///             3\tit\tit\tPRON\t_\t_\t4\tnsubj\t_\t_\n4\trained\train\tVERB\t_\t_\t2\tccomp\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let sure = ClaimOptions::default().with_min_score(1.0);
/// assert_eq!(attribute_with(text, &reading, &[], &ClaimOptions::default()).len(), 1);
/// assert!(attribute_with(text, &reading, &[], &sure).is_empty());
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn attribute_with(
    text: &str,
    reading: &Reading,
    entities: &[Entity],
    options: &ClaimOptions,
) -> Vec<Claim> {
    attribute_analysis(&Analysis::new(text, reading), entities, options)
}

/// [`attribute_with`] on an analysis of text and reading, where a caller has it already.
///
/// ```
/// use relata_core::conllu;
/// use relata_syntax::Analysis;
/// let text = "Mara said it rained.";
/// let rows = "1\tMara\tMara\tPROPN\t_\t_\t2\tnsubj\t_\t_\n\
/// 2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\
///             3\tit\tit\tPRON\t_\t_\t4\tnsubj\t_\t_\n4\trained\train\tVERB\t_\t_\t2\tccomp\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let analysis = Analysis::new(text, &reading);
/// let claims = relata_claims::attribute_analysis(&analysis, &[], &Default::default());
/// assert_eq!(claims[0].content[0].text, "it rained");
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn attribute_analysis(
    analysis: &Analysis<'_>,
    entities: &[Entity],
    options: &ClaimOptions,
) -> Vec<Claim> {
    found(analysis, entities, options).into_iter().map(|found| found.claim).collect()
}

/// [`attribute_analysis`], with the rule that proposed each claim, those that moved its boundaries,
/// and what its stance was read from: two steps a claim and more.
///
/// ```
/// use relata_core::{Reading, conllu};
/// use relata_syntax::Analysis;
/// let text = "Mara said it rained.";
/// let rows = "1\tMara\tMara\tPROPN\t_\t_\t2\tnsubj\t_\t_\n\
///     2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n3\tit\tit\tPRON\t_\t_\t4\tnsubj\t_\t_\n4\trained\train\tVERB\t_\t_\t2\tccomp\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let analysis = Analysis::new(text, &reading);
/// let (claims, trace) =
///     relata_claims::explain_analysis(&analysis, &[], &Default::default());
/// assert_eq!(claims.len(), 1);
/// assert_eq!(trace[0].rule, "reported clause");
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn explain_analysis(
    analysis: &Analysis<'_>,
    entities: &[Entity],
    options: &ClaimOptions,
) -> (Vec<Claim>, Vec<TraceStep>) {
    let found = found(analysis, entities, options);
    let trace = found.iter().flat_map(Attributed::trace).collect();
    (found.into_iter().map(|found| found.claim).collect(), trace)
}

/// [`attribute_with`], each claim with what speaks for and against it: what its score is computed
/// from.
///
/// ```
/// use relata_core::conllu;
/// let text = "Mara said it rained.";
/// let rows = "1\tMara\tMara\tPROPN\t_\t_\t2\tnsubj\t_\t_\n\
/// 2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\
///             3\tit\tit\tPRON\t_\t_\t4\tnsubj\t_\t_\n4\trained\train\tVERB\t_\t_\t2\tccomp\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let found = relata_claims::attribute_with_evidence(text, &reading, &[], &Default::default());
/// assert!(found[0].1.iter().all(|(_, value)| (0.0..=1.0).contains(&value)));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn attribute_with_evidence(
    text: &str,
    reading: &Reading,
    entities: &[Entity],
    options: &ClaimOptions,
) -> Vec<(Claim, Evidence)> {
    let found = found(&Analysis::new(text, reading), entities, options);
    found.into_iter().map(|found| (found.claim, found.evidence)).collect()
}

/// The names of the rules that find claims, of those that bound their parts, and of the reasons why
/// something is no claim, as [`ClaimOptions::without`] takes them.
///
/// ```
/// assert!(relata_claims::rule_names().any(|name| name == "according to"));
/// ```
pub fn rule_names() -> impl Iterator<Item = &'static str> {
    propose::names().chain(choose::reasons())
}

fn found(analysis: &Analysis<'_>, entities: &[Entity], options: &ClaimOptions) -> Vec<Attributed> {
    let ctx = context::Context::new(analysis, entities, options);
    let chosen = choose::choose(&ctx, propose::all(&ctx));
    render::claims(&ctx, &chosen)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_two_rules_have_one_name() {
        let names: BTreeSet<&str> = super::rule_names().collect();
        assert_eq!(names.len(), super::rule_names().count());
    }
}
