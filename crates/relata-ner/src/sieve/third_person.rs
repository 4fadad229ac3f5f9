//! "he", "she", "it", "they" and their forms.
//!
//! Antecedents are weighed by distance, grammatical role, parallelism and by being a source, as in
//! Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution"; nouns that are no
//! candidates compete too, so that "it" after "the plan" stays unresolved.

use std::collections::{BTreeSet, HashMap};

use relata_core::{EntityType, MentionKind, Relation, Upos};

use super::Sieve;
use super::office_holder::{is_introduced, points_back};
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Gender, GrammaticalRole, Number};
use crate::lexicon::nouns;
use crate::pronouns::{Person, features};
use crate::sources::speaks;
use crate::speakers;

/// Resolves pronouns of the third person.
pub(crate) struct ThirdPerson {
    /// How many sentences a pronoun looks back.
    pub window: usize,
}

/// Candidates looked at before a pronoun, at most.
const LOOKED_AT: usize = 80;
/// An antecedent below this weight is none; the only person in reach may weigh less.
const ENOUGH: i32 = 60;
const ALONE: i32 = 30;

impl Sieve for ThirdPerson {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let speakers = speakers::find(discourse);
        let spoken = by_speaker(&speakers);
        let third = |c: &Candidate| {
            c.kind == MentionKind::Pronoun
                && matches!(features(&discourse.view.lower(c.head)), Some((Person::Third, _, _)))
                && (!is_thing(c) || acts(discourse, c))
        };
        let pronouns: Vec<(usize, &Candidate)> =
            discourse.each().filter(|(_, c)| third(c)).collect();
        self.join_certain(discourse, clusters, &pronouns);
        // Who speaks comes first: "he" inside a quotation is not its speaker.
        let (told, quoted): (Vec<_>, Vec<_>) =
            pronouns.into_iter().partition(|(_, c)| c.quotation.is_none());
        for &(index, pronoun) in told.iter().chain(&quoted) {
            let speaker = pronoun.quotation.and_then(|q| speakers.get(q).copied().flatten());
            let own = spoken.get(&index).map(Vec::as_slice).unwrap_or_default();
            let own = told_of(discourse, clusters, own);
            if let Some(antecedent) = self.antecedent(discourse, clusters, index, speaker, &own) {
                clusters.join(antecedent, index);
            }
        }
        join_epithets(discourse, clusters);
    }
}

impl ThirdPerson {
    /// Pronouns for whom one person alone may be meant go first, so that what they tell of the
    /// person helps with the others: in "The minister, Lída Marek, said he could not count. …, she
    /// said", it is not the minister who cannot count.
    fn join_certain(
        &self,
        discourse: &Discourse<'_>,
        clusters: &mut Clusters,
        pronouns: &[(usize, &Candidate)],
    ) {
        let speaks = |c: &Candidate| {
            c.source
                && c.quotation.is_none()
                && c.number == Number::Singular
                && matches!(c.gender, Some(Gender::Female | Gender::Male))
        };
        for &(index, pronoun) in pronouns.iter().filter(|(_, c)| speaks(c)) {
            let only = (index.saturating_sub(LOOKED_AT)..index)
                .rev()
                .take_while(|&other| self.is_near(discourse, discourse.get(other), pronoun))
                .find(|&other| may_be(discourse, clusters, other, index))
                .filter(|&other| weight(discourse, discourse.get(other), pronoun) >= ALONE)
                .filter(|&other| self.is_only(discourse, clusters, other, index));
            if let Some(antecedent) = only {
                clusters.join(antecedent, index);
            }
        }
    }

    fn antecedent(
        &self,
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        index: usize,
        speaker: Option<usize>,
        told_of: &BTreeSet<usize>,
    ) -> Option<usize> {
        let pronoun = discourse.get(index);
        let teller = speaker.or_else(|| source_of_clause(discourse, pronoun));
        let mut best: Option<(i32, usize)> = None;
        for other in (index.saturating_sub(LOOKED_AT)..index).rev() {
            let candidate = discourse.get(other);
            if !self.is_near(discourse, candidate, pronoun) {
                break;
            }
            let is_speaker = speaker.is_some_and(|s| clusters.same(s, other));
            if is_speaker
                || told_of.contains(&clusters.find(other))
                || !may_be(discourse, clusters, other, index)
            {
                continue;
            }
            let weight = weight(discourse, candidate, pronoun)
                + if is_kept_by(discourse, teller, candidate) { 25 } else { 0 }
                - i32::try_from((index - other).min(12)).unwrap_or(12);
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, other));
            }
        }
        let enough = |antecedent: usize| {
            let person = pronoun.number == Number::Singular && !is_thing(pronoun);
            if person && self.is_only(discourse, clusters, antecedent, index) {
                ALONE
            } else {
                ENOUGH
            }
        };
        let (weight, antecedent) = best.filter(|&(weight, other)| weight >= enough(other))?;
        (strongest_other_noun(discourse, index) < weight).then_some(antecedent)
    }
}

impl ThirdPerson {
    /// True within the window.
    fn is_near(
        &self,
        discourse: &Discourse<'_>,
        candidate: &Candidate,
        pronoun: &Candidate,
    ) -> bool {
        distance(discourse, candidate, pronoun) <= self.window
    }

    /// True when nobody else in reach may be meant.
    fn is_only(
        &self,
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        antecedent: usize,
        index: usize,
    ) -> bool {
        let pronoun = discourse.get(index);
        (index.saturating_sub(LOOKED_AT)..index)
            .rev()
            .take_while(|&other| self.is_near(discourse, discourse.get(other), pronoun))
            .filter(|&other| !clusters.same(other, antecedent))
            .all(|other| !may_be(discourse, clusters, other, index))
    }
}

/// "the teenager", "the woman" of whom nobody has been introduced: as "he" and "she" are, by the
/// subject of the sentence before in one paragraph.
fn join_epithets(discourse: &Discourse<'_>, clusters: &mut Clusters) {
    for (index, epithet) in discourse.each().filter(|(_, c)| points_back(c)) {
        let plain = epithet.tokens.len() <= 2
            && epithet.role == GrammaticalRole::Subject
            && epithet.quotation.is_none()
            && !clusters.is_named(index)
            && !is_introduced(discourse, clusters, index);
        let before = epithet.sentence.checked_sub(1).filter(|_| plain);
        let Some(before) = before else { continue };
        let subject = |&i: &usize| {
            let other = discourse.get(i);
            other.role == GrammaticalRole::Subject
                && other.paragraph == epithet.paragraph
                && other.number == Number::Singular
                && clusters.is_named(i)
                && clusters.of(i).is_some_and(|c| c.entity_type == EntityType::Per)
        };
        let mut subjects = discourse.in_sentence(before).filter(subject);
        let Some(first) = subjects.next() else { continue };
        if subjects.all(|other| clusters.same(other, first)) {
            clusters.join(first, index);
        }
    }
}

/// Who says, in its sentence, the clause in which the pronoun stands.
fn source_of_clause(discourse: &Discourse<'_>, pronoun: &Candidate) -> Option<usize> {
    let said = pronoun.reported && pronoun.quotation.is_none();
    let mut inside = discourse.in_sentence(pronoun.sentence).filter(|_| said);
    inside.find(|&i| discourse.get(i).source && !discourse.get(i).reported)
}

/// "The victim's sister said she …", "his lawyer said he …": who speaks for somebody speaks of
/// them.
fn is_kept_by(discourse: &Discourse<'_>, teller: Option<usize>, other: &Candidate) -> bool {
    other.role == GrammaticalRole::Possessor
        && teller.is_some_and(|t| discourse.get(t).tokens.contains(&other.head))
}

/// The quotations that each source speaks.
fn by_speaker(speakers: &[Option<usize>]) -> HashMap<usize, Vec<usize>> {
    let mut out: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, speaker) in speakers.iter().enumerate() {
        if let Some(speaker) = *speaker {
            out.entry(speaker).or_default().push(number);
        }
    }
    out
}

/// The persons of whom these quotations speak in the third person: "“The new judge sentences as he
/// pleases,” he said" is not the judge's word.
fn told_of(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    quotations: &[usize],
) -> BTreeSet<usize> {
    let first_person = |c: &Candidate| {
        c.kind == MentionKind::Pronoun
            && matches!(features(&discourse.view.lower(c.head)), Some((Person::First, _, _)))
    };
    let person = |i: usize| clusters.of(i).is_some_and(|c| c.entity_type == EntityType::Per);
    let mut out = BTreeSet::new();
    for tokens in quotations.iter().filter_map(|&q| discourse.quotations.get(q)).map(|q| &q.tokens)
    {
        let from = discourse.candidates.partition_point(|c| c.tokens.start < tokens.start);
        let inside = discourse.each().skip(from).take_while(|(_, c)| c.tokens.start < tokens.end);
        let told = inside.filter(|(i, c)| person(*i) && !first_person(c));
        out.extend(told.map(|(i, _)| clusters.find(i)));
    }
    out
}

/// "it" and its forms, which mostly refer to what is no entity.
fn is_thing(pronoun: &Candidate) -> bool {
    pronoun.gender == Some(Gender::Neuter)
}

/// A possessor, a source, or the subject of a verb: the places where "it" is an organisation or
/// country. "It is a pity" tells nothing.
fn acts(discourse: &Discourse<'_>, pronoun: &Candidate) -> bool {
    let copular = discourse
        .view
        .head(pronoun.head)
        .is_some_and(|p| crate::nominals::is_predicate(discourse.view, p));
    pronoun.source
        || pronoun.role == GrammaticalRole::Possessor
        || (pronoun.role == GrammaticalRole::Subject && !copular)
}

/// Agreement, and what syntax forbids.
fn may_be(discourse: &Discourse<'_>, clusters: &Clusters, other: usize, index: usize) -> bool {
    let (candidate, pronoun) = (discourse.get(other), discourse.get(index));
    let refers = candidate.kind != MentionKind::Adjective
        && !candidate.tokens.contains(&pronoun.head)
        && !crate::nominals::is_predicate(discourse.view, candidate.head);
    let resolved = candidate.kind != MentionKind::Pronoun || !clusters.is_alone(other);
    let prominent = !is_thing(pronoun)
        || pronoun.role == GrammaticalRole::Possessor
        || candidate.source
        || candidate.role == GrammaticalRole::Subject;
    let mute = clusters.of(other).is_some_and(|c| is_mute(c.entity_type))
        && (pronoun.source || speaks(discourse.view, pronoun.head));
    refers
        && (!candidate.group || pronoun.number == Number::Plural)
        && resolved
        && prominent
        && !mute
        && agrees(clusters, other, pronoun)
        && clusters.may_join(other, index)
        && !is_bound(discourse, candidate, pronoun)
        && !is_own_possession(discourse, candidate, pronoun)
        && !is_within(discourse, clusters, other, pronoun)
}

/// "his lawyer, Tom Fox": the lawyer is not his own.
pub(super) fn is_within(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    other: usize,
    pronoun: &Candidate,
) -> bool {
    let mut around = discourse.in_sentence(pronoun.sentence).filter(|&i| {
        discourse.get(i).is_description() && discourse.get(i).tokens.contains(&pronoun.head)
    });
    around.any(|i| clusters.same(i, other))
}

/// "Her mother … her mother": nobody is the mother of herself.
fn is_own_possession(
    discourse: &Discourse<'_>,
    candidate: &Candidate,
    pronoun: &Candidate,
) -> bool {
    let possession = discourse.view.head(pronoun.head);
    let noun = possession.map(|h| discourse.view.lemma(h));
    pronoun.role == GrammaticalRole::Possessor
        && candidate.definiteness == Definiteness::Possessed
        && noun == Some(discourse.view.lemma(candidate.head))
}

/// What says nothing: "they told us" are not the warehouses before it.
fn is_mute(entity_type: EntityType) -> bool {
    matches!(
        entity_type,
        EntityType::Fac
            | EntityType::Loc
            | EntityType::Vehicle
            | EntityType::Weapon
            | EntityType::Event
    )
}

fn agrees(clusters: &Clusters, other: usize, pronoun: &Candidate) -> bool {
    let Some(cluster) = clusters.of(other) else { return false };
    let thing = !matches!(cluster.entity_type, EntityType::Per | EntityType::Norp);
    match (pronoun.number, pronoun.gender) {
        (Number::Plural, _) => {
            cluster.number != Number::Singular
                && !matches!(
                    cluster.entity_type,
                    EntityType::Work | EntityType::Gpe | EntityType::Loc
                )
        }
        (_, Some(Gender::Neuter)) => thing && cluster.number != Number::Plural,
        _ => cluster.entity_type == EntityType::Per && cluster.number == Number::Singular,
    }
}

/// Subject and object of one verb are two, unless the object is reflexive.
fn is_bound(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Candidate) -> bool {
    let view = discourse.view;
    let reflexive =
        view.lower(pronoun.head).ends_with("sel") || view.lower(pronoun.head).contains("sel");
    let argument = |role| {
        matches!(
            role,
            GrammaticalRole::Subject | GrammaticalRole::Object | GrammaticalRole::Oblique
        )
    };
    let both = argument(candidate.role)
        && argument(pronoun.role)
        && view.predicate_of(candidate.head) == view.predicate_of(pronoun.head);
    both && !reflexive && view.predicate_of(pronoun.head).is_some()
}

/// Sentences from the candidate to the pronoun. Who goes on behind a long quotation, "“…,” he
/// added", is as near as if it were short.
fn distance(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Candidate) -> usize {
    if pronoun.source && pronoun.quotation.is_none() {
        discourse.told_between(candidate.sentence, pronoun.sentence)
    } else {
        pronoun.sentence.saturating_sub(candidate.sentence)
    }
}

fn weight(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Candidate) -> i32 {
    // A long quotation parts the two all the same, as one sentence.
    let written = pronoun.sentence.saturating_sub(candidate.sentence);
    let distance = written.min(distance(discourse, candidate, pronoun) + 1);
    let distance = i32::try_from(distance).unwrap_or(100);
    let mut weight =
        100 - 22 * distance - if candidate.paragraph == pronoun.paragraph { 0 } else { 4 };
    weight += role_weight(candidate.role);
    weight += if candidate.role == pronoun.role { 8 } else { 0 };
    weight += match (candidate.source, pronoun.source) {
        // "Lyons said that Comeaux … he claimed": who is told of is not who tells.
        (true, true) if pronoun.reported && !candidate.reported => 6,
        (true, true) => 40,
        (true, false) => 6,
        (false, true) => -5,
        (false, false) => 0,
    };
    weight -= if candidate.reported && !pronoun.reported { 25 } else { 0 };
    weight -= if pronoun.quotation.is_some() && candidate.paragraph != pronoun.paragraph {
        15
    } else {
        0
    };
    weight -= match candidate.definiteness {
        Definiteness::Indefinite | Definiteness::Other if candidate.is_description() => {
            if pronoun.source { 14 } else { 6 }
        }
        _ => 0,
    };
    weight += if goes_on(candidate, pronoun) { 20 } else { 0 };
    weight += if is_of_main_clause(discourse, candidate, pronoun) { 20 } else { 0 };
    weight -= if pronoun.number == Number::Plural
        && candidate.number == Number::Either
        && !pronoun.source
    {
        20
    } else {
        0
    };
    // "His attorney said he was ill": of the client, not of the attorney.
    weight -=
        if pronoun.reported && candidate.definiteness == Definiteness::Possessed { 40 } else { 0 };
    let subject_of_clause = pronoun.role == GrammaticalRole::Possessor
        && candidate.role == GrammaticalRole::Subject
        && discourse.view.predicate_of(candidate.head) == discourse.view.predicate_of(pronoun.head);
    weight + if subject_of_clause { 20 } else { 0 } + same_gender_weight(candidate, pronoun)
}

/// "She had served food. But she said …": one who is spoken of goes on to be in a paragraph.
fn goes_on(candidate: &Candidate, pronoun: &Candidate) -> bool {
    let subjects = candidate.role == GrammaticalRole::Subject
        && pronoun.role == GrammaticalRole::Subject
        && pronoun.source;
    subjects
        && candidate.kind == MentionKind::Pronoun
        && pronoun.number == Number::Singular
        && !is_thing(pronoun)
        && candidate.gender == pronoun.gender
        && candidate.paragraph == pronoun.paragraph
        && candidate.quotation == pronoun.quotation
}

/// "Authorities obtained a warrant after they said …": the subject of a clause that depends on the
/// candidate's.
fn is_of_main_clause(
    discourse: &Discourse<'_>,
    candidate: &Candidate,
    pronoun: &Candidate,
) -> bool {
    let view = discourse.view;
    let subjects = candidate.role == GrammaticalRole::Subject
        && pronoun.role == GrammaticalRole::Subject
        && pronoun.source
        && candidate.sentence == pronoun.sentence;
    let clause = view.predicate_of(pronoun.head).filter(|_| subjects);
    clause.is_some_and(|clause| {
        view.relation(clause) == Relation::Advcl
            && view.head(clause).is_some_and(|main| view.predicate_of(candidate.head) == Some(main))
    })
}

/// A woman named Sarah is "she" rather than somebody of whom no gender is known.
fn same_gender_weight(candidate: &Candidate, pronoun: &Candidate) -> i32 {
    match pronoun.gender {
        None => 0,
        gender if gender != candidate.gender => 0,
        Some(Gender::Neuter) => 8,
        Some(_) => 16,
    }
}

fn role_weight(role: GrammaticalRole) -> i32 {
    match role {
        GrammaticalRole::Subject => 20,
        GrammaticalRole::Object => 6,
        GrammaticalRole::Possessor => 4,
        GrammaticalRole::Oblique => 0,
        GrammaticalRole::Other => -6,
    }
}

/// Weight of the likeliest antecedent among the nouns that are no candidates; only things and
/// groups have such rivals, and sources have none.
fn strongest_other_noun(discourse: &Discourse<'_>, index: usize) -> i32 {
    let pronoun = discourse.get(index);
    let personal = pronoun.number == Number::Singular && pronoun.gender != Some(Gender::Neuter);
    if personal || pronoun.source {
        return 0;
    }
    let from = discourse.view.reading.sentence_tokens(pronoun.sentence.saturating_sub(1)).start;
    let rivals = (from..pronoun.head).filter(|&t| is_rival(discourse, t, pronoun));
    rivals.map(|t| weight(discourse, &as_candidate(discourse, t), pronoun)).max().unwrap_or(0)
}

fn is_rival(discourse: &Discourse<'_>, token: usize, pronoun: &Candidate) -> bool {
    if discourse.in_group(token) {
        return false;
    }
    let view = discourse.view;
    if !matches!(view.upos(token), Upos::Noun | Upos::Propn) {
        return false;
    }
    let subject_or_object = view.relation(token).is_subject()
        || matches!(view.relation(token), Relation::Obj | Relation::Obl | Relation::Root);
    let is_candidate = discourse.with_head(token).is_some();
    let people = pronoun.number == Number::Plural
        && is_candidate
        && view.reading.dependents_by(token, &[Relation::Conj]).any(|c| view.upos(c) != Upos::Verb);
    let temporal = view.relation(token) == Relation::OblUnmarked;
    subject_or_object
        && !temporal
        && (people || (!is_candidate && number_of(discourse, token).agrees(pronoun.number)))
}

fn number_of(discourse: &Discourse<'_>, token: usize) -> Number {
    if nouns::singulars(&discourse.view.lower(token)).is_empty() {
        Number::Singular
    } else {
        Number::Plural
    }
}

fn as_candidate(discourse: &Discourse<'_>, token: usize) -> Candidate {
    let view = discourse.view;
    let sentence = view.reading.sentence_of(token);
    let role = if view.relation(token).is_subject() {
        GrammaticalRole::Subject
    } else if view.relation(token) == Relation::Obj {
        GrammaticalRole::Object
    } else {
        GrammaticalRole::Oblique
    };
    Candidate {
        head: token,
        sentence,
        paragraph: view.reading.sentence(sentence).map_or(usize::MAX, |s| s.paragraph),
        role,
        reported: view.reading.token(token).attribution.label()
            == Some(relata_core::AttributionRole::Content),
        ..crate::candidate::NOBODY.clone()
    }
}
