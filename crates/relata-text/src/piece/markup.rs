//! What the markup of a page says of its lines: the element that each stands in, those around it,
//! their classes, how much of it is linked.

use super::shape::Shape;

/// Elements that a line may stand in directly; any other counts as the last one.
const TAGS: [&str; 18] = [
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "figcaption",
    "blockquote",
    "section",
    "article",
    "main",
    "button",
    "label",
    "dd",
    "header",
    "",
];
/// Elements that say what they hold, wherever around a line they stand.
const ROOMS: [&str; 12] = [
    "nav",
    "aside",
    "footer",
    "header",
    "figure",
    "form",
    "article",
    "main",
    "ul",
    "table",
    "blockquote",
    "section",
];
/// Elements that hold one line, as a rule: lines stand together in what is around them.
const OF_ONE_LINE: [&str; 16] = [
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "figcaption",
    "blockquote",
    "dd",
    "dt",
    "a",
    "label",
    "button",
];
/// Elements inside a line.
pub(crate) const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
/// Elements around a line whose classes are read, at most, and how many of them are near.
const CLASSES_OF: usize = 10;
const NEAR: usize = 2;
/// Elements around a line that are looked at, at most.
const DEPTH: usize = 64;
/// Words of the class of an element, at most.
const CLASS_WORDS: usize = 12;

/// An element of the page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    parent: Option<u32>,
    tag: u8,
    room: Option<u8>,
    inline: bool,
    of_one_line: bool,
    /// Words of its class, identifier and role, in lower case.
    words: Vec<Box<str>>,
}

/// A line of the page's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkedLine {
    /// The innermost element around its beginning.
    pub element: Option<u32>,
    /// Percentage of its letters and digits inside links.
    pub linked: u8,
}

/// The elements of a page and its lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Markup {
    elements: Vec<Element>,
    lines: Vec<MarkedLine>,
}

impl Markup {
    /// A new element inside `parent`; its number.
    pub(crate) fn push<'a>(
        &mut self,
        name: &str,
        parent: Option<u32>,
        attributes: impl Iterator<Item = &'a str>,
    ) -> u32 {
        let last = TAGS.len() - 1;
        let tag = TAGS.iter().position(|&tag| tag == name).unwrap_or(last);
        let room = ROOMS.iter().position(|&room| room == name || room == "ul" && name == "ol");
        self.elements.push(Element {
            parent,
            tag: u8::try_from(tag).unwrap_or_default(),
            room: room.and_then(|room| u8::try_from(room).ok()),
            inline: INLINE.contains(&name),
            of_one_line: OF_ONE_LINE.contains(&name) || INLINE.contains(&name),
            words: attributes.flat_map(words).take(CLASS_WORDS).collect(),
        });
        u32::try_from(self.elements.len() - 1).unwrap_or(u32::MAX)
    }

    /// A line behind the others.
    pub(crate) fn push_line(&mut self, line: MarkedLine) {
        self.lines.push(line);
    }

    fn element(&self, number: Option<u32>) -> Option<&Element> {
        self.elements.get(number? as usize)
    }

    fn line(&self, line: usize) -> MarkedLine {
        self.lines.get(line).copied().unwrap_or(MarkedLine { element: None, linked: 0 })
    }

    /// Percentage of the letters of a line inside links.
    pub(crate) fn linked(&self, line: usize) -> u32 {
        self.line(line).linked.into()
    }

    /// The number of the kind of the element that a line stands in.
    pub(crate) fn tag(&self, line: usize) -> u32 {
        let last = u32::try_from(TAGS.len() - 1).unwrap_or_default();
        self.around(line).find(|element| !element.inline).map_or(last, |element| element.tag.into())
    }

    /// The elements around a line, the innermost first.
    fn around(&self, line: usize) -> impl Iterator<Item = &Element> {
        let mut next = self.element(self.line(line).element);
        std::iter::from_fn(move || {
            let own = next?;
            next = self.element(own.parent);
            Some(own)
        })
        .take(DEPTH)
    }

    /// Which of the telling elements stand around a line, each once.
    pub(crate) fn rooms(&self, line: usize) -> impl Iterator<Item = u32> {
        let set = self.around(line).filter_map(|e| e.room).fold(0_u32, |set, room| set | 1 << room);
        (0..ROOMS.len() as u32).filter(move |room| set & 1 << room != 0)
    }

    /// The numbers of the elements around a line, the outermost first.
    pub(crate) fn path(&self, line: usize) -> Vec<u32> {
        let mut out = Vec::new();
        let mut next = self.line(line).element;
        while let Some(number) = next.filter(|_| out.len() < DEPTH) {
            out.push(number);
            next = self.element(next).and_then(|element| element.parent);
        }
        out.reverse();
        out
    }

    /// Words of the classes around a line, and whether they are near.
    pub(crate) fn classes(&self, line: usize) -> impl Iterator<Item = (bool, &str)> {
        let around = self.around(line).take(CLASSES_OF).enumerate();
        around.flat_map(|(distance, e)| e.words.iter().map(move |word| (distance < NEAR, &**word)))
    }

    /// The element in which a line stands together with others.
    fn group(&self, line: usize) -> Option<u32> {
        let mut number = self.line(line).element;
        for _ in 0..DEPTH {
            let Some(element) = self.element(number).filter(|e| e.of_one_line) else { break };
            number = element.parent;
        }
        number
    }

    /// True when both lines stand together.
    pub(crate) fn together(&self, line: usize, other: usize) -> bool {
        self.group(line) == self.group(other)
    }

    /// The element with most prose, that of elements inside it counting half.
    pub(crate) fn main(&self, lines: &[usize], shapes: &[Shape]) -> Option<u32> {
        let mut sums = vec![0_u64; self.elements.len()];
        for (&line, shape) in lines.iter().zip(shapes).filter(|(_, shape)| shape.is_prose()) {
            let (mut number, mut share) = (self.group(line), 4 * u64::from(shape.words()));
            while let Some(sum) = number.and_then(|n| sums.get_mut(n as usize)) {
                *sum += share;
                share /= 2;
                if share == 0 {
                    break;
                }
                number = self.element(number).and_then(|element| element.parent);
            }
        }
        let best = sums.iter().enumerate().max_by_key(|&(at, &sum)| (sum, std::cmp::Reverse(at)));
        best.filter(|(_, sum)| **sum > 0).and_then(|(at, _)| u32::try_from(at).ok())
    }

    /// How a line stands to the element with most prose: 0 in it, 1 in an element inside it, 2
    /// deeper, 3 in the one around it, 4 in the one around that, 5 elsewhere.
    pub(crate) fn relation(&self, line: usize, main: Option<u32>) -> u32 {
        let Some(main) = main else { return 5 };
        let group = self.group(line);
        match self.distance(group, Some(main)) {
            Some(distance) => distance.min(2),
            None => {
                let parent = self.element(Some(main)).and_then(|e| e.parent);
                let above = self.element(parent).and_then(|e| e.parent);
                if self.distance(group, parent).is_some() {
                    3
                } else if self.distance(group, above).is_some() {
                    4
                } else {
                    5
                }
            }
        }
    }

    /// How many steps lead up from one element to another.
    fn distance(&self, from: Option<u32>, to: Option<u32>) -> Option<u32> {
        to?;
        let (mut number, mut steps) = (from, 0);
        while number.is_some() && number != to {
            number = self.element(number)?.parent;
            steps += 1;
            if steps as usize > DEPTH {
                return None;
            }
        }
        number.map(|_| steps)
    }
}

/// Words of a class: `related-articles`, `articleBody`, `caption_2`.
fn words(text: &str) -> impl Iterator<Item = Box<str>> {
    let mut out: Vec<Box<str>> = Vec::new();
    let mut word = String::new();
    let mut flush = |word: &mut String| {
        if (3..=20).contains(&word.len()) {
            out.push(word.to_ascii_lowercase().into());
        }
        word.clear();
    };
    for c in text.chars().take(400) {
        if c.is_ascii_uppercase() && word.ends_with(|c: char| c.is_ascii_lowercase())
            || !c.is_ascii_alphabetic()
        {
            flush(&mut word);
        }
        if c.is_ascii_alphabetic() {
            word.push(c);
        }
    }
    flush(&mut word);
    out.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_classes() {
        let words: Vec<Box<str>> = words("articleBody related-links_2 x").collect();
        assert_eq!(
            words.iter().map(|w| &**w).collect::<Vec<_>>(),
            ["article", "body", "related", "links"]
        );
    }

    #[test]
    fn elements_around_a_line() {
        let mut markup = Markup::default();
        let article = markup.push("article", None, ["story"].into_iter());
        let aside = markup.push("aside", Some(article), [].into_iter());
        let item = markup.push("li", Some(aside), ["related-item"].into_iter());
        markup.push_line(MarkedLine { element: Some(item), linked: 100 });
        markup.push_line(MarkedLine { element: Some(article), linked: 0 });
        assert_eq!(markup.tag(0), 2);
        assert_eq!(markup.rooms(0).collect::<Vec<_>>(), [1, 6]);
        let near: Vec<(bool, &str)> = markup.classes(0).collect();
        assert_eq!(near, [(true, "related"), (true, "item"), (false, "story")]);
        assert!(!markup.together(0, 1));
        assert_eq!(markup.relation(0, Some(article)), 1);
        assert_eq!(markup.relation(1, Some(aside)), 3);
        assert_eq!(markup.main(&[], &[]), None);
    }
}
