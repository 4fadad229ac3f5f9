//! Paragraphs whose lines were cut at a fixed width: mails, and text out of a terminal.
//!
//! A program that fills lines breaks one where the next word does not fit any more, so that every
//! break inside a paragraph allows some widths and rules out the others: no less than the line,
//! less than the line with a blank and the next word. A text counts as wrapped when most of its
//! breaks in the middle of a sentence allow one and the same width. Then lines that are full for
//! this width are joined with the next one, unless a blank line, indentation or the mark of a list
//! parts them. In a text that is written in capitals, a line without a stop at its end breaks
//! inside a sentence. Menus and headlines do not pass: the next line begins with a capital, and
//! widths that fit one break do not fit the next. Nor does a text with paragraphs of one long line
//! each.

use relata_core::Span;

use super::clock::is_clock;
use super::lines;
use crate::words::listed::classes;
use crate::words::word_class::WordClass;

/// Widths in characters at which lines are cut.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;
/// Breaks in the middle of a sentence that must allow one width, and their least share of all such
/// breaks, in percent.
const BREAKS_NEEDED: usize = 3;
const PERCENT_NEEDED: usize = 70;
/// Breaks that speak for a width against one line that is too long for any.
const BREAKS_A_LONG_LINE: usize = 4;
/// Characters by which a line may fall short of the width: writers change a word after the lines
/// were filled.
const SLACK: usize = 4;
/// Characters of an indentation by a tabulator.
const TABULATOR: usize = 8;

/// The lines of `text` at `span`, those of a wrapped paragraph taken together; trimmed and in
/// order, as [`lines`].
pub(crate) fn paragraphs(text: &str, span: Span) -> Vec<Span> {
    let lines: Vec<Span> = lines(text, span).collect();
    let Some(widths) = Widths::of(text, &lines) else { return lines };
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    let mut last: Option<Span> = None;
    for line in lines {
        match (out.last_mut(), last) {
            (Some(paragraph), Some(last)) if widths.joins(text, last, line) => {
                *paragraph = paragraph.cover(line);
            }
            _ => out.push(line),
        }
        last = Some(line);
    }
    out
}

/// The widths that most breaks allow, from the least to the greatest.
#[derive(Debug)]
struct Widths {
    least: usize,
    greatest: usize,
    /// Whether the text is written in capitals.
    capitals: bool,
}

impl Widths {
    /// `None` for a text that is not wrapped.
    fn of(text: &str, lines: &[Span]) -> Option<Self> {
        // How many breaks begin and cease to allow a width.
        let mut steps = [0_i32; WIDEST + 2];
        let mut all = 0;
        let capitals = is_in_capitals(text);
        for (line, next) in lines.iter().zip(lines.get(1..).unwrap_or_default()) {
            // The first character of the next line is asked first: it settles nearly all of them.
            let allowed = is_inside_sentence(text, *line, *next, capitals)
                .then(|| allowed(text, *line, *next))
                .flatten();
            let Some((width, longest)) = allowed else { continue };
            all += 1;
            steps.get_mut(width).into_iter().for_each(|step| *step += 1);
            steps.get_mut(longest.min(WIDEST) + 1).into_iter().for_each(|step| *step -= 1);
        }
        let mut sum = 0;
        let counts = steps.map(|step| {
            sum += step;
            usize::try_from(sum).unwrap_or_default()
        });
        let most = counts.iter().copied().max().unwrap_or_default();
        let least = counts.iter().position(|&count| count == most)?;
        let greatest =
            least + counts.get(least..)?.iter().take_while(|&&count| count == most).count() - 1;
        let is_wrapped = most >= BREAKS_NEEDED
            && most * 100 >= all * PERCENT_NEEDED
            && long_lines(text, lines) * BREAKS_A_LONG_LINE <= most;
        is_wrapped.then_some(Self { least, greatest, capitals })
    }

    fn joins(&self, text: &str, line: Span, next: Span) -> bool {
        let Some((width, longest)) = allowed(text, line, next) else { return false };
        let full =
            longest + SLACK >= self.least || is_inside_sentence(text, line, next, self.capitals);
        full && width <= self.greatest + SLACK
            && indentation(text, next) <= indentation(text, line)
            && !begins_item(next.text(text))
            && !line.text(text).starts_with('>')
    }
}

fn long_lines(text: &str, lines: &[Span]) -> usize {
    lines
        .iter()
        .filter(|line| line.len() > WIDEST && line.text(text).chars().nth(WIDEST).is_some())
        .count()
}

/// The least and the greatest width for which the break between the lines would be where it is;
/// `None` where a blank line stands between them or the line is too short or too long.
fn allowed(text: &str, line: Span, next: Span) -> Option<(usize, usize)> {
    if line.len() > 4 * WIDEST || !is_one_break(text, line, next) {
        return None;
    }
    let width = indentation(text, line) + line.text(text).chars().count();
    let word = next
        .text(text)
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().take(WIDEST).count());
    (NARROWEST..=WIDEST).contains(&width).then_some((width, width + word))
}

fn is_one_break(text: &str, line: Span, next: Span) -> bool {
    let between = text.get(line.end()..next.start()).unwrap_or_default();
    match between.matches('\n').count() {
        0 => between.matches('\r').count() == 1,
        count => count == 1,
    }
}

/// True when a word in small letters, or any in a text in capitals, follows a line that ends
/// without a stop, and when the line ends with a word that ends no text.
fn is_inside_sentence(text: &str, line: Span, next: Span, capitals: bool) -> bool {
    let next = next.text(text);
    let goes_on = |c: char| c.is_lowercase() || capitals && c.is_alphabetic();
    let in_mid_phrase = next.starts_with(char::is_uppercase) && hangs(line.text(text));
    if !(next.starts_with(goes_on) || in_mid_phrase) {
        return false;
    }
    let word = next.split_whitespace().next().unwrap_or_default();
    !word.contains(['/', '@', '_'])
        && !line.text(text).ends_with(['.', '!', '?', '…', ':', '"', '”'])
}

/// True for a line whose last word asks for another: "the", "of", or one with a comma.
fn hangs(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    line.ends_with(',')
        || last.starts_with(|c: char| c.is_ascii_lowercase())
            && classes(last).has(WordClass::FUNCTION)
}

/// True for a text of capitals but for a few letters.
fn is_in_capitals(text: &str) -> bool {
    let count = |range: std::ops::RangeInclusive<u8>| {
        text.bytes().filter(|byte| range.contains(byte)).count()
    };
    let (large, small) = (count(b'A'..=b'Z'), count(b'a'..=b'z'));
    large > NARROWEST && small * 20 < large
}

/// Characters in front of the line.
fn indentation(text: &str, line: Span) -> usize {
    let blanks = text
        .get(..line.start())
        .unwrap_or_default()
        .chars()
        .rev()
        .take(WIDEST)
        .take_while(|&c| matches!(c, ' ' | '\t' | '\u{a0}'));
    blanks.map(|c| if c == '\t' { TABULATOR } else { 1 }).sum()
}

/// True for the items of a list, for the lines of a quoted mail and for times that stand alone.
fn begins_item(line: &str) -> bool {
    let mark = line.split_whitespace().next().unwrap_or_default();
    let number = mark.strip_suffix(['.', ')']).is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    });
    let dash = matches!(mark, "-" | "–" | "—" | "--")
        && !line.trim_start_matches(['-', '–', '—', ' ']).starts_with(char::is_lowercase);
    number
        || dash
        || line.starts_with(['>', '•', '*', '·', '▪', '●', '■', '◦', '‣'])
        || is_clock(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(text, Span::at(0, text.len()))
            .iter()
            .map(|p| p.text(text).replace('\n', "|"))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_mail() {
        check(
            "Dam holds after night of rain\n\nThe dam above Lower Tilling held through the\nnight although the river rose by two metres,\nthe county said on Monday. Pumps from three\ntowns had been brought to the village.\n\n\
             \"We were lucky,\" said Ada Fry, who leads the\ncrews. She would not say how long the \
             pumps\nwould stay.\n\n- Sandbags for the houses on the lower road\n- Pumps",
            &[
                "Dam holds after night of rain",
                "The dam above Lower Tilling held through the|night although the river rose by two \
                metres,|the county said on Monday. Pumps from three|towns had been brought to the \
                village.",
                "\"We were lucky,\" said Ada Fry, who leads the|crews. She would not say how long \
                the pumps|would stay.",
                "- Sandbags for the houses on the lower road",
                "- Pumps",
            ],
        );
    }

    #[test]
    fn paragraphs_that_are_indented() {
        let text = "  The dam above Lower Tilling held through the\nnight although the river rose \
        by two metres,\nthe county said on Monday, and its crews went\nhome. Nobody was hurt in \
        any of the villages.\n  The road along the lake stays closed for now.";
        assert_eq!(paragraphs(text, Span::at(0, text.len())).len(), 2);
    }

    #[test]
    fn a_telegram_in_capitals() {
        let small = "Dam holds after night of rain\n\nThe dam above Lower Tilling held through the\n\
            night although the river rose by two metres,\nthe county said on Monday. Pumps from \
            three\ntowns had been brought to the village.\n\nNobody was hurt in any of the three \
            towns\nthat lie on the road to the lake.";
        let large = small.to_uppercase();
        let count = |text: &str| paragraphs(text, Span::at(0, text.len())).len();
        assert_eq!((count(small), count(&large)), (3, 3));
        let headlines = "FERRY SINKS OFF TOBERMORY AS STORM HITS COAST\nCOUNCIL VOTES TO CLOSE THE \
            OLD BRIDGE FOR REPAIRS AFTER LONG ROW\nTHREE HELD AFTER RAID ON THE CUSTOMS HOUSE\nMORE \
            FROM THE HIGHLANDS AND ISLANDS TEAM TONIGHT AT TEN";
        assert_eq!(count(headlines), 4);
    }

    #[test]
    fn menus_and_headlines_stay_apart() {
        let lines = [
            "Ferry sinks off Tobermory as storm hits the coast",
            "by Ada Fry, who reports from the harbour of Oban",
            "Council votes to close the old bridge for repairs after long row",
            "by Jo Ek in Inverness, with more from the Highlands and Islands team",
            "Three held after raid on the customs house",
            "and more from the courts this morning",
        ];
        check(&lines.join("\n"), &lines);
    }
}
