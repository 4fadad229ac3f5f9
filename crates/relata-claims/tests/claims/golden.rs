//! Whole articles: `golden/NAME.txt` is the article, one of our own, `NAME.conllu` its token layers
//! as the trained reader wrote them, faults included, and `NAME.claims` the claims that come of
//! them, marked beneath their sentences. `RELATA_BLESS=1` writes the last anew.

use std::path::{Path, PathBuf};

use relata_core::{Claim, TextSpan, conllu};

use crate::marked::{self, Mark};

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims/golden");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    paths
}

fn claims_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let layers = std::fs::read_to_string(path.with_extension("conllu")).unwrap();
    let reading = conllu::read(&text, &layers).unwrap();
    let claims = relata_claims::attribute(&text, &reading, &[]);
    let marks: Vec<Mark> = claims.iter().flat_map(marks).collect();
    marked::under_sentences(&text, &reading, &marks)
}

fn marks(claim: &Claim) -> Vec<Mark> {
    let id = claim.id;
    let mut out = Vec::new();
    let mut mark = |text: &TextSpan, label: String| {
        out.push(Mark { span: text.span, label: format!("{id} {label}") });
    };
    if let Some(source) = &claim.source {
        mark(&source.text, format!("source ({})", source.kind));
    }
    if let Some(cue) = &claim.cue {
        mark(&cue.text, "cue".to_owned());
    }
    let within = claim.within.map_or(String::new(), |outer| format!(", within {outer}"));
    for content in &claim.content {
        mark(content, format!("content, {} {}{within}", claim.mode, claim.stance));
    }
    if let Some(addressee) = &claim.addressee {
        mark(&addressee.text, "addressee".to_owned());
    }
    if let Some(said_at) = &claim.said_at {
        mark(said_at, "said at".to_owned());
    }
    out
}

#[test]
fn articles_give_their_claims() {
    let paths = articles();
    assert!(paths.len() >= 12, "only {} articles", paths.len());
    let held = |path: &PathBuf| marked::holds(&path.with_extension("claims"), &claims_of(path));
    let wrong: Vec<String> = paths.iter().filter_map(|path| held(path).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
