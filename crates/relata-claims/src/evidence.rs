//! What speaks for a claim: how far the reader's tags, its links, the tree and the lexicon agree with it.

use relata_core::{AttributionRole, EntityType, Upos};

use crate::anchor::{Anchor, anchor};
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Origin};
use crate::lexicon::{CueClass, CuePart};
use crate::mode::words_in_quotation;
use crate::syntax::agent;

/// What speaks for and against a claim, by name, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    values: [f32; FEATURES],
}

impl Evidence {
    /// The names and values, always the same names in the same order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        NAMES.into_iter().zip(self.values)
    }
}

/// Number of features.
pub(crate) const FEATURES: usize = 34;

/// What each feature is called in the weights file, in their order.
pub(crate) const NAMES: [&str; FEATURES] = [
    "content_tags",
    "content_first",
    "content_last",
    "cue_tags",
    "source_tags",
    "content_links",
    "source_links",
    "confidence",
    "by_rule",
    "no_source",
    "no_cue",
    "quoted",
    "partly_quoted",
    "cue_in_quotation",
    "one_word",
    "few_words",
    "many_words",
    "several_runs",
    "clause",
    "tree_content",
    "tree_source",
    "source_name",
    "source_pronoun",
    "source_you_or_i",
    "cue_known",
    "cue_says",
    "cue_thinks",
    "cue_judges",
    "cue_demands",
    "cue_noun",
    "cue_mark",
    "cue_before",
    "beside",
    "certain",
];

/// The features of a draft, each from 0 to 1, in the order of [`NAMES`].
pub(crate) fn evidence(ctx: &Context<'_>, draft: &Draft) -> Evidence {
    let quoted = words_in_quotation(ctx, draft);
    let cue = draft.cue.as_ref().map(|cue| (cue, anchor(ctx, cue)));
    let words: usize = draft.content.iter().map(|run| run.clone().filter(|&t| !ctx.is_punct(t)).count()).sum();
    let content = || draft.content.iter().flat_map(Clone::clone);
    let flag = |holds: bool| f32::from(u8::from(holds));
    let content_tags = agreement(ctx, content(), AttributionRole::Content);
    let cue_tags = draft.cue.as_ref().map_or(0.0, |c| agreement(ctx, c.clone(), AttributionRole::Cue));
    let source_tags = draft.source.as_ref().map_or(0.0, |s| agreement(ctx, s.clone(), AttributionRole::Source));
    let links = |tokens: &mut dyn Iterator<Item = usize>| draft.cue.as_ref().map_or(0.0, |c| link_share(ctx, tokens, c));
    let class = cue.and_then(|(_, a)| a.entry).map(|e| e.class);
    let is_class = |classes: &[CueClass]| flag(class.is_some_and(|c| classes.contains(&c)));
    let (first, last) = (draft.content.first().map(|r| r.start..r.start + 1), draft.content.last().map(|r| r.end.saturating_sub(1)..r.end));
    let edge = |token: Option<Tokens>| token.map_or(0.0, |t| agreement(ctx, t, AttributionRole::Content));
    let values = [
        content_tags,
        edge(first),
        edge(last),
        cue_tags,
        source_tags,
        links(&mut content()),
        links(&mut draft.source.clone().unwrap_or_default()),
        draft.confidence.clamp(0.0, 1.0),
        flag(draft.origin == Origin::Rule),
        flag(draft.source.is_none()),
        flag(draft.cue.is_none()),
        flag(quoted.0 > 0 && quoted.1 == 0),
        flag(quoted.0 > 0 && quoted.1 > 0),
        flag(draft.cue.as_ref().is_some_and(|c| ctx.quotes.around(ctx.span(c)).is_some())),
        flag(words <= 1),
        flag(words > 1 && words <= 4),
        flag(words >= 25),
        flag(draft.content.len() > 1),
        flag(draft.content.iter().any(|run| is_clause(ctx, run))),
        flag(cue.is_some_and(|(c, _)| draft.content.iter().any(|run| hangs_together(ctx, c, run)))),
        flag(cue.is_some_and(|(_, a)| speaks(ctx, a, draft.source.as_ref()))),
        flag(draft.source.as_ref().is_some_and(|s| is_named(ctx, s))),
        flag(draft.source.as_ref().is_some_and(|s| s.len() == 1 && ctx.token(s.start).upos == Upos::Pron)),
        flag(draft.source.as_ref().is_some_and(|s| s.len() == 1 && is_you_or_i(ctx.word(s.start)))),
        flag(class.is_some()),
        is_class(&[CueClass::Say, CueClass::Report, CueClass::Claim, CueClass::Confirm, CueClass::Deny, CueClass::Withhold]),
        is_class(&[CueClass::Think, CueClass::Hedge]),
        is_class(&[CueClass::Judge]),
        is_class(&[CueClass::Demand, CueClass::Promise, CueClass::Ask]),
        flag(cue.and_then(|(_, a)| a.entry).is_some_and(|e| e.part == CuePart::Noun)),
        flag(draft.cue.as_ref().is_some_and(|c| c.clone().all(|t| ctx.is_punct(t)))),
        flag(draft.cue.as_ref().is_some_and(|c| draft.content.first().is_some_and(|r| c.end <= r.start))),
        flag(draft.cue.as_ref().is_some_and(|c| draft.content.iter().any(|r| r.start == c.end || r.end == c.start))),
        (content_tags * cue_tags * source_tags).powi(2),
    ];
    Evidence { values }
}

/// Mean confidence of the tags that agree, 0 for each that does not.
fn agreement(ctx: &Context<'_>, tokens: impl Iterator<Item = usize>, role: AttributionRole) -> f32 {
    let (mut sum, mut count) = (0.0_f32, 0.0_f32);
    for token in tokens.map(|t| ctx.token(t)) {
        count += 1.0;
        if token.attribution.label() == Some(role) {
            sum += token.scores.attribution.get();
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Share of the tokens that link to the cue, each with its confidence.
fn link_share(ctx: &Context<'_>, tokens: &mut dyn Iterator<Item = usize>, cue: &Tokens) -> f32 {
    let (mut sum, mut count) = (0.0_f32, 0.0_f32);
    for token in tokens.filter(|&t| !ctx.is_punct(t)).map(|t| ctx.token(t)) {
        count += 1.0;
        if token.cue.is_some_and(|c| c + 1 >= cue.start && c <= cue.end) {
            sum += token.scores.cue.get();
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

fn is_clause(ctx: &Context<'_>, run: &Tokens) -> bool {
    run.clone().any(|t| ctx.token(t).relation.is_subject() && ctx.token(t).head.is_some_and(|h| run.contains(&h)))
}

fn hangs_together(ctx: &Context<'_>, cue: &Tokens, run: &Tokens) -> bool {
    let head = ctx.reading.head_of_span(ctx.span(run));
    head.and_then(|h| ctx.token(h).head).is_some_and(|h| cue.contains(&h)) || cue.clone().any(|t| ctx.token(t).head.is_some_and(|h| run.contains(&h)))
}

fn speaks(ctx: &Context<'_>, anchor: Anchor<'_>, source: Option<&Tokens>) -> bool {
    let agent = agent(ctx.reading, anchor.token);
    agent.zip(source).is_some_and(|(agent, source)| source.contains(&agent))
}

fn is_named(ctx: &Context<'_>, source: &Tokens) -> bool {
    source.clone().any(|t| matches!(ctx.token(t).entity.label(), Some(EntityType::Per | EntityType::Org | EntityType::Gpe)))
}

fn is_you_or_i(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "i" | "you" | "we" | "one")
}
