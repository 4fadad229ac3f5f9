//! What happened: the events as cards.

use std::collections::BTreeSet;

use maud::{Markup, html};
use relata_core::{
    Attestation, AttestationStance, CasualtyCount, CasualtyKind, CasualtyStatus, ClaimId, Event,
    Participant, Stance, Voice,
};

use crate::text::one_line;
use crate::view::View;
use crate::wording;

pub fn events(view: &View<'_>) -> Markup {
    html! {
        section #events aria-labelledby="events-head" {
            h2 #events-head { "What happened" }
            @if view.extraction.events.is_empty() { p .none { "No event was found." } }
            div .cards { @for event in &view.extraction.events { (card(view, event)) } }
        }
    }
}

/// Keys of the sources that attest an event.
pub fn sources(view: &View<'_>, event: &Event) -> String {
    let keys: BTreeSet<String> = event
        .attestations
        .iter()
        .filter_map(|told| view.sources.key_of_voice(told.by, told.claim))
        .collect();
    keys.into_iter().collect::<Vec<_>>().join(" ")
}

fn card(view: &View<'_>, event: &Event) -> Markup {
    let is_main = view.extraction.main_event == Some(event.id);
    let mut words: Vec<String> = Vec::new();
    for trigger in &event.triggers {
        let word = format!("“{}”", one_line(&trigger.text));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    html! {
        article #(event.id) .card .event .main[is_main] data-record=(event.id)
            data-class=(event.event_type.class) data-score=(event.score.get())
            data-sources=(sources(view, event)) tabindex="-1" {
            h3 { span .no { (event.id) } " " (wording::event_type(event)) }
            p .badges {
                @if is_main { span .badge .main { "main event" } " " }
                @if let Some(reality) = wording::reality(event) {
                    span .badge .unreal { (reality) } " "
                }
                @if let Some(acled) = &event.event_type.acled {
                    span .badge title="ACLED sub-event type" { (acled.sub_event_type) } " "
                }
                @if let Some(code) = &event.event_type.cameo {
                    span .badge title="CAMEO code" { "CAMEO " (code) }
                }
            }
            (facts(view, event, &words.join(", ")))
            (attestations(view, event))
            (differences(view, event))
            p .how {
                a .back href=(format!("#in-{}", event.id)) { "in the text" }
                @for relation in &event.relations {
                    " " span { (wording::label(relation.relation.as_str()).to_lowercase()) " "
                        a href=(format!("#{}", relation.event)) { (relation.event) } }
                }
                " " span .score { (wording::score(event.score)) }
            }
        }
    }
}

fn facts(view: &View<'_>, event: &Event, words: &str) -> Markup {
    let when = event.time.as_ref().map(wording::when).unwrap_or_default();
    let rows = [
        ("told as", words.to_owned()),
        ("who", participants(view, &event.actors)),
        ("to whom", participants(view, &event.targets)),
        ("with", participants(view, &event.instruments)),
        ("for", participants(view, &event.beneficiaries)),
        ("where", participants(view, &event.places)),
        ("when", when),
        ("harm", harm(view, event)),
    ];
    let asked = ["who", "to whom", "where", "when"];
    let missing: Vec<&str> = rows
        .iter()
        .filter(|(name, told)| told.is_empty() && asked.contains(name))
        .map(|(name, _)| *name)
        .collect();
    html! {
        dl {
            @for (name, told) in rows.iter().filter(|(_, told)| !told.is_empty()) {
                dt { (name) } dd { (told) }
            }
            @if !missing.is_empty() { dt .gap { "not told" } dd .gap { (missing.join(", ")) } }
        }
    }
}

fn participants(view: &View<'_>, participants: &[Participant]) -> String {
    let mut told: Vec<String> = Vec::new();
    for participant in participants {
        let mut words = view.participant(participant);
        if participant.alleged {
            words += " (alleged)";
        }
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join("; ")
}

fn harm(view: &View<'_>, event: &Event) -> String {
    if event.casualties.status == CasualtyStatus::NoInformation {
        return "no information, as the text says".to_owned();
    }
    let kinds = CasualtyKind::ALL.iter();
    let counts = kinds.flat_map(|&kind| harmed(view, kind, event.casualties.counts(kind)));
    counts.collect::<Vec<_>>().join("; ")
}

/// How many people were harmed in one way: each wording of a number once, with all who give it.
fn harmed(view: &View<'_>, kind: CasualtyKind, counts: &[CasualtyCount]) -> Vec<String> {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for count in counts {
        let number = one_line(&count.quantity.text.text);
        let by = view.extraction.voice_name(count.by);
        match told.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&number)) {
            Some((_, voices)) if voices.contains(&by) => {}
            Some((_, voices)) => voices.push(by),
            None => told.push((number, vec![by])),
        }
    }
    told.iter().map(|(number, by)| format!("{number} {kind} ({})", by.join(", "))).collect()
}

/// What one voice does with an event, over all its claims.
struct Told {
    by: Voice,
    stance: AttestationStance,
    claims: Vec<ClaimId>,
}

fn told(attestations: &[Attestation]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for &Attestation { by, stance, claim, .. } in attestations {
        let known = told.iter_mut().find(|known| (known.by, known.stance) == (by, stance));
        match known {
            Some(known) => known.claims.extend(claim),
            None => told.push(Told { by, stance, claims: claim.into_iter().collect() }),
        }
    }
    told
}

/// What a voice wants rather than says, where all its claims of the event are of that stance.
fn wanted(view: &View<'_>, told: &Told) -> Option<Stance> {
    let mut stances = told.claims.iter().map(|&id| view.extraction.claim(id).map(|c| c.stance));
    let stance = stances.next()??;
    let is_wish = matches!(stance, Stance::Asked | Stance::Demanded);
    (told.stance == AttestationStance::Hedges && is_wish && stances.all(|s| s == Some(stance)))
        .then_some(stance)
}

fn stance(view: &View<'_>, told: &Told) -> Stance {
    wanted(view, told).unwrap_or_else(|| wording::stance_of(told.stance))
}

fn verb(view: &View<'_>, told: &Told) -> &'static str {
    match wanted(view, told) {
        Some(Stance::Asked) => "asks for it",
        Some(_) => "demands it",
        None => wording::attestation(told.stance),
    }
}

fn attestations(view: &View<'_>, event: &Event) -> Markup {
    html! {
        @if event.attestations.is_empty() { p .none { "Nobody says so." } }
        ul .told {
            @for told in told(&event.attestations) {
                li class=(format!("st-{}", stance(view, &told))) {
                    b { (view.extraction.voice_name(told.by)) } " "
                    span .verb { (verb(view, &told)) }
                    @for claim in &told.claims { " " a href=(format!("#{claim}")) { (claim) } }
                }
            }
        }
        @if event.independent_sources > 1 {
            p .how { (event.independent_sources) " independent sources" }
        }
    }
}

fn differences(view: &View<'_>, event: &Event) -> Markup {
    let differences = view.extraction.discrepancies.iter().enumerate();
    html! {
        @for (number, difference) in differences.filter(|(_, d)| d.events.contains(&event.id)) {
            p .differ {
                "Statements differ: "
                a href=(format!("#d{}", number + 1)) { (difference.on) }
            }
        }
    }
}
