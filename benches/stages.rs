//! Each stage and the whole, in bytes of article a second.
//!
//! ```sh
//! cargo bench --bench stages
//! ```

// A bench without its articles or its model has nothing to time.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use relata::{Article, EntityOptions, EventOptions, Extractor, Reading};
use relata_claims::ClaimOptions;
use relata_core::{Claim, Entity};
use relata_events::EventInput;
use relata_text::{CleanOptions, CleanText};

/// What each stage takes, made by the stages before.
struct Layers {
    article: Article,
    clean: CleanText,
    reading: Reading,
    entities: Vec<Entity>,
    claims: Vec<Claim>,
}

fn articles() -> Vec<Article> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths.iter().map(|p| Article::new(std::fs::read_to_string(p).unwrap())).collect()
}

fn layers(extractor: &Extractor, article: Article) -> Layers {
    let clean = relata_text::clean(&article.text, &CleanOptions::default());
    let (_, reading) = extractor.read(&article).unwrap();
    let entities = relata_ner::resolve_with(&article.text, &reading, &EntityOptions::default());
    let claims = relata_claims::attribute_with(&article.text, &reading, &entities, &ClaimOptions::default());
    Layers { article, clean, reading, entities, claims }
}

/// One stage over all articles.
fn stage(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, all: &[Layers], mut work: impl FnMut(&Layers)) {
    group.bench_function(name, |bencher| bencher.iter(|| all.iter().for_each(&mut work)));
}

fn stages(criterion: &mut Criterion) {
    let extractor = Extractor::new().unwrap();
    let all: Vec<Layers> = articles().into_iter().map(|article| layers(&extractor, article)).collect();
    let bytes: usize = all.iter().map(|l| l.article.text.len()).sum();
    let (clean, entities, claims, events) = (CleanOptions::default(), EntityOptions::default(), ClaimOptions::default(), EventOptions::default());

    let mut group = criterion.benchmark_group("stage");
    group.throughput(Throughput::Bytes(bytes as u64));
    stage(&mut group, "clean", &all, |l| drop(black_box(relata_text::clean(&l.article.text, &clean))));
    stage(&mut group, "entities", &all, |l| drop(black_box(relata_ner::resolve_with(&l.article.text, &l.reading, &entities))));
    stage(&mut group, "claims", &all, |l| drop(black_box(relata_claims::attribute_with(&l.article.text, &l.reading, &l.entities, &claims))));
    stage(&mut group, "events", &all, |l| {
        let input = EventInput::new(&l.article.text, &l.reading, &l.entities, &l.claims, l.article.published);
        drop(black_box(relata_events::assemble(&input, &events)));
    });
    group.sample_size(10);
    stage(&mut group, "read", &all, |l| drop(black_box(extractor.read(&l.article))));
    stage(&mut group, "whole", &all, |l| drop(black_box(extractor.extract_with(&l.article))));
    let texts: Vec<Article> = all.iter().map(|l| l.article.clone()).collect();
    group.bench_function("batch", |bencher| bencher.iter(|| black_box(extractor.extract_batch(&texts))));
    assert!(all.iter().all(|l| !l.clean.sentences.is_empty()));
    group.finish();
}

fn load(criterion: &mut Criterion) {
    criterion.benchmark_group("load").sample_size(10).bench_function("model", |bencher| bencher.iter(|| black_box(Extractor::new())));
}

criterion_group!(benches, stages, load);
criterion_main!(benches);
