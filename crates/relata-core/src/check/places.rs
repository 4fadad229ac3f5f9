//! Where things stand: strings, blocks, sentences.

use super::{RecordRule, Report, follow_one_another};
use crate::{Casualties, CasualtyKind, Extraction, Span, TextSpan};

pub(super) fn check(extraction: &Extraction, text: Option<&str>, report: &mut Report) {
    blocks(extraction, text, report);
    sentences(extraction, report);
    for (record, string) in strings(extraction) {
        if let Some(text) = text {
            let holds = text.get(string.span.range()) == Some(string.text.as_str());
            let message = || format!("{:?} does not stand at {:?}", string.text, string.span);
            report.expect(holds, RecordRule::Text, &record, message);
        }
        let message = || format!("the string at {:?} is empty", string.span);
        report.expect(!string.text.trim().is_empty(), RecordRule::Text, &record, message);
        report.expect(
            extraction.blocks.is_empty() || kept_blocks(extraction, string.span) > 0,
            RecordRule::Kept,
            &record,
            || format!("{:?} stands in no kept block", string.text),
        );
    }
}

/// Number of kept blocks over which the span runs; 0 where some of it, white space apart, stands
/// outside of them.
pub(super) fn kept_blocks(extraction: &Extraction, span: Span) -> usize {
    let first = extraction.blocks.partition_point(|block| block.span.end() <= span.start());
    let over = extraction.blocks.iter().skip(first);
    let over: Vec<_> = over.take_while(|block| block.span.start() < span.end()).collect();
    let inside = over.first().is_some_and(|block| block.span.start() <= span.start())
        && over.last().is_some_and(|block| span.end() <= block.span.end());
    if inside && over.iter().all(|block| block.kept) { over.len() } else { 0 }
}

fn blocks(extraction: &Extraction, text: Option<&str>, report: &mut Report) {
    let mut at = 0;
    for (number, block) in extraction.blocks.iter().enumerate() {
        let record = format!("b{}", number + 1);
        report.expect(at <= block.span.start(), RecordRule::Blocks, &record, || {
            format!("{:?} begins before the end of the block before it", block.span)
        });
        report.expect(is_blank(text, at, block.span.start()), RecordRule::Blocks, &record, || {
            format!("text in front of {:?} belongs to no block", block.span)
        });
        at = block.span.end();
    }
    let end = text.map_or(at, str::len);
    report.expect(
        extraction.blocks.is_empty() || is_blank(text, at, end),
        RecordRule::Blocks,
        format!("b{}", extraction.blocks.len()),
        || "text behind the last block belongs to none".to_owned(),
    );
}

/// True where nothing but white space stands between the two, as far as the text is known.
fn is_blank(text: Option<&str>, from: usize, to: usize) -> bool {
    text.is_none_or(|text| text.get(from..to).is_some_and(|gap| gap.trim().is_empty()))
}

fn sentences(extraction: &Extraction, report: &mut Report) {
    let ascend = follow_one_another(extraction.sentences.iter().copied());
    report.expect(ascend, RecordRule::Sentences, "s1", || {
        "the sentences do not follow one another".to_owned()
    });
    for (number, &sentence) in extraction.sentences.iter().enumerate() {
        let holds = extraction.blocks.is_empty() || kept_blocks(extraction, sentence) == 1;
        report.expect(holds, RecordRule::Sentences, format!("s{}", number + 1), || {
            format!("{sentence:?} does not stand within one kept block")
        });
    }
}

/// Every string of the records with the record's name.
fn strings(extraction: &Extraction) -> Vec<(String, &TextSpan)> {
    let mut out: Vec<(String, &TextSpan)> = Vec::new();
    for entity in &extraction.entities {
        out.extend(entity.mentions.iter().map(|m| (entity.id.to_string(), &m.text)));
    }
    out.extend(extraction.times.iter().map(|time| (time.id.to_string(), &time.text)));
    let quantities = extraction.quantities.iter().enumerate();
    out.extend(quantities.map(|(number, q)| (format!("q{}", number + 1), &q.text)));
    for claim in &extraction.claims {
        let parts = [
            claim.source.as_ref().map(|source| &source.text),
            claim.cue.as_ref().map(|cue| &cue.text),
            claim.addressee.as_ref().map(|addressee| &addressee.text),
            claim.medium.as_ref(),
            claim.said_at.as_ref(),
        ];
        let parts = parts.into_iter().flatten().chain(&claim.content);
        out.extend(parts.map(|part| (claim.id.to_string(), part)));
    }
    for event in &extraction.events {
        let words = event.triggers.iter().chain(&event.support_triggers);
        let parties = [
            &event.actors,
            &event.targets,
            &event.instruments,
            &event.places,
            &event.beneficiaries,
        ];
        let parties = parties.into_iter().flatten().map(|party| &party.text);
        let parts = words.chain(parties).chain(counted(&event.casualties));
        out.extend(parts.map(|part| (event.id.to_string(), part)));
    }
    let absences = extraction.absences.iter().enumerate();
    out.extend(absences.map(|(number, a)| (format!("a{}", number + 1), &a.text)));
    out
}

fn counted(casualties: &Casualties) -> impl Iterator<Item = &TextSpan> {
    CasualtyKind::ALL
        .iter()
        .flat_map(|&kind| casualties.counts(kind))
        .map(|count| &count.quantity.text)
}
