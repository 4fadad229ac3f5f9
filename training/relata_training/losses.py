"""The training loss of every head."""

from __future__ import annotations

import torch
from torch.nn import functional as F

from .batches import Batch
from .encode import EncodedDocument
from .labels import IGNORE
from .model import Reader, gather_words, narrow
from .predict import arc_mask, with_root

WEIGHTS = {"entity": 1.0, "attribution": 1.0, "upos": 0.5, "arc": 1.0, "rel": 1.0, "link": 0.5,
           "event": 0.5, "root": 0.3, "polarity": 0.2, "modality": 0.2, "class": 5.0, "factuality": 0.8, "argument": 0.15, "same": 0.3}
MASKED = {"entity": "entity", "event": "event", "root": "root", "modality": "modality", "class": "kind", "factuality": "factuality"}
"""Heads that learn from masks of allowed labels, and the layers that hold them."""
ARGUMENT = 2.0
"""What an argument weighs against a word that is none."""


def expected_counts(sets: dict[str, list[EncodedDocument]], passes: dict[str, float], budget: int) -> dict[str, float]:
    """Labelled words that a batch holds on average, for each head: the constant that its loss is divided by. Silver labels come on top."""
    totals = dict.fromkeys(WEIGHTS, 0.0)
    subwords = 0.0
    for name, documents in sets.items():
        for d in documents:
            subwords += passes[name] * len(d.ids)
            for head, layer in (("entity", d.entity), ("attribution", d.attribution), ("upos", d.upos), ("arc", d.head), ("link", d.link),
                                ("polarity", d.polarity), *((h, getattr(d, masks)) for h, masks in MASKED.items() if h != "entity")):
                weight = {"upos": d.syntax_weight, "arc": d.syntax_weight, "entity": d.entity_weight, "attribution": d.attribution_weight}.get(head, 1)
                if layer is not None and weight == 1:
                    totals[head] += passes[name] * float((layer != (0 if head in MASKED else IGNORE)).sum())
            if d.triggers is not None:
                totals["argument"] += passes[name] * float((d.triggers[:, 1] != 0).sum())
                totals["same"] += passes[name] * float((d.triggers[:, 2] >= 0).sum())
    totals["rel"] = totals["arc"]
    return {k: max(1.0, v / subwords * budget * 0.95) for k, v in totals.items()}


def losses(model: Reader, batch: Batch, hidden: torch.Tensor) -> dict[str, torch.Tensor]:
    """Summed loss of every head that the batch has labels for, from its last hidden states."""
    hidden = narrow(hidden)
    words = model.outer_dropout(gather_words(hidden, batch.first))
    out: dict[str, torch.Tensor] = {}
    for head, layer in MASKED.items():
        masks = getattr(batch, layer)
        if (masks != 0).any():
            out[head] = masked_loss(model.heads[head], words, masks, batch.weight * batch.entity_weight if head == "entity" else batch.weight)
    for head, target in (("attribution", batch.attribution), ("upos", batch.upos), ("polarity", batch.polarity)):
        chosen = target != IGNORE
        if chosen.any():
            loss = F.cross_entropy(model.heads[head](words[chosen]), target[chosen], reduction="none")
            weight = {"attribution": batch.attribution_weight, "upos": batch.syntax_weight}.get(head)
            out[head] = loss.sum() if weight is None else (loss * weight[:, None].expand_as(target)[chosen]).sum()
    parsed = (batch.head != IGNORE).any(1)
    if parsed.any():
        out["arc"], out["rel"] = syntax_losses(model, batch, hidden, words, parsed)
    linked = (batch.link != IGNORE).any(1)
    if linked.any():
        w = words[linked]
        scores = model.heads["link"](w, with_root(hidden[linked], w))
        absent = torch.cat([torch.zeros(len(w), 1, dtype=torch.bool, device=w.device), ~batch.present[linked]], 1)
        target = batch.link[linked]
        chosen = target != IGNORE
        out["link"] = F.cross_entropy(scores.masked_fill(absent[:, None, :], -1e9)[chosen], target[chosen] + 1, reduction="sum")
    if len(batch.triggers):
        out |= pair_losses(model, batch, words)
    return out


def pair_losses(model: Reader, batch: Batch, words: torch.Tensor) -> dict[str, torch.Tensor]:
    """Arguments: every trigger with every word of its window, for the roles that are marked. Same event: every trigger with the others of its
    document that are in the batch, their mean for each trigger, so that a document of many triggers does not outweigh the rest."""
    out = {}
    window, word, roles, event, name = batch.triggers.T
    vectors = words[window, word]
    known = (roles[:, None] >> torch.arange(model.sizes.role, device=roles.device)) & 1 == 1
    if known.any():
        scores = model.heads["argument"].all_pairs(vectors, words, window).float()
        target = torch.zeros_like(scores)
        trigger, role, argument = batch.arguments.T
        target[trigger, role, argument] = 1.0
        loss = F.binary_cross_entropy_with_logits(scores, target, torch.where(target == 1, ARGUMENT, 1.0), reduction="none")
        out["argument"] = (loss * known[:, :, None] * batch.present[window][:, None, :]).sum()
    document = batch.document[window]
    pairs = (document[:, None] == document[None, :]) & (event[:, None] >= 0) & (event[None, :] >= 0) & (name[:, None] != name[None, :])
    if pairs.any():
        first, second = pairs.nonzero().T
        scores = model.heads["same"](vectors[first], vectors[second]).squeeze(-1).float()
        target = (event[first] == event[second]).float()
        weight = 1.0 / pairs.sum(1)[first]
        out["same"] = F.binary_cross_entropy_with_logits(scores, target, weight, reduction="sum")
    return out


def masked_loss(head: torch.nn.Linear, words: torch.Tensor, masks: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Negative log of the summed probability of the labels that each word's mask allows; words with an empty mask do not count."""
    known = masks != 0
    logits = F.log_softmax(head(words[known]).float(), -1)
    allowed = (masks[known][:, None] >> torch.arange(logits.shape[1], device=masks.device)) & 1 == 1
    return -(torch.logsumexp(logits.masked_fill(~allowed, -1e9), -1) * weight[:, None].expand_as(known)[known]).sum()


def syntax_losses(model: Reader, batch: Batch, hidden: torch.Tensor, words: torch.Tensor, parsed: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Arc and relation loss; relations are scored at the gold heads."""
    w, target = words[parsed], batch.head[parsed]
    candidates = with_root(hidden[parsed], w)
    scores = model.heads["arc"](w, candidates).masked_fill(~arc_mask(batch)[parsed], -1e9)
    chosen = target != IGNORE
    weight = batch.syntax_weight[parsed][:, None].expand_as(target)[chosen]
    arc = (F.cross_entropy(scores[chosen], target[chosen] + 1, reduction="none") * weight).sum()
    index = (target.clamp(min=-1) + 1)[:, :, None].expand(-1, -1, candidates.shape[2])
    heads = torch.gather(candidates, 1, index)[chosen]
    rel = (F.cross_entropy(model.heads["rel"](w[chosen], heads), batch.deprel[parsed][chosen], reduction="none") * weight).sum()
    return arc, rel
