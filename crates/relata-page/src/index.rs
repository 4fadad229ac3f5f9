//! The list of several pages.

use maud::{Markup, html};
use relata_core::{Extraction, Voice};

use crate::document::{footer, frame};
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
        let view = View::new(given, extraction);
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
            let by = by.first().map_or(String::new(), |name| format!(", as {name} says"));
            format!("{} (“{}”){by}", wording::event_type(event), words.join("”, “"))
        });
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
            sources: view.sources.groups.iter().take(4).map(|group| group.name.clone()).collect(),
        }
    }
}

impl IndexEntry {
    /// The entry of a page that [`page`](crate::page) has made before.
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
        let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        let written = title.map_or("", |(title, _)| title);
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        let title =
            signs.iter().fold(written.to_owned(), |text, (from, to)| text.replace(from, to));
        Self {
            address: address.into(),
            title,
            publisher: None,
            published: None,
            counts: String::new(),
            main_event: None,
            sources: Vec::new(),
        }
    }
}

/// A page that leads to the pages of several articles.
///
/// ```
/// assert!(relata_page::index(&[]).starts_with("<!DOCTYPE html>"));
/// ```
#[must_use]
pub fn index(entries: &[IndexEntry]) -> String {
    let title = wording::counted(entries.len(), "article");
    let body = html! {
        header .top { p .kicker { "Who reported what happened" } h1 { (title) } }
        main { ul .index { @for entry in entries { (item(entry)) } } }
        (footer())
    };
    frame(&title, None, &body).into_string()
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
