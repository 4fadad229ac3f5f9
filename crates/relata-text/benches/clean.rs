//! Bytes of pasted text a second, on one thread.
//!
//! ```sh
//! cargo bench -p relata-text
//! ```
//!
//! `pastes` are the pages of `tests/pages`, each of some 900 bytes and cleaned by itself; `pages`
//! four of them in one text, which makes the size of a page of a newspaper; `articles` the bundled
//! articles, as they are; `long` all pages in one text, many times.

#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use relata_core::Span;
use relata_text::{CleanOptions, clean, sentence};

const PAGES: [&str; 8] = [
    include_str!("../tests/pages/national_appeal.page"),
    include_str!("../tests/pages/metro_wall.page"),
    include_str!("../tests/pages/wire.page"),
    include_str!("../tests/pages/station.page"),
    include_str!("../tests/pages/magazine.page"),
    include_str!("../tests/pages/quoted_appeal.page"),
    include_str!("../tests/pages/opinion.page"),
    include_str!("../tests/pages/tabloid.page"),
];

/// The text of a page without the roles in front of its lines.
fn text_of(page: &str) -> String {
    page.lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(_, text)| format!("{text}\n"))
        .collect()
}

/// The bundled articles; none where the crate stands alone.
fn articles() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect()
}

fn cleaning(criterion: &mut Criterion) {
    let pastes: Vec<String> = PAGES.into_iter().map(text_of).collect();
    let pages: Vec<String> = pastes.chunks(4).map(<[String]>::concat).collect();
    let long = pastes.concat().repeat(50);
    let (options, mut group) = (CleanOptions::default(), criterion.benchmark_group("clean"));
    for (name, texts) in [
        ("pastes", &pastes),
        ("pages", &pages),
        ("articles", &articles()),
        ("long", &vec![long.clone()]),
    ] {
        group.throughput(Throughput::Bytes(texts.iter().map(String::len).sum::<usize>() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| texts.iter().for_each(|text| drop(black_box(clean(text, &options)))));
        });
    }
    group.throughput(Throughput::Bytes(long.len() as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| black_box(sentence::split(&long, Span::at(0, long.len()))));
    });
    group.finish();
}

criterion_group!(benches, cleaning);
criterion_main!(benches);
