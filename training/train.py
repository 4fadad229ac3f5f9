#!/usr/bin/env python3
"""Trains the English reader: from the data folder to a model directory in one command.

  python train.py --data DATA --out DIR [--minutes N | --epochs X] [--cache DIR] [--resume]
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import statistics
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import torch
from safetensors.torch import load_file

from relata_training.base import base_model, tokenizer_file
from relata_training.batches import Batch, QuoteIds, TrainingStream, WindowArrays, collate
from relata_training.cache import cached, content_key
from relata_training.data_sets import OPEN_SETS, plain_documents, training_documents
from relata_training.distillation import WEIGHTS as TAUGHT
from relata_training.distillation import Lesson, ahead, distillation_losses, student_state, teach
from relata_training.encode import EncodedDocument, encode
from relata_training.losses import WEIGHTS, expected_counts, losses
from relata_training.model import Reader
from relata_training.model_directory import read_model, read_weights, silence, sizes_of, write_model
from relata_training.names import Names
from relata_training.newsroom import ADDED
from relata_training.optimisers import Optimisers
from relata_training.quantisation import LEVELS
from relata_training.scores import development_scores, load_development, show
from relata_training.silver import add_silver
from relata_training.text import Subwords
from relata_training.vocabulary import piece_counts

LOG = logging.getLogger("train")
# passes over each set for --epochs 1
PASSES = {"conll2003": 1.5, "worldwide": 1.3, "ewt": 1.5, "gum": 1.1, "polnear": 1.0, "finer_ord": 0.7, "wikigold": 0.4,
          "meantime_ner": 0.5, "re3d": 0.6, "crossner_politics": 0.5, "crossner_literature": 0.2, "crossner_music": 0.2,
          "crossner_science": 0.15, "crossner_ai": 0.15, "grobid_wikipedia": 0.3, "gmb_kaggle": 0.15, "wnut17": 0.8, "btc": 0.5,
          "timebank": 0.7, "aquaint": 0.6, "meantime": 0.9, "ecbplus": 0.4, "m2e2": 0.4, "rams": 0.3, "wikievents": 0.6,
          "plover": 1.0, "plv": 1.0, "cameo": 0.7, "newsroom": 3.0, "written": 1.0}
TEXT = {"text_sentences": 1.0, "text_reports": 1.0, "text_pages": 1.0}
"""The same of text without labels, which only a student reads."""


def set_passes(argument: str) -> tuple[str, float]:
    """`polnear=1.4` as ("polnear", 1.4)."""
    name, _, passes = argument.partition("=")
    if name not in PASSES | TEXT:
        raise argparse.ArgumentTypeError(f"no set is called {name!r}; there are {', '.join(PASSES | TEXT)}")
    return name, float(passes)


def load_data(data: Path, subwords: Subwords, seed: int) -> tuple[dict[str, list[EncodedDocument]], list[str]]:
    """Encoded training sets and the relations."""
    sets = training_documents(data, seed) | plain_documents(data, seed)
    deprels = sorted({t.deprel for d in sets["ewt"] + sets["gum"] for t in d.tokens or ()})
    return {name: [encode(d, subwords, deprels) for d in documents] for name, documents in sets.items()}, deprels


class Run:
    """A training run with its checkpoints."""

    def __init__(self, args: argparse.Namespace):
        self.args = args
        torch.manual_seed(args.seed + args.order)
        cache = args.cache or args.out / "cache"
        base = args.base or (None if args.init or args.teacher else base_model(cache))
        self.tokenizer_file = base / "tokenizer.json" if base else tokenizer_file()
        self.subwords = Subwords(self.tokenizer_file)
        key = content_key([args.data, ADDED, self.tokenizer_file, str(args.seed)])
        self.sets, self.deprels = cached(cache, "encoded", key, lambda: load_data(args.data, self.subwords, args.seed))
        for name, most in dict(args.most).items():
            self.sets[name] = self.sets[name][:round(most)]
        if args.parser:
            self.sets = cached(cache, "silver", content_key([key, str(sorted(args.most)), args.parser / "config.json"]), self.silver)
            LOG.info("silver labels are there")
        if args.open_only:
            self.sets = {k: v for k, v in self.sets.items() if k in OPEN_SETS}
        if args.only:
            self.sets = {k: v for k, v in self.sets.items() if k in args.only}
        if args.limit:
            self.sets = {k: v[:args.limit] for k, v in self.sets.items()}
        if not args.teacher:
            self.sets = {k: v for k, v in self.sets.items() if k not in TEXT}
        self.passes = {name: passes * args.epochs for name, passes in (PASSES | TEXT | dict(args.passes)).items() if name in self.sets}
        self.teacher: Reader | None = None
        if args.teacher:
            self.teacher, deprels = read_model(args.teacher)
            if deprels != self.deprels:
                raise SystemExit("--teacher: the model has other relations than the treebanks here")
        if self.teacher and not args.init:
            tensors = student_state(self.teacher.state_dict(), args.layers, args.inner)
        elif args.init:
            tensors = read_weights(args.init)[0] if args.init.is_dir() else torch.load(args.init, weights_only=True, map_location="cpu")["model"]
        else:
            tensors = {name.removeprefix("bert."): tensor for name, tensor in load_file(str(base / "model.safetensors")).items()}
        self.model = Reader(sizes_of(tensors, self.deprels), args.dropout, args.head_dropout, args.levels)
        self.fresh: frozenset[str] = frozenset()
        if args.init or args.teacher:
            self.start_from(tensors)
        else:
            self.model.load_base(tensors)
        if args.teacher:
            counts = piece_counts((d for documents in self.sets.values() for d in documents), self.model.sizes.vocab)
            (args.out / "pieces.json").write_text(json.dumps(counts) + "\n")
        self.device = torch.device(args.device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self.model.to(self.device)
        if self.teacher:
            self.teacher.to(self.device, torch.bfloat16 if args.precision == "bf16" else torch.float32).requires_grad_(False)
        self.optimisers = Optimisers(self.model, args.lr, args.head_lr, args.word_lr, fresh_lr=args.fresh_lr, fresh=self.fresh)
        word = self.subwords
        quotes = QuoteIds(*(word(c)[0] for c in ('"', "“", "”", "'", "’", ".")))
        self.stream = TrainingStream(self.sets, self.passes, args.rounds, args.batch,
                                     f"{args.seed}/continued-{args.order}" if args.init else args.seed, quotes,
                                     Names(args.data, self.subwords) if args.exchange else None, args.exchange)
        self.expected = expected_counts(self.sets, self.passes, args.batch)
        if not args.init and not args.teacher:  # what another run has taught a head stays
            silence(self.model, {head for head in self.model.heads if self.expected[head] <= 1})
        self.total = self.stream.total_subwords()
        self.seen = self.step = self.round = self.in_round = 0
        self.spent = self.progress = 0.0
        self.dev = None
        if args.dev_share > 0:
            parser = args.parser or (args.init if args.init and args.init.is_dir() else None)
            self.dev = load_development(args.data, self.subwords, self.deprels, read_model(parser)[0] if parser else None)

    def silver(self) -> dict[str, list[EncodedDocument]]:
        """The sets with the parser's labels where they have none of their own."""
        add_silver(self.sets, self.args.parser, self.subwords, self.deprels, torch.device(self.args.device or "cpu"))
        return self.sets

    def start_from(self, state: dict[str, torch.Tensor]) -> None:
        """Takes another run's weights; heads that it had not, or had not trained, stay fresh."""
        silent = tuple(name.removesuffix(end) for end in (".weight", ".U") for name, tensor in state.items()
                       if name.startswith("heads.") and name.endswith(end) and not tensor.any())
        state = {name: tensor for name, tensor in state.items() if not silent or not name.startswith(silent)}
        missing, unexpected = self.model.load_state_dict(state, strict=False)
        if unexpected or any(not name.startswith("heads.") for name in missing):
            raise SystemExit(f"--init: the checkpoint does not fit: {unexpected or missing}")
        self.fresh = frozenset(name.split(".")[1] for name in missing)

    @property
    def checkpoint(self) -> Path:
        return self.args.out / "checkpoint.pt"

    @property
    def kept(self) -> Path:
        return self.args.out / "kept.pt"

    def save(self) -> None:
        """Writes the checkpoint, whole or not at all."""
        partial = self.checkpoint.with_suffix(".partial")
        torch.save({"model": self.model.state_dict(), "adamw": self.optimisers.adamw.state_dict(),
                    "sparse": self.optimisers.sparse.state_dict(), "deprels": self.deprels, "seen": self.seen, "step": self.step,
                    "round": self.round, "in_round": self.in_round, "spent": self.spent, "progress": self.progress}, partial)
        partial.replace(self.checkpoint)

    def resume(self) -> None:
        """Continues from the checkpoint."""
        state = torch.load(self.checkpoint, weights_only=True, map_location=self.device)
        self.model.load_state_dict(state["model"])
        self.optimisers.adamw.load_state_dict(state["adamw"])
        self.optimisers.sparse.load_state_dict(state["sparse"])
        for name in ("seen", "step", "round", "in_round", "spent", "progress"):
            setattr(self, name, state[name])

    def train(self) -> None:
        """The whole run: every batch until the schedule's end."""
        clock = Clock(self.deadline())
        saved = logged = time.time()
        thirds = [t for t in (1 / 3, 2 / 3) if t > self.progress and self.dev]
        sums: dict[str, list[float]] = {}
        seen_at_log = self.seen
        for number, batch, lesson in self.lessons():
            if number != self.round:
                self.round, self.in_round = number, 0
            took, share = clock.step()
            self.spent += took
            self.progress += (1 - self.progress) * share
            self.progress = progress = max(self.progress, self.seen / self.total)
            if progress >= 1:
                break
            self.model.train()
            with self.autocast():
                states = self.model.states(batch.ids, batch.shapes, batch.attention)
                parts = losses(self.model, batch, states[-1])
                taught = distillation_losses(self.model, batch, states, lesson, self.args.untaught) if lesson else {}
            loss = sum(self.args.gold * WEIGHTS[k] * v / self.expected[k] for k, v in parts.items())
            loss += sum(TAUGHT[k] * v for k, v in taught.items())
            if parts or taught:  # a window of a set that marks few events may have no label at all
                loss.backward()
                self.optimisers.step(max(progress, 1e-4))
            for k, v in parts.items():
                entry = sums.setdefault(k, [0.0, 0.0])
                entry[0] += float(v.detach())
                entry[1] += self.expected[k] * batch.subwords / self.args.batch
            for k, v in taught.items():
                entry = sums.setdefault(f"taught:{k}", [0.0, 0.0])
                entry[0] += float(v.detach())
                entry[1] += 1
            self.seen += batch.subwords
            self.step += 1
            self.in_round += 1
            now = time.time()
            if now - logged > 60:
                LOG.info("step %d progress %.3f seen %.2fM %.0f tok/s  %s", self.step, progress, self.seen / 1e6,
                         (self.seen - seen_at_log) / (now - logged), "  ".join(f"{k} {a / b:.3f}" for k, (a, b) in sorted(sums.items())))
                logged, seen_at_log, sums = now, self.seen, {}
            if now - saved > 600:
                self.save()
                saved = now
            if self.args.keep and progress >= self.args.keep and not self.kept.exists():
                self.save()
                shutil.copyfile(self.checkpoint, self.kept)
            if thirds and progress >= thirds[0]:
                thirds = [t for t in thirds if t > progress]
                self.report(0.25 * self.args.dev_share)
                logged, seen_at_log = time.time(), self.seen
        self.save()

    def remaining(self) -> Iterator[tuple[int, list[WindowArrays]]]:
        """The batches that are still to come."""
        begun, done = self.round, self.in_round
        for number, windows in self.stream.batches(begun):
            if number == begun and done:
                done -= 1
            else:
                yield number, windows

    def lessons(self) -> Iterator[tuple[int, Batch, Lesson | None]]:
        """Those batches with what the teacher says of them; beside a processor's training another process asks it."""
        if self.teacher and self.device.type == "cpu":
            return ahead(self.remaining(), self.prepared)
        return map(self.prepared, self.remaining())

    def prepared(self, item: tuple[int, list[WindowArrays]]) -> tuple[int, Batch, Lesson | None]:
        """Round, tensors and the teacher's lesson of a batch."""
        number, windows = item
        batch = collate(windows, self.subwords.cls, self.subwords.sep).to(self.device)
        with self.autocast():
            return number, batch, teach(self.teacher, batch, self.model.sizes.layers) if self.teacher else None

    def autocast(self) -> torch.autocast:
        """Where matrix products are made."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.args.precision == "bf16")

    def deadline(self) -> float | None:
        """When the run ends at the latest, whatever it has seen."""
        if self.args.until:
            now = datetime.now()
            end = datetime.combine(now, datetime.strptime(self.args.until, "%H:%M").time())
            return (end if end > now else end + timedelta(days=1)).timestamp()
        return time.time() + 60 * self.args.minutes - self.spent if self.args.minutes else None

    def report(self, limit: float) -> dict:
        """Logs development scores."""
        begun = time.time()
        results = development_scores(self.model, self.dev, self.subwords, self.deprels, limit)
        LOG.info("dev scores (first %.0f %% of each set, %.0f s)\n%s", 100 * limit, time.time() - begun, show(results))
        return results

    def finish(self) -> None:
        """Exports f32 and packed directories, which hold the same numbers, and scores them."""
        state = {k: v.cpu().clone() for k, v in self.model.state_dict().items()}
        write_model(state, self.deprels, self.tokenizer_file, self.args.out / "f32", "f32")
        write_model(state, self.deprels, self.tokenizer_file, self.args.out / "packed", "packed")
        if self.dev:
            (self.args.out / "scores.json").write_text(json.dumps(self.report(self.args.dev_share), indent=1) + "\n")


class Clock:
    """How far each step brings a schedule that ends at a time of the clock. Pauses (a stopped process, a report) do not count as training: what is left of
    the schedule then goes by in what is left of the time."""

    def __init__(self, deadline: float | None):
        self.deadline = deadline
        self.last = time.time()
        self.steps: deque[float] = deque(maxlen=50)

    def step(self) -> tuple[float, float]:
        """Seconds of training since the last step, and the share of what was left of the schedule that they are."""
        now = time.time()
        took = now - self.last
        self.last = now
        if len(self.steps) >= 10:
            took = min(took, 5 * statistics.median(self.steps))
        self.steps.append(took)
        if self.deadline is None:
            return took, 0.0
        left = self.deadline - now
        return took, min(1.0, took / (left + took)) if left > 0 else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/, parsing/, attribution/, gazetteers/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="folder with the pretrained model.safetensors and tokenizer.json")
    parser.add_argument("--cache", type=Path, help="folder for the base model and encoded data (default: OUT/cache)")
    parser.add_argument("--epochs", type=float, default=2.5, help="scales the passes over every set")
    parser.add_argument("--passes", type=set_passes, nargs="*", default=[], metavar="SET=PASSES", help="other passes than PASSES over these sets")
    parser.add_argument("--most", type=set_passes, nargs="*", default=[], metavar="SET=DOCUMENTS", help="take only the first documents of a set")
    parser.add_argument("--minutes", type=float, default=0, help="end the schedule after this time at the latest")
    parser.add_argument("--until", help="end the schedule when the clock next shows HH:MM, at the latest")
    parser.add_argument("--batch", type=int, default=1700, help="padded subwords a batch")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--lr", type=float, default=2.5e-4)
    parser.add_argument("--head-lr", type=float, default=1.2e-3)
    parser.add_argument("--fresh-lr", type=float, default=0, help="of heads that --init lacks (default: --head-lr)")
    parser.add_argument("--word-lr", type=float, default=1e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--head-dropout", type=float, default=0.2)
    parser.add_argument("--levels", type=int, default=LEVELS, help="largest integer of a matrix's weights in training (0: not rounded)")
    parser.add_argument("--device", help="cpu or cuda (default: cuda where there is one)")
    parser.add_argument("--precision", choices=("bf16", "f32"), default="bf16", help="of the matrix products; weights and sums stay f32")
    parser.add_argument("--open-only", action="store_true", help="train on openly licensed sets alone")
    parser.add_argument("--only", nargs="+", choices=PASSES | TEXT, metavar="SET", help="train on these sets alone")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--order", type=int, default=0, help="another order, dropout and augmentation of the same data, for runs whose mean is taken")
    parser.add_argument("--keep", type=float, default=0, help="copy the checkpoint at this share of the run to OUT/kept.pt, for a mean of weights")
    parser.add_argument("--exchange", type=float, default=0, help="share of the documents in which countries and forces get other names")
    parser.add_argument("--limit", type=int, default=0, help="documents of each set, for a smoke test")
    parser.add_argument("--init", type=Path, help="start from the weights of a checkpoint or a model directory, with a new schedule and order")
    parser.add_argument("--teacher", type=Path, help="directory of the model whose distributions are learnt, on text without labels too; without --init the\
 model starts from some of its layers")
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 3, 7, 11], help="layers of the teacher that a student starts from")
    parser.add_argument("--inner", type=int, default=768, help="inner units of each of them that it keeps")
    parser.add_argument("--gold", type=float, default=1.0, help="what people's labels weigh beside a teacher's")
    parser.add_argument("--untaught", nargs="+", default=(), choices=TAUGHT, metavar="PART", help="what a model with --init is free to say differently from its\
 teacher")
    parser.add_argument("--parser", type=Path, help="directory of a model whose syntax, names and claims the news sets that lack them take")
    parser.add_argument("--dev-share", type=float, default=1.0, help="share of each development set in the final scores (0: none)")
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(args.threads)
    run = Run(args)
    LOG.info("%d relations; passes %s; %.2fM subwords in the plan; expected labels a batch %s", len(run.deprels), run.passes,
             run.total / 1e6, {k: round(v) for k, v in run.expected.items()})
    if args.resume and run.checkpoint.exists():
        run.resume()
    run.train()
    run.finish()


if __name__ == "__main__":
    main()
