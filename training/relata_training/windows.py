"""Cuts a document into windows, as MODEL_FORMAT.md says."""

from __future__ import annotations

from dataclasses import dataclass

from .encode import EncodedDocument

MAX_SUBWORDS = 192
SOFT_SUBWORDS = 128
OVERLAP_SUBWORDS = 32


@dataclass(frozen=True)
class Segment:
    """Words [first, last) of one sentence inside a window; the outputs of [keep_first, keep_last) count."""

    first: int
    last: int
    keep_first: int
    keep_last: int
    paragraph: int


Window = list[Segment]


def build_windows(document: EncodedDocument, max_subwords: int = MAX_SUBWORDS, soft_subwords: int = SOFT_SUBWORDS,
                  overlap_subwords: int = OVERLAP_SUBWORDS, first_soft: int | None = None) -> list[Window]:
    """Greedy windows. `first_soft` closes the first window early (used in training to move the cut points)."""
    offsets = document.offsets
    windows: list[Window] = []
    current: Window = []
    held = 0
    for first, last, paragraph in document.sentences:
        size = int(offsets[last] - offsets[first])
        if size > max_subwords:
            if current:
                windows.append(current)
            windows += [[piece] for piece in cut_sentence(document, first, last, paragraph, max_subwords, overlap_subwords)]
            current, held = [], 0
            continue
        new_paragraph = bool(current) and current[-1].paragraph != paragraph
        soft = soft_subwords if windows or first_soft is None else first_soft
        if current and (held + size + new_paragraph > max_subwords or (new_paragraph and held >= soft)
                        or (first_soft is not None and not windows and held >= first_soft)):
            windows.append(current)
            current, held, new_paragraph = [], 0, False
        current.append(Segment(first, last, first, last, paragraph))
        held += size + new_paragraph
    if current:
        windows.append(current)
    return windows


def cut_sentence(document: EncodedDocument, first: int, last: int, paragraph: int, max_subwords: int,
                 overlap_subwords: int) -> list[Segment]:
    """Pieces of a sentence that is longer than a window, each a window of its own."""
    offsets = document.offsets
    pieces: list[Segment] = []
    start = keep = first
    while True:
        end = start
        while end < last and offsets[end + 1] - offsets[start] <= max_subwords:
            end += 1
        if end == last:
            pieces.append(Segment(start, last, keep, last, paragraph))
            return pieces
        again = end
        while again - 1 > start and offsets[end] - offsets[again - 1] <= overlap_subwords:
            again -= 1
        middle = again + (end - again) // 2
        pieces.append(Segment(start, end, keep, middle, paragraph))
        start, keep = again, middle
