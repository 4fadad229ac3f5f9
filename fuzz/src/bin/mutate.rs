//! Runs the targets on inputs that are mutated from seeds, for so long, on stable Rust and without
//! coverage: `mutate [--seconds N] [--executions N] [--seed N] [--from N] [TARGET…]`.
//!
//! Each execution has a number, and number and seed make its input: a run that was ended goes on
//! from the number that it printed last (`--from`), until the number that `--executions` names.
//! Prints the number reached once a minute. An input on which a target panics is written to
//! `artifacts/`, one for each panic's message, numbers apart; the run goes on, and the exit status
//! is 1.

use std::any::Any;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{self, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use relata_fuzz::{TARGETS, Target};

/// Longest input.
const LONGEST: usize = 4096;

/// Characters of a panic's message that are printed.
const LONGEST_MESSAGE: usize = 300;

/// How often the number reached is printed.
const PRINTED: Duration = Duration::from_mins(1);

/// Which executions are run.
struct Course {
    seconds: u64,
    /// The number of the first.
    from: u64,
    /// The number behind the last.
    until: u64,
    seed: u64,
}

fn main() -> ExitCode {
    // Targets count on panics that are caught: of the others, one line each says what was found.
    panic::set_hook(Box::new(|_| {}));
    let mut names = Vec::new();
    let mut course = Course { seconds: 10, from: 0, until: u64::MAX, seed: 1 };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse().ok()).expect("a number");
        match argument.as_str() {
            "--seconds" => course.seconds = number(),
            "--executions" => course.until = number(),
            "--seed" => course.seed = number(),
            "--from" => course.from = number(),
            _ => names.push(argument),
        }
    }
    let chosen =
        TARGETS.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|n| n == name));
    let failed = chosen.filter(|(name, target)| !run(name, *target, &course)).count();
    ExitCode::from(u8::from(failed > 0))
}

/// Runs one target, for a time or until a number of executions; false where it panicked.
fn run(name: &str, target: Target, course: &Course) -> bool {
    let seeds = seeds(name);
    let time = Duration::from_secs(course.seconds);
    let start = Instant::now();
    let (mut number, mut found) = (course.from, BTreeSet::new());
    let (mut slowest, mut printed) = (Duration::ZERO, Duration::ZERO);
    while number < course.until && start.elapsed() < time {
        let input = input(&seeds, course.seed, number);
        let begin = Instant::now();
        if let Err(payload) = catch_unwind(|| target(&input)) {
            let message = message(payload.as_ref());
            if found.insert(message.replace(|c: char| c.is_ascii_digit(), "")) {
                let path = write_artifact(name, &input);
                println!(
                    "{name}: PANIC in execution {number}: {message}; the input is {}",
                    path.display()
                );
            }
        }
        slowest = slowest.max(begin.elapsed());
        number += 1;
        if start.elapsed() >= printed + PRINTED {
            printed = start.elapsed();
            println!("{name}: {number} reached in {} s", printed.as_secs());
        }
    }
    let (count, seconds) = (number - course.from, start.elapsed().as_secs());
    println!(
        "{name}: {count} executions in {seconds} s, {number} reached, the slowest {slowest:?}"
    );
    found.is_empty()
}

/// The input of an execution: one of the seeds first, then mutants of them.
fn input(seeds: &[Vec<u8>], seed: u64, number: u64) -> Vec<u8> {
    let given = usize::try_from(number).ok().and_then(|number| seeds.get(number));
    given.cloned().unwrap_or_else(|| mutated(seeds, &mut Random::of(seed, number)))
}

/// What a panic says, as far as a line takes.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
    text.chars().take(LONGEST_MESSAGE).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The seeds of a target in the order of their names, and an empty input.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let files = fs::read_dir(folder("seeds").join(name)).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.sort();
    let mut seeds: Vec<Vec<u8>> = paths.iter().filter_map(|path| fs::read(path).ok()).collect();
    seeds.push(Vec::new());
    seeds
}

fn write_artifact(name: &str, input: &[u8]) -> PathBuf {
    let folder = folder("artifacts").join(name);
    let sum = input.iter().fold(0_u64, |sum, &b| sum.wrapping_mul(0x100_0000_01b3) ^ u64::from(b));
    let path = folder.join(format!("crash-{sum:016x}"));
    fs::create_dir_all(&folder).and_then(|()| fs::write(&path, input)).expect("a place to write");
    path
}

/// A generator of numbers (`SplitMix64`).
struct Random(u64);

impl Random {
    /// Those of an execution.
    fn of(seed: u64, number: u64) -> Self {
        let mut all = Self(seed);
        let start = all.next();
        Self(start ^ Self(number).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 33) as usize % bound.max(1)
    }
}

/// A seed with one to sixteen changes: bytes of any value, bits, pieces taken out, said again, or
/// taken from another seed.
fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(16) {
        let at = random.below(input.len() + 1);
        let end = at + random.below(32).min(input.len() - at);
        match random.below(6) {
            0 => input.insert(at, random.below(256) as u8),
            1 if at < input.len() => input[at] ^= 1 << random.below(8),
            2 => drop(input.drain(at..end)),
            3 => {
                let again = input[at..end].to_vec();
                let to = random.below(input.len() + 1);
                input.splice(to..to, again);
            }
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let until = from + random.below(64).min(other.len() - from);
                input.splice(at..at, other[from..until].iter().copied());
            }
            _ => input.extend((0..random.below(8)).map(|_| random.below(256) as u8)),
        }
    }
    input.truncate(LONGEST);
    input
}
