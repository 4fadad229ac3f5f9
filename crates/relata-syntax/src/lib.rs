//! What English grammar says of one reading, said once: words, phrases, clauses, arguments, voice,
//! negation, embedding and quotation.
//!
//! The stages behind the reader (`relata-ner`, `relata-claims`, `relata-events`) ask the same
//! questions of a sentence; an [`Analysis`] answers them. It is built once for a document and
//! borrowed by all. What is a rule of grammar is code here, what is a property of a word is a row
//! of a table in `data/`. Nothing in it can fail: a broken tree only makes it find less.
//!
//! ```
//! use relata_core::{Modality, Polarity, conllu};
//! use relata_syntax::Analysis;
//!
//! let text = "They refused to leave.";
//! let tokens = "1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
//!     2\trefused\trefuse\tVERB\t_\t_\t0\troot\t_\t_\n\
//!               3\tto\tto\tPART\t_\t_\t4\tmark\t_\t_\n\
//!     4\tleave\tleave\tVERB\t_\t_\t2\txcomp\t_\tSpaceAfter=No\n\
//!               5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";
//! let reading = conllu::read(text, tokens)?;
//! let analysis = Analysis::new(text, &reading);
//! let leave = analysis.factuality(3, &[]);
//! assert_eq!((leave.polarity, leave.modality), (Polarity::Negative, Modality::Actual));
//! assert_eq!(analysis.doers(3), [0]);
//! # Ok::<(), relata_core::ParseError>(())
//! ```

mod allegation;
mod analysis;
mod arguments;
mod clauses;
mod descriptions;
mod embedding;
mod factuality;
mod lexicon;
mod mood;
mod negation;
mod phrases;
mod quotation;
mod speech;
mod voice;
mod words;

pub use analysis::Analysis;
pub use factuality::Veridicality;
pub use lexicon::{
    Bound, Complement, CueClass, CueEntry, CueLexicon, CuePart, LONGEST_NOUN, LexiconError,
    LexiconErrorKind, NounEntry, Quantifier, SpeakerKind, SpeakerLexicon, TableFault, TableHasher,
    TableMap, TableSet, check_tables, nouns, quantifier,
};
pub use negation::is_negating;
pub use quotation::{Quotation, QuotationIndex, paragraphs, quotations};
