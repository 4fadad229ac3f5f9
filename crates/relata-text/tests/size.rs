//! Large inputs. The limits are far above what a linear method takes on a slow machine, and far
//! below what a quadratic one would take.

use std::time::Duration;

use relata_text::{Boilerplate, CleanOptions, clean};

mod clock;

use clock::WorkClock;

const LIMIT: Duration = Duration::from_secs(120);

fn check(raw: &str) {
    for boilerplate in [Boilerplate::Drop, Boilerplate::Keep] {
        let start = WorkClock::start();
        let text = clean(raw, &CleanOptions::default().with_boilerplate(boilerplate));
        assert!(!text.blocks.is_empty());
        assert!(start.elapsed() < LIMIT, "{boilerplate:?}: {:?}", start.elapsed());
    }
}

#[test]
fn one_long_line() {
    check(&"The river rose again on Monday, the mayor said. ".repeat(4_000));
    check(&"The river rose again.The mayor left.".repeat(4_000));
    check(&"x".repeat(200_000));
    check(&".".repeat(200_000));
    check(&". ".repeat(20_000));
    check(&"“\"[".repeat(60_000));
    check(&"[1]".repeat(60_000));
}

#[test]
fn many_short_lines() {
    check(&"Home\n".repeat(20_000));
    check(&"• item\n".repeat(20_000));
    check(&"The river rose again on Monday, the mayor of the town said.\nComments\n".repeat(4_000));
}
