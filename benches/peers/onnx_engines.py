"""ONNX Runtime in f32 and in dynamic int8."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from engines import Batch, Batched, Encoder, Window

VERSION = onnxruntime.__version__


def export(folder: Path) -> tuple[Path, Path]:
    """The encoder as ONNX, in f32 and with weights quantised for dynamic int8."""
    plain, quantised = folder / "encoder.onnx", folder / "encoder.int8.onnx"
    example = (torch.ones(2, 9, dtype=torch.int64), torch.ones(2, 9, dtype=torch.int64), torch.ones(2, 9, dtype=torch.bool))
    names = ["ids", "shapes", "there"]
    axes = {name: {0: "batch", 1: "subwords"} for name in [*names, "hidden"]}
    with warnings.catch_warnings():
        # Of the exporter: it is the older one.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Attention is written out: ONNX knows no fused one.
        torch.onnx.export(Encoder(fused=False), example, str(plain), input_names=names, output_names=["hidden"], dynamic_axes=axes, opset_version=17,
                          dynamo=False)
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


def engines(folder: Path, threads: int, workloads: dict[str, list[Window]]) -> list[Batched]:
    """Both, of the files that `export` has made."""
    plain, quantised = folder / "encoder.onnx", folder / "encoder.int8.onnx"
    return [onnx("onnxruntime f32", plain, threads, workloads), onnx("onnxruntime int8", quantised, threads, workloads)]
