"""Window building and the arrays made from windows."""

import numpy as np

from relata_training.batches import collate, delete_words, window_arrays
from relata_training.documents import Document
from relata_training.encode import encode
from relata_training.windows import build_windows


def document(paragraphs, subwords):
    text, sentences = "", []
    for number, paragraph in enumerate(paragraphs):
        for sentence in paragraph:
            text += "\n" if text else ""
            sentences.append((len(text), len(text) + len(sentence), number))
            text += sentence
    return encode(Document("d", text, sentences), subwords, [])


def test_paragraph_break_costs_a_separator(subwords):
    # six sentences of four subwords, each its own paragraph: 4 + 5 + 5 = 14 fit into 14, a fourth would not
    d = document([["aa bb cc dd"]] * 6, subwords)
    assert [len(w) for w in build_windows(d, 14, 14, 4)] == [3, 3]
    assert [len(w) for w in build_windows(d, 13, 13, 4)] == [2, 2, 2]


def test_window_closes_softly_only_at_paragraph_breaks(subwords):
    d = document([["aa bb", "cc dd", "ee ff"], ["gg hh"]], subwords)
    assert [len(w) for w in build_windows(d, 100, 3, 4)] == [3, 1]


def test_long_sentence_pieces_cover_every_word_once(subwords):
    d = document([["aa"], [" ".join(["word"] * 40)], ["bb"]], subwords)
    windows = build_windows(d, 20, 10, 6)
    kept = [i for w in windows for s in w for i in range(s.keep_first, s.keep_last)]
    assert kept == list(range(42))
    assert all(d.offsets[s.last] - d.offsets[s.first] <= 20 for w in windows for s in w)
    assert windows[1][0].last - windows[2][0].first == 3  # two subwords a word


def test_separator_stands_between_paragraphs_only(subwords):
    d = document([["aa bb", "cc"], ["dd"]], subwords)
    batch = collate([window_arrays(d, build_windows(d)[0])], subwords.cls, subwords.sep)
    ids = batch.ids[0].tolist()
    assert ids[0] == subwords.cls and ids.count(subwords.sep) == 1
    assert ids.index(subwords.sep) == 4 and batch.first[0].tolist() == [1, 2, 3, 5]


def test_deleted_words_hand_their_begin_label_on(subwords):
    d = document([["aa bb cc"]], subwords)
    d.attribution = np.array([0, 5, 6])
    d.link = np.array([-100, 0, 0])
    d.head = np.array([1, -1, 1])
    d.deprel = np.array([0, 0, 0])
    w = delete_words(window_arrays(d, build_windows(d)[0]), np.array([False, True, False]))
    assert w.attribution.tolist() == [0, 5]
    assert w.head.tolist() == [-100, -100]
    assert w.link.tolist() == [-100, 0]
