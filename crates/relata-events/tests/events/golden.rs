//! Articles with the events that they tell, as files that a reviewer can read: `golden/NAME.txt` is
//! the article, `NAME.conllu` its token layers (as the reader parsed it, faults included),
//! `NAME.events` what came out of them and was looked over: the sentences with triggers and times
//! marked beneath, then the events. `RELATA_BLESS=1` writes the last anew.

use std::path::{Path, PathBuf};

use relata_core::{TextSpan, conllu};
use relata_events::{EventInput, EventLayer, EventOptions, assemble};

use crate::marked::{self, Mark};

const PUBLISHED: &str = "2022-05-12";

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
}

fn events_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let reading =
        conllu::read(&text, &std::fs::read_to_string(path.with_extension("conllu")).unwrap())
            .unwrap();
    let entities = crate::support::entities(&text, &reading);
    let claims = crate::support::claims(&text, &reading, &entities);
    let input =
        EventInput::new(&text, &reading, &entities, &claims, Some(PUBLISHED.parse().unwrap()));
    let layer = assemble(&input, &EventOptions::default());
    let marked = marked::under_sentences(&text, &reading, &marks(&layer));
    marked + &crate::support::render(&layer, &entities, &claims)
}

fn marks(layer: &EventLayer) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut mark = |text: &TextSpan, label: String| out.push(Mark { span: text.span, label });
    for event in &layer.events {
        for trigger in event.triggers.iter().chain(&event.support_triggers) {
            mark(trigger, event.id.to_string());
        }
        let roles = [
            ("actor", &event.actors),
            ("target", &event.targets),
            ("instrument", &event.instruments),
            ("place", &event.places),
            ("beneficiary", &event.beneficiaries),
        ];
        for (role, parties) in roles {
            for party in parties {
                mark(&party.text, format!("{} {role}", event.id));
            }
        }
    }
    for time in &layer.times {
        mark(&time.text, format!("time {}", time.value.as_deref().unwrap_or("-")));
    }
    out
}

#[test]
fn articles_give_their_events() {
    let paths = articles();
    assert!(paths.len() >= 10, "only {} articles", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        wrong.extend(marked::holds(&path.with_extension("events"), &events_of(&path)).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
