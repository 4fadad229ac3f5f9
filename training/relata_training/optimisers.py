"""Optimisers and their schedule."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from .model import Reader


class Optimisers:
    """AdamW for the dense weights, SparseAdam for the word embeddings, one schedule for all."""

    def __init__(self, model: Reader, lr: float, head_lr: float, word_lr: float, warmup: float = 0.05, fresh_lr: float = 0,
                 fresh: frozenset[str] = frozenset()):
        """`fresh` names heads that begin untrained, for which `fresh_lr` may be greater than that of the others."""
        named = [(n, p) for n, p in model.named_parameters() if "word_embeddings" not in n]
        new = [p for n, p in named if n.startswith("heads.") and n.split(".")[1] in fresh]
        heads = [p for n, p in named if (n.startswith("heads.") and n.split(".")[1] not in fresh) or "shape_embeddings" in n]
        plain = [p for n, p in named if not n.startswith("heads.") and "shape_embeddings" not in n]
        self.dense = plain + heads + new
        groups = [{"params": plain, "lr": lr}, {"params": heads, "lr": head_lr}, {"params": new, "lr": fresh_lr or head_lr}]
        self.adamw = torch.optim.AdamW([g for g in groups if g["params"]], weight_decay=0.01, fused=True)
        self.sparse = torch.optim.SparseAdam([model.embeddings.word_embeddings.weight], lr=word_lr)
        self.warmup = warmup
        self.peaks = [g["lr"] for g in self._groups()]

    def _groups(self) -> Iterable[dict]:
        return [*self.adamw.param_groups, *self.sparse.param_groups]

    def step(self, progress: float) -> None:
        """One update at a point of the run between 0 and 1."""
        factor = min(progress / self.warmup, (1 - progress) / (1 - self.warmup))
        for group, peak in zip(self._groups(), self.peaks):
            group["lr"] = peak * max(0.0, factor)
        torch.nn.utils.clip_grad_norm_(self.dense, 1.0)
        self.adamw.step()
        self.sparse.step()
        self.adamw.zero_grad(set_to_none=True)
        self.sparse.zero_grad(set_to_none=True)
