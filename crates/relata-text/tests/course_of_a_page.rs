//! Nothing that stands between or behind its paragraphs ends an article early.

use relata_core::BlockRole;
use relata_text::{CleanOptions, CleanText, clean};

fn cleaned(raw: &str) -> CleanText {
    clean(raw, &CleanOptions::default())
}

fn role_of(raw: &str, part: &str) -> Option<BlockRole> {
    let blocks = cleaned(raw).blocks;
    blocks.iter().find(|block| block.span.text(raw).contains(part)).map(|block| block.role)
}

/// Lines that end with `-` must be dropped, all others kept.
fn check(marked: &[&str]) {
    let lines = || marked.iter().map(|line| line.strip_suffix('-').unwrap_or(line));
    let raw: String = lines().map(|line| format!("{line}\n")).collect();
    let blocks = cleaned(&raw).blocks;
    let found: Vec<String> = lines()
        .map(|line| {
            let kept =
                blocks.iter().any(|block| block.kept && block.span.text(&raw).contains(line));
            format!("{line}{}", if kept { "" } else { "-" })
        })
        .collect();
    assert_eq!(found, marked);
}

const LEAD: &str = "The council of Kirby voted on Monday to close the old pier until the spring, \
after a storm had damaged it.";
const LAST: &str = "The work will cost two million pounds, the council said, and begins in March.";

#[test]
fn tools_of_the_page_end_nothing() {
    let short = ["Police arrested two protesters at the pier.", "The mayor resigned on Tuesday."];
    for tool in [
        "Share this article-",
        "Tweet this story-",
        "Follow us on Facebook-",
        "Sign up to our newsletter-",
    ] {
        check(&[LEAD, "It will decide on Friday.", tool, short[0], short[1]]);
        check(&[tool, short[0], short[1]]);
        check(&[LEAD, tool, short[0], LAST]);
    }
}

#[test]
fn lists_are_article() {
    check(&[
        LEAD,
        "The new fees for boats are:",
        "Under five metres: £120",
        "Five to ten metres: £210",
        "Over ten metres: £390",
        LAST,
    ]);
    check(&[
        LEAD,
        "Concerts at the pier:",
        "April 2 – The Gannets",
        "April 9 – Ada Fry Quartet",
        "April 16 – Low Water",
        "April 23 – Kirby Town Band",
    ]);
    check(&[
        LEAD,
        LAST,
        "How they voted",
        "For: Fry, Ek, Orr, Hay",
        "Against: Toll, Marr",
        "Abstained: Innes",
    ]);
    check(&[
        LEAD,
        "Q: Was there no other way?",
        "A: No. We looked for one.",
        "Q: Who pays?",
        "A: The county.",
        LAST,
    ]);
}

#[test]
fn what_stands_in_front() {
    let raw = format!("https://www.example.org/2011/03/pier\nPier to close\n{LEAD}\n{LAST}\n");
    assert_ne!(role_of(&raw, "https"), Some(BlockRole::Headline));
    assert_eq!(role_of(&raw, "Pier to close"), Some(BlockRole::Headline));
    let raw = format!("Share\nTweet\nPier will close until spring\nEmail\nPrint\n{LEAD}\n{LAST}\n");
    assert_eq!(role_of(&raw, "Pier will close"), Some(BlockRole::Headline));
    let raw = format!("afrol News, 27 January - {LEAD}\n{LAST}\n");
    let dateline = cleaned(&raw).dateline.and_then(|dateline| dateline.agency);
    assert_eq!(dateline.map(|agency| agency.text).as_deref(), Some("afrol News"));
}

#[test]
fn credits_are_no_text() {
    for credit in ["AFP, AP", "Reuters", "Brought to you by The Kirby Trust"] {
        let raw = format!("{LEAD}\n{LAST}\n{credit}\n");
        assert_eq!(role_of(&raw, credit), Some(BlockRole::Credit), "{credit}");
    }
}

#[test]
fn capitals_are_read_as_small_letters() {
    let wrapped = "The council of Kirby voted on Monday to close the\nold pier until the spring, after \
        a storm had damaged\nit. Two members of the council were against it.\n\nThe work will cost two \
        million pounds, the council\nsaid, and begins in March. Nobody was hurt when the\nstorm hit \
        the pier, a spokesman for the coast guard\nsaid.\n";
    for raw in [wrapped.to_owned(), wrapped.to_uppercase()] {
        let blocks = cleaned(&raw).blocks;
        assert!(blocks.len() == 2 && blocks.iter().all(|block| block.kept), "{blocks:?}");
    }
}

#[test]
fn notices_of_rights_end_an_article() {
    for notice in [
        "Copyright 2024 Harbour Media Group. All rights reserved. This article may not be \
         republished without permission.-",
        "© 2022 Channel 6. All rights reserved. This material may not be broadcast, rewritten or \
         redistributed.-",
        "Copyright by the Amity Gazette. All rights reserved; stories may not be reproduced in \
         print or online.-",
    ] {
        check(&[LEAD, LAST, notice]);
    }
    check(&[
        LEAD,
        "The court ruled that copyright of the 1962 recording belongs to the band, all rights \
         reserved or not, and that copies may not be published by the label before the appeal is \
         heard in June.",
        LAST,
    ]);
}

#[test]
fn points_beneath_a_headline_are_article() {
    let points = ["* Pier shut since the storm", "* Repairs cost two million", "* Mayor sorry"];
    let [first, second, third] = points;
    check(&["Kirby council closes storm-hit pier until spring", first, second, third, LEAD, LAST]);
    check(&["Kirby council closes storm-hit pier until spring", first, second, LEAD, LAST]);
}
