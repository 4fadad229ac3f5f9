//! relata's own tables.

use std::collections::BTreeSet;

use relata_core::{AttestationStance, CasualtyKind, Event};

use crate::cell::Kind::{Day, Flag, Integer, Real, Text};
use crate::cell::{Cell, Column};
use crate::codes;
use crate::kinds::Table;
use crate::row::{
    Field, Row, Source, count, day, latitude, listed, longitude, score, text, whole, words,
};

/// A column of which the value is what the closure gives.
macro_rules! field_list {
    ($($name:literal $kind:ident $value:expr;)+) => {
        &[$(Field { column: Column::new($name, $kind), value: $value }),+]
    };
}
pub(crate) use field_list;

/// The columns of a table.
pub const fn fields(table: Table) -> &'static [Field] {
    match table {
        Table::Events => EVENTS,
        Table::Claims => CLAIMS,
        Table::Attestations => ATTESTATIONS,
        Table::Actors => ACTORS,
        Table::Places => PLACES,
        Table::Entities => ENTITIES,
        Table::Times => TIMES,
        Table::Articles => ARTICLES,
    }
}

/// The rows of a table.
pub fn rows<'a>(table: Table, source: &Source<'a>) -> Vec<Row<'a>> {
    let extraction = source.extraction;
    let row = source.row();
    let events = extraction.events.iter().map(|event| Row { event: Some(event), ..row });
    match table {
        Table::Events => events.collect(),
        Table::Claims => {
            extraction.claims.iter().map(|claim| Row { claim: Some(claim), ..row }).collect()
        }
        Table::Attestations => events
            .flat_map(|of_event| {
                let told = of_event.event.map(|event| event.attestations.as_slice());
                told.unwrap_or_default().iter().map(move |told| Row {
                    attestation: Some(told),
                    claim: told.claim.and_then(|id| extraction.claim(id)),
                    ..of_event
                })
            })
            .collect(),
        Table::Actors => {
            extraction.events.iter().flat_map(|event| participants(row, event)).collect()
        }
        Table::Places => places(row),
        Table::Entities => {
            extraction.entities.iter().map(|entity| Row { entity: Some(entity), ..row }).collect()
        }
        Table::Times => {
            extraction.times.iter().map(|time| Row { time: Some(time), ..row }).collect()
        }
        Table::Articles => vec![row],
    }
}

fn participants<'a>(row: Row<'a>, event: &'a Event) -> impl Iterator<Item = Row<'a>> {
    let roles = [
        ("actor", &event.actors),
        ("target", &event.targets),
        ("instrument", &event.instruments),
        ("beneficiary", &event.beneficiaries),
    ];
    roles.into_iter().flat_map(move |(role, participants)| {
        participants.iter().map(move |participant| Row {
            event: Some(event),
            participant: Some((role, participant)),
            ..row
        })
    })
}

/// The places of events, then the places that no event has.
fn places(row: Row<'_>) -> Vec<Row<'_>> {
    let extraction = row.source.extraction;
    let of_events: Vec<Row<'_>> = extraction
        .events
        .iter()
        .flat_map(|event| {
            event.places.iter().map(move |place| Row {
                event: Some(event),
                participant: Some(("place", place)),
                ..row
            })
        })
        .collect();
    let taken: BTreeSet<_> =
        of_events.iter().filter_map(|row| row.participant.and_then(|(_, p)| p.entity)).collect();
    let named = extraction.entities.iter().filter(|entity| entity.place.is_some());
    let others = named.filter(|entity| !taken.contains(&entity.id));
    let others: Vec<Row<'_>> = others.map(|entity| Row { entity: Some(entity), ..row }).collect();
    of_events.into_iter().chain(others).collect()
}

/// The place that a row of the table of places stands for.
fn place<'a>(row: &Row<'a>) -> Option<&'a relata_core::Place> {
    match row.participant {
        Some((_, participant)) => participant.place.as_deref(),
        None => row.entity?.place.as_deref(),
    }
}

fn entity<'a>(row: &Row<'a>) -> Option<&'a relata_core::Entity> {
    match row.participant {
        Some((_, participant)) => row.entity_of(participant.entity),
        None => row.entity,
    }
}

const CARRIES: &[AttestationStance] = &[AttestationStance::Claims, AttestationStance::Confirms];

const EVENTS: &[Field] = field_list! {
    "article" Text |r| r.article();
    "event" Text |r| text(r.event?.id.to_string());
    "main" Flag |r| Some(Cell::Flag(r.source.extraction.main_event == Some(r.event?.id)));
    "class" Text |r| text(r.event?.event_type.class.as_str());
    "plover_event" Text |r| text(r.plover()?.event.as_str());
    "plover_modes" Text |r| listed(r.plover()?.mode.iter().map(ToString::to_string));
    "plover_contexts" Text |r| listed(r.plover()?.context.iter().map(ToString::to_string));
    "plover_score" Real |r| {
        let plover = r.plover()?;
        Some(Cell::Real(codes::plover_scale(plover)?.score))
    };
    "cameo" Text |r| text(r.event?.event_type.cameo.as_deref()?);
    "quad_class" Integer |r| {
        let code = r.event?.event_type.cameo.as_deref()?;
        Some(Cell::Integer(codes::cameo_scale(code)?.quad_class))
    };
    "goldstein" Real |r| {
        let code = r.event?.event_type.cameo.as_deref()?;
        Some(Cell::Real(codes::cameo_scale(code)?.score))
    };
    "acled_event_type" Text |r| text(r.event?.event_type.acled.as_ref()?.event_type.as_str());
    "acled_sub_event_type" Text |r| {
        text(r.event?.event_type.acled.as_ref()?.sub_event_type.as_str())
    };
    "factuality" Text |r| text(r.event?.factuality.as_str());
    "polarity" Text |r| text(r.event?.polarity.as_str());
    "modality" Text |r| text(r.event?.modality.as_str());
    "triggers" Text |r| listed(r.event?.triggers.iter().map(|t| crate::row::one_line(&t.text)));
    "actors" Text |r| r.names(&r.event?.actors);
    "targets" Text |r| r.names(&r.event?.targets);
    "instruments" Text |r| r.names(&r.event?.instruments);
    "beneficiaries" Text |r| r.names(&r.event?.beneficiaries);
    "place" Text |r| words(&r.site()?.0.text);
    "country" Text |r| text(r.event_place()?.country.as_deref()?);
    "region" Text |r| text(r.event_place()?.region_name.as_deref()?);
    "region_code" Text |r| text(r.event_place()?.region_code.as_deref()?);
    "latitude" Real |r| latitude(r.event_place()?);
    "longitude" Real |r| longitude(r.event_place()?);
    "time" Text |r| text(r.event_time()?.value.as_str());
    "start" Day |r| day(r.event_time()?.start);
    "end" Day |r| day(r.event_time()?.end);
    "casualties" Text |r| text(r.event?.casualties.status.as_str());
    "killed_min" Integer |r| r.harmed(CasualtyKind::Killed).0;
    "killed_max" Integer |r| r.harmed(CasualtyKind::Killed).1;
    "injured_min" Integer |r| r.harmed(CasualtyKind::Injured).0;
    "injured_max" Integer |r| r.harmed(CasualtyKind::Injured).1;
    "said_by" Text |r| r.voices(CARRIES);
    "hedged_by" Text |r| r.voices(&[AttestationStance::Hedges]);
    "denied_by" Text |r| r.voices(&[AttestationStance::Denies]);
    "independent_sources" Integer |r| count(r.event?.independent_sources);
    "sentence" Text |r| r.sentence();
    "score" Real |r| Some(score(r.event?.score));
    "published" Day |r| day(r.source.extraction.published);
    "publisher" Text |r| text(r.source.extraction.publisher.as_deref()?);
    "title" Text |r| text(r.source.extraction.title.as_deref()?);
    "url" Text |r| text(r.source.extraction.address()?);
};

const CLAIMS: &[Field] = field_list! {
    "article" Text |r| r.article();
    "claim" Text |r| text(r.claim?.id.to_string());
    "source" Text |r| words(&r.claim?.source.as_ref()?.text);
    "source_kind" Text |r| text(r.claim?.source.as_ref()?.kind.as_str());
    "source_entity" Text |r| text(r.claim?.source.as_ref()?.entity?.to_string());
    "source_name" Text |r| text(r.entity_of(r.claim?.source.as_ref()?.entity)?.name.as_str());
    "source_type" Text |r| {
        text(r.entity_of(r.claim?.source.as_ref()?.entity)?.entity_type.as_str())
    };
    "stance" Text |r| text(r.claim?.stance.as_str());
    "stance_basis" Text |r| text(r.claim?.stance_basis.as_str());
    "cue" Text |r| words(&r.claim?.cue.as_ref()?.text);
    "cue_lemma" Text |r| text(r.claim?.cue.as_ref()?.lemma.as_str());
    "mode" Text |r| text(r.claim?.mode.as_str());
    "content" Text |r| {
        let pieces = r.claim?.content.iter();
        let pieces: Vec<String> = pieces.map(|piece| crate::row::one_line(&piece.text)).collect();
        text(pieces.join(" … "))
    };
    "addressee" Text |r| words(&r.claim?.addressee.as_ref()?.text);
    "medium" Text |r| words(r.claim?.medium.as_ref()?);
    "said_at" Text |r| words(r.claim?.said_at.as_ref()?);
    "said_start" Day |r| day(r.source.extraction.time(r.claim?.time?)?.start_day);
    "said_end" Day |r| day(r.source.extraction.time(r.claim?.time?)?.end_day);
    "within" Text |r| text(r.claim?.within?.to_string());
    "events" Text |r| listed(r.claim?.events.iter().map(ToString::to_string));
    "content_start" Integer |r| r.start(r.claim?.content.first()?.span);
    "content_end" Integer |r| r.end(r.claim?.content.last()?.span);
    "score" Real |r| Some(score(r.claim?.score));
    "published" Day |r| day(r.source.extraction.published);
    "publisher" Text |r| text(r.source.extraction.publisher.as_deref()?);
    "title" Text |r| text(r.source.extraction.title.as_deref()?);
    "url" Text |r| text(r.source.extraction.address()?);
};

const ATTESTATIONS: &[Field] = field_list! {
    "article" Text |r| r.article();
    "event" Text |r| text(r.event?.id.to_string());
    "class" Text |r| text(r.event?.event_type.class.as_str());
    "by" Text |r| text(r.attestation?.by.to_string());
    "name" Text |r| r.voice(r.attestation?.by);
    "stance" Text |r| text(r.attestation?.stance.as_str());
    "claim" Text |r| text(r.attestation?.claim?.to_string());
    "content" Text |r| words(r.claim?.content.first()?);
    "claim_score" Real |r| Some(score(r.claim?.score));
    "event_score" Real |r| Some(score(r.event?.score));
};

const ACTORS: &[Field] = field_list! {
    "article" Text |r| r.article();
    "event" Text |r| text(r.event?.id.to_string());
    "class" Text |r| text(r.event?.event_type.class.as_str());
    "role" Text |r| text(r.participant?.0);
    "text" Text |r| words(&r.participant?.1.text);
    "entity" Text |r| text(r.participant?.1.entity?.to_string());
    "name" Text |r| text(entity(r)?.name.as_str());
    "type" Text |r| text(entity(r)?.entity_type.as_str());
    "country" Text |r| text(entity(r)?.country.as_deref()?);
    "sector" Text |r| text(r.participant?.1.sector?.as_str());
    "alleged" Flag |r| Some(Cell::Flag(r.participant?.1.alleged));
    "start" Integer |r| r.start(r.participant?.1.text.span);
    "end" Integer |r| r.end(r.participant?.1.text.span);
};

const PLACES: &[Field] = field_list! {
    "article" Text |r| r.article();
    "event" Text |r| text(r.event?.id.to_string());
    "class" Text |r| text(r.event?.event_type.class.as_str());
    "text" Text |r| match r.participant {
        Some((_, participant)) => words(&participant.text),
        None => words(&r.entity?.mentions.first()?.text),
    };
    "entity" Text |r| text(entity(r)?.id.to_string());
    "name" Text |r| text(entity(r)?.name.as_str());
    "country" Text |r| text(place(r)?.country.as_deref()?);
    "region" Text |r| text(place(r)?.region_name.as_deref()?);
    "region_code" Text |r| text(place(r)?.region_code.as_deref()?);
    "precision" Text |r| text(place(r)?.precision?.as_str());
    "part" Text |r| text(place(r)?.part.as_deref()?);
    "metres_off" Integer |r| whole(Some(place(r)?.offset.as_ref()?.metres.into()));
    "direction" Text |r| text(place(r)?.offset.as_ref()?.direction.as_deref()?);
    "latitude" Real |r| latitude(place(r)?);
    "longitude" Real |r| longitude(place(r)?);
    "geonames" Integer |r| whole(Some(place(r)?.geonames?.into()));
    "population" Integer |r| whole(Some(place(r)?.population?.into()));
    "probability" Real |r| Some(score(place(r)?.probability?));
    "reason" Text |r| text(place(r)?.reason.as_str());
};

const ENTITIES: &[Field] = field_list! {
    "article" Text |r| r.article();
    "entity" Text |r| text(r.entity?.id.to_string());
    "name" Text |r| text(r.entity?.name.as_str());
    "type" Text |r| text(r.entity?.entity_type.as_str());
    "country" Text |r| text(r.entity?.country.as_deref()?);
    "named" Flag |r| Some(Cell::Flag(r.entity?.is_named()));
    "mentions" Integer |r| count(r.entity?.mentions.len());
    "start" Integer |r| r.start(r.entity?.mentions.first()?.text.span);
    "end" Integer |r| r.end(r.entity?.mentions.first()?.text.span);
};

const TIMES: &[Field] = field_list! {
    "article" Text |r| r.article();
    "time" Text |r| text(r.time?.id.to_string());
    "text" Text |r| words(&r.time?.text);
    "type" Text |r| text(r.time?.time_type.as_str());
    "value" Text |r| text(r.time?.value.as_deref()?);
    "start" Day |r| day(r.time?.start_day);
    "end" Day |r| day(r.time?.end_day);
    "anchored_by" Text |r| text(r.time?.anchored_by?.as_str());
    "text_start" Integer |r| r.start(r.time?.text.span);
    "text_end" Integer |r| r.end(r.time?.text.span);
};

const ARTICLES: &[Field] = field_list! {
    "article" Text |r| r.article();
    "title" Text |r| text(r.source.extraction.title.as_deref()?);
    "publisher" Text |r| text(r.source.extraction.publisher.as_deref()?);
    "published" Day |r| day(r.source.extraction.published);
    "url" Text |r| text(r.source.extraction.address()?);
    "language" Text |r| text(r.source.extraction.language.as_deref()?);
    "main_event" Text |r| text(r.source.extraction.main_event?.to_string());
    "events" Integer |r| count(r.source.extraction.events.len());
    "claims" Integer |r| count(r.source.extraction.claims.len());
    "entities" Integer |r| count(r.source.extraction.entities.len());
    "sentences" Integer |r| count(r.source.extraction.sentences.len());
    "warnings" Text |r| {
        listed(r.source.extraction.warnings.iter().map(|warning| warning.kind.as_str().to_owned()))
    };
};
