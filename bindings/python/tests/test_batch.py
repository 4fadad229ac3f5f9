"""Many articles: order, threads, errors in their place."""

from __future__ import annotations

import itertools
import os
import pickle
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import relata


def test_a_batch_is_the_same_as_one_by_one(extractor: relata.Extractor, articles: list[dict[str, Any]]) -> None:
    many = articles * 3
    single = [extractor.extract(article) for article in many]
    assert extractor.extract_batch(many) == single
    assert list(extractor.extract_iter(iter(many))) == single
    assert relata.Extractor(model="fast", threads=1).extract_batch(many) == single


def test_one_error_does_not_lose_the_others(extractor: relata.Extractor) -> None:
    given: list[Any] = [
        "Rain fell, Mara said.",
        42,
        {"text": "Snow fell, Ole said.", "id": "b"},
        {"id": "c"},
        relata.Article("Hail fell, Ida said."),
        {"text": "x", "published": "2024-02-30", "id": "no such day"},
        {"text": "x", "colour": "red"},
        "\ud800",
        b"bytes",
        None,
        "Fog came, Eva said.",
    ]
    results = extractor.extract_batch(given)
    failed = [isinstance(result, relata.InputError) for result in results]
    assert failed == [False, True, False, True, False, True, True, True, True, True, False]
    assert isinstance(results[5], ValueError) and "2024-02-30" in str(results[5])
    assert isinstance(results[5], relata.InputError) and results[5].document == "no such day"
    assert isinstance(results[1], relata.InputError) and isinstance(results[1].__cause__, TypeError)
    sources = [result.claims[0].source.text for result in results if isinstance(result, relata.Extraction)]
    assert sources == ["Mara", "Ole", "Ida", "Eva"]
    with pytest.raises(relata.InputError, match="not int"):
        extractor.extract_batch(given, errors="raise")
    with pytest.raises(relata.InputError, match="not int"):
        extractor.extract(42)  # type: ignore[arg-type]
    pickle.loads(pickle.dumps(results[5]))


def test_limits_are_errors_of_their_documents() -> None:
    extractor = relata.Extractor(model="fast", max_words=4)
    results = extractor.extract_batch(
        [{"text": "Rain fell in Oslo."}, {"text": "Rain fell in the city of Oslo.", "id": "long"}]
    )
    assert isinstance(results[0], relata.Extraction)
    error = results[1]
    assert isinstance(error, relata.LimitError)
    assert error.document == "long" and "more than 4 words" in str(error)
    with pytest.raises(relata.LimitError, match="bytes"):
        relata.Extractor(model="fast", max_bytes=3).extract("Rain.")
    with pytest.raises(relata.LimitError, match="longer than"):
        relata.Extractor(model="fast", timeout=1e-6).extract("Rain fell in Oslo. " * 50)


def test_articles_are_taken_a_little_ahead(extractor: relata.Extractor) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for number in itertools.count(1):
            taken = number
            yield f"On Monday {number} people fled, Mara said."

    results = list(itertools.islice(extractor.extract_iter(endless()), 5))
    assert len(results) == 5 and taken < 5_000
    assert list(extractor.extract_iter([])) == []


def test_what_the_iterable_raises_comes_behind_the_results_before_it(extractor: relata.Extractor) -> None:
    def torn() -> Iterator[str]:
        yield "Rain fell, Mara said."
        yield "Snow fell, Ole said."
        raise OSError("the file is torn")

    results = extractor.extract_iter(torn())
    assert isinstance(next(results), relata.Extraction)
    assert isinstance(next(results), relata.Extraction)
    with pytest.raises(OSError, match="torn"):
        next(results)
    assert list(results) == []


def test_other_threads_run_while_an_article_is_read(extractor: relata.Extractor) -> None:
    text = "On Monday 12 people fled from the town of Anefis, the mayor of Gao said. " * 400
    done = threading.Event()

    def read() -> None:
        extractor.extract(text)
        done.set()

    start = time.monotonic()
    reader = threading.Thread(target=read)
    reader.start()
    ticks = 0
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)
    reader.join()
    elapsed = time.monotonic() - start
    # With the interpreter's lock held there would be one or two.
    assert ticks > 10, f"{ticks} ticks in {elapsed:.2f} s"


def test_one_extractor_serves_many_threads(extractor: relata.Extractor) -> None:
    texts = [f"On Monday {number} people fled, Mara said." for number in range(1, 9)]
    expected = extractor.extract_batch(texts)
    results: dict[int, Any] = {}

    def read(number: int) -> None:
        results[number] = extractor.extract(texts[number])

    threads = [threading.Thread(target=read, args=[number]) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results[number] for number in range(len(texts))] == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_reads_on(extractor: relata.Extractor) -> None:
    expected = extractor.extract("Rain fell, Mara said.").to_json()
    child = os.fork()
    if child == 0:
        same = False
        try:
            single = extractor.extract("Rain fell, Mara said.").to_json()
            (batch,) = extractor.extract_batch(["Rain fell, Mara said."])
            same = isinstance(batch, relata.Extraction) and single == batch.to_json() == expected
        finally:
            os._exit(0 if same else 1)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            assert status == 0
            return
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    pytest.fail("the forked process hangs")


def test_an_extractor_goes_to_another_process_by_its_options(extractor: relata.Extractor) -> None:
    again = pickle.loads(pickle.dumps(relata.Extractor(model="fast", threads=1, offsets="bytes", clean=False)))
    assert (again.threads, again.offsets, again.model) == (1, "bytes", extractor.model)
    assert "offsets in bytes" in repr(again)


def test_progress_is_shown_where_tqdm_is(extractor: relata.Extractor, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")
    assert len(extractor.extract_batch(["Rain fell."] * 3, progress=True)) == 3
    assert "3/3" in capfd.readouterr().err


def test_wrong_options_are_refused(tmp_path: Any) -> None:
    with pytest.raises(relata.ModelError, match="no/such"):
        relata.Extractor(model="no/such/directory")
    for wrong in [{"threads": 0}, {"precision": "f16"}, {"timeout": 0.0}, {"timeout": -1.0}, {"offsets": "words"}]:
        with pytest.raises(ValueError):
            relata.Extractor(**wrong)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        relata.Extractor(cues=tmp_path / "missing.tsv")
    wrong_cues = tmp_path / "cues.tsv"
    wrong_cues.write_text("say\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cues\.tsv"):
        relata.Extractor(cues=wrong_cues)
    with pytest.raises(TypeError):
        relata.Extractor(colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        relata.Extractor(model="fast").extract(relata.Article("Rain."), published="2024-01-01")
    with pytest.raises(TypeError):
        relata.Extraction()


def test_scores_leave_out_what_is_less_sure(articles: list[dict[str, Any]]) -> None:
    sure = relata.Extractor(model="fast", min_claim_score=0.9, min_event_score=0.8)
    for result in sure.extract_batch(articles, errors="raise"):
        assert isinstance(result, relata.Extraction)
        assert all(claim.score >= 0.9 for claim in result.claims)
        assert all(event.score >= 0.8 for event in result.events)
