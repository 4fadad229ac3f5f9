//! Events, who attests them, and what differs between statements.

use std::collections::BTreeSet;

use super::{RecordRule, Report, ascends};
use crate::{
    AttestationStance, Discrepancy, Event, EventId, Extraction, Participant, Statement, Voice,
};

pub(super) fn check(extraction: &Extraction, report: &mut Report) {
    for (number, event) in extraction.events.iter().enumerate() {
        report.expect(event.id.index() == number, RecordRule::Identifiers, event.id, || {
            format!("it is number {number} of the events")
        });
        references(extraction, event, report);
        roles(event, report);
        attestations(event, report);
    }
    let main = extraction.main_event.is_none_or(|event| is_there(extraction, event));
    report.expect(main, RecordRule::References, "main_event", || "it is not there".to_owned());
    for (number, discrepancy) in extraction.discrepancies.iter().enumerate() {
        statements(extraction, discrepancy, &format!("d{}", number + 1), report);
    }
    for (number, absence) in extraction.absences.iter().enumerate() {
        let holds = is_voice(extraction, absence.by);
        report.expect(holds, RecordRule::References, format!("a{}", number + 1), || {
            "who says so is not there".to_owned()
        });
    }
}

fn is_there(extraction: &Extraction, event: EventId) -> bool {
    event.index() < extraction.events.len()
}

fn is_voice(extraction: &Extraction, voice: Voice) -> bool {
    match voice {
        Voice::Entity(entity) => entity.index() < extraction.entities.len(),
        Voice::Narrator | Voice::Unstated => true,
    }
}

fn parties(event: &Event) -> impl Iterator<Item = &Participant> {
    [&event.actors, &event.targets, &event.instruments, &event.places, &event.beneficiaries]
        .into_iter()
        .flatten()
}

fn references(extraction: &Extraction, event: &Event, report: &mut Report) {
    let entities = parties(event).filter_map(|party| party.entity);
    let holds = entities.into_iter().all(|entity| entity.index() < extraction.entities.len())
        && event.relations.iter().all(|r| is_there(extraction, r.event) && r.event != event.id)
        && event.attestations.iter().all(|attestation| {
            is_voice(extraction, attestation.by)
                && attestation.claim.is_none_or(|c| c.index() < extraction.claims.len())
        });
    report.expect(holds, RecordRule::References, event.id, || {
        "it refers to an entity, claim or event that is not there, or to itself".to_owned()
    });
    let time = event.time.as_ref().is_none_or(|time| {
        extraction
            .times
            .get(time.id.index())
            .is_some_and(|found| found.value.as_ref() == Some(&time.value))
    });
    report.expect(time, RecordRule::References, event.id, || {
        "its time is not that of the expression it refers to".to_owned()
    });
}

fn roles(event: &Event, report: &mut Report) {
    let triggers = event.triggers.iter().map(|trigger| trigger.span);
    let in_order = !event.triggers.is_empty() && ascends(triggers);
    report.expect(in_order, RecordRule::Mentions, event.id, || {
        "its triggers are none, out of order, or given twice".to_owned()
    });
    let both = event
        .actors
        .iter()
        .find(|actor| event.targets.iter().any(|target| target.text.span == actor.text.span));
    report.expect(both.is_none(), RecordRule::Roles, event.id, || {
        format!("{:?} is actor and target", both.map_or("", |party| &party.text.text))
    });
}

fn attestations(event: &Event, report: &mut Report) {
    let all = event.attestations.iter();
    let different: BTreeSet<_> = all.clone().map(|a| (a.by, a.claim, a.stance)).collect();
    report.expect(
        different.len() == event.attestations.len(),
        RecordRule::Attestations,
        event.id,
        || "an attestation is given twice".to_owned(),
    );
    let affirm = |stance| matches!(stance, AttestationStance::Claims | AttestationStance::Confirms);
    let sources: BTreeSet<Voice> = all
        .filter(|a| affirm(a.stance) && matches!(a.by, Voice::Entity(_)))
        .map(|a| a.by)
        .collect();
    report.expect(
        sources.len() == event.independent_sources,
        RecordRule::Attestations,
        event.id,
        || format!("it has {} independent sources", sources.len()),
    );
}

fn statements(
    extraction: &Extraction,
    discrepancy: &Discrepancy,
    record: &str,
    report: &mut Report,
) {
    let there = |statement: Statement| match statement {
        Statement::Claim(claim) => claim.index() < extraction.claims.len(),
        Statement::Event(event) => is_there(extraction, event),
    };
    let holds = there(discrepancy.a)
        && there(discrepancy.b)
        && discrepancy.events.iter().all(|&event| is_there(extraction, event));
    report.expect(holds, RecordRule::References, record, || {
        "it refers to a claim or event that is not there".to_owned()
    });
    report.expect(discrepancy.a != discrepancy.b, RecordRule::Discrepancies, record, || {
        format!("{}: both statements are one", discrepancy.on)
    });
}
