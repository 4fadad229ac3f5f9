//! Layouts that name the speaker of whole paragraphs: transcripts and interviews ("MARA: …", "Q:
//! …"), and quotations signed with a dash ("“…” — Ann Ray, 34").
//!
//! What the layout says goes before what the tags say: a claim that reaches across a turn is
//! dropped, one inside it stands within it.

mod signed;
mod transcript;

use crate::context::{Context, Tokens};
use crate::draft::Draft;

/// How often a layout names the speaker. Of the 85 turns and signatures that the rules find in
/// PolNeAR's training part all read as found, though half of them are not annotated; the 35 of its
/// development part are all right.
const CONFIDENCE: f32 = 0.95;

/// Adds the turns, and brings the drafts of the tags into line with them.
pub(crate) fn settle(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut turns = transcript::turns(ctx);
    let mut places = Places::new(ctx.reading.tokens().len(), &turns);
    for draft in signed::quotations(ctx) {
        if places.of(&draft) == Place::Apart {
            places.add(turns.len(), &draft);
            turns.push(draft);
        }
    }
    if turns.is_empty() {
        return;
    }
    drafts.retain_mut(|draft| match places.of(draft) {
        Place::Apart => true,
        Place::Inside(turn) => {
            draft.within = Some(turn);
            draft.cue.is_some()
        }
        Place::Across => false,
    });
    turns.append(drafts);
    *drafts = turns;
}

/// How a draft lies to the turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Apart,
    /// Wholly inside what is said in one.
    Inside(usize),
    Across,
}

/// The turn of each token, and whether the token is a word of what is said in it.
struct Places(Vec<Option<(usize, bool)>>);

impl Places {
    fn new(tokens: usize, turns: &[Draft]) -> Self {
        let mut out = Self(vec![None; tokens]);
        for (turn, draft) in turns.iter().enumerate() {
            out.add(turn, draft);
        }
        out
    }

    fn add(&mut self, turn: usize, draft: &Draft) {
        let mut mark = |run: &Tokens, said: bool| {
            for slot in self.0.get_mut(run.clone()).into_iter().flatten() {
                *slot = Some((turn, said));
            }
        };
        draft.source.iter().chain(&draft.cue).for_each(|run| mark(run, false));
        draft.content.iter().for_each(|run| mark(run, true));
    }

    fn of(&self, draft: &Draft) -> Place {
        let mut tokens =
            draft.parts().flat_map(Clone::clone).map(|t| self.0.get(t).copied().flatten());
        match tokens.next() {
            None => Place::Apart,
            Some(None) if tokens.all(|p| p.is_none()) => Place::Apart,
            Some(Some((turn, true))) if tokens.all(|p| p == Some((turn, true))) => {
                Place::Inside(turn)
            }
            Some(_) => Place::Across,
        }
    }
}
