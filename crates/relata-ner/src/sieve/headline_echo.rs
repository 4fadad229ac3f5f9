//! A headline's subject and the subject of the sentence that says the same at more length: "Driver
//! jailed …", "A man has been jailed …".

use relata_core::MentionKind;

use super::Sieve;
use crate::clusters::Clusters;
use crate::document::Document;
use crate::features::GrammaticalRole;

/// Joins the description that is the subject of the first sentence with the subject of the same
/// verb in the next ones.
pub(crate) struct HeadlineEcho;

/// Sentences after the headline that may repeat it.
const SENTENCES: usize = 2;

impl Sieve for HeadlineEcho {
    fn apply(&self, document: &Document<'_>, clusters: &mut Clusters) {
        let subjects = |sentence: usize| {
            document
                .in_sentence(sentence)
                .filter(|&i| document.get(i).role == GrammaticalRole::Subject)
        };
        let in_headline =
            |i: usize| document.get(i).paragraph == 0 && document.get(i).is_description();
        for index in subjects(0).filter(|&i| in_headline(i)) {
            let echo = (1..=SENTENCES)
                .flat_map(subjects)
                .find(|&i| document.get(i).paragraph > 0 && same_predicate(document, index, i));
            if let Some(echo) = echo {
                clusters.join(index, echo);
            }
        }
        for index in document
            .in_sentence(0)
            .filter(|&i| in_headline(i) && document.get(i).kind == MentionKind::Title)
        {
            if clusters.is_named(index) {
                continue;
            }
            if let Some(holder) = holder_in_lead(document, clusters, index) {
                clusters.join(holder, index);
            }
        }
    }
}

/// "Minister: no plan to resign": the one person whom the next sentences name with this title.
fn holder_in_lead(document: &Document<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let noun = document.get(index).noun?.noun;
    let of_title = |i: &usize| {
        let roles = clusters.of(*i).map(|c| {
            c.roles.iter().any(|role| role == noun || role.ends_with(&format!(" {noun}")))
        });
        document.get(*i).is_person_name() && roles.unwrap_or(false)
    };
    let mut holders = (1..=SENTENCES).flat_map(|s| document.in_sentence(s)).filter(of_title);
    let holder = holders.next()?;
    holders.all(|other| clusters.same(other, holder)).then_some(holder)
}

fn same_predicate(document: &Document<'_>, a: usize, b: usize) -> bool {
    let verb =
        |i: usize| document.view.predicate_of(document.get(i).head).map(|v| document.view.lemma(v));
    verb(a).is_some() && verb(a) == verb(b)
}
