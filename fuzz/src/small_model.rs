//! The small model of the encoder's tests, with bytes changed.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use relata::{Extractor, Model};
use relata_encoder::ModelBytes;

use crate::model::sha256;
use crate::test_model;

/// Each five bytes change the model at one byte: the file, the index in three bytes, the value.
/// The checksum is that of the weights as they then are.
pub fn changed(data: &[u8]) -> ModelBytes {
    static WHOLE: LazyLock<ModelBytes> = LazyLock::new(test_model::bytes);
    let mut bytes = WHOLE.clone();
    let before = sha256(&bytes.weights);
    for &[file, a, b, c, value] in data.as_chunks::<5>().0 {
        let file: &mut Cow<'static, [u8]> = match file % 4 {
            0 => &mut bytes.config,
            1 => &mut bytes.tokenizer,
            _ => &mut bytes.weights,
        };
        let index = u32::from_le_bytes([a, b, c, 0]) as usize % file.len();
        file.to_mut()[index] = value;
    }
    let config = String::from_utf8_lossy(&bytes.config).replace(&before, &sha256(&bytes.weights));
    bytes.config = config.into_bytes().into();
    bytes
}

/// A model that loads reads a text, and its records keep the rules.
pub fn check(data: &[u8]) {
    let Ok(model) = Model::from_bytes(changed(data)) else { return };
    let Ok(extractor) = Extractor::builder().model(Arc::new(model)).build() else { return };
    let text = "Rebels shelled a port on Monday, the mayor said. “We saw it,” he added.";
    let extraction = extractor.extract(text).expect("the built-in backend does not fail");
    crate::text::check(text, &extraction);
}
