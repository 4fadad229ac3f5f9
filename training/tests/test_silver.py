"""Silver syntax: the parser's, where it is sure, with its own weight in the loss."""

from dataclasses import replace

import numpy as np
import torch

from relata_training.batches import collate, window_arrays
from relata_training.documents import Document, text_sentences
from relata_training.encode import encode
from relata_training.labels import IGNORE, UPOS_LABELS
from relata_training.losses import expected_counts
from relata_training.model import Reader
from relata_training.model_directory import sizes_for
from relata_training.silver import WEIGHT, parse
from relata_training.windows import build_windows

RELATIONS = ["root", "punct"]


def parser(bias: float) -> Reader:
    """A model that says PUNCT of every word, the surer the greater the bias."""
    torch.manual_seed(1)
    model = Reader(replace(sizes_for(RELATIONS), vocab=300, layers=1, hidden=192, intermediate=64, positions=64))
    model.heads["upos"].weight.data.zero_()
    model.heads["upos"].bias.data.zero_()
    model.heads["upos"].bias.data[UPOS_LABELS.index("PUNCT")] = bias
    return model.eval()


def read(subwords):
    text = "Rain fell. It stopped."
    return encode(Document("d", text, text_sentences(text)), subwords, RELATIONS)


def test_only_what_the_parser_is_sure_of_is_taken(subwords):
    sure, unsure = read(subwords), read(subwords)
    parse(parser(20.0), [sure], subwords)
    parse(parser(0.1), [unsure], subwords)
    assert (sure.upos == UPOS_LABELS.index("PUNCT")).all()
    assert (unsure.upos == IGNORE).all()


def test_heads_stay_within_the_sentence_and_relations_go_with_them(subwords):
    document = read(subwords)
    parse(parser(20.0), [document], subwords)
    assert np.array_equal(document.head == IGNORE, document.deprel == IGNORE)
    for first, last, _ in document.sentences:
        heads = document.head[first:last]
        assert all(h in (IGNORE, -1) or first <= h < last for h in heads.tolist())


def test_silver_weighs_less_and_comes_on_top(subwords):
    document = read(subwords)
    parse(parser(20.0), [document], subwords)
    windows = [window_arrays(document, w) for w in build_windows(document)]
    assert collate(windows, subwords.cls, subwords.sep).syntax_weight.tolist() == [np.float32(WEIGHT)] * len(windows)
    assert expected_counts({"d": [document]}, {"d": 1.0}, 100)["upos"] == 1.0


def test_names_and_claims_are_taken_only_where_none_are_marked(subwords):
    document, marked = read(subwords), read(subwords)
    marked.entity = np.ones(len(marked.spans), np.int64)
    model = parser(20.0)
    for head, label in (("entity", 3), ("attribution", 2)):
        model.heads[head].weight.data.zero_()
        model.heads[head].bias.data.zero_()[label] = 20.0
    parse(model, [document, marked], subwords, names=True, claims=True)
    assert (document.entity == 1 << 3).all() and document.entity_weight == WEIGHT
    assert (document.attribution == 2).all() and document.attribution_weight == WEIGHT
    assert (marked.entity == 1).all() and marked.entity_weight == 1
    assert expected_counts({"d": [document]}, {"d": 1.0}, 100)["entity"] == 1.0
