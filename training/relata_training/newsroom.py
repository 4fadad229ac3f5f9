"""Reads whole news articles whose events, and the claims of some, are all annotated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .documents import Document, EventSpan, text_sentences
from .event_sets import records
from .labels import CLASSES, ROOT_LABELS

ADDED = Path(__file__).resolve().parent.parent / "newsroom"
"""Annotation of further articles: offsets and labels, without the text."""
_ROLES = {"actors": "actor", "targets": "target", "places": "place", "times": "time"}
_HARM = ("killed", "injured")
MARKED = frozenset({*_ROLES.values(), *_HARM})
BODY = "l3s_gn1_body"
"""Headline and body of the web pages of `l3s_gn1`, without the lines around them."""
_TEXTS = {  # source: its file, the key of a text's name
    "worldwide_newswire": ("ner/worldwide_newswire/train.raw.jsonl", "doc"), "polnear": ("attribution/polnear/train.jsonl", "id"),
    "timebank": ("time/tempeval3/timebank.jsonl", "id"), "aquaint": ("time/tempeval3/aquaint.jsonl", "id"), "ecbplus": ("events/ecbplus/train.jsonl", "id"),
    "meantime": ("events/meantime/all.jsonl", "id"), "muc4": ("events/muc4/train.jsonl", "id"), "re3d": ("events/re3d/train.jsonl", "id"),
    "wikievents": ("events/wikievents/dev.jsonl", "id"), "rams": ("events/rams/dev.jsonl", "id"), "m2e2_voa": ("events/m2e2_voa/all.jsonl", "id"),
    "l3s_gn1": ("cleaning/l3s_gn1_news.train.jsonl", "id"), BODY: ("cleaning/l3s_gn1_news.train.jsonl", "id")}


def source_texts(data: Path, sources: set[str]) -> dict[tuple[str, str], str]:
    """The texts of the named sets, by set and name. Texts that come in pieces have a line for each."""
    texts = {}
    for source in sources:
        place = _TEXTS.get(source)
        if place is None:
            raise ValueError(f"no texts of {source!r} are known; there are {', '.join(sorted(_TEXTS))}")
        for record in records(data / place[0]):
            texts[source, str(record[place[1]])] = text_of(record, source == BODY)
    return texts


def text_of(record: dict, body: bool = False) -> str:
    """The text of a record: whole, in lines (of which those of the body alone may count), or in sentences."""
    if "text" in record:
        return record["text"]
    pieces = record.get("lines") or record["sentences"]
    return "\n".join(p if isinstance(p, str) else p["text"] for p in pieces if not body or p["label"] in ("headline", "fulltext"))


def newsroom_documents(data: Path) -> list[Document]:
    """The training articles of the data folder and those that the repository adds, with the claims of those where they are marked as well."""
    documents = [newsroom(r, r["text"]) for r in records(data / "events/newsroom/train.jsonl")]
    documents += [newsroom(r, text) for r, text in added_articles(data, ADDED / "annotated.jsonl")]
    claims = {f"{r['source_set']}/{r['source_id']}": r["attributions"] for r in records(data / "attribution/newsroom/train.jsonl")}
    claims |= {f"{r['source']}/{r['source_id']}": r["attributions"] for r in records(ADDED / "claims.jsonl")}
    for document in documents:
        if document.name in claims:
            mark_claims(document, claims.pop(document.name))
    if claims:
        raise ValueError(f"claims are marked in articles without events: {', '.join(sorted(claims)[:5])}")
    return documents


def written_documents() -> list[Document]:
    """Short texts written for what articles show too seldom, with all their events and claims."""
    documents = []
    for record in records(ADDED / "written.jsonl"):
        documents.append(newsroom(record, record["text"]))
        mark_claims(documents[-1], record["attributions"])
    return documents


def added_articles(data: Path, file: Path) -> Iterator[tuple[dict, str]]:
    """Annotated articles of a file with their texts, which the data folder holds, as far as they were read."""
    rows = list(records(file))
    texts = source_texts(data, {r["source"] for r in rows})
    for row in rows:
        text = texts.get((row["source"], str(row["source_id"])))
        if text is None:
            raise ValueError(f"{row['source']} has no text {row['source_id']!r}")
        yield row, text[:row.get("upto")]


def newsroom(record: dict, text: str) -> Document:
    """An article whose events are all marked: every other word is outside of events."""
    document = Document(f"{record['source']}/{record['source_id']}", text, text_sentences(text), events=[], background_kinds=frozenset({"NONE"}))
    for mention in record["mentions"]:
        kind = mention["class"]
        if kind not in CLASSES:
            raise ValueError(f"{document.name}: {kind!r} is no class of events")
        arguments = [(role, *span) for key, role in _ROLES.items() for span in mention.get(key) or ()]
        arguments += [(h["kind"], *h["span"]) for h in mention.get("harm") or () if h["kind"] in _HARM]
        document.events.append(EventSpan(
            *mention["trigger"], classes=frozenset(), roots=frozenset({kind if kind in ROOT_LABELS else "NONE"}), kinds=frozenset({kind}),
            factuality=frozenset({mention["factuality"]}), roles=MARKED, arguments=tuple(arguments), event=mention.get("event")))
    return document


def mark_claims(document: Document, marked: list[dict]) -> None:
    """Marks the outermost claims; source and cue of those inside of them are neither marked nor denied."""
    document.attributions = [a for a in marked if not any(b is not a and inside(a, b) for b in marked)]
    document.nested = [tuple(span) for a in marked if a not in document.attributions for span in (*a["source"], *a["cue"])]


def inside(claim: dict, other: dict) -> bool:
    """True if a claim's cue (its content where it has none) lies in what another one says."""
    spans = claim["cue"] or claim["content"]
    return bool(spans) and all(any(start <= a and b <= end and (a, b) != (start, end) for start, end in other["content"]) for a, b in spans)
