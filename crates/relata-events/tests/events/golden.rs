//! Articles with the events that they tell, as files that a reviewer can read: `golden/NAME.txt` is
//! the article, `NAME.conllu` its token layers (as the reader parsed it, faults included),
//! `NAME.events` what came out of them and was looked over. `UPDATE_GOLDEN=1` writes the last anew.

use std::path::{Path, PathBuf};

use relata_core::conllu;
use relata_events::{EventInput, EventOptions, assemble};

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
    crate::support::render(&layer, &entities, &claims)
}

#[test]
fn articles_give_their_events() {
    let paths = articles();
    assert!(paths.len() >= 10, "only {} articles", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let found = events_of(&path);
        let expected = path.with_extension("events");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&expected, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
        if found != wanted {
            wrong.push(format!("== {}\n-- expected\n{wanted}-- found\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
