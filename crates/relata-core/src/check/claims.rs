//! Claims.

use super::places::kept_blocks;
use super::{RecordRule, Report, follow_one_another};
use crate::{Claim, ClaimId, Extraction, Span};

pub(super) fn check(extraction: &Extraction, report: &mut Report) {
    for (number, claim) in extraction.claims.iter().enumerate() {
        let id = claim.id;
        report.expect(id.index() == number, RecordRule::Identifiers, id, || {
            format!("it is number {number} of the claims")
        });
        references(extraction, claim, report);
        content(extraction, claim, report);
    }
}

fn references(extraction: &Extraction, claim: &Claim, report: &mut Report) {
    let entities = [
        claim.source.as_ref().and_then(|s| s.entity),
        claim.addressee.as_ref().and_then(|a| a.entity),
    ];
    let holds = entities.into_iter().flatten().all(|e| e.index() < extraction.entities.len())
        && claim.events.iter().all(|event| event.index() < extraction.events.len())
        && claim.time.is_none_or(|time| time.index() < extraction.times.len());
    report.expect(holds, RecordRule::References, claim.id, || {
        "it refers to an entity, event or time that is not there".to_owned()
    });
    report.expect(ends(extraction, claim.id), RecordRule::References, claim.id, || {
        "the claim that it stands in is not there, or stands in it".to_owned()
    });
}

/// True where the claims that hold one another end with one that stands in none.
fn ends(extraction: &Extraction, id: ClaimId) -> bool {
    let mut at = id;
    for _ in &extraction.claims {
        match extraction.claims.get(at.index()).map(|claim| claim.within) {
            Some(Some(outer)) => at = outer,
            Some(None) => return true,
            None => return false,
        }
    }
    false
}

fn content(extraction: &Extraction, claim: &Claim, report: &mut Report) {
    let pieces = || claim.content.iter().map(|piece| piece.span);
    let in_order = !claim.content.is_empty() && follow_one_another(pieces());
    report.expect(in_order, RecordRule::Content, claim.id, || {
        "its content is empty, or its pieces are out of order".to_owned()
    });
    let outside = |span: Span| pieces().all(|piece| !piece.overlaps(span));
    let beside = [
        ("cue", claim.cue.as_ref().map(|cue| cue.text.span)),
        ("source", claim.source.as_ref().map(|source| source.text.span)),
    ];
    for (part, span) in beside {
        report.expect(span.is_none_or(outside), RecordRule::Outside, claim.id, || {
            format!("its {part} stands in its content")
        });
    }
    for piece in pieces() {
        let holds = extraction.blocks.is_empty() || kept_blocks(extraction, piece) == 1;
        report.expect(holds, RecordRule::Kept, claim.id, || {
            format!("the content at {piece:?} does not stand within one kept block")
        });
    }
}
