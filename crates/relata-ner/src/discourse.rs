//! All candidates of a text in its order, with what the sieves look up.

use std::ops::Range;

use relata_core::{AttributionRole, Relation, Upos};
use relata_syntax::Analysis;

use crate::candidate::{Candidate, NOBODY};
use crate::features::GrammaticalRole;
use crate::nominals::{self, Title};
use crate::options::{EntityOptions, MentionScope};
use crate::view::View;
use crate::{groups, names, pronouns, sources};

/// A run of tokens in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With the marks.
    pub tokens: Range<usize>,
    /// True when the mark that should close it is missing: the next paragraph may go on with it.
    pub open: bool,
}

/// The candidates of a text.
pub(crate) struct Discourse<'a> {
    /// The text and its layers.
    pub view: View<'a>,
    /// In the order of their first token, the longer first.
    pub candidates: Vec<Candidate>,
    /// Titles that belong to names.
    pub titles: Vec<Title>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Where the candidates of each sentence stand among all.
    by_sentence: Vec<Range<usize>>,
    /// The candidate with this head token, the longest.
    by_head: Vec<Option<usize>>,
    /// The tokens of those who are named together.
    grouped: Vec<bool>,
    /// How many sentences before each are not wholly in quotation marks.
    told: Vec<usize>,
}

impl<'a> Discourse<'a> {
    /// Collects the candidates that the options ask for.
    pub(crate) fn new(analysis: &'a Analysis<'a>, options: &EntityOptions) -> Self {
        let view = View(analysis);
        let mut candidates = names::find(view);
        let names = candidates.len();
        let mut titles = Vec::new();
        if options.scope != MentionScope::Names {
            let descriptions = nominals::find(view, &candidates);
            candidates.extend(descriptions.mentions);
            titles = descriptions.titles;
        }
        if options.scope == MentionScope::All {
            let groups = groups::find(view, candidates.get(..names).unwrap_or_default());
            candidates.extend(groups);
            candidates.extend(pronouns::find(view));
        }
        let quotations = quotations(analysis);
        locate(view, &quotations, &mut candidates);
        candidates.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
        candidates.dedup_by(|b, a| a.tokens == b.tokens);
        sources::mark(view, &mut candidates);
        let by_sentence = by_sentence(view, &candidates);
        let by_head = by_head(view, &candidates);
        let grouped = grouped(view, &candidates);
        let told = told(view, &quotations);
        Self { view, candidates, titles, quotations, by_sentence, by_head, grouped, told }
    }

    /// The candidate at `index`; an empty one past the last.
    pub(crate) fn get(&self, index: usize) -> &Candidate {
        self.candidates.get(index).unwrap_or(&NOBODY)
    }

    /// Candidates of a sentence, in the order of the text.
    pub(crate) fn in_sentence(&self, sentence: usize) -> Range<usize> {
        self.by_sentence.get(sentence).cloned().unwrap_or_default()
    }

    /// The longest candidate with this head.
    pub(crate) fn with_head(&self, token: usize) -> Option<usize> {
        self.by_head.get(token).copied().flatten()
    }

    /// True for a token of several that are named together, a candidate of their own.
    pub(crate) fn in_group(&self, token: usize) -> bool {
        self.grouped.get(token).copied().unwrap_or_default()
    }

    /// How many sentences lie between two in what the narrator tells: those that stand wholly in
    /// quotation marks count nothing.
    pub(crate) fn told_between(&self, earlier: usize, later: usize) -> usize {
        let before = |sentence: usize| self.told.get(sentence).copied().unwrap_or(sentence);
        before(later).saturating_sub(before(earlier)).max(usize::from(earlier < later))
    }

    /// All candidates with their index.
    pub(crate) fn each(&self) -> impl DoubleEndedIterator<Item = (usize, &Candidate)> {
        self.candidates.iter().enumerate()
    }

    /// The name that begins at this token.
    pub(crate) fn name_at(&self, token: usize) -> Option<usize> {
        let start = self.candidates.partition_point(|c| c.tokens.start < token);
        self.each()
            .skip(start)
            .take_while(|(_, c)| c.tokens.start == token)
            .find(|(_, c)| c.is_name())
            .map(|(i, _)| i)
    }

    /// The longest candidate that begins at this token.
    pub(crate) fn starting_at(&self, token: usize) -> Option<usize> {
        let start = self.candidates.partition_point(|c| c.tokens.start < token);
        let start = start + usize::from(self.get(start).group);
        self.candidates.get(start).filter(|c| c.tokens.start == token).map(|_| start)
    }

    /// The written form of a candidate.
    pub(crate) fn written(&self, index: usize) -> &'a str {
        self.get(index).span.text(self.view.text)
    }
}

/// For each sentence, how many before it are not wholly in quotation marks.
fn told(view: View<'_>, quotations: &[Quotation]) -> Vec<usize> {
    let sentences = view.reading.sentence_count();
    let mut told = vec![true; sentences];
    // Quotations may lie in one another: what one has passed, the next need not look at.
    let mut passed = 0;
    for quotation in quotations {
        let first = view.reading.sentence_of(quotation.tokens.start).max(passed);
        let last = view.reading.sentence_of(quotation.tokens.end.saturating_sub(1));
        passed = passed.max(last);
        for sentence in first..=last.min(sentences.saturating_sub(1)) {
            let inside = view.reading.sentence_tokens(sentence);
            let whole =
                quotation.tokens.start <= inside.start && inside.end <= quotation.tokens.end;
            if let Some(told) = told.get_mut(sentence).filter(|_| whole) {
                *told = false;
            }
        }
    }
    let count = |sum: &mut usize, told: bool| {
        let before = *sum;
        *sum += usize::from(told);
        Some(before)
    };
    told.into_iter().scan(0, count).collect()
}

/// The quotations by the tokens that they hold.
fn quotations(analysis: &Analysis<'_>) -> Vec<Quotation> {
    let found = analysis.quotations().iter();
    found
        .map(|q| Quotation { tokens: analysis.reading.tokens_in(q.span), open: !q.closed })
        .filter(|q| !q.tokens.is_empty())
        .collect()
}

/// The number of the quotation that holds each token.
fn by_token(quotations: &[Quotation], tokens: usize) -> Vec<Option<usize>> {
    let mut out = vec![None; tokens];
    for (number, quotation) in quotations.iter().enumerate() {
        for slot in out.get_mut(quotation.tokens.clone()).unwrap_or_default() {
            *slot = Some(number);
        }
    }
    out
}

fn locate(view: View<'_>, quotations: &[Quotation], candidates: &mut [Candidate]) {
    let quoted = by_token(quotations, view.reading.tokens().len());
    for candidate in candidates {
        let head = candidate.head;
        candidate.sentence = view.reading.sentence_of(head);
        candidate.paragraph =
            view.reading.sentence(candidate.sentence).map_or(usize::MAX, |s| s.paragraph);
        candidate.role = role(view, head);
        candidate.quotation = quoted.get(head).copied().flatten();
        candidate.reported = candidate.quotation.is_some()
            || view.reading.token(head).attribution.label() == Some(AttributionRole::Content);
    }
}

/// The part that the noun with this head plays; a conjunct plays that of the first one.
fn role(view: View<'_>, token: usize) -> GrammaticalRole {
    let mut at = token;
    for _ in 0..8 {
        let inherits =
            view.relation(at) == Relation::Conj && !matches!(view.upos(at), Upos::Verb | Upos::Aux);
        let same = matches!(view.relation(at), Relation::Flat | Relation::Appos);
        match view.head(at).filter(|_| inherits || same) {
            Some(head) => at = head,
            None => break,
        }
    }
    match view.relation(at) {
        relation if relation.is_subject() => GrammaticalRole::Subject,
        Relation::Obj | Relation::Iobj | Relation::OblAgent => GrammaticalRole::Object,
        Relation::NmodPoss => GrammaticalRole::Possessor,
        Relation::Obl => GrammaticalRole::Oblique,
        _ => GrammaticalRole::Other,
    }
}

fn by_sentence(view: View<'_>, candidates: &[Candidate]) -> Vec<Range<usize>> {
    let bound = |sentence: usize| {
        let token = view.reading.sentence_tokens(sentence).start;
        candidates.partition_point(|c| c.tokens.start < token)
    };
    let count = view.reading.sentence_count();
    (0..count)
        .map(|s| bound(s)..if s + 1 < count { bound(s + 1) } else { candidates.len() })
        .collect()
}

fn by_head(view: View<'_>, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = vec![None; view.reading.tokens().len()];
    for (index, candidate) in candidates.iter().enumerate().filter(|(_, c)| !c.group) {
        if let Some(slot @ None) = out.get_mut(candidate.head) {
            *slot = Some(index);
        }
    }
    out
}

fn grouped(view: View<'_>, candidates: &[Candidate]) -> Vec<bool> {
    let mut out = vec![false; view.reading.tokens().len()];
    for group in candidates.iter().filter(|c| c.group) {
        out.get_mut(group.tokens.clone()).unwrap_or_default().fill(true);
    }
    out
}
