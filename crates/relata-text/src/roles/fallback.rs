//! Text that nothing speaks against.

use relata_core::BlockRole;

use crate::classify::{Judged, Label};

/// Words of a piece that can be all there is of an article, at least.
const WORDS: u32 = 3;

/// Where the classifier has dropped everything, keeps the pieces that are no furniture by their
/// words: a single sentence, a headline alone, a text in a language that the classifier has not
/// seen.
pub(crate) fn keep_fallback(judged: &mut [Judged]) {
    if judged.iter().any(|item| item.label == Label::Keep) {
        return;
    }
    let prose = judged.iter().any(|item| could_be_article(item) && item.shape.is_closed());
    for item in judged
        .iter_mut()
        .filter(|item| could_be_article(item) && (item.shape.is_closed() || !prose))
    {
        item.label = Label::Keep;
    }
}

fn could_be_article(item: &Judged) -> bool {
    let furniture =
        item.shape.is_furniture() && item.shape.verdict.role != Some(BlockRole::Caption);
    let appeal = item.shape.we + item.shape.you >= 1
        && item.shape.appeal >= 1
        && item.shape.quoted_words == 0;
    item.shape.words() >= WORDS && !furniture && !appeal
}
