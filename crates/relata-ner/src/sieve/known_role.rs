//! A definite title whose holder the text has named with it: "Chancellor Angela Merkel … the
//! chancellor".

use std::collections::HashMap;

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use super::same_description::modifiers;
use crate::clusters::Clusters;
use crate::document::Document;
use crate::features::{Definiteness, Number};
use crate::lexicon::nouns;

/// Joins a definite description of one person with the latest name of which the text has used its
/// noun.
pub(crate) struct KnownRole {
    /// How many sentences it looks back.
    pub window: usize,
}

impl Sieve for KnownRole {
    fn apply(&self, document: &Document<'_>, clusters: &mut Clusters) {
        let mut holder: HashMap<String, usize> = HashMap::new();
        for (index, candidate) in document.each() {
            let person = candidate.entity_type == EntityType::Per;
            if candidate.is_description()
                && person
                && candidate.number == Number::Singular
                && may_refer_back(document, index)
            {
                let found = candidate.noun.and_then(|n| holder.get(n.noun)).copied();
                if let Some(name) = found.filter(|&n| {
                    candidate.sentence - document.get(n).sentence.min(candidate.sentence)
                        <= self.window
                }) {
                    clusters.join(name, index);
                }
            }
            if candidate.is_person_name()
                || (candidate.kind == MentionKind::Title && clusters.is_named(index))
            {
                let roles = clusters.of(index).map(|c| c.roles.clone()).unwrap_or_default();
                for generic in roles.iter().flat_map(|role| nouns::generic_terms(role)) {
                    holder.insert((*generic).to_owned(), index);
                }
                for role in roles {
                    if let Some((_, last)) = role.rsplit_once(' ') {
                        holder.insert(last.to_owned(), index);
                    }
                    holder.insert(role, index);
                }
            }
        }
    }
}

fn may_refer_back(document: &Document<'_>, index: usize) -> bool {
    match document.get(index).definiteness {
        Definiteness::Definite => true,
        Definiteness::Bare => {
            modifiers(document, index).is_empty() || document.get(index).kind == MentionKind::Title
        }
        _ => false,
    }
}
