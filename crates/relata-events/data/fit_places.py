#!/usr/bin/env python3
"""Fit the weights that choose among places of one name. Python 3.9+, standard library only.

  fit_places.py LGL.xml TR-NEWS.xml GWN.xml GEOVIRUS.xml [--test]

The corpora are those of "A Pragmatic Guide to Geoparsing Evaluation" (Gritta and others, 2020).
A conditional logit: each place that bears a name, and "none of them", gets a score; the scores'
softmax is the probability. The features are those of src/place/choice.rs, in the same order.
Articles of local papers (LGL) count a third, and every fifth article of each corpus is held out.
Writes place_weights.tsv; with --test it fits without the held-out articles and prints figures.
"""
import math
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from make_gazetteer import HERE, fold

FEATURES = ["population", "capital", "seat", "region", "district", "country", "lesser_name",
            "of_large_town", "country_named", "country_share", "region_named",
            "sister_named", "others_country", "others_region", "nearness", "none", "none_named"]
WORD = re.compile(r"[A-Z][\w'’]*(?:\.[A-Z]\.?)*\.?|[\w'’]+|[^\w\s]")
NATURE = {"River", "Sea", "Gulf", "Lake", "Bay", "Valley", "Delta", "Basin", "Mountains"}
# Kinds of GWN's toponyms that are names.
NAMED = {None, "Literal", "Mixed", "Coercion", "Metonymic", "Embedded_Literal", "Embedded_Non_Lit"}
RATE, ROUNDS, DECAY = 0.5, 150, 1e-4


def load():
    names, records = {}, {}
    for line in (HERE / "place_names.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, keys = line.split("\t")
            names[name] = [(k.rstrip("~!"), k[-1] if k[-1] in "~!" else "") for k in keys.split()]
    for line in (HERE / "places.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, *fields = line.split("\t")
            records[key] = Place(key, fields)
    return names, records


class Place:
    def __init__(self, key, fields):
        self.key, self.at = key, None
        if key.isdigit():
            self.kind, self.region = fields[0], fields[1]
            self.at = (int(fields[2]) / 1e3, int(fields[3]) / 1e3)
            self.people, self.number = int(fields[4]), key
        else:
            self.kind = "nrd"[key.count(".")]
            self.region = ".".join(key.split(".")[:2]) if "." in key else ""
            self.people, self.number = int(fields[2]) * 1000, fields[1]
        self.country = (self.region or key)[:2]


def demonyms():
    out = {}
    path = HERE.parent.parent / "relata-ner/data/countries.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 6 and len(fields[0]) == 2:
            for word in fields[2].split("|") + fields[3].split("|") + fields[4].split("|"):
                if word:
                    out[fold(word)] = fields[0]
                    out[fold(word) + "s"] = fields[0]
    return out


def distance(a, b):
    to = math.radians
    h = (math.sin(to(a[0] - b[0]) / 2) ** 2
         + math.cos(to(a[0])) * math.cos(to(b[0])) * math.sin(to(a[1] - b[1]) / 2) ** 2)
    return 12742 * math.asin(min(1, math.sqrt(h)))


def besides(counts, own):
    """The counts without what the name itself has added."""
    left = {code: n - own.get(code, 0) for code, n in counts.items()}
    return {code: n for code, n in left.items() if n > .01}


class Article:
    """The names of places in a text with their containers, and the countries and regions named."""

    def __init__(self, text, toponyms, names, records, people):
        self.names, self.gold = {}, {}
        self.words = [(m.start(), m.group()) for m in WORD.finditer(text)]
        self.lookup, self.records = names, records
        starts = {at: i for i, (at, _) in enumerate(self.words)}
        self.containers = {}
        for start, phrase, gold in toponyms:
            name = fold(phrase)
            self.names[name] = self.names.get(name, 0) + 1
            self.gold.setdefault(name, Counter())[gold] += 1
            i = starts.get(start)
            if i is not None and name not in self.containers:
                holder = self.container(i + len(WORD.findall(phrase)))
                if holder:
                    self.containers[name] = holder
        self.evidence(people)

    def holders(self, i):
        """Regions and countries of the longest name at word i, and its length."""
        for n in range(4, 0, -1):
            part = self.words[i:i + n]
            if len(part) < n or not part[0][1][:1].isupper():
                continue
            name = fold(" ".join(w for _, w in part))
            keys = [k for k, mark in self.lookup.get(name, ())
                    if not k.isdigit() and (k.count(".") < 2)]
            if keys:
                return keys, n
        return [], 0

    def container(self, i):
        if i + 1 < len(self.words) and self.words[i][1] in {",", "in", "("}:
            return self.holders(i + 1)[0]
        return []

    def evidence(self, people):
        self.countries, self.regions, self.by_name = Counter(), Counter(), {}
        i = 0
        while i < len(self.words):
            length, found, name = 1, [], ""
            for n in range(4, 0, -1):
                part = self.words[i:i + n]
                if len(part) < n or not part[0][1][:1].isupper():
                    continue
                name = fold(" ".join(w for _, w in part))
                if name in people:
                    found, length = [people[name]], n
                    break
                found = [k for k, mark in self.lookup.get(name, ())
                         if not k.isdigit() and mark != "!"]
                if found:
                    length = n
                    break
            behind = self.words[i + length][1] if i + length < len(self.words) else ""
            if behind in NATURE:
                found = []
            whole = [k for k in found if "." not in k]
            found = whole or found
            for k in found:
                weight = 1 / len(found)
                self.countries[k[:2]] += weight
                if "." in k:
                    self.regions[".".join(k.split(".")[:2])] += weight
                    own = self.by_name.setdefault(name, Counter())
                    own[".".join(k.split(".")[:2])] += weight
                self.by_name.setdefault(name, Counter())[k[:2]] += weight
            i += length

    @staticmethod
    def is_inside(place, holder):
        return any(h in (place.country, place.region) for h in holder if h != place.key)

    def features(self, name, others):
        own = self.by_name.get(name, {})
        countries = besides(self.countries, own)
        regions = besides(self.regions, own)
        total = sum(countries.values())
        holder = self.containers.get(name, [])
        near = [p for n, p in others.items() if n != name and n not in holder]
        rows = []
        found = [(k, mark) for k, mark in self.lookup.get(name, ()) if mark != "!"]
        candidates = [self.records[k] for k, _ in found]
        # "City, State" decides.
        inside = [self.is_inside(p, holder) for p in candidates]
        for p, (key, mark), held in zip(candidates, found, inside):
            if any(inside) and not held:
                continue
            same = [o for o in near if o.country == p.country]
            beside = [o for o in near if o.region == p.region and p.region]
            gaps = [distance(o.at, p.at) for o in near if o.at and p.at and o.key != p.key]
            large = any(o.kind in "cst" and not m and o.country == p.country and o.people > 100_000
                        for o, (_, m) in zip(candidates, found))
            rows.append((key, [
                math.log10(p.people + 1000) - 3, p.kind == "c", p.kind == "s", p.kind == "r",
                p.kind == "d", p.kind == "n", mark == "~", p.kind == "r" and large,
                p.country in countries, countries.get(p.country, 0) / total if total else 0,
                math.log(1 + regions.get(p.region, 0)),
                p.kind == "r" and any(r[:2] == p.country and r != p.region for r in regions),
                len(same) / len(near) if near else 0,
                len(beside) / len(near) if near else 0,
                math.exp(-min(gaps) / 100) if gaps else 0, 0, 0]))
        rows.append((None, [0] * 15 + [1, bool(total)]))
        return [(k, [float(v) for v in values]) for k, values in rows]


def softmax(rows, weights):
    scores = [sum(w * v for w, v in zip(weights, values)) for _, values in rows]
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    return [e / sum(exps) for e in exps]


def choose(article, weights):
    """The best place of each name, first alone, then beside the others."""
    others = {}
    for _ in range(2):
        chosen = {}
        for name in article.names:
            rows = article.features(name, others)
            probabilities = softmax(rows, weights)
            best = max(range(len(rows)), key=lambda i: probabilities[i])
            chosen[name] = (rows[best][0], probabilities[best], rows, probabilities)
        others = {n: article.records[k] for n, (k, p, *_) in chosen.items() if k and p > .5}
    return chosen, others


def gold_of(article, name):
    gold = article.gold[name].most_common(1)[0][0]
    return match(article, name, gold)


def match(article, name, gold):
    """Key of the candidate that the annotation means; None when it is not among them."""
    number, at = gold
    keys = [k for k, mark in article.lookup.get(name, ()) if mark != "!"]
    for key in keys:
        if article.records[key].number == number:
            return key
    if at:
        near = [(distance(article.records[k].at, at), k) for k in keys if article.records[k].at]
        if near and min(near)[0] < 25:
            return min(near)[1]
    return None


def unclear(article, name, gold):
    """True where the annotation gives a point alone and a region or country may be meant."""
    number, _ = article.gold[name].most_common(1)[0][0]
    keys = (k for k, mark in article.lookup.get(name, ()) if mark != "!")
    return gold is None and not number and any(not k.isdigit() for k in keys)


def first_of(node, *tags):
    return next((text for text in map(node.findtext, tags) if text), None)


def articles(paths, names, records, people):
    for source, path in enumerate(paths):
        for number, node in enumerate(n for n in ET.parse(path).getroot() if n.tag == "article"):
            text = node.findtext("text") or ""
            toponyms = []
            for t in list(node.iter("toponym")) + list(node.iter("location")):
                phrase = first_of(t, "phrase", "extractedName", "name") or ""
                tag = t.find("gaztag")
                ident = tag.get("geonameid") if tag is not None else t.findtext("geonamesID")
                holder = t if tag is None else tag
                lat = first_of(holder, "lat", "latitude")
                lon = first_of(holder, "lon", "longitude")
                page = t.findtext("page")
                if page and fold(page.rsplit("/", 1)[-1].replace("_", " ")) == fold(phrase):
                    whole = [k for k, _ in names.get(fold(phrase), ()) if len(k) == 2]
                    ident = records[whole[0]].number if whole else None
                if not ident and not lat or fold(phrase) in people or not phrase[:1].isupper():
                    continue
                if t.findtext("type") not in NAMED:
                    continue
                at = (float(lat), float(lon)) if lat and lon else None
                toponyms.append((int(t.findtext("start")), phrase, (ident, at)))
            yield source, number, Article(text, toponyms, names, records, people)


def fit(data):
    weights = [0.0] * len(FEATURES)
    weights[0] = 1.0
    for outer in range(3):
        rows = []
        for source, article in data:
            _, others = choose(article, weights) if outer else (None, {})
            for name in article.names:
                gold = gold_of(article, name)
                candidates = article.features(name, others)
                if len(candidates) < 2 or unclear(article, name, gold):
                    continue
                index = next((i for i, (k, _) in enumerate(candidates) if k == gold), None)
                if index is None:
                    continue
                rows.append((1 / 3 if source == 0 else 1, index, candidates))
        total = sum(r[0] for r in rows)
        momentum = [0.0] * len(weights)
        for _ in range(ROUNDS if outer else 100):
            gradient = [-DECAY * w for w in weights]
            for weight, index, candidates in rows:
                for i, (p, (_, values)) in enumerate(zip(softmax(candidates, weights), candidates)):
                    d = weight * ((i == index) - p) / total
                    for j, v in enumerate(values):
                        if v:
                            gradient[j] += d * v
            momentum = [.9 * m + g for m, g in zip(momentum, gradient)]
            weights = [w + RATE * m for w, m in zip(weights, momentum)]
    return weights


def report(data, weights):
    by = {}
    for source, article in data:
        chosen, _ = choose(article, weights)
        for name, count in article.names.items():
            (number, at), _n = article.gold[name].most_common(1)[0]
            gold = gold_of(article, name)
            if unclear(article, name, gold):
                continue
            key, probability, *_ = chosen[name]
            c = by.setdefault(source, Counter())
            c["names"] += 1
            c["known"] += gold is not None
            c["right"] += gold is not None and key == gold
            c["said"] += key is not None
            if key != gold and "-v" in sys.argv:
                print(source, name, "gold", gold, "said", key, round(probability, 2))
    for source, c in sorted(by.items()):
        exact, precision = c["right"] / c["known"], c["right"] / c["said"]
        print(f"corpus {source}: {c['names']} names, in the table {c['known']}, "
              f"right {c['right']}, chosen {c['said']}; "
              f"exact of known {exact:.3f}, precision {precision:.3f}")


def main():
    names, records = load()
    paths = [a for a in sys.argv[1:] if not a.startswith("-")]
    test = "--test" in sys.argv
    train, held = [], []
    for source, number, article in articles(paths, names, records, demonyms()):
        (held if number % 5 == 4 else train).append((source, article))
    weights = fit(train if test else train + held)
    for feature, weight in zip(FEATURES, weights):
        print(f"{feature}\t{weight:.3f}")
    report(held, weights)
    if not test:
        text = "".join(f"{f}\t{w:.3f}\n" for f, w in zip(FEATURES, weights))
        head = "# Weights of src/place/choice.rs, fitted by fit_places.py: feature, weight.\n"
        (HERE / "place_weights.tsv").write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
