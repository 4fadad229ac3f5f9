//! relata's functions in SQL: what they return, how reports are linked, what happens when a part of
//! a table is lost.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod common;
mod functions;
mod linking;
mod lost_parts;
