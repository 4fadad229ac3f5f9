"""A smaller vocabulary for a small model: without the pieces that its texts never use."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from .encode import EncodedDocument
from .quantisation import WORDS


def piece_counts(documents: Iterable[EncodedDocument], size: int) -> list[int]:
    """How often each piece of a vocabulary occurs."""
    return sum((np.bincount(d.ids, minlength=size) for d in documents), np.zeros(size, np.int64)).tolist()


def kept_pieces(vocabulary: dict[str, int], counts: list[int], least: int) -> list[str]:
    """The pieces that occur so often, the special ones, and what any word of Latin letters can be put together from, in their order."""
    def stays(piece: str, number: int) -> bool:
        special = piece.startswith("[") and piece.endswith("]") and not piece.startswith("[unused")
        return special or counts[number] >= least or (piece.removeprefix("##").isascii() and len(piece.removeprefix("##")) == 1)

    return [piece for piece, number in sorted(vocabulary.items(), key=lambda entry: entry[1]) if stays(piece, number)]


def shortened(tokenizer_file: Path, state: dict[str, torch.Tensor], counts: list[int], least: int) -> tuple[str, dict[str, torch.Tensor]]:
    """tokenizer.json with the kept pieces alone, numbered anew, and the weights with their rows."""
    tokenizer = json.loads(tokenizer_file.read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    kept = kept_pieces(vocabulary, counts, least)
    rows = torch.tensor([vocabulary[piece] for piece in kept])
    tokenizer["model"]["vocab"] = {piece: number for number, piece in enumerate(kept)}
    for added in tokenizer["added_tokens"]:
        added["id"] = tokenizer["model"]["vocab"][added["content"]]
    return json.dumps(tokenizer, ensure_ascii=False), state | {WORDS: state[WORDS][rows]}
