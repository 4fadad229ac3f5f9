//! Texts whose lines were cut at a fixed width.

use relata_core::BlockRole;
use relata_text::{CleanOptions, clean};

const ARTICLE: [&str; 4] = [
    "Harbour strike enters second week as talks stall",
    "Crane drivers at the port of Larne stayed away from work for the eighth day on Monday after \
    talks between their union and the operator broke down over the weekend, officials said. No \
    ship has been unloaded since the walkout began. The government has so far refused to step in.",
    "\"We will not go back for less than we were promised,\" said Mairi Gow, who speaks for the \
    drivers. The operator, Northern Quays, said it had made a fair offer and called the strike \
    irresponsible, adding that it would look for crews elsewhere if the dispute went on.",
    "Hauliers warned that shelves would be empty by the end of the week. A spokeswoman for the \
    transport department told reporters that it was watching the situation closely, and that \
    troops would not be used to run the cranes.",
];

/// Fills lines of at most `width` characters, cutting "government" with a hyphen where it does not
/// fit.
fn wrapped(paragraph: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split(' ') {
        if column > 0 && column + 1 + word.len() > width {
            let cut = word == "government" && column + " govern-".len() <= width;
            out.push_str(if cut { " govern-\n" } else { "\n" });
            let rest = if cut { "ment" } else { word };
            out.push_str(rest);
            column = rest.len();
            continue;
        }
        if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

/// The kept blocks, line breaks as blanks, and the sentences.
fn read(raw: &str) -> (Vec<String>, Vec<String>) {
    let text = clean(raw, &CleanOptions::default());
    let plain = |text: &str| {
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace("govern- ment", "government")
    };
    let blocks = text
        .blocks
        .iter()
        .filter(|block| block.kept)
        .map(|block| plain(block.span.text(raw)))
        .collect();
    (blocks, text.sentences.iter().map(|s| plain(s.span.text(raw))).collect())
}

#[test]
fn a_wrapped_text_reads_as_the_text_itself() {
    let whole = read(&ARTICLE.join("\n\n"));
    assert_eq!(whole.0, ARTICLE);
    for width in 56..=84 {
        for line_break in ["\n", "\r\n"] {
            let raw = ARTICLE
                .map(|paragraph| wrapped(paragraph, width))
                .join("\n\n")
                .replace('\n', line_break);
            assert_eq!(read(&raw), whole, "{width} columns\n{raw}");
        }
    }
}

#[test]
fn appeals_between_wrapped_paragraphs_are_dropped() {
    let appeal = "Good journalism costs money. Please support our newsroom with a gift today, and \
    sign up for our free newsletter to get the best of our reporting in your inbox every morning.";
    let lines = [ARTICLE[0], ARTICLE[1], appeal, ARTICLE[2], ARTICLE[3]];
    let raw = lines.map(|paragraph| wrapped(paragraph, 66)).join("\n\n");
    let text = clean(&raw, &CleanOptions::default());
    let kept: Vec<bool> = text.blocks.iter().map(|block| block.kept).collect();
    assert_eq!(kept, [true, true, false, true, true]);
    assert_eq!(text.blocks.iter().map(|block| block.role).nth(1), Some(BlockRole::Lead));
}
