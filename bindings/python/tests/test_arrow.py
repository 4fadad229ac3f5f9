"""Tables, and what other programs read of them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import relata

TABLES = ["events", "claims", "attestations", "actors", "places", "entities", "times", "articles"]
TABLES += ["acled", "gdelt", "plover"]


@pytest.fixture(scope="module")
def results(extractor: relata.Extractor, articles: list[dict[str, Any]]) -> list[Any]:
    return extractor.extract_batch([*articles, {"id": "no article"}])


def test_rows_are_those_of_the_extractions(results: list[Any]) -> None:
    found = [result for result in results if isinstance(result, relata.Extraction)]
    assert len(relata.to_arrow(results, "claims")) == sum(len(result.claims) for result in found) > 10
    assert len(relata.to_arrow(results)) == sum(len(result.events) for result in found)
    for name in TABLES:
        table = relata.to_arrow(results, name)  # type: ignore[arg-type]
        assert len(table) == table.num_rows and table.column_names and table.nbytes > 0
        assert relata.to_arrow([], name).column_names == table.column_names  # type: ignore[arg-type]
    assert "rows" in repr(relata.to_arrow(results))
    with pytest.raises(ValueError, match="they are events, claims"):
        relata.to_arrow(results, "weather")  # type: ignore[arg-type]


def test_offsets_of_tables_count_what_the_extraction_counts(
    extractor: relata.Extractor, in_bytes: relata.Extractor, articles: list[dict[str, Any]]
) -> None:
    pandas = pytest.importorskip("pandas")
    in_chars = extractor.extract(articles[-1])
    actors = pandas.DataFrame.from_arrow(in_chars.to_arrow("actors"))
    entities = pandas.DataFrame.from_arrow(in_chars.to_arrow("entities"))
    assert len(entities) == len(in_chars.entities) > 2
    for row in actors.itertuples():
        assert in_chars.text[row.start : row.end].split() == row.text.split()
    assert [in_chars.entities[n].mentions[0].start for n in range(len(entities))] == list(entities["start"])
    counted = pandas.DataFrame.from_arrow(in_bytes.extract(articles[-1]).to_arrow("entities"))
    raw = in_chars.text.encode()
    assert [len(raw[:start].decode()) for start in counted["start"]] == list(entities["start"])
    sentences = pandas.DataFrame.from_arrow(in_chars.to_arrow("events"))["sentence"]
    assert all(" ".join(in_chars.text.split()).find(sentence) >= 0 for sentence in sentences.dropna())
    with pytest.raises(ValueError, match="bytes"):
        relata.to_arrow([in_chars, in_bytes.extract("Rain fell.")])


def test_pyarrow_takes_it_without_a_copy(results: list[Any]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = relata.to_arrow(results, "claims")
    first, second = pyarrow.table(table), pyarrow.table(table)
    assert first.num_rows == table.num_rows and first.column_names == table.column_names
    assert first.schema.field("published").type == pyarrow.date32()

    def addresses(taken: Any) -> list[int]:
        buffers = [buffer for column in taken.columns for chunk in column.chunks for buffer in chunk.buffers()]
        return [buffer.address for buffer in buffers if buffer is not None]

    # Both look at the same memory.
    assert addresses(first) == addresses(second) != []
    assert pyarrow.schema(table) == first.schema
    expected = [claim.stance for r in results if isinstance(r, relata.Extraction) for claim in r.claims]
    del table, second
    assert first["stance"].to_pylist() == expected
    first.validate(full=True)


def test_pandas_reads_it(results: list[Any]) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame.from_arrow(relata.to_arrow(results, "events"))
    assert frame["article"].iloc[0] == results[0].id
    assert frame["score"].between(0, 1).all()
    assert frame["killed_min"].isna().any()


def test_polars_reads_it(results: list[Any]) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(relata.to_arrow(results, "claims"))
    assert frame.schema["published"] == polars.Date and frame["published"][0] == datetime.date(2023, 10, 5)
    assert frame.filter(polars.col("stance") == "denied").height >= 1
    assert frame.schema["content_start"] == polars.Int64


def test_duckdb_reads_it(results: list[Any]) -> None:
    duckdb = pytest.importorskip("duckdb")
    claims = relata.to_arrow(results, "claims")
    rows = duckdb.sql("SELECT stance, count(*) AS n FROM claims GROUP BY stance ORDER BY n DESC").fetchall()
    assert sum(count for _, count in rows) == claims.num_rows and rows[0][0] == "asserted"


def test_many_rows_are_several_batches(extractor: relata.Extractor) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    result = extractor.extract("Rain fell in Oslo, Mara said.")
    table = relata.to_arrow([result] * 9_000, "claims")
    taken = pyarrow.table(table)
    assert table.num_rows == taken.num_rows == 9_000 and taken["claim"].num_chunks == 2
