#!/usr/bin/env python3
"""Measures the whole of relata beside spaCy's small English pipeline, in turns, and prints tables in Markdown: see README.md. Called by `run --chain`."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import machine
from served import Served
from turns import measure, plural, ratio

SERVE = Path(__file__).with_name("spacy_serve.py")
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}
"""spaCy works on several cores by processes; threads inside of these would only get in each other's way."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--threads", default="1,2", help="numbers of threads of relata and of processes of spaCy, with commas between them")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--instructions", choices=machine.LIMITS, help="no later vector instructions; see README.md for what cannot be limited where")
    return parser.parse_args()


def words(texts: list[str]) -> int:
    """Runs of characters between white space."""
    return sum(len(text.split()) for text in texts)


class Relata(Served):
    """The whole extraction, on threads."""

    def __init__(self, binary: Path, articles: Path, threads: int):
        super().__init__("relata", [str(binary), "chain", str(articles), str(threads)])
        self.way = "all stages, a batch of all articles"

    def seconds(self) -> float:
        return self.ask("time")


class SpacyPipe(Served):
    """spaCy as its documentation has it: one process deals the texts out to others and gets the documents back."""

    def __init__(self, articles: Path, processes: int):
        super().__init__("spaCy" if processes == 1 else "spaCy, nlp.pipe", [sys.executable, str(SERVE), str(articles), str(processes)], ONE_THREAD)
        self.about = self.ask("about")
        self.way = f"n_process={processes}, batch_size={self.ask('batch')}"

    def seconds(self) -> float:
        return self.ask("time")

    def entities(self) -> int:
        return self.ask("entities")


class SpacyProcesses:
    """spaCy in processes of their own, each with its share of the texts and nothing to give back: the most that so many cores can do."""

    def __init__(self, texts: list[str], folder: Path, processes: int):
        self.name = "spaCy, shares"
        self.parts = []
        for number, share in enumerate(shares(texts, processes)):
            file = folder / f"articles.{number}.json"
            file.write_text(json.dumps(share), encoding="utf-8")
            self.parts.append(Served(self.name, [sys.executable, str(SERVE), str(file), "1"], ONE_THREAD))
        self.way = f"{processes} processes, batch_size={','.join(str(size) for size in self.together('batch'))}"

    def together(self, line: str) -> list:
        """The answers of all processes to one line, at which they work at the same time."""
        for part in self.parts:
            part.send(line)
        return [part.receive() for part in self.parts]

    def seconds(self) -> float:
        start = time.perf_counter()
        self.together("time")
        return time.perf_counter() - start

    def close(self) -> None:
        for part in self.parts:
            part.close()


def shares(texts: list[str], number: int) -> list[list[str]]:
    """The texts in parts that are about as long: each, the longest first, goes to the part that has least."""
    parts: list[list[str]] = [[] for _ in range(number)]
    for text in sorted(texts, key=len, reverse=True):
        min(parts, key=lambda part: sum(map(len, part))).append(text)
    return parts


def print_table(engines: list, times: dict[str, list[float]], count: int) -> None:
    """Speeds, and how they compare."""
    print("| | words a second, median | relata is times as fast | way |\n| --- | --- | --- | --- |")
    for engine in engines:
        ours = "" if engine.name == "relata" else f"{ratio(times, 'relata', engine.name):.2f}"
        print(f"| {engine.name} | {count / statistics.median(times[engine.name]):,.0f} | {ours} | {engine.way} |", flush=True)


def main() -> None:
    args = arguments()
    if args.instructions:
        machine.limit(args.instructions)
    articles = args.folder / "articles.json"
    subprocess.run([args.engine, "articles", articles, str(args.articles)], check=True)
    texts = json.loads(articles.read_text(encoding="utf-8"))
    first = True
    for number in (int(n) for n in args.threads.split(",")):
        relata, pipe = Relata(args.engine, articles, number), SpacyPipe(articles, number)
        engines = [relata, pipe, *([SpacyProcesses(texts, args.folder, number)] if number > 1 else [])]
        if first:
            print(f"{machine.description()}\n\n{machine.of_relata(relata.ask('instructions'))}; {pipe.about}; {plural(args.repeats, 'turn')}\n")
            for line in machine.unlimited(args.instructions, ["spaCy"]) if args.instructions else []:
                print(f"**{line}**\n")
            print(f"{len(texts)} articles, {words(texts):,} words; relata finds {relata.ask('events'):,} events in them, spaCy {pipe.entities():,} names")
            first = False
        print(f"\n### {plural(number, 'thread')} of relata, {number} process{'' if number == 1 else 'es'} of spaCy\n")
        print_table(engines, measure(engines, lambda engine: engine.seconds(), args.repeats), words(texts))
        for engine in engines:
            engine.close()


if __name__ == "__main__":
    main()
