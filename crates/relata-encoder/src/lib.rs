//! Transformer encoder and heads that read news text on the CPU.
