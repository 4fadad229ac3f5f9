//! Who acts, what the text calls them and which country it is do not move the class of an event, and
//! turning the sides round turns the roles round and nothing else.
//!
//! Sentences are made of templates; the flip rate is the share of them whose reading is another than
//! that of most of their template.

use std::collections::BTreeMap;

use relata::{Article, Extraction};

use crate::common::extractor;

/// What one sentence tells: for each event its class, with the first words of who is on which side.
type Told = Vec<(String, Vec<String>, Vec<String>)>;

const SIDES: [&str; 8] =
    ["terrorists", "fighters", "militants", "soldiers", "rebels", "troops", "insurgents", "gunmen"];
const DEEDS: [&str; 10] = [
    "On Monday the {} attacked a convoy near the old bridge, wounding three drivers.",
    "The {} shelled the village of Arlen for two hours on Tuesday, residents said.",
    "The {} killed four shepherds in the hills on Friday.",
    "The {} released nine prisoners on Sunday after talks with elders.",
    "The {} withdrew from the town of Arlen on Thursday.",
    "The {} kidnapped two engineers from a camp on Wednesday.",
    "The {} burned down a school in Arlen on Saturday.",
    "The {} agreed to a ceasefire with the town council on Monday.",
    "The {} threatened to attack the port on Tuesday.",
    "The {} seized a bridge over the river at dawn on Friday.",
];
const COUNTRIES: [&str; 8] =
    ["Russia", "Israel", "Sudan", "France", "Iran", "Ukraine", "China", "Peru"];
const STATES: [&str; 8] = [
    "{} bombed a port across the border on Monday.",
    "{} condemned the attack on the embassy on Tuesday.",
    "{} imposed sanctions on two banks on Friday.",
    "{} sent food and medicine to the flooded province on Sunday.",
    "{} expelled four diplomats on Wednesday.",
    "{} deployed troops along the border on Thursday.",
    "{} arrested a reporter at the airport on Saturday.",
    "{} signed a trade agreement with its neighbours on Monday.",
];
/// Both sides are named, and each stands once on each side.
const PAIRS: [(&str, &str); 6] = [
    ("Russia", "Ukraine"),
    ("Israel", "Iran"),
    ("India", "Pakistan"),
    ("Sudan", "Chad"),
    ("soldiers", "rebels"),
    ("police", "protesters"),
];
const SWAPS: [&str; 5] = [
    "On Monday {a} attacked {b} near the river.",
    "On Tuesday {a} accused {b} of lying about the treaty.",
    "On Friday {a} fired rockets at {b}.",
    "{a} rejected a demand by {b} on Sunday.",
    "{a} met {b} for talks in Geneva on Thursday.",
];

fn read(sentences: &[String]) -> Vec<Extraction> {
    let articles: Vec<Article> = sentences.iter().map(|s| Article::new(s.as_str())).collect();
    extractor().extract_batch(&articles).into_iter().map(Result::unwrap).collect()
}

fn told(extraction: &Extraction, rename: &dyn Fn(&str) -> String) -> Told {
    let words = |list: &[relata::Participant]| -> Vec<String> {
        list.iter().map(|p| rename(&p.text.text.to_lowercase())).collect()
    };
    let mut out: Told = extraction
        .events
        .iter()
        .map(|e| (e.event_type.class.to_string(), words(&e.actors), words(&e.targets)))
        .collect();
    out.sort();
    out
}

/// Sentences of one template that are read otherwise than most.
fn flips(templates: &[&str], fillers: &[&str]) -> (usize, Vec<String>) {
    let sentences: Vec<String> = templates
        .iter()
        .flat_map(|t| fillers.iter().map(move |filler| t.replace("{}", filler)))
        .collect();
    let read = read(&sentences);
    let mut out = Vec::new();
    for (texts, extractions) in sentences.chunks(fillers.len()).zip(read.chunks(fillers.len())) {
        let told: Vec<Told> = extractions
            .iter()
            .zip(fillers)
            .map(|(e, filler)| told(e, &|text| text.replace(&filler.to_lowercase(), "{}")))
            .collect();
        let mut counts: BTreeMap<&Told, usize> = BTreeMap::new();
        for reading in &told {
            *counts.entry(reading).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, n)| **n).map(|(reading, _)| (*reading).clone());
        let other = texts.iter().zip(&told).filter(|(_, t)| Some(*t) != most.as_ref());
        out.extend(other.map(|(text, told)| format!("{text}\n    {told:?}, not {most:?}")));
    }
    (sentences.len(), out)
}

#[test]
fn what_the_text_calls_a_side_moves_nothing() {
    let (all, flips) = flips(&DEEDS, &SIDES);
    // Two differ (the goal is none): gunmen who withdrew are no actor to the head, and of "released
    // nine prisoners after talks with elders" now these hold the talks and now those.
    assert!(flips.len() * 100 <= all * 3, "{} of {all} flip\n{}", flips.len(), flips.join("\n"));
}

#[test]
fn the_name_of_a_country_moves_nothing() {
    let (all, flips) = flips(&STATES, &COUNTRIES);
    // One differs (the goal is none): "the flooded province" is a disaster or none, at the threshold.
    assert!(flips.len() * 100 <= all * 2, "{} of {all} flip\n{}", flips.len(), flips.join("\n"));
}

#[test]
fn turning_the_sides_round_turns_the_roles_round() {
    let sentence = |t: &str, a: &str, b: &str| {
        let text = t.replace("{a}", a).replace("{b}", b);
        let (first, rest) = text.split_at(1);
        first.to_uppercase() + rest
    };
    let pairs = || SWAPS.iter().flat_map(|t| PAIRS.iter().map(move |pair| (*t, *pair)));
    let plain: Vec<String> = pairs().map(|(t, (a, b))| sentence(t, a, b)).collect();
    let turned: Vec<String> = pairs().map(|(t, (a, b))| sentence(t, b, a)).collect();
    let renamed = |a: &str, b: &str, text: &str| {
        text.replace(&a.to_lowercase(), "{a}").replace(&b.to_lowercase(), "{b}")
    };
    let mut wrong = Vec::new();
    for (((one, other), (_, (a, b))), text) in
        read(&plain).iter().zip(read(&turned)).zip(pairs()).zip(&turned)
    {
        let one = told(one, &|text| renamed(a, b, text));
        let other = told(&other, &|text| renamed(b, a, text));
        if one != other {
            wrong.push(format!("{text}\n    {other:?}, not {one:?}"));
        }
    }
    let all = plain.len();
    // Five differ (the goal is none): "the treaty" of who lied about it is an agreement to the head
    // or none, and the lying a crime or none, at the threshold; protesters who attack police protest.
    assert!(wrong.len() <= 5, "{} of {all} differ\n{}", wrong.len(), wrong.join("\n"));
}
