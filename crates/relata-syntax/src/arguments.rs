//! Who does what to whom: subjects, objects and agents of predicates, with those that English
//! leaves unsaid: of conjuncts, relative clauses, participles, and infinitives under control.

use relata_core::{Relation, Upos};

use crate::analysis::Analysis;
use crate::lexicon::{self, Controller, Embedding, WordKind};

/// Depth of the chains of control ("wants to try to persuade …") that are followed.
const DEPTH: usize = 6;

impl Analysis<'_> {
    /// Heads of who does it: the subject of an active verb, stated or understood; the agent of a
    /// passive one.
    #[must_use]
    pub fn doers(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.agents(verb) } else { self.subjects(verb, DEPTH) }
    }

    /// Heads of whom or what it is done to: the object, or the subject of a passive verb, stated or
    /// understood.
    #[must_use]
    pub fn undergoers(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.subjects(verb, DEPTH) } else { self.objects(verb) }
    }

    /// Heads of the phrases with "by" that name who does what a passive verb tells.
    #[must_use]
    pub fn agents(&self, verb: usize) -> Vec<usize> {
        // "According to a nurse" is no agent, whatever the tree says.
        let mut agents = self.arguments(verb, &[Relation::OblAgent]);
        agents.retain(|&agent| {
            !self.children(agent).iter().any(|&case| self.introduces_source(case))
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
        // "to persuade the king": without another object the parse may call it an indirect one.
        let only = self.arguments(verb, &[Relation::Iobj]);
        if !only.is_empty() {
            return only;
        }
        // "captured on Thursday a key district": an object that stands off is parsed as an oblique
        // without preposition
        let bare = |&o: &usize| {
            o > verb && self.case_of(o).is_none() && self.is_nominal(o) && !self.is_measure(o)
        };
        if let Some(object) = self.reading.dependents_by(verb, &[Relation::Obl]).find(bare) {
            return self.with_conjuncts(object);
        }
        // "the town that the rebels shelled", "the town the rebels shelled"
        let relative = self.relation(verb) == Relation::AclRelcl
            && self.child(verb, &[Relation::Nsubj]).is_some_and(|s| !self.is_relative_pronoun(s))
            && !self.has_relative_oblique(verb);
        match self.head(verb) {
            Some(noun)
                if relative && self.child(verb, &[Relation::Ccomp, Relation::Xcomp]).is_none() =>
            {
                vec![self.identified(noun)]
            }
            _ => Vec::new(),
        }
    }

    /// "*What* the rebels bombed was the depot": the noun that the clause says the question word
    /// stands for; of any other noun the noun itself.
    fn identified(&self, noun: usize) -> usize {
        let named = self.head(noun).filter(|&named| {
            self.is_question_word(noun)
                && self.relation(noun) == Relation::Nsubj
                && self.is_nominal(named)
                && self.child(named, &[Relation::Cop]).is_some()
        });
        named.unwrap_or(noun)
    }

    /// True for a relative clause whose pronoun stands behind a preposition: "the miners, with whom
    /// the minister met", "the war in which 3,000 died".
    #[must_use]
    pub fn has_relative_oblique(&self, verb: usize) -> bool {
        let mut obliques = self.reading.dependents_by(verb, &[Relation::Obl]);
        obliques.any(|o| self.is_relative_pronoun(o) && self.case_of(o).is_some())
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
        if let Some(controlled) = self.controlled(verb, deeper) {
            return controlled;
        }
        match self.relation(verb) {
            Relation::Conj if self.is_verb(head) => self.subjects(head, deeper),
            Relation::Xcomp if self.is_verb(head) => self.controller(head, deeper),
            // "is willing to withdraw"
            Relation::Xcomp | Relation::Advcl if self.token(head).upos == Upos::Adj => {
                self.subjects(head, deeper)
            }
            Relation::Advcl if self.is_verb(head) => self.adverbial_subject(verb, head, deeper),
            Relation::Acl => self.modified_subject(verb, head, deeper),
            Relation::AclRelcl => vec![self.identified(head)],
            _ => Vec::new(),
        }
    }

    fn antecedent(&self, verb: usize) -> Option<usize> {
        let clause = self.first_conjunct(verb);
        (self.relation(clause) == Relation::AclRelcl).then(|| self.head(clause)).flatten()
    }

    /// Who does what a complement without a subject tells, as the row of the word over it says;
    /// `None` where no row does.
    fn controlled(&self, verb: usize, depth: usize) -> Option<Vec<usize>> {
        let governor = self.governor(verb)?;
        let (row, word): (&Embedding, usize) = (governor.row?, governor.word);
        let found = match &row.controller {
            Controller::Own => return None,
            Controller::Subject => self.subjects(word, depth),
            Controller::Object => self.object_of_control(word, depth),
            Controller::Owner => self.owners(word, depth),
            Controller::Introduced(preposition) => {
                let introduced = self.introduced_by(word, preposition);
                if introduced.is_empty() { self.subjects(word, depth) } else { introduced }
            }
        };
        (!found.is_empty()).then_some(found)
    }

    /// The object of "urge", the subject of "was urged", the noun of "the army urged to …"; without
    /// one the subject ("asked to leave").
    fn object_of_control(&self, word: usize, depth: usize) -> Vec<usize> {
        let objects = self.arguments(word, &[Relation::Obj, Relation::Iobj]);
        if objects.is_empty() || self.is_passive(word) {
            self.subjects(word, depth)
        } else {
            objects
        }
    }

    /// Whoever has a plan or makes a threat: the possessor, what "by" introduces, else the subject
    /// of the verb over the noun.
    fn owners(&self, noun: usize, depth: usize) -> Vec<usize> {
        let owner = self.arguments(noun, &[Relation::NmodPoss]);
        if !owner.is_empty() {
            return owner;
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

    /// Who is understood to do what an open complement tells where no row says so: the object, else
    /// the subject.
    fn controller(&self, verb: usize, depth: usize) -> Vec<usize> {
        self.object_of_control(verb, depth)
    }

    /// "accused the army of shelling …": the object; "fled, fearing …": the subject.
    fn adverbial_subject(&self, verb: usize, main: usize, depth: usize) -> Vec<usize> {
        let mark = self.case_or_mark(verb).unwrap_or_default();
        // "quoted a guard as saying …", "was quoted as saying …", "accused the bank of claiming …"
        let is = |kind: WordKind| lexicon::grammar().is_word(kind, mark);
        if is(WordKind::ObjectMark) {
            let told = self.object_of_control(main, depth);
            if mark == "as" || !self.objects(main).is_empty() || self.accuses(main) {
                return told;
            }
        }
        if mark.is_empty() || is(WordKind::SubjectMark) {
            self.subjects(main, depth)
        } else {
            Vec::new()
        }
    }

    /// "troops shelling the town": the noun; "a plan to shell the town": who has the plan.
    fn modified_subject(&self, verb: usize, noun: usize, depth: usize) -> Vec<usize> {
        let of_doing = self.case_or_mark(verb).is_some_and(|mark| matches!(mark, "of" | "for"));
        if self.is_infinitive(verb) || of_doing {
            self.owners(noun, depth)
        } else {
            vec![self.named_among(noun)]
        }
    }

    /// "Among those arrested was a deputy governor": the noun that the inverted clause names.
    fn named_among(&self, those: usize) -> usize {
        let copula = self.child(those, &[Relation::Cop]);
        let named = copula.filter(|_| self.case_of(those) == Some("among")).and_then(|copula| {
            let nominals = [Relation::Nsubj, Relation::Nmod, Relation::Obj];
            let mut after = self.reading.dependents_by(those, &nominals);
            after.find(|&d| d > copula && self.case_of(d).is_none())
        });
        named.unwrap_or(those)
    }

    /// True for a verb with which somebody holds a deed against its object: "accuse … of",
    /// "charge … with", "suspect … of". What is told is its object's deed, never its object's word.
    #[must_use]
    pub fn accuses(&self, verb: usize) -> bool {
        self.is_verb(verb)
            && ["of", "with", "for", "over"].into_iter().any(|preposition| {
                self.row(verb, preposition).is_some_and(|row| row.controller == Controller::Object)
            })
    }

    /// True when the verb has a subject of its own.
    #[must_use]
    pub fn has_own_subject(&self, verb: usize) -> bool {
        self.child(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl])
            .is_some()
    }
}
