#!/usr/bin/env python3
"""What to do with relata's tables in pandas, Polars and DuckDB (pip install duckdb pandas polars pyarrow).

    relata extract examples/articles --published 2023-10-05 --format parquet --out tables/all
    relata extract examples/articles --published 2023-10-05 --format parquet --columns acled --out tables/acled.parquet
    python3 examples/tables.py tables

Prints who says how much, what happened where, and ACLED's rows; fails where a table is not what it should be.
"""

import sys
from pathlib import Path

import duckdb
import pandas
import polars

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()


def main(folder: Path) -> None:
    claims = pandas.read_parquet(folder / "all/claims.parquet")
    print(claims.groupby("source_name").agg(claims=("claim", "count"), score=("score", "mean")).nlargest(5, "claims"))

    events = pandas.read_parquet(folder / "all/events.parquet")
    assert pandas.api.types.is_integer_dtype(events["killed_min"].astype("Int64"))
    assert (events["killed_min"].dropna() > 0).all(), "an unknown number is empty, not zero"
    print(events.groupby("class").agg(events=("event", "count"), goldstein=("goldstein", "mean")))

    sure = polars.scan_parquet(folder / "all/claims.parquet").filter(polars.col("score") >= 0.9)
    print(sure.group_by("stance").len().sort("stance").collect())
    in_pandas = (claims["score"] >= 0.9).sum()
    assert sure.select(polars.len()).collect().item() == in_pandas, "a threshold selects the same everywhere"

    joined = duckdb.sql(f"""
        SELECT e.class, a.name, a.stance, count(*) AS times
        FROM '{folder}/all/events.parquet' e JOIN '{folder}/all/attestations.parquet' a USING (article, event)
        WHERE e.factuality = 'actual' GROUP BY ALL ORDER BY times DESC, e.class, a.name, a.stance LIMIT 5""")
    print(joined)

    acled = duckdb.sql(f"SELECT * FROM '{folder}/acled.parquet'")
    assert acled.columns == ACLED, acled.columns
    assert str(acled.types[ACLED.index("event_date")]) == "DATE"
    assert len(acled) > 0
    print(duckdb.sql("SELECT event_date, sub_event_type, actor1, country, fatalities FROM acled ORDER BY event_date LIMIT 5"))
    for columns in ("acled", "gdelt", "plover"):
        parquet = pandas.read_parquet(folder / f"{columns}.parquet")
        text = pandas.read_csv(folder / f"{columns}.csv")
        assert list(parquet.columns) == list(text.columns) and len(parquet) == len(text), columns


if __name__ == "__main__":
    main(Path(sys.argv[1]))
