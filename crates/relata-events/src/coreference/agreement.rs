//! Whether two mentions contradict each other: in means, time, parties, sides or places.

use relata_core::{EntityType, Modality, PloverMode, Relation, TimeExpression};

use super::is_definite;
use crate::layers::Layers;
use crate::mention::{EventMention, Filler};
use crate::time;
use crate::words::Words;

pub(super) fn is_compatible(
    layers: &Layers<'_>,
    a: &EventMention<'_>,
    b: &EventMention<'_>,
    times: &[TimeExpression],
) -> bool {
    a.factuality.polarity == b.factuality.polarity
        && same_world(a.factuality.modality, b.factuality.modality)
        && modes_agree(layers, a, b)
        && times_agree(a, b, times)
        && parties_agree(layers, &a.roles.actors, &b.roles.actors)
        && parties_agree(layers, &a.roles.targets, &b.roles.targets)
        && not_reversed(layers, a, b)
        && places_agree(layers, &a.roles.places, &b.roles.places)
        && acled_agrees(a, b)
}

fn same_world(a: Modality, b: Modality) -> bool {
    let class = |m| match m {
        Modality::Planned | Modality::Hypothetical => 1,
        Modality::Habitual => 2,
        _ => 0,
    };
    class(a) == class(b)
}

/// Different means are different events; a word without means ("the strikes") may be either where
/// the head is the same.
pub(crate) fn modes_agree(layers: &Layers<'_>, a: &EventMention<'_>, b: &EventMention<'_>) -> bool {
    if shares_mode(a, b) || (modes(a).is_empty() && modes(b).is_empty()) {
        return true;
    }
    if !modes(a).is_empty() && !modes(b).is_empty() {
        return false;
    }
    let (bare, full) = if modes(a).is_empty() { (a, b) } else { (b, a) };
    let same_head = layers.lemma(bare.trigger.head) == layers.lemma(full.trigger.head);
    !bare.trigger.is_specific()
        && (same_head || (bare.trigger.nominal && is_definite(layers, bare)))
        && layers.child(bare.trigger.head, &[Relation::Compound]).is_none()
}

/// True where both tell their means, and only those of one are of the air: helicopters that raid a
/// camp and mortars that fire at a village are two attacks, whoever tells of them in one breath.
pub(crate) fn other_arm(a: &EventMention<'_>, b: &EventMention<'_>) -> bool {
    let words = Words::of_events();
    let aerial = |mode: &PloverMode| words.is(mode.as_str(), "air_means");
    let (a, b) = (modes(a), modes(b));
    !a.is_empty() && !b.is_empty() && a.iter().any(aerial) != b.iter().any(aerial)
}

/// False where both tell when and the two times have no day in common. Of times without a day of
/// their own ("Wednesday" in a text of no date) those that differ in a figure: a length of time, or
/// a time that says less, contradicts nothing. A weekday is of the news: it lies in no year or
/// month that the text has to name ("in 2021").
pub(crate) fn times_agree(
    a: &EventMention<'_>,
    b: &EventMention<'_>,
    times: &[TimeExpression],
) -> bool {
    let time = |m: &EventMention<'_>| {
        let told = m.time.and_then(|role| times.get(role.index));
        told.filter(|time| time::is_dated(time))
    };
    let (Some(a), Some(b)) = (time(a), time(b)) else { return true };
    let days = |time: &TimeExpression| time.start_day.zip(time.end_day);
    match (days(a), days(b)) {
        (Some((first, end)), Some((other_first, other_end))) => {
            first < other_end && other_first < end
        }
        (None, None) => !figures_differ(day_of(a), day_of(b)),
        (Some(_), None) => !(is_long(day_of(a)) && is_weekday(day_of(b))),
        (None, Some(_)) => !(is_long(day_of(b)) && is_weekday(day_of(a))),
    }
}

/// The value of a time without its hours.
fn day_of(time: &TimeExpression) -> &str {
    let value = time.value.as_deref().unwrap_or_default();
    value.split('T').next().unwrap_or(value)
}

/// A year or month by its figures.
fn is_long(value: &str) -> bool {
    value.len() <= "2021-03".len() && value.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// A day of the week, the week unknown.
fn is_weekday(value: &str) -> bool {
    let day = value.strip_prefix("XXXX-WXX-");
    day.is_some_and(|day| day.bytes().all(|b| b.is_ascii_digit()))
}

/// True for values of one form that have other figures in some place.
fn figures_differ(a: &str, b: &str) -> bool {
    let figures = |(x, y): (u8, u8)| x.is_ascii_digit() && y.is_ascii_digit() && x != y;
    a.len() == b.len() && a.bytes().zip(b.bytes()).any(figures)
}

/// Parties agree unless both have names and none is the same.
pub(crate) fn parties_agree(layers: &Layers<'_>, a: &[Filler], b: &[Filler]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let has_name = |id: &relata_core::EntityId| {
        layers.entities.get(id.index()).is_some_and(relata_core::Entity::is_named)
    };
    let named =
        |list: &[Filler]| list.iter().filter_map(|f| f.entity).filter(has_name).collect::<Vec<_>>();
    let (a, b) = (named(a), named(b));
    a.is_empty() || b.is_empty() || a.iter().any(|e| b.contains(e))
}

/// Who attacks in the one is not who is attacked in the other, where both sides of both are known:
/// a guard who wrestles the attacker down has not stabbed the passengers.
pub(crate) fn not_reversed(
    layers: &Layers<'_>,
    a: &EventMention<'_>,
    b: &EventMention<'_>,
) -> bool {
    let has_sides =
        |m: &EventMention<'_>| !m.roles.actors.is_empty() && !m.roles.targets.is_empty();
    let did_it = |f: &Filler| layers.is_class("perpetrator", f.head);
    let hits_back = |m: &EventMention<'_>| m.roles.targets.iter().any(did_it);
    let hits =
        |m: &EventMention<'_>| !m.roles.targets.is_empty() && !m.roles.targets.iter().any(did_it);
    let turned = hits_back(a) && hits(b) || hits_back(b) && hits(a);
    let reversed = has_sides(a)
        && has_sides(b)
        && (shares_entity(&a.roles.actors, &b.roles.targets)
            || shares_entity(&a.roles.targets, &b.roles.actors));
    !turned && !reversed
}

pub(crate) fn shares_entity(a: &[Filler], b: &[Filler]) -> bool {
    a.iter().filter_map(|f| f.entity).any(|e| b.iter().any(|f| f.entity == Some(e)))
}

pub(crate) fn shares_head(layers: &Layers<'_>, a: &[Filler], b: &[Filler]) -> bool {
    a.iter().any(|x| b.iter().any(|y| layers.lemma(x.head) == layers.lemma(y.head)))
}

/// How large a named place is, as far as its phrase tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Country,
    Region,
    Province,
    Town,
}

/// Places of one extent must be the same; a town may lie in a province, whichever.
pub(crate) fn places_agree(layers: &Layers<'_>, a: &[Filler], b: &[Filler]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    // "Four rebel positions" and "nearby areas" may lie anywhere.
    // One house, firm or mountain may stand in the other.
    let is_named = |f: &Filler| {
        let entity = f.entity.and_then(|id| layers.entities.get(id.index()));
        entity.is_some_and(|e| e.is_named() && e.entity_type == EntityType::Gpe)
    };
    let named = |list: &[Filler]| {
        list.iter()
            .filter(|f| is_named(f))
            .filter_map(|f| Some((extent(layers, f), f.entity?)))
            .collect::<Vec<_>>()
    };
    let (a, b) = (named(a), named(b));
    let clash = |extent| {
        let of = |list: &[(Extent, relata_core::EntityId)]| {
            list.iter().filter(|(e, _)| *e == extent).map(|&(_, id)| id).collect::<Vec<_>>()
        };
        let (a, b) = (of(&a), of(&b));
        !a.is_empty() && !b.is_empty() && !a.iter().any(|id| b.contains(id))
    };
    ![Extent::Country, Extent::Region, Extent::Province, Extent::Town].into_iter().any(clash)
}

fn extent(layers: &Layers<'_>, place: &Filler) -> Extent {
    let words = Words::of_events();
    let mut phrase = layers.reading.tokens_in(place.span).map(|t| layers.lemma(t));
    if phrase.clone().any(|w| words.is(w, "direction")) {
        return Extent::Region;
    }
    if phrase.any(|w| words.is(w, "division")) {
        return Extent::Province;
    }
    let entity = place.entity.and_then(|id| layers.entities.get(id.index()));
    match entity {
        Some(entity) if entity.entity_type == EntityType::Gpe && entity.country.is_some() => {
            Extent::Country
        }
        _ => Extent::Town,
    }
}

/// Arrests and raids are not one event though both coerce.
fn acled_agrees(a: &EventMention<'_>, b: &EventMention<'_>) -> bool {
    match (&a.event_type.acled, &b.event_type.acled) {
        (Some(x), Some(y)) => {
            x.sub_event_type == y.sub_event_type
                || x.event_type != "Strategic developments"
                    && y.event_type != "Strategic developments"
        }
        _ => true,
    }
}

pub(crate) fn shares_mode(a: &EventMention<'_>, b: &EventMention<'_>) -> bool {
    modes(a).iter().any(|mode| modes(b).contains(mode))
}

pub(super) fn modes<'m>(mention: &'m EventMention<'_>) -> &'m [PloverMode] {
    mention.event_type.plover.as_ref().map_or(&[], |p| p.mode.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_contradict_each_other_in_figures_alone() {
        for (a, b, differ) in [
            ("XXXX-WXX-1", "XXXX-WXX-5", true),
            ("XXXX-10-01", "XXXX-01-23", true),
            ("XXXX-WXX-1", "XXXX-WXX-1", false),
            ("XXXX-WXX-WE", "XXXX-WXX-6", false),
            ("XXXX-WXX", "XXXX-WXX-6", false),
            ("XXXX", "1985", false),
        ] {
            assert_eq!(figures_differ(a, b), differ, "{a} {b}");
            assert_eq!(figures_differ(b, a), differ, "{b} {a}");
        }
    }

    #[test]
    fn a_weekday_of_the_news_lies_in_no_year_that_is_named() {
        assert!(["2021", "2021-03"].into_iter().all(is_long));
        assert!(!["2021-03-04", "XXXX", "2021-W03", "2021-SU"].into_iter().any(is_long));
        assert!(is_weekday("XXXX-WXX-4"));
        assert!(!["XXXX-WXX", "XXXX-WXX-WE", "2021-W03-4"].into_iter().any(is_weekday));
    }
}
