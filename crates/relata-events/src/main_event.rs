//! The event that the article is about.

use relata_core::{Event, EventId, Modality, Polarity, Reading};

/// The event that is told first and most, `None` for no events.
pub(crate) fn find(events: &[Event], reading: &Reading) -> Option<EventId> {
    let weight = |event: &Event| weight(event, reading);
    let best =
        events.iter().reduce(|best, event| if weight(event) > weight(best) { event } else { best });
    best.map(|event| event.id)
}

fn weight(event: &Event, reading: &Reading) -> i32 {
    let first = event
        .triggers
        .first()
        .and_then(|t| reading.tokens_in(t.span).next())
        .map_or(usize::MAX, |t| reading.sentence_of(t));
    let place = match first {
        0 => 6,
        1 => 4,
        2 => 3,
        _ => 0,
    };
    let mentions = i32::try_from(event.triggers.len().min(4)).unwrap_or(4);
    let real = if event.polarity == Polarity::Positive && event.modality == Modality::Actual {
        3
    } else {
        0
    };
    let typed =
        i32::from(event.event_type.acled.as_ref().is_some_and(|a| a.sub_event_type != "Other"));
    let told = i32::from(
        event
            .triggers
            .first()
            .is_some_and(|t| reading.tokens_in(t.span).any(|t| reading.token(t).head.is_none())),
    );
    place + mentions + real + typed + told
}
