//! Each stage and the whole, in words of article a second, for articles of 100 to 5,000 words.
//!
//! ```sh
//! cargo bench --bench stages
//! ```
//!
//! `relata bench` measures the same from the command line, on articles of one's own.

// A bench without its model has nothing to time.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use relata::{Article, EntityOptions, EventOptions, Extractor, Reading};
use relata_claims::ClaimOptions;
use relata_core::{Claim, Entity};
use relata_events::EventInput;
use relata_text::CleanOptions;

/// Words of the articles.
const LENGTHS: [usize; 4] = [100, 500, 1_500, 5_000];

/// Articles of the batch and the stream.
const ARTICLES: usize = 20;

/// What each stage takes, made by the stages before.
struct Layers {
    words: usize,
    article: Article,
    reading: Reading,
    entities: Vec<Entity>,
    claims: Vec<Claim>,
}

fn article(text: String) -> Article {
    Article::new(text).with_published(relata_sample::PUBLISHED.parse().unwrap())
}

fn words(article: &Article) -> u64 {
    article.text.split_whitespace().count() as u64
}

fn layers(extractor: &Extractor, words: usize) -> Layers {
    let article = article(relata_sample::article(words as u64, words));
    let (_, reading) = extractor.read(&article).unwrap();
    let entities = relata_ner::resolve_with(&article.text, &reading, &EntityOptions::default());
    let claims =
        relata_claims::attribute_with(&article.text, &reading, &entities, &ClaimOptions::default());
    Layers { words, article, reading, entities, claims }
}

/// One stage, for each length.
fn stage(criterion: &mut Criterion, name: &str, all: &[Layers], mut work: impl FnMut(&Layers)) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for layers in all {
        group.throughput(Throughput::Elements(words(&layers.article)));
        group.bench_function(BenchmarkId::from_parameter(layers.words), |bencher| {
            bencher.iter(|| work(layers));
        });
    }
    group.finish();
}

fn stages(criterion: &mut Criterion) {
    let extractor = Extractor::new().unwrap();
    let all = LENGTHS.map(|words| layers(&extractor, words));
    let (clean, entities, claims, events) = (
        CleanOptions::default(),
        EntityOptions::default(),
        ClaimOptions::default(),
        EventOptions::default(),
    );
    stage(criterion, "cleaning", &all, |l| {
        drop(black_box(relata_text::clean(&l.article.text, &clean)));
    });
    stage(criterion, "entities", &all, |l| {
        drop(black_box(relata_ner::resolve_with(&l.article.text, &l.reading, &entities)));
    });
    stage(criterion, "claims", &all, |l| {
        drop(black_box(relata_claims::attribute_with(
            &l.article.text,
            &l.reading,
            &l.entities,
            &claims,
        )));
    });
    stage(criterion, "events", &all, |l| {
        let input = EventInput::new(
            &l.article.text,
            &l.reading,
            &l.entities,
            &l.claims,
            l.article.published,
        );
        drop(black_box(relata_events::assemble(&input, &events)));
    });
    stage(criterion, "reading with encoder", &all, |l| drop(black_box(extractor.read(&l.article))));
    stage(criterion, "whole", &all, |l| drop(black_box(extractor.extract_with(&l.article))));
}

fn many(criterion: &mut Criterion) {
    let extractor = Extractor::new().unwrap();
    let articles: Vec<Article> = relata_sample::corpus(ARTICLES).map(article).collect();
    let mut group = criterion.benchmark_group("many");
    group.sample_size(10).throughput(Throughput::Elements(articles.iter().map(words).sum()));
    group.bench_function("batch", |bencher| {
        bencher.iter(|| black_box(extractor.extract_batch(&articles)));
    });
    group.bench_function("stream", |bencher| {
        bencher.iter(|| {
            extractor.extract_iter(articles.iter().cloned()).for_each(|e| drop(black_box(e)));
        });
    });
    group.finish();
}

fn load(criterion: &mut Criterion) {
    criterion
        .benchmark_group("load")
        .sample_size(10)
        .bench_function("model", |bencher| bencher.iter(|| black_box(Extractor::new())));
}

criterion_group!(benches, stages, many, load);
criterion_main!(benches);
