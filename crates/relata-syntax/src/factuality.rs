//! Did it take place, and in which world: polarity and modality of a predicate, from its own
//! modifiers and from what stands over it in its own chain of clauses.

use relata_core::{Modality, Polarity, Relation, Upos};

use crate::analysis::Analysis;
use crate::embedding::Complement;
use crate::lexicon::{self, Effect, ModifierKind, WordKind};

/// How many governing words are looked at; longer chains come from broken parses.
const DEPTH: usize = 10;

/// What the words about a predicate say of its reality.
///
/// ```
/// use relata_core::{Polarity, conllu};
/// use relata_syntax::Analysis;
/// let text = "It did not rain";
/// let rows = "1\tIt\tit\tPRON\t_\t_\t4\tnsubj\t_\t_\n2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_\n\
///             3\tnot\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n\
///     4\train\train\tVERB\t_\t_\t0\troot\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let rain = Analysis::new(text, &reading).factuality(3, &[]);
/// assert_eq!((rain.polarity, rain.negator), (Polarity::Negative, Some(2)));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Veridicality {
    /// Whether it took place.
    pub polarity: Polarity,
    /// In which world.
    pub modality: Modality,
    /// The word that negates, where one does.
    pub negator: Option<usize>,
    /// The word that tells the modality, where one does.
    pub modal: Option<usize>,
    /// The word that says that it is over, where one does.
    pub ended: Option<usize>,
    /// The word under which it stands as it is, whatever is said of that word: "condemned the
    /// attack", "does not know who shot".
    pub presupposed_by: Option<usize>,
    /// The word that would negate it and is itself negated: "failed to *prevent* the attack",
    /// "hardly a day passes *without* a protest".
    pub restored: Option<usize>,
    /// The word by which it is only asked for, where it lies ahead: "*urged* both sides to meet".
    pub requested: Option<usize>,
}

impl Veridicality {
    const REAL: Self = Self {
        polarity: Polarity::Positive,
        modality: Modality::Actual,
        negator: None,
        modal: None,
        ended: None,
        presupposed_by: None,
        restored: None,
        requested: None,
    };

    fn negate(&mut self, word: usize) {
        self.polarity = Polarity::Negative;
        self.negator = self.negator.or(Some(word));
    }

    /// Takes the modality unless one was found nearer to the predicate.
    fn set(&mut self, modality: Modality, word: usize) {
        if self.modality == Modality::Actual {
            self.modality = modality;
            self.modal = Some(word);
        }
    }

    /// Takes the modality of what stands above, unless one was found nearer to the predicate.
    fn set_as(&mut self, above: Self) {
        let Some(modal) = above.modal else { return };
        if self.modality == Modality::Actual {
            self.requested = above.requested;
        }
        self.set(above.modality, modal);
    }

    /// It is asked for by the word, unless a modality was found nearer to the predicate.
    fn request(&mut self, word: usize) {
        if self.modality == Modality::Actual {
            self.requested = Some(word);
        }
        self.set(Modality::Planned, word);
    }

    fn is_negative(&self) -> bool {
        self.polarity == Polarity::Negative
    }

    fn apply(&mut self, effect: Effect, word: usize, above: Self) {
        match effect {
            Effect::Keep => self.inherit(above),
            Effect::Follow => self.set_as(above),
            Effect::Actual => self.presupposed_by = self.presupposed_by.or(Some(word)),
            Effect::Ended => {
                self.presupposed_by = self.presupposed_by.or(Some(word));
                self.ended = self.ended.or(Some(word));
            }
            Effect::Negated if self.is_negative() => {
                (self.polarity, self.negator) = (Polarity::Positive, None);
                (self.presupposed_by, self.restored) = (Some(word), Some(word));
            }
            Effect::Negated => self.negate(word),
            Effect::Planned => self.set(Modality::Planned, word),
            Effect::Requested => self.request(word),
            Effect::Unplanned => {
                self.negate(word);
                self.set(Modality::Planned, word);
            }
            Effect::Possible => self.set(Modality::Possible, word),
            Effect::Hypothetical => self.set(Modality::Hypothetical, word),
            Effect::Habitual => self.set(Modality::Habitual, word),
        }
    }

    fn inherit(&mut self, above: Self) {
        if above.is_negative() && !self.is_negative() {
            self.negate(above.negator.unwrap_or_default());
        }
        self.set_as(above);
        self.ended = self.ended.or(above.ended);
        self.presupposed_by = self.presupposed_by.or(above.presupposed_by);
        self.restored = self.restored.or(above.restored);
    }

    /// Applies what a row says of its complement, given the reality of the word over it.
    fn embed(&mut self, (plain, negated): (Effect, Effect), word: usize, above: Self) {
        let effect = if above.is_negative() { negated } else { plain };
        self.apply(effect, word, above);
        let undone = above.is_negative() && plain == Effect::Negated && effect == Effect::Actual;
        if undone && !self.is_negative() {
            self.restored = self.restored.or(Some(word));
        }
    }
}

impl Analysis<'_> {
    /// Polarity and modality of the predicate at `head`, a verb or a noun; `others` are the other
    /// words of a phrase that tells it ("opened fire"), whose own modifiers count too.
    #[must_use]
    pub fn factuality(&self, head: usize, others: &[usize]) -> Veridicality {
        let mut state = Veridicality::REAL;
        for &word in others.iter().filter(|&&w| w != head) {
            self.own_modifiers(word, &mut state);
        }
        if let Some(verb) = self.verb_of_noun(head) {
            self.own_modifiers(verb, &mut state);
        }
        state.inherit(self.reality(head, DEPTH));
        state
    }

    /// "an attack that was never carried out": the verb of a clause on the noun that only says that
    /// it took place.
    fn verb_of_noun(&self, noun: usize) -> Option<usize> {
        if self.is_verb(noun) {
            return None;
        }
        let clauses = [Relation::Acl, Relation::AclRelcl];
        let mut verbs = self.reading.dependents_by(noun, &clauses);
        verbs.find(|&v| self.row(v, "object").is_some_and(|row| row.plain == Effect::Keep))
    }

    fn reality(&self, at: usize, depth: usize) -> Veridicality {
        let mut state = Veridicality::REAL;
        self.own_modifiers(at, &mut state);
        let Some(deeper) = depth.checked_sub(1) else { return state };
        if self.relation(at) == Relation::Conj {
            if let Some(first) = self.head(at) {
                self.shared(first, at, deeper, &mut state);
            }
            return state;
        }
        match self.consequence(at) {
            Some(clause) if !self.is_alternative(clause) => {
                state.set(Modality::Hypothetical, clause);
            }
            _ if self.is_imperative(at) => state.request(at),
            _ => {}
        }
        self.marked(at, deeper, &mut state);
        self.governed(at, deeper, &mut state);
        state
    }

    /// "if", "without", "until" before a clause or noun.
    fn marked(&self, at: usize, depth: usize, state: &mut Veridicality) {
        let Some((marker, row)) = self.marker_row(at) else { return };
        let above = self.head(at).map_or(Veridicality::REAL, |head| self.reality(head, depth));
        state.embed((row.plain, row.negated), marker, above);
    }

    fn governed(&self, at: usize, depth: usize, state: &mut Veridicality) {
        let Some(governor) = self.governor(at) else {
            if self.is_bare_infinitive_root(at) {
                state.set(Modality::Planned, at);
            }
            if matches!(self.relation(at), Relation::Acl | Relation::AclRelcl) {
                state.presupposed_by = state.presupposed_by.or(self.head(at));
            }
            return;
        };
        if governor.complement == Complement::Open && self.is_pending(governor.word, at) {
            state.negate(governor.word);
            return;
        }
        let above = || self.reality(governor.word, depth);
        match governor.row {
            Some(row) => {
                let above = above();
                state.embed((row.plain, row.negated), governor.word, above);
            }
            // "panel to look into …", "sent troops to hold the town": a purpose lies ahead.
            None if governor.complement == Complement::Purpose
                || self.relation(at) == Relation::Acl && self.is_infinitive(at) =>
            {
                state.set(Modality::Planned, at);
            }
            None if governor.complement == Complement::Open => state.inherit(above()),
            None if governor.complement == Complement::Phrase
                && self.is_container(governor.word)
                && self.relation(at) == Relation::Nmod =>
            {
                state.inherit(above());
            }
            None => {}
        }
    }

    /// "has yet to sign", "are yet to be found"
    fn is_pending(&self, verb: usize, infinitive: usize) -> bool {
        let between = |&d: &usize| verb < d && d < infinitive;
        let yet = |d: usize| lexicon::grammar().is_word(WordKind::Pending, self.lemma(d));
        let mut words = self.children(verb).iter().chain(self.children(infinitive)).copied();
        self.is_infinitive(infinitive) && words.any(|d| between(&d) && yet(d))
    }

    /// What a conjunct shares with the first: all that stands over it, and its negation and
    /// auxiliaries unless it has a subject or an auxiliary of its own, or stands in contrast.
    fn shared(&self, first: usize, at: usize, depth: usize, state: &mut Veridicality) {
        let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
        let own = self.is_verb(at) && self.child(at, &subjects).is_some();
        let auxiliaries = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let contrast = self
            .child(at, &[Relation::Cc])
            .is_some_and(|cc| lexicon::grammar().is_word(WordKind::Contrast, self.lemma(cc)));
        if own && self.consequence(first) == Some(at) {
            state.set(Modality::Hypothetical, first);
        }
        if own || contrast {
            self.governed(first, depth, state);
            return;
        }
        let own_auxiliary = self.is_verb(at) && self.child(at, &auxiliaries).is_some();
        if own_auxiliary || !self.fits_auxiliary(first, at) {
            self.marked(first, depth, state);
            self.governed(first, depth, state);
            return;
        }
        state.inherit(self.reality(first, depth));
    }

    /// "did not attack or *loot*", but not "did not kill anyone and *hurt* five": after an
    /// auxiliary that takes the bare verb, a conjunct in another form is a predicate of its own.
    fn fits_auxiliary(&self, first: usize, at: usize) -> bool {
        if !self.is_verb(first) || !self.is_verb(at) {
            return self.is_verb(first) == self.is_verb(at);
        }
        let bare = |verb: usize| self.form(verb).to_lowercase() == self.lemma(verb);
        self.child(first, &[Relation::Aux]).is_none() || !bare(first) || bare(at)
    }

    /// Negation, auxiliaries and adverbs that hang on the word itself.
    fn own_modifiers(&self, index: usize, state: &mut Veridicality) {
        if let Some(negator) = self.negator_of(index) {
            state.negate(negator);
        }
        for &d in self.children(index) {
            let effect = match self.relation(d) {
                Relation::Aux | Relation::AuxPass => self.auxiliary(index, d),
                // "Should he be arrested": the parse takes the auxiliary for a conjunction.
                Relation::Mark if self.modifies(ModifierKind::Auxiliary, d).is_some() => {
                    Some(Effect::Hypothetical)
                }
                Relation::Advmod => self.modifies(ModifierKind::Adverb, d),
                Relation::Amod => self.modifies(ModifierKind::Adjective, d),
                Relation::OblUnmarked | Relation::Obl if self.is_every_time(d) => {
                    Some(Effect::Habitual)
                }
                _ => None,
            };
            match effect {
                Some(Effect::Habitual) if !self.is_verb(index) => {}
                Some(effect) => state.apply(effect, d, Veridicality::REAL),
                None => {}
            }
        }
    }

    /// By its form ("ca" of "can't", "planned"), else by its lemma.
    fn modifies(&self, kind: ModifierKind, word: usize) -> Option<Effect> {
        let form = self.form(word).to_lowercase();
        let by_form = lexicon::grammar().modifier(kind, &form);
        by_form.or_else(|| lexicon::grammar().modifier(kind, self.lemma(word)))
    }

    fn auxiliary(&self, verb: usize, auxiliary: usize) -> Option<Effect> {
        // "Had the driver not braked": an auxiliary before the subject at the head of a clause that
        // modifies another is a condition, but for "Not only did the crowd burn …".
        let fronted = self.reading.dependents_by(verb, &[Relation::Advmod]).any(|d| d < auxiliary);
        let inverted = self.relation(verb) == Relation::Advcl
            && !fronted
            && self
                .child(verb, &[Relation::Nsubj, Relation::NsubjPass])
                .is_some_and(|subject| auxiliary < subject)
            && self.child(verb, &[Relation::Mark]).is_none();
        if inverted {
            return Some(Effect::Hypothetical);
        }
        // "is to visit"
        let to = self.child(verb, &[Relation::Mark]).filter(|_| self.is_infinitive(verb));
        if self.lemma(auxiliary) == "be" && to.is_some_and(|to| auxiliary < to) {
            let pending = self.is_pending(auxiliary, verb);
            return Some(if pending { Effect::Negated } else { Effect::Planned });
        }
        let effect = self.modifies(ModifierKind::Auxiliary, auxiliary);
        if effect == Some(Effect::Hypothetical) && self.is_reported_future(verb, auxiliary) {
            return Some(Effect::Planned);
        }
        effect
    }

    /// "They said that they *would* free him": the future of a past, unless a condition stands by.
    fn is_reported_future(&self, verb: usize, auxiliary: usize) -> bool {
        lexicon::grammar().is_word(WordKind::Would, &self.form(auxiliary).to_lowercase())
            && self.relation(verb) == Relation::Ccomp
            && self.child(verb, &[Relation::Advcl]).is_none()
            && self.head(verb).is_some_and(|head| self.row(head, "clause").is_some())
    }

    /// "every spring", "each night", "year after year"
    fn is_every_time(&self, index: usize) -> bool {
        let every = |d: usize| lexicon::grammar().is_word(WordKind::General, self.lemma(d));
        let again = |d: usize| self.lemma(d) == self.lemma(index);
        lexicon::grammar().is_word(WordKind::Time, self.lemma(index))
            && (self.child(index, &[Relation::Det]).is_some_and(every)
                || self.child(index, &[Relation::NmodUnmarked]).is_some_and(again))
    }

    /// "Army to withdraw from border towns": an infinitive that is the whole of a headline.
    fn is_bare_infinitive_root(&self, at: usize) -> bool {
        self.upos(at) == Upos::Verb
            && matches!(self.relation(at), Relation::Root | Relation::Parataxis)
            && self.is_infinitive(at)
            && self.child(at, &[Relation::Aux]).is_none()
    }
}
