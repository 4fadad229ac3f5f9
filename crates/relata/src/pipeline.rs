//! The stages, one after the other. Each takes layers and returns a layer; they meet here alone.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;
use relata_claims::ClaimOptions;
use relata_core::{
    Article, Block, Extraction, Reading, Span, TextFormat, TextSpan, Warning, WarningKind,
};
use relata_encoder::{ReadError, ReadInput, ReadOutput, Reader};
use relata_events::{EventInput, EventLayer, EventOptions};
use relata_ner::EntityOptions;
use relata_syntax::Analysis;
use relata_text::{Boilerplate, CleanOptions, CleanText, SiteMemory};

use crate::limits::{Budget, Limits};
use crate::timings::{NoWatch, Stage, StopWatch, Timings, Watch};
use crate::{Error, ErrorKind};

/// The stages with their options.
#[derive(Clone)]
pub struct Stages {
    pub reader: Arc<Reader>,
    pub clean: CleanOptions,
    pub site: Arc<SiteMemory>,
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
    pub fn extract(&self, article: &Article, limits: &Limits) -> Result<Extraction, Error> {
        document(article, limits, |budget| {
            let prepared = self.prepare(article, budget)?;
            let output = self.read_prepared(&prepared, budget)?;
            self.finish(prepared, output, &self.events, budget, &mut NoWatch)
        })
    }

    /// All stages, with what decided each record.
    pub fn explain(&self, article: &Article, limits: &Limits) -> Result<Extraction, Error> {
        document(article, limits, |budget| {
            let prepared = self.prepare(article, budget)?;
            let output = self.read_prepared(&prepared, budget)?;
            let events = self.events.clone().with_explain(true);
            self.finish(prepared, output, &events, budget, &mut NoWatch)
        })
    }

    /// All stages over several articles at once: their windows share the encoder's batches. One
    /// result each, in their order. Where time is limited each is read by itself, so that its time
    /// is its own.
    pub fn extract_group(
        &self,
        articles: &[Article],
        limits: &Limits,
    ) -> Vec<Result<Extraction, Error>> {
        if limits.time.is_some() {
            return articles.par_iter().map(|article| self.extract(article, limits)).collect();
        }
        let prepared: Vec<Result<Prepared<'_>, Error>> = articles
            .par_iter()
            .map(|article| document(article, limits, |budget| self.prepare(article, budget)))
            .collect();
        let readable: Vec<&Prepared<'_>> = prepared.iter().flatten().collect();
        let mut outputs = self.read_group(&readable, limits).into_iter();
        let mut next = || outputs.next().unwrap_or_else(|| Ok(ReadOutput::default()));
        let read: Vec<Result<(Prepared<'_>, ReadOutput), Error>> = prepared
            .into_iter()
            .map(|prepared| prepared.and_then(|prepared| Ok((prepared, next()?))))
            .collect();
        let finish = |read: Result<(Prepared<'_>, ReadOutput), Error>| {
            let (prepared, output) = read?;
            document(prepared.article, limits, |budget| {
                self.finish(prepared, output, &self.events, budget, &mut NoWatch)
            })
        };
        read.into_par_iter().map(finish).collect()
    }

    /// All stages, with the time that each takes.
    pub fn extract_timed(
        &self,
        article: &Article,
        limits: &Limits,
    ) -> Result<(Extraction, Timings), Error> {
        document(article, limits, |budget| {
            let mut watch = StopWatch::start();
            let prepared = self.prepare(article, budget)?;
            watch.lap(Stage::Cleaning);
            let (output, encoder) = self
                .reader
                .read_timed(&prepared.text, &prepared.clean.sentences)
                .map_err(|e| Error::new(ErrorKind::Backend, e))?;
            watch.lap_reading(encoder);
            let extraction = self.finish(prepared, output, &self.events, budget, &mut watch)?;
            Ok((extraction, watch.timings()))
        })
    }

    /// The stages up to the transformer.
    pub fn read(&self, article: &Article, limits: &Limits) -> Result<(String, Reading), Error> {
        document(article, limits, |budget| {
            let prepared = self.prepare(article, budget)?;
            let output = self.read_prepared(&prepared, budget)?;
            Ok((prepared.text.into_owned(), output.reading))
        })
    }

    /// What the articles share, taken as pages of one site; those above the limits are passed over.
    pub fn learn_site(&self, articles: &[Article], limits: &Limits) -> SiteMemory {
        let mut memory = (*self.site).clone();
        for article in articles {
            let text = document(article, limits, |budget| {
                budget.admit(&article.text)?;
                Ok(self.text_of(article, &mut Extraction::new(article)).into_owned())
            });
            if let Ok(text) = text {
                memory.learn(&text);
            }
        }
        memory
    }

    fn prepare<'a>(
        &self,
        article: &'a Article,
        budget: &Budget<'_>,
    ) -> Result<Prepared<'a>, Error> {
        budget.admit(&article.text)?;
        let mut out = Extraction::new(article);
        let text = self.text_of(article, &mut out);
        budget.admit_text(&text)?;
        let mut clean = relata_text::clean_with_memory(&text, &self.clean, &self.site);
        out.warnings.append(&mut clean.warnings);
        Ok(Prepared { article, text, clean, out })
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

    /// Where the backend fails on the group, or panics, each article is read alone: one that cannot
    /// be read takes no other with it.
    fn read_group(
        &self,
        group: &[&Prepared<'_>],
        limits: &Limits,
    ) -> Vec<Result<ReadOutput, Error>> {
        let inputs: Vec<ReadInput<'_>> = group
            .iter()
            .map(|p| ReadInput { text: &p.text, sentences: &p.clean.sentences })
            .collect();
        let budget = Budget::start(limits);
        let together = contained(|| {
            let read = self.reader.read_batch_while(&inputs, &|| budget.go_on().is_ok());
            read.map_err(|error| stopped(error, &budget))
        });
        let alone =
            |p: &&Prepared<'_>| document(p.article, limits, |budget| self.read_prepared(p, budget));
        match together {
            Ok(outputs) => outputs.into_iter().map(Ok).collect(),
            Err(_) => group.iter().map(alone).collect(),
        }
    }

    fn read_prepared(
        &self,
        prepared: &Prepared<'_>,
        budget: &Budget<'_>,
    ) -> Result<ReadOutput, Error> {
        budget.go_on()?;
        let sentences = &prepared.clean.sentences;
        let read = [ReadInput { text: &prepared.text, sentences }];
        let mut outputs = self
            .reader
            .read_batch_while(&read, &|| budget.go_on().is_ok())
            .map_err(|error| stopped(error, budget))?;
        Ok(outputs.pop().unwrap_or_default())
    }

    /// The stages after the transformer.
    fn finish(
        &self,
        prepared: Prepared<'_>,
        output: ReadOutput,
        events: &EventOptions,
        budget: &Budget<'_>,
        watch: &mut impl Watch,
    ) -> Result<Extraction, Error> {
        let Prepared { article, text, clean, mut out } = prepared;
        let ReadOutput { reading, long_sentences, .. } = output;
        budget.go_on()?;
        out.warnings.extend(
            long_sentences
                .iter()
                .filter_map(|&number| reading.sentence(number))
                .map(|s| long_sentence(s.span)),
        );
        let analysis = Analysis::new(&text, &reading);
        out.entities = relata_ner::resolve_analysis(&analysis, &self.entities);
        watch.lap(Stage::Entities);
        budget.go_on()?;
        out.claims = relata_claims::attribute_analysis(&analysis, &out.entities, &self.claims);
        out.blocks = clean.blocks;
        for claim in &mut out.claims {
            claim.content = within_blocks(&text, &claim.content, &out.blocks);
        }
        watch.lap(Stage::Claims);
        budget.go_on()?;
        let input = EventInput::new(&text, &reading, &out.entities, &out.claims, out.published)
            .with_publisher(out.publisher.as_deref())
            .with_dateline(clean.dateline.as_ref().map(|dateline| dateline.span));
        let layer = relata_events::assemble_analysis(&analysis, &input, events);
        out.sentences = clean.sentences.iter().map(|s| s.span).collect();
        out.dateline = clean.dateline;
        out.language = clean.language;
        join_events(&mut out, layer);
        if let Cow::Owned(text) = text {
            out.text = Some(text);
        } else if article.repeats_text {
            out.text = Some(text.into_owned());
        }
        watch.lap(Stage::Events);
        Ok(out)
    }
}

/// Does the work on one document within its limits; what goes wrong is this document's error.
fn document<T>(
    article: &Article,
    limits: &Limits,
    work: impl FnOnce(&Budget<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    contained(|| work(&Budget::start(limits)))
        .map_err(|error| error.in_document(article.id.as_deref()))
}

/// Does the work; a panic in it is an error.
fn contained<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(Error::panic(payload.as_ref())))
}

/// Why the reader came back without an output.
fn stopped(error: ReadError, budget: &Budget<'_>) -> Error {
    budget.go_on().err().unwrap_or_else(|| Error::new(ErrorKind::Backend, error))
}

/// The pieces of a content, cut where a block ends and without what was dropped between.
fn within_blocks(text: &str, content: &[TextSpan], blocks: &[Block]) -> Vec<TextSpan> {
    let pieces = |piece: &TextSpan| {
        let first = blocks.partition_point(|block| block.span.end() <= piece.span.start());
        let over = blocks.iter().skip(first);
        let over = over.take_while(|block| block.span.start() < piece.span.end());
        let kept = over.filter(|block| block.kept).filter_map(|b| b.span.intersect(piece.span));
        let kept = kept.map(|span| span.trim(text)).filter(|span| !span.is_empty());
        kept.map(|span| TextSpan::new(text, span)).collect::<Vec<_>>()
    };
    content.iter().flat_map(pieces).collect()
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
    if let Some(day) = &page.impossible_day {
        out.warnings.push(Warning::new(
            WarningKind::Metadata,
            format!("the page's day of publication, {day}, cannot be one and was ignored"),
        ));
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
            // "Paris, Texas" is in no country but the one that its place is in.
            entity.country = place.country.clone().or_else(|| entity.country.take());
            entity.place = Some(Box::new(place));
        }
    }
    out.warnings.extend(layer.warnings);
    out.trace = layer.trace;
    out.times = layer.times;
    out.quantities = layer.quantities;
    out.events = layer.events;
    out.main_event = layer.main_event;
    out.discrepancies = layer.discrepancies;
    out.absences = layer.absences;
}
