//! Definite descriptions of organisations and places that the text has named: "the ministry", "the
//! company", "the city".

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use relata_core::{EntityType, MentionKind, Relation, Upos};

use super::Sieve;
use super::same_description::modifiers;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, GrammaticalRole, Number};
use crate::lexicon::organisations::{known_forms, normal_form};
use crate::lexicon::{nouns, words};

/// Joins a definite description with the latest name that holds its noun, or with the one name near
/// of its class.
pub(crate) struct ShortDescription {
    /// How many sentences it looks back for a name with its noun.
    pub window: usize,
}

/// How many sentences before its own a description looks back for a name of its class.
const CLASS_WINDOW: usize = 2;

impl Sieve for ShortDescription {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        let country = most_named_country(discourse, clusters);
        for (index, candidate) in discourse.each() {
            if candidate.is_description()
                && candidate.definiteness == Definiteness::Definite
                && candidate.entity_type != EntityType::Per
                && !clusters.is_named(index)
            {
                let with_noun = self.with_noun(discourse, clusters, &by_word, index);
                let found = same_speaker_described(discourse, clusters, index, with_noun)
                    .or(with_noun)
                    .or_else(|| of_class(discourse, clusters, index))
                    .or_else(|| main_country(discourse, clusters, index, country));
                if let Some(name) = found {
                    clusters.join(name, index);
                }
            }
            for word in own_nouns(discourse, candidate) {
                by_word.entry(word).or_default().push(index);
            }
        }
    }
}

impl ShortDescription {
    /// "the ministry" after "the Ministry of Fisheries": further words of the description must
    /// stand in the name too.
    fn with_noun(
        &self,
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        by_word: &HashMap<String, Vec<usize>>,
        index: usize,
    ) -> Option<usize> {
        let description = discourse.get(index);
        let all = by_word.get(&discourse.view.lower(description.head))?;
        let near = |&&name: &&usize| {
            let distance = description.sentence.saturating_sub(discourse.get(name).sentence);
            let window = if discourse.get(name).is_name() { self.window } else { CLASS_WINDOW };
            distance <= window
        };
        let own = modifiers(discourse, index);
        let holds = |&&name: &&usize| {
            let words = discourse.view.plain_words(&discourse.get(name).tokens);
            own.iter().all(|m| words.contains(m))
        };
        let latest = *all.iter().rev().take(COMPARED).take_while(near).find(holds)?;
        // Of two that hold the noun, the one that speaks is the one that goes on.
        let speaks = |&&name: &&usize| discourse.get(name).source;
        let speaker = all.iter().rev().take(COMPARED).take_while(near).filter(holds).find(speaks);
        let speaker = speaker.filter(|_| description.source && !clusters.same(latest, index));
        Some(speaker.copied().unwrap_or(latest))
    }
}

/// "The party also urged …" behind what a body has said that may be one, where no name with the
/// noun stands as near.
fn same_speaker_described(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    index: usize,
    with_noun: Option<usize>,
) -> Option<usize> {
    let description = discourse.get(index);
    let class = description.noun.filter(|_| description.number != Number::Plural)?.class()?;
    let plain = description.source && description.quotation.is_none() && !description.reported;
    if !plain || told_apart(discourse, clusters, index) {
        return None;
    }
    let before = description.sentence.checked_sub(1)?;
    if with_noun.is_some_and(|name| discourse.get(name).sentence >= before) {
        return None;
    }
    let speaks = |&i: &usize| {
        let other = discourse.get(i);
        other.source && other.quotation.is_none() && !other.reported
    };
    let mut speakers = discourse.in_sentence(before).filter(speaks);
    let last = speakers.next().filter(|&i| discourse.get(i).is_name())?;
    let alone = speakers.all(|other| clusters.same(other, last));
    (alone && cluster_is_of_class(discourse, clusters, last, class, description)).then_some(last)
}

/// Names with one noun are looked through this far.
const COMPARED: usize = 12;

/// The nouns of the table that a name of several words holds, and those before the head of a body's
/// description: "the police" after "the provincial police office".
fn own_nouns(discourse: &Discourse<'_>, candidate: &Candidate) -> Vec<String> {
    let name = candidate.is_name() && candidate.entity_type != EntityType::Per;
    let body = candidate.is_description()
        && candidate.entity_type == EntityType::Org
        && candidate.number != Number::Plural
        && candidate.source;
    let words = discourse.view.plain_words(&candidate.tokens);
    if !(name || body) || words.len() < 2 {
        return Vec::new();
    }
    let head = discourse.view.lower(candidate.head);
    let tells = |word: &String| {
        let noun = nouns::look_up(word).map(|(noun, _)| noun);
        noun.is_some_and(|n| name || (*word != head && n.entity_type == EntityType::Org))
    };
    words.into_iter().filter(tells).collect()
}

/// The name of the description's class that stands out in the sentences before, when only one does.
fn of_class(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let description = discourse.get(index);
    let class = description.noun.filter(|_| description.number != Number::Plural)?.class()?;
    if told_apart(discourse, clusters, index) || is_of_somebody(discourse, description) {
        return None;
    }
    let from = discourse.in_sentence(description.sentence.saturating_sub(CLASS_WINDOW)).start;
    // "Unions accused the firm": two arguments of one verb are two.
    let own = discourse.view.predicate_of(description.head);
    let apart =
        |i: usize| own.is_none() || discourse.view.predicate_of(discourse.get(i).head) != own;
    let before = || {
        (from..index).rev().filter(|&i| {
            discourse.get(i).is_name()
                && apart(i)
                && cluster_is_of_class(discourse, clusters, i, class, description)
        })
    };
    let salient = before()
        .find(|&i| discourse.get(i).source || discourse.get(i).role == GrammaticalRole::Subject);
    let mut all = before();
    let latest = all.next()?;
    let only = all.all(|other| clusters.same(other, latest));
    if only { Some(latest) } else { salient.filter(|_| class != "generic") }
}

/// The country of which the text speaks at least twice as often as of any other, by one of its
/// mentions.
fn most_named_country(discourse: &Discourse<'_>, clusters: &Clusters) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, _) in discourse
        .each()
        .filter(|(_, c)| c.is_name() && c.entity_type == EntityType::Gpe && c.country.is_some())
    {
        *counts.entry(clusters.find(index)).or_default() += 1;
    }
    let (&first, &most) = counts.iter().max_by_key(|(root, count)| (**count, Reverse(**root)))?;
    let next = counts
        .iter()
        .filter(|(root, _)| **root != first)
        .map(|(_, &count)| count)
        .max()
        .unwrap_or(0);
    (most >= 2 && most >= 2 * next).then_some(first)
}

/// "the country" and "the nation" without more are the one that the text is about, once it has been
/// named.
fn main_country(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    index: usize,
    country: Option<usize>,
) -> Option<usize> {
    let description = discourse.get(index);
    let plain = description.noun.is_some_and(|n| n.class() == Some("country"))
        && !has_premodifier(discourse, description);
    country.filter(|&c| {
        plain
            && description.number != Number::Plural
            && clusters.of(c).is_some_and(|set| set.first < index)
    })
}

/// No name of the thing is of another class: "EC" is no company where "European Commission" is its
/// name.
fn cluster_is_of_class(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    index: usize,
    class: &str,
    description: &Candidate,
) -> bool {
    let members = clusters.of(index).map(|c| c.members.as_slice()).unwrap_or_default();
    let names = || {
        members
            .iter()
            .take(MOST_NAMES)
            .map(|&i| discourse.get(i))
            .filter(|c| c.kind == MentionKind::Name && c.entity_type != EntityType::Per)
    };
    names().next().is_some()
        && names().all(|name| {
            is_of_class(discourse, name, class) && is_of_kind(discourse, name, description)
        })
}

/// "the union" is no health trust, and no company: bodies of some kinds are not called by the nouns
/// of another.
fn is_of_kind(discourse: &Discourse<'_>, name: &Candidate, description: &Candidate) -> bool {
    let kind = |noun: &'static nouns::Noun| {
        noun.noun.rsplit(' ').next().and_then(|last| words::value(last, "kind_of_body"))
    };
    let of_state = description.noun.filter(|noun| noun.has("state"));
    if of_state.is_some_and(|noun| !may_be_of_state(discourse, name, noun)) {
        return false;
    }
    let Some(own) = description.noun.and_then(kind) else { return true };
    if is_firm(discourse, name) {
        return false;
    }
    let mut words = name.tokens.clone().rev().map(|t| discourse.view.lower(t));
    let Some((noun, _)) = words.find_map(|w| nouns::look_up(&w)) else { return true };
    noun.class() != Some("company") && kind(noun).is_none_or(|other| other == own)
}

/// "The commission" is no OSCE, whose full name everybody knows. Of other names a body that speaks
/// for its state is called by a noun that says so, by the seat of a government or by its letters:
/// "the ministry" is no "Reuters".
fn may_be_of_state(
    discourse: &Discourse<'_>,
    name: &Candidate,
    noun: &'static nouns::Noun,
) -> bool {
    let view = discourse.view;
    let last = noun.noun.rsplit(' ').next().unwrap_or(noun.noun);
    let forms = known_forms(&normal_form(view.span(&name.tokens).text(view.text)));
    if !forms.is_empty() {
        return forms.iter().any(|form| form.split(' ').any(|word| word == last));
    }
    if !noun.has("voice") {
        return true;
    }
    let state =
        |t: usize| nouns::look_up(&view.lower(t)).is_some_and(|(noun, _)| noun.has("state"));
    let letters = |t: usize| {
        let form = view.form(t);
        form.chars().nth(1).is_some() && form.chars().all(|c| c.is_uppercase() || c == '.')
    };
    name.country.is_some() || name.tokens.clone().any(state) || letters(name.head)
}

/// "Rao & Field", "Orbis Foods plc".
fn is_firm(discourse: &Discourse<'_>, name: &Candidate) -> bool {
    let mut words = name.tokens.clone().map(|t| discourse.view.lower(t)).skip(1);
    let last = words.next_back();
    last.is_some_and(|word| words::is(&word, "legal_suffix"))
        || words.any(|word| words::is(&word, "joins_partners"))
}

/// So many names of a thing are looked at.
const MOST_NAMES: usize = 20;

/// The thing is called by words that pick it out: "The agency" that has been "the regional disaster
/// agency" is none that is named beside it.
fn told_apart(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> bool {
    let members = clusters.of(index).map(|c| c.members.as_slice()).unwrap_or_default();
    let own = std::iter::once(&index).chain(members.iter().take(MOST_NAMES));
    own.map(|&i| discourse.get(i)).any(|c| c.is_description() && has_premodifier(discourse, c))
}

/// "the Polish company" picks out one of several; what follows the head may belong to the verb.
fn has_premodifier(discourse: &Discourse<'_>, description: &Candidate) -> bool {
    let noun = description.noun.map_or("", |n| n.noun);
    let view = discourse.view;
    let determiner = |t: usize| {
        matches!(view.upos(t), Upos::Det | Upos::Punct)
            || noun.split(' ').any(|part| view.lower(t) == part)
    };
    (description.tokens.start..description.head).any(|t| !determiner(t))
}

/// "the ministry of Arvania" is told from others by a name of its own.
fn is_of_somebody(discourse: &Discourse<'_>, description: &Candidate) -> bool {
    let view = discourse.view;
    let mut complements = view.reading.dependents_by(description.head, &[Relation::Nmod]);
    complements.any(|t| discourse.with_head(t).is_some_and(|i| discourse.get(i).is_name()))
}

pub(super) fn is_of_class(discourse: &Discourse<'_>, name: &Candidate, class: &str) -> bool {
    let last = name
        .tokens
        .clone()
        .rev()
        .filter_map(|t| nouns::look_up(&discourse.view.lower(t)))
        .find(|(noun, _)| noun.class() != Some("place"));
    let own_class = last.and_then(|(noun, _)| noun.class());
    let state = last.is_some_and(|(noun, _)| noun.has("state"));
    match class {
        // "the company" is a savings association too, and no union of several.
        "company" if own_class == Some("generic") && name.number != Number::Plural => {
            name.entity_type == EntityType::Org && !state
        }
        "company" | "team" | "party" => {
            name.entity_type == EntityType::Org && !state && own_class.is_none_or(|c| c == class)
        }
        "generic" => {
            name.entity_type == EntityType::Org
                && own_class.is_none_or(|c| matches!(c, "generic" | "company"))
        }
        "country" => name.entity_type == EntityType::Gpe && name.country.is_some(),
        "town" | "region" => name.entity_type == EntityType::Gpe && name.country.is_none(),
        "institution" => {
            matches!(name.entity_type, EntityType::Org | EntityType::Fac)
                && own_class == Some("institution")
        }
        "court" => name.entity_type == EntityType::Org && own_class == Some("court"),
        _ => false,
    }
}
