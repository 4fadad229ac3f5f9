//! Claims over token layers, hand-written and read.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "test helpers that are no tests themselves; a panic is how they fail"
)]

mod clock;
mod golden;
mod marked;
mod robust;
mod rules;
mod stances;
mod support;
mod tags;
mod turns;
