//! Text as a page shows it.

use maud::{Markup, PreEscaped};

/// Text as it stands: a parser of HTML makes line feeds of carriage returns and drops NUL.
pub fn exactly(text: &str) -> Markup {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\0' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    PreEscaped(escaped)
}

/// The text with single blanks for all white space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, on one line, up to a word's end.
pub fn shortened(text: &str, characters: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= characters {
        return line;
    }
    let cut: String = line.chars().take(characters).collect();
    cut.rsplit_once(' ').map_or(cut.as_str(), |(start, _)| start).to_owned() + " …"
}
