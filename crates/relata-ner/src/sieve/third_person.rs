//! "he", "she", "it", "they" and their forms.
//!
//! Agreement and syntax say who may be meant; which of them is, the evidence of
//! [`antecedent`](super::antecedent). Nouns that are no candidates compete too, so that "it" after
//! "the plan" stays unresolved.

use std::collections::{BTreeSet, HashMap, HashSet};

use relata_core::{EntityType, MentionKind, Relation, Upos};
use relata_syntax::{CueClass, CueLexicon, CuePart};

use super::Sieve;
use super::antecedent::{Evidence, Pair, Situation, distance, is_thing};
use super::office_holder::{is_introduced, points_back};
use crate::candidate::Candidate;
use crate::clusters::{Clusters, Weighed};
use crate::discourse::Discourse;
use crate::features::{Definiteness, Gender, GrammaticalRole, Number};
use crate::lexicon::{nouns, words};
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
        let certain = self.join_certain(discourse, clusters, &pronouns, &spoken);
        // Who speaks comes first: "he" inside a quotation is not its speaker.
        let (told, quoted): (Vec<_>, Vec<_>) = pronouns
            .into_iter()
            .filter(|(index, _)| !certain.contains(index))
            .partition(|(_, c)| c.quotation.is_none());
        for &(index, pronoun) in told.iter().chain(&quoted) {
            let speaker = pronoun.quotation.and_then(|q| speakers.get(q).copied().flatten());
            let own = spoken.get(&index).map(Vec::as_slice).unwrap_or_default();
            let speaks = !own.is_empty();
            let own = told_of(discourse, clusters, own);
            let mut reach = self.reach(discourse, clusters, index);
            let teller = speaker.or_else(|| source_of_clause(discourse, pronoun));
            let situation = Situation::of(discourse, clusters, index, (teller, speaks), &reach);
            reach.retain(|&other| {
                !speaker.is_some_and(|s| clusters.same(s, other))
                    && !own.contains(&clusters.find(other))
            });
            if let Some(antecedent) = likeliest(discourse, clusters, &situation, &reach) {
                clusters.join(antecedent, index);
            }
        }
        join_epithets(discourse, clusters);
    }
}

impl ThirdPerson {
    /// Pronouns for whom one person alone may be meant go first, so that what they tell of the
    /// person helps with the others: in "The minister, Lída Marek, said he could not count. …, she
    /// said", it is not the minister who cannot count. Returns those that it joined.
    fn join_certain(
        &self,
        discourse: &Discourse<'_>,
        clusters: &mut Clusters,
        pronouns: &[(usize, &Candidate)],
        spoken: &HashMap<usize, Vec<usize>>,
    ) -> HashSet<usize> {
        let speaks = |c: &Candidate| {
            c.source
                && c.quotation.is_none()
                && c.number == Number::Singular
                && matches!(c.gender, Some(Gender::Female | Gender::Male))
        };
        let mut joined = HashSet::new();
        for &(index, pronoun) in pronouns.iter().filter(|(_, c)| speaks(c)) {
            let reach = self.reach(discourse, clusters, index);
            let teller = source_of_clause(discourse, pronoun);
            let told = (teller, spoken.contains_key(&index));
            let situation = Situation::of(discourse, clusters, index, told, &reach);
            let antecedent = Some(&reach).filter(|_| situation.only);
            let antecedent = antecedent.and_then(|r| likeliest(discourse, clusters, &situation, r));
            if let Some(antecedent) = antecedent {
                clusters.join(antecedent, index);
                joined.insert(index);
            }
        }
        joined
    }

    /// Who may be meant by a pronoun, the nearest first.
    fn reach(&self, discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Vec<usize> {
        let pronoun = discourse.get(index);
        (index.saturating_sub(LOOKED_AT)..index)
            .rev()
            .take_while(|&i| distance(discourse, discourse.get(i), pronoun) <= self.window)
            .filter(|&other| may_be(discourse, clusters, other, index))
            .collect()
    }
}

/// The likeliest antecedent, where one is likelier than that nothing is, or a noun that is no
/// candidate.
fn likeliest(
    discourse: &Discourse<'_>,
    clusters: &mut Clusters,
    situation: &Situation,
    reach: &[usize],
) -> Option<usize> {
    let mut weighed = Vec::new();
    let mut best: Option<(f32, Option<usize>)> = None;
    let mut weigh = |candidate: &Candidate, index: Option<usize>| {
        let pair = Pair { discourse, clusters, situation, candidate, index };
        let evidence = Evidence::of(&pair);
        let score = evidence.score();
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, index));
        }
        if clusters.explains() {
            weighed.push(Weighed {
                pronoun: situation.pronoun,
                span: discourse.view.span(&candidate.tokens),
                evidence: evidence.written(),
            });
        }
    };
    for &other in reach {
        weigh(discourse.get(other), Some(other));
    }
    for rival in rivals(discourse, situation.pronoun) {
        weigh(&as_candidate(discourse, rival), None);
    }
    clusters.explain(weighed);
    best.filter(|&(score, _)| score > 0.0).and_then(|(_, antecedent)| antecedent)
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
        && !is_predicated(discourse, candidate, pronoun)
        && !is_accuser(discourse, candidate, pronoun)
        && !is_within(discourse, clusters, other, pronoun)
}

/// "He was accused by a clerk. She has denied the allegation": whoever accuses denies no charge.
fn is_accuser(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Candidate) -> bool {
    let view = discourse.view;
    let cue = |token: usize, part| CueLexicon::english().get(view.lemma(token), part);
    let denies = |&verb: &usize| {
        let charge = view.child(verb, &[Relation::Obj]);
        cue(verb, CuePart::Verb).is_some_and(|cue| cue.class == CueClass::Deny)
            && charge
                .and_then(|noun| cue(noun, CuePart::Noun))
                .is_some_and(|noun| noun.class == CueClass::Claim)
    };
    let verb = Some(pronoun.role).filter(|&role| role == GrammaticalRole::Subject);
    let verb = verb.and_then(|_| view.predicate_of(pronoun.head)).filter(denies);
    let accusing = verb.and_then(|_| view.predicate_of(candidate.head));
    accusing.is_some_and(|verb| view.accuses(verb) && view.doers(verb).contains(&candidate.head))
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

/// "Renn was her only choice": who is the choice is not who chose, unless she is "her own".
fn is_predicated(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Candidate) -> bool {
    let view = discourse.view;
    let noun = view.head(pronoun.head).filter(|_| pronoun.role == GrammaticalRole::Possessor);
    noun.is_some_and(|noun| {
        view.child(noun, &[Relation::Cop]).is_some()
            && view.relation(candidate.head).is_subject()
            && view.head(candidate.head) == Some(noun)
            && !view.children(noun).iter().any(|&t| words::is(view.lemma(t), "reflexive"))
    })
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

/// The nouns that are no candidates and may be meant too: only things and groups have such rivals,
/// and sources have none.
fn rivals(discourse: &Discourse<'_>, index: usize) -> Vec<usize> {
    let pronoun = discourse.get(index);
    let personal = pronoun.number == Number::Singular && !is_thing(pronoun);
    if personal || pronoun.source {
        return Vec::new();
    }
    let from = discourse.view.reading.sentence_tokens(pronoun.sentence.saturating_sub(1)).start;
    (from..pronoun.head).filter(|&t| is_rival(discourse, t, pronoun)).collect()
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
        tokens: token..token + 1,
        head: token,
        sentence,
        paragraph: view.reading.sentence(sentence).map_or(usize::MAX, |s| s.paragraph),
        role,
        reported: view.reading.token(token).attribution.label()
            == Some(relata_core::AttributionRole::Content),
        ..crate::candidate::NOBODY.clone()
    }
}
