//! The words of `data/words.tsv`: small classes that the claims ask for.

use std::collections::HashSet;
use std::sync::LazyLock;

const FILE: &str = include_str!("../data/words.tsv");

/// What a word is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    Channel,
    When,
    PartOfTime,
    Detail,
    Told,
    Raising,
    Citing,
    Poll,
    Gives,
    Believed,
    Anybody,
    Extent,
    AgentEnding,
    Voicing,
    Obtaining,
    Duty,
    FirstPerson,
}

impl Class {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "channel" => Self::Channel,
            "when" => Self::When,
            "part of time" => Self::PartOfTime,
            "detail" => Self::Detail,
            "told" => Self::Told,
            "raising" => Self::Raising,
            "citing" => Self::Citing,
            "poll" => Self::Poll,
            "gives" => Self::Gives,
            "believed" => Self::Believed,
            "anybody" => Self::Anybody,
            "extent" => Self::Extent,
            "voicing" => Self::Voicing,
            "obtaining" => Self::Obtaining,
            "duty" => Self::Duty,
            "first person" => Self::FirstPerson,
            "agent ending" => Self::AgentEnding,
            _ => return None,
        })
    }
}

static WORDS: LazyLock<HashSet<(&'static str, Class)>> =
    LazyLock::new(|| rows().filter_map(|(word, class)| Some((word, class?))).collect());

fn rows() -> impl Iterator<Item = (&'static str, Option<Class>)> {
    let row = |line: &'static str| line.split_once('\t').map(|(w, c)| (w, Class::read(c.trim())));
    FILE.lines().filter(|line| !line.starts_with('#')).filter_map(row)
}

/// True for a word of the class, in lower case.
pub(crate) fn is(word: &str, class: Class) -> bool {
    let words: &HashSet<(&str, Class)> = &WORDS;
    words.contains(&(word, class))
}

/// True for a word, in lower case, with an ending of the class.
pub(crate) fn ends(word: &str, class: Class) -> bool {
    let mut endings = word.char_indices().skip(1).filter_map(|(at, _)| word.get(at..));
    endings.any(|ending| is(ending, class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_class_and_stands_once() {
        assert!(rows().all(|(_, class)| class.is_some()));
        assert_eq!(WORDS.len(), rows().count());
        assert!(is("interview", Class::Channel) && !is("interview", Class::When));
    }
}
