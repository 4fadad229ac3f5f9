"""Annotation to words."""

import random
from pathlib import Path

from relata_training.bio import bio_document, tag_spans
from relata_training.dependencies import token_spans
from relata_training.documents import Document, EntitySpan, SyntaxToken
from relata_training.encode import encode
from relata_training.entity_sets import EntitySet
from relata_training.labels import ATTRIBUTION_LABELS, ENTITY_LABELS, NAMES, O_BIT, label_bits


class NoPlaces:
    def narrow(self, types, surface):
        return types


def names(mask):
    return {ENTITY_LABELS[k] for k in range(len(ENTITY_LABELS)) if mask >> k & 1}


def test_span_words_get_begin_then_inside(subwords):
    text = "Ana Roe left Lund."
    d = Document("d", text, [(0, len(text), 0)], entities=[EntitySpan(0, 7, frozenset({"PER"})), EntitySpan(13, 17, frozenset({"GPE", "LOC"}))])
    masks = encode(d, subwords, []).entity
    assert [names(int(m)) for m in masks] == [{"B-PER"}, {"I-PER"}, {"O"}, {"B-GPE", "B-LOC"}, {"O"}]


def test_unannotated_types_stay_open_where_the_surface_fits(subwords):
    text = "they paid $ 5 in Lund"
    d = Document("d", text, [(0, len(text), 0)], entities=[], open_types=frozenset({"MONEY", "NORP"}))
    masks = [int(m) for m in encode(d, subwords, []).entity]
    assert masks[0] == masks[1] == O_BIT
    assert masks[2] == O_BIT | label_bits({"MONEY"}, "BI")
    assert masks[5] == O_BIT | label_bits({"NORP"}, "BI")


def test_bio_document_repeats_its_tokens():
    spec = EntitySet("", {"X": {"PER"}}, NAMES)
    sentences = [[("Ana", "B-X"), ("Roe", "I-X"), ("'s", "O"), ("cat", "O"), (".", "O")]] * 4
    for seed in range(8):
        d = bio_document("d", sentences, spec, NoPlaces(), random.Random(seed))
        assert len(d.sentences) == 4
        assert {d.text[e.start:e.end] for e in d.entities} == {"Ana Roe"}


def test_stray_inside_tag_opens_a_span():
    assert tag_spans(["O", "I-A", "I-A", "B-A", "I-B"]) == [(1, 3, "A"), (3, 4, "A"), (4, 5, "B")]


def test_attribution_prefers_cue_and_restarts_ranges(subwords):
    text = "Rain fell , Roe said , all day"
    content = [[0, 9], [23, 30]]
    d = Document("d", text, [(0, len(text), 0)], attributions=[{"source": [[12, 15]], "cue": [[16, 20]], "content": content}])
    e = encode(d, subwords, [])
    labels = [ATTRIBUTION_LABELS[k] for k in e.attribution]
    assert labels == ["B-CONTENT", "I-CONTENT", "O", "B-SOURCE", "B-CUE", "O", "B-CONTENT", "I-CONTENT"]
    assert e.link.tolist() == [4, 4, -100, 4, -100, -100, 4, 4]


def test_heads_follow_words_when_tokens_are_cut_differently(subwords):
    # "5kg" is one word but two tokens; "x/y" is three words but one token
    text = "buy 5kg x/y"
    tokens = [SyntaxToken(0, 3, "VERB", -1, "root"), SyntaxToken(4, 5, "NUM", 2, "nummod"), SyntaxToken(5, 7, "NOUN", 0, "obj"),
              SyntaxToken(8, 11, "SYM", 2, "dep")]
    e = encode(Document("d", text, [(0, len(text), 0)], tokens=tokens), subwords, ["dep", "nummod", "obj", "root"])
    assert e.head.tolist() == [-1, 0, 1, -100, -100]
    assert e.deprel.tolist() == [3, 2, 0, -100, -100]


def test_multi_word_token_shares_its_span():
    rows = [[n, form] for n, form in (("1", "We"), ("2-3", "can't"), ("2", "ca"), ("3", "n't"), ("4", "."))]
    assert token_spans("We can't.", rows) == [(0, 2), (3, 5), (5, 8), (8, 9)]


def test_word_pattern_file_is_one_line():
    assert len((Path(__file__).resolve().parent.parent / "word_pattern.txt").read_text(encoding="utf-8").strip().split("\n")) == 1
