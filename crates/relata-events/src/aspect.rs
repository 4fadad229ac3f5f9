//! Which stage of an event the text tells of: its beginning, that it goes on, its end.

use relata_core::{Aspect, Relation};

use crate::document::Document;
use crate::mention::Trigger;
use crate::roles::{self, Governor};

/// The stage that the governing verb ("began shelling", "talks resumed"), the containing noun ("the
/// end of the siege") or an adverb ("still") tells.
pub(crate) fn read(document: &Document<'_>, trigger: &Trigger<'_>) -> Option<Aspect> {
    let container = Some(document.container_of(trigger.head)).filter(|&c| c != trigger.head);
    let carried = roles::governor(document, trigger).map(|g| match g {
        Governor::Light(verb) | Governor::Predicate(verb) => verb,
    });
    let open = Some(trigger.head).filter(|&t| {
        matches!(document.relation(t), Relation::Xcomp | Relation::Obj | Relation::Nmod)
    });
    let above = open.and_then(|t| document.head(t));
    let told =
        [container, carried, above].into_iter().flatten().find_map(|t| of_word(document.lemma(t)));
    told.or_else(|| {
        document
            .children(trigger.head)
            .iter()
            .find(|&&d| document.relation(d) == Relation::Advmod && document.lemma(d) == "still")
            .map(|_| Aspect::Continues)
    })
}

fn of_word(lemma: &str) -> Option<Aspect> {
    Some(match lemma {
        "begin" | "start" | "launch" | "commence" | "initiate" | "open" | "erupt" | "beginning"
        | "outbreak" | "onset" => Aspect::Begins,
        "continue" | "keep" | "resume" | "go" | "persist" | "prolong" | "extend"
        | "continuation" | "resumption" => Aspect::Continues,
        "stop" | "end" | "halt" | "cease" | "finish" | "conclude" | "suspend" | "complete"
        | "cessation" | "suspension" => Aspect::Ends,
        _ => return None,
    })
}
