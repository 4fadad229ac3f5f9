//! What holds for every input.

use proptest::prelude::*;
use relata::{
    Article, Boilerplate, CharOffsets, DiscrepancyKind, EventOptions, Extraction, Extractor,
    RecordRule, Span, Statement,
};

use crate::common::{affordable, articles, check_records, extractor};

fn check(text: &str) -> Extraction {
    let extraction = extractor().extract(text).unwrap();
    check_records(text, &extraction);
    let written = json(&extraction);
    assert_eq!(serde_json::from_str::<Extraction>(&written).unwrap(), extraction, "{written}");
    extraction
}

#[test]
fn every_string_stands_in_the_text() {
    for article in articles() {
        check(&article.text);
    }
}

/// `map_spans` leaves no place out: not one number is left of those that are mapped away, and the
/// places that are counted in characters and back are where they were.
#[test]
fn every_span_is_mapped() {
    for article in articles() {
        let good = extractor().explain(&article).unwrap();
        let mut gone = good.clone();
        gone.map_spans(|_| Span::default());
        let left = numbered_places(&serde_json::to_value(&gone).unwrap());
        assert!(left.iter().all(|&offset| offset == (0, 0)), "{left:?}");
        assert!(left.len() > 10);

        let chars = CharOffsets::new(good.text.as_deref().unwrap_or(&article.text));
        let mut back = good.clone();
        back.map_spans(|span| chars.byte_span(chars.char_span(span)));
        assert_eq!(back, good);
    }
}

/// A bound of the extractor chooses what it chooses among scores as they are written: each score of
/// an article's events is one.
#[test]
fn a_bound_chooses_the_same_before_and_behind() {
    let article = articles().into_iter().next().unwrap();
    let above = |least: f32| -> Vec<f64> {
        let events = EventOptions::default().with_min_score(least);
        let extractor = Extractor::builder().events(events).build().unwrap();
        let written = serde_json::to_value(extractor.extract_with(&article).unwrap()).unwrap();
        let events = written["events"].as_array().unwrap().iter();
        events.map(|event| event["score"].as_f64().unwrap()).collect()
    };
    let all = above(0.0);
    assert!(all.len() > 2, "{all:?}");
    for &least in all.iter().step_by(2) {
        // What is read as f64 is given as f32.
        #[allow(clippy::cast_possible_truncation)]
        let bounded = above(least as f32);
        let chosen: Vec<f64> = all.iter().copied().filter(|&score| score >= least).collect();
        assert_eq!(bounded, chosen, "{least}");
    }
}

/// Every `start` and `end` that are numbers, wherever they stand.
fn numbered_places(value: &serde_json::Value) -> Vec<(u64, u64)> {
    let offset = |key: &str| value.get(key).and_then(serde_json::Value::as_u64);
    let own = offset("start").zip(offset("end"));
    let inner: Vec<_> = match value {
        serde_json::Value::Object(fields) => fields.values().flat_map(numbered_places).collect(),
        serde_json::Value::Array(items) => items.iter().flat_map(numbered_places).collect(),
        _ => Vec::new(),
    };
    own.into_iter().chain(inner).collect()
}

/// Articles with what sites put around them, of many moulds.
#[test]
fn invented_articles_keep_the_rules() {
    for article in relata_sample::corpus(affordable(12)) {
        check(&article);
    }
}

/// Each rule finds a record that was spoilt on purpose, and names it.
#[test]
fn a_spoilt_record_is_found() {
    let text = "Rebels shelled the port of Aden on Monday, the mayor said. The army denied it. \
    Police arrested two men in Taiz on Tuesday, a lawyer said.";
    let good = extractor().extract(text).unwrap();
    check_records(text, &good);
    let check = |spoil: &dyn Fn(&mut Extraction), rule: RecordRule, record: &str| {
        let mut spoilt = good.clone();
        spoil(&mut spoilt);
        let found = spoilt.check_in(text);
        assert!(
            found.iter().any(|v| v.rule == rule && v.record == record),
            "{rule} of {record} is not in {found:?}"
        );
    };
    let far = relata::EntityId::from_index(99);
    check(&|e| e.claims[0].content[0].text.push('!'), RecordRule::Text, "c1");
    check(&|e| e.blocks[0].span = Span::at(5, 3), RecordRule::Blocks, "b1");
    check(&|e| e.sentences.reverse(), RecordRule::Sentences, "s1");
    check(&|e| e.events.reverse(), RecordRule::Identifiers, "v1");
    check(
        &|e| e.claims[0].source.as_mut().unwrap().entity = Some(far),
        RecordRule::References,
        "c1",
    );
    check(&|e| e.claims[0].within = Some(e.claims[0].id), RecordRule::References, "c1");
    let mention = good.entities[0].mentions[0].clone();
    check(&|e| e.entities[0].mentions.push(mention.clone()), RecordRule::Mentions, "e1");
    check(&|e| e.entities[0].name = "Atlantis".into(), RecordRule::Names, "e1");
    check(&|e| e.claims[0].content.clear(), RecordRule::Content, "c1");
    let content = good.claims[0].content[0].clone();
    let cue = |e: &mut Extraction| e.claims[0].cue.as_mut().unwrap().text = content.clone();
    check(&cue, RecordRule::Outside, "c1");
    let drop_all = |e: &mut Extraction| e.blocks.iter_mut().for_each(|b| b.kept = false);
    check(&drop_all, RecordRule::Kept, "c1");
    check(&|e| e.events[0].targets = e.events[0].actors.clone(), RecordRule::Roles, "v1");
    check(&|e| e.events[0].independent_sources = 9, RecordRule::Attestations, "v1");
    check(&|e| e.quantities[0].min = Some(9), RecordRule::Bounds, "q1");
    let zero = |e: &mut Extraction| (e.quantities[0].min, e.quantities[0].max) = (Some(0), Some(0));
    check(&zero, RecordRule::Zero, "q1");
    let status = |e: &mut Extraction| {
        e.events[0].casualties.status = relata::CasualtyStatus::Reported;
        e.events[0].casualties.killed.clear();
    };
    check(&status, RecordRule::Casualties, "v1");
    let one = Statement::Claim(good.claims[0].id);
    let twice = |e: &mut Extraction| {
        let kind = DiscrepancyKind::Number;
        e.discrepancies = vec![relata_core::Discrepancy::new("it", one, one).of(kind, Vec::new())];
    };
    check(&twice, RecordRule::Discrepancies, "d1");
}

/// A discrepancy is between two statements: one voice that gives two numbers is none.
#[test]
fn two_numbers_of_one_voice_are_no_discrepancy() {
    for text in [
        "An attack left two people missing near Aden, and the attack left at least 20 people \
        missing near Aden on Monday.",
        "The attack on a house in Aden killed two people. At least 20 people were killed in the \
        attack on a house in Aden.",
        "The mayor said that two people were killed and at least 20 people were killed in the \
        attack on a house in Aden.",
    ] {
        check(text);
    }
}

#[test]
fn what_no_stop_ends_is_read_in_time_that_grows_with_it() {
    let words = "the mayor of Aden said that rebels killed four men on Monday while troops left ";
    let text = words.repeat(affordable(1_500));
    let extraction = check(&text);
    assert!(extraction.sentences.iter().all(|s| s.len() <= 4_096));
    let out = json(&extraction).len();
    assert!(out < text.len() * 40, "{out} bytes of JSON for {}", text.len());
}

#[test]
fn an_extraction_survives_json() {
    for article in articles() {
        let extraction = extractor().extract_with(&article).unwrap();
        let read: Extraction = serde_json::from_str(&json(&extraction)).unwrap();
        assert_eq!(read, extraction);
    }
}

#[test]
fn without_cleaning_nothing_is_dropped() {
    let keep = Extractor::builder().boilerplate(Boilerplate::Keep).build().unwrap();
    for article in articles() {
        let extraction = keep.extract_with(&article).unwrap();
        assert!(extraction.blocks.iter().all(|b| b.kept));
        let read: usize = extraction
            .sentences
            .iter()
            .map(|s| s.text(&article.text).split_whitespace().map(str::len).sum::<usize>())
            .sum();
        assert_eq!(read, article.text.split_whitespace().map(str::len).sum::<usize>());
    }
}

fn json(extraction: &Extraction) -> String {
    serde_json::to_string(extraction).unwrap()
}

/// Pieces of which news text is made, with those that break things.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "The minister said ",
        "\"we ",
        "\u{201c}",
        "\u{201d}",
        "'",
        " told the BBC ",
        "at least four ",
        "on Wednesday",
        ".",
        "\n",
        "\r\n",
        "\0",
        "U.S.",
        " attacked ",
        "Paris ",
        "no plans to deploy ",
        "according to ",
        "«",
        "»",
        "yesterday ",
        "10,000 ",
        "e\u{301}",
        "🇸🇾",
        "\u{200d}",
        "\u{feff}",
        "<p>",
        "&nbsp;",
        "https://a.b/c?d=e",
        "…",
        "--",
        "\nQ: ",
        "\nANN RAY: Why did it fall? ",
        "\n(Applause.)\n",
        "\u{201d} — Ann Ray, 34\n",
    ];
    prop_oneof![4 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: u32::try_from(affordable(48)).unwrap(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_anything(pieces in proptest::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }
}

#[test]
fn odd_texts_are_read() {
    let long_word = "x".repeat(100_000);
    let quotes = "\"".repeat(5_000);
    let mixed = "\u{201c}He said ".repeat(400);
    for text in [
        "",
        " \n\t ",
        "\u{feff}",
        "\0\0\0",
        "No final newline",
        "A\r\nB\r\n",
        "。。。",
        "\"",
        &long_word,
        &quotes,
        &mixed,
    ] {
        check(text);
    }
    assert!(Extractor::new().unwrap().extract_with(&Article::new("")).unwrap().claims.is_empty());
}
