//! Reprints among families of invented articles: who took what from whom.

use std::collections::BTreeSet;

use relata_core::{Article, Extraction, Span};
use relata_corpus::{Corpus, CorpusOptions};

/// An extraction that knows the sentences of a text and nothing else.
fn sentences(article: &relata_sample::FamilyArticle) -> Extraction {
    let text = article.text.as_str();
    let given = Article::new(text).with_id(&article.id).with_publisher(&article.publisher);
    let mut extraction = Extraction::new(&given.with_published(article.published.parse().unwrap()));
    extraction.text = Some(text.to_owned());
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '\n']) {
        if text[start..=at].trim().len() > 1 {
            extraction.sentences.push(Span::between(start, at + 1).trim(text));
            start = at + 1;
        }
    }
    extraction
}

#[test]
fn reprints_of_invented_families() {
    let families: Vec<_> = (0..120).map(relata_sample::family).collect();
    let mut corpus = Corpus::new(CorpusOptions::default());
    for article in families.iter().flat_map(|family| &family.articles) {
        corpus.add(&sentences(article), None);
    }
    corpus.link();
    let found: BTreeSet<(String, String)> =
        corpus.articles().filter_map(|article| Some((article.id, article.reprint_of?))).collect();
    let truth: BTreeSet<(String, String)> =
        families.iter().flat_map(|family| family.reprints.clone()).collect();
    let right = found.intersection(&truth).count();
    println!("reprints: {right} right of {} found, of {} there are", found.len(), truth.len());
    assert_eq!(right, found.len(), "{:?}", found.difference(&truth));
    assert!(right * 100 >= truth.len() * 95, "{:?}", truth.difference(&found));
    let partial: BTreeSet<(String, String)> = corpus
        .articles()
        .flat_map(|a| a.copied_from.into_iter().map(move |from| (a.id.clone(), from.article)))
        .collect();
    for taken in families.iter().flat_map(|family| &family.partial) {
        assert!(partial.contains(taken), "{taken:?}");
    }
}
