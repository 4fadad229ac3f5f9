//! From raw text to blocks and sentences.

use relata_core::{Block, BlockRole, Dateline, Score, Sentence, Span, Warning};

use crate::article::{dateline, language, notice};
use crate::classify::model::Model;
use crate::classify::seams::pieces;
use crate::classify::{Judged, Label, SHARPNESS, judge};
use crate::lines::address::is_address;
use crate::lines::wrap;
use crate::options::{Boilerplate, CleanOptions};
use crate::roles::{self, credits, fallback, live_blog, repeated, unpunctuated};
use crate::sentence;
use crate::site_memory::SiteMemory;

/// Words of a first line that is taken for a headline where nothing is judged, at most.
const HEADLINE_WORDS: usize = 25;

/// A text with its article marked. All places are byte offsets into the raw text.
///
/// ```
/// use relata_text::{CleanOptions, clean};
/// let raw = "OSLO (AP) — Rain fell on Monday.\nSubscribe now";
/// let text = clean(raw, &CleanOptions::default());
/// assert!(text.dateline.is_some());
/// assert_eq!(text.blocks.iter().filter(|block| block.kept).count(), 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CleanText {
    /// Kept and dropped runs. They ascend, do not overlap, and hold every character that is not
    /// white space.
    pub blocks: Vec<Block>,
    /// The dateline in front of the first paragraph; a sentence of its own, so that the one behind
    /// it begins where it should.
    pub dateline: Option<Dateline>,
    /// Sentences of the kept blocks. `paragraph` is the number of the kept block, from 0.
    pub sentences: Vec<Sentence>,
    /// ISO 639-1 code of the language of the kept text (639-3 where there is no shorter one),
    /// `None` when the text is too short to tell.
    pub language: Option<String>,
    /// Oddities.
    pub warnings: Vec<Warning>,
}

/// Marks the article in a pasted text: which runs of it are headline, lead and body, and which are
/// appeals, prompts and other furniture of the page. It cannot fail; what is odd about the text is
/// told in the warnings.
///
/// ```
/// use relata_core::BlockRole;
/// use relata_text::{CleanOptions, clean};
/// let raw = "Ferry sinks off Tobermory, coastguard says\n\
///     Your gift keeps our newsroom going.A ferry sank off Tobermory on Monday, the coastguard \
///     said. Nobody was hurt.\nSubscribe now";
/// let text = clean(raw, &CleanOptions::default());
/// let roles: Vec<BlockRole> = text.blocks.iter().map(|block| block.role).collect();
/// use BlockRole::{DonationAppeal, Headline, Lead, SubscriptionPrompt};
/// assert_eq!(roles, [Headline, DonationAppeal, Lead, SubscriptionPrompt]);
/// assert_eq!(text.sentences[2].span.text(raw), "Nobody was hurt.");
/// ```
#[must_use]
pub fn clean(raw: &str, options: &CleanOptions) -> CleanText {
    clean_by(raw, *options, Model::shipped(), None)
}

/// As [`clean`], knowing what other pages of the same site repeat.
///
/// ```
/// use relata_text::{CleanOptions, SiteMemory, clean_with_memory};
/// let pages = ["A dam broke in Oban on Monday.", "A seal was rescued on Mull on Friday."]
///     .map(|news| format!("{news}\nThe Isles at a glance, every evening."));
/// let mut memory = SiteMemory::default();
/// pages.iter().for_each(|page| memory.learn(page));
/// let text = clean_with_memory(&pages[0], &CleanOptions::default(), &memory);
/// assert_eq!(text.blocks.iter().filter(|block| block.kept).count(), 1);
/// ```
#[must_use]
pub fn clean_with_memory(raw: &str, options: &CleanOptions, memory: &SiteMemory) -> CleanText {
    clean_by(raw, *options, Model::shipped(), Some(memory).filter(|memory| !memory.is_empty()))
}

/// As [`clean`], with the weights given.
pub(crate) fn clean_by(
    raw: &str,
    options: CleanOptions,
    model: &Model,
    memory: Option<&SiteMemory>,
) -> CleanText {
    let mut blocks = match options.boilerplate {
        Boilerplate::Drop => judged_blocks(raw, options, model, memory),
        Boilerplate::Keep => all_blocks(raw),
    };
    let dateline =
        first_paragraph(&blocks).and_then(|block| dateline::of_paragraph(raw, block.span));
    let mut cut = sentences(raw, &blocks, dateline.as_ref());
    let unread = match options.boilerplate {
        Boilerplate::Drop => unpunctuated::stretches(raw, &cut),
        Boilerplate::Keep => Vec::new(),
    };
    if !unread.is_empty() {
        blocks = unpunctuated::without(raw, blocks, &unread);
        cut = sentences(raw, &blocks, dateline.as_ref());
    }
    let kept = || blocks.iter().filter(|block| block.kept).map(|block| block.span.text(raw));
    let found = language::detect(kept()).or_else(|| language::detect(std::iter::once(raw)));
    let mut warnings = notice::warnings(raw, &blocks, found);
    warnings.extend(unread.iter().map(|&stretch| notice::not_read(stretch)));
    let language = found.map(|language| language.code.to_owned());
    CleanText { blocks, dateline, sentences: cut, language, warnings }
}

fn judged_blocks(
    raw: &str,
    options: CleanOptions,
    model: &Model,
    memory: Option<&SiteMemory>,
) -> Vec<Block> {
    let mut judged = judge(raw, pieces(raw, model), model, SHARPNESS);
    if options.chosen_by_markup {
        judged.iter_mut().for_each(Judged::trust_markup);
    }
    live_blog::keep_posts(raw, &mut judged);
    if let Some(memory) = memory {
        let repeated = judged.iter_mut().filter(|item| memory.repeats(item.piece.span.text(raw)));
        repeated.for_each(|item| item.label = Label::Drop);
    }
    fallback::keep_fallback(&mut judged);
    repeated::drop_copies(raw, &mut judged);
    credits::drop_credits(raw, &mut judged);
    let roles = roles::assign(raw, &judged);
    join_pieces(&judged, &roles)
}

/// One block a piece; pieces of one line that were cut for nothing are put together again, with the
/// lower of their scores.
fn join_pieces(judged: &[Judged], roles: &[BlockRole]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut line = None;
    for (item, &role) in judged.iter().zip(roles) {
        let score = Score::new(if role.is_kept() { item.keep } else { 1.0 - item.keep });
        match out.last_mut() {
            Some(block) if line == Some(item.piece.line) && may_share_block(block.role, role) => {
                block.span = block.span.cover(item.piece.span);
                block.score = block.score.map(|last| last.min(score));
            }
            _ => out.push(Block::new(item.piece.span, role).with_score(score)),
        }
        line = Some(item.piece.line);
    }
    out
}

fn may_share_block(first: BlockRole, second: BlockRole) -> bool {
    let body = |role| {
        matches!(
            role,
            BlockRole::Lead
                | BlockRole::Body
                | BlockRole::List
                | BlockRole::Quote
                | BlockRole::Subheading
        )
    };
    first == second || (body(first) && body(second))
}

/// Every line as body, the first one as headline when it looks like one.
fn all_blocks(raw: &str) -> Vec<Block> {
    let spans = wrap::paragraphs(raw, Span::at(0, raw.len()));
    let several = spans.len() > 1;
    let role = |index, span: Span| {
        if index == 0 && several && looks_like_headline(span.text(raw)) {
            BlockRole::Headline
        } else {
            BlockRole::Body
        }
    };
    spans.iter().enumerate().map(|(index, &span)| Block::new(span, role(index, span))).collect()
}

fn looks_like_headline(line: &str) -> bool {
    let closed = line.ends_with(['.', '!', '…', ':', ';', ',', '”', '"']);
    let capital = line
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| c.is_uppercase() || c.is_numeric());
    !closed
        && capital
        && !is_address(line)
        && line.split_whitespace().take(HEADLINE_WORDS + 1).count() <= HEADLINE_WORDS
}

/// The first kept block that is neither headline nor standfirst.
fn first_paragraph(blocks: &[Block]) -> Option<&Block> {
    blocks.iter().find(|block| matches!(block.role, BlockRole::Lead | BlockRole::Body))
}

/// The sentences of the kept blocks, each block a paragraph. Where a time was dropped, a number is
/// left out: what follows is another post, and nothing that is said goes on there.
fn sentences(raw: &str, blocks: &[Block], dateline: Option<&Dateline>) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut next = 0;
    for block in blocks {
        if !block.kept {
            next += usize::from(
                block.role == BlockRole::Timestamp
                    && out.last().is_some_and(|s| s.paragraph + 1 == next),
            );
            continue;
        }
        let paragraph = next;
        next += 1;
        let head = dateline.map(|d| d.span).filter(|head| block.span.contains(*head));
        let rest = head.map_or(block.span, |head| Span::between(head.end(), block.span.end()));
        let spans = head.into_iter().chain(sentence::of_paragraph(raw, rest));
        out.extend(spans.map(|span| Sentence::new(span, paragraph)));
    }
    out
}
