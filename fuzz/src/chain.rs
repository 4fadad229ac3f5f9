//! What takes all stages, their tables and their models.

use std::num::NonZeroUsize;
use std::sync::LazyLock;

use relata::hf::LabelTable;
use relata::{Article, Date, Extraction, Extractor, ModelSource, TextFormat};
use relata_claims::CueLexicon;
use relata_events::{Ontology, OntologySource};

use crate::text::{check, text};
use crate::{random_models, small_model};

mod records;

/// An article that is near to news: what it is given as, and its words.
fn invented(how: u8, choices: &[u8]) -> Article {
    let html = how.is_multiple_of(4);
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

/// Bytes of choices that an article has at most, two for a piece: most articles are short, as a few
/// sentences bring the same kinds of records in a part of the time; one in eight is longer.
const LENGTHS: [usize; 16] = [4, 6, 4, 6, 4, 6, 4, 12, 4, 6, 4, 6, 4, 6, 4, 64];

/// The whole chain over a text that is near to news, with a small model whose labels are wild.
pub fn extract(data: &[u8]) {
    let Some((&[how, model], choices)) = data.split_first_chunk() else { return };
    let longest = LENGTHS[usize::from(how >> 4) % LENGTHS.len()];
    let article = invented(how, &choices[..choices.len().min(longest)]);
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
