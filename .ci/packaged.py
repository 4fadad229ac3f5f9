#!/usr/bin/env python3
"""Compiles the crates as they are packed, with their tests, examples and benches: a packed crate has nothing of what stands beside
it in this repository. Run `.ci/package_sizes.py` before it, which packs them. relata-torch is left out: it needs libtorch.
"""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    run = ["cargo", "metadata", "--format-version", "1", "--no-deps"]
    metadata = json.loads(subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    target = Path(metadata["target_directory"])
    unpacked = target / "packaged"
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir()
    names = []
    for package in metadata["packages"]:
        if package["publish"] == [] or package["name"] == "relata-torch":
            continue
        folder = f"{package['name']}-{package['version']}"
        with tarfile.open(target / "package" / f"{folder}.crate") as archive:
            archive.extractall(unpacked, filter="data")
        for file in (unpacked / folder).rglob("*"):
            os.utime(file)  # packed files all have one age, by which Cargo would take the last ones' builds for theirs
        names.append((package["name"], folder))
    members = ", ".join(f'"{folder}"' for _, folder in names)
    patches = "".join(f'{name} = {{ path = "{folder}" }}\n' for name, folder in names)
    manifest = f'[workspace]\nresolver = "3"\nmembers = [{members}]\n\n[patch.crates-io]\n{patches}'
    (unpacked / "Cargo.toml").write_text(manifest, encoding="utf-8")
    shutil.copy(ROOT / "Cargo.lock", unpacked / "Cargo.lock")
    # In the folder of this repository's own builds, so that dependencies are not compiled once more.
    check = ["cargo", "check", "--release", "--workspace", "--all-targets", "--target-dir", str(target)]
    subprocess.run(check, cwd=unpacked, check=True, env=os.environ | {"CARGO_INCREMENTAL": "0"})
    print(f"{len(names)} crates compile as they are packed, with their tests")


if __name__ == "__main__":
    main()
