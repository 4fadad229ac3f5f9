"""Reads sets that annotate events: which words mention one, its class, PLOVER root, polarity and modality."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import regex

from .documents import Document, EventSpan, Parties, text_sentences
from .labels import CLASSES, EVENT_CLASSES, ROOT_LABELS

ANY_CLASS = frozenset(EVENT_CLASSES)
HELD_BACK = 10
"""One document of so many is held back from training, by its place in the file, and measured."""
_ECB = {"ACTION_OCCURRENCE": {"OCCURRENCE"}, "ACTION_STATE": {"STATE"}, "ACTION_REPORTING": {"REPORTING"}, "ACTION_PERCEPTION": {"PERCEPTION"},
        "ACTION_ASPECTUAL": {"ASPECTUAL"}, "ACTION_CAUSATIVE": ANY_CLASS, "ACTION_GENERIC": {"OCCURRENCE"}}
_MAY = frozenset({"may", "might", "could"})
_MEANTIME_SENTENCES = 6  # the guidelines have events annotated in the first six sentences only
_M2E2_ROOTS = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT"})  # the roots whose mentions M2E2 marks throughout
_DEEDS = frozenset({"OCCURRENCE", "I_ACTION"})
_BEYOND = frozenset(CLASSES) - frozenset(ROOT_LABELS)
_M2E2_KINDS = frozenset({"ASSAULT", "PROTEST"})  # the classes whose mentions M2E2 marks throughout
_SPECULATIVE = {frozenset({"actual"}): {"actual", "habitual", "ended"}, frozenset({"planned"}): {"planned", "possible", "conditional", "requested"},
                frozenset({"habitual"}): {"habitual"}, frozenset({"hypothetical"}): {"conditional"}, frozenset({"possible"}): {"possible"},
                frozenset({"possible", "hypothetical"}): {"possible", "conditional"}}
"""Modalities of other sets and the factualities that they leave open."""
_QUADS = {1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}, 2: {"COOPERATE", "AID", "RETREAT"}, 3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
          4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}}
"""Quad classes and the PLOVER roots in them."""
_MARKS = regex.compile(r"</?([st])>")


def records(path: Path) -> Iterator[dict]:
    """The objects of a JSON lines file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def event_documents(data: Path) -> dict[str, list[Document]]:
    """Every document that annotates events, by set."""
    roots = read_roots()
    return {
        "timebank": [tempeval(r, "timebank", True) for r in records(data / "time/tempeval3/timebank.jsonl")],
        "aquaint": [tempeval(r, "aquaint", False) for r in records(data / "time/tempeval3/aquaint.jsonl")],
        "meantime": [meantime(r) for r in records(data / "events/meantime/all.jsonl")],
        "ecbplus": [d for d in map(ecbplus, records(data / "events/ecbplus/train.jsonl")) if d.event_regions],
        "m2e2": [m2e2(r, roots) for r in records(data / "events/m2e2_voa/all.jsonl")],
        "rams": [typed(r, "rams", roots) for r in records(data / "events/rams/dev.jsonl")],
        "plover": [d for d in map(plover, records(data / "events/plover_gsr/plover_gsr_cameo.jsonl")) if d],
        "plv": [d for d in map(plv, table(data / "events/plv/train.tsv")) if d],
        "cameo": [cameo(r) for r in records(data / "events/cameo_source_target/train.jsonl")],
        "wikievents": [typed(r, "wikievents", roots) for r in records(data / "events/wikievents/dev.jsonl")],
    }


def held_back(documents: list[Document]) -> list[Document]:
    """The documents that measure."""
    return documents[HELD_BACK - 1::HELD_BACK]


def trained_on(documents: list[Document]) -> list[Document]:
    """The documents that train."""
    return [d for k, d in enumerate(documents) if k % HELD_BACK != HELD_BACK - 1]


def kinds_of(roots: frozenset[str] | None) -> frozenset[str] | None:
    """Classes of news events that a mention of these roots may have: without a root it may be of a class beyond them, or no event that is news."""
    return roots | _BEYOND if roots and "NONE" in roots else roots


def factuality_of(polarity: str | None, modality: frozenset[str] | None) -> frozenset[str] | None:
    """What polarity and modality say surely."""
    if polarity == "negative":
        return frozenset({"negated"}) if modality in (None, frozenset({"actual"})) else None
    return frozenset(_SPECULATIVE[modality]) if modality in _SPECULATIVE else None


def read_roots() -> list[tuple[str, frozenset[str]]]:
    """(prefix of an event type, its roots), longest prefix first."""
    rows = []
    for line in (Path(__file__).parent / "event_roots.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            prefix, roots = line.split("\t")
            unknown = set(roots.split()) - set(ROOT_LABELS)
            if unknown:
                raise ValueError(f"event_roots.tsv: {unknown} are no root events")
            rows.append((prefix, frozenset(roots.split())))
    return sorted(rows, key=lambda row: -len(row[0]))


def roots_of(kind: str, roots: list[tuple[str, frozenset[str]]]) -> frozenset[str] | None:
    """Roots that an event type may have, None where the table says nothing."""
    kind = kind.lower()
    return next((found for prefix, found in roots if kind.startswith(prefix)), None)


def tempeval(record: dict, name: str, polarity: bool) -> Document:
    """TimeML: all events are marked. AQUAINT's polarity is not usable (half of its events are negative)."""
    text = record["text"]
    document = Document(f"{name}/{record['id']}", text, text_sentences(text), events=[], event_regions=[(0, len(text))])
    for event in record["events"]:
        instance = (event.get("instances") or [{}])[0]
        sign = {"POS": "positive", "NEG": "negative"}.get(instance.get("polarity")) if polarity else None
        document.events.append(EventSpan(event["start"], event["end"], frozenset({event["class"]}), polarity=sign, modality=timeml_modality(instance),
                                         factuality=factuality_of(sign, timeml_modality(instance)) if polarity and event["class"] in _DEEDS else None))
    return document


def timeml_modality(instance: dict) -> frozenset[str] | None:
    """What tense and modal verb leave possible."""
    modal, tense = (instance.get("modality") or "none").lower(), instance.get("tense")
    if modal in _MAY:
        return frozenset({"possible", "hypothetical"})
    if modal == "would":
        return frozenset({"planned", "hypothetical", "possible"})
    if modal != "none":
        return None
    if tense == "FUTURE":
        return frozenset({"planned"})
    return frozenset({"actual"}) if tense in ("PAST", "PRESENT") else None


def meantime(record: dict) -> Document:
    """Wikinews; attributes only for the fully annotated mentions."""
    text, sentences = record["text"], record["sentences"]
    end = sentences[min(_MEANTIME_SENTENCES, len(sentences)) - 1][1] if sentences else 0
    document = Document(f"meantime/{record['id']}", text, text_sentences(text), events=[], event_regions=[(0, end)])
    for event in record["events"]:
        sign = {"POS": "positive", "NEG": "negative"}.get(event.get("polarity"))
        for start, stop in event["spans"][:1]:
            document.events.append(EventSpan(start, stop, ANY_CLASS, polarity=sign, modality=meantime_modality(event),
                                             factuality=factuality_of(sign, meantime_modality(event))))
    return document


def meantime_modality(event: dict) -> frozenset[str] | None:
    """Certainty, time and special case as one label."""
    if event.get("special_cases") == "GEN":
        return frozenset({"habitual"})
    if str(event.get("special_cases")).startswith("COND"):
        return frozenset({"hypothetical"})
    if event.get("certainty") in ("POSSIBLE", "PROBABLE"):
        return frozenset({"possible"})
    if event.get("certainty") == "CERTAIN":
        return {"FUTURE": frozenset({"planned"}), "NON_FUTURE": frozenset({"actual"})}.get(event.get("time"))
    return None


def ecbplus(record: dict) -> Document:
    """Events are marked in the validated sentences alone."""
    text = record["text"]
    regions = [(s["start"], s["end"]) for s in record["sentences"] if s["validated"]]
    document = Document(f"ecbplus/{record['id']}", text, text_sentences(text), events=[], event_regions=regions)
    for mention in record["mentions"]:
        kind = mention["type"]
        classes = _ECB.get(kind.removeprefix("NEG_"))
        if classes is None:
            continue
        start, stop = mention["spans"][0][0], mention["spans"][-1][1]
        if len(mention["spans"]) > 1 and stop - start > len(mention["surface"]) + 2:
            start, stop = mention["spans"][0]
        sign = "negative" if kind.startswith("NEG_") else "positive"
        document.events.append(EventSpan(start, stop, frozenset(classes), polarity=sign, factuality=factuality_of(sign, None)))
    return document


def typed(record: dict, name: str, roots: list[tuple[str, frozenset[str]]]) -> Document:
    """RAMS and WikiEvents: mentions of some types; nothing is known of the other words."""
    text = record["text"]
    document = Document(f"{name}/{record['id']}", text, text_sentences(text), events=[], event_regions=[])
    for event in record["events"]:
        start, stop = event.get("trigger") or (event["start"], event["end"])
        found = roots_of(event["type"], roots)
        document.events.append(EventSpan(start, stop, ANY_CLASS, roots=found, kinds=kinds_of(found)))
    return document


def m2e2(record: dict, roots: list[tuple[str, frozenset[str]]]) -> Document:
    """VOA articles, sentence by sentence; every mention of its eight types is marked, so that other words have none of their roots."""
    document = Document(f"m2e2/{record['id']}", "", events=[], event_regions=[], background_roots=frozenset(ROOT_LABELS) - _M2E2_ROOTS,
                        background_kinds=frozenset({"NONE", *CLASSES}) - _M2E2_KINDS)
    for number, sentence in enumerate(record["sentences"]):
        base = len(document.text) + (1 if document.text else 0)
        document.text += ("\n" if document.text else "") + sentence["text"]
        document.sentences += [(base + a, base + b, number) for a, b, _ in text_sentences(sentence["text"])]
        for event in sentence["events"]:
            start, stop = event["trigger"]
            found = roots_of(event["type"], roots)
            document.events.append(EventSpan(base + start, base + stop, ANY_CLASS, roots=found, kinds=kinds_of(found)))
    return document


def plover(record: dict) -> Document | None:
    """A sentence of the gold standard records of PLOVER, where the first word that is named tells the event; None if it stands there twice or not."""
    text, named = record["text"], (record.get("eventText") or "").split()
    if not named or record["event"] not in ROOT_LABELS or len(regex.findall(rf"\b{regex.escape(named[0])}\b", text)) != 1:
        return None
    start = regex.search(rf"\b{regex.escape(named[0])}\b", text).start()
    root = frozenset({record["event"]})
    return Document(f"plover/{record['id']}", text, text_sentences(text),
                    events=[EventSpan(start, start + len(named[0]), frozenset(), roots=root, kinds=root)])


def table(path: Path) -> Iterator[dict]:
    """The rows of a table with tabs, without quotation."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def plv(row: dict) -> Document | None:
    """A sentence with its source and target marked, and the root of what the one does to the other; None where a mark is missing."""
    marked, at, text = row["marked_sentence"], 0, ""
    bounds: dict[str, list[int]] = {"s": [], "t": []}
    for mark in _MARKS.finditer(marked):
        text += marked[at:mark.start()]
        at = mark.end()
        bounds[mark[1]].append(len(text))
    text += marked[at:]
    if any(len(b) != 2 for b in bounds.values()):
        return None
    kinds = frozenset({row["gold_root"]}) & frozenset(ROOT_LABELS)
    parties = Parties((bounds["s"][0], bounds["s"][1]), (bounds["t"][0], bounds["t"][1]), kinds or None)
    return Document(f"plv/{row['sentence_id']}", text, text_sentences(text), events=[], parties=[parties])


def cameo(record: dict) -> Document:
    """A sentence with its sources and targets, and the quad class of what they do."""
    kinds = _QUADS.get(record["class"])
    pairs = [Parties(tuple(s), tuple(t), frozenset(kinds) if kinds else None) for s, t in zip(record["source"][:1], record["target"][:1])]
    return Document(f"cameo/{record['id']}", record["text"], text_sentences(record["text"]), events=[], parties=pairs)
