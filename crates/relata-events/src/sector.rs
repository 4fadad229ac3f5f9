//! Sectors of parties: "rebel fighters" are rebels, a president is of the government.

use std::sync::LazyLock;

use relata_core::{Entity, EntityType, Relation, Sector, Span, Upos};
use relata_syntax::TableMap;

use crate::layers::Layers;
use crate::mention::Filler;

const FILE: &str = include_str!("../data/sectors.tsv");
/// Mentions of an entity that are looked at.
const MENTIONS: usize = 16;

/// Sectors whose people hold an office, which they may have left.
const OFFICES: [Sector; 4] =
    [Sector::Government, Sector::Legislature, Sector::Judiciary, Sector::Military];

/// What the table says of a noun.
#[derive(Debug, Clone, Copy)]
enum Row {
    /// The sector of whoever it names.
    Of(Sector),
    /// It takes its sector from the words beside it: "rebel force".
    Beside,
}

static SECTORS: LazyLock<TableMap<&str, Row>> = LazyLock::new(|| {
    let lines = FILE.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &'static str| {
        let (noun, sector) = line.split_once('\t')?;
        Some((noun, sector.parse().map_or(Row::Beside, Row::Of)))
    };
    lines.filter_map(row).collect()
});

/// The sector of a party, as far as its own nouns tell, else those of its other mentions; a country
/// that acts is its government.
pub(crate) fn of(layers: &Layers<'_>, party: &Filler) -> Option<Sector> {
    let entity = party.entity.and_then(|id| layers.entities.get(id.index()));
    of_phrase(layers, party.head)
        .or_else(|| entity.and_then(|entity| of_mentions(layers, entity, party.span)))
        .or_else(|| entity.filter(|e| is_state(e)).map(|_| Sector::Government))
}

fn is_state(entity: &Entity) -> bool {
    entity.entity_type == EntityType::Gpe && entity.country.is_some()
}

fn of_mentions(layers: &Layers<'_>, entity: &Entity, own: Span) -> Option<Sector> {
    let others = entity.mentions.iter().filter(|m| m.text.span != own).take(MENTIONS);
    let mut heads = others.filter_map(|m| layers.reading.head_of_span(m.text.span));
    heads.find_map(|head| match row(layers, head)? {
        Row::Of(sector) => Some(sector),
        Row::Beside => None,
    })
}

/// The sector that the head says, else the words before it and behind "of", the nearest first.
fn of_phrase(layers: &Layers<'_>, head: usize) -> Option<Sector> {
    let own = row(layers, head);
    if let Some(Row::Of(sector)) = own {
        let was = layers
            .reading
            .dependents_by(head, &[Relation::Amod])
            .any(|word| matches!(row(layers, word), Some(Row::Of(Sector::Elites))));
        return Some(if was && OFFICES.contains(&sector) { Sector::Elites } else { sector });
    }
    // "the president's brother" is not the president; "rebel leader", "members of parliament" are.
    let is_open = own.is_some() || layers.entity_of(head).is_some_and(Entity::is_named);
    let noun = |&word: &usize| matches!(layers.token(word).upos, Upos::Noun | Upos::Propn);
    let beside = crate::roles::premodifiers(layers, head).filter(noun);
    let mut beside: Vec<usize> = beside.filter(|_| is_open).collect();
    beside.sort_by_key(|word| word.abs_diff(head));
    beside.into_iter().find_map(|word| match row(layers, word)? {
        Row::Of(sector) => Some(sector),
        Row::Beside => None,
    })
}

/// True for a noun of the table, which names somebody.
pub(crate) fn is_listed(layers: &Layers<'_>, noun: usize) -> bool {
    row(layers, noun).is_some()
}

/// What the table says of a noun, or of it with the word before it.
fn row(layers: &Layers<'_>, noun: usize) -> Option<Row> {
    let lemma = layers.lemma(noun);
    let pair = noun.checked_sub(1).map(|before| format!("{} {lemma}", layers.lemma(before)));
    pair.and_then(|pair| SECTORS.get(pair.as_str())).or_else(|| SECTORS.get(lemma)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = FILE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(SECTORS.len(), rows - 1);
        let unknown =
            FILE.lines().skip_while(|line| line.starts_with('#')).skip(1).filter(|line| {
                let code = line.split_once('\t').map_or("", |(_, code)| code);
                code != "-" && code.parse::<Sector>().is_err()
            });
        assert_eq!(unknown.count(), 0);
    }
}
