//! Singulars.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table;

static IRREGULAR: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| table::pairs(include_str!("../../data/irregular_nouns.tsv")).collect());

/// Singular of a noun; the last part of a hyphenated one.
pub(super) fn lemma(form: &str) -> String {
    if let Some(&lemma) = IRREGULAR.get(form) {
        return lemma.to_owned();
    }
    if let Some((front, last)) =
        form.rsplit_once('-').filter(|(front, last)| !front.is_empty() && last.len() > 2)
    {
        return format!("{front}-{}", lemma(last));
    }
    if let Some(stem) = form.strip_suffix("men").filter(|stem| {
        *stem != "o"
            && !matches!(*stem, "speci" | "regi" | "abdo" | "acu" | "ye" | "hy" | "se" | "sta")
    }) {
        return format!("{stem}man");
    }
    plural(form).unwrap_or_else(|| form.to_owned())
}

fn plural(form: &str) -> Option<String> {
    let stem = form.strip_suffix('s').filter(|stem| {
        stem.chars().count() > 2
            && !stem.ends_with(|c: char| c.is_numeric())
            && !stem.ends_with(['s', 'u', 'i', '\''])
    })?;
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y"));
    }
    let drops_e = stem.strip_suffix('e').filter(|rest| takes_es(rest));
    Some(drops_e.unwrap_or(stem).to_owned())
}

/// True where the plural adds `es`.
fn takes_es(stem: &str) -> bool {
    let is_us = stem.ends_with("us") && !stem.ends_with("ous") && !stem.ends_with("aus");
    is_us || ["ss", "sh", "ch", "x", "zz", "o"].iter().any(|ending| stem.ends_with(ending))
}
