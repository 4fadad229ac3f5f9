//! Events across articles.

mod blocking;
mod chains;
mod evidence;
mod kin;
mod linker;
mod view;

pub(crate) use blocking::keys;
pub(crate) use chains::Chains;
pub(crate) use evidence::{evidence, same_site};
pub(crate) use linker::{EventLinker, Limits, is_apart, likelihood};
pub(crate) use view::{Articles, EventRef, Level, Unit, View};
