"""Silver syntax: the parser's, where it is sure, with its own weight in the loss."""

from dataclasses import replace

import numpy as np
import torch

from relata_training.batches import collate, window_arrays
from relata_training.documents import Document, Parties, text_sentences
from relata_training.encode import encode
from relata_training.labels import IGNORE, UPOS_LABELS, class_bits
from relata_training.losses import expected_counts
from relata_training.model import Reader
from relata_training.model_directory import sizes_for
from relata_training.silver import WEIGHT, parse, tell_deeds
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


def between(text: str, actor: str, target: str, tree: list[tuple[str, int, str]], subwords):
    """A sentence with its parties and a given tree (part of speech, head, relation of each word), after `tell_deeds`."""
    relations = ["root", "punct", "nsubj", "obj", "xcomp", "mark", "nmod", "nsubj:pass", "aux", "acl"]
    spans = [(text.index(words), text.index(words) + len(words)) for words in (actor, target)]
    parties = Parties(*spans, frozenset({"ASSAULT"}))
    document = encode(Document("d", text, text_sentences(text), events=[], parties=[parties]), subwords, relations)
    document.upos = np.array([UPOS_LABELS.index(t) for t, _, _ in tree], np.int16)
    document.head = np.array([h for _, h, _ in tree], np.int32)
    document.deprel = np.array([relations.index(r) for _, _, r in tree], np.int16)
    tell_deeds(document, relations)
    words = [text[a:b] for a, b in document.spans]
    return [words[w] for w in document.triggers[:, 0]], [(words[t], words[h]) for (t, *_), h in zip(document.arguments, document.argument_heads)], document


def test_the_verb_between_actor_and_target_tells_the_deed(subwords):
    tree = [("NOUN", 1, "nsubj"), ("VERB", -1, "root"), ("PART", 3, "mark"), ("VERB", 1, "xcomp"), ("NOUN", 3, "obj")]
    triggers, arguments, document = between("Rebels want to bomb ports", "Rebels", "ports", tree, subwords)
    assert (triggers, arguments) == (["bomb"], [("bomb", "Rebels"), ("bomb", "ports")])
    assert document.kind[3] == class_bits({"ASSAULT"}, "B") and not document.kind[:3].any()


def test_of_unclear_ways_nothing_is_learnt(subwords):
    by_noun = [("NOUN", 1, "nsubj"), ("VERB", -1, "root"), ("NOUN", 1, "obj"), ("NOUN", 2, "nmod")]
    within = [("NOUN", 3, "nsubj"), ("VERB", 0, "acl"), ("NOUN", 1, "nmod"), ("VERB", -1, "root")]
    unsure = [("NOUN", IGNORE, "nsubj"), ("VERB", -1, "root"), ("NOUN", 1, "obj")]
    assert between("Rebels launch raids ports", "Rebels", "ports", by_noun, subwords)[0] == []
    assert between("Port bombed rebels burned", "rebels", "Port", within, subwords)[0] == []
    assert between("Rebels bomb ports", "Rebels", "ports", unsure, subwords)[0] == []
