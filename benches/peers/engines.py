"""The engines side by side: each runs the encoder of one model over windows of subwords."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Protocol

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))
from relata_training.model import Reader, Sizes  # noqa: E402

MODEL = ROOT / "crates/relata-model-en/model"
BATCH = 32


@dataclass(frozen=True)
class Window:
    """Subwords and word shapes as the encoder reads them."""

    ids: list[int]
    shapes: list[int]


Batch = tuple[np.ndarray, np.ndarray, np.ndarray]


class Engine(Protocol):
    """Runs the encoder."""

    name: str

    def seconds(self, workload: str) -> float:
        """Time of one pass over a workload."""

    def hidden(self, workload: str) -> np.ndarray:
        """Last hidden state at [CLS] of the first window."""


def batches(windows: list[Window], size: int) -> list[Batch]:
    """Windows of like length together, padded at the end: ids, shapes, and where there is a subword."""
    ordered = sorted(windows, key=lambda w: len(w.ids))
    out = []
    for start in range(0, len(ordered), size):
        part = ordered[start:start + size]
        width = max(len(w.ids) for w in part)

        def padded(values: list[list[int]]) -> np.ndarray:
            return np.array([v + [0] * (width - len(v)) for v in values], dtype=np.int64)

        there = np.array([[True] * len(w.ids) + [False] * (width - len(w.ids)) for w in part])
        out.append((padded([w.ids for w in part]), padded([w.shapes for w in part]), there))
    return out


class Batched:
    """An engine that takes rectangular batches: one window at a time, or 32 of like length; it is measured in the way that it does better."""

    def __init__(self, name: str, run: Callable[[Batch], np.ndarray], workloads: dict[str, list[Window]]):
        self.name, self.run, self.workloads = name, run, workloads
        self.chosen = {name: self.better(windows) for name, windows in workloads.items()}

    def better(self, windows: list[Window]) -> list[Batch]:
        """The faster of the two ways, after one pass each to warm up."""
        ways = [batches(windows, 1), batches(windows, BATCH)]
        for way in ways:
            self.timed(way)
        return min(ways, key=self.timed)

    def timed(self, way: list[Batch]) -> float:
        start = time.perf_counter()
        for batch in way:
            self.run(batch)
        return time.perf_counter() - start

    def seconds(self, workload: str) -> float:
        return self.timed(self.chosen[workload])

    def hidden(self, workload: str) -> np.ndarray:
        return self.run(batches(self.workloads[workload][:1], 1)[0])[0, 0]

    def way(self, workload: str) -> str:
        """How the windows of a workload are given to it."""
        return "one by one" if self.chosen[workload][0][0].shape[0] == 1 else f"batches of {BATCH}"


def shipped_reader() -> Reader:
    """The model with the shipped weights in its encoder, in f32; its heads are of no account here."""
    config = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))
    stored = load_file(str(MODEL / "model.safetensors"))
    names = [name for name in stored if name.startswith(("embeddings.", "encoder.")) and not name.endswith(".scale")]
    state = {name: stored[name].float() * stored[f"{name}.scale"].unsqueeze(-1) if f"{name}.scale" in stored else stored[name].float() for name in names}
    reader = Reader(Sizes(hidden=config["hidden_size"], layers=config["num_hidden_layers"], attention_heads=config["num_attention_heads"],
                          intermediate=config["intermediate_size"], vocab=config["vocab_size"], positions=config["max_position_embeddings"],
                          shapes=len(config["shapes"]), eps=config["layer_norm_eps"]))
    unmatched = reader.load_state_dict(state, strict=False)
    missing = [name for name in unmatched.missing_keys if name.startswith(("embeddings.", "encoder."))]
    if missing or unmatched.unexpected_keys:
        raise ValueError(f"the model directory and the PyTorch model do not go together: {missing} {unmatched.unexpected_keys}")
    return reader.eval()


class Encoder(torch.nn.Module):
    """The reader's encoder alone, in a form that can be exported."""

    def __init__(self):
        super().__init__()
        self.reader = shipped_reader()

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        mask = torch.where(there, 0.0, -1e9)[:, None, None, :]
        x = self.reader.embeddings(ids, shapes)
        for layer in self.reader.encoder["layer"]:
            x = layer(x, mask)
        return x


def torch_eager(threads: int, workloads: dict[str, list[Window]]) -> Batched:
    """PyTorch as the model was trained."""
    torch.set_num_threads(threads)
    reader = shipped_reader()

    @torch.inference_mode()
    def run(batch: Batch) -> np.ndarray:
        return reader.encode(*(torch.from_numpy(part) for part in batch)).numpy()

    return Batched("PyTorch", run, workloads)


def export(folder: Path) -> tuple[Path, Path]:
    """The encoder as ONNX, in f32 and with weights quantised for dynamic int8."""
    plain, quantised = folder / "encoder.onnx", folder / "encoder.int8.onnx"
    example = (torch.ones(2, 9, dtype=torch.int64), torch.ones(2, 9, dtype=torch.int64), torch.ones(2, 9, dtype=torch.bool))
    names = ["ids", "shapes", "there"]
    axes = {name: {0: "batch", 1: "subwords"} for name in [*names, "hidden"]}
    torch.onnx.export(Encoder().eval(), example, str(plain), input_names=names, output_names=["hidden"], dynamic_axes=axes, opset_version=17, dynamo=False)
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(plain, quantised, weight_type=QuantType.QInt8, per_channel=True)
    return plain, quantised


def onnx(name: str, file: Path, threads: int, workloads: dict[str, list[Window]]) -> Batched:
    """ONNX Runtime with all of its graph optimisations."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def run(batch: Batch) -> np.ndarray:
        return session.run(None, dict(zip(("ids", "shapes", "there"), batch)))[0]

    return Batched(name, run, workloads)


class Relata:
    """relata's built-in backend, in a process of its own."""

    def __init__(self, binary: Path, windows: Path, threads: int, precision: str):
        self.name = f"relata {precision}"
        command = [str(binary), "serve", str(windows), str(threads), precision]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line: str):
        """The answer to one line."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} ended early")
        return json.loads(answer)

    def seconds(self, workload: str) -> float:
        return self.ask(f"time {workload}")

    def hidden(self, workload: str) -> np.ndarray:
        return np.array(self.ask(f"hidden {workload}"), dtype=np.float32)

    def way(self, workload: str) -> str:
        """How the windows of a workload are given to it."""
        return "as the reader does"

    def close(self) -> None:
        """Ends the process."""
        self.process.stdin.close()
        self.process.wait()
