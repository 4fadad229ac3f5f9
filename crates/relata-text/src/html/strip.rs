//! Pages without a tree: nesting, and the text between the tags, in one pass each.

use super::tokens::{Tag, Token, visible};

/// Elements inside a line of text.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
/// Elements that have no end tag.
pub(super) const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end tag is often left out.
const IMPLIED_END: [&str; 8] = ["p", "li", "dt", "dd", "tr", "td", "th", "option"];

/// How deep elements are nested, at most.
pub(super) fn depth(tokens: &[Token]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in tokens {
        let Token::Tag(tag) = token else { continue };
        if tag.is_one_of(&VOID) || tag.is_one_of(&IMPLIED_END) || tag.is_empty() {
            continue;
        }
        depth = if tag.is_closing() { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// Steps that the tree's serialiser takes, roughly: it looks through the rest of a run of text at
/// every character that it escapes, so that one run with references without end takes quadratic
/// time.
pub(super) fn escape_steps(tokens: &[Token]) -> usize {
    let steps = |text: &String| {
        let escaped = text.chars().filter(|c| matches!(c, '&' | '<' | '>' | '\u{a0}')).count();
        escaped.saturating_mul(text.len())
    };
    tokens.iter().fold(0, |sum, token| match token {
        Token::Text(text) => sum.saturating_add(steps(text)),
        Token::Tag(_) => sum,
    })
}

/// True for the tags of elements that begin a line.
pub(super) fn breaks_line(tag: &Tag) -> bool {
    !tag.is_one_of(&INLINE)
}

/// The text between the tags, with a line break at each element that begins a line.
pub(super) fn text(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in visible(tokens) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Tag(tag) if breaks_line(tag) => out.push('\n'),
            Token::Tag(_) => (),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(html: &str, expected: &str) {
        let lines: Vec<String> = text(&tokens(html))
            .lines()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect();
        assert_eq!(lines.join("|"), expected, "{html:?}");
    }

    #[test]
    fn text_between_tags() {
        check(
            "<p>One <b>two</b> &amp; three.</p><p>Four&#8217;s &unknown; &#0;",
            "One two & three.|Four’s &unknown; \u{fffd}",
        );
        check("<script>if (a < b) { x('<p>') }</script>Text<style>p{}</style>", "Text");
        check("5 < 6 <!-- no --> yes <p", "5 < 6  yes");
        check("<script>if(a<b){x}</script>Text", "Text");
        check("<SCRIPT>never closed <p>x</p>", "");
        check("", "");
    }

    #[test]
    fn references_without_end() {
        assert!(escape_steps(&tokens(&"&amp".repeat(100_000))) > 1_000_000_000);
        assert!(escape_steps(&tokens(&"<p>Salt &amp; bread.</p>".repeat(1000))) < 100_000);
    }

    #[test]
    fn nesting() {
        let depth = |html: &str| super::depth(&tokens(html));
        assert_eq!(depth("<div><p><b>x</b><p>y<br></div>"), 2);
        assert_eq!(depth(&"<div>".repeat(1000)), 1000);
        assert_eq!(depth("</div></div>"), 0);
    }
}
