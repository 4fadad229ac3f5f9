//! Which text was printed before: reprints, partial reprints, quotation of one paper by another.
//!
//! Sentences are told by fingerprints (winnowing: Schleimer, Wilkerson and Aiken 2003), so that an
//! edit here and there does not hide a copy, and a copied paragraph is found in an article that is
//! otherwise its own. `MinHash` of whole articles finds only articles that are alike as wholes.

mod fingerprints;
mod index;

pub(crate) use fingerprints::fingerprints;
pub(crate) use index::{PrintedBefore, Reuse};
