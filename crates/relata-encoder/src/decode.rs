//! From logits to labels: tags, trees, links.

mod arborescence;
mod tags;

pub(crate) use arborescence::best_tree;
pub(crate) use tags::TagDecoder;
