//! A page of events that several articles tell of.

use maud::{Markup, html};

use crate::frame::{footer, frame};
use crate::wording::counted;

/// An event as several articles tell it.
///
/// ```
/// use relata_page::{Story, stories};
/// let mut story = Story::default();
/// story.title = "Flood in Oban".to_owned();
/// story.facts.push(("where".to_owned(), "Oban".to_owned()));
/// assert!(stories(&[story]).contains("Oban"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// Its identifier, by which it is linked to.
    pub id: String,
    /// What happened.
    pub title: String,
    /// What is known of it: "corroborated".
    pub status: String,
    /// What is told of it, by the name of the part: ("where", "Kidal").
    pub facts: Vec<(String, String)>,
    /// Who says what of it.
    pub voices: Vec<StoryVoice>,
    /// The articles that tell of it.
    pub reports: Vec<StoryReport>,
    /// What was updated and what is contradicted, a sentence each.
    pub changes: Vec<String>,
}

/// A source with what it says.
///
/// ```
/// use relata_page::{Story, StoryVoice, stories};
/// let mut voice = StoryVoice::default();
/// voice.name = "harbour master".to_owned();
/// let mut story = Story::default();
/// story.voices.push(voice);
/// assert!(stories(&[story]).contains("harbour master"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct StoryVoice {
    /// Its name.
    pub name: String,
    /// What it does with the event: "says so".
    pub says: String,
    /// What it says, in the words of an article.
    pub content: String,
    /// What counts against it as a source of its own; empty where nothing does.
    pub note: String,
}

/// An article that tells of an event.
///
/// ```
/// use relata_page::{Story, StoryReport, stories};
/// let mut report = StoryReport::default();
/// report.publisher = "Oban Courier".to_owned();
/// let mut story = Story::default();
/// story.reports.push(report);
/// assert!(stories(&[story]).contains("Oban Courier"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct StoryReport {
    /// The article.
    pub article: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub published: String,
    /// Where it comes from, where it is a copy.
    pub note: String,
}

/// The page of events with their reports.
///
/// ```
/// use relata_page::{Story, stories};
/// let mut story = Story::default();
/// story.title = "Assault: “raid”".to_owned();
/// story.status = "disputed".to_owned();
/// let page = stories(&[story]);
/// assert!(page.contains("1 event") && page.contains("disputed"));
/// ```
#[must_use]
pub fn stories(stories: &[Story]) -> String {
    let title = counted(stories.len(), "event");
    let body = html! {
        header .top { p .kicker { "Who reported what happened" } h1 { (title) } }
        main { @for story in stories { (card(story)) } }
        (footer())
    };
    frame(&title, None, &html! {}, &body).into_string()
}

fn card(story: &Story) -> Markup {
    html! {
        section .card #(story.id) {
            h2 { (story.title) " " span .badge { (story.status) } }
            @if !story.facts.is_empty() {
                dl { @for (name, value) in &story.facts { dt { (name) } dd { (value) } } }
            }
            @if !story.voices.is_empty() {
                h3 { "Who says so" }
                ul { @for voice in &story.voices { (line(voice)) } }
            }
            @if !story.changes.is_empty() {
                h3 { "Updates and differences" }
                ul { @for change in &story.changes { li { (change) } } }
            }
            h3 { (counted(story.reports.len(), "report")) }
            ol { @for report in &story.reports { (told(report)) } }
        }
    }
}

fn line(voice: &StoryVoice) -> Markup {
    html! {
        li {
            strong { (voice.name) } " " (voice.says)
            @if !voice.content.is_empty() { ": " q { (voice.content) } }
            @if !voice.note.is_empty() { " (" (voice.note) ")" }
        }
    }
}

fn told(report: &StoryReport) -> Markup {
    html! {
        li {
            @if !report.published.is_empty() {
                time datetime=(report.published) { (report.published) } " "
            }
            @if !report.publisher.is_empty() { (report.publisher) ": " }
            (report.article)
            @if !report.note.is_empty() { " (" (report.note) ")" }
        }
    }
}
