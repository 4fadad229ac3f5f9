//! Apposition, copula, and titles before names.

use relata_core::{EntityType, MentionKind, Relation};

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};
use crate::lexicon::persons::is_honorific;
use crate::lexicon::{nouns, words};
use crate::nominals::is_predicate;

/// Joins "X, the Y" and "X is the Y", and notes what titles and indefinite predicates say of a
/// name.
pub(crate) struct Apposition;

impl Sieve for Apposition {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        note_titles(discourse, clusters);
        note_honorifics(discourse, clusters);
        for (index, _) in discourse.each().filter(|(_, c)| c.group) {
            join_listed(discourse, clusters, index);
        }
        for index in 0..discourse.candidates.len() {
            let head = discourse.get(index).head;
            if discourse.with_head(head) != Some(index) {
                continue;
            }
            if discourse.view.relation(head) == Relation::Appos {
                join_apposition(discourse, clusters, index);
            } else if is_predicate(discourse.view, head) {
                join_predicate(discourse, clusters, index);
            }
            join_second_office(discourse, clusters, index);
            join_between_commas(discourse, clusters, index);
            join_place_of(discourse, clusters, index);
        }
    }
}

/// "President Roche": the honorific is an office of his.
fn note_honorifics(discourse: &Discourse<'_>, clusters: &mut Clusters) {
    for (index, name) in discourse.each().filter(|(_, c)| c.is_person_name()) {
        let before = name.tokens.start.checked_sub(1).filter(|&t| {
            discourse.view.reading.sentence_of(t) == name.sentence
                && discourse.view.is_capitalised(t)
        });
        let noun = before
            .and_then(|t| {
                let office = nouns::look_up(&discourse.view.lower(t));
                office
                    .filter(|(noun, _)| noun.has("role"))
                    .or_else(|| nouns::abbreviated(discourse.view.form(t)))
            })
            .map(|(noun, _)| noun);
        if let (Some(noun), Some(cluster)) = (noun, clusters.of_mut(index)) {
            cluster.roles.insert(noun.noun.to_owned());
        }
    }
}

/// "The deputy, Bruno Keller, …" and "Bruno Keller, a marine biologist, …" by their commas, where
/// the tree has missed the apposition.
fn join_between_commas(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let (view, first) = (discourse.view, discourse.get(index));
    let comma = first.tokens.end;
    if view.form(comma) != "," || !(first.is_name() || first.is_description()) {
        return;
    }
    let Some(other) =
        discourse.starting_at(comma + 1).or_else(|| titled_name(discourse, comma + 1))
    else {
        return;
    };
    let second = discourse.get(other);
    let ends = matches!(view.form(second.tokens.end), "," | "." | "")
        && !matches!(view.lower(second.tokens.end + 1).as_str(), "and" | "or");
    let one_described = first.is_description() != second.is_description()
        && (first.is_description() || second.is_description());
    let person = first.entity_type == EntityType::Per
        && second.entity_type == EntityType::Per
        && first.number == Number::Singular
        && second.number == Number::Singular;
    let body = first.is_name()
        && first.entity_type == EntityType::Org
        && second.definiteness == Definiteness::Indefinite
        && second.entity_type == EntityType::Org;
    let unknown = first.entity_type == EntityType::Misc
        && first.is_description()
        && first.source
        && first.definiteness == Definiteness::Definite;
    let speaker = unknown
        && second.is_name()
        && matches!(second.entity_type, EntityType::Org | EntityType::Per);
    let introduced = second.is_name()
        || !matches!(second.definiteness, Definiteness::Bare | Definiteness::Other)
        || second.kind == MentionKind::Title;
    let in_list = comma_list(discourse, index);
    if ends
        && one_described
        && (person || body || speaker)
        && introduced
        && !in_list
        && first.sentence == second.sentence
    {
        clusters.join(index, other);
    }
}

/// "Innopac's president and chief executive", "co-founder, chairman and chief executive of Baidu":
/// a further office without a determiner, beside one that is in apposition to a person.
fn join_second_office(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let (view, second) = (discourse.view, discourse.get(index));
    let office = second.kind == MentionKind::Title
        && second.number == Number::Singular
        && match second.definiteness {
            Definiteness::Bare => true,
            // "the former champion and Mercedes' chairman", not "a nurse and her manager".
            Definiteness::Possessed => {
                crate::pronouns::features(&view.lower(second.tokens.start)).is_none()
            }
            _ => false,
        };
    if !office || view.relation(second.head) != Relation::Conj {
        return;
    }
    let Some(first) = view.head(second.head).and_then(|h| discourse.with_head(h)) else { return };
    let described = discourse.get(first).entity_type == EntityType::Per
        && discourse.get(first).is_description()
        && clusters.is_named(first);
    let beside = view.relation(discourse.get(first).head) == Relation::Appos
        || discourse.get(first).tokens.start.checked_sub(1).is_some_and(|t| view.form(t) == ",");
    let person = || {
        view.head(discourse.get(first).head)
            .and_then(|h| mention_at(discourse, h))
            .filter(|&name| discourse.get(name).is_person_name())
    };
    let name = if described { Some(first) } else { person() };
    if let Some(name) = name.filter(|_| beside) {
        clusters.join(name, first);
        clusters.join(name, index);
    }
}

fn join_place_of(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let described = discourse.get(index);
    let end = described.tokens.end;
    let named = described.noun.is_some_and(|n| words::is(n.noun, "names_place"))
        && described.number != Number::Plural;
    let name = discourse
        .in_sentence(described.sentence)
        .filter(|&i| i > index)
        .find(|&i| discourse.get(i).is_name() && discourse.get(i).tokens.end == end);
    let of = |i: usize| {
        discourse
            .get(i)
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|t| discourse.view.lower(t) == "of")
    };
    if let Some(name) = name.filter(|&i| {
        named
            && of(i)
            && matches!(
                discourse.get(i).entity_type,
                EntityType::Gpe | EntityType::Loc | EntityType::Org
            )
    }) {
        clusters.join_names(name, index);
    }
}

/// "her father, the painter Josef Renn, …", "the spokesman, Cllr Josef Renn, …": the name whose
/// title or honorific begins at this token.
fn titled_name(discourse: &Discourse<'_>, token: usize) -> Option<usize> {
    if is_honorific(discourse.view.form(token)) {
        return discourse.name_at(token + 1);
    }
    let first = discourse.titles.partition_point(|t| t.description.tokens.start < token);
    let title = discourse.titles.get(first).filter(|t| t.description.tokens.start == token)?;
    discourse.name_at(title.name_starts)
}

/// True when the first of the two follows a comma itself: "the mayor, a judge, Ann Ray, …" lists.
fn comma_list(discourse: &Discourse<'_>, index: usize) -> bool {
    discourse.get(index).tokens.start.checked_sub(1).is_some_and(|t| {
        discourse.view.form(t) == "," || matches!(discourse.view.lower(t).as_str(), "and" | "or")
    })
}

fn note_titles(discourse: &Discourse<'_>, clusters: &mut Clusters) {
    for title in &discourse.titles {
        let Some(name) = discourse.name_at(title.name_starts) else { continue };
        let inside =
            discourse.each().skip(discourse.in_sentence(discourse.get(name).sentence).start);
        let body = inside.take_while(|(_, c)| c.tokens.start < title.name_starts).find(|(_, c)| {
            c.is_name() && c.is_body() && title.description.tokens.contains(&c.head)
        });
        let affiliation = body.map(|(i, _)| i);
        if let Some(cluster) = clusters.of_mut(name) {
            cluster.roles.extend(title.description.noun.map(|n| n.noun.to_owned()));
            cluster.gender = cluster.gender.or(title.description.gender);
            cluster.country = cluster.country.or(title.description.country.map(|c| c.code));
            cluster.affiliation = cluster.affiliation.or(affiliation);
        }
    }
}

/// The candidate that has this token for its head, or the name around it.
fn mention_at(discourse: &Discourse<'_>, token: usize) -> Option<usize> {
    discourse.with_head(token).or_else(|| {
        let sentence = discourse.view.reading.sentence_of(token);
        discourse
            .in_sentence(sentence)
            .find(|&i| discourse.get(i).is_name() && discourse.get(i).tokens.contains(&token))
    })
}

fn join_apposition(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let Some(other) =
        discourse.view.head(discourse.get(index).head).and_then(|h| mention_at(discourse, h))
    else {
        return;
    };
    let (a, b) = (discourse.get(other), discourse.get(index));
    let described = a.is_description() || b.is_description();
    let between = a.tokens.end.min(b.tokens.end)..a.tokens.start.max(b.tokens.start);
    if between.into_iter().any(|t| discourse.view.form(t) == ":") {
        return;
    }
    let listed = discourse
        .view
        .reading
        .dependents_by(b.head, &[Relation::Conj, Relation::Cc])
        .next()
        .is_some()
        && b.number != Number::Plural
        && !(b.kind == MentionKind::Title && a.is_person_name());
    if described && !listed && b.definiteness != Definiteness::Other && a.number.agrees(b.number) {
        clusters.join(other, index);
    }
}

/// "three of the gang: Ann Ray, Tom Fox and Ada Low": the several are those who are named.
fn join_listed(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let (view, group) = (discourse.view, discourse.get(index));
    let several = |i: &usize| {
        let other = discourse.get(*i);
        other.is_description() && other.number == Number::Plural
    };
    let by_tree = view
        .head(group.head)
        .filter(|_| view.relation(group.head) == Relation::Appos)
        .and_then(|h| discourse.with_head(h));
    let by_mark = || {
        let mark = group.tokens.start.checked_sub(1)?;
        let introduces = matches!(view.form(mark), ":" | "—" | "--") || view.is_hyphen(mark);
        let mut before = discourse.in_sentence(group.sentence).filter(|_| introduces);
        before.find(|&i| discourse.get(i).tokens.end == mark && several(&i))
    };
    if let Some(described) = by_tree.filter(several).or_else(by_mark) {
        clusters.join(described, index);
    }
}

fn join_predicate(discourse: &Discourse<'_>, clusters: &mut Clusters, index: usize) {
    let predicate = discourse.get(index);
    let subject =
        discourse.view.reading.dependent(predicate.head, &[Relation::Nsubj, Relation::NsubjOuter]);
    let Some(subject) = subject.and_then(|s| mention_at(discourse, s)) else { return };
    let denied = discourse.view.is_negated(predicate.head);
    let among = discourse.view.reading.dependent(predicate.head, &[Relation::Case]).is_some();
    if denied || among || discourse.get(subject).kind == MentionKind::Pronoun {
        return;
    }
    if matches!(predicate.definiteness, Definiteness::Definite | Definiteness::Possessed) {
        clusters.join(subject, index);
    } else if clusters.may_join(subject, index)
        && let (Some(noun), Some(cluster)) = (predicate.noun, clusters.of_mut(subject))
    {
        cluster.roles.insert(noun.noun.to_owned());
    }
}
