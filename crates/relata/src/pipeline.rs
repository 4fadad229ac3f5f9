//! The stages, one after the other. Each takes layers and returns a layer; they meet here alone.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;
use relata_claims::ClaimOptions;
use relata_core::{
    Article, Block, Claim, Extraction, Reading, TextFormat, TextSpan, Warning, WarningKind,
};
use relata_encoder::{ReadError, ReadInput, ReadOutput, Reader};
use relata_events::{EventInput, EventOptions};
use relata_ner::EntityOptions;
use relata_syntax::Analysis;
use relata_text::{Boilerplate, CleanOptions, CleanText, SiteMemory};

use crate::layers::{About, Layers, stamps};
use crate::limits::{Budget, Limits};
use crate::timings::{NoWatch, Stage, StopWatch, Timings, Watch};
use crate::trace::{Parent, Trace, reading_together};
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
    about: About,
    clean: CleanText,
}

impl Stages {
    /// All stages.
    pub fn extract(&self, article: &Article, limits: &Limits) -> Result<Extraction, Error> {
        self.run(article, &self.events, limits, &mut NoWatch)
    }

    /// All stages, with what decided each record.
    pub fn explain(&self, article: &Article, limits: &Limits) -> Result<Extraction, Error> {
        self.run(article, &self.events.clone().with_explain(true), limits, &mut NoWatch)
    }

    /// All stages, with the time that each takes.
    pub fn extract_timed(
        &self,
        article: &Article,
        limits: &Limits,
    ) -> Result<(Extraction, Timings), Error> {
        let mut watch = StopWatch::start();
        let extraction = self.run(article, &self.events, limits, &mut watch)?;
        Ok((extraction, watch.timings()))
    }

    /// One article through all stages.
    fn run(
        &self,
        article: &Article,
        events: &EventOptions,
        limits: &Limits,
        watch: &mut impl Watch,
    ) -> Result<Extraction, Error> {
        document(article, limits, Parent::Caller, |course| {
            let prepared = self.prepare(article, course)?;
            watch.lap(Stage::Cleaning);
            let output = self.read_prepared(&prepared, course, watch)?;
            self.finish(prepared, output, events, course, watch)
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
            .map(|article| {
                document(article, limits, Parent::None, |course| self.prepare(article, course))
            })
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
            document(prepared.article, limits, Parent::None, |course| {
                self.finish(prepared, output, &self.events, course, &mut NoWatch)
            })
        };
        read.into_par_iter().map(finish).collect()
    }

    /// The stages up to the transformer.
    pub fn read(&self, article: &Article, limits: &Limits) -> Result<(String, Reading), Error> {
        document(article, limits, Parent::Caller, |course| {
            let prepared = self.prepare(article, course)?;
            let output = self.read_prepared(&prepared, course, &mut NoWatch)?;
            Ok((prepared.text.into_owned(), output.reading))
        })
    }

    /// What the articles share, taken as pages of one site; those above the limits are passed over.
    pub fn learn_site(&self, articles: &[Article], limits: &Limits) -> SiteMemory {
        let mut memory = (*self.site).clone();
        for article in articles {
            let text = document(article, limits, Parent::Caller, |course| {
                course.budget.admit(&article.text)?;
                Ok(self.text_of(article).0.into_owned())
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
        course: &Course<'_>,
    ) -> Result<Prepared<'a>, Error> {
        course.budget.admit(&article.text)?;
        course.trace.stage(Stage::Cleaning, || {
            let (text, about) = self.text_of(article);
            course.budget.admit_text(&text)?;
            let options = self.clean.with_chosen_by_markup(about.chosen_by_markup);
            let clean = relata_text::clean_with_memory(&text, &options, &self.site);
            Ok(Prepared { article, text, about, clean })
        })
    }

    /// The text that offsets refer to; for HTML, what is extracted from it, and what it says of
    /// itself where the caller says nothing.
    fn text_of<'a>(&self, article: &'a Article) -> (Cow<'a, str>, About) {
        let about = About::of(article);
        let declared = article.format == TextFormat::Html;
        if !declared
            && (self.clean.boilerplate == Boilerplate::Keep || !looks_like_html(&article.text))
        {
            return (Cow::Borrowed(&article.text), about);
        }
        let undeclared = Warning::new(
            WarningKind::Html,
            "the text is HTML and was read as such; offsets refer to the field text",
        );
        html_text(article, about.warned((!declared).then_some(undeclared)))
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
            let read = reading_together(inputs.len(), || {
                self.reader.read_batch_while(&inputs, &|| budget.check().is_ok())
            });
            read.map_err(|error| stopped(error, &budget))
        });
        let alone = |p: &&Prepared<'_>| {
            document(p.article, limits, Parent::None, |course| {
                self.read_prepared(p, course, &mut NoWatch)
            })
        };
        match together {
            Ok(outputs) => outputs.into_iter().map(Ok).collect(),
            Err(_) => group.iter().map(alone).collect(),
        }
    }

    fn read_prepared(
        &self,
        prepared: &Prepared<'_>,
        course: &Course<'_>,
        watch: &mut impl Watch,
    ) -> Result<ReadOutput, Error> {
        let budget = &course.budget;
        budget.check()?;
        let input = ReadInput { text: &prepared.text, sentences: &prepared.clean.sentences };
        let read = || watch.read(&self.reader, input, &|| budget.check().is_ok());
        let read = course.trace.stage(Stage::Reading, read);
        read.map_err(|error| stopped(error, budget))
    }

    /// The stages after the transformer: each makes a layer of those before it, and the extraction
    /// is put together from the layers at the end.
    fn finish(
        &self,
        prepared: Prepared<'_>,
        output: ReadOutput,
        options: &EventOptions,
        course: &Course<'_>,
        watch: &mut impl Watch,
    ) -> Result<Extraction, Error> {
        let Prepared { article, text, about, clean } = prepared;
        let (Course { budget, trace }, reading) = (course, &output.reading);
        budget.check()?;
        let (analysis, (entities, mut steps)) = trace.stage(Stage::Entities, || {
            let analysis = Analysis::new(&text, reading);
            let found = if options.explain {
                relata_ner::explain_analysis(&analysis, &self.entities)
            } else {
                (relata_ner::resolve_analysis(&analysis, &self.entities), Vec::new())
            };
            (analysis, found)
        });
        watch.lap(Stage::Entities);
        budget.check()?;
        let (claims, claim_trace) = trace.stage(Stage::Claims, || {
            let (claims, trace) = if options.explain {
                relata_claims::explain_analysis(&analysis, &entities, &self.claims)
            } else {
                let claims = relata_claims::attribute_analysis(&analysis, &entities, &self.claims);
                (claims, Vec::new())
            };
            (within_blocks(&text, claims, &clean.blocks), trace)
        });
        steps.extend(claim_trace);
        watch.lap(Stage::Claims);
        budget.check()?;
        let events = trace.stage(Stage::Events, || {
            let stamps = stamps(&clean.blocks);
            let input = EventInput::new(&text, reading, &entities, &claims, about.published)
                .with_publisher(about.publisher.as_deref())
                .with_dateline(clean.dateline.as_ref().map(|dateline| dateline.span))
                .with_stamps(&stamps);
            relata_events::assemble_analysis(&analysis, &input, options)
        });
        let layers = Layers { clean, output, entities, claims, trace: steps, events };
        let text = repeated(article, text);
        let mut extraction = layers.into_extraction(article, about, text);
        extraction.round_scores();
        watch.lap(Stage::Events);
        Ok(extraction)
    }
}

/// What goes with a document through the stages.
struct Course<'l> {
    budget: Budget<'l>,
    trace: Trace,
}

/// The text that the extraction repeats, where it is not the caller's own or the caller asks.
fn repeated(article: &Article, text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(text) => article.repeats_text.then(|| text.to_owned()),
    }
}

/// Does the work on one document within its limits; what goes wrong is this document's error.
fn document<T>(
    article: &Article,
    limits: &Limits,
    parent: Parent,
    work: impl FnOnce(&Course<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let course = Course { budget: Budget::start(limits), trace: Trace::new(article, parent) };
    let done = contained(|| work(&course));
    done.map_err(|error| {
        let error = error.in_document(article.id.as_deref());
        course.trace.failed(&error);
        error
    })
}

/// Does the work; a panic in it is an error.
fn contained<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(Error::panic(payload.as_ref())))
}

/// Why the reader came back without an output.
fn stopped(error: ReadError, budget: &Budget<'_>) -> Error {
    budget.check().err().unwrap_or_else(|| Error::new(ErrorKind::Backend, error))
}

/// The claims with the pieces of their contents cut where a block ends, and without what was
/// dropped between.
fn within_blocks(text: &str, claims: Vec<Claim>, blocks: &[Block]) -> Vec<Claim> {
    let pieces = |piece: &TextSpan| {
        let first = blocks.partition_point(|block| block.span.end() <= piece.span.start());
        let over = blocks.iter().skip(first);
        let over = over.take_while(|block| block.span.start() < piece.span.end());
        let kept = over.filter(|block| block.kept).filter_map(|b| b.span.intersect(piece.span));
        let kept = kept.map(|span| span.trim(text)).filter(|span| !span.is_empty());
        kept.map(|span| TextSpan::new(text, span)).collect::<Vec<_>>()
    };
    let cut = |mut claim: Claim| {
        claim.content = claim.content.iter().flat_map(pieces).collect();
        claim
    };
    claims.into_iter().map(cut).collect()
}

#[cfg(feature = "html")]
fn looks_like_html(text: &str) -> bool {
    relata_text::looks_like_html(text)
}

#[cfg(feature = "html")]
fn html_text(article: &Article, about: About) -> (Cow<'_, str>, About) {
    let mut page = relata_text::html::extract(&article.text);
    (Cow::Owned(std::mem::take(&mut page.text)), about.with_page(page))
}

#[cfg(not(feature = "html"))]
fn looks_like_html(_: &str) -> bool {
    false
}

#[cfg(not(feature = "html"))]
fn html_text(article: &Article, about: About) -> (Cow<'_, str>, About) {
    let warning =
        Warning::new(WarningKind::Html, "HTML was read as plain text: the feature html is off");
    (Cow::Borrowed(&article.text), about.warned(Some(warning)))
}
