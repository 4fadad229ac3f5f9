#!/usr/bin/env python3
"""Runs the scorer on the development sets and fails where a score falls below its floor (.ci/floors.json)."""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def run_task(arguments: list[str]) -> dict[str, float]:
    """One call of the scorer; its figures by name."""
    with tempfile.NamedTemporaryFile(suffix=".json") as figures:
        command = [sys.executable, str(SHARED / "eval/evaluate.py"), *arguments, "--json", figures.name]
        command += ["--cmd", f"{ROOT}/target/release/relata extract --jsonl"]
        subprocess.run(command, check=True, cwd=SHARED)
        return json.load(open(figures.name, encoding="utf-8"))


def main() -> int:
    low = []
    for task in json.load(open(ROOT / ".ci/floors.json", encoding="utf-8")):
        figures = run_task(task["run"])
        for name, floor in task["floors"].items():
            value = figures.get(name)
            if value is None or value < floor:
                low.append(f"{name}: {value} is below its floor {floor}")
    for line in low:
        print(f"TOO LOW  {line}")
    print(f"scores: {len(low)} below their floors")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
