//! Two voices that tell of what must be one happening and differ on a party, the place, the day, or
//! on whether it was.

use relata_core::{
    Attestation, Discrepancy, DiscrepancyKind, Event, Modality, Participant, PlacePrecision,
    Polarity,
};

use super::{affirms, first_by, statement, trigger};
use Likeness::{Different, Open, Same};

/// What the two events differ on, if they are two tellings of one.
pub(super) fn find(earlier: &Event, later: &Event) -> Option<Discrepancy> {
    if earlier.modality != Modality::Actual
        || later.modality != Modality::Actual
        || !same_kind(earlier, later)
    {
        return None;
    }
    let (a, b) = voices(earlier, later)?;
    let kind = kind_of(earlier, later)?;
    let on = words(kind, earlier);
    Some(
        Discrepancy::new(on, statement(earlier, a), statement(later, b))
            .of(kind, vec![earlier.id, later.id]),
    )
}

fn words(kind: DiscrepancyKind, event: &Event) -> String {
    let what = trigger(event);
    match kind {
        DiscrepancyKind::Agent => format!("who is behind {what:?}"),
        DiscrepancyKind::Target => format!("whom or what {what:?} was aimed at"),
        DiscrepancyKind::Place => format!("where {what:?} took place"),
        DiscrepancyKind::Time => format!("when {what:?} took place"),
        _ => format!("whether {what:?} took place"),
    }
}

/// One voice for each event, of which neither tells the other as well.
fn voices<'e>(earlier: &'e Event, later: &'e Event) -> Option<(&'e Attestation, &'e Attestation)> {
    let a = first_by(earlier, affirms).or_else(|| earlier.attestations.first())?;
    let b = first_by(later, |x| affirms(x) && x.by != a.by)
        .or_else(|| later.attestations.iter().find(|x| x.by != a.by))?;
    (!later.attestations.iter().any(|x| x.by == a.by && affirms(x))).then_some((a, b))
}

fn same_kind(a: &Event, b: &Event) -> bool {
    let same_root = a
        .event_type
        .plover
        .as_ref()
        .zip(b.event_type.plover.as_ref())
        .is_some_and(|(x, y)| x.event == y.event);
    let stems = |event: &Event| {
        event
            .triggers
            .iter()
            .map(|t| t.text.to_lowercase().trim_end_matches('s').to_owned())
            .collect::<Vec<_>>()
    };
    same_root && (share_mode(a, b) || stems(a).iter().any(|stem| stems(b).contains(stem)))
}

fn share_mode(a: &Event, b: &Event) -> bool {
    let modes = |event: &Event| {
        event.event_type.plover.as_ref().map(|p| p.mode.clone()).unwrap_or_default()
    };
    modes(a).iter().any(|mode| modes(b).contains(mode))
}

fn kind_of(a: &Event, b: &Event) -> Option<DiscrepancyKind> {
    let (actors, targets) = (compare(&a.actors, &b.actors), compare(&a.targets, &b.targets));
    let (places, times) = (compare_places(a, b), compare_times(a, b));
    let anchored = [actors, targets].contains(&Same);
    if a.polarity != b.polarity {
        let agree = [actors, targets, places, times].iter().all(|&l| l != Different);
        return (anchored && agree).then_some(DiscrepancyKind::Occurrence);
    }
    if a.polarity == Polarity::Negative {
        return None;
    }
    match (actors, targets, places, times) {
        (Different, Same, Same | Open, Same | Open) => Some(DiscrepancyKind::Agent),
        (Same, Different, Same, Same) => Some(DiscrepancyKind::Target),
        (Same, Same, Different, Same) => Some(DiscrepancyKind::Place),
        (Same, Same, Same | Open, Different) => Some(DiscrepancyKind::Time),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    Different,
    /// One of them does not say.
    Open,
}

/// Parties by entity, or by their words where one has none.
fn compare(a: &[Participant], b: &[Participant]) -> Likeness {
    if a.is_empty() || b.is_empty() {
        return Likeness::Open;
    }
    let same = |x: &Participant, y: &Participant| match (x.entity, y.entity) {
        (Some(x), Some(y)) => x == y,
        _ => x.text.text.eq_ignore_ascii_case(&y.text.text),
    };
    if a.iter().any(|x| b.iter().any(|y| same(x, y))) {
        return Likeness::Same;
    }
    let named = |list: &[Participant]| list.iter().any(|p| p.entity.is_some());
    if named(a) && named(b) { Likeness::Different } else { Likeness::Open }
}

/// Towns differ; a town may lie in a region, whichever.
fn compare_places(a: &Event, b: &Event) -> Likeness {
    let like = compare(&a.places, &b.places);
    let town = |event: &Event| {
        event.places.iter().any(|p| {
            p.place.as_ref().is_some_and(|place| place.precision == Some(PlacePrecision::City))
        })
    };
    if like == Likeness::Different && !(town(a) && town(b)) { Likeness::Open } else { like }
}

/// Days differ; a day may lie in a month, whichever.
fn compare_times(a: &Event, b: &Event) -> Likeness {
    let Some((a, b)) = a.time.as_ref().zip(b.time.as_ref()) else { return Likeness::Open };
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    let (a, b) = (day(&a.value), day(&b.value));
    let is_day = |value: &str| value.len() == 10 && value.starts_with(|c: char| c.is_ascii_digit());
    if a == b {
        Likeness::Same
    } else if is_day(&a) && is_day(&b) {
        Likeness::Different
    } else {
        Likeness::Open
    }
}
