//! The layers of one article, and the extraction that is put together from them.

use std::collections::HashMap;

use relata_core::{
    Article, Block, BlockRole, Claim, ClaimId, Date, DateOrigin, Entity, EntityId, EventId,
    Extraction, Page, Place, Span, TimeId, TraceStep, Warning, WarningKind,
};
use relata_encoder::ReadOutput;
use relata_events::EventLayer;
use relata_text::CleanText;

/// What is known of an article apart from its text: said by the caller, else by its page.
pub struct About {
    title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<Date>,
    published_from: Option<DateOrigin>,
    page: Option<Page>,
    /// Whether the lines of the text were chosen by the markup of its page.
    pub chosen_by_markup: bool,
    warnings: Vec<Warning>,
}

impl About {
    /// What the caller says.
    pub fn of(article: &Article) -> Self {
        Self {
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            published: article.published,
            published_from: article.published.map(|_| DateOrigin::Given),
            page: None,
            chosen_by_markup: false,
            warnings: article.warnings.clone(),
        }
    }

    /// The same with something odd.
    pub fn warned(mut self, warnings: impl IntoIterator<Item = Warning>) -> Self {
        self.warnings.extend(warnings);
        self
    }

    /// The same with what the page says where the caller says nothing.
    #[cfg(feature = "html")]
    pub fn with_page(self, page: relata_text::html::HtmlText) -> Self {
        let impossible = page.impossible_day.map(|day| {
            Warning::new(
                WarningKind::Metadata,
                format!("the page's day of publication, {day}, cannot be one and was ignored"),
            )
        });
        let unfound = (!page.found_body).then(|| {
            Warning::new(
                WarningKind::Html,
                "no article was found in the page's markup; its whole text was read",
            )
        });
        let page_tells = self.published.is_none();
        let about = self.warned(impossible).warned(unfound);
        Self {
            title: about.title.or_else(|| page.page.title.clone()),
            publisher: about.publisher.or_else(|| page.page.publisher.clone()),
            published: about.published.or(page.published),
            published_from: if page_tells { page.published_from } else { about.published_from },
            page: Some(page.page),
            chosen_by_markup: page.found_body,
            ..about
        }
    }
}

/// What the stages make of one article, each a layer over those before it.
pub struct Layers {
    pub clean: CleanText,
    pub output: ReadOutput,
    pub entities: Vec<Entity>,
    pub claims: Vec<Claim>,
    /// What decided each reference and claim, where that is asked for.
    pub trace: Vec<TraceStep>,
    pub events: EventLayer,
}

impl Layers {
    /// The extraction; `text` is what it repeats.
    pub fn into_extraction(
        self,
        article: &Article,
        about: About,
        text: Option<String>,
    ) -> Extraction {
        let Self { clean, output, entities, claims, trace, events } = self;
        let mut out = Extraction::new(article);
        (out.title, out.publisher) = (about.title, about.publisher);
        (out.published, out.published_from) = (about.published, about.published_from);
        (out.page, out.text, out.language) = (about.page, text, clean.language);
        out.warnings = about.warnings;
        out.warnings.extend(clean.warnings);
        out.warnings.extend(long_sentences(&output));
        out.warnings.extend(events.warnings);
        (out.blocks, out.dateline) = (clean.blocks, clean.dateline);
        out.sentences = clean.sentences.iter().map(|s| s.span).collect();
        out.entities = with_places(entities, events.entity_places);
        out.claims = with_links(claims, events.claim_events, events.claim_times);
        (out.times, out.quantities) = (events.times, events.quantities);
        (out.events, out.main_event) = (events.events, events.main_event);
        (out.discrepancies, out.absences) = (events.discrepancies, events.absences);
        out.trace = trace;
        out.trace.extend(events.trace);
        out
    }
}

/// Longest line, in bytes, that is looked through for the date of its article.
const LONGEST_STAMP: usize = 200;

/// The short lines that are dropped between the headline and the first paragraph, then the one
/// above the headline: there an article's date stands.
pub fn stamps(blocks: &[Block]) -> Vec<Span> {
    let paragraph = |b: &Block| b.kept && matches!(b.role, BlockRole::Lead | BlockRole::Body);
    let first = blocks.iter().position(paragraph).unwrap_or_default();
    let over = blocks.get(..first).unwrap_or_default();
    let headline = |b: &Block| b.kept && b.role == BlockRole::Headline;
    let headline = over.iter().rposition(headline).unwrap_or(first);
    let below = over.iter().skip(headline + 1);
    let above = over.iter().take(headline).next_back();
    let lines = below.chain(above).filter(|b| !b.kept && b.span.len() <= LONGEST_STAMP);
    lines.map(|block| block.span).collect()
}

fn long_sentences(output: &ReadOutput) -> impl Iterator<Item = Warning> + '_ {
    let spans = output.long_sentences.iter().filter_map(|&n| output.reading.sentence(n));
    spans.map(|sentence| long_sentence(sentence.span))
}

fn long_sentence(span: Span) -> Warning {
    Warning::new(
        WarningKind::LongSentence,
        "a sentence is longer than the model's window and was read in overlapping pieces",
    )
    .with_span(span)
}

/// The entities with the places that the event stage found them to be.
fn with_places(entities: Vec<Entity>, places: Vec<(EntityId, Place)>) -> Vec<Entity> {
    let mut places: HashMap<EntityId, Place> = places.into_iter().collect();
    let joined = |mut entity: Entity| {
        if let Some(place) = places.remove(&entity.id) {
            // "Paris, Texas" is in no country but the one that its place is in.
            entity.country = place.country.clone().or(entity.country);
            entity.place = Some(Box::new(place));
        }
        entity
    };
    entities.into_iter().map(joined).collect()
}

/// The claims with the events that they tell of and the time at which they were made.
fn with_links(
    claims: Vec<Claim>,
    events: Vec<(ClaimId, Vec<EventId>)>,
    times: Vec<(ClaimId, TimeId)>,
) -> Vec<Claim> {
    let mut events: HashMap<ClaimId, Vec<EventId>> = events.into_iter().collect();
    let times: HashMap<ClaimId, TimeId> = times.into_iter().collect();
    let joined = |mut claim: Claim| {
        claim.events = events.remove(&claim.id).unwrap_or_default();
        claim.time = times.get(&claim.id).copied();
        claim
    };
    claims.into_iter().map(joined).collect()
}
