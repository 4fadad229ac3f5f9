//! Command line of relata.

fn main() {}
