//! Articles that report no event of a type give at most one: what event coders get wrong most.

use std::path::Path;

use relata::Article;

use crate::common::{check_records, extractor};

#[test]
fn recipes_reviews_obituaries_and_sport_tell_of_no_event() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/relata/uneventful"));
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 20);
    let articles: Vec<Article> =
        paths.iter().map(|p| Article::new(std::fs::read_to_string(p).unwrap())).collect();
    let mut wrong = Vec::new();
    let mut all = 0;
    let extractions = extractor().extract_batch(&articles);
    for ((path, article), extraction) in paths.iter().zip(&articles).zip(extractions) {
        let extraction = extraction.unwrap();
        check_records(&article.text, &extraction);
        let events = extraction.events;
        all += events.len();
        let of_plover = events.iter().filter(|e| e.event_type.plover.is_some());
        let told: Vec<String> = of_plover.map(|e| e.triggers[0].text.clone()).collect();
        if !told.is_empty() {
            wrong.push(format!("{}: {}", path.display(), told.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(all <= 8, "{all} events in 20 articles that tell of none");
}
