//! What the words of a phrase say of the place that it names.

use relata_core::{Entity, MentionKind, Place, PlaceOffset, PlacePrecision};

use super::gazetteer::{self, Candidate, Kind, Naming};
use super::words;
use crate::layers::Layers;
use crate::mention::Filler;
use crate::time::of_times;

/// The longest name of a country or region behind a town, in words.
const HOLDER_WORDS: usize = 5;
/// A town of so many inhabitants is named without what holds it.
const LARGE_TOWN: u32 = 300_000;
/// Words in front of a region that tell which part of it is meant.
const PART_WORDS: usize = 4;
/// So many words tell what a place is: "a small fishing village".
const KIND_WORDS: usize = 5;
/// So many words stand in brackets behind a distance.
const BRACKETED: usize = 6;
/// So many words stand between a distance and what it is told from.
const MOST_AIM: usize = 10;
/// So many bytes behind a name hold what it lies in.
const REACH: usize = 64;

/// What the words about the name tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Qualifiers {
    /// A region of that name is meant, not the town.
    pub region: bool,
    /// Only a part is meant.
    pub part: Option<&'static str>,
    /// So far off it, in that direction.
    pub offset: Option<PlaceOffset>,
}

pub(super) fn words(layers: &Layers<'_>, filler: &Filler) -> Qualifiers {
    let mut out = Qualifiers { offset: offset(layers, filler), ..Qualifiers::default() };
    for token in layers.reading.tokens_in(filler.span).take(24) {
        let word = layers.form(token).to_lowercase().replace('-', "");
        out.region |= words::is(&word, "region");
        // "South Africa" is whole: a compass word of the name itself names no part.
        let in_name = layers.mention_kind(token).is_some_and(|(kind, _)| kind == MentionKind::Name)
            && layers.form(token).starts_with(char::is_uppercase);
        if !in_name || token == filler.head {
            out.part = out.part.or_else(|| words::value(&word, "part"));
        }
    }
    // "the far south of Chad": the name is the head, and the part stands before it.
    let before = filler.head.checked_sub(2).filter(|&t| layers.form(t + 1) == "of");
    let before = before.map(|t| layers.form(t).to_lowercase().replace('-', ""));
    out.part = out.part.or_else(|| words::value(&before?, "part"));
    out
}

/// True where a phrase means the place that is named in it, or a part of that: the head is the
/// name, or a noun for what it is ("Hama province", "the city of Hama") or for a part ("the
/// outskirts of Hama", "the border with Mali").
pub(super) fn is_whole(layers: &Layers<'_>, head: usize, name: usize, place: &Place) -> bool {
    let word = layers.form(head).to_lowercase();
    let of = layers.case_of(name).is_none_or(|case| case == "of");
    let town = place.precision == Some(PlacePrecision::City);
    head == name
        || words::is(&word, "part")
        || of && words::is(&word, "region")
        || of && town && words::is(&word, "town")
}

/// True for an abbreviation whose full stop stands behind the name: "Paradise, Calif."
pub(super) fn is_cut(layers: &Layers<'_>, entity: &Entity, candidates: &[Candidate]) -> bool {
    let first = entity.mentions.first().map(|mention| mention.text.span.end());
    let behind = first.and_then(|end| layers.text.get(end..));
    candidates.iter().all(|c| c.naming == Naming::Abbreviation)
        && behind.is_some_and(|rest| rest.starts_with('.'))
}

/// "30 km north of Aleppo", "12 miles south-west of Goma", "40 kilometres (25 miles) from Mosul"
fn offset(layers: &Layers<'_>, filler: &Filler) -> Option<PlaceOffset> {
    let mut tokens = layers.reading.tokens_in(filler.span);
    let name = tokens.find(|&t| layers.is_named_place(t)).or_else(|| aim(layers, filler))?;
    let word = |back: usize| {
        let token = name.checked_sub(back).filter(|&t| layers.sentence_of(name).contains(&t))?;
        Some(layers.form(token).to_lowercase().replace('-', ""))
    };
    let joint = word(1).filter(|w| w == "of" || w == "from")?;
    let (direction, at) = direction(&word, 2).filter(|_| joint == "of").unzip();
    let at = behind_bracket(&word, at.unwrap_or(2));
    let unit = word(at).and_then(|w| words::value(&w, "unit")?.parse::<f64>().ok())?;
    let metres = Some(unit * count(&word(at + 1)?)?).filter(|m| (0.0..1e7).contains(m));
    // Within ten thousand kilometres: far inside the range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let metres = metres.map(|m| m.round() as u32)?;
    Some(PlaceOffset::new(metres, direction.map(str::to_owned)))
}

/// The direction that ends so many words before the name, and where the words before it end:
/// "west", "south", "-", "west".
fn direction(word: &impl Fn(usize) -> Option<String>, at: usize) -> Option<(&'static str, usize)> {
    let last = word(at)?;
    let hyphened = word(at + 1).filter(String::is_empty).and_then(|_| word(at + 2));
    let joined = hyphened.and_then(|first| words::value(&(first + &last), "part"));
    let joined = joined.map(|value| (value, at + 3));
    joined.or_else(|| Some((words::value(&last, "part")?, at + 1)))
}

/// The words before what is bracketed: "40 kilometres (25 miles)".
fn behind_bracket(word: &impl Fn(usize) -> Option<String>, at: usize) -> usize {
    if word(at).is_none_or(|w| w != ")") {
        return at;
    }
    let opens = |back: &usize| word(*back).is_some_and(|w| w == "(");
    (at + 1..at + BRACKETED).find(opens).map_or(at, |back| back + 1)
}

/// A number in figures, or a small one in words.
fn count(word: &str) -> Option<f64> {
    let small = || of_times().number(word, "number").or_else(|| of_times().number(word, "counts"));
    let figures = word.replace(',', "").parse::<f64>().ok();
    figures.or_else(|| small().and_then(|n| u16::try_from(n).ok()).map(f64::from))
}

/// The named place behind a distance or direction that stands without it: of "40 km" in "40 km (25
/// miles) south of Mosul".
pub(super) fn aim(layers: &Layers<'_>, filler: &Filler) -> Option<usize> {
    let means = |token: usize| {
        let word = layers.form(token).to_lowercase().replace('-', "");
        words::is(&word, "unit") || words::is(&word, "part")
    };
    if !means(filler.head) {
        return None;
    }
    let first = layers.reading.tokens_in(filler.span).end;
    let sentence = layers.sentence_of(filler.head);
    for token in (first..sentence.end).take(MOST_AIM) {
        if layers.is_named_place(token) {
            let joint = layers.form(token.checked_sub(1)?);
            return matches!(joint, "of" | "from").then_some(token);
        }
        let word = layers.form(token);
        let passes = matches!(word, "(" | ")" | "-" | "of" | "from" | "or" | "about")
            || word.starts_with(|c: char| c.is_ascii_digit())
            || means(token);
        if !passes {
            return None;
        }
    }
    None
}

/// The name without the noun for what it is and what holds it: "the province of Hama", "Hama
/// province", "Moscow, Idaho"; "New York City" stays.
pub(super) fn bare_name(name: &str) -> String {
    let lower = name.split(", ").next().unwrap_or(name).to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let kind = |word: &str| words::is(word, "region") || words::is(word, "town");
    if let Some((before, rest)) = lower.split_once(" of ")
        && before.split(' ').next_back().is_some_and(kind)
        && !rest.is_empty()
    {
        return rest.to_owned();
    }
    match lower.rsplit_once(' ') {
        Some((stem, last)) if kind(last) && last != "city" => stem.to_owned(),
        _ => lower.to_owned(),
    }
}

/// True where the name, or a word beside its first mention, says that a region is meant: "Hama
/// province", "the state of Borno".
pub(super) fn names_region(layers: &Layers<'_>, entity: &Entity) -> bool {
    let is_region = |word: &str| words::is(&word.to_lowercase(), "region");
    if entity.name.split(' ').any(is_region) {
        return true;
    }
    let Some(first) = entity.mentions.iter().find(|m| m.kind == MentionKind::Name) else {
        return false;
    };
    let tokens = layers.reading.tokens_in(first.text.span);
    let sentence = layers.sentence_of(tokens.start);
    let of = tokens.start.checked_sub(2).filter(|&t| sentence.contains(&t));
    sentence.contains(&tokens.end) && is_region(layers.form(tokens.end))
        || of.is_some_and(|t| layers.form(t + 1) == "of" && is_region(layers.form(t)))
        || has_office(layers, entity)
}

/// True for what is governed by those who govern regions, and in which nothing is said to lie:
/// "Oklahoma's governor", "the governor of Puebla".
fn has_office(layers: &Layers<'_>, entity: &Entity) -> bool {
    let names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name).take(16);
    let mut held = false;
    for name in names {
        let tokens = layers.reading.tokens_in(name.text.span);
        let sentence = layers.sentence_of(tokens.start);
        let form = |token: Option<usize>| {
            let token = token.filter(|t| sentence.contains(t));
            token.map_or_else(String::new, |t| layers.form(t).to_lowercase())
        };
        let before = form(tokens.start.checked_sub(1));
        if words::is(&before, "locates") {
            return false;
        }
        let owner = usize::from(matches!(form(Some(tokens.end)).as_str(), "'s" | "’s" | "'"));
        held |= words::is(&form(Some(tokens.end + owner)), "region_office")
            || before == "of" && words::is(&form(tokens.start.checked_sub(2)), "region_office");
    }
    held
}

/// True for "the Red Sea" and "the Niger River": a district of that name is not meant.
pub(super) fn names_nature(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split(' ').any(|word| words::is(word, "nature"))
}

/// What the text names as holding a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Holders {
    pub found: Vec<Candidate>,
    /// True where nothing else can be meant: "Perth, Ont.," and "Perth, Ontario."
    pub is_certain: bool,
}

/// The countries and regions that stand right behind a name of the entity: "Hama, Syria", "Hama in
/// northern Syria", "Paris, Texas", "Nashua, N.H.".
pub(super) fn holders(layers: &Layers<'_>, entity: &Entity) -> Holders {
    if let Some((_, behind)) = entity.name.split_once(", ") {
        let holders = holders_at(behind);
        if !holders.found.is_empty() {
            return holders;
        }
    }
    let names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name).take(16);
    let found = names.map(|mention| {
        let end = mention.text.span.end();
        let reach = layers.text.get(end..).map_or(end, |rest| {
            end + rest
                .char_indices()
                .map(|(at, _)| at)
                .take_while(|&at| at < REACH)
                .last()
                .unwrap_or(0)
        });
        behind_joint(layers.text.get(end..reach).unwrap_or_default())
    });
    found.into_iter().find(|holders| !holders.found.is_empty()).unwrap_or_default()
}

fn behind_joint(text: &str) -> Holders {
    let is_parenthetic = text.trim_start().starts_with(',');
    let mut rest = text.trim_start();
    let mut joints = 0;
    // ", in Kharkiv region"
    while let Some(after) = after_joint(rest).filter(|_| joints < 2) {
        rest = after.trim_start();
        joints += 1;
    }
    if joints == 0 {
        return Holders::default();
    }
    let holders = holders_at(after_part(after_kind(rest)));
    Holders { is_certain: holders.is_certain && is_parenthetic && joints == 1, ..holders }
}

/// The text behind what only says what the place is: "a village in Yemen", "the capital of Borno".
fn after_kind(text: &str) -> &str {
    if text.starts_with(char::is_uppercase) {
        return text;
    }
    let mut rest = text;
    for _ in 0..KIND_WORDS {
        let Some((word, behind)) = rest.split_once(' ') else { break };
        if words::is(word, "town") {
            let joint = behind.split_once(' ').filter(|(word, _)| matches!(*word, "in" | "of"));
            return joint.map_or(text, |(_, behind)| behind.trim_start());
        }
        rest = behind;
    }
    text
}

/// The text behind what only says which part of a region is meant: "northern Mali", "the far north
/// of Chad".
fn after_part(text: &str) -> &str {
    let mut rest = text;
    let mut parted = false;
    for _ in 0..PART_WORDS {
        let Some((word, behind)) = rest.split_once(' ') else { break };
        let bare = word.replace('-', "");
        let part = words::is(&bare, "part");
        if !part && !words::is(&bare, "beside_part") {
            break;
        }
        (parted, rest) = (parted || part, behind);
    }
    if parted { rest } else { text }
}

fn after_joint(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if words::is(first.encode_utf8(&mut [0; 4]), "joint") {
        return text.get(first.len_utf8()..);
    }
    let (word, rest) = text.split_once(' ')?;
    words::is(word, "joint").then_some(rest)
}

/// Countries and regions of the longest name that the text begins with.
fn holders_at(text: &str) -> Holders {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if !text.starts_with(char::is_uppercase) {
        return Holders::default();
    }
    let mut parts = Vec::new();
    let mut is_closed = false;
    for part in text.split_whitespace().take(HOLDER_WORDS) {
        let bare = part.trim_end_matches([',', ';', ':', '(', ')', '"', '”']);
        let owner = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"));
        parts.push(owner.unwrap_or(bare));
        if owner.is_some() || bare.len() < part.len() {
            is_closed = owner.is_none();
            break;
        }
    }
    let held = (1..=parts.len()).rev().map(|len| {
        let name = parts.get(..len).unwrap_or_default().join(" ");
        let listed = text.split_whitespace().nth(len).is_some_and(|word| words::is(word, "list"));
        let found = holding(&name, listed);
        let last = name.ends_with('.')
            || is_closed && len == parts.len()
            || text.split_whitespace().nth(len).is_none();
        let is_certain = is_region(&name, &found, last);
        Holders { found, is_certain }
    });
    held.into_iter().find(|holders| !holders.found.is_empty()).unwrap_or_default()
}

/// True for an abbreviation of a region, and for the name of a region with a mark behind it that is
/// no large town's as well: "Moscow, Washington, and London".
fn is_region(name: &str, found: &[Candidate], is_closed: bool) -> bool {
    let regions = found.iter().any(|c| c.kind == Kind::Region);
    let abbreviated = found.iter().any(|c| c.naming == Naming::Abbreviation);
    let large = |c: &Candidate| c.kind.is_town() && c.population >= LARGE_TOWN;
    regions && (abbreviated || is_closed && !gazetteer::named(name).iter().any(large))
}

/// Countries and regions of the name; none where it stands in a list of towns: "Paris, New York and
/// Tokyo".
fn holding(name: &str, listed: bool) -> Vec<Candidate> {
    let mut found = gazetteer::named(name);
    if listed && found.iter().any(|c| c.kind.is_town() && c.population >= LARGE_TOWN) {
        return Vec::new();
    }
    found.retain(|c| matches!(c.kind, Kind::Country | Kind::Region));
    if found.iter().any(|c| c.naming == Naming::Main) {
        found.retain(|c| c.naming != Naming::Lesser);
    }
    found
}
