//! What stands behind a noun that speaks.

use super::cues::column;
use super::error::LexiconErrorKind;

column! {
    /// What a speaker noun stands for.
    SpeakerKind, "kind" {
        /// A human being by trade or part: "witness".
        Person = "person",
        /// An office that one holds at a time: "minister".
        Title = "title",
        /// An organisation or body: "ministry".
        Group = "group",
        /// A document or channel: "report".
        Text = "text",
        /// A word that keeps its bearer unnamed: "some".
        Vague = "vague",
    }
}
