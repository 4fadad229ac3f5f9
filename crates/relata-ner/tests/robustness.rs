//! No reading, however wrong, makes the crate panic; long texts take linear time.

// Helpers of tests fail the test: clippy.toml exempts only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::time::Duration;

use relata_core::{
    AttributionRole, Bio, EntityType, Reading, Relation, Sentence, Span, Token, Upos,
};

mod clock;

use clock::WorkClock;

/// A reading whose layers are drawn by a linear congruential generator: trees with cycles, tags
/// that begin nowhere.
fn random_reading(text: &str, mut seed: u64) -> Reading {
    let mut next = move |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound.max(1)
    };
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut at = 0;
    for (paragraph, line) in text.split_inclusive('\n').enumerate() {
        sentences.push(Sentence::new(Span::at(at, line.len()), paragraph));
        for (start, part) in line.split(' ').scan(at, |s, p| {
            let start = *s;
            *s += p.len() + 1;
            Some((start, p.trim_end()))
        }) {
            let mut token = Token::new(Span::at(start, part.len()));
            token.upos = Upos::ALL[next(Upos::ALL.len())];
            token.relation = Relation::ALL[next(Relation::ALL.len())];
            token.head = Some(tokens.len().saturating_sub(6) + next(12));
            let kind = EntityType::ALL[next(EntityType::ALL.len())];
            token.entity = [Bio::Outside, Bio::Begin(kind), Bio::Inside(kind)][next(3)];
            let role = AttributionRole::ALL[next(3)];
            token.attribution = [Bio::Outside, Bio::Begin(role), Bio::Inside(role)][next(3)];
            token.cue = Some(next(40));
            tokens.push(token);
        }
        at += line.len();
    }
    Reading::new(&sentences, tokens)
}

const WORDS: &str = "“ The Syrian army 's chief , Mr Ali Hassan -led group (SOHR) said he , she and they told its minister : \" I am the \
                     president of the city of Homs ” . ' ’ ) ( US forces at least four men é ‘ who says we\n";

#[test]
fn random_layers_never_panic_and_repeat_the_text() {
    let text = WORDS.repeat(4);
    for seed in 0..100 {
        let reading = random_reading(&text, seed);
        for entity in relata_ner::resolve(&text, &reading) {
            for mention in entity.mentions {
                assert_eq!(mention.text.span.text(&text), mention.text.text, "seed {seed}");
                assert!(!mention.text.text.trim().is_empty(), "seed {seed}");
            }
        }
    }
}

#[test]
fn nothing_comes_of_nothing() {
    assert!(relata_ner::resolve("", &Reading::default()).is_empty());
    let bare = Reading::new(&[Sentence::new(Span::at(0, 2), 0)], vec![Token::new(Span::at(0, 2))]);
    assert!(relata_ner::resolve("ab", &bare).is_empty());
    assert!(relata_ner::resolve("", &bare).is_empty(), "a reading of another text");
}

#[test]
fn time_grows_with_length_alone() {
    let time = |copies: usize| {
        let text = WORDS.repeat(copies);
        let reading = random_reading(&text, 7);
        let start = WorkClock::start();
        assert!(!relata_ner::resolve(&text, &reading).is_empty());
        start.elapsed()
    };
    let (short, long) = (time(30), time(300));
    assert!(long < short * 40 + Duration::from_secs(1), "{short:?} for 30 lines, {long:?} for 300");
}
