//! A long run: invented articles through `extract_iter`, with memory and speed as it goes on.
//!
//! `cargo run --release --example soak -- [ARTICLES] [THREADS] [MODEL]` (50,000, 2 and the English
//! model; MODEL is a model directory). Prints a row for each fiftieth part: articles answered, articles a second in the part, megabytes that the process
//! holds. Exit status 1 where an answer is missing, out of order or an error, or where memory after
//! the first fifth grows by more than a tenth and 64 MB.

use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Instant;

use relata::{Article, Extractor, ModelSource};

/// Rows that are printed.
const PARTS: usize = 50;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let articles = arguments.next().map_or(Ok(50_000), |number| number.parse::<usize>())?;
    let threads = arguments.next().map_or(Ok(2), |number| number.parse::<usize>())?;
    let threads = NonZeroUsize::new(threads).ok_or("no threads")?;
    let model =
        arguments.next().map_or_else(Default::default, |path| ModelSource::Directory(path.into()));
    let extractor = Extractor::builder().threads(threads).model(model).build()?;
    let part = articles.div_ceil(PARTS).max(1);
    let texts = relata_sample::corpus(articles).enumerate();
    let given = texts.map(|(number, text)| Article::new(text).with_id(number.to_string()));
    let (mut answered, mut early) = (0, 0);
    let mut start = Instant::now();
    println!("articles\ta second\tMB");
    for answer in extractor.extract_iter(given) {
        if answer?.id != Some(answered.to_string()) {
            return Err(format!("article {answered} is not answered in its place").into());
        }
        answered += 1;
        if answered % part == 0 {
            let megabytes = resident_megabytes().unwrap_or(0);
            println!("{answered}\t{:.1}\t{megabytes}", part as f64 / start.elapsed().as_secs_f64());
            start = Instant::now();
            if answered <= articles / 5 {
                early = early.max(megabytes);
            }
        }
    }
    let late = resident_megabytes().unwrap_or(0);
    println!(
        "{answered} of {articles} answered in order; {early} MB in the first fifth, {late} at the end"
    );
    let holds = answered == articles && late <= early + early / 10 + 64;
    Ok(ExitCode::from(u8::from(!holds)))
}

/// Memory that the process holds, where the system tells (Linux).
fn resident_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}
