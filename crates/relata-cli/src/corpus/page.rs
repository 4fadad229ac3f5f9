//! Events with their reports as a web page.

use relata_corpus::{CasualtyEntry, EventRecord, ReportEntry, Says, SourceEntry, SourceType};
use relata_page::{Story, StoryReport, StoryVoice};

/// The page of these events.
pub fn page(events: &[EventRecord]) -> String {
    relata_page::stories(&events.iter().map(story).collect::<Vec<_>>())
}

fn story(event: &EventRecord) -> Story {
    let class = event.class.replace('_', " ").to_lowercase();
    let words: Vec<&str> = event.words.iter().take(3).map(String::as_str).collect();
    Story {
        id: event.id.clone(),
        title: format!("{class}: “{}”", words.join("”, “")),
        status: event.status.as_str().replace('_', " "),
        facts: facts(event),
        voices: event.sources.iter().map(voice).collect(),
        reports: event.reports.iter().map(report).collect(),
        changes: changes(event),
    }
}

fn facts(event: &EventRecord) -> Vec<(String, String)> {
    let of_role = |role: &str| {
        let parties = event.parties.iter().filter(|party| party.role == role).take(4);
        parties.map(|party| party.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    let places: Vec<&str> = event.places.iter().take(3).map(|place| place.name.as_str()).collect();
    let harmed: Vec<String> = event.casualties.iter().map(count).collect();
    let facts = [
        ("who", of_role("actor")),
        ("to whom", of_role("target")),
        ("where", places.join("; ")),
        ("when", event.start.map(|day| day.to_string()).unwrap_or_default()),
        ("harm", harmed.join("; ")),
        ("independent sources", event.independent_sources.to_string()),
    ];
    let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(name, value)| (name.to_owned(), value)).collect()
}

fn count(count: &CasualtyEntry) -> String {
    let day = count.day.map(|day| format!(", {day}")).unwrap_or_default();
    format!("{} {} ({}{day})", count.text, count.kind, count.source)
}

fn voice(source: &SourceEntry) -> StoryVoice {
    let says = match source.says {
        Says::Affirms => "says so",
        Says::Denies => "denies it",
        _ => "leaves it open",
    };
    let contents = source.statements.iter().map(|told| &told.content);
    let note = if source.independent { "" } else { "not counted by itself" };
    let name = match source.source_type {
        SourceType::Unstated => "A source that is not stated",
        _ => source.name.as_str(),
    };
    StoryVoice {
        name: name.to_owned(),
        says: says.to_owned(),
        content: contents.into_iter().find(|told| !told.is_empty()).cloned().unwrap_or_default(),
        note: note.to_owned(),
    }
}

fn report(report: &ReportEntry) -> StoryReport {
    let copied = report.first_printed_by.as_ref();
    StoryReport {
        article: report.article.clone(),
        publisher: report.publisher.clone().unwrap_or_default(),
        published: report.published.map(|day| day.to_string()).unwrap_or_default(),
        note: copied.map(|first| format!("copied from {first}")).unwrap_or_default(),
    }
}

fn changes(event: &EventRecord) -> Vec<String> {
    let updated = event
        .updates
        .iter()
        .map(|update| format!("Update: {} became {}.", count(&update.from), count(&update.to)));
    let differing = event.discrepancies.iter().map(|found| {
        format!(
            "Difference on the {}: {} has “{}”, {} has “{}”.",
            found.kind, found.a, found.a_says, found.b, found.b_says
        )
    });
    updated.chain(differing).collect()
}
