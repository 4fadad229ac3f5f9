#!/usr/bin/env python3
"""Cycles that the kernels' inner loops take on a processor which is not at hand, as LLVM's model of it has them.

  .ci/kernels/throughput.py [--cpu icelake-server ...] [--set run_avx512_vnni]

Compiles the kernels with their tests to assembly (`.ci/kernels`), takes each loop without a jump inside of the functions for one set of instructions
that multiplies bytes, divides or rounds, and gives it to llvm-mca (Debian's package `llvm`). One line a loop: what it is, instructions, cycles of one
turn. Two commits compared tell whether a change made a loop slower there; the model knows no caches. Python 3.9+, standard library only.
"""
import argparse, os, re, subprocess, tempfile

# What a loop does, by the instruction that only such loops have.
KINDS = (("products of bytes", "vpdpbusd|vpmaddubsw"), ("gelu", "vdivps"), ("exponential", "vrndscaleps|vroundps"))
TURNS = 200


def assembly(target):
    """Path of the assembly of the kernels with their tests."""
    here = os.path.dirname(os.path.abspath(__file__))
    env = dict(os.environ, RUSTFLAGS="--emit asm -C codegen-units=1", CARGO_INCREMENTAL="0", CARGO_TARGET_DIR=target)
    subprocess.run(["cargo", "test", "--release", "--no-run", "--quiet"], cwd=here, env=env, check=True)
    folder = os.path.join(target, "release", "deps")
    return next(os.path.join(folder, name) for name in sorted(os.listdir(folder)) if re.match(r"relata_kernels.*\.s$", name))


def loops(path, functions):
    """Loops without a jump inside, of the functions whose name holds `functions`, as lists of instructions."""
    function, labels, lines = "", {}, open(path, encoding="utf-8").read().split("\n")
    for at, line in enumerate(lines):
        if begins := re.match(r"(_ZN\S+):", line):
            function, labels = begins[1], {}
        elif label := re.match(r"(\.LBB\S+):", line):
            labels[label[1]] = at
        elif (jump := re.match(r"\s+j[a-z]+\s+(\.LBB\S+)", line)) and jump[1] in labels and functions in function:
            body = [one for one in lines[labels[jump[1]] + 1 : at] if not re.match(r"\s*[.#]", one)]
            if not any(re.match(r"\s+(j[a-z]+|call[a-z]*)\s", one) for one in body):
                yield body


def cycles(body, cpu):
    command = ["llvm-mca", "-mtriple=x86_64", f"-mcpu={cpu}", f"-iterations={TURNS}"]
    out = subprocess.run(command, input="\n".join(body), capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Total Cycles:\s+(\d+)", out)[1]) / TURNS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cpu", nargs="+", default=["icelake-server"], help="names as `llc -mcpu=help` has them")
    parser.add_argument("--set", default="run_avx512_vnni", help="the function that names the instructions")
    a = parser.parse_args()
    rows = set()
    with tempfile.TemporaryDirectory() as target:
        for body in loops(assembly(target), a.set):
            text = "\n".join(body)
            for kind, instruction in KINDS:
                if found := len(re.findall(instruction, text)):
                    each = "  ".join(f"{cpu} {cycles(body, cpu):.1f}" for cpu in a.cpu)
                    rows.add((kind, found, len(body), each))
                    break
    for kind, found, length, each in sorted(rows):
        print(f"{kind:18} {found:4} of {length:4} instructions  cycles: {each}")


if __name__ == "__main__":
    main()
