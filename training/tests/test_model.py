"""The network."""

from dataclasses import replace

import torch

from relata_training.model import Padding, Reader
from relata_training.model_directory import sizes_for


def test_states_and_gradients_of_a_window_are_the_same_in_any_company():
    torch.manual_seed(3)
    model = Reader(replace(sizes_for(["root"]), vocab=300, layers=2, hidden=192, intermediate=64, positions=64)).eval()
    ids, shapes = torch.randint(1, 300, (5, 40)), torch.randint(0, 8, (5, 40))
    attention = torch.ones(5, 40, dtype=torch.bool)
    attention[1, 23:] = attention[3, 7:] = False

    def read(rows: list[int], length: int) -> tuple[torch.Tensor, torch.Tensor]:
        states = model.encode(ids[rows, :length], shapes[rows, :length], attention[rows, :length])
        model.zero_grad()
        states[-1][attention[rows[-1], :length]].pow(2).sum().backward()
        return states[-1][:7].detach(), model.encoder["layer"][0].attention["self"].key.weight.grad.clone()

    for one, other in zip(read([3], 7), read([0, 1, 2, 4, 3], 40), strict=True):
        assert torch.allclose(one, other, atol=1e-4)


def test_rows_of_a_batch_are_its_subwords_and_what_fills_them_up():
    attention = torch.arange(50)[None, :] < torch.tensor([50, 3, 20])[:, None]
    padding = Padding(attention)
    assert len(padding.places) == Padding.ROWS
    numbers = torch.arange(150).view(3, 50)
    kept = padding.rows(numbers)
    assert set(numbers[attention].tolist()) <= set(kept.tolist())
    assert torch.equal(padding.states(kept[:, None])[..., 0][attention], numbers[attention])
