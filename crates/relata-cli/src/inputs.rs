//! Which documents the names on the command line stand for.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::files::{is_html, is_standard_input};

/// The files that names stand for: a folder for all articles in it and its folders, by their names;
/// a pattern for what fits it, where no file has that very name; any other name for itself.
pub fn files(names: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for name in names {
        if is_standard_input(name) || name.is_file() {
            files.push(name.clone());
        } else if name.is_dir() {
            let before = files.len();
            in_folder(name, &mut files).map_err(|source| Failure::of_file(name, source))?;
            if files.len() == before {
                eprintln!("relata: warning: {}: no article is in it", name.display());
            }
        } else {
            files.extend(fitting(name)?);
        }
    }
    Ok(files)
}

fn in_folder(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        // A link to a folder may lead back.
        if entry.is_dir() && !entry.is_symlink() {
            in_folder(&entry, files)?;
        } else if entry.is_file() && is_article(&entry) {
            files.push(entry);
        }
    }
    Ok(())
}

/// What fits a pattern, in the order of names; the name itself where it is none or nothing fits, so
/// that the error tells of it.
fn fitting(name: &Path) -> Result<Vec<PathBuf>, Failure> {
    let pattern = name.to_string_lossy();
    if !pattern.contains(['*', '?', '[']) {
        return Ok(vec![name.to_owned()]);
    }
    let found = glob::glob(&pattern)
        .map_err(|error| Failure::of_file(name, std::io::Error::other(error.msg)))?;
    let files: Vec<PathBuf> = found.flatten().filter(|path| path.is_file()).collect();
    Ok(if files.is_empty() { vec![name.to_owned()] } else { files })
}

/// True for the name of a file of which each line is a document.
pub fn is_lines(path: &Path) -> bool {
    has_ending(path, &["jsonl", "ndjson"])
}

fn is_article(path: &Path) -> bool {
    is_html(path) || is_lines(path) || has_ending(path, &["txt"])
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let found = path.extension().and_then(OsStr::to_str);
    found.is_some_and(|found| endings.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}
