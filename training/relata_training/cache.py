"""Keeps what is made of data, by what it was made of."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ENCODING = 3
"""Counts changes of the code that reads, aligns and encodes data."""


def content_key(parts: Iterable[str | Path]) -> str:
    """A key of names, of files' contents, and of the names, sizes and times of what is in folders."""
    digest = hashlib.sha256(str(ENCODING).encode())
    for part in parts:
        if isinstance(part, str):
            digest.update(part.encode())
        elif part.is_dir():
            for file in sorted(p for p in part.rglob("*") if p.is_file()):
                stat = file.stat()
                digest.update(f"{file.relative_to(part)} {stat.st_size} {stat.st_mtime_ns}".encode())
        elif part.exists():
            digest.update(part.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def cached(folder: Path, name: str, key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, or gave when the key was the same."""
    file = folder / f"{name}-{key}.pickle"
    if file.exists():
        return pickle.loads(file.read_bytes())
    made = make()
    folder.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    partial.write_bytes(pickle.dumps(made))
    partial.replace(file)
    return made
