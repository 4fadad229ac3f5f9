//! Acronyms and short forms of organisations' names.

use std::collections::HashMap;

use relata_core::{EntityType, Upos};

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::lexicon::countries;
use crate::lexicon::nouns;
use crate::lexicon::organisations::{
    has_legal_suffix, is_acronym_of, is_shared_head, known_name, looks_like_acronym, normal_form,
};

/// Joins "Syrian Observatory for Human Rights" with "SOHR", "(SOHR)" and "the Observatory";
/// "Goldman Sachs" with "Goldman".
pub(crate) struct OrganisationName;

impl Sieve for OrganisationName {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        join_parentheses(discourse, clusters);
        join_acronyms(discourse, clusters);
        join_short_forms(discourse, clusters);
    }
}

fn is_acronym_type(entity_type: EntityType) -> bool {
    !matches!(entity_type, EntityType::Per | EntityType::Norp)
}

/// "Full Name (FN)": the text itself says that they are one.
fn join_parentheses(discourse: &Discourse<'_>, clusters: &mut Clusters) {
    for (index, short) in discourse.each().filter(|(_, c)| c.is_name() && c.tokens.len() == 1) {
        let start = short.tokens.start;
        let (Some(open), Some(last)) = (start.checked_sub(1), start.checked_sub(2)) else {
            continue;
        };
        if discourse.view.form(open) != "(" || discourse.view.form(short.tokens.end) != ")" {
            continue;
        }
        let full = discourse
            .candidates
            .get(..index)
            .unwrap_or_default()
            .iter()
            .rposition(|c| c.is_name() && c.tokens.end == last + 1)
            .filter(|&f| defines(discourse, f, index))
            .or_else(|| described_in_full(discourse, last, index));
        if let Some(full) = full {
            clusters.join_names(full, index);
            shorten_office(discourse, clusters, full);
        }
    }
}

/// An office in short is one person, whom it does not name.
fn shorten_office(discourse: &Discourse<'_>, clusters: &mut Clusters, full: usize) {
    let office = discourse.get(full);
    let person = office.is_description() && office.entity_type == EntityType::Per;
    if let Some(cluster) = clusters.of_mut(full).filter(|_| person) {
        cluster.entity_type = EntityType::Per;
        (cluster.number, cluster.gender) = (office.number, office.gender);
        (cluster.named, cluster.first_name) = (false, None);
    }
}

/// "the chief election commissioner (CEC)": the description that ends at the token `last` and has
/// the letters for its initials.
fn described_in_full(discourse: &Discourse<'_>, last: usize, short: usize) -> Option<usize> {
    let view = discourse.view;
    let in_full = |&i: &usize| {
        let words = discourse.get(i).tokens.start..last + 1;
        let content = words.filter(|&t| view.upos(t) != Upos::Det).map(|t| view.lower(t));
        let full = content.collect::<Vec<_>>().join(" ");
        full.contains(' ') && is_acronym_of(discourse.written(short), &full)
    };
    let holds =
        |&i: &usize| discourse.get(i).is_description() && discourse.get(i).tokens.contains(&last);
    discourse.in_sentence(discourse.get(short).sentence).filter(holds).rfind(in_full)
}

/// The letters come, in their order, from the full name, or are those of a body's name in another
/// language ("National Directorate of Aquatic Resources (DINARA)").
fn defines(discourse: &Discourse<'_>, full: usize, short: usize) -> bool {
    let (a, b) = (discourse.get(full), discourse.get(short));
    let written = discourse.written(short);
    if b.entity_type == EntityType::Per
        || a.entity_type == EntityType::Per
        || !looks_like_acronym(written)
    {
        return false;
    }
    let capitals = written.chars().count() > 2 && written.chars().all(char::is_uppercase);
    let translated = capitals
        && a.entity_type == EntityType::Org
        && b.entity_type == EntityType::Org
        && b.country.is_none()
        && known_name(&normal_form(written)).is_none();
    let name = discourse.written(full).to_lowercase();
    let mut rest = name.chars();
    written
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .all(|letter| rest.any(|c| c == letter))
        || translated
}

fn join_acronyms(discourse: &Discourse<'_>, clusters: &mut Clusters) {
    let mut by_initial: HashMap<char, Vec<usize>> = HashMap::new();
    for (index, _) in discourse
        .each()
        .filter(|(_, c)| c.is_name() && is_acronym_type(c.entity_type) && c.tokens.len() > 1)
    {
        let first = discourse.written(index).chars().next().map(|c| c.to_ascii_lowercase());
        let same = by_initial.entry(first.unwrap_or_default()).or_default();
        if same.len() < MOST_COMPARED {
            same.push(index);
        }
    }
    for (index, _) in discourse.each().filter(|(_, c)| {
        c.is_name() && is_acronym_type(c.entity_type) && c.tokens.len() == 1 && c.country.is_none()
    }) {
        let written = discourse.written(index);
        let first = written.chars().next().map(|c| c.to_ascii_lowercase()).unwrap_or_default();
        let fulls = by_initial.get(&first).map(Vec::as_slice).unwrap_or_default();
        if let Some(&full) =
            fulls.iter().find(|&&full| is_acronym_of(written, discourse.written(full)))
        {
            clusters.join_names(full, index);
        }
    }
}

/// Names of one initial are compared with this many acronyms at most, so that a long list of names
/// stays cheap.
const MOST_COMPARED: usize = 200;

/// A word or more from the beginning of a longer name, its last word ("Rovers"), or its head noun
/// ("the Observatory"), when only one longer name has it. Names before the short form are looked at
/// first; a headline may have it before them.
fn join_short_forms(discourse: &Discourse<'_>, clusters: &mut Clusters) {
    let by_word = long_names_by_word(discourse);
    for (index, _) in discourse
        .each()
        .filter(|(_, c)| c.is_name() && matches!(c.entity_type, EntityType::Org | EntityType::Per))
    {
        if let Some(full) = long_form(discourse, clusters, &by_word, index) {
            clusters.join_names(full, index);
        }
    }
}

/// The places of the longer names under the words by which they may be shortened.
fn long_names_by_word(discourse: &Discourse<'_>) -> HashMap<String, Vec<usize>> {
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, _) in discourse
        .each()
        .filter(|(_, c)| c.is_name() && c.entity_type == EntityType::Org && c.tokens.len() > 1)
    {
        let normal = normal_form(discourse.written(index));
        let words: Vec<&str> = normal.split(' ').collect();
        if words.len() > 1 {
            for word in keys_of(&words) {
                by_word.entry(word.to_owned()).or_default().push(index);
            }
        }
    }
    by_word
}

/// The words under which a long name is found: its first and last, and the nouns in it that say
/// what it is.
fn keys_of<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let after_country =
        words.get(1).copied().filter(|_| words.first().is_some_and(|w| is_country(w)));
    let nouns =
        words.iter().skip(1).copied().filter(|w| nouns::look_up(w).is_some()).chain(after_country);
    let mut keys: Vec<&str> =
        words.first().into_iter().chain(words.last()).copied().chain(nouns).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn long_form(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    by_word: &HashMap<String, Vec<usize>>,
    index: usize,
) -> Option<usize> {
    let short = normal_form(discourse.written(index));
    let found = by_word.get(short.split(' ').next()?)?;
    if countries::of_modifier(discourse.written(index)).is_some()
        || !may_be_organisation(discourse, clusters, index)
    {
        return None;
    }
    let person = discourse.get(index).entity_type == EntityType::Per;
    let fits = |&full: &usize| {
        !clusters.same(full, index)
            && (!person || is_business(discourse.written(full)))
            && shortens(&short, &normal_form(discourse.written(full)))
    };
    let split = found.partition_point(|&full| full < index);
    let before =
        found.get(..split).unwrap_or_default().iter().rev().take(RECENT).copied().filter(fits);
    let after = found.get(split..).unwrap_or_default().iter().take(RECENT).copied().filter(fits);
    only_one(clusters, before).or_else(|| only_one(clusters, after))
}

/// "Orbis Foods plc" and "Halden Bank" are businesses; a "Clinton Foundation" does not make Clinton
/// one.
fn is_business(name: &str) -> bool {
    let last = name.split_whitespace().last().unwrap_or_default().to_lowercase();
    has_legal_suffix(name)
        || nouns::look_up(&last).is_some_and(|(noun, _)| noun.class() == Some("company"))
}

/// A name tagged as a person's may be a company's where no title and no full name makes it a
/// person.
fn may_be_organisation(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> bool {
    let candidate = discourse.get(index);
    let single =
        |i: &usize| discourse.get(*i).tokens.len() == 1 && discourse.get(*i).gender.is_none();
    candidate.entity_type == EntityType::Org
        || clusters.of(index).is_some_and(|c| c.members.iter().take(RECENT).all(single))
}

fn only_one(clusters: &Clusters, mut names: impl Iterator<Item = usize>) -> Option<usize> {
    let first = names.next()?;
    names.all(|other| clusters.same(other, first)).then_some(first)
}

/// Longer names that share a word are looked through this far.
const RECENT: usize = 40;

fn shortens(short: &str, full: &str) -> bool {
    let words: Vec<&str> = full.split(' ').collect();
    let parts: Vec<&str> = short.split(' ').collect();
    if parts.len() >= words.len() {
        return false;
    }
    let shared_head = words.last().is_some_and(|w| is_shared_head(w));
    let prefix = words.starts_with(&parts) && !shared_head;
    let last_word = parts.len() == 1 && words.len() <= 3 && words.ends_with(&parts);
    let head_noun = parts.len() == 1 && nouns::look_up(short).is_some() && words.contains(&short);
    // "State Department" of "US State Department".
    let of_country = parts.len() > 1
        && words.ends_with(&parts)
        && words.get(..words.len() - parts.len()).is_some_and(|front| is_country(&front.join(" ")));
    prefix || last_word || head_noun || of_country
}

fn is_country(words: &str) -> bool {
    let capitalised: String = words
        .split(' ')
        .map(|w| {
            w.chars()
                .next()
                .map(|c| c.to_uppercase().chain(w.chars().skip(1)).collect::<String>())
                .unwrap_or_default()
        })
        .collect::<Vec<_>>()
        .join(" ");
    countries::of_modifier(&capitalised).is_some()
        || countries::of_modifier(&words.to_uppercase()).is_some()
}
