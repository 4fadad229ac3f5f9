#!/usr/bin/env python3
"""Writes model directories from training checkpoints, or one with random weights.

  python export.py --checkpoint OUT/checkpoint.pt --out DIR --dtype packed [--data DATA]   # --data: scores the exported weights
  python export.py --checkpoint A/checkpoint.pt B/checkpoint.pt --weights 0.3 0.7 --out DIR   # their weighted mean
  python export.py --untrained --out DIR --dtype f32
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from relata_training.base import tokenizer_file
from relata_training.model import Reader
from relata_training.model_directory import NAME, VERSION, read_model, sizes_for, write_model
from relata_training.model_directory import read_weights as read_directory
from relata_training.scores import development_scores, load_development, show
from relata_training.text import Subwords
from relata_training.vocabulary import shortened


def untrained(deprels: list[str], seed: int) -> dict[str, torch.Tensor]:
    """Random weights: the right shapes, no skill."""
    torch.manual_seed(seed)
    model = Reader(sizes_for(deprels))
    for name, parameter in model.named_parameters():
        if name.startswith("heads."):
            torch.nn.init.normal_(parameter, std=0.05)
    return model.state_dict()


def read_weights(place: Path) -> tuple[dict[str, torch.Tensor], list[str]]:
    """Weights and relations of a checkpoint or of a model directory."""
    if place.is_dir():
        return read_directory(place)
    saved = torch.load(place, weights_only=True, map_location="cpu")
    return saved["model"], saved["deprels"]


def mean(states: list[dict[str, torch.Tensor]], weights: list[float]) -> dict[str, torch.Tensor]:
    """Weighted mean of models that lie in one basin of the loss (a model soup, Wortsman et al. 2022). A head that some lack
    is that of the others."""
    if len(weights) != len(states) or sum(weights) <= 0:
        raise ValueError(f"{len(states)} models need as many weights, not {weights}")
    out = {}
    for name in dict.fromkeys(name for state in states for name in state):
        held = [(w, state[name]) for w, state in zip(weights, states) if name in state]
        out[name] = sum(w / sum(w for w, _ in held) * tensor for w, tensor in held)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--checkpoint", type=Path, nargs="+",
                        help="checkpoints or model directories; of several, the mean of the weights (runs that started from one)")
    source.add_argument("--untrained", action="store_true")
    parser.add_argument("--weights", type=float, nargs="+", help="share of each checkpoint in the mean (default: the same)")
    parser.add_argument("--deprels", type=Path, help="config.json whose relations an untrained model takes")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default=NAME, help="of the model")
    parser.add_argument("--version", default=VERSION)
    parser.add_argument("--pieces", type=Path, help="pieces.json of the run: leave out pieces that occur less often in its texts than --least")
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--dtype", choices=("f32", "packed"), default="packed")
    parser.add_argument("--data", type=Path, help="score the exported weights on the development sets")
    parser.add_argument("--parser", type=Path, help="directory of the model whose syntax tells the head words of arguments (default: the exported one)")
    parser.add_argument("--sets", nargs="+", default=[], metavar="SET", help="score on these development sets alone (newsroom, ewt, polnear …)")
    parser.add_argument("--limit", type=float, default=1.0, help="share of each development set")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=17)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.untrained:
        deprels = json.loads(args.deprels.read_text())["labels"]["deprel"] if args.deprels else ["dep", "nsubj", "obj", "punct", "root"]
        state = untrained(deprels, args.seed)
    else:
        saved = [read_weights(place) for place in args.checkpoint]
        deprels = saved[0][1]
        if any(relations != deprels for _, relations in saved):
            raise SystemExit("the checkpoints do not have the same relations")
        state = mean([weights for weights, _ in saved], args.weights or [1.0] * len(saved))
    tokenizer = tokenizer_file()
    if args.pieces:
        args.out.mkdir(parents=True, exist_ok=True)
        text, state = shortened(tokenizer, state, json.loads(args.pieces.read_text()), args.least)
        tokenizer = args.out / "tokenizer.json"
        tokenizer.write_text(text, encoding="utf-8")
    write_model(state, deprels, tokenizer, args.out, args.dtype, args.name, args.version)
    if args.data:
        model, deprels = read_model(args.out)
        subwords = Subwords(args.out / "tokenizer.json")
        parser = read_model(args.parser)[0] if args.parser else model
        results = development_scores(model, load_development(args.data, subwords, deprels, parser), subwords, deprels, args.limit, args.sets)
        (args.out / "scores.json").write_text(json.dumps(results, indent=1) + "\n")
        print(show(results))


if __name__ == "__main__":
    main()
