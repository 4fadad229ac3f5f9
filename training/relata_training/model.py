"""The reader: a BERT encoder with word-shape embeddings and ten word-level heads."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .quantisation import straight_through


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
    eps: float = 1e-12


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
        return x * self.pool[start:start + n].view(x.shape)


class Embeddings(nn.Module):
    def __init__(self, s: Sizes, dropout: PooledDropout):
        super().__init__()
        self.word_embeddings = nn.Embedding(s.vocab, s.hidden, sparse=True)
        self.position_embeddings = nn.Embedding(s.positions, s.hidden)
        self.token_type_embeddings = nn.Embedding(2, s.hidden)
        self.shape_embeddings = nn.Embedding(s.shapes, s.hidden)
        self.LayerNorm = nn.LayerNorm(s.hidden, eps=s.eps)
        self.dropout = [dropout]

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        x = (straight_through(self.word_embeddings(ids)) + self.position_embeddings.weight[:ids.shape[1]] + self.token_type_embeddings.weight[0]
             + self.shape_embeddings(shapes))
        return self.dropout[0](self.LayerNorm(x))


class SelfAttention(nn.Module):
    def __init__(self, s: Sizes):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(s.hidden, s.hidden) for _ in range(3))
        self.heads = s.attention_heads

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, h = x.shape
        q, k, v = (f(x).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        # Written out: in bfloat16 on CPUs the backward pass of the fused kernel takes as long as all matrix products together.
        scores = q @ k.transpose(2, 3) * (h // self.heads) ** -0.5
        weights = torch.softmax(scores if mask is None else scores + mask, -1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).reshape(b, n, h)


class Output(nn.Module):
    def __init__(self, inner: int, s: Sizes, dropout: PooledDropout):
        super().__init__()
        self.dense = nn.Linear(inner, s.hidden)
        self.LayerNorm = nn.LayerNorm(s.hidden, eps=s.eps)
        self.dropout = [dropout]

    def forward(self, x: Tensor, residual: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout[0](self.dense(x)) + residual)


class Layer(nn.Module):
    """One transformer layer; parameter names are those of Hugging Face BERT."""

    def __init__(self, s: Sizes, dropout: PooledDropout):
        super().__init__()
        self.attention = nn.ModuleDict({"self": SelfAttention(s), "output": Output(s.hidden, s, dropout)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(s.hidden, s.intermediate)})
        self.output = Output(s.intermediate, s, dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.attention["output"](self.attention["self"](x, mask), x)
        return self.output(F.gelu(self.intermediate["dense"](x)), x)


class Arc(nn.Module):
    """score[i, j] = d_i · (U h_j) + u · h_j"""

    def __init__(self, hidden: int, size: int, dropout: PooledDropout):
        super().__init__()
        self.dep, self.head = nn.Linear(hidden, size), nn.Linear(hidden, size)
        self.U = nn.Parameter(torch.eye(size) / size ** 0.5)
        self.u = nn.Parameter(torch.zeros(size))
        self.dropout = [dropout]

    def forward(self, dependents: Tensor, candidates: Tensor) -> Tensor:
        d = self.dropout[0](F.gelu(self.dep(dependents)))
        h = self.dropout[0](F.gelu(self.head(candidates)))
        return d @ (h @ self.U.T).transpose(1, 2) + (h @ self.u)[:, None, :]


class Relation(nn.Module):
    """score[r] = d · (U[r] h) + A[r] · d + B[r] · h + c[r] for chosen pairs"""

    def __init__(self, hidden: int, size: int, labels: int, dropout: PooledDropout):
        super().__init__()
        self.dep, self.head = nn.Linear(hidden, size), nn.Linear(hidden, size)
        self.U = nn.Parameter(torch.randn(labels, size, size) * 0.02)
        self.A = nn.Parameter(torch.randn(labels, size) * 0.02)
        self.B = nn.Parameter(torch.randn(labels, size) * 0.02)
        self.c = nn.Parameter(torch.zeros(labels))
        self.dropout = [dropout]

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """[N, hidden] twice -> [N, labels]"""
        d = self.dropout[0](F.gelu(self.dep(dependents)))
        h = self.dropout[0](F.gelu(self.head(heads)))
        labels, size, _ = self.U.shape
        projected = (h @ self.U.reshape(labels * size, size).T).view(-1, labels, size)
        return torch.einsum("ni,nri->nr", d, projected) + d @ self.A.T + h @ self.B.T + self.c


class Reader(nn.Module):
    """Encoder and heads. Words are read off at their first subwords; [CLS] stands for the root."""

    def __init__(self, s: Sizes, dropout: float = 0.1, head_dropout: float = 0.25):
        super().__init__()
        self.sizes = s
        inner, outer = PooledDropout(dropout), PooledDropout(head_dropout)
        self.inner_dropout, self.outer_dropout = inner, outer
        self.embeddings = Embeddings(s, inner)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(s, inner) for _ in range(s.layers))})
        self.heads = nn.ModuleDict({
            "entity": nn.Linear(s.hidden, s.entity), "attribution": nn.Linear(s.hidden, s.attribution),
            "upos": nn.Linear(s.hidden, s.upos), "event": nn.Linear(s.hidden, s.event), "root": nn.Linear(s.hidden, s.root),
            "polarity": nn.Linear(s.hidden, s.polarity), "modality": nn.Linear(s.hidden, s.modality), "arc": Arc(s.hidden, s.arc, outer),
            "rel": Relation(s.hidden, s.rel, s.deprel, outer), "link": Arc(s.hidden, s.link, outer)})

    def encode(self, ids: Tensor, shapes: Tensor, attention: Tensor) -> Tensor:
        """Last hidden states. `attention` is True at real subwords."""
        mask = attention[:, None, None, :]
        if bool(attention.all()):
            mask = None
        else:
            mask = torch.zeros(attention.shape, device=attention.device).masked_fill(~attention, -1e9)[:, None, None, :]
        x = self.embeddings(ids, shapes)
        for layer in self.encoder["layer"]:
            x = layer(x, mask)
        return x

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
