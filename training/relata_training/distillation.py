"""A small reader that learns what a large one says (Hinton et al. 2015): of every word of any text, labelled or not, the large one's distributions over
the labels of all heads, its last hidden states (Sun et al. 2019), and those in between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty
from typing import TypeVar

import torch
from torch import Tensor, multiprocessing
from torch.nn import functional as F

from .batches import Batch
from .model import Reader, gather_words, narrow
from .predict import arc_mask, with_root

Item = TypeVar("Item")
Made = TypeVar("Made")

WEIGHTS = {"state": 1.0, "between": 0.3, "entity": 3.0, "attribution": 3.0, "upos": 1.0, "arc": 2.0, "rel": 2.0, "link": 1.0, "event": 1.0, "root": 1.0,
           "polarity": 0.5, "modality": 0.5, "class": 6.0, "factuality": 1.0, "argument": 0.15, "same": 0.3}
"""What each part weighs in the loss; hidden states are measured by the share of their variance that is missed, the rest in nats."""
TAGS = ("entity", "attribution", "upos", "event", "root", "class")
"""Heads that are learnt at every word."""
OF_EVENTS = {"polarity": "event", "modality": "event", "factuality": "class"}
"""Heads that mean something where there is an event, and the head that tells where."""
TRIGGER = 0.2
"""Words of which the large model thinks so probably that they name an event lend their arguments."""


def student_state(teacher: dict[str, Tensor], layers: Sequence[int], inner: int) -> dict[str, Tensor]:
    """The weights that a student starts from: some of the teacher's layers, and of each of them the `inner` inner units of the greatest weight (the
    product of the norms of what leads in and out)."""
    state = {name: tensor for name, tensor in teacher.items() if not name.startswith("encoder.layer.")}
    for new, old in enumerate(layers):
        prefix = f"encoder.layer.{old}."
        for name, tensor in teacher.items():
            if name.startswith(prefix):
                state[f"encoder.layer.{new}.{name.removeprefix(prefix)}"] = tensor.clone()
        into, out = f"encoder.layer.{new}.intermediate.dense", f"encoder.layer.{new}.output.dense.weight"
        weight = state[f"{into}.weight"].norm(dim=1) * state[out].norm(dim=0)
        kept = weight.topk(min(inner, len(weight))).indices.sort().values
        state[f"{into}.weight"], state[f"{into}.bias"] = state[f"{into}.weight"][kept], state[f"{into}.bias"][kept]
        state[out] = state[out][:, kept]
    return state


@dataclass
class Lesson:
    """What the teacher says of a batch. N words are present, T of them are probable triggers."""

    states: list[Tensor]            # hidden states after the layers that the student's answer to, [B, S, H]
    told: dict[str, Tensor]         # log probabilities of the heads of single words, [N, labels]
    head: Tensor                    # [B, W] the best head of each word, counting the root as 0
    arcs: Tensor                    # [N, W + 1] log probabilities
    relations: Tensor               # [N, labels] log probabilities at the best head
    links: Tensor                   # [N, W + 1] log probabilities
    triggers: tuple[Tensor, Tensor]  # window and word of each, [T]
    arguments: Tensor               # [T, roles, W] probabilities
    same: Tensor                    # [P] probabilities of the pairs of triggers in one window


@torch.no_grad()
def teach(teacher: Reader, batch: Batch, layers: int) -> Lesson:
    """The teacher's lesson on a batch, for a student of so many layers."""
    states = teacher.states(batch.original, batch.shapes, batch.attention)
    step = len(states) // layers
    states = states[step - 1:-1:step][:layers - 1] + states[-1:]
    words, present = gather_words(states[-1], batch.first), batch.present
    chosen = words[present]
    told = {head: F.log_softmax(teacher.heads[head](chosen).float(), -1) for head in (*TAGS, *OF_EVENTS)}
    candidates = with_root(states[-1], words)
    arcs = teacher.heads["arc"](words, candidates).float().masked_fill(~arc_mask(batch), -1e9)
    head = arcs.argmax(2)
    relations = teacher.heads["rel"](chosen, at_heads(candidates, head)[present]).float()
    links = teacher.heads["link"](words, candidates).float().masked_fill(absent(present), -1e9)
    probable = torch.zeros_like(present)
    probable[present] = told["class"][:, 0].exp() < 1 - TRIGGER
    window, word = probable.nonzero().T
    first, second = pairs(window)
    vectors = words[window, word]
    return Lesson(states, told, head, F.log_softmax(arcs, -1)[present], F.log_softmax(relations, -1), F.log_softmax(links, -1)[present], (window, word),
                  teacher.heads["argument"].all_pairs(vectors, words, window).float().sigmoid(),
                  teacher.heads["same"](vectors[first], vectors[second]).float().sigmoid())


def distillation_losses(student: Reader, batch: Batch, states: list[Tensor], lesson: Lesson, untaught: Collection[str] = ()) -> dict[str, Tensor]:
    """What the student misses of the lesson, part by part but for those that are not taught. `states` are the student's hidden states after each layer."""
    out = state_losses(batch, states, lesson, untaught)
    present, told = batch.present, lesson.told
    hidden = narrow(states[-1])
    words = student.outer_dropout(gather_words(hidden, batch.first))
    chosen = words[present]
    for head in (*TAGS, *OF_EVENTS):
        if head not in untaught:
            missed_of = divergence(student.heads[head](chosen), told[head])
            where = OF_EVENTS.get(head)
            out[head] = weighted(missed_of, 1 - told[where][:, 0].exp()) if where else missed_of.mean()
    candidates = with_root(hidden, words)
    if "arc" not in untaught:
        out["arc"] = divergence(student.heads["arc"](words, candidates).float().masked_fill(~arc_mask(batch), -1e9)[present], lesson.arcs).mean()
    if "rel" not in untaught:
        out["rel"] = divergence(student.heads["rel"](chosen, at_heads(candidates, lesson.head)[present]), lesson.relations).mean()
    if "link" not in untaught:
        links = student.heads["link"](words, candidates).float().masked_fill(absent(present), -1e9)[present]
        out["link"] = weighted(divergence(links, lesson.links), 1 - told["attribution"][:, 0].exp())
    return out | pair_losses(student, present, words, lesson, untaught)


def state_losses(batch: Batch, states: list[Tensor], lesson: Lesson, untaught: Collection[str]) -> dict[str, Tensor]:
    """What the student's last hidden states miss, and those in between."""
    real = batch.attention & (batch.ids == batch.original)  # an exchanged name's own state is another
    out = {}
    if "state" not in untaught:
        out["state"] = missed(states[-1][real], lesson.states[-1][real])
    if "between" not in untaught and len(states) > 1:
        out["between"] = torch.stack([missed(own[real], taught[real]) for own, taught in zip(states[:-1], lesson.states)]).mean()
    return out


def pair_losses(student: Reader, present: Tensor, words: Tensor, lesson: Lesson, untaught: Collection[str]) -> dict[str, Tensor]:
    """Arguments of the probable triggers, and which of them are one event."""
    window, word = lesson.triggers
    out = {}
    if not len(window):
        return out
    vectors = words[window, word]
    if "argument" not in untaught:
        scores = student.heads["argument"].all_pairs(vectors, words, window).float()
        missed_of = F.binary_cross_entropy_with_logits(scores, lesson.arguments, reduction="none") * present[window][:, None, :]
        out["argument"] = missed_of.sum() / len(window)
    first, second = pairs(window)
    if "same" not in untaught and len(first):
        out["same"] = F.binary_cross_entropy_with_logits(student.heads["same"](vectors[first], vectors[second]).float(), lesson.same)
    return out


def pairs(window: Tensor) -> tuple[Tensor, Tensor]:
    """First and second of the ordered pairs of triggers that stand in one window."""
    together = (window[:, None] == window[None, :]) & ~torch.eye(len(window), dtype=torch.bool, device=window.device)
    first, second = together.nonzero().T
    return first, second


def at_heads(candidates: Tensor, head: Tensor) -> Tensor:
    """[B, W + 1, H] and [B, W] -> [B, W, H]"""
    return torch.gather(candidates, 1, head[:, :, None].expand(-1, -1, candidates.shape[2]))


def absent(present: Tensor) -> Tensor:
    """[B, 1, W + 1] True where a candidate for a link is padding."""
    return torch.cat([torch.zeros(len(present), 1, dtype=torch.bool, device=present.device), ~present], 1)[:, None, :]


def missed(own: Tensor, taught: Tensor) -> Tensor:
    """The share of the taught vectors' variance that is missed."""
    own, taught = own.float(), taught.float()
    return F.mse_loss(own, taught) / taught.var(0).mean()


def divergence(logits: Tensor, told: Tensor) -> Tensor:
    """Kullback-Leibler divergence of rows from the teacher's log probabilities, in nats."""
    return F.kl_div(F.log_softmax(logits.float(), -1), told, reduction="none", log_target=True).sum(-1)


def weighted(values: Tensor, weight: Tensor) -> Tensor:
    """Mean of values where they weigh anything."""
    return (values * weight).sum() / weight.sum().clamp(min=1.0)


def ahead(items: Iterable[Item], make: Callable[[Item], Made], depth: int = 4) -> Iterator[Made]:
    """What `make` gives for each item, made by a forked process while the caller is at work: on two cores that is twice as fast as two threads an operation."""
    context = multiprocessing.get_context("fork")
    made, over = context.Queue(depth), context.Event()

    def work() -> None:
        torch.set_num_threads(1)
        for item in items:
            made.put(make(item))
        made.put(None)
        over.wait()  # tensors are fetched from the process that made them

    process = context.Process(target=work, daemon=True)
    process.start()
    try:
        while True:
            try:
                value = made.get(timeout=10)
            except Empty:
                if process.is_alive():
                    continue
                raise RuntimeError(f"the process that makes batches ended with code {process.exitcode}") from None
            if value is None:
                return
            yield value
    finally:
        process.terminate()
