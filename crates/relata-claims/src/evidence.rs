//! What speaks for a claim: how far the reader's tags, its links, the tree and the lexicon agree
//! with it.

use relata_core::{AttributionRole, EntityType, Relation, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use crate::anchor::{Anchor, anchor};
use crate::context::{Context, Tokens};
use crate::proposal::{Origin, Proposal};
use crate::speakers::is_person_like;
use crate::syntax::agent;
use crate::words::words_in_quotation;

/// What speaks for and against a claim, by name, each from 0 to 1.
///
/// ```
/// use relata_core::conllu;
/// let text = "Mara said it rained.";
/// let rows = "1\tMara\tMara\tPROPN\t_\t_\t2\tnsubj\t_\t_\n\
/// 2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\
///             3\tit\tit\tPRON\t_\t_\t4\tnsubj\t_\t_\n4\trained\train\tVERB\t_\t_\t2\tccomp\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let found = relata_claims::attribute_with_evidence(text, &reading, &[], &Default::default());
/// let by_rule = found[0].1.iter().find(|(name, _)| *name == "by_rule");
/// assert_eq!(by_rule, Some(("by_rule", 1.0)));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// In the order of [`NAMES`].
    pub(crate) values: [f32; FEATURES],
}

impl Evidence {
    /// The names and values, always the same names in the same order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        NAMES.into_iter().zip(self.values)
    }
}

/// Number of features.
pub(crate) const FEATURES: usize = 41;

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
    "nested",
    "cue_reports",
    "cue_passive",
    "infinitive",
    "bare_object",
    "source_mute",
    "certain",
    "continued",
];

/// The features of a proposal, inside another claim or by itself, in the order of [`NAMES`].
pub(crate) fn evidence(ctx: &Context<'_>, proposal: &Proposal, nested: bool) -> Evidence {
    let tags = of_tags(ctx, proposal);
    let sure = tags[0] * tags[3] * tags[4];
    let certain = sure * sure;
    let all = tags.into_iter().chain(of_form(ctx, proposal)).chain(of_words(ctx, proposal));
    let all =
        all.chain(of_grammar(ctx, proposal, nested)).chain([certain, flag(proposal.continued)]);
    let mut values = [0.0; FEATURES];
    for (slot, value) in values.iter_mut().zip(all) {
        *slot = value;
    }
    Evidence { values }
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How far tags and links agree with the claim.
fn of_tags(ctx: &Context<'_>, proposal: &Proposal) -> [f32; 8] {
    let content = || proposal.content.iter().flat_map(Clone::clone);
    let links = |tokens: &mut dyn Iterator<Item = usize>| {
        proposal.cue.as_ref().map_or(0.0, |c| link_share(ctx, tokens, c))
    };
    let (first, last) = (
        proposal.content.first().map(|r| r.start..r.start + 1),
        proposal.content.last().map(|r| r.end.saturating_sub(1)..r.end),
    );
    let agree = |tokens: Option<Tokens>, role| tokens.map_or(0.0, |t| agreement(ctx, t, role));
    [
        agreement(ctx, content(), AttributionRole::Content),
        agree(first, AttributionRole::Content),
        agree(last, AttributionRole::Content),
        agree(proposal.cue.clone(), AttributionRole::Cue),
        agree(proposal.source.clone(), AttributionRole::Source),
        links(&mut content()),
        links(&mut proposal.source.clone().unwrap_or_default()),
        proposal.confidence.clamp(0.0, 1.0),
    ]
}

/// What parts the claim has, and how long and whole they are.
fn of_form(ctx: &Context<'_>, proposal: &Proposal) -> [f32; 13] {
    let quoted = words_in_quotation(ctx, proposal);
    let words = quoted.0 + quoted.1;
    let anchor = proposal.cue.as_ref().map(|cue| anchor(ctx, cue));
    [
        flag(proposal.origin == Origin::Rule),
        flag(proposal.source.is_none()),
        flag(proposal.cue.is_none()),
        flag(quoted.0 > 0 && quoted.1 == 0),
        flag(quoted.0 > 0 && quoted.1 > 0),
        flag(proposal.cue.as_ref().is_some_and(|c| ctx.quotes.around(ctx.span(c)).is_some())),
        flag(words <= 1),
        flag(words > 1 && words <= 4),
        flag(words >= 25),
        flag(proposal.content.len() > 1),
        flag(proposal.content.iter().any(|run| is_clause(ctx, run))),
        flag(
            proposal
                .cue
                .as_ref()
                .is_some_and(|c| proposal.content.iter().any(|run| hangs_together(ctx, c, run))),
        ),
        flag(anchor.is_some_and(|a| speaks(ctx, a, proposal.source.as_ref()))),
    ]
}

/// What words source and cue are, and where the cue stands.
fn of_words(ctx: &Context<'_>, proposal: &Proposal) -> [f32; 12] {
    let entry = proposal.cue.as_ref().and_then(|cue| anchor(ctx, cue).entry);
    let is_class = |classes: &[CueClass]| flag(entry.is_some_and(|e| classes.contains(&e.class)));
    let cue = |holds: &dyn Fn(&Tokens) -> bool| flag(proposal.cue.as_ref().is_some_and(holds));
    let alone = proposal.source.as_ref().filter(|s| s.len() == 1).map(|s| s.start);
    [
        flag(proposal.source.as_ref().is_some_and(|s| is_named(ctx, s))),
        flag(alone.is_some_and(|t| ctx.token(t).upos == Upos::Pron)),
        flag(alone.is_some_and(|t| is_you_or_i(ctx.word(t)))),
        flag(entry.is_some()),
        is_class(&[
            CueClass::Say,
            CueClass::Report,
            CueClass::Claim,
            CueClass::Confirm,
            CueClass::Deny,
            CueClass::Withhold,
        ]),
        is_class(&[CueClass::Think, CueClass::Hedge]),
        is_class(&[CueClass::Judge]),
        is_class(&[CueClass::Demand, CueClass::Promise, CueClass::Ask]),
        flag(entry.is_some_and(|e| e.part == CuePart::Noun)),
        cue(&|c| c.clone().all(|t| ctx.is_punct(t))),
        cue(&|c| proposal.content.first().is_some_and(|r| c.end <= r.start)),
        cue(&|c| proposal.content.iter().any(|r| r.start == c.end || r.end == c.start)),
    ]
}

/// Whose words the claim stands in, and in which construction the cue has content and source.
fn of_grammar(ctx: &Context<'_>, proposal: &Proposal, nested: bool) -> [f32; 6] {
    let anchor = proposal.cue.as_ref().map(|cue| anchor(ctx, cue));
    let verb = anchor.map(|a| a.token).filter(|&t| ctx.token(t).upos == Upos::Verb);
    let has = |relation| {
        verb.and_then(|v| ctx.reading.dependent(v, &[relation]))
            .is_some_and(|t| proposal.content_has(t))
    };
    let reports = anchor
        .and_then(|a| a.entry)
        .is_some_and(|e| matches!(e.class, CueClass::Report | CueClass::Show));
    // Who "was asked" or "was told" is spoken to.
    let addressed = anchor.and_then(|a| a.entry).is_some_and(|e| e.takes(Complement::Addressee));
    let mute = proposal
        .source
        .as_ref()
        .is_some_and(|source| !source.clone().any(|t| is_person_like(ctx, t)));
    [
        flag(nested),
        flag(reports),
        flag(verb.is_some_and(|v| !addressed && ctx.analysis.is_passive(v))),
        flag(has(Relation::Xcomp)),
        flag(has(Relation::Obj)),
        flag(mute),
    ]
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
    run.clone().any(|t| {
        ctx.token(t).relation.is_subject() && ctx.token(t).head.is_some_and(|h| run.contains(&h))
    })
}

fn hangs_together(ctx: &Context<'_>, cue: &Tokens, run: &Tokens) -> bool {
    let head = ctx.reading.head_of_span(ctx.span(run));
    head.and_then(|h| ctx.token(h).head).is_some_and(|h| cue.contains(&h))
        || cue.clone().any(|t| ctx.token(t).head.is_some_and(|h| run.contains(&h)))
}

fn speaks(ctx: &Context<'_>, anchor: Anchor<'_>, source: Option<&Tokens>) -> bool {
    let agent = agent(ctx, anchor.token);
    agent.zip(source).is_some_and(|(agent, source)| source.contains(&agent))
}

fn is_named(ctx: &Context<'_>, source: &Tokens) -> bool {
    source.clone().any(|t| {
        matches!(
            ctx.token(t).entity.label(),
            Some(EntityType::Per | EntityType::Org | EntityType::Gpe)
        )
    })
}

fn is_you_or_i(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "i" | "you" | "we" | "one")
}
