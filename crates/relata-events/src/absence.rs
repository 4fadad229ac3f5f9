//! Statements that something is not known: "No information about casualties has been released", "It
//! was unclear who fired".

use relata_core::{Absence, Relation, Span, TextSpan, Voice};

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
    let reported = verb.is_some_and(|v| words.is(document.lemma(v), "reports"));
    (document.is_class("casualties", token) && reported).then(|| document.lemma(token).to_owned())
}

/// "gave no details", "no figures were released"
fn gives_nothing(document: &Document<'_>, verb: Option<usize>) -> bool {
    verb.is_some_and(|v| Words::of_events().is(document.lemma(v), "gives"))
}

/// "it was unclear who …", "it is not known whether …", "not immediately clear"
fn unclear(document: &Document<'_>, token: usize) -> Option<String> {
    let lemma = document.lemma(token);
    let negated = document.is_negated(token);
    let words = Words::of_events();
    let open = words.is(lemma, "unclear") || negated && words.is(lemma, "clear");
    if !open {
        return None;
    }
    let clause = document
        .child(token, &[Relation::Ccomp, Relation::Csubj, Relation::Advcl, Relation::CsubjPass])?;
    let asks = document
        .reading
        .subtree(clause, |_| false)
        .into_iter()
        .take(6)
        .any(|t| document.is_question_word(t) || document.lemma(t) == "if");
    asks.then(|| document.lemma(clause).to_owned())
}
