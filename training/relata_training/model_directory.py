"""Writes and reads model directories (MODEL_FORMAT.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .labels import (
    ATTRIBUTION_LABELS,
    CLASS_LABELS,
    ENTITY_LABELS,
    EVENT_LABELS,
    FACTUALITY_LABELS,
    MODALITY_LABELS,
    POLARITY_LABELS,
    ROLE_LABELS,
    ROOT_LABELS,
    SHAPES,
    UPOS_LABELS,
)
from .model import Reader, Sizes
from .quantisation import LEVELS, WORDS, int4, int8, levels_of, narrowed, pack, pack_six, rounded, unpack, unpack_six
from .text import MAX_WORD_SUBWORDS, WORD_PATTERN
from .windows import MAX_SUBWORDS, OVERLAP_SUBWORDS, SOFT_SUBWORDS

NAME = "relata-en-small"
VERSION = "0.10.0"
LATER_HEADS = ("heads.class.", "heads.factuality.", "heads.argument.", "heads.same.")
"""Heads that a directory may lack."""


def sizes_for(deprels: list[str]) -> Sizes:
    """Tensor sizes with the label inventories in use."""
    return Sizes(entity=len(ENTITY_LABELS), attribution=len(ATTRIBUTION_LABELS), upos=len(UPOS_LABELS), deprel=len(deprels),
                 event=len(EVENT_LABELS), root=len(ROOT_LABELS), polarity=len(POLARITY_LABELS), modality=len(MODALITY_LABELS),
                 event_class=len(CLASS_LABELS), factuality=len(FACTUALITY_LABELS), role=len(ROLE_LABELS))


def sizes_of(tensors: dict[str, torch.Tensor], deprels: list[str]) -> Sizes:
    """Tensor sizes of an encoder's weights, with the label inventories in use."""
    vocab, hidden = tensors[WORDS].shape
    layers = 1 + max(int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer."))
    return replace(sizes_for(deprels), vocab=vocab, hidden=hidden, layers=layers,
                   intermediate=tensors["encoder.layer.0.intermediate.dense.weight"].shape[0],
                   positions=tensors["embeddings.position_embeddings.weight"].shape[0])


def stored(name: str, tensor: torch.Tensor) -> torch.Tensor:
    """The f32 numbers that a directory's integers stand for."""
    if name == WORDS:
        return rounded(tensor)
    return narrowed(tensor, levels_of(name)) if tensor.dim() >= 2 else tensor


def write_model(state: dict[str, torch.Tensor], deprels: list[str], tokenizer_file: Path, out: Path, dtype: str, model_name: str = NAME,
                version: str = VERSION) -> None:
    """Writes a directory with `dtype` "f32" or "packed". The numbers are the same in both, as few bits have them: so they were trained."""
    out.mkdir(parents=True, exist_ok=True)
    tensors: dict[str, torch.Tensor] = {}
    for name, tensor in sorted(state.items()):
        tensor = tensor.detach().float().contiguous()
        if name == WORDS and dtype == "packed":
            values, tensors[f"{name}.scale"] = int4(tensor)
            tensors[name] = pack(values)
        elif dtype == "packed" and tensor.dim() >= 2:
            values, tensors[f"{name}.scale"] = int8(tensor, levels_of(name))
            tensors[name] = pack_six(values) if levels_of(name) == LEVELS and values.shape[-1] % 4 == 0 else values
        else:
            tensors[name] = stored(name, tensor).clone()
    weights = out / "model.safetensors"
    save_file(tensors, str(weights))
    weights.chmod(0o644)
    write_tokenizer(tokenizer_file, out / "tokenizer.json")
    config = model_config(sizes_of(state, deprels), deprels, hashlib.sha256(weights.read_bytes()).hexdigest()) | {"name": model_name, "version": version}
    if not any(name.startswith(LATER_HEADS) for name in state):
        config = without_later_heads(config)
    (out / "config.json").write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_tokenizer(source: Path, target: Path) -> None:
    """The base model's tokenizer without truncation, padding and post-processor."""
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    tokenizer.update(truncation=None, padding=None, post_processor=None)
    target.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def model_config(s: Sizes, deprels: list[str], sha256: str) -> dict:
    """config.json"""
    return {
        "format": "relata-reader", "format_version": 1, "name": NAME, "version": VERSION, "language": "en",
        "hidden_size": s.hidden, "num_hidden_layers": s.layers, "num_attention_heads": s.attention_heads,
        "intermediate_size": s.intermediate, "layer_norm_eps": s.eps, "vocab_size": s.vocab, "max_position_embeddings": s.positions,
        "shapes": SHAPES, "word_pattern": WORD_PATTERN,
        "window": {"max_subwords": MAX_SUBWORDS, "soft_subwords": SOFT_SUBWORDS, "overlap_subwords": OVERLAP_SUBWORDS,
                   "max_word_subwords": MAX_WORD_SUBWORDS},
        "arc_size": s.arc, "rel_size": s.rel, "link_size": s.link, "argument_size": s.argument, "same_size": s.same,
        "labels": {"entity": ENTITY_LABELS, "attribution": ATTRIBUTION_LABELS, "upos": UPOS_LABELS, "deprel": deprels,
                   "event": EVENT_LABELS, "root": ROOT_LABELS, "polarity": POLARITY_LABELS, "modality": MODALITY_LABELS,
                   "class": CLASS_LABELS, "factuality": FACTUALITY_LABELS, "role": ROLE_LABELS},
        "weights_sha256": sha256}


def without_later_heads(config: dict) -> dict:
    """The configuration of a model that lacks `LATER_HEADS`."""
    labels = {name: labels for name, labels in config["labels"].items() if name not in ("class", "factuality", "role")}
    return {name: value for name, value in config.items() if name not in ("argument_size", "same_size")} | {"labels": labels}


def weight_files(folder: Path) -> list[Path]:
    """The files that hold the weights of a directory: one, or parts; those of the shipped model lie in crates beside it."""
    whole = folder / "model.safetensors"
    if whole.is_file():
        return [whole]
    parts = sorted(folder.glob("model-*.safetensors"))
    return parts or sorted(folder.parent.parent.glob(f"{folder.parent.name}-*/model/model-*.safetensors"))


def read_weights(folder: Path) -> tuple[dict[str, torch.Tensor], list[str]]:
    """The weights of a directory, in f32, and its relations."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    stored = {name: tensor for file in weight_files(folder) for name, tensor in load_file(str(file)).items()}
    state = {}
    for name, tensor in stored.items():
        if name.endswith(".scale"):
            continue
        scale = stored.get(f"{name}.scale")
        if tensor.dtype == torch.uint8 and scale.dtype == torch.float32:
            state[name] = unpack_six(tensor) * scale.unsqueeze(-1)
        elif tensor.dtype == torch.uint8:
            state[name] = (unpack(tensor) * scale.float().unsqueeze(-1)).flatten(-2)
        else:
            state[name] = tensor.float() if scale is None else tensor.float() * scale.unsqueeze(-1)
    return state, config["labels"]["deprel"]


def read_model(folder: Path) -> tuple[Reader, list[str]]:
    """The model of a directory, in f32, and its relations. Heads that the directory lacks find nothing."""
    state, deprels = read_weights(folder)
    model = Reader(sizes_of(state, deprels))
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith(LATER_HEADS) for name in missing):
        raise ValueError(f"{folder} does not fit: {(unexpected or missing)[:3]}")
    silence(model, {name.split(".")[1] for name in missing})
    model.eval()
    return model, deprels


def silence(model: Reader, heads: set[str]) -> None:
    """Has heads say their first label of every word (outside, no root, positive, actual), or of no pair anything."""
    for head in heads:
        module = model.heads[head]
        if hasattr(module, "bias"):
            torch.nn.init.zeros_(module.weight)
            module.bias.data.zero_()[0] = 20.0
        elif hasattr(module, "c"):
            for matrix in (module.U, module.A, module.B):
                torch.nn.init.zeros_(matrix)
            module.c.data.fill_(-20.0)
        else:
            torch.nn.init.zeros_(module.U)
            torch.nn.init.zeros_(module.u)
