//! What was measured.

use std::time::Duration;

use relata::{Article, Extractor, Timings};
use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};

use super::machine::Machine;
use crate::arguments::BenchArguments;

/// The outcome of a run.
pub struct Figures {
    pub machine: Machine,
    pub model: String,
    pub articles: usize,
    /// Runs of characters between white space.
    pub words: usize,
    pub bytes: usize,
    pub threads: usize,
    pub repeats: usize,
    /// Arithmetic of the encoder, as it was asked for.
    pub precision: &'static str,
    /// Vector instructions of encoder and heads.
    pub instructions: &'static str,
    /// Model and backend, until the first article could be read.
    pub load: Duration,
    /// Time of each pass over all articles on all threads.
    pub whole: Vec<Duration>,
    /// Times of the stages in each pass on one thread.
    pub stages: Vec<Timings>,
    /// Most memory that the process has held, in bytes, where the system tells.
    pub peak_memory: Option<u64>,
}

/// How much was read in a second.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Rate {
    pub seconds: f64,
    pub articles_per_second: f64,
    pub words_per_second: f64,
    pub bytes_per_second: f64,
}

/// A stage with its share of the time on one thread.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct StageRate {
    pub stage: &'static str,
    pub share: f64,
    #[serde(flatten)]
    pub rate: Rate,
}

impl Figures {
    /// Nothing measured yet.
    pub fn new(extractor: &Extractor, articles: &[Article], arguments: &BenchArguments) -> Self {
        let config = extractor.model().config();
        Self {
            machine: Machine::this(),
            model: format!("{} {}", config.name, config.version),
            articles: articles.len(),
            words: articles.iter().map(|a| a.text.split_whitespace().count()).sum(),
            bytes: articles.iter().map(|a| a.text.len()).sum(),
            threads: extractor.threads(),
            repeats: arguments.repeats.get(),
            precision: arguments.precision.name(),
            instructions: relata::instruction_set(),
            load: Duration::ZERO,
            whole: Vec::new(),
            stages: Vec::new(),
            peak_memory: None,
        }
    }

    /// The median pass on all threads.
    pub fn whole(&self) -> Rate {
        self.rate(median(self.whole.clone()))
    }

    /// The median pass on one thread, all stages together.
    pub fn one_thread(&self) -> Rate {
        self.rate(median(self.stages.iter().map(Timings::total).collect()))
    }

    /// The median of each stage on one thread.
    pub fn by_stage(&self) -> Vec<StageRate> {
        let names = Timings::default().stages();
        let times: Vec<Duration> = (0..names.len())
            .map(|n| {
                median(self.stages.iter().filter_map(|t| Some(t.stages().get(n)?.1)).collect())
            })
            .collect();
        let total: f64 = times.iter().map(Duration::as_secs_f64).sum();
        let row = |((stage, _), time): ((&'static str, Duration), Duration)| StageRate {
            stage,
            share: ratio(time.as_secs_f64(), total),
            rate: self.rate(time),
        };
        names.into_iter().zip(times).map(row).collect()
    }

    /// All stages but the encoder, as a part of the encoder's time.
    pub fn around_encoder(&self) -> f64 {
        let shares: Vec<(bool, f64)> =
            self.by_stage().iter().map(|s| (s.stage == "encoder", s.share)).collect();
        let sum = |encoder: bool| {
            shares.iter().filter(|(is, _)| *is == encoder).map(|(_, share)| share).sum::<f64>()
        };
        ratio(sum(false), sum(true))
    }

    fn rate(&self, time: Duration) -> Rate {
        let seconds = time.as_secs_f64();
        let per_second = |count: usize| ratio(count as f64, seconds);
        Rate {
            seconds,
            articles_per_second: per_second(self.articles),
            words_per_second: per_second(self.words),
            bytes_per_second: per_second(self.bytes),
        }
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Figures", 16)?;
        out.serialize_field("relata", env!("CARGO_PKG_VERSION"))?;
        out.serialize_field("model", &self.model)?;
        out.serialize_field("precision", self.precision)?;
        out.serialize_field("instructions", self.instructions)?;
        out.serialize_field("machine", &self.machine)?;
        out.serialize_field("articles", &self.articles)?;
        out.serialize_field("words", &self.words)?;
        out.serialize_field("bytes", &self.bytes)?;
        out.serialize_field("repeats", &self.repeats)?;
        out.serialize_field("threads", &self.threads)?;
        out.serialize_field("load_seconds", &self.load.as_secs_f64())?;
        out.serialize_field("whole", &self.whole())?;
        out.serialize_field("one_thread", &self.one_thread())?;
        out.serialize_field("stages_one_thread", &self.by_stage())?;
        out.serialize_field("around_encoder", &self.around_encoder())?;
        out.serialize_field("peak_memory_bytes", &self.peak_memory)?;
        out.end()
    }
}

/// The middle one, the upper of two; zero of none.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Zero where there is nothing to divide by: JSON has no infinity.
fn ratio(of: f64, by: f64) -> f64 {
    if by > 0.0 { of / by } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        let check = |millis: &[u64], expected: u64| {
            assert_eq!(
                median(millis.iter().copied().map(Duration::from_millis).collect()),
                Duration::from_millis(expected)
            );
        };
        check(&[], 0);
        check(&[7], 7);
        check(&[9, 1, 5], 5);
        check(&[4, 3, 2, 1], 3);
    }
}
