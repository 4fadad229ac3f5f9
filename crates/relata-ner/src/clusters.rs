//! Candidates joined into clusters: a union-find whose sets know their names, number, gender and
//! roles.

use std::collections::BTreeSet;

use relata_core::{EntityType, MentionKind, Span};

use crate::candidate::Candidate;
use crate::features::{Gender, Number, genders_agree};

/// A set of candidates that refer to one thing.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    /// Candidates, ascending.
    pub members: Vec<usize>,
    /// The first of them in the text.
    pub first: usize,
    /// The first name among them.
    pub first_name: Option<usize>,
    /// True when one of them is a name.
    pub named: bool,
    /// Type of the first name, or of the first description where there is none.
    pub entity_type: EntityType,
    /// Gender as far as known.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
    /// Nouns by which the text describes it ("chancellor").
    pub roles: BTreeSet<String>,
    /// Code of the country that its titles name.
    pub country: Option<&'static str>,
    /// The organisation that its titles name, by candidate.
    pub affiliation: Option<usize>,
}

/// All clusters.
#[derive(Debug)]
pub(crate) struct Clusters {
    parent: Vec<usize>,
    sets: Vec<Cluster>,
    /// What was weighed, where that is asked for.
    weighed: Option<Vec<Weighed>>,
}

/// What may be the antecedent of a pronoun.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    /// The pronoun, by candidate.
    pub pronoun: usize,
    /// Where the other stands.
    pub span: Span,
    /// What speaks for and against it: names and values.
    pub evidence: String,
}

impl Clusters {
    /// Each candidate by itself.
    pub(crate) fn new(candidates: &[Candidate]) -> Self {
        let sets = candidates.iter().enumerate().map(|(index, c)| Cluster {
            members: vec![index],
            first: index,
            first_name: Some(index).filter(|_| c.is_name()),
            named: c.is_name(),
            entity_type: if c.country.is_some() && c.kind == MentionKind::Adjective {
                EntityType::Gpe
            } else {
                c.entity_type
            },
            gender: c.gender,
            number: c.number,
            roles: c.noun.iter().map(|n| n.noun.to_owned()).collect(),
            country: c.country.map(|country| country.code),
            affiliation: None,
        });
        Self { parent: (0..candidates.len()).collect(), sets: sets.collect(), weighed: None }
    }

    /// With a record of what is weighed.
    pub(crate) fn explaining(mut self) -> Self {
        self.weighed = Some(Vec::new());
        self
    }

    /// True when what is weighed is asked for.
    pub(crate) fn explains(&self) -> bool {
        self.weighed.is_some()
    }

    /// Notes what was weighed.
    pub(crate) fn explain(&mut self, weighed: Vec<Weighed>) {
        if let Some(all) = &mut self.weighed {
            all.extend(weighed);
        }
    }

    /// Takes what was weighed.
    pub(crate) fn take_weighed(&mut self) -> Vec<Weighed> {
        self.weighed.take().unwrap_or_default()
    }

    /// The representative of a candidate's cluster.
    pub(crate) fn find(&self, candidate: usize) -> usize {
        let mut at = candidate;
        while let Some(&parent) = self.parent.get(at) {
            if parent == at {
                break;
            }
            at = parent;
        }
        at
    }

    /// The cluster of a candidate, `None` past the last.
    pub(crate) fn of(&self, candidate: usize) -> Option<&Cluster> {
        self.sets.get(self.find(candidate))
    }

    /// The cluster of a candidate, to note what the text says of it.
    pub(crate) fn of_mut(&mut self, candidate: usize) -> Option<&mut Cluster> {
        let root = self.find(candidate);
        self.sets.get_mut(root)
    }

    /// True when both are in one cluster.
    pub(crate) fn same(&self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }

    /// True when the candidate's cluster has a name.
    pub(crate) fn is_named(&self, candidate: usize) -> bool {
        self.of(candidate).is_some_and(|c| c.named)
    }

    /// True when nothing has been joined with the candidate yet.
    pub(crate) fn is_alone(&self, candidate: usize) -> bool {
        self.of(candidate).is_none_or(|c| c.members.len() == 1)
    }

    /// True when nothing that is known of the two speaks against their being one. Two named
    /// clusters are never one here: names are joined first.
    pub(crate) fn may_join(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.of(a), self.of(b)) else { return false };
        let countries = x.country.is_none()
            || y.country.is_none()
            || x.country == y.country
            || x.entity_type != y.entity_type;
        !(x.named && y.named)
            && genders_agree(x.gender, y.gender)
            && x.number.agrees(y.number)
            && types_agree(x.entity_type, y.entity_type)
            && countries
    }

    /// Joins the clusters of two candidates when [`may_join`](Self::may_join) holds; true when they
    /// are one afterwards.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        if self.same(a, b) {
            return true;
        }
        if !self.may_join(a, b) {
            return false;
        }
        self.join_names(a, b);
        true
    }

    /// Joins the clusters of two candidates whatever is known of them.
    pub(crate) fn join_names(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        let size =
            |clusters: &Self, root: usize| clusters.sets.get(root).map_or(0, |c| c.members.len());
        let (larger, smaller) = if size(self, a) >= size(self, b) { (a, b) } else { (b, a) };
        let Some(taken) = self.sets.get_mut(smaller).map(Cluster::take) else { return };
        if let Some(parent) = self.parent.get_mut(smaller) {
            *parent = larger;
        }
        if let Some(set) = self.sets.get_mut(larger) {
            set.absorb(taken);
        }
    }

    /// Clusters in the order of their first member, their members ascending.
    pub(crate) fn into_sets(self) -> Vec<Cluster> {
        let mut out: Vec<Cluster> =
            self.sets.into_iter().filter(|c| !c.members.is_empty()).collect();
        for cluster in &mut out {
            cluster.members.sort_unstable();
        }
        out.sort_by_key(|c| c.members.first().copied());
        out
    }
}

/// True when a thing of the one type may be spoken of as the other.
pub(crate) fn types_agree(a: EntityType, b: EntityType) -> bool {
    let loose = |t: EntityType| matches!(t, EntityType::Misc);
    let place = |t: EntityType| matches!(t, EntityType::Gpe | EntityType::Loc | EntityType::Fac);
    let body = |t: EntityType| matches!(t, EntityType::Org | EntityType::Fac);
    a == b || loose(a) || loose(b) || (place(a) && place(b)) || (body(a) && body(b))
}

impl Cluster {
    fn take(&mut self) -> Self {
        let empty = Self {
            members: Vec::new(),
            first: self.first,
            first_name: self.first_name,
            named: self.named,
            entity_type: self.entity_type,
            gender: self.gender,
            number: self.number,
            roles: BTreeSet::new(),
            country: self.country,
            affiliation: self.affiliation,
        };
        std::mem::replace(self, empty)
    }

    fn absorb(&mut self, other: Self) {
        let other_tells = (other.named && !self.named)
            || (other.named == self.named && self.entity_type == EntityType::Misc);
        if other_tells {
            self.entity_type = other.entity_type;
        }
        if self.number == Number::Either && !self.named {
            self.number = other.number;
        }
        self.first = self.first.min(other.first);
        self.first_name = self.first_name.into_iter().chain(other.first_name).min();
        self.named |= other.named;
        self.gender = self.gender.or(other.gender);
        self.country = self.country.or(other.country);
        self.affiliation = self.affiliation.or(other.affiliation);
        self.roles.extend(other.roles);
        self.members.extend(other.members);
    }
}
