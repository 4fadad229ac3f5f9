//! Bytes that should be UTF-8.

use std::borrow::Cow;

use relata::encoding::{decode_as, decode_western};
use relata::{Article, Warning, WarningKind};

use crate::arguments::ExtractArguments;
use crate::failure::Failure;

/// A text, and what is to be told of how its bytes were read; nothing where they are UTF-8.
pub struct Decoded<'b> {
    pub text: Cow<'b, str>,
    pub note: Option<String>,
}

/// The text of the bytes: in the encoding that was asked for; as UTF-8; or, where bytes may be
/// replaced, as Windows-1252 where it looks like it, and with replacement characters where it does
/// not. Refused where bytes are not UTF-8 and none of this was asked for.
pub fn decode<'b>(bytes: &'b [u8], arguments: &ExtractArguments) -> Result<Decoded<'b>, Failure> {
    let asked = arguments.encoding.and_then(|encoding| decode_as(bytes, encoding));
    if let Some(read) = asked {
        let same = read.text.as_bytes() == bytes;
        let damage = if read.damaged { "some bytes were replaced; " } else { "" };
        let note = format!("the bytes were read as {}; {damage}", read.encoding);
        return Ok(Decoded { text: read.text.into(), note: Some(note).filter(|_| !same) });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.into(), note: None }),
        Err(_) if arguments.lossy => Ok(guessed(bytes)),
        Err(error) => Err(Failure::Encoding { position: error.valid_up_to() }),
    }
}

fn guessed(bytes: &[u8]) -> Decoded<'_> {
    if let Some(read) = decode_western(bytes) {
        let note = format!("the bytes are not UTF-8 and were read as {}; ", read.encoding);
        return Decoded { text: read.text.into(), note: Some(note) };
    }
    let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let note = format!("{replaced} run(s) of bytes that are not UTF-8 were replaced; ");
    Decoded { text: String::from_utf8_lossy(bytes), note: Some(note) }
}

/// The article, with a warning where its bytes were not UTF-8: offsets do not count the bytes that
/// were given, so the extraction repeats the text that they do count.
pub fn told(article: Article, note: Option<String>) -> Article {
    let Some(note) = note else { return article };
    let message = format!("{note}offsets refer to the field text");
    article.with_text_repeated().with_warning(Warning::new(WarningKind::Encoding, message))
}
