"""Aligns a document's annotation to its words and subwords."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
import regex

from .documents import Document
from .labels import (
    ATTRIBUTION_LABELS,
    EVENT_LABELS,
    FACTUALITY_LABELS,
    IGNORE,
    MODALITY_LABELS,
    NAMES,
    NUMERIC,
    O_BIT,
    POLARITY_LABELS,
    ROLE_LABELS,
    ROOT_LABELS,
    UPOS_LABELS,
    bits_of,
    class_bits,
    label_bits,
)
from .text import Subwords, letter_count, shape, words


@dataclass
class EncodedDocument:
    """Word-level arrays of a whole document. `sentences` holds (first word, last word + 1, paragraph)."""

    name: str
    spans: np.ndarray          # [n, 2] character offsets
    ids: np.ndarray            # subword ids of all words, one after another
    offsets: np.ndarray        # [n + 1] where each word's subwords begin in `ids`
    shape: np.ndarray
    letters: np.ndarray
    sentences: list[tuple[int, int, int]]
    entity: np.ndarray | None = None       # bit masks of allowed labels
    attribution: np.ndarray | None = None  # label ids
    link: np.ndarray | None = None         # word of the cue, -1 for none, IGNORE outside spans
    upos: np.ndarray | None = None
    head: np.ndarray | None = None         # word in the document, -1 for root, IGNORE
    deprel: np.ndarray | None = None
    event: np.ndarray | None = None        # bit masks of allowed labels, 0 where nothing is known; so the two below
    root: np.ndarray | None = None
    modality: np.ndarray | None = None
    polarity: np.ndarray | None = None     # label ids, IGNORE
    kind: np.ndarray | None = None         # bit masks of allowed event classes
    factuality: np.ndarray | None = None   # bit masks
    triggers: np.ndarray | None = None     # [t, 3] first word of a trigger, mask of the roles that are marked, number of its event (-1: not known)
    arguments: np.ndarray | None = None    # [a, 4] first word of a trigger, role, first word and last word + 1 of an argument
    argument_heads: np.ndarray | None = None  # [a] the word of each argument that stands for it
    parties: np.ndarray | None = None      # [p, 5] first word and last word + 1 of an actor and of its target, mask of the classes of the deed
    weight: float = 1.0
    syntax_weight: float = 1.0             # less for syntax that nobody checked; so the two below
    entity_weight: float = 1.0
    attribution_weight: float = 1.0
    token_word: np.ndarray | None = None   # UD token -> word, -1 when it has none of its own


def encode(document: Document, subwords: Subwords, deprels: list[str]) -> EncodedDocument:
    """The document's words with every layer that is annotated."""
    spans: list[tuple[int, int]] = []
    sentences: list[tuple[int, int, int]] = []
    for start, end, paragraph in document.sentences:
        first = len(spans)
        spans += words(document.text, start, end)
        if len(spans) > first:
            sentences.append((first, len(spans), paragraph))
    surfaces = [document.text[a:b] for a, b in spans]
    pieces = [subwords(w) for w in surfaces]
    encoded = EncodedDocument(
        document.name, np.array(spans, np.int32).reshape(-1, 2), np.array([i for p in pieces for i in p], np.int32),
        np.cumsum([0, *map(len, pieces)]).astype(np.int32), np.array([shape(w) for w in surfaces], np.int8),
        np.array([letter_count(w) for w in surfaces], np.int8), sentences, weight=document.weight)
    if document.entities is not None:
        encoded.entity = entity_masks(document, spans, surfaces)
    if document.attributions is not None:
        encoded.attribution, encoded.link = attribution_labels(document, spans)
    if document.events is not None:
        add_events(encoded, document, spans)
    if document.parties:
        add_parties(encoded, document, spans)
    if document.tokens is not None:
        add_syntax(encoded, document, spans, deprels)
    return encoded


def covered(spans: list[tuple[int, int]], starts: list[int], ends: list[int], start: int, end: int) -> range:
    """The words that overlap text[start:end]."""
    return range(bisect_right(ends, start), bisect_left(starts, end))


# ------------------------------------------------------------------ entities
_STRONG_NUMERIC = regex.compile(
    r"(?i).*\d.*|[$£€¥%]|percent|per|cent|(?:to)?day|yesterday|tomorrow|tonight|morning|afternoon|evening|night|noon|midnight|weekend"
    r"|(?:second|minute|hour|day|week|month|year|decade|centurie?|quarter|season)s?|century|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
    r"|spring|summer|autumn|winter|christmas|easter|ramadan|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|.*teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|first|"
    r"second|fourth|fifth|dollars?|euros?|pounds?|yen|rupees?|francs?|marks?|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|foot|inch(?:es)?|tons?"
    r"|tonnes?|barrels?|kg|kilograms?|acres?|hectares?|daily|weekly|monthly|annual|annually|yearly|now|recently|currently|earlier|later|ago|gmt|edt|est|[ap]\.?m\.?")
_WEAK_NUMERIC = regex.compile(r"(?i)the|a|an|of|this|that|last|next|past|late|early|mid|about|around|some|more|than|over|nearly|almost|at|least|up|to|"
                              r"and|or|between|from|few|several|couple|same|previous|coming|end|beginning|middle|square|cubic|per|-|–|,|/|:|us|u\.s\.")
_CAPITAL = regex.compile(r".*[\p{Lu}\d]")


def entity_masks(document: Document, spans: list[tuple[int, int]], surfaces: list[str]) -> np.ndarray:
    """Allowed labels of every word."""
    outside = open_masks(surfaces, document.open_types)
    masks = np.array(outside, np.int64)
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    for entity in document.entities or ():
        inside = covered(spans, starts, ends, entity.start, entity.end)
        for k, i in enumerate(inside):
            masks[i] = entity.bits or label_bits(entity.types, "I" if k else "B")
    return masks


def open_masks(surfaces: list[str], open_types: frozenset[str]) -> list[int]:
    """Masks of words outside all spans: O, and unannotated types where the surface could carry one."""
    names, numbers = label_bits(open_types & NAMES, "BI"), label_bits(open_types & NUMERIC, "BI")
    capital = [bool(_CAPITAL.match(w)) for w in surfaces]
    numeric = [bool(_STRONG_NUMERIC.fullmatch(w)) for w in surfaces]
    weak = [bool(_WEAK_NUMERIC.fullmatch(w)) for w in surfaces]
    for _ in range(2):
        numeric = [n or (w and ((i > 0 and numeric[i - 1]) or (i + 1 < len(numeric) and numeric[i + 1])))
                   for i, (n, w) in enumerate(zip(numeric, weak))]
    masks = []
    for i in range(len(surfaces)):
        between = 0 < i < len(capital) - 1 and capital[i - 1] and capital[i + 1]
        masks.append(O_BIT | (names if capital[i] or between else 0) | (numbers if numeric[i] else 0))
    return masks


# ------------------------------------------------------------------ attribution
HIDDEN = 4


def attribution_labels(document: Document, spans: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """BIO labels (CUE before SOURCE before CONTENT where spans overlap) and the cue each span word links to."""
    n = len(spans)
    owner = np.full(n, -1, np.int64)  # a number for each range, so that neighbours are told apart
    kind = np.zeros(n, np.int8)
    link = np.full(n, IGNORE, np.int32)
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    number = 0
    for role, name in ((1, "cue"), (2, "source"), (3, "content")):
        for attribution in document.attributions or ():
            cues = sorted(attribution["cue"])
            cue_words = covered(spans, starts, ends, *cues[0]) if cues else range(0)
            target = cue_words[0] if len(cue_words) else -1
            for start, end in attribution[name]:
                number += 1
                for i in covered(spans, starts, ends, start, end):
                    if kind[i] == 0:
                        kind[i], owner[i] = role, number
                        link[i] = IGNORE if role == 1 else target
    for start, end in document.nested:
        for i in covered(spans, starts, ends, start, end):
            kind[i], link[i] = HIDDEN, IGNORE
    begin = {1: "CUE", 2: "SOURCE", 3: "CONTENT"}
    labels = np.zeros(n, np.int8)
    for i in range(n):
        if kind[i] == HIDDEN:
            labels[i] = IGNORE
        elif kind[i]:
            inside = i > 0 and owner[i - 1] == owner[i]
            labels[i] = ATTRIBUTION_LABELS.index(("I-" if inside else "B-") + begin[int(kind[i])])
    return labels, link


# ------------------------------------------------------------------ events
def add_events(encoded: EncodedDocument, document: Document, spans: list[tuple[int, int]]) -> None:
    """Trigger, root, modality and polarity; the last three at the first word of the trigger."""
    n = len(spans)
    event, root, modality = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    polarity = np.full(n, IGNORE, np.int16)
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    for start, end in document.event_regions:
        event[list(covered(spans, starts, ends, start, end))] = O_BIT
    if document.background_roots is not None:
        root[:] = bits_of(document.background_roots, ROOT_LABELS)
    for mention in document.events or ():
        inside = covered(spans, starts, ends, mention.start, mention.end)
        for k, i in enumerate(inside):
            event[i] = bits_of([("I-" if k else "B-") + c for c in mention.classes], EVENT_LABELS)
        if len(inside):
            first = inside[0]
            root[first] = bits_of(mention.roots, ROOT_LABELS) if mention.roots else 0
            modality[first] = bits_of(mention.modality, MODALITY_LABELS) if mention.modality else 0
            polarity[first] = POLARITY_LABELS.index(mention.polarity) if mention.polarity else IGNORE
    encoded.event, encoded.root, encoded.modality, encoded.polarity = event, root, modality, polarity
    add_news_events(encoded, document, spans)


def add_news_events(encoded: EncodedDocument, document: Document, spans: list[tuple[int, int]]) -> None:
    """Classes of news events at the words of their triggers; factuality, arguments and identity at the first."""
    n = len(spans)
    kind, factuality = np.zeros(n, np.int64), np.zeros(n, np.int64)
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    if document.background_kinds is not None:
        kind[:] = class_bits(document.background_kinds, "B") | class_bits(document.background_kinds, "I")
    triggers: dict[int, tuple[int, int]] = {}
    arguments: set[tuple[int, int, int, int]] = set()
    numbers: dict[str, int] = {}
    for mention in document.events or ():
        inside = covered(spans, starts, ends, mention.start, mention.end)
        for k, i in enumerate(inside):
            kind[i] = class_bits(mention.kinds, "I" if k else "B") if mention.kinds else 0
        if not len(inside):
            continue
        first = inside[0]
        factuality[first] = bits_of(mention.factuality, FACTUALITY_LABELS) if mention.factuality else 0
        if mention.roles or mention.event:
            triggers[first] = (bits_of(mention.roles, ROLE_LABELS), numbers.setdefault(mention.event, len(numbers)) if mention.event else -1)
        for role, start, end in mention.arguments:
            words = covered(spans, starts, ends, start, end)
            if len(words):
                arguments.add((first, ROLE_LABELS.index(role), words[0], words[-1] + 1))
    encoded.kind, encoded.factuality = kind, factuality
    encoded.triggers = np.array([(first, *rest) for first, rest in sorted(triggers.items())], np.int64).reshape(-1, 3)
    encoded.arguments = np.array(sorted(arguments), np.int64).reshape(-1, 4)
    # The last word stands for a phrase until a parse tells its head (`silver.argument_heads`).
    encoded.argument_heads = encoded.arguments[:, 3] - 1


def add_parties(encoded: EncodedDocument, document: Document, spans: list[tuple[int, int]]) -> None:
    """Phrases of actors and targets; a parse tells the word of the deed (`silver.tell_deeds`)."""
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    rows = []
    for parties in document.parties:
        actor, target = (covered(spans, starts, ends, *span) for span in (parties.actor, parties.target))
        if len(actor) and len(target):
            rows.append((actor[0], actor[-1] + 1, target[0], target[-1] + 1, class_bits(parties.kinds, "B") if parties.kinds else 0))
    encoded.parties = np.array(rows, np.int64).reshape(-1, 5)


# ------------------------------------------------------------------ syntax
def add_syntax(encoded: EncodedDocument, document: Document, spans: list[tuple[int, int]], deprels: list[str]) -> None:
    """Part of speech, head and relation through the alignment of tokens to words."""
    tokens = document.tokens or []
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    token_word = np.full(len(tokens), -1, np.int32)
    held: dict[int, list[int]] = {}
    for t, token in enumerate(tokens):
        inside = covered(spans, starts, ends, token.start, token.end)
        if len(inside):
            best = max(inside, key=lambda i: min(ends[i], token.end) - max(starts[i], token.start))
            token_word[t] = best
            held.setdefault(best, []).append(t)
    word_of = {t: w for w, inside in held.items() for t in inside}
    n = len(spans)
    encoded.upos = np.full(n, IGNORE, np.int16)
    encoded.head = np.full(n, IGNORE, np.int32)
    encoded.deprel = np.full(n, IGNORE, np.int16)
    relation = {r: i for i, r in enumerate(deprels)}
    for word, inside in held.items():
        outward = [t for t in inside if tokens[t].head < 0 or tokens[t].head not in inside]
        t = outward[0] if outward else inside[0]
        token = tokens[t]
        for other in inside:
            if other != t:
                token_word[other] = -1
        encoded.upos[word] = UPOS_LABELS.index(token.upos) if token.upos in UPOS_LABELS else IGNORE
        head = -1 if token.head < 0 else word_of.get(token.head)
        if head is not None and head != word and token.deprel in relation:
            encoded.head[word], encoded.deprel[word] = head, relation[token.deprel]
    encoded.token_word = token_word
