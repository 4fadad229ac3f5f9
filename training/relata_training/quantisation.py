"""Weights in few bits: six with one scale a row for matrices, eight for tables, four with one scale a group for word embeddings (MODEL_FORMAT.md)."""

from __future__ import annotations

import torch
from torch import Tensor

GROUP = 64  # numbers of a word embedding that share a scale
LEVELS = 31  # of a matrix's six bits
BYTE = 127
WORDS = "embeddings.word_embeddings.weight"


def levels_of(name: str) -> int:
    """The largest integer that a stored matrix holds: what the encoder and the heads multiply has six bits, what is only looked up eight."""
    return LEVELS if name.startswith(("encoder.", "heads.")) else BYTE


def scales(tensor: Tensor, levels: int) -> Tensor:
    """The step of each row along the last axis: its largest number is `levels` steps."""
    scale = tensor.abs().amax(-1, keepdim=True) / levels
    return torch.where(scale > 0, scale, torch.ones_like(scale))


def int8(tensor: Tensor, levels: int = BYTE) -> tuple[Tensor, Tensor]:
    """Values from -levels to levels and one f32 scale for each row along the last axis (0 where the row is)."""
    scale = scales(tensor, levels)
    values = torch.round(tensor / scale).clamp(-levels, levels).to(torch.int8)
    return values.contiguous(), torch.where(tensor.abs().amax(-1) > 0, scale.squeeze(-1), 0.0).contiguous()


def pack_six(values: Tensor) -> Tensor:
    """Integers from -31 to 31 [..., C] as bytes [..., 3 C / 4]: of four neighbours the first in the lowest bits, each plus 32."""
    a, b, c, d = (values.to(torch.int32) + 32).unflatten(-1, (-1, 4)).unbind(-1)
    bits = a | b << 6 | c << 12 | d << 18
    return torch.stack([bits & 255, bits >> 8 & 255, bits >> 16], -1).flatten(-2).to(torch.uint8).contiguous()


def unpack_six(packed: Tensor) -> Tensor:
    """Inverse of `pack_six`, f32."""
    a, b, c = packed.to(torch.int32).unflatten(-1, (-1, 3)).unbind(-1)
    bits = a | b << 8 | c << 16
    return (torch.stack([bits >> shift & 63 for shift in (0, 6, 12, 18)], -1) - 32).flatten(-2).float()


def narrowed(tensor: Tensor, levels: int) -> Tensor:
    """What integers of at most `levels` leave of a matrix."""
    scale = scales(tensor, levels)
    return (tensor / scale).round_().mul_(scale)


class _StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, tensor: Tensor, levels: int) -> Tensor:
        return narrowed(tensor, levels)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient, None


class Rounding:
    """Gives matrices as they will be stored, with the gradient of the exact ones (Bengio et al. 2013). No levels: as they are."""

    def __init__(self, levels: int):
        self.levels = levels

    def __call__(self, tensor: Tensor) -> Tensor:
        return _StraightThrough.apply(tensor, self.levels) if self.levels else tensor


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
