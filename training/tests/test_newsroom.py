"""Whole articles with their events and claims."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from relata_training import newsroom as module
from relata_training.batches import collate, delete_words, group, window_arrays
from relata_training.documents import Document, text_sentences
from relata_training.encode import encode
from relata_training.event_sets import factuality_of, kinds_of, plover
from relata_training.labels import ATTRIBUTION_LABELS, CLASS_LABELS, FACTUALITY_LABELS, IGNORE, ROLE_LABELS
from relata_training.losses import pair_losses
from relata_training.model import Reader
from relata_training.model_directory import sizes_for
from relata_training.newsroom import MARKED, added_articles, mark_claims, newsroom, written_documents
from relata_training.predict import Pairs, empty_prediction
from relata_training.scores import gold_classes, news_scores
from relata_training.silver import argument_heads
from relata_training.windows import build_windows

TEXT = "Rebels handed over two men of Lund. The raid hurt nobody."


def span(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def record():
    handed = {"trigger": span("handed over"), "class": "RETREAT", "factuality": "actual", "actors": [span("Rebels")], "targets": [span("two men of Lund")],
              "places": [], "times": [], "harm": [{"kind": "missing", "span": span("two men")}], "event": "E1"}
    raid = {"trigger": span("raid"), "class": "ASSAULT", "factuality": "planned", "actors": [], "targets": [], "places": [], "times": [],
            "harm": [{"kind": "injured", "span": span("nobody")}], "event": "E1"}
    return {"source": "aquaint", "source_id": "A1", "mentions": [handed, raid]}


def names(mask, labels):
    return {label for k, label in enumerate(labels) if int(mask) >> k & 1}


def test_every_word_outside_of_triggers_is_outside_of_events(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    labels = [names(m, CLASS_LABELS) for m in encoded.kind]
    assert labels[:3] == [{"O"}, {"B-RETREAT"}, {"I-RETREAT"}] and labels[9] == {"B-ASSAULT"}
    assert all(label == {"O"} for k, label in enumerate(labels) if k not in (1, 2, 9))
    assert gold_classes(encoded) == [(1, 3, "RETREAT"), (9, 10, "ASSAULT")]
    assert [names(encoded.factuality[k], FACTUALITY_LABELS) for k in (1, 2, 9)] == [{"actual"}, set(), {"planned"}]


def test_arguments_know_their_triggers_and_the_word_that_stands_for_them(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    rows = [(t, ROLE_LABELS[r], h) for (t, r, *_), h in zip(encoded.arguments.tolist(), encoded.argument_heads.tolist())]
    assert rows == [(1, "actor", 0), (1, "target", 6), (9, "injured", 11)]
    assert encoded.triggers[:, 0].tolist() == [1, 9] and encoded.triggers[0, 2] == encoded.triggers[1, 2]
    assert names(encoded.triggers[0, 1], ROLE_LABELS) == set(MARKED)


def test_a_parse_tells_the_head_of_a_phrase(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    heads = np.full(len(encoded.spans), -1)
    heads[3:7] = [4, 1, 6, 4]  # two <- men -> handed; of <- Lund <- men
    assert argument_heads(encoded, heads)[1] == 4


def test_deleted_words_move_triggers_and_arguments(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    w = window_arrays(encoded, build_windows(encoded)[0])
    drop = np.zeros(len(w.pieces), bool)
    drop[[0, 7]] = True  # the actor and the full stop
    w = delete_words(w, drop)
    assert w.triggers[:, 0].tolist() == [0, 7]
    assert w.arguments.tolist() == [[0, ROLE_LABELS.index("target"), 5], [7, ROLE_LABELS.index("injured"), 9]]
    batch = collate([w, w], subwords.cls, subwords.sep)
    assert batch.triggers[:, :2].tolist() == [[0, 0], [0, 7], [1, 0], [1, 7]]
    assert batch.arguments[:, 0].tolist() == [0, 1, 2, 3]


def test_unknown_classes_are_refused():
    wrong = record()
    wrong["mentions"][0]["class"] = "WAR"
    with pytest.raises(ValueError, match="no class"):
        newsroom(wrong, TEXT)


def test_added_articles_take_their_text_from_the_data(tmp_path):
    (tmp_path / "time/tempeval3").mkdir(parents=True)
    (tmp_path / "time/tempeval3/aquaint.jsonl").write_text(json.dumps({"id": "A1", "text": TEXT}))
    added = tmp_path / "more.jsonl"
    added.write_text(json.dumps(record()) + "\n")
    assert [text for _, text in added_articles(tmp_path, added)] == [TEXT]
    added.write_text(json.dumps(record() | {"upto": 35}) + "\n")
    assert [text for _, text in added_articles(tmp_path, added)] == [TEXT[:35]]
    added.write_text(json.dumps(record() | {"source_id": "A2"}) + "\n")
    with pytest.raises(ValueError, match="no text 'A2'"):
        list(added_articles(tmp_path, added))
    with pytest.raises(ValueError, match="no texts of 'x'"):
        module.source_texts(tmp_path, {"x"})


def test_texts_in_lines_and_sentences_are_joined():
    assert module.text_of({"lines": ["a", "b"]}) == "a\nb"
    assert module.text_of({"lines": [{"text": "a", "label": "menu"}, {"text": "b", "label": "fulltext"}]}, body=True) == "b"
    assert module.text_of({"sentences": [{"text": "a"}, {"text": "b"}]}) == "a\nb"


def test_claims_inside_of_claims_are_neither_marked_nor_denied(subwords):
    text = "Roe said that Moss denied it ."
    marked = [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 28]]}, {"source": [[14, 18]], "cue": [[19, 25]], "content": [[26, 28]]}]
    document = Document("s/1", text, text_sentences(text))
    mark_claims(document, marked)
    encoded = encode(document, subwords, [])
    labels = [None if k == IGNORE else ATTRIBUTION_LABELS[k] for k in encoded.attribution]
    assert labels == ["B-SOURCE", "B-CUE", "B-CONTENT", None, None, "I-CONTENT", "O"]
    assert encoded.link.tolist() == [1, IGNORE, 1, IGNORE, IGNORE, 1, IGNORE]


def test_other_sets_say_what_is_sure():
    assert kinds_of(frozenset({"ASSAULT"})) == {"ASSAULT"}
    assert {"ASSAULT", "NONE", "ACCIDENT", "LIFE"} <= kinds_of(frozenset({"ASSAULT", "NONE"}))
    assert kinds_of(None) is None
    assert factuality_of("negative", None) == {"negated"}
    assert factuality_of("positive", frozenset({"hypothetical"})) == {"conditional"}
    assert factuality_of("positive", None) is None
    assert plover({"id": "1", "text": "They met and met.", "event": "CONSULT", "eventText": "met"}) is None
    event = plover({"id": "1", "text": "They met again.", "event": "CONSULT", "eventText": "met again"}).events[0]
    assert (event.start, event.end, event.kinds) == (5, 8, {"CONSULT"})


def test_scores_count_exact_words_classes_and_roles(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    prediction = empty_prediction(len(encoded.spans))
    prediction.kind[:, 0] = 1
    prediction.kind[1, CLASS_LABELS.index("B-RETREAT")] = prediction.kind[2, CLASS_LABELS.index("I-RETREAT")] = 5
    prediction.kind[9, CLASS_LABELS.index("B-ACCIDENT")] = 5
    pairs = Pairs({(1, 0, 0), (1, 1, 5)}, {(1, k) for k in range(13)}, {(1, 9): True, (9, 1): False})
    scores = news_scores([encoded], [prediction], [pairs])
    assert scores["mention"] == 0.5 and scores["any class"] == 1.0 and scores["PLOVER"] == pytest.approx(2 / 3)
    assert scores["roles"] == 0.5 and scores["actor"] == 1.0 and scores["target"] == 0.0 and scores["same"] == pytest.approx(2 / 3)
    assert scores["factuality"] == 0.5 and scores["not actual"] == 0.0
    assert torch.tensor(scores["factuality macro F1"]).item() == pytest.approx((2 / 3 + 0) / 2)


def test_events_of_a_document_are_compared_over_its_windows(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    w = window_arrays(encoded, build_windows(encoded)[0])
    first, second = replace(w, triggers=w.triggers[:1], document=3), replace(w, triggers=w.triggers[1:], document=3)
    model = Reader(replace(sizes_for(["root"]), vocab=300, layers=1, hidden=192, intermediate=64, positions=64))

    def compared(*windows):
        batch = collate(list(windows), subwords.cls, subwords.sep)
        return "same" in pair_losses(model, batch, torch.ones(*batch.present.shape, 192))

    assert compared(first, second)
    assert not compared(replace(first, document=4), second)
    assert not compared(first, first)  # one trigger, seen in two windows
    assert not compared(replace(first, document=None), replace(second, document=None))


def test_windows_of_a_document_stay_in_one_batch(subwords):
    encoded = encode(newsroom(record(), TEXT), subwords, [])
    w = window_arrays(encoded, build_windows(encoded)[0])
    alone, two = [[w]] * 3, [replace(w, document=1), replace(w, document=1)]
    size = w.subwords
    batches = group([*alone, two], 3 * size)
    assert sorted(map(len, batches)) == [2, 3]
    assert any(sum(x.document == 1 for x in batch) == 2 for batch in batches)
    assert list(map(len, group([two], size))) == [1, 1]  # a document of more than a batch is cut


def test_written_texts_have_their_words_where_they_say():
    documents = written_documents()
    assert len({d.name for d in documents}) == len(documents) > 100
    assert all(e.end <= len(d.text) and d.text[e.start:e.end].strip() == d.text[e.start:e.end] != "" for d in documents for e in d.events)
    spans = [(d, span) for d in documents for a in d.attributions for key in ("source", "cue", "content") for span in a[key]]
    assert all(d.text[start:end].strip() == d.text[start:end] != "" for d, (start, end) in spans)
