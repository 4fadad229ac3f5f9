//! Lexicon files of the caller's.

use std::path::Path;

use relata::{ClaimOptions, CueLexicon};

use crate::failure::Failure;

/// The usual options with the words of a cue lexicon added; all faults of the file are named at once.
pub fn with_cues(path: &Path) -> Result<ClaimOptions, Failure> {
    let file = std::fs::read_to_string(path).map_err(|source| Failure::Io { path: Some(path.to_owned()), source })?;
    let faults = CueLexicon::check(&file);
    if !faults.is_empty() {
        return Err(Failure::Cues { path: path.to_owned(), faults });
    }
    let name = path.file_name().map_or_else(|| "own".to_owned(), |name| name.to_string_lossy().into_owned());
    let words = CueLexicon::parse_named(&file, &name).map_err(|fault| Failure::Cues { path: path.to_owned(), faults: vec![fault] })?;
    let mut options = ClaimOptions::default();
    options.cues.extend(words);
    Ok(options)
}
