//! The stages, one after the other. Each takes layers and returns a layer; they meet here alone.

use std::borrow::Cow;

use relata_core::{Article, Extraction, Reading, Span, TextFormat, Warning, WarningKind};
use relata_events::{EventInput, EventLayer};
use relata_text::{Boilerplate, CleanText};

use crate::{Error, ErrorKind, Extractor};

/// What comes before the transformer.
struct Prepared<'a> {
    text: Cow<'a, str>,
    clean: CleanText,
}

/// All stages.
pub fn extract(extractor: &Extractor, article: &Article) -> Result<Extraction, Error> {
    let mut out = Extraction::new(article);
    let Prepared { text, clean } = prepare(extractor, article, &mut out);
    let reading = read_prepared(extractor, article, &text, &clean, &mut out.warnings)?;
    out.entities = relata_ner::resolve_with(&text, &reading, &extractor.entities);
    out.claims = relata_claims::attribute_with(&text, &reading, &out.entities, &extractor.claims);
    let input = EventInput::new(&text, &reading, &out.entities, &out.claims, out.published);
    let layer = relata_events::assemble(&input, &extractor.events);
    out.sentences = clean.sentences.iter().map(|s| s.span).collect();
    out.blocks = clean.blocks;
    out.language = clean.language;
    join_events(&mut out, layer);
    if let Cow::Owned(text) = text {
        out.text = Some(text);
    }
    Ok(out)
}

/// The stages up to the transformer.
pub fn read(extractor: &Extractor, article: &Article) -> Result<(String, Reading), Error> {
    let mut out = Extraction::new(article);
    let Prepared { text, clean } = prepare(extractor, article, &mut out);
    let reading = read_prepared(extractor, article, &text, &clean, &mut out.warnings)?;
    Ok((text.into_owned(), reading))
}

fn prepare<'a>(extractor: &Extractor, article: &'a Article, out: &mut Extraction) -> Prepared<'a> {
    let text = text_of(extractor, article, out);
    let mut clean = relata_text::clean(&text, &extractor.clean);
    out.warnings.append(&mut clean.warnings);
    Prepared { text, clean }
}

/// The text that offsets refer to; for HTML, what is extracted from it, and what it says of itself where the caller says nothing.
fn text_of<'a>(extractor: &Extractor, article: &'a Article, out: &mut Extraction) -> Cow<'a, str> {
    let declared = article.format == TextFormat::Html;
    if !declared && (extractor.clean.boilerplate == Boilerplate::Keep || !looks_like_html(&article.text)) {
        return Cow::Borrowed(&article.text);
    }
    if !declared {
        out.warnings.push(Warning::new(WarningKind::Html, "the text is HTML and was read as such; offsets refer to the field text"));
    }
    html_text(article, out)
}

#[cfg(feature = "html")]
fn looks_like_html(text: &str) -> bool {
    relata_text::looks_like_html(text)
}

#[cfg(feature = "html")]
fn html_text<'a>(article: &'a Article, out: &mut Extraction) -> Cow<'a, str> {
    let page = relata_text::html::extract(&article.text);
    out.title = out.title.take().or_else(|| page.page.title.clone());
    out.publisher = out.publisher.take().or_else(|| page.page.publisher.clone());
    if out.published.is_none() {
        out.published = page.published;
        out.published_from = page.published_from;
    }
    if !page.found_body {
        out.warnings.push(Warning::new(WarningKind::Html, "no article was found in the page's markup; its whole text was read"));
    }
    out.page = Some(page.page);
    Cow::Owned(page.text)
}

#[cfg(not(feature = "html"))]
fn looks_like_html(_: &str) -> bool {
    false
}

#[cfg(not(feature = "html"))]
fn html_text<'a>(article: &'a Article, out: &mut Extraction) -> Cow<'a, str> {
    out.warnings.push(Warning::new(WarningKind::Html, "HTML was read as plain text: the feature html is off"));
    Cow::Borrowed(&article.text)
}

fn read_prepared(extractor: &Extractor, article: &Article, text: &str, clean: &CleanText, warnings: &mut Vec<Warning>) -> Result<Reading, Error> {
    let output = extractor.reader.read(text, &clean.sentences).map_err(|e| Error::new(ErrorKind::Backend, e).in_document(article.id.as_deref()))?;
    warnings.extend(output.long_sentences.iter().filter_map(|&number| output.reading.sentence(number)).map(|s| long_sentence(s.span)));
    Ok(output.reading)
}

fn long_sentence(span: Span) -> Warning {
    Warning::new(WarningKind::LongSentence, "a sentence is longer than the model's window and was read in overlapping pieces").with_span(span)
}

fn join_events(out: &mut Extraction, layer: EventLayer) {
    for (id, events) in layer.claim_events {
        if let Some(claim) = out.claims.get_mut(id.index()) {
            claim.events = events;
        }
    }
    for (id, time) in layer.claim_times {
        if let Some(claim) = out.claims.get_mut(id.index()) {
            claim.time = Some(time);
        }
    }
    out.times = layer.times;
    out.quantities = layer.quantities;
    out.events = layer.events;
    out.main_event = layer.main_event;
    out.discrepancies = layer.discrepancies;
    out.absences = layer.absences;
}
