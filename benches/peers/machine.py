"""The processor, its vector instructions, and the variables that limit them. Imports nothing that reads such a variable."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

LIMITS = {"avx2": {"RELATA_INSTRUCTIONS": "avx2", "ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2", "MKL_ENABLE_INSTRUCTIONS": "AVX2"}}
"""Variables of relata, PyTorch's own kernels, oneDNN and MKL (which multiplies PyTorch's f32 matrices) by what `--instructions` takes."""

VECTOR_FLAGS = re.compile("avx|amx|asimd|i8mm|bf16|sve|sme(?!p)")
"""How the names of vector instructions begin in /proc/cpuinfo; smep is something else."""


def fields() -> dict[str, str]:
    """What /proc/cpuinfo says of the first processor; nothing where there is no such file."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return {}
    lines = (line.split(":", 1) for line in text.split("\n\n")[0].splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in lines}


def description() -> str:
    """Name of the processor, number of cores, and vector instructions, where the system tells."""
    known = fields()
    name = known.get("model name") or platform.processor() or platform.machine()
    flags = [flag for flag in known.get("flags", known.get("Features", "")).split() if VECTOR_FLAGS.match(flag)]
    return f"{name}, {os.cpu_count()} cores; its vector instructions: {' '.join(flags) or 'not known'}"


def of_relata(answer: dict) -> str:
    """relata's instructions, from what it answers to `instructions`."""
    return f"relata uses {answer['used']} (of {', '.join(answer['available'])})"


def limit(instructions: str) -> None:
    """Lets relata and PyTorch use no more than these. To be called before PyTorch is imported."""
    os.environ.update(LIMITS[instructions])


def unlimited(instructions: str, engines: list[str]) -> list[str]:
    """Which of the engines heed the limit, to be said aloud."""
    if "only_avx2" in os.environ.get("LD_PRELOAD", ""):
        return ["Every engine is limited: the processor tells them of no more than AVX2 (only_avx2.c)."]
    lines = [f"{engine} is NOT limited to {instructions}: it keeps its own best instructions, so its figures are those of the whole machine."
             for engine in engines if engine != "PyTorch"]
    if "PyTorch" in engines and fields().get("vendor_id") != "GenuineIntel":
        lines.append("PyTorch may NOT be limited: MKL, which multiplies its f32 matrices on x86, heeds MKL_ENABLE_INSTRUCTIONS on Intel's processors only.")
    return lines
