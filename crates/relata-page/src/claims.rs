//! Who said what: the claims by their sources.

use maud::{Markup, html};
use relata_core::{Claim, ClaimMode};

use crate::outlines;
use crate::sources::{SourceGroup, key};
use crate::text::{one_line, shortened};
use crate::view::View;
use crate::wording;

/// Characters shown of one content.
const SHOWN: usize = 280;

pub fn claims(view: &View<'_>) -> Markup {
    html! {
        section #said .said aria-labelledby="said-head" {
            h2 #said-head { "Who said what" }
            @if view.sources.groups.is_empty() { p .none { "Nobody is quoted." } }
            @for (number, group) in view.sources.groups.iter().enumerate() {
                (source(view, group, &key(number)))
            }
        }
    }
}

fn source(view: &View<'_>, group: &SourceGroup<'_>, key: &str) -> Markup {
    let kind = group.entity.map(|entity| {
        let kind = wording::entity_type(entity.entity_type);
        match entity.country.as_deref().map(outlines::country_name) {
            Some(country) if country != entity.name => format!("{kind}, {country}"),
            _ => kind.to_owned(),
        }
    });
    html! {
        section .who data-source=(key) {
            h3 {
                button .pick type="button" aria-pressed="false" data-source=(key) {
                    (group.name)
                }
                " " span .kind {
                    @if let Some(kind) = kind { (kind) ", " }
                    (wording::counted(group.claims.len(), "claim"))
                }
            }
            ul { @for claim in &group.claims { (item(view, claim, key)) } }
        }
    }
}

fn item(view: &View<'_>, claim: &Claim, source: &str) -> Markup {
    let pieces: Vec<String> = claim.content.iter().map(|c| one_line(&c.text)).collect();
    let class = format!("card claim st-{}", claim.stance);
    html! {
        li #(claim.id) class=(class) data-record=(claim.id) data-source=(source)
            data-stance=(claim.stance) data-score=(claim.score.get()) tabindex="-1" {
            p .content {
                span .no { (claim.id) } " "
                span .verb { (wording::said(claim)) } " "
                q { (shortened(&pieces.join(" … "), SHOWN)) }
            }
            p .how {
                span {
                    (how(view, claim))
                    @if let Some(outer) = claim.within {
                        ", within " a href=(format!("#{outer}")) { (outer) }
                    }
                } " "
                @for event in &claim.events { a href=(format!("#{event}")) { (event) } " " }
                a .back href=(format!("#in-{}", claim.id)) { "in the text" } " "
                span .score { (wording::score(claim.score)) }
            }
        }
    }
}

/// In which words it is attributed.
fn how(view: &View<'_>, claim: &Claim) -> String {
    let words =
        [claim.source.as_ref().map(|s| &s.text.text), claim.cue.as_ref().map(|c| &c.text.text)];
    let mut how: Vec<String> = Vec::new();
    let quoted: Vec<String> =
        words.into_iter().flatten().map(|text| format!("“{}”", one_line(text))).collect();
    how.push(if claim.cue.is_none() { "runs on".to_owned() } else { quoted.join(" + ") });
    match claim.mode {
        ClaimMode::Direct => how.push("word for word".to_owned()),
        ClaimMode::Mixed => how.push("partly word for word".to_owned()),
        _ => (),
    }
    how.extend(claim.addressee.as_ref().map(|to| format!("to {}", view.participant(to))));
    how.extend(claim.medium.iter().chain(&claim.said_at).map(|text| one_line(&text.text)));
    how.join(", ")
}
