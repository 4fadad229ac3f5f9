//! Cues that the tags mark inside the content of another claim: "the sum that he says he raised".
//!
//! Such a claim stands within the other one, and what it takes up is part of the other one's content.

use relata_core::Relation;

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, join_runs};

/// Marks embedded claims and fills the gaps that they leave in the contents around them.
pub(crate) fn settle(ctx: &Context<'_>, drafts: &mut [Draft]) {
    for inner in 0..drafts.len() {
        let Some(outer) = outer(ctx, drafts, inner) else { continue };
        let taken: Vec<Tokens> = drafts.get(inner).map(|d| d.parts().cloned().collect()).unwrap_or_default();
        let (Some(first), Some(last)) = (taken.iter().map(|r| r.start).min(), taken.iter().map(|r| r.end).max()) else { continue };
        if let Some(draft) = drafts.get_mut(outer) {
            draft.content = join_runs(draft.content.iter().cloned().chain(std::iter::once(first..last)).collect());
        }
        if let Some(draft) = drafts.get_mut(inner) {
            draft.within = Some(outer);
        }
    }
}

/// The claim into whose content the cue is put: the content stops right before the inner claim, and the tree hangs the inner cue on it.
fn outer(ctx: &Context<'_>, drafts: &[Draft], inner: usize) -> Option<usize> {
    let draft = drafts.get(inner)?;
    let first = draft.parts().map(|r| r.start).min()?;
    let head = anchor(ctx, draft.cue.as_ref()?).token;
    let clause = matches!(ctx.token(head).relation, Relation::AclRelcl | Relation::Acl | Relation::Ccomp);
    let host = ctx.token(head).head.filter(|_| clause)?;
    let holds = |d: &Draft| d.within.is_none() && d.content.iter().any(|run| run.end == first && run.contains(&host));
    let near = (inner.saturating_sub(3)..inner + 4).filter(|&i| i != inner);
    near.into_iter().find(|&i| drafts.get(i).is_some_and(holds))
}
