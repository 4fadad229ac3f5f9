//! How likely a candidate is the antecedent of a pronoun of the third person.
//!
//! A log-linear ranker (Denis and Baldridge 2007, "A Ranking Approach to Pronoun Resolution") over
//! what Lappin and Leass (1994) weigh: distance, grammatical role, parallelism, being a source, and
//! over what is said of both. The weights were fitted on texts whose antecedents are known
//! (`tests/scores/fit_antecedent.py`); that nothing is the antecedent has the score 0.

use std::sync::LazyLock;

use relata_core::{EntityType, MentionKind, Relation, WeightTable, Weights};
use relata_syntax::{CueClass, CueLexicon, CuePart};

use crate::candidate::Candidate;
use crate::clusters::{Cluster, Clusters};
use crate::discourse::Discourse;
use crate::features::{Definiteness, Gender, GrammaticalRole, Number};

const TABLE: WeightTable = WeightTable::new(include_str!("../../data/antecedent.tsv"));
/// Sentences that open an article.
const OPENING: usize = 2;
/// Mentions of a cluster, and candidates before a pronoun, that are looked at: what many pronouns
/// ask must not cost the length of the text each.
const LOOKED_AT: usize = 80;
/// More mentions make nobody more salient; more candidates between part no further.
const MENTIONS: usize = 8;
const BETWEEN: usize = 12;

/// What each value is called in the weights file, by what it tells of.
const KIND: [&str; 6] =
    ["thing", "several", "source_thing", "source_several", "only", "other_noun"];
const DISTANCE: [&str; 9] = [
    "sentence",
    "two_sentences",
    "three_sentences",
    "long_between",
    "other_paragraph",
    "between",
    "thing_sentence",
    "several_sentence",
    "source_sentence",
];
const ROLE: [&str; 12] = [
    "subject",
    "object",
    "possessor",
    "oblique",
    "same_role",
    "own_subject",
    "main_clause",
    "owner_of_teller",
    "possessed_reported",
    "first_in_sentence",
    "possessor_in_sentence",
    "predicate",
];
const SPEECH: [&str; 8] = [
    "both_sources",
    "candidate_source",
    "pronoun_source",
    "reported_candidate",
    "same_quotation",
    "quoted_elsewhere",
    "last_source",
    "center_kept",
];
const REFERENT: [&str; 13] = [
    "described",
    "indefinite",
    "indefinite_source",
    "pronoun",
    "collective",
    "same_gender",
    "known_gender",
    "named",
    "mentions",
    "opening",
    "thing_place",
    "thing_body",
    "several_people",
];
const TOGETHER: [&str; 21] = [
    "both_subjects",
    "both_possessors",
    "subject_before",
    "thing_subject",
    "several_subject",
    "source_subject",
    "thing_pronoun",
    "several_pronoun",
    "source_pronoun",
    "thing_named",
    "several_named",
    "several_plural",
    "several_group",
    "source_reported",
    "most_mentioned",
    "teller",
    "source_opening",
    "source_mentions",
    "source_paragraph",
    "speaker_source",
    "speaker_last_source",
];
const TOLD: [&str; 1] = ["accuser"];

const FEATURES: usize = KIND.len()
    + DISTANCE.len()
    + ROLE.len()
    + SPEECH.len()
    + REFERENT.len()
    + TOGETHER.len()
    + TOLD.len();

/// The name of each feature, in the order of the values.
fn names() -> [&'static str; FEATURES] {
    let plain = KIND.into_iter().chain(DISTANCE).chain(ROLE).chain(SPEECH).chain(REFERENT);
    filled("", plain.chain(TOGETHER).chain(TOLD))
}

/// As many of the values as there are features.
fn filled<T: Copy>(none: T, values: impl Iterator<Item = T>) -> [T; FEATURES] {
    let mut out = [none; FEATURES];
    for (slot, value) in out.iter_mut().zip(values) {
        *slot = value;
    }
    out
}

static WEIGHTS: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, names()));

/// What is asked of a pronoun once for all candidates.
pub(super) struct Situation {
    /// The pronoun, by candidate.
    pub pronoun: usize,
    /// Who tells the clause or quotation in which it stands.
    pub teller: Option<usize>,
    /// True for the speaker of a quotation.
    pub speaks: bool,
    /// True when one alone in reach may be meant.
    pub only: bool,
    /// How many mentions before it the one in reach has of whom most are.
    pub most_mentions: usize,
    /// Whoever was the last source before it.
    pub last_source: Option<usize>,
    /// True for who denies, admits or leaves open.
    pub answers: bool,
}

impl Situation {
    /// Of the pronoun with this index, before which these may be meant: who tells it, and whether
    /// it speaks a quotation.
    pub fn of(
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        pronoun: usize,
        (teller, speaks): (Option<usize>, bool),
        reach: &[usize],
    ) -> Self {
        let own = discourse.get(pronoun);
        let told = |c: &Candidate| c.source && c.quotation.is_none();
        let mut before = (pronoun.saturating_sub(LOOKED_AT)..pronoun).rev();
        let last_source = before.find(|&i| told(discourse.get(i)));
        let first = reach.first();
        let mentions = |&other: &usize| {
            clusters.of(other).map_or(0, |cluster| mentions_before(cluster, pronoun))
        };
        Self {
            pronoun,
            teller,
            speaks,
            only: first.is_some_and(|&first| reach.iter().all(|&i| clusters.same(i, first))),
            most_mentions: reach.iter().map(mentions).max().unwrap_or_default(),
            last_source: last_source.filter(|_| own.source),
            answers: answers(discourse, own),
        }
    }
}

/// True for the subject of "deny", "admit", "decline to say".
fn answers(discourse: &Discourse<'_>, pronoun: &Candidate) -> bool {
    let verb = discourse.view.predicate_of(pronoun.head);
    let cue = verb.and_then(|v| CueLexicon::english().get(discourse.view.lemma(v), CuePart::Verb));
    pronoun.role == GrammaticalRole::Subject
        && cue.is_some_and(|cue| {
            matches!(cue.class, CueClass::Deny | CueClass::Confirm | CueClass::Withhold)
        })
}

/// A pronoun and what may be its antecedent.
pub(super) struct Pair<'a, 'd> {
    pub discourse: &'a Discourse<'d>,
    pub clusters: &'a Clusters,
    pub situation: &'a Situation,
    pub candidate: &'a Candidate,
    /// Its index; `None` for a noun that is no candidate.
    pub index: Option<usize>,
}

/// What speaks for and against a candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    values: [f32; FEATURES],
}

impl Evidence {
    /// Of one pair.
    pub fn of(pair: &Pair<'_, '_>) -> Self {
        let all = pair.kind().into_iter().chain(pair.distance()).chain(pair.role());
        let all = all.chain(pair.speech()).chain(pair.referent());
        let all = all.chain(pair.together()).chain(pair.told());
        Self { values: filled(0.0, all) }
    }

    /// Above 0, the likelier the higher; nothing is the antecedent where no candidate is above.
    pub fn score(&self) -> f32 {
        WEIGHTS.log_odds(&self.values)
    }

    /// The names and values that are not 0.
    pub fn written(&self) -> String {
        let told = names().into_iter().zip(self.values).filter(|(_, value)| *value != 0.0);
        told.map(|(name, value)| format!("{name}={value:.3}")).collect::<Vec<_>>().join(" ")
    }
}

impl Pair<'_, '_> {
    fn pronoun(&self) -> &Candidate {
        self.discourse.get(self.situation.pronoun)
    }

    fn cluster(&self) -> Option<&Cluster> {
        self.index.and_then(|index| self.clusters.of(index))
    }

    fn kind(&self) -> [f32; KIND.len()] {
        let pronoun = self.pronoun();
        let (thing, several) = (is_thing(pronoun), pronoun.number == Number::Plural);
        [
            flag(thing),
            flag(several),
            flag(thing && pronoun.source),
            flag(several && pronoun.source),
            flag(self.situation.only && !thing && !several),
            flag(self.index.is_none()),
        ]
    }

    fn distance(&self) -> [f32; DISTANCE.len()] {
        let (candidate, pronoun) = (self.candidate, self.pronoun());
        let written = pronoun.sentence.saturating_sub(candidate.sentence);
        let told = distance(self.discourse, candidate, pronoun);
        let sentences = written.min(told);
        let start = candidate.tokens.start.max(candidate.head);
        let before = self.discourse.candidates.partition_point(|c| c.tokens.start <= start);
        let between = self.situation.pronoun.saturating_sub(before).min(BETWEEN);
        let near = f32::from(u8::try_from(sentences.min(4)).unwrap_or(4));
        [
            flag(sentences >= 1),
            flag(sentences >= 2),
            flag(sentences >= 3),
            flag(told < written),
            flag(candidate.paragraph != pronoun.paragraph),
            share(between, BETWEEN),
            near * flag(is_thing(pronoun)),
            near * flag(pronoun.number == Number::Plural),
            near * flag(pronoun.source),
        ]
    }

    fn role(&self) -> [f32; ROLE.len()] {
        let (candidate, pronoun) = (self.candidate, self.pronoun());
        let is = |role| flag(candidate.role == role);
        let owns = pronoun.role == GrammaticalRole::Possessor;
        let first = self.discourse.in_sentence(candidate.sentence).start;
        [
            is(GrammaticalRole::Subject),
            is(GrammaticalRole::Object),
            is(GrammaticalRole::Possessor),
            is(GrammaticalRole::Oblique),
            flag(candidate.role == pronoun.role),
            flag(owns && is_subject_of_its_clause(self.discourse, candidate, pronoun)),
            flag(is_of_main_clause(self.discourse, candidate, pronoun)),
            flag(self.owns_teller()),
            flag(pronoun.reported && candidate.definiteness == Definiteness::Possessed),
            flag(self.index == Some(first)),
            flag(owns && candidate.sentence == pronoun.sentence),
            flag(self.discourse.view.child(candidate.head, &[Relation::Cop]).is_some()),
        ]
    }

    /// "The victim's sister said she …", "his lawyer said he …": who speaks for somebody speaks of
    /// them.
    fn owns_teller(&self) -> bool {
        let teller = self.situation.teller.map(|teller| self.discourse.get(teller));
        self.candidate.role == GrammaticalRole::Possessor
            && teller.is_some_and(|teller| teller.tokens.contains(&self.candidate.head))
    }

    fn speech(&self) -> [f32; SPEECH.len()] {
        let (candidate, pronoun) = (self.candidate, self.pronoun());
        // "Lyons said that Comeaux … he claimed": who is told of is not who tells.
        let reported = pronoun.reported && !candidate.reported;
        let same = |last: usize| self.index.is_some_and(|index| self.clusters.same(last, index));
        let quoted = pronoun.quotation.is_some();
        [
            flag(candidate.source && pronoun.source && !reported),
            flag(candidate.source && !pronoun.source),
            flag(!candidate.source && pronoun.source),
            flag(candidate.reported && !pronoun.reported),
            flag(quoted && candidate.quotation == pronoun.quotation),
            flag(quoted && candidate.paragraph != pronoun.paragraph),
            flag(self.situation.last_source.is_some_and(same)),
            flag(keeps_center(candidate, pronoun)),
        ]
    }

    fn referent(&self) -> [f32; REFERENT.len()] {
        let (candidate, pronoun) = (self.candidate, self.pronoun());
        let cluster = self.cluster();
        let kind = |of: &dyn Fn(EntityType) -> bool| cluster.is_some_and(|c| of(c.entity_type));
        let thing = is_thing(pronoun);
        let indefinite =
            matches!(candidate.definiteness, Definiteness::Indefinite | Definiteness::Other)
                && candidate.is_description();
        [
            flag(candidate.is_description()),
            flag(indefinite),
            flag(indefinite && pronoun.source),
            flag(candidate.kind == MentionKind::Pronoun && self.index.is_some()),
            flag(
                pronoun.number == Number::Plural
                    && candidate.number == Number::Either
                    && !pronoun.source,
            ),
            flag(pronoun.gender.is_some() && pronoun.gender == candidate.gender),
            flag(cluster.is_some_and(|c| pronoun.gender.is_some() && c.gender == pronoun.gender)),
            flag(cluster.is_some_and(|c| c.named)),
            share(self.so_far(), MENTIONS),
            flag(self.is_of_opening()),
            flag(thing && kind(&|t| matches!(t, EntityType::Gpe | EntityType::Loc))),
            flag(thing && kind(&|t| t == EntityType::Org)),
            flag(
                pronoun.number == Number::Plural
                    && kind(&|t| matches!(t, EntityType::Per | EntityType::Norp)),
            ),
        ]
    }

    /// What pronoun and candidate are together.
    fn together(&self) -> [f32; TOGETHER.len()] {
        let (candidate, pronoun) = (self.candidate, self.pronoun());
        let (thing, several) = (is_thing(pronoun), pronoun.number == Number::Plural);
        let subject = candidate.role == GrammaticalRole::Subject;
        let possessor = candidate.role == GrammaticalRole::Possessor;
        let again = candidate.kind == MentionKind::Pronoun && self.index.is_some();
        let named = self.cluster().is_some_and(|c| c.named);
        let is = |other: usize| self.index.is_some_and(|index| self.clusters.same(other, index));
        let sentences = distance(self.discourse, candidate, pronoun);
        [
            flag(subject && pronoun.role == GrammaticalRole::Subject),
            flag(possessor && pronoun.role == GrammaticalRole::Possessor),
            flag(subject && sentences == 1),
            flag(subject && thing),
            flag(subject && several),
            flag(subject && pronoun.source),
            flag(again && thing),
            flag(again && several),
            flag(again && pronoun.source),
            flag(named && thing),
            flag(named && several),
            flag(several && candidate.number == Number::Plural),
            flag(several && candidate.group),
            flag(pronoun.source && candidate.reported && !pronoun.reported),
            flag(self.index.is_some() && self.so_far() >= self.situation.most_mentions),
            flag(self.situation.teller.is_some_and(is)),
            flag(pronoun.source && self.is_of_opening()),
            flag(pronoun.source) * share(self.so_far(), MENTIONS),
            flag(pronoun.source && candidate.paragraph != pronoun.paragraph),
            flag(self.situation.speaks && candidate.source),
            flag(self.situation.speaks && self.situation.last_source.is_some_and(is)),
        ]
    }

    /// True for whom the first sentences tell of.
    fn is_of_opening(&self) -> bool {
        self.cluster().is_some_and(|c| self.discourse.get(c.first).sentence < OPENING)
    }

    /// How many mentions there are of the candidate before the pronoun.
    fn so_far(&self) -> usize {
        self.cluster().map_or(0, |cluster| mentions_before(cluster, self.situation.pronoun))
    }

    /// "Okafor was accused by a former clerk. She has denied it": who answers is not the accuser.
    fn told(&self) -> [f32; TOLD.len()] {
        if !self.situation.answers {
            return [0.0; TOLD.len()];
        }
        let view = self.discourse.view;
        let head = self.candidate.head;
        let accuses = |verb: usize| view.accuses(verb) && view.doers(verb).contains(&head);
        [flag(view.predicate_of(head).is_some_and(accuses))]
    }
}

/// "it" and its forms, which mostly refer to what is no entity.
pub(super) fn is_thing(pronoun: &Candidate) -> bool {
    pronoun.gender == Some(Gender::Neuter)
}

/// Sentences from the candidate to the pronoun. Who goes on behind a long quotation, "“…,” he
/// added", is as near as if it were short.
pub(super) fn distance(
    discourse: &Discourse<'_>,
    candidate: &Candidate,
    pronoun: &Candidate,
) -> usize {
    if pronoun.source && pronoun.quotation.is_none() {
        discourse.told_between(candidate.sentence, pronoun.sentence)
    } else {
        pronoun.sentence.saturating_sub(candidate.sentence)
    }
}

/// "She had served food. But she said …": one who is spoken of goes on to be in a paragraph.
fn keeps_center(candidate: &Candidate, pronoun: &Candidate) -> bool {
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

/// "The firm sold its ships": the subject of the clause in which the pronoun is a possessor.
fn is_subject_of_its_clause(
    discourse: &Discourse<'_>,
    candidate: &Candidate,
    pronoun: &Candidate,
) -> bool {
    let view = discourse.view;
    candidate.role == GrammaticalRole::Subject
        && view.predicate_of(candidate.head) == view.predicate_of(pronoun.head)
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

/// How many mentions stand before the pronoun, as far as they count.
fn mentions_before(cluster: &Cluster, pronoun: usize) -> usize {
    let members = cluster.members.iter().take(LOOKED_AT);
    members.filter(|&&member| member < pronoun).take(MENTIONS).count()
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// A number of at most 255 as a share of the most.
fn share(number: usize, most: usize) -> f32 {
    let small = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
    small(number) / small(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(TABLE.faults(1, &names()), Vec::<String>::new());
    }
}
