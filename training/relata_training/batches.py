"""Windows to tensors, with augmentation, and the stream of training batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
import torch

from .encode import EncodedDocument
from .labels import IGNORE, SHAPES
from .names import Names, Table
from .windows import Window, build_windows

LOWER, TITLE, UPPER, SINGLE, MIXED = (SHAPES.index(s) for s in ("lower", "title", "upper", "single_upper", "mixed"))


@dataclass
class WindowArrays:
    """One window at word level. Heads and links count words of the window; -1 is the root."""

    pieces: list[np.ndarray]
    shape: np.ndarray
    letters: np.ndarray
    sentence: np.ndarray
    separator: np.ndarray      # True where a [SEP] stands before the word
    document_word: np.ndarray
    keep: np.ndarray
    entity: np.ndarray         # 0: not labelled
    attribution: np.ndarray
    link: np.ndarray
    upos: np.ndarray
    head: np.ndarray
    deprel: np.ndarray
    event: np.ndarray          # 0: not labelled; so the two below
    root: np.ndarray
    modality: np.ndarray
    polarity: np.ndarray
    kind: np.ndarray           # 0: not labelled; so the one below
    factuality: np.ndarray
    triggers: np.ndarray       # [t, 3] word, mask of the marked roles, number of the event
    arguments: np.ndarray      # [a, 3] trigger, role, word
    weight: float
    syntax_weight: float
    entity_weight: float
    attribution_weight: float
    original: list[np.ndarray] | None = None  # the pieces before names were exchanged, as long as these
    document: int | None = None  # windows of one number are of one document, whose events are told apart; None: by itself

    @property
    def subwords(self) -> int:
        """Length of the input with [CLS]."""
        return 1 + sum(map(len, self.pieces)) + int(self.separator.sum())


def window_arrays(document: EncodedDocument, window: Window) -> WindowArrays:
    """The words of a window with their labels; heads and links that lead out of it are masked (links: root)."""
    index = np.concatenate([np.arange(s.first, s.last) for s in window])
    sentence = np.concatenate([np.full(s.last - s.first, k) for k, s in enumerate(window)])
    keep = np.concatenate([(np.arange(s.first, s.last) >= s.keep_first) & (np.arange(s.first, s.last) < s.keep_last)
                           for s in window])
    separator = np.zeros(len(index), bool)
    at = 0
    for k, segment in enumerate(window):
        separator[at] = k > 0 and window[k - 1].paragraph != segment.paragraph
        at += segment.last - segment.first
    n = len(index)
    ignore = np.full(n, IGNORE, np.int64)

    def take(layer: np.ndarray | None) -> np.ndarray:
        return ignore.copy() if layer is None else layer[index].astype(np.int64)

    def masks(layer: np.ndarray | None) -> np.ndarray:
        return np.zeros(n, np.int64) if layer is None else layer[index]

    position = {int(w): k for k, w in enumerate(index)}
    head, link = take(document.head), take(document.link)
    for k in range(n):
        if head[k] >= 0:
            target = position.get(int(head[k]), IGNORE)
            head[k] = target if target >= 0 and sentence[target] == sentence[k] else IGNORE
        if link[k] >= 0:
            link[k] = position.get(int(link[k]), -1)
    deprel = take(document.deprel)
    deprel[head == IGNORE] = IGNORE
    return WindowArrays(
        [document.ids[document.offsets[w]:document.offsets[w + 1]] for w in index], document.shape[index].astype(np.int64),
        document.letters[index], sentence, separator, index, keep,
        masks(document.entity), take(document.attribution), link, take(document.upos), head, deprel, masks(document.event), masks(document.root),
        masks(document.modality), take(document.polarity), masks(document.kind), masks(document.factuality), *window_pairs(document, position),
        document.weight, document.syntax_weight, document.entity_weight, document.attribution_weight)


def window_pairs(document: EncodedDocument, position: dict[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Triggers and arguments that lie in the window, by its words. Of roles whose arguments have no known heads nothing is learnt."""
    marked = -1 if document.argument_heads is not None else 0
    triggers = [] if document.triggers is None else [(position[w], roles & marked, *rest) for w, roles, *rest in document.triggers.tolist() if w in position]
    arguments: list[tuple[int, int, int]] = []
    if document.argument_heads is not None:
        arguments = [(position[trigger], role, position[head]) for (trigger, role, *_), head in
                     zip(document.arguments.tolist(), document.argument_heads.tolist()) if trigger in position and head in position]
    return np.array(triggers, np.int64).reshape(-1, 3), np.array(arguments, np.int64).reshape(-1, 3)


# ------------------------------------------------------------------ augmentation
@dataclass(frozen=True)
class QuoteIds:
    """Subword ids of quotation marks and the full stop."""

    straight: int
    open: int
    close: int
    apostrophe: int
    curly_apostrophe: int
    stop: int


def augment(w: WindowArrays, quotes: QuoteIds, rng: random.Random) -> WindowArrays:
    """Random case, quotation marks and final stops."""
    draw = rng.random()
    if draw < 0.05:
        w.shape = upper_shapes(w)
    elif draw < 0.09:
        w.shape = np.where(np.isin(w.shape, (TITLE, UPPER, SINGLE, MIXED)), LOWER, w.shape)
    elif draw < 0.15:
        w.shape = np.where((w.shape == LOWER) & (w.letters > 3), TITLE, w.shape)
    marks = np.array([p[0] if len(p) == 1 else -1 for p in w.pieces])
    is_quote = np.isin(marks, (quotes.straight, quotes.open, quotes.close))
    draw = rng.random()
    if draw < 0.05 and is_quote.any():
        w = delete_words(w, is_quote)
    elif draw < 0.30:
        replace_first(w, {quotes.open: quotes.straight, quotes.close: quotes.straight, quotes.curly_apostrophe: quotes.apostrophe})
    elif draw < 0.55:
        replace_first(w, {quotes.apostrophe: quotes.curly_apostrophe})
        opening = True
        for k in np.flatnonzero(marks == quotes.straight):
            w.pieces[k] = np.array([quotes.open if opening else quotes.close], np.int32)
            opening = not opening
    if rng.random() < 0.05:
        marks = np.array([p[0] if len(p) == 1 else -1 for p in w.pieces])
        ends = np.append(w.sentence[1:] != w.sentence[:-1], True)
        w = delete_words(w, ends & (marks == quotes.stop))
    return w


def exchange_names(w: WindowArrays, table: Table) -> WindowArrays:
    """The window with other names, as long as those before."""
    pieces = [p if len(p) > 1 or int(p[0]) not in table else np.array([table[int(p[0])]], np.int32) for p in w.pieces]
    return replace(w, pieces=pieces, original=w.pieces)


def upper_shapes(w: WindowArrays) -> np.ndarray:
    """Shapes of the window set in capitals."""
    worded = np.isin(w.shape, (LOWER, TITLE, MIXED))
    return np.where(worded, np.where(w.letters > 1, UPPER, SINGLE), w.shape)


def replace_first(w: WindowArrays, table: dict[int, int]) -> None:
    """Replaces the first subword of words by a table."""
    for k, piece in enumerate(w.pieces):
        new = table.get(int(piece[0]))
        if new is not None:
            w.pieces[k] = np.concatenate(([new], piece[1:])).astype(np.int32)


def delete_words(w: WindowArrays, drop: np.ndarray) -> WindowArrays:
    """The window without some words; heads that pointed to them are masked, spans keep their B-."""
    if not drop.any() or drop.all():
        return w
    for k in np.flatnonzero(drop)[::-1]:
        if k + 1 < len(drop):
            w.separator[k + 1] |= w.separator[k]
            label = int(w.attribution[k])
            if label > 0 and label % 2 == 1 and w.attribution[k + 1] == label + 1:
                w.attribution[k + 1] = label
    new = np.cumsum(~drop) - 1
    keep = np.flatnonzero(~drop)

    def moved(targets: np.ndarray, lost: int) -> np.ndarray:
        out = targets.copy()
        inside = targets >= 0
        out[inside] = np.where(drop[targets[inside]], lost, new[targets[inside]])
        return out[keep]

    head = moved(w.head, IGNORE)
    deprel = w.deprel[keep]
    deprel[head == IGNORE] = IGNORE
    separator = w.separator[keep]
    separator[0] = False
    triggers = w.triggers[~drop[w.triggers[:, 0]]]
    arguments = w.arguments[~drop[w.arguments[:, 0]] & ~drop[w.arguments[:, 2]]]
    triggers[:, 0] = new[triggers[:, 0]]
    arguments[:, [0, 2]] = new[arguments[:, [0, 2]]]
    return replace(w, pieces=[w.pieces[k] for k in keep], separator=separator, link=moved(w.link, -1), head=head, deprel=deprel, triggers=triggers,
                   arguments=arguments, **{name: getattr(w, name)[keep] for name in WORD_LAYERS})


WORD_LAYERS = ("shape", "letters", "sentence", "document_word", "keep", "entity", "attribution", "upos", "event", "root", "modality", "polarity", "kind",
               "factuality")


# ------------------------------------------------------------------ tensors
@dataclass
class Batch:
    """Padded tensors of several windows."""

    ids: torch.Tensor
    original: torch.Tensor     # the same before names were exchanged, which a teacher reads
    shapes: torch.Tensor
    attention: torch.Tensor
    first: torch.Tensor        # [B, W] position of each word's first subword
    present: torch.Tensor      # [B, W] True at real words
    sentence: torch.Tensor     # [B, W] -1 at padding
    entity: torch.Tensor
    attribution: torch.Tensor
    link: torch.Tensor
    upos: torch.Tensor
    head: torch.Tensor
    deprel: torch.Tensor
    event: torch.Tensor
    root: torch.Tensor
    modality: torch.Tensor
    polarity: torch.Tensor
    kind: torch.Tensor
    factuality: torch.Tensor
    triggers: torch.Tensor     # [T, 5] window, word, mask of the marked roles, number of the event, word of the document
    arguments: torch.Tensor    # [A, 3] number of the trigger in the batch, role, word
    weight: torch.Tensor
    syntax_weight: torch.Tensor
    entity_weight: torch.Tensor
    attribution_weight: torch.Tensor
    document: torch.Tensor     # [B] the same number: windows of one document
    subwords: int

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        if device.type == "cpu":
            return self
        return Batch(**{f.name: v.to(device) if isinstance(v := getattr(self, f.name), torch.Tensor) else v for f in fields(self)})


def collate(windows: list[WindowArrays], cls: int, sep: int) -> Batch:
    """Pads windows into one batch."""
    count, length, width = len(windows), max(w.subwords for w in windows), max(len(w.pieces) for w in windows)
    ids, original, shapes = (np.zeros((count, length), np.int64) for _ in range(3))
    attention = np.zeros((count, length), bool)
    layers = {k: np.full((count, width), IGNORE, np.int64) for k in ("attribution", "link", "upos", "head", "deprel", "polarity")}
    layers |= {k: np.zeros((count, width), np.int64) for k in ("entity", "event", "root", "modality", "kind", "factuality")}
    triggers, arguments = batch_pairs(windows)
    first = np.zeros((count, width), np.int64)
    sentence, present = np.full((count, width), -1, np.int64), np.zeros((count, width), bool)
    for b, w in enumerate(windows):
        at, n = 1, len(w.pieces)
        ids[b, 0] = original[b, 0] = cls
        for k, (piece, before) in enumerate(zip(w.pieces, w.original or w.pieces, strict=True)):
            if w.separator[k]:
                ids[b, at] = original[b, at] = sep
                at += 1
            first[b, k] = at
            ids[b, at:at + len(piece)] = piece
            original[b, at:at + len(before)] = before
            shapes[b, at:at + len(piece)] = w.shape[k]
            at += len(piece)
        attention[b, :at] = True
        sentence[b, :n], present[b, :n] = w.sentence, True
        for name, array in layers.items():
            array[b, :n] = getattr(w, name)
    t = torch.from_numpy
    return Batch(t(ids), t(original), t(shapes), t(attention), t(first), t(present), t(sentence), **{k: t(v) for k, v in layers.items()},
                 triggers=t(triggers), arguments=t(arguments), subwords=int(attention.sum()),
                 document=torch.tensor([-1 - b if w.document is None else w.document for b, w in enumerate(windows)]),
                 **{k: torch.tensor([getattr(w, k) for w in windows]) for k in ("weight", "syntax_weight", "entity_weight", "attribution_weight")})


def batch_pairs(windows: list[WindowArrays]) -> tuple[np.ndarray, np.ndarray]:
    """Triggers with their windows, and arguments with the numbers of their triggers."""
    triggers, arguments = [], []
    for b, w in enumerate(windows):
        number = {word: len(triggers) + k for k, word in enumerate(w.triggers[:, 0].tolist())}
        triggers += [(b, *row, int(w.document_word[row[0]])) for row in w.triggers.tolist()]
        arguments += [(number[trigger], role, word) for trigger, role, word in w.arguments.tolist() if trigger in number]
    return np.array(triggers, np.int64).reshape(-1, 5), np.array(arguments, np.int64).reshape(-1, 3)


SIMILAR = 1.5
"""How much longer than a window the longest of its batch may be: attention is reckoned over padded windows."""


def group(units: list[list[WindowArrays]], budget: int) -> list[list[WindowArrays]]:
    """Batches of windows of similar length, at most `budget` subwords each; what stands in one unit stays together as far as that holds."""
    batches: list[list[WindowArrays]] = []
    sizes: list[tuple[int, int]] = []  # of each batch all subwords and the longest window
    for unit in sorted(units, key=lambda u: -max(w.subwords for w in u)):
        together = sum(w.subwords for w in unit) <= budget
        for part in [unit] if together else [[w] for w in unit]:
            size, longest = sum(w.subwords for w in part), max(w.subwords for w in part)
            fits = (k for k, (filled, most) in enumerate(sizes) if filled + size <= budget and most <= SIMILAR * longest)
            k = next(fits, None)
            if k is None:
                batches.append(list(part))
                sizes.append((size, longest))
            else:
                batches[k] += part
                sizes[k] = (sizes[k][0] + size, sizes[k][1])
    return batches


class TrainingStream:
    """A fixed, seeded order of windows. Each of `rounds` rounds takes the same share of every set, so that stopping
    early thins all sets alike."""

    def __init__(self, sets: dict[str, list[EncodedDocument]], passes: dict[str, float], rounds: int, budget: int, seed: int | str,
                 quotes: QuoteIds, names: Names | None = None, exchange: float = 0.0):
        self.sets, self.passes, self.rounds, self.budget, self.seed, self.quotes = sets, passes, rounds, budget, seed, quotes
        self.names, self.exchange = names, exchange

    def total_subwords(self) -> int:
        """Subwords of the whole run, about."""
        return int(sum(self.passes[n] * sum(len(d.ids) for d in ds) for n, ds in self.sets.items()))

    def batches(self, start_round: int = 0) -> Iterator[tuple[int, list[WindowArrays]]]:
        """(round, batch) from a round on."""
        for number in range(start_round, self.rounds):
            rng = random.Random(f"{self.seed}/round/{number}")
            units = [[augment(window_arrays(d, w), self.quotes, rng) for d, w in unit] for unit in self._round(number)]
            units = [self._renamed(unit, rng) for unit in units] if self.names else units
            for k, unit in enumerate(units):
                for window in unit:
                    window.document = k
            rng.shuffle(units)
            batches = [b for pool in pools(units, 400) for b in group(pool, self.budget)]
            rng.shuffle(batches)
            for batch in batches:
                yield number, batch

    def _renamed(self, unit: list[WindowArrays], rng: random.Random) -> list[WindowArrays]:
        """The windows of a unit, in a share of all units with other names, the same in all of them."""
        if self.names is None or rng.random() >= self.exchange:
            return unit
        table = self.names.exchanged(rng)
        return [exchange_names(window, table) for window in unit]

    def _round(self, number: int) -> list[Unit]:
        chosen: list[Unit] = []
        for name, documents in self.sets.items():
            size = self.passes[name] / self.rounds
            start, end = number * size, (number + 1) * size
            for epoch in range(int(start), int(np.ceil(end))):
                units = self._epoch(name, documents, epoch)
                a, b = max(0.0, start - epoch), min(1.0, end - epoch)
                chosen += units[round(a * len(units)):round(b * len(units))]
        return chosen

    def _epoch(self, name: str, documents: list[EncodedDocument], epoch: int) -> list[Unit]:
        """Windows, each a unit; of a document whose events are told apart all windows are one."""
        rng = random.Random(f"{self.seed}/{name}/{epoch}")
        units: list[Unit] = []
        for document in documents:
            first_soft = None if rng.random() < 0.5 else rng.randint(24, 128)
            windows = [(document, w) for w in build_windows(document, first_soft=first_soft)]
            told_apart = document.triggers is not None and (document.triggers[:, 2] >= 0).sum() > 1
            units += [windows] if told_apart and windows else [[window] for window in windows]
        rng.shuffle(units)
        return units


Unit = list[tuple[EncodedDocument, Window]]


def pools(units: list[list[WindowArrays]], windows: int) -> Iterator[list[list[WindowArrays]]]:
    """The units in turn, so many windows at a time."""
    pool: list[list[WindowArrays]] = []
    for unit in units:
        pool.append(unit)
        if sum(map(len, pool)) >= windows:
            yield pool
            pool = []
    if pool:
        yield pool
