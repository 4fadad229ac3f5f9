//! Articles spelled by bytes, for fuzzers: near to news where a text of any bytes is far from it,
//! and with what breaks readers.

use crate::moulds;
use crate::random::Random;

/// Pieces on which the rules of cleaning, attribution and time turn.
const MARKS: &[&str] = &[
    "“", "”", "\"", "‘", "’", "'", "«", "»", " — ", "--", "…", "(", ")", ": ", "; ", ", ", "\r\n",
    "\t", "\u{a0}", "\u{200b}", "\u{feff}", "\u{301}", "\0", "🇸🇾", "& ", "<", ">",
];

/// Beginnings and ends of clauses.
const CLAUSES: &[&str] = &[
    " he said",
    " she told reporters",
    " according to the ministry",
    "The general denied that ",
    "Nobody knows whether ",
    "at least four ",
    " on Wednesday",
    " three years ago",
    "10,000 ",
    "between 10 and 12 ",
    " no ",
    " zero ",
    "\nQ: ",
    "\nANN RAY: ",
    "\n(Applause.)\n",
    " — Ann Ray",
    "• ",
    "1. ",
    "DAMASCUS, Oct 7 (Reuters) - ",
    "14:05 ",
    "By Ann Ray\n",
    "https://a.b/c?d=e ",
];

/// Markup, well and badly formed.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"body\">",
    "</div>",
    "<b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href='/x'>",
    "</a>",
    "&amp;",
    "&#8217;",
    "&#x41;",
    "&nbsp;",
    "&",
    "<td>",
    "<br/>",
    "<meta property='article:published_time' content='2024-05-16T08:00:00Z'>",
    "<title>",
];

/// The article that the bytes spell, two for each piece: which kind, and which of its kind. Pieces
/// of markup stand in it where `with_markup` asks for them.
///
/// ```
/// assert_eq!(relata_sample::spelled(&[], false), "");
/// let text = relata_sample::spelled(&[0, 1, 5, 0, 1, 7], false);
/// assert_eq!(text, relata_sample::spelled(&[0, 1, 5, 0, 1, 7], false));
/// assert!(text.contains('“'));
/// ```
#[must_use]
pub fn spelled(choices: &[u8], with_markup: bool) -> String {
    let mut text = String::new();
    let mut last = 0..0;
    for &[kind, which] in choices.as_chunks::<2>().0 {
        let mut random = Random::new(u64::from(which));
        let begin = text.len();
        match kind % 12 {
            0 => text.push_str(&moulds::headline(&mut random)),
            1..=3 => text.push_str(&moulds::sentence(&mut random)),
            4 => text.push_str(random.pick(moulds::PROMPTS)),
            5 => text.push_str(pick(MARKS, which)),
            6 => text.push_str(pick(CLAUSES, which)),
            7 => text.push('\n'),
            8 => text.push_str("\n\n"),
            // What was said last is said again.
            9 => {
                let again = text.get(last.clone()).unwrap_or_default().to_owned();
                text.push_str(&again);
            }
            10 if with_markup => text.push_str(pick(MARKUP, which)),
            // A stop less, or a word in capitals.
            10 => drop(text.pop()),
            _ => text.push_str(&moulds::sentence(&mut random).to_uppercase()),
        }
        if matches!(kind % 12, 1..=3) {
            text.push(' ');
            last = begin..text.len();
        }
    }
    text
}

fn pick(items: &'static [&'static str], which: u8) -> &'static str {
    items.get(usize::from(which) % items.len()).copied().unwrap_or_default()
}
