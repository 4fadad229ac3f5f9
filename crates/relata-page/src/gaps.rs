//! What is not known, where statements differ, and what was odd about the text.

use maud::{Markup, html};
use relata_core::{Statement, Voice};

use crate::text::{one_line, shortened};
use crate::view::View;
use crate::wording;

/// Characters shown of one statement.
const SHOWN: usize = 240;

pub fn unknown(view: &View<'_>) -> Markup {
    let items = view.extraction.absences.iter().enumerate().map(|(number, absence)| {
        let id = format!("a{}", number + 1);
        html! {
            li #(id) .card data-record=(id) tabindex="-1" {
                p { b { (wording::label(&absence.about)) } ": "
                    q { (shortened(&absence.text.text, SHOWN)) } }
                p .how { span { (view.extraction.voice_name(absence.by)) } " "
                    a href=(format!("#in-{id}")) { "in the text" } }
            }
        }
    });
    section("unknown", "What is not known", "The article names nothing that is not known.", items)
}

pub fn differences(view: &View<'_>) -> Markup {
    let items = view.extraction.discrepancies.iter().enumerate().map(|(number, difference)| {
        html! {
            li #(format!("d{}", number + 1)) .card tabindex="-1" {
                p { b { (wording::label(&difference.on)) } }
                div .sides { (side(view, difference.a)) (side(view, difference.b)) }
            }
        }
    });
    section("differ", "Where statements differ", "No two statements were found to differ.", items)
}

/// A section with a list; `none` is said where it has no items.
fn section(
    id: &str,
    head: &str,
    none: &str,
    items: impl ExactSizeIterator<Item = Markup>,
) -> Markup {
    let label = format!("{id}-head");
    html! {
        section #(id) aria-labelledby=(label) {
            h2 #(label) { (head) }
            @if items.len() == 0 { p .none { (none) } }
            ul .gaps { @for item in items { (item) } }
        }
    }
}

/// Who says what, of one of two statements that differ.
fn side(view: &View<'_>, statement: Statement) -> Markup {
    let (id, who, what) = match statement {
        Statement::Claim(id) => {
            let claim = view.extraction.claim(id);
            let source = claim.and_then(|claim| claim.source.as_ref());
            let entity = source.and_then(|source| view.entity(source.entity));
            let who = entity.map(|entity| entity.name.clone());
            let who = who.or_else(|| source.map(|source| one_line(&source.text.text)));
            let content = claim.map(|claim| claim.content.as_slice()).unwrap_or_default();
            let content: Vec<&str> = content.iter().map(|piece| piece.text.as_str()).collect();
            (id.to_string(), who.unwrap_or_default(), content.join(" … "))
        }
        Statement::Event(id) => {
            let triggers = view.extraction.event(id).map(|event| event.triggers.as_slice());
            let first = triggers.unwrap_or_default().first();
            let sentences = &view.extraction.sentences;
            let sentence = first
                .and_then(|first| sentences.iter().find(|sentence| sentence.contains(first.span)));
            let words = sentence.map(|sentence| sentence.text(view.text).to_owned());
            let who = view.extraction.voice_name(Voice::Narrator).to_owned();
            (id.to_string(), who, words.unwrap_or_default())
        }
        _ => return html! {},
    };
    html! {
        p {
            a href=(format!("#{id}")) { (id) } " " b { (who) } ": "
            q { (shortened(&what, SHOWN)) }
        }
    }
}

pub fn warnings(view: &View<'_>) -> Markup {
    html! {
        @if !view.extraction.warnings.is_empty() {
            section #odd aria-labelledby="odd-head" {
                h2 #odd-head { "What was odd" }
                ul { @for warning in &view.extraction.warnings { li { (warning.message) } } }
            }
        }
    }
}
