"""The example for Apache Spark, on one machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import relata

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: mapInPandas is NOT tested")
if shutil.which("java") is None:
    pytest.skip("there is no Java: mapInPandas is NOT tested", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "examples"))


def test_spark_reads_articles(
    extractor: relata.Extractor, articles: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import spark
    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    modules = [str(Path(spark.__file__).parent), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(modules))
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for address in ("spark.driver.host", "spark.driver.bindAddress"):
        builder = builder.config(address, "127.0.0.1")
    session = builder.getOrCreate()
    try:
        rows = spark.read(session.createDataFrame(articles)).collect()
    finally:
        session.stop()
    expected = [e.type.class_ for a in articles for e in extractor.extract(a).events]
    assert sorted(row["class"] for row in rows) == sorted(expected)
