"""A text with layers of annotation at character offsets: what every reader gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from .text import lines, split_sentences


@dataclass(frozen=True)
class EntitySpan:
    """A marked span: the types it may have, or `bits` that every word of it may carry (a mask)."""

    start: int
    end: int
    types: frozenset[str] = frozenset()
    bits: int = 0


@dataclass
class SyntaxToken:
    """A UD token. `head` indexes the document's tokens; -1 is the root of its sentence."""

    start: int
    end: int
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True)
class EventSpan:
    """A marked event mention: the TimeML classes and roots that it may have (None: not annotated), its polarity, the modalities that it may have; the
    classes of news events that it may be ("NONE": none of them) and the factualities; its arguments of the roles that its set marks, and the event that
    it names."""

    start: int
    end: int
    classes: frozenset[str]
    roots: frozenset[str] | None = None
    polarity: str | None = None
    modality: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    factuality: frozenset[str] | None = None
    roles: frozenset[str] = frozenset()
    arguments: tuple[tuple[str, int, int], ...] = ()
    event: str | None = None


@dataclass(frozen=True)
class Parties:
    """Who does something to whom, where a set names both and the classes that the deed may have (None: not known), but not the word that tells it."""

    actor: tuple[int, int]
    target: tuple[int, int]
    kinds: frozenset[str] | None = None


@dataclass
class Document:
    """One text with the layers that its set annotates (None: not annotated)."""

    name: str
    text: str
    sentences: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, paragraph
    entities: list[EntitySpan] | None = None
    open_types: frozenset[str] = frozenset()  # types that words outside the spans may have, unannotated in the set
    tokens: list[SyntaxToken] | None = None
    attributions: list[dict] | None = None
    events: list[EventSpan] | None = None
    event_regions: list[tuple[int, int]] = field(default_factory=list)  # where every event is marked
    background_roots: frozenset[str] | None = None  # roots that words outside of the marked events may have; None: not known
    background_kinds: frozenset[str] | None = None  # classes that words outside of the marked events may have ("NONE": no event); None: not known
    nested: list[tuple[int, int]] = field(default_factory=list)  # words of claims inside of claims, which one row of tags cannot say
    parties: list[Parties] = field(default_factory=list)
    weight: float = 1.0


def text_sentences(text: str) -> list[tuple[int, int, int]]:
    """Sentences of raw text: every line is a paragraph."""
    return [(a, b, p) for p, (start, end) in enumerate(lines(text)) for a, b in split_sentences(text, start, end)]
