//! What is kept of an article: enough to link it with others, today's and tomorrow's, and to say
//! who says what in it.

mod article;
mod entities;
mod events;
mod phrases;
mod sentences;
mod voices;

pub(crate) use article::{Digest, digest};
pub(crate) use entities::EntityDigest;
pub(crate) use events::{Count, EventDigest, Party, Role, Site, Strand, Trigger};
pub(crate) use phrases::stems;
pub(crate) use voices::{Voice, VoiceKind};
