//! `relata-encoder/src/kernels`, and nothing else.

#![allow(dead_code, unused_imports)]

#[path = "../../crates/relata-encoder/src"]
mod encoder {
    pub mod kernels;
}
