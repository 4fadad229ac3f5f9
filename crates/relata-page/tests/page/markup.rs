//! What stands in the file.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relata_core::{
    AttestationStance, CasualtyCount, CasualtyStatus, ClaimId, EntityId, Quantity, Span, Stance,
    TextSpan, Voice,
};
use sha2::{Digest as _, Sha256};

use crate::article::{TEXT, extraction};

/// The values of an attribute, as written.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The text of a piece of markup, the summaries of what is folded away left out.
fn text_of(markup: &str) -> String {
    let mut text = String::new();
    let mut in_summary = false;
    for piece in markup.split('<').skip(1) {
        let (tag, rest) = piece.split_once('>').unwrap();
        in_summary = tag == "summary" || in_summary && tag != "/summary";
        if !in_summary {
            text.push_str(rest);
        }
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn nothing_of_an_article_becomes_markup() {
    let page = relata_page::page(TEXT, &extraction());
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</article>").count(), page.matches("<article").count());
    for foreign in ["<b>hit", "<i>Post", "<img", "<of>", "<took>"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn the_text_on_the_page_is_the_article() {
    let page = relata_page::page(TEXT, &extraction());
    let start = page[..page.find("id=\"text\"").unwrap()].rfind('<').unwrap();
    let end = page[start..].find("</div>").unwrap() + start;
    assert_eq!(text_of(&page[start..end]), TEXT);
}

#[test]
fn every_link_leads_somewhere_and_every_identifier_is_one() {
    let page = relata_page::page(TEXT, &extraction());
    let ids = values(&page, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len());
    let links = values(&page, "href");
    assert!(links.len() > 10);
    for link in links {
        let target = link.strip_prefix('#').unwrap();
        assert!(distinct.contains(target), "{link}");
    }
}

#[test]
fn the_policy_names_the_one_script() {
    let page = relata_page::page(TEXT, &extraction());
    let script = page.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
    let hash = STANDARD.encode(Sha256::digest(script));
    assert!(
        page.contains(&format!("script-src 'sha256-{hash}'")),
        "SCRIPT_HASH of document.rs must be {hash}"
    );
}

#[test]
fn an_address_that_runs_something_is_no_link() {
    let mut extraction = extraction();
    let mut page = relata_core::Page::default();
    page.url = Some("javascript:alert(1)".to_owned());
    extraction.page = Some(page.clone());
    assert!(!relata_page::page(TEXT, &extraction).contains("javascript:"));
    page.url = Some("https://example.org/a?b=\"c".to_owned());
    extraction.page = Some(page);
    let written = "href=\"https://example.org/a?b=&quot;c\"";
    assert!(relata_page::page(TEXT, &extraction).contains(written));
}

/// Offsets of foreign JSON may be anything.
#[test]
fn places_that_the_text_does_not_have_are_left_out() {
    let given = "Gäa";
    let page = relata_page::page(given, &extraction());
    assert!(page.contains("Gäa"));
    assert!(relata_page::page("", &extraction()).contains("Who said what"));
}

#[test]
fn a_source_that_does_more_than_say_is_quoted() {
    let mut extraction = extraction();
    let cue = extraction.claims[0].cue.as_mut().unwrap();
    cue.class = Some("judge".to_owned());
    let verb = |extraction: &relata_core::Extraction| {
        let page = relata_page::page(TEXT, extraction);
        let claim = page.split("id=\"c1\"").nth(1).unwrap().to_owned();
        claim.split("class=\"verb\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!(verb(&extraction), "“said”");
    extraction.claims[0].cue.as_mut().unwrap().class = Some("say".to_owned());
    assert_eq!(verb(&extraction), "says");
}

#[test]
fn a_source_that_wants_an_event_does_not_think_it_possible() {
    let verb = |stance: Stance| {
        let mut extraction = extraction();
        extraction.claims[1].stance = stance;
        extraction.events[0].attestations[1].stance = AttestationStance::Hedges;
        let page = relata_page::page(TEXT, &extraction);
        let event = page.split("id=\"v1\"").nth(1).unwrap().to_owned();
        let rebels = event.split("<b>The rebels</b>").nth(1).unwrap().to_owned();
        rebels.split("class=\"verb\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!(verb(Stance::Demanded), "demands it");
    assert_eq!(verb(Stance::Asked), "asks for it");
    assert_eq!(verb(Stance::Hedged), "thinks it possible");
}

#[test]
fn a_number_that_several_give_stands_once() {
    let mut extraction = extraction();
    let two = |by: Voice, claim: usize| {
        let text = TextSpan::new(TEXT, Span::at(0, 6));
        let claim = Some(ClaimId::from_index(claim));
        CasualtyCount::new(Quantity::new(text, Some(2), Some(2)), by, claim)
    };
    let voice = |index: usize| Voice::Entity(EntityId::from_index(index));
    let casualties = &mut extraction.events[0].casualties;
    casualties.status = CasualtyStatus::Reported;
    casualties.killed = vec![two(voice(0), 0), two(voice(1), 1), two(voice(1), 1)];
    let page = relata_page::page(TEXT, &extraction);
    assert!(page.contains("Shells killed (the mayor &lt;of&gt; Aden, The rebels)"));
}

#[test]
fn a_page_of_a_folder_leads_to_the_index() {
    let page = relata_page::page_with_index(TEXT, &extraction(), "all\".html");
    assert!(page.contains("href=\"all&quot;.html\">All articles</a>"));
    assert!(!relata_page::page(TEXT, &extraction()).contains("All articles"));
}

#[test]
fn an_index_that_is_made_again_says_what_it_said() {
    let page = relata_page::page(TEXT, &extraction());
    let new = relata_page::IndexEntry::new("aden.html", TEXT, &extraction());
    let again = relata_page::IndexEntry::of_page("aden.html", &page);
    assert_eq!(relata_page::index(&[again]), relata_page::index(&[new]));
}

#[test]
fn an_index_leads_to_its_pages() {
    let entry = relata_page::IndexEntry::new("a&b.html", TEXT, &extraction());
    let index = relata_page::index(&[entry.clone(), entry]);
    assert_eq!(index.matches("href=\"a&amp;b.html\"").count(), 2);
    assert!(index.contains("2 articles") && !index.contains("<b>hit"));
}
