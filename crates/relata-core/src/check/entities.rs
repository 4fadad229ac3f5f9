//! Entities, their mentions and names; time expressions.

use super::{RecordRule, Report, ascends};
use crate::{Entity, Extraction, MentionKind};

pub(super) fn check(extraction: &Extraction, report: &mut Report) {
    for (number, entity) in extraction.entities.iter().enumerate() {
        report.expect(entity.id.index() == number, RecordRule::Identifiers, entity.id, || {
            format!("it is number {number} of the entities")
        });
        let spans = entity.mentions.iter().map(|mention| mention.text.span);
        let in_order = !entity.mentions.is_empty() && ascends(spans);
        report.expect(in_order, RecordRule::Mentions, entity.id, || {
            "its mentions are none, out of order, or given twice".to_owned()
        });
        let voice =
            |id: crate::EntityId| id != entity.id && extraction.entities.get(id.index()).is_some();
        report.expect(
            entity.speaks_for.is_none_or(voice),
            RecordRule::References,
            entity.id,
            || "it speaks for itself, or for an entity that is not there".to_owned(),
        );
        report.expect(has_its_name(entity), RecordRule::Names, entity.id, || {
            format!("{:?} stands in no mention", entity.name)
        });
    }
    for (number, time) in extraction.times.iter().enumerate() {
        report.expect(time.id.index() == number, RecordRule::Identifiers, time.id, || {
            format!("it is number {number} of the time expressions")
        });
    }
}

fn has_its_name(entity: &Entity) -> bool {
    let name = folded(&entity.name);
    let stands = entity.mentions.iter().any(|mention| folded(&mention.text.text).contains(&name));
    let of_country = entity.country.is_some()
        && entity
            .mentions
            .iter()
            .any(|mention| matches!(mention.kind, MentionKind::Adjective | MentionKind::Name));
    !name.is_empty() && (stands || of_country)
}

/// One blank for a run of white space, and lower case: names in capitals are given in others.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
