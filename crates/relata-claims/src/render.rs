//! What is chosen becomes claims: text spans, kinds, stances, identifiers.

mod addressee;
mod medium;
mod mode;
mod said_at;
mod source;
mod stance;

use relata_core::{Claim, ClaimId, Cue, StanceBasis, TextSpan, TraceStep};

use crate::anchor::{Anchor, anchor};
use crate::choose::Chosen;
use crate::context::{Context, Tokens};
use crate::evidence::{Evidence, evidence};
use crate::proposal::Proposal;
use crate::score::score;

/// A claim, what its score was computed from, and the rules that found and bounded it.
pub(crate) struct Attributed {
    pub(crate) claim: Claim,
    pub(crate) evidence: Evidence,
    pub(crate) rule: &'static str,
    pub(crate) bounds: Vec<&'static str>,
}

impl Attributed {
    /// What the trace tells of it: the rule, those that moved its boundaries, and what its stance
    /// was read from.
    pub(crate) fn trace(&self) -> Vec<TraceStep> {
        let record = self.claim.id.to_string();
        let step = |part: &str, rule: &str| TraceStep::new(&record, part, rule, VERSION);
        let cue = self.claim.cue.iter().map(|cue| cue.text.clone()).collect();
        let found = step("claim", self.rule).with_spans(self.claim.content.clone());
        let stance = step("stance", self.claim.stance_basis.as_str())
            .with_detail(self.claim.stance.as_str())
            .with_spans(cue);
        let bounds = self.bounds.iter().map(|rule| step("boundary", rule));
        std::iter::once(found).chain(bounds).chain([stance]).collect()
    }
}

const VERSION: &str = concat!("relata-claims ", env!("CARGO_PKG_VERSION"));

/// The claims that are chosen in the order of the text.
pub(crate) fn claims(ctx: &Context<'_>, chosen: &[Chosen]) -> Vec<Attributed> {
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|&i| {
        chosen.get(i).map(|c| {
            let p = &c.proposal;
            (p.first_token(), c.within.is_some(), p.cue.as_ref().map(|cue| cue.start))
        })
    });
    let mut ids = vec![None; chosen.len()];
    for (position, &index) in order.iter().enumerate() {
        if let Some(slot) = ids.get_mut(index) {
            *slot = Some(position);
        }
    }
    let in_order = || order.iter().filter_map(|&i| chosen.get(i)).enumerate();
    let mut claims: Vec<Attributed> =
        in_order().map(|(number, chosen)| attributed(ctx, chosen, number)).collect();
    for (position, chosen) in in_order() {
        let outer = chosen.within.and_then(|within| ids.get(within).copied().flatten());
        set_within(ctx, &mut claims, position, outer, &chosen.proposal);
    }
    claims
}

fn attributed(ctx: &Context<'_>, chosen: &Chosen, number: usize) -> Attributed {
    let proposal = &chosen.proposal;
    let anchor = proposal.cue.as_ref().map(|cue| anchor(ctx, cue));
    let evidence = evidence(ctx, proposal, chosen.within.is_some());
    let (stance, basis) = match (&proposal.cue, anchor) {
        (Some(cue), Some(anchor)) => stance::stance(ctx, proposal, cue, anchor),
        _ => (relata_core::Stance::Asserted, StanceBasis::Unmarked),
    };
    let content =
        proposal.content.iter().map(|run| TextSpan::new(ctx.text, ctx.span(run))).collect();
    let mut claim = Claim::new(
        ClaimId::from_index(number),
        content,
        mode::mode(ctx, proposal),
        stance,
        score(proposal, &evidence),
    );
    claim.stance_basis = basis;
    claim.source = proposal
        .source
        .as_ref()
        .filter(|tokens| !tokens.is_empty())
        .map(|tokens| source::source(ctx, tokens));
    if let (Some(cue), Some(anchor)) = (&proposal.cue, anchor) {
        add_cue(ctx, &mut claim, proposal, cue, anchor);
    }
    Attributed { claim, evidence, rule: proposal.rule, bounds: proposal.bounds.clone() }
}

fn add_cue(
    ctx: &Context<'_>,
    claim: &mut Claim,
    proposal: &Proposal,
    cue: &Tokens,
    anchor: Anchor<'_>,
) {
    let mut cue = Cue::new(TextSpan::new(ctx.text, ctx.span(cue)), anchor.lemma(ctx));
    cue.part = anchor.entry.map(|e| e.part.as_str().to_owned());
    cue.class = anchor.entry.map(|e| e.class.as_str().to_owned());
    cue.lexicon = anchor.entry.map(|e| e.lexicon.to_string());
    claim.cue = Some(cue);
    claim.medium = medium::medium(ctx, proposal, anchor);
    claim.addressee = addressee::addressee(ctx, proposal, anchor);
    claim.said_at = said_at::said_at(ctx, proposal, anchor);
}

/// Sets the outer claim; "I" and "we" inside a quotation are its speaker.
fn set_within(
    ctx: &Context<'_>,
    claims: &mut [Attributed],
    position: usize,
    outer: Option<usize>,
    proposal: &Proposal,
) {
    let speaker = outer
        .and_then(|o| claims.get(o))
        .and_then(|o| o.claim.source.as_ref())
        .and_then(|s| s.entity);
    let first_person =
        proposal.source.as_ref().is_some_and(|tokens| source::is_first_person(ctx, tokens));
    let Some(Attributed { claim, .. }) = claims.get_mut(position) else { return };
    claim.within = outer.map(ClaimId::from_index);
    if let Some(source) = claim.source.as_mut().filter(|_| first_person && speaker.is_some()) {
        source.entity = speaker;
    }
}
