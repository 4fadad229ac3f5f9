//! Linking on extractions that are made by hand: order, going on, odd input. Reprints of invented
//! families are in `tests/relata/reprints.rs` of the repository.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

use std::collections::BTreeMap;

use relata_core::{
    Article, Attestation, AttestationStance, Event, EventId, EventType, Extraction, Score, Span,
    TextSpan, Voice,
};
use relata_corpus::{Corpus, CorpusErrorKind, CorpusOptions, EntityTable, Notice, Status};

/// An extraction with the sentences of the text, and an event that the paper tells at a word.
fn told(id: &str, paper: &str, day: &str, text: &str, word: &str) -> Extraction {
    let mut article = Article::new(text).with_id(id).with_publisher(paper).with_text_repeated();
    article.published = day.parse().ok();
    let mut extraction = Extraction::new(&article);
    extraction.text = Some(text.to_owned());
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '\n']) {
        if text[start..=at].trim().len() > 1 {
            extraction.sentences.push(Span::between(start, at + 1).trim(text));
            start = at + 1;
        }
    }
    if let Some(at) = text.find(word).filter(|_| !word.is_empty()) {
        let trigger = TextSpan::new(text, Span::at(at, word.len()));
        let mut class = EventType::default();
        class.class = "ASSAULT".parse().unwrap();
        let mut event = Event::new(EventId::from_index(0), class, vec![trigger], Score::ONE);
        event.attestations.push(Attestation::new(Voice::Narrator, None, AttestationStance::Claims));
        extraction.events.push(event);
        extraction.main_event = Some(EventId::from_index(0));
    }
    extraction
}

const RAID: &str = "Gunmen raided the grain depot of Tarnik and carried off the wages of the dockers. \
                    The harbour master of Tarnik counted nine bullet holes in his office.";

fn reports() -> Vec<Extraction> {
    let own = "Nine bullets hit the office of the harbour master when gunmen raided the Tarnik grain \
               depot. They carried off the wages of the dockers.";
    let other = "The parliament of Osk raided the budget of the ministry of roads once more.";
    vec![
        told("a", "Gazette", "2024-05-13", RAID, "raided"),
        told("b", "Courier", "2024-05-13", RAID, "raided"),
        told("c", "Mail", "2024-05-14", own, "raided"),
        told("d", "Mail", "2024-05-14", other, "raided"),
    ]
}

fn linked(extractions: &[Extraction]) -> Corpus {
    let mut corpus = Corpus::new(CorpusOptions::default());
    for extraction in extractions {
        corpus.add(extraction, None);
    }
    corpus.link();
    corpus
}

fn written(corpus: &Corpus) -> String {
    let mut out = String::new();
    corpus.events().for_each(|event| out += &(serde_json::to_string(&event).unwrap() + "\n"));
    corpus.entities().for_each(|entity| out += &(serde_json::to_string(&entity).unwrap() + "\n"));
    corpus.articles().for_each(|article| out += &(serde_json::to_string(&article).unwrap() + "\n"));
    out
}

#[test]
fn a_reprint_is_no_source_of_its_own() {
    let corpus = linked(&reports());
    let events: Vec<_> = corpus.events().collect();
    let raid = events.iter().find(|e| e.reports.iter().any(|r| r.article == "a")).unwrap();
    let told: Vec<&str> = raid.reports.iter().map(|r| r.article.as_str()).collect();
    assert_eq!(told, ["a", "b", "c"], "{events:#?}");
    assert_eq!((raid.independent_sources, raid.status), (2, Status::Corroborated));
    let names: Vec<&str> = raid.sources.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Gazette", "Mail"]);
    assert_eq!(raid.reports[1].first_printed_by.as_deref(), Some("a"));
    let single = linked(&reports()[..2]);
    let event = single.events().next().unwrap();
    assert_eq!((event.independent_sources, event.status), (1, Status::SingleSource));
}

#[test]
fn the_order_of_input_makes_no_difference() {
    let forward = reports();
    let mut backward = forward.clone();
    backward.reverse();
    let mut mixed = forward.clone();
    mixed.swap(0, 2);
    let expected = written(&linked(&forward));
    assert_eq!(written(&linked(&backward)), expected);
    assert_eq!(written(&linked(&mixed)), expected);
}

#[test]
fn yesterday_goes_on_today() {
    let all = reports();
    let yesterday = linked(&all[..2]);
    let mut saved = Vec::new();
    yesterday.save(&mut saved).unwrap();
    let options = CorpusOptions::default();
    let mut today = Corpus::load(&saved[..], options, EntityTable::default()).unwrap();
    assert_eq!(written(&today), written(&yesterday));
    for extraction in &all {
        today.add(extraction, None);
    }
    today.link();
    assert_eq!(written(&today), written(&linked(&all)), "days one by one and together");
    let again: Vec<Notice> = today.take_notices();
    assert!(again.contains(&Notice::Again { id: "a".to_owned() }), "{again:?}");
    let cut = &saved[..saved.len() - 40];
    let error = Corpus::load(cut, options, EntityTable::default()).unwrap_err();
    assert_eq!((error.kind(), error.line()), (CorpusErrorKind::Damaged, Some(3)));
}

/// An extraction whose paper tells of these groups of words as of an event each; of the last, it says
/// how many were killed.
fn told_of(id: &str, day: &str, text: &str, groups: &[&[&str]], killed: u64) -> Extraction {
    let mut extraction = told(id, id, day, text, "");
    for (number, words) in groups.iter().enumerate() {
        let trigger =
            |word: &&str| TextSpan::new(text, Span::at(text.find(word).unwrap(), word.len()));
        let triggers: Vec<TextSpan> = words.iter().map(trigger).collect();
        let mut class = EventType::default();
        class.class = if number == 0 { "DISASTER" } else { "ACCIDENT" }.parse().unwrap();
        let id = EventId::from_index(number);
        extraction.events.push(Event::new(id, class, triggers, Score::ONE));
    }
    let count = killed.to_string();
    let at = text.find(&count).unwrap();
    let count = serde_json::json!({
        "status": "reported", "injured": [],
        "killed": [{ "start": at, "end": at + count.len(), "text": count, "min": killed,
                     "max": killed, "unit": "people", "by": "narrator", "claim": null }],
    });
    let last = extraction.events.last_mut().unwrap();
    last.casualties = serde_json::from_value(count).unwrap();
    extraction
}

#[test]
fn what_one_paper_tells_as_one_event_and_another_as_two_has_one_toll() {
    let quake = |killed: u64| {
        format!(
            "An earthquake struck the Belo islands and killed {killed} people in the port of Tarnik. \
             Houses of the old town of Tarnik fell into the sea."
        )
    };
    let first: &[&[&str]] = &[&["earthquake"], &["killed"]];
    let whole: &[&[&str]] = &[&["earthquake", "killed"]];
    let corpus = linked(&[
        told_of("monday", "2024-05-13", &quake(30), first, 30),
        told_of("tuesday", "2024-05-14", &quake(85), whole, 85),
        told_of("wednesday", "2024-05-15", &quake(91), first, 91),
    ]);
    let events: Vec<_> = corpus.events().collect();
    let of = |word: &str| events.iter().find(|e| e.words.iter().any(|w| w == word)).unwrap();
    let quake = of("earthquake");
    let toll = |entry: &relata_corpus::CasualtyEntry| entry.min.unwrap();
    let updates: Vec<_> = quake.updates.iter().map(|u| (toll(&u.from), toll(&u.to))).collect();
    assert_eq!(updates, [(30, 85), (85, 91)], "{quake:#?}");
    // Each deed has a chain of its own, which knows it in every article of the event.
    let chains: Vec<&str> = quake.chains.iter().map(|chain| chain.words[0].as_str()).collect();
    assert_eq!(chains, ["earthquake", "killed"]);
    let killed = &quake.chains[1];
    let elsewhere = of("killed");
    assert!(killed.mentions.iter().all(|mention| mention.words.text == "killed"));
    assert!(elsewhere.chains.iter().any(|chain| chain.id == killed.id));
}

#[test]
fn odd_articles_are_linked() {
    let mut corpus = Corpus::new(CorpusOptions::default());
    for extraction in [
        told("a", "Gazette", "2024-05-13", RAID, "raided"),
        told("a", "Gazette", "2024-05-13", RAID, "raided"),
        told("a", "Other", "", "Nothing of note happened in the town of Ebb.", ""),
        told("z", "Gazette", "2031-01-01", RAID, "raided"),
        told("no-day", "Mail", "", RAID, "raided"),
        told("empty", "Mail", "2024-05-13", "", ""),
    ] {
        corpus.add(&extraction, None);
    }
    corpus.link();
    let notices = corpus.take_notices();
    assert!(notices.contains(&Notice::Again { id: "a".to_owned() }));
    let renamed = Notice::Renamed { given: "a".to_owned(), id: "a#2".to_owned() };
    let other_day = Notice::OtherDay { id: "z".to_owned(), reprint_of: "a".to_owned() };
    assert!(notices.contains(&renamed) && notices.contains(&other_day), "{notices:?}");
    assert_eq!(corpus.articles().count(), 5);
    let reprint = corpus.articles().find(|article| article.id == "no-day").unwrap();
    assert_eq!(reprint.reprint_of.as_deref(), Some("a"));
}

#[test]
fn lines_that_are_no_extraction_are_told() {
    let good = serde_json::to_string(&told("a", "Gazette", "2024-05-13", RAID, "raided")).unwrap();
    let input = format!("{good}\n\n{{\"id\":\"b\",\"error\":\"too long\"}}\nrain\n");
    let mut corpus = Corpus::new(CorpusOptions::default());
    assert_eq!(corpus.add_lines(input.as_bytes(), &BTreeMap::new()).unwrap(), 2);
    corpus.link();
    assert_eq!(corpus.articles().count(), 1);
    let notices: Vec<String> = corpus.take_notices().iter().map(ToString::to_string).collect();
    assert!(notices[0].contains("line 3, b: too long") && notices[1].starts_with("line 4"));
}

/// One line that is not UTF-8 takes no other with it.
#[test]
fn a_line_that_is_not_utf8_is_told_alone() {
    let good = serde_json::to_vec(&told("a", "Gazette", "2024-05-13", RAID, "raided")).unwrap();
    let input = [b"\xef\xbb\xbf", good.as_slice(), b"\n{\"id\":\"b\xe1\"}\r\n\r\n"].concat();
    let mut corpus = Corpus::new(CorpusOptions::default());
    assert_eq!(corpus.add_lines(input.as_slice(), &BTreeMap::new()).unwrap(), 1);
    corpus.link();
    assert_eq!(corpus.articles().count(), 1);
    assert!(corpus.take_notices()[0].to_string().starts_with("line 2: no extraction"));
}

#[test]
fn a_day_of_one_place_and_an_article_of_five_megabytes() {
    let long = RAID.repeat(5_000_000 / RAID.len());
    let mut extractions = vec![told("long", "Mail", "2024-05-13", &long, "raided")];
    for number in 0..300 {
        let text = format!("Gunmen raided depot number {number} of Tarnik. Clerk {number} saw it.");
        extractions.push(told(&format!("n{number}"), "Mail", "2024-05-13", &text, "raided"));
    }
    let corpus = linked(&extractions);
    let told: usize = corpus.events().map(|event| event.reports.len()).sum();
    assert_eq!(told, 301);
}
