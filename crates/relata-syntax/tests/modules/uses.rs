//! Which modules of a crate the paths in each of them lead to.

use std::collections::{BTreeMap, BTreeSet};

/// The names that lead from the root to a module; none for the root.
pub type Module = Vec<String>;

/// Items that are handed on by items that are handed on, at most.
const LONGEST_CHAIN: usize = 8;

/// For each module those that it uses.
pub fn uses(modules: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let code: BTreeMap<&Module, String> = modules.iter().map(|(m, text)| (m, code(text))).collect();
    let names = Names::of(&code);
    let used = |(module, code): (&&Module, &String)| {
        let found = paths(module, code, &names);
        let found = found.into_iter().map(|path| names.module_of(&path, LONGEST_CHAIN));
        ((*module).clone(), found.filter(|other| other != *module).collect())
    };
    code.iter().map(used).collect()
}

/// The code without comments that fill lines, and without the tests at its end.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What names stand for.
struct Names {
    modules: BTreeSet<Module>,
    /// In each module the names that it takes from elsewhere, with what they stand for.
    taken: BTreeMap<Module, BTreeMap<String, Module>>,
}

impl Names {
    fn of(code: &BTreeMap<&Module, String>) -> Self {
        let modules: BTreeSet<Module> = code.keys().map(|module| (*module).clone()).collect();
        let mut names = Self { modules, taken: BTreeMap::new() };
        for (module, code) in code {
            for clause in code.split("use ").skip(1) {
                let clause = clause.split(';').next().unwrap_or_default();
                for (path, name) in tree(clause) {
                    let path = absolute(module, &path);
                    names.taken.entry((*module).clone()).or_default().insert(name, path);
                }
            }
        }
        names
    }

    /// The module that declares what a path leads to.
    fn module_of(&self, path: &Module, longest: usize) -> Module {
        let mut module = Module::new();
        for (at, part) in path.iter().enumerate() {
            let inner: Module = module.iter().chain([part]).cloned().collect();
            if self.modules.contains(&inner) {
                module = inner;
                continue;
            }
            let taken = self.taken.get(&module).and_then(|names| names.get(part));
            if let Some(taken) = taken.filter(|taken| longest > 0 && **taken != inner) {
                let path = taken.iter().chain(&path[at + 1..]).cloned().collect();
                return self.module_of(&path, longest - 1);
            }
            break;
        }
        module
    }

    fn has_inner(&self, module: &Module, name: &str) -> bool {
        self.modules.contains(&[module.as_slice(), &[name.to_owned()]].concat())
    }
}

/// A path counted from the root.
fn absolute(module: &[String], path: &[String]) -> Module {
    let (mut from, mut rest) = (module.to_vec(), path);
    match rest.first().map(String::as_str) {
        Some("crate") => (from, rest) = (Module::new(), &rest[1..]),
        Some("self") => rest = &rest[1..],
        _ => {}
    }
    while rest.first().is_some_and(|part| part == "super") {
        from.pop();
        rest = &rest[1..];
    }
    from.extend_from_slice(rest);
    from
}

/// The paths in a module's code that begin at the root, at a module above, or at one right below.
fn paths(module: &Module, code: &str, names: &Names) -> Vec<Module> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    for (at, _) in code.match_indices("::") {
        let (front, _) = code.split_at(at);
        let first = front.rsplit(|c| !is_of_word(c)).next().unwrap_or_default();
        let (before, from) = code.split_at(at - first.len());
        let begins = !before.trim_end().ends_with("::");
        let leads = matches!(first, "crate" | "super" | "self") || names.has_inner(module, first);
        if begins && leads {
            let found = tree(from);
            out.extend(found.into_iter().map(|(path, _)| absolute(module, &path)));
        }
    }
    out
}

/// The paths of a tree such as `a::{b, c::d as e}`, each with the name that it gives.
fn tree(text: &str) -> Vec<(Module, String)> {
    let mut out = Vec::new();
    branch(text, &Module::new(), &mut out);
    out
}

/// Reads one branch; what stands behind it.
fn branch<'t>(text: &'t str, above: &Module, out: &mut Vec<(Module, String)>) -> &'t str {
    let mut path = above.clone();
    let mut rest = text.trim_start();
    loop {
        if let Some(inner) = rest.strip_prefix('{') {
            rest = inner.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                let behind = branch(rest, &path, out).trim_start();
                let behind = behind.strip_prefix(',').unwrap_or(behind).trim_start();
                if behind.len() == rest.len() {
                    return behind;
                }
                rest = behind;
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        if name.is_empty() {
            return rest;
        }
        path.push(name.to_owned());
        match behind.trim_start().strip_prefix("::") {
            Some(next) => rest = next.trim_start(),
            None => return named(path, behind, out),
        }
    }
}

/// Ends a path: under its last name, or under the one that `as` gives it.
fn named<'t>(mut path: Module, behind: &'t str, out: &mut Vec<(Module, String)>) -> &'t str {
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let (name, behind) = match behind.trim_start().strip_prefix("as ") {
        Some(other) => {
            let other = other.trim_start();
            let end = other.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            let (name, behind) = other.split_at(end.unwrap_or(other.len()));
            (name.to_owned(), behind)
        }
        None => (path.last().cloned().unwrap_or_default(), behind),
    };
    out.push((path, name));
    behind
}
