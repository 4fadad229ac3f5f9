"""What all records have in common."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, ClassVar, TypeAlias, TypeVar

T = TypeVar("T", bound="Record")


def _key(name: str) -> str:
    """The key of a field in JSON: `class_` is written `class`."""
    bare = name.removesuffix("_")
    return bare if keyword.iskeyword(bare) else name


Layout: TypeAlias = "tuple[tuple[str, str, type[Record] | None, Any], ...]"
"""Name, key, record inside and default of each field."""

_LAYOUTS: dict[type[Any], Layout] = {}


def _layout(kind: type[Record]) -> Layout:
    """The layout of a class of records, looked up once."""
    if kind not in _LAYOUTS:
        _LAYOUTS[kind] = tuple(
            (field.name, _key(field.name), kind._records.get(_key(field.name)), field.default)
            for field in fields(kind)  # type: ignore[arg-type]
        )
    return _LAYOUTS[kind]


class Record:
    """A part of an extraction. Equal records say the same of the same place."""

    __slots__ = ()
    _records: ClassVar[Mapping[str, type[Record]]] = {}

    @classmethod
    def from_dict(cls: type[T], written: Mapping[str, Any]) -> T:
        """The record that is written so. Keys that it does not know are passed over.

        >>> from relata.records import TextSpan
        >>> TextSpan.from_dict({"start": 5, "end": 9, "text": "fell", "later": 1})
        TextSpan(start=5, end=9, text='fell')
        """
        found = {}
        for name, key, kind, _ in _layout(cls):
            if key not in written:
                continue
            value = written[key]
            if isinstance(value, list):
                value = tuple(value if kind is None else map(kind.from_dict, value))
            elif kind is not None and value is not None:
                value = kind.from_dict(value)
            found[name] = value
        return cls(**found)

    def to_dict(self) -> dict[str, Any]:
        """The record as it is written in JSON.

        >>> from relata.records import TextSpan
        >>> TextSpan(start=5, end=9, text="fell").to_dict()
        {'start': 5, 'end': 9, 'text': 'fell'}
        """
        written = {}
        for name, key, _, default in _layout(type(self)):
            value = getattr(self, name)
            if default is MISSING or value != default or value not in (None, (), False, ""):
                written[key] = _written(value)
        return written

    def __repr__(self) -> str:
        shown = []
        for name, *_ in _layout(type(self)):
            value = getattr(self, name)
            if value is not None and value != ():
                shown.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


def _written(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    return [_written(item) for item in value] if isinstance(value, tuple) else value
