//! What a reader may choose to see.

use std::collections::BTreeMap;

use maud::{Markup, html};
use relata_core::Stance;

use crate::sources::{PAPER, key};
use crate::view::View;
use crate::wording;

pub fn filters(view: &View<'_>) -> Markup {
    let has = |stance: Stance| view.extraction.claims.iter().any(|claim| claim.stance == stance);
    let stances = Stance::ALL.iter().filter(|stance| has(**stance));
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for event in &view.extraction.events {
        *classes.entry(event.event_type.class.as_str()).or_default() += 1;
    }
    html! {
        details #filters open {
            summary { "Filter" }
            form {
                label .field { "Source "
                    select #f-source {
                        option value="" { "all" }
                        option value=(PAPER) { "the paper itself" }
                        @for (number, group) in view.sources.groups.iter().enumerate() {
                            option value=(key(number)) {
                                (group.name) " (" (group.claims.len()) ")"
                            }
                        }
                    }
                }
                fieldset { legend { "Stance of claims" }
                    @for stance in stances {
                        label class=(format!("chip st-{stance}")) {
                            input type="checkbox" name="stance" value=(stance) checked;
                            " " (stance)
                        }
                    }
                }
                fieldset { legend { "Class of events" }
                    @for (class, count) in classes {
                        label .chip {
                            input type="checkbox" name="class" value=(class) checked;
                            " " (wording::label(class)) " " span .count { (count) }
                        }
                    }
                }
                label .field { "Score from "
                    input #f-score type="range" min="0" max="1" step="0.05" value="0";
                    output #f-score-value for="f-score" { "0.00" }
                }
                button type="reset" { "Show all" }
                p #f-state role="status" aria-live="polite" {}
            }
        }
    }
}
