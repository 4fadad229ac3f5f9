//! "both companies", "the two men": two whom the text has named together.

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};
use crate::lexicon::words;

/// Joins a description of two with the latest two that were named together.
pub(crate) struct Both {
    /// How many sentences it looks back.
    pub window: usize,
}

impl Sieve for Both {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, two) in discourse.each().filter(|(_, c)| c.is_description()) {
            let of_two = |t: usize| words::is(&discourse.view.lower(t), "two");
            let known = two.number == Number::Plural
                && two.definiteness == Definiteness::Definite
                && two.tokens.end == two.head + 1
                && (two.tokens.start..two.head).any(of_two);
            if !known || !clusters.is_alone(index) {
                continue;
            }
            let near = |&i: &usize| discourse.get(i).sentence + self.window >= two.sentence;
            let mut before = (0..index).rev().take_while(near);
            let pair = before.find(|&i| discourse.get(i).group);
            if let Some(pair) = pair.filter(|&i| is_pair(discourse, i)) {
                clusters.join(pair, index);
            }
        }
    }
}

/// Two names and no more.
fn is_pair(discourse: &Discourse<'_>, group: usize) -> bool {
    let several = discourse.get(group);
    let inside = discourse.in_sentence(several.sentence);
    let name = |&i: &usize| {
        discourse.get(i).is_name()
            && discourse.get(i).entity_type == several.entity_type
            && several.tokens.contains(&discourse.get(i).head)
    };
    inside.filter(name).count() == 2
}
