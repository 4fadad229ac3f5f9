#!/usr/bin/env python3
"""Makes outlines.tsv from the countries of Natural Earth at 1:110 million.

    make_outlines.py naturalearth_lowres.shp ../../relata-ner/data/countries.tsv > outlines.tsv

The shape file is in the public domain; the package geopandas 0.14.4 of PyPI holds it, with its
table of names beside it. Coordinates are rounded to a tenth of a degree, and points that then lie
on a line between their neighbours are left out.
"""

import struct
import sys
from pathlib import Path

HEAD = """\
# Outlines of countries for maps of the whole world or of a few countries. Made by make_outlines.py
# from Natural Earth, 1:110m, which is in the public domain. Borders are those that Natural Earth
# draws, de facto; no view of relata's on any of them.
# A row: ISO 3166-1 code ("-" for none), English name, then one ring a field: longitude and latitude
# of its points in tenths of a degree, the first as it is, each other as the step from the one before.
"""

# What Natural Earth calls otherwise than countries.tsv.
NAMES = {
    "Bosnia and Herz.": "BA", "Central African Rep.": "CF", "Congo": "CG", "Czechia": "CZ",
    "Côte d'Ivoire": "CI", "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "Eq. Guinea": "GQ",
    "Falkland Is.": "FK", "Fr. S. Antarctic Lands": "TF", "Macedonia": "MK",
    "North Macedonia": "MK", "Palestine": "PS", "S. Sudan": "SS", "Solomon Is.": "SB",
    "Timor-Leste": "TL", "United States of America": "US", "W. Sahara": "EH", "eSwatini": "SZ",
}


def names_of(table):
    """Names of the records of a dBASE table, in their order."""
    count, head, size = struct.unpack("<IHH", table[4:12])
    place, at = 1, 32
    while table[at] != 13:
        length = table[at + 16]
        if table[at:at + 11].split(b"\0")[0] == b"name":
            break
        place, at = place + length, at + 32
    for record in range(count):
        start = head + record * size + place
        yield table[start:start + length].decode("latin-1").strip()


def polygons(shapes):
    """Rings of the records of a shape file, in their order."""
    at = 100
    while at < len(shapes):
        length = struct.unpack(">I", shapes[at + 4:at + 8])[0] * 2
        parts, points = struct.unpack("<II", shapes[at + 44:at + 52])
        starts = [*struct.unpack(f"<{parts}I", shapes[at + 52:at + 52 + 4 * parts]), points]
        first = at + 52 + 4 * parts
        flat = struct.unpack(f"<{2 * points}d", shapes[first:first + 16 * points])
        pairs = list(zip(flat[::2], flat[1::2]))
        yield [pairs[start:end] for start, end in zip(starts, starts[1:])]
        at += 8 + length


def thinned(ring):
    """The ring in tenths of a degree, open, without points that add nothing."""
    points = []
    for longitude, latitude in ring:
        point = (round(longitude * 10), round(latitude * 10))
        if not points or points[-1] != point:
            points.append(point)
    if points[0] == points[-1]:
        points.pop()
    def turns(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) != (b[1] - a[1]) * (c[0] - a[0])
    count = len(points)
    return [b for i, b in enumerate(points) if turns(points[i - 1], b, points[(i + 1) % count])]


def steps(ring):
    """A ring as it is written."""
    before, written = (0, 0), []
    for point in ring:
        written.append(f"{point[0] - before[0]},{point[1] - before[1]}")
        before = point
    return " ".join(written)


def main(shape_file, countries):
    codes = {}
    for line in Path(countries).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, name, *_ = line.split("\t")
            codes[name] = code
    codes.update(NAMES)
    table = Path(shape_file).with_suffix(".dbf").read_bytes()
    rows = []
    for name, rings in zip(names_of(table), polygons(Path(shape_file).read_bytes())):
        code = codes.get(name, "-")
        if code == "-":
            print(f"no code: {name}", file=sys.stderr)
        rings = [ring for ring in map(thinned, rings) if len(ring) > 2]
        rows.append("\t".join([code, name, *map(steps, rings)]))
    print(HEAD + "\n".join(sorted(rows)))


if __name__ == "__main__":
    main(*sys.argv[1:])
