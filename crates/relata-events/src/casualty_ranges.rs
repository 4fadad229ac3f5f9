//! What each voice says of the people harmed, taken together.

use relata_core::{Casualties, CasualtyCount, CasualtyKind, CasualtyRange};

/// One range for each harm and voice that counts it. A later number of a voice may raise what it
/// said before: the range spans all of them. Of a harm that nobody has `counted` the victims told
/// are different ones: they add up.
pub(crate) fn of(
    casualties: &Casualties,
    counted: &dyn Fn(CasualtyKind) -> bool,
) -> Vec<CasualtyRange> {
    let mut out: Vec<CasualtyRange> = Vec::new();
    for &kind in CasualtyKind::ALL {
        for count in casualties.counts(kind) {
            match out.iter_mut().find(|r| r.kind == kind && r.by == count.by) {
                Some(range) if counted(kind) => widen(range, count),
                Some(range) => add(range, count),
                None => out.push(CasualtyRange::new(
                    kind,
                    count.by,
                    count.quantity.min,
                    count.quantity.max,
                )),
            }
        }
    }
    out
}

/// An open end stays open.
fn widen(range: &mut CasualtyRange, count: &CasualtyCount) {
    range.min = range.min.zip(count.quantity.min).map(|(a, b)| a.min(b));
    range.max = range.max.zip(count.quantity.max).map(|(a, b)| a.max(b));
}

fn add(range: &mut CasualtyRange, count: &CasualtyCount) {
    let sum = |(a, b): (u64, u64)| a.saturating_add(b);
    range.min = range.min.zip(count.quantity.min).map(sum);
    range.max = range.max.zip(count.quantity.max).map(sum);
}

#[cfg(test)]
mod tests {
    use relata_core::{EntityId, Quantity, Span, TextSpan, Voice};

    use super::*;

    #[test]
    fn each_voice_has_one_range() {
        let count = |min, max, by| {
            CasualtyCount::new(
                Quantity::new(TextSpan { span: Span::at(0, 0), text: String::new() }, min, max),
                by,
                None,
            )
        };
        let police = Voice::Entity(EntityId::from_index(0));
        let mut casualties = Casualties::default();
        casualties.killed = vec![
            count(Some(4), Some(4), police),
            count(Some(7), Some(9), police),
            count(Some(12), None, Voice::Narrator),
        ];
        casualties.missing = vec![count(None, Some(3), police)];
        let expected = [
            (CasualtyKind::Killed, police, Some(4), Some(9)),
            (CasualtyKind::Killed, Voice::Narrator, Some(12), None),
            (CasualtyKind::Missing, police, None, Some(3)),
        ];
        let found: Vec<_> =
            of(&casualties, &|_| true).iter().map(|r| (r.kind, r.by, r.min, r.max)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn victims_that_nobody_counted_add_up() {
        let one = |min, max| {
            let text = TextSpan { span: Span::at(0, 0), text: String::new() };
            CasualtyCount::new(Quantity::new(text, min, max), Voice::Narrator, None)
        };
        let mut casualties = Casualties::default();
        casualties.killed = vec![one(Some(1), Some(1)), one(Some(1), Some(1))];
        casualties.injured = vec![one(Some(1), Some(1)), one(Some(2), None)];
        let ranges = of(&casualties, &|_| false);
        let bounds: Vec<_> = ranges.iter().map(|r| (r.min, r.max)).collect();
        assert_eq!(bounds, [(Some(2), Some(2)), (Some(3), None)]);
    }
}
