//! Where the parts of a proposal begin and end: functions from tokens to boundaries. Each looks at
//! one proposal and gives another one, or nothing where it does not apply; none sees what the
//! others make of their neighbours, so that the order of proposals is all the same.

mod accused;
mod content;
mod cue;
mod marks;
mod source;
mod subject;

use crate::context::Context;
use crate::proposal::{Proposal, Taken};
pub(crate) use content::pointed_at;
pub(crate) use subject::shared_subject;

/// A boundary of a proposal, where the words that are taken keep it from growing.
type Bound = fn(&Context<'_>, &Proposal, &Taken) -> Option<Proposal>;

/// Most words by which a phrase is completed.
const MOST_MORE: usize = 6;

/// Who speaks: what comes before the verbs of a proposal are parted.
pub(crate) const SPEAKERS: &[(&str, Bound)] = &[
    ("addressee", content::without_addressee),
    ("dateline", source::without_dateline),
    ("colon", source::before_colon),
    ("speaker behind", source::behind_colon),
    ("narrated", source::narrated),
    ("account noun", source::own_account),
    ("pronoun", source::pronoun_alone),
    ("source clause", source::without_clause),
    ("source phrase", source::whole_phrase),
    ("source preposition", source::up_to_noun),
    ("cue of saying", cue::up_to_saying),
    ("raising subject", subject::of_raising),
    ("passive subject", subject::of_passive),
    ("subject", subject::of_saying),
    ("sentence before", content::of_pronoun),
    ("quoted", subject::of_quoted),
    ("cue modifiers", cue::without_modifiers),
];

/// Phrases and clauses that the tags break off.
pub(crate) const PHRASES: &[(&str, Bound)] = &[
    ("cue verb", cue::up_to_verb),
    ("agent", subject::by_agent),
    ("cue words", cue::with_its_words),
    ("cue preposition", cue::with_preposition),
    ("phrase", content::whole_phrases),
    ("clause", content::up_to_comma),
    ("clause subject", content::from_subject),
    ("gap", content::bridged),
];

/// Quotation marks, and who is accused.
pub(crate) const MARKS: &[(&str, Bound)] = &[
    ("quotation marks", marks::whole_quotations),
    ("outer marks", marks::without_outer_marks),
    ("accused", accused::silent),
    ("accuser", accused::by_whom),
];

/// The proposal within these boundaries, which it names.
pub(crate) fn bound(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
    bounds: &[(&'static str, Bound)],
) -> Proposal {
    let on = bounds.iter().filter(|(name, _)| ctx.options.applies(name));
    on.fold(proposal.clone(), |proposal, &(name, step)| match step(ctx, &proposal, taken) {
        Some(next) if next != proposal => {
            let bounds = proposal.bounds.iter().copied().chain(std::iter::once(name)).collect();
            Proposal { bounds, ..next }
        }
        _ => proposal,
    })
}
