//! What each source says in the end, and what that makes of the event.

use std::collections::{BTreeMap, BTreeSet};

use relata_core::{AttestationStance, Factuality};

use super::sources::{SourceKey, Statement};
use crate::record::Status;

/// What a statement says of whether the event took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    Affirms,
    Denies,
    Open,
}

impl Position {
    pub const fn of(stance: AttestationStance, factuality: Factuality) -> Self {
        use AttestationStance::{Claims, Confirms, Denies};
        use Factuality::{Actual, Ended, Habitual, Negated};
        match (stance, factuality) {
            (Denies, _) | (Claims | Confirms, Negated) => Self::Denies,
            (Claims | Confirms, Actual | Habitual | Ended) => Self::Affirms,
            _ => Self::Open,
        }
    }
}

/// A source with all that it says of an event.
#[derive(Debug, Clone)]
pub struct SourceRecord<'a> {
    pub key: &'a SourceKey,
    /// In the order of the articles.
    pub statements: Vec<&'a Statement>,
    pub position: Position,
    /// Whether it counts as a source of its own.
    pub independent: bool,
}

impl SourceRecord<'_> {
    /// The statement that tells its position: the last that has one, else the last.
    pub fn telling(&self) -> Option<&Statement> {
        let positioned = |s: &&&Statement| Position::of(s.stance, s.factuality) != Position::Open;
        let last = self.statements.iter().rev().find(positioned);
        last.or(self.statements.last()).copied()
    }
}

/// The statements by source; what a source said last counts.
pub fn by_source(statements: &[Statement]) -> Vec<SourceRecord<'_>> {
    let mut grouped: BTreeMap<&SourceKey, Vec<&Statement>> = BTreeMap::new();
    let mut order: Vec<&SourceKey> = Vec::new();
    for statement in statements {
        let group = grouped.entry(&statement.key).or_default();
        if group.is_empty() {
            order.push(&statement.key);
        }
        group.push(statement);
    }
    let mut records = Vec::with_capacity(order.len());
    for key in order {
        let mut statements = grouped.remove(key).unwrap_or_default();
        // What has no day stands before what has one.
        statements.sort_by_key(|statement| statement.published);
        let position = last_position(&statements);
        let independent =
            *key != SourceKey::Unstated && statements.iter().any(|s| !s.rests_on_others);
        records.push(SourceRecord { key, statements, position, independent });
    }
    records
}

/// What a source says in the last article in which it takes a position. One that both affirms and
/// denies there denies a part: "the depot was hit, but nobody was hurt".
fn last_position(statements: &[&Statement]) -> Position {
    let position = |s: &&Statement| Position::of(s.stance, s.factuality);
    let positioned = |s: &&&Statement| position(s) != Position::Open;
    let Some(last) = statements.iter().rev().find(positioned) else { return Position::Open };
    let there = statements.iter().filter(|s| s.article == last.article);
    if there.map(position).any(|said| said == Position::Affirms) {
        Position::Affirms
    } else {
        Position::Denies
    }
}

/// The status of an event, and how many independent sources affirm it.
pub fn status(sources: &[SourceRecord<'_>]) -> (Status, usize) {
    let of = |position: Position| {
        let found = sources.iter().filter(|s| s.independent && s.position == position);
        found.map(|source| source.key).collect::<BTreeSet<_>>().len()
    };
    let (affirm, deny) = (of(Position::Affirms), of(Position::Denies));
    let status = match (affirm, deny) {
        (0, 0) => Status::Unconfirmed,
        (0, _) => Status::Denied,
        (_, 1..) => Status::Disputed,
        (1, 0) => Status::SingleSource,
        (_, 0) => Status::Corroborated,
    };
    (status, affirm)
}
