"""Words, shapes and sentences."""

import pytest

from relata_training.labels import SHAPES
from relata_training.text import shape, split_sentences, words


@pytest.mark.parametrize("text, expected", [
    ("I don't know.", "I|do|n't|know|."),
    ("He can’t; she won’t", "He|ca|n’t|;|she|wo|n’t"),
    ("n't alone", "n|'t|alone"),
    ("the U.S. envoy, Mr. Alm", "the|U.S.|envoy|,|Mr.|Alm"),
    ("build-up of 1,250.5 tons", "build|-|up|of|1,250.5|tons"),
    ("see https://a.example/b?c=1).", "see|https://a.example/b?c=1|)|."),
    ("O’Dwyer's AT&T", "O’Dwyer|'s|AT&T"),
    ("so... well--yes", "so|...|well|--|yes"),
])
def test_words(text, expected):
    assert [text[a:b] for a, b in words(text)] == expected.split("|")


@pytest.mark.parametrize("word, expected", [
    ("tank", "lower"), ("Tank", "title"), ("TANK", "upper"), ("T", "single_upper"), ("t", "lower"), ("McKay", "mixed"), ("iPad", "mixed"),
    ("U.S.", "upper"), ("1990", "digit"), ("1990s", "lower"), ("B52", "single_upper"), ("...", "punct"), ("É", "single_upper"), ("n’t", "lower"),
])
def test_shape(word, expected):
    assert SHAPES[shape(word)] == expected


def test_sentences_do_not_end_at_titles_and_initials():
    text = "Gen. A. Moss left. “Really?” Yes. It cost 3.5 m."
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == ["Gen. A. Moss left.", "“Really?”", "Yes.", "It cost 3.5 m."]
