//! Which proposals are claims: overlap and nesting, solved once over all of them.
//!
//! The surest are taken first: what a layout says, then by how likely a content is one. A proposal
//! whose words cross those of a claim is left out; one whose words all stand inside a content is a
//! claim within that claim, where its rule allows it. The order in which proposals come changes
//! nothing.

mod deeds;
mod field;
mod nest;
mod unsaid;

use relata_syntax::CueClass;

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::evidence::evidence;
use crate::proposal::{Origin, Proposal, Stands};
use crate::score::{content_score, score};
use field::{Field, Lies};
pub(crate) use unsaid::reasons;

/// A proposal that is taken.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) proposal: Proposal,
    /// Index in the list of the claim inside which it stands.
    pub(crate) within: Option<usize>,
}

/// A proposal with the probability that its content is one, and that all of it is right.
struct Candidate {
    proposal: Proposal,
    strength: f32,
    whole: f32,
}

/// The proposals that are claims.
pub(crate) fn choose(ctx: &Context<'_>, proposals: Vec<Proposal>) -> Vec<Chosen> {
    let said =
        |proposal: &Proposal| !proposal.content.is_empty() && !unsaid::is_unsaid(ctx, proposal);
    let (mut tagged, others): (Vec<Proposal>, Vec<Proposal>) =
        proposals.into_iter().partition(|p| p.origin == Origin::Tags);
    tagged.sort_by_cached_key(position);
    let mut candidates: Vec<Candidate> = nest::nested(ctx, &tagged)
        .into_iter()
        .chain(others)
        .map(Proposal::apart)
        .filter(said)
        .map(|proposal| candidate(ctx, proposal))
        .collect();
    candidates.sort_by(by_strength);
    let mut field = Field::new(ctx.reading.tokens().len());
    for free in [true, false] {
        let of_turn = |c: &&Candidate| (c.proposal.stands != Stands::Inside) == free;
        for candidate in candidates.iter().filter(of_turn) {
            if may_stand(ctx, &field, candidate) {
                field.add(&candidate.proposal);
            }
        }
    }
    likely(ctx, within_each_other(ctx, &field))
}

fn candidate(ctx: &Context<'_>, proposal: Proposal) -> Candidate {
    let evidence = evidence(ctx, &proposal, false);
    let strength = match proposal.origin {
        Origin::Layout => 1.0,
        Origin::Tags | Origin::Rule => content_score(&evidence).get(),
    };
    let whole = score(&proposal, &evidence).get();
    Candidate { proposal, strength, whole }
}

/// The surest first; equally sure ones in the order of the text.
fn by_strength(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.proposal
        .origin
        .cmp(&a.proposal.origin)
        .then(b.strength.total_cmp(&a.strength))
        .then_with(|| position(&a.proposal).cmp(&position(&b.proposal)))
}

/// Where a proposal stands, part by part, and the name of its rule: no two have the same.
fn position(proposal: &Proposal) -> (usize, Vec<(usize, usize)>, &'static str) {
    let ends = |run: &Tokens| (run.start, run.end);
    let part = |run: &Option<Tokens>| run.as_ref().map_or((0, 0), ends);
    let mut parts = vec![part(&proposal.cue), part(&proposal.source)];
    parts.extend(proposal.content.iter().map(ends));
    (proposal.first_token(), parts, proposal.rule)
}

/// True for a proposal that neither crosses a claim nor stands where its rule does not allow it.
fn may_stand(ctx: &Context<'_>, field: &Field, candidate: &Candidate) -> bool {
    let proposal = &candidate.proposal;
    if proposal.weighed && candidate.whole < ctx.options.min_whole_score {
        return false;
    }
    let least = ctx.options.min_tagged_score;
    match field.lies(proposal) {
        Lies::Crossing => false,
        Lies::Free => {
            proposal.stands != Stands::Inside
                && (proposal.origin != Origin::Tags || candidate.strength >= least)
        }
        Lies::Inside(depth) => {
            proposal.stands != Stands::Free
                && depth < DEEPEST
                && proposal.cue.is_some()
                && (proposal.origin != Origin::Rule || !is_thought(ctx, proposal))
        }
    }
}

/// Claims in claims in claims: so many levels at most.
const DEEPEST: usize = 6;

/// "“I think that …,” she said": what somebody says to think, know or find shown is no claim in
/// the claim.
fn is_thought(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let class = proposal.cue.as_ref().and_then(|cue| anchor(ctx, cue).entry).map(|e| e.class);
    matches!(class, Some(CueClass::Think | CueClass::Show))
}

/// The claims of the field, each with the smallest one that it stands inside.
fn within_each_other(ctx: &Context<'_>, field: &Field) -> Vec<Chosen> {
    let around = |(index, proposal): (usize, &Proposal)| {
        let within = field.around(index);
        let outer = within.and_then(|outer| field.get(outer));
        let ranks = |outer| closed(ctx, proposal, outer);
        let proposal = outer.filter(|_| proposal.origin == Origin::Rule).and_then(ranks);
        (within, proposal)
    };
    let found = field.iter().enumerate().map(around);
    let all = field.iter().zip(found);
    all.map(|(proposal, (within, closed))| Chosen {
        proposal: closed.unwrap_or_else(|| proposal.clone()),
        within,
    })
    .collect()
}

/// Most words that an embedded content is lengthened by.
const MOST_MORE: usize = 8;

/// An embedded claim with its content as one run where it stands behind its cue, up to the next
/// punctuation of the content around it: the long sentences of speech are where trees break.
fn closed(ctx: &Context<'_>, proposal: &Proposal, outer: &Proposal) -> Option<Proposal> {
    let first = proposal.content.first()?.start;
    let last = proposal.content.last()?.end;
    let behind = proposal.cue.as_ref().is_some_and(|cue| cue.end <= first)
        && proposal.source.as_ref().is_none_or(|s| s.end <= first);
    let around = outer
        .content
        .iter()
        .find(|run| run.contains(&first) && run.end >= last)
        .filter(|_| behind)?;
    let stop = (last..around.end)
        .find(|&t| ctx.is_punct(t) || ctx.token(t).upos == relata_core::Upos::Cconj)
        .unwrap_or(around.end);
    let end = if stop - last <= MOST_MORE { stop } else { last };
    Some(proposal.with_content(std::iter::once(first..end).collect())).filter(Proposal::is_apart)
}

/// Leaves out claims below the caller's [`min_score`](crate::ClaimOptions::min_score); those within
/// one that goes then stand by themselves.
fn likely(ctx: &Context<'_>, chosen: Vec<Chosen>) -> Vec<Chosen> {
    let least = ctx.options.min_score;
    let stays = |c: &Chosen| {
        least <= 0.0
            || score(&c.proposal, &evidence(ctx, &c.proposal, c.within.is_some())).get() >= least
    };
    let keep: Vec<bool> = chosen.iter().map(stays).collect();
    let indexes: Vec<Option<usize>> = keep
        .iter()
        .scan(0_usize, |kept, &stays| {
            let index = stays.then_some(*kept);
            *kept += usize::from(stays);
            Some(index)
        })
        .collect();
    let index_of = |outer: usize| indexes.get(outer).copied().flatten();
    let kept = chosen.into_iter().zip(keep).filter(|(_, stays)| *stays);
    kept.map(|(c, _)| Chosen { within: c.within.and_then(index_of), ..c }).collect()
}

#[cfg(test)]
mod tests {
    use relata_core::conllu;
    use relata_syntax::Analysis;

    use super::*;
    use crate::{ClaimOptions, propose};

    fn check(text: &str, layers: &str) {
        let reading = conllu::read(text, layers).unwrap_or_default();
        let analysis = Analysis::new(text, &reading);
        let options = ClaimOptions::default();
        let ctx = Context::new(&analysis, &[], &options);
        let proposals = propose::all(&ctx);
        assert!(proposals.len() > 5, "{} proposals", proposals.len());
        let claims = |proposals: Vec<Proposal>| -> Vec<(Proposal, Option<usize>)> {
            choose(&ctx, proposals).into_iter().map(|c| (c.proposal, c.within)).collect()
        };
        let expected = claims(proposals.clone());
        let backwards: Vec<Proposal> = proposals.iter().rev().cloned().collect();
        assert_eq!(claims(backwards), expected, "backwards");
        for by in [1, proposals.len() / 3, proposals.len() / 2] {
            let mut turned = proposals.clone();
            turned.rotate_left(by);
            assert_eq!(claims(turned), expected, "turned by {by}");
        }
    }

    #[test]
    fn the_order_of_proposals_changes_nothing() {
        macro_rules! article {
            ($name:literal) => {
                check(
                    include_str!(concat!("../tests/claims/golden/", $name, ".txt")),
                    include_str!(concat!("../tests/claims/golden/", $name, ".conllu")),
                )
            };
        }
        article!("wire");
        article!("interview");
        article!("court");
        article!("election");
    }
}
