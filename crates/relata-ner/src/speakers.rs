//! Who speaks each quotation.

use std::collections::HashMap;

use relata_core::AttributionRole;

use crate::document::{Document, Quotation};

/// The source of each quotation, by candidate; `None` where the text does not say.
pub(crate) fn find(document: &Document<'_>) -> Vec<Option<usize>> {
    let by_cue = sources_by_cue(document);
    let mut out: Vec<Option<usize>> = Vec::with_capacity(document.quotations.len());
    for (number, quotation) in document.quotations.iter().enumerate() {
        let linked = linked_source(document, &by_cue, quotation);
        let found = linked
            .or_else(|| source_beside(document, quotation))
            .or_else(|| continued(document, number, &out));
        out.push(found);
    }
    out
}

/// The source that each cue links to.
fn sources_by_cue(document: &Document<'_>) -> HashMap<usize, usize> {
    let linked = document.each().filter(|(_, c)| c.source);
    linked
        .filter_map(|(index, c)| document.view.reading.token(c.head).cue.map(|cue| (cue, index)))
        .collect()
}

fn linked_source(
    document: &Document<'_>,
    by_cue: &HashMap<usize, usize>,
    quotation: &Quotation,
) -> Option<usize> {
    let tokens = quotation.tokens.clone().map(|t| document.view.reading.token(t));
    let cues = tokens
        .filter(|t| t.attribution.label() == Some(AttributionRole::Content))
        .filter_map(|t| t.cue);
    let found = cues
        .filter(|cue| !quotation.tokens.contains(cue))
        .find_map(|cue| by_cue.get(&cue))
        .copied();
    let last = quotation.tokens.end.saturating_sub(1);
    found.filter(|&source| {
        [quotation.tokens.start, last]
            .into_iter()
            .any(|t| paragraph(document, t) == Some(document.get(source).paragraph))
    })
}

/// The source outside of the quotation in its sentences, behind it before in front of it.
fn source_beside(document: &Document<'_>, quotation: &Quotation) -> Option<usize> {
    let reading = document.view.reading;
    let sentence = |token: usize| reading.sentence_of(token);
    let last = quotation.tokens.end.saturating_sub(1);
    let is_source =
        |&i: &usize| document.get(i).source && !quotation.tokens.contains(&document.get(i).head);
    let behind = document
        .in_sentence(sentence(last))
        .filter(is_source)
        .find(|&i| document.get(i).head > last);
    let before = document
        .in_sentence(sentence(quotation.tokens.start))
        .filter(is_source)
        .rfind(|&i| document.get(i).head < quotation.tokens.start);
    let in_next = || {
        document
            .in_sentence(sentence(last) + 1)
            .find(|i| is_source(i))
            .filter(|&i| opens_sentence(document, i) && ends_with_comma(document, quotation))
    };
    behind.or(before).or_else(in_next)
}

fn opens_sentence(document: &Document<'_>, index: usize) -> bool {
    document.view.begins_sentence(document.get(index).tokens.start)
}

/// "…," he said: the sentence splitter may have cut before the source.
fn ends_with_comma(document: &Document<'_>, quotation: &Quotation) -> bool {
    quotation.tokens.end.checked_sub(2).is_some_and(|t| document.view.form(t) == ",")
}

/// The speaker of the quotation before, when this one goes on with it: in the same paragraph, or
/// after a paragraph that left its quotation open.
fn continued(document: &Document<'_>, number: usize, speakers: &[Option<usize>]) -> Option<usize> {
    let before = number.checked_sub(1)?;
    let (this, last) = (document.quotations.get(number)?, document.quotations.get(before)?);
    let (here, there) =
        (paragraph(document, this.tokens.start)?, paragraph(document, last.tokens.start)?);
    let goes_on = here == there || (last.open && here == there + 1);
    speakers.get(before).copied().flatten().filter(|_| goes_on)
}

fn paragraph(document: &Document<'_>, token: usize) -> Option<usize> {
    document.view.reading.sentence(document.view.reading.sentence_of(token)).map(|s| s.paragraph)
}
