//! Full names, surnames, first names and initials of persons.

use std::collections::{BTreeMap, HashMap};

use relata_core::EntityType;

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Gender, genders_agree};
use crate::lexicon::persons::{first_names_agree, is_first_name, is_honorific};
use crate::lexicon::words;

/// Joins "Vladimir Putin", "V. Putin" and "Mr Putin"; keeps "Theresa May" and "Brian May" apart.
pub(crate) struct PersonName;

/// The words of a person's name.
struct Parts {
    /// Given names and initials, lower case.
    given: Vec<String>,
    /// Surname, lower case; the only word of a short name.
    surname: String,
    gender: Option<Gender>,
    /// `"elder"` or `"younger"` before the name: "the elder Haddad".
    generation: Option<&'static str>,
    /// `"elder"` for a parent, `"younger"` for a child that is named: "his son, Karim Haddad".
    kin: Option<&'static str>,
}

/// Names with one surname are compared with this many of the latest.
const COMPARED: usize = 12;

impl Sieve for PersonName {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let people: Vec<(usize, Parts)> = discourse
            .each()
            .filter(|(_, c)| c.is_person_name())
            .map(|(i, _)| (i, parts(discourse, i)))
            .collect();
        join_full_names(&people, clusters);
        join_shortened(discourse, &people, clusters);
        join_short_names(&people, clusters);
        join_misspelt(&people, clusters);
        join_stray_tags(discourse, &people, clusters);
        join_initials(discourse, &people, clusters);
    }
}

fn parts(discourse: &Discourse<'_>, index: usize) -> Parts {
    let candidate = discourse.get(index);
    let suffix = |w: &str| words::is(w, "name_suffix");
    let mut words: Vec<String> = discourse
        .view
        .plain_words(&candidate.tokens)
        .into_iter()
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .collect();
    while words.len() > 1
        && (words.last().is_some_and(|w| suffix(w)) || words.last().is_some_and(|w| w == "s"))
    {
        words.pop();
    }
    while words.len() > 2 && words.first().is_some_and(|w| is_honorific(&capitalised(w))) {
        words.remove(0);
    }
    let surname = words.pop().unwrap_or_default();
    let particle = |w: &String| words::is(w, "surname_particle");
    // What follows a particle belongs to the family: "Mishal Al-Ahmad Al-Sabah" is no Ahmad.
    let family = words.iter().skip(1).position(particle).map_or(words.len(), |at| at + 1);
    words.truncate(family);
    words.retain(|w| !particle(w));
    let view = discourse.view;
    let before = |back: usize| candidate.tokens.start.checked_sub(back).map(|t| view.lower(t));
    let generation = before(1).and_then(|word| words::value(&word, "generation"));
    let comma = usize::from(before(1).is_some_and(|word| word == ","));
    let kin = before(1 + comma).and_then(|word| words::value(&word, "kin"));
    Parts { given: words, surname, gender: candidate.gender, generation, kin }
}

/// The words of a name in lower case.
fn words_of(discourse: &Discourse<'_>, index: usize) -> Vec<String> {
    let words = discourse.view.plain_words(&discourse.get(index).tokens);
    words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// "Mishal Al-Ahmad" is "Mishal Al-Ahmad Al-Jaber": two names and more with which a longer one
/// begins.
fn join_shortened(discourse: &Discourse<'_>, people: &[(usize, Parts)], clusters: &mut Clusters) {
    let mut by_first: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
    for (index, _) in people.iter().filter(|(_, name)| !name.given.is_empty()) {
        let words = words_of(discourse, *index);
        let Some(first) = words.first().filter(|first| !is_honorific(&capitalised(first))) else {
            continue;
        };
        let same = by_first.entry(first.clone()).or_default();
        let shortens = |short: &[String], long: &[String]| {
            short.len() < long.len()
                && long.starts_with(short)
                && short.iter().filter(|w| !words::is(w, "surname_particle")).count() >= 2
                && short.last().is_some_and(|w| !words::is(w, "surname_particle") && w.len() > 2)
        };
        let alike =
            |(_, other): &&(usize, Vec<String>)| shortens(&words, other) || shortens(other, &words);
        let found = same.iter().rev().take(COMPARED).find(alike).map(|(other, _)| *other);
        if let Some(other) = found.filter(|&other| genders(clusters, other, *index)) {
            clusters.join_names(other, *index);
        }
        same.push((*index, words));
    }
}

/// "MBS", "AOC": capitals alone that are the initials of one person of the text.
fn join_initials(discourse: &Discourse<'_>, people: &[(usize, Parts)], clusters: &mut Clusters) {
    let mut by_initials: HashMap<String, Option<usize>> = HashMap::new();
    for (index, _) in people.iter().filter(|(_, name)| !name.given.is_empty()) {
        let words = words_of(discourse, *index);
        let initials = words.iter().filter_map(|word| word.chars().next());
        let initials: String = initials.flat_map(char::to_uppercase).collect();
        let bearer = by_initials.entry(initials).or_insert(Some(*index));
        *bearer = bearer.filter(|&other| clusters.same(other, *index));
    }
    for (index, candidate) in discourse.each().filter(|(_, c)| c.is_name() && c.tokens.len() == 1) {
        let written = discourse.written(index);
        let short = INITIALS.contains(&written.len()) && written.chars().all(char::is_uppercase);
        let body = matches!(candidate.entity_type, EntityType::Per | EntityType::Org);
        let members = clusters.of(index).map(|c| c.members.as_slice()).unwrap_or_default();
        let bare = members.iter().take(COMPARED).all(|&other| discourse.written(other) == written);
        let alone = short && body && candidate.country.is_none() && bare;
        if let Some(person) = by_initials.get(written).copied().flatten().filter(|_| alone) {
            clusters.join_names(person, index);
        }
    }
}

/// So many letters stand for a person.
const INITIALS: std::ops::RangeInclusive<usize> = 3..=4;

/// Two full names are one when the surname is the same and no given name contradicts.
fn join_full_names(people: &[(usize, Parts)], clusters: &mut Clusters) {
    let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, (index, name)) in
        people.iter().enumerate().filter(|(_, (_, name))| !name.given.is_empty())
    {
        let same = by_surname.entry(&name.surname).or_default();
        let found = same.iter().rev().take(COMPARED).filter_map(|&p| people.get(p)).find(
            |(other, parts)| full_names_agree(name, parts) && genders(clusters, *index, *other),
        );
        if let Some(&(other, _)) = found {
            clusters.join_names(other, *index);
        }
        same.push(position);
    }
}

fn full_names_agree(a: &Parts, b: &Parts) -> bool {
    let first = |p: &Parts| p.given.first().cloned().unwrap_or_default();
    // "Edgar Hale" may be "J. Edgar Hale"; with a first name of its own each is another.
    let middle =
        |short: &Parts, long: &Parts| short.given.len() == 1 && long.given.contains(&first(short));
    first_names_agree(&first(a), &first(b)) || middle(a, b) || middle(b, a)
}

fn genders(clusters: &Clusters, a: usize, b: usize) -> bool {
    match (clusters.of(a), clusters.of(b)) {
        (Some(a), Some(b)) => genders_agree(a.gender, b.gender),
        _ => true,
    }
}

/// A single word is the surname, else the first name, of the person of that name mentioned last;
/// else of the first one to come.
fn join_short_names(people: &[(usize, Parts)], clusters: &mut Clusters) {
    let mut latest: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, name) in people {
        if name.given.is_empty() {
            let mentioned = latest.entry(&name.surname).or_default();
            let fitting = mentioned
                .iter()
                .rev()
                .take(COMPARED)
                .copied()
                .filter(|&other| fits(clusters, name, other));
            let meant = match name.generation {
                Some(generation) => of_generation(people, clusters, fitting, generation),
                None => most_mentioned(clusters, fitting),
            };
            match meant {
                Some(other) => {
                    clusters.join_names(other, *index);
                    mentioned.push(*index);
                }
                None => wait(clusters, waiting.entry(&name.surname).or_default(), name, *index),
            }
            continue;
        }
        for earlier in waiting.remove(name.surname.as_str()).unwrap_or_default() {
            if genders(clusters, earlier, *index) {
                clusters.join_names(earlier, *index);
            }
        }
        latest.entry(&name.surname).or_default().push(*index);
        for given in
            name.given.iter().filter(|g| g.chars().filter(|c| c.is_alphabetic()).count() > 1)
        {
            latest.entry(given).or_default().insert(0, *index);
        }
    }
}

/// "the elder Haddad": of two who share the name, the one whose child the other is; nobody where
/// the text does not tell.
fn of_generation(
    people: &[(usize, Parts)],
    clusters: &Clusters,
    fitting: impl Iterator<Item = usize>,
    generation: &str,
) -> Option<usize> {
    let mut bearers: Vec<usize> = Vec::new();
    for person in fitting {
        if !bearers.iter().any(|&other| clusters.same(other, person)) {
            bearers.push(person);
        }
    }
    let kin = |person: usize| {
        let mut own =
            people.iter().take(MOST_NAMES).filter(|(index, _)| clusters.same(*index, person));
        own.find_map(|(_, parts)| parts.kin)
    };
    match bearers.as_slice() {
        [only] => Some(*only),
        &[a, b] => match (kin(a), kin(b)) {
            (Some(kin), None) => Some(if kin == generation { a } else { b }),
            (None, Some(kin)) => Some(if kin == generation { b } else { a }),
            _ => None,
        },
        _ => None,
    }
}

/// So many names are looked through for who is whose child.
const MOST_NAMES: usize = 400;

/// Without a full name before it, a surname is joined with the same one before it that no title
/// keeps apart.
fn wait(clusters: &mut Clusters, waiting: &mut Vec<usize>, name: &Parts, index: usize) {
    match waiting.iter().rev().take(COMPARED).copied().find(|&other| fits(clusters, name, other)) {
        Some(other) => clusters.join_names(other, index),
        None => waiting.push(index),
    }
}

/// The bare surname is the one's of whom the article speaks most; the latest of equals.
fn most_mentioned(clusters: &Clusters, people: impl Iterator<Item = usize>) -> Option<usize> {
    let mentions = |person: usize| clusters.of(person).map_or(0, |c| c.members.len());
    people.fold(None, |best, next| {
        if best.is_none_or(|b| mentions(next) > mentions(b)) { Some(next) } else { best }
    })
}

fn fits(clusters: &Clusters, name: &Parts, other: usize) -> bool {
    clusters.of(other).is_none_or(|c| genders_agree(c.gender, name.gender))
}

/// "Naando" beside Raimo Naanda: news gives a person's full name first, so that a long surname
/// alone that nobody of the text bears, and from which one letter parts it, is a slip of the pen.
fn join_misspelt(people: &[(usize, Parts)], clusters: &mut Clusters) {
    let key = |surname: &str| (surname.chars().next(), surname.chars().count());
    // The person of each surname, `None` where several bear it.
    let mut full: HashMap<_, BTreeMap<&str, Option<usize>>> = HashMap::new();
    for (index, name) in people.iter().filter(|(_, name)| !name.given.is_empty()) {
        let alike = full.entry(key(&name.surname)).or_default();
        if alike.len() < MOST_ALIKE {
            let bearer = alike.entry(&name.surname).or_insert(Some(*index));
            *bearer = bearer.filter(|&other| clusters.same(other, *index));
        }
    }
    for (index, name) in people.iter().filter(|(_, name)| name.given.is_empty()) {
        let alone = clusters.is_alone(*index);
        let Some(alike) = full.get(&key(&name.surname)).filter(|_| alone) else { continue };
        let known = alike.contains_key(name.surname.as_str());
        let mut near = alike.iter().filter(|(other, _)| !known && is_slip(&name.surname, other));
        if let (Some((_, &Some(person))), None) = (near.next(), near.next())
            && fits(clusters, name, person)
        {
            clusters.join_names(person, *index);
        }
    }
}

/// Surnames of one length and first letter are compared with this many others.
const MOST_ALIKE: usize = 200;

/// Fewest letters of a surname that a slip leaves recognisable.
const LONG_SURNAME: usize = 6;

/// One letter is another, and the last is not that of the other sex ("Kowalski", "Kowalska").
fn is_slip(written: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), known.chars().collect());
    let mut apart = a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y);
    let first = apart.next();
    let inflected = |(at, (x, y)): (usize, (&char, &char))| {
        at + 1 == a.len() && matches!((x, y), ('a', 'i' | 'y') | ('i' | 'y', 'a'))
    };
    a.len() == b.len()
        && a.len() >= LONG_SURNAME
        && first.is_some_and(|slip| slip.0 > 0 && !inflected(slip))
        && apart.next().is_none()
}

/// A surname tagged as something else ("Putin" as an organisation) is the person when that tag is
/// rare and unsure; so is the given name of the one person of the text who has it ("Uli" as an
/// organisation, beside Uli Brenner).
fn join_stray_tags(discourse: &Discourse<'_>, people: &[(usize, Parts)], clusters: &mut Clusters) {
    let mut by_surname: HashMap<&str, (usize, usize)> = HashMap::new();
    for (index, name) in
        people.iter().filter(|(_, name)| !is_first_name(&capitalised(&name.surname)))
    {
        by_surname.entry(&name.surname).or_insert((*index, 0)).1 += 1;
    }
    let by_given = by_given_name(people);
    for (index, candidate) in
        discourse.each().filter(|(_, c)| c.is_name() && c.tokens.len() == 1 && c.country.is_none())
    {
        let other = !matches!(candidate.entity_type, EntityType::Per | EntityType::Norp)
            && clusters.is_alone(index);
        let written = discourse.written(index).to_lowercase();
        let surname = by_surname
            .get(written.as_str())
            .filter(|(_, count)| *count >= 2 && candidate.score.get() < STRAY_SCORE)
            .map(|(person, _)| *person);
        let found =
            surname.or_else(|| by_given.get(written.as_str()).copied().flatten()).filter(|_| other);
        if let Some(person) = found {
            clusters.join_names(person, index);
        }
    }
}

/// The person with this given name before the surname; `None` where several have it.
fn by_given_name(people: &[(usize, Parts)]) -> HashMap<&str, Option<usize>> {
    let mut out: HashMap<&str, Option<(usize, &str)>> = HashMap::new();
    for (index, name) in people {
        let Some(given) = name.given.first().filter(|given| given.chars().count() > 2) else {
            continue;
        };
        let slot = out.entry(given).or_insert(Some((*index, &name.surname)));
        *slot = slot.filter(|(_, surname)| *surname == name.surname);
    }
    out.into_iter().map(|(given, person)| (given, person.map(|(index, _)| index))).collect()
}

/// Tags below this score may be corrected by the rest of the article.
const STRAY_SCORE: f32 = 0.9;

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
