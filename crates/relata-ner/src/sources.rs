//! Which candidates are sources: the heads of source spans, and where that layer is silent the
//! subjects of verbs of saying.

use relata_core::{AttributionRole, MentionKind, Relation, Span};
use relata_syntax::{CueLexicon, CuePart};

use crate::candidate::Candidate;
use crate::view::View;

/// Marks the sources among the candidates, which stand in the order of the text.
pub(crate) fn mark(view: View<'_>, candidates: &mut [Candidate]) {
    for span in view
        .reading
        .attribution_spans()
        .into_iter()
        .filter(|span| span.label == AttributionRole::Source)
    {
        if let Some(candidate) =
            source_in(view, candidates, span.span).and_then(|index| candidates.get_mut(index))
        {
            candidate.source = true;
        }
    }
    for candidate in candidates.iter_mut().filter(|c| !c.reported && !c.group) {
        candidate.source |= speaks(view, candidate.head);
    }
}

/// True for the name of whom a noun describes: "Mrs Furlong's son Conor" is no word of hers.
fn names(view: View<'_>, name: usize, noun: usize) -> bool {
    matches!(view.relation(name), Relation::Appos | Relation::Flat) && view.head(name) == Some(noun)
}

/// The candidate that a source span speaks of: the one with its head, else the shortest around it,
/// else who is named beside the head, else the first within.
fn source_in(view: View<'_>, candidates: &[Candidate], span: Span) -> Option<usize> {
    let head = view.reading.head_of_span(span)?;
    let near =
        |c: &Candidate| c.span.overlaps(span) && c.kind != MentionKind::Adjective && !c.group;
    let from = candidates.partition_point(|c| c.span.start() + MAX_PHRASE < span.start());
    let window = || {
        candidates
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, c)| c.span.start() < span.end())
            .filter(|(_, c)| near(c))
    };
    window()
        .find(|(_, c)| c.head == head)
        .or_else(|| {
            window().filter(|(_, c)| c.tokens.contains(&head)).min_by_key(|(_, c)| c.tokens.len())
        })
        .or_else(|| window().find(|(_, c)| c.is_person_name() && names(view, c.head, head)))
        .or_else(|| window().find(|(_, c)| span.contains(c.span) && c.is_person_name()))
        .or_else(|| window().find(|(_, c)| span.contains(c.span) && c.is_name()))
        .or_else(|| window().find(|(_, c)| span.contains(c.span)))
        .map(|(index, _)| index)
}

/// No mention that matters here is longer, in bytes.
const MAX_PHRASE: usize = 400;

/// Subject of a verb of saying, or what "according to" governs.
pub(crate) fn speaks(view: View<'_>, head: usize) -> bool {
    let according = view
        .reading
        .dependents_by(head, &[Relation::Case])
        .any(|case| view.introduces_source(case));
    let subject = matches!(view.relation(head), Relation::Nsubj)
        && view.head(head).is_some_and(|verb| is_speech(view.lemma(verb)));
    according || subject
}

/// True when the verb with this dictionary form has a speaker for its subject.
pub(crate) fn is_speech(lemma: &str) -> bool {
    CueLexicon::english().get(lemma, CuePart::Verb).is_some()
}
