//! A guide in a few pages. Each piece of Rust in it is compiled and run by the tests.
//!
//! Begin with [`cleaning`] and [`claims`]; [`scores`] says how to ask for fewer and surer records,
//! [`throughput`] how to read many articles and what services need.

#[doc = include_str!("../docs/guide/cleaning.md")]
pub mod cleaning {}

#[doc = include_str!("../docs/guide/claims.md")]
pub mod claims {}

#[doc = include_str!("../docs/guide/events.md")]
pub mod events {}

#[doc = include_str!("../docs/guide/dates_and_places.md")]
pub mod dates_and_places {}

#[doc = include_str!("../docs/guide/scores.md")]
pub mod scores {}

#[doc = include_str!("../docs/guide/own_words.md")]
pub mod own_words {}

#[doc = include_str!("../docs/guide/own_models.md")]
pub mod own_models {}

#[doc = include_str!("../docs/guide/throughput.md")]
pub mod throughput {}
