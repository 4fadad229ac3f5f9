"""relata as a component of a spaCy pipeline: `nlp.add_pipe("relata")`.

It reads the text of the document by itself and needs no other component. Claims and events stand on the document, with
their phrases as spans of its tokens:

    nlp = spacy.blank("en")
    nlp.add_pipe("relata", config={"model": "fast"})
    doc = nlp("Rain fell in Oslo, Mara said.")
    doc._.claims[0].source      # Mara
    doc._.claims[0].record      # relata's own record
    doc.spans["relata_events"]  # the triggers, with the class as their label
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from .errors import RelataError
from .extraction import Extraction
from .extractor import Extractor
from .records import Claim, Event, Participant, TextSpan

__all__ = ["ClaimSpans", "EventSpans", "RelataComponent", "make"]


@dataclass(frozen=True)
class ClaimSpans:
    """A claim, with its phrases as spans of the document."""

    record: Claim
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True)
class EventSpans:
    """An event, with its phrases as spans of the document."""

    record: Event
    triggers: tuple[Span, ...]
    actors: tuple[Span, ...]
    targets: tuple[Span, ...]
    places: tuple[Span, ...]


@Language.factory(
    "relata",
    assigns=["doc._.relata", "doc._.claims", "doc._.events"],
    default_config={
        "model": "accurate",
        "threads": None,
        "min_claim_score": None,
        "min_event_score": None,
        "clean": True,
    },
)
def make(
    nlp: Language,
    name: str,
    model: str,
    threads: int | None,
    min_claim_score: float | None,
    min_event_score: float | None,
    clean: bool,
) -> RelataComponent:
    """The component, by the options of `relata.Extractor`."""
    extractor = Extractor(
        model=model,
        threads=threads,
        clean=clean,
        min_claim_score=min_claim_score,
        min_event_score=min_event_score,
    )
    return RelataComponent(extractor)


class RelataComponent:
    """Sets `doc._.relata` (the `relata.Extraction`), `doc._.claims` and `doc._.events`.

    `doc.user_data["published"]` (YYYY-MM-DD), where the caller sets it, is the day that dates are reckoned from. A
    document that cannot be read has `doc._.relata` None and no claims and events; its `doc.user_data["relata_error"]`
    says why.
    """

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        for attribute, default in [("relata", None), ("claims", ()), ("events", ())]:
            if not Doc.has_extension(attribute):
                Doc.set_extension(attribute, default=default)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """Reads a stream of documents on all threads."""
        waiting: list[Doc] = []

        def articles() -> Iterator[dict[str, Any]]:
            for doc in docs:
                waiting.append(doc)
                yield {"text": doc.text, "published": doc.user_data.get("published")}

        for result in self.extractor.extract_iter(articles()):
            doc = waiting.pop(0)
            _put(doc, result)
            yield doc

    # What spaCy calls when a pipeline is saved and loaded: all that there is to know stands in its configuration.
    def to_disk(self, path: Any, exclude: Iterable[str] = ()) -> None:
        """Nothing is written: the model is in the package."""

    def from_disk(self, path: Any, exclude: Iterable[str] = ()) -> RelataComponent:
        """Nothing is read."""
        return self

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> RelataComponent:
        """Nothing is read."""
        return self


def _put(doc: Doc, result: Extraction | RelataError) -> None:
    if isinstance(result, RelataError):
        doc.user_data["relata_error"] = str(result)
        return
    doc._.relata = result
    # A text that plainly is a web page is read as one: its offsets are not those of the document.
    if result.text != doc.text:
        doc.user_data["relata_error"] = "the text of the document is a web page"
        return
    doc._.claims = tuple(_claim(doc, claim) for claim in result.claims)
    doc._.events = tuple(_event(doc, event) for event in result.events)
    doc.spans["relata_claims"] = [
        _labelled(span, claim.record.stance) for claim in doc._.claims for span in claim.content
    ]
    doc.spans["relata_events"] = [
        _labelled(span, event.record.type.class_) for event in doc._.events for span in event.triggers
    ]


def _claim(doc: Doc, claim: Claim) -> ClaimSpans:
    source = _span(doc, claim.source) if claim.source else None
    cue = _span(doc, claim.cue) if claim.cue else None
    return ClaimSpans(claim, source, cue, _spans(doc, claim.content))


def _event(doc: Doc, event: Event) -> EventSpans:
    roles = (_spans(doc, phrases) for phrases in (event.actors, event.targets, event.places))
    return EventSpans(event, _spans(doc, event.triggers), *roles)


def _spans(doc: Doc, phrases: Iterable[TextSpan | Participant]) -> tuple[Span, ...]:
    return tuple(span for phrase in phrases if (span := _span(doc, phrase)) is not None)


def _span(doc: Doc, phrase: Any) -> Span | None:
    """The tokens that the phrase touches: spaCy may cut words elsewhere."""
    span: Span | None = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return span


def _labelled(span: Span, label: str) -> Span:
    return Span(span.doc, span.start, span.end, label=label)
