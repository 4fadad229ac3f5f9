//! Drafts become claims: text spans, kinds, stances, identifiers.

use relata_core::{Claim, ClaimId, Cue, StanceBasis, TextSpan, TraceStep};

use crate::anchor::{Anchor, anchor};
use crate::context::Context;
use crate::draft::Draft;
use crate::evidence::{Evidence, evidence};
use crate::medium::medium;
use crate::mode::mode;
use crate::score::score;
use crate::source::{is_first_person, source};
use crate::stance::stance;
use crate::surroundings::{addressee, said_at};

/// A claim, what its score was computed from, and the name of the rule that proposed it.
pub(crate) struct Attributed {
    pub(crate) claim: Claim,
    pub(crate) evidence: Evidence,
    pub(crate) rule: &'static str,
}

impl Attributed {
    /// What the trace tells of it: the rule, and what its stance was read from.
    pub(crate) fn trace(&self) -> [TraceStep; 2] {
        let record = self.claim.id.to_string();
        let step = |part: &str, rule: &str| TraceStep::new(&record, part, rule, VERSION);
        let cue = self.claim.cue.iter().map(|cue| cue.text.clone()).collect();
        [
            step("claim", self.rule).with_spans(self.claim.content.clone()),
            step("stance", self.claim.stance_basis.as_str())
                .with_detail(self.claim.stance.as_str())
                .with_spans(cue),
        ]
    }
}

const VERSION: &str = concat!("relata-claims ", env!("CARGO_PKG_VERSION"));

/// The claims of the drafts in the order of the text.
pub(crate) fn claims(ctx: &Context<'_>, drafts: &[Draft]) -> Vec<Attributed> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&i| {
        drafts
            .get(i)
            .map(|d| (d.first_token(), d.within.is_some(), d.cue.as_ref().map(|c| c.start)))
    });
    let mut place = vec![None; drafts.len()];
    for (position, &index) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(index) {
            *slot = Some(position);
        }
    }
    let mut claims: Vec<Attributed> = order
        .iter()
        .filter_map(|&i| drafts.get(i))
        .enumerate()
        .map(|(n, draft)| claim(ctx, draft, n))
        .collect();
    for (&index, position) in order.iter().zip(0..) {
        let outer =
            drafts.get(index).and_then(|d| d.within).and_then(|w| place.get(w).copied().flatten());
        set_within(ctx, &mut claims, position, outer, drafts.get(index));
    }
    claims
}

fn claim(ctx: &Context<'_>, draft: &Draft, number: usize) -> Attributed {
    let anchor = draft.cue.as_ref().map(|cue| anchor(ctx, cue));
    let evidence = evidence(ctx, draft);
    let (stance, basis) = match (&draft.cue, anchor) {
        (Some(cue), Some(anchor)) => stance(ctx, draft, cue, anchor),
        _ => (relata_core::Stance::Asserted, StanceBasis::Unmarked),
    };
    let content = draft.content.iter().map(|run| TextSpan::new(ctx.text, ctx.span(run))).collect();
    let mut claim = Claim::new(
        ClaimId::from_index(number),
        content,
        mode(ctx, draft),
        stance,
        score(draft, &evidence),
    );
    claim.stance_basis = basis;
    claim.source =
        draft.source.as_ref().filter(|tokens| !tokens.is_empty()).map(|tokens| source(ctx, tokens));
    if let (Some(cue), Some(anchor)) = (&draft.cue, anchor) {
        add_cue(ctx, &mut claim, draft, cue, anchor);
    }
    Attributed { claim, evidence, rule: draft.rule }
}

fn add_cue(
    ctx: &Context<'_>,
    claim: &mut Claim,
    draft: &Draft,
    cue: &crate::context::Tokens,
    anchor: Anchor<'_>,
) {
    let mut cue = Cue::new(TextSpan::new(ctx.text, ctx.span(cue)), anchor.lemma(ctx));
    cue.part = anchor.entry.map(|e| e.part.as_str().to_owned());
    cue.class = anchor.entry.map(|e| e.class.as_str().to_owned());
    cue.lexicon = anchor.entry.map(|e| e.lexicon.to_string());
    claim.cue = Some(cue);
    claim.medium = medium(ctx, draft, anchor);
    claim.addressee = addressee(ctx, draft, anchor);
    claim.said_at = said_at(ctx, draft, anchor);
}

/// Sets the outer claim; "I" and "we" inside a quotation are its speaker.
fn set_within(
    ctx: &Context<'_>,
    claims: &mut [Attributed],
    position: usize,
    outer: Option<usize>,
    draft: Option<&Draft>,
) {
    let speaker = outer
        .and_then(|o| claims.get(o))
        .and_then(|o| o.claim.source.as_ref())
        .and_then(|s| s.entity);
    let first_person =
        draft.and_then(|d| d.source.as_ref()).is_some_and(|tokens| is_first_person(ctx, tokens));
    let Some(Attributed { claim, .. }) = claims.get_mut(position) else { return };
    claim.within = outer.map(ClaimId::from_index);
    if let Some(source) = claim.source.as_mut().filter(|_| first_person && speaker.is_some()) {
        source.entity = speaker;
    }
}
