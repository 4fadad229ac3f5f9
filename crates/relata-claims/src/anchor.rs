//! The main word of a cue, and what the lexicon says of it.

use relata_core::{Relation, Upos};
use relata_syntax::{CueClass, CueEntry, CuePart};

use crate::context::{Context, Tokens};

/// The main word of a cue.
#[derive(Clone, Copy)]
pub(crate) struct Anchor<'a> {
    pub(crate) token: usize,
    pub(crate) entry: Option<&'a CueEntry>,
}

impl Anchor<'_> {
    /// Dictionary form of the cue.
    pub(crate) fn lemma(&self, ctx: &Context<'_>) -> String {
        self.entry.map_or_else(|| ctx.lemma(self.token), |entry| entry.lemma.clone())
    }
}

/// The main word of the cue at `cue`: a phrase of the lexicon, else its highest verb that the
/// lexicon has, else a noun or adverb that it has, else its syntactic head.
pub(crate) fn anchor<'a>(ctx: &Context<'a>, cue: &Tokens) -> Anchor<'a> {
    if let Some(found) = cue.clone().find_map(|token| {
        ctx.phrase_at(token).map(|(entry, _)| Anchor { token, entry: Some(entry) })
    }) {
        return found;
    }
    let known: Vec<Anchor<'a>> = cue
        .clone()
        .filter_map(|token| ctx.entry(token).map(|e| Anchor { token, entry: Some(e) }))
        .collect();
    let of = |part: CuePart| {
        known
            .iter()
            .filter(|a| a.entry.is_some_and(|e| e.part == part))
            .copied()
            .collect::<Vec<_>>()
    };
    let best = highest(ctx, &of(CuePart::Verb))
        .or_else(|| highest(ctx, &of(CuePart::Noun)))
        .or_else(|| of(CuePart::Adverb).first().copied());
    best.unwrap_or_else(|| Anchor { token: plain_head(ctx, cue), entry: None })
}

/// The one that depends on none of the others.
fn highest<'a>(ctx: &Context<'_>, anchors: &[Anchor<'a>]) -> Option<Anchor<'a>> {
    let below = |a: &Anchor<'_>| {
        ctx.reading.ancestors(a.token).take(8).any(|t| anchors.iter().any(|b| b.token == t))
    };
    let top = anchors.iter().find(|a| !below(a)).or_else(|| anchors.first()).copied()?;
    // "continues to urge": what is said is that it is urged.
    let open = anchors.iter().find(|a| {
        ctx.token(a.token).relation == Relation::Xcomp && ctx.token(a.token).head == Some(top.token)
    });
    let continues = top.entry.is_some_and(|e| e.class == CueClass::Say);
    Some(open.copied().filter(|_| continues).unwrap_or(top))
}

fn plain_head(ctx: &Context<'_>, cue: &Tokens) -> usize {
    let verb = cue.clone().find(|&t| ctx.token(t).upos == Upos::Verb);
    let head = ctx.reading.head_of_span(ctx.span(cue));
    verb.or(head).unwrap_or(cue.start)
}
