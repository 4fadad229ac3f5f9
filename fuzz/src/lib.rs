//! What the fuzzers call: each function takes any bytes and panics where something does not hold.

#![cfg(feature = "chain")]

use std::num::NonZeroUsize;
use std::sync::LazyLock;

use relata::hf::LabelTable;
use relata::{Article, Date, Extraction, Extractor, ModelSource, TextFormat, conllu};
use relata_claims::CueLexicon;
use relata_events::{Ontology, OntologySource};
use relata_text::{Boilerplate, CleanOptions, CleanText, clean as clean_text, encoding, html};

#[path = "../../crates/relata-cli/src/jsonl/lines.rs"]
#[allow(dead_code)]
mod lines;
mod random_models;
mod records;
mod small_model;
// It asks its crate for these two.
#[path = "../../crates/relata-encoder/src/tests/test_model.rs"]
#[allow(dead_code)]
mod test_model;
pub use relata_encoder::{Model, ModelBytes};
mod model {
    use sha2::{Digest as _, Sha256};

    pub fn sha256(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A target: takes any bytes.
pub type Target = fn(&[u8]);

/// All targets but the kernels, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("clean", clean),
    ("page", page),
    ("article", article),
    ("extract", extract),
    ("shipped", shipped),
    ("records", records),
    ("jsonl", jsonl),
    ("conllu", conllu),
    ("tables", tables),
    ("model", model),
    ("dates", dates),
];

/// Bytes as text: what is no UTF-8 is replaced.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// Cleaning of any text.
pub fn clean(data: &[u8]) {
    let text = text(data);
    for boilerplate in [Boilerplate::Drop, Boilerplate::Keep] {
        check_clean(
            &text,
            &clean_text(&text, &CleanOptions::default().with_boilerplate(boilerplate)),
        );
    }
}

/// Blocks tile the text, sentences lie in kept blocks.
fn check_clean(text: &str, found: &CleanText) {
    let mut extraction = Extraction::new(&Article::new(text));
    extraction.blocks = found.blocks.clone();
    extraction.sentences = found.sentences.iter().map(|sentence| sentence.span).collect();
    check(text, &extraction);
}

fn check(text: &str, extraction: &Extraction) {
    let violations = extraction.check_in(text);
    assert!(violations.is_empty(), "{violations:#?}");
}

/// Decoding and extraction of any page.
pub fn page(data: &[u8]) {
    let page = html::extract(&encoding::decode(data, None).text);
    check_clean(&page.text, &clean_text(&page.text, &CleanOptions::default()));
}

/// Cleaning of texts that are near to news, as text and as a page.
pub fn article(data: &[u8]) {
    clean(relata_sample::spelled(data, false).as_bytes());
    page(relata_sample::spelled(data, true).as_bytes());
}

/// An article that is near to news: what it is given as, and its words.
fn invented(how: u8, choices: &[u8]) -> Article {
    let html = how % 4 == 0;
    let format = if html { TextFormat::Html } else { TextFormat::Plain };
    let article = Article::new(relata_sample::spelled(choices, html)).with_format(format);
    if how & 4 == 0 { article } else { article.with_published(*PUBLISHED) }
}

/// A day.
static PUBLISHED: LazyLock<Date> =
    LazyLock::new(|| relata_sample::PUBLISHED.parse().expect("a day"));

/// The records keep their rules, and come back the same from JSON.
fn check_records(article: &Article, extraction: &Extraction) {
    check(&article.text, extraction);
    let json = serde_json::to_string(extraction).expect("an extraction can be written");
    let read: Extraction = serde_json::from_str(&json).expect("and read");
    assert_eq!(json, serde_json::to_string(&read).expect("and written again"));
}

/// The whole chain over a text that is near to news, with a small model whose labels are wild.
pub fn extract(data: &[u8]) {
    let Some((&[how, model], choices)) = data.split_first_chunk() else { return };
    let article = invented(how, &choices[..choices.len().min(12)]);
    let extractor = random_models::extractor(model, how & 8 != 0);
    let extraction = extractor.extract_with(&article).expect("the built-in backend does not fail");
    check_records(&article, &extraction);
}

/// The same with the shipped fast model, over longer texts.
pub fn shipped(data: &[u8]) {
    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
        let builder = Extractor::builder().model(ModelSource::EnglishFast);
        builder.threads(NonZeroUsize::MIN).build().expect("a model")
    });
    let Some((&how, choices)) = data.split_first() else { return };
    let article = invented(how, &choices[..choices.len().min(64)]);
    let extraction = EXTRACTOR.extract_with(&article).expect("the built-in backend does not fail");
    check_records(&article, &extraction);
}

/// Extractions with values changed: whatever they hold, what reads extractions of others takes
/// them without panic.
pub fn records(data: &[u8]) {
    let Some((&[how, model, length], rest)) = data.split_first_chunk() else { return };
    let (choices, changes) = rest.split_at(usize::from(length % 16).min(rest.len()));
    let article = invented(how, choices);
    let extractor = random_models::extractor(model, how & 8 != 0);
    let whole = extractor.extract_with(&article).expect("the built-in backend does not fail");
    let changes = &changes[..changes.len().min(40)];
    let Some(changed) = records::changed(&whole, changes) else { return };
    let _ = (changed.check_in(&article.text), changed.check());
    records::show(&article.text, &changed);
    records::link(&article.text, &[&whole, &changed]);
}

/// Lines of JSON, and extractions of others in them.
pub fn jsonl(data: &[u8]) {
    for longest in [None, Some(80)] {
        for line in lines::Lines::new(data, longest) {
            let Ok(lines::Bytes::Whole(line)) = line else { continue };
            assert!(longest.is_none_or(|longest| line.len() <= longest));
            if let Ok(extraction) = serde_json::from_slice::<Extraction>(&line) {
                // Whatever it holds, holding it to the rules ends.
                let _ = extraction.check();
                let json =
                    serde_json::to_string(&extraction).expect("what was read can be written");
                serde_json::from_str::<Extraction>(&json).expect("and read again");
            }
        }
    }
}

/// Token layers of others, for the text in front of the first NUL.
pub fn conllu(data: &[u8]) {
    let all = text(data);
    let (text, source) = all.split_once('\0').unwrap_or(("Homs fell. Rain fell.", &all));
    if let Ok(reading) = conllu::read(text, source) {
        let written = conllu::write(text, &reading);
        let again = conllu::read(text, &written).expect("what was written can be read");
        assert_eq!(written, conllu::write(text, &again));
    }
}

/// Lexicons and tables of labels.
pub fn tables(data: &[u8]) {
    let table = text(data);
    let faults = CueLexicon::check(&table);
    assert_eq!(faults.is_empty(), CueLexicon::parse(&table).is_ok());
    let mut source = OntologySource::default();
    source.lexicon = &table;
    let errors = Ontology::check(&source);
    assert_eq!(errors.is_empty(), Ontology::extended(&table).is_ok());
    for error in errors {
        let _ = error.to_string();
    }
    let _ = LabelTable::from_tsv(&table).map_err(|error| error.to_string());
}

/// A model that is not what it says: the files of a small one with some bytes changed, and a
/// checksum that holds. One that loads reads a text without panic.
pub fn model(data: &[u8]) {
    small_model::check(data);
}

/// Days.
pub fn dates(data: &[u8]) {
    let text = text(data);
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string().parse(), Ok(date));
    }
    let page = format!("<meta property='article:published_time' content='{text}'><p>Rain.</p>");
    let _ = html::extract(&page).published;
}
