//! One small case for each rule: what is joined, and what is kept apart.

// Helpers of tests fail the test: clippy.toml exempts only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use relata_core::{Reading, conllu};
use relata_ner::{EntityOptions, MentionScope};

/// Builds text and layers from sentences of `word/POS/head/relation[/entity[/attribution]]`; one
/// blank between words, none before punctuation and clitics and around hyphens. `¶` begins a
/// paragraph.
fn build(source: &str) -> (String, Reading) {
    let mut text = String::new();
    let mut layers = String::new();
    for sentence in source.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let sentence = sentence
            .strip_prefix('¶')
            .inspect(|_| layers.push_str("# newpar\n"))
            .unwrap_or(sentence);
        for (number, word) in sentence.split_whitespace().enumerate() {
            let parts: Vec<&str> = word.split('/').collect();
            let glued = matches!(parts[0], "." | "," | "'s" | ")" | "n't" | "”" | "-");
            if !text.is_empty() && !glued && !text.ends_with(['(', '“', '-']) {
                text.push(' ');
            }
            text.push_str(parts[0]);
            let entity = parts
                .get(4)
                .filter(|e| !e.is_empty())
                .map(|e| format!("Entity={e}|"))
                .unwrap_or_default();
            let attribution = parts.get(5).map(|a| format!("Attribution={a}")).unwrap_or_default();
            let line = format!(
                "{}\t{}\t{}\t{}\t_\t_\t{}\t{}\t_\t{entity}{attribution}\n",
                number + 1,
                parts[0],
                lemma(parts[0]),
                parts[1],
                parts[2],
                parts[3]
            );
            layers.push_str(&line);
        }
        layers.push('\n');
    }
    let reading = conllu::read(&text, &layers).unwrap();
    (text, reading)
}

fn lemma(word: &str) -> String {
    match word {
        "said" | "says" => "say".to_owned(),
        "told" => "tell".to_owned(),
        "accused" => "accuse".to_owned(),
        "denied" => "deny".to_owned(),
        _ => word.to_lowercase(),
    }
}

fn clusters(source: &str) -> Vec<String> {
    let (text, reading) = build(source);
    let entities = relata_ner::resolve(&text, &reading);
    entities
        .iter()
        .map(|e| e.mentions.iter().map(|m| m.text.text.as_str()).collect::<Vec<_>>().join(" | "))
        .collect()
}

fn check(source: &str, expected: &[&str]) {
    assert_eq!(clusters(source), expected, "{source}");
}

#[test]
fn persons_are_joined_by_surname_and_kept_apart_by_first_name_and_title() {
    check(
        "Greta/PROPN/3/nsubj/B-PER Hall/PROPN/1/flat/I-PER met/VERB/0/root Oscar/PROPN/3/obj/B-PER Hall/PROPN/4/flat/I-PER ./PUNCT/3/punct
         Mr/PROPN/2/compound Hall/PROPN/3/nsubj/B-PER left/VERB/0/root ./PUNCT/3/punct
         Mrs/PROPN/2/compound Hall/PROPN/3/nsubj/B-PER stayed/VERB/0/root ./PUNCT/3/punct
         G./PROPN/3/nsubj/B-PER Hall/PROPN/1/flat/I-PER slept/VERB/0/root ./PUNCT/3/punct",
        &["Greta Hall | Hall | G. Hall", "Oscar Hall | Hall"],
    );
}

#[test]
fn what_a_person_has_is_no_part_of_the_name() {
    check(
        "Oscar/PROPN/4/nmod:poss/B-ORG Hall/PROPN/1/flat/I-ORG 's/PART/1/case/I-ORG gains/NOUN/5/nsubj/I-ORG vanished/VERB/0/root ./PUNCT/5/punct
         Hall/PROPN/2/nsubj/B-PER shrugged/VERB/0/root ./PUNCT/2/punct
         Oscar/PROPN/4/nmod:poss/B-ORG Hall/PROPN/1/flat/I-ORG 's/PART/1/case/I-ORG Circus/PROPN/5/nsubj/I-ORG opened/VERB/0/root ./PUNCT/5/punct",
        &["Oscar Hall | Hall", "Oscar Hall's Circus"],
    );
}

#[test]
fn a_defined_acronym_is_the_name() {
    check(
        "The/DET/3/det Lake/PROPN/3/compound/B-ORG Council/PROPN/9/nsubj/I-ORG for/ADP/5/case/I-ORG Fisheries/PROPN/3/nmod/I-ORG (/PUNCT/7/punct LCF/PROPN/3/appos/B-ORG )/PUNCT/7/punct met/VERB/0/root ./PUNCT/9/punct
         LCF/PROPN/2/nsubj/B-ORG voted/VERB/0/root ./PUNCT/2/punct
         The/DET/2/det council/NOUN/3/nsubj adjourned/VERB/0/root ./PUNCT/3/punct",
        &["Lake Council for Fisheries | LCF | LCF | The council"],
    );
}

#[test]
fn a_nationality_belongs_to_its_country_and_a_people_is_its_own() {
    let source = "Kenyan/ADJ/2/amod/B-NORP jets/NOUN/3/nsubj flew/VERB/0/root over/ADP/5/case Kenya/PROPN/3/obl/B-GPE ./PUNCT/3/punct
                  Kenyans/PROPN/2/nsubj/B-NORP cheered/VERB/0/root ./PUNCT/2/punct
                  Kurdish/ADJ/2/amod/B-NORP singers/NOUN/3/nsubj joined/VERB/0/root ./PUNCT/3/punct";
    let (text, reading) = build(source);
    let entities = relata_ner::resolve(&text, &reading);
    let found: Vec<String> = entities
        .iter()
        .filter(|e| e.is_named())
        .map(|e| format!("{} {} {:?}", e.name, e.entity_type, e.country.as_deref()))
        .collect();
    assert_eq!(found, ["Kenya GPE Some(\"KE\")", "Kenyans NORP Some(\"KE\")", "Kurdish NORP None"]);
}

#[test]
fn an_adjective_alone_names_the_country() {
    let (text, reading) = build(
        "Chilean/ADJ/2/amod/B-NORP firefighters/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
    );
    let entities = relata_ner::resolve(&text, &reading);
    assert_eq!(entities[0].name, "Chilean firefighters");
    assert_eq!((entities[1].name.as_str(), entities[1].country.as_deref()), ("Chile", Some("CL")));
}

#[test]
fn the_holder_of_an_office_is_named_in_the_next_sentence() {
    check(
        "Rates/NOUN/2/nsubj rose/VERB/0/root ,/PUNCT/7/punct according/VERB/7/case to/ADP/4/fixed the/DET/7/det chancellor/NOUN/2/obl//B-SOURCE ./PUNCT/2/punct
         Ruth/PROPN/3/nsubj/B-PER/B-SOURCE Dahl/PROPN/1/flat/I-PER/I-SOURCE told/VERB/0/root reporters/NOUN/3/iobj ./PUNCT/3/punct",
        &["the chancellor | Ruth Dahl", "reporters"],
    );
}

#[test]
fn a_known_office_keeps_another_title_away() {
    check(
        "The/DET/2/det ambassador/NOUN/3/nsubj//I-SOURCE spoke/VERB/0/root ./PUNCT/3/punct
         President/PROPN/2/compound Dahl/PROPN/3/nsubj/B-PER/B-SOURCE said/VERB/0/root nothing/PRON/3/obj ./PUNCT/3/punct",
        &["The ambassador", "Dahl"],
    );
}

#[test]
fn forces_of_a_person_are_not_the_person() {
    check(
        "Orban/PROPN/3/nmod:poss/B-PER 's/PART/1/case forces/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct
         He/PRON/2/nsubj smiled/VERB/0/root ./PUNCT/2/punct",
        &["Orban's forces", "Orban | He"],
    );
}

#[test]
fn they_of_a_source_are_the_source_before_and_not_the_nearest_plural() {
    check(
        "Troops/NOUN/2/nsubj//B-CONTENT advanced/VERB/6/ccomp//I-CONTENT ,/PUNCT/2/punct the/DET/5/det Harbour/PROPN/6/nsubj/B-ORG/B-SOURCE said/VERB/0/root ./PUNCT/6/punct
         They/PRON/2/nsubj//B-SOURCE reported/VERB/0/root shelling/NOUN/2/obj//B-CONTENT ./PUNCT/2/punct",
        &["Troops", "Harbour | They"],
    );
}

#[test]
fn an_expletive_refers_to_nothing() {
    check(
        "Acme/PROPN/2/nsubj/B-ORG closed/VERB/0/root ./PUNCT/2/punct
         It/PRON/3/nsubj is/AUX/3/cop clear/ADJ/0/root that/SCONJ/6/mark sales/NOUN/6/nsubj fell/VERB/3/csubj ./PUNCT/3/punct",
        &["Acme"],
    );
}

#[test]
fn unnamed_sources_stay_apart_unless_definite() {
    check(
        "Officials/NOUN/2/nsubj said/VERB/0/root no/INTJ/2/obj ./PUNCT/2/punct
         Officials/NOUN/2/nsubj said/VERB/0/root yes/INTJ/2/obj ./PUNCT/2/punct
         The/DET/2/det officials/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        &["Officials", "Officials | The officials"],
    );
}

#[test]
fn another_group_is_another() {
    check(
        "Another/DET/2/det group/NOUN/3/nsubj//I-SOURCE said/VERB/0/root so/ADV/3/advmod ./PUNCT/3/punct
         Orca/PROPN/2/compound/B-ORG Watch/PROPN/3/nsubj/I-ORG/I-SOURCE said/VERB/0/root so/ADV/3/advmod ./PUNCT/3/punct",
        &["Another group", "Orca Watch"],
    );
}

#[test]
fn boundaries_lose_titles_articles_and_possessive_marks() {
    check(
        "the/DET/2/det/B-ORG Senate/PROPN/4/nsubj/I-ORG 's/PART/2/case/I-ORG met/VERB/0/root \
        Mr/PROPN/6/compound/B-PER Cole/PROPN/4/obj/I-PER ./PUNCT/4/punct",
        &["Senate", "Cole"],
    );
    check(
        "Ana/PROPN/5/nsubj/B-PER Ruiz/PROPN/1/flat/I-PER -/PUNCT/4/punct Vega/PROPN/1/flat/B-PER \
        sang/VERB/0/root ./PUNCT/5/punct",
        &["Ana Ruiz-Vega"],
    );
}

#[test]
fn first_person_is_the_speaker() {
    check(
        "“/PUNCT/3/punct//B-CONTENT I/PRON/3/nsubj//I-CONTENT won/VERB/6/ccomp//I-CONTENT ,/PUNCT/3/punct//I-CONTENT ”/PUNCT/3/punct//I-CONTENT said/VERB/0/root Mia/PROPN/6/nsubj/B-PER/B-SOURCE Stone/PROPN/7/flat/I-PER/I-SOURCE ./PUNCT/6/punct
         I/PRON/2/nsubj saw/VERB/0/root her/PRON/2/obj ./PUNCT/2/punct",
        &["I | Mia Stone | her"],
    );
}

#[test]
fn scope_leaves_out_what_is_not_asked_for() {
    let (text, reading) = build(
        "Mia/PROPN/2/nsubj/B-PER met/VERB/0/root the/DET/4/det mayor/NOUN/2/obj \
        ./PUNCT/2/punct\nShe/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
    );
    let count = |scope| {
        relata_ner::resolve_with(&text, &reading, &EntityOptions::default().with_scope(scope))
            .iter()
            .map(|e| e.mentions.len())
            .sum::<usize>()
    };
    assert_eq!(
        [MentionScope::Names, MentionScope::Descriptions, MentionScope::All].map(count),
        [1, 2, 3]
    );
}

#[test]
fn a_building_is_not_who_says_something() {
    let moved = "Traders/NOUN/2/nsubj searched/VERB/0/root several/ADJ/4/amod \
    warehouses/NOUN/2/obj ./PUNCT/2/punct";
    let told = "They/PRON/2/nsubj told/VERB/0/root nobody/PRON/2/obj ./PUNCT/2/punct";
    let burned = "They/PRON/2/nsubj burned/VERB/0/root ./PUNCT/2/punct";
    check(&format!("{moved}\n{told}"), &["Traders | They", "several warehouses"]);
    check(
        &format!(
            "Several/ADJ/2/amod warehouses/NOUN/3/nsubj stood/VERB/0/root empty/ADJ/3/xcomp \
            ./PUNCT/3/punct\n{burned}"
        ),
        &["Several warehouses | They"],
    );
}

/// Whoever spoke last goes on as "the lawmaker"; who holds another office does not.
#[test]
fn the_last_speaker_goes_on() {
    let spoke = "Mia/PROPN/3/nsubj/B-PER/B-SOURCE Stone/PROPN/1/flat/I-PER/I-SOURCE \
                 said/VERB/0/root so/ADV/3/advmod ./PUNCT/3/punct";
    let between = "¶ Rain/NOUN/2/nsubj fell/VERB/0/root ./PUNCT/2/punct";
    let goes_on = "¶ The/DET/2/det//B-SOURCE lawmaker/NOUN/3/nsubj//I-SOURCE said/VERB/0/root \
                   more/ADV/3/advmod ./PUNCT/3/punct";
    check(&format!("{spoke}\n{between}\n{goes_on}"), &["Mia Stone | The lawmaker"]);
    let another = "¶ Tom/PROPN/2/nsubj/B-PER/B-SOURCE agreed/VERB/0/root ./PUNCT/2/punct";
    check(&format!("{spoke}\n{another}\n{goes_on}"), &["Mia Stone", "Tom | The lawmaker"]);
}

/// "She" can be Mia alone, so that it is Karl who cannot count.
#[test]
fn the_surest_pronouns_come_first() {
    check(
        "Karl/PROPN/3/nsubj/B-PER/B-SOURCE Duda/PROPN/1/flat/I-PER/I-SOURCE spoke/VERB/0/root \
         ./PUNCT/3/punct
         Mia/PROPN/3/nsubj/B-PER/B-SOURCE Stone/PROPN/1/flat/I-PER/I-SOURCE said/VERB/0/root \
         he/PRON/6/nsubj//B-CONTENT cannot/AUX/6/aux//I-CONTENT count/VERB/3/ccomp//I-CONTENT \
         ./PUNCT/3/punct
         She/PRON/2/nsubj//B-SOURCE said/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct",
        &["Karl Duda | he", "Mia Stone | She"],
    );
}

#[test]
fn an_honorific_in_an_apposition_is_no_name() {
    check(
        "The/DET/2/det//B-SOURCE spokesman/NOUN/8/nsubj//I-SOURCE ,/PUNCT/4/punct//I-SOURCE \
         Cllr/PROPN/2/appos/B-PER/I-SOURCE Neil/PROPN/4/flat/B-PER/I-SOURCE \
         Frome/PROPN/4/flat/I-PER/I-SOURCE ,/PUNCT/2/punct said/VERB/0/root \
         so/ADV/8/advmod ./PUNCT/8/punct",
        &["The spokesman | Neil Frome"],
    );
}

/// The country for which each entity speaks.
#[test]
fn capitals_governments_and_office_holders_speak_for_their_country() {
    let (text, reading) = build(
        "Paris/PROPN/2/nsubj/B-GPE/B-SOURCE said/VERB/0/root France/PROPN/4/nsubj/B-GPE \
         agreed/VERB/2/ccomp ./PUNCT/2/punct
         The/DET/3/det//B-SOURCE French/ADJ/3/amod/B-NORP/I-SOURCE \
         government/NOUN/4/nsubj//I-SOURCE said/VERB/0/root so/ADV/4/advmod ./PUNCT/4/punct
         French/ADJ/2/amod/B-NORP/B-SOURCE President/PROPN/4/nsubj//I-SOURCE \
         Lou/PROPN/2/flat/B-PER/I-SOURCE spoke/VERB/0/root ./PUNCT/4/punct
         Mia/PROPN/2/nsubj/B-PER went/VERB/0/root to/ADP/4/case Berlin/PROPN/2/obl/B-GPE \
         ./PUNCT/2/punct",
    );
    let entities = relata_ner::resolve(&text, &reading);
    let voice = |name: &str| {
        let entity =
            entities.iter().find(|e| e.mentions.iter().any(|m| m.text.text.contains(name)));
        let of = entity.and_then(|e| e.speaks_for).map(|id| entities[id.index()].name.as_str());
        (name.to_owned(), of)
    };
    for (name, country) in [
        ("Paris", Some("France")),
        ("government", Some("France")),
        ("Lou", Some("France")),
        ("France", None),
        ("Mia", None),
        ("Berlin", None),
    ] {
        assert_eq!(voice(name), (name.to_owned(), country));
    }
}

#[test]
fn one_voice_is_one_entity_and_a_dialogue_is_not() {
    let own = "I/PRON/2/nsubj walked/VERB/0/root ./PUNCT/2/punct
         I/PRON/2/nsubj took/VERB/0/root my/PRON/4/nmod:poss coat/NOUN/2/obj ./PUNCT/2/punct";
    check(own, &["I | I | my"]);
    let asked = "¶ Why/ADV/2/advmod walk/VERB/0/root ?/PUNCT/2/punct
         ¶ What/PRON/2/obj took/VERB/0/root ?/PUNCT/2/punct";
    check(&format!("{own}\n{asked}"), &[]);
}

#[test]
fn an_office_may_be_named_later() {
    let office = |country: &str| {
        format!(
            "{country}/PROPN/4/nmod:poss/B-GPE 's/PART/1/case foreign/ADJ/4/amod//B-SOURCE minister/NOUN/5/nsubj//I-SOURCE said/VERB/0/root so/ADV/5/advmod ./PUNCT/5/punct
             It/PRON/2/expl rained/VERB/0/root ./PUNCT/2/punct
             Rain/NOUN/2/nsubj fell/VERB/0/root ./PUNCT/2/punct
             Iraqi/ADJ/3/amod/B-NORP Foreign/ADJ/3/amod Minister/NOUN/4/nmod:desc Adil/PROPN/6/nsubj/B-PER Karam/PROPN/4/flat/I-PER left/VERB/0/root ./PUNCT/6/punct"
        )
    };
    check(&office("Iraq"), &["Iraq's foreign minister | Adil Karam", "Iraq | Iraqi"]);
    check(&office("Chad"), &["Chad's foreign minister", "Chad", "Iraqi", "Adil Karam"]);
}

#[test]
fn a_title_in_short_is_its_office() {
    check(
        "Prime/ADJ/2/amod Minister/NOUN/3/nmod:desc Ana/PROPN/5/nsubj/B-PER Lund/PROPN/3/flat/I-PER spoke/VERB/0/root ./PUNCT/5/punct
         The/DET/2/det PM/PROPN/3/nsubj/B-ORG left/VERB/0/root ./PUNCT/3/punct",
        &["Ana Lund | The PM"],
    );
}

#[test]
fn the_former_and_the_latter_are_two() {
    let pair = "Ana/PROPN/3/nsubj/B-PER Lund/PROPN/1/flat/I-PER met/VERB/0/root Tom/PROPN/3/obj/B-PER Fox/PROPN/4/flat/I-PER ./PUNCT/3/punct";
    let says = |which: &str| {
        format!(
            "{pair}\nThe/DET/2/det//B-SOURCE {which}/NOUN/3/nsubj//I-SOURCE agreed/VERB/0/root ./PUNCT/3/punct"
        )
    };
    check(&says("latter"), &["Ana Lund", "Tom Fox | The latter"]);
    check(&says("former"), &["Ana Lund | The former", "Tom Fox"]);
}

#[test]
fn they_may_be_two_who_are_named_together() {
    check(
        "Ana/PROPN/6/nsubj/B-PER Lund/PROPN/1/flat/I-PER and/CCONJ/4/cc Tom/PROPN/1/conj/B-PER Fox/PROPN/4/flat/I-PER met/VERB/0/root ./PUNCT/6/punct
         They/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
        &["Ana Lund and Tom Fox | They", "Ana Lund", "Tom Fox"],
    );
}

#[test]
fn a_slip_of_the_pen_is_no_new_person() {
    let spoke = |name: &str| {
        format!(
            "Raimo/PROPN/3/nsubj/B-PER Naanda/PROPN/1/flat/I-PER spoke/VERB/0/root ./PUNCT/3/punct
             {name}/PROPN/2/nsubj/B-PER left/VERB/0/root ./PUNCT/2/punct"
        )
    };
    check(&spoke("Naando"), &["Raimo Naanda | Naando"]);
    check(&spoke("Maande"), &["Raimo Naanda", "Maande"]);
    check(
        "Jan/PROPN/3/nsubj/B-PER Kowalski/PROPN/1/flat/I-PER spoke/VERB/0/root ./PUNCT/3/punct
         Kowalska/PROPN/2/nsubj/B-PER left/VERB/0/root ./PUNCT/2/punct",
        &["Jan Kowalski", "Kowalska"],
    );
}

#[test]
fn members_of_a_family_are_kept_apart() {
    check(
        "Ahmad/PROPN/5/nsubj/B-PER Al/PROPN/1/flat/I-PER -/PUNCT/4/punct/I-PER Sabor/PROPN/1/flat/I-PER met/VERB/0/root Mishal/PROPN/5/obj/B-PER Al/PROPN/6/flat/I-PER -/PUNCT/9/punct/I-PER Ahmad/PROPN/6/flat/I-PER Al/PROPN/6/flat/I-PER -/PUNCT/12/punct/I-PER Sabor/PROPN/6/flat/I-PER ./PUNCT/5/punct",
        &["Ahmad Al-Sabor", "Mishal Al-Ahmad Al-Sabor"],
    );
}

#[test]
fn a_lawyer_speaks_of_his_client() {
    check(
        "Tom/PROPN/3/nsubj/B-PER Fox/PROPN/1/flat/I-PER denied/VERB/0/root it/PRON/3/obj ./PUNCT/3/punct
         His/PRON/2/nmod:poss//B-SOURCE lawyer/NOUN/3/nsubj//I-SOURCE said/VERB/0/root he/PRON/5/nsubj//B-CONTENT slept/VERB/3/ccomp//I-CONTENT ./PUNCT/3/punct",
        &["Tom Fox | His | he", "His lawyer"],
    );
}

#[test]
fn letters_in_brackets_stand_for_the_description_before_them() {
    check(
        "Chief/NOUN/2/compound Commissioner/NOUN/3/nmod:desc Ana/PROPN/5/nsubj/B-PER Lund/PROPN/3/flat/I-PER spoke/VERB/0/root ./PUNCT/5/punct
         The/DET/3/det chief/ADJ/3/amod commissioner/NOUN/7/nsubj (/PUNCT/5/punct CC/PROPN/3/appos/B-ORG )/PUNCT/5/punct left/VERB/0/root ./PUNCT/7/punct",
        &["Ana Lund | The chief commissioner | CC"],
    );
}

#[test]
fn a_man_who_was_introduced_is_nobody_else() {
    check(
        "Tom/PROPN/3/nsubj/B-PER Fox/PROPN/1/flat/I-PER spoke/VERB/0/root as/SCONJ/7/mark a/DET/6/det man/NOUN/7/nsubj jumped/VERB/3/advcl ./PUNCT/3/punct
         The/DET/2/det man/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        &["Tom Fox", "a man | The man"],
    );
}

#[test]
fn a_pronoun_may_stand_before_its_name() {
    check(
        "When/SCONJ/3/mark he/PRON/3/nsubj arrived/VERB/7/advcl ,/PUNCT/3/punct Tom/PROPN/7/nsubj/B-PER Fox/PROPN/5/flat/I-PER spoke/VERB/0/root ./PUNCT/7/punct",
        &["he | Tom Fox"],
    );
    check(
        "He/PRON/2/nsubj knew/VERB/0/root that/SCONJ/6/mark Tom/PROPN/6/nsubj/B-PER Fox/PROPN/4/flat/I-PER spoke/VERB/2/ccomp ./PUNCT/2/punct",
        &["Tom Fox"],
    );
}

#[test]
fn both_are_the_two_who_are_named_together() {
    check(
        "Chad/PROPN/4/nsubj/B-GPE and/CCONJ/3/cc Mali/PROPN/1/conj/B-GPE met/VERB/0/root ./PUNCT/4/punct
         Both/DET/2/det countries/NOUN/3/nsubj agreed/VERB/0/root ./PUNCT/3/punct",
        &["Chad and Mali | Both countries", "Chad", "Mali"],
    );
}

#[test]
fn a_campaign_does_not_go_on_for_another() {
    let says = |who: &str| {
        format!(
            "The/DET/3/det Lake/PROPN/3/compound/B-ORG Council/PROPN/4/nsubj/I-ORG/B-SOURCE said/VERB/0/root so/ADV/4/advmod ./PUNCT/4/punct
             {who} campaign/NOUN/4/nsubj//I-SOURCE said/VERB/0/root more/ADV/4/advmod ./PUNCT/4/punct"
        )
    };
    check(
        &says("The/DET/3/det//B-SOURCE Fox/PROPN/3/compound/B-PER/I-SOURCE"),
        &["Lake Council", "The Fox campaign", "Fox"],
    );
}

#[test]
fn a_wider_term_of_a_rank_and_the_elder_of_two_are_told() {
    check(
        "Inspector/PROPN/2/nmod:desc Liam/PROPN/4/nsubj/B-PER Roche/PROPN/2/flat/I-PER led/VERB/0/root it/PRON/4/obj ./PUNCT/4/punct
         The/DET/3/det police/NOUN/3/compound officer/NOUN/4/nsubj said/VERB/0/root so/ADV/4/advmod ./PUNCT/4/punct",
        &["Liam Roche | The police officer"],
    );
    check(
        "Omar/PROPN/8/nsubj/B-PER Haddad/PROPN/1/flat/I-PER and/CCONJ/6/cc his/PRON/5/nmod:poss son/NOUN/1/conj Karim/PROPN/5/appos/B-PER Haddad/PROPN/6/flat/I-PER left/VERB/0/root ./PUNCT/8/punct
         The/DET/3/det elder/ADJ/3/amod Haddad/PROPN/4/nsubj/B-PER slept/VERB/0/root ./PUNCT/4/punct",
        &["Omar Haddad | his | Haddad", "Karim Haddad"],
    );
}

#[test]
fn a_name_may_be_shortened_at_its_end_or_to_initials() {
    check(
        "Mishal/PROPN/5/nsubj/B-PER Al/PROPN/1/flat/I-PER Ahmad/PROPN/1/flat/I-PER Sabah/PROPN/1/flat/I-PER met/VERB/0/root Ann/PROPN/5/obj/B-PER Ray/PROPN/6/flat/I-PER Olsen/PROPN/6/flat/I-PER ./PUNCT/5/punct
         Mishal/PROPN/4/nsubj/B-PER Al/PROPN/1/flat/I-PER Ahmad/PROPN/1/flat/I-PER slept/VERB/0/root ./PUNCT/4/punct
         ARO/PROPN/2/nsubj/B-PER left/VERB/0/root ./PUNCT/2/punct",
        &["Mishal Al Ahmad Sabah | Mishal Al Ahmad", "Ann Ray Olsen | ARO"],
    );
}

#[test]
fn the_body_of_a_pronoun_is_the_one_that_its_owner_speaks_for() {
    check(
        "Harbour/PROPN/2/compound/B-ORG Agency/PROPN/3/compound/I-ORG chief/NOUN/4/nmod:desc Ada/PROPN/6/nsubj/B-PER Low/PROPN/4/flat/I-PER spoke/VERB/0/root ./PUNCT/6/punct
         She/PRON/2/nsubj said/VERB/0/root her/PRON/4/nmod:poss agency/NOUN/5/nsubj waits/VERB/2/ccomp ./PUNCT/2/punct",
        &["Harbour Agency | her agency", "Ada Low | She | her"],
    );
}

#[test]
fn a_body_of_one_kind_is_not_called_by_the_noun_of_another() {
    check(
        "The/DET/3/det Harrow/PROPN/3/compound/B-ORG Trust/PROPN/4/nsubj/I-ORG waited/VERB/0/root ./PUNCT/4/punct
         The/DET/2/det union/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        &["Harrow Trust", "The union"],
    );
    check(
        "Rao/PROPN/4/nsubj/B-ORG &/CCONJ/3/cc/I-ORG Field/PROPN/1/conj/I-ORG wrote/VERB/0/root ./PUNCT/4/punct
         The/DET/2/det council/NOUN/3/nsubj answered/VERB/0/root ./PUNCT/3/punct",
        &["Rao & Field", "The council"],
    );
    check(
        "The/DET/3/det Harrow/PROPN/3/compound/B-ORG Trust/PROPN/4/nsubj/I-ORG waited/VERB/0/root ./PUNCT/4/punct
         The/DET/2/det foundation/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        &["Harrow Trust | The foundation"],
    );
}

#[test]
fn the_region_of_an_amount_is_nowhere() {
    check(
        "It/PRON/3/nsubj will/AUX/3/aux cost/VERB/0/root in/ADP/6/case the/DET/6/det region/NOUN/3/obl of/ADP/8/case €/SYM/6/nmod 25mn/NUM/8/nummod ./PUNCT/3/punct
         She/PRON/2/nsubj left/VERB/0/root the/DET/4/det region/NOUN/2/obj of/ADP/6/case Dolna/PROPN/4/nmod/B-GPE ./PUNCT/2/punct",
        &["the region of Dolna | Dolna"],
    );
}

#[test]
fn what_words_have_picked_out_is_not_the_name_beside_it() {
    check(
        "Lowland/PROPN/2/compound/B-ORG News/PROPN/3/nsubj/I-ORG spoke/VERB/0/root ./PUNCT/3/punct
         The/DET/3/det disaster/NOUN/3/compound agency/NOUN/4/nsubj waited/VERB/0/root ./PUNCT/4/punct
         The/DET/2/det agency/NOUN/3/nsubj slept/VERB/0/root ./PUNCT/3/punct",
        &["Lowland News", "The disaster agency | The agency"],
    );
}

#[test]
fn a_headline_may_call_people_by_what_the_lead_puts_before_their_noun() {
    check(
        "Rebels/NOUN/2/nsubj claim/VERB/0/root victory/NOUN/2/obj
         ¶Rebel/NOUN/2/compound fighters/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        &["Rebels | Rebel fighters"],
    );
}

#[test]
fn a_bare_surname_goes_on_with_the_person_of_the_lead() {
    check(
        "A/DET/2/det father/NOUN/3/nsubj gave/VERB/0/root his/PRON/5/nmod:poss daughter/NOUN/3/iobj toys/NOUN/3/obj ./PUNCT/3/punct
         Hill/PROPN/2/nsubj/B-PER bought/VERB/0/root three/NUM/2/obj ./PUNCT/2/punct",
        &["A father | his | Hill", "his daughter"],
    );
}

#[test]
fn who_goes_on_behind_a_long_quotation_is_the_last_speaker() {
    check(
        "Ada/PROPN/3/nsubj/B-PER/B-SOURCE Low/PROPN/1/flat/I-PER said/VERB/0/root so/ADV/3/advmod ./PUNCT/3/punct
         ¶“/PUNCT/2/punct Wait/VERB/0/root ./PUNCT/2/punct
         Wait/VERB/0/root ./PUNCT/1/punct
         Wait/VERB/0/root ./PUNCT/1/punct
         Wait/VERB/0/root ./PUNCT/1/punct
         Wait/VERB/5/ccomp ,/PUNCT/1/punct ”/PUNCT/1/punct she/PRON/5/nsubj//B-SOURCE said/VERB/0/root ./PUNCT/5/punct",
        &["Ada Low | she"],
    );
}

#[test]
fn who_accuses_is_not_who_denies_the_allegation() {
    check(
        "Helen/PROPN/4/nsubj:pass/B-PER Low/PROPN/1/flat/I-PER was/AUX/4/aux:pass accused/VERB/0/root by/ADP/7/case a/DET/7/det clerk/NOUN/4/obl:agent//B-SOURCE ./PUNCT/4/punct
         She/PRON/2/nsubj//B-SOURCE denied/VERB/0/root the/DET/4/det allegation/NOUN/2/obj ./PUNCT/2/punct",
        &["Helen Low | She", "a clerk"],
    );
}

#[test]
fn a_possessor_is_not_the_subject_of_its_predicate_noun_unless_it_is_her_own() {
    check(
        "Greta/PROPN/2/nsubj/B-PER/B-SOURCE says/VERB/0/root Ada/PROPN/7/nsubj/B-PER was/AUX/7/cop her/PRON/7/nmod:poss only/ADJ/7/amod choice/NOUN/2/ccomp ./PUNCT/2/punct",
        &["Greta | her", "Ada"],
    );
    check(
        "Ada/PROPN/5/nsubj/B-PER was/AUX/5/cop her/PRON/5/nmod:poss own/ADJ/5/amod choice/NOUN/0/root ./PUNCT/5/punct",
        &["Ada | her"],
    );
}

#[test]
fn the_source_is_who_is_named_beside_the_noun_and_not_its_possessor() {
    check(
        "Hugh/PROPN/3/nsubj/B-PER Hill/PROPN/1/flat/I-PER slept/VERB/0/root ./PUNCT/3/punct
         ¶Lee/PROPN/3/nmod:poss/B-PER/B-SOURCE 's/PART/1/case//I-SOURCE son/NOUN/5/nsubj//I-SOURCE Tom/PROPN/3/appos/B-PER/I-SOURCE said/VERB/0/root so/ADV/5/advmod ./PUNCT/5/punct
         “/PUNCT/2/punct Wait/VERB/5/ccomp ,/PUNCT/2/punct ”/PUNCT/2/punct said/VERB/0/root he/PRON/5/nsubj//B-SOURCE ./PUNCT/5/punct",
        &["Hugh Hill", "Lee", "Tom | he"],
    );
}
