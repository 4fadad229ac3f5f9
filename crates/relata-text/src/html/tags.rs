//! Tags of a page in the order of its text, in one pass and without a tree, so that broken and
//! hostile markup costs no more than sound markup.

/// Elements whose content is no text.
const RAW: [&str; 8] =
    ["script", "style", "noscript", "template", "svg", "iframe", "textarea", "title"];

/// A tag, with the offset behind it. Comments and declarations have an empty name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'t> {
    pub name: &'t str,
    pub closing: bool,
    pub empty: bool,
    pub end: usize,
    inside: &'t str,
}

impl<'t> Tag<'t> {
    /// True for the element of this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// True for one of the elements of these names.
    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    /// True when the element begins with this tag and its content is no text of the page.
    pub(super) fn opens_raw(&self) -> bool {
        !self.closing && !self.empty && self.is_one_of(&RAW)
    }

    /// Names and raw values of the attributes, in their order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let mut rest = self.inside;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))
                .unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            let (name, after) = rest.split_at_checked(end.max(1)).unwrap_or((rest, ""));
            let (value, after) = value_of(after);
            rest = after;
            Some((name, value))
        })
    }

    /// The raw value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// The value behind an equals sign, and what follows; nothing when there is no such sign.
fn value_of(text: &str) -> (&str, &str) {
    let Some(after) = text.trim_start().strip_prefix('=') else { return ("", text) };
    let after = after.trim_start();
    let quoted = ['"', '\'']
        .into_iter()
        .find_map(|quote| after.strip_prefix(quote).map(|inner| (quote, inner)));
    match quoted {
        Some((quote, inner)) => inner.split_once(quote).unwrap_or((inner, "")),
        None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
    }
}

/// Tags, comments and declarations in order; `<` that begins none of them is text. Inside an
/// element whose content is no text, its end tag is the next one.
pub(super) fn tags(html: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + html.get(from..)?.find('<')?;
            let Some(tag) = read_tag(html, start) else {
                from = start + 1;
                continue;
            };
            from = if tag.opens_raw() { end_tag(html, tag.end, tag.name) } else { tag.end };
            return Some((start, tag));
        }
    })
}

/// The offset of the end tag `</name`, or the end of the page.
pub(super) fn end_tag(html: &str, from: usize, name: &str) -> usize {
    let rest = html.get(from..).unwrap_or_default();
    let ends = |at: usize| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").find(|&(at, _)| ends(at)).map_or(html.len(), |(at, _)| from + at)
}

fn read_tag(html: &str, start: usize) -> Option<Tag<'_>> {
    let rest = html.get(start + 1..)?;
    if let Some(comment) = rest.strip_prefix("!--") {
        let end = comment.find("-->").map_or(html.len(), |at| start + 4 + at + 3);
        return Some(Tag { name: "", closing: false, empty: true, end, inside: "" });
    }
    let closing = rest.starts_with('/');
    let name_part = rest.get(usize::from(closing)..)?;
    if !name_part
        .starts_with(|c: char| c.is_ascii_alphabetic() || (!closing && matches!(c, '!' | '?')))
    {
        return None;
    }
    let name_end = name_part
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(name_part.len());
    let after_name = name_part.get(name_end..)?;
    // A tag that is cut off ends with the page.
    let close = close_of(after_name);
    let inside = after_name.get(..close.unwrap_or(after_name.len()))?;
    let end = close.map_or(html.len(), |at| html.len() - after_name.len() + at + 1);
    Some(Tag {
        name: name_part.get(..name_end)?,
        closing,
        empty: inside.ends_with('/'),
        end,
        inside,
    })
}

/// The offset of the `>` that ends a tag: one inside a quoted value does not, unless the quotation
/// is never closed.
fn close_of(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let mark = rest.find(['>', '"', '\''])?;
        let quote = rest.get(mark..)?.chars().next()?;
        if quote == '>' {
            return Some(at + mark);
        }
        at += mark + 1;
        if rest.get(..mark)?.trim_end().ends_with('=') {
            match text.get(at..)?.find(quote) {
                Some(end) => at += end + 1,
                None => return text.get(at..)?.find('>').map(|end| at + end),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, &str)]) {
        let tag = tags(html).next().map(|(_, tag)| tag);
        assert_eq!(
            tag.map(|tag| tag.attributes().collect::<Vec<_>>()),
            Some(expected.to_vec()),
            "{html:?}"
        );
    }

    #[test]
    fn attributes_of_every_kind() {
        check(
            "<meta name=author content='Jo > Ek' />",
            &[("name", "author"), ("content", "Jo > Ek")],
        );
        check("<input disabled value = \"a=b\">", &[("disabled", ""), ("value", "a=b")]);
        check("<p>", &[]);
        check("<p class='never closed>text", &[("class", "never closed")]);
        check("<p =x>", &[("=", ""), ("x", "")]);
        check("<a href=/x/y>", &[("href", "/x/y")]);
        check("<p itemprop", &[("itemprop", "")]);
    }

    #[test]
    fn elements_whose_content_is_no_text() {
        let names: Vec<&str> =
            tags("<script>a<b>c</script><p>x").map(|(_, tag)| tag.name).collect();
        assert_eq!(names, ["script", "script", "p"]);
    }
}
