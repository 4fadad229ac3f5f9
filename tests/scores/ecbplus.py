#!/usr/bin/env python3
"""Events across articles on ECB+ (Cybulska and Vossen 2014). Python 3.9+, standard library only.

  ecbplus.py articles DEV.jsonl > ARTICLES.jsonl         the raw texts, for `relata extract --jsonl --no-clean`
  ecbplus.py gold DEV.jsonl EXTRACTIONS.jsonl > GOLD.jsonl   the extractions with the annotated mentions in the place of those found
  ecbplus.py score DEV.jsonl EXTRACTIONS.jsonl EVENTS.jsonl [--stems STEMS.tsv]

EXTRACTIONS are what `relata extract` says of the articles (or GOLD.jsonl), EVENTS what `relata corpus` makes of them. Mentions are told by the chains of
the events (`chains`), which have no other mentions than the triggers of the reports; "events as wholes" is what the records' own identifiers give.

Protocol. Mentions of actions (ACTION_* and NEG_ACTION_*) in the sentences that were checked (`validated`), as is usual (Cybulska and Vossen 2015); a mention
without a chain is a cluster of its own. All articles together are one document; `relata corpus` is not told the topics, the baseline is: two
mentions of one topic whose heads have one lemma are one event. A mention is found where a trigger overlaps it. "On the mentions found" both
sides have these mentions alone; "from raw text" the answer has all its triggers in these sentences and the reference all its mentions.
MUC, B³, CEAFe and their mean as in corpus_scores.py.
"""
import argparse
import json
import os
import re
import sys

from corpus_scores import conll, line

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "crates", "relata-corpus", "data")


def jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(row) for row in f if row.strip()]


def rows(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as f:
        return [row.rstrip("\n").split("\t") for row in f if not row.startswith("#")]


def lemmas():
    """A function from a word to its lemma: the table of irregular forms, and the rules of regular ones."""
    irregular = dict(r for r in rows("irregular_forms.tsv"))

    def lemma(word):
        word = word.lower()
        if word in irregular:
            return irregular[word]
        for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[:-len(ending)] + instead
        for ending in ("ing", "ed"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                base = word[:-len(ending)]
                if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz":
                    return base[:-1]
                # A base that ends as none of a verb without "e" does.
                return base + "e" if re.search(r"([aeiou][^aeiouwxy]|[bcdfghklmnprst]l|[rlnc]s|[lnr]c|[rlnd]g|v|u|z)$", base) and not re.search(r"(er|en|on|it|or|in|ain|eal|oot|eak|eat|eed|ead|ail|oin|ook|ool|eet)$", base) else base
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return word[:-1]
        return word

    return lemma


SMALL = {row[1] for row in rows("name_words.tsv") if row[0] == "small"}
PARTICLES = {"up", "down", "out", "off", "away", "back", "over", "through", "apart", "together"}


def head(surface, lemma):
    """The lemma of the head of a mention: its last word that is no particle and no small word."""
    words = re.findall(r"\w+", surface.lower())
    kept = [w for w in words if w not in SMALL and w not in PARTICLES] or words or [surface.lower()]
    return lemma(kept[-1])


class Document:
    def __init__(self, record):
        self.record, self.id, self.topic = record, record["id"], record["topic"]
        self.bytes = [0]
        for c in record["text"]:
            self.bytes.append(self.bytes[-1] + len(c.encode()))
        self.checked = [(self.bytes[s["start"]], self.bytes[s["end"]]) for s in record["sentences"] if s["validated"]]
        known = {s["n"] for s in record["sentences"] if s["validated"]}
        self.mentions = {}
        for m in record["mentions"]:
            if "ACTION" in m["type"] and m["sentence"] in known:
                spans = [(self.bytes[a], self.bytes[b]) for a, b in m["spans"]]
                self.mentions[(self.id, m["id"])] = (spans, m)

    def chain(self, key):
        return self.mentions[key][1].get("chain", key)

    def at(self, start, end):
        """The annotated mention that a trigger overlaps."""
        found = [k for k, (spans, _) in self.mentions.items() if any(a < end and start < b for a, b in spans)]
        return min(found, key=lambda k: (abs(self.mentions[k][0][0][0] - start), k)) if found else None

    def is_checked(self, start):
        return any(a <= start < b for a, b in self.checked)


def with_gold(document, extraction):
    """The extraction with the annotated mentions as triggers: those found keep their event, the others are events of which only the words are known."""
    extraction = dict(extraction)
    events, taken = [], set()
    for event in extraction["events"]:
        mine = []
        for t in event["triggers"]:
            key = document.at(t["start"], t["end"])
            if key and key not in taken:
                taken.add(key)
                mine.append(key)
        if mine:
            events.append(dict(event, triggers=[span(document, key) for key in mine]))
    for key in document.mentions:
        if key not in taken:
            events.append({"type": {"class": "", "plover": None, "cameo": None, "acled": None}, "triggers": [span(document, key)], "actors": [], "targets": [],
                           "instruments": [], "places": [], "time": None, "polarity": "positive", "modality": "actual",
                           "casualties": {"status": "none_stated", "killed": [], "injured": []}, "attestations": [], "independent_sources": 0, "relations": [], "score": 0.5})
    new = {}
    for n, event in enumerate(events):
        new.setdefault(event.get("id"), f"v{n + 1}")
        event["id"] = f"v{n + 1}"
        event["relations"] = []
    main = extraction.get("main_event")
    return dict(extraction, events=events, main_event=new.get(main), claims=[dict(c, events=[]) for c in extraction["claims"]], discrepancies=[])


def span(document, key):
    (a, b), m = document.mentions[key][0][0], document.mentions[key][1]
    s, e = m["spans"][0]
    return {"start": a, "end": b, "text": document.record["text"][s:e]}


def found(documents, extractions, events):
    """{(document, start): (chain, mention or None)} of the triggers in checked sentences."""
    chain = {(m["article"], m["start"]): c["id"] for e in events for c in e["chains"] for m in c["mentions"]}
    out = {}
    for document in documents:
        for event in extractions[document.id]["events"]:
            for t in event["triggers"]:
                if document.is_checked(t["start"]):
                    out[(document.id, t["start"])] = (chain[(document.id, t["start"])], document.at(t["start"], t["end"]))
    return out


def of_events(documents, extractions, events):
    """As `found`, with the event over all articles in place of the chain: what joins events as wholes."""
    cluster = {(r["article"], r["event"]): e["id"] for e in events for r in e["reports"]}
    of = {(d.id, t["start"]): cluster[(d.id, e["id"])] for d in documents for e in extractions[d.id]["events"] for t in e["triggers"]}
    return {where: (of[where], mention) for where, (_, mention) in found(documents, extractions, events).items()}


def score(a):
    documents = [Document(r) for r in jsonl(a.gold)]
    extractions = {e["id"]: e for e in jsonl(a.extractions)}
    events = [e for e in jsonl(a.events) if e.get("record", "event") == "event"]
    lemma = lemmas()
    gold, topics, heads = {}, {}, {}
    for d in documents:
        for key, (_, m) in d.mentions.items():
            gold[key], topics[key], heads[key] = d.chain(key), d.topic, head(m["surface"], lemma)
    triggers = found(documents, extractions, events)
    system = {}
    for where, (cluster, mention) in sorted(triggers.items()):
        if mention:
            system.setdefault(mention, cluster)
    part = {m: gold[m] for m in system}
    same = {m: (topics[m], heads[m]) for m in system}
    print(f"{len(documents)} articles, {len(gold)} mentions, {len(system)} found, {len(triggers)} triggers in checked sentences")
    print(line("baseline, all annotated mentions", conll(gold, {m: (topics[m], heads[m]) for m in gold}), len(gold)))
    print(line("baseline, on the mentions found", conll(part, same), len(part)))
    print(line("relata, on the mentions found", conll(part, system), len(part)))
    whole = of_events(documents, extractions, events)
    wholes = {}
    for where, (cluster, mention) in sorted(whole.items()):
        if mention:
            wholes.setdefault(mention, cluster)
    print(line("relata, events as wholes", conll(part, wholes), len(part)))
    answer = dict(system)
    answer.update({where: c for where, (c, mention) in triggers.items() if not mention})
    print(line("relata, from raw text", conll(gold, answer), len(gold)))
    base = dict(same)
    by_id = {d.id: d for d in documents}
    for where, (_, mention) in triggers.items():
        if not mention:
            text = next(t["text"] for e in extractions[where[0]]["events"] for t in e["triggers"] if t["start"] == where[1])
            base[where] = (by_id[where[0]].topic, head(text, lemma))
    print(line("baseline, from raw text", conll(gold, base), len(gold)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["articles", "gold", "score"])
    parser.add_argument("gold")
    parser.add_argument("extractions", nargs="?")
    parser.add_argument("events", nargs="?")
    a = parser.parse_args()
    if a.task == "articles":
        for r in jsonl(a.gold):
            print(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False))
    elif a.task == "gold":
        known = {e["id"]: e for e in jsonl(a.extractions)}
        for r in jsonl(a.gold):
            print(json.dumps(with_gold(Document(r), known[r["id"]]), ensure_ascii=False))
    else:
        score(a)


if __name__ == "__main__":
    main()
