//! Did it take place, and in which world: polarity and modality of a trigger, from the words that
//! govern it.

use relata_core::{Modality, Polarity, Relation, Stance, Upos};

use crate::document::Document;
use crate::mention::Trigger;
use crate::roles;

/// How many governing words are looked at.
const MAX_STEPS: usize = 8;

/// What the words about a trigger say of its reality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Factuality {
    pub polarity: Polarity,
    pub modality: Modality,
    /// The word that negates, where one does.
    pub negator: Option<usize>,
    /// The word that tells the modality, where one does.
    pub modal: Option<usize>,
    /// What the event heads say, where they were asked.
    head: Option<relata_core::Factuality>,
}

/// The factuality of the trigger; `stance` is that of the innermost claim about it.
pub(crate) fn read(
    document: &Document<'_>,
    trigger: &Trigger<'_>,
    stance: Option<Stance>,
) -> Factuality {
    let mut state = Factuality {
        polarity: Polarity::Positive,
        modality: Modality::Actual,
        negator: None,
        modal: None,
        head: None,
    };
    for carrier in roles::carriers(document, trigger) {
        own_modifiers(document, carrier, &mut state);
    }
    climb(document, trigger, &mut state);
    if matches!(stance, Some(Stance::Asked | Stance::Demanded))
        && state.modality == Modality::Actual
    {
        state.modality = Modality::Hypothetical;
    }
    state
}

impl Factuality {
    /// In which way the text tells of the event.
    pub fn told(&self) -> relata_core::Factuality {
        self.head.unwrap_or_else(|| relata_core::Factuality::of(self.polarity, self.modality))
    }

    /// With the factuality that heads and rules agreed on.
    pub fn with_told(mut self, told: relata_core::Factuality) -> Self {
        (self.polarity, self.modality, self.head) = (told.polarity(), told.modality(), Some(told));
        self
    }

    fn negate(&mut self, word: usize) {
        self.polarity = Polarity::Negative;
        self.negator = self.negator.or(Some(word));
    }

    /// Takes the modality unless one was found nearer to the trigger.
    fn set(&mut self, modality: Modality, word: usize) {
        if self.modality == Modality::Actual {
            self.modality = modality;
            self.modal = Some(word);
        }
    }
}

/// Negation, auxiliaries, adverbs and markers that hang on the word itself.
fn own_modifiers(document: &Document<'_>, index: usize, state: &mut Factuality) {
    let mut perfect = false;
    let mut progressive = false;
    let mut habit = false;
    for &d in document.children(index) {
        let lemma = document.lemma(d);
        match document.relation(d) {
            Relation::Advmod
            | Relation::Det
            | Relation::Discourse
            | Relation::Cc
            | Relation::CcPreconj
                if is_negation(lemma) =>
            {
                state.negate(d)
            }
            Relation::Aux | Relation::AuxPass => {
                auxiliary(&document.form(d).to_lowercase(), lemma, d, state);
                perfect |= lemma == "have";
                progressive |= lemma == "be" && document.form(index).ends_with("ing");
            }
            Relation::Advmod if is_hedge(lemma) => state.set(Modality::Possible, d),
            Relation::Amod
                if is_hedge(lemma)
                    || matches!(
                        lemma,
                        "suspected" | "apparent" | "possible" | "potential" | "alleged"
                    ) =>
            {
                state.set(Modality::Possible, d);
            }
            Relation::Amod if is_ahead(lemma) => {
                state.set(Modality::Planned, d);
            }
            Relation::Advmod => habit |= is_habit(lemma),
            Relation::Amod => {
                habit |= matches!(lemma, "regular" | "daily" | "frequent" | "repeated" | "routine")
                    && document.token(index).upos == Upos::Verb
            }
            Relation::Mark if matches!(lemma, "if" | "unless" | "whether") => {
                state.set(Modality::Hypothetical, d)
            }
            Relation::Mark | Relation::Case if lemma == "without" => state.negate(d),
            _ => {}
        }
    }
    if habit && (perfect || progressive || document.token(index).upos == Upos::Verb) {
        state.set(Modality::Habitual, index);
    }
}

fn auxiliary(form: &str, lemma: &str, word: usize, state: &mut Factuality) {
    match form {
        "will" | "wo" | "'ll" | "’ll" | "shall" => state.set(Modality::Planned, word),
        "may" | "might" | "could" | "can" | "ca" => state.set(Modality::Possible, word),
        "would" | "'d" | "’d" | "should" | "must" | "ought" => {
            state.set(Modality::Hypothetical, word)
        }
        _ if matches!(lemma, "should" | "must") => state.set(Modality::Hypothetical, word),
        _ => {}
    }
}

/// "the impending visit"
fn is_ahead(lemma: &str) -> bool {
    let expected = matches!(lemma, "planned" | "proposed" | "intended" | "expected" | "threatened");
    expected
        || matches!(
            lemma,
            "imminent" | "impending" | "forthcoming" | "future" | "upcoming" | "looming"
        )
}

fn is_negation(lemma: &str) -> bool {
    matches!(lemma, "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor")
}

fn is_hedge(lemma: &str) -> bool {
    matches!(
        lemma,
        "possibly"
            | "perhaps"
            | "maybe"
            | "probably"
            | "likely"
            | "presumably"
            | "potentially"
            | "allegedly"
            | "reportedly"
            | "apparently"
    )
}

/// Adverbs of repetition. "Mainly" and "mostly" tell of the share of something ("have mainly been
/// targeting rebels"), not of how often.
fn is_habit(lemma: &str) -> bool {
    matches!(
        lemma,
        "regularly"
            | "often"
            | "frequently"
            | "usually"
            | "routinely"
            | "generally"
            | "commonly"
            | "typically"
            | "always"
            | "repeatedly"
            | "sometimes"
            | "daily"
    )
}

/// Goes up from the trigger: "had no plans to deploy", "failed to agree", "threatened to attack",
/// "denied that it attacked".
fn climb(document: &Document<'_>, trigger: &Trigger<'_>, state: &mut Factuality) {
    let mut at = start(document, trigger);
    for _ in 0..MAX_STEPS {
        let Some(head) = document.head(at) else { return };
        let relation = document.relation(at);
        if !passes_on(document, at, head, relation) {
            return;
        }
        governing_word(document, at, head, relation, state);
        at = head;
    }
}

fn start(document: &Document<'_>, trigger: &Trigger<'_>) -> usize {
    match roles::governor(document, trigger) {
        Some(roles::Governor::Light(verb)) if document.head(verb) != Some(trigger.head) => verb,
        _ => document.container_of(trigger.head),
    }
}

/// True when what is said of the head bears on its dependent.
fn passes_on(document: &Document<'_>, at: usize, head: usize, relation: Relation) -> bool {
    match relation {
        Relation::Xcomp | Relation::Ccomp | Relation::Csubj => true,
        Relation::Acl => is_infinitive(document, at) || document.is_class("plan", head),
        Relation::Conj => !document.has_own_subject(at),
        Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Nmod => {
            document.is_verb(head) || document.is_class("plan", head)
        }
        Relation::Advcl => {
            is_infinitive(document, at)
                || document
                    .case_or_mark(at)
                    .is_some_and(|w| matches!(w, "from" | "without" | "of" | "for"))
        }
        Relation::Obl => document
            .case_of(at)
            .is_some_and(|w| matches!(w, "from" | "without" | "of" | "for" | "against" | "about")),
        _ => false,
    }
}

fn is_infinitive(document: &Document<'_>, index: usize) -> bool {
    document.child(index, &[Relation::Mark]).is_some_and(|m| document.lemma(m) == "to")
}

fn governing_word(
    document: &Document<'_>,
    at: usize,
    head: usize,
    relation: Relation,
    state: &mut Factuality,
) {
    let complement = matches!(
        relation,
        Relation::Xcomp
            | Relation::Ccomp
            | Relation::Acl
            | Relation::Advcl
            | Relation::Obl
            | Relation::Obj
            | Relation::Conj
            | Relation::Nmod
    );
    let lemma = document.lemma(head);
    if complement {
        match lemma {
            "fail" | "refuse" | "decline" | "deny" | "avoid" | "prevent" | "refrain"
            | "abandon" | "cancel" | "rule" | "avert" | "thwart" | "foil" | "neglect" | "stop"
                if relation != Relation::Conj
                    && !(lemma == "stop" && relation == Relation::Obj) =>
            {
                // "never stopped insulting", "could not prevent the attack": it took place; what is
                // not ruled out may.
                if is_negated(document, head) {
                    state.set(
                        if lemma == "rule" { Modality::Possible } else { Modality::Actual },
                        head,
                    );
                    return;
                }
                state.negate(head);
            }
            "plan" | "intend" | "vow" | "threaten" | "prepare" | "want" | "promise" | "pledge"
            | "order" | "aim" | "hope" | "agree" | "decide" | "expect" | "consider" | "seek"
            | "schedule" | "propose" | "offer" | "authorise" | "authorize" | "urge" | "ask"
            | "try" | "attempt" | "swear" | "prompt" | "discuss" | "warn" | "demand" | "call"
            | "require" | "set" | "go" | "ready" | "willing" | "prepared" | "likely" | "due"
            | "intention" | "decision" | "threat" | "bid" | "ambition" | "wish" | "effort"
            | "proposal" | "permission" | "willingness" | "preparation" | "scheme" | "intent"
            | "goal" | "desire"
                if looks_ahead(document, at, head, relation) =>
            {
                state.set(Modality::Planned, head);
            }
            "suspect" | "believe" | "allege" | "fear" | "think" | "speculate" | "suggest"
                if matches!(relation, Relation::Xcomp | Relation::Ccomp) =>
            {
                state.set(Modality::Possible, head);
            }
            _ => {}
        }
    }
    if matches!(
        relation,
        Relation::Xcomp
            | Relation::Conj
            | Relation::Acl
            | Relation::Ccomp
            | Relation::Nmod
            | Relation::Obj
            | Relation::Nsubj
            | Relation::NsubjPass
    ) {
        inherited(document, head, relation, state);
    }
    intention(document, at, head, relation, state);
}

fn is_negated(document: &Document<'_>, word: usize) -> bool {
    document
        .children(word)
        .iter()
        .any(|&d| document.relation(d) == Relation::Advmod && is_negation(document.lemma(d)))
}

/// "had no plans to", "there are no plans to", also where the parse hangs the infinitive on the
/// verb instead of the noun.
fn intention(
    document: &Document<'_>,
    at: usize,
    head: usize,
    relation: Relation,
    state: &mut Factuality,
) {
    let beside = || {
        document
            .reading
            .dependents_by(head, &[Relation::Obj, Relation::Nsubj])
            .find(|&noun| noun < at && document.is_class("plan", noun))
    };
    let noun = match relation {
        Relation::Acl => Some(head),
        Relation::Advcl | Relation::Xcomp
            if document.is_verb(head) && is_infinitive(document, at) =>
        {
            beside()
        }
        _ => None,
    };
    let Some(noun) = noun else { return };
    if document.is_class("plan", noun) && is_infinitive(document, at) {
        state.set(Modality::Planned, head);
    }
    if document.children(noun).iter().any(|&d| {
        document.lemma(d) == "no"
            && matches!(document.relation(d), Relation::Det | Relation::Advmod)
    }) {
        state.negate(head);
    }
}

fn looks_ahead(document: &Document<'_>, at: usize, head: usize, relation: Relation) -> bool {
    match relation {
        Relation::Xcomp | Relation::Acl | Relation::Advcl => true,
        Relation::Obj | Relation::Nmod => {
            document.is_class("plan", head)
                || matches!(
                    document.lemma(head),
                    "plan"
                        | "threaten"
                        | "consider"
                        | "prepare"
                        | "demand"
                        | "propose"
                        | "discuss"
                        | "promise"
                        | "pledge"
                        | "offer"
                )
        }
        Relation::Ccomp => {
            matches!(
                document.lemma(head),
                "demand"
                    | "urge"
                    | "propose"
                    | "vow"
                    | "promise"
                    | "threaten"
                    | "pledge"
                    | "hope"
                    | "expect"
                    | "warn"
            ) && !document.form(at).ends_with("ed")
        }
        Relation::Obl => {
            document.is_class("plan", head) || matches!(document.lemma(head), "call" | "prepare")
        }
        _ => false,
    }
}

/// Negation and auxiliaries of the governing verb hold for what hangs on it, but not for a
/// statement that it reports.
fn inherited(document: &Document<'_>, head: usize, relation: Relation, state: &mut Factuality) {
    if !document.is_verb(head) {
        return;
    }
    let reported = relation == Relation::Ccomp;
    let argument =
        matches!(relation, Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Nmod);
    for &d in document.children(head) {
        let lemma = document.lemma(d);
        match document.relation(d) {
            Relation::Advmod
                if is_negation(lemma)
                    && !reported
                    && (!argument || is_existence(document, head)) =>
            {
                state.negate(d)
            }
            Relation::Aux if !reported && !argument => {
                auxiliary(&document.form(d).to_lowercase(), lemma, d, state)
            }
            Relation::Aux if argument && is_existence(document, head) => {
                auxiliary(&document.form(d).to_lowercase(), lemma, d, state)
            }
            Relation::Mark if matches!(lemma, "if" | "unless" | "whether") && !argument => {
                state.set(Modality::Hypothetical, d)
            }
            _ => {}
        }
    }
}

/// Verbs that say no more of an event than that it is: "there was no attack", "the strikes will
/// continue".
fn is_existence(document: &Document<'_>, verb: usize) -> bool {
    document.is_class("light", verb)
        || document.is_class("occur", verb)
        || document.lemma(verb) == "be"
}

impl Document<'_> {
    /// Lemma of the marker or preposition of a clause.
    pub fn case_or_mark(&self, index: usize) -> Option<&str> {
        self.child(index, &[Relation::Mark, Relation::Case]).map(|m| self.lemma(m))
    }
}
