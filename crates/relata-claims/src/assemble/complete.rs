//! Tagged cues to which no content came: their complement in the tree.

use relata_core::{AttributionRole, Relation, Upos};

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

/// Gives cues without content the clause or object that depends on them, where it is free; in the
/// passive, the subject. A content that is a "that" alone becomes its clause.
pub(super) fn contents(ctx: &Context<'_>, groups: &mut [Group], taken: &[Piece]) {
    for content in groups.iter_mut().flat_map(|g| &mut g.contents) {
        if let Some(tokens) = marked_clause(ctx, &content.tokens)
            .filter(|t| t.len() <= MOST_WORDS && is_free(taken, t, &content.tokens))
        {
            content.tokens = tokens;
        }
    }
    for group in groups.iter_mut().filter(|g| g.contents.is_empty()) {
        let Some(cue) = group.cue.as_ref().filter(|c| c.tag >= CLEAR_CUE).map(|c| c.tokens.clone())
        else {
            continue;
        };
        let behind = complement(ctx, &cue).filter(|t| t.start >= cue.end);
        let Some(tokens) = behind
            .or_else(|| passive_subject(ctx, &cue))
            .filter(|t| t.len() <= MOST_WORDS && !overlap(t, &cue))
        else {
            continue;
        };
        let own_source = |p: &Piece| {
            p.role == AttributionRole::Source
                && tokens.start <= p.tokens.start
                && p.tokens.end <= tokens.end
        };
        let after = taken.partition_point(|p| p.tokens.end <= tokens.start);
        if taken.get(after).is_none_or(|p| !overlap(&p.tokens, &tokens) || own_source(p)) {
            group.sources.retain(|s| !overlap(&s.tokens, &tokens));
            group.contents.push(Piece {
                tokens,
                role: AttributionRole::Content,
                tag: UNTAGGED,
                link: 0.6,
            });
        }
    }
}

/// The clause of a lone "that" or "whether", from it on.
fn marked_clause(ctx: &Context<'_>, content: &Tokens) -> Option<Tokens> {
    let mark = Some(content.start)
        .filter(|&t| content.len() == 1 && ctx.token(t).relation == Relation::Mark)?;
    let head = ctx.token(mark).head.filter(|&h| h > mark)?;
    let run = join_runs(clause_runs(ctx, head, &[]))
        .into_iter()
        .find(|run| run.contains(&head) && run.contains(&mark))?;
    Some(mark..run.end)
}

/// True where no other piece has a part of the tokens.
fn is_free(taken: &[Piece], tokens: &Tokens, own: &Tokens) -> bool {
    let first = taken.partition_point(|p| p.tokens.end <= tokens.start);
    taken.iter().skip(first).take_while(|p| p.tokens.start < tokens.end).all(|p| p.tokens == *own)
}

fn complement(ctx: &Context<'_>, cue: &Tokens) -> Option<Tokens> {
    let heads = std::iter::once(anchor(ctx, cue).token).chain(cue.clone());
    let relations = [Relation::Ccomp, Relation::Xcomp, Relation::Obj];
    let found = relations.iter().find_map(|&r| {
        heads.clone().find_map(|h| ctx.reading.dependents_by(h, &[r]).find(|d| !cue.contains(d)))
    });
    let found = found.or_else(|| prepositional(ctx, cue))?;
    join_runs(clause_runs(ctx, found, &[]))
        .into_iter()
        .find(|run| run.contains(&found))
        .map(|run| run.start.max(cue.end)..run.end)
}

/// The noun or verb behind the preposition with which the cue ends ("aimed at | taking over").
fn prepositional(ctx: &Context<'_>, cue: &Tokens) -> Option<usize> {
    let last = cue.end.checked_sub(1)?;
    let marks = matches!(ctx.token(last).relation, Relation::Case | Relation::Mark)
        && ctx.token(last).upos == Upos::Adp;
    ctx.token(last).head.filter(|&h| marks && h >= cue.end)
}

/// "The meeting was first reported by …": what is reported is the subject.
fn passive_subject(ctx: &Context<'_>, cue: &Tokens) -> Option<Tokens> {
    let verb = anchor(ctx, cue).token;
    let subject = ctx
        .reading
        .dependent(verb, &[Relation::NsubjPass])
        .filter(|_| ctx.reading.dependent(verb, &[Relation::OblAgent]).is_some())?;
    let runs = join_runs(clause_runs(ctx, subject, &[]));
    runs.into_iter().find(|run| run.contains(&subject)).filter(|run| run.end <= cue.start)
}
