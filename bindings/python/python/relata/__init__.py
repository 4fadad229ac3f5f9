"""Who reported what happened: attributed events from news articles.

>>> import relata
>>> result = relata.Extractor(model="fast").extract("Rebels shelled the port on Monday, the mayor of Aden said.")
>>> [(claim.source.text, claim.content[0].text) for claim in result.claims]
[('the mayor of Aden', 'Rebels shelled the port on Monday')]

`Extractor` reads articles, `Extraction` is what comes of one, `to_arrow` makes tables of many for pandas, Polars and
DuckDB. `relata.records` has the types of the records, `relata.errors` the exceptions, `relata.spacy` the component
for spaCy.
"""

from ._relata import Article, Table, __version__
from .errors import (
    BackendError,
    CancelledError,
    InputError,
    LimitError,
    ModelError,
    PanicError,
    RelataError,
)
from .extraction import Extraction, read_jsonl, to_arrow
from .extractor import Extractor

__all__ = [
    "Article",
    "BackendError",
    "CancelledError",
    "Extraction",
    "Extractor",
    "InputError",
    "LimitError",
    "ModelError",
    "PanicError",
    "RelataError",
    "Table",
    "__version__",
    "read_jsonl",
    "to_arrow",
]
