//! How long each stage takes.

use std::ops::AddAssign;
use std::time::{Duration, Instant};

use relata_encoder::{ReadError, ReadInput, ReadOutput, Reader};

/// What [`Extractor::extract_timed`](crate::Extractor::extract_timed) measures: the time that each
/// stage took by the clock on the wall.
///
/// Measure on one thread, one article at a time, to compare the stages: while other articles are
/// read on the same threads, a stage's time holds a part of theirs.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use relata::{Article, Extractor};
/// let (_, timings) = Extractor::new()?
///     .extract_timed(&Article::new("Police arrested two men in Leeds."))?;
/// assert!(timings.total() >= timings.encoder);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Timings {
    /// Text from HTML, boilerplate, sentences.
    pub cleaning: Duration,
    /// The transformer's forward pass: all calls of the backend.
    pub encoder: Duration,
    /// What stands around the encoder in the reader: words, subwords, windows, heads, decoding,
    /// lemmas.
    pub reading: Duration,
    /// Entities and their coreference.
    pub entities: Duration,
    /// Claim attribution.
    pub claims: Duration,
    /// Times, quantities, events, and putting the extraction together.
    pub events: Duration,
}

impl Timings {
    /// The stages by name, in the order in which they run.
    #[must_use]
    pub const fn stages(&self) -> [(&'static str, Duration); 6] {
        [
            ("cleaning", self.cleaning),
            ("encoder", self.encoder),
            ("reading", self.reading),
            ("entities", self.entities),
            ("claims", self.claims),
            ("events", self.events),
        ]
    }

    /// All stages together.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.stages().iter().map(|(_, time)| *time).sum()
    }
}

impl AddAssign for Timings {
    fn add_assign(&mut self, other: Self) {
        self.cleaning += other.cleaning;
        self.encoder += other.encoder;
        self.reading += other.reading;
        self.entities += other.entities;
        self.claims += other.claims;
        self.events += other.events;
    }
}

/// A stage; its end is told to a [`Watch`], the reader's with the encoder's part of it.
#[derive(Debug, Clone, Copy)]
pub enum Stage {
    Cleaning,
    Reading,
    Entities,
    Claims,
    Events,
}

/// Is told when a stage ends.
pub trait Watch {
    /// The stage has ended, and the next one begins.
    fn lap(&mut self, stage: Stage);

    /// Reads the document while `may_continue` says so: of its time the encoder takes a part.
    fn read(
        &mut self,
        reader: &Reader,
        input: ReadInput<'_>,
        may_continue: &dyn Fn() -> bool,
    ) -> Result<ReadOutput, ReadError>;
}

/// Does not look at the clock.
pub struct NoWatch;

impl Watch for NoWatch {
    fn lap(&mut self, _: Stage) {}

    fn read(
        &mut self,
        reader: &Reader,
        input: ReadInput<'_>,
        may_continue: &dyn Fn() -> bool,
    ) -> Result<ReadOutput, ReadError> {
        Ok(reader.read_batch_while(&[input], may_continue)?.pop().unwrap_or_default())
    }
}

/// Takes the time since the last lap.
pub struct StopWatch {
    last: Instant,
    timings: Timings,
}

impl StopWatch {
    /// Starts now.
    pub fn start() -> Self {
        Self { last: Instant::now(), timings: Timings::default() }
    }

    /// What was measured.
    pub const fn timings(&self) -> Timings {
        self.timings
    }

    fn elapsed(&mut self) -> Duration {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.last, now))
    }
}

impl Watch for StopWatch {
    fn lap(&mut self, stage: Stage) {
        let elapsed = self.elapsed();
        match stage {
            Stage::Cleaning => self.timings.cleaning = elapsed,
            Stage::Reading => self.timings.reading = elapsed,
            Stage::Entities => self.timings.entities = elapsed,
            Stage::Claims => self.timings.claims = elapsed,
            Stage::Events => self.timings.events = elapsed,
        }
    }
    fn read(
        &mut self,
        reader: &Reader,
        input: ReadInput<'_>,
        _: &dyn Fn() -> bool,
    ) -> Result<ReadOutput, ReadError> {
        let (output, encoder) = reader.read_timed(input.text, input.sentences)?;
        self.timings.encoder = encoder;
        self.timings.reading = self.elapsed().saturating_sub(encoder);
        Ok(output)
    }
}
