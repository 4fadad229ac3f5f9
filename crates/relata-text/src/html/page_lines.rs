//! The lines of a page, one for each element that begins one, and the elements that they stand in.

use relata_core::Span;

use super::strip::{VOID, breaks_line};
use super::tokens::{Tag, Token, visible};

/// Open elements among which an end tag looks for its own, at most.
const REACH: usize = 64;
/// Words of the names that the page gives to one element, at most, and letters of such a word.
const NAMES: usize = 12;
const LETTERS: std::ops::RangeInclusive<usize> = 3..=20;
/// Attributes whose words say what an element is for.
const NAMING: [&str; 4] = ["class", "id", "role", "itemprop"];

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Other,
    Division,
    Paragraph,
    Title,
    Heading,
    Item,
    Cell,
    Caption,
    Control,
    Article,
    Main,
    Aside,
    Navigation,
    Header,
    Footer,
    Figure,
    Form,
    Table,
    List,
    Quotation,
}

impl Kind {
    fn of(tag: &Tag) -> Self {
        match tag.name() {
            "div" | "section" => Self::Division,
            "p" => Self::Paragraph,
            "h1" | "title" => Self::Title,
            "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "li" | "dt" | "dd" => Self::Item,
            "td" | "th" => Self::Cell,
            "figcaption" | "caption" => Self::Caption,
            "button" | "label" | "option" | "legend" | "select" => Self::Control,
            "article" => Self::Article,
            "main" => Self::Main,
            "aside" => Self::Aside,
            "nav" => Self::Navigation,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "figure" => Self::Figure,
            "form" => Self::Form,
            "table" => Self::Table,
            "ul" | "ol" | "dl" => Self::List,
            "blockquote" => Self::Quotation,
            _ => Self::Other,
        }
    }

    /// Number of kinds.
    pub(super) const COUNT: u32 = Self::Quotation as u32 + 1;
}

/// An element that begins a line.
#[derive(Debug)]
pub(super) struct Element {
    /// Number of the element around it; its own for the outermost.
    pub parent: usize,
    pub kind: Kind,
    /// A bit for each kind of element that it is or stands in.
    pub within: u32,
    /// Words of the names that the page gives to it.
    pub names: Vec<String>,
}

/// A line: where it stands in the text, in which element, and how many of its bytes are links.
#[derive(Debug)]
pub(super) struct PageLine {
    pub span: Span,
    pub element: usize,
    pub linked: usize,
}

/// The lines of a page.
#[derive(Debug)]
pub(super) struct PageLines {
    /// All lines, each with a line break behind it.
    pub text: String,
    pub lines: Vec<PageLine>,
    /// The elements in the order of their start tags; the first one stands for the page.
    pub elements: Vec<Element>,
}

/// Reads the lines of a page.
pub(super) fn read(tokens: &[Token]) -> PageLines {
    let page = Element { parent: 0, kind: Kind::Other, within: 0, names: Vec::new() };
    let mut reader = Reader {
        out: PageLines { text: String::new(), lines: Vec::new(), elements: vec![page] },
        open: Vec::new(),
        start: 0,
        element: 0,
        linked: 0,
        in_link: false,
    };
    for token in visible(tokens) {
        match token {
            Token::Text(text) => reader.text(text),
            Token::Tag(tag) if breaks_line(tag) => reader.element(tag),
            Token::Tag(tag) if tag.is("a") => reader.in_link = !tag.is_closing(),
            Token::Tag(_) => (),
        }
    }
    reader.end_line();
    reader.out
}

struct Reader<'t> {
    out: PageLines,
    /// Open elements with their start tags.
    open: Vec<(&'t Tag, usize)>,
    /// Where the line begins, its element, and its bytes in links.
    start: usize,
    element: usize,
    linked: usize,
    in_link: bool,
}

impl<'t> Reader<'t> {
    /// Adds to the line, runs of white space as one blank.
    fn text(&mut self, text: &str) {
        let out = &mut self.out.text;
        for (number, word) in text.split(char::is_whitespace).enumerate() {
            if number > 0 && out.len() > self.start && !out.ends_with(' ') {
                out.push(' ');
            }
            if word.is_empty() {
                continue;
            }
            if out.len() == self.start {
                self.element = self.open.last().map_or(0, |&(_, element)| element);
            }
            out.push_str(word);
            self.linked += if self.in_link { word.len() } else { 0 };
        }
    }

    fn element(&mut self, tag: &'t Tag) {
        self.end_line();
        if tag.is_closing() {
            let near = self.open.len().saturating_sub(REACH);
            let own = self.open.iter().skip(near).rposition(|(open, _)| open.is_named_like(tag));
            self.open.truncate(own.map_or(self.open.len(), |at| near + at));
        } else if !tag.is_empty() && !tag.is_one_of(&VOID) {
            while self.open.last().is_some_and(|(open, _)| ends(tag, open)) {
                self.open.pop();
            }
            let parent = self.open.last().map_or(0, |&(_, element)| element);
            let kind = Kind::of(tag);
            let within = self.out.elements.get(parent).map_or(0, |parent| parent.within);
            let names = names(tag);
            self.open.push((tag, self.out.elements.len()));
            self.out.elements.push(Element {
                parent,
                kind,
                within: within | 1 << kind as u32,
                names,
            });
        }
    }

    fn end_line(&mut self) {
        let text = &mut self.out.text;
        text.truncate(text.trim_end_matches(' ').len().max(self.start));
        if text.len() > self.start {
            let span = Span::between(self.start, text.len());
            self.out.lines.push(PageLine { span, element: self.element, linked: self.linked });
            text.push('\n');
        }
        self.start = text.len();
        self.linked = 0;
    }
}

/// True when a start tag ends the open element, whose end tag is often left out.
fn ends(tag: &Tag, open: &Tag) -> bool {
    match tag.name() {
        "p" => open.is("p"),
        "li" => open.is_one_of(&["li", "p"]),
        "dt" | "dd" => open.is_one_of(&["dt", "dd", "p"]),
        "tr" => open.is_one_of(&["tr", "td", "th", "p"]),
        "td" | "th" => open.is_one_of(&["td", "th", "p"]),
        "option" => open.is("option"),
        _ => false,
    }
}

/// The words of the names of an element: "main-nav2" and "main nav" are "main", "nav".
fn names(tag: &Tag) -> Vec<String> {
    let mut out = Vec::new();
    if tag.attribute("hidden").is_some() || tag.attribute("aria-hidden") == Some("true") {
        out.push("hidden".to_owned());
    }
    for value in NAMING.iter().filter_map(|name| tag.attribute(name)) {
        let mut word = String::new();
        let mut small = false;
        for c in value.chars().chain([' ']) {
            let ends = !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && small;
            if ends {
                let is_new = LETTERS.contains(&word.len()) && !out.contains(&word);
                if is_new && out.len() < NAMES {
                    out.push(std::mem::take(&mut word));
                }
                word.clear();
            }
            if c.is_ascii_alphabetic() {
                word.push(c.to_ascii_lowercase());
            }
            small = c.is_ascii_lowercase();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(html: &str, expected: &str) {
        let page = read(&tokens(html));
        let shown: Vec<String> = page
            .lines
            .iter()
            .map(|line| {
                let element = &page.elements[line.element];
                let names = element.names.join(".");
                format!("{:?}:{names}:{}:{}", element.kind, line.linked, line.span.text(&page.text))
            })
            .collect();
        assert_eq!(shown.join("|"), expected, "{html:?}");
    }

    #[test]
    fn lines_and_their_elements() {
        check("<p>One <b>two</b>\n three<p>Four", "Paragraph::0:One two three|Paragraph::0:Four");
        check("<ul><li>a<li><a href=x>b c</a></ul>d", "Item::0:a|Item::2:b c|Other::0:d");
        check("<div class='mainNav2 x main-nav'>a</div>", "Division:main.nav:0:a");
        check("a<br>b<div></div></p></div>", "Other::0:a|Other::0:b");
        check("<script>x</script><div aria-hidden=true> ", "");
    }

    #[test]
    fn kinds_around_a_line() {
        let page = read(&tokens("<article><aside><p>a</article><p>b"));
        let within = |at: usize, kind: Kind| {
            page.elements[page.lines[at].element].within & 1 << kind as u32 != 0
        };
        assert!(within(0, Kind::Article) && within(0, Kind::Aside) && !within(1, Kind::Article));
    }
}
