"""What comes of one article."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
import relata
from conftest import NOT_ASCII, places
from relata.records import Document


def test_attributes_and_dict_say_the_same(extractor: relata.Extractor, articles: list[dict[str, Any]]) -> None:
    for article in articles:
        result = extractor.extract(article)
        written = result.to_dict()
        assert dict(result) == written == json.loads(result.to_json()) == json.loads(result.to_json(indent=True))
        assert result.id == article["id"] and result["published"] == article["published"]
        assert [claim.to_dict() for claim in result.claims] == written["claims"]
        assert [event.to_dict() for event in result.events] == written["events"]
        assert [entity.to_dict() for entity in result.entities] == written["entities"]
        assert {**Document.from_dict(written).to_dict(), "offset_unit": "code_point"} == written


def test_offsets_count_code_points(extractor: relata.Extractor, articles: list[dict[str, Any]]) -> None:
    for article in articles:
        result = extractor.extract(article)
        assert result.text == article["text"]
        found = list(places(result.to_dict()))
        assert len(found) > 5
        for place in found:
            assert 0 <= place["start"] <= place["end"] <= len(result.text)
            assert (
                place.get("text", result.text[place["start"] : place["end"]])
                == (result.text[place["start"] : place["end"]])
            )


def test_offsets_count_bytes_where_asked_for(in_bytes: relata.Extractor, extractor: relata.Extractor) -> None:
    result = in_bytes.extract(NOT_ASCII)
    raw = NOT_ASCII.encode()
    counted = list(places(result.to_dict()))
    for place in counted:
        assert place.get("text", "") in raw[place["start"] : place["end"]].decode()
    assert "offset_unit" not in result
    # Every place is counted anew, none is left out: each moves behind the first character of several bytes.
    in_chars = extractor.extract(NOT_ASCII)
    assert in_chars.to_json(offsets="bytes") == result.to_json()
    for chars, bytes_ in zip(places(in_chars.to_dict()), counted, strict=True):
        assert len(raw[: bytes_["start"]].decode()) == chars["start"]
        assert len(raw[: bytes_["end"]].decode()) == chars["end"]


def test_explained_records_are_counted_as_well(articles: list[dict[str, Any]]) -> None:
    explained = relata.Extractor(model="fast", explain=True).extract(articles[-1])
    assert explained.trace
    for place in places(explained.to_dict()["trace"]):
        assert explained.text[place["start"] : place["end"]] == place["text"]


def test_a_page_has_the_text_that_offsets_count_in(extractor: relata.Extractor) -> None:
    page = "<html lang=en><p>Floods hit <b>Malmö</b> 🌊 on Monday, the mayor said.</p></html>"
    for html in (page, page.encode()):
        result = extractor.extract(html=html, url="https://example.org/1")
        assert result.text == "Floods hit Malmö 🌊 on Monday, the mayor said."
        assert result.url == "https://example.org/1"
        assert all(
            result.text[p["start"] : p["end"]] == p.get("text", result.text[p["start"] : p["end"]])
            for p in places(result.to_dict())
        )


def test_written_extractions_come_back(extractor: relata.Extractor, articles: list[dict[str, Any]]) -> None:
    for article in articles:
        result = extractor.extract(article)
        for written in (result.to_json(), result.to_json(offsets="bytes"), result.to_json(indent=True)):
            again = relata.Extraction.from_json(written, result.text)
            assert again == result and again.to_json() == result.to_json()
        for again in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
            assert again == result and again.text == result.text
            assert again.to_arrow("events").num_rows == len(result.events)


@pytest.mark.parametrize("written", ["", "{}", "[]", '{"schema_version": 2}', '{"offset_unit": "word"}'])
def test_what_is_no_extraction_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no extraction"):
        relata.Extraction.from_json(written)


def test_lines_of_the_command_line_are_read(
    extractor: relata.Extractor, articles: list[dict[str, Any]], tmp_path: Any
) -> None:
    result = extractor.extract(articles[0])
    lines = tmp_path / "extractions.jsonl"
    lines.write_text(result.to_json(offsets="bytes") + '\n\n{"id":"b","error":"it is empty"}\n', encoding="utf-8")
    (again,) = relata.read_jsonl(lines, offsets="bytes")
    assert again.to_json() == result.to_json(offsets="bytes")


def test_records_are_found_by_identifier_and_cannot_be_changed(
    extractor: relata.Extractor, articles: list[dict[str, Any]]
) -> None:
    result = extractor.extract(next(a for a in articles if a["id"] == "mali_raids"))
    claim = result.claims[0]
    assert result.claim(claim.id) is claim
    assert claim.source is not None
    assert result.entity(claim.source.entity) in result.entities
    assert result.event(result.main_event) in result.events
    assert result.event("v999") is None and result.entity(None) is None and result.time("t999") is None
    with pytest.raises(FrozenInstanceError):
        claim.score = 1.0  # type: ignore[misc]
    result.to_dict()["claims"].clear()
    assert result["claims"] and result.claims
    assert "claims" in repr(result) and claim.id in str(result)
    assert claim == copy.copy(claim) and hash(claim.content[0]) == hash(copy.copy(claim.content[0]))


@pytest.mark.parametrize("published", ["2024-03-15", datetime.date(2024, 3, 15), datetime.datetime(2024, 3, 15, 8)])
def test_dates_are_reckoned_from_the_day_of_publication(extractor: relata.Extractor, published: Any) -> None:
    text = "Police arrested two men in Leeds yesterday."
    assert extractor.extract(text, published=published).times[0].value == "2024-03-14"
    article = relata.Article(text, published=published)
    assert article.published == "2024-03-15"
    assert extractor.extract(article).times[0].value == "2024-03-14"
    assert extractor.extract(text).times[0].value != "2024-03-14"


def test_articles_are_values() -> None:
    article = relata.Article("Rain fell in Oslo.", id="a", title="Rain", url="https://example.org/a")
    assert article == pickle.loads(pickle.dumps(article)) == copy.copy(article)
    assert hash(article) == hash(copy.copy(article))
    assert (article.text, article.html, article.id, article.title) == ("Rain fell in Oslo.", None, "a", "Rain")
    assert "Rain fell" in repr(article)


def test_empty_and_odd_texts_are_read(extractor: relata.Extractor) -> None:
    for text in ["", " \n", "\0\x01", "🌊" * 500, "a" * 10_000, "\r\n.\r\n", "“" * 99]:
        result = extractor.extract(text)
        assert result.text == text and isinstance(result.claims, tuple)
