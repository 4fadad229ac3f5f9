//! Ways to find claims. Each looks at the document and proposes; none sees what the others find,
//! and none decides what is taken: `choose` does, over all of them at once.

mod according;
mod account;
mod condition;
mod coordinated;
mod demand;
mod described;
mod figure;
mod headline;
mod hearsay;
mod noun_cue;
mod paragraphs;
mod passive;
mod quotation;
mod reported_clause;
mod signed;
mod tags;
mod transcript;
mod withheld;

use crate::bound::{MARKS, PHRASES, SPEAKERS, bound};
use crate::context::Context;
use crate::proposal::{Proposal, Stands, Taken};

/// One way to find claims in a sentence.
trait Rule {
    /// What the trace calls it.
    fn name(&self) -> &'static str;

    /// What the rule finds in the sentence with that number.
    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal>;

    /// Where what it finds may stand.
    fn stands(&self) -> Stands {
        Stands::Free
    }

    /// Whether what it finds is common enough for the fit of the score to know it.
    fn is_common(&self) -> bool {
        false
    }
}

const RULES: [&dyn Rule; 15] = [
    &reported_clause::ReportedClause,
    &according::AccordingTo,
    &condition::Condition,
    &quotation::BesideQuotation,
    &passive::PassiveCue,
    &passive::Told,
    &described::Described,
    &noun_cue::NounCue,
    &noun_cue::NounTopic,
    &withheld::Withheld,
    &figure::Figure,
    &headline::Headline,
    &account::OwnAccount,
    &hearsay::Hearsay,
    &demand::Demand,
];

/// How often a layout names the speaker. Of the 85 turns and signatures that the rules find in
/// PolNeAR's training part all read as found, though half of them are not annotated; the 35 of its
/// development part are all right.
const LAYOUT_CONFIDENCE: f32 = 0.95;

/// One way to find claims by the layout of the whole document.
type Layout = fn(&Context<'_>) -> Vec<Proposal>;

const LAYOUTS: [(&str, Layout); 2] = [("turn", transcript::turns), ("signed", signed::quotations)];

/// What the trace calls the way that brings the reader's tags together.
const TAGS: &str = "tags";

/// All that is proposed of the document.
pub(crate) fn all(ctx: &Context<'_>) -> Vec<Proposal> {
    by_layout(ctx).chain(by_tags(ctx)).chain(by_rules(ctx)).collect()
}

fn by_layout<'c>(ctx: &'c Context<'_>) -> impl Iterator<Item = Proposal> + 'c {
    let on = LAYOUTS.into_iter().filter(|(name, _)| ctx.options.applies(name));
    on.flat_map(|(rule, find)| find(ctx).into_iter().map(move |found| Proposal { rule, ..found }))
}

/// What the tags give, within its boundaries: first who speaks, then the phrases, which none may
/// take from another, last the marks.
fn by_tags(ctx: &Context<'_>) -> Vec<Proposal> {
    if !ctx.options.applies(TAGS) {
        return Vec::new();
    }
    let words = ctx.reading.tokens().len();
    let tagged: Vec<Proposal> =
        tags::proposals(ctx).into_iter().map(|found| Proposal { rule: TAGS, ..found }).collect();
    let taken = Taken::by(words, &tagged);
    let parted: Vec<Proposal> = tagged
        .iter()
        .map(|proposal| bound(ctx, proposal, &taken, SPEAKERS))
        .flat_map(|proposal| part(ctx, proposal, &taken))
        .flat_map(|proposal| by_paragraph(ctx, proposal))
        .map(|proposal| bound(ctx, &proposal, &taken, PHRASES))
        .collect();
    let taken = Taken::by(words, &parted);
    parted.iter().map(|proposal| bound(ctx, proposal, &taken, MARKS)).collect()
}

/// The proposal, or two where it holds two verbs that say something.
fn part(ctx: &Context<'_>, proposal: Proposal, taken: &Taken) -> Vec<Proposal> {
    let on = ctx.options.applies(coordinated::NAME);
    match coordinated::parted(ctx, &proposal, taken).filter(|_| on) {
        Some(two) => two.into(),
        None => vec![proposal],
    }
}

/// The proposal, or several where its quotations go on in paragraphs of their own.
fn by_paragraph(ctx: &Context<'_>, proposal: Proposal) -> Vec<Proposal> {
    if ctx.options.applies(paragraphs::NAME) {
        paragraphs::parted(ctx, proposal)
    } else {
        vec![proposal]
    }
}

/// What the rules find where the tags may have missed it.
fn by_rules<'c>(ctx: &'c Context<'_>) -> impl Iterator<Item = Proposal> + 'c {
    let on = move |rule: &&dyn Rule| ctx.options.applies(rule.name());
    let sentences = 0..ctx.reading.sentence_count();
    sentences.flat_map(move |sentence| {
        RULES.into_iter().filter(on).flat_map(move |rule| {
            rule.find(ctx, sentence).into_iter().map(move |found| {
                let (stands, weighed) = (rule.stands(), rule.is_common());
                let named = Proposal { rule: rule.name(), stands, weighed, ..found };
                bound(ctx, &named, &Taken::default(), MARKS)
            })
        })
    })
}

/// The names of all rules and boundaries, in the order in which they are asked.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let bounds = [SPEAKERS, PHRASES, MARKS].into_iter().flatten().map(|(name, _)| *name);
    let layouts = LAYOUTS.into_iter().map(|(name, _)| name);
    layouts
        .chain([TAGS, coordinated::NAME, paragraphs::NAME])
        .chain(RULES.into_iter().map(<dyn Rule>::name))
        .chain(bounds)
}
