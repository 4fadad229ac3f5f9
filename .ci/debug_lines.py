#!/usr/bin/env python3
"""A program that takes the lines of README into its Cargo.toml has every crate under it compiled with optimisation in a debug build, and none without them.

Nothing is compiled: Cargo says how it would compile each crate (`--unit-graph`, which the stable toolchain gives with RUSTC_BOOTSTRAP).
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROFILE = re.compile(r'\[profile\.dev\.package\."\*"\]\n(?:.*\n)*?opt-level = \d\n')


def levels(profile: str) -> dict[str, str]:
    """The level of optimisation of each library under a program of another workspace."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder)
        (program / "src").mkdir()
        (program / "src/main.rs").write_text("fn main() {}\n")
        shutil.copy(ROOT / "Cargo.lock", program)
        (program / "Cargo.toml").write_text(
            '[package]\nname = "program"\nversion = "0.1.0"\nedition = "2024"\n\n'
            f"[dependencies]\nrelata = {{ path = {json.dumps(str(ROOT / 'crates/relata'))} }}\n\n{profile}"
        )
        command = ["cargo", "build", "--unit-graph", "-Z", "unstable-options"]
        environment = os.environ | {"RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_DIR": str(program / "target")}
        graph = subprocess.run(command, cwd=program, env=environment, stdout=subprocess.PIPE, check=True)
    libraries = [unit for unit in json.loads(graph.stdout)["units"] if "lib" in unit["target"]["kind"]]
    return {unit["target"]["name"]: unit["profile"]["opt_level"] for unit in libraries}


def main() -> None:
    readme = PROFILE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    docs = (ROOT / "crates/relata/src/lib.rs").read_text(encoding="utf-8").replace("//! ", "")
    if readme is None or PROFILE.search(docs) is None:
        sys.exit("README or the documentation of relata lacks the lines for debug builds")
    if readme.group() != PROFILE.search(docs).group():
        sys.exit("README and the documentation of relata have other lines for debug builds")
    with_lines, without = levels(readme.group()), levels("")
    slow = [name for name, level in with_lines.items() if level == "0"]
    print(f"{len(with_lines)} libraries; without optimisation: {len(slow)} with the lines, {sum(level == '0' for level in without.values())} without them")
    if slow or "relata_encoder" not in with_lines:
        sys.exit(f"not optimised in a debug build: {', '.join(slow)}")


if __name__ == "__main__":
    main()
