//! Pages of different outlets' manners with the role of each block. Each line of a `.page` file is
//! a role and the block's text; `+` behind the role says that no line break follows the block.

// A test that finds its fixtures otherwise than they should be may well panic: that is how it
// fails.
#![allow(clippy::expect_used, clippy::format_push_string)]

use relata_text::{Boilerplate, CleanOptions, clean};

const PAGES: [(&str, &str); 8] = [
    ("national_appeal", include_str!("pages/national_appeal.page")),
    ("metro_wall", include_str!("pages/metro_wall.page")),
    ("wire", include_str!("pages/wire.page")),
    ("station", include_str!("pages/station.page")),
    ("magazine", include_str!("pages/magazine.page")),
    ("quoted_appeal", include_str!("pages/quoted_appeal.page")),
    ("opinion", include_str!("pages/opinion.page")),
    ("tabloid", include_str!("pages/tabloid.page")),
];

/// The raw text of a page.
fn raw(page: &str) -> String {
    let lines = page.lines().map(|line| line.split_once('\t').expect("role and text"));
    lines
        .map(|(role, text)| format!("{text}{}", if role.ends_with('+') { "" } else { "\n" }))
        .collect()
}

/// The page as it is cleaned, in the form of the files.
fn cleaned(raw: &str) -> String {
    let blocks = clean(raw, &CleanOptions::default()).blocks;
    let line = |block: &relata_core::Block| {
        let glued = raw
            .get(block.span.end()..)
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('\n'));
        format!("{}{}\t{}\n", block.role, if glued { "+" } else { "" }, block.span.text(raw))
    };
    blocks.iter().map(line).collect()
}

#[test]
fn roles() {
    let mut wrong = String::new();
    for (name, page) in PAGES {
        for (expected, found) in page
            .lines()
            .zip(cleaned(&raw(page)).lines())
            .filter(|(expected, found)| expected != found)
        {
            wrong += &format!(
                "{name}: expected {expected:.60}\n{:width$}     found {found:.60}\n",
                "",
                width = name.len()
            );
        }
        assert_eq!(page.lines().count(), cleaned(&raw(page)).lines().count(), "{name}");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The kept blocks of a page, one a line.
fn article(raw: &str) -> String {
    let blocks = clean(raw, &CleanOptions::default()).blocks;
    blocks
        .iter()
        .filter(|block| block.kept)
        .map(|block| format!("{}\n", block.span.text(raw)))
        .collect()
}

#[test]
fn cleaning_an_article_again_drops_nothing() {
    for (name, page) in PAGES {
        let once = article(&raw(page));
        assert_eq!(article(&once), once, "{name}");
    }
}

#[test]
fn nothing_is_dropped_when_all_is_to_be_kept() {
    let options = CleanOptions::default().with_boilerplate(Boilerplate::Keep);
    for (name, page) in PAGES {
        let raw = raw(page);
        let text = clean(&raw, &options);
        assert!(text.blocks.iter().all(|block| block.kept), "{name}");
        assert_eq!(text.blocks.len(), raw.lines().count(), "{name}");
    }
}
