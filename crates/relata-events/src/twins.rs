//! Whether an event may be another one of the article, told apart by mistake: how like its mentions
//! are to those of an event that the article tells more of.

use std::collections::BTreeMap;

use crate::coreference::Grouping;
use crate::evidence::Twins;
use crate::mention::{EventMention, class_of};

/// What is known of the pairs of mentions of two events.
#[derive(Debug, Clone, Copy, Default)]
struct Pairs {
    sum: f32,
    most: f32,
    count: u16,
}

/// How much is told of an event: its mentions, and how sure the event heads are of the surest.
type Told = (usize, f32);

/// For each group of mentions.
pub(crate) fn find(mentions: &[EventMention<'_>], grouping: &Grouping) -> Vec<Twins> {
    let groups = &grouping.groups;
    let told: Vec<Told> = groups.iter().map(|group| told(mentions, group)).collect();
    let classes: Vec<&str> = groups.iter().map(|group| class(mentions, group)).collect();
    let mut out = vec![Twins::default(); groups.len()];
    for ((one, other), pairs) in between(mentions.len(), grouping) {
        for (own, rival) in [(one, other), (other, one)] {
            let (Some(&less), Some(&more)) = (told.get(own), told.get(rival)) else { continue };
            if more <= less {
                continue;
            }
            let same_class = classes.get(own) == classes.get(rival);
            let mean = more.1 * pairs.sum / f32::from(pairs.count.max(1));
            let Some(twins) = out.get_mut(own) else { continue };
            if same_class {
                twins.same = twins.same.max(mean);
                twins.most = twins.most.max(more.1 * pairs.most);
            } else {
                twins.other = twins.other.max(mean);
            }
        }
    }
    out
}

/// The pairs that were compared between each two groups.
fn between(mentions: usize, grouping: &Grouping) -> BTreeMap<(usize, usize), Pairs> {
    let mut group_of = vec![0; mentions];
    for (number, &member) in
        grouping.groups.iter().enumerate().flat_map(|(n, group)| group.iter().map(move |m| (n, m)))
    {
        if let Some(slot) = group_of.get_mut(member) {
            *slot = number;
        }
    }
    let mut out: BTreeMap<(usize, usize), Pairs> = BTreeMap::new();
    for pair in &grouping.compared {
        let both = group_of.get(pair.first).zip(group_of.get(pair.second));
        let Some((&one, &other)) = both.filter(|(one, other)| one != other) else { continue };
        let pairs = out.entry((one.min(other), one.max(other))).or_default();
        pairs.sum += pair.likeness;
        pairs.most = pairs.most.max(pair.likeness);
        pairs.count = pairs.count.saturating_add(1);
    }
    out
}

fn told(mentions: &[EventMention<'_>], group: &[usize]) -> Told {
    let tags = group.iter().filter_map(|&m| mentions.get(m)?.trigger.tag);
    (group.len(), tags.map(|tag| tag.scores.event.get()).fold(0.0, f32::max))
}

fn class<'m>(mentions: &'m [EventMention<'_>], group: &[usize]) -> &'m str {
    let members: Vec<&EventMention<'_>> = group.iter().filter_map(|&m| mentions.get(m)).collect();
    class_of(&members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coreference::Pair;

    #[test]
    fn pairs_count_between_their_groups() {
        let pair = |first, second, likeness| Pair { first, second, likeness, forbidden: false };
        let grouping = Grouping {
            groups: vec![vec![0, 2], vec![1], vec![3]],
            loose: vec![false; 4],
            compared: vec![pair(0, 1, 0.5), pair(1, 2, 0.25), pair(0, 2, 0.875), pair(2, 3, 0.125)],
        };
        let between = between(4, &grouping);
        let of = |one, other| between.get(&(one, other)).map(|p| (p.sum, p.most, p.count));
        assert_eq!(of(0, 1), Some((0.75, 0.5, 2)));
        assert_eq!(of(0, 2), Some((0.125, 0.125, 1)));
        assert_eq!(of(1, 2), None);
        assert_eq!(of(0, 0), None);
    }
}
