"""Few bits for weights."""

import pytest
import torch

from relata_training.quantisation import (
    BYTE,
    GROUP,
    LEVELS,
    Rounding,
    int4,
    int8,
    levels_of,
    narrowed,
    pack,
    pack_six,
    rounded,
    straight_through,
    unpack,
    unpack_six,
)


def test_packing_loses_nothing():
    values, _ = int4(torch.randn(5, 3 * GROUP))
    packed = pack(values)
    assert packed.dtype == torch.uint8 and packed.shape == (5, 3 * GROUP // 2)
    assert torch.equal(unpack(packed), values)


def test_four_integers_of_six_bits_fill_three_bytes():
    values = torch.randint(-LEVELS, LEVELS + 1, (3, 5, 8))
    packed = pack_six(values)
    assert packed.dtype == torch.uint8 and packed.shape == (3, 5, 6)
    assert torch.equal(unpack_six(packed), values.float())
    assert pack_six(torch.tensor([-31, 0, 31, 1])).tolist() == [1 | (32 & 3) << 6, 32 >> 2 | (63 & 15) << 4, 63 >> 4 | 33 << 2]


def test_the_first_of_two_neighbours_is_in_the_low_half():
    values = torch.zeros(1, 1, GROUP)
    values[0, 0, :2] = torch.tensor([-7.0, 3.0])
    assert pack(values)[0, :2].tolist() == [1 + 16 * 11, 8 + 16 * 8]


def test_rounding_keeps_to_half_a_step_and_is_done_once():
    rows = torch.randn(20, 2 * GROUP)
    steps = int4(rows)[1].float().repeat_interleave(GROUP, -1)
    once = rounded(rows)
    assert ((once - rows).abs() <= 0.51 * steps).all()
    assert torch.equal(rounded(once), once)
    assert torch.equal(rounded(torch.zeros(2, GROUP)), torch.zeros(2, GROUP))


def test_the_gradient_passes_the_rounding():
    rows = torch.randn(3, GROUP, requires_grad=True)
    out = straight_through(rows)
    assert torch.allclose(out, rounded(rows))
    (out * 2).sum().backward()
    assert torch.equal(rows.grad, torch.full_like(rows, 2))


def test_bytes_reach_the_largest_of_a_row():
    values, scale = int8(torch.tensor([[1.0, -2.0], [0.0, 0.0]]))
    assert values.tolist() == [[64, -127], [0, 0]] and scale.tolist() == pytest.approx([2 / 127, 0.0])


def test_six_bits_keep_to_half_a_step_and_are_what_is_stored():
    matrix = torch.randn(4, 3, 50)
    matrix[0, 0] = 0
    values, scale = int8(matrix, LEVELS)
    assert values.abs().amax() == LEVELS and scale.shape == (4, 3) and scale[0, 0] == 0
    left = narrowed(matrix, LEVELS)
    assert torch.equal(left, values.float() * scale.unsqueeze(-1))
    assert ((left - matrix).abs() <= 0.501 * scale.unsqueeze(-1)).all()
    assert torch.allclose(narrowed(left, LEVELS), left) and torch.equal(int8(left, LEVELS)[0], values)


def test_only_what_is_multiplied_has_six_bits():
    assert levels_of("encoder.layer.0.output.dense.weight") == levels_of("heads.rel.U") == LEVELS
    assert levels_of("embeddings.position_embeddings.weight") == BYTE


def test_matrices_are_rounded_in_the_forward_pass_alone():
    matrix = torch.randn(3, 8, requires_grad=True)
    out = Rounding(LEVELS)(matrix)
    assert torch.equal(out, narrowed(matrix.detach(), LEVELS)) and Rounding(0)(matrix) is matrix
    (out * 3).sum().backward()
    assert torch.equal(matrix.grad, torch.full_like(matrix, 3))
