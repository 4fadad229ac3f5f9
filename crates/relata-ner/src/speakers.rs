//! Who speaks each quotation.

use std::collections::HashMap;

use relata_core::AttributionRole;

use crate::discourse::{Discourse, Quotation};

/// The source of each quotation, by candidate; `None` where the text does not say.
pub(crate) fn find(discourse: &Discourse<'_>) -> Vec<Option<usize>> {
    let by_cue = sources_by_cue(discourse);
    let mut out: Vec<Option<usize>> = Vec::with_capacity(discourse.quotations.len());
    for (number, quotation) in discourse.quotations.iter().enumerate() {
        let linked = linked_source(discourse, &by_cue, quotation);
        let found = linked
            .or_else(|| source_beside(discourse, quotation))
            .or_else(|| continued(discourse, number, &out));
        out.push(found);
    }
    out
}

/// The source that each cue links to.
fn sources_by_cue(discourse: &Discourse<'_>) -> HashMap<usize, usize> {
    let linked = discourse.each().filter(|(_, c)| c.source);
    linked
        .filter_map(|(index, c)| discourse.view.reading.token(c.head).cue.map(|cue| (cue, index)))
        .collect()
}

fn linked_source(
    discourse: &Discourse<'_>,
    by_cue: &HashMap<usize, usize>,
    quotation: &Quotation,
) -> Option<usize> {
    let tokens = quotation.tokens.clone().map(|t| discourse.view.reading.token(t));
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
            .any(|t| paragraph(discourse, t) == Some(discourse.get(source).paragraph))
    })
}

/// The source outside of the quotation in its sentences, behind it before in front of it.
fn source_beside(discourse: &Discourse<'_>, quotation: &Quotation) -> Option<usize> {
    let reading = discourse.view.reading;
    let sentence = |token: usize| reading.sentence_of(token);
    let last = quotation.tokens.end.saturating_sub(1);
    let is_source =
        |&i: &usize| discourse.get(i).source && !quotation.tokens.contains(&discourse.get(i).head);
    let behind = discourse
        .in_sentence(sentence(last))
        .filter(is_source)
        .find(|&i| discourse.get(i).head > last);
    let before = discourse
        .in_sentence(sentence(quotation.tokens.start))
        .filter(is_source)
        .rfind(|&i| discourse.get(i).head < quotation.tokens.start);
    let in_next = || {
        discourse
            .in_sentence(sentence(last) + 1)
            .find(|i| is_source(i))
            .filter(|&i| opens_sentence(discourse, i) && ends_with_comma(discourse, quotation))
    };
    behind.or(before).or_else(in_next)
}

fn opens_sentence(discourse: &Discourse<'_>, index: usize) -> bool {
    discourse.view.begins_sentence(discourse.get(index).tokens.start)
}

/// "…," he said: the sentence splitter may have cut before the source.
fn ends_with_comma(discourse: &Discourse<'_>, quotation: &Quotation) -> bool {
    quotation.tokens.end.checked_sub(2).is_some_and(|t| discourse.view.form(t) == ",")
}

/// The speaker of the quotation before, when this one goes on with it: in the same paragraph, or
/// after a paragraph that left its quotation open.
fn continued(
    discourse: &Discourse<'_>,
    number: usize,
    speakers: &[Option<usize>],
) -> Option<usize> {
    let before = number.checked_sub(1)?;
    let (this, last) = (discourse.quotations.get(number)?, discourse.quotations.get(before)?);
    let (here, there) =
        (paragraph(discourse, this.tokens.start)?, paragraph(discourse, last.tokens.start)?);
    let continues = here == there || (last.open && here == there + 1);
    speakers.get(before).copied().flatten().filter(|_| continues)
}

fn paragraph(discourse: &Discourse<'_>, token: usize) -> Option<usize> {
    discourse.view.reading.sentence(discourse.view.reading.sentence_of(token)).map(|s| s.paragraph)
}
