//! Events across articles.

mod blocking;
mod evidence;
mod linker;
mod view;

pub(crate) use evidence::{evidence, same_site};
pub(crate) use linker::{EventLinker, EventRef, Limits};
pub(crate) use view::{Articles, View};
