//! "his agency", "her department": the body for which somebody speaks.

use relata_core::{EntityType, MentionKind, Relation};

use super::Sieve;
use super::short_description::is_of_class;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};
use crate::lexicon::nouns;

/// Joins the body that belongs to a pronoun with the one that the titles of its person name.
pub(crate) struct OwnBody;

impl Sieve for OwnBody {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, body) in discourse.each() {
            let own = body.is_description()
                && body.entity_type == EntityType::Org
                && body.definiteness == Definiteness::Possessed
                && body.number != Number::Plural
                && !clusters.is_named(index);
            if !own {
                continue;
            }
            if let Some(name) = body_of_owner(discourse, clusters, index) {
                clusters.join(name, index);
            }
        }
    }
}

/// The body of the person to whom the description belongs, where its name may be called so.
fn body_of_owner(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let (view, body) = (discourse.view, discourse.get(index));
    let owner = view.reading.dependent(body.head, &[Relation::NmodPoss])?;
    let owner =
        discourse.with_head(owner).filter(|&i| discourse.get(i).kind == MentionKind::Pronoun)?;
    let person = clusters
        .of(owner)
        .filter(|c| c.named && c.entity_type == EntityType::Per && c.number == Number::Singular)?;
    let name = person.affiliation.filter(|&i| discourse.get(i).is_name())?;
    let noun = body.noun?;
    let holds = || view.plain_words(&discourse.get(name).tokens).iter().any(|w| w == noun.noun);
    let of_class =
        || noun.class().is_some_and(|class| is_of_class(discourse, discourse.get(name), class));
    let of_state = || noun.has("state") && is_of_state(discourse, name);
    (holds() || of_class() || of_state()).then_some(name)
}

/// "the National Directorate of Aquatic Resources": a name with a noun for a part of the state, or
/// with none that tells otherwise.
fn is_of_state(discourse: &Discourse<'_>, name: usize) -> bool {
    let words = discourse.view.plain_words(&discourse.get(name).tokens);
    let known = words.iter().rev().find_map(|word| nouns::look_up(word));
    known.is_none_or(|(noun, _)| noun.has("state"))
}
