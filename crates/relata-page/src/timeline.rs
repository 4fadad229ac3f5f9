//! When: the dated events in their order, with the day of publication among them.

use std::collections::BTreeMap;

use maud::{Markup, html};
use relata_core::{Date, Event};

use crate::events::sources;
use crate::text::shortened;
use crate::view::View;
use crate::wording;

pub fn timeline(view: &View<'_>) -> Markup {
    let mut days: BTreeMap<(Date, Option<Date>), Vec<&Event>> = BTreeMap::new();
    for event in &view.extraction.events {
        let time = event.time.as_ref();
        if let Some((start, time)) = time.and_then(|time| Some((time.start?, time))) {
            days.entry((start, time.end)).or_default().push(event);
        }
    }
    let published = view.extraction.published;
    if let Some(published) = published {
        days.entry((published, published.next())).or_default();
    }
    let dated: usize = days.values().map(Vec::len).sum();
    let open = view.extraction.events.len() - dated;
    html! {
        section #when aria-labelledby="when-head" {
            h2 #when-head { "When" }
            ol .timeline {
                @for (days, events) in &days {
                    li .published[published == Some(days.0)] {
                        (interval(*days))
                        @if published == Some(days.0) && days.1 == days.0.next() {
                            " " span .badge { "published" }
                        }
                        @if !events.is_empty() {
                            ul { @for event in events { (line(view, event)) } }
                        }
                    }
                }
            }
            @if open > 0 {
                p .none {
                    (open) (if open == 1 { " event has" } else { " events have" }) " no day."
                }
            }
        }
    }
}

fn line(view: &View<'_>, event: &Event) -> Markup {
    let words = event.triggers.first().map(|trigger| shortened(&trigger.text, 40));
    html! {
        li data-of=(event.id) data-sources=(sources(view, event)) {
            a href=(format!("#{}", event.id)) { (event.id) } " "
            (wording::event_type(event))
            @if let Some(words) = words { " “" (words) "”" }
            @if let Some(reality) = wording::reality(event) { " (" (reality) ")" }
        }
    }
}

fn interval((start, end): (Date, Option<Date>)) -> Markup {
    html! { time datetime=(start) { (wording::days(start, end)) } }
}
