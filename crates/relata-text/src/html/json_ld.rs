//! What a page says of its article in JSON-LD, with the vocabulary of schema.org.

use relata_core::DateOrigin;
use serde_json::Value;

use super::stated::{Metadata, Stated, clean};

/// Types whose last part ends like this describe the article; others (a site, a list of
/// breadcrumbs) describe the page around it.
const ARTICLE_TYPES: [&str; 4] = ["Article", "BlogPosting", "SocialMediaPosting", "Report"];
/// Nesting of objects up to which articles are looked for.
const MAX_DEPTH: usize = 6;

/// Adds to `out` what the script `text` says; text that is no JSON says nothing.
pub(super) fn read(text: &str, out: &mut Metadata) {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    if let Some(article) = find_article(&value, 0) {
        read_article(article, out);
    }
}

/// The first object that describes an article.
fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find_article(item, depth + 1)),
        Value::Object(_) if is_article(value) => Some(value),
        Value::Object(fields) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|&key| find_article(fields.get(key)?, depth + 1)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    texts(value.get("@type").unwrap_or(&Value::Null))
        .iter()
        .any(|kind| ARTICLE_TYPES.iter().any(|known| kind.ends_with(known)))
}

fn read_article(article: &Value, out: &mut Metadata) {
    let text = |key: &str| article.get(key).and_then(first_text);
    out.title.offer(0, text("headline").or_else(|| text("name")));
    let published = text("datePublished");
    out.offer_published(0, published.map(|value| Stated { value, origin: DateOrigin::JsonLd }));
    out.modified.offer(0, text("dateModified"));
    out.section.offer(0, text("articleSection"));
    out.language.offer(3, text("inLanguage"));
    out.publisher.offer(0, article.get("publisher").and_then(first_text));
    out.url.offer(2, text("url").or_else(|| article.get("mainEntityOfPage").and_then(address)));
    for name in
        article.get("author").or_else(|| article.get("creator")).map(texts).unwrap_or_default()
    {
        out.authors.offer(0, name);
    }
}

fn address(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("@id").and_then(Value::as_str)).map(str::to_owned)
}

fn first_text(value: &Value) -> Option<String> {
    texts(value).into_iter().next()
}

/// The strings of a value: itself, its name, or those of its items. Publishers escape them as if
/// they were markup.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => clean(text).into_iter().collect(),
        Value::Array(items) => items
            .iter()
            .filter_map(|item| {
                item.as_str().or_else(|| item.get("name").and_then(Value::as_str)).and_then(clean)
            })
            .collect(),
        Value::Object(fields) => fields.get("name").map(texts).unwrap_or_default(),
        _ => Vec::new(),
    }
}
