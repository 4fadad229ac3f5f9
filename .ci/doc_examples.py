#!/usr/bin/env python3
"""Public items without an example in their documentation: types, traits, functions and methods of the library crates.

    python3 .ci/doc_examples.py          exit status 1 where one of those that must have one has none
    python3 .ci/doc_examples.py --all    also lists the methods that do without

An example must stand at every exported type and trait (at it or at one of its methods), at every free function, and at
every method that takes what it belongs to and gives it back changed (`with_…`, those of a builder): what a program is
written from. Other methods may be shown by the example of their type.
"""

import re
import sys
from pathlib import Path

CRATES = Path(__file__).resolve().parent.parent / "crates"
# A program, data, invented articles, and what needs libtorch to build.
PASSED_OVER = {"relata-cli", "relata-model-en", "relata-model-en-1", "relata-model-en-2", "relata-model-en-3", "relata-sample"}
ITEM = re.compile(r"(?P<indent>\s*)pub (?:const |unsafe |async )*(?P<kind>struct|enum|trait|type|fn|union) (?P<name>\w+)")
LABELS = re.compile(r"    (?P<name>[A-Z]\w+)(?:, \"[^\"]+\")? \{$")
IMPL = re.compile(r"impl(?:<[^{]*?>)? (?:(?P<trait>[\w:<>', ]+) for )?(?P<type>\w+)")
FENCE = re.compile(r"```(?P<mark>[\w, ]*)$")


def exported(text: str) -> tuple[set[str], set[str]]:
    """Names that a file hands on, and its public modules."""
    names = set()
    for use in re.findall(r"^pub use ([^;]+);", text, re.M | re.S):
        inner = re.search(r"\{(.*)\}", use, re.S)
        parts = inner.group(1).split(",") if inner else [use.rsplit("::", 1)[-1]]
        names |= {part.split(" as ")[-1].rsplit("::", 1)[-1].strip() for part in parts}
    return names, set(re.findall(r"^pub mod (\w+);", text, re.M))


def is_example(doc: list[str]) -> bool:
    marks = [match.group("mark") for line in doc if (match := FENCE.search(line.strip()))]
    # Every second fence closes.
    return any(mark in ("", "no_run", "rust", "should_panic") for mark in marks[::2])


def items(path: Path):
    """Public items of a file: kind, name, the type that it belongs to, its documentation, its signature."""
    doc, inside, labels, attribute = [], None, False, False
    lines = path.read_text().split("\n")
    for number, line in enumerate(lines):
        stripped = line.strip()
        if line.startswith("#[cfg(test)]"):
            break
        if stripped.startswith("///"):
            doc.append(stripped[3:])
            continue
        attribute = attribute or stripped.startswith(("#[", "#!["))
        if attribute or stripped.startswith("// "):
            attribute = attribute and not stripped.endswith("]")
            continue
        if not line.startswith((" ", "}")) and (match := IMPL.match(line)):
            inside = (match.group("type"), match.group("trait"))
        if line.startswith("}"):
            inside, labels = None, False
        if line.startswith(("label_set! {", "open_label_set! {", "id!(")):
            labels = True
        if labels and ((match := LABELS.match(line)) or (match := re.match(r"    (?P<name>[A-Z]\w+Id),$", line))):
            # What the macro makes has the examples of the macro.
            yield "enum", match.group("name"), None, [*doc, "```"], line
        elif match := ITEM.match(line):
            signature = " ".join(lines[number : number + 8]).split("{")[0].split(";")[0]
            owner = inside[0] if inside and match.group("indent") else None
            if not (inside and inside[1]):
                yield match.group("kind"), match.group("name"), owner, doc, signature
        if stripped:
            doc = []


def is_builder(signature: str) -> bool:
    takes = re.search(r"\(\s*(mut )?self\b|\(\s*&self", signature)
    return bool(takes and re.search(r"-> (Result<)?Self\b", signature))


def of_crate(crate: Path):
    root = (crate / "src/lib.rs").read_text()
    names, modules = exported(root)
    found = []
    for path in sorted((crate / "src").rglob("*.rs")):
        relative = path.relative_to(crate / "src")
        if "tests" in relative.parts or path.stem.endswith("tests"):
            continue
        module = relative.with_suffix("").parts[0]
        in_public = module in modules and len(relative.parts) == 1
        if in_public:
            deeper, _ = exported(path.read_text())
            names |= deeper
        for kind, name, owner, doc, signature in items(path):
            public = (owner in names or owner and in_public) if owner else (name in names or in_public or relative.name == "lib.rs")
            if public:
                found.append((path.relative_to(CRATES), kind, owner, name, signature, is_example(doc)))
    shown = {owner for _, _, owner, _, _, has in found if has and owner}
    for path, kind, owner, name, signature, has in found:
        if kind == "type" or kind != "fn" and owner is None:
            yield f"{path}: {name}", kind != "type", has or name in shown
        else:
            yield f"{path}: {owner + '::' if owner else ''}{name}", owner is None or is_builder(signature), has


def main() -> int:
    listed = "--all" in sys.argv[1:]
    total = shown = 0
    missing = []
    for crate in sorted(CRATES.iterdir()):
        if crate.name in PASSED_OVER or not (crate / "src/lib.rs").exists():
            continue
        for where, must, has in of_crate(crate):
            total += 1
            shown += has
            if not has and (must or listed):
                missing.append(("needs one" if must else "does without", where))
    for what, where in sorted(missing):
        print(f"{what}: {where}")
    needed = sum(what == "needs one" for what, _ in missing)
    print(f"{total} public items, {shown} with an example; {needed} that need one have none")
    return 1 if needed else 0


if __name__ == "__main__":
    sys.exit(main())
