//! The tense about a time expression: "on Wednesday" looks back in "struck on Wednesday" and ahead
//! in "will meet on Wednesday".
//!
//! The expression's own governing predicate decides: the verb right before it, else the first one
//! above it in the tree. Words that look ahead by themselves ("due", "postponed until") are rows of
//! `data/tense_words.tsv`.

use relata_core::{Relation, Upos};

use super::calendar::Tense;
use super::{Scene, lexicon};
use crate::words::Words;

/// So many words of a clause are looked at.
const MOST_DEPENDENTS: usize = 64;
/// So many predicates above one another.
const MOST_STEPS: usize = 8;

/// The tense of the clause about the scene's first word.
pub(super) fn at(scene: &Scene<'_>) -> Tense {
    let in_tree = |&token: &usize| {
        scene.reading.token(token).head.is_some() || !scene.reading.dependents(token).is_empty()
    };
    let future = scene.token(0).filter(in_tree).map_or_else(
        || by_words(scene),
        |token| Clauses { scene, words: lexicon::of_tense() }.looks_ahead(token),
    );
    if future { Tense::Future } else { Tense::Past }
}

/// How a verb form places what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Future,
    Present,
    Perfect,
    /// A past participle without an auxiliary.
    Participle,
    Passive,
    Past,
    /// "to meet"
    Infinitive,
    /// Without a tense of its own: "meeting", the second of two conjuncts.
    Open,
}

struct Clauses<'s, 'a> {
    scene: &'s Scene<'a>,
    words: &'static Words,
}

impl Clauses<'_, '_> {
    fn looks_ahead(&self, token: usize) -> bool {
        let before = self.scene.before();
        if self.words.is(before, "looks_back") {
            return false;
        }
        let Some(governor) = self.verb_before(token).or_else(|| self.above(token)) else {
            return self.words.is(before, "until");
        };
        if self.is(governor, "ahead") || self.is_coming(governor) {
            return true;
        }
        // "get around Wednesday's ruling" tells no time of the verb.
        if self.owns_noun() && !self.words.is(before, "place_in_time") {
            return false;
        }
        let form = self.form(governor);
        match before {
            _ if self.words.is(before, "until") => {
                form != Form::Past || self.is(governor, "moved") || self.lemma(governor) == "have"
            }
            "in" | "on" | "at" | "for" if self.schedules(governor, form) => true,
            "by" if matches!(form, Form::Participle) => true,
            // "The figures for January extended a surge" moves nothing to January.
            "to" | "for" if self.is(governor, "moved") && governor < token => true,
            "for" => {
                self.is_ahead(governor, 0)
                    || self.names_day() && self.modifies_verb(token) && !self.has_just_ended()
            }
            _ => self.is_ahead(governor, 0),
        }
    }

    /// "set for Washington in April", "planned a march on Saturday"
    fn schedules(&self, verb: usize, form: Form) -> bool {
        match form {
            Form::Participle | Form::Passive => self.is(verb, "scheduled"),
            Form::Past => self.is(verb, "plans") && self.has(verb, Relation::Obj),
            // "has called for protests on Saturday"
            Form::Perfect => self.is(verb, "calls") && self.has(verb, Relation::Obl),
            _ => false,
        }
    }

    /// True where the expression hangs on a verb and not on a noun: "figures for January".
    fn modifies_verb(&self, token: usize) -> bool {
        let head = self.scene.reading.token(token).head;
        head.is_none_or(|h| self.scene.reading.token(h).upos != Upos::Noun || self.is(h, "ahead"))
    }

    /// True for "for Friday" and "for June", which name no length.
    fn names_day(&self) -> bool {
        self.scene.weekday(0).is_some() || self.scene.month(0).is_some()
    }

    /// True for a month of the half year behind: "the figures for January" in March.
    fn has_just_ended(&self) -> bool {
        let behind = |month: i8| self.scene.now.map(|now| (now.month() - month).rem_euclid(12));
        self.scene.month(0).and_then(behind).is_some_and(|months| (1..6).contains(&months))
    }

    /// True for "Wednesday's" before a noun.
    fn owns_noun(&self) -> bool {
        (1..4).any(|offset| {
            matches!(self.scene.word(offset), "'" | "’") && self.scene.word(offset + 1) == "s"
        }) && self.scene.word(1) != ","
    }

    /// The verb right before the expression and its preposition: "said on Tuesday".
    fn verb_before(&self, token: usize) -> Option<usize> {
        let start = self.scene.reading.sentence_tokens(self.scene.reading.sentence_of(token)).start;
        let mut at = token;
        for _ in 0..3 {
            at = at.checked_sub(1).filter(|&t| t >= start)?;
            match self.scene.reading.token(at).upos {
                Upos::Verb => return Some(at),
                Upos::Adp | Upos::Det | Upos::Adv | Upos::Part => {}
                _ => return None,
            }
        }
        None
    }

    /// The first verb above the token, or a word that looks ahead.
    fn above(&self, token: usize) -> Option<usize> {
        let reading = self.scene.reading;
        let own = self.scene.reading.token(token);
        let root = own.head.is_none() && own.upos == Upos::Verb;
        // "the deadline is Friday"
        if root || self.has_copula(token) {
            return Some(token);
        }
        reading.ancestors(token).take(10).find(|&t| {
            matches!(reading.token(t).upos, Upos::Verb)
                || self.is(t, "ahead")
                || self.is_coming(t)
                || reading.token(t).head.is_none() && (self.has_copula(t) || self.has_subject(t))
        })
    }

    /// "the slated visit in September", "the upcoming summit"
    fn is_coming(&self, noun: usize) -> bool {
        self.dependents(noun).any(|t| {
            self.scene.reading.token(t).relation == Relation::Amod
                && self.words.is(&self.word(t), "coming")
        })
    }

    fn has_copula(&self, token: usize) -> bool {
        self.dependents(token).any(|t| self.scene.reading.token(t).relation == Relation::Cop)
    }

    fn is_ahead(&self, verb: usize, steps: usize) -> bool {
        let reading = self.scene.reading;
        if steps > MOST_STEPS {
            return false;
        }
        let head = reading.token(verb).head;
        match self.form(verb) {
            Form::Future => true,
            Form::Past | Form::Perfect | Form::Passive | Form::Participle => false,
            Form::Present => {
                !self.is(verb, "saying") && (!self.is_headline(verb) || self.is(verb, "calendar"))
            }
            Form::Open => {
                head.and_then(|h| self.verb_at(h)).is_some_and(|h| self.is_ahead(h, steps + 1))
            }
            Form::Infinitive => head.is_none_or(|h| self.infinitive_looks_ahead(verb, h, steps)),
        }
    }

    /// "to meet" under "plan", "decision", "is" looks ahead, under "managed" and "the first" not.
    fn infinitive_looks_ahead(&self, verb: usize, head: usize, steps: usize) -> bool {
        // "They last met in May and are to meet in June" singles nothing out.
        let singles = |t: usize| {
            self.is_ordinal(t) && self.scene.reading.token(t).relation != Relation::Advmod
        };
        if self.is_ordinal(head) || self.dependents(head).any(singles) {
            return self.verb_at(head).is_some_and(|h| self.is_ahead(h, steps + 1));
        }
        if self.is(head, "ahead") {
            return true;
        }
        if self.is(head, "behind") {
            return self.is_ahead(head, steps + 1);
        }
        let token = self.scene.reading.token(verb);
        let purpose = token.relation == Relation::Advcl
            && self.scene.reading.token(head).upos == Upos::Verb
            && !self.is(head, "resolves");
        !purpose || self.is_ahead(head, steps + 1)
    }

    fn verb_at(&self, token: usize) -> Option<usize> {
        let is_verb = |t: usize| self.scene.reading.token(t).upos == Upos::Verb;
        Some(token)
            .filter(|&t| is_verb(t))
            .or_else(|| self.scene.reading.ancestors(token).take(MOST_STEPS).find(|&t| is_verb(t)))
    }

    fn form(&self, verb: usize) -> Form {
        let helps = |t: &usize| {
            let relation = self.scene.reading.token(*t).relation;
            matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
        };
        let helpers: Vec<String> =
            self.dependents(verb).filter(helps).map(|t| self.word(t)).collect();
        let has = |kind: &str| helpers.iter().any(|h| self.words.is(h, kind));
        let word = self.word(verb);
        // "could not be reached on Friday"
        if has("past_modal") && self.is_negated(verb) {
            return Form::Past;
        }
        if has("future_auxiliary") || has("modal") && !has("perfect_auxiliary") {
            return Form::Future;
        }
        // "had been due to return"
        let adverb = |t: usize| self.scene.reading.token(t).relation == Relation::Advmod;
        if self.dependents(verb).any(|t| adverb(t) && self.words.is(&self.word(t), "due")) {
            return Form::Future;
        }
        let infinitive = self.dependents(verb).any(|t| {
            self.scene.reading.token(t).relation == Relation::Mark && self.word(t) == "to"
        });
        if infinitive {
            return Form::Infinitive;
        }
        if has("past_auxiliary") {
            let passive = self
                .dependents(verb)
                .any(|t| self.scene.reading.token(t).relation == Relation::AuxPass);
            return if passive { Form::Passive } else { Form::Past };
        }
        if has("perfect_auxiliary") || has("modal") {
            return Form::Perfect;
        }
        if has("present_auxiliary") {
            return Form::Present;
        }
        self.bare_form(verb, &word)
    }

    /// The form of a verb without an auxiliary.
    fn bare_form(&self, verb: usize, word: &str) -> Form {
        let token = self.scene.reading.token(verb);
        let lemma = self.lemma(verb);
        let base = *word == *lemma;
        if word.ends_with("ing")
            || base && token.relation == Relation::Conj && !self.has_subject(verb)
        {
            return Form::Open;
        }
        let third = word.strip_suffix('s').is_some_and(|stem| {
            lemma.starts_with(stem)
                || lemma.strip_suffix('y').is_some_and(|l| stem == format!("{l}ie"))
                || stem == format!("{lemma}e")
        });
        if third && !base || base && !self.words.is(word, "unchanged") {
            return Form::Present;
        }
        let phrase = matches!(
            token.relation,
            Relation::Acl | Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Amod
        );
        if phrase && !self.has_subject(verb) { Form::Participle } else { Form::Past }
    }

    fn is_ordinal(&self, token: usize) -> bool {
        self.words.is(&self.word(token), "singles_out")
    }

    /// True where the verb, or its subject, has a word that negates.
    fn is_negated(&self, verb: usize) -> bool {
        let negates = |t: usize| relata_syntax::is_negating(&self.word(t));
        self.dependents(verb).any(|t| {
            let subject = matches!(
                self.scene.reading.token(t).relation,
                Relation::Nsubj | Relation::NsubjPass
            );
            negates(t) || subject && self.dependents(t).any(negates)
        })
    }

    fn has(&self, verb: usize, relation: Relation) -> bool {
        self.dependents(verb).any(|t| self.scene.reading.token(t).relation == relation)
    }

    fn has_subject(&self, verb: usize) -> bool {
        self.dependents(verb).any(|t| {
            matches!(self.scene.reading.token(t).relation, Relation::Nsubj | Relation::NsubjPass)
        })
    }

    /// A line without a full stop at its end.
    fn is_headline(&self, token: usize) -> bool {
        let number = self.scene.reading.sentence_of(token);
        let sentence = self.scene.reading.sentence(number);
        sentence.is_some_and(|s| {
            let text = s.span.text(self.scene.text);
            text.trim_end().ends_with(|c: char| c.is_alphanumeric())
        })
    }

    fn dependents(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.scene.reading.dependents(token).iter().copied().take(MOST_DEPENDENTS)
    }

    fn word(&self, token: usize) -> String {
        let word = self.scene.reading.token(token).span.text(self.scene.text);
        word.to_lowercase().replace('’', "'")
    }

    fn lemma(&self, token: usize) -> &str {
        &self.scene.reading.token(token).lemma
    }

    /// True when the word or its lemma is of that kind.
    fn is(&self, token: usize, kind: &str) -> bool {
        self.words.is(self.lemma(token), kind) || self.words.is(&self.word(token), kind)
    }
}

fn by_words(scene: &Scene<'_>) -> bool {
    let near = scene
        .words
        .get(scene.at.saturating_sub(12)..(scene.at + 8).min(scene.words.len()))
        .unwrap_or_default();
    let before = scene.words.get(scene.at.saturating_sub(3)..scene.at).unwrap_or_default();
    let words = lexicon::of_tense();
    near.iter().any(|w| words.is(&w.lower, "future_auxiliary"))
        || before.iter().any(|w| words.is(&w.lower, "ahead") || words.is(&w.lower, "moved"))
}
