//! Claims over hand-written token layers.

mod rules;
mod support;
mod tags;
