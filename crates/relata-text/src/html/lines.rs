//! The lines of a page in their order, with what its markup says of each.

use super::strip::breaks_line;
use super::tokens::{Token, visible};
use crate::piece::markup::{MarkedLine, Markup};

/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end tag is often left out, each with those that it ends.
const ENDS: [(&str, &[&str]); 8] = [
    ("p", &["p"]),
    ("li", &["li", "p"]),
    ("dt", &["dt", "dd", "p"]),
    ("dd", &["dt", "dd", "p"]),
    ("tr", &["tr", "td", "th", "p"]),
    ("td", &["td", "th", "p"]),
    ("th", &["td", "th", "p"]),
    ("option", &["option"]),
];
/// Open elements in which an end tag looks for its own, at most.
const DEPTH: usize = 64;
/// What an element says of itself in words.
const SAYING: [&str; 4] = ["class", "id", "role", "itemprop"];
/// Elements whose content is chosen from, not read.
const CHOICES: [&str; 2] = ["select", "option"];

/// The lines of the page and its markup.
pub(super) fn read(tokens: &[Token]) -> (Vec<String>, Markup) {
    let mut reader = Reader::default();
    visible(tokens).for_each(|token| reader.take(token));
    reader.flush();
    (reader.lines, reader.markup)
}

#[derive(Debug, Default)]
struct Reader<'t> {
    lines: Vec<String>,
    markup: Markup,
    open: Vec<(&'t str, u32)>,
    /// The line so far, the element around its beginning, its letters, and those of them in links.
    line: String,
    element: Option<u32>,
    letters: u32,
    linked: u32,
    /// How many links and choices are open.
    links: u32,
}

impl<'t> Reader<'t> {
    fn take(&mut self, token: &'t Token) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Tag(tag) => {
                if breaks_line(tag) {
                    self.flush();
                }
                let name = tag.name();
                if tag.is_closing() {
                    self.close(name);
                } else if !tag.is_one_of(&VOID) && !tag.is_empty() {
                    self.end_implied(name);
                    let parent = self.open.last().map(|open| open.1);
                    let saying = SAYING.iter().filter_map(|name| tag.attribute(name));
                    let number = self.markup.push(name, parent, saying);
                    self.links += u32::from(name == "a");
                    self.open.push((name, number));
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.last().is_some_and(|open| CHOICES.contains(&open.0)) {
            return;
        }
        if self.line.trim().is_empty() {
            self.element = self.open.last().map(|open| open.1);
        }
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.letters = self.letters.saturating_add(count);
        self.linked = self.linked.saturating_add(if self.links > 0 { count } else { 0 });
        self.line.push_str(text);
    }

    fn end_implied(&mut self, name: &str) {
        let ends = ENDS.iter().find(|(begun, _)| *begun == name).map_or(&[][..], |(_, ends)| ends);
        while self.open.last().is_some_and(|open| ends.contains(&open.0)) {
            self.open.pop();
        }
    }

    fn close(&mut self, name: &str) {
        let near = self.open.iter().rev().take(DEPTH).position(|open| open.0 == name);
        let Some(depth) = near else { return };
        for _ in 0..=depth {
            let closed = self.open.pop();
            self.links -= u32::from(closed.is_some_and(|open| open.0 == "a")).min(self.links);
        }
    }

    fn flush(&mut self) {
        let line = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            let linked = u64::from(self.linked) * 100 / u64::from(self.letters.max(1));
            let linked = u8::try_from(linked).unwrap_or(100);
            self.lines.push(line);
            self.markup.push_line(MarkedLine { element: self.element, linked });
        }
        self.line.clear();
        (self.letters, self.linked) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(read(&tokens(html)).0.join("|"), expected, "{html:?}");
    }

    #[test]
    fn text_between_tags() {
        check(
            "<p>One <b>two</b> &amp; three.</p><p>Four&#8217;s &unknown; &#0;",
            "One two & three.|Four’s &unknown; \u{fffd}",
        );
        check("<script>if (a < b) { x('<p>') }</script>Text<style>p{}</style>", "Text");
        check("5 < 6 <!-- no --> yes <p", "5 < 6 yes");
        check("<script>if(a<b){x}</script>Text", "Text");
        check("<SCRIPT>never closed <p>x</p>", "");
        check("<select><option>One<option>Two</select>Three", "Three");
        check("", "");
    }

    #[test]
    fn lines_with_their_elements() {
        let page = "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport <b>now</b></a></ul></nav>\
            <article><p>A ferry <i>sank</i>.<p>All <a href=x>live</a></article>";
        let (lines, markup) = read(&tokens(page));
        assert_eq!(lines, ["Home", "Sport now", "A ferry sank.", "All live"]);
        assert_eq!((0..4).map(|line| markup.linked(line)).collect::<Vec<_>>(), [100, 100, 0, 57]);
        assert!(markup.together(2, 3) && !markup.together(1, 2));
        assert_eq!(markup.rooms(2).collect::<Vec<_>>(), [6]);
    }
}
