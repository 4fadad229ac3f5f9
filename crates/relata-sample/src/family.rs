//! Families of articles: one event, told by several papers, with what is true of them.

use crate::names::fill;
use crate::random::Random;

/// An article of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyArticle {
    /// Its identifier, unlike that of any other family.
    pub id: String,
    /// The paper.
    pub publisher: String,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: String,
    /// Its text.
    pub text: String,
}

/// Articles on one event, and what is true of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Family {
    /// The articles: the agency's first.
    pub articles: Vec<FamilyArticle>,
    /// Which article reprints which.
    pub reprints: Vec<(String, String)>,
    /// Which article takes sentences from which, and is otherwise its own.
    pub partial: Vec<(String, String)>,
    /// Whether its author denies the deed.
    pub denied: bool,
    /// The number killed at first, and on the next day where it grew.
    pub killed: (u64, Option<u64>),
    /// Another number that a paper gives on the first day.
    pub contradicted: Option<u64>,
}

/// Papers.
const PAPERS: &[&str] = &[
    "The Harrow Gazette",
    "Coast Courier",
    "Evening Mail",
    "Le Fleuve",
    "The Capital",
    "Morning Voice",
    "World Review",
    "City Tribune",
    "Daily Express of Vell",
    "The Lumen Weekly",
    "El Puerto",
    "The Marlow Echo",
];

/// What the agency's report says beside the deed, of which a reprint may drop the last.
const BESIDE: &[&str] = &[
    "Witnesses described smoke over {site} and people running from the {surname} quarter with \
    children in their arms.",
    "Ambulances took the wounded to the {surname} hospital, where the staff asked for blood, said \
    {person}, a surgeon.",
    "The road from {place} to {place} was closed for {number} hours while engineers looked for \
    more explosives.",
    "Schools will stay shut in the whole province until {person}, the {title}, says that it is \
    safe to open them.",
    "Shopkeepers swept up glass along {surname} Street and said they would open again when the \
    power came back.",
];

/// What a paper has of its own.
const OWN: &[&str] = &[
    "Our reporter {person} found the doors of {site} barred and a crowd of some {number} waiting \
    in the rain outside.",
    "{person}, who has lived in {place} since {number} families moved there, said she had never \
    heard such a noise.",
    "In the cafés of {place} nobody spoke of anything else, and the waiter {surname} had turned \
    the radio up.",
    "The {title}, {person}, is expected in {place} before the end of the week, an aide said.",
];

/// The family of this number.
///
/// ```
/// let family = relata_sample::family(3);
/// assert!(family.articles.len() >= 3);
/// assert_eq!(family, relata_sample::family(3));
/// ```
#[must_use]
pub fn family(number: u64) -> Family {
    let mut random = Random::new(number ^ 0x00fa_3117);
    let killed = 2 + random.below(30) as u64;
    let deed = Deed {
        group: fill("group", &mut random),
        site: fill("site", &mut random),
        place: fill("place", &mut random),
        body: fill("body", &mut random),
        killed,
        day: 1 + random.below(27),
        beside: BESIDE.iter().map(|mould| filled(mould, &mut random)).collect(),
    };
    let mut writer = Writer { number, deed, random, family: Family::default() };
    writer.family.killed = (killed, None);
    writer.write();
    writer.family
}

/// What happened.
struct Deed {
    group: String,
    site: String,
    place: String,
    body: String,
    killed: u64,
    day: usize,
    beside: Vec<String>,
}

struct Writer {
    number: u64,
    deed: Deed,
    random: Random,
    family: Family,
}

impl Writer {
    fn write(&mut self) {
        let wire = self.wire();
        let place = self.deed.place.to_uppercase();
        let agency = self.add(0, 0, &format!("{place} (Northline) - {}", wire.join(" ")));
        for _ in 0..=self.random.below(3) {
            let kept = wire.len() - self.random.below(2);
            let paper =
                self.add(0, 1, &wire.iter().take(kept).cloned().collect::<Vec<_>>().join(" "));
            self.family.reprints.push((paper, agency.clone()));
        }
        if self.random.below(2) == 0 {
            let (first, second) = (self.own(), self.own());
            let third = self.own();
            let taken = wire.get(1..3).unwrap_or_default().join(" ");
            let paper = self.add(1, 1, &format!("{first} {second}\n{taken}\n{third}"));
            self.family.partial.push((paper, agency));
        }
        match self.random.below(4) {
            0 => self.update(),
            1 => self.contradict(),
            2 => self.deny(),
            _ => {}
        }
    }

    /// The sentences of the agency's report.
    fn wire(&self) -> Vec<String> {
        let Deed { group, site, place, body, killed, beside, .. } = &self.deed;
        let lead = format!(
            "{} attacked {site} in {place} on {}, killing {killed} people, {body} said.",
            capital(group),
            self.weekday(0)
        );
        std::iter::once(lead).chain(beside.iter().cloned()).collect()
    }

    fn update(&mut self) {
        let more = self.deed.killed + 1 + self.random.below(9) as u64;
        let Deed { group, site, place, body, .. } = &self.deed;
        let text = format!(
            "The number of people killed when {group} attacked {site} in {place} on {} has risen \
            to {more}, {body} said on {}. {}",
            self.weekday(0),
            self.weekday(1),
            self.own_of(0)
        );
        self.add(1, 1, &text);
        self.family.killed.1 = Some(more);
    }

    fn contradict(&mut self) {
        let other = self.deed.killed + 11 + self.random.below(9) as u64;
        let Deed { group, site, place, .. } = &self.deed;
        let text = format!(
            "{} killed {other} people when they attacked {site} in {place} on {}, doctors told \
            this paper. {}",
            capital(group),
            self.weekday(0),
            self.own_of(1)
        );
        self.add(0, 1, &text);
        self.family.contradicted = Some(other);
    }

    fn deny(&mut self) {
        let Deed { group, site, place, .. } = &self.deed;
        let text = format!(
            "A spokesman for the {group} denied on {} that they had attacked {site} in {place}. {}",
            self.weekday(1),
            self.own_of(2)
        );
        self.add(1, 1, &text);
        self.family.denied = true;
    }

    /// Adds an article of a day after the deed; `of_paper` is 0 for the agency.
    fn add(&mut self, days: usize, of_paper: usize, text: &str) -> String {
        let count = self.family.articles.len();
        let id = format!("f{}-{}", self.number, count + 1);
        let offset = usize::try_from(self.number % 12).unwrap_or(0);
        let paper = PAPERS.iter().cycle().nth(offset + count).copied().unwrap_or_default();
        let publisher = if of_paper == 0 { "Northline" } else { paper };
        self.family.articles.push(FamilyArticle {
            id: id.clone(),
            publisher: publisher.to_owned(),
            published: format!("2024-05-{:02}", self.deed.day + days),
            text: format!("{text}\n"),
        });
        id
    }

    fn own(&mut self) -> String {
        let mould = self.random.pick(OWN);
        filled(mould, &mut self.random)
    }

    fn own_of(&self, which: u64) -> String {
        let mut random = Random::new(self.number.wrapping_mul(31).wrapping_add(which));
        let mould = random.pick(OWN);
        filled(mould, &mut random)
    }

    /// The day of the week so many days after the deed: 1 May 2024 was a Wednesday.
    fn weekday(&self, days: usize) -> &'static str {
        const DAYS: [&str; 7] =
            ["Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday"];
        DAYS.get((self.deed.day - 1 + days) % 7).copied().unwrap_or_default()
    }
}

/// A mould with its slots filled.
fn filled(mould: &str, random: &mut Random) -> String {
    let mut pieces = mould.split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (slot, rest) = piece.split_once('}').unwrap_or(("", piece));
        text.push_str(&fill(slot, random));
        text.push_str(rest);
    }
    capital(&text)
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn families_differ_and_are_whole() {
        let families: Vec<Family> = (0..300).map(family).collect();
        let ids: BTreeSet<&str> =
            families.iter().flat_map(|f| &f.articles).map(|a| a.id.as_str()).collect();
        assert_eq!(ids.len(), families.iter().map(|f| f.articles.len()).sum::<usize>());
        assert!(families.iter().any(|f| f.denied) && families.iter().any(|f| f.killed.1.is_some()));
        assert!(families.iter().any(|f| f.contradicted.is_some() && !f.partial.is_empty()));
        for article in families.iter().flat_map(|f| &f.articles) {
            assert!(!article.text.contains(['{', '}']), "{}", article.text);
        }
    }
}
