//! Odd input: no panic, bounded time, spans that repeat the text.

use relata_core::{AttributionRole, Bio, Reading, Sentence, Span, Token};

/// One token for every byte-sized character of the text, tagged in turn, with links and heads to anywhere.
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
    let sentences: Vec<Sentence> = (0..sentences).map(|n| Sentence::new(Span::at(n * length, length), n / 2)).collect();
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
