//! Two statements of one article that differ. Statements that can both be true ("mainly", "first")
//! are no discrepancy.

mod between;

use relata_core::{
    Attestation, AttestationStance, CasualtyCount, CasualtyKind, Discrepancy, DiscrepancyKind,
    Event, Modality, Plover, Polarity, Quantity, Span, Statement, Voice,
};

/// Comparisons of two events are bounded: only the first so many are compared.
const MAX_EVENTS: usize = 200;

/// The discrepancies among the events, in their order. `counted` gives the number that goes with
/// each target phrase.
pub(crate) fn find(events: &[Event], quantities: &[Quantity]) -> Vec<Discrepancy> {
    let mut out = Vec::new();
    for event in events {
        out.extend(whether(event));
        out.extend(numbers(event));
    }
    for (number, later) in events.iter().enumerate().take(MAX_EVENTS) {
        for earlier in events.iter().take(number) {
            out.extend(what_hit(earlier, later, quantities));
            out.extend(intention(earlier, later));
            out.extend(between::find(earlier, later));
        }
    }
    // Who says two things in one breath, or two voices without a claim, are one statement.
    out.retain(|discrepancy| discrepancy.a != discrepancy.b);
    out
}

fn statement(event: &Event, attestation: &Attestation) -> Statement {
    attestation.claim.map_or(Statement::Event(event.id), Statement::Claim)
}

fn first_by(event: &Event, fits: impl Fn(&Attestation) -> bool) -> Option<&Attestation> {
    event.attestations.iter().find(|a| fits(a))
}

fn affirms(attestation: &Attestation) -> bool {
    matches!(attestation.stance, AttestationStance::Claims | AttestationStance::Confirms)
}

/// One voice says that it took place, another that it did not.
fn whether(event: &Event) -> Option<Discrepancy> {
    let yes = first_by(event, affirms)?;
    let no = first_by(event, |a| a.stance == AttestationStance::Denies && a.by != yes.by)?;
    Some(
        Discrepancy::new(
            format!("whether {} took place", trigger(event)),
            statement(event, yes),
            statement(event, no),
        )
        .of(DiscrepancyKind::Occurrence, vec![event.id]),
    )
}

fn trigger(event: &Event) -> &str {
    event.triggers.first().map_or("it", |t| t.text.as_str())
}

/// Counts of one kind of harm whose bounds exclude each other.
fn numbers(event: &Event) -> Vec<Discrepancy> {
    CasualtyKind::ALL.iter().filter_map(|&kind| differing(event, kind)).collect()
}

fn differing(event: &Event, kind: CasualtyKind) -> Option<Discrepancy> {
    let counts = event.casualties.counts(kind);
    let first = counts.first()?;
    let said =
        |count: &CasualtyCount| count.claim.map_or(Statement::Event(event.id), Statement::Claim);
    let other = counts.iter().skip(1).find(|c| {
        (c.by != first.by || c.claim.is_none())
            && said(c) != said(first)
            && excludes(&first.quantity, &c.quantity)
            && c.quantity.unit == first.quantity.unit
    })?;
    Some(
        Discrepancy::new(format!("number {kind}"), said(first), said(other))
            .of(DiscrepancyKind::Number, vec![event.id]),
    )
}

fn excludes(a: &Quantity, b: &Quantity) -> bool {
    let above = |low: Option<u64>, high: Option<u64>| low.zip(high).is_some_and(|(l, h)| l > h);
    above(a.min, b.max) || above(b.min, a.max)
}

/// The same counted things are said to have been hit by different events: "at least four
/// positions".
fn what_hit(earlier: &Event, later: &Event, quantities: &[Quantity]) -> Option<Discrepancy> {
    let comparable = root(earlier)
        .is_some_and(|a| root(later).is_some_and(|b| a.event == b.event && a.mode != b.mode));
    if !comparable || earlier.modality != Modality::Actual || later.modality != Modality::Actual {
        return None;
    }
    for target in &earlier.targets {
        let counted = is_counted(target.text.span, quantities);
        let same = later.targets.iter().find(|other| {
            counted
                && other.text.span != target.text.span
                && other.text.text.eq_ignore_ascii_case(&target.text.text)
        });
        if same.is_some() {
            let told = |event: &Event| {
                first_by(event, affirms).map_or(Statement::Event(event.id), |a| statement(event, a))
            };
            return Some(
                Discrepancy::new(
                    format!("what hit {}", target.text.text),
                    told(earlier),
                    told(later),
                )
                .of(DiscrepancyKind::Means, vec![earlier.id, later.id]),
            );
        }
    }
    None
}

/// True when a quantity stands inside the span; the quantities ascend.
fn is_counted(span: Span, quantities: &[Quantity]) -> bool {
    let first = quantities.partition_point(|q| q.text.span.start() < span.start());
    quantities.get(first).is_some_and(|q| span.contains(q.text.span))
}

fn root(event: &Event) -> Option<&Plover> {
    event.event_type.plover.as_ref()
}

/// One voice denies an intention ("no plans to deploy") whose fulfilment another reports.
fn intention(earlier: &Event, later: &Event) -> Option<Discrepancy> {
    let (denied, done) =
        if earlier.polarity == Polarity::Negative { (earlier, later) } else { (later, earlier) };
    let comparable = denied.polarity == Polarity::Negative
        && done.polarity == Polarity::Positive
        && denied.modality == Modality::Planned
        && matches!(done.modality, Modality::Actual | Modality::Habitual)
        && root(denied).is_some_and(|a| root(done).is_some_and(|b| a.event == b.event));
    if !comparable || !shares_place(denied, done) {
        return None;
    }
    let no = first_by(denied, |a| a.by != Voice::Unstated || a.claim.is_some())?;
    let yes = first_by(done, |a| affirms(a) && a.by != no.by)?;
    let (a, b) = (statement(denied, no), statement(done, yes));
    let (a, b) = if earlier.polarity == Polarity::Negative { (a, b) } else { (b, a) };
    Some(
        Discrepancy::new(format!("whether there was an intention to {}", trigger(denied)), a, b)
            .of(DiscrepancyKind::Intention, vec![earlier.id, later.id]),
    )
}

fn shares_place(a: &Event, b: &Event) -> bool {
    a.places.is_empty()
        || b.places.is_empty()
        || a.places
            .iter()
            .any(|p| p.entity.is_some() && b.places.iter().any(|q| q.entity == p.entity))
}
