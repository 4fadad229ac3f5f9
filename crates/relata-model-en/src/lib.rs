//! The English model of relata, as bytes.
