//! From text to token layers: subwords, windows, what the heads say of each, and all put together.

pub(crate) mod encoded;
mod layers;
mod reader;
mod stitch;
mod triggers;
pub(crate) mod window;
mod window_reader;
mod window_words;

pub use reader::{ReadInput, ReadOutput, Reader};
