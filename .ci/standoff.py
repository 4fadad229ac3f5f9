#!/usr/bin/env python3
"""Reads what `relata extract` writes for brat, displaCy and maps as their own readers would: `.ci/standoff.py FOLDER`, which has
`brat/`, `displacy.jsonl` and `geojson`. Fails where an annotation is not what stands in the text.
"""

import json
import re
import sys
from pathlib import Path


def brat(folder: Path) -> int:
    annotations = 0
    for file in folder.glob("*.ann"):
        text = file.with_suffix(".txt").read_bytes().decode()
        known = set()
        references = []
        for line in file.read_text(encoding="utf-8").splitlines():
            number, told, *words = line.split("\t")
            if number[0] == "T":
                spans = [tuple(map(int, span.split())) for span in told.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == words[0], line
                assert all(start < end for start, end in spans) and "\n" not in words[0], line
            else:
                references += re.findall(r"\b[TER]\d+\b", told)
            if number != "*":
                assert number not in known, line
                known.add(number)
            annotations += 1
        assert set(references) <= known, (file, set(references) - known)
    return annotations


def displacy(file: Path) -> int:
    spans = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        end = 0
        for entity in document["ents"]:
            assert end <= entity["start"] < entity["end"] <= len(document["text"]), entity
            end = entity["end"]
        for span in document["spans"]:
            assert 0 <= span["start_token"] < span["end_token"] <= len(document["tokens"]), span
        spans += len(document["ents"]) + len(document["spans"])
    return spans


def geojson(file: Path) -> int:
    places = json.loads(file.read_text(encoding="utf-8"))
    assert places["type"] == "FeatureCollection"
    for feature in places["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert feature["type"] == "Feature" and feature["geometry"]["type"] == "Point"
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90, feature
    return len(places["features"])


def main(folder: Path) -> None:
    found = brat(folder / "brat"), displacy(folder / "displacy.jsonl"), geojson(folder / "geojson")
    assert all(found), found
    print("brat: {} annotations, displaCy: {} spans, GeoJSON: {} places".format(*found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
