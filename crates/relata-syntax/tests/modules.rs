//! What may use what: no circle of modules inside a crate, and this crate between the data model
//! and the stages. How modules are laid out: one style in all crates.

// A test that finds its tables otherwise than they should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Crates whose modules are held to have no circle.
const CRATES: [&str; 11] = [
    "relata-core",
    "relata-corpus",
    "relata-text",
    "relata-encoder",
    "relata-syntax",
    "relata-ner",
    "relata-claims",
    "relata-events",
    "relata-page",
    "relata-table",
    "relata-cli",
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Name of the root module that a file belongs to: `roles` for `src/roles/actor.rs`.
fn module(source: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(source).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The root modules whose items a crate's root hands on, by the names of these items.
fn handed_on(root: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for line in root.split("\npub use ").skip(1) {
        let Some((path, _)) = line.split_once(';') else { continue };
        let Some((module, items)) = path.split_once("::") else { continue };
        let names = items.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        let names = names.filter(|name| !name.is_empty());
        out.extend(names.map(|name| (name.to_owned(), module.to_owned())));
    }
    out
}

/// The root modules, and items of the root, that the `use` lines and paths of a file name.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code = code.lines().filter(is_code).collect::<Vec<_>>().join("\n");
    let mut out = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        let names: Vec<&str> = match part.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').collect(),
            None => vec![part],
        };
        for name in names {
            let end = |c: char| !(c.is_alphanumeric() || c == '_');
            out.extend(name.trim().split(end).next().map(str::to_owned));
        }
    }
    out
}

/// Which root modules each root module of a crate uses.
fn modules(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let source = crates().join(name).join("src");
    let mut files = Vec::new();
    sources(&source, &mut files);
    let root = std::fs::read_to_string(source.join("lib.rs")).unwrap_or_default();
    let handed_on = handed_on(&root);
    let of_root = |name: String| handed_on.get(&name).cloned().unwrap_or(name);
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files.iter().filter(|f| !(f.ends_with("lib.rs") || f.ends_with("main.rs"))) {
        let used = used(&std::fs::read_to_string(file).unwrap());
        out.entry(module(&source, file)).or_default().extend(used.into_iter().map(of_root));
    }
    let names: BTreeSet<String> = out.keys().cloned().collect();
    for (module, used) in &mut out {
        used.retain(|other| other != module && names.contains(other));
    }
    out
}

/// Modules that are left when those that use nothing that is left are taken away again and again:
/// those of circles, and those that use them.
fn circles(mut modules: BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    loop {
        let left: BTreeSet<String> = modules.keys().cloned().collect();
        let before = modules.len();
        modules.retain(|_, used| used.iter().any(|other| left.contains(other)));
        if modules.len() == before {
            return modules
                .into_iter()
                .map(|(module, used)| format!("{module} → {used:?}"))
                .collect();
        }
    }
}

#[test]
fn no_circle_of_modules() {
    for name in CRATES {
        let found = circles(modules(name));
        assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
    }
}

#[test]
fn modules_are_files_beside_their_folders() {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(crates()).unwrap() {
        let path = entry.unwrap().path();
        if path.join("src").is_dir() {
            sources(&path.join("src"), &mut files);
        }
    }
    assert!(files.len() > 100, "the crates beside this one: {}", files.len());
    files.retain(|file| file.ends_with("mod.rs"));
    assert!(files.is_empty(), "`x.rs` with a folder `x`, never `x/mod.rs`: {files:?}");
}

#[test]
fn items_of_the_root_count_for_their_module() {
    let root = "mod a;\n\npub use a::inner::{First, second};\npub use b::Third;\npub use half;\n";
    let found = handed_on(root);
    for (name, module) in [("First", "a"), ("second", "a"), ("Third", "b")] {
        assert_eq!(found.get(name).map(String::as_str), Some(module), "{name}");
    }
    assert_eq!(used("/// [`crate::A`]\nuse crate::{B, c::D};\ncrate::e::f();").len(), 3);
}

#[test]
fn circles_are_found() {
    let uses = |module: &str, other: &str| (module.to_owned(), BTreeSet::from([other.to_owned()]));
    assert_eq!(circles(BTreeMap::from([uses("a", "b"), uses("b", "c"), uses("d", "a")])).len(), 0);
    assert_eq!(circles(BTreeMap::from([uses("a", "b"), uses("b", "a"), uses("c", "x")])).len(), 2);
}

/// The crates of the workspace that a manifest depends on.
fn dependencies(name: &str) -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| name.starts_with("relata-")).map(str::to_owned).collect()
}

#[test]
fn grammar_stands_between_core_and_the_stages() {
    let of = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(dependencies("relata-core"), of(&[]));
    assert_eq!(dependencies("relata-syntax"), of(&["relata-core"]));
    for stage in ["relata-ner", "relata-claims", "relata-events"] {
        assert_eq!(dependencies(stage), of(&["relata-core", "relata-syntax"]), "{stage}");
    }
}
