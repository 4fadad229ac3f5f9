//! The list of several pages.

use std::cmp::Reverse;

use maud::{Markup, html};
use relata_core::{Extraction, Voice};

use crate::frame::{footer, frame};
use crate::sources::SourceGroup;
use crate::text::one_line;
use crate::view::View;
use crate::wording;

/// What the index says of one article.
#[derive(Debug, Clone)]
pub struct IndexEntry {
    address: String,
    title: String,
    publisher: Option<String>,
    published: Option<String>,
    counts: String,
    main_event: Option<String>,
    sources: Vec<String>,
}

impl IndexEntry {
    /// The entry of an article whose page is at `address`, relative to the index.
    ///
    /// ```
    /// use relata_core::{Article, Extraction};
    /// use relata_page::{IndexEntry, index};
    /// let text = "Rain fell in Oslo.";
    /// let entry = IndexEntry::new("oslo.html", text, &Extraction::new(&Article::new(text)));
    /// assert!(index(&[entry]).contains(r#"href="oslo.html""#));
    /// ```
    #[must_use]
    pub fn new(address: impl Into<String>, given: &str, extraction: &Extraction) -> Self {
        Self::of_view(address, &View::new(given, extraction))
    }

    pub(crate) fn of_view(address: impl Into<String>, view: &View<'_>) -> Self {
        let extraction = view.extraction;
        let main = extraction.main_event.and_then(|id| extraction.event(id));
        let main_event = main.map(|event| {
            let words: Vec<String> =
                event.triggers.iter().take(3).map(|word| one_line(&word.text)).collect();
            let by: Vec<&str> = event
                .attestations
                .iter()
                .filter(|told| told.by != Voice::Narrator)
                .map(|told| extraction.voice_name(told.by))
                .take(1)
                .collect();
            let by = by.first().map_or(String::new(), |name| format!(", according to {name}"));
            format!("{} (“{}”){by}", wording::event_type(event), words.join("”, “"))
        });
        let is_stated = |group: &&SourceGroup<'_>| group.claims.iter().any(|c| c.source.is_some());
        let stated = view.sources.groups.iter().filter(is_stated);
        Self {
            address: address.into(),
            title: view.title(),
            publisher: extraction.publisher.clone(),
            published: extraction.published.map(|day| day.to_string()),
            counts: format!(
                "{} by {}, {}",
                wording::counted(extraction.claims.len(), "claim"),
                wording::counted(view.sources.groups.len(), "source"),
                wording::counted(extraction.events.len(), "event")
            ),
            main_event,
            sources: stated.take(4).map(|group| group.name.clone()).collect(),
        }
    }

    /// The entry as a page bears it, for an index that is made later; its title is the page's.
    pub(crate) fn metadata(&self) -> Markup {
        let sources = self.sources.join("\n");
        let given = [self.publisher.as_deref(), self.published.as_deref(), Some(&self.counts)];
        let given = given.into_iter().chain([self.main_event.as_deref(), Some(&sources)]);
        html! {
            @for (name, value) in NAMES.into_iter().zip(given) {
                @if let Some(value) = value { meta name=(name) content=(value); }
            }
        }
    }

    /// The entry of a page that [`page`](crate::page) has made before, with all that
    /// [`IndexEntry::new`] says of its article.
    ///
    /// ```
    /// use relata_core::{Article, Extraction};
    /// let text = "Rain & snow fell.";
    /// let page = relata_page::page(text, &Extraction::new(&Article::new(text)));
    /// let entry = relata_page::IndexEntry::of_page("oslo.html", &page);
    /// assert!(relata_page::index(&[entry]).contains("Rain &amp; snow fell."));
    /// ```
    #[must_use]
    pub fn of_page(address: impl Into<String>, page: &str) -> Self {
        let head = page.split_once("</head>").map_or(page, |(head, _)| head);
        let [publisher, day, counts, main_event, sources] =
            NAMES.map(|name| between(head, &format!("<meta name=\"{name}\" content=\""), "\">"));
        Self {
            address: address.into(),
            title: between(head, "<title>", "</title>").unwrap_or_default(),
            publisher,
            published: day,
            counts: counts.unwrap_or_default(),
            main_event,
            sources: sources.unwrap_or_default().lines().map(str::to_owned).collect(),
        }
    }
}

/// Names under which a page bears what an index says of it.
const NAMES: [&str; 5] = [
    "relata:publisher",
    "relata:published",
    "relata:counts",
    "relata:main-event",
    "relata:sources",
];

/// The text that a page has between two pieces of its markup.
fn between(page: &str, start: &str, end: &str) -> Option<String> {
    let (_, rest) = page.split_once(start)?;
    let (written, _) = rest.split_once(end)?;
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    Some(signs.iter().fold(written.to_owned(), |text, (from, to)| text.replace(from, to)))
}

/// A page that leads to the pages of several articles: the latest first, those of one day by their
/// addresses.
///
/// ```
/// assert!(relata_page::index(&[]).starts_with("<!DOCTYPE html>"));
/// ```
#[must_use]
pub fn index(entries: &[IndexEntry]) -> String {
    let title = wording::counted(entries.len(), "article");
    let mut ordered: Vec<&IndexEntry> = entries.iter().collect();
    ordered.sort_by_key(|entry| (Reverse(entry.published.as_deref()), entry.address.as_str()));
    let body = html! {
        header .top { p .kicker { "Who reported what happened" } h1 { (title) } }
        main {
            @if entries.len() > 1 {
                search .find {
                    label .field { "Find " input #f-find type="search"; }
                    p #f-state role="status" aria-live="polite" {}
                }
            }
            ul .index { @for entry in ordered { (item(entry)) } }
        }
        (footer())
    };
    frame(&title, None, &html! {}, &body).into_string()
}

fn item(entry: &IndexEntry) -> Markup {
    html! {
        li .card {
            h2 { a href=(entry.address) { (entry.title) } }
            p .meta {
                @if let Some(publisher) = &entry.publisher { span { (publisher) } }
                @if let Some(day) = &entry.published { span { time datetime=(day) { (day) } } }
                @if !entry.counts.is_empty() { span { (entry.counts) } }
            }
            @if let Some(event) = &entry.main_event { p { (event) } }
            @if !entry.sources.is_empty() { p .how { "Sources: " (entry.sources.join("; ")) } }
        }
    }
}
