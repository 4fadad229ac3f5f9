//! relata's encoder over windows of subwords, for `benches/peers/run`.
//!
//! ```sh
//! encode_windows dump FILE                        # writes the workloads: windows by name, as JSON
//! encode_windows serve FILE THREADS PRECISION     # reads them, then answers lines of standard input
//! ```
//!
//! `time NAME` is answered with the seconds that one pass over the workload takes, `hidden NAME` with the hidden states of its first window at
//! `[CLS]`.

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::time::Instant;

use relata::{Backend, CpuBackend, CpuOptions, EncoderInput, Precision, english_model};
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
        _ => Err("call: dump FILE, or serve FILE THREADS PRECISION".into()),
    }
}

fn dump(file: &Path) -> Outcome<()> {
    let sentences = sentences()?;
    let stream: Vec<(u32, u8)> = sentences.iter().flat_map(|w| w.subword_ids().iter().copied().zip(w.shape_ids().iter().copied())).collect();
    let mut all = serde_json::Map::new();
    all.insert("sentences".to_owned(), sentences.iter().map(|w| json!({"ids": w.subword_ids(), "shapes": w.shape_ids()})).collect());
    for width in [128, 512] {
        let window = |part: &[(u32, u8)]| json!({"ids": part.iter().map(|p| p.0).collect::<Vec<_>>(), "shapes": part.iter().map(|p| p.1).collect::<Vec<_>>()});
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
    println!("{} sentences of {} subwords in the mean", windows.len(), subwords / windows.len().max(1));
    Ok(windows)
}

fn serve(file: &Path, threads: usize, precision: &str) -> Outcome<()> {
    let workloads = workloads(file)?;
    let backend = backend(precision)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (command, name) = line.split_once(' ').unwrap_or((&line, ""));
        let windows = &workloads.iter().find(|(known, _)| known == name).ok_or("no such workload")?.1;
        let start = Instant::now();
        let answer = match command {
            "time" => {
                pool.install(|| windows.chunks(WINDOWS_AT_ONCE).try_for_each(|chunk| backend.encode(chunk).map(|h| drop(std::hint::black_box(h)))))?;
                json!(start.elapsed().as_secs_f64())
            }
            "hidden" => json!(backend.encode(windows.get(..1).unwrap_or_default())?.first().map(|hidden| hidden.row(0).to_vec())),
            _ => return Err("no such command".into()),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn backend(precision: &str) -> Outcome<CpuBackend> {
    let precision = match precision {
        "f32" => Precision::F32,
        "int8" => Precision::Int8,
        _ => return Err(format!("precision {precision} is not known").into()),
    };
    Ok(CpuBackend::with_options(&english_model()?, CpuOptions::default().with_precision(precision))?)
}

fn workloads(file: &Path) -> Outcome<Vec<Workload>> {
    let all: serde_json::Map<String, Value> = serde_json::from_slice(&std::fs::read(file)?)?;
    all.into_iter().map(|(name, windows)| Ok((name, windows.as_array().ok_or("no list")?.iter().map(window).collect::<Outcome<_>>()?))).collect()
}

fn window(value: &Value) -> Outcome<EncoderInput> {
    let (ids, shapes) = (serde_json::from_value(value["ids"].clone())?, serde_json::from_value(value["shapes"].clone())?);
    EncoderInput::try_new(ids, shapes).ok_or_else(|| "an empty window".into())
}
