//! Tags and text of a page in their order, as html5ever's tokenizer reads them: in one pass and
//! without a tree, so that broken and deeply nested markup costs no more than sound markup.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    self, BufferQueue, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use memchr::{memchr, memmem};

/// Elements whose content is no text of the page.
const HIDDEN: [&str; 9] =
    ["script", "style", "noscript", "template", "svg", "iframe", "textarea", "title", "math"];
/// Attributes of a tag, at most: the tokenizer compares each with those before it.
const MAX_ATTRIBUTES: usize = 1000;

/// A tag or a run of text, its character references replaced.
#[derive(Debug)]
pub(crate) enum Token {
    Tag(Tag),
    Text(String),
}

/// A tag.
#[derive(Debug)]
pub(crate) struct Tag(tokenizer::Tag);

impl Tag {
    /// The name of its element, in small letters.
    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }

    /// True for the element of this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        &*self.0.name == name
    }

    /// True for one of the elements of these names.
    pub(crate) fn is_one_of(&self, names: &[&str]) -> bool {
        names.contains(&&*self.0.name)
    }

    /// True when both name one element.
    pub(crate) fn is_named_like(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }

    /// True for an end tag.
    pub(crate) fn is_closing(&self) -> bool {
        self.0.kind == TagKind::EndTag
    }

    /// True for a tag that closes itself: `<br/>`.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.self_closing
    }

    /// True when the element begins with this tag and its content is no text of the page.
    fn begins_hidden(&self) -> bool {
        !self.is_closing() && self.is_one_of(&HIDDEN) && !(self.is("svg") && self.is_empty())
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.0.attrs.iter().find(|found| &*found.name.local == name).map(|found| &*found.value)
    }

    /// How the tokenizer reads what follows.
    fn content(&self) -> TokenSinkResult<()> {
        match &*self.0.name {
            _ if self.is_closing() => TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noscript" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

#[derive(Debug, Default)]
struct Sink(RefCell<Vec<Token>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.0.borrow_mut();
        match token {
            tokenizer::CharacterTokens(more) => {
                if let Some(Token::Text(text)) = tokens.last_mut() {
                    text.push_str(&more);
                } else {
                    tokens.push(Token::Text(String::from(&*more)));
                }
                TokenSinkResult::Continue
            }
            tokenizer::TagToken(tag) => {
                let tag = Tag(tag);
                let content = tag.content();
                tokens.push(Token::Tag(tag));
                content
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

/// The tags and the text of a page. Tags with more attributes than any page needs are left out.
pub(crate) fn tokens(html: &str) -> Vec<Token> {
    let html = without_endless_tags(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// The page without the tags of very many attributes, with which both the tokens and the tree take
/// quadratic time.
pub(crate) fn without_endless_tags(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(start) = memchr(b'<', bytes.get(at..).unwrap_or_default()).map(|n| at + n) {
        let (end, attributes) = tag_end(bytes, start);
        if attributes > MAX_ATTRIBUTES {
            out.push_str(html.get(kept..start).unwrap_or_default());
            kept = end;
        }
        at = behind_script(bytes, start, end);
    }
    if kept == 0 {
        return html.into();
    }
    out.push_str(html.get(kept..).unwrap_or_default());
    out.into()
}

/// The offset behind the tag that begins at `start`, and how many attributes it may have. What is
/// no tag ends at once.
fn tag_end(bytes: &[u8], start: usize) -> (usize, usize) {
    if !bytes.get(start + 1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
        return (start + 1, 0);
    }
    let (mut at, mut attributes, mut value) = (start + 1, 0, false);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return (at, attributes),
            b'"' | b'\'' if value => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += memchr(byte, rest).map_or(rest.len(), |end| end + 1);
                // An attribute may follow a quotation at once.
                attributes += 1;
                value = false;
            }
            b'/' => attributes += 1,
            _ if byte.is_ascii_whitespace() => attributes += usize::from(!value),
            _ => value = byte == b'=',
        }
    }
    (bytes.len(), attributes)
}

/// Where the end tag of a script or style begins, if that is the tag; otherwise `end`.
fn behind_script(bytes: &[u8], start: usize, end: usize) -> usize {
    let inside = bytes.get(start + 1..end).unwrap_or_default();
    let is = |name: &[u8]| {
        inside.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && inside.get(name.len()).is_some_and(|&next| !next.is_ascii_alphanumeric())
    };
    if !is(b"script") && !is(b"style") {
        return end;
    }
    let rest = bytes.get(end..).unwrap_or_default();
    let mut ends = memmem::find_iter(rest, b"</").filter(|&at| {
        rest.get(at + 2..at + 4).is_some_and(|name| name.eq_ignore_ascii_case(b"sc"))
            || rest.get(at + 2..at + 4).is_some_and(|name| name.eq_ignore_ascii_case(b"st"))
    });
    ends.next().map_or(bytes.len(), |at| end + at)
}

/// The tokens that a reader of the page sees: no content of scripts, drawings and the like.
pub(crate) fn visible(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    let mut hidden: Option<&Tag> = None;
    tokens.iter().filter(move |token| match (token, hidden) {
        (Token::Tag(tag), Some(opened)) => {
            if tag.is_closing() && tag.is_named_like(opened) {
                hidden = None;
            }
            false
        }
        (Token::Tag(tag), None) => {
            hidden = Some(tag).filter(|tag| tag.begins_hidden() && !tag.is("title"));
            true
        }
        (Token::Text(_), hidden) => hidden.is_none(),
    })
}

/// `text` with its character references replaced.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let tokens = tokens(&format!("<title>{text}"));
    let parts = tokens.iter().filter_map(|token| match token {
        Token::Text(text) => Some(text.as_str()),
        Token::Tag(_) => None,
    });
    parts.collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(html: &str) -> Vec<(String, String)> {
        match tokens(html).first() {
            Some(Token::Tag(tag)) => tag
                .0
                .attrs
                .iter()
                .map(|a| (a.name.local.to_string(), a.value.to_string()))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn check(html: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> =
            expected.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        assert_eq!(attributes(html), expected, "{html:?}");
    }

    #[test]
    fn attributes_of_every_kind() {
        check(
            "<meta name=author content='Jo > Ek' />",
            &[("name", "author"), ("content", "Jo > Ek")],
        );
        check("<input disabled VALUE = \"a=b\">", &[("disabled", ""), ("value", "a=b")]);
        check("<p>", &[]);
        check("<a title='Jos&eacute; &#8217; Ruiz'>", &[("title", "José ’ Ruiz")]);
    }

    #[test]
    fn references() {
        assert_eq!(decoded("Jos&eacute; &amp; Ana&#8217;s &unknown;"), "José & Ana’s &unknown;");
        assert_eq!(decoded("plain"), "plain");
    }

    #[test]
    fn tags_of_very_many_attributes() {
        let endless = format!("<p{}>", " a".repeat(100_000));
        assert_eq!(without_endless_tags(&format!("x{endless}y")), "xy");
        assert_eq!(without_endless_tags(&format!("x<p{}", "/b".repeat(100_000))), "x");
        assert_eq!(without_endless_tags(&format!("<p{}>y", " a=''".repeat(5_000))), "y");
        assert_eq!(without_endless_tags(&format!("<p{}>y", " a=''b=\"\"".repeat(5_000))), "y");
        for sound in [
            format!("<p data-x='{}'>y", "a > b ".repeat(5_000)),
            format!("<script>if (a<b) {{{}}}</script>y", "x / y ".repeat(5_000)),
            "5 < 6".to_owned(),
            "<p a='x".to_owned(),
        ] {
            assert_eq!(without_endless_tags(&sound), sound);
        }
    }
}
