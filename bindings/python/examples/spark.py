"""relata on Apache Spark: articles in, a row an event out, by `mapInPandas`.

    pip install relata pyspark pandas pyarrow
    python examples/spark.py ARTICLES.jsonl

ARTICLES.jsonl has one article a line: id, text, published. Each worker of Spark loads the model once a task, 0.1 s;
give it one thread, for Spark has a worker a core.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pandas
import pyarrow
import relata
from pyspark.sql import DataFrame, SparkSession

EVENTS = "article string, class string, actors string, targets string, place string, start date, said_by string"


def events_of(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """The events of batches of articles. What cannot be read has none."""
    extractor = relata.Extractor(model="fast", threads=1)
    for batch in batches:
        results = extractor.extract_batch(batch.to_dict("records"))
        events = pyarrow.table(relata.to_arrow(results, "events"))
        yield events.select([column.split()[0] for column in EVENTS.split(", ")]).to_pandas()


def read(articles: DataFrame) -> DataFrame:
    """The events of a table of articles."""
    return articles.select("id", "text", "published").mapInPandas(events_of, EVENTS)


def main(path: str) -> None:
    session = SparkSession.builder.master("local[2]").appName("relata").getOrCreate()
    read(session.read.json(path)).orderBy("article").show(truncate=40)
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1])
