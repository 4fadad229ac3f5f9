//! What speaks for and against two events being one.

use relata_core::CasualtyKind;

use super::kin::{kin, synonymy};
use super::view::View;
use crate::calendar::days_apart;
use crate::digest::{Count, Role, Site};
use crate::text::{Stems, rarity};

type Row = Vec<(&'static str, f32)>;

/// The evidence.
pub fn evidence(one: View<'_>, other: View<'_>) -> Row {
    let mut row = Row::with_capacity(80);
    let alike = words(one, other, &mut row);
    subjects(one, other, alike, &mut row);
    parties(one, other, &mut row);
    places(one, other, &mut row);
    times(one, other, &mut row);
    counts(one, other, &mut row);
    standing(one, other, alike, &mut row);
    row
}

/// How much the words of two events agree.
#[derive(Debug, Clone, Copy)]
struct Alike {
    same_word: bool,
    same_class: bool,
    articles: f32,
    /// How much words that differ speak for one deed, -2 to 2.
    kin: f32,
    /// How near the senses of words that differ are, 0 to 1.
    synonyms: f32,
}

const fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

fn above(value: f32, least: f32) -> f32 {
    (value - least).max(0.0)
}

fn words(one: View<'_>, other: View<'_>, row: &mut Row) -> Alike {
    let mut rare = 0.0_f32;
    let mut same_word = false;
    let mut related = 0.0_f32;
    let mut near = 0.0_f32;
    for a in one.triggers() {
        for b in other.triggers() {
            for word in a.stems.shared(&b.stems) {
                same_word = true;
                rare = rare.max(rarity(word));
            }
            related = further(related, furthest(&a.stems, &b.stems, kin));
            near = further(near, furthest(&a.stems, &b.stems, synonymy));
        }
    }
    let (a, b) = (&one.event.class, &other.event.class);
    let classed = !a.is_empty() && !b.is_empty();
    let same_class = classed && a == b;
    let articles = one.digest.words.cosine(&other.digest.words);
    let sentences = one.words().cosine(other.words());
    row.extend([
        ("same_word", flag(same_word)),
        ("rare_word", if same_word { rare / 8.0 } else { 0.0 }),
        ("same_class", flag(same_class)),
        ("other_class", flag(classed && !same_class)),
        ("articles", articles),
        ("articles_2", above(articles, 0.2)),
        ("articles_4", above(articles, 0.4)),
        ("sentences", sentences),
        ("sentences_3", above(sentences, 0.3)),
        ("sentences_6", above(sentences, 0.6)),
        ("word_articles", if same_word { articles } else { 0.0 }),
        ("word_sentences", if same_word { sentences } else { 0.0 }),
        ("class_articles", if same_class { articles } else { 0.0 }),
        ("class_sentences", if same_class { sentences } else { 0.0 }),
    ]);
    let (kin, synonyms) = if same_word { (0.0, 0.0) } else { (related, near) };
    Alike { same_word, same_class, articles, kin, synonyms }
}

/// Of two numbers the one further from 0.
fn further(one: f32, other: f32) -> f32 {
    if other.abs() > one.abs() { other } else { one }
}

/// Of what is said of the words of two triggers, each with each, that which is furthest from 0.
fn furthest(one: &Stems, other: &Stems, said: fn(u32, u32) -> f32) -> f32 {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| said(a, b)));
    pairs.fold(0.0, further)
}

/// How much the articles are about the same: the same words and the same names.
fn subjects(one: View<'_>, other: View<'_>, alike: Alike, row: &mut Row) {
    let names = one.digest.names.cosine(&other.digest.names);
    let both = libm::sqrtf(names * alike.articles);
    let (kin, apart) = (alike.kin.max(0.0), (-alike.kin).max(0.0));
    let (word, class) = (flag(alike.same_word), flag(alike.same_class));
    row.extend([
        ("names", names),
        ("names_2", above(names, 0.2)),
        ("names_4", above(names, 0.4)),
        ("word_names", word * names),
        ("class_names", class * names),
        ("name_articles", names * alike.articles),
        ("subject", both),
        ("subject_1", above(both, 0.1)),
        ("subject_2", above(both, 0.2)),
        ("subject_3", above(both, 0.3)),
        ("word_subject", word * both),
        ("word_subject_2", word * above(both, 0.2)),
        ("class_subject", class * both),
        ("word_class", word * class),
        ("kin", kin),
        ("kin_articles", kin * alike.articles),
        ("kin_names", kin * names),
        ("kin_subject", kin * both),
        ("kin_subject_2", kin * above(both, 0.2)),
        ("unlike", apart),
        ("unlike_articles", apart * alike.articles),
        ("unlike_names", apart * names),
        ("synonyms", alike.synonyms),
        ("synonyms_any", flag(alike.synonyms > 0.0)),
        ("synonyms_articles", alike.synonyms * alike.articles),
        ("synonyms_names", alike.synonyms * names),
        ("synonyms_subject", alike.synonyms * both),
        ("synonyms_subject_2", alike.synonyms * above(both, 0.2)),
    ]);
}

fn parties(one: View<'_>, other: View<'_>, row: &mut Row) {
    let (actors, targets) =
        (agreement(one, other, Role::Actor), agreement(one, other, Role::Target));
    let crossed = |a: View<'_>, b: View<'_>| {
        a.parties(Role::Actor).any(|x| b.parties(Role::Target).any(|y| same_party(a, x, b, y)))
    };
    row.extend([
        ("shared_actor", flag(actors.shared)),
        ("like_actor", actors.like),
        ("other_actor", flag(actors.other)),
        ("shared_target", flag(targets.shared)),
        ("like_target", targets.like),
        ("other_target", flag(targets.other)),
        ("reversed", flag(!actors.shared && (crossed(one, other) || crossed(other, one)))),
    ]);
}

/// How those who take part in one role agree.
#[derive(Debug, Clone, Copy, Default)]
struct Agreement {
    /// One of them is the same entity.
    shared: bool,
    /// How much the words for them agree, where no entity does.
    like: f32,
    /// Both events name entities, and none is the same.
    other: bool,
}

fn agreement(one: View<'_>, other: View<'_>, role: Role) -> Agreement {
    let mut found = Agreement::default();
    let mut named = (false, false);
    for a in one.parties(role) {
        named.0 |= one.entity(a).is_some();
        for b in other.parties(role) {
            named.1 |= other.entity(b).is_some();
            found.shared |= one.entity(a).is_some() && one.entity(a) == other.entity(b);
            found.like = found.like.max(a.stems.overlap(&b.stems));
        }
    }
    if found.shared {
        found.like = 0.0;
    }
    found.other = !found.shared && found.like < 0.3 && named == (true, true);
    found
}

fn same_party(
    one: View<'_>,
    a: &crate::digest::Party,
    other: View<'_>,
    b: &crate::digest::Party,
) -> bool {
    match (one.entity(a), other.entity(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.stems.overlap(&b.stems) > 0.6,
    }
}

fn places(one: View<'_>, other: View<'_>, row: &mut Row) {
    let sites = (&one.event.sites, &other.event.sites);
    let pairs = || sites.0.iter().flat_map(|a| sites.1.iter().map(move |b| (a, b)));
    let same = pairs().any(|(a, b)| same_site(a, b));
    let any = |agrees: fn(&Site, &Site) -> Option<bool>| {
        let mut known = pairs().filter_map(|(a, b)| agrees(a, b)).peekable();
        known.peek().is_some().then(|| known.any(|agrees| agrees))
    };
    let region = any(|a, b| Some(a.region.as_ref()? == b.region.as_ref()?));
    let country = any(|a, b| Some(a.country.as_ref()? == b.country.as_ref()?));
    row.extend([
        ("same_place", flag(same)),
        ("same_region", flag(!same && region == Some(true))),
        ("other_region", flag(!same && region == Some(false) && country == Some(true))),
        ("same_country", flag(!same && region.is_none() && country == Some(true))),
        ("other_country", flag(!same && country == Some(false))),
        ("far", flag(!same && any(|a, b| Some(kilometres(a, b)? > 150.0)) == Some(true))),
    ]);
}

/// True for sites that are one: of one number, or of one name that no country tells apart.
pub fn same_site(a: &Site, b: &Site) -> bool {
    if let (Some(a), Some(b)) = (a.geonames, b.geonames) {
        a == b
    } else {
        let countries = a.country.as_ref().zip(b.country.as_ref());
        !a.name.is_empty() && a.name == b.name && countries.is_none_or(|(a, b)| a == b)
    }
}

/// Kilometres between the points of two sites, as far as a flat map tells.
fn kilometres(a: &Site, b: &Site) -> Option<f32> {
    let ((south, west), (north, east)) = (a.point?, b.point?);
    let degrees = |from: i32, to: i32| (i64::from(to) - i64::from(from)) as f32 / 1e5;
    let middle = (south as f32 + north as f32) / 2e5;
    let shrink = libm::cosf(middle * std::f32::consts::PI / 180.0);
    let (up, along) = (degrees(south, north), degrees(west, east) * shrink);
    Some(libm::sqrtf(up * up + along * along) * 111.0)
}

fn times(one: View<'_>, other: View<'_>, row: &mut Row) {
    let days = one.event.days.zip(other.event.days).map(|(a, b)| days_apart(a, b));
    let open = one.event.open_time.as_ref().zip(other.event.open_time.as_ref());
    let published = one.digest.published.zip(other.digest.published);
    let apart = published.map(|(a, b)| (a.unix_day() - b.unix_day()).abs());
    let within = |days: Option<i32>, from: i32, to: i32| {
        flag(days.is_some_and(|days| (from..=to).contains(&days)))
    };
    row.extend([
        ("same_day", within(days, 0, 0)),
        ("next_day", within(days, 1, 1)),
        ("same_week", within(days, 2, 7)),
        ("other_week", within(days, 8, i32::MAX)),
        ("same_open_time", flag(open.is_some_and(|(a, b)| a == b))),
        ("other_open_time", flag(open.is_some_and(|(a, b)| a != b))),
        ("published_same_day", within(apart, 0, 0)),
        ("published_next_day", within(apart, 1, 1)),
        ("published_same_week", within(apart, 2, 7)),
        ("published_other_week", within(apart, 8, i32::MAX)),
    ]);
}

fn counts(one: View<'_>, other: View<'_>, row: &mut Row) {
    let agree = |kind: CasualtyKind| {
        let (a, b) = (counts_of(one, kind), counts_of(other, kind));
        let known = !a.is_empty() && !b.is_empty();
        known.then(|| a.iter().any(|a| b.iter().any(|b| compatible(a, b))))
    };
    let found: Vec<bool> = CasualtyKind::ALL.iter().filter_map(|&kind| agree(kind)).collect();
    row.extend([
        ("same_count", flag(found.contains(&true))),
        ("other_count", flag(found.contains(&false))),
    ]);
}

fn counts_of(view: View<'_>, kind: CasualtyKind) -> Vec<&Count> {
    view.event.counts.iter().filter(|count| count.kind == kind).collect()
}

/// True where one number fits both counts.
fn compatible(a: &Count, b: &Count) -> bool {
    a.min.unwrap_or(0).max(b.min.unwrap_or(0))
        <= a.max.unwrap_or(u64::MAX).min(b.max.unwrap_or(u64::MAX))
}

fn standing(one: View<'_>, other: View<'_>, alike: Alike, row: &mut Row) {
    let (a, b) = (one.event, other.event);
    let both = |is: (bool, bool)| flag(is.0 && is.1);
    let main = both((a.main, b.main));
    row.extend([
        ("both_main", main),
        ("one_main", flag(a.main != b.main)),
        ("both_opening", both((one.opening(), other.opening()))),
        ("one_opening", flag(one.opening() != other.opening())),
        ("main_class", if alike.same_class { main } else { 0.0 }),
        ("main_articles", main * alike.articles),
        ("same_factuality", flag(a.factuality == b.factuality)),
        ("copied", flag(copied(one, other) && (alike.same_word || alike.same_class))),
        ("same_article", flag(one.article == other.article)),
        ("same_event", flag(one.article == other.article && a.index == b.index)),
    ]);
}

/// True where a sentence that tells of the one is a copy of one that tells of the other, or of the
/// same third.
fn copied(one: View<'_>, other: View<'_>) -> bool {
    let printed = |view: View<'_>| {
        let sentences = view.triggers().filter_map(|trigger| trigger.sentence);
        let printed = sentences.map(move |at| {
            let before = view.reuse.sentences.get(at).copied().flatten();
            before.unwrap_or((view.article, u32::try_from(at).unwrap_or(u32::MAX)))
        });
        printed.collect::<Vec<_>>()
    };
    let theirs = printed(other);
    printed(one).iter().any(|sentence| theirs.contains(sentence))
}
