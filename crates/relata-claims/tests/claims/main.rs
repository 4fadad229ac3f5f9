//! Claims over token layers, hand-written and read.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test helpers that are no tests themselves; a panic is how they fail"
)]

mod clock;
mod golden;
mod robust;
mod rules;
mod support;
mod tags;
mod turns;
