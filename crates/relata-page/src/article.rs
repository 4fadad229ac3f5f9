//! The article itself, with what was found marked in place. Its text, the summaries of what is
//! folded away left out, is the text that was given.

use maud::{Markup, html};
use relata_core::{Block, BlockRole, Extraction, Span};

use crate::marks::{self, Layer, Mark, Segment};
use crate::text::exactly;
use crate::view::View;
use crate::wording;

pub fn article(view: &View<'_>) -> Markup {
    let marks = marks::of(view.extraction, view.text);
    let blocks = blocks(view.text, view.extraction);
    let runs: Vec<&[Block]> = blocks.chunk_by(|a, b| is_folded(a) && is_folded(b)).collect();
    let mut at = 0;
    html! {
        div #text .text lang=[view.extraction.language.as_deref()] {
            @for run in runs {
                @if run.iter().any(is_folded) {
                    (between(view.text, &mut at, run))
                    (folded(view, run, &mut at))
                } @else {
                    @for block in run {
                        (between(view.text, &mut at, std::slice::from_ref(block)))
                        (shown(view, block, &marks, &mut at))
                    }
                }
            }
            (exactly(view.text.get(at..).unwrap_or_default()))
        }
    }
}

/// The blocks that the text has, one behind the other; all of it as one where there are none.
fn blocks(text: &str, extraction: &Extraction) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for block in &extraction.blocks {
        if block.span.start() >= at && text.get(block.span.range()).is_some() {
            at = block.span.end();
            blocks.push(block.clone());
        }
    }
    if extraction.blocks.is_empty() {
        blocks.push(Block::new(Span::at(0, text.len()), BlockRole::Body));
    }
    blocks
}

/// What is not the article's, but for what tells of it.
const fn is_folded(block: &Block) -> bool {
    use BlockRole::{Byline, Caption, Dateline, Timestamp};
    !block.kept && !matches!(block.role, Byline | Caption | Dateline | Timestamp)
}

/// The text in front of a run.
fn between(text: &str, at: &mut usize, run: &[Block]) -> Markup {
    let start = run.first().map_or(*at, |block| block.span.start());
    let between = text.get(*at..start).unwrap_or_default();
    *at = start;
    exactly(between)
}

fn folded(view: &View<'_>, run: &[Block], at: &mut usize) -> Markup {
    let mut roles: Vec<String> = Vec::new();
    for block in run {
        let role = wording::label(block.role.as_str()).to_lowercase();
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let mut pieces = Vec::new();
    for block in run {
        pieces.push((between(view.text, at, std::slice::from_ref(block)), block));
        *at = block.span.end();
    }
    html! {
        details .dropped {
            summary { "Left out: " (roles.join(", ")) }
            @for (before, block) in pieces {
                (before)
                p title=(wording::label(block.role.as_str())) {
                    (exactly(block.span.text(view.text)))
                }
            }
        }
    }
}

fn shown(view: &View<'_>, block: &Block, marks: &[Mark], at: &mut usize) -> Markup {
    *at = block.span.end();
    let is_title = view.headline().is_some_and(|headline| headline.span == block.span);
    let inner = html! {
        @for segment in marks::segments(block.span, marks) { (marked(view, &segment)) }
    };
    let class = format!("block {}", block.role);
    html! {
        @if is_title {
            h1 class=(class) { (inner) }
        } @else if block.role == BlockRole::Subheading {
            h3 class=(class) { (inner) }
        } @else {
            p class=(class) { (inner) }
        }
    }
}

/// A run of text with its marks. What a record begins with leads to it.
fn marked(view: &View<'_>, segment: &Segment) -> Markup {
    let text = exactly(segment.span.text(view.text));
    let Some(target) = target(segment) else { return text };
    let claims = ids(segment, |layer| match layer {
        Layer::Content(id, _) | Layer::Source(id) | Layer::Cue(id) => Some(id.to_string()),
        _ => None,
    });
    let events = ids(segment, |layer| match layer {
        Layer::Trigger(id) | Layer::Participant(id) => Some(id.to_string()),
        _ => None,
    });
    let begun: Vec<&Mark> = segment
        .marks
        .iter()
        .filter(|mark| mark.is_first && mark.span.start() == segment.span.start())
        .collect();
    let class = classes(segment);
    let number = begun.iter().find_map(|mark| match mark.layer {
        Layer::Content(id, _) => Some(id.to_string()),
        _ => None,
    });
    let title = title(view, segment);
    html! {
        @for mark in &begun { span .anchor id=(format!("in-{}", name(mark.layer))) {} }
        @if begun.is_empty() {
            span class=(class) data-c=[claims] data-v=[events] data-go=(target) title=(title) {
                (text)
            }
        } @else {
            a class=(class) data-c=[claims] data-v=[events] data-go=(target) data-n=[number]
                title=(title) href=(format!("#{target}")) { (text) }
        }
    }
}

/// Identifier of a record on the page.
fn name(layer: Layer) -> String {
    match layer {
        Layer::Content(id, _) | Layer::Source(id) | Layer::Cue(id) => id.to_string(),
        Layer::Trigger(id) | Layer::Participant(id) => id.to_string(),
        Layer::Absence(number) => format!("a{}", number + 1),
    }
}

/// The record to which a run of text leads: the event that it tells of, else the innermost claim.
/// `None` where nothing but a participant stands, which is marked with its event alone.
fn target(segment: &Segment) -> Option<String> {
    let trigger = segment.marks.iter().find(|mark| matches!(mark.layer, Layer::Trigger(_)));
    let shortest = segment.marks.iter().rev().min_by_key(|mark| {
        let is_participant = matches!(mark.layer, Layer::Participant(_));
        (is_participant, mark.span.len())
    });
    trigger.or(shortest).map(|mark| name(mark.layer))
}

fn ids(segment: &Segment, of: impl Fn(Layer) -> Option<String>) -> Option<String> {
    let mut ids: Vec<String> = segment.marks.iter().filter_map(|mark| of(mark.layer)).collect();
    ids.dedup();
    if ids.is_empty() { None } else { Some(ids.join(" ")) }
}

/// Whether a run of text is something.
type IsLayer = fn(Layer) -> bool;

fn classes(segment: &Segment) -> String {
    let mut classes = vec!["m".to_owned()];
    let contents = segment.marks.iter().filter_map(|mark| match mark.layer {
        Layer::Content(_, stance) => Some((mark.span.len(), stance)),
        _ => None,
    });
    if let Some((_, stance)) = contents.min_by_key(|(len, _)| *len) {
        classes.push(format!("content st-{stance}"));
    }
    let has = |is: IsLayer| segment.marks.iter().any(|mark| is(mark.layer));
    let layers: [(&str, IsLayer); 4] = [
        ("source", |layer| matches!(layer, Layer::Source(_))),
        ("cue", |layer| matches!(layer, Layer::Cue(_))),
        ("trigger", |layer| matches!(layer, Layer::Trigger(_))),
        ("absence", |layer| matches!(layer, Layer::Absence(_))),
    ];
    classes.extend(layers.iter().filter(|(_, is)| has(*is)).map(|(name, _)| (*name).to_owned()));
    classes.join(" ")
}

/// What a run of text is, in words: all records that stand over it.
fn title(view: &View<'_>, segment: &Segment) -> String {
    let of = |mark: &Mark| match mark.layer {
        Layer::Content(id, _) => {
            let claim = view.extraction.claim(id)?;
            let source = claim.source.as_ref();
            let entity = source.and_then(|source| view.entity(source.entity));
            let name = entity
                .map(|entity| entity.name.as_str())
                .or_else(|| source.map(|source| source.text.text.as_str()))
                .unwrap_or("source not stated");
            Some(format!("{id}: {name} {}", wording::said(claim)))
        }
        Layer::Source(id) => Some(format!("source of {id}")),
        Layer::Cue(id) => Some(format!("cue of {id}")),
        Layer::Trigger(id) => {
            Some(format!("{id}: {}", wording::event_type(view.extraction.event(id)?)))
        }
        Layer::Participant(id) => Some(format!("takes part in {id}")),
        Layer::Absence(_) => Some("says that something is not known".to_owned()),
    };
    let mut told: Vec<String> = Vec::new();
    for words in segment.marks.iter().filter_map(of) {
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join("; ")
}
