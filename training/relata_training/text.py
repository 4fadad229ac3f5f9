"""Words, shapes, subwords and a simple sentence splitter. Follows MODEL_FORMAT.md to the letter."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import regex
from tokenizers import Tokenizer

from .labels import SHAPES

WORD_PATTERN = (Path(__file__).resolve().parent.parent / "word_pattern.txt").read_text(encoding="utf-8").strip()
MAX_WORD_SUBWORDS = 16

_WORD = regex.compile(WORD_PATTERN)
_LETTER = regex.compile(r"\p{Alphabetic}")
_UPPER = regex.compile(r"\p{Uppercase}")
_DIGIT = regex.compile(r"\p{N}")
_SENTENCE_END = regex.compile(r"""[.!?…]+["'”’)\]]*\s+(?=["'“‘(\[]*[\p{Lu}\d])""")
_ABBREVIATION = regex.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Reps|Sens|Gov|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Rev|Hon|St|Jr|Sr|vs|No|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b\p{Lu}|\b(?:\p{L}\.)+\p{L})\.\s+$")


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Character spans of the words of text[start:end], with n't given back to the contraction."""
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text[start:len(text) if end is None else end]):
        a, b = match.start() + start, match.end() + start
        if b - a == 2 and text[a] in "'’" and text[a + 1] in "tT" and found:
            before_start, before_end = found[-1]
            if before_end == a and text[a - 1] in "nN" and len(_LETTER.findall(text[before_start:before_end])) > 1:
                found[-1] = (before_start, before_end - 1)
                a -= 1
        found.append((a, b))
    return found


@lru_cache(maxsize=500_000)
def shape(word: str) -> int:
    """Shape id of a word."""
    letters = _LETTER.findall(word)
    if not letters:
        return SHAPES.index("digit" if _DIGIT.search(word) else "punct")
    upper = [bool(_UPPER.match(c)) for c in letters]
    if len(letters) == 1 and upper[0]:
        return SHAPES.index("single_upper")
    if all(upper):
        return SHAPES.index("upper")
    if upper[0] and not any(upper[1:]):
        return SHAPES.index("title")
    return SHAPES.index("mixed" if any(upper) else "lower")


@lru_cache(maxsize=500_000)
def letter_count(word: str) -> int:
    """Letters of the word, at most 9."""
    return min(9, len(_LETTER.findall(word)))


class Subwords:
    """Word-by-word WordPiece with a cache."""

    def __init__(self, tokenizer_file: Path):
        self.tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.cls = self.tokenizer.token_to_id("[CLS]")
        self.sep = self.tokenizer.token_to_id("[SEP]")
        self.unk = self.tokenizer.token_to_id("[UNK]")
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Subword ids of one word, at least one and at most MAX_WORD_SUBWORDS."""
        ids = self._cache.get(word)
        if ids is None:
            ids = tuple(self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_WORD_SUBWORDS]) or (self.unk,)
            self._cache[word] = ids
        return ids


def lines(text: str) -> list[tuple[int, int]]:
    """Character spans of the non-blank lines, without surrounding white space."""
    spans = []
    for match in regex.finditer(r"[^\r\n]+", text):
        a, b = match.span()
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            spans.append((a, b))
    return spans


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence spans inside one paragraph: a stop, white space, then a capital or digit, unless an abbreviation."""
    spans, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        if text[match.start()] == "." and _ABBREVIATION.search(text, at, match.end()):
            continue
        spans.append((at, match.start() + len(match.group().rstrip())))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return spans
