//! Pages without a tree: nesting, and the text between the tags, in one pass each.

use super::tags::tags;

/// Elements inside a line of text.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end tag is often left out.
const IMPLIED_END: [&str; 8] = ["p", "li", "dt", "dd", "tr", "td", "th", "option"];
/// Character references of news texts; the rest stays as it is.
const ENTITIES: [(&str, &str); 20] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("bull", "•"),
    ("copy", "©"),
    ("euro", "€"),
    ("pound", "£"),
    ("eacute", "é"),
    ("laquo", "«"),
    ("raquo", "»"),
];

/// How deep elements are nested, at most.
pub(super) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in tags(html).map(|(_, tag)| tag) {
        if tag.is_one_of(&VOID) || tag.is_one_of(&IMPLIED_END) || tag.empty {
            continue;
        }
        depth = if tag.closing { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// Steps that the tree's serialiser takes, roughly: it looks through the rest of a run of text at
/// every character that it escapes, so that one run with references without end takes quadratic
/// time.
pub(super) fn escape_steps(html: &str) -> usize {
    let mut from = 0;
    let mut steps = 0_usize;
    for (start, tag) in
        tags(html).map(|(start, tag)| (start, Some(tag))).chain([(html.len(), None)])
    {
        let run = html.get(from..start).unwrap_or_default();
        let escaped = run.bytes().filter(|b| matches!(b, b'&' | b'<' | b'>' | 0xA0)).count();
        steps = steps.saturating_add(escaped.saturating_mul(run.len()));
        from = tag.map_or(from, |tag| tag.end);
    }
    steps
}

/// The text between the tags, with a line break at each element that begins a line.
pub(super) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    let mut raw = false;
    for (start, tag) in tags(html) {
        if !raw {
            push_text(&mut out, html.get(from..start).unwrap_or_default());
        }
        from = tag.end;
        raw = tag.opens_raw() && !tag.is("title");
        if !tag.name.is_empty() && !tag.is_one_of(&INLINE) {
            out.push('\n');
        }
    }
    if !raw {
        push_text(&mut out, html.get(from..).unwrap_or_default());
    }
    out
}

/// `text` with its character references replaced.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text);
    out
}

fn push_text(out: &mut String, mut text: &str) {
    while let Some(at) = text.find('&') {
        out.push_str(text.get(..at).unwrap_or_default());
        let rest = text.get(at..).unwrap_or_default();
        let length = push_reference(out, rest);
        text = rest.get(length..).unwrap_or_default();
    }
    out.push_str(text);
}

/// Writes the character that the reference at the beginning of `rest` stands for, and returns how
/// long the reference is.
fn push_reference(out: &mut String, rest: &str) -> usize {
    let end = rest.bytes().take(12).position(|b| b == b';');
    let name = end.and_then(|end| rest.get(1..end)).unwrap_or_default();
    let known = ENTITIES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text);
    if let Some(text) = known {
        out.push_str(text);
    } else if let Some(c) = numbered(name) {
        out.push(c);
    } else {
        out.push('&');
        return 1;
    }
    end.unwrap_or_default() + 1
}

fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let hex = digits.strip_prefix(['x', 'X']);
    let code = hex.map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
    char::from_u32(code).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let lines: Vec<String> =
            text(html).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        assert_eq!(lines.join("|"), expected, "{html:?}");
    }

    #[test]
    fn text_between_tags() {
        check(
            "<p>One <b>two</b> &amp; three.</p><p>Four&#8217;s &unknown; &#0;",
            "One two & three.|Four’s &unknown; &#0;",
        );
        check("<script>if (a < b) { x('<p>') }</script>Text<style>p{}</style>", "Text");
        check("5 < 6 <!-- no --> yes <p", "5 < 6  yes");
        check("<script>if(a<b){x}</script>Text", "Text");
        check("<SCRIPT>never closed <p>x</p>", "");
        check("", "");
    }

    #[test]
    fn references_without_end() {
        assert!(escape_steps(&"&amp".repeat(100_000)) > 1_000_000_000);
        assert!(escape_steps(&"<p>Salt &amp; bread.</p>".repeat(1000)) < 100_000);
    }

    #[test]
    fn nesting() {
        assert_eq!(depth("<div><p><b>x</b><p>y<br></div>"), 2);
        assert_eq!(depth(&"<div>".repeat(1000)), 1000);
        assert_eq!(depth("</div></div>"), 0);
    }
}
