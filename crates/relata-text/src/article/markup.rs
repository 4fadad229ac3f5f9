//! Whether a text is HTML.

/// Bytes at the beginning of a text that are looked at.
const BYTES_READ: usize = 4096;
/// Tags that only a page has.
const PAGE_TAGS: [&str; 5] = ["<html", "<head>", "<head ", "<body", "<!doctype html"];
/// Tags of blocks, and how many of them make a fragment of a page.
const BLOCK_TAGS: [&str; 14] = [
    "<div", "<p>", "<p ", "<h1", "<h2", "<ul", "<li", "<table", "<section", "<article", "<script",
    "<meta", "<link", "<span",
];
const BLOCK_TAGS_NEEDED: usize = 3;

/// True when the text is a page or a fragment of one: it begins with a tag, and a document tag or
/// several block tags follow. A news text that holds `<b>` or speaks of the `<p>` tag is none.
///
/// ```
/// use relata_text::looks_like_html;
/// assert!(looks_like_html("<!DOCTYPE html><html><body><p>Rain fell.</p></body></html>"));
/// assert!(!looks_like_html("The <b>tag</b> is old, <p> is older, said the <div> of <html>."));
/// ```
#[must_use]
pub fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !begins_with_tag(start) {
        return false;
    }
    let head: String = start.chars().take(BYTES_READ).collect::<String>().to_ascii_lowercase();
    let is_page = PAGE_TAGS.iter().any(|tag| head.contains(tag));
    is_page
        || (head.contains("</")
            && BLOCK_TAGS.iter().map(|tag| head.matches(tag).count()).sum::<usize>()
                >= BLOCK_TAGS_NEEDED)
}

fn begins_with_tag(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('<')
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(looks_like_html(text), expected, "{text:?}");
    }

    #[test]
    fn pages_and_texts() {
        check("\u{feff}\n<!-- made by hand -->\n<HTML lang=en><BODY>x", true);
        check("<div class=a><p>One.</p><p>Two.</p></div>", true);
        check("<?xml version='1.0'?><html xmlns='x'><head><title>t</title>", true);
        check("<b>BREAKING:</b> The bridge is closed.", false);
        check("5 < 6 and <p>", false);
        check("", false);
        check("<3 this town", false);
    }
}
