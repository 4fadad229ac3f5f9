//! Extractions with values changed, and what reads extractions of others.

use relata::Extraction;
use relata_corpus::{Corpus, CorpusOptions, EntityTable};
use relata_table::{GeoJson, Layout, Preset, Table, TextTable};
use serde_json::Value;

/// Each five bytes change a value of the extraction: which in two bytes, to what in three. `None`
/// where that is no extraction.
pub fn changed(extraction: &Extraction, data: &[u8]) -> Option<Extraction> {
    let mut json = serde_json::to_value(extraction).expect("an extraction can be written");
    for &[a, b, kind, c, d] in data.as_chunks::<5>().0 {
        let mut found = Vec::new();
        values(&mut json, &mut found);
        let count = found.len();
        let other = found[usize::from(u16::from_le_bytes([c, d])) % count].clone();
        let at = usize::from(u16::from_le_bytes([a, b])) % count;
        *found.swap_remove(at) = match kind % 8 {
            0 => Value::Null,
            1 => d.into(),
            2 => u64::from(u16::from_le_bytes([c, d])).into(),
            3 => u64::MAX.into(),
            4 => (f64::from(i16::from_le_bytes([c, d])) * 1e15).into(),
            5 => String::from_utf8_lossy(&[c, d]).into(),
            _ => other,
        };
    }
    // Not from the value itself: lines are read from text.
    serde_json::from_str(&json.to_string()).ok()
}

/// All values but objects and lists of something.
fn values<'v>(value: &'v mut Value, found: &mut Vec<&'v mut Value>) {
    let is_leaf = match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => true,
    };
    match value {
        leaf if is_leaf => found.push(leaf),
        Value::Array(items) => items.iter_mut().for_each(|item| values(item, found)),
        Value::Object(fields) => fields.values_mut().for_each(|field| values(field, found)),
        _ => {}
    }
}

/// Everything that is made of extractions: a page, standoff, rows and points.
pub fn show(given: &str, extraction: &Extraction) {
    let page = relata_page::page(given, extraction);
    assert!(page.trim_end().ends_with("</html>"), "a whole page");
    let _ = (relata_table::brat(given, extraction), relata_table::displacy(given, extraction));
    let presets = Preset::ALL.iter().copied().map(Layout::Preset);
    for layout in Table::ALL.iter().copied().map(Layout::Table).chain(presets) {
        let mut table = TextTable::comma(Vec::new(), layout).expect("memory can be written");
        table.write(given, extraction).expect("memory can be written");
    }
    let mut points = GeoJson::new(Vec::new()).expect("memory can be written");
    points.write(given, extraction).expect("memory can be written");
    let points = points.finish().expect("memory can be written");
    serde_json::from_slice::<Value>(&points).expect("JSON");
}

/// A corpus of articles with one text, which is put by and read again.
pub fn link(given: &str, extractions: &[&Extraction]) {
    let mut corpus = Corpus::new(CorpusOptions::default());
    for extraction in extractions {
        corpus.add(extraction, Some(given));
    }
    corpus.link();
    let mut saved = Vec::new();
    corpus.save(&mut saved).expect("memory can be written");
    let table = EntityTable::default();
    let again = Corpus::load(saved.as_slice(), CorpusOptions::default(), table).expect("whole");
    assert_eq!(written(&corpus), written(&again), "a corpus that was put by");
}

fn written(corpus: &Corpus) -> String {
    let events: Vec<_> = corpus.events().collect();
    let entities: Vec<_> = corpus.entities().collect();
    let articles: Vec<_> = corpus.articles().collect();
    serde_json::to_string(&(events, entities, articles)).expect("records can be written")
}
