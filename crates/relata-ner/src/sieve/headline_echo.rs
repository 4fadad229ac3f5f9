//! A headline's subject and the subject of the sentence that says the same at more length: "Driver
//! jailed …", "A man has been jailed …", "Rebels claim …", "Rebel fighters said …".

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{GrammaticalRole, Number};
use crate::lexicon::nouns;

/// Joins the description that is the subject of the first sentence with the subject of the same
/// verb in the next ones.
pub(crate) struct HeadlineEcho;

/// Sentences after the headline that may repeat it.
const SENTENCES: usize = 2;

impl Sieve for HeadlineEcho {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let subjects = |sentence: usize| {
            discourse
                .in_sentence(sentence)
                .filter(|&i| discourse.get(i).role == GrammaticalRole::Subject)
        };
        let in_headline =
            |i: usize| discourse.get(i).paragraph == 0 && discourse.get(i).is_description();
        for index in subjects(0).filter(|&i| in_headline(i)) {
            let echo = (1..=SENTENCES)
                .flat_map(subjects)
                .filter(|&i| discourse.get(i).paragraph > 0)
                .find(|&i| same_predicate(discourse, index, i) || enlarges(discourse, index, i));
            if let Some(echo) = echo {
                clusters.join(index, echo);
            }
        }
        for index in discourse
            .in_sentence(0)
            .filter(|&i| in_headline(i) && discourse.get(i).kind == MentionKind::Title)
        {
            if clusters.is_named(index) {
                continue;
            }
            if let Some(holder) = holder_in_lead(discourse, clusters, index) {
                clusters.join(holder, index);
            }
        }
    }
}

/// "Minister: no plan to resign": the one person whom the next sentences name with this title.
fn holder_in_lead(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let noun = discourse.get(index).noun?.noun;
    let of_title = |i: &usize| {
        let roles = clusters.of(*i).map(|c| {
            c.roles.iter().any(|role| role == noun || role.ends_with(&format!(" {noun}")))
        });
        discourse.get(*i).is_person_name() && roles.unwrap_or(false)
    };
    let mut holders = (1..=SENTENCES).flat_map(|s| discourse.in_sentence(s)).filter(of_title);
    let holder = holders.next()?;
    holders.all(|other| clusters.same(other, holder)).then_some(holder)
}

/// "Rebel fighters" behind a headline's "Rebels": its noun, before one that says no more than that
/// they are people.
fn enlarges(discourse: &Discourse<'_>, headline: usize, later: usize) -> bool {
    let (a, b) = (discourse.get(headline), discourse.get(later));
    let people = |c: &Candidate| c.entity_type == EntityType::Per && c.number == Number::Plural;
    let before = b.head.checked_sub(1).filter(|t| b.tokens.contains(t));
    let noun = before.and_then(|t| nouns::look_up(&discourse.view.lower(t)));
    people(a)
        && people(b)
        && b.is_description()
        && a.tokens.len() == 1
        && a.noun.zip(noun).is_some_and(|(own, (repeated, _))| own.noun == repeated.noun)
}

fn same_predicate(discourse: &Discourse<'_>, a: usize, b: usize) -> bool {
    let verb = |i: usize| {
        discourse.view.predicate_of(discourse.get(i).head).map(|v| discourse.view.lemma(v))
    };
    verb(a).is_some() && verb(a) == verb(b)
}
