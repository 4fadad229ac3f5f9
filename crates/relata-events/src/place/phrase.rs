//! What the words of a phrase say of the place that it names.

use relata_core::{Entity, MentionKind};

use crate::document::Document;
use crate::mention::Filler;

/// Nouns for a first-level region, in the order in which they are stripped from a name.
const REGION_WORDS: [&str; 11] = [
    "province",
    "governorate",
    "state",
    "oblast",
    "region",
    "prefecture",
    "department",
    "autonomous region",
    "republic",
    "voivodeship",
    "canton",
];

/// What the words about the name tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// A region of that name is meant, not the town.
    pub region: bool,
    /// Only a part is meant.
    pub part: Option<&'static str>,
}

pub(super) fn words(document: &Document<'_>, filler: &Filler) -> Words {
    let mut out = Words::default();
    for token in document.reading.tokens_in(filler.span).take(24) {
        let word = document.form(token).to_lowercase();
        out.region |= REGION_WORDS.contains(&word.as_str());
        // "South Africa" is whole: a compass word of the name itself names no part.
        let in_name =
            document.mention_kind(token).is_some_and(|(kind, _)| kind == MentionKind::Name)
                && starts_upper(document.form(token));
        if !in_name || token == filler.head {
            out.part = out.part.or_else(|| part(&word));
        }
    }
    out
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn part(word: &str) -> Option<&'static str> {
    let plain = word.replace('-', "");
    let side =
        plain.strip_suffix("ern").or_else(|| plain.strip_suffix("ernmost")).unwrap_or(&plain);
    Some(match side {
        "north" => "north",
        "south" => "south",
        "east" => "east",
        "west" => "west",
        "northeast" => "north-east",
        "northwest" => "north-west",
        "southeast" => "south-east",
        "southwest" => "south-west",
        "central" | "centre" | "center" | "downtown" => "centre",
        "outskirts" | "suburb" | "suburbs" | "edge" | "edges" => "outskirts",
        "countryside" | "rural" => "countryside",
        "part" | "parts" | "swathe" | "swathes" | "corner" => "part",
        "coast" | "coastal" => "coast",
        "border" => "border",
        _ => return None,
    })
}

/// The name without "the" and the noun for what it is: "the province of Hama", "Hama province",
/// "New York City" stays.
pub(super) fn bare_name(name: &str) -> String {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let lower = name.to_lowercase();
    let kinds = REGION_WORDS.iter().chain(&["city", "town", "village", "district", "county"]);
    for kind in kinds {
        if let Some(rest) = lower.strip_prefix(kind).and_then(|rest| rest.strip_prefix(" of ")) {
            return rest.to_owned();
        }
        let stem = lower.strip_suffix(kind).and_then(|rest| rest.strip_suffix(' '));
        if let Some(rest) = stem.filter(|_| *kind != "city") {
            return rest.to_owned();
        }
    }
    lower
}

/// What holds the place, as the words behind its name say.
pub(super) struct Container<'a> {
    pub name: String,
    pub country: Option<&'a str>,
}

/// The country or region that stands right behind a name of the entity: "Hama, Syria", "Hama in
/// Syria", "Paris, Texas".
pub(super) fn container<'a>(document: &Document<'a>, entity: &Entity) -> Option<Container<'a>> {
    let names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name).take(16);
    names.filter_map(|m| document.reading.tokens_in(m.text.span).next_back()).find_map(|last| {
        let joint = last + 1;
        let name = last + 2;
        let is_inside = matches!(document.form(joint), "," | "in");
        let holder = document
            .entity_of(name)
            .filter(|e| is_inside && e.id != entity.id && document.is_place_name(name))?;
        (document.sentence_of(last).contains(&name)).then(|| Container {
            name: bare_name(&holder.name),
            country: holder.country.as_deref(),
        })
    })
}
