//! Subjects and objects of verbs, with those that English leaves unsaid.

use relata_core::{EntityType, Relation, Upos};

use crate::document::Document;

/// Depth of the chains of control ("wants to try to persuade …") that are followed.
const DEPTH: usize = 6;

impl Document<'_> {
    /// Heads of who does it: the subject of an active verb, stated or understood.
    pub fn doers(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.agents(verb) } else { self.subjects(verb, DEPTH) }
    }

    /// Heads of whom or what it is done to: the object, or the subject of a passive verb, stated or
    /// understood.
    pub fn undergoers(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.subjects(verb, DEPTH) } else { self.objects(verb) }
    }

    /// Heads of the phrases with "by" that name who does what a passive verb tells.
    pub fn agents(&self, verb: usize) -> Vec<usize> {
        // "According to a nurse" is no agent, whatever the tree says.
        let mut agents = self.arguments(verb, &[Relation::OblAgent]);
        agents.retain(|&agent| {
            !self
                .children(agent)
                .iter()
                .any(|&case| self.form(case).eq_ignore_ascii_case("according"))
        });
        if !agents.is_empty() {
            return agents;
        }
        let by = self.introduced_by(verb, "by");
        let animate =
            |&t: &usize| self.token(t).upos != Upos::Num && self.token(t).upos != Upos::Verb;
        by.into_iter().filter(animate).collect()
    }

    fn objects(&self, verb: usize) -> Vec<usize> {
        let objects = self.arguments(verb, &[Relation::Obj]);
        let objects: Vec<usize> =
            objects.into_iter().filter(|&o| !self.is_relative_pronoun(o)).collect();
        if !objects.is_empty() {
            return objects;
        }
        // "captured on Thursday a key district": an object that stands off is parsed as an oblique
        // without preposition
        let bare = |&o: &usize| {
            o > verb && self.case_of(o).is_none() && self.is_nominal(o) && !self.is_time(o)
        };
        if let Some(object) = self.reading.dependents_by(verb, &[Relation::Obl]).find(bare) {
            return self.with_conjuncts(object);
        }
        // "the town that the rebels shelled", "the town the rebels shelled"
        let relative = self.relation(verb) == Relation::AclRelcl
            && self.child(verb, &[Relation::Nsubj]).is_some_and(|s| !self.is_relative_pronoun(s));
        match self.head(verb) {
            Some(noun)
                if relative && self.child(verb, &[Relation::Ccomp, Relation::Xcomp]).is_none() =>
            {
                vec![noun]
            }
            _ => Vec::new(),
        }
    }

    fn is_time(&self, index: usize) -> bool {
        matches!(
            self.entity_type(index),
            Some(EntityType::Date | EntityType::Time | EntityType::Percent | EntityType::Money)
        ) || matches!(
            self.lemma(index),
            "day"
                | "week"
                | "month"
                | "year"
                | "time"
                | "hour"
                | "night"
                | "morning"
                | "evening"
                | "today"
                | "yesterday"
        )
    }

    fn is_relative_pronoun(&self, index: usize) -> bool {
        matches!(self.lemma(index), "who" | "which" | "that" | "whom")
    }

    fn subjects(&self, verb: usize, depth: usize) -> Vec<usize> {
        let Some(deeper) = depth.checked_sub(1) else { return Vec::new() };
        let mut stated = self.arguments(verb, &[Relation::Nsubj, Relation::NsubjPass]);
        if stated.iter().any(|&s| s < verb) {
            // "The army retook two villages, state television said": a subject behind the verb
            // belongs to another one.
            stated.retain(|&s| s < verb);
        }
        if let Some(&first) = stated.first() {
            return if self.is_relative_pronoun(first) {
                self.antecedent(verb).map_or(stated, |noun| self.with_conjuncts(noun))
            } else {
                stated
            };
        }
        let Some(head) = self.head(verb) else { return Vec::new() };
        match self.relation(verb) {
            Relation::Conj if self.is_verb(head) => self.subjects(head, deeper),
            Relation::Xcomp if self.is_verb(head) => self.controller(head, deeper),
            // "is willing to withdraw"
            Relation::Xcomp | Relation::Advcl if self.token(head).upos == Upos::Adj => {
                self.subjects(head, deeper)
            }
            Relation::Advcl if self.is_verb(head) => self.adverbial_subject(verb, head, deeper),
            Relation::Acl => self.modified_subject(verb, head, deeper),
            Relation::AclRelcl => vec![head],
            _ => Vec::new(),
        }
    }

    fn antecedent(&self, verb: usize) -> Option<usize> {
        let clause = self.first_conjunct(verb);
        (self.relation(clause) == Relation::AclRelcl).then(|| self.head(clause)).flatten()
    }

    /// Who is understood to do what an open complement tells: the object of "urge", "order" and
    /// their like, else the subject.
    fn controller(&self, verb: usize, depth: usize) -> Vec<usize> {
        let objects = self.arguments(verb, &[Relation::Obj, Relation::Iobj]);
        if !objects.is_empty() && self.is_class("control", verb) && !self.is_passive(verb) {
            objects
        } else {
            self.subjects(verb, depth)
        }
    }

    /// "accused the army of shelling …": the object; "fled, fearing …": the subject.
    fn adverbial_subject(&self, verb: usize, main: usize, depth: usize) -> Vec<usize> {
        let mark =
            self.child(verb, &[Relation::Mark, Relation::Case]).map_or("", |m| self.lemma(m));
        let objects = self.arguments(main, &[Relation::Obj]);
        if matches!(mark, "of" | "from" | "for") && !objects.is_empty() {
            return objects;
        }
        let bare = matches!(
            mark,
            "" | "to"
                | "by"
                | "after"
                | "before"
                | "while"
                | "when"
                | "of"
                | "from"
                | "for"
                | "without"
                | "in"
        );
        if bare { self.subjects(main, depth) } else { Vec::new() }
    }

    /// "troops shelling the town": the noun; "a plan to shell the town": who has the plan.
    fn modified_subject(&self, verb: usize, noun: usize, depth: usize) -> Vec<usize> {
        let infinitive = self.child(verb, &[Relation::Mark]).is_some_and(|m| self.lemma(m) == "to");
        let of_doing = self
            .child(verb, &[Relation::Mark, Relation::Case])
            .is_some_and(|m| matches!(self.lemma(m), "of" | "for"));
        if !infinitive && !of_doing {
            return vec![noun];
        }
        if let Some(owner) = self.child(noun, &[Relation::NmodPoss]) {
            return vec![owner];
        }
        let by = self.introduced_by(noun, "by");
        if !by.is_empty() {
            return by;
        }
        match self.head(noun) {
            Some(governor)
                if self.is_verb(governor)
                    && matches!(self.relation(noun), Relation::Obj | Relation::Xcomp) =>
            {
                self.subjects(governor, depth)
            }
            _ => Vec::new(),
        }
    }

    /// True when the verb has a subject of its own.
    pub fn has_own_subject(&self, verb: usize) -> bool {
        self.child(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl])
            .is_some()
    }

    /// What a noun is counted into: "strike" of "a wave of strikes" gives "wave", any other noun
    /// itself.
    pub fn container_of(&self, noun: usize) -> usize {
        let mut at = noun;
        for _ in 0..DEPTH {
            match self.head(at) {
                Some(head)
                    if self.relation(at) == Relation::Nmod
                        && self.case_of(at) == Some("of")
                        && self.is_class("container", head) =>
                {
                    at = head
                }
                _ => break,
            }
        }
        at
    }
}
