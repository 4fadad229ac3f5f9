"""Holds the list of SECURITY.md against the default tree: every crate with `unsafe` or a build
script that the command line is built from has a row there, and no other has. Prints what differs."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNSAFE = re.compile(r"\bunsafe\b(?=\s*(?:\{|fn|impl|extern|trait|\())")
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]*) \| ([^|]*) \|")
NO_CODE_OF_THE_CRATE = {"tests", "benches", "examples", "fuzz"}


def cargo(*arguments: str) -> str:
    return subprocess.run(["cargo", *arguments], capture_output=True, text=True, check=True, cwd=ROOT).stdout


def has_unsafe(folder: Path) -> bool:
    for path in folder.rglob("*.rs"):
        if NO_CODE_OF_THE_CRATE.isdisjoint(path.relative_to(folder).parts):
            code = re.sub(r"//.*", "", path.read_text(errors="replace"))
            if UNSAFE.search(code):
                return True
    return False


def found() -> dict[str, tuple[bool, bool]]:
    packages = json.loads(cargo("metadata", "--format-version", "1"))["packages"]
    by_name = {(p["name"], f"v{p['version']}"): p for p in packages}
    tree = cargo("tree", "-p", "relata-cli", "-e", "normal,build", "--prefix", "none", "--format", "{p}")
    crates: dict[str, tuple[bool, bool]] = {}
    for name, version in {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}:
        package = by_name[name, version]
        unsafe = has_unsafe(Path(package["manifest_path"]).parent)
        script = any("custom-build" in target["kind"] for target in package["targets"])
        before = crates.get(name, (False, False))
        crates[name] = (before[0] or unsafe, before[1] or script)
    return {name: kinds for name, kinds in crates.items() if any(kinds)}


def listed() -> dict[str, tuple[bool, bool]]:
    rows = (ROW.match(line) for line in (ROOT / "SECURITY.md").read_text().splitlines())
    return {row[1]: (row[2].strip() == "yes", row[3].strip() == "yes") for row in rows if row}


def main() -> int:
    there, told = found(), listed()
    wrong = sorted(name for name in there.keys() | told.keys() if there.get(name) != told.get(name))
    for name in wrong:
        print(f"{name}: the tree has (unsafe, build script) {there.get(name)}, SECURITY.md {told.get(name)}")
    print(f"{len(there)} crates with unsafe or a build script, {len(wrong)} of them told wrongly")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
