#!/usr/bin/env python3
"""Score events on sets that the rules were not written with. Python 3.9+, standard library only; reads the data in ../shared.

  benches/scores/events.py TASK [--cmd "target/release/relata extract --jsonl"] [--data ../shared/data] [--limit N] [--show K]

TASK
  m2e2     events/m2e2_voa: triggers (found, and with the type that its ACE type maps to), arguments of found triggers. One document a sentence.
  muc4     events/muc4 dev, document level: is an incident of the type found; of the documents with one incident, its date, country, town or region,
           a physical or human target, a perpetrator, the instrument, whether people died or were hurt. Text is put into sentence case first.
  fivew    events/giveme5w1h dev: who, what, when, where of the main event. A phrase is right when half of its words are in one of the annotated ones,
           or the other way round; a date when it is the same day.
  gsr      events/plover_gsr: root, and an actor and a target at the annotated words.
  times    time/recognizers_datetime: of the sentences with date results, the spans that are found.

The sets are only scored here, they did not go into lexicon or rules, except that triggers of m2e2 trained the root head of the model: its types are no
held-out figure, its arguments are. MUC-4 is upper case and of 1989; Giveme5W1H holds sport, weather and gossip too.
"""
import argparse
import collections
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

M2E2 = {"Conflict:Attack": {"ASSAULT"}, "Life:Die": {"ASSAULT"}, "Movement:Transport": {"MOBILIZE", "RETREAT", "AID", "COERCE"}, "Justice:Arrest-Jail": {"COERCE"},
        "Contact:Meet": {"CONSULT"}, "Conflict:Demonstrate": {"PROTEST"}, "Contact:Phone-Write": {"CONSULT"}, "Transaction:Transfer-Money": {"AID"}}
ACTORS = {"Attacker", "Agent", "Entity", "Giver"}
TARGETS = {"Target", "Victim", "Person", "Artifact", "Recipient", "Entity"}
PLACES = {"Place", "Destination", "Origin"}
INSTRUMENTS = {"Instrument", "Vehicle"}
MONTHS = {m: i + 1 for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}
# Roots of the first PLOVER that the second joined with others.
PLOVER_1 = {"YIELD": "CONCEDE", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
STOP = set("a an the of in on at to for by and or with from is was were be been has have had that this its his her their as".split())


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def run(cmd, docs, *flags):
    data = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs)
    out = subprocess.run(shlex.split(cmd) + list(flags), input=data.encode(), stdout=subprocess.PIPE).stdout.decode()
    lines = [json.loads(line) for line in out.split("\n") if line.strip()]
    if len(lines) != len(docs):
        sys.exit(f"{len(docs)} documents went in, {len(lines)} lines came out")
    return lines


def byte_offsets(text):
    out, n = [], 0
    for c in text:
        out.append(n)
        n += len(c.encode())
    return out + [n]


def touches(part, span):
    return "start" in part and part["start"] < span[1] and span[0] < part["end"]


def row(name, right, found, gold):
    p, r = right / max(found, 1), right / max(gold, 1)
    print(f"{name:30s} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}   (gold {gold}, found {found}, right {right})")


def rate(name, right, total):
    print(f"{name:30s} {right / max(total, 1):.3f}   ({right} of {total})")


def root_of(event):
    return ((event["type"].get("plover") or {}).get("event") or "").upper()


def m2e2(a):
    sentences = [s for d in load(a.data / "events/m2e2_voa/all.jsonl") for s in d["sentences"]]
    sentences = sentences[: a.limit or None]
    outs = run(a.cmd, [{"id": s["sid"], "text": s["text"]} for s in sentences], "--no-clean")
    c, missed = collections.Counter(), collections.Counter()
    for s, o in zip(sentences, outs):
        at = byte_offsets(s["text"])
        triggers = [(e, t) for e in o["events"] for t in e["triggers"] + e.get("support_triggers", [])]
        coded = [(e, t) for e, t in triggers if root_of(e) in set().union(*M2E2.values())]
        c["found"] += len(coded)
        hits = set()
        for g in s["events"]:
            span = (at[g["trigger"][0]], at[g["trigger"][1]])
            c["gold"] += 1
            same = [(e, t) for e, t in triggers if touches(t, span)]
            c["trigger"] += bool(same)
            typed = [(e, t) for e, t in same if root_of(e) in M2E2[g["type"]]]
            c["typed"] += bool(typed)
            hits.update((t["start"], t["end"]) for _, t in same)
            if not same:
                missed[(g["type"], g["surface"].lower())] += 1
            if not typed:
                continue
            event = typed[0][0]
            for roles, field in ((ACTORS, "actors"), (TARGETS, "targets"), (PLACES, "places"), (INSTRUMENTS, "instruments")):
                gold = [(at[x["span"][0]], at[x["span"][1]]) for x in g["arguments"] if x["role"] in roles]
                c[field, "gold"] += len(gold)
                c[field, "found"] += len(event[field])
                c[field, "right"] += sum(any(touches(p, span) for p in event[field]) for span in gold)
        c["right"] += sum((t["start"], t["end"]) in hits for _, t in coded)
    print("== m2e2, one sentence at a time")
    row("triggers of the eight types", min(c["right"], c["trigger"]), c["found"], c["gold"])
    rate("trigger found, root fits", c["typed"], c["gold"])
    for field in ("actors", "targets", "places", "instruments"):
        row(f"{field} of found events", c[field, "right"], c[field, "found"], c[field, "gold"])
    for (kind, word), n in missed.most_common(a.show):
        print("   missed", n, kind, word)


def sentence_case(text):
    """Upper case of the old wires made readable: the first letter of a sentence, and of words that the article writes only after a full stop, stays."""
    text = re.sub(r"\s*\n\s*", lambda m: "\n\n" if m.group().count("\n") > 1 else " ", text)
    text = re.sub(r"^.*?\[TEXT\]\s*", "", text, flags=re.S)
    return re.sub(r"(^|[.!?]\s+|\n\s*|\[\w+\]\s*)([a-z])", lambda m: m.group(1) + m.group(2).upper(), text.lower())


def proper_case(text, names):
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name.lower())}\b", name.title(), text)
    return text


def muc_day(raw):
    m = re.search(r"(\d\d) (\w{3}) (\d\d)", raw)
    return f"19{m.group(3)}-{MONTHS[m.group(2)]:02d}-{m.group(1)}" if m and m.group(2) in MONTHS else None


def alternatives(slot):
    return [x.strip().strip('"').lower() for v in slot for x in re.split(r'"\s*/\s*"|:\s*"|"\s*/', v["raw"]) if x.strip(' "')]


def muc_type(event):
    root, plover = root_of(event), event["type"].get("plover") or {}
    sub = ((event["type"].get("acled") or {}).get("sub_event_type")) or ""
    if sub.startswith("Abduction"):
        return "KIDNAPPING"
    if root != "ASSAULT":
        return None
    words = " ".join(t["text"].lower() for t in event["triggers"])
    if "explosives" in plover.get("mode", []) or re.search(r"bomb|explo|dynamit|detonat", words):
        return "BOMBING"
    return "ARSON" if re.search(r"burn|arson|set fire|torch", words) else "ATTACK"


def muc4(a):
    docs = load(a.data / "events/muc4/dev.jsonl")[: a.limit or None]
    inputs = []
    # Places and nationalities keep their capitals: the countries of the set and the gazetteer of names are no part of what is scored.
    names = {"El Salvador", "San Salvador", "Colombia", "Bogota", "Medellin", "Peru", "Lima", "Guatemala", "Honduras", "Nicaragua", "Chile", "Bolivia", "Panama",
             "Santiago", "Salvadoran", "Colombian", "Peruvian", "Guatemalan", "Honduran", "Nicaraguan", "Chilean", "Cuba", "Cuban", "Venezuela", "Ecuador"}
    for d in docs:
        day = muc_day(d.get("date") or "")
        inputs.append({"id": d["id"], "text": proper_case(sentence_case(d["text"]), names), "published": day})
    outs = run(a.cmd, inputs, "--no-clean")
    c = collections.Counter()
    for d, o in zip(docs, outs):
        wanted = {alternatives(t["slots"]["INCIDENT: TYPE"])[0].upper() for t in d["templates"] if not t["optional"]} if d["templates"] else set()
        wanted &= {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON"}
        real = [e for e in o["events"] if e["polarity"] == "positive" and e["modality"] in ("actual", "possible")]
        found = {muc_type(e) for e in real} - {None}
        c["gold"] += len(wanted); c["found"] += len(found); c["right"] += len(wanted & found)
        c["any gold"] += bool(wanted); c["any found"] += bool(found); c["any right"] += bool(wanted) and bool(found)
        if len(d["templates"]) != 1:
            continue
        slots = d["templates"][0]["slots"]
        kind = alternatives(slots["INCIDENT: TYPE"])[0].upper()
        events = [e for e in real if muc_type(e) in (kind, "ATTACK")] or [e for e in real if muc_type(e)]
        day = muc_day(slots["INCIDENT: DATE"][0]["raw"]) if slots.get("INCIDENT: DATE") else None
        if day and not slots["INCIDENT: DATE"][0]["raw"].startswith("-"):
            c["date gold"] += 1
            c["date"] += any((e.get("time") or {}).get("value", "")[:10] == day for e in events)
        texts = lambda field: " | ".join(p["text"].lower() for e in events for p in e[field])
        places = slots["INCIDENT: LOCATION"][0]["raw"].lower() if slots.get("INCIDENT: LOCATION") else ""
        towns = re.findall(r"([\w .'-]+) \((?:city|town|department|village|neighborhood)\)", places)
        if towns:
            c["place gold"] += 1
            c["place"] += any(t.strip() in texts("places") or t.strip() in texts("targets") for t in towns)
        for name, keys, field in (("target", ("PHYS TGT: ID", "HUM TGT: NAME", "HUM TGT: DESCRIPTION"), "targets"),
                                  ("perpetrator", ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"), "actors"), ("instrument", ("INCIDENT: INSTRUMENT ID",), "instruments")):
            gold = [x for k in keys for x in alternatives(slots.get(k, []))]
            if gold:
                c[name + " gold"] += 1
                have = texts(field)
                c[name] += any(g in have or any(h and h in g for h in have.split(" | ")) for g in gold)
        effects = " ".join(v["raw"] for v in slots.get("HUM TGT: EFFECT OF INCIDENT", []))
        for word, field, verbs in (("DEATH", "killed", r"kill|murder|assassin|die|dead|death|massacre"), ("INJURY", "injured", r"wound|injur|hurt")):
            gold = re.search(rf"(^|[^O] ){word}|^{word}", effects.replace("NO INJURY OR DEATH", "").replace("NO INJURY", "")) is not None
            have = any(e["casualties"][field] or re.search(verbs, " ".join(t["text"].lower() for t in e["triggers"])) for e in events)
            c[word + " gold"] += gold; c[word + " found"] += have; c[word] += gold and have
    print("== muc4 dev, document level")
    row("incident types", c["right"], c["found"], c["gold"])
    row("an incident at all", c["any right"], c["any found"], c["any gold"])
    print("documents with one incident:")
    for name in ("date", "place", "target", "perpetrator", "instrument"):
        rate(name, c[name], c[name + " gold"])
    for word in ("DEATH", "INJURY"):
        row(word.lower(), c[word], c[word + " found"], c[word + " gold"])


def words(text):
    return [w for w in re.findall(r"\w+", text.lower()) if w not in STOP]


def alike(a, b):
    x, y = set(words(a)), set(words(b))
    return bool(x and y) and len(x & y) * 2 >= min(len(x), len(y))


def fivew(a):
    docs = load(a.data / "events/giveme5w1h/dev.jsonl")[: a.limit or None]
    texts = [". ".join(x.strip().rstrip(".") for x in (d["title"], d["lead"]) if x) + ".\n\n" + d["text"] for d in docs]
    outs = run(a.cmd, [{"id": d["id"], "text": t, "published": (d["publish_date"] or "")[:10] or None} for d, t in zip(docs, texts)], "--no-clean")
    c = collections.Counter()
    for d, o in zip(docs, outs):
        main = next((e for e in o["events"] if e["id"] == o["main_event"]), None)
        c["docs"] += 1; c["main"] += main is not None
        for key in ("who", "what", "where", "when"):
            gold = d["gold"].get(key) or []
            if not gold:
                continue
            c[key, "gold"] += 1
            if main is None:
                continue
            if key == "when":
                days = {g.get("parsed") for g in gold}
                value = (main.get("time") or {}).get("value")
                c[key, "found"] += bool(value); c[key] += (value or "")[:10] in days
                continue
            if key == "what":
                have = [" ".join(t["text"] for t in main["triggers"][:1])]
                ok = any(set(words(h)) & set(words(g["text"])) for h in have for g in gold)
            else:
                have = [p["text"] for p in (main["actors"] + main["targets"] if key == "who" else main["places"])]
                ok = any(alike(h, g["text"]) for h in have for g in gold)
            c[key, "found"] += bool(have); c[key] += ok
    print("== giveme5w1h dev, the main event")
    rate("a main event", c["main"], c["docs"])
    for key in ("who", "what", "when", "where"):
        row(key, c[key], c[key, "found"], c[key, "gold"])


def gsr(a):
    docs = load(a.data / "events/plover_gsr/plover_gsr_cameo.jsonl")[: a.limit or None]
    outs = run(a.cmd, [{"id": d["id"], "text": d["text"], "published": d["date"]} for d in docs], "--no-clean")
    c, per, wrong = collections.Counter(), collections.defaultdict(collections.Counter), collections.Counter()
    for d, o in zip(docs, outs):
        at = byte_offsets(d["text"])
        spans = lambda key: [(at[x["offset"][0]], at[x["offset"][1]]) for x in d.get(key) or [] if isinstance(x, dict) and x.get("offset")]
        source, target = spans("source"), spans("target")
        best, best_score = None, -1
        for e in o["events"]:
            score = 2 * any(touches(p, s) for p in e["actors"] for s in source) + 2 * any(touches(p, s) for p in e["targets"] for s in target)
            if score > best_score:
                best, best_score = e, score
        want = PLOVER_1.get(d["event"], d["event"])
        got = root_of(best) if best else None
        got_any = want in {root_of(e) for e in o["events"]}
        c["n"] += 1; c["coded"] += best is not None; c["root"] += got == want; c["any"] += got_any
        c["actor"] += got == want and any(touches(p, s) for p in best["actors"] for s in source)
        if target:
            c["target n"] += 1
            c["target"] += got == want and any(touches(p, s) for p in best["targets"] for s in target)
        per[want]["gold"] += 1; per[got]["found"] += 1; per[want]["right"] += got == want
        if got != want:
            wrong[(want, got)] += 1
            if a.show and sum(wrong.values()) <= a.show:
                print("  ", want, "->", got, "|", d["text"][:160])
    print("== plover_gsr")
    f = []
    for root in sorted(k for k in per if k and per[k]["gold"]):
        x = per[root]
        f.append(2 * x["right"] / max(x["gold"] + x["found"], 1))
        row(root, x["right"], x["found"], x["gold"])
    for name, key, total in (("coded", "coded", "n"), ("root", "root", "n"), ("some event has the root", "any", "n"), ("root and actor", "actor", "n"), ("root and target", "target", "target n")):
        rate(name, c[key], c[total])
    print(f"macro F1 {sum(f) / len(f):.3f}")


def times(a):
    docs = [d for d in load(a.data / "time/recognizers_datetime/english.jsonl") if not d.get("not_supported") or "python" not in d["not_supported"]]
    docs = docs[: a.limit or None]
    outs = run(a.cmd, [{"id": str(n), "text": d["text"], "published": d["reference"][:10] if d.get("reference") else None} for n, d in enumerate(docs)], "--no-clean")
    c, shown = collections.Counter(), 0
    for d, o in zip(docs, outs):
        at = byte_offsets(d["text"])
        for r in d["results"]:
            span = (at[r["start"]], at[min(r["end"], len(d["text"]))])
            c["gold"] += 1
            near = [t for t in o["times"] if touches(t, span)]
            c["relaxed"] += bool(near)
            c["strict"] += any((t["start"], t["end"]) == span for t in near)
            value = r.get("resolution", {}).get("Timex") if isinstance(r.get("resolution"), dict) else None
            if value and value[:4].isdigit():
                c["dated"] += 1
                c["value"] += any(t["value"] == value for t in near)
            if not near and shown < a.show:
                print("   missed", repr(r["surface"]), "in", repr(d["text"]))
                shown += 1
        c["found"] += len(o["times"])
    print("== recognizers_datetime (written for dialogue: \"back in 5 mins\", \"8:40pm next fri\")")
    row("relaxed", c["relaxed"], c["found"], c["gold"])
    row("strict", c["strict"], c["found"], c["gold"])
    rate("value, where it has a year", c["value"], c["dated"])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("task", choices=["m2e2", "muc4", "fivew", "gsr", "times"])
    p.add_argument("--cmd", default="target/release/relata extract --jsonl")
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--limit", type=int, default=0)
    p.add_argument("--show", type=int, default=0, help="print up to K faults")
    a = p.parse_args()
    if not a.data.is_dir():
        sys.exit(f"{a.data} is not there: nothing was scored")
    globals()[a.task](a)


if __name__ == "__main__":
    main()
