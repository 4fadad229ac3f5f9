//! Web pages, whole and broken.

// A test that finds its fixtures otherwise than they should be may well panic: that is how it fails.
#![allow(clippy::string_slice)]
#![cfg(feature = "html")]

use relata_text::html::{HtmlText, extract};

const PARAGRAPHS: [&str; 4] = [
    "The ferry <b>Aurora</b> ran aground off Port Amity on Monday night with 212 people on board, the coastguard said.",
    "All of them were taken ashore in lifeboats, and nobody was hurt, according to the harbour master, who watched from the pier.",
    "The operator said that the ship had lost power in one engine &amp; had drifted for nearly an hour before it touched the sand.",
    "An inquiry will begin on Thursday. The captain, who has sailed the route for nineteen years, declined to comment.",
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
        <meta property=\"article:published_time\" content=\"2022-03-01T06:30:00+01:00\"><meta name=\"author\" content=\"Jo Ek\">";
    let menu = "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sports</a></ul></nav>";
    let found = check(
        &page(head, &format!("{menu}<article>{}</article><footer>All rights reserved</footer>", article())),
        &["Aurora ran aground", "engine & had"],
        &["Sports", "rights"],
    );
    assert!(found.found_body);
    assert_eq!(found.title.as_deref(), Some("Ferry runs aground off Port Amity"));
    assert_eq!(found.publisher.as_deref(), Some("The Amity Star"));
    assert_eq!(found.byline.as_deref(), Some("Jo Ek"));
    assert_eq!(found.published, "2022-03-01".parse().ok());
    assert_eq!(found.language.as_deref(), Some("en"));
    assert!(found.text.starts_with("Ferry runs aground off Port Amity\n"));
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
        check(&page("", &format!("{}{}", "<b>".repeat(depth), article())), &["The operator said"], &[]);
    }
}

#[test]
fn scripts_and_entities() {
    check(&page("", &format!("<script>var a = '<p>not text</p>';</script><article>{}</article>", article())), &["Aurora"], &["not text"]);
    check(&"&amp".repeat(100_000), &["&amp"], &[]);
    check(&page("", &format!("<article>{}<p>{}</p></article>", article(), "&bogus;".repeat(1000))), &["Aurora"], &[]);
}

#[test]
fn pages_without_a_body() {
    assert_eq!(extract("").text, "");
    assert_eq!(extract("<html><head><meta charset=utf-8></head><body><script>x()</script></body></html>").text, "");
    check("<html><body><p>The dam held.</p></body></html>", &["The dam held."], &[]);
    check("no markup at all", &["no markup at all"], &[]);
}

#[test]
fn a_large_page_of_tables() {
    let rows = "<tr><td>Port Amity</td><td>12.5</td></tr>".repeat(1_000);
    check(&page("", &format!("<article>{}</article><table>{rows}</table>", article())), &["Aurora"], &[]);
}
