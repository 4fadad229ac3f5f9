"""The engines side by side: each runs the encoder of one model over windows of subwords. ONNX Runtime is in `onnx_engines`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch.nn import functional as F

from served import Served

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))
from relata_training.model import SelfAttention  # noqa: E402
from relata_training.model_directory import read_model  # noqa: E402

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
        """Last hidden states at [CLS] of its windows."""

    def way(self, workload: str) -> str:
        """How the windows of a workload are given to it."""


def read_workloads(file: Path, chosen: str | None, first: int | None) -> dict[str, list[Window]]:
    """Workloads by name: all or those that are named, with all or their first windows."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    names = chosen.split(",") if chosen else list(stored)
    unknown = [name for name in names if name not in stored]
    if unknown:
        raise SystemExit(f"no workload is called {', '.join(unknown)}; there are {', '.join(stored)}")
    return {name: [Window(**window) for window in stored[name][:first]] for name in names}


def write_workloads(workloads: dict[str, list[Window]], file: Path) -> None:
    """Inverse of `read_workloads`."""
    file.write_text(json.dumps({name: [asdict(window) for window in windows] for name, windows in workloads.items()}), encoding="utf-8")


def by_length(windows: list[Window]) -> list[int]:
    """Places of the windows, the shortest first."""
    return sorted(range(len(windows)), key=lambda place: len(windows[place].ids))


def batches(windows: list[Window], size: int) -> list[Batch]:
    """Windows of like length together, padded at the end: ids, shapes, and where there is a subword."""
    ordered = [windows[place] for place in by_length(windows)]
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
        ordered = np.concatenate([self.run(batch)[:, 0] for batch in self.chosen[workload]])
        states = np.empty_like(ordered)
        states[by_length(self.workloads[workload])] = ordered
        return states

    def way(self, workload: str) -> str:
        return "one by one" if self.chosen[workload][0][0].shape[0] == 1 else f"batches of {BATCH}"


class Encoder(torch.nn.Module):
    """The encoder of the shipped model on plain f32 weights. What rounds them in training is left out, for they are stored rounded."""

    def __init__(self, fused: bool):
        super().__init__()
        reader, _ = read_model(MODEL)
        self.embeddings, self.layers = reader.embeddings, reader.encoder["layer"]
        self.fused = fused
        self.eval()

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        return self.states(ids, shapes, torch.where(there, 0.0, -1e9)[:, None, None, :])

    def states(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Last hidden states; the mask is added to the attention's scores."""
        tables = self.embeddings
        places = tables.position_embeddings.weight[:ids.shape[1]]
        x = tables.LayerNorm(tables.word_embeddings(ids) + places + tables.token_type_embeddings.weight[0] + tables.shape_embeddings(shapes))
        for layer in self.layers:
            mixed = (fused_attention if self.fused else written_attention)(layer.attention["self"], x, mask)
            x = layer.attention["output"](mixed, x)
            x = layer.output(F.gelu(layer.intermediate["dense"](x)), x)
        return x


def heads(module: SelfAttention, x: torch.Tensor) -> list[torch.Tensor]:
    """Query, key and value of each head."""
    b, n, _ = x.shape
    return [f(x).view(b, n, module.heads, -1).transpose(1, 2) for f in (module.query, module.key, module.value)]


def fused_attention(module: SelfAttention, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    """What the module does, which goes over real subwords alone, by PyTorch's own kernel on rectangles."""
    return F.scaled_dot_product_attention(*heads(module, x), attn_mask=mask).transpose(1, 2).reshape(x.shape)


def written_attention(module: SelfAttention, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    """The same, written out for formats that know no fused one."""
    q, k, v = heads(module, x)
    scores = q @ k.transpose(2, 3) / q.shape[3] ** 0.5
    return (torch.softmax(scores if mask is None else scores + mask, -1) @ v).transpose(1, 2).reshape(x.shape)


def torch_eager(threads: int, workloads: dict[str, list[Window]], fused: bool = True) -> Batched:
    """PyTorch as it comes, or with the attention that is handed to ONNX."""
    torch.set_num_threads(threads)
    encoder = Encoder(fused)

    @torch.inference_mode()
    def run(batch: Batch) -> np.ndarray:
        ids, shapes, there = (torch.from_numpy(part) for part in batch)
        return (encoder.states(ids, shapes, None) if bool(there.all()) else encoder(ids, shapes, there)).numpy()

    return Batched("PyTorch" if fused else "PyTorch, attention written out", run, workloads)


class Relata(Served):
    """relata's built-in backend."""

    def __init__(self, binary: Path, windows: Path, threads: int, precision: str):
        super().__init__(f"relata {precision}", [str(binary), "serve", str(windows), str(threads), precision])

    def seconds(self, workload: str) -> float:
        return self.ask(f"time {workload}")

    def hidden(self, workload: str) -> np.ndarray:
        return np.array(self.ask(f"hidden {workload}"), dtype=np.float32)

    def way(self, workload: str) -> str:
        return "as the reader does"
