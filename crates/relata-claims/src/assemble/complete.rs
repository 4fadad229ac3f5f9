//! Tagged cues to which no content came: their complement in the tree.

use relata_core::{AttributionRole, Relation};

use super::pieces::UNTAGGED;
use super::{Group, Piece};
use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{join_runs, overlap};
use crate::rules::clause_runs;

/// A cue with less than this confidence is left alone.
const CLEAR_CUE: f32 = 0.6;

/// Most words of a content that is read off the tree for a tagged cue.
const MOST_WORDS: usize = 60;

/// Gives cues without content the clause or object that depends on them, where it is free.
pub(super) fn contents(ctx: &Context<'_>, groups: &mut [Group], taken: &[Piece]) {
    for group in groups.iter_mut().filter(|g| g.contents.is_empty()) {
        let Some(cue) = group.cue.as_ref().filter(|c| c.tag >= CLEAR_CUE).map(|c| c.tokens.clone()) else { continue };
        let Some(tokens) = complement(ctx, &cue).filter(|t| t.len() <= MOST_WORDS && t.start >= cue.end) else { continue };
        let after = taken.partition_point(|p| p.tokens.end <= tokens.start);
        if taken.get(after).is_none_or(|p| !overlap(&p.tokens, &tokens)) {
            group.contents.push(Piece { tokens, role: AttributionRole::Content, tag: UNTAGGED, link: 0.6 });
        }
    }
}

fn complement(ctx: &Context<'_>, cue: &Tokens) -> Option<Tokens> {
    let heads = std::iter::once(anchor(ctx, cue).token).chain(cue.clone());
    let relations = [Relation::Ccomp, Relation::Xcomp, Relation::Obj];
    let found = relations.iter().find_map(|&r| heads.clone().find_map(|h| ctx.reading.dependents_by(h, &[r]).find(|d| !cue.contains(d))))?;
    join_runs(clause_runs(ctx, found, &[])).into_iter().find(|run| run.contains(&found))
}
