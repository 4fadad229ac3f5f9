"""What comes out of an article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Literal, TypeAlias, TypeVar

from . import _relata
from ._relata import NativeExtraction, Table
from .errors import RelataError
from .records import Claim, Document, Entity, Event, ExtractionFields, TimeExpression

__all__ = ["Extraction", "Offsets", "TableName", "read_jsonl", "to_arrow"]

Offsets: TypeAlias = Literal["chars", "bytes"]
"""What offsets count: Unicode code points, as Python does, or UTF-8 bytes."""

TableName: TypeAlias = Literal[
    "events", "claims", "attestations", "actors", "places", "entities", "times", "articles", "acled", "gdelt", "plover"
]
"""A table of relata's own, or events with the columns of ACLED, GDELT or PLOVER: docs/tables.md has the columns."""

R = TypeVar("R", Entity, Claim, Event, TimeExpression)


class Extraction(ExtractionFields, Mapping[str, Any]):
    """Everything that was found in one article.

    As attributes its fields are typed records; as a mapping it holds what `to_dict` gives. It is made in Rust and
    brought into Python when it is first asked for. `docs/output.md` explains the fields.

    >>> import relata
    >>> result = relata.Extractor(model="fast").extract("Rain fell in Oslo, Mara said.")
    >>> claim = result.claims[0]
    >>> claim.source.text, claim.content[0].text, claim.stance
    ('Mara', 'Rain fell in Oslo', 'asserted')
    >>> result.text[claim.source.start : claim.source.end]
    'Mara'
    >>> result["claims"][0]["source"]["text"]
    'Mara'
    """

    __slots__ = ("_as_dict", "_as_records", "_native", "_offsets")

    _native: NativeExtraction
    _offsets: Offsets
    _as_dict: dict[str, Any] | None
    _as_records: Document | None

    def __init__(self) -> None:
        raise TypeError("an Extraction is made by an Extractor, or by Extraction.from_json")

    @classmethod
    def _of(cls, native: NativeExtraction, offsets: Offsets) -> Extraction:
        made = cls.__new__(cls)
        made._native, made._offsets, made._as_dict, made._as_records = native, offsets, None, None
        return made

    @classmethod
    def from_json(cls, written: str, text: str = "", *, offsets: Offsets = "chars") -> Extraction:
        """Reads what `to_json`, or a line of the command line's `--format jsonl`, has written.

        `text` is the article. Where it is left out, what needs it is empty: `Extraction.text`, the column
        `sentence` of tables; and offsets in code points cannot be told from those in bytes beyond ASCII.

        >>> import relata
        >>> result = relata.Extractor(model="fast").extract("Rain fell in Oslo, Mara said.")
        >>> relata.Extraction.from_json(result.to_json(), result.text) == result
        True
        """
        return cls._of(_relata.from_json(written, text), _checked(offsets))

    @property
    def text(self) -> str:
        """The text that offsets refer to: the one that was given, or the one of the web page."""
        return self._native.text

    @property
    def offsets(self) -> Offsets:
        """What offsets count."""
        return self._offsets

    def to_dict(self) -> dict[str, Any]:
        """The extraction as dicts, lists, strings and numbers, new with each call.

        Where offsets count code points, `offset_unit` says so; with `offsets="bytes"` it is as the command line
        writes it.
        """
        written: dict[str, Any] = json.loads(self.to_json())
        return written

    def to_json(self, *, offsets: Offsets | None = None, indent: bool = False) -> str:
        """The extraction as JSON: with `offsets="bytes"` what the command line writes and other programs read."""
        in_bytes = _checked(offsets or self._offsets) == "bytes"
        return self._native.json(in_bytes, indent)

    def to_arrow(self, table: TableName = "events") -> Table:
        """A table of this extraction; `relata.to_arrow` makes one of many."""
        return to_arrow([self], table)

    def entity(self, id: str | None) -> Entity | None:
        """The entity of this identifier: that of a source, for instance."""
        return _of_id(self.entities, id)

    def claim(self, id: str | None) -> Claim | None:
        """The claim of this identifier."""
        return _of_id(self.claims, id)

    def event(self, id: str | None) -> Event | None:
        """The event of this identifier, for instance of `main_event`."""
        return _of_id(self.events, id)

    def time(self, id: str | None) -> TimeExpression | None:
        """The time expression of this identifier."""
        return _of_id(self.times, id)

    def voice_name(self, voice: str) -> str:
        """Who a voice is, in words: `by` of an attestation, a count of casualties or an absence.

        >>> import relata
        >>> relata.Extractor(model="fast").extract("").voice_name("narrator")
        'the paper itself'
        """
        entity = self.entity(voice)
        if entity is not None:
            return entity.name
        return {"narrator": "the paper itself", "unstated": "a source that is not stated"}.get(voice, voice)

    def _document(self) -> Document:
        if self._as_records is None:
            # Not of `_dict`, whose lists are in the caller's hands.
            self._as_records = Document.from_dict(self.to_dict())
        return self._as_records

    def _dict(self) -> dict[str, Any]:
        if self._as_dict is None:
            self._as_dict = self.to_dict()
        return self._as_dict

    def __getitem__(self, key: str) -> Any:
        return self._dict()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._dict())

    def __len__(self) -> int:
        return len(self._dict())

    def __repr__(self) -> str:
        name = f" {self.id!r}" if self.id else ""
        counts = f"{len(self.claims)} claims, {len(self.events)} events, {len(self.entities)} entities"
        return f"<relata.Extraction{name}: {counts}>"

    def __str__(self) -> str:
        """Its claims and events, a line each."""
        return "\n".join(self._native.lines())

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.to_json(offsets="bytes"), self.text, self._offsets)


def to_arrow(results: Iterable[Extraction | RelataError], table: TableName = "events") -> Table:
    """A table of the extractions in Arrow's memory layout; errors among them are passed over.

    What takes Arrow takes it without copying (the PyCapsule interface): `polars.DataFrame(table)`,
    `pandas.DataFrame.from_arrow(table)`, `pyarrow.table(table)`, and in DuckDB simply `"FROM table"`. pyarrow is not
    needed for it. `docs/tables.md` explains the columns; empty is null, days are dates.

    >>> import relata
    >>> extractor = relata.Extractor(model="fast")
    >>> results = extractor.extract_batch(["Rain fell in Oslo, Mara said.", "It snowed, Ole said."])
    >>> relata.to_arrow(results, "claims").num_rows
    2
    """
    found = [result for result in results if isinstance(result, Extraction)]
    in_bytes = {result._offsets == "bytes" for result in found}
    if len(in_bytes) > 1:
        raise ValueError("some extractions count bytes and some code points")
    return _relata.table([result._native for result in found], table, in_bytes == {True})


def read_jsonl(path: str | PathLike[str], *, offsets: Offsets = "chars") -> Iterator[Extraction]:
    """The extractions of a file that the command line has written with `--format jsonl`, one after another.

    Lines that tell of an error (`{"id", "error"}`) are passed over. The articles are not in the file: see
    `Extraction.from_json` for what is then missing.
    """
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith('{"error"') and '"schema_version"' in line:
                yield Extraction.from_json(line, offsets=offsets)


def _restored(written: str, text: str, offsets: Offsets) -> Extraction:
    return Extraction.from_json(written, text, offsets=offsets)


def _checked(offsets: Offsets) -> Offsets:
    if offsets not in ("chars", "bytes"):
        raise ValueError(f"offsets are 'chars' or 'bytes', not {offsets!r}")
    return offsets


def _of_id(records: tuple[R, ...], id: str | None) -> R | None:
    return next((record for record in records if record.id == id), None)
