"""relata in a pipeline of spaCy."""

from __future__ import annotations

from typing import Any

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: its component is NOT tested")

TEXT = "Floods killed three people in Malmö 🌊 on Monday, said Åsa Öberg, the mayor. Police denied it."


@pytest.fixture(scope="module")
def nlp() -> Any:
    nlp = spacy.blank("en")
    nlp.add_pipe("relata", config={"model": "fast"})
    return nlp


def test_claims_and_events_stand_on_the_document(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert len(doc._.claims) == len(doc._.relata.claims) >= 1
    for claim in doc._.claims:
        assert claim.source is None or claim.record.source.text in claim.source.text
        assert [span.text for span in claim.content] and claim.content[0].doc is doc
    assert doc._.claims[0].source.text.startswith("Åsa Öberg")
    assert len(doc._.events) == len(doc._.relata.events) >= 1
    for event in doc._.events:
        assert [span.text for span in event.triggers] == [text.text for text in event.record.triggers]
    assert {span.label_ for span in doc.spans["relata_events"]} == {e.record.type.class_ for e in doc._.events}


def test_documents_are_read_together_and_in_order(nlp: Any) -> None:
    texts = [f"On Monday {number} people fled, Mara said." for number in range(1, 12)]
    docs = list(nlp.pipe(texts, batch_size=4))
    assert [doc.text for doc in docs] == texts
    assert all(doc._.claims[0].source.text == "Mara" for doc in docs)


def test_the_day_of_publication_is_taken_from_the_document(nlp: Any) -> None:
    doc = nlp.make_doc("Police arrested two men in Leeds yesterday.")
    doc.user_data["published"] = "2024-03-15"
    assert nlp(doc)._.relata.times[0].value == "2024-03-14"


def test_what_cannot_be_read_is_told(nlp: Any) -> None:
    doc = nlp.make_doc("Rain fell, Mara said.")
    doc.user_data["published"] = "2024-02-30"
    assert nlp(doc)._.relata is None and "2024-02-30" in doc.user_data["relata_error"]
    page = nlp("<html><body><p>Rain fell in Oslo, Mara said.</p></body></html>")
    assert page._.claims == () and "web page" in page.user_data["relata_error"]


def test_a_pipeline_is_saved_and_loaded(nlp: Any, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert len(again(TEXT)._.claims) == len(nlp(TEXT)._.claims)
