//! Mentions of one event: headline, standfirst and lead tell it once each, "the attacks" tells it
//! again.

mod agreement;
mod clusters;
mod identity;

use std::collections::{HashMap, HashSet};

use relata_core::{Relation, TimeExpression};

use crate::layers::Layers;
use crate::links;
use crate::mention::EventMention;
use crate::relations;
use crate::words::Words;

use agreement::{is_compatible, modes, shares_entity, shares_head, shares_mode};

pub(crate) use agreement::parties_agree;
pub(crate) use clusters::Pair;
pub(crate) use identity::PairEvidence;

/// How many earlier events of a root are compared with a mention: the first ones, which the
/// headline tells, and the latest.
const FIRST: usize = 8;
const LATEST: usize = 24;
/// So many mentions back, and from the beginning, they are looked for.
const REACH: usize = 128;
/// Headline, standfirst and lead.
pub(crate) const OPENING: usize = 3;

/// From this mean probability on two groups of mentions tell of one event.
const SAME: f32 = 0.35;
/// From this one on each of them is believed about it.
const SURE: f32 = 0.45;
/// The same in a text of few sentences, which seldom tells an event twice.
const SAME_IN_SHORT: f32 = 0.75;
/// So many sentences are few.
const FEW: usize = 3;

/// What the grammar of a sentence says of two of its mentions.
pub(crate) struct Joins<'p> {
    /// For each mention another one that tells of the same event.
    pairs: &'p [Option<usize>],
    /// Mentions that are one event by the grammar of their sentence.
    same: HashSet<(usize, usize)>,
    /// Mentions of events that the words between them set beside one another.
    related: HashSet<(usize, usize)>,
}

impl<'p> Joins<'p> {
    pub fn new(
        layers: &Layers<'_>,
        mentions: &[EventMention<'_>],
        pairs: &'p [Option<usize>],
    ) -> Self {
        let links = relations::find(layers, mentions).into_iter();
        let same = links::purposes(layers, mentions).into_iter();
        Self {
            pairs,
            same: same.collect(),
            related: links.map(|link| (link.from, link.to)).collect(),
        }
    }

    /// True where the two tell of one event.
    fn are_linked(&self, one: usize, other: usize) -> bool {
        let to = |number: usize| self.pairs.get(number).copied().flatten();
        to(one) == Some(other) || to(other) == Some(one)
    }

    /// True where grammar makes the two one event.
    fn are_same(&self, one: usize, other: usize) -> bool {
        self.same.contains(&(one, other)) || self.same.contains(&(other, one))
    }

    /// True where one took place before the other, because of it, or together with it.
    fn are_related(&self, one: usize, other: usize) -> bool {
        self.related.contains(&(one, other)) || self.related.contains(&(other, one))
    }
}

/// Which mentions tell of one event.
pub(crate) struct Grouping {
    /// Groups of indexes in the list of mentions, in the order of their first mention.
    pub groups: Vec<Vec<usize>>,
    /// For each mention, whether it is joined to the others of its group by less than is needed to
    /// believe it about their event.
    pub loose: Vec<bool>,
    /// How like the mentions are that were compared, where the event heads have seen them.
    pub compared: Vec<Pair>,
}

/// The events that the mentions tell of.
pub(crate) fn groups(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    times: &[TimeExpression],
    joins: &Joins<'_>,
) -> Grouping {
    if mentions.iter().any(|mention| mention.trigger.tag.is_some()) {
        return learned_groups(layers, mentions, times, joins);
    }
    let groups = groups_by_rule(layers, mentions, times);
    Grouping { groups, loose: vec![false; mentions.len()], compared: Vec::new() }
}

/// By the words, from a reader without event heads.
fn groups_by_rule(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    times: &[TimeExpression],
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_root: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, mention) in mentions.iter().enumerate() {
        let root = mention.class();
        let earlier = by_root.entry(root).or_default();
        let fits = |alike: Alike| {
            candidates(earlier).find(|&group| {
                groups
                    .get(group)
                    .is_some_and(|members| fits(layers, mentions, members, mention, times, alike))
            })
        };
        let found = fits(is_alike).or_else(|| fits(refers_back));
        if let Some(members) = found.and_then(|group| groups.get_mut(group)) {
            members.push(number);
        } else {
            earlier.push(groups.len());
            groups.push(vec![number]);
        }
    }
    groups
}

/// By the fitted likeness of each two mentions; what grammar says to be one event is one.
fn learned_groups(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    times: &[TimeExpression],
    joins: &Joins<'_>,
) -> Grouping {
    let mut compared = Vec::new();
    let mut apart = Vec::new();
    for (second, later) in mentions.iter().enumerate() {
        for first in earlier(mentions, second) {
            let Some(earlier) = mentions.get(first) else { continue };
            let both = ((first, earlier), (second, later));
            let evidence = PairEvidence::of(layers, both, times, joins);
            let forbidden = evidence.conflicts() && !joins.are_linked(first, second);
            let same = joins.are_same(first, second);
            let likeness = if same { 1.0 } else { evidence.probability() };
            compared.push(Pair { first, second, likeness, forbidden });
            apart.push(forbidden || evidence.differs_in_means());
        }
    }
    let count = mentions.len();
    let (same, sure) = match (layers.is_short(), layers.reading.sentences().len()) {
        (true, ..=FEW) => (SAME_IN_SHORT, SAME_IN_SHORT),
        (true, _) => (SURE, SURE),
        _ => (SAME, SURE),
    };
    let surer = clusters::agglomerate(count, &compared, sure);
    let groups =
        if same < sure { wider(count, &surer, (&compared, &apart), same) } else { surer.clone() };
    let loose = loose(count, &groups, &surer);
    Grouping { groups, loose, compared }
}

/// The groups joined further by a lower likeness, but for those that differ in means: "air strikes"
/// and "the ground assault".
fn wider(
    count: usize,
    surer: &[Vec<usize>],
    (compared, apart): (&[Pair], &[bool]),
    least: f32,
) -> Vec<Vec<usize>> {
    let of_surer = numbers(count, surer);
    let number = |member: usize| of_surer.get(member).copied();
    let between = |(pair, &forbidden): (&Pair, &bool)| {
        let (first, second) = (number(pair.first)?, number(pair.second)?);
        (first != second).then_some(Pair { first, second, forbidden, ..*pair })
    };
    let pairs: Vec<Pair> = compared.iter().zip(apart).filter_map(between).collect();
    let joined = clusters::agglomerate(surer.len(), &pairs, least);
    let members = |parts: Vec<usize>| {
        let mut members: Vec<usize> =
            parts.into_iter().filter_map(|part| surer.get(part)).flatten().copied().collect();
        members.sort_unstable();
        members
    };
    let mut out: Vec<Vec<usize>> = joined.into_iter().map(members).collect();
    out.sort_unstable();
    out
}

/// For each member the number of its group.
fn numbers(count: usize, groups: &[Vec<usize>]) -> Vec<usize> {
    let mut out = vec![0; count];
    for (number, members) in groups.iter().enumerate() {
        for &member in members {
            if let Some(slot) = out.get_mut(member) {
                *slot = number;
            }
        }
    }
    out
}

/// Which mentions are not of the largest of the surer groups that their group is made of.
fn loose(count: usize, groups: &[Vec<usize>], surer: &[Vec<usize>]) -> Vec<bool> {
    let of_surer = numbers(count, surer);
    let size = |part: usize| surer.get(part).map_or(0, Vec::len);
    let mut out = vec![false; count];
    for members in groups {
        let parts = members.iter().filter_map(|&member| of_surer.get(member).copied());
        let largest = parts.reduce(|best, part| if size(part) > size(best) { part } else { best });
        for &member in members {
            if let Some(slot) = out.get_mut(member) {
                *slot = of_surer.get(member).copied() != largest;
            }
        }
    }
    out
}

/// Earlier mentions that may tell of the event of this one: the latest and the first of its class,
/// and those of other classes that the same-event head has compared with it.
pub(crate) fn earlier<'m>(
    mentions: &'m [EventMention<'_>],
    number: usize,
) -> impl Iterator<Item = usize> + 'm {
    let is_candidate = move |first: &usize| {
        let both = mentions.get(*first).zip(mentions.get(number));
        both.is_some_and(|(earlier, later)| {
            earlier.class() == later.class() || identity::opinion(earlier, later).is_some()
        })
    };
    let latest = number.saturating_sub(REACH);
    let recent = (latest..number).rev().filter(is_candidate).take(LATEST);
    recent.chain((0..latest.min(REACH)).filter(is_candidate).take(FIRST))
}

/// The latest groups first, then the first ones.
fn candidates(earlier: &[usize]) -> impl Iterator<Item = usize> + '_ {
    let latest = earlier.len().saturating_sub(LATEST);
    let recent = earlier.iter().skip(latest).rev();
    recent.chain(earlier.iter().take(latest.min(FIRST))).copied()
}

/// Whether a later mention may tell of the event of an earlier one.
type Alike = fn(&Layers<'_>, &EventMention<'_>, &EventMention<'_>) -> bool;

/// True when the mention tells of the event of the group: it is like one of the members, and
/// contradicts none.
fn fits(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    members: &[usize],
    mention: &EventMention<'_>,
    times: &[TimeExpression],
    alike: Alike,
) -> bool {
    // The first members and the latest stand for a long list of them, so that the cost does not
    // grow with it.
    let compared = members
        .iter()
        .rev()
        .take(LATEST)
        .chain(members.iter().take(members.len().saturating_sub(LATEST).min(FIRST)));
    let mut group = compared.filter_map(|&m| mentions.get(m));
    let alike = group.clone().any(|member| alike(layers, member, mention));
    alike && group.all(|member| is_compatible(layers, member, mention, times))
}

pub(crate) fn is_alike(
    layers: &Layers<'_>,
    earlier: &EventMention<'_>,
    later: &EventMention<'_>,
) -> bool {
    if introduces_another(layers, later) {
        return false;
    }
    let same_head = layers.lemma(earlier.trigger.head) == layers.lemma(later.trigger.head);
    let same_mode = shares_mode(earlier, later);
    let shared = shares_entity(&earlier.roles.actors, &later.roles.actors)
        || shares_entity(&earlier.roles.targets, &later.roles.targets)
        || shares_head(layers, &earlier.roles.targets, &later.roles.targets);
    let opening = layers.reading.sentence_of(later.trigger.head) < OPENING;
    if !later.trigger.nominal && !earlier.trigger.nominal {
        return (same_head || same_mode) && (shared || opening && !has_roles(later));
    }
    let definite = is_definite(layers, later);
    if same_head || same_mode || same_modifier(layers, earlier, later) {
        return opening || definite || shared || same_mode || !has_roles(later);
    }
    shared && opening
}

/// "They shelled the town … The attack lasted an hour", "… Five people were killed"
pub(crate) fn refers_back(
    layers: &Layers<'_>,
    earlier: &EventMention<'_>,
    later: &EventMention<'_>,
) -> bool {
    if introduces_another(layers, later) || !is_near(layers, earlier, later, 3) {
        return false;
    }
    let by_noun =
        later.trigger.nominal && is_definite(layers, later) && !later.trigger.is_specific();
    let by_harm = Words::of_events().is(layers.lemma(later.trigger.head), "harm_again")
        && later.roles.actors.is_empty()
        && !earlier.roles.targets.is_empty() | earlier.trigger.nominal;
    by_noun || by_harm
}

pub(crate) fn has_roles(mention: &EventMention<'_>) -> bool {
    !mention.roles.actors.is_empty() || !mention.roles.targets.is_empty()
}

fn is_near(
    layers: &Layers<'_>,
    earlier: &EventMention<'_>,
    later: &EventMention<'_>,
    sentences: usize,
) -> bool {
    layers.reading.sentence_of(later.trigger.head)
        <= layers.reading.sentence_of(earlier.trigger.head) + sentences
}

/// "ground assault" and "ground attacks" share a modifier.
pub(crate) fn same_modifier(
    layers: &Layers<'_>,
    a: &EventMention<'_>,
    b: &EventMention<'_>,
) -> bool {
    modifier(layers, a).is_some_and(|word| modifier(layers, b) == Some(word))
}

/// "ground assault" and "air strikes" have modifiers that differ.
pub(crate) fn other_modifier(
    layers: &Layers<'_>,
    a: &EventMention<'_>,
    b: &EventMention<'_>,
) -> bool {
    let both = modifier(layers, a).zip(modifier(layers, b));
    both.is_some_and(|(one, other)| one != other)
}

/// The noun before that of the trigger, in its words or beside them.
fn modifier<'d>(layers: &'d Layers<'_>, mention: &EventMention<'_>) -> Option<&'d str> {
    let (trigger, own) = (&mention.trigger, mention.trigger.first());
    let inside = (trigger.nominal && own != trigger.head).then_some(own);
    let word = inside.or_else(|| layers.child(trigger.head, &[Relation::Compound]));
    word.map(|word| layers.lemma(word))
}

/// True where both tell by what means and none of the means is the same.
pub(crate) fn other_means(a: &EventMention<'_>, b: &EventMention<'_>) -> bool {
    !modes(a).is_empty() && !modes(b).is_empty() && !shares_mode(a, b)
}

/// "a bomb attack": the noun introduces what it tells of.
pub(crate) fn is_indefinite(layers: &Layers<'_>, mention: &EventMention<'_>) -> bool {
    let top = layers.container_of(mention.trigger.head);
    let determined = |&d: &usize| matches!(layers.lemma(d), "a" | "an");
    mention.trigger.nominal && layers.children(top).iter().any(determined)
}

/// "air strikes and a ground assault"
pub(crate) fn are_coordinated(
    layers: &Layers<'_>,
    a: &EventMention<'_>,
    b: &EventMention<'_>,
) -> bool {
    let (one, other) = (a.trigger.head, b.trigger.head);
    let first = layers.first_conjunct(one);
    (first != one || layers.first_conjunct(other) != other) && first == layers.first_conjunct(other)
}

pub(crate) fn is_definite(layers: &Layers<'_>, mention: &EventMention<'_>) -> bool {
    let top = layers.container_of(mention.trigger.head);
    let determined = layers
        .children(top)
        .iter()
        .any(|&d| matches!(layers.lemma(d), "the" | "this" | "these" | "that" | "those"));
    determined && mention.trigger.nominal
}

/// "another attack", "a second wave", "a separate strike", "two further raids", "its first strikes"
/// tells of a new event.
pub(crate) fn introduces_another(layers: &Layers<'_>, mention: &EventMention<'_>) -> bool {
    let heads = [mention.trigger.head, layers.container_of(mention.trigger.head)];
    let words = Words::of_events();
    let mut modifiers = heads.iter().flat_map(|&h| layers.children(h)).copied();
    modifiers.any(|d| {
        let determines =
            matches!(layers.relation(d), Relation::Det | Relation::Amod | Relation::Advmod);
        determines && words.is(layers.lemma(d), "another_event")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_means_is_joined_no_further() {
        let pair = |first, second| Pair { first, second, likeness: 0.4, forbidden: false };
        let (surer, pairs) = ([vec![0, 2], vec![1], vec![3]], [pair(0, 1), pair(1, 2), pair(2, 3)]);
        let joined = wider(4, &surer, (&pairs, &[false, false, true]), 0.35);
        assert_eq!(joined, [vec![0, 1, 2], vec![3]]);
        assert_eq!(wider(4, &surer, (&pairs, &[false; 3]), 0.35), [vec![0, 1, 2, 3]]);
        assert_eq!(wider(4, &surer, (&pairs, &[false; 3]), 0.45), surer);
    }

    #[test]
    fn the_largest_of_the_surer_groups_is_the_event() {
        // 0 1 2 are sure, so are 3 and 4; joined loosely all are one event, and 5 another.
        let groups = [vec![0, 1, 2, 3, 4], vec![5]];
        let surer = [vec![0, 3, 4], vec![1, 2], vec![5]];
        assert_eq!(loose(6, &groups, &surer), [false, true, true, false, false, false]);
        // Of equals the first.
        let surer = [vec![0, 3], vec![1, 2], vec![4], vec![5]];
        assert_eq!(loose(6, &groups, &surer), [false, true, true, false, true, false]);
        assert_eq!(loose(2, &[], &[]), [false, false]);
    }
}
