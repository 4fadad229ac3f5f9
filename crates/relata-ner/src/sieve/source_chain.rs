//! A nameless source and the organisation that the next sentences name as the source of the same
//! reports.

use relata_core::{EntityType, Upos};

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};
use crate::lexicon::nouns;

/// Joins "a group monitoring the war said" with "the Syrian Observatory for Human Rights said"
/// after it.
pub(crate) struct SourceChain;

/// Sentences after the description in which an organisation with a word of it may be named.
const WITH_SHARED_WORD: usize = 4;
/// The same for an organisation that shares no word.
const WITHOUT: usize = 2;

impl Sieve for SourceChain {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for index in 0..discourse.candidates.len() {
            if !introduces_body(discourse, clusters, index) {
                continue;
            }
            if let Some(name) =
                sharing_word(discourse, index).or_else(|| only_source(discourse, clusters, index))
            {
                clusters.join(name, index);
            }
        }
    }
}

/// A nameless organisation that says something.
fn introduces_body(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> bool {
    let candidate = discourse.get(index);
    let body = candidate.entity_type == EntityType::Org && candidate.number != Number::Plural;
    candidate.is_description()
        && candidate.source
        && body
        && candidate.definiteness != Definiteness::Other
        && !clusters.is_named(index)
}

/// Organisations that are sources in the sentences after the candidate's, up to `window` of them.
fn sources_after<'d>(
    discourse: &'d Discourse<'_>,
    index: usize,
    window: usize,
) -> impl Iterator<Item = usize> + 'd {
    let sentence = discourse.get(index).sentence;
    let range = discourse.in_sentence(sentence + 1).start
        ..(sentence + 1..=sentence + window)
            .map(|s| discourse.in_sentence(s).end)
            .max()
            .unwrap_or(0);
    range.filter(|&i| {
        discourse.get(i).is_name()
            && discourse.get(i).entity_type == EntityType::Org
            && discourse.get(i).source
    })
}

fn sharing_word(discourse: &Discourse<'_>, index: usize) -> Option<usize> {
    let own = telling_words(discourse, index);
    sources_after(discourse, index, WITH_SHARED_WORD).find(|&name| {
        let words = discourse.view.plain_words(&discourse.get(name).tokens);
        own.iter().any(|m| words.contains(m))
    })
}

/// Content words of a description that do not merely say that it is a body: "human" and "rights" of
/// "human rights group".
fn telling_words(discourse: &Discourse<'_>, index: usize) -> Vec<String> {
    let candidate = discourse.get(index);
    let content = |t: &usize| {
        matches!(discourse.view.upos(*t), Upos::Adj | Upos::Noun | Upos::Propn)
            && *t != candidate.head
    };
    let words = candidate.tokens.clone().filter(content).map(|t| discourse.view.lower(t));
    words.filter(|w| w.chars().count() > 3 && nouns::look_up(w).is_none()).collect()
}

/// The one organisation that is a source soon after, named there for the first time and not of
/// another class.
fn only_source(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let description = discourse.get(index);
    let generic = description.noun.is_some_and(|n| n.class() == Some("generic"))
        && description.definiteness != Definiteness::Definite;
    let mut found = sources_after(discourse, index, WITHOUT);
    let name = found.next().filter(|_| generic)?;
    let others = sources_between(discourse, index, name);
    let new = clusters.of(name).is_some_and(|c| c.first_name > Some(index));
    (new && others == 0 && found.all(|o| clusters.same(o, name)) && fits_class(discourse, name))
        .then_some(name)
}

/// Other sources between the two: each makes it less sure that both are one.
fn sources_between(discourse: &Discourse<'_>, index: usize, name: usize) -> usize {
    let description = discourse.get(index);
    (index + 1..name)
        .filter(|&i| {
            discourse.get(i).source && !description.tokens.contains(&discourse.get(i).head)
        })
        .count()
}

/// Ministries, companies and teams are not introduced as "a group".
fn fits_class(discourse: &Discourse<'_>, name: usize) -> bool {
    let mut words = discourse.view.plain_words(&discourse.get(name).tokens).into_iter().rev();
    let class =
        words.find_map(|w| nouns::look_up(&w)).map(|(noun, _)| (noun.class(), noun.has("state")));
    matches!(class, None | Some((None | Some("generic"), false)))
}
