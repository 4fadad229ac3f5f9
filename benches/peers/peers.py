#!/usr/bin/env python3
"""Measures the engines in turns and prints tables in Markdown: see README.md. Called by `run`."""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import machine
from turns import measure, plural, ratio

if TYPE_CHECKING:
    from engines import Engine, Window

# What each of relata's precisions is compared with.
PAIRS = [("relata f32", ["PyTorch", "onnxruntime f32"]), ("relata int8", ["PyTorch", "onnxruntime f32", "onnxruntime int8", "relata f32"])]
# f32 engines must agree so far; int8 ones are told apart from the f32 states, which is printed.
TOLERANCE = 1e-3
# What --tiny stands for.
TINY = {"threads": "1", "repeats": 2, "workloads": "sentences", "windows": 24}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--threads", default="1,2", help="numbers of threads, with commas between them")
    parser.add_argument("--precisions", default="f32,int8", help="precisions of relata")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--workloads", help="names, with commas between them; all of them if not given")
    parser.add_argument("--windows", type=int, help="only so many windows of each workload")
    parser.add_argument("--instructions", choices=machine.LIMITS, help="no later vector instructions; see README.md for what cannot be limited where")
    parser.add_argument("--tiny", action="store_true", help="a few windows, to see that the engines agree; onnxruntime may be missing")
    if parser.parse_args().tiny:
        parser.set_defaults(**TINY)
    return parser.parse_args()


def check(engines: list[Engine], workload: str) -> None:
    """All engines run the same model; prints how far they are from PyTorch."""
    expected = engines[0].hidden(workload)
    for engine in engines[1:]:
        worst = float(abs(engine.hidden(workload) - expected).max())
        # Written so that what is no number fails.
        if "int8" not in engine.name and not worst <= TOLERANCE:
            raise SystemExit(f"{engine.name} differs from PyTorch by {worst} on {workload}: it does not run the same model")
        print(f"<!-- {workload}: {engine.name} differs from PyTorch by at most {worst:.2g} -->")


def print_speeds(results: dict[str, dict[str, list[float]]], subwords: dict[str, int], engines: list[Engine]) -> None:
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


def compare(engines: list[Engine], workloads: dict[str, list[Window]], repeats: int) -> None:
    """Checks and measures engines, and prints it."""
    for name in workloads:
        check(engines, name)
    results = {name: measure(engines, lambda engine, name=name: engine.seconds(name), repeats) for name in workloads}
    print_speeds(results, {name: sum(len(w.ids) for w in windows) for name, windows in workloads.items()}, engines)
    print_ratios(results)


def main() -> None:
    args = arguments()
    if args.instructions:
        machine.limit(args.instructions)
    # Not before: PyTorch reads the limits when it is loaded.
    import torch
    from engines import Relata, read_workloads, torch_eager, write_workloads
    try:
        import onnx_engines
    except ModuleNotFoundError as missing:
        if not args.tiny:
            raise
        onnx_engines = None
        print(f"**SKIPPED: onnxruntime is NOT compared, only PyTorch and relata are: {missing}**\n")
    workloads = read_workloads(args.folder / "windows.json", args.workloads, args.windows)
    chosen = args.folder / "chosen.json"
    write_workloads(workloads, chosen)
    if onnx_engines:
        onnx_engines.export(args.folder)
    first = True
    for threads in (int(n) for n in args.threads.split(",")):
        ours = [Relata(args.engine, chosen, threads, precision) for precision in args.precisions.split(",")]
        if first:
            versions = [f"PyTorch {torch.__version__} ({torch.backends.cpu.get_cpu_capability()})"]
            if onnx_engines:
                versions.append(f"onnxruntime {onnx_engines.VERSION}")
            print(f"{machine.description()}\n\n{machine.of_relata(ours[0].ask('instructions'))}; {', '.join(versions)}; {plural(args.repeats, 'turn')}\n")
            for line in machine.unlimited(args.instructions, ["PyTorch", *(["onnxruntime"] if onnx_engines else [])]) if args.instructions else []:
                print(f"**{line}**\n")
            for name, windows in workloads.items():
                print(f"- {name}: {plural(len(windows), 'window')}, {sum(len(w.ids) for w in windows):,} subwords")
            first = False
        print(f"\n### {plural(threads, 'thread')}\n")
        peers = [torch_eager(threads, workloads)]
        if onnx_engines:
            peers += onnx_engines.engines(args.folder, threads, workloads)
        else:
            # What ONNX would be given is compared all the same.
            peers.append(torch_eager(threads, workloads, fused=False))
        compare(peers + ours, workloads, args.repeats)
        for engine in ours:
            engine.close()


if __name__ == "__main__":
    main()
