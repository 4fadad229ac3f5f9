#!/usr/bin/env python3
"""Measures the engines in turns and prints tables in Markdown: see README.md. Called by `run`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from pathlib import Path

import onnxruntime
import torch

from engines import Relata, Window, export, onnx, torch_eager

# What each of relata's precisions is compared with.
PAIRS = [("relata f32", ["PyTorch", "onnxruntime f32"]), ("relata int8", ["PyTorch", "onnxruntime f32", "onnxruntime int8", "relata f32"])]
# f32 engines must agree so far; int8 ones are told apart from the f32 states, which is printed.
TOLERANCE = 1e-3


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--threads", default="1,2", help="numbers of threads, with commas between them")
    parser.add_argument("--precisions", default="f32,int8", help="precisions of relata")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--workloads", help="names, with commas between them; all of them if not given")
    return parser.parse_args()


def read_windows(file: Path, chosen: str | None) -> dict[str, list[Window]]:
    """The workloads by name."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    return {name: [Window(**w) for w in windows] for name, windows in stored.items() if not chosen or name in chosen.split(",")}


def check(engines: list, workloads: dict) -> None:
    """All engines run the same model; prints how far they are from PyTorch."""
    for workload in workloads:
        expected = engines[0].hidden(workload)
        for engine in engines[1:]:
            worst = float(abs(engine.hidden(workload) - expected).max())
            if "int8" not in engine.name and worst > TOLERANCE:
                raise SystemExit(f"{engine.name} differs by {worst} on {workload}: it does not run the same model")
            print(f"<!-- {workload}: {engine.name} differs from PyTorch by at most {worst:.2g} -->")


def measure(engines: list, workload: str, repeats: int) -> dict[str, list[float]]:
    """Seconds of each engine, which take turns."""
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for engine in engines:
        engine.seconds(workload)
    for _ in range(repeats):
        for engine in engines:
            times[engine.name].append(engine.seconds(workload))
    return times


def ratio(times: dict[str, list[float]], ours: str, theirs: str) -> float:
    """How many times as fast ours is: the median over the turns."""
    return statistics.median(b / a for a, b in zip(times[ours], times[theirs]))


def print_speeds(results: dict[str, dict[str, list[float]]], subwords: dict[str, int], engines: list) -> None:
    print("\n| subword tokens a second, median | " + " | ".join(results) + " |")
    print("| --- |" + " --- |" * len(results))
    for engine in engines:
        cells = [f"{subwords[w] / statistics.median(times[engine.name]):,.0f} ({engine.way(w)})" for w, times in results.items()]
        print(f"| {engine.name} | " + " | ".join(cells) + " |")


def print_ratios(results: dict[str, dict[str, list[float]]]) -> None:
    print("\n| times as fast | " + " | ".join(results) + " |")
    print("| --- |" + " --- |" * len(results))
    known = next(iter(results.values()))
    for ours, peers in PAIRS:
        for theirs in peers:
            if ours in known and theirs in known:
                print(f"| {ours} : {theirs} | " + " | ".join(f"{ratio(times, ours, theirs):.2f}" for times in results.values()) + " |")


def processor() -> str:
    """Name of the processor, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main() -> None:
    args = arguments()
    windows = args.folder / "windows.json"
    workloads = read_windows(windows, args.workloads)
    subwords = {name: sum(len(w.ids) for w in group) for name, group in workloads.items()}
    plain, quantised = export(args.folder)
    print(f"{processor()}, {os.cpu_count()} cores; PyTorch {torch.__version__}, onnxruntime {onnxruntime.__version__}; {args.repeats} turns")
    for name, group in workloads.items():
        print(f"- {name}: {len(group)} windows, {subwords[name]:,} subwords")
    for threads in (int(n) for n in args.threads.split(",")):
        print(f"\n### {threads} thread{'s' if threads > 1 else ''}\n")
        engines = [torch_eager(threads, workloads), onnx("onnxruntime f32", plain, threads, workloads), onnx("onnxruntime int8", quantised, threads, workloads)]
        ours = [Relata(args.engine, windows, threads, precision) for precision in args.precisions.split(",")]
        check(engines + ours, workloads)
        results = {name: measure(engines + ours, name, args.repeats) for name in workloads}
        print_speeds(results, subwords, engines + ours)
        print_ratios(results)
        for engine in ours:
            engine.close()


if __name__ == "__main__":
    main()
