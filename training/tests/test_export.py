"""Model directories from checkpoints."""

import json
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file

from export import mean
from relata_training.model import Reader
from relata_training.model_directory import LATER_HEADS, read_model, sizes_for, stored, write_model
from relata_training.quantisation import LEVELS, WORDS, unpack


def test_the_mean_of_models_is_weighted():
    states = [{"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}]
    assert mean(states, [1, 1])["a"].tolist() == [2.0, 4.0]
    assert mean(states, [3, 1])["a"].tolist() == [1.5, 3.0]
    assert mean(states[:1], [0.2])["a"].tolist() == [1.0, 2.0]


def test_every_model_needs_its_weight():
    with pytest.raises(ValueError, match="2 models"):
        mean([{}, {}], [1])


def test_a_directory_holds_the_weights_that_were_trained(tmp_path):
    sizes = replace(sizes_for(["dep", "root"]), vocab=50, layers=1, hidden=64, intermediate=64, positions=8)
    state = Reader(sizes).state_dict()
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text("{}")
    for dtype in ("f32", "packed"):
        write_model(state, ["dep", "root"], tokenizer, tmp_path / dtype, dtype)
    tensors = load_file(tmp_path / "packed" / "model.safetensors")
    assert tensors[WORDS].shape == (50, 32) and tensors[f"{WORDS}.scale"].dtype == torch.float16
    words = (unpack(tensors[WORDS]) * tensors[f"{WORDS}.scale"].float().unsqueeze(-1)).flatten(-2)
    assert torch.equal(words, load_file(tmp_path / "f32" / "model.safetensors")[WORDS])
    assert torch.equal(words, stored(WORDS, state[WORDS]))
    config = json.loads((tmp_path / "packed" / "config.json").read_text())
    assert config["num_hidden_layers"] == 1 and config["vocab_size"] == 50


def small():
    return replace(sizes_for(["dep", "root"]), vocab=50, layers=1, hidden=192, intermediate=64, positions=8)


def test_what_is_stored_is_what_was_trained(tmp_path):
    model = Reader(small(), levels=LEVELS).eval()
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text("{}")
    write_model(model.state_dict(), ["dep", "root"], tokenizer, tmp_path / "m", "packed")
    tensors = load_file(tmp_path / "m" / "model.safetensors")
    packed = {name for name, t in tensors.items() if t.dtype == torch.uint8 and tensors[f"{name}.scale"].dtype == torch.float32}
    assert "encoder.layer.0.output.dense.weight" in packed and "heads.rel.U" in packed
    assert not any(t.dtype == torch.int8 for name, t in tensors.items() if not name.startswith("embeddings."))
    ids = torch.tensor([[1, 5, 7]])
    read, _ = read_model(tmp_path / "m")
    for head in ("class", "entity"):
        outputs = [m.heads[head](m.encode(ids, torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool))) for m in (model, read)]
        assert torch.allclose(*outputs, atol=1e-5)


def test_heads_that_a_directory_lacks_find_nothing(tmp_path):
    model = Reader(small())
    state = {name: t for name, t in model.state_dict().items() if not name.startswith(LATER_HEADS)}
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text("{}")
    write_model(state, ["dep", "root"], tokenizer, tmp_path / "m", "f32")
    read, _ = read_model(tmp_path / "m")
    words = torch.randn(1, 4, 192)
    assert (read.heads["class"](words).argmax(-1) == 0).all()
    assert (read.heads["argument"].all_pairs(words[0], words, torch.zeros(4, dtype=torch.long)) < -10).all()
    assert mean([state, model.state_dict()], [1, 1])["heads.class.bias"].equal(model.state_dict()["heads.class.bias"])


def test_all_pairs_are_the_chosen_pairs():
    relation = Reader(small()).eval().heads["argument"]
    words = torch.randn(2, 5, 192)
    row = torch.tensor([1, 0])
    all_pairs = relation.all_pairs(words[row, 2], words, row)
    assert all_pairs.shape == (2, 7, 5)
    assert torch.allclose(all_pairs[0, :, 4], relation(words[1:, 2], words[1:, 4])[0], atol=1e-5)
