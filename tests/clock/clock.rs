//! How long a thread works, whatever else the machine does meanwhile.
//!
//! Included by the tests of the crates whose work must stay in proportion to its input.

use std::time::{Duration, Instant};

/// The time that this thread has spent on a processor since the clock was started; where the
/// system does not tell, the time that has passed.
pub struct WorkClock {
    passed: Instant,
    worked: Option<Duration>,
}

impl WorkClock {
    pub fn start() -> Self {
        Self { passed: Instant::now(), worked: worked() }
    }

    pub fn elapsed(&self) -> Duration {
        let worked = worked().zip(self.worked).map(|(now, then)| now.saturating_sub(then));
        worked.unwrap_or_else(|| self.passed.elapsed())
    }
}

/// What Linux has counted for this thread: its first number is nanoseconds on a processor.
fn worked() -> Option<Duration> {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = counted.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
