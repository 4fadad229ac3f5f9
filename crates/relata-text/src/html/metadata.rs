//! What a page says about its article outside of the article's text: JSON-LD, Open Graph and other
//! `<meta>` elements, `<link>`, `<time>`, bylines.

use relata_core::DateOrigin;

use super::stated::{Metadata, Stated, clean};
use super::strip::breaks_line;
use super::tokens::{Tag, Token, visible};
use super::{date, json_ld};

/// What the value of a `<meta>` element is for.
#[derive(Debug, Clone, Copy)]
enum Field {
    Title,
    Publisher,
    Author,
    Url,
    Published(DateOrigin),
    Modified,
    Section,
    Language,
}

/// Names and properties of `<meta>` elements with what they say; of those for one thing the first
/// are trusted most.
const META: &[(&str, Field)] = &[
    ("article:published_time", Field::Published(DateOrigin::OpenGraph)),
    ("og:article:published_time", Field::Published(DateOrigin::OpenGraph)),
    ("og:published_time", Field::Published(DateOrigin::OpenGraph)),
    ("datepublished", Field::Published(DateOrigin::Meta)),
    ("parsely-pub-date", Field::Published(DateOrigin::Meta)),
    ("sailthru.date", Field::Published(DateOrigin::Meta)),
    ("article.published", Field::Published(DateOrigin::Meta)),
    ("cxenseparse:recs:publishtime", Field::Published(DateOrigin::Meta)),
    ("publish-date", Field::Published(DateOrigin::Meta)),
    ("publishdate", Field::Published(DateOrigin::Meta)),
    ("publish_date", Field::Published(DateOrigin::Meta)),
    ("publication_date", Field::Published(DateOrigin::Meta)),
    ("pubdate", Field::Published(DateOrigin::Meta)),
    ("dc.date.issued", Field::Published(DateOrigin::Meta)),
    ("dcterms.issued", Field::Published(DateOrigin::Meta)),
    ("dcterms.created", Field::Published(DateOrigin::Meta)),
    ("dc.date.created", Field::Published(DateOrigin::Meta)),
    ("dc.date", Field::Published(DateOrigin::Meta)),
    ("date", Field::Published(DateOrigin::Meta)),
    ("article:modified_time", Field::Modified),
    ("og:updated_time", Field::Modified),
    ("datemodified", Field::Modified),
    ("dcterms.modified", Field::Modified),
    ("last-modified", Field::Modified),
    ("lastmod", Field::Modified),
    ("og:title", Field::Title),
    ("headline", Field::Title),
    ("sailthru.title", Field::Title),
    ("parsely-title", Field::Title),
    ("twitter:title", Field::Title),
    ("dc.title", Field::Title),
    ("og:site_name", Field::Publisher),
    ("application-name", Field::Publisher),
    ("dc.publisher", Field::Publisher),
    ("publisher", Field::Publisher),
    ("author", Field::Author),
    ("article:author", Field::Author),
    ("parsely-author", Field::Author),
    ("sailthru.author", Field::Author),
    ("dc.creator", Field::Author),
    ("dcterms.creator", Field::Author),
    ("byl", Field::Author),
    ("article:section", Field::Section),
    ("parsely-section", Field::Section),
    ("section", Field::Section),
    ("og:url", Field::Url),
    ("og:locale", Field::Language),
    ("content-language", Field::Language),
    ("dc.language", Field::Language),
];

/// Rank of what `<meta>` elements say, behind JSON-LD and in front of the page's visible text.
const META_RANK: u8 = 10;
const VISIBLE_RANK: u8 = 100;
/// Bytes of a byline or heading that are looked at, and its tags and runs of text.
const BYLINE_BYTES: usize = 400;
const BYLINE_TOKENS: usize = 40;

/// Reads the metadata of a page in one pass.
pub(super) fn read(tokens: &[Token]) -> Metadata {
    let mut out = Metadata::default();
    let mut headings: Vec<String> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Token::Tag(tag) = token else { continue };
        let behind = tokens.get(index + 1..).unwrap_or_default();
        if tag.is_closing() {
            continue;
        }
        if tag.is("meta") {
            read_meta(tag, &mut out);
        } else if tag.is("link") {
            let canonical =
                tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
            out.url.offer(0, tag.attribute("href").filter(|_| canonical).and_then(clean));
        } else if tag.is("html") {
            out.language.offer(
                0,
                tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(clean),
            );
        } else if tag.is("script") {
            if tag
                .attribute("type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
            {
                json_ld::read(text_of(behind), &mut out);
            }
        } else if tag.is("title") {
            out.title.offer(VISIBLE_RANK + 1, clean(text_of(behind)));
        } else if tag.is("h1") && headings.len() < 2 {
            headings.extend(clean(&inner(tag, behind)));
        } else if tag.is("time") {
            read_time(tag, &mut out);
        } else {
            read_byline(tag, behind, &mut out);
        }
    }
    if let [only] = headings.as_slice() {
        out.title.offer(VISIBLE_RANK, Some(only.clone()));
    }
    resolve_unmarked_times(&mut out);
    out
}

fn read_meta(tag: &Tag, out: &mut Metadata) {
    let Some(content) = tag.attribute("content").and_then(clean) else { return };
    for key in ["property", "name", "itemprop", "http-equiv"] {
        let Some(name) = tag.attribute(key) else { continue };
        let Some(index) =
            META.iter().position(|(known, _)| known.eq_ignore_ascii_case(name.trim()))
        else {
            continue;
        };
        let rank = META_RANK + u8::try_from(index).unwrap_or(META_RANK);
        let value = || Some(content.clone());
        match META.get(index).map(|(_, field)| *field) {
            Some(Field::Title) => out.title.offer(rank, value()),
            Some(Field::Publisher) => out.publisher.offer(rank, value()),
            Some(Field::Author) => out.authors.offer(rank, &content),
            Some(Field::Url) => out.url.offer(1, value()),
            Some(Field::Published(origin)) if date::read(&content).is_some() => {
                out.offer_published(rank, Some(Stated { value: content.clone(), origin }));
            }
            Some(Field::Modified) => out.modified.offer(rank, value()),
            Some(Field::Section) => out.section.offer(rank, value()),
            Some(Field::Language) => out.language.offer(rank, value()),
            Some(Field::Published(_)) | None => (),
        }
    }
}

/// Takes a `<time>` that is marked as the time of publication; the others are kept apart.
fn read_time(tag: &Tag, out: &mut Metadata) {
    let Some(value) =
        tag.attribute("datetime").and_then(clean).filter(|value| date::read(value).is_some())
    else {
        return;
    };
    let marks = [
        tag.attribute("itemprop"),
        tag.attribute("class"),
        tag.attribute("pubdate").map(|_| "pubdate"),
    ];
    let says =
        |what: &str| marks.iter().flatten().any(|mark| mark.to_ascii_lowercase().contains(what));
    if says("modif") || says("updat") {
        out.modified.offer(VISIBLE_RANK, Some(value));
    } else if says("publish") || says("pubdate") || says("entry-date") {
        out.offer_published(VISIBLE_RANK, Some(Stated { value, origin: DateOrigin::TimeElement }));
    } else {
        out.times.push(value);
    }
}

/// Unmarked times count when all of them name the same day; pages that list other stories have
/// several.
fn resolve_unmarked_times(out: &mut Metadata) {
    let days: Vec<_> = out.times.iter().filter_map(|time| date::read(time)).collect();
    let alike = days.windows(2).all(|pair| pair.first() == pair.last());
    let first = out.times.first().cloned().filter(|_| alike);
    out.offer_published(
        VISIBLE_RANK + 1,
        first.map(|value| Stated { value, origin: DateOrigin::TimeElement }),
    );
}

/// An element that is marked as naming the author.
fn read_byline(tag: &Tag, behind: &[Token], out: &mut Metadata) {
    if !tag.is_one_of(&["a", "span", "p", "div", "address"]) {
        return;
    }
    let has = |key: &str, what: &[&str]| {
        tag.attribute(key)
            .is_some_and(|value| value.split_whitespace().any(|word| what.contains(&word)))
    };
    let named = has("rel", &["author"]) || has("itemprop", &["author"]);
    if named || has("class", &["byline", "author-name", "byline-name", "article-author"]) {
        out.authors.offer(
            if named { VISIBLE_RANK } else { VISIBLE_RANK + 1 },
            clean(&inner(tag, behind)).unwrap_or_default(),
        );
    }
}

/// The text right behind a tag: the content of a script or title.
fn text_of(behind: &[Token]) -> &str {
    match behind.first() {
        Some(Token::Text(text)) => text,
        _ => "",
    }
}

/// The text up to the end tag of the element on one line, as far as a byline or heading may go.
fn inner(tag: &Tag, behind: &[Token]) -> String {
    let near = behind.get(..BYLINE_TOKENS).unwrap_or(behind);
    let mut out = String::new();
    for token in visible(near) {
        match token {
            Token::Tag(other) if other.is_closing() && other.is_named_like(tag) => break,
            Token::Tag(tag) if breaks_line(tag) => out.push(' '),
            Token::Tag(_) => (),
            Token::Text(text) => out.push_str(text),
        }
    }
    out.truncate(crate::char_boundary::floor_boundary(&out, BYLINE_BYTES));
    out
}
