//! Statements that something is not known: "No information about casualties has been released", "It
//! was unclear who fired".

use relata_core::{Absence, Polarity, Relation, Span, TextSpan, Upos, Voice};

use crate::document::Document;
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
pub(crate) fn find(document: &Document<'_>, voice_at: &dyn Fn(Span) -> Voice) -> Vec<AbsenceAt> {
    let mut out: Vec<AbsenceAt> = Vec::new();
    for token in 0..document.reading.tokens().len() {
        let sentence = document.reading.sentence_of(token);
        if out.last().is_some_and(|a| a.sentence == sentence) {
            continue;
        }
        let found = missing(document, token)
            .map(|about| (about, "absence:no_information"))
            .or_else(|| Some((unclear(document, token)?, "absence:unclear")));
        if let Some((about, rule)) = found {
            out.extend(build(document, token, about, rule, voice_at));
        }
    }
    out
}

fn build(
    document: &Document<'_>,
    token: usize,
    about: String,
    rule: &'static str,
    voice_at: &dyn Fn(Span) -> Voice,
) -> Option<AbsenceAt> {
    let sentence = document.reading.sentence_of(token);
    let clause = clause_span(document, token)?;
    let by = voice_at(document.token(token).span);
    let of_casualties = document.ontology.classes().is("casualties", &about)
        || Words::of_events().is(&about, "kill_word");
    Some(AbsenceAt {
        absence: Absence::new(TextSpan::new(document.text, clause), about, by),
        sentence,
        of_casualties,
        rule,
    })
}

/// The clause about the token, without the mark at its end.
fn clause_span(document: &Document<'_>, token: usize) -> Option<Span> {
    let clause = document.clause_of(token);
    let sentence = document.sentence_of(token);
    let tokens = document.reading.subtree(clause, |d| document.relation(d) == Relation::Parataxis);
    let (mut first, mut last) = (*tokens.first()?, *tokens.last()?);
    if !(first..=last).contains(&token) {
        (first, last) = (sentence.start, sentence.end.checked_sub(1)?);
    }
    while first < last && document.is_punctuation(first) {
        first += 1;
    }
    while last > first && document.is_punctuation(last) {
        last -= 1;
    }
    document.reading.cover(first..=last)
}

/// "no information about casualties", "no word on …", "no reports of injuries", "no casualties were
/// reported"
fn missing(document: &Document<'_>, token: usize) -> Option<String> {
    let negated = document.children(token).iter().any(|&d| {
        matches!(document.lemma(d), "no" | "any")
            && matches!(document.relation(d), Relation::Det | Relation::Advmod)
    });
    let no = document.children(token).iter().any(|&d| document.lemma(d) == "no");
    if !negated {
        return None;
    }
    let verb = document.head(token).filter(|&v| document.is_verb(v));
    let denied = no || verb.is_some_and(|v| document.is_negated(v));
    if !denied {
        return None;
    }
    let words = Words::of_events();
    let introduces = |d: usize, kind: &str| document.case_of(d).is_some_and(|c| words.is(c, kind));
    if document.is_class("information", token) {
        let about = document.children(token).iter().copied().find(|&d| {
            matches!(document.relation(d), Relation::Nmod | Relation::Obl)
                && introduces(d, "of_information")
        });
        let told_elsewhere = verb.and_then(|v| {
            let phrases = document.children(v).iter().copied();
            phrases
                .into_iter()
                .find(|&d| document.relation(d) == Relation::Obl && introduces(d, "told_of"))
        });
        return about
            .or(told_elsewhere)
            .map(|d| document.lemma(d).to_owned())
            .or_else(|| gives_nothing(document, verb).then(|| document.lemma(token).to_owned()));
    }
    let reported = verb.is_some_and(|v| is(document, "told", v) || is(document, "established", v));
    (document.is_class("casualties", token) && reported).then(|| document.lemma(token).to_owned())
}

/// True for a word of that kind.
fn is(document: &Document<'_>, kind: &str, token: usize) -> bool {
    Words::of_events().is(document.lemma(token), kind)
}

/// "gave no details", "no figures were released"
fn gives_nothing(document: &Document<'_>, verb: Option<usize>) -> bool {
    verb.is_some_and(|v| is(document, "told", v))
}

/// "it was unclear who …", "it is not known whether …", "the cause was not known", "the toll could
/// not be confirmed", "was unable to verify the report", "did not say how many …"
fn unclear(document: &Document<'_>, token: usize) -> Option<String> {
    let denied = || document.factuality(token, &[]).polarity == Polarity::Negative;
    let known = is(document, "known", token);
    let established = is(document, "established", token);
    let told = is(document, "told", token);
    let open = is(document, "unknown", token) || (known || established || told) && denied();
    if !open {
        return None;
    }
    let about = question(document, token).or_else(|| {
        let passive = document.is_passive(token);
        // "Police did not know him" tells of no question that is open, "did not confirm it" does.
        let subject = !document.is_verb(token) || passive;
        let found = if subject { subject_of(document, token) } else { None };
        let object = || document.child(token, &[Relation::Obj]).filter(|_| established);
        found.filter(|_| !told).or_else(object).filter(|&t| document.token(t).upos == Upos::Noun)
    })?;
    Some(document.lemma(about).to_owned())
}

/// The subject of a predicate, or of the verb that links it: "the cause remains unknown".
fn subject_of(document: &Document<'_>, predicate: usize) -> Option<usize> {
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    let linked =
        || document.head(predicate).filter(|_| document.relation(predicate) == Relation::Xcomp);
    let own = document.child(predicate, &subjects);
    own.or_else(|| linked().and_then(|verb| document.child(verb, &subjects)))
}

/// The predicate of the question that depends on the word.
fn question(document: &Document<'_>, token: usize) -> Option<usize> {
    let clauses = [Relation::Ccomp, Relation::Csubj, Relation::Advcl, Relation::CsubjPass];
    let clause = document.child(token, &clauses)?;
    let words = document.reading.subtree(clause, |_| false).into_iter().take(6);
    let mut words = words.filter(|&t| document.is_question_word(t) || document.lemma(t) == "if");
    words.next().map(|_| clause)
}
