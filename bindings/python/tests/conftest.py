"""What the tests share: extractors, and invented articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import relata

ARTICLES = Path(__file__).resolve().parents[3] / "examples" / "articles"

# Characters of one to four bytes, an emoji outside the basic plane, a combining mark.
NOT_ASCII = (
    "“Översvämningar” hit Malmö 🌊 — mayor\n\n"
    "Floods killed at least three people in Malmö on Monday, Åsa Öberg, the mayor of Malmö, said 😢. "
    "“We were not warned,” said Zoe\u0308 Núñez, a resident of Kraków. "
    "Police in Łódź denied that they had arrested José Ibáñez.\n"
)


@pytest.fixture(scope="session")
def extractor() -> relata.Extractor:
    return relata.Extractor(model="fast")


@pytest.fixture(scope="session")
def in_bytes() -> relata.Extractor:
    return relata.Extractor(model="fast", offsets="bytes")


@pytest.fixture(scope="session")
def articles() -> list[dict[str, Any]]:
    bundled = [
        {"text": path.read_text(encoding="utf-8"), "id": path.stem, "published": "2023-10-05"}
        for path in sorted(ARTICLES.glob("*.txt"))
    ]
    return [*bundled, {"text": NOT_ASCII, "id": "not_ascii", "published": "2024-05-07"}]


def places(written: Any) -> Iterator[dict[str, Any]]:
    """Every object with a place in the text."""
    if isinstance(written, dict):
        if isinstance(written.get("start"), int) and isinstance(written.get("end"), int):
            yield written
        for value in written.values():
            yield from places(value)
    elif isinstance(written, list):
        for value in written:
            yield from places(value)
