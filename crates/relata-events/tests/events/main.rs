//! The integration tests of the event stage, in one binary.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test that cannot go on fails

mod discrepancies;
mod golden;
mod invariants;
mod places;
mod relations;
mod support;
