"""Compiled parts of the package."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, final

from typing_extensions import CapsuleType, Self

from .errors import RelataError

__all__ = ["Article", "Engine", "NativeExtraction", "Stream", "Table", "__version__", "from_json", "table"]

__version__: str

@final
class Article:
    """A news article as the caller has it: text, or a web page, and what is known of it.

    `html` is a page as text, or as the bytes that a server sent, whose encoding is then found; `published` the day
    of publication, as text (YYYY-MM-DD) or a date.
    """

    def __new__(
        cls,
        text: str | None = None,
        *,
        html: str | bytes | None = None,
        id: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        published: str | datetime.date | None = None,
        url: str | None = None,
    ) -> Self: ...
    @property
    def text(self) -> str | None: ...
    @property
    def html(self) -> str | None: ...
    @property
    def id(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> str | None:
        """Day of publication, YYYY-MM-DD."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, str]]: ...

@final
class Engine:
    """What `relata.Extractor` works with: the model, and threads of its own."""

    def __new__(cls, options: dict[str, Any]) -> Self: ...
    def extract(self, given: Any) -> NativeExtraction: ...
    def stream(self, articles: Iterable[Any]) -> Stream: ...
    @property
    def threads(self) -> int: ...
    @property
    def model(self) -> str: ...

@final
class Stream(Iterator[NativeExtraction | RelataError]):
    """An iterator over what came of the articles of another."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> NativeExtraction | RelataError: ...

@final
class NativeExtraction:
    """An extraction and the text that it was made from, as Rust holds them."""

    @property
    def text(self) -> str: ...
    def json(self, in_bytes: bool, pretty: bool) -> str: ...
    def lines(self) -> list[str]: ...

@final
class Table:
    """A table of claims, events or the like, as Arrow holds it.

    Whatever reads the Arrow PyCapsule interface takes it without copying it.
    """

    @property
    def column_names(self) -> list[str]: ...
    @property
    def num_rows(self) -> int: ...
    @property
    def nbytes(self) -> int: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: Any | None = None) -> CapsuleType: ...
    def __arrow_c_schema__(self) -> CapsuleType: ...

def from_json(json: str, text: str) -> NativeExtraction: ...
def table(extractions: Sequence[NativeExtraction], layout: str, in_bytes: bool) -> Table: ...
