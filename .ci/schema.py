#!/usr/bin/env python3
"""Holds extractions (a file of lines) to docs/extraction.schema.json, with every object closed, so that a field that the schema
does not know is told: `.ci/schema.py FILE`."""

import json
import sys
from pathlib import Path

import jsonschema

SCHEMA = Path(__file__).resolve().parents[1] / "docs/extraction.schema.json"


def closed(schema):
    """The schema with every object closed."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: closed(part) for name, part in schema.items()}
    return parts | {"unevaluatedProperties": False} if schema.get("type") == "object" else parts


def main() -> None:
    validator = jsonschema.Draft202012Validator(closed(json.loads(SCHEMA.read_text(encoding="utf-8"))))
    wrong = documents = 0
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        extraction = json.loads(line)
        documents += 1
        for fault in validator.iter_errors(extraction):
            wrong += 1
            print(f"{extraction['id']} {fault.json_path}: {fault.message[:200]}")
    print(f"{documents} extractions follow the schema" if not wrong else f"{wrong} faults")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
