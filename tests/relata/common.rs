//! What the tests share: one extractor, and the bundled articles.

use std::path::Path;
use std::sync::LazyLock;

use relata::{Article, Extraction, Extractor, ExtractorBuilder};

/// The usual extractor, made once.
pub fn extractor() -> &'static Extractor {
    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| builder().build().unwrap());
    &EXTRACTOR
}

/// The model inside, or the one in the directory that `RELATA_TEST_MODEL` names: to see what
/// another model would change.
fn builder() -> ExtractorBuilder {
    match std::env::var_os("RELATA_TEST_MODEL") {
        Some(directory) => Extractor::builder().model_dir(directory),
        None => Extractor::builder(),
    }
}

/// `most`, or a sixth of it where the encoder runs without vector instructions, a hundredth as fast:
/// for inputs whose size is the point of no test.
pub fn affordable(most: usize) -> usize {
    let is_slow = std::env::var("RELATA_INSTRUCTIONS").is_ok_and(|name| name == "portable");
    if is_slow { most.div_ceil(6) } else { most }
}

/// Every rule of the records holds.
pub fn check_records(text: &str, extraction: &Extraction) {
    let violations: Vec<String> =
        extraction.check_in(text).iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "{}", violations.join("\n"));
    let written = serde_json::to_string(extraction).unwrap();
    assert_eq!(serde_json::from_str::<Extraction>(&written).unwrap(), *extraction);
}

/// The folder of the bundled articles.
pub fn articles_folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles"))
}

/// The bundled articles in the order of their names, with the dates that their README gives.
pub fn articles() -> Vec<Article> {
    let readme = std::fs::read_to_string(articles_folder().join("README.md")).unwrap();
    let mut articles = Vec::new();
    for row in readme.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`');
        let text = std::fs::read_to_string(articles_folder().join(name)).unwrap();
        articles.push(
            Article::new(text)
                .with_id(name.trim_end_matches(".txt"))
                .with_published(cells[2].parse().unwrap()),
        );
    }
    assert!(articles.len() >= 9, "the table in examples/articles/README.md was not understood");
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    articles
}
