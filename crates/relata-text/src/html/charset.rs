//! From the bytes of a page to its text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use relata_core::EncodingOrigin;

use super::tags::tags;

/// Bytes in which a page must declare its encoding, as browsers have it, with room for long
/// comments.
const DECLARED_WITHIN: usize = 4096;

/// The text of a page, and how its bytes were read.
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
/// use relata_text::html::decode;
/// let page = decode(b"<meta charset=iso-8859-2><p>\xa3\xf3d\xbc</p>", None);
/// assert_eq!((page.text.as_str(), page.encoding), ("<meta charset=iso-8859-2><p>Łódź</p>", "ISO-8859-2"));
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
    let labels = tags(&head).filter(|(_, tag)| tag.is("meta") && !tag.closing);
    let mut encodings = labels.filter_map(|(_, tag)| match tag.attribute("charset") {
        Some(label) => Encoding::for_label(label.trim().as_bytes()),
        None => charset_of(tag.attribute("content")?),
    });
    encodings
        .next()
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
