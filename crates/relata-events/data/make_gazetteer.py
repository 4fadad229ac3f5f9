#!/usr/bin/env python3
"""Make places.tsv, the gazetteer inside relata-events, from GeoNames. Python 3.9+, standard library only.

  python3 crates/relata-events/data/make_gazetteer.py ../shared/data/gazetteers/geonames_cities15000.tsv

Input: the cities of 15,000 and more with the columns geonameid, name, asciiname, latitude, longitude, feature_code, country, admin1, population,
alternates (separated by "|"). GeoNames (https://www.geonames.org/) gives its data under CC BY 4.0; places.tsv is made from it and says so.

Output: one line for a name and a place that bears it, sorted by the bytes of the name (lower case), so that it is looked up where it lies, by
bisection, without loading: name, kind (c capital, s seat of a first-level region, t town, r first-level region), country, region, latitude and longitude in
1/100,000 degree, population in thousands, number in GeoNames. Regions have neither point nor population; their number is "-".
"""
import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = {"PPLC": "c", "PPLA": "s"}
# Former places, quarters of a city and farms are no towns.
LEFT_OUT = {"PPLH", "PPLX", "PPLF", "PPLW", "PPLQ"}
NAME = re.compile(r"[A-ZÀ-ÞĀ-Žİ‘’'][\w‘’'`.\- ]{2,}$")
# Names of a smaller place are listed in so many transcriptions that most are no English.
ALTERNATES_FROM = 30_000
ARABIC = set("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
ARTICLE = re.compile(r"^(al|ar|as|ash|at|ad|an|az|el)[ -]")
HEADER = """# Places of the world for relata-events: towns of 15,000 and more, and first-level regions. Made by make_gazetteer.py (which says what the columns are)
# from GeoNames, https://www.geonames.org/, under the Creative Commons Attribution 4.0 licence (https://creativecommons.org/licenses/by/4.0/):
# names were put in lower case, transcriptions thinned out, columns left out, and the rows of regions.tsv added.
"""


def key(name):
    return " ".join(name.replace("’", "'").replace("‘", "'").replace("`", "'").lower().split())


def names_of(row):
    names = [row["name"], row["asciiname"]]
    if int(row["population"] or 0) >= ALTERNATES_FROM or row["feature_code"] in KINDS:
        names += [n for n in row["alternates"].split("|") if NAME.match(n) and not n.isupper()]
    out = {key(n) for n in names if n and len(n) > 2}
    if row["country"] in ARABIC:
        # English leaves the article and the final h out: "Ar Raqqah", "Raqqa".
        bare = {ARTICLE.sub("", n) for n in out}
        out |= {n for n in bare if len(n) > 3} | {n[:-1] for n in bare if n.endswith("ah") and len(n) > 4}
    return {n for n in out if not any(c in n for c in "=\t") and re.search(r"[a-z]", n)}


def cities(path):
    fields = ["id", "name", "asciiname", "lat", "lon", "feature_code", "country", "region", "population", "alternates"]
    with open(path, encoding="utf-8", newline="") as f:
        next(f)
        for row in csv.DictReader(f, fields, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["feature_code"] not in LEFT_OUT:
                row["alternates"] = row["alternates"] or ""
                yield row


def regions(towns):
    seats = {}
    for row in towns:
        for name in names_of(row):
            known = seats.get((row["country"], name))
            if known is None or int(known["population"] or 0) < int(row["population"] or 0):
                seats[(row["country"], name)] = row
    for line in (HERE / "regions.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, name, seat = line.split("\t")
        row = seats.get((country, key(seat)))
        if row is None:
            print(f"regions.tsv: {name}: no town {seat!r} in {country}, left out", file=sys.stderr)
            continue
        for variant in {key(name), key(name.encode("ascii", "ignore").decode()) if name.isascii() else key(plain(name))}:
            yield (variant, "r", country, row["region"], "-", "-", "-", "-")


def plain(name):
    import unicodedata
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main():
    towns = list(cities(sys.argv[1]))
    lines = set(regions(towns))
    for row in towns:
        at = (round(float(row["lat"]) * 1e5), round(float(row["lon"]) * 1e5))
        kind = KINDS.get(row["feature_code"], "t")
        for name in names_of(row):
            lines.add((name, kind, row["country"], row["region"] or "-", *map(str, at), str(int(row["population"] or 0) // 1000), row["id"]))
    text = "".join("\t".join(line) + "\n" for line in sorted(lines, key=lambda l: (l[0].encode(), l[1:])))
    (HERE / "places.tsv").write_text(HEADER + text, encoding="utf-8")
    print(f"{len(lines)} names, {len(text.encode())} bytes")


main()
