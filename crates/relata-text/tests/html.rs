//! Web pages, whole and broken.

// A test that finds its fixtures otherwise than they should be may well panic: that is how it
// fails.
#![allow(clippy::string_slice)]
#![cfg(feature = "html")]

use relata_core::DateOrigin;
use relata_text::html::{HtmlText, extract};

const PARAGRAPHS: [&str; 4] = [
    "The ferry <b>Aurora</b> ran aground off Port Amity on Monday night with 212 people on board, \
    the coastguard said.",
    "All of them were taken ashore in lifeboats, and nobody was hurt, according to the harbour \
    master, who watched from the pier.",
    "The operator said that the ship had lost power in one engine &amp; had drifted for nearly an \
    hour before it touched the sand.",
    "An inquiry will begin on Thursday. The captain, who has sailed the route for nineteen years, \
    declined to comment.",
];

fn article() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>\n")).collect()
}

fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"en\"><head>{head}</head><body>{body}</body></html>")
}

fn check(html: &str, wanted: &[&str], unwanted: &[&str]) -> HtmlText {
    let found = extract(html);
    for text in wanted {
        assert!(found.text.contains(text), "no {text:?} in {:.300}", found.text);
    }
    for text in unwanted {
        assert!(!found.text.contains(text), "{text:?} in {:.300}", found.text);
    }
    found
}

#[test]
fn a_page_with_its_metadata() {
    let head = "<title>Ferry runs aground off Port Amity | The Amity Star</title>\
        <meta property=\"og:title\" content=\"Ferry runs aground off Port Amity\"><meta property=\"og:site_name\" content=\"The Amity Star\">\
        <meta property=\"article:published_time\" content=\"2022-03-01T06:30:00+01:00\"><meta \
        name=\"author\" content=\"Jo Ek\">";
    let menu = "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sports</a></ul></nav>";
    let found = check(
        &page(
            head,
            &format!("{menu}<article>{}</article><footer>All rights reserved</footer>", article()),
        ),
        &["Aurora ran aground", "engine & had"],
        &["Sports", "rights"],
    );
    assert!(found.found_body);
    assert_eq!(found.page.title.as_deref(), Some("Ferry runs aground off Port Amity"));
    assert_eq!(found.page.publisher.as_deref(), Some("The Amity Star"));
    assert_eq!(found.page.authors, ["Jo Ek"]);
    assert_eq!(found.page.published.as_deref(), Some("2022-03-01T06:30:00+01:00"));
    assert_eq!(found.published_from, Some(DateOrigin::OpenGraph));
    assert_eq!(found.published, "2022-03-01".parse().ok());
    assert_eq!(found.page.language.as_deref(), Some("en"));
    assert!(found.text.starts_with("Ferry runs aground off Port Amity\n"));
}

/// What stands in the element of the article without being of it.
#[test]
fn furniture_inside_the_article() {
    let [first, second, third, fourth] = PARAGRAPHS;
    let body = format!(
        "<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><main><article><h1>Ferry aground</h1><p>{first}</p>\
        <div class=\"share-tools\"><a href=/f>Share on Facebook</a></div><p>{second}</p><aside class=\"related-links\"><h3>More on this story</h3>\
        <ul><li><a href=/a>Harbour to close for repairs</a><li><a href=/b>Second ferry delayed again</a></ul></aside><p>{third}</p>\
        <div class=\"newsletter-signup\"><p>Get the day's news in your inbox every evening.</p><form><button>Sign up</button></form></div><p>{fourth}</p></article></main>\
        <footer><a href=/t>Terms of use</a> <a href=/p>Privacy</a></footer>"
    );
    check(
        &page("<title>Ferry aground</title>", &body),
        &["Aurora", "lifeboats", "engine & had", "nineteen years"],
        &["Facebook", "Second ferry", "inbox", "Privacy"],
    );
}

#[test]
fn one_paragraph_a_line() {
    let found = check(&page("", &format!("<article>{}</article>", article())), &[], &[]);
    assert_eq!(found.text.lines().count(), PARAGRAPHS.len(), "{}", found.text);
}

#[test]
fn markup_cut_off_in_the_middle() {
    let whole = page("<title>Ferry</title>", &format!("<article>{}</article>", article()));
    for end in (0..whole.len()).step_by(97).filter(|&end| whole.is_char_boundary(end)) {
        let _ = extract(&whole[..end]);
    }
    check(&format!("<html><body><article>{}<p>And then <a href=\"/x", article()), &["Aurora"], &[]);
}

#[test]
fn deep_nesting() {
    for depth in [200, 390, 100_000] {
        let body = format!("{}{}{}", "<div>".repeat(depth), article(), "</div>".repeat(depth));
        check(&page("", &body), &["The operator said"], &["<div>"]);
        check(
            &page("", &format!("{}{}", "<b>".repeat(depth), article())),
            &["The operator said"],
            &[],
        );
    }
}

#[test]
fn scripts_and_entities() {
    check(
        &page(
            "",
            &format!("<script>var a = '<p>not text</p>';</script><article>{}</article>", article()),
        ),
        &["Aurora"],
        &["not text"],
    );
    check(&"&amp".repeat(100_000), &["&&"], &[]);
    check(
        &page("", &format!("<article>{}<p>{}</p></article>", article(), "&bogus;".repeat(1000))),
        &["Aurora"],
        &[],
    );
}

#[test]
fn pages_without_a_body() {
    assert_eq!(extract("").text, "");
    assert_eq!(
        extract("<html><head><meta charset=utf-8></head><body><script>x()</script></body></html>")
            .text,
        ""
    );
    check("<html><body><p>The dam held.</p></body></html>", &["The dam held."], &[]);
    check("no markup at all", &["no markup at all"], &[]);
}

#[test]
fn a_large_page_of_tables() {
    let rows = "<tr><td>Port Amity</td><td>12.5</td></tr>".repeat(1_000);
    check(
        &page("", &format!("<article>{}</article><table>{rows}</table>", article())),
        &["Aurora"],
        &[],
    );
}

/// A page whose head is `head`: title, authors, publisher, address, section, publication and its
/// origin.
fn check_metadata(head: &str, expected: [&str; 6]) {
    let found = extract(&page(head, &format!("<article>{}</article>", article())));
    let text = |value: Option<String>| value.unwrap_or_default();
    let origin = found.published_from.map(|origin| format!(" {origin}")).unwrap_or_default();
    let published = found.published.map(|date| format!("{date}{origin}")).unwrap_or_default();
    let page = found.page;
    let values = [
        text(page.title),
        page.authors.join(", "),
        text(page.publisher),
        text(page.url),
        text(page.section),
        published,
    ];
    assert_eq!(values, expected, "{head:.300}");
}

#[test]
fn json_ld_is_trusted_most() {
    let script = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Star"},
        {"@type":["NewsArticle"],"headline":"Ferry aground","datePublished":"2022-03-01T23:30:00-05:00","dateModified":"2022-03-02T08:00:00Z",
        "author":[{"@type":"Person","name":"Jo Ek"},{"name":"Ada Fry"}],"publisher":{"name":"The Amity Star"},"articleSection":"Coast",
        "url":"https://star.example/1"}]}</script><meta property="article:published_time" content="2022-03-05"><meta name="author" content="Desk">"#;
    check_metadata(
        script,
        [
            "Ferry aground",
            "Jo Ek, Ada Fry",
            "The Amity Star",
            "https://star.example/1",
            "Coast",
            "2022-03-01 json_ld",
        ],
    );
    let escaped = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry &amp; crew&#8217;s night",
        "author":[{"name":"Jos&eacute; Ruiz"},"Zo&euml; Fry"],"publisher":{"name":"Star &amp; Sun"}}</script>"#;
    check_metadata(
        escaped,
        ["Ferry & crew’s night", "José Ruiz, Zoë Fry", "Star & Sun", "", "", ""],
    );
    check_metadata(
        "<script type='application/ld+json'>{broken</script><title>Ferry aground</title>",
        ["Ferry aground", "", "", "", "", ""],
    );
    let nested = format!(
        "<script type='application/ld+json'>{}</script><title>T</title>",
        "[".repeat(100_000)
    );
    check_metadata(&nested, ["T", "", "", "", "", ""]);
}

#[test]
fn meta_elements_and_links() {
    let head = "<link rel=canonical href='https://star.example/a?b=1&amp;c=2'><meta name='parsely-author' content='By Jo Ek and Ada Fry'>\
        <meta name=date content='5 March 2022'><meta property='og:site_name' content='Star'><title>Ferry aground off Amity - Star</title>\
        <meta property='article:section' content='Coast &amp; Sea'>";
    let url = "https://star.example/a?b=1&c=2";
    check_metadata(
        head,
        [
            "Ferry aground off Amity",
            "Jo Ek, Ada Fry",
            "Star",
            url,
            "Coast & Sea",
            "2022-03-05 meta",
        ],
    );
    check_metadata(
        "<meta name=date content='03/05/2022'><meta name=author content='https://star.example/jo'>",
        ["", "", "", "", "", ""],
    );
}

#[test]
fn what_stands_in_the_body() {
    let body =
        |extra: &str| format!("<article><h1>Ferry aground</h1>{extra}{}</article>", article());
    let byline = "<p class='byline'>By <a rel=author href=/jo>Jo Ek</a></p><time \
    datetime='2022-03-01T06:30:00Z' class=published>1 March</time>";
    let found = extract(&page("", &body(byline)));
    assert_eq!(found.page.title.as_deref(), Some("Ferry aground"));
    assert_eq!(found.page.authors, ["Jo Ek"]);
    assert_eq!(found.published_from, Some(DateOrigin::TimeElement));
    // Times of several days, none of them marked, say nothing.
    let several =
        "<time datetime='2022-03-01'>1 March</time><time datetime='2021-01-01'>1 January</time>";
    assert_eq!(extract(&page("", &body(several))).published, None);
    assert_eq!(
        extract(&page("", &body("<time datetime='2022-03-01'>1 March</time>"))).published,
        "2022-03-01".parse().ok()
    );
}

#[test]
fn a_page_of_20_mb() {
    let filler =
        "<div class='teaser'><a href='/x'>Port Amity</a> &amp; more</div>\n".repeat(330_000);
    let found = check(
        &page("<title>Ferry</title>", &format!("<article>{}</article>{filler}", article())),
        &["Aurora"],
        &[],
    );
    assert!(found.text.len() > 400);
    let quotes = extract(&"<a b='".repeat(700_000));
    assert!(quotes.text.len() < 5_000_000);
    let _ = extract(&"<a b=\"".repeat(700_000));
    let _ = extract(&"<a =".repeat(700_000));
}

#[test]
fn what_programs_write_for_no_date_is_no_day_of_publication() {
    let page = |head: &str| {
        extract(&format!("<html><head>{head}</head><body><p>The dam held.</p></body></html>"))
    };
    for none in ["0001-01-01T00:00:00", "1970-01-01T00:00:00Z"] {
        let meta = format!("<meta property='article:published_time' content='{none}'>");
        let found = page(&meta);
        assert_eq!((found.published, found.impossible_day.as_deref()), (None, Some(none)));
        // A date that can be one counts, wherever else the page states it.
        let found = page(&format!("{meta}<meta name='date' content='2022-03-05'>"));
        assert_eq!(found.published, "2022-03-05".parse().ok());
    }
}

#[test]
fn references_in_titles_and_names() {
    let head = "<title>It&#8217;s over</title><meta name=author content='Jos&eacute; Ruiz'>";
    let found = extract(&page(head, &format!("<article>{}</article>", article())));
    assert_eq!(found.page.title.as_deref(), Some("It’s over"));
    assert_eq!(found.page.authors, ["José Ruiz"]);
}

#[test]
fn a_tag_of_very_many_attributes() {
    let names: String = (0..200_000).map(|n| format!(" a{n}")).collect();
    check(&page("", &format!("<div{names}>{}</div>", article())), &["Aurora"], &["a199"]);
}
