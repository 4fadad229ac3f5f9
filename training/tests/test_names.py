"""Names that are exchanged in training."""

import random

import numpy as np

from relata_training.batches import TrainingStream, collate, exchange_names, window_arrays
from relata_training.documents import Document
from relata_training.encode import encode
from relata_training.names import Names, distinct, plural
from relata_training.windows import build_windows
from tests.test_distillation import losses_of, teacher


class WholeWords:
    """One subword a word, numbered as they come; "x" is not known."""

    cls, sep, unk = 1, 2, 3

    def __init__(self):
        self.words: dict[str, int] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        return (self.unk,) if word == "x" else (self.words.setdefault(word.lower(), 10 + len(self.words)),)


def gazetteer(folder):
    file = folder / "gazetteers/countries_mledoze.tsv"
    file.parent.mkdir()
    file.write_text("cca2\tcommon\tdemonym_m\nPE\tPeru\tPeruvian\nIR\tIran\tIranian\nXX\tx\tIranian\nMC\tMonaco\tMonaco\n")
    return folder


def encoded(subwords):
    text = "Iran shelled Peru.\nThe soldiers left."
    return encode(Document("d", text, [(0, 18, 0), (19, 37, 1)]), subwords, [])


def test_a_country_and_its_adjective_change_together(tmp_path):
    subwords = WholeWords()
    names = Names(gazetteer(tmp_path), subwords)
    countries, forces = names.groups
    assert countries == [(*subwords("Peru"), *subwords("Peruvian")), (*subwords("Iran"), *subwords("Iranian"))]
    assert (*subwords("soldier"), *subwords("soldiers")) in forces and (*subwords("gunman"), *subwords("gunmen")) in forces
    tables = [names.exchanged(random.Random(k)) for k in range(8)]
    assert all((t[countries[0][0]] == countries[1][0]) == (t[countries[0][1]] == countries[1][1]) for t in tables)
    assert any(t[countries[0][0]] == countries[1][0] for t in tables)
    assert all(set(t.values()) == set(t) for t in tables)


def test_words_stand_in_one_row_only():
    assert distinct([(1, 2), None, (2, 3), (4, 5)]) == [(1, 2), (4, 5)]
    assert [plural(noun) for noun in ("rebel", "gunman")] == ["rebels", "gunmen"]


def test_the_teacher_reads_the_names_that_stand_there():
    subwords = WholeWords()
    document = encoded(subwords)
    window = window_arrays(document, build_windows(document)[0])
    (iran,), (peru,) = subwords("Iran"), subwords("Peru")
    batch = collate([exchange_names(window, {iran: peru, peru: iran})], subwords.cls, subwords.sep)
    where = batch.ids != batch.original
    assert batch.ids[where].tolist() == [peru, iran] and batch.original[where].tolist() == [iran, peru]
    plain = collate([window], subwords.cls, subwords.sep)
    assert (plain.ids == plain.original).all() and (plain.ids == batch.original).all()
    model = teacher()
    assert max(losses_of(model, model, plain)[part] for part in ("state", "entity", "arc")) < 1e-5 < losses_of(model, model, batch)["entity"]


def test_all_windows_of_a_document_get_the_same_names(tmp_path):
    subwords = WholeWords()
    names = Names(gazetteer(tmp_path), subwords)
    document = encoded(subwords)
    windows = [window_arrays(document, w) for w in build_windows(document)]
    stream = TrainingStream({"d": [document]}, {"d": 1}, 1, 100, 0, None, names, 1.0)
    renamed = stream._renamed([*windows, *windows], random.Random(2))
    assert all(np.array_equal(a, b) for one, other in zip(renamed[:len(windows)], renamed[len(windows):]) for a, b in zip(one.pieces, other.pieces))
    assert TrainingStream({"d": [document]}, {"d": 1}, 1, 100, 0, None, names, 0.0)._renamed(windows, random.Random(2)) is windows
