//! Roles of the kept and the dropped pieces.

pub(crate) mod credits;
pub(crate) mod fallback;
pub(crate) mod headline;
pub(crate) mod live_blog;
pub(crate) mod repeated;
pub(crate) mod unpunctuated;

use relata_core::BlockRole;

use crate::classify::{Judged, Label};
use crate::lines::clock::{is_clock, is_dateline};
use crate::piece::shape::{Beginning, Ending, Shape};
use headline::HEADLINE_WORDS;

/// Words of a heading between paragraphs, at most.
const SUBHEADING_WORDS: u32 = 10;
/// Weight of a phrase from which on it names the reason for dropping.
const REASON: f32 = 2.0;
/// Pieces after a heading such as "Related" that take its role when nothing else is known about
/// them.
const SECTION_REACH: usize = 12;

/// The role of each piece, in their order.
pub(crate) fn assign(text: &str, judged: &[Judged]) -> Vec<BlockRole> {
    let lead = lead_index(judged);
    let heads = headline::find(text, judged, lead);
    let mut roles = Vec::with_capacity(judged.len());
    let mut section = Section::default();
    for (index, item) in judged.iter().enumerate() {
        let role = if heads.headline == Some(index) {
            BlockRole::Headline
        } else if heads.standfirst == Some(index) {
            BlockRole::Standfirst
        } else if Some(index) == lead {
            BlockRole::Lead
        } else if item.label == Label::Keep || is_point(item) {
            kept_role(judged, index)
        } else {
            dropped_role(text, item, judged, index, &mut section)
        };
        roles.push(role);
    }
    roles
}

/// The first kept paragraph, or the first kept piece when there is no paragraph.
fn lead_index(judged: &[Judged]) -> Option<usize> {
    let kept = || judged.iter().enumerate().filter(|(_, item)| item.label == Label::Keep);
    let paragraph = kept().find(|(_, item)| item.shape.is_closed() && item.shape.words() >= 5);
    paragraph
        .or_else(|| kept().find(|(_, item)| item.shape.words() > HEADLINE_WORDS))
        .or_else(|| kept().next())
        .map(|(index, _)| index)
}

fn kept_role(judged: &[Judged], index: usize) -> BlockRole {
    let Some(shape) = judged.get(index).map(|item| &item.shape) else { return BlockRole::Body };
    let before = index.checked_sub(1).and_then(|i| judged.get(i));
    let after = judged.get(index + 1);
    if is_list_item(shape) {
        BlockRole::List
    } else if shape.beginning == Beginning::Quote
        && shape.percent(shape.quoted_words) >= 95
        && before.is_some_and(|b| b.shape.ending == Ending::Colon)
    {
        BlockRole::Quote
    } else if is_subheading(shape)
        && after.is_some_and(|a| a.label == Label::Keep && !is_subheading(&a.shape))
    {
        BlockRole::Subheading
    } else {
        BlockRole::Body
    }
}

/// One of several points in which a tabloid tells its story beneath the headline.
fn is_point(item: &Judged) -> bool {
    item.label == Label::Head && item.shape.beginning == Beginning::Bullet
}

fn is_list_item(shape: &Shape) -> bool {
    shape.beginning == Beginning::Bullet
        || (shape.beginning == Beginning::Digit && !shape.is_closed() && shape.words() > 1)
}

fn is_subheading(shape: &Shape) -> bool {
    shape.words() <= SUBHEADING_WORDS
        && matches!(
            shape.ending,
            Ending::Letter | Ending::Digit | Ending::Question | Ending::Bracket | Ending::Quote
        )
}

/// The last heading of a section that is not the article, and how many pieces ago it stood.
#[derive(Debug, Default)]
struct Section {
    role: Option<BlockRole>,
    age: usize,
}

fn dropped_role(
    text: &str,
    item: &Judged,
    judged: &[Judged],
    index: usize,
    section: &mut Section,
) -> BlockRole {
    section.age += 1;
    let verdict = item.shape.verdict;
    let stated = verdict.role.filter(|_| verdict.weight >= REASON);
    if let Some(role) = stated {
        if is_section(role) && item.shape.words() <= SUBHEADING_WORDS {
            *section = Section { role: Some(role), age: 0 };
        }
        return role;
    }
    let open = section.role.filter(|_| section.age <= SECTION_REACH);
    by_shape(item.piece.span.text(text), &item.shape)
        .or_else(|| adjacent_appeal(judged, index))
        .or(open)
        .unwrap_or(if item.shape.words() <= 4 { BlockRole::Navigation } else { BlockRole::Other })
}

const fn is_section(role: BlockRole) -> bool {
    matches!(role, BlockRole::RelatedLinks | BlockRole::CommentPrompt)
}

/// A date or time alone, a dateline, the credit of a picture.
fn by_shape(text: &str, shape: &Shape) -> Option<BlockRole> {
    if is_clock(text) {
        return Some(BlockRole::Timestamp);
    }
    if shape.is_credit() {
        return Some(BlockRole::Credit);
    }
    if shape.credited {
        return Some(BlockRole::Caption);
    }
    if is_dateline(text) {
        return Some(BlockRole::Dateline);
    }
    let dated = shape.dates > 0
        && shape.number_words > 0
        && shape.words() <= 12
        && shape.percent(shape.dates + shape.number_words) >= 50;
    dated.then_some(BlockRole::Timestamp)
}

/// The role of an appeal next to the piece, for the paragraphs of an appeal that do not ask for
/// anything themselves.
fn adjacent_appeal(judged: &[Judged], index: usize) -> Option<BlockRole> {
    let near =
        judged.get(index.saturating_sub(3)..(index + 4).min(judged.len())).unwrap_or_default();
    let roles = near
        .iter()
        .filter(|n| n.label == Label::Drop && n.shape.verdict.weight >= REASON)
        .filter_map(|n| n.shape.verdict.role);
    let prose = judged.get(index).is_some_and(|item| item.shape.is_prose());
    roles
        .filter(|role| {
            prose
                && matches!(
                    role,
                    BlockRole::DonationAppeal
                        | BlockRole::SubscriptionPrompt
                        | BlockRole::NewsletterPrompt
                )
        })
        .min()
}
