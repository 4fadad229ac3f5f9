//! Rows of the tables of `relata corpus`.

use relata::Date;
use relata_corpus::{ArticleRecord, EntityRecord, EventRecord};
use relata_table::{Cell, Column, Kind};

type Row = Vec<Option<Cell>>;

const fn text(name: &'static str) -> Column {
    Column::new(name, Kind::Text)
}

const fn whole(name: &'static str) -> Column {
    Column::new(name, Kind::Integer)
}

const fn day(name: &'static str) -> Column {
    Column::new(name, Kind::Day)
}

/// Columns of events.
pub const EVENTS: &[Column] = &[
    text("event"),
    text("class"),
    text("status"),
    whole("independent_sources"),
    whole("reports"),
    text("words"),
    text("actors"),
    text("targets"),
    text("place"),
    text("country"),
    Column::new("latitude", Kind::Real),
    Column::new("longitude", Kind::Real),
    day("start"),
    day("end"),
    whole("killed_min"),
    whole("killed_max"),
    text("affirmed_by"),
    text("denied_by"),
    day("first_published"),
    text("first_article"),
    text("first_publisher"),
    whole("discrepancies"),
    whole("updates"),
];

/// The row of an event.
pub fn event(event: &EventRecord) -> Row {
    let place = event.places.first();
    let first = event.reports.first();
    let killed = event.casualties.iter().filter(|count| count.kind.as_str() == "killed");
    let lowest = killed.clone().filter_map(|count| count.min).min();
    let highest = killed.filter_map(|count| count.max.or(count.min)).max();
    let says = |wanted: &str| {
        let sources = event.sources.iter();
        let found = sources.filter(|source| source.independent && source.says.as_str() == wanted);
        listed(found.map(|source| source.name.as_str()))
    };
    let role = |wanted: &str| {
        let parties = event.parties.iter().filter(|party| party.role == wanted);
        listed(parties.map(|party| party.name.as_str()))
    };
    vec![
        cell(&event.id),
        cell(&event.class),
        cell(event.status.as_str()),
        count(event.independent_sources),
        count(event.reports.len()),
        listed(event.words.iter().map(String::as_str)),
        role("actor"),
        role("target"),
        place.and_then(|place| cell(&place.name)),
        place.and_then(|place| cell(place.country.as_deref()?)),
        place.and_then(|place| place.latitude.map(Cell::Real)),
        place.and_then(|place| place.longitude.map(Cell::Real)),
        date(event.start),
        date(event.end),
        number(lowest),
        number(highest),
        says("affirms"),
        says("denies"),
        date(first.and_then(|report| report.published)),
        first.and_then(|report| cell(&report.article)),
        first.and_then(|report| cell(report.publisher.as_deref()?)),
        count(event.discrepancies.len()),
        count(event.updates.len()),
    ]
}

/// Columns of attestations.
pub const ATTESTATIONS: &[Column] = &[
    text("event"),
    text("class"),
    text("source"),
    text("source_type"),
    text("source_entity"),
    text("says"),
    text("stance"),
    Column::new("independent", Kind::Flag),
    day("first"),
    text("articles"),
    text("content"),
];

/// A row for each source of an event.
pub fn attestations(event: &EventRecord) -> Vec<Row> {
    let row = |source: &relata_corpus::SourceEntry| {
        let contents = source.statements.iter().map(|told| told.content.as_str());
        vec![
            cell(&event.id),
            cell(&event.class),
            cell(&source.name),
            cell(source.source_type.as_str()),
            source.entity.as_deref().and_then(cell),
            cell(source.says.as_str()),
            cell(source.stance.as_str()),
            Some(Cell::Flag(source.independent)),
            date(source.first),
            listed(source.statements.iter().map(|told| told.article.as_str())),
            contents.filter(|content| !content.is_empty()).map(cell).next().flatten(),
        ]
    };
    event.sources.iter().map(row).collect()
}

/// Columns of reports.
pub const REPORTS: &[Column] = &[
    text("event"),
    text("class"),
    text("article"),
    text("article_event"),
    text("publisher"),
    day("published"),
    text("first_printed_by"),
    text("factuality"),
    text("words"),
];

/// A row for each report of an event.
pub fn reports(event: &EventRecord) -> Vec<Row> {
    let row = |report: &relata_corpus::ReportEntry| {
        vec![
            cell(&event.id),
            cell(&event.class),
            cell(&report.article),
            cell(&report.event),
            report.publisher.as_deref().and_then(cell),
            date(report.published),
            report.first_printed_by.as_deref().and_then(cell),
            cell(report.factuality.as_str()),
            listed(report.triggers.iter().map(|trigger| trigger.text.as_str())),
        ]
    };
    event.reports.iter().map(row).collect()
}

/// Columns of casualties.
pub const CASUALTIES: &[Column] = &[
    text("event"),
    text("class"),
    text("kind"),
    text("source"),
    day("day"),
    whole("min"),
    whole("max"),
    text("text"),
    text("article"),
];

/// A row for each number of people harmed.
pub fn casualties(event: &EventRecord) -> Vec<Row> {
    let row = |found: &relata_corpus::CasualtyEntry| {
        vec![
            cell(&event.id),
            cell(&event.class),
            cell(found.kind.as_str()),
            cell(&found.source),
            date(found.day),
            number(found.min),
            number(found.max),
            cell(&found.text),
            cell(&found.article),
        ]
    };
    event.casualties.iter().map(row).collect()
}

/// Columns of discrepancies and updates.
pub const DISCREPANCIES: &[Column] = &[
    text("event"),
    text("class"),
    Column::new("update", Kind::Flag),
    text("kind"),
    text("a"),
    text("a_says"),
    text("b"),
    text("b_says"),
];

/// A row for each discrepancy of an event, then for each update.
pub fn discrepancies(event: &EventRecord) -> Vec<Row> {
    let row = |update: bool, kind: &str, a: (&str, &str), b: (&str, &str)| {
        let (a, b) = ([cell(a.0), cell(a.1)], [cell(b.0), cell(b.1)]);
        let head = [cell(&event.id), cell(&event.class), Some(Cell::Flag(update)), cell(kind)];
        head.into_iter().chain(a).chain(b).collect::<Row>()
    };
    let differing = event.discrepancies.iter().map(|found| {
        let (a, b) = ((&*found.a, &*found.a_says), (&*found.b, &*found.b_says));
        row(false, found.kind.as_str(), a, b)
    });
    let updated = event.updates.iter().map(|update| {
        let (a, b) = (&update.from, &update.to);
        row(true, update.kind.as_str(), (&a.article, &a.text), (&b.article, &b.text))
    });
    differing.chain(updated).collect()
}

/// Columns of entities.
pub const ENTITIES: &[Column] = &[
    text("entity"),
    text("name"),
    text("type"),
    text("country"),
    text("names"),
    text("table_id"),
    text("sector"),
    text("wikidata"),
    whole("articles"),
];

/// The row of an entity.
pub fn entity(entity: &EntityRecord) -> Row {
    vec![
        cell(&entity.id),
        cell(&entity.name),
        entity.entity_type.and_then(|kind| cell(kind.as_str())),
        entity.country.as_deref().and_then(cell),
        listed(entity.names.iter().map(String::as_str)),
        entity.table_id.as_deref().and_then(cell),
        entity.sector.as_deref().and_then(cell),
        entity.wikidata.as_deref().and_then(cell),
        count(entity.mentions.len()),
    ]
}

/// Columns of articles.
pub const ARTICLES: &[Column] = &[
    text("article"),
    text("title"),
    text("publisher"),
    day("published"),
    text("agency"),
    text("reprint_of"),
    Column::new("copied", Kind::Real),
    text("copied_from"),
    text("url"),
];

/// The row of an article.
pub fn article(article: &ArticleRecord) -> Row {
    vec![
        cell(&article.id),
        article.title.as_deref().and_then(cell),
        article.publisher.as_deref().and_then(cell),
        date(article.published),
        article.agency.as_deref().and_then(cell),
        article.reprint_of.as_deref().and_then(cell),
        Some(Cell::Real(article.copied)),
        listed(article.copied_from.iter().map(|from| from.article.as_str())),
        article.url.as_deref().and_then(cell),
    ]
}

/// A cell of text; nothing for an empty one.
fn cell(text: &str) -> Option<Cell> {
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

/// Several values in one cell, each once.
fn listed<'a>(values: impl Iterator<Item = &'a str>) -> Option<Cell> {
    let mut kept: Vec<&str> = Vec::new();
    for value in values {
        if !value.is_empty() && !kept.contains(&value) {
            kept.push(value);
        }
    }
    cell(&kept.join("; "))
}

fn count(number: usize) -> Option<Cell> {
    i64::try_from(number).ok().map(Cell::Integer)
}

fn number(number: Option<u64>) -> Option<Cell> {
    number.and_then(|number| i64::try_from(number).ok()).map(Cell::Integer)
}

fn date(day: Option<Date>) -> Option<Cell> {
    day.map(Cell::Day)
}
