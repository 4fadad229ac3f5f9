#!/usr/bin/env python3
"""Packs every crate that is to be published and holds it below the 10,000,000 bytes that Cargo's registry takes; each
states what a registry shows, and has the files of its licences. With `--publish` it must state the address of the code, too:
to be run before `cargo publish`.

Packed without building: `cargo package --no-verify`. Crates are packed from the workspace as it stands, so the sizes are those of
`cargo publish`. Prints one line a crate. `.ci/packaged.py` compiles what was packed.
"""

import json
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 10_000_000
WANTED = ("description", "license", "readme", "documentation", "keywords", "categories")
LICENCES = {"LICENSE-MIT", "LICENSE-APACHE"}


def licences(package) -> set:
    """Names of the files that a crate must have: those of its code, and one that tells of its data."""
    expression = package["license"]
    if expression is None:
        return LICENCES | {Path(package["license_file"]).name}
    return LICENCES | ({"LICENSE-DATA.md"} if " AND " in expression else set())


def packed_files(packed: Path) -> set:
    """What stands in the first folder of a packed crate."""
    with tarfile.open(packed) as archive:
        return {name.split("/", 1)[1] for name in archive.getnames()}


def main() -> None:
    run = ["cargo", "metadata", "--format-version", "1", "--no-deps"]
    metadata = json.loads(subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    packages = [package for package in metadata["packages"] if package["publish"] != []]
    names = [name for package in packages for name in ("-p", package["name"])]
    subprocess.run(["cargo", "package", "--no-verify", "--allow-dirty", "--quiet", *names], cwd=ROOT, check=True)
    wrong = []
    for package in packages:
        name = package["name"]
        packed = Path(metadata["target_directory"]) / "package" / f"{name}-{package['version']}.crate"
        size = packed.stat().st_size
        print(f"{size:>10,}  {name}")
        if size >= LARGEST:
            wrong.append(f"{name} packs to {size:,} bytes")
        if lacking := licences(package) - packed_files(packed):
            wrong.append(f"{name} has no {', '.join(sorted(lacking))}")
        has_license = package["license"] or package["license_file"]
        if missing := [field for field in WANTED if not package[field] and not (field == "license" and has_license)]:
            wrong.append(f"{name} does not state {', '.join(missing)}")
    if "--publish" in sys.argv and not all((package["repository"] or "").startswith("https://") for package in packages):
        wrong.append("repository is not stated in Cargo.toml, [workspace.package]: it is the owner's to fill in")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
