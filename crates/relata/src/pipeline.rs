//! The stages, one after the other. Each takes layers and returns a layer; they meet here alone.

use std::borrow::Cow;

use rayon::prelude::*;
use relata_claims::ClaimOptions;
use relata_core::{Article, Extraction, Reading, Span, TextFormat, Warning, WarningKind};
use relata_encoder::{ReadError, ReadInput, ReadOutput, Reader};
use relata_events::{EventInput, EventLayer, EventOptions};
use relata_ner::EntityOptions;
use relata_syntax::Analysis;
use relata_text::{Boilerplate, CleanOptions, CleanText};

use crate::timings::{NoWatch, Stage, StopWatch, Timings, Watch};
use crate::{Error, ErrorKind};

/// The stages with their options.
pub struct Stages {
    pub reader: Reader,
    pub clean: CleanOptions,
    pub entities: EntityOptions,
    pub claims: ClaimOptions,
    pub events: EventOptions,
}

/// An article before the transformer reads it.
struct Prepared<'a> {
    article: &'a Article,
    text: Cow<'a, str>,
    clean: CleanText,
    out: Extraction,
}

impl Stages {
    /// All stages.
    pub fn extract(&self, article: &Article) -> Result<Extraction, Error> {
        let prepared = self.prepare(article);
        let output = self.reader.read(&prepared.text, &prepared.clean.sentences);
        self.finish(prepared, output, &self.events, &mut NoWatch)
    }

    /// All stages, with what decided each record.
    pub fn explain(&self, article: &Article) -> Result<Extraction, Error> {
        let prepared = self.prepare(article);
        let output = self.reader.read(&prepared.text, &prepared.clean.sentences);
        self.finish(prepared, output, &self.events.clone().with_explain(true), &mut NoWatch)
    }

    /// All stages over several articles at once: their windows share the encoder's batches. One
    /// result each, in their order.
    pub fn extract_group(&self, articles: &[Article]) -> Vec<Result<Extraction, Error>> {
        let prepared: Vec<Prepared<'_>> =
            articles.par_iter().map(|article| self.prepare(article)).collect();
        let outputs = self.read_group(&prepared);
        prepared
            .into_par_iter()
            .zip(outputs)
            .map(|(prepared, output)| self.finish(prepared, output, &self.events, &mut NoWatch))
            .collect()
    }

    /// All stages, with the time that each takes.
    pub fn extract_timed(&self, article: &Article) -> Result<(Extraction, Timings), Error> {
        let mut watch = StopWatch::start();
        let prepared = self.prepare(article);
        watch.lap(Stage::Cleaning);
        let output = self.reader.read_timed(&prepared.text, &prepared.clean.sentences);
        let output = output.map(|(output, encoder)| {
            watch.lap_reading(encoder);
            output
        });
        let extraction = self.finish(prepared, output, &self.events, &mut watch)?;
        Ok((extraction, watch.timings()))
    }

    /// The stages up to the transformer.
    pub fn read(&self, article: &Article) -> Result<(String, Reading), Error> {
        let prepared = self.prepare(article);
        let output = self
            .reader
            .read(&prepared.text, &prepared.clean.sentences)
            .map_err(|e| failed(article, e))?;
        Ok((prepared.text.into_owned(), output.reading))
    }

    fn prepare<'a>(&self, article: &'a Article) -> Prepared<'a> {
        let mut out = Extraction::new(article);
        let text = self.text_of(article, &mut out);
        let mut clean = relata_text::clean(&text, &self.clean);
        out.warnings.append(&mut clean.warnings);
        Prepared { article, text, clean, out }
    }

    /// The text that offsets refer to; for HTML, what is extracted from it, and what it says of
    /// itself where the caller says nothing.
    fn text_of<'a>(&self, article: &'a Article, out: &mut Extraction) -> Cow<'a, str> {
        let declared = article.format == TextFormat::Html;
        if !declared
            && (self.clean.boilerplate == Boilerplate::Keep || !looks_like_html(&article.text))
        {
            return Cow::Borrowed(&article.text);
        }
        if !declared {
            out.warnings.push(Warning::new(
                WarningKind::Html,
                "the text is HTML and was read as such; offsets refer to the field text",
            ));
        }
        html_text(article, out)
    }

    /// Where the backend fails on the group, each article is read alone: one that cannot be read
    /// takes no other with it.
    fn read_group(&self, group: &[Prepared<'_>]) -> Vec<Result<ReadOutput, ReadError>> {
        let inputs: Vec<ReadInput<'_>> = group
            .iter()
            .map(|p| ReadInput { text: &p.text, sentences: &p.clean.sentences })
            .collect();
        match self.reader.read_batch(&inputs) {
            Ok(outputs) => outputs.into_iter().map(Ok).collect(),
            Err(error) if group.len() < 2 => vec![Err(error)],
            Err(_) => group.iter().map(|p| self.reader.read(&p.text, &p.clean.sentences)).collect(),
        }
    }

    /// The stages after the transformer.
    fn finish(
        &self,
        prepared: Prepared<'_>,
        output: Result<ReadOutput, ReadError>,
        events: &EventOptions,
        watch: &mut impl Watch,
    ) -> Result<Extraction, Error> {
        let Prepared { article, text, clean, mut out } = prepared;
        let ReadOutput { reading, long_sentences, .. } = output.map_err(|e| failed(article, e))?;
        out.warnings.extend(
            long_sentences
                .iter()
                .filter_map(|&number| reading.sentence(number))
                .map(|s| long_sentence(s.span)),
        );
        let analysis = Analysis::new(&text, &reading);
        out.entities = relata_ner::resolve_analysis(&analysis, &self.entities);
        watch.lap(Stage::Entities);
        out.claims = relata_claims::attribute_analysis(&analysis, &out.entities, &self.claims);
        watch.lap(Stage::Claims);
        let input = EventInput::new(&text, &reading, &out.entities, &out.claims, out.published);
        let layer = relata_events::assemble_analysis(&analysis, &input, events);
        out.sentences = clean.sentences.iter().map(|s| s.span).collect();
        out.blocks = clean.blocks;
        out.dateline = clean.dateline;
        out.language = clean.language;
        join_events(&mut out, layer);
        if let Cow::Owned(text) = text {
            out.text = Some(text);
        }
        watch.lap(Stage::Events);
        Ok(out)
    }
}

fn failed(article: &Article, error: ReadError) -> Error {
    Error::new(ErrorKind::Backend, error).in_document(article.id.as_deref())
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
        out.warnings.push(Warning::new(
            WarningKind::Html,
            "no article was found in the page's markup; its whole text was read",
        ));
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
    out.warnings.push(Warning::new(
        WarningKind::Html,
        "HTML was read as plain text: the feature html is off",
    ));
    Cow::Borrowed(&article.text)
}

fn long_sentence(span: Span) -> Warning {
    Warning::new(
        WarningKind::LongSentence,
        "a sentence is longer than the model's window and was read in overlapping pieces",
    )
    .with_span(span)
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
    for (id, place) in layer.entity_places {
        if let Some(entity) = out.entities.get_mut(id.index()) {
            entity.country = entity.country.take().or_else(|| place.country.clone());
            entity.place = Some(Box::new(place));
        }
    }
    out.trace = layer.trace;
    out.times = layer.times;
    out.quantities = layer.quantities;
    out.events = layer.events;
    out.main_event = layer.main_event;
    out.discrepancies = layer.discrepancies;
    out.absences = layer.absences;
}
