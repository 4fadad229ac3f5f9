//! Bytes that should be UTF-8.

use std::borrow::Cow;

use relata::{Article, Warning, WarningKind};

use crate::failure::Failure;

/// The text, and how many runs of bytes in it were no UTF-8 and were replaced; refused where there
/// is one and `lossy` is false.
pub fn decode(bytes: &[u8], lossy: bool) -> Result<(Cow<'_, str>, usize), Failure> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.into(), 0)),
        Err(_) if lossy => {
            let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            Ok((String::from_utf8_lossy(bytes), replaced))
        }
        Err(error) => Err(Failure::Encoding { position: error.valid_up_to() }),
    }
}

/// The article, with a warning where something was replaced: offsets no longer count the bytes that
/// were given, so the extraction repeats the text that they do count.
pub fn told(article: Article, replaced: usize) -> Article {
    if replaced == 0 {
        return article;
    }
    let message = format!(
        "{replaced} run(s) of bytes that are not UTF-8 were replaced; offsets refer to the field \
        text"
    );
    article.with_text_repeated().with_warning(Warning::new(WarningKind::Encoding, message))
}
