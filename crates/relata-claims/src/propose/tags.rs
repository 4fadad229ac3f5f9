//! Brings the reader's tagged spans together: each source and content joins the cue to which its
//! words link.

mod affinity;
mod pieces;
mod recover;
mod running;
mod sources;

use relata_core::AttributionRole;
use relata_syntax::Complement;

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, join_runs};
use crate::syntax::is_nominal;
use pieces::Piece;

/// A cue with what belongs to it.
#[derive(Debug, Clone, Default)]
struct Group {
    cue: Option<Piece>,
    sources: Vec<Piece>,
    contents: Vec<Piece>,
}

/// The claims that the attribution tags give.
pub(super) fn proposals(ctx: &Context<'_>) -> Vec<Proposal> {
    let mut pieces = pieces::read(ctx);
    let tagged = pieces::take(&mut pieces, AttributionRole::Cue);
    let cues = recover::with_missed(ctx, tagged, &pieces);
    let mut groups: Vec<Group> =
        cues.into_iter().map(|cue| Group { cue: Some(cue), ..Group::default() }).collect();
    let sources = pieces::take(&mut pieces, AttributionRole::Source);
    let contents = pieces::take(&mut pieces, AttributionRole::Content);
    let loose_contents = attach(ctx, &mut groups, &contents, AttributionRole::Content);
    let loose_sources = attach(ctx, &mut groups, &sources, AttributionRole::Source);
    attach_running(ctx, &mut groups, loose_contents, &loose_sources);
    sources::share(ctx, &mut groups, &sources);
    groups
        .into_iter()
        .filter(|group| !group.contents.is_empty())
        .map(|group| proposal(ctx, group))
        .collect()
}

/// What a group that has such a piece already loses against one that has none.
const TAKEN: f32 = 0.7;

/// What a group without content loses when a source is looked for.
const EMPTY: f32 = 0.8;

/// Gives each piece to a cue of its sentence, the surest first; returns those in whose sentence no
/// cue stands.
fn attach(
    ctx: &Context<'_>,
    groups: &mut [Group],
    all: &[Piece],
    role: AttributionRole,
) -> Vec<Piece> {
    let mut open: Vec<(&Piece, Vec<(usize, f32)>)> =
        all.iter().map(|piece| (piece, affinity::candidates(ctx, groups, piece))).collect();
    let best = |candidates: &[(usize, f32)]| candidates.first().map_or(f32::MIN, |c| c.1);
    open.sort_by(|a, b| {
        best(&b.1).total_cmp(&best(&a.1)).then(a.0.tokens.start.cmp(&b.0.tokens.start))
    });
    let mut loose = Vec::new();
    for (piece, candidates) in open {
        let value = |&(group, score): &(usize, f32)| {
            score - groups.get(group).map_or(0.0, |g| handicap(g, role))
        };
        let chosen =
            candidates.iter().map(|c| (c.0, value(c))).reduce(|a, b| if b.1 > a.1 { b } else { a });
        match chosen.and_then(|(group, score)| groups.get_mut(group).map(|g| (g, score))) {
            Some((group, score)) => list(group, role)
                .push(Piece { link: (0.5 + score / 4.0).clamp(0.2, 1.0), ..piece.clone() }),
            None => loose.push(piece.clone()),
        }
    }
    loose.sort_by_key(|p| p.tokens.start);
    loose
}

fn handicap(group: &Group, role: AttributionRole) -> f32 {
    let source = role == AttributionRole::Source;
    let taken = if source { !group.sources.is_empty() } else { !group.contents.is_empty() };
    let empty = source && group.contents.is_empty();
    (if taken { TAKEN } else { 0.0 }) + (if empty { EMPTY } else { 0.0 })
}

fn list(group: &mut Group, role: AttributionRole) -> &mut Vec<Piece> {
    if role == AttributionRole::Source { &mut group.sources } else { &mut group.contents }
}

/// Least confidence of the tags of a quotation that makes a claim without cue and source.
const CLEAR_SPEECH: f32 = 0.75;

/// Contents without a cue: the rest of a running quotation joins the claim before or after it; one
/// with a source of its own, or a whole quotation, makes a claim without a cue.
fn attach_running(
    ctx: &Context<'_>,
    groups: &mut Vec<Group>,
    contents: Vec<Piece>,
    sources: &[Piece],
) {
    for piece in contents {
        if let Some(group) = running::group(ctx, groups, &piece).and_then(|g| groups.get_mut(g)) {
            group.contents.push(piece);
        } else if let Some(source) = near_source(ctx, sources, &piece) {
            groups.push(Group { cue: None, sources: vec![source], contents: vec![piece] });
        } else if piece.tag >= CLEAR_SPEECH && running::is_whole_speech(ctx, &piece) {
            groups.push(Group { cue: None, sources: Vec::new(), contents: vec![piece] });
        }
    }
}

/// The source before or after a content in its sentence.
fn near_source(ctx: &Context<'_>, sources: &[Piece], content: &Piece) -> Option<Piece> {
    let next = sources.partition_point(|s| s.tokens.start < content.tokens.start);
    let before = next
        .checked_sub(1)
        .and_then(|i| sources.get(i))
        .filter(|s| ctx.same_sentence(s.tokens.start, content.tokens.start));
    let after = || {
        sources
            .get(next)
            .filter(|s| ctx.same_sentence(s.tokens.start, content.tokens.end.saturating_sub(1)))
    };
    before.or_else(after).cloned()
}

fn proposal(ctx: &Context<'_>, group: Group) -> Proposal {
    let source = best_source(ctx, &group);
    let used = group.cue.iter().chain(source.iter()).chain(group.contents.iter());
    let (mut sum, mut count) = (0.0_f32, 0.0_f32);
    for piece in used {
        sum += piece.tag * piece.link;
        count += 1.0;
    }
    Proposal::by_tags(
        source.map(|s| s.tokens),
        group.cue.map(|c| c.tokens),
        join_runs(group.contents.into_iter().map(|c| c.tokens).collect()),
        if count > 0.0 { sum / count } else { 0.0 },
    )
}

/// Of several sources the one with the clearest link, the nearest to the cue where links are equal;
/// two that touch are one.
fn best_source(ctx: &Context<'_>, group: &Group) -> Option<Piece> {
    let at = group.cue.as_ref().map_or(0, |c| c.tokens.start);
    let better = |a: &Piece, b: &Piece| {
        a.link.total_cmp(&b.link).then(distance(&b.tokens, at).cmp(&distance(&a.tokens, at)))
    };
    let mut sources = group.sources.clone();
    sources.sort_by_key(|s| s.tokens.start);
    let mut joined: Vec<Piece> = Vec::with_capacity(sources.len());
    for source in sources {
        match joined.last_mut() {
            Some(last)
                if last.tokens.end == source.tokens.start
                    || is_broken(ctx, &last.tokens, &source.tokens) =>
            {
                last.tokens.end = source.tokens.end;
            }
            _ => joined.push(source),
        }
    }
    if joined.len() > 1 && group.cue.as_ref().is_some_and(|c| tells(ctx, &c.tokens)) {
        let before: Vec<Piece> =
            joined.iter().filter(|source| source.tokens.end <= at).cloned().collect();
        joined = if before.is_empty() { joined } else { before };
    }
    joined.into_iter().max_by(better)
}

/// True for two parts of one noun phrase with a noun between them that the tags have missed ("his |
/// colleague | Vera Lyle").
fn is_broken(ctx: &Context<'_>, first: &Tokens, second: &Tokens) -> bool {
    let gap = first.end..second.start;
    let nominal = gap
        .clone()
        .all(|t| is_nominal(ctx.token(t).upos) && ctx.token(t).attribution.label().is_none());
    let joined = first
        .end
        .checked_sub(1)
        .and_then(|t| ctx.token(t).head)
        .is_some_and(|h| gap.contains(&h) || second.contains(&h));
    (1..=3).contains(&gap.len()) && nominal && joined
}

/// True for a cue whose object is the one who is told, which the tags may take for a second source.
fn tells(ctx: &Context<'_>, cue: &Tokens) -> bool {
    anchor(ctx, cue).entry.is_some_and(|e| e.takes(Complement::Addressee))
}

fn distance(tokens: &Tokens, at: usize) -> usize {
    if at < tokens.start { tokens.start - at } else { (at + 1).saturating_sub(tokens.end) }
}
