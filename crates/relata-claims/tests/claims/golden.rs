//! Whole articles: text and token layers as the reader gives them, and the claims that come of
//! them.
//!
//! The layers (`*.conllu`) were written by the trained reader, faults included; the articles are
//! our own. A line in `*.claims` reads `source (kind) | cue | content … content | mode stance |
//! addressee | said at`; what the stage gets wrong stands under a FIXME.

use relata_core::conllu;

use crate::support::render;

fn check(name: &str, text: &str, layers: &str, expected: &str) {
    let reading = conllu::read(text, layers).unwrap_or_else(|error| panic!("{name}: {error}"));
    let found = render(&relata_claims::attribute(text, &reading, &[]));
    if std::env::var_os("RELATA_PRINT_GOLDEN").is_some() {
        println!("== {name}\n{}", found.join("\n"));
        return;
    }
    let expected: Vec<&str> =
        expected.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert_eq!(found, expected, "{name}");
}

macro_rules! golden {
    ($($name:ident)+) => {
        $(#[test]
        fn $name() {
            let name = stringify!($name);
            check(
                name,
                include_str!(concat!("golden/", stringify!($name), ".txt")),
                include_str!(concat!("golden/", stringify!($name), ".conllu")),
                include_str!(concat!("golden/", stringify!($name), ".claims")),
            );
        })+
    };
}

golden! { wire tabloid court sport business science interview liveblog obituary council war election }
