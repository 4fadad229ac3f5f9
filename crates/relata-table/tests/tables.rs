//! Tables of one invented article, whose extraction is made by hand.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use relata_core::{Extraction, Score};
use relata_table::{Cell, ColumnTable, GeoJson, Layout, Offsets, Preset, Table, TextTable, Values};
use serde_json::{Value, json};

const TEXT: &str = "Rebels shelled Ouagé,\nMali on Monday, killing at least four, an aide said.";

fn at(text: &str) -> Value {
    let start = TEXT.find(text).unwrap();
    json!({ "start": start, "end": start + text.len(), "text": text })
}

fn with(mut base: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("no object") };
    base.as_object_mut().unwrap().extend(more);
    base
}

fn extraction() -> Extraction {
    let place = json!({
        "country": "ML", "region": "ML.10", "region_name": "Kidal", "region_code": "ML-8",
        "precision": "city", "coordinates": { "latitude": 18.443, "longitude": 1.409 },
        "geonames": 2_455_290, "population": 40_030, "probability": 0.4, "reason": "only_candidate",
    });
    let four = with(at("at least four"), json!({ "min": 4, "max": null, "unit": null }));
    let killed = with(four, json!({ "by": "e1", "claim": "c1" }));
    let content = at("Rebels shelled Ouagé,\nMali on Monday, killing at least four");
    let mention = json!({ "kind": "nominal", "score": 1.0 });
    serde_json::from_value(json!({
        "schema_version": 2, "id": "a,1", "title": null, "publisher": "The \"Post\"",
        "published": "2024-03-15", "language": "en", "blocks": [],
        "sentences": [{ "start": 0, "end": TEXT.len() }],
        "entities": [
            { "id": "e1", "name": "an aide", "type": "PER", "country": null,
              "mentions": [with(at("an aide"), mention.clone())] },
            { "id": "e2", "name": "Ouagé", "type": "GPE", "country": "ML", "place": place,
              "mentions": [with(at("Ouagé,\nMali"), mention)] },
        ],
        "times": [with(at("Monday"), json!({ "id": "t1", "type": "DATE", "value": "2024-03-11",
            "start_day": "2024-03-11", "end_day": "2024-03-12", "anchored_by": "published" }))],
        "quantities": [],
        "claims": [{
            "id": "c1", "source": with(at("an aide"), json!({ "kind": "unnamed", "entity": "e1" })),
            "cue": with(at("said"), json!({ "lemma": "say" })), "content": [content],
            "mode": "indirect", "stance": "asserted", "addressee": null, "within": null,
            "events": ["v1"], "score": 0.9,
        }],
        "events": [{
            "id": "v1",
            "type": {
                "class": "ASSAULT", "cameo": "194",
                "plover": { "event": "ASSAULT", "mode": ["heavy-weapons"], "context": ["military"] },
                "acled": { "event_type": "Explosions/Remote violence",
                           "sub_event_type": "Shelling/artillery/missile attack" },
            },
            "triggers": [at("shelled")],
            "actors": [with(at("Rebels"), json!({ "entity": null }))],
            "targets": [], "instruments": [],
            "places": [with(at("Ouagé"), json!({ "entity": "e2", "place": place }))],
            "time": { "id": "t1", "value": "2024-03-11", "start": "2024-03-11",
                      "end": "2024-03-12", "anchored_by": "published" },
            "polarity": "positive", "modality": "actual",
            "casualties": { "status": "reported", "killed": [killed], "injured": [] },
            "attestations": [{ "by": "e1", "claim": "c1", "stance": "claims" }],
            "independent_sources": 1, "relations": [], "score": 0.8,
        }],
        "main_event": "v1", "discrepancies": [], "absences": [], "warnings": [],
    }))
    .unwrap()
}

/// The only row of a layout, by the names of its columns, empty cells left out.
fn row(layout: Layout) -> BTreeMap<&'static str, String> {
    let rows = layout.rows(TEXT, &extraction());
    assert_eq!(rows.len(), 1, "{layout:?}");
    let named = layout.columns().map(|column| column.name).zip(&rows[0]);
    named.filter_map(|(name, cell)| Some((name, cell.as_ref()?.to_string()))).collect()
}

fn check(layout: Layout, expected: &[(&str, &str)]) {
    let row = row(layout);
    for (name, value) in expected {
        let found = row.get(name).map_or("", String::as_str);
        assert_eq!(found, *value, "{name} of {layout:?}");
    }
}

#[test]
fn rows_say_what_the_extraction_says() {
    check(
        Layout::Table(Table::Events),
        &[
            ("article", "a,1"),
            ("main", "true"),
            ("plover_score", "-9.5"),
            ("quad_class", "4"),
            ("goldstein", "-10"),
            ("actors", "Rebels"),
            ("targets", ""),
            ("country", "ML"),
            ("latitude", "18.443"),
            ("start", "2024-03-11"),
            ("end", "2024-03-12"),
            ("killed_min", "4"),
            ("killed_max", ""),
            ("injured_min", ""),
            ("said_by", "an aide"),
            (
                "sentence",
                "Rebels shelled Ouagé, Mali on Monday, killing at least four, an aide said.",
            ),
        ],
    );
    check(
        Layout::Table(Table::Claims),
        &[("source", "an aide"), ("stance", "asserted"), ("score", "0.9"), ("events", "v1")],
    );
    check(Layout::Table(Table::Attestations), &[("by", "e1"), ("claim", "c1")]);
    check(Layout::Table(Table::Actors), &[("role", "actor"), ("text", "Rebels"), ("name", "")]);
    check(Layout::Table(Table::Places), &[("region_code", "ML-8"), ("probability", "0.4")]);
    check(Layout::Table(Table::Times), &[("value", "2024-03-11"), ("anchored_by", "published")]);
    assert_eq!(Layout::Table(Table::Entities).rows(TEXT, &extraction()).len(), 2);
}

#[test]
fn presets_have_the_columns_of_their_formats() {
    let acled = [
        ("event_id_cnty", "a,1:v1"),
        ("event_date", "2024-03-11"),
        ("time_precision", "1"),
        ("disorder_type", "Political violence"),
        ("actor1", "Rebels"),
        ("actor2", ""),
        ("iso", "466"),
        ("country", "Mali"),
        ("admin1", "Kidal"),
        ("location", "Ouagé"),
        ("geo_precision", "1"),
        ("source", "The \"Post\""),
        ("fatalities", "4"),
    ];
    check(Layout::Preset(Preset::Acled), &acled);
    let gdelt = [
        ("Day", "20240311"),
        ("MonthYear", "202403"),
        ("FractionDate", "2024.2767"),
        ("Actor1Name", "REBELS"),
        ("EventCode", "194"),
        ("EventRootCode", "19"),
        ("QuadClass", "4"),
        ("GoldsteinScale", "-10"),
        ("AvgTone", ""),
        ("ActionGeo_Type", "4"),
        ("ActionGeo_Fullname", "Ouagé, Kidal, Mali"),
        ("ActionGeo_CountryCode", "ML"),
        ("ActionGeo_ADM1Code", "ML10"),
    ];
    check(Layout::Preset(Preset::Gdelt), &gdelt);
    let plover = [
        ("Event Type", "ASSAULT"),
        ("Event Mode", "heavy-weapons"),
        ("Intensity", "-9.5"),
        ("Quad Code", "4"),
        ("City", "Ouagé"),
        ("Province", "Kidal"),
        ("Country", "MLI"),
        ("GeoNames ID", "2455290"),
    ];
    check(Layout::Preset(Preset::Plover), &plover);
    let count = |preset| Layout::Preset(preset).columns().count();
    assert_eq!([Preset::Acled, Preset::Gdelt, Preset::Plover].map(count), [31, 61, 40]);
}

/// A code of GDELT for who takes part has the parts that are known, and no more.
#[test]
fn codes_of_actors_are_put_together_of_what_is_known() {
    let code_of = |entity: Option<&str>, sector: Option<&str>| {
        let mut extraction = extraction();
        let actor = &mut extraction.events[0].actors[0];
        actor.entity = entity.map(|id| id.parse().unwrap());
        actor.sector = sector.map(|code| code.parse().unwrap());
        let layout = Layout::Preset(Preset::Gdelt);
        let at = layout.columns().position(|column| column.name == "Actor1Code").unwrap();
        layout.rows(TEXT, &extraction)[0][at].as_ref().map(ToString::to_string)
    };
    assert_eq!(code_of(Some("e2"), Some("REB")).as_deref(), Some("MLIREB"));
    assert_eq!(code_of(Some("e2"), None).as_deref(), Some("MLI"));
    assert_eq!(code_of(None, Some("JRN")).as_deref(), Some("MED"));
    assert_eq!(code_of(None, None), None);
}

#[test]
fn what_did_not_take_place_is_in_no_preset() {
    let mut extraction = extraction();
    extraction.events[0].factuality = relata_core::Factuality::Negated;
    for preset in Preset::ALL {
        assert!(Layout::Preset(*preset).rows(TEXT, &extraction).is_empty());
    }
    extraction.events[0].factuality = relata_core::Factuality::Actual;
    extraction.events[0].event_type.acled = None;
    assert!(Layout::Preset(Preset::Acled).rows(TEXT, &extraction).is_empty());
    assert_eq!(Layout::Preset(Preset::Gdelt).rows(TEXT, &extraction).len(), 1);
}

/// A number of people harmed that nobody gives is an empty cell.
#[test]
fn what_is_not_known_is_never_zero() {
    let mut extraction = extraction();
    extraction.events[0].casualties = relata_core::Casualties::default();
    for (layout, column) in [
        (Layout::Table(Table::Events), "killed_min"),
        (Layout::Preset(Preset::Acled), "fatalities"),
    ] {
        let rows = layout.rows(TEXT, &extraction);
        let at = layout.columns().position(|found| found.name == column).unwrap();
        assert_eq!(rows[0][at], None, "{column}");
    }
}

#[test]
fn every_row_has_a_cell_of_its_kind_for_every_column() {
    let extraction = extraction();
    let tables = Table::ALL.iter().map(|table| Layout::Table(*table));
    for layout in tables.chain(Preset::ALL.iter().map(|preset| Layout::Preset(*preset))) {
        let columns: Vec<_> = layout.columns().collect();
        for row in layout.rows(TEXT, &extraction) {
            assert_eq!(row.len(), columns.len());
            for (column, cell) in columns.iter().zip(&row) {
                let kind = cell.as_ref().map(|cell| match cell {
                    Cell::Text(_) => relata_table::Kind::Text,
                    Cell::Integer(_) => relata_table::Kind::Integer,
                    Cell::Real(_) => relata_table::Kind::Real,
                    Cell::Day(_) => relata_table::Kind::Day,
                    Cell::Flag(_) => relata_table::Kind::Flag,
                    _ => panic!("a new kind"),
                });
                assert!(kind.is_none_or(|kind| kind == column.kind), "{column:?} {cell:?}");
            }
        }
    }
}

#[test]
fn values_with_commas_and_quotation_marks_are_quoted() {
    let mut table = TextTable::comma(Vec::new(), Layout::Table(Table::Times)).unwrap();
    table.write(TEXT, &extraction()).unwrap();
    let written = String::from_utf8(table.finish().unwrap()).unwrap();
    let expected = "article,time,text,type,value,start,end,anchored_by,text_start,text_end\n\
        \"a,1\",t1,Monday,DATE,2024-03-11,2024-03-11,2024-03-12,published,31,37\n";
    assert_eq!(written, expected);
}

#[test]
fn geojson_has_longitude_first() {
    let mut places = GeoJson::new(Vec::new()).unwrap();
    places.write(TEXT, &extraction()).unwrap();
    places.write(TEXT, &extraction()).unwrap();
    let read: Value = serde_json::from_slice(&places.finish().unwrap()).unwrap();
    let features = read["features"].as_array().unwrap();
    assert_eq!(features.len(), 2);
    assert_eq!(features[0]["geometry"]["coordinates"], json!([1.409, 18.443]));
    assert_eq!(features[0]["properties"]["event"], "v1");
}

#[test]
fn standoff_counts_characters_and_cuts_at_line_ends() {
    let standoff = relata_table::brat(TEXT, &extraction());
    for line in [
        "T2\tGPE 15 21;22 26\tOuagé, Mali",
        "T5\tCUE 69 73\tsaid",
        "R1\tSaid Arg1:T4 Arg2:T3",
        "A1\tStance T3 asserted",
        "E1\tASSAULT_TRIGGER:T8 Actor:T6 Place:T7",
    ] {
        assert!(standoff.lines().any(|found| found == line), "{line} is not in\n{standoff}");
    }
    let configuration = relata_table::brat_configuration();
    assert!(configuration.contains("ASSAULT_TRIGGER\tActor*:<ANY>"));
}

#[test]
fn displacy_gets_names_and_spans() {
    let document = relata_table::displacy(TEXT, &extraction());
    assert_eq!(document["ents"][0], json!({ "start": 15, "end": 26, "label": "GPE" }));
    let tokens = document["tokens"].as_array().unwrap();
    for span in document["spans"].as_array().unwrap() {
        let (start, end) =
            (span["start_token"].as_u64().unwrap(), span["end_token"].as_u64().unwrap());
        assert!(start < end && usize::try_from(end).unwrap() <= tokens.len(), "{span}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn a_parquet_file_gives_back_its_rows() {
    use arrow_array::cast::AsArray as _;
    use arrow_array::types::{Date32Type, Float64Type};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("acled.parquet");
    let out = std::fs::File::create(&file).unwrap();
    let layout = Layout::Preset(Preset::Acled);
    let mut table = relata_table::ParquetTable::new(out, layout).unwrap();
    table.write(TEXT, &extraction()).unwrap();
    table.finish().unwrap();
    let read = std::fs::File::open(&file).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(read).unwrap().build().unwrap();
    let batches: Vec<_> = reader.map(Result::unwrap).collect();
    assert_eq!(batches.iter().map(arrow_array::RecordBatch::num_rows).sum::<usize>(), 1);
    let column = |name: &str| batches[0].column_by_name(name).unwrap();
    assert_eq!(column("event_date").as_primitive::<Date32Type>().value(0), 19_793);
    let latitude = column("latitude").as_primitive::<Float64Type>().value(0);
    assert!((latitude - 18.443).abs() < 1e-9);
    assert_eq!(column("timestamp").null_count(), 1);
}

/// Extractions whose only event has a score next to .8, in ten-thousandths: as the stages make it,
/// rounded once.
fn near_a_bound() -> Vec<Extraction> {
    let scored = |ten_thousandths: u16| {
        let mut extraction = extraction();
        extraction.events[0].score = Score::new(f32::from(ten_thousandths) / 10_000.0);
        extraction.round_scores();
        extraction
    };
    (7_950..8_050).map(scored).collect()
}

/// What a bound of .8 takes: those that are written as at least .8, here those from .7995 on.
fn check_chosen(extractions: &[Extraction], scores: &[f64]) {
    let in_rust: Vec<bool> = extractions.iter().map(|e| e.events[0].score.get() >= 0.8).collect();
    let as_read: Vec<bool> = scores.iter().map(|&score| score >= 0.8).collect();
    assert_eq!(as_read, in_rust);
    assert!((50..60).contains(&in_rust.iter().filter(|is_chosen| **is_chosen).count()));
}

#[test]
fn a_bound_chooses_the_same_in_rust_and_in_what_is_written() {
    let extractions = near_a_bound();
    let json = extractions.iter().map(|extraction| {
        let written = serde_json::to_string(extraction).unwrap();
        let read: Value = serde_json::from_str(&written).unwrap();
        read["events"][0]["score"].as_f64().unwrap()
    });
    check_chosen(&extractions, &json.collect::<Vec<_>>());

    let layout = Layout::Table(Table::Events);
    let mut table = TextTable::comma(Vec::new(), layout).unwrap();
    for extraction in &extractions {
        table.write(TEXT, extraction).unwrap();
    }
    let written = table.finish().unwrap();
    let mut rows = csv::Reader::from_reader(written.as_slice());
    let score = rows.headers().unwrap().iter().position(|name| name == "score").unwrap();
    let scores = rows.records().map(|row| row.unwrap()[score].parse().unwrap());
    check_chosen(&extractions, &scores.collect::<Vec<f64>>());
}

#[cfg(feature = "parquet")]
#[test]
fn a_bound_chooses_the_same_in_a_parquet_file() {
    use arrow_array::cast::AsArray as _;
    use arrow_array::types::Float64Type;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let extractions = near_a_bound();
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("scores.parquet");
    let out = std::fs::File::create(&file).unwrap();
    let mut table = relata_table::ParquetTable::new(out, Layout::Table(Table::Events)).unwrap();
    for extraction in &extractions {
        table.write(TEXT, extraction).unwrap();
    }
    table.finish().unwrap();
    let read = std::fs::File::open(&file).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(read).unwrap().build().unwrap();
    let scores = reader.flat_map(|batch| {
        let batch = batch.unwrap();
        let column = batch.column_by_name("score").unwrap();
        column.as_primitive::<Float64Type>().values().to_vec()
    });
    check_chosen(&extractions, &scores.collect::<Vec<_>>());
}

#[test]
fn every_column_is_documented() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md");
    let document = std::fs::read_to_string(file).unwrap();
    for table in Table::ALL {
        for column in Layout::Table(*table).columns() {
            assert!(document.contains(&format!("`{}`", column.name)), "{} of {table}", column.name);
        }
    }
}

#[test]
fn columns_hold_what_rows_hold() {
    let extraction = extraction();
    for &table in Table::ALL {
        let layout = Layout::Table(table);
        let mut columns = ColumnTable::new(layout);
        columns.write(TEXT, &extraction);
        let rows = layout.rows(TEXT, &extraction);
        assert_eq!(columns.rows(), rows.len());
        for (at, (column, values)) in columns.take().into_iter().enumerate() {
            let cells: Vec<Option<Cell>> = match values {
                Values::Text(values) => values.into_iter().map(|v| v.map(Cell::Text)).collect(),
                Values::Integer(values) => {
                    values.into_iter().map(|v| v.map(Cell::Integer)).collect()
                }
                Values::Real(values) => values.into_iter().map(|v| v.map(Cell::Real)).collect(),
                Values::Day(values) => values.into_iter().map(|v| v.map(Cell::Day)).collect(),
                Values::Flag(values) => values.into_iter().map(|v| v.map(Cell::Flag)).collect(),
                other => panic!("{other:?}"),
            };
            let expected: Vec<_> = rows.iter().map(|row| row[at].clone()).collect();
            assert_eq!(cells, expected, "{table} {}", column.name);
        }
        assert_eq!(columns.rows(), 0);
    }
}

#[test]
fn offsets_count_characters_where_asked_for() {
    let extraction = extraction();
    let layout = Layout::Table(Table::Claims);
    let end = layout.columns().position(|column| column.name == "content_end").unwrap();
    let content = "Rebels shelled Ouagé,\nMali on Monday, killing at least four";
    let end_in = |offsets| layout.rows_in(offsets, TEXT, &extraction)[0][end].clone();
    let count = |number: usize| Some(Cell::Integer(i64::try_from(number).unwrap()));
    assert_eq!(end_in(Offsets::Bytes), count(content.len()));
    assert_eq!(end_in(Offsets::Chars), count(content.chars().count()));
    // The other cells are the same.
    let events = Layout::Table(Table::Events);
    let rows = |offsets| events.rows_in(offsets, TEXT, &extraction);
    assert_eq!(rows(Offsets::Bytes), rows(Offsets::Chars));
}
