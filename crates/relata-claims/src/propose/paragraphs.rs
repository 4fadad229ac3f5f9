//! Quotations that go on in a paragraph of their own: "“We lost,” she said. ¶ “It hurts.”" The
//! second is said by the same source, and is a claim by itself, without a cue.

use crate::context::{Context, Tokens};
use crate::proposal::Proposal;

/// What the trace calls it.
pub(super) const NAME: &str = "quotation of its own";

/// The proposal with the paragraph of its cue, and one for each other paragraph that opens a
/// quotation anew.
pub(super) fn parted(ctx: &Context<'_>, proposal: Proposal) -> Vec<Proposal> {
    let groups = groups(ctx, &proposal.content);
    if groups.len() < 2 {
        return vec![proposal];
    }
    let own = own(&proposal, &groups);
    let part = |(index, content): (usize, Vec<Tokens>)| {
        let part = proposal.with_content(content);
        if index == own {
            part
        } else {
            Proposal { cue: None, rule: NAME, weighed: false, continued: true, ..part }
        }
    };
    groups.into_iter().enumerate().map(part).collect()
}

/// The runs, cut where a paragraph opens a quotation anew.
fn groups(ctx: &Context<'_>, content: &[Tokens]) -> Vec<Vec<Tokens>> {
    let mut out: Vec<Vec<Tokens>> = Vec::new();
    for run in content {
        let mut start = run.start;
        let cuts = (run.start..run.end).filter(|&t| begins_anew(ctx, t)).chain([run.end]);
        for end in cuts {
            let piece = start..end;
            match out.last_mut().filter(|_| !begins_anew(ctx, start)) {
                Some(last) if !piece.is_empty() => last.push(piece),
                None if !piece.is_empty() => out.push(vec![piece]),
                Some(_) | None => {}
            }
            start = end;
        }
    }
    out
}

/// True for the mark that opens a paragraph, where the quotation before it is closed.
fn begins_anew(ctx: &Context<'_>, token: usize) -> bool {
    let span = ctx.token(token).span;
    let opens = |q: &relata_syntax::Quotation| ctx.reading.tokens_in(q.span).start == token;
    ctx.is_mark(token)
        && ctx.begins_paragraph(token)
        && ctx.quotes.first_in(span).is_some_and(|q| opens(&q))
        && ctx.quotes.before(span.start()).is_some_and(|before| before.closed)
}

/// The group that stands nearest to the cue, the first one where there is none.
fn own(proposal: &Proposal, groups: &[Vec<Tokens>]) -> usize {
    let Some(cue) = &proposal.cue else { return 0 };
    let apart = |run: &Tokens| {
        if run.end <= cue.start { cue.start - run.end } else { run.start.saturating_sub(cue.end) }
    };
    let nearest = |group: &Vec<Tokens>| group.iter().map(apart).min().unwrap_or(usize::MAX);
    let nearest_group =
        groups.iter().enumerate().min_by_key(|(index, group)| (nearest(group), *index));
    nearest_group.map_or(0, |(index, _)| index)
}
