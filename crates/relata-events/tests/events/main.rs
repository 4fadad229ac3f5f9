//! The integration tests of the event stage, in one binary.
// A test that cannot go on fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod clock;
mod discrepancies;
mod golden;
mod invariants;
mod marked;
mod places;
mod relations;
mod support;
mod times;
