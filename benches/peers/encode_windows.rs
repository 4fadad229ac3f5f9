//! relata's encoder over windows of subwords, and the whole of relata over articles, for
//! `benches/peers/run`.
//!
//! ```sh
//! encode_windows dump FILE                        # writes the workloads: windows by name, as JSON
//! encode_windows serve FILE THREADS PRECISION     # reads them, then answers lines of input
//! encode_windows articles FILE COUNT              # writes so many invented articles, as JSON
//! encode_windows chain FILE THREADS               # reads them, then answers lines of input
//! ```
//!
//! `serve` answers `time NAME` with the seconds that one pass over the workload takes, `hidden
//! NAME` with the hidden states of its windows at `[CLS]`. `chain` answers `time` with the seconds
//! in which all is extracted from all articles, `events` with the number of events in them. Both
//! answer `instructions` with the vector instructions that relata uses, and all that it could use
//! on this processor.

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead as _, Write as _};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use relata::{
    Article, Backend, CpuBackend, CpuOptions, EncoderInput, Extraction, Extractor, Precision,
    english_model,
};
use relata_encoder::Reader;
use relata_text::CleanOptions;
use serde_json::{Value, json};

/// So many windows go to the backend at once, as the reader does it.
const WINDOWS_AT_ONCE: usize = 64;

/// Subwords that each workload has about.
const SUBWORDS: usize = 8_192;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A name with the windows that are read under it.
type Workload = (String, Vec<EncoderInput>);

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["dump", file] => dump(Path::new(file)),
        ["serve", file, threads, precision] => serve(Path::new(file), threads.parse()?, precision),
        ["articles", file, count] => articles(Path::new(file), count.parse()?),
        ["chain", file, threads] => chain(Path::new(file), threads.parse()?),
        _ => Err("call: dump FILE, serve FILE THREADS PRECISION, articles FILE COUNT, or chain \
        FILE THREADS"
            .into()),
    }
}

fn dump(file: &Path) -> Outcome<()> {
    let sentences = sentences()?;
    let stream: Vec<(u32, u8)> = sentences
        .iter()
        .flat_map(|w| w.subword_ids().iter().copied().zip(w.shape_ids().iter().copied()))
        .collect();
    let mut all = serde_json::Map::new();
    all.insert(
        "sentences".to_owned(),
        sentences
            .iter()
            .map(|w| json!({"ids": w.subword_ids(), "shapes": w.shape_ids()}))
            .collect(),
    );
    for width in [128, 512] {
        let window = |part: &[(u32, u8)]| {
            let (ids, shapes): (Vec<u32>, Vec<u8>) = part.iter().copied().unzip();
            json!({"ids": ids, "shapes": shapes})
        };
        all.insert(format!("windows of {width}"), stream.chunks_exact(width).map(window).collect());
    }
    Ok(std::fs::write(file, Value::Object(all).to_string())?)
}

/// Sentences of invented articles, each a window by itself.
fn sentences() -> Outcome<Vec<EncoderInput>> {
    let reader = Reader::on_cpu(english_model()?)?;
    let (mut windows, mut subwords) = (Vec::new(), 0);
    for number in 0.. {
        let text = relata_sample::article(number, 400);
        for sentence in relata_text::clean(&text, &CleanOptions::default()).sentences {
            windows.extend(reader.windows(&text, &[sentence]));
        }
        subwords = windows.iter().map(EncoderInput::len).sum();
        if subwords >= SUBWORDS {
            break;
        }
    }
    println!(
        "{} sentences of {} subwords in the mean",
        windows.len(),
        subwords / windows.len().max(1)
    );
    Ok(windows)
}

fn serve(file: &Path, threads: usize, precision: &str) -> Outcome<()> {
    let workloads = workloads(file)?;
    let backend = backend(precision)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let windows = |name: &str| {
        workloads
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, windows)| windows)
            .ok_or("no such workload")
    };
    answer(|line| match line.split_once(' ').unwrap_or((line, "")) {
        ("time", name) => {
            let chunks = windows(name)?.chunks(WINDOWS_AT_ONCE);
            let start = Instant::now();
            pool.install(|| {
                chunks
                    .into_iter()
                    .try_for_each(|chunk| backend.encode(chunk).map(|h| drop(black_box(h))))
            })?;
            Ok(json!(start.elapsed().as_secs_f64()))
        }
        ("hidden", name) => {
            let mut states: Vec<Vec<f32>> = Vec::new();
            for chunk in windows(name)?.chunks(WINDOWS_AT_ONCE) {
                states.extend(
                    pool.install(|| backend.encode(chunk))?
                        .iter()
                        .map(|hidden| hidden.row(0).unwrap_or_default().to_vec()),
                );
            }
            Ok(json!(states))
        }
        ("instructions", _) => Ok(instructions()),
        _ => Err("no such command".into()),
    })
}

/// Answers each line of standard input with one of standard output.
fn answer(mut of: impl FnMut(&str) -> Outcome<Value>) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", of(&line?)?)?;
        out.flush()?;
    }
    Ok(())
}

fn instructions() -> Value {
    json!({"used": relata::instruction_set(), "available": relata::instruction_sets()})
}

fn articles(file: &Path, count: usize) -> Outcome<()> {
    Ok(std::fs::write(file, relata_sample::corpus(count).collect::<Value>().to_string())?)
}

fn chain(file: &Path, threads: NonZeroUsize) -> Outcome<()> {
    let texts: Vec<String> = serde_json::from_slice(&std::fs::read(file)?)?;
    let published = relata_sample::PUBLISHED.parse()?;
    let articles: Vec<Article> =
        texts.into_iter().map(|text| Article::new(text).with_published(published)).collect();
    let extractor = Extractor::builder().threads(threads).build()?;
    let extract =
        || extractor.extract_batch(&articles).into_iter().collect::<Result<Vec<Extraction>, _>>();
    answer(|line| match line {
        "time" => {
            let start = Instant::now();
            drop(black_box(extract()?));
            Ok(json!(start.elapsed().as_secs_f64()))
        }
        "events" => {
            Ok(json!(extract()?.iter().map(|extraction| extraction.events.len()).sum::<usize>()))
        }
        "instructions" => Ok(instructions()),
        _ => Err("no such command".into()),
    })
}

fn backend(precision: &str) -> Outcome<CpuBackend> {
    let precision = match precision {
        "f32" => Precision::F32,
        "int8" => Precision::Int8,
        _ => return Err(format!("precision {precision} is not known").into()),
    };
    Ok(CpuBackend::with_options(
        &english_model()?,
        CpuOptions::default().with_precision(precision),
    )?)
}

fn workloads(file: &Path) -> Outcome<Vec<Workload>> {
    let all: serde_json::Map<String, Value> = serde_json::from_slice(&std::fs::read(file)?)?;
    all.into_iter()
        .map(|(name, windows)| {
            Ok((
                name,
                windows.as_array().ok_or("no list")?.iter().map(window).collect::<Outcome<_>>()?,
            ))
        })
        .collect()
}

fn window(value: &Value) -> Outcome<EncoderInput> {
    let (ids, shapes) = (
        serde_json::from_value(value["ids"].clone())?,
        serde_json::from_value(value["shapes"].clone())?,
    );
    EncoderInput::try_new(ids, shapes).ok_or_else(|| "an empty window".into())
}
