"""Model directories from checkpoints."""

import pytest
import torch

from export import mean


def test_the_mean_of_models_is_weighted():
    states = [{"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}]
    assert mean(states, [1, 1])["a"].tolist() == [2.0, 4.0]
    assert mean(states, [3, 1])["a"].tolist() == [1.5, 3.0]
    assert mean(states[:1], [0.2])["a"].tolist() == [1.0, 2.0]


def test_every_model_needs_its_weight():
    with pytest.raises(ValueError, match="2 models"):
        mean([{}, {}], [1])
