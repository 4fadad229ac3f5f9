//! What stands where in the text: the text cut wherever a claim, an event or a part of one begins
//! or ends.

use std::cmp::Reverse;

use relata_core::{Claim, ClaimId, Event, EventId, Extraction, Span, Stance};

/// What a run of text is for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Content of a claim with this stance.
    Content(ClaimId, Stance),
    Source(ClaimId),
    Cue(ClaimId),
    Trigger(EventId),
    /// Who, to whom, with what, where.
    Participant(EventId),
    /// The absence at this index of its list.
    Absence(usize),
}

/// A run of text that is something for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub span: Span,
    pub layer: Layer,
    /// Whether it is the first of its layer and record.
    pub is_first: bool,
}

/// A run of text over which the same marks stand.
#[derive(Debug)]
pub struct Segment {
    pub span: Span,
    pub marks: Vec<Mark>,
}

/// The marks of an extraction in the order of the text. Those of which the text has no such place
/// are left out.
pub fn of(extraction: &Extraction, text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    extraction.claims.iter().for_each(|claim| of_claim(claim, &mut marks));
    extraction.events.iter().for_each(|event| of_event(event, &mut marks));
    for (number, absence) in extraction.absences.iter().enumerate() {
        let layer = Layer::Absence(number);
        marks.push(Mark { span: absence.text.span, layer, is_first: true });
    }
    marks.retain(|mark| text.get(mark.span.range()).is_some_and(|text| !text.is_empty()));
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    marks
}

fn of_claim(claim: &Claim, marks: &mut Vec<Mark>) {
    for (number, content) in claim.content.iter().enumerate() {
        let layer = Layer::Content(claim.id, claim.stance);
        marks.push(Mark { span: content.span, layer, is_first: number == 0 });
    }
    let source = claim.source.iter().map(|source| (source.text.span, Layer::Source(claim.id)));
    let cue = claim.cue.iter().map(|cue| (cue.text.span, Layer::Cue(claim.id)));
    marks.extend(source.chain(cue).map(|(span, layer)| Mark { span, layer, is_first: false }));
}

fn of_event(event: &Event, marks: &mut Vec<Mark>) {
    for (number, trigger) in event.triggers.iter().enumerate() {
        let layer = Layer::Trigger(event.id);
        marks.push(Mark { span: trigger.span, layer, is_first: number == 0 });
    }
    let participants = [&event.actors, &event.targets, &event.instruments, &event.places];
    for participant in participants.into_iter().flatten().chain(&event.beneficiaries) {
        let layer = Layer::Participant(event.id);
        marks.push(Mark { span: participant.text.span, layer, is_first: false });
    }
}

/// The segments of a part of the text, of which `marks` are all marks in order.
pub fn segments(part: Span, marks: &[Mark]) -> Vec<Segment> {
    let first = marks.partition_point(|mark| mark.span.start() < part.start());
    let after = marks.partition_point(|mark| mark.span.start() < part.end());
    let within = marks.get(first..after).unwrap_or_default();
    // A record stands within one block; the start of what begins before is another part's.
    let mut cuts: Vec<usize> = within
        .iter()
        .flat_map(|mark| [mark.span.start(), mark.span.end().min(part.end())])
        .chain([part.start(), part.end()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut waiting = within.iter().peekable();
    let mut open: Vec<Mark> = Vec::new();
    let mut segments = Vec::new();
    for (&start, &end) in cuts.iter().zip(cuts.iter().skip(1)) {
        open.retain(|mark| mark.span.end() > start);
        while let Some(mark) = waiting.next_if(|mark| mark.span.start() <= start) {
            open.push(*mark);
        }
        segments.push(Segment { span: Span::between(start, end), marks: open.clone() });
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_where_marks_begin_and_end() {
        let event = |index, start, len| Mark {
            span: Span::at(start, len),
            layer: Layer::Trigger(EventId::from_index(index)),
            is_first: true,
        };
        let marks = [event(0, 2, 6), event(1, 4, 2), event(2, 6, 8)];
        let cut: Vec<(usize, usize, usize)> = segments(Span::at(0, 12), &marks)
            .iter()
            .map(|segment| (segment.span.start(), segment.span.end(), segment.marks.len()))
            .collect();
        assert_eq!(cut, [(0, 2, 0), (2, 4, 1), (4, 6, 2), (6, 8, 2), (8, 12, 1)]);
    }
}
