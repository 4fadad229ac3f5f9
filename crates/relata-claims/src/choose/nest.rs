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
use crate::context::{Context, Tokens};
use crate::edges::trim;
use crate::proposal::Proposal;

/// The claims of the tags, those around others with what is said inside them, and those inside
/// others within what holds them.
pub(super) fn nested(ctx: &Context<'_>, proposals: &[Proposal]) -> Vec<Proposal> {
    let owners = quotation_owners(ctx, proposals);
    let hosts: Vec<Option<Host>> =
        (0..proposals.len()).map(|inner| host(ctx, proposals, &owners, inner)).collect();
    // A claim that stands inside another one holds none: the outermost one does.
    let hosted = |index: usize| hosts.get(index).is_some_and(Option::is_some);
    let hosts: Vec<Option<Host>> =
        hosts.iter().map(|host| host.filter(|host| !hosted(host.outer))).collect();
    let insides: Vec<Proposal> = proposals
        .iter()
        .zip(&hosts)
        .map(|(proposal, host)| host.map_or_else(|| proposal.clone(), |h| inside(ctx, proposal, h)))
        .collect();
    let mut more: BTreeMap<usize, Vec<Tokens>> = BTreeMap::new();
    for (proposal, host) in insides.iter().zip(&hosts) {
        if let (Some(host), Some(hull)) = (host, hull(proposal)) {
            more.entry(host.outer).or_default().push(hull);
        }
    }
    let around = |(index, proposal): (usize, Proposal)| match more.remove(&index) {
        Some(more) => proposal.with_content(proposal.content.iter().cloned().chain(more).collect()),
        None => proposal,
    };
    insides.into_iter().enumerate().map(around).collect()
}

/// The claim inside which another one stands, and the quotation that parts the two.
#[derive(Debug, Clone, Copy)]
struct Host {
    outer: usize,
    quotation: Option<Span>,
}

fn host(
    ctx: &Context<'_>,
    proposals: &[Proposal],
    owners: &BTreeMap<usize, (usize, usize)>,
    inner: usize,
) -> Option<Host> {
    let quoted = quoting(ctx, proposals, owners, inner)
        .map(|(outer, quotation)| Host { outer, quotation: Some(quotation) });
    quoted.or_else(|| outer(ctx, proposals, inner).map(|outer| Host { outer, quotation: None }))
}

/// From the first to the last word of a claim.
fn hull(proposal: &Proposal) -> Option<Tokens> {
    let first = proposal.parts().map(|run| run.start).min()?;
    Some(first..proposal.parts().map(|run| run.end).max()?)
}

/// The claim without what the tags gave to it outside of the quotation, where something is left
/// inside, and without marks at its ends, which belong to the claim around it: "“As you know, …":
/// not "“As".
fn inside(ctx: &Context<'_>, proposal: &Proposal, host: Host) -> Proposal {
    let bounds = host.quotation.map(|quotation| ctx.reading.tokens_in(quotation));
    let cut = |run: &Tokens| {
        let bounds = bounds.clone().unwrap_or(run.clone());
        run.start.max(bounds.start)..run.end.min(bounds.end)
    };
    let kept: Vec<Tokens> =
        proposal.content.iter().map(cut).filter(|run| run.start < run.end).collect();
    let kept = if kept.is_empty() { proposal.content.clone() } else { kept };
    let trimmed: Vec<Tokens> =
        kept.iter().map(|run| trim(ctx, run.clone())).filter(|run| !run.is_empty()).collect();
    Proposal { content: if trimmed.is_empty() { kept } else { trimmed }, ..proposal.clone() }
}

/// For each quotation, by its first byte, the claim with the most words of it whose cue stands
/// outside of it.
fn quotation_owners(ctx: &Context<'_>, proposals: &[Proposal]) -> BTreeMap<usize, (usize, usize)> {
    let mut out: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (index, proposal) in proposals.iter().enumerate() {
        let cue = proposal.cue.as_ref().map(|c| ctx.span(c));
        for run in &proposal.content {
            let span = ctx.span(run);
            for quotation in
                ctx.quotes.all_in(span).filter(|q| cue.is_none_or(|c| !q.span.overlaps(c)))
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
    proposals: &[Proposal],
    owners: &BTreeMap<usize, (usize, usize)>,
    inner: usize,
) -> Option<(usize, Span)> {
    let proposal = proposals.get(inner)?;
    let quotation = ctx.quotes.around(ctx.span(proposal.cue.as_ref()?))?;
    let &(_, outer) = owners.get(&quotation.span.start()).filter(|(_, outer)| *outer != inner)?;
    let source = proposal.source.as_ref().is_none_or(|s| quotation.span.contains(ctx.span(s)));
    source.then_some((outer, quotation.span))
}

/// The claim into whose content the cue is put: the content stops right before the inner claim, and
/// the tree hangs the inner cue on it.
fn outer(ctx: &Context<'_>, proposals: &[Proposal], inner: usize) -> Option<usize> {
    let proposal = proposals.get(inner)?;
    let first = proposal.parts().map(|r| r.start).min()?;
    let head = anchor(ctx, proposal.cue.as_ref()?).token;
    let clause =
        matches!(ctx.token(head).relation, Relation::AclRelcl | Relation::Acl | Relation::Ccomp);
    let host = ctx.token(head).head.filter(|_| clause)?;
    let holds = |d: &Proposal| d.content.iter().any(|run| run.end == first && run.contains(&host));
    let near = (inner.saturating_sub(3)..inner + 4).filter(|&i| i != inner);
    near.into_iter().find(|&i| proposals.get(i).is_some_and(holds))
}
