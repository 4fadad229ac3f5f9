#!/usr/bin/env python3
"""Lays a model into the crates that ship it, or brings it back into one directory.

  python3 training/model_parts.py ship DIR      # DIR: config.json, tokenizer.json, model.safetensors (or its parts), as export.py writes
  python3 training/model_parts.py collect DIR   # the shipped model as a model directory, in parts

A registry takes crates of 10,000,000 bytes, and weights hardly shrink when packed: `relata-model-en` holds configuration and
tokenizer, `relata-model-en-1` to `-3` a part of the tensors each. A part is a safetensors file of whole tensors, each beside its
scales; the checksum in config.json becomes that of all parts, one behind the other. Needs Python alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import struct
import sys
from pathlib import Path

CRATES = Path(__file__).resolve().parents[1] / "crates"
HEAD = CRATES / "relata-model-en" / "model"
PARTS = 3
LARGEST = 9_500_000

Tensor = tuple[dict, bytes]


def part_file(number: int) -> Path:
    return CRATES / f"relata-model-en-{number}" / "model" / f"model-{number}.safetensors"


def read(file: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file: type and shape, and bytes."""
    data = file.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    start = 8 + length
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            tensors[name] = ({"dtype": entry["dtype"], "shape": entry["shape"]}, data[start + begin:start + end])
    return tensors


def written(tensors: dict[str, Tensor]) -> bytes:
    """A safetensors file. Wide types come first, so that each tensor lies where its type may."""
    width = {"F32": 4, "F16": 2}
    names = sorted(tensors, key=lambda name: (-width.get(tensors[name][0]["dtype"], 1), name))
    header, at = {}, 0
    for name in names:
        entry, data = tensors[name]
        header[name] = {**entry, "data_offsets": [at, at + len(data)]}
        at += len(data)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    return struct.pack("<Q", len(head)) + head + b"".join(tensors[name][1] for name in names)


def divided(tensors: dict[str, Tensor]) -> list[dict[str, Tensor]]:
    """Parts of about the same size; a tensor and its scales stay together. The largest go first, each into the smallest part."""
    groups: dict[str, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        groups.setdefault(name.removesuffix(".scale"), {})[name] = tensor
    size = {name: sum(len(data) for _, data in group.values()) for name, group in groups.items()}
    parts: list[dict[str, Tensor]] = [{} for _ in range(PARTS)]
    filled = [0] * PARTS
    for name in sorted(groups, key=lambda name: (-size[name], name)):
        smallest = filled.index(min(filled))
        parts[smallest].update(groups[name])
        filled[smallest] += size[name]
    return parts


def weight_files(folder: Path) -> list[Path]:
    whole = folder / "model.safetensors"
    return [whole] if whole.is_file() else sorted(folder.glob("model-*.safetensors"))


def ship(folder: Path) -> None:
    files = weight_files(folder)
    if not files:
        sys.exit(f"{folder} holds no model.safetensors")
    config_text = (folder / "config.json").read_text(encoding="utf-8")
    found = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    named = json.loads(config_text)["weights_sha256"]
    if found != named:
        sys.exit(f"the weights have SHA-256 {found}, config.json says {named}")
    parts = [written(part) for part in divided({name: tensor for file in files for name, tensor in read(file).items()})]
    if max(map(len, parts)) > LARGEST:
        sys.exit(f"a part of {max(map(len, parts))} bytes is too large for a crate: add one (PARTS, Cargo.toml, relata-model-en/src/lib.rs)")
    for number, part in enumerate(parts, 1):
        part_file(number).parent.mkdir(parents=True, exist_ok=True)
        part_file(number).write_bytes(part)
    checksum = hashlib.sha256(b"".join(parts)).hexdigest()
    (HEAD / "config.json").write_text(config_text.replace(named, checksum), encoding="utf-8")
    for name in ("tokenizer.json", "reference.json"):
        if (folder / name).is_file() and folder.resolve() != HEAD:
            shutil.copyfile(folder / name, HEAD / name)
    (HEAD / "model.safetensors").unlink(missing_ok=True)
    print(f"shipped as {PARTS} parts of {', '.join(f'{len(part):,}' for part in parts)} bytes")


def collect(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file in [HEAD / "config.json", HEAD / "tokenizer.json", *map(part_file, range(1, PARTS + 1))]:
        shutil.copyfile(file, folder / file.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("ship", "collect"))
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    (ship if args.command == "ship" else collect)(args.folder)


if __name__ == "__main__":
    main()
