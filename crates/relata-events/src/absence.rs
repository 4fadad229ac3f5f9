//! Statements that something is not known: "No information about casualties has been released", "It
//! was unclear who fired".

use relata_core::{Absence, Polarity, Relation, Span, TextSpan, Upos, Voice};

use crate::layers::Layers;
use crate::words::Words;

/// An absence with the sentence that states it.
#[derive(Debug, Clone)]
pub(crate) struct AbsenceAt {
    pub absence: Absence,
    pub sentence: usize,
    /// True when it is about people harmed.
    pub of_casualties: bool,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The absences in the order of the text. `voice_at` says who speaks at a span.
pub(crate) fn find(layers: &Layers<'_>, voice_at: &dyn Fn(Span) -> Voice) -> Vec<AbsenceAt> {
    let mut out: Vec<AbsenceAt> = Vec::new();
    for token in 0..layers.reading.tokens().len() {
        let sentence = layers.reading.sentence_of(token);
        if out.last().is_some_and(|a| a.sentence == sentence) {
            continue;
        }
        let found = missing(layers, token)
            .map(|about| (about, "absence:no_information"))
            .or_else(|| Some((unclear(layers, token)?, "absence:unclear")));
        if let Some((about, rule)) = found {
            out.extend(build(layers, token, about, rule, voice_at));
        }
    }
    out
}

fn build(
    layers: &Layers<'_>,
    token: usize,
    about: String,
    rule: &'static str,
    voice_at: &dyn Fn(Span) -> Voice,
) -> Option<AbsenceAt> {
    let sentence = layers.reading.sentence_of(token);
    let clause = clause_span(layers, token)?;
    let by = voice_at(layers.token(token).span);
    let of_casualties = layers.ontology.classes().is("casualties", &about)
        || Words::of_events().is(&about, "kill_word");
    Some(AbsenceAt {
        absence: Absence::new(TextSpan::new(layers.text, clause), about, by),
        sentence,
        of_casualties,
        rule,
    })
}

/// The clause about the token, without the mark at its end.
fn clause_span(layers: &Layers<'_>, token: usize) -> Option<Span> {
    let clause = layers.clause_of(token);
    let sentence = layers.sentence_of(token);
    let tokens = layers.reading.subtree(clause, |d| layers.relation(d) == Relation::Parataxis);
    let (mut first, mut last) = (*tokens.first()?, *tokens.last()?);
    if !(first..=last).contains(&token) {
        (first, last) = (sentence.start, sentence.end.checked_sub(1)?);
    }
    while first < last && layers.is_punctuation(first) {
        first += 1;
    }
    while last > first && layers.is_punctuation(last) {
        last -= 1;
    }
    layers.reading.cover(first..=last)
}

/// "no information about casualties", "no word on …", "no reports of injuries", "no casualties were
/// reported"
fn missing(layers: &Layers<'_>, token: usize) -> Option<String> {
    let negated = layers.children(token).iter().any(|&d| {
        matches!(layers.lemma(d), "no" | "any")
            && matches!(layers.relation(d), Relation::Det | Relation::Advmod)
    });
    let no = layers.children(token).iter().any(|&d| layers.lemma(d) == "no");
    if !negated {
        return None;
    }
    let verb = layers.head(token).filter(|&v| layers.is_verb(v));
    let denied = no || verb.is_some_and(|v| layers.is_negated(v));
    if !denied {
        return None;
    }
    let words = Words::of_events();
    let introduces = |d: usize, kind: &str| layers.case_of(d).is_some_and(|c| words.is(c, kind));
    if layers.is_class("information", token) {
        let about = layers.children(token).iter().copied().find(|&d| {
            matches!(layers.relation(d), Relation::Nmod | Relation::Obl)
                && introduces(d, "of_information")
        });
        let told_elsewhere = verb.and_then(|v| {
            let phrases = layers.children(v).iter().copied();
            phrases
                .into_iter()
                .find(|&d| layers.relation(d) == Relation::Obl && introduces(d, "told_of"))
        });
        return about
            .or(told_elsewhere)
            .map(|d| layers.lemma(d).to_owned())
            .or_else(|| gives_nothing(layers, verb).then(|| layers.lemma(token).to_owned()));
    }
    let reported = verb.is_some_and(|v| is(layers, "told", v) || is(layers, "established", v));
    (layers.is_class("casualties", token) && reported).then(|| layers.lemma(token).to_owned())
}

/// True for a word of that kind.
fn is(layers: &Layers<'_>, kind: &str, token: usize) -> bool {
    Words::of_events().is(layers.lemma(token), kind)
}

/// "gave no details", "no figures were released"
fn gives_nothing(layers: &Layers<'_>, verb: Option<usize>) -> bool {
    verb.is_some_and(|v| is(layers, "told", v))
}

/// "it was unclear who …", "it is not known whether …", "the cause was not known", "the toll could
/// not be confirmed", "was unable to verify the report", "did not say how many …"
fn unclear(layers: &Layers<'_>, token: usize) -> Option<String> {
    let denied = || layers.factuality(token, &[]).polarity == Polarity::Negative;
    let known = is(layers, "known", token);
    let established = is(layers, "established", token);
    let told = is(layers, "told", token);
    let open = is(layers, "unknown", token) || (known || established || told) && denied();
    if !open {
        return None;
    }
    let about = question(layers, token).or_else(|| {
        let passive = layers.is_passive(token);
        // "Police did not know him" tells of no question that is open, "did not confirm it" does.
        let subject = !layers.is_verb(token) || passive;
        let found = if subject { subject_of(layers, token) } else { None };
        let object = || layers.child(token, &[Relation::Obj]).filter(|_| established);
        found.filter(|_| !told).or_else(object).filter(|&t| layers.token(t).upos == Upos::Noun)
    })?;
    Some(layers.lemma(about).to_owned())
}

/// The subject of a predicate, or of the verb that links it: "the cause remains unknown".
fn subject_of(layers: &Layers<'_>, predicate: usize) -> Option<usize> {
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    let linked =
        || layers.head(predicate).filter(|_| layers.relation(predicate) == Relation::Xcomp);
    let own = layers.child(predicate, &subjects);
    own.or_else(|| linked().and_then(|verb| layers.child(verb, &subjects)))
}

/// The predicate of the question that depends on the word.
fn question(layers: &Layers<'_>, token: usize) -> Option<usize> {
    let clauses = [Relation::Ccomp, Relation::Csubj, Relation::Advcl, Relation::CsubjPass];
    let clause = layers.child(token, &clauses)?;
    let words = layers.reading.subtree(clause, |_| false).into_iter().take(6);
    let mut words = words.filter(|&t| layers.is_question_word(t) || layers.lemma(t) == "if");
    words.next().map(|_| clause)
}
