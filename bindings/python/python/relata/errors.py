"""What can go wrong. Every exception of relata's own is a `RelataError`.

A wrong argument is a `ValueError` or `TypeError`, and a file that cannot be read an `OSError`, as everywhere in
Python.
"""

from __future__ import annotations

__all__ = [
    "BackendError",
    "CancelledError",
    "InputError",
    "LimitError",
    "ModelError",
    "PanicError",
    "RelataError",
]


class RelataError(Exception):
    """An article could not be read, or an extractor not be made.

    >>> error = RelataError("it has 12 bytes, 8 are allowed", "news-42")
    >>> error.document
    'news-42'
    >>> print(error)
    it has 12 bytes, 8 are allowed
    """

    message: str
    """What went wrong, with its causes."""
    document: str | None
    """Identifier of the article, where it has one."""

    def __init__(self, message: str = "", document: str | None = None) -> None:
        super().__init__(message, document)
        self.message = message
        self.document = document

    def __str__(self) -> str:
        return self.message


class ModelError(RelataError):
    """The model could not be loaded."""


class BackendError(RelataError):
    """The model could not be run."""


class InputError(RelataError, ValueError):
    """What was given is no article; `__cause__` says why."""


class LimitError(RelataError):
    """The document is beyond `max_bytes`, `max_words` or `timeout`."""


class CancelledError(RelataError):
    """The work was ended before the document was read."""


class PanicError(RelataError):
    """A fault of relata's own, in this document alone: please report it."""
