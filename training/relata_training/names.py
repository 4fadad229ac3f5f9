"""Names that stand for each other in training, so that which country it is and what a force is called move nothing (counterfactual data augmentation,
Zmigrod et al. 2019)."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from pathlib import Path

from .text import Subwords

NOUNS = Path(__file__).resolve().parents[2] / "crates/relata-syntax/data/nouns.tsv"
FORCE = {"armed", "conflict"}
"""Classes of nouns that denote who fights, on whichever side."""
Table = dict[int, int]


class Names:
    """Words of one subword in groups within which each may be put for another: countries with their adjectives, and forces."""

    def __init__(self, data: Path, subwords: Subwords):
        known = _Known(subwords)
        with (data / "gazetteers/countries_mledoze.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t")
            pairs = [known(row["common"], row["demonym_m"]) for row in rows if row["common"] != row["demonym_m"]]
        nouns = [line.split("\t") for line in NOUNS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        forces = [known(row[0], plural(row[0])) for row in nouns if row[3] in ("one", "count") and set(row[-1].split()) >= FORCE]
        self.groups = [distinct(pairs), distinct(forces)]

    def exchanged(self, rng: random.Random) -> Table:
        """One exchange of all names within their groups: what each becomes."""
        table: Table = {}
        for group in self.groups:
            others = rng.sample(group, len(group))
            table |= {one: other for names, new in zip(group, others) for one, other in zip(names, new)}
        return table


class _Known:
    """Words as subwords, where each is one."""

    def __init__(self, subwords: Subwords):
        self.subwords = subwords

    def __call__(self, *words: str) -> tuple[int, ...] | None:
        ids = [self.subwords(word) for word in words]
        single = all(len(i) == 1 and i[0] != self.subwords.unk for i in ids)
        return tuple(i[0] for i in ids) if single else None


def distinct(rows: Iterable[tuple[int, ...] | None]) -> list[tuple[int, ...]]:
    """The rows of known words of which no word stands in a row before."""
    seen: set[int] = set()
    out = []
    for row in rows:
        if row is not None and not seen & set(row):
            seen |= set(row)
            out.append(row)
    return out


def plural(noun: str) -> str:
    """The regular plural, and that of compounds of "man"."""
    return f"{noun[:-2]}en" if noun.endswith("man") else f"{noun}s"
