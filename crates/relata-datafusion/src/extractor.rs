//! The extractor of this process.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::OnceLock;

use datafusion::common::{DataFusionError, Result, exec_err};
use relata::{Extractor, ModelSource};

static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();

/// The extractor that the functions use: the one that was set, else one with the fast English
/// model.
///
/// # Errors
/// Where the model cannot be loaded.
///
/// ```
/// assert!(relata_datafusion::extractor()?.threads() > 0);
/// # Ok::<(), datafusion::error::DataFusionError>(())
/// ```
pub fn extractor() -> Result<&'static Extractor> {
    if let Some(extractor) = EXTRACTOR.get() {
        return Ok(extractor);
    }
    let built = Extractor::builder().model(ModelSource::EnglishFast).build();
    let built = built.map_err(|error| DataFusionError::External(Box::new(error)))?;
    // Where two threads come here at once, both take the one that was first.
    Ok(EXTRACTOR.get_or_init(|| built))
}

/// Sets the extractor of this process.
///
/// # Errors
/// The extractor, where one is in use already.
///
/// ```
/// let own = relata::Extractor::builder().model(relata::ModelSource::EnglishFast).build()?;
/// assert!(relata_datafusion::set_extractor(own).is_ok());
/// # Ok::<(), relata::Error>(())
/// ```
pub fn set_extractor(extractor: Extractor) -> Result<(), Box<Extractor>> {
    EXTRACTOR.set(extractor).map_err(Box::new)
}

/// Sets the extractor of this process: the model of a folder, or the fast English one, on so many
/// threads. Where nothing is given, nothing is set.
///
/// # Errors
/// Where the model cannot be loaded, or an extractor is in use already.
///
/// ```
/// let missing = std::path::Path::new("no-such-model");
/// assert!(relata_datafusion::build_extractor(Some(missing), None).is_err());
/// ```
pub fn build_extractor(model: Option<&Path>, threads: Option<NonZeroUsize>) -> Result<()> {
    if model.is_none() && threads.is_none() {
        return Ok(());
    }
    let mut builder = match model {
        Some(folder) => Extractor::builder().model_dir(folder),
        None => Extractor::builder().model(ModelSource::EnglishFast),
    };
    if let Some(threads) = threads {
        builder = builder.threads(threads);
    }
    let extractor = builder.build().map_err(|error| DataFusionError::External(Box::new(error)))?;
    match set_extractor(extractor) {
        Ok(()) => Ok(()),
        Err(_) => exec_err!("an extractor is in use already"),
    }
}
