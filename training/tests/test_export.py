"""Model directories from checkpoints."""

import json
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file

from export import mean
from relata_training.model import Reader
from relata_training.model_directory import dequantised, sizes_for, write_model
from relata_training.quantisation import WORDS, unpack


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
    for dtype in ("f32", "int8"):
        write_model(state, ["dep", "root"], tokenizer, tmp_path / dtype, dtype)
    stored = load_file(tmp_path / "int8" / "model.safetensors")
    assert stored[WORDS].shape == (50, 32) and stored[f"{WORDS}.scale"].dtype == torch.float16
    words = (unpack(stored[WORDS]) * stored[f"{WORDS}.scale"].float().unsqueeze(-1)).flatten(-2)
    assert torch.equal(words, load_file(tmp_path / "f32" / "model.safetensors")[WORDS])
    assert torch.equal(words, dequantised(state)[WORDS])
    config = json.loads((tmp_path / "int8" / "config.json").read_text())
    assert config["num_hidden_layers"] == 1 and config["vocab_size"] == 50
