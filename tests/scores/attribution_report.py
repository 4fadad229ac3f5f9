#!/usr/bin/env python3
"""Where attributions go wrong, and whether their confidence can be trusted. Python 3.9+, standard library only.

  attribution_report.py GOLD.jsonl CLAIMS.jsonl [--show CLASS] [--count N] [--skip N]

GOLD is a PolNeAR file of ../shared/data/attribution/polnear; CLAIMS is what `relata extract --jsonl --no-clean` printed for its articles,
in the same order. Claims within others are left out, as the reference has none. A claim is RIGHT when it is matched (one to one, by
content overlap of at least .5), and its source and cue are the reference's.
"""
import argparse, collections, json, os, re, sys

TOKEN = re.compile(r"\w+|[^\w\s]")
PARTS = ("source", "cue", "content")


def jsonl(path):
    if not os.path.exists(path):
        print(f"SKIPPED: {path} is not there", file=sys.stderr)
        sys.exit(0)
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Article:
    """Reference and claims of an article as sets of token numbers."""

    def __init__(self, record, output):
        self.text = record["text"]
        self.bytes, n = [], 0
        for character in self.text:
            self.bytes.append(n)
            n += len(character.encode("utf-8", "surrogatepass"))
        self.bytes.append(n)
        self.tokens = [(self.bytes[m.start()], self.bytes[m.end()]) for m in TOKEN.finditer(self.text)]
        self.words = [m.group() for m in TOKEN.finditer(self.text)]
        self.gold = [{k: self.set_of([(self.bytes[s], self.bytes[e]) for s, e in a[k]]) for k in PARTS} for a in record["attributions"]]
        self.found, self.claims = [], []
        for claim in output.get("claims", []):
            if claim.get("within"):
                continue
            spans = {"source": [claim["source"]] if claim.get("source") else [], "cue": [claim["cue"]] if claim.get("cue") else [], "content": claim["content"]}
            self.found.append({k: self.set_of([(x["start"], x["end"]) for x in spans[k]]) for k in PARTS})
            self.claims.append(claim)
        self.match()

    def set_of(self, spans):
        return frozenset(i for i, (s, e) in enumerate(self.tokens) if any(s < b and a < e for a, b in spans))

    def match(self):
        pairs = []
        for i, g in enumerate(self.gold):
            for j, p in enumerate(self.found):
                inter = len(g["content"] & p["content"])
                if inter:
                    pairs.append((2 * inter / (len(g["content"]) + len(p["content"])), i, j))
        self.pairs = pairs
        self.of_gold, self.of_found = {}, {}
        for f, i, j in sorted(pairs, reverse=True):
            if f >= 0.5 and i not in self.of_gold and j not in self.of_found:
                self.of_gold[i], self.of_found[j] = j, i

    def source_right(self, i, j):
        g, p = self.gold[i]["source"], self.found[j]["source"]
        return (not g and not p) or bool(g & p)

    def right(self, i, j):
        g, p = self.gold[i]["cue"], self.found[j]["cue"]
        return self.source_right(i, j) and (bool(g & p) or not g)

    def say(self, part):
        """Words of a token set, gaps as dots."""
        out, last = [], None
        for i in sorted(part):
            if last is not None and i != last + 1:
                out.append("…")
            out.append(self.words[i])
            last = i
        return " ".join(out) or "-"

    def claim(self, parts):
        return " | ".join(self.say(parts[k]) for k in PARTS)


def classes(article):
    """(class, what to print) for each fault."""
    a = article
    touching = collections.defaultdict(list)
    for f, i, j in a.pairs:
        touching["g", i].append((f, j))
        touching["f", j].append((f, i))
    for i, g in enumerate(a.gold):
        if i in a.of_gold:
            j = a.of_gold[i]
            p = a.found[j]
            if not a.source_right(i, j):
                yield ("source lacking" if not p["source"] else "source too many" if not g["source"] else "source wrong"), f"{a.claim(g)}\n    found {a.claim(p)}"
            elif not a.right(i, j):
                yield ("cue lacking" if not p["cue"] else "cue wrong"), f"{a.claim(g)}\n    found {a.claim(p)}"
            else:
                for k in PARTS:
                    if g[k] != p[k]:
                        yield f"exact {k}", f"{a.claim(g)}\n    found {a.claim(p)}"
            continue
        near = touching["g", i]
        if not near:
            yield "missed", a.claim(g)
        elif all(j in a.of_found for _, j in near):
            yield "merged", f"{a.claim(g)}\n    found " + "\n          ".join(a.claim(a.found[j]) for _, j in near)
        else:
            yield "overlap small", f"{a.claim(g)}\n    found " + "\n          ".join(a.claim(a.found[j]) for _, j in near)
    for j, p in enumerate(a.found):
        if j in a.of_found:
            continue
        near = touching["f", j]
        what = f"{a.claim(p)}   [{a.claims[j]['score']}]"
        if not near:
            yield "extra", what
        else:
            yield "extra, overlaps", what + "\n    gold " + "\n         ".join(a.claim(a.gold[i]) for _, i in near)


def scores(articles):
    c = collections.Counter()
    for a in articles:
        c["gold"] += len(a.gold)
        c["found"] += len(a.found)
        for i, j in a.of_gold.items():
            c["content>=.5"] += 1
            c["content>=.5 + source"] += a.source_right(i, j)
            c["content>=.5 + source + cue"] += a.right(i, j)
            c["all three exact"] += a.gold[i] == a.found[j]
        for k in PARTS:
            g = set().union(*[x[k] for x in a.gold])
            p = set().union(*[x[k] for x in a.found])
            c["tp", k] += len(g & p)
            c["p", k] += len(p)
            c["g", k] += len(g)
    line = " ".join(f"{k} {2 * c['tp', k] / max(c['p', k] + c['g', k], 1):.4f}" for k in PARTS)
    print("tokens:", line)
    for k in ("content>=.5", "content>=.5 + source", "content>=.5 + source + cue", "all three exact"):
        print(f"{k:28s} P {c[k] / max(c['found'], 1):.4f} R {c[k] / max(c['gold'], 1):.4f} F1 {2 * c[k] / max(c['gold'] + c['found'], 1):.4f}")


def reliability(articles):
    """How many claims of each band of scores are right, and the expected calibration error."""
    bands = collections.defaultdict(lambda: [0, 0, 0, 0.0])
    for a in articles:
        for j, claim in enumerate(a.claims):
            score = claim["score"]
            band = bands[min(int(score * 10), 9)]
            band[0] += 1
            band[1] += j in a.of_found
            band[2] += j in a.of_found and a.right(a.of_found[j], j)
            band[3] += score
    total = sum(b[0] for b in bands.values())
    print("score      claims  mean   matched right")
    error = 0.0
    for b in sorted(bands):
        n, matched, right, mean = bands[b]
        error += abs(right - mean) / max(total, 1)
        print(f"{b / 10:.1f}-{(b + 1) / 10:.1f}   {n:7d}  {mean / n:.3f}  {matched / n:.3f}   {right / n:.3f}")
    print(f"expected calibration error {error:.3f} of {total} claims")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("claims")
    parser.add_argument("--show", help="print faults of this class")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--skip", type=int, default=0)
    a = parser.parse_args()
    articles = [Article(r, o) for r, o in zip(jsonl(a.gold), jsonl(a.claims))]
    counts, shown = collections.Counter(), 0
    for article in articles:
        for kind, what in classes(article):
            counts[kind] += 1
            if kind == a.show:
                shown += 1
                if a.skip < shown <= a.skip + a.count:
                    print(f"- {what}")
    if not a.show:
        scores(articles)
        print("\n" + "  ".join(f"{k} {n}" for k, n in counts.most_common()) + "\n")
        reliability(articles)


if __name__ == "__main__":
    main()
