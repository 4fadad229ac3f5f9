//! What holds for any input: no panic, every string repeats the text at its span, the same output
//! for the same input.

use std::path::Path;

use relata_core::{
    Claim, ClaimId, ClaimMode, Entity, EntityId, EntityType, Mention, MentionKind, Reading, Score,
    Sentence, Span, Stance, TextSpan, conllu,
};
use relata_events::{EventInput, EventLayer, EventOptions, assemble};

use crate::clock::WorkClock;

fn check(text: &str, layer: &EventLayer) {
    let same = |t: &TextSpan| assert_eq!(t.span.text(text), t.text);
    layer.times.iter().for_each(|t| same(&t.text));
    layer.quantities.iter().for_each(|q| same(&q.text));
    layer.absences.iter().for_each(|a| same(&a.text));
    for event in &layer.events {
        assert!(!event.triggers.is_empty());
        event.triggers.iter().for_each(same);
        let parties = event
            .actors
            .iter()
            .chain(&event.targets)
            .chain(&event.instruments)
            .chain(&event.places);
        parties.for_each(|p| same(&p.text));
        assert!(
            event
                .relations
                .iter()
                .all(|r| r.event.index() < layer.events.len() && r.event != event.id)
        );
    }
    assert!(layer.main_event.is_none_or(|id| id.index() < layer.events.len()));
}

fn golden() -> Vec<(String, Reading)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let reading = conllu::read(
                &text,
                &std::fs::read_to_string(path.with_extension("conllu")).unwrap(),
            )
            .unwrap();
            (text, reading)
        })
        .collect()
}

#[test]
fn spans_repeat_the_text_and_output_repeats() {
    for (text, reading) in golden() {
        let entities = crate::support::entities(&text, &reading);
        let claims = crate::support::claims(&text, &reading, &entities);
        let input = EventInput::new(&text, &reading, &entities, &claims, None);
        let layer = assemble(&input, &EventOptions::default());
        check(&text, &layer);
        assert_eq!(layer, assemble(&input, &EventOptions::default()));
    }
}

#[test]
fn layers_that_belong_to_another_text_do_no_harm() {
    let all = golden();
    for (number, (text, _)) in all.iter().enumerate() {
        let (other, reading) = &all[(number + 1) % all.len()];
        let entities = crate::support::entities(other, reading);
        let claims = crate::support::claims(other, reading, &entities);
        let _ = assemble(
            &EventInput::new(text, reading, &entities, &claims, None),
            &EventOptions::default(),
        );
    }
    let span = TextSpan { span: Span::between(3, 900), text: String::new() };
    let entity = Entity::new(
        EntityId::from_index(9),
        "x",
        EntityType::Gpe,
        vec![Mention::new(span.clone(), MentionKind::Name, Score::ONE)],
    );
    let claim = Claim::new(
        ClaimId::from_index(7),
        vec![span],
        ClaimMode::Direct,
        Stance::Denied,
        Score::ONE,
    );
    for (text, reading) in &all {
        let _ = assemble(
            &EventInput::new(
                text,
                reading,
                std::slice::from_ref(&entity),
                std::slice::from_ref(&claim),
                None,
            ),
            &EventOptions::default(),
        );
    }
}

#[test]
fn odd_texts_do_no_harm() {
    for text in [
        "",
        "\0",
        "attack",
        "🎉 31 dead 🎉",
        "on on on 7th 7th of of May May 2000 2000 2000-02-30 99/99/9999 24:99",
        "a year a year a year earlier later ago",
        "½ 1/2 10,000,000,000,000,000,000,000 million billion years",
    ] {
        let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
        for published in
            [None, Some("0001-01-01".parse().unwrap()), Some("9999-12-31".parse().unwrap())]
        {
            check(
                text,
                &assemble(
                    &EventInput::new(text, &reading, &[], &[], published),
                    &EventOptions::default(),
                ),
            );
        }
    }
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    // 5,000 sentences with one event each; a quadratic stage would take minutes.
    let sentence = "Rebels shelled Tarn on Monday.\n";
    let rows = "1\tRebels\trebel\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tshelled\tshell\tVERB\t_\t_\t0\troot\t_\t_\n3\tTarn\tTarn\tPROPN\t_\t_\t2\tobj\t_\tEntity=B-GPE\n\
                4\ton\ton\tADP\t_\t_\t5\tcase\t_\t_\n5\tMonday\tMonday\tPROPN\t_\t_\t2\tobl\t_\tEntity=B-DATE\n6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";
    let text = sentence.repeat(5_000);
    let reading = conllu::read(&text, &format!("# newpar\n{rows}").repeat(5_000)).unwrap();
    let started = WorkClock::start();
    let layer =
        assemble(&EventInput::new(&text, &reading, &[], &[], None), &EventOptions::default());
    assert!(!layer.events.is_empty());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// Texts that are no articles, with tokens as a reader would give them: every word a noun that
/// hangs on the one before, the worst case for phrases.
fn chain(text: &str) -> Reading {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            let mut token = relata_core::Token::new(Span::at(at, bare.len()));
            token.lemma = bare.to_lowercase();
            token.upos = if bare.ends_with("ed") {
                relata_core::Upos::Verb
            } else {
                relata_core::Upos::Noun
            };
            token.head = tokens.len().checked_sub(1);
            token.relation = if tokens.is_empty() {
                relata_core::Relation::Root
            } else {
                relata_core::Relation::Nmod
            };
            tokens.push(token);
        }
        at += word.len();
    }
    Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], tokens)
}

#[test]
fn what_is_no_article_takes_bounded_time() {
    let table = "Region\tDead\tHurt\nHama\t12\t31\nIdlib\t4\t9\n".repeat(400);
    let names = "Ali Hassan, Maria Lopez, John Smith, Wei Chen\n".repeat(400);
    let poem =
        "The night attacked the silent town\nand stars like bombs came falling down\n".repeat(200);
    let numbers = "1 2 3.5 4,000 50% 6-7 1999 2000 12:30 1/2 31 12 1999\n".repeat(300);
    let timeline: String = (0..2_000)
        .map(|n| {
            format!(
                "{}-{:02}-{:02}: rebels attacked town {n}\n",
                1900 + n % 120,
                n % 12 + 1,
                n % 28 + 1
            )
        })
        .collect();
    for (name, text) in [
        ("table", table),
        ("names", names),
        ("poem", poem),
        ("numbers", numbers),
        ("timeline", timeline),
    ] {
        let reading = chain(&text);
        let started = WorkClock::start();
        let layer = assemble(
            &EventInput::new(&text, &reading, &[], &[], Some("2021-06-09".parse().unwrap())),
            &EventOptions::default().with_explain(true),
        );
        check(&text, &layer);
        assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn a_timeline_gives_each_line_its_own_event_and_day() {
    let rows = |n: usize| {
        let day = format!("2021-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        let text = format!("Rebels shelled Tarn on {day}.\n");
        let conllu = format!(
            "# newpar\n1\tRebels\trebel\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tshelled\tshell\tVERB\t_\t_\t0\troot\t_\t_\n3\tTarn\tTarn\tPROPN\t_\t_\t2\tobj\t_\tEntity=B-GPE\n\
             4\ton\ton\tADP\t_\t_\t5\tcase\t_\t_\n5\t{day}\t{day}\tNUM\t_\t_\t2\tobl\t_\tEntity=B-DATE\n6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
        );
        (text, conllu)
    };
    let lines: Vec<_> = (0..2_000).map(rows).collect();
    let text: String = lines.iter().map(|(text, _)| text.as_str()).collect();
    let reading =
        conllu::read(&text, &lines.iter().map(|(_, rows)| rows.as_str()).collect::<String>())
            .unwrap();
    let started = WorkClock::start();
    let layer =
        assemble(&EventInput::new(&text, &reading, &[], &[], None), &EventOptions::default());
    check(&text, &layer);
    assert_eq!(layer.times.len(), 2_000);
    assert!(
        layer.events.len() >= 80,
        "events of different days were joined: {}",
        layer.events.len()
    );
    assert!(layer.events.iter().all(|e| e.time.is_some()));
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
