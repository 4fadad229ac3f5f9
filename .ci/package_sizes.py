#!/usr/bin/env python3
"""Packs every crate that is to be published and holds it below the 10,000,000 bytes that Cargo's registry takes.

Packed without building: `cargo package --no-verify`. Crates are packed from the workspace as it stands, so the sizes are those of
`cargo publish`. Prints one line a crate.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 10_000_000
WANTED = ("description", "license", "readme", "keywords", "categories")


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
        missing = [field for field in WANTED if not package[field]]
        if missing and not (missing == ["license"] and package["license_file"]):
            wrong.append(f"{name} does not state {', '.join(missing)}")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
