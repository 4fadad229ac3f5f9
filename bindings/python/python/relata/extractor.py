"""Extractors: from articles to extractions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sized
from os import PathLike
from typing import Any, Literal, TypeAlias

from ._relata import Article, Engine
from .errors import RelataError
from .extraction import Extraction, Offsets, _checked

__all__ = ["ArticleLike", "Extractor"]

ArticleLike: TypeAlias = str | Article | Mapping[str, Any]
"""What an article may be given as: its text, an `Article`, or a mapping with the fields of one."""


class Extractor:
    """Reads articles and says who reported what happened.

    Make one and share it: making it loads the model, and it may be used from several threads at once. It works on
    threads of its own, without the interpreter's lock. The output depends neither on their number nor on the
    machine.

    :param model: `"accurate"`, `"fast"` (several times as fast; the model card says what it loses), or the directory
        of another model: relata's own, or a BERT, DistilBERT or RoBERTa for token classification as `transformers`
        saves it (entities alone).
    :param threads: how many threads; one a processor by default, and never more.
    :param offsets: what offsets count: `"chars"`, Unicode code points as Python counts them, or `"bytes"` of UTF-8.
    :param clean: drop what is not part of the article: appeals, prompts, menus.
    :param explain: say which rule or head decided each record (`Extraction.trace`).
    :param min_claim_score: leave out claims of a lower score, 0 to 1.
    :param min_event_score: leave out events of a lower score.
    :param precision: arithmetic of the encoder: `"as-stored"`, `"f32"` or `"int8"`.
    :param cues: a file of words that attribute, beside the built-in ones.
    :param lexicon: a file of entries of the event lexicon, taken before the built-in ones.
    :param labels: what the labels of a model of `transformers` mean, `NAME<tab>TYPE` a line.
    :param max_bytes: refuse documents of more bytes (`LimitError`).
    :param max_words: refuse documents of more words.
    :param timeout: give a document up that takes more seconds.

    >>> extractor = Extractor(model="fast")
    >>> result = extractor.extract("Police arrested two men in Leeds yesterday.", published="2024-03-15")
    >>> result.times[0].value
    '2024-03-14'
    """

    __slots__ = ("_engine", "_offsets", "_options")

    def __init__(
        self,
        *,
        model: Literal["accurate", "fast"] | str | PathLike[str] | None = None,
        threads: int | None = None,
        offsets: Offsets = "chars",
        clean: bool = True,
        explain: bool = False,
        min_claim_score: float | None = None,
        min_event_score: float | None = None,
        precision: Literal["as-stored", "f32", "int8"] | None = None,
        cues: str | PathLike[str] | None = None,
        lexicon: str | PathLike[str] | None = None,
        labels: str | PathLike[str] | None = None,
        max_bytes: int | None = None,
        max_words: int | None = None,
        timeout: float | None = None,
    ) -> None:
        self._offsets: Offsets = _checked(offsets)
        self._options: dict[str, Any] = {
            "model": model,
            "threads": threads,
            "clean": clean,
            "explain": explain,
            "min_claim_score": min_claim_score,
            "min_event_score": min_event_score,
            "precision": precision,
            "cues": cues,
            "lexicon": lexicon,
            "labels": labels,
            "max_bytes": max_bytes,
            "max_words": max_words,
            "timeout": timeout,
        }
        self._engine = Engine(self._options)

    def extract(
        self,
        article: ArticleLike | None = None,
        *,
        html: str | bytes | None = None,
        id: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        published: str | datetime.date | None = None,
        url: str | None = None,
    ) -> Extraction:
        """Reads one article: a text, an `Article`, or a mapping with its fields.

        What is known of a text or a web page besides is given by name. Without the day of publication "yesterday"
        and "Wednesday" stay open.

        :raises relata.InputError: what was given is no article.
        :raises relata.LimitError: it is beyond one of this extractor's limits.

        >>> result = Extractor(model="fast").extract(html="<p>Rain fell in Oslo, Mara said.</p>")
        >>> result.text
        'Rain fell in Oslo, Mara said.'
        """
        known = {"title": title, "publisher": publisher, "published": published, "url": url, "html": html, "id": id}
        known = {name: value for name, value in known.items() if value is not None}
        if article is None or (known and isinstance(article, str)):
            article = {"text": article, **known}
        elif known:
            raise TypeError(f"{', '.join(sorted(known))}: give them with the article itself")
        return Extraction._of(self._engine.extract(article), self._offsets)

    def extract_iter(self, articles: Iterable[ArticleLike]) -> Iterator[Extraction | RelataError]:
        """Reads the articles of any iterable on all threads, and gives what came of each, in their order.

        Articles are taken a few dozen ahead, on the thread that asks for results, so that neither the articles nor
        the results have to fit into memory. What cannot be read is an exception in its place, given, not raised; the
        others are read. What the iterable itself raises is raised behind the results of all articles before it.

        >>> results = Extractor(model="fast").extract_iter(["Rain fell.", 42, "Snow fell."])
        >>> [type(result).__name__ for result in results]
        ['Extraction', 'InputError', 'Extraction']
        """
        return map(self._received, self._engine.stream(articles))

    def extract_batch(
        self,
        articles: Iterable[ArticleLike],
        *,
        progress: bool = False,
        errors: Literal["return", "raise"] = "return",
    ) -> list[Extraction | RelataError]:
        """Reads many articles on all threads; one result each, in their order, the same as one by one.

        :param progress: show how far it is, with tqdm where that is installed.
        :param errors: `"return"` puts the exception of what cannot be read in its place; `"raise"` raises the first.

        >>> results = Extractor(model="fast").extract_batch([{"text": "Rain fell.", "id": "a"}, {"id": "b"}])
        >>> results[0].id, str(results[1])
        ('a', 'an article has either text or html')
        """
        if errors not in ("return", "raise"):
            raise ValueError(f"errors are 'return' or 'raise', not {errors!r}")
        results = []
        for result in _shown(self.extract_iter(articles), articles) if progress else self.extract_iter(articles):
            if errors == "raise" and isinstance(result, RelataError):
                raise result
            results.append(result)
        return results

    @property
    def threads(self) -> int:
        """Number of threads that it works on."""
        return self._engine.threads

    @property
    def model(self) -> str:
        """Name of the model that it reads with."""
        return self._engine.model

    @property
    def offsets(self) -> Offsets:
        """What offsets count."""
        return self._offsets

    def _received(self, answer: Any) -> Extraction | RelataError:
        return answer if isinstance(answer, RelataError) else Extraction._of(answer, self._offsets)

    def __reduce__(self) -> tuple[Any, ...]:
        # Only how it was made goes to another process, which loads the model itself.
        return _made, ({**self._options, "offsets": self._offsets},)

    def __repr__(self) -> str:
        return f"<relata.Extractor {self.model}, {self.threads} threads, offsets in {self._offsets}>"


def _made(options: dict[str, Any]) -> Extractor:
    return Extractor(**options)


def _shown(results: Iterator[Any], articles: Iterable[Any]) -> Iterator[Any]:
    """The results, with a bar that shows how many there are, where tqdm is installed."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return results
    total = len(articles) if isinstance(articles, Sized) else None
    return iter(tqdm(results, total=total, unit="article"))
