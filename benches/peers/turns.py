"""Engines that take turns, so that other work on the machine and a clock that changes strike all of them alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence


def measure(engines: Sequence, seconds: Callable, repeats: int) -> dict[str, list[float]]:
    """Seconds of each engine in each turn, after one to warm up."""
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for engine in engines:
        seconds(engine)
    for _ in range(repeats):
        for engine in engines:
            times[engine.name].append(seconds(engine))
    return times


def ratio(times: dict[str, list[float]], ours: str, theirs: str) -> float:
    """How many times as fast ours is: the median over the turns."""
    return statistics.median(b / a for a, b in zip(times[ours], times[theirs]))


def plural(number: int, what: str) -> str:
    """A number with what is counted."""
    return f"{number} {what}{'' if number == 1 else 's'}"
