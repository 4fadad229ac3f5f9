//! Rules that add claims where the reader marked nothing, and claims inside the contents of others.
//!
//! A rule looks at one sentence and proposes drafts; what overlaps a claim that is there already is
//! refused, unless all of it stands inside that claim's content: then it becomes a claim within it.

mod according;
mod account;
mod complement;
mod demand;
mod figure;
mod headline;
mod hearsay;
mod noun_cue;
mod passive;
mod quotation;
mod reported_clause;
mod withheld;

use relata_syntax::CueClass;

use crate::anchor::anchor;
use crate::boundaries;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied};
pub(crate) use according::object as phrase_object;
pub(crate) use complement::{clause_runs, cue_span};
pub(crate) use headline::speaker_before;

/// One way to find claims.
trait Rule {
    /// What the trace calls it.
    fn name(&self) -> &'static str;

    /// What the rule finds in the sentence with that number.
    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Draft>;

    /// Where what it finds may stand.
    fn stands(&self) -> Stands {
        Stands::Free
    }
}

/// Where a proposal may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Apart from all other claims.
    Free,
    /// Inside another claim's content.
    Inside,
    /// Both.
    Anywhere,
}

const RULES: [&dyn Rule; 12] = [
    &reported_clause::ReportedClause,
    &according::AccordingTo,
    &quotation::BesideQuotation,
    &passive::PassiveCue,
    &noun_cue::NounCue,
    &noun_cue::NounTopic,
    &withheld::Withheld,
    &figure::Figure,
    &headline::Headline,
    &account::OwnAccount,
    &hearsay::Hearsay,
    &demand::Demand,
];

/// Adds what the rules find.
pub(crate) fn add(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut places = Places::new(ctx.reading.tokens().len(), drafts);
    for sentence in 0..ctx.reading.sentence_count() {
        for rule in RULES {
            for mut draft in rule.find(ctx, sentence) {
                draft.rule = rule.name();
                boundaries::repair(ctx, std::slice::from_mut(&mut draft));
                consider(ctx, drafts, &mut places, draft, rule.stands());
            }
        }
    }
}

/// Takes a proposal over when it is new, or lies inside a claim.
fn consider(
    ctx: &Context<'_>,
    drafts: &mut Vec<Draft>,
    places: &mut Places,
    mut draft: Draft,
    stands: Stands,
) {
    if draft.content.is_empty()
        || draft.source.iter().chain(&draft.cue).any(|run| {
            run.clone().any(|t| places.occupied.source_or_cue(t) && !is_source_of(&draft, run))
        })
    {
        return;
    }
    match places.around(&draft) {
        Around::Free if stands != Stands::Inside => {}
        Around::Inside(outer)
            if stands != Stands::Free
                && depth(drafts, outer) < DEEPEST
                && !is_thought(ctx, &draft) =>
        {
            draft.within = Some(outer);
            complement::close_ranks(ctx, &mut draft, drafts.get(outer));
        }
        _ => return,
    }
    if draft.within.is_none() {
        places.add(drafts.len(), &draft);
    } else {
        places.add_inside(drafts.len(), &draft);
    }
    drafts.push(draft);
}

/// "“I think that …,” she said": what somebody says to think, know or find shown is no claim in
/// the claim.
fn is_thought(ctx: &Context<'_>, draft: &Draft) -> bool {
    let class = draft.cue.as_ref().and_then(|cue| anchor(ctx, cue).entry).map(|e| e.class);
    matches!(class, Some(CueClass::Think | CueClass::Show))
}

/// Claims in claims in claims: so many levels at most.
const DEEPEST: usize = 6;

/// Number of claims around this one.
fn depth(drafts: &[Draft], index: usize) -> usize {
    std::iter::successors(drafts.get(index).and_then(|d| d.within), |&i| {
        drafts.get(i).and_then(|d| d.within)
    })
    .take(DEEPEST)
    .count()
}

/// A source may be shared by several cues; a cue may not.
fn is_source_of(draft: &Draft, run: &Tokens) -> bool {
    draft.source.as_ref() == Some(run)
}

/// How a proposal lies to the claims that are there.
enum Around {
    Free,
    /// Wholly inside the content of one.
    Inside(usize),
    Crossing,
}

/// Which claim's content holds each token.
struct Places {
    content_of: Vec<Option<usize>>,
    occupied: Occupied,
}

impl Places {
    fn new(tokens: usize, drafts: &[Draft]) -> Self {
        let mut out = Self { content_of: vec![None; tokens], occupied: Occupied::new(tokens, &[]) };
        for (index, draft) in drafts.iter().enumerate() {
            out.add(index, draft);
        }
        out
    }

    fn add(&mut self, index: usize, draft: &Draft) {
        self.occupied.add(draft);
        for run in &draft.content {
            for slot in self.content_of.get_mut(run.clone()).into_iter().flatten() {
                *slot = Some(index);
            }
        }
    }

    /// Takes note of a claim within another one: what stands in its content is its own from now on.
    fn add_inside(&mut self, index: usize, draft: &Draft) {
        self.occupied.add_cue(draft);
        for run in &draft.content {
            for slot in self.content_of.get_mut(run.clone()).into_iter().flatten() {
                *slot = Some(index);
            }
        }
    }

    fn around(&self, draft: &Draft) -> Around {
        let of = |t: usize| self.content_of.get(t).copied().flatten();
        let cue = draft.cue.iter().flat_map(Clone::clone).find_map(of);
        let mut tokens = draft.parts().flat_map(Clone::clone);
        match cue {
            None if draft.content.iter().flat_map(Clone::clone).any(|t| of(t).is_some()) => {
                Around::Crossing
            }
            None => Around::Free,
            Some(outer) if tokens.all(|t| of(t) == Some(outer)) => Around::Inside(outer),
            Some(_) => Around::Crossing,
        }
    }
}
