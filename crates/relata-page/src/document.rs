//! The page of an article.

use maud::{Markup, html};

use crate::frame::{footer, frame};
use crate::index::IndexEntry;
use crate::view::View;
use crate::wording::counted;
use crate::{article, claims, events, filters, gaps, map, timeline};

/// With a link to the list of all pages, where there is one.
pub fn of_article(view: &View<'_>, index: Option<&str>) -> Markup {
    let body = html! {
        a .skip href="#text" { "Skip to the article" }
        header .top {
            p .kicker { "Who reported what happened" }
            @if view.headline().is_none() { h1 { (view.title()) } }
            (metadata(view))
            nav aria-label="Parts of this page" {
                @if let Some(index) = index { a rel="up" href=(index) { "All articles" } }
                a href="#text" { "Article" } a href="#said" { "Who said what" }
                a href="#events" { "What happened" } a href="#when" { "When" }
                a href="#where" { "Where" } a href="#unknown" { "Not known" }
                a href="#differ" { "Differences" }
            }
        }
        (filters::filters(view))
        main {
            div .reading {
                article aria-label="Article" { (legend()) (article::article(view)) }
                (claims::claims(view))
            }
            (events::events(view))
            div .columns { (timeline::timeline(view)) (map::places(view)) }
            div .columns { (gaps::unknown(view)) (gaps::differences(view)) }
            (gaps::warnings(view))
        }
        (footer())
    };
    let metadata = IndexEntry::of_view("", view).metadata();
    frame(&view.title(), view.extraction.language.as_deref(), &metadata, &body)
}

/// What the marks in the text mean.
fn legend() -> Markup {
    html! {
        details .legend {
            summary { "How to read the marks" }
            ul {
                li { span .m .source { "bold" } " who speaks" }
                li { span .m .cue { "italic" } " the words that attribute" }
                li { span .m .content .st-asserted { "tinted" } " what is said; the colour is the "
                    "stance, the number leads to the claim" }
                li { span .m .trigger { "dotted" } " what happened" }
                li { span .m .absence { "wavy" } " what is not known" }
            }
        }
    }
}

fn metadata(view: &View<'_>) -> Markup {
    let extraction = view.extraction;
    let page = extraction.page.as_ref();
    // Only what a browser opens without running it.
    let address = extraction
        .address()
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let authors = page.map(|page| page.authors.join(", ")).filter(|names| !names.is_empty());
    html! {
        p .meta {
            @if let Some(publisher) = &extraction.publisher { span { (publisher) } }
            @if let Some(authors) = authors { span { (authors) } }
            @match extraction.published {
                Some(day) => span { "published " time datetime=(day) { (day) } },
                None => span { "day of publication not known" },
            }
            @if let Some(address) = address {
                span { a href=(address) rel="noreferrer" { "original" } }
            }
            span { (counted(extraction.claims.len(), "claim")) " by "
                (counted(view.sources.groups.len(), "source")) }
            span { (counted(extraction.events.len(), "event")) }
        }
    }
}
