#!/usr/bin/env python3
"""How many pronouns, titles and descriptions that are sources are resolved to the name that the article gives. Python 3.9+, standard
library only.

  resolution.py ARTICLES.jsonl EXTRACTIONS.jsonl [--show] [--half 0|1]

ARTICLES is ../shared/data/attribution/newsroom/train.jsonl, EXTRACTIONS what `relata extract --jsonl --no-clean` printed for it. The sources stand
in resolution.tsv beside this file, by offsets alone: 200 of the annotators' sources whose resolved name stands elsewhere in the article. Right is a
source whose entity has a mention at the name; a source with another named entity is wrong, one with none is left open. --half looks at every second
article only: rules are mended on half 0, half 1 tells whether they hold.
"""
import argparse, collections, json, os


def byte_offsets(text):
    out = [0]
    for character in text:
        out.append(out[-1] + len(character.encode("utf-8", "surrogatepass")))
    return out


def entity_of(extraction, start, end):
    """Entity of the claim's source, else of the mention that shares most with the place."""
    for claim in extraction["claims"]:
        source = claim.get("source")
        if source and source["start"] < end and start < source["end"] and source.get("entity"):
            return source["entity"]
    found = [(min(end, m["end"]) - max(start, m["start"]), e["id"]) for e in extraction["entities"] for m in e["mentions"]]
    best = max(found, default=(0, None))
    return best[1] if best[0] > 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("extractions")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1))
    a = parser.parse_args()
    with open(a.articles, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    with open(a.extractions, encoding="utf-8") as lines:
        extractions = {article["id"]: json.loads(line) for article, line in zip(articles, lines)}
    place = {article["id"]: number for number, article in enumerate(articles)}
    texts = {article["id"]: article["text"] for article in articles}
    counts = collections.defaultdict(collections.Counter)
    table = os.path.join(os.path.dirname(os.path.abspath(__file__)), "resolution.tsv")
    with open(table, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    for article, *offsets in rows:
        if a.half is not None and place[article] % 2 != a.half:
            continue
        start, end, kind, first, last = (x if x.isalpha() else int(x) for x in offsets)
        text, extraction = texts[article], extractions[article]
        of = byte_offsets(text)
        entities = {e["id"]: e for e in extraction["entities"]}
        entity = entities.get(entity_of(extraction, of[start], of[end]))
        at_name = entity and any(m["start"] < of[last] and of[first] < m["end"] for m in entity["mentions"])
        named = entity and any(m["kind"] == "name" for m in entity["mentions"])
        verdict = "right" if at_name else "wrong" if named else "open"
        counts[kind][verdict] += 1
        counts["all"][verdict] += 1
        if a.show and verdict != "right":
            print(verdict, article, repr(text[start:end]), "is", repr(text[first:last]), "not", entity and entity["name"])
    for kind, count in counts.items():
        total = sum(count.values())
        print(f"{kind:12} {total:4}  right {count['right'] / total:.3f}  wrong {count['wrong'] / total:.3f}  open {count['open'] / total:.3f}")


if __name__ == "__main__":
    main()
