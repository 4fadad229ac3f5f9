//! The integration tests, in one binary.

// A test that finds the fixtures or the output otherwise than they should be may well panic: that
// is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod attribution;
mod batches;
mod cases;
mod common;
mod contract;
mod even_handed;
mod golden;
mod invariants;
mod odd_inputs;
mod parties;
mod reprints;
mod uneventful;
