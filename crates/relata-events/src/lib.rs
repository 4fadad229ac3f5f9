//! Attributed events: what happened, who did it to whom, with what, where, when, how many were
//! harmed, and who says so.
//!
//! This is the last stage of relata. It takes the layers that the other stages return and gives an
//! [`EventLayer`]; it cannot fail, and layers that contradict each other only make it find less.
//! Use the crate `relata` to have all stages in one call.
//!
//! ```
//! use relata_core::{Reading, conllu};
//! use relata_events::{EventInput, EventOptions, assemble};
//!
//! let text = "Rebels shelled Tarn on Monday.";
//! let tokens = "1\tRebels\trebel\tNOUN\t_\t_\t2\tnsubj\t_\t_\n\
//! 2\tshelled\tshell\tVERB\t_\t_\t0\troot\t_\t_\n\
//! 3\tTarn\tTarn\tPROPN\t_\t_\t2\tobj\t_\tEntity=B-GPE\n\
//!               4\ton\ton\tADP\t_\t_\t5\tcase\t_\t_\n5\tMonday\tMonday\tPROPN\t_\t_\t2\tobl\t_\tEntity=B-DATE\n6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";
//! let reading: Reading = conllu::read(text, tokens)?;
//! let input = EventInput::new(text, &reading, &[], &[], Some("2021-06-09".parse()?));
//! let layer = assemble(&input, &EventOptions::default());
//! let event = &layer.events[0];
//! assert_eq!(event.actors[0].text.text, "Rebels");
//! assert_eq!(event.targets[0].text.text, "Tarn");
//! assert_eq!(event.time.as_ref().map(|t| t.value.as_str()), Some("2021-06-07"));
//! # Ok::<(), relata_core::ParseError>(())
//! ```

mod absence;
mod aspect;
mod assemble;
mod build;
mod casualties;
mod casualty_ranges;
mod coreference;
mod discrepancy;
mod event_time;
mod evidence;
mod explain;
mod factuality;
mod heads;
mod layer;
mod layers;
mod links;
mod main_event;
mod mention;
mod ontology;
mod options;
mod place;
mod quantity;
mod relations;
mod relevance;
mod roles;
mod sector;
mod time;
mod trigger;
mod twins;
mod types;
mod voices;
mod words;

pub use assemble::{assemble, assemble_analysis};
pub use layer::{EventInput, EventLayer};
pub use ontology::{Ontology, OntologyError, OntologyErrorKind, OntologySource, OntologyTable};
pub use options::EventOptions;
pub use time_expressions::time_expressions;

mod time_expressions;
