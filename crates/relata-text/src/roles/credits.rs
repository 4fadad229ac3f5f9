//! Lines around the article that say where it comes from: its address, and the agencies that
//! supplied it.

use crate::classify::{Judged, Label};
use crate::lines::address::is_address;

/// Drops addresses and names of agencies that stand alone, unless there is nothing else.
pub(crate) fn drop_credits(text: &str, judged: &mut [Judged]) {
    let is_origin = |item: &Judged| {
        item.shape.is_credit() || item.shape.address && is_address(item.piece.span.text(text))
    };
    if !judged.iter().any(|item| item.label == Label::Keep && !is_origin(item)) {
        return;
    }
    for item in judged.iter_mut().filter(|item| item.label != Label::Drop && is_origin(item)) {
        item.label = Label::Drop;
        item.keep = item.keep.min(UNCERTAIN);
    }
}

/// How likely such a line is article after all, at most.
const UNCERTAIN: f32 = 0.2;
