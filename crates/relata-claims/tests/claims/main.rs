//! Claims over token layers, hand-written and read.

mod golden;
mod robust;
mod rules;
mod support;
mod tags;
