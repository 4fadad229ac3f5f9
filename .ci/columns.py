#!/usr/bin/env python3
"""Lists lines of Rust code that are longer than 100 columns, and fails where there is one.

  .ci/columns.py           list them
  .ci/columns.py --wrap    wrap comments and examples of documentation where they stand (rustfmt of the nightly toolchain), then list what is left

Tests may keep theirs (files of tests, and what stands behind `#[cfg(test)]`): fixtures of one line a case read better so. So may a line of a table in
documentation and a command that a shell could not take in two lines.
"""
import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 100
WRAP = (
    "unstable_features=true,skip_children=true,max_width=100,use_small_heuristics=Max,wrap_comments=true,comment_width=100,"
    "format_code_in_doc_comments=true,doc_comment_code_block_width=92"
)


def long_lines(file: pathlib.Path):
    """Numbers and lengths of the lines that are too long."""
    if "tests" in file.parts or file.name == "tests.rs":
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if "#[cfg(test)]" in line:
            return
        is_table = line.lstrip().startswith(("//! |", "/// |", "//! export "))
        is_one_word = len(line.split()) == 2 and line.lstrip().startswith("//")
        if len(line) > LONGEST and not is_table and not is_one_word:
            yield number, len(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrap", action="store_true")
    arguments = parser.parse_args()
    listed = subprocess.run(["git", "ls-files", "*.rs"], check=True, cwd=ROOT, capture_output=True, text=True).stdout.split()
    files = [ROOT / name for name in listed]
    if arguments.wrap:
        for file in (file for file in files if any(long_lines(file))):
            subprocess.run(["rustfmt", "+nightly", "--edition", "2024", "--config", WRAP, str(file)], check=True)
    found = [(file, number, length) for file in files for number, length in long_lines(file)]
    for file, number, length in found:
        print(f"{file.relative_to(ROOT)}:{number}: {length} columns")
    print(f"{len(found)} lines are longer than {LONGEST} columns")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
