//! Layers for tests, made from CoNLL-U: entities from its entity tags, claims from its attribution
//! tags.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use relata_core::{
    AttributionRole, CasualtyKind, Claim, ClaimId, ClaimMode, Cue, Entity, EntityId, EntityType,
    Event, Mention, MentionKind, Participant, PloverMode, Reading, Score, Source, SourceKind, Span,
    Stance, TextSpan, Voice,
};
use relata_events::EventLayer;

/// Entities by the text of their mentions; an adjective of nationality joins the country that
/// begins alike.
pub fn entities(text: &str, reading: &Reading) -> Vec<Entity> {
    let mut out: Vec<Entity> = Vec::new();
    for span in reading.entity_spans().into_iter().filter(|s| s.label.is_name()) {
        let name = span.span.text(text);
        let kind =
            if span.label == EntityType::Norp { MentionKind::Adjective } else { MentionKind::Name };
        let mut mention = Mention::new(TextSpan::new(text, span.span), kind, span.score);
        mention.mention_type = Some(span.label);
        let stem = |name: &str| name.chars().take(4).collect::<String>().to_lowercase();
        let place = |label: EntityType| matches!(label, EntityType::Gpe | EntityType::Norp);
        let same = |e: &&mut Entity| {
            e.name == name
                || (place(e.entity_type) && place(span.label) && stem(&e.name) == stem(name))
        };
        match out.iter_mut().find(same) {
            Some(entity) => entity.mentions.push(mention),
            None => out.push(Entity::new(
                EntityId::from_index(out.len()),
                name,
                span.label,
                vec![mention],
            )),
        }
    }
    out
}

/// One claim for each cue that has a content.
pub fn claims(text: &str, reading: &Reading, entities: &[Entity]) -> Vec<Claim> {
    let mut sources: BTreeMap<usize, Span> = BTreeMap::new();
    let mut contents: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for span in reading.attribution_spans() {
        let Some(cue) = span.tokens.clone().find_map(|t| reading.token(t).cue) else { continue };
        match span.label {
            AttributionRole::Source => drop(sources.entry(cue).or_insert(span.span)),
            AttributionRole::Content => contents.entry(cue).or_default().push(span.span),
            _ => {}
        }
    }
    let build = |(number, (cue, spans)): (usize, (usize, Vec<Span>))| {
        let content = spans.iter().map(|&s| TextSpan::new(text, s)).collect();
        let lemma = reading.token(cue).lemma.clone();
        let stance = match lemma.as_str() {
            "deny" => Stance::Denied,
            "confirm" => Stance::Confirmed,
            _ => Stance::Asserted,
        };
        let mut claim = Claim::new(
            ClaimId::from_index(number),
            content,
            ClaimMode::Indirect,
            stance,
            Score::ONE,
        );
        claim.cue = Some(Cue::new(TextSpan::new(text, reading.token(cue).span), lemma));
        claim.source = sources.get(&cue).map(|&span| {
            let entity =
                entities.iter().find(|e| e.mentions.iter().any(|m| m.text.span.overlaps(span)));
            Source::new(TextSpan::new(text, span), SourceKind::Nominal, entity.map(|e| e.id))
        });
        claim
    };
    contents.into_iter().enumerate().map(build).collect()
}

/// The layer as lines that a reader can check.
pub fn render(layer: &EventLayer, entities: &[Entity], claims: &[Claim]) -> String {
    let mut out = String::new();
    for event in &layer.events {
        let main = if layer.main_event == Some(event.id) { "*" } else { "" };
        let _ = writeln!(out, "{}{main} {}", event.id, line(event));
        let _ = writeln!(
            out,
            "    by {}",
            event
                .attestations
                .iter()
                .map(|a| voice(a.by, a.claim, entities, claims) + " " + a.stance.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        );
        harm(&mut out, event);
        for relation in &event.relations {
            let _ = writeln!(out, "    {} {}", relation.relation, relation.event);
        }
    }
    for time in &layer.times {
        let _ = writeln!(out, "time {} = {}", time.text.text, time.value.as_deref().unwrap_or("-"));
    }
    for (claim, time) in &layer.claim_times {
        let _ = writeln!(out, "{claim} said at {time}");
    }
    for absence in &layer.absences {
        let _ = writeln!(out, "absence of {}: {}", absence.about, absence.text.text);
    }
    for discrepancy in &layer.discrepancies {
        let _ = writeln!(out, "discrepancy: {}", discrepancy.on);
    }
    out
}

fn line(event: &Event) -> String {
    let plover = event.event_type.plover.as_ref();
    let root = plover.map_or("-", |p| p.event.as_str());
    let mode = plover
        .map(|p| p.mode.iter().map(PloverMode::as_str).collect::<Vec<_>>().join("+"))
        .filter(|m| !m.is_empty())
        .map_or(String::new(), |m| format!("/{m}"));
    let acled = event.event_type.acled.as_ref().map_or("-", |a| a.sub_event_type.as_str());
    let triggers = event.triggers.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" = ");
    let time = event.time.as_ref().map_or("-", |t| t.value.as_str());
    let with = if event.instruments.is_empty() {
        String::new()
    } else {
        format!(" with {}", list(&event.instruments))
    };
    format!(
        "{triggers} | {root}{mode} | {acled} | {} -> {}{with} | {} | {time} | {} {}",
        list(&event.actors),
        list(&event.targets),
        list(&event.places),
        event.polarity,
        event.modality
    )
}

fn list(participants: &[Participant]) -> String {
    let texts: Vec<&str> = participants.iter().map(|p| p.text.text.as_str()).collect();
    if texts.is_empty() { "?".to_owned() } else { texts.join(", ") }
}

fn voice(by: Voice, claim: Option<ClaimId>, entities: &[Entity], claims: &[Claim]) -> String {
    match (by, claim) {
        (Voice::Entity(id), _) => entities[id.index()].name.clone(),
        (Voice::Unstated, Some(claim)) => claims[claim.index()]
            .source
            .as_ref()
            .map_or("unstated".to_owned(), |s| format!("({})", s.text.text)),
        (other, _) => other.to_string(),
    }
}

fn harm(out: &mut String, event: &Event) {
    let casualties = &event.casualties;
    for &kind in CasualtyKind::ALL {
        for count in casualties.counts(kind) {
            let bound = |b: Option<u64>| b.map_or("?".to_owned(), |n| n.to_string());
            let _ = writeln!(
                out,
                "    {kind} {} ({} to {})",
                count.quantity.text.text,
                bound(count.quantity.min),
                bound(count.quantity.max)
            );
        }
    }
    if casualties.status.as_str() == "no_information" {
        let _ = writeln!(out, "    casualties: no information");
    }
}
