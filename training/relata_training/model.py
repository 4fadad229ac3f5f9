"""The reader: a BERT encoder with word-shape embeddings and word-level heads."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .quantisation import BYTE, Rounding, straight_through


@dataclass(frozen=True)
class Sizes:
    """Everything that fixes tensor shapes."""

    hidden: int = 384
    layers: int = 12
    attention_heads: int = 12
    intermediate: int = 1536
    vocab: int = 30522
    positions: int = 512
    shapes: int = 8
    entity: int = 37
    attribution: int = 7
    upos: int = 17
    deprel: int = 51
    event: int = 15
    root: int = 17
    polarity: int = 2
    modality: int = 5
    arc: int = 192
    rel: int = 96
    link: int = 96
    event_class: int = 49
    factuality: int = 8
    role: int = 7
    argument: int = 96
    same: int = 96
    eps: float = 1e-12


RARE = -5.0
"""Where the scores of arguments begin: of all words with a trigger hardly one is an argument."""


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one random pool: on CPUs drawing fresh numbers costs as much as the layer."""

    POOL = 1 << 23

    def __init__(self, p: float):
        super().__init__()
        self.p = p
        self.pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """x with a share p of its entries zeroed, when training."""
        if not self.training or self.p == 0:
            return x
        if self.pool is None or self.pool.device != x.device or torch.randint(512, (1,)).item() == 0:
            self.pool = (torch.rand(self.POOL, device=x.device) >= self.p).float() / (1 - self.p)
        n = x.numel()
        start = int(torch.randint(self.POOL - n, (1,)))
        return x * self.pool[start:start + n].view(x.shape).to(x.dtype)


class Linear(nn.Linear):
    """A linear layer whose matrix is multiplied as it will be stored."""

    def __init__(self, inputs: int, outputs: int, rounding: Rounding):
        super().__init__(inputs, outputs)
        self.rounding = rounding

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.rounding(self.weight), self.bias)


def narrow(x: Tensor) -> Tensor:
    """x as the matrix products of autocast take it, converted once for several of them."""
    return x.to(torch.get_autocast_dtype(x.device.type)) if torch.is_autocast_enabled(x.device.type) else x


class _Spread(torch.autograd.Function):
    """Rows to their places among `count`, zeros elsewhere; each place is taken once."""

    @staticmethod
    def forward(ctx, rows: Tensor, places: Tensor, count: int) -> Tensor:
        ctx.save_for_backward(places)
        return rows.new_zeros(count, rows.shape[1]).index_copy_(0, places, rows)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, None, None]:
        return gradient.index_select(0, ctx.saved_tensors[0]), None, None


class _Collect(torch.autograd.Function):
    """The rows at places, each of which is named once: the inverse of `_Spread`."""

    @staticmethod
    def forward(ctx, rows: Tensor, places: Tensor) -> Tensor:
        ctx.save_for_backward(places)
        ctx.count = len(rows)
        return rows.index_select(0, places)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, None]:
        return _Spread.apply(gradient, ctx.saved_tensors[0], ctx.count), None


def next_multiple(n: int, of: int) -> int:
    """The smallest multiple that is no less than n."""
    return -(-n // of) * of


class Padding:
    """Where a batch of windows has subwords: between the words of attention the layers go over its real subwords alone, a quarter less of an ordinary batch.
    Sizes are rounded up, so that a processor's matrix products, which are compiled for each size, meet few of them."""

    WINDOWS, LENGTH, ROWS = 4, 32, 128

    def __init__(self, attention: Tensor):
        self.shape = attention.shape
        b, n = self.shape
        self.windows, self.length = next_multiple(b, self.WINDOWS), next_multiple(n, self.LENGTH)
        real = F.pad(attention, (0, self.length - n, 0, self.windows - b))
        self.mask = None if bool(real.all()) else torch.zeros(real.shape, device=real.device).masked_fill(~real, -1e9)[:, None, None, :]
        flat = real.flatten()
        spare = next_multiple(int(flat.sum()), self.ROWS) - flat.sum()
        self.places = (flat | ((~flat).cumsum(0) <= spare)).nonzero().squeeze(1)

    def rows(self, padded: Tensor) -> Tensor:
        """[B, S] -> [N]"""
        b, n = self.shape
        return F.pad(padded, (0, self.length - n, 0, self.windows - b)).flatten()[self.places]

    def spread(self, rows: Tensor) -> Tensor:
        """[N, H] -> [B', S', H], rounded up"""
        return _Spread.apply(rows, self.places, self.windows * self.length).view(self.windows, self.length, -1)

    def collect(self, padded: Tensor) -> Tensor:
        """[B', S', H] -> [N, H]"""
        return _Collect.apply(padded.reshape(self.windows * self.length, -1), self.places)

    def states(self, rows: Tensor) -> Tensor:
        """[N, H] -> [B, S, H]"""
        return self.spread(rows)[:self.shape[0], :self.shape[1]]


class Embeddings(nn.Module):
    def __init__(self, s: Sizes, dropout: PooledDropout, rounding: Rounding):
        super().__init__()
        self.rounding = rounding
        self.word_embeddings = nn.Embedding(s.vocab, s.hidden, sparse=True)
        self.position_embeddings = nn.Embedding(s.positions, s.hidden)
        self.token_type_embeddings = nn.Embedding(2, s.hidden)
        self.shape_embeddings = nn.Embedding(s.shapes, s.hidden)
        self.LayerNorm = nn.LayerNorm(s.hidden, eps=s.eps)
        self.dropout = [dropout]

    def forward(self, ids: Tensor, shapes: Tensor, positions: Tensor) -> Tensor:
        """Of real subwords: [N] three times -> [N, H]"""
        x = (straight_through(self.word_embeddings(ids)) + F.embedding(positions, self.rounding(self.position_embeddings.weight))
             + self.rounding(self.token_type_embeddings.weight)[0] + F.embedding(shapes, self.rounding(self.shape_embeddings.weight)))
        return self.dropout[0](self.LayerNorm(x))


class SelfAttention(nn.Module):
    def __init__(self, s: Sizes, rounding: Rounding):
        super().__init__()
        self.query, self.key, self.value = (Linear(s.hidden, s.hidden, rounding) for _ in range(3))
        self.heads = s.attention_heads

    def forward(self, x: Tensor, padding: Padding) -> Tensor:
        x = narrow(x)
        size = x.shape[1] // self.heads
        q, k, v = (padding.spread(y).unflatten(2, (self.heads, size)).transpose(1, 2) for y in (self.query(x) * size ** -0.5, self.key(x), self.value(x)))
        # Written out: in bfloat16 on CPUs the backward pass of the fused kernel takes as long as all matrix products together. The softmax reckons in f32
        # and reads and writes bfloat16, which autocast would not let it do.
        scores = q @ k.transpose(2, 3)
        with torch.autocast(x.device.type, enabled=False):
            weights = torch.softmax(scores if padding.mask is None else scores + padding.mask.to(scores.dtype), -1)
        return padding.collect((weights @ v).transpose(1, 2))


class Output(nn.Module):
    def __init__(self, inner: int, s: Sizes, dropout: PooledDropout, rounding: Rounding):
        super().__init__()
        self.dense = Linear(inner, s.hidden, rounding)
        self.LayerNorm = nn.LayerNorm(s.hidden, eps=s.eps)
        self.dropout = [dropout]

    def forward(self, x: Tensor, residual: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout[0](self.dense(x)) + residual)


class Layer(nn.Module):
    """One transformer layer; parameter names are those of Hugging Face BERT."""

    def __init__(self, s: Sizes, dropout: PooledDropout, rounding: Rounding):
        super().__init__()
        self.attention = nn.ModuleDict({"self": SelfAttention(s, rounding), "output": Output(s.hidden, s, dropout, rounding)})
        self.intermediate = nn.ModuleDict({"dense": Linear(s.hidden, s.intermediate, rounding)})
        self.output = Output(s.intermediate, s, dropout, rounding)

    def forward(self, x: Tensor, padding: Padding) -> Tensor:
        x = self.attention["output"](self.attention["self"](x, padding), x)
        return self.output(F.gelu(self.intermediate["dense"](x)), x)


class Arc(nn.Module):
    """score[i, j] = d_i · (U h_j) + u · h_j"""

    def __init__(self, hidden: int, size: int, dropout: PooledDropout, rounding: Rounding):
        super().__init__()
        self.dep, self.head = Linear(hidden, size, rounding), Linear(hidden, size, rounding)
        self.rounding = rounding
        self.U = nn.Parameter(torch.eye(size) / size ** 0.5)
        self.u = nn.Parameter(torch.zeros(size))
        self.dropout = [dropout]

    def forward(self, dependents: Tensor, candidates: Tensor) -> Tensor:
        d = self.dropout[0](F.gelu(self.dep(dependents)))
        h = self.dropout[0](F.gelu(self.head(candidates)))
        return d @ (h @ self.rounding(self.U).T).transpose(1, 2) + (h @ self.u)[:, None, :]


class Relation(nn.Module):
    """score[r] = d · (U[r] h) + A[r] · d + B[r] · h + c[r]"""

    def __init__(self, hidden: int, size: int, labels: int, dropout: PooledDropout, rounding: Rounding, constant: float = 0.0):
        super().__init__()
        self.dep, self.head = Linear(hidden, size, rounding), Linear(hidden, size, rounding)
        self.U = nn.Parameter(torch.randn(labels, size, size) * 0.02)
        self.A = nn.Parameter(torch.randn(labels, size) * 0.02)
        self.B = nn.Parameter(torch.randn(labels, size) * 0.02)
        self.c = nn.Parameter(torch.full((labels,), constant))
        self.dropout = [dropout]
        self.rounding = rounding

    def project(self, dependents: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """d and h"""
        return self.dropout[0](F.gelu(self.dep(dependents))), self.dropout[0](F.gelu(self.head(heads)))

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Chosen pairs: [N, hidden] twice -> [N, labels]"""
        d, h = self.project(dependents, heads)
        labels, size, _ = self.U.shape
        projected = (h @ self.rounding(self.U).reshape(labels * size, size).T).view(-1, labels, size)
        return (projected @ d[:, :, None]).squeeze(2) + d @ self.rounding(self.A).T + h @ self.rounding(self.B).T + self.c

    def all_pairs(self, dependents: Tensor, heads: Tensor, row: Tensor) -> Tensor:
        """Chosen dependents with every head of their rows: [N, hidden], [B, W, hidden], row of each dependent [N] -> [N, labels, W]"""
        d, h = self.project(dependents, heads)
        labels, size, _ = self.U.shape
        mapped = (d @ self.rounding(self.U).transpose(0, 1).reshape(size, labels * size)).view(-1, labels, size)
        of_heads = (h @ self.rounding(self.B).T).transpose(1, 2)
        return mapped @ h[row].transpose(1, 2) + (d @ self.rounding(self.A).T + self.c)[:, :, None] + of_heads[row]


class Reader(nn.Module):
    """Encoder and heads. Words are read off at their first subwords; [CLS] stands for the root."""

    def __init__(self, s: Sizes, dropout: float = 0.1, head_dropout: float = 0.25, levels: int = 0):
        super().__init__()
        self.sizes = s
        inner, outer = PooledDropout(dropout), PooledDropout(head_dropout)
        self.inner_dropout, self.outer_dropout = inner, outer
        rounding = Rounding(levels)
        self.embeddings = Embeddings(s, inner, Rounding(BYTE if levels else 0))
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(s, inner, rounding) for _ in range(s.layers))})
        tags = {"entity": s.entity, "attribution": s.attribution, "upos": s.upos, "event": s.event, "root": s.root, "polarity": s.polarity,
                "modality": s.modality, "class": s.event_class, "factuality": s.factuality}
        self.heads = nn.ModuleDict({
            **{name: Linear(s.hidden, labels, rounding) for name, labels in tags.items()},
            "arc": Arc(s.hidden, s.arc, outer, rounding), "rel": Relation(s.hidden, s.rel, s.deprel, outer, rounding),
            "link": Arc(s.hidden, s.link, outer, rounding),
            "argument": Relation(s.hidden, s.argument, s.role, outer, rounding, RARE), "same": Relation(s.hidden, s.same, 1, outer, rounding, -1.0)})

    def encode(self, ids: Tensor, shapes: Tensor, attention: Tensor) -> Tensor:
        """Last hidden states. `attention` is True at real subwords."""
        return self.states(ids, shapes, attention)[-1]

    def states(self, ids: Tensor, shapes: Tensor, attention: Tensor) -> list[Tensor]:
        """Hidden states after each layer."""
        padding = Padding(attention)
        positions = torch.arange(ids.shape[1], device=ids.device).expand_as(ids)
        x, states = self.embeddings(*map(padding.rows, (ids, shapes, positions))), []
        for layer in self.encoder["layer"]:
            x = layer(x, padding)
            states.append(padding.states(x))
        return states

    def load_base(self, base: dict[str, Tensor]) -> None:
        """Pretrained embeddings and layers of a BERT encoder."""
        own = self.state_dict()
        taken = {k: v.float() for k, v in base.items() if k in own and own[k].shape == v.shape}
        missing = [k for k in own if k not in taken and not k.startswith("heads.") and "shape_embeddings" not in k]
        if missing:
            raise ValueError(f"the base model lacks {missing[:3]}")
        self.load_state_dict(taken, strict=False)
        nn.init.normal_(self.embeddings.shape_embeddings.weight, std=0.01)


def gather_words(hidden: Tensor, first_subword: Tensor) -> Tensor:
    """[B, N, H] and [B, W] -> [B, W, H]"""
    return torch.gather(hidden, 1, first_subword[:, :, None].expand(-1, -1, hidden.shape[2]))
