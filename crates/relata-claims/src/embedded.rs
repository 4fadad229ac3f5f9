//! Claims inside the content of another claim: cues that the tags mark in somebody's quotation
//! ("“She says it is over,” he said"), and those that are put into a clause ("the sum that he says
//! he raised").
//!
//! Such a claim stands within the other one, and what it takes up is part of the other one's
//! content.

use std::collections::BTreeMap;

use relata_core::{Relation, Span};
use relata_syntax::Quotation;

use crate::anchor::anchor;
use crate::boundaries::trim;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Origin, join_runs};

/// Marks embedded claims and fills the gaps that they leave in the contents around them.
pub(crate) fn settle(ctx: &Context<'_>, drafts: &mut [Draft]) {
    let speakers = quotation_owners(ctx, drafts);
    for inner in 0..drafts.len() {
        if drafts.get(inner).is_none_or(|d| d.origin == Origin::Layout || d.within.is_some()) {
            continue;
        }
        let quoted = quoting(ctx, drafts, &speakers, inner);
        let Some(outer) = quoted.map(|(outer, _)| outer).or_else(|| outer(ctx, drafts, inner))
        else {
            continue;
        };
        if let (Some((_, quotation)), Some(draft)) = (quoted, drafts.get_mut(inner)) {
            keep_inside(ctx, draft, quotation);
        }
        let taken: Vec<Tokens> =
            drafts.get(inner).map(|d| d.parts().cloned().collect()).unwrap_or_default();
        let (Some(first), Some(last)) =
            (taken.iter().map(|r| r.start).min(), taken.iter().map(|r| r.end).max())
        else {
            continue;
        };
        if let Some(draft) = drafts.get_mut(outer) {
            draft.content = join_runs(
                draft.content.iter().cloned().chain(std::iter::once(first..last)).collect(),
            );
        }
        if let Some(draft) = drafts.get_mut(inner) {
            draft.within = Some(outer);
        }
    }
    drafts
        .iter_mut()
        .filter(|draft| draft.within.is_some())
        .for_each(|draft| trim_ends(ctx, draft));
}

/// Marks at the ends of its parts belong to the claim around it: "“As you know, …": not "“As".
fn trim_ends(ctx: &Context<'_>, draft: &mut Draft) {
    let runs: Vec<Tokens> = draft
        .content
        .iter()
        .map(|run| trim(ctx, run.clone()))
        .filter(|run| !run.is_empty())
        .collect();
    if !runs.is_empty() {
        draft.content = runs;
    }
}

/// For each quotation, by its first byte, the claim with the most words of it whose cue stands
/// outside of it.
fn quotation_owners(ctx: &Context<'_>, drafts: &[Draft]) -> BTreeMap<usize, (usize, usize)> {
    let mut out: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let cue = draft.cue.as_ref().map(|c| ctx.span(c));
        for run in &draft.content {
            let place = ctx.span(run);
            for quotation in
                ctx.quotes.all_in(place).filter(|q| cue.is_none_or(|c| !q.span.overlaps(c)))
            {
                let words = ctx.reading.tokens_in(quotation.span);
                let words = run.end.min(words.end).saturating_sub(run.start.max(words.start));
                let best = out.entry(quotation.span.start()).or_insert((0, index));
                if words > best.0 {
                    *best = (words, index);
                }
            }
        }
    }
    run_on(ctx, &mut out);
    out
}

/// A quotation at the start of a paragraph goes on with one that the paragraph before has left
/// open.
fn run_on(ctx: &Context<'_>, owners: &mut BTreeMap<usize, (usize, usize)>) {
    let mut before: Option<Quotation> = None;
    for quotation in ctx.quotes.iter() {
        let open = before.replace(quotation).filter(|b| !b.closed);
        let Some(open) = open.filter(|_| !owners.contains_key(&quotation.span.start())) else {
            continue;
        };
        let paragraph = |q: &Quotation| ctx.paragraph(ctx.reading.tokens_in(q.span).start);
        let next = paragraph(&open).is_some_and(|p| paragraph(&quotation) == Some(p + 1));
        if let Some(&(_, owner)) = owners
            .get(&open.span.start())
            .filter(|_| next && ctx.begins_paragraph(ctx.reading.tokens_in(quotation.span).start))
        {
            owners.insert(quotation.span.start(), (0, owner));
        }
    }
}

/// The claim in whose quotation the inner claim's cue and source stand, with the quotation.
fn quoting(
    ctx: &Context<'_>,
    drafts: &[Draft],
    owners: &BTreeMap<usize, (usize, usize)>,
    inner: usize,
) -> Option<(usize, Span)> {
    let draft = drafts.get(inner)?;
    let quotation = ctx.quotes.around(ctx.span(draft.cue.as_ref()?))?;
    let &(_, outer) = owners.get(&quotation.span.start()).filter(|(_, outer)| *outer != inner)?;
    let source = draft.source.as_ref().is_none_or(|s| quotation.span.contains(ctx.span(s)));
    let free = drafts.get(outer).is_some_and(|o| o.within.is_none());
    (source && free).then_some((outer, quotation.span))
}

/// Cuts off what the tags gave to the inner claim outside of the quotation, where something is left
/// inside.
fn keep_inside(ctx: &Context<'_>, draft: &mut Draft, quotation: Span) {
    let inside = ctx.reading.tokens_in(quotation);
    let cut = |run: &Tokens| run.start.max(inside.start)..run.end.min(inside.end);
    let kept: Vec<Tokens> = draft.content.iter().map(cut).filter(|run| !run.is_empty()).collect();
    if !kept.is_empty() {
        draft.content = kept;
    }
}

/// The claim into whose content the cue is put: the content stops right before the inner claim, and
/// the tree hangs the inner cue on it.
fn outer(ctx: &Context<'_>, drafts: &[Draft], inner: usize) -> Option<usize> {
    let draft = drafts.get(inner)?;
    let first = draft.parts().map(|r| r.start).min()?;
    let head = anchor(ctx, draft.cue.as_ref()?).token;
    let clause =
        matches!(ctx.token(head).relation, Relation::AclRelcl | Relation::Acl | Relation::Ccomp);
    let host = ctx.token(head).head.filter(|_| clause)?;
    let holds = |d: &Draft| {
        d.within.is_none() && d.content.iter().any(|run| run.end == first && run.contains(&host))
    };
    let near = (inner.saturating_sub(3)..inner + 4).filter(|&i| i != inner);
    near.into_iter().find(|&i| drafts.get(i).is_some_and(holds))
}
