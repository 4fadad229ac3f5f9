//! What holds for any input: no panic, every string repeats the text at its span, the same output for the same input.

use std::path::Path;

use relata_core::{Claim, ClaimId, ClaimMode, Entity, EntityId, EntityType, Mention, MentionKind, Reading, Score, Sentence, Span, Stance, TextSpan, conllu};
use relata_events::{EventInput, EventLayer, EventOptions, assemble};

fn check(text: &str, layer: &EventLayer) {
    let same = |t: &TextSpan| assert_eq!(t.span.text(text), t.text);
    layer.times.iter().for_each(|t| same(&t.text));
    layer.quantities.iter().for_each(|q| same(&q.text));
    layer.absences.iter().for_each(|a| same(&a.text));
    for event in &layer.events {
        assert!(!event.triggers.is_empty());
        event.triggers.iter().for_each(same);
        let parties = event.actors.iter().chain(&event.targets).chain(&event.instruments).chain(&event.places);
        parties.for_each(|p| same(&p.text));
        assert!(event.relations.iter().all(|r| r.event.index() < layer.events.len() && r.event != event.id));
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
            let reading = conllu::read(&text, &std::fs::read_to_string(path.with_extension("conllu")).unwrap()).unwrap();
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
        let _ = assemble(&EventInput::new(text, reading, &entities, &claims, None), &EventOptions::default());
    }
    let span = TextSpan { span: Span::between(3, 900), text: String::new() };
    let entity = Entity::new(EntityId::from_index(9), "x", EntityType::Gpe, vec![Mention::new(span.clone(), MentionKind::Name, Score::ONE)]);
    let claim = Claim::new(ClaimId::from_index(7), vec![span], ClaimMode::Direct, Stance::Denied, Score::ONE);
    for (text, reading) in &all {
        let _ = assemble(&EventInput::new(text, reading, std::slice::from_ref(&entity), std::slice::from_ref(&claim), None), &EventOptions::default());
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
        for published in [None, Some("0001-01-01".parse().unwrap()), Some("9999-12-31".parse().unwrap())] {
            check(text, &assemble(&EventInput::new(text, &reading, &[], &[], published), &EventOptions::default()));
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
    let started = std::time::Instant::now();
    let layer = assemble(&EventInput::new(&text, &reading, &[], &[], None), &EventOptions::default());
    assert!(!layer.events.is_empty());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
