//! Places with a point as `GeoJSON` (RFC 7946).

use std::io::{self, Write};

use relata_core::Extraction;
use serde_json::{Map, Value, json};

use crate::cell::Cell;
use crate::kinds::Table;
use crate::layout::Layout;

/// A collection of features, one a row of the table of places that has a point. Its properties are
/// the columns of that table.
pub struct GeoJson<W: Write> {
    out: W,
    is_empty: bool,
}

impl<W: Write> GeoJson<W> {
    /// Begins the collection.
    ///
    /// ```
    /// let collection = relata_table::GeoJson::new(Vec::new())?.finish()?;
    /// let read: serde_json::Value = serde_json::from_slice(&collection)?;
    /// assert_eq!(read["features"], serde_json::json!([]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// What the output says.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, is_empty: true })
    }

    /// Goes on with a collection of which the output has the beginning and at least one feature,
    /// and not yet the end.
    ///
    /// ```
    /// let end = relata_table::GeoJson::behind_others(Vec::new()).finish()?;
    /// assert_eq!(end, b"\n]}\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub const fn behind_others(out: W) -> Self {
        Self { out, is_empty: false }
    }

    /// Adds the places of an extraction. `given` is the text that was given.
    ///
    /// # Errors
    /// What the output says.
    pub fn write(&mut self, given: &str, extraction: &Extraction) -> io::Result<()> {
        for feature in features(given, extraction) {
            let between: &[u8] = if self.is_empty { b"\n" } else { b",\n" };
            self.is_empty = false;
            self.out.write_all(between)?;
            serde_json::to_writer(&mut self.out, &feature)?;
        }
        self.out.flush()
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// What the output says.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn features(given: &str, extraction: &Extraction) -> Vec<Value> {
    let layout = Layout::Table(Table::Places);
    let rows = layout.rows(given, extraction).into_iter();
    rows.filter_map(|row| feature(layout, row)).collect()
}

/// A feature of a row; `None` for a place without a point.
fn feature(layout: Layout, row: Vec<Option<Cell>>) -> Option<Value> {
    let mut properties = Map::new();
    let (mut latitude, mut longitude) = (None, None);
    for (column, cell) in layout.columns().zip(row) {
        match (column.name, &cell) {
            ("latitude", Some(Cell::Real(degrees))) => latitude = Some(*degrees),
            ("longitude", Some(Cell::Real(degrees))) => longitude = Some(*degrees),
            _ => {
                properties.insert(column.name.to_owned(), value(cell));
            }
        }
    }
    let point = json!({ "type": "Point", "coordinates": [longitude?, latitude?] });
    Some(json!({ "type": "Feature", "geometry": point, "properties": properties }))
}

fn value(cell: Option<Cell>) -> Value {
    match cell {
        None => Value::Null,
        Some(Cell::Text(text)) => text.into(),
        Some(Cell::Integer(number)) => number.into(),
        Some(Cell::Real(number)) => number.into(),
        Some(Cell::Day(day)) => day.to_string().into(),
        Some(Cell::Flag(flag)) => flag.into(),
    }
}
