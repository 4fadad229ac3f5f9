//! The integration tests, in one binary.

mod attribution;
mod common;
mod contract;
mod invariants;
mod odd_inputs;
