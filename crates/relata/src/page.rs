//! Articles from the bytes of web pages.

use relata_core::{Article, TextFormat, Warning, WarningKind};
use relata_text::encoding;

/// The article of a web page that is given as bytes. The encoding is that of a byte order mark, of
/// `content_type` (the value of the HTTP header of that name), of the page's `<meta>`, or detected;
/// bytes that do not fit are told in a warning.
///
/// ```
/// let article = relata::article_of_page(b"<meta charset=latin1><p>Caf\xe9 burns down</p>", None);
/// assert!(article.text.contains("Café"));
/// ```
#[must_use]
pub fn article_of_page(bytes: &[u8], content_type: Option<&str>) -> Article {
    let page = encoding::decode(bytes, content_type);
    let article = Article::new(page.text).with_format(TextFormat::Html);
    if !page.damaged {
        return article;
    }
    let message = format!(
        "some bytes of the page are not {} (encoding from: {}) and were read otherwise",
        page.encoding, page.origin
    );
    article.with_warning(Warning::new(WarningKind::Encoding, message))
}
