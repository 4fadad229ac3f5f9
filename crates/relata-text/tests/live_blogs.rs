//! Live blogs: short posts, each under its time.

use relata_core::BlockRole;
use relata_text::{CleanOptions, clean};

const POSTS: [(&str, &[&str]); 7] = [
    (
        "09:12",
        &["Good morning. The vote on the harbour bridge begins at ten, and we will follow it \
            here all day."],
    ),
    (
        "10:04",
        &[
            "Doors have opened.",
            "Some sixty people are waiting in the rain outside the town hall, many with placards.",
        ],
    ),
    (
        "10:31",
        &[
            "Mayor speaks first",
            "Ada Fry tells the council that the bridge is \"beyond repair\". She is booed from the \
            gallery.",
        ],
    ),
    ("11:15", &["Jo Ek of the Harbour Party says his group will vote against the plan."]),
    ("11:40", &["“It is a scandal,” a woman in the gallery shouts. She is led out."]),
    ("12:02", &["The vote: 14 for, 9 against. The bridge will close in March."]),
    ("12:10", &["Ada Fry: work to begin within weeks."]),
];

/// The blog with `mark` behind each time, blank lines between all lines or none, and `page` behind
/// it.
fn page(mark: &str, gap: &str, tail: &str) -> String {
    let mut out = String::from("Bridge vote: council decides on Monday");
    for (time, lines) in POSTS {
        let lines = std::iter::once(format!("{time}{mark}"))
            .chain(lines.iter().map(|line| (*line).to_owned()));
        lines.for_each(|line| out.extend([gap, &line]));
    }
    out + gap + tail
}

/// Share of the characters of the posts that are kept, in percent.
fn kept_percent(raw: &str) -> usize {
    let text = clean(raw, &CleanOptions::default());
    let kept: Vec<&str> =
        text.blocks.iter().filter(|block| block.kept).map(|block| block.span.text(raw)).collect();
    let all = || POSTS.iter().flat_map(|(_, lines)| lines.iter().copied());
    let found: usize =
        all().filter(|line| kept.iter().any(|block| block.contains(line))).map(str::len).sum();
    found * 100 / all().map(str::len).sum::<usize>()
}

#[test]
fn posts_are_kept() {
    for mark in ["", " GMT", "h"] {
        for gap in ["\n", "\n\n"] {
            let raw = page(mark, gap, "Comments (12)");
            assert!(kept_percent(&raw) >= 95, "{}: {raw}", kept_percent(&raw));
            let blocks = clean(&raw, &CleanOptions::default()).blocks;
            assert_eq!(
                blocks.iter().filter(|block| block.role == BlockRole::Timestamp).count(),
                POSTS.len(),
                "{raw}"
            );
            assert_eq!(blocks.last().map(|block| block.kept), Some(false));
        }
    }
}

#[test]
fn lists_of_stories_with_their_times_are_dropped() {
    let article = "Ferries stayed in port for a third day on Wednesday as a storm hit the islands, the operator said. Two villages were without power.\n\n\
                   The operator said that it would sail again when the wind fell. Nobody was hurt, according to the police, but two boats were lost.\n\n";
    let raw = format!(
        "Ferries stay in port as storm hits islands\n\n{article}Latest news\n\n09:12\n\nBridge to \
        close in March\n\n10:04\n\nSeal rescued on Mull\n\n11:40\n\nSchool roof falls in"
    );
    let text = clean(&raw, &CleanOptions::default());
    assert!(
        text.blocks
            .iter()
            .filter(|block| block.kept)
            .all(|block| block.span.end() < raw.find("Latest").unwrap_or_default())
    );
}

#[test]
fn comments_of_readers_are_not_posts() {
    let paragraph = "The council closed the bridge on Monday after engineers had found that two of \
    its piers were beyond repair, and said that a new one would take years to build. ";
    let article = [
        paragraph.repeat(2),
        paragraph.replace("Monday", "Tuesday").repeat(2),
        paragraph.replace("council", "county").repeat(2),
    ]
    .join("\n");
    let comments = "1.\n6:45 pm\nI have crossed this bridge every day for years and never saw a \
    crack in it.\nPosted by Jo\n2.\n7:02 pm\nSo now it takes me an hour to get to work, thanks a \
    lot.\nPosted by Al\n3.\n8:12 pm\nThey should have listened to the people who live \
    there.\nPosted by Mo";
    let raw = format!("Bridge closed for good\n{article}\nComments\n{comments}");
    let text = clean(&raw, &CleanOptions::default());
    assert!(
        text.blocks
            .iter()
            .filter(|block| block.kept)
            .all(|block| block.span.end() < raw.find("Comments").unwrap_or_default())
    );
}
