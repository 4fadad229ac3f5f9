//! From bytes to text: web pages, and plain text that is not UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use relata_core::EncodingOrigin;

use crate::html::tokens::{Token, tokens};

/// Bytes in which a page must declare its encoding, as browsers have it, with room for long
/// comments.
const DECLARED_WITHIN: usize = 4096;

/// Bytes that Windows-1252 does not have, or has for a letter that no news text needs.
const IMPLAUSIBLE: [u8; 6] = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xff];

/// The text, and how its bytes were read.
///
/// ```
/// use relata_text::encoding::decode;
/// let page = decode("<p>Łódź</p>".as_bytes(), None);
/// assert_eq!((page.encoding, page.damaged), ("UTF-8", false));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Name of the encoding, for example `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What named the encoding.
    pub origin: EncodingOrigin,
    /// True when bytes had to be replaced, or read in another encoding than the rest.
    pub damaged: bool,
}

/// Reads the bytes of a page. The encoding is, in this order, that of a byte order mark, of the
/// `charset` in `content_type` (the value of the HTTP header), of the page's `<meta>`, or detected.
/// Bytes that are sound UTF-8 are read as such even where the page declares one of the older
/// encodings; single bytes in a page of UTF-8 that are not are read as Windows-1252, which is what
/// pasted parts of pages are.
///
/// ```
/// use relata_text::encoding::decode;
/// let page = decode(b"<meta charset=iso-8859-2><p>\xa3\xf3d\xbc</p>", None);
/// assert_eq!(
///     (page.text.as_str(), page.encoding),
///     ("<meta charset=iso-8859-2><p>Łódź</p>", "ISO-8859-2")
/// );
/// ```
#[must_use]
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decoded(
            bytes.get(length..).unwrap_or_default(),
            encoding,
            EncodingOrigin::ByteOrderMark,
        );
    }
    let header =
        content_type.and_then(charset_of).map(|encoding| (encoding, EncodingOrigin::Header));
    let declared =
        header.or_else(|| declared_in(bytes).map(|encoding| (encoding, EncodingOrigin::Meta)));
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    match declared {
        Some((encoding, origin)) if encoding == UTF_8 || !is_utf8() => {
            decoded(bytes, encoding, origin)
        }
        _ if is_utf8() => decoded(bytes, UTF_8, EncodingOrigin::Detected),
        _ => decoded(bytes, detected(bytes), EncodingOrigin::Detected),
    }
}

/// The usual name of the encoding that a label such as `latin1` or `utf8` stands for; `None` where
/// it stands for none.
///
/// ```
/// use relata_text::encoding::name;
/// assert_eq!(
///     (name("latin1"), name("utf8"), name("klingon")),
///     (Some("windows-1252"), Some("UTF-8"), None)
/// );
/// ```
#[must_use]
pub fn name(label: &str) -> Option<&'static str> {
    Encoding::for_label(label.trim().as_bytes()).map(Encoding::name)
}

/// Reads the bytes of a text in the encoding that the caller names; `None` where there is none of
/// this name. A byte order mark is left out.
///
/// ```
/// use relata_text::encoding::decode_as;
/// let read = decode_as(b"Rain in K\xf6ln", "latin1").map(|read| read.text);
/// assert_eq!(read.as_deref(), Some("Rain in Köln"));
/// ```
#[must_use]
pub fn decode_as(bytes: &[u8], label: &str) -> Option<Decoded> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    let origin = EncodingOrigin::Caller;
    Some(Decoded { text: text.into_owned(), encoding: encoding.name(), origin, damaged })
}

/// Reads the bytes of a text that is not UTF-8: as UTF-16 where a byte order mark says so, as
/// Windows-1252 (of which Latin-1 is a part) where they look like it; `None` where they are UTF-8
/// or might be anything.
///
/// ```
/// use relata_text::encoding::decode_western;
/// let read =
///     decode_western(b"The caf\xe9 \x93closed\x94 on Monday.").map(|read| read.text);
/// assert_eq!(read.as_deref(), Some("The café “closed” on Monday."));
/// assert_eq!(decode_western("The café".as_bytes()), None);
/// ```
#[must_use]
pub fn decode_western(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes).filter(|&(e, _)| e != UTF_8) {
        let rest = bytes.get(length..).unwrap_or_default();
        return Some(decoded(rest, encoding, EncodingOrigin::ByteOrderMark));
    }
    let mixed = || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if bytes.is_ascii() || mixed() || bytes.iter().any(|byte| IMPLAUSIBLE.contains(byte)) {
        return None;
    }
    (detected(bytes) == WINDOWS_1252)
        .then(|| decoded(bytes, WINDOWS_1252, EncodingOrigin::Detected))
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, origin: EncodingOrigin) -> Decoded {
    let (text, damaged) =
        if encoding == UTF_8 { utf8_with_strays(bytes) } else { strictly(bytes, encoding) };
    Decoded { text, encoding: encoding.name(), origin, damaged }
}

fn strictly(bytes: &[u8], encoding: &'static Encoding) -> (String, bool) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), damaged)
}

fn utf8_with_strays(bytes: &[u8]) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len());
    let mut damaged = false;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let (strays, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        text.push_str(&strays);
        damaged |= !chunk.invalid().is_empty();
    }
    (text, damaged)
}

/// The encoding in a value such as `text/html; charset=utf-8`.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let label = lower.split_once("charset=")?.1.split(';').next()?;
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

/// The encoding that a `<meta>` near the beginning declares. A page whose ASCII can be read is not
/// in UTF-16, whatever it says.
fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let (head, _) =
        WINDOWS_1252.decode_without_bom_handling(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes));
    let named = |token: &Token| match token {
        Token::Tag(tag) if tag.is("meta") && !tag.is_closing() => match tag.attribute("charset") {
            Some(label) => Encoding::for_label(label.trim().as_bytes()),
            None => charset_of(tag.attribute("content")?),
        },
        _ => None,
    };
    tokens(&head)
        .iter()
        .find_map(named)
        .map(|encoding| if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        bytes: &[u8],
        content_type: Option<&str>,
        text: &str,
        encoding: &str,
        origin: EncodingOrigin,
        damaged: bool,
    ) {
        let expected = Decoded {
            text: text.to_owned(),
            encoding: Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8).name(),
            origin,
            damaged,
        };
        assert_eq!(decode(bytes, content_type), expected);
    }

    #[test]
    fn where_the_encoding_comes_from() {
        check(
            b"\xef\xbb\xbfcaf\xc3\xa9",
            Some("text/html; charset=latin1"),
            "café",
            "utf-8",
            EncodingOrigin::ByteOrderMark,
            false,
        );
        check(b"\xff\xfeo\0k\0", None, "ok", "utf-16le", EncodingOrigin::ByteOrderMark, false);
        check(
            b"caf\xe9",
            Some("text/html; charset=\"ISO-8859-1\""),
            "café",
            "latin1",
            EncodingOrigin::Header,
            false,
        );
        check(
            b"<meta http-equiv=content-type content='text/html; charset=windows-1251'>\xc4\xe0",
            None,
            "<meta http-equiv=content-type content='text/html; charset=windows-1251'>Да",
            "windows-1251",
            EncodingOrigin::Meta,
            false,
        );
        check(
            "naïve “quotes”".as_bytes(),
            None,
            "naïve “quotes”",
            "utf-8",
            EncodingOrigin::Detected,
            false,
        );
        check(
            "<meta charset=latin1>é".as_bytes(),
            None,
            "<meta charset=latin1>é",
            "utf-8",
            EncodingOrigin::Detected,
            false,
        );
        check(b"", None, "", "utf-8", EncodingOrigin::Detected, false);
    }

    #[test]
    fn western_text() {
        for (bytes, text) in [
            (&b"Rain in K\xf6ln."[..], Some("Rain in Köln.")),
            (
                b"It cost \x80 5, he said \x96 \x91no more\x92.",
                Some("It cost € 5, he said – ‘no more’."),
            ),
            (b"Rain fell.", None),
            (b"caf\xc3\xa9 and caf\xe9", None),
            (b"\xff\xfer\0a\0i\0n\0", Some("rain")),
            (b"\xfe\xff\0r\0a", Some("ra")),
            (b"a\x81b", None),
        ] {
            assert_eq!(decode_western(bytes).map(|read| read.text).as_deref(), text);
        }
    }

    #[test]
    fn mixed_encodings() {
        check(
            b"<meta charset=utf-8>\xe2\x80\x9cyes\x94",
            None,
            "<meta charset=utf-8>“yes”",
            "utf-8",
            EncodingOrigin::Meta,
            true,
        );
    }

    #[test]
    fn detection() {
        let page = decode(
            b"Die Beh\xf6rde erkl\xe4rte, die F\xe4hre k\xf6nne n\xe4chste Woche \
        fahren, f\xfcr alle G\xe4ste.",
            None,
        );
        assert_eq!((page.encoding, page.origin), ("windows-1252", EncodingOrigin::Detected));
        assert!(page.text.starts_with("Die Behörde"));
    }
}
