//! A title and its holder, named in the sentence beside it: "according to the Nato
//! secretary-general. Jens Stoltenberg told …".

use relata_core::{EntityType, MentionKind, Relation};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, GrammaticalRole, Number};
use crate::lexicon::words;

/// Joins a title with the one person who is named beside it as a source or subject and of whom no
/// other office is known.
pub(crate) struct OfficeHolder;

/// Sentences before the title in which its holder may be named.
const BACKWARD: usize = 2;

impl Sieve for OfficeHolder {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, _) in discourse.each().filter(|(_, c)| is_compatriot(discourse, c)) {
            let found = named_before(discourse, clusters, index)
                .or_else(|| countryman_before(discourse, clusters, index));
            if let Some(name) = found.filter(|_| stands_out(discourse, index)) {
                clusters.join_names(name, index);
            }
        }
        for (index, title) in discourse
            .each()
            .filter(|(_, c)| c.kind == MentionKind::Title || points_back(c) || is_trade(c))
        {
            if clusters.is_named(index)
                || is_introduced(discourse, clusters, index)
                || !stands_out(discourse, index)
            {
                continue;
            }
            let backward =
                matches!(title.definiteness, Definiteness::Definite | Definiteness::Bare);
            let found = named_after(discourse, clusters, index)
                .filter(|_| title.kind == MentionKind::Title)
                .or_else(|| {
                    if backward {
                        named_before(discourse, clusters, index)
                            .or_else(|| speaking_before(discourse, clusters, index))
                    } else {
                        None
                    }
                })
                .or_else(|| subject_before(discourse, clusters, index));
            if found.is_some_and(|name| clusters.join(name, index)) {
                note_affiliation(discourse, clusters, index);
            }
        }
    }
}

/// Candidates looked at before one of a people, at most.
const LOOKED_AT: usize = 400;

/// The one person before the candidate of whom the text says that the country is his: "Rafael Nadal
/// of Spain", "Spain's Rafael Nadal".
fn countryman_before(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    index: usize,
) -> Option<usize> {
    let country = discourse.get(index).country?;
    let mut people = (index.saturating_sub(LOOKED_AT)..index).rev().filter(|&i| {
        discourse.get(i).is_person_name() && country_of(discourse, i) == Some(country.code)
    });
    let latest = people.next()?;
    people.all(|other| clusters.same(other, latest)).then_some(latest)
}

/// The country that stands beside the name of a person.
fn country_of(discourse: &Discourse<'_>, name: usize) -> Option<&'static str> {
    let (view, person) = (discourse.view, discourse.get(name));
    let beside = [Relation::Nmod, Relation::NmodPoss, Relation::Amod, Relation::Compound];
    let country = |d: usize| {
        let inside = discourse.in_sentence(person.sentence);
        let at = |&i: &usize| discourse.get(i).head == d && discourse.get(i).is_name();
        discourse.get(inside.clone().find(at)?).country
    };
    let of = |d: usize| view.relation(d) != Relation::Nmod || view.case_of(d) == Some("of");
    let end = person.tokens.end;
    let follows = || discourse.starting_at(end + 1).and_then(|i| discourse.get(i).country);
    if let Some(country) = Some(end).filter(|&t| view.form(t) == "of").and_then(|_| follows()) {
        return Some(country.code);
    }
    let mut near = view.reading.dependents_by(person.head, &beside);
    near.find_map(|d| country(d).filter(|_| of(d))).map(|c| c.code)
}

/// "the man" after "a man from the audience" is that man.
pub(super) fn is_introduced(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> bool {
    let first = clusters.of(index).map_or(index, |c| c.first);
    let introduced = discourse.get(first);
    first < index
        && introduced.is_description()
        && introduced.definiteness == Definiteness::Indefinite
}

/// "the Swede": one of a people, and no name of anybody.
fn is_compatriot(discourse: &Discourse<'_>, candidate: &Candidate) -> bool {
    let article =
        candidate.tokens.start.checked_sub(1).is_some_and(|t| discourse.view.lower(t) == "the");
    candidate.kind == MentionKind::Name
        && candidate.entity_type == EntityType::Norp
        && candidate.number == Number::Singular
        && article
}

/// "the woman", "the 32-year-old": a description by what is seen of any person.
pub(super) fn points_back(candidate: &Candidate) -> bool {
    let plain = candidate.noun.is_some_and(|n| {
        n.gender.is_some() || n.noun.ends_with(" old") || words::is(n.noun, "any_person")
    });
    let person = candidate.entity_type == EntityType::Per && candidate.number == Number::Singular;
    candidate.kind == MentionKind::Nominal
        && person
        && plain
        && candidate.definiteness == Definiteness::Definite
}

/// "the midfielder", "the actress": two words that say what a person does and name no office.
fn is_trade(candidate: &Candidate) -> bool {
    let person = candidate.entity_type == EntityType::Per && candidate.number == Number::Singular;
    let definite = candidate.kind == MentionKind::Nominal
        && candidate.definiteness == Definiteness::Definite
        && candidate.tokens.len() == 2;
    let acts = candidate.role == GrammaticalRole::Subject && !candidate.reported;
    person && definite && (candidate.source || acts)
}

/// The one person of whom the sentence before, in the same paragraph, speaks as its subject, when
/// the next words are those of "the midfielder".
fn subject_before(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let trade = discourse.get(index);
    let before = trade.sentence.checked_sub(1).filter(|_| is_trade(trade))?;
    let mut people = discourse.in_sentence(before).filter(|&i| {
        discourse.get(i).is_person_name() && discourse.get(i).paragraph == trade.paragraph
    });
    let name = people.next().filter(|&i| discourse.get(i).role == GrammaticalRole::Subject)?;
    let alone = people.all(|other| clusters.same(other, name))
        && discourse.in_sentence(trade.sentence).all(|i| !discourse.get(i).is_person_name());
    alone.then_some(name)
}

/// "the Nato secretary-general" speaks for Nato.
fn note_affiliation(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let title = discourse.get(index);
    let body = discourse.in_sentence(title.sentence).find(|&i| {
        discourse.get(i).is_name()
            && discourse.get(i).is_body()
            && title.tokens.contains(&discourse.get(i).head)
    });
    if let Some(cluster) = clusters.of_mut(index) {
        cluster.affiliation = cluster.affiliation.or(body);
    }
}

fn stands_out(discourse: &Discourse<'_>, index: usize) -> bool {
    let candidate = discourse.get(index);
    candidate.source || candidate.role == GrammaticalRole::Subject
}

/// The one person who is a source in the next sentence, named there for the first time.
fn named_after(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let title = discourse.get(index);
    if title.reported {
        return None;
    }
    let next = title.sentence + 1;
    let mut sources = discourse
        .in_sentence(next)
        .filter(|&i| discourse.get(i).is_person_name() && discourse.get(i).source);
    let name = sources.next()?;
    let alone = sources.all(|other| clusters.same(other, name));
    let new = clusters.of(name).is_some_and(|c| discourse.get(c.first).sentence >= next);
    (alone && new && !has_other_office(clusters, name, index)).then_some(name)
}

/// The one person who is a source or subject in the sentences before, or the one person named there
/// at all.
fn named_before(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let title = discourse.get(index);
    // "the owner of the ferry" tells more than that somebody was named before.
    if title.tokens.end > title.head + 3 {
        return None;
    }
    let from = discourse.in_sentence(title.sentence.saturating_sub(BACKWARD)).start;
    let people = || {
        (from..index).rev().filter(|&i| {
            discourse.get(i).is_person_name() && !title.tokens.contains(&discourse.get(i).head)
        })
    };
    let latest = people().next()?;
    if people().any(|other| !clusters.same(other, latest))
        || !people().any(|i| stands_out(discourse, i))
    {
        return None;
    }
    let no_office = points_back(title) || title.is_name() || is_trade(title);
    (no_office || !has_other_office(clusters, latest, index)).then_some(latest)
}

/// The one person who speaks in the sentence before, when the title alone, as the source, goes on
/// in the same paragraph.
fn speaking_before(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let title = discourse.get(index);
    let before = title.sentence.checked_sub(1)?;
    let plain =
        title.tokens.len() <= 2 && title.definiteness == Definiteness::Definite && title.source;
    let mut speakers = discourse
        .in_sentence(before)
        .filter(|&i| discourse.get(i).source && discourse.get(i).paragraph == title.paragraph);
    let latest = speakers.next().filter(|&i| plain && discourse.get(i).is_person_name())?;
    (speakers.next().is_none() && !has_other_office(clusters, latest, index)).then_some(latest)
}

/// True when the text gives the person a title that is not this one.
fn has_other_office(clusters: &Clusters, name: usize, title: usize) -> bool {
    let (Some(person), Some(office)) = (clusters.of(name), clusters.of(title)) else { return true };
    let known = person.entity_type == EntityType::Per && !person.roles.is_empty();
    known && person.roles.is_disjoint(&office.roles)
}
