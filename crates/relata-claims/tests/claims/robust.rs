//! Odd input: no panic, bounded time, spans that repeat the text.

use relata_claims::ClaimOptions;
use relata_core::{AttributionRole, Bio, Reading, Sentence, Span, Token, Upos};

use crate::clock::WorkClock;

/// One token for every byte-sized character of the text, tagged in turn, with links and heads to
/// anywhere.
fn noisy(text: &str, sentences: usize) -> Reading {
    let roles = [AttributionRole::Source, AttributionRole::Cue, AttributionRole::Content];
    let length = text.len() / sentences.max(1);
    let mut tokens = Vec::new();
    for at in 0..text.len() {
        let mut token = Token::new(Span::at(at, 1));
        token.attribution = match at % 7 {
            0..3 => Bio::Begin(roles[at % 3]),
            3..5 => Bio::Inside(roles[(at / 7) % 3]),
            _ => Bio::Outside,
        };
        token.cue = (at % 5 == 0).then_some((at * 31) % text.len());
        token.head = Some((at * 17) % text.len());
        tokens.push(token);
    }
    let sentences: Vec<Sentence> =
        (0..sentences).map(|n| Sentence::new(Span::at(n * length, length), n / 2)).collect();
    Reading::new(&sentences, tokens)
}

fn check(text: &str, sentences: usize) {
    let claims = relata_claims::attribute(text, &noisy(text, sentences), &[]);
    for (number, claim) in claims.iter().enumerate() {
        assert_eq!(claim.id.index(), number);
        assert!(!claim.content.is_empty());
        assert!(claim.content.iter().all(|c| c.span.text(text) == c.text && !c.text.is_empty()));
    }
}

#[test]
fn noise_is_no_reason_to_panic() {
    check("", 0);
    check("\"", 1);
    check(": : \" ' \" said , \" he", 3);
    check(&"\"'a. said \"b' he: ".repeat(200), 40);
}

#[test]
fn many_quotation_marks_and_many_sentences_take_linear_time() {
    check(&"\"".repeat(10_000), 10);
    check(&"he said \"no\". ".repeat(3_000), 3_000);
}

#[test]
fn a_reading_without_tokens_gives_no_claims() {
    assert!(relata_claims::attribute("He said so.", &Reading::default(), &[]).is_empty());
}

/// One token a word or mark; all hang on the first verb of their sentence, and `tag` says what the
/// reader marks.
fn plain(text: &str, tag: impl Fn(usize, &str) -> Bio<AttributionRole>) -> Reading {
    let mut tokens: Vec<Token> = Vec::new();
    let mut sentences = Vec::new();
    let mut at = 0;
    for (number, paragraph) in text.split_inclusive('\n').enumerate() {
        let first = tokens.len();
        for (start, word) in words(paragraph) {
            let mut token = Token::new(Span::at(at + start, word.len()));
            token.attribution = tag(tokens.len(), word);
            token.upos = if word == "said" { Upos::Verb } else { Upos::Noun };
            token.head = (tokens.len() > first).then_some(first);
            tokens.push(token);
        }
        sentences.push(Sentence::new(Span::at(at, paragraph.trim_end().len()), number));
        at += paragraph.len();
    }
    Reading::new(&sentences, tokens)
}

/// Runs of letters, and single characters between them, with their place.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut out: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start = start.or(Some(at));
            continue;
        }
        if let Some(from) = start.take() {
            out.push((from, text.get(from..at).unwrap_or_default()));
        }
        if !c.is_whitespace() {
            out.push((at, text.get(at..at + c.len_utf8()).unwrap_or_default()));
        }
    }
    out
}

fn outside(_: usize, _: &str) -> Bio<AttributionRole> {
    Bio::Outside
}

/// Every other run of words is content, every word "said" a cue.
fn busy(index: usize, word: &str) -> Bio<AttributionRole> {
    match word {
        "said" => Bio::Begin(AttributionRole::Cue),
        "he" => Bio::Begin(AttributionRole::Source),
        _ if index.is_multiple_of(9) => Bio::Begin(AttributionRole::Content),
        _ => Bio::Inside(AttributionRole::Content),
    }
}

/// Four times the text may cost twelve times the work at most, and what the clock does not tell
/// apart: a quadratic step costs sixteen times and, at this length, far more than that.
fn takes_linear_time(
    name: &str,
    text: impl Fn(usize) -> String,
    tag: fn(usize, &str) -> Bio<AttributionRole>,
) {
    let time = |factor: usize| {
        let text = text(factor);
        let reading = plain(&text, tag);
        let start = WorkClock::start();
        let claims = relata_claims::attribute(&text, &reading, &[]);
        assert!(
            claims.iter().flat_map(|c| &c.content).all(|c| c.span.text(&text) == c.text),
            "{name}"
        );
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (time(1), time(4));
    assert!(long < 12.0 * short + 0.2, "{name}: {short} s, four times the text {long} s");
}

/// A text of a size.
type TextOfSize = fn(usize) -> String;

#[test]
fn bad_quotation_marks_take_linear_time() {
    let cases: [(&str, TextOfSize); 12] = [
        ("marks in a row", |n| "\"".repeat(10_000 * n)),
        ("curly marks in a row", |n| "“".repeat(10_000 * n)),
        ("a quotation of many words", |n| {
            format!("“{}”, he said.", "rain fell again ".repeat(8_500 * n))
        }),
        ("a quotation that is never closed", |n| {
            format!("“{} he said.", "rain fell again ".repeat(8_500 * n))
        }),
        ("nested parentheses", |n| {
            format!("{}rain{} he said.", "(".repeat(5_000 * n), ")".repeat(5_000 * n))
        }),
        ("apostrophes", |n| "'tis the boys' '90s rock 'n' roll o'clock' ".repeat(1_000 * n)),
        ("guillemets that do not match", |n| {
            "« rain „ fell “ again » he said ’ ".repeat(1_000 * n)
        }),
        ("many short quotations", |n| "\"No,\" he said. ".repeat(3_000 * n)),
        ("a turn a paragraph", |n| {
            "A: Rain fell again.\nQ: Where was it?\nNobody knows.\n".repeat(2_000 * n)
        }),
        ("a turn of many paragraphs", |n| {
            format!("A: No.\nQ: Why?\nA: So.\n{}Q: Oh?\n", "It fell.\n".repeat(4_000 * n))
        }),
        ("signatures", |n| "“Rain fell again.” — Mara\n— Mara\n— — —\n".repeat(2_000 * n)),
        ("a quotation a paragraph", |n| "“Rain fell again and again.\n".repeat(3_000 * n)),
    ];
    for (name, text) in cases {
        takes_linear_time(name, text, outside);
        takes_linear_time(name, text, busy);
    }
}

/// A mark that is left open costs its own paragraph at most: the claim of the next one is found as
/// without it.
#[test]
fn an_open_mark_does_not_swallow_the_next_paragraph() {
    let tag = |_: usize, word: &str| match word {
        "said" => Bio::Begin(AttributionRole::Cue),
        "Mara" => Bio::Begin(AttributionRole::Source),
        "Rain" => Bio::Begin(AttributionRole::Content),
        "is" | "coming" => Bio::Inside(AttributionRole::Content),
        _ => Bio::Outside,
    };
    for opening in
        ["", "\"Nobody knows. ", "“Nobody knows. ", "« Nobody knows. ", "Nobody's '90s \" knows. "]
    {
        let text = format!("{opening}The road was wet.\nRain is coming, Mara said.");
        let all = ClaimOptions::default().with_min_tagged_score(0.0).with_min_whole_score(0.0);
        let claims = relata_claims::attribute_with(&text, &plain(&text, tag), &[], &all);
        let last = claims.last().unwrap();
        assert_eq!(last.content[0].text, "Rain is coming", "{text}");
        assert_eq!(last.source.as_ref().unwrap().text.text, "Mara", "{text}");
    }
}
