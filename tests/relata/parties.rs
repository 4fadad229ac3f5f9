//! One sentence a row: parties of events with their sectors (`cases/parties.tsv`), who attests them
//! (`cases/attestations.tsv`), who is harmed (`cases/harm.tsv`), and what is said to be unknown (`cases/absences.tsv`).

use relata::{Article, CasualtyCount, Extraction, Participant, Voice};

use crate::common::extractor;

/// The rows of a table and what is extracted from the sentence in the last field of each.
fn extractions<const N: usize>(table: &'static str) -> Vec<([&'static str; N], Extraction)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<[&str; N]> =
        lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect();
    let articles: Vec<Article> = rows.iter().map(|row| Article::new(row[N - 1])).collect();
    let read = extractor().extract_batch(&articles);
    rows.into_iter().zip(read.into_iter().map(Result::unwrap)).collect()
}

#[test]
fn parties_have_sectors_and_are_alleged_where_the_text_says_so() {
    let mut wrong = Vec::new();
    for ([trigger, role, words, sector, alleged, text], extraction) in
        extractions::<6>(include_str!("cases/parties.tsv"))
    {
        let fits = |p: &Participant| {
            p.text.text.contains(words)
                && p.sector.map_or("-", |sector| sector.as_str()) == sector
                && p.alleged == (alleged == "alleged")
        };
        let told = extraction
            .events
            .iter()
            .filter(|e| e.triggers.iter().any(|t| t.text.contains(trigger)));
        let mut parties = told.flat_map(|e| if role == "actor" { &e.actors } else { &e.targets });
        if !parties.any(fits) {
            wrong.push(format!("{text}\n    {trigger}: {role} {words} {sector} {alleged}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Who reports a deed or shows it has not done it.
#[test]
fn who_reports_an_attack_is_no_attacker() {
    let mut wrong = Vec::new();
    for (teller, text) in [
        ("observatory", "The observatory recorded mortar fire on three villages on Tuesday."),
        ("agency", "The agency reported an ambush of a fuel convoy near the river on Monday."),
        ("footage", "The footage shows an attack on a police station in the old town."),
        ("inquiry", "The inquiry documents the torture of eleven prisoners by the guards."),
        ("nurses", "Two nurses witnessed the kidnapping of a doctor at the clinic on Sunday."),
    ] {
        let extraction = extractor().extract(text).unwrap();
        let mut actors = extraction.events.iter().flat_map(|event| &event.actors);
        if let Some(actor) = actors.find(|actor| actor.text.text.contains(teller)) {
            wrong.push(format!("{text}\n    {}", actor.text.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Who does something to another event, or says something against it, takes no part in it; and
/// what happened to nobody has no target.
#[test]
fn who_acts_on_an_event_takes_no_part_in_it() {
    let mut wrong = Vec::new();
    for (trigger, other, text) in [
        ("protest", "olice", "Police opened fire on a protest in the capital on Monday."),
        ("rally", "Troops", "Troops attacked a rally in the old town on Monday."),
        ("bombing", "minister", "The minister condemned the bombing of the market on Friday."),
        ("march", "Soldiers", "Soldiers fired tear gas into a march by teachers on Sunday."),
        ("strike", "company", "The company denounced the strike by drivers on Tuesday."),
        ("hurt", "Nobody", "Nobody was hurt when the bus overturned on Saturday."),
    ] {
        let extraction = extractor().extract(text).unwrap();
        let told = extraction
            .events
            .iter()
            .filter(|e| e.triggers.iter().all(|t| t.text.contains(trigger) || trigger == "hurt"));
        let mut parties = told.flat_map(|e| e.actors.iter().chain(&e.targets));
        if let Some(party) = parties.find(|party| party.text.text.contains(other)) {
            wrong.push(format!("{text}\n    {trigger}: {}", party.text.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_is_hit_is_killed_where_a_word_says_so() {
    let mut wrong = Vec::new();
    for ([killed, injured, text], extraction) in extractions::<3>(include_str!("cases/harm.tsv")) {
        let harm = || extraction.events.iter().map(|event| &event.casualties);
        let told = |counts: Vec<&CasualtyCount>| match counts.as_slice() {
            [] => "-".to_owned(),
            [first, ..] => first.quantity.text.text.clone(),
        };
        let found = (
            told(harm().flat_map(|h| &h.killed).collect()),
            told(harm().flat_map(|h| &h.injured).collect()),
        );
        let fits =
            |found: &str, wanted: &str| found == wanted || wanted != "-" && found.contains(wanted);
        if !(fits(&found.0, killed) && fits(&found.1, injured)) {
            wrong.push(format!("{text}\n    {killed}, {injured}; found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_age_is_no_number_of_victims() {
    let counts = |text: &str| -> Vec<String> {
        let events = extractor().extract(text).unwrap().events;
        let harm = events
            .into_iter()
            .flat_map(|event| event.casualties.killed.into_iter().chain(event.casualties.injured));
        harm.map(|count| count.quantity.text.text).collect()
    };
    for text in [
        "Ewa Nowak, 24, and her cousin Piotr Nowak, 31, were hurt when a heater set fire to paper.",
        "A blast killed the baker, 31, on Monday.",
        "A gunman shot dead Ann Day, 24, and her brother, 31.",
    ] {
        let found = counts(text);
        assert!(!found.iter().any(|count| count == "24" || count == "31"), "{text}: {found:?}");
    }
    assert_eq!(counts("Of the passengers, 31 were hurt in the crash on Monday."), ["31"]);
}

#[test]
fn what_is_not_known_is_told() {
    let mut wrong = Vec::new();
    for ([about, text], extraction) in extractions::<2>(include_str!("cases/absences.tsv")) {
        let found: Vec<&str> = extraction.absences.iter().map(|a| a.about.as_str()).collect();
        let expected = if about == "-" { vec![] } else { vec![about] };
        if found != expected {
            wrong.push(format!("{text}\n    {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_denies_is_no_source() {
    let mut wrong = Vec::new();
    for ([trigger, by, stance, sources, text], extraction) in
        extractions::<5>(include_str!("cases/attestations.tsv"))
    {
        let name = |voice: Voice| match voice {
            Voice::Entity(id) => extraction.entities[id.index()].name.clone(),
            other => other.to_string(),
        };
        let fits = extraction.events.iter().any(|e| {
            e.triggers.iter().any(|t| t.text == trigger)
                && e.independent_sources.to_string() == sources
                && e.attestations
                    .iter()
                    .any(|a| name(a.by).contains(by) && a.stance.as_str() == stance)
        });
        if !fits {
            wrong.push(format!("{text}\n    {trigger}: {by} {stance} {sources}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
