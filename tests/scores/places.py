#!/usr/bin/env python3
"""Score the places that the command line gives against corpora of named places. Python 3.9+.

  places.py CORPUS.xml... [--cmd "target/release/relata extract --jsonl"] [--part 5] [--show K]

The corpora are those of "A Pragmatic Guide to Geoparsing Evaluation" (Gritta and others, 2020):
articles with toponyms, each with its number in GeoNames or its coordinates. The whole chain runs:
a toponym counts where an entity mention stands at it. With --part N every Nth article is read, the
ones that fit_places.py holds out.
"""
import argparse
import json
import math
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

PLACES = Path(__file__).resolve().parents[2] / "crates/relata-events/data/places.tsv"
NAMED = {None, "Literal", "Mixed", "Coercion", "Metonymic", "Embedded_Literal", "Embedded_Non_Lit"}
NEAR_KM = 25


def kilometres(a, b):
    to = math.radians
    h = (math.sin(to(a[0] - b[0]) / 2) ** 2
         + math.cos(to(a[0])) * math.cos(to(b[0])) * math.sin(to(a[1] - b[1]) / 2) ** 2)
    return 12742 * math.asin(min(1, math.sqrt(h)))


def numbers():
    """Numbers in GeoNames that the gazetteer has, with their country."""
    out = {}
    for line in PLACES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, *fields = line.split("\t")
            if key.isdigit():
                out[key] = fields[1][:2]
            elif fields[1] != "-":
                out[fields[1]] = key[:2]
    return out


def first_of(node, *tags):
    return next((text for text in map(node.findtext, tags) if text), None)


def toponyms(node):
    for t in list(node.iter("toponym")) + list(node.iter("location")):
        if t.findtext("type") not in NAMED:
            continue
        tag = t.find("gaztag")
        number = tag.get("geonameid") if tag is not None else t.findtext("geonamesID")
        holder = t if tag is None else tag
        lat, lon = first_of(holder, "lat", "latitude"), first_of(holder, "lon", "longitude")
        phrase = first_of(t, "phrase", "extractedName", "name") or ""
        if phrase[:1].isupper() and (number or lat):
            at = (float(lat), float(lon)) if lat and lon else None
            yield int(t.findtext("start")), phrase, number, at


def judge(place, number, at, known):
    """What is right of a place: its country, itself."""
    exact = str(place.get("geonames")) == number
    point = place.get("coordinates")
    if not exact and at and point:
        exact = kilometres(at, (point["latitude"], point["longitude"])) < NEAR_KM
    country = exact or number in known and known[number] == place.get("country")
    return country, exact


def score(path, args, known):
    articles = [a for a in ET.parse(path).getroot() if a.tag == "article"]
    articles = articles[args.part - 1::args.part]
    texts = [a.findtext("text") or "" for a in articles]
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    run = subprocess.run(args.cmd.split() + ["--no-clean"], input=lines.encode(), check=True,
                         stdout=subprocess.PIPE)
    counts, shown = Counter(), 0
    for article, text, line in zip(articles, texts, run.stdout.decode().splitlines()):
        bytes_at = [0]
        for letter in text:
            bytes_at.append(bytes_at[-1] + len(letter.encode()))
        mentions = {m["start"]: e for e in json.loads(line)["entities"] for m in e["mentions"]
                    if m["kind"] == "name"}
        for start, phrase, number, at in toponyms(article):
            # One corpus counts from 1.
            start -= not text.startswith(phrase, start) and text.startswith(phrase, start - 1)
            entity = mentions.get(bytes_at[start])
            counts["names"] += 1
            if entity is None or entity["type"] not in ("GPE", "LOC"):
                continue
            counts["tagged"] += 1
            in_table = number in known
            counts["known"] += in_table
            place = entity.get("place") or {}
            said = bool(place.get("geonames"))
            counts["said"] += said
            country, exact = judge(place, number, at, known)
            counts["exact"] += exact
            counts["exact of known"] += exact and in_table
            counts["country"] += country and in_table
            if said and not exact and shown < args.show:
                shown += 1
                print(f"{phrase}: wanted {number} {at}, said {place}")
    c = counts
    print(f"{Path(path).stem}: {len(texts)} articles, {c['names']} names, {c['tagged']} tagged as places, "
          f"{c['known']} of them in the table; exact of known {c['exact of known'] / max(c['known'], 1):.3f}, "
          f"country of known {c['country'] / max(c['known'], 1):.3f}, "
          f"right of {c['said']} said {c['exact'] / max(c['said'], 1):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--cmd", default="target/release/relata extract --jsonl")
    parser.add_argument("--part", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    known = numbers()
    for path in args.corpora:
        score(path, args, known)


if __name__ == "__main__":
    main()
