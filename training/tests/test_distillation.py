"""What a student starts from and learns."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from relata_training.batches import collate, window_arrays, window_pairs
from relata_training.distillation import ahead, distillation_losses, student_state, teach
from relata_training.documents import Document, text_sentences
from relata_training.encode import encode
from relata_training.model import Reader
from relata_training.model_directory import sizes_for, sizes_of
from relata_training.quantisation import WORDS
from relata_training.vocabulary import kept_pieces, piece_counts, shortened
from relata_training.windows import build_windows

RELATIONS = ["root", "punct"]


def teacher(layers: int = 4) -> Reader:
    torch.manual_seed(3)
    model = Reader(replace(sizes_for(RELATIONS), vocab=300, layers=layers, hidden=192, intermediate=64, positions=64))
    for name, parameter in model.named_parameters():
        if name.startswith("heads."):
            torch.nn.init.normal_(parameter, std=0.1)
    return model.eval()


def a_batch(subwords):
    text = "The army shelled the port.\nThe mayor said that nobody was hurt in the attack."
    document = encode(Document("d", text, text_sentences(text)), subwords, RELATIONS)
    return collate([window_arrays(document, w) for w in build_windows(document)], subwords.cls, subwords.sep)


def losses_of(student: Reader, model: Reader, batch) -> dict[str, float]:
    with torch.no_grad():
        states = student.states(batch.ids, batch.shapes, batch.attention)
        parts = distillation_losses(student, batch, states, teach(model, batch, student.sizes.layers))
    return {name: float(loss) for name, loss in parts.items()}


def test_who_says_what_the_teacher_says_has_nothing_to_learn(subwords):
    model, batch = teacher(), a_batch(subwords)
    own = losses_of(model, model, batch)
    pairs = {"argument", "same"}  # cross-entropies: as small as can be, but not 0
    assert {"state", "between", "entity", "arc", "rel", "link", "factuality", *pairs} <= own.keys()
    assert max(loss for name, loss in own.items() if name not in pairs) < 1e-5
    other = losses_of(teacher_with_noise(model), model, batch)
    assert all(other[name] > own[name] for name in own)


def teacher_with_noise(model: Reader) -> Reader:
    other = teacher()
    other.load_state_dict({name: tensor + 0.05 * torch.randn_like(tensor) for name, tensor in model.state_dict().items()})
    return other


def test_a_student_starts_from_layers_and_the_strongest_units():
    state = teacher().state_dict()
    state["encoder.layer.2.output.dense.weight"][:, :32] *= 100
    student = student_state(state, [0, 2], 32)
    assert sizes_of(student, RELATIONS).layers == 2 and sizes_of(student, RELATIONS).intermediate == 32
    assert torch.equal(student["encoder.layer.1.intermediate.dense.weight"], state["encoder.layer.2.intermediate.dense.weight"][:32])
    assert torch.equal(student["heads.entity.weight"], state["heads.entity.weight"])
    Reader(sizes_of(student, RELATIONS)).load_state_dict(student)


def test_batches_come_in_order_from_another_process():
    assert list(ahead(range(20), lambda n: torch.tensor(n))) == list(range(20))


def test_a_process_that_fails_is_told():
    def make(number: int) -> int:
        if number == 3:
            raise SystemExit(5)
        return number

    with pytest.raises(RuntimeError, match="code 5"):
        list(ahead(range(5), make))


def test_roles_without_known_heads_are_not_learnt(subwords):
    text = "The army shelled the port."
    document = encode(Document("d", text, text_sentences(text)), subwords, RELATIONS)
    document.triggers, document.arguments = np.array([[2, 0b11, 0]], np.int64), np.array([[2, 0, 0, 2]], np.int64)
    position = {k: k for k in range(len(document.spans))}
    assert window_pairs(document, position)[0].tolist() == [[2, 0, 0]]
    document.argument_heads = np.array([1])
    assert window_pairs(document, position)[0].tolist() == [[2, 0b11, 0]]


def test_a_vocabulary_keeps_what_occurs_and_what_spells(tmp_path, subwords):
    vocabulary = {piece: k for k, piece in enumerate(["[PAD]", "[unused0]", "[UNK]", "a", "##a", "ж", "army", "quark"])}
    counts = [0, 0, 0, 0, 0, 1, 2, 1]
    kept = kept_pieces(vocabulary, counts, 2)
    assert kept == ["[PAD]", "[UNK]", "a", "##a", "army"]
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps({"model": {"vocab": vocabulary}, "added_tokens": [{"content": "[UNK]", "id": 2}]}))
    text, state = shortened(file, {WORDS: torch.arange(8.0)[:, None], "other": torch.zeros(1)}, counts, 2)
    assert state[WORDS].flatten().tolist() == [0, 2, 3, 4, 6]
    assert json.loads(text)["model"]["vocab"]["army"] == 4 and json.loads(text)["added_tokens"][0]["id"] == 1
    document = encode(Document("d", "aa aa", text_sentences("aa aa")), subwords, RELATIONS)
    assert piece_counts([document], 300)[10 + ord("a")] == 2
