//! What may use what: no circle of modules inside a crate, and this crate between the data model
//! and the stages. How modules are laid out: one style in all crates.
//!
//! A circle is looked for at every level: among the modules of a crate's root, and among those of
//! each module. One uses another where a path in it leads there, or into a module of it; through
//! what a third hands on (`use`), it is the module that declares the item which is used. A module
//! and its parent are one room: the parent's file is the way through its modules and declares what
//! they share, so that it may use them and they what it declares.

// A test that finds its tables otherwise than they should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "modules/uses.rs"]
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use uses::{Module, uses};

/// Crates whose modules are held to have no circle.
const CRATES: [&str; 15] = [
    "relata",
    "relata-core",
    "relata-corpus",
    "relata-datafusion",
    "relata-text",
    "relata-encoder",
    "relata-syntax",
    "relata-ner",
    "relata-claims",
    "relata-events",
    "relata-page",
    "relata-table",
    "relata-torch",
    "relata-sample",
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

/// The modules of a crate with their code; the root of a library and that of a program are one.
fn modules(name: &str) -> BTreeMap<Module, String> {
    let source = crates().join(name).join("src");
    let mut files = Vec::new();
    sources(&source, &mut files);
    let mut out: BTreeMap<Module, String> = BTreeMap::new();
    for file in &files {
        let inside = file.strip_prefix(&source).unwrap().with_extension("");
        let mut module: Module =
            inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if matches!(module.last().map(String::as_str), Some("lib" | "main")) {
            module.pop();
        }
        out.entry(module).or_default().push_str(&std::fs::read_to_string(file).unwrap());
    }
    out
}

/// For each module with modules of its own, which of these use which.
fn levels(
    uses: &BTreeMap<Module, BTreeSet<Module>>,
) -> BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> {
    let mut out: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, used) in uses {
        for other in used {
            let shared = module.iter().zip(other).take_while(|(a, b)| a == b).count();
            if let (Some(own), Some(its)) = (module.get(shared), other.get(shared)) {
                let level = out.entry(module[..shared].to_vec()).or_default();
                level.entry(own.clone()).or_default().insert(its.clone());
            }
        }
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

/// Circles among modules, each with the module that they stand in.
fn circles_in(modules: &BTreeMap<Module, String>) -> Vec<String> {
    let at = |(parent, level): (Module, BTreeMap<_, _>)| {
        let found = circles(level).into_iter();
        found.map(|circle| format!("{}: {circle}", parent.join("::"))).collect::<Vec<_>>()
    };
    levels(&uses(modules)).into_iter().flat_map(at).collect()
}

#[test]
fn no_circle_of_modules() {
    for name in CRATES {
        let modules = modules(name);
        assert!(!modules.is_empty(), "{name}");
        let found = circles_in(&modules);
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

/// A crate of which each module is given with its path and code.
fn invented(modules: &[(&str, &str)]) -> BTreeMap<Module, String> {
    let path = |path: &str| path.split("::").filter(|p| !p.is_empty()).map(str::to_owned).collect();
    modules.iter().map(|(module, code)| (path(module), (*code).to_owned())).collect()
}

#[test]
fn circles_are_found_at_every_level() {
    let check = |modules: &[(&str, &str)], found: usize| {
        assert_eq!(circles_in(&invented(modules)).len(), found, "{modules:?}");
    };
    check(&[("", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", "use crate::a::A;")], 2);
    check(&[("a", "use crate::b::B;"), ("b", "fn f() {}")], 0);
    // Deeper, by `super`, by `self` and by the bare name of a module below.
    check(&[("a", "mod x; mod y;"), ("a::x", "use super::y::Y;"), ("a::y", "super::x::f();")], 2);
    let [y, z] = [("a::y", "use super::x::X;"), ("a::z", "")];
    check(&[("a", ""), ("a::x", "use crate::a::{y, z::Z};"), y, z], 2);
    check(&[("a", "self::x::f(); x::g();"), ("a::x", "")], 0);
    check(&[("a", ""), ("a::x", "crate::b::f()"), ("b::y", "use crate::a;"), ("b", "")], 2);
    // What is handed on counts for the module that declares it.
    let root = ("", "mod a; mod b; pub use a::inner::{First, second as other}; use b::Third;");
    let inner = ("a::inner", "");
    check(&[root, ("a", "use crate::Third;"), inner, ("b", "use crate::First;")], 2);
    check(&[root, ("a", "use crate::Third;"), inner, ("b", "")], 0);
    check(&[root, ("a", "use crate::Third;"), inner, ("b", "crate::other()")], 2);
    // A parent and what stands in it are one room.
    check(&[("a", "mod x; use x::X; trait Rule {}"), ("a::x", "use super::Rule;")], 0);
    let handed = ("a", "mod x; mod y; pub use x::X; pub use y::Y;");
    check(&[handed, ("a::x", "use super::Y;"), ("a::y", "use super::X;")], 2);
    // Neither comments nor tests count.
    check(&[("a", "/// [`crate::b::B`]\n"), ("b", "use crate::a::A;")], 0);
    check(&[("a", "#[cfg(test)]\nmod t { use crate::b::B; }"), ("b", "use crate::a::A;")], 0);
}

#[test]
fn circles_are_told_from_chains() {
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
