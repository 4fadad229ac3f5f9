"""Weights in few bits: int8 with one scale a row for matrices, int4 with one scale a group for word embeddings (MODEL_FORMAT.md)."""

from __future__ import annotations

import torch
from torch import Tensor

GROUP = 64  # numbers of a word embedding that share a scale
WORDS = "embeddings.word_embeddings.weight"


def int8(tensor: Tensor) -> tuple[Tensor, Tensor]:
    """Values from -127 to 127 and one f32 scale for each row along the last axis."""
    scale = tensor.abs().amax(-1) / 127
    safe = torch.where(scale > 0, scale, torch.ones_like(scale))
    values = torch.round(tensor / safe.unsqueeze(-1)).clamp(-127, 127).to(torch.int8)
    return values.contiguous(), scale.contiguous()


def int4(rows: Tensor) -> tuple[Tensor, Tensor]:
    """Values from -7 to 7 and one f16 scale for each GROUP of a row: [..., H] -> [..., H / GROUP, GROUP], [..., H / GROUP]."""
    groups = rows.unflatten(-1, (-1, GROUP))
    scale = (groups.abs().amax(-1) / 7).half()
    safe = torch.where(scale > 0, scale, torch.ones_like(scale)).to(rows.dtype)
    return torch.round(groups / safe.unsqueeze(-1)).clamp(-7, 7), scale


def rounded(rows: Tensor) -> Tensor:
    """What int4 leaves of the rows."""
    values, scale = int4(rows)
    return (values * scale.to(rows.dtype).unsqueeze(-1)).flatten(-2)


def straight_through(rows: Tensor) -> Tensor:
    """The rows as int4 has them, with the gradient of the rows themselves (Bengio et al. 2013)."""
    return rows + (rounded(rows.detach()) - rows.detach())


def pack(values: Tensor) -> Tensor:
    """int4 values [V, G, GROUP] as bytes [V, G * GROUP / 2]: of two neighbours the first in the low half, each plus 8."""
    pairs = (values.to(torch.int16) + 8).flatten(1).unflatten(-1, (-1, 2))
    return (pairs[..., 0] + 16 * pairs[..., 1]).to(torch.uint8).contiguous()


def unpack(packed: Tensor) -> Tensor:
    """Inverse of `pack`: [V, B] -> [V, 2 B / GROUP, GROUP], f32."""
    low, high = packed % 16, packed // 16
    return (torch.stack([low, high], -1).flatten(1).float() - 8).unflatten(-1, (-1, GROUP))
