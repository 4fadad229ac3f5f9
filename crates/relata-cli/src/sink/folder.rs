//! A folder with a file a document.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::interrupt;

/// Bytes of a file's name, at most; file systems take 255.
const LONGEST: usize = 120;

/// Name of the file that leads to the others.
const INDEX: &str = "index";

/// A folder that is filled with files of one ending.
pub struct Folder {
    path: PathBuf,
    ending: &'static str,
    /// Names without their ending.
    taken: BTreeSet<String>,
}

impl Folder {
    /// Makes the folder. Names that are there already are kept free where a run is resumed.
    pub fn open(path: &Path, ending: &'static str, resume: bool) -> Result<Self, Failure> {
        let failed = |source| Failure::of_file(path, source);
        fs::create_dir_all(path).map_err(failed)?;
        let mut taken: BTreeSet<String> = BTreeSet::from([INDEX.to_owned()]);
        if resume {
            for entry in fs::read_dir(path).map_err(failed)? {
                let file = entry.map_err(failed)?.path();
                if file.extension().is_some_and(|found| found == ending) {
                    let stem = file.file_stem().unwrap_or_default();
                    taken.insert(stem.to_string_lossy().into_owned());
                }
            }
        }
        Ok(Self { path: path.to_owned(), ending, taken })
    }

    /// The name of the file of a document, taken for it from now on.
    pub fn name(&mut self, id: Option<&str>) -> String {
        let stem = file_stem(id);
        let mut name = stem.clone();
        let mut number = 1;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("{stem}-{number}");
        }
        format!("{name}.{}", self.ending)
    }

    /// The files of earlier runs, where one is resumed, by their names.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let names = self.taken.iter().filter(|name| *name != INDEX);
        let names = names.map(|name| format!("{name}.{}", self.ending));
        let read = |name: String| {
            let file = self.path.join(&name);
            match fs::read(&file) {
                Ok(bytes) => Ok((name, bytes)),
                Err(source) => Err(Failure::of_file(&file, source)),
            }
        };
        names.map(read).collect()
    }

    /// Writes a file of this name: it is there whole or not at all, whenever the run is ended.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let file = self.path.join(name);
        let part = self.path.join(format!(".{name}.part"));
        let _whole = interrupt::writing();
        let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, &file));
        written.map_err(|source| Failure::of_file(&file, source))
    }
}

/// A name for the file of a document that every system takes: letters, digits, `-`, `_` and dots
/// within; in lower case, since some systems take names that differ in case for one. Behind what
/// had to be changed stands a number, so that each identifier has a name of its own.
pub fn file_stem(id: Option<&str>) -> String {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return "article".to_owned() };
    match safe(id) {
        stem if stem == id && stem != INDEX => stem,
        stem => format!("{stem}-{:08x}", digest(id)),
    }
}

fn safe(id: &str) -> String {
    let named: String = id
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .collect();
    let trimmed = named.trim_matches('.');
    let end = (0..=trimmed.len().min(LONGEST)).rev().find(|&at| trimmed.is_char_boundary(at));
    match trimmed.get(..end.unwrap_or_default()).unwrap_or_default() {
        "" => "article".to_owned(),
        stem => stem.to_owned(),
    }
}

/// FNV-1a of 64 bits, folded to 32.
fn digest(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) ^ (hash & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_every_system_takes() {
        assert_eq!(safe("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe("A b:c.html"), "a_b_c.html");
        assert_eq!(safe("..."), "article");
        assert_eq!(file_stem(None), "article");
        assert_eq!(file_stem(Some("mali_raids")), "mali_raids");
        assert_eq!(safe(&"ä".repeat(100)).len(), LONGEST);
    }

    #[test]
    fn each_identifier_has_a_name_of_its_own() {
        let ids = ["a_b", "a/b", "a b", "A_b", "index", "Index", "...", "article", "ä", "Ä"];
        let names: BTreeSet<String> = ids.iter().map(|id| file_stem(Some(id))).collect();
        assert_eq!(names.len(), ids.len(), "{names:?}");
        assert!(!names.contains(INDEX));
    }
}
