//! A long run: invented articles through `extract_iter`, with memory and speed as it goes on.
//!
//! `cargo run --release --example soak -- [ARTICLES] [THREADS] [MODEL] [TIMES]`: 50,000, 2, the
//! English model (else a model directory), and 1: how many times shorter than those of
//! `relata_sample::corpus` the articles are. Prints a row for each fiftieth part: articles
//! answered, words, words a second of the processor in the part (which other programs on the
//! machine leave as it is) and a second of the clock, megabytes that the process holds.
//!
//! Exit status 1 where an answer is missing, out of order or an error, where memory behind the
//! first fifth grows by more than a tenth and 64 MB, or where a tenth of the run has less than
//! three quarters of the words a second of the processor that the first fifth has.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Instant;

use relata::{Article, Extractor, ModelSource};

/// Rows that are printed.
const PARTS: usize = 50;

/// Parts that the others are held against.
const EARLY: usize = PARTS / 5;

/// Parts of which the speed is taken together: one alone has too few ticks of the clock.
const TOGETHER: usize = PARTS / 10;

/// Ticks a second in which Linux counts the time of the processor for programs.
const TICKS: f64 = 100.0;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |usual: usize| arguments.next().map_or(Ok(usual), |n| n.parse::<usize>());
    let (articles, threads) = (number(50_000)?, number(2)?);
    let model =
        arguments.next().map_or_else(Default::default, |path| ModelSource::Directory(path.into()));
    let times = arguments.next().map_or(Ok(1), |times| times.parse::<usize>())?;
    let threads = NonZeroUsize::new(threads).ok_or("no threads")?;
    let extractor = Extractor::builder().threads(threads).model(model).build()?;
    let parts = run(&extractor, articles, times)?;
    Ok(ExitCode::from(u8::from(!holds(&parts))))
}

/// What a part of the run took.
struct Part {
    words: usize,
    processor: f64,
    megabytes: u64,
}

/// Reads the articles, and prints a row a part.
fn run(
    extractor: &Extractor,
    articles: usize,
    times: usize,
) -> Result<Vec<Part>, Box<dyn std::error::Error>> {
    let size = articles.div_ceil(PARTS).max(1);
    let words = Cell::new(0);
    let texts = relata_sample::corpus_of_shorter(articles, times).enumerate();
    let given = texts.map(|(number, text)| {
        words.set(words.get() + text.split_whitespace().count());
        Article::new(text).with_id(number.to_string())
    });
    let (mut answered, mut parts) = (0, Vec::new());
    let (mut start, mut processor, mut counted) = (Instant::now(), processor_seconds(), 0);
    println!("articles\twords\twords a second of the processor\ta second\tMB");
    for answer in extractor.extract_iter(given) {
        if answer?.id != Some(answered.to_string()) {
            return Err(format!("article {answered} is not answered in its place").into());
        }
        answered += 1;
        if answered % size == 0 || answered == articles {
            let now = processor_seconds();
            let megabytes = resident_megabytes().unwrap_or(0);
            let part = Part { words: words.get() - counted, processor: now - processor, megabytes };
            let seconds = start.elapsed().as_secs_f64();
            let (total, fast) = (words.get(), part.words as f64);
            let (a_processor, a_clock) = (fast / part.processor, fast / seconds);
            println!("{answered}\t{total}\t{a_processor:.0}\t{a_clock:.0}\t{megabytes}");
            (start, processor, counted) = (Instant::now(), now, total);
            parts.push(part);
        }
    }
    println!("{answered} of {articles} answered in order");
    if answered < articles { Err("answers are missing".into()) } else { Ok(parts) }
}

/// Whether memory and speed stay what they are in the first fifth; prints both.
fn holds(parts: &[Part]) -> bool {
    let speed = |parts: &[Part]| {
        let words: usize = parts.iter().map(|part| part.words).sum();
        words as f64 / parts.iter().map(|part| part.processor).sum::<f64>()
    };
    let (first, rest) = parts.split_at(EARLY.min(parts.len()));
    let early = first.iter().map(|part| part.megabytes).max().unwrap_or(0);
    let late = rest.iter().map(|part| part.megabytes).max().unwrap_or(early);
    let slowest = rest.chunks(TOGETHER).map(speed).fold(f64::INFINITY, f64::min);
    let fast = speed(first);
    println!("MB: at most {early} in the first fifth, {late} behind it");
    println!(
        "words a second of the processor: {fast:.0} in the first fifth, no tenth below {slowest:.0}"
    );
    late <= early + early / 10 + 64 && (slowest.is_infinite() || slowest >= 0.75 * fast)
}

/// Seconds of the processor that the process has had, where the system tells (Linux).
fn processor_seconds() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which may hold anything, the 12th and 13th field: by itself and by the
    // system.
    let fields = status.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

/// Memory that the process holds, where the system tells (Linux).
fn resident_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}
