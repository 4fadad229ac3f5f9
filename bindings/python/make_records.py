#!/usr/bin/env python3
"""Writes python/relata/records.py, the types of an extraction's records, from docs/extraction.schema.json.

`make_records.py --check` only says whether the file is what would be written (exit status 1 where it is not).
"""

from __future__ import annotations

import json
import keyword
import sys
import textwrap
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / "docs" / "extraction.schema.json"
RECORDS = HERE / "python" / "relata" / "records.py"
FIRST = ["id", "start", "end", "text", "name", "type"]
"""Fields that stand before the others."""
WIDTH = 110

HEAD = '''"""Records of an extraction, as typed, frozen data classes.

Written by make_records.py from the JSON Schema of extractions. Offsets count what the extraction says:
Unicode code points, unless bytes were asked for. Absent is `None`, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ._record import Record

__all__ = {names}
'''


class Field:
    """One property of a record."""

    def __init__(self, key: str, schema: dict[str, Any], required: bool, definitions: dict[str, Any]) -> None:
        self.key = key
        self.name = key + "_" if keyword.iskeyword(key) else key
        self.required = required
        self.definitions = definitions
        self.doc = plain(schema.get("description", ""))
        self.given_default = schema.get("default")
        self.kind, self.optional, self.many = self.kind_of(schema)

    def kind_of(self, schema: dict[str, Any]) -> tuple[str, bool, bool]:
        """The Python type, whether it may be `None`, whether there are several."""
        if schema.get("type") == "array":
            return self.kind_of(schema["items"])[0], False, True
        if isinstance(schema.get("type"), list):
            (kind,) = [name for name in schema["type"] if name != "null"]
            return SCALARS[kind], True, False
        if "type" in schema:
            return SCALARS[schema["type"]], False, False
        if "$ref" in schema:
            return self.named(schema["$ref"].rsplit("/", 1)[1]), False, False
        inner = [part for part in schema["anyOf"] if part.get("type") != "null"]
        kind, _, many = self.kind_of(inner[0])
        return kind, len(inner) < len(schema["anyOf"]), many

    def named(self, name: str) -> str:
        """The type that a definition becomes: a record, a label, or what it is written as."""
        definition = self.definitions[name]
        if definition.get("type") == "object" or labels(definition):
            return name
        if "enum" in definition or "anyOf" in definition or "oneOf" in definition:
            return "str"
        return SCALARS[definition["type"]]

    @property
    def is_record(self) -> bool:
        return self.definitions.get(self.kind, {}).get("type") == "object"

    @property
    def annotation(self) -> str:
        if self.many:
            return f"tuple[{self.kind}, ...]"
        return f"{self.kind} | None" if self.optional or self.default == "None" else self.kind

    @property
    def default(self) -> str | None:
        """What it is where the written record leaves it out."""
        if self.required:
            return None
        if self.given_default not in (None, ""):
            return repr(self.given_default)
        if self.many:
            return "()"
        if self.optional:
            return "None"
        return {"bool": "False", "str": '""'}.get(self.kind, "None")


SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def labels(definition: dict[str, Any]) -> list[str]:
    """The words of a closed set of labels."""
    if "enum" in definition:
        return list(definition["enum"])
    parts = definition.get("oneOf", [])
    return [part["const"] for part in parts] if parts and all("const" in part for part in parts) else []


def plain(text: str) -> str:
    """A description without the marks of Rust's documentation."""
    text = text.split("\n```", maxsplit=1)[0].split("\n\n", maxsplit=1)[0].replace("`None`", "None")
    text = text.replace("of UTF-8 bytes in a text: `start..end`", "of code points, or of bytes, of a text")
    text = text.replace("[`", "`").replace("`]", "`")
    return " ".join(text.replace("`false`", "False").replace("Exactly the bytes that", "Exactly what").split())


def documented(text: str, indent: str) -> list[str]:
    """A docstring."""
    lines = textwrap.wrap(text.replace("\\", "\\\\"), WIDTH - len(indent) - 6) or ["…"]
    ends_with_mark = lines[-1].endswith('"')
    if len(lines) == 1 and not ends_with_mark:
        return [f'{indent}"""{lines[0]}"""']
    return [f'{indent}"""{lines[0]}', *(indent + line for line in lines[1:]), f'{indent}"""']


def fields_of(definition: dict[str, Any], definitions: dict[str, Any]) -> list[Field]:
    required = set(definition.get("required", []))
    made = [Field(k, s, k in required, definitions) for k, s in definition["properties"].items()]
    return sorted(made, key=lambda f: (FIRST.index(f.key) if f.key in FIRST else len(FIRST), f.default is not None))


def dataclass_lines(name: str, definition: dict[str, Any], definitions: dict[str, Any]) -> tuple[list[str], str]:
    fields = fields_of(definition, definitions)
    lines = ["", "", "@dataclass(frozen=True, kw_only=True, slots=True, repr=False)", f"class {name}(Record):"]
    lines += [*documented(plain(definition.get("description", f"{name}.")), "    "), ""]
    for field in fields:
        default = f" = {field.default}" if field.default is not None else ""
        lines.append(f"    {field.name}: {field.annotation}{default}")
        if field.doc:
            lines += documented(field.doc, "    ")
    nested = "".join(f'    "{f.key}": {f.kind},\n' for f in fields if f.is_record)
    return lines, (f"{name}._records = {{\n{nested}}}" if nested else "")


def label_lines(name: str, definition: dict[str, Any]) -> list[str]:
    words = ", ".join(json.dumps(word) for word in labels(definition))
    line = f"{name}: TypeAlias = Literal[{words}]"
    if len(line) > WIDTH:
        wrapped = textwrap.wrap(words, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
        line = "\n".join([f"{name}: TypeAlias = Literal[", *("    " + part for part in wrapped), "]"])
    doc = definition.get("description")
    return [line, *(documented(plain(doc), "") if doc else [])]


def property_lines(fields: list[Field]) -> list[str]:
    """The fields of the whole document, as properties of `relata.Extraction`."""
    lines = ["", "", "class ExtractionFields:"]
    lines += ['    """The fields of an extraction, made from its written form when the first is asked for."""', ""]
    lines += ["    __slots__ = ()", ""]
    lines += ["    def _document(self) -> Document:", "        raise NotImplementedError"]
    for field in fields:
        lines += ["", "    @property", f"    def {field.name}(self) -> {field.annotation}:"]
        lines += [*documented(field.doc, "        "), f"        return self._document().{field.name}"]
    return lines


def records() -> str:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    definitions = schema["$defs"]
    document = {key: value for key, value in schema.items() if key != "$defs"}
    document["properties"] = dict(document["properties"])
    aliases = {name: d for name, d in sorted(definitions.items()) if labels(d)}
    objects = {name: d for name, d in sorted(definitions.items()) if d.get("type") == "object"}
    lines: list[str] = [""]
    for name, definition in aliases.items():
        lines += label_lines(name, definition)
    nested = []
    for name, definition in [*objects.items(), ("Document", document)]:
        of_class, table = dataclass_lines(name, definition, definitions)
        lines += of_class
        nested += [table] if table else []
    # `text` of a document is the extraction's own property: the text that was given, where that is the one.
    fields = [f for f in fields_of(document, definitions) if f.key != "text"]
    lines += property_lines(fields)
    lines += ["", "", *nested]
    names = json.dumps(sorted([*aliases, *objects, "Document"]), indent=4)
    return HEAD.format(names=names.replace("\n]", ",\n]")) + "\n".join(lines) + "\n"


def main() -> int:
    text = records()
    if "--check" in sys.argv:
        same = RECORDS.read_text(encoding="utf-8") == text
        print(f"{RECORDS.name} is {'what the schema says' if same else 'not what make_records.py writes'}")
        return 0 if same else 1
    RECORDS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
