//! Pages without a tree: nesting, and the text between the tags, in one pass each.

/// Elements whose content is no text.
const RAW: [&str; 7] = ["script", "style", "noscript", "template", "svg", "iframe", "textarea"];
/// Elements inside a line of text.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
];
/// Elements that have no end tag.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
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

/// A tag, with the offset behind it.
struct Tag<'t> {
    name: &'t str,
    closing: bool,
    empty: bool,
    end: usize,
}

/// How deep elements are nested, at most.
pub(super) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in tags(html).map(|(_, tag)| tag) {
        let is = |names: &[&str]| names.iter().any(|n| tag.name.eq_ignore_ascii_case(n));
        if is(&VOID) || is(&IMPLIED_END) || tag.empty {
            continue;
        }
        depth = if tag.closing { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// Steps that the tree's serialiser takes, roughly: it looks through the rest of a run of text at every character that it escapes, so that one run
/// with references without end takes quadratic time.
pub(super) fn escape_steps(html: &str) -> usize {
    let mut from = 0;
    let mut steps = 0_usize;
    for (start, tag) in tags(html).map(|(start, tag)| (start, Some(tag))).chain([(html.len(), None)]) {
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
        raw = raw_element(&tag).is_some();
        if !tag.name.is_empty() && !INLINE.iter().any(|n| tag.name.eq_ignore_ascii_case(n)) {
            out.push('\n');
        }
    }
    if !raw {
        push_text(&mut out, html.get(from..).unwrap_or_default());
    }
    out
}

/// The name of the element when it begins with this tag and its content is no text.
fn raw_element(tag: &Tag<'_>) -> Option<&'static str> {
    RAW.iter().copied().find(|name| !tag.closing && !tag.empty && tag.name.eq_ignore_ascii_case(name))
}

/// Tags, comments and declarations (whose name is empty), in order; `<` that begins none of them is text. Inside an element whose content is no
/// text, its end tag is the next one.
fn tags(html: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + html.get(from..)?.find('<')?;
            let Some(tag) = read_tag(html, start) else {
                from = start + 1;
                continue;
            };
            from = raw_element(&tag).map_or(tag.end, |name| end_tag(html, tag.end, name));
            return Some((start, tag));
        }
    })
}

/// The offset of the end tag `</name`, or the end of the page.
fn end_tag(html: &str, from: usize, name: &str) -> usize {
    let rest = html.get(from..).unwrap_or_default();
    let ends = |at: usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    rest.match_indices("</").find(|&(at, _)| ends(at)).map_or(html.len(), |(at, _)| from + at)
}

fn read_tag(html: &str, start: usize) -> Option<Tag<'_>> {
    let rest = html.get(start + 1..)?;
    if let Some(comment) = rest.strip_prefix("!--") {
        let end = comment.find("-->").map_or(html.len(), |at| start + 4 + at + 3);
        return Some(Tag { name: "", closing: false, empty: true, end });
    }
    let closing = rest.starts_with('/');
    let name_part = rest.get(usize::from(closing)..)?;
    if !name_part.starts_with(|c: char| c.is_ascii_alphabetic() || (!closing && matches!(c, '!' | '?'))) {
        return None;
    }
    let name_end = name_part.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name_part.len());
    // A tag that is cut off ends with the page.
    let close = rest.find('>');
    let inside = rest.get(..close.unwrap_or(rest.len()))?;
    let end = close.map_or(html.len(), |at| start + 1 + at + 1);
    Some(Tag { name: name_part.get(..name_end)?, closing, empty: inside.ends_with('/'), end })
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

/// Writes the character that the reference at the beginning of `rest` stands for, and returns how long the reference is.
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
        let lines: Vec<String> = text(html).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        assert_eq!(lines.join("|"), expected, "{html:?}");
    }

    #[test]
    fn text_between_tags() {
        check("<p>One <b>two</b> &amp; three.</p><p>Four&#8217;s &unknown; &#0;", "One two & three.|Four’s &unknown; &#0;");
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
