//! Files of the caller's: words for claims and events, labels of another model.

use std::path::Path;
use std::sync::Arc;

use relata::hf::LabelTable;
use relata::{ClaimOptions, CueLexicon, Ontology, OntologySource};

use crate::failure::Failure;
use crate::files::read_table;

/// The usual options with the words of a cue lexicon added; all faults of the file are named at
/// once.
pub fn with_cues(path: &Path) -> Result<ClaimOptions, Failure> {
    let file = read(path)?;
    let faults = CueLexicon::check(&file);
    if !faults.is_empty() {
        return Err(Failure::Cues { path: path.to_owned(), faults });
    }
    let name = path
        .file_name()
        .map_or_else(|| "own".to_owned(), |name| name.to_string_lossy().into_owned());
    let words = CueLexicon::parse_named(&file, &name)
        .map_err(|fault| Failure::Cues { path: path.to_owned(), faults: vec![fault] })?;
    let mut options = ClaimOptions::default();
    options.cues.extend(words);
    Ok(options)
}

/// The built-in ontology with the rows of an event lexicon before its own; all faults of the file
/// are named at once.
pub fn ontology(path: &Path) -> Result<Arc<Ontology>, Failure> {
    let table = read(path)?;
    let mut source = OntologySource::default();
    source.lexicon = &table;
    let errors = Ontology::check(&source);
    match Ontology::extended(&table) {
        Ok(ontology) if errors.is_empty() => Ok(Arc::new(ontology)),
        _ => Err(Failure::Lexicon { path: path.to_owned(), errors }),
    }
}

/// What the labels of another model stand for.
pub fn labels(path: &Path) -> Result<LabelTable, Failure> {
    LabelTable::from_tsv(&read(path)?)
        .map_err(|source| Failure::Labels { path: path.to_owned(), source })
}

/// The file; one without a row, which is hardly what was meant, is told of.
fn read(path: &Path) -> Result<String, Failure> {
    let file = read_table(path)?;
    let is_row = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
    if !file.lines().any(is_row) {
        eprintln!("relata: warning: {}: the file holds no entry", path.display());
    }
    Ok(file)
}
