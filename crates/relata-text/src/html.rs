//! The article of a web page, and what the page says about it.
//!
//! `dom_smoothie`, a port of Mozilla's Readability, finds a body. Which lines of the page are the
//! article is then judged by all that is known of them: what the classifier of pasted text makes of
//! their words, and what the markup says (elements, links, the names that the page gives to its
//! parts, the text of their containers, the body that was found). A page on which this fails, or
//! whose nesting would make it slow, is stripped of its tags instead, and the cleaning of pasted
//! text, which runs over the result in any case, does the rest.

mod authors;
pub(crate) mod body;
mod date;
mod evidence;
mod json_ld;
mod metadata;
mod page_lines;
mod stated;
mod strip;
mod title;
pub(crate) mod tokens;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};
use relata_core::{Date, DateOrigin, Page};

pub use crate::article::markup::looks_like_html;
use crate::classify::features::Sink;

use self::body::{Featured, Models};
use self::stated::Metadata;
use self::tokens::{Token, tokens, without_endless_tags};

/// Nesting up to which a page is read as a tree: real pages stay below 60, and the time that a tree
/// takes grows with depth times size.
const MAX_DEPTH: usize = 400;
/// Bytes times nesting up to which a page is read as a tree: about a second. Real pages stay below
/// a third of it.
const MAX_BYTES_TIMES_DEPTH: usize = 1 << 28;
/// Bytes up to which a page is read as a tree.
const MAX_TREE_BYTES: usize = 32 << 20;
/// Steps of the serialiser up to which a page is read as a tree: about a tenth of a second.
const MAX_ESCAPE_STEPS: usize = 1 << 30;
/// Characters of the body below which the page is stripped of its tags, when that gives much more.
const MIN_BODY: usize = 200;

/// The text of a page. Offsets of the later stages count the bytes of `text`.
///
/// ```
/// let page = "<title>Ferry sinks</title><p>A ferry sank off Tobermory on Monday.</p>";
/// let text = relata_text::html::extract(page);
/// assert!(text.text.contains("A ferry sank off Tobermory on Monday."));
/// assert_eq!(text.published, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct HtmlText {
    /// Title on the first line, then the body, one paragraph a line; empty when the page holds no
    /// text.
    pub text: String,
    /// What the page says about its article.
    pub page: Page,
    /// Day of publication as the page states it, in the zone of the statement; never guessed from
    /// the text or the address.
    pub published: Option<Date>,
    /// Where the page states it.
    pub published_from: Option<DateOrigin>,
    /// What the page states as its day of publication and cannot be it: `0001-01-01`.
    pub impossible_day: Option<String>,
    /// False when the body was not found and `text` is the whole page without its tags.
    pub found_body: bool,
}

/// Extracts the article from a page. It cannot fail: a page without a body gives the text of the
/// whole page, an empty page an empty text.
///
/// ```
/// use relata_core::DateOrigin;
/// use relata_text::html;
/// let page = "<html><head><meta property='article:published_time' content='2023-04-05T08:00:00Z'>\
///     <title>Dam holds</title></head><body><p>The dam held.</p></body></html>";
/// let article = html::extract(page);
/// assert_eq!(article.published, "2023-04-05".parse().ok());
/// assert_eq!(article.published_from, Some(DateOrigin::OpenGraph));
/// assert!(article.text.contains("The dam held."));
/// ```
#[must_use]
pub fn extract(html: &str) -> HtmlText {
    extract_by(html, Models::shipped())
}

/// As [`extract`], with the weights given.
pub(crate) fn extract_by(html: &str, models: Models) -> HtmlText {
    let html = &*without_endless_tags(html);
    let tokens = tokens(html);
    let metadata = metadata::read(&tokens);
    let title = title_of(&metadata);
    let tree = fits_tree(html, &tokens);
    let found = tree.then(|| read_tree(html)).flatten().unwrap_or_default();
    let is_body = |text: &str| text.chars().count() >= MIN_BODY;
    let chosen = tree.then(|| body::text(&tokens, &found, title.as_deref(), models));
    let best = chosen.filter(|text| is_body(text)).unwrap_or(found);
    let found_body = is_body(&best);
    let body = if found_body { best } else { much_longer(best, strip::text(&tokens)) };
    compose(&metadata, title, &body, found_body)
}

/// The lines of a page, and the features of each in the model of pages.
pub(crate) fn featured<S: Sink + Default>(html: &str, models: Models) -> Vec<Featured<S>> {
    let html = &*without_endless_tags(html);
    let tokens = tokens(html);
    let title = title_of(&metadata::read(&tokens));
    let found = fits_tree(html, &tokens).then(|| read_tree(html)).flatten().unwrap_or_default();
    body::featured(&tokens, &found, title.as_deref(), models)
}

fn title_of(metadata: &Metadata) -> Option<String> {
    let publisher = metadata.publisher.get();
    metadata.title.get().map(|title| title::without_site(title, publisher.map(String::as_str)))
}

/// True when the page can be read as a tree in linear time.
fn fits_tree(html: &str, tokens: &[Token]) -> bool {
    let depth = strip::depth(tokens);
    html.len() <= MAX_TREE_BYTES
        && depth <= MAX_DEPTH
        && html.len().saturating_mul(depth) <= MAX_BYTES_TIMES_DEPTH
        && strip::escape_steps(tokens) <= MAX_ESCAPE_STEPS
}

/// The extracted body, unless the page holds much more text than it.
fn much_longer(body: String, whole: String) -> String {
    if body.trim().is_empty() || whole.len() > body.len() * 4 { whole } else { body }
}

/// The body; `None` when the extractor gives up. It indexes its own tree unchecked in places, so a
/// panic counts as giving up.
fn read_tree(html: &str) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let mut readability = Readability::new(html, None, Some(config)).ok()?;
        readability.parse().ok().map(|article| article.text_content.to_string())
    }))
    .ok()
    .flatten()
}

fn compose(metadata: &Metadata, title: Option<String>, body: &str, found_body: bool) -> HtmlText {
    let publisher = metadata.publisher.get().cloned();
    let source = metadata.published.get();
    let day = source.and_then(|stated| date::read(&stated.value));
    HtmlText {
        text: with_title(title.as_deref(), body),
        published: day,
        published_from: source.filter(|_| day.is_some()).map(|stated| stated.origin),
        impossible_day: metadata.impossible_day.clone(),
        found_body,
        page: Page::default()
            .with_title(title)
            .with_publisher(publisher)
            .with_authors(metadata.authors.best())
            .with_url(metadata.url.get().cloned())
            .with_times(source.map(|stated| stated.value.clone()), metadata.modified.get().cloned())
            .with_section(metadata.section.get().cloned())
            .with_language(metadata.language.get().map(|l| l.replace('_', "-"))),
    }
}

/// The paragraphs of the body, one a line, under the title unless they begin with it.
fn with_title(title: Option<&str>, body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let paragraphs = || {
        body.lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
    };
    if let Some(title) = title.filter(|&title| !paragraphs().take(3).any(|line| line == title)) {
        out.push_str(title);
        out.push('\n');
    }
    for line in paragraphs() {
        out.push_str(&line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}
