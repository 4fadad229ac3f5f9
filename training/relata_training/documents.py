"""Readers: every data set becomes a list of `Document`s, text with character offsets and layers of annotation."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import regex

from .labels import ANY_BITS, CORE, NAMES, NUMERIC, OTHER_NAMES, TYPES
from .places import Places
from .text import lines, split_sentences


@dataclass(frozen=True)
class EntitySpan:
    """A marked span: the types it may have, or `bits` that every word of it may carry (a mask)."""

    start: int
    end: int
    types: frozenset[str] = frozenset()
    bits: int = 0


@dataclass
class SyntaxToken:
    """A UD token. `head` indexes the document's tokens; -1 is the root of its sentence."""

    start: int
    end: int
    upos: str
    head: int
    deprel: str


@dataclass
class Document:
    """One text with the layers that its set annotates (None: not annotated)."""

    name: str
    text: str
    sentences: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, paragraph
    entities: list[EntitySpan] | None = None
    open_types: frozenset[str] = frozenset()  # types that words outside the spans may have, unannotated in the set
    tokens: list[SyntaxToken] | None = None
    attributions: list[dict] | None = None
    weight: float = 1.0


# ------------------------------------------------------------------ label maps
_MISC = OTHER_NAMES - {"FAC"}
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_COARSE = {"PER": {"PER"}, "ORG": {"ORG"}, "LOC": _PLACE}


@dataclass(frozen=True)
class EntitySet:
    """How the labels of a BIO set read: label -> types; labels not listed mask their words."""

    path: str
    types: dict[str, frozenset[str] | set[str]]
    annotated: frozenset[str]
    style: str = "mixed"
    weight: float = 1.0
    fraction: float = 1.0
    nominals: bool = False


_CROSSNER = {"person": {"PER"}, "politician": {"PER"}, "writer": {"PER"}, "musicalartist": {"PER"}, "scientist": {"PER"},
             "researcher": {"PER"}, "organisation": {"ORG"}, "politicalparty": {"ORG"}, "band": {"ORG"}, "university": {"ORG"},
             "location": _PLACE, "country": {"GPE"}, "election": {"EVENT"}, "event": {"EVENT"}, "conference": {"EVENT", "ORG"},
             "book": {"WORK"}, "album": {"WORK"}, "song": {"WORK"}, "poem": {"WORK"}, "academicjournal": {"WORK", "ORG"},
             "magazine": {"WORK", "ORG"}, "product": {"PRODUCT", "WORK"}, "misc": OTHER_NAMES, "award": OTHER_NAMES}
_GROBID = {"PERSON": {"PER"}, "LOCATION": {"GPE", "LOC"}, "PERIOD": {"DATE", "TIME"}, "NATIONAL": {"NORP"}, "ORGANISATION": {"ORG"},
           "INSTITUTION": {"ORG"}, "BUSINESS": {"ORG"}, "SPORT_TEAM": {"ORG"}, "MEDIA": {"ORG", "WORK"}, "WEBSITE": {"ORG", "WORK"},
           "EVENT": {"EVENT"}, "INSTALLATION": {"FAC"}, "ARTIFACT": {"PRODUCT", "VEHICLE", "WEAPON"}, "LEGAL": {"LAW"},
           "CREATION": {"WORK"}, "MEASURE": {"QUANTITY", "PERCENT", "MONEY"}}

ENTITY_SETS: dict[str, EntitySet] = {
    "conll2003": EntitySet("conll2003/train.bio", {**_COARSE, "MISC": _MISC}, NAMES),
    "finer_ord": EntitySet("finer_ord/train.bio", _COARSE, CORE | {"FAC"}),
    "wikigold": EntitySet("wikigold/all.bio", {**_COARSE, "MISC": _MISC}, NAMES),
    "meantime_ner": EntitySet("meantime_ner/all.bio", {
        "PER": {"PER"}, "ORG": {"ORG"}, "LOC": _PLACE, "PRO": {"PRODUCT", "VEHICLE"}, "DATE": {"DATE", "TIME"}, "DURATION": {"DATE", "TIME"},
        "TIME": {"TIME"}, "MONEY": {"MONEY"}, "PERCENT": {"PERCENT"}, "QUANTITY": {"QUANTITY"}},
        CORE | NUMERIC, nominals=True),
    "re3d": EntitySet("re3d/train.bio", {
        "Person": {"PER"}, "Organisation": {"ORG"}, "Location": _PLACE, "Temporal": {"DATE", "TIME"}, "Quantity": {"QUANTITY"},
        "Weapon": {"WEAPON"}, "MilitaryPlatform": {"VEHICLE", "WEAPON"}, "Vehicle": {"VEHICLE"}, "DocumentReference": {"LAW", "WORK"},
        "Nationality": {"NORP"}, "Money": {"MONEY"}}, CORE | {"FAC", "DATE", "MONEY", "WEAPON", "VEHICLE"}, nominals=True),
    "crossner_politics": EntitySet("crossner/politics/train.bio", _CROSSNER, CORE | {"EVENT"}),
    **{f"crossner_{d}": EntitySet(f"crossner/{d}/train.bio", _CROSSNER, CORE, weight=0.5)
       for d in ("literature", "music", "science", "ai")},
    "grobid_wikipedia": EntitySet("grobid_ner/wikipedia_xml.bio", _GROBID, NAMES | NUMERIC, nominals=True),
    "gmb_kaggle": EntitySet("gmb_kaggle/all.bio", {"geo": _PLACE, "org": {"ORG"}, "per": {"PER"}, "gpe": {"NORP", "GPE"},
                            "tim": {"DATE", "TIME"}}, CORE | {"NORP"}, weight=0.3, fraction=0.05),
}
_WORLDWIDE = {"Person": {"PER"}, "Organization": {"ORG"}, "Location": {"GPE", "LOC"}, "NORP": {"NORP"}, "Facility": {"FAC"},
              "Product": {"PRODUCT", "VEHICLE", "WEAPON"}, "Date": {"DATE", "TIME"}, "Money": {"MONEY"},
              "Misc": OTHER_NAMES - {"NORP", "FAC"}}
_GUM = {"person": {"PER"}, "place": _PLACE, "organization": {"ORG"}, "time": {"DATE", "TIME"}, "event": {"EVENT"},
        "object": {"PRODUCT", "WORK", "VEHICLE", "WEAPON"}}
_UNER = {**_COARSE, "OTH": OTHER_NAMES}

_TITLES = frozenset("president prime minister mr. mrs. ms. dr. secretary general senator king queen prince pope former chancellor "
                    "foreign defense vice chairman sheikh ayatollah".split())
_DETERMINERS = frozenset("a an the this that these those his her their its our my your some any all no each two three four five six".split())


def entity_span(text: str, start: int, end: int, types: frozenset[str] | None, places: Places, nominals: bool) -> list[EntitySpan]:
    """The spans that a marked name gives: narrowed by its surface, or a mask when it is no plain name."""
    surface = text[start:end]
    if types is None:
        return [EntitySpan(start, end, bits=ANY_BITS)]
    types = frozenset(types)
    if nominals and types & NAMES and is_nominal(surface):
        return [EntitySpan(start, end, bits=ANY_BITS)]
    return [EntitySpan(start, end, places.narrow(types, surface))]


def is_nominal(surface: str) -> bool:
    """True for a description rather than a name: no capital, a determiner before a lower-case word, or very long."""
    parts = surface.split()
    if not regex.search(r"\p{Lu}", surface) or len(parts) > 9:
        return True
    return len(parts) > 1 and parts[0].lower() in _DETERMINERS and not regex.search(r"[\p{Lu}\d]", parts[1])


# ------------------------------------------------------------------ BIO sets
def read_bio(path: Path, documents_of: int = 20) -> list[list[list[tuple[str, str]]]]:
    """Documents of sentences of (token, tag). A file without document marks is cut every `documents_of` sentences."""
    documents: list[list[list[tuple[str, str]]]] = [[]]
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("-DOCSTART-"):
            documents.append([])
        elif line.strip():
            token, tag = line.split("\t")[:2]
            sentence.append((token, tag))
        elif sentence:
            documents[-1].append(sentence)
            sentence = []
    documents = [d for d in documents if d]
    if len(documents) == 1:
        whole = documents[0]
        documents = [whole[i:i + documents_of] for i in range(0, len(whole), documents_of)]
    return documents


def tag_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(first, last + 1, label) of the spans in BIO tags; a stray I- opens a span."""
    spans: list[list] = []
    open_label = None
    for i, tag in enumerate(tags):
        label = None if tag == "O" else tag[2:]
        if label is None:
            open_label = None
        elif tag[0] == "I" and open_label == label:
            spans[-1][1] = i + 1
        else:
            spans.append([i, i + 1, label])
            open_label = label
    return [tuple(s) for s in spans]


_GLUE_LEFT = regex.compile(r"^(?:[,.;:!?)\]}%…]|\.{2,}|['’](?:s|S|ll|re|ve|d|m|t)|n['’]t|N['’]T|['’])$")
_GLUE_RIGHT = regex.compile(r"^[(\[{$£€#]$")
_ESCAPED = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def join_tokens(tokens: list[str], spaced: bool) -> tuple[str, list[tuple[int, int]]]:
    """The sentence's text and each token's span in it."""
    out, spans, glue, quoted = "", [], True, False
    for token in tokens:
        token = _ESCAPED.get(token, token)
        left = glue or (not spaced and bool(_GLUE_LEFT.match(token)))
        if token == '"' and not spaced:
            left = glue or quoted
        if not left:
            out += " "
        spans.append((len(out), len(out) + len(token)))
        out += token
        glue = not spaced and bool(_GLUE_RIGHT.match(token))
        if token == '"' and not spaced:
            quoted = not quoted
            glue = quoted
    return out, spans


def bio_document(name: str, sentences: list[list[tuple[str, str]]], spec: EntitySet, places: Places, rng: random.Random,
                 plain: bool = False) -> Document:
    """A document from tokens: space-joined or detokenised, one sentence a line or in paragraphs (drawn by `rng`)."""
    spaced, a_line_each = plain or rng.random() < 0.5, plain or rng.random() < 0.5
    document = Document(name, "", entities=[], open_types=frozenset(TYPES) - spec.annotated, weight=spec.weight)
    text, paragraph, room = "", 0, 0
    for sentence in sentences:
        if text:
            if a_line_each or room <= 0:
                text, paragraph, room = text + "\n", paragraph + 1, rng.randint(2, 5)
            else:
                text += " "
        room -= 1
        part, spans = join_tokens([t for t, _ in sentence], spaced)
        base = len(text)
        text += part
        document.sentences.append((base, len(text), paragraph))
        for first, last, label in tag_spans([t for _, t in sentence]):
            start, end = base + spans[first][0], base + spans[last - 1][1]
            document.entities += entity_span(text, start, end, spec.types.get(label), places, spec.nominals)
    document.text = text
    if name.startswith("gmb"):
        document.entities = [t for s in document.entities for t in split_title(text, s)]
    return document


def split_title(text: str, span: EntitySpan) -> list[EntitySpan]:
    """Frees the titles in front of a person's name (a set that puts them into the name)."""
    if span.types != {"PER"}:
        return [span]
    at = span.start
    for match in regex.finditer(r"\S+", text[span.start:span.end]):
        at = span.start + match.start()
        if match.group().lower() not in _TITLES:
            break
    if at == span.start:
        return [span]
    return [EntitySpan(span.start, at, bits=ANY_BITS), EntitySpan(at, span.end, span.types)]


def read_entity_set(name: str, folder: Path, places: Places, seed: int) -> list[Document]:
    """All documents of one BIO set."""
    spec, rng = ENTITY_SETS[name], random.Random(f"{seed}/{name}")
    documents = read_bio(folder / "ner" / spec.path)
    if spec.fraction < 1:
        documents = rng.sample(documents, round(len(documents) * spec.fraction))
    return [bio_document(f"{name}/{i}", d, spec, places, rng) for i, d in enumerate(documents)]


def read_worldwide(path: Path, places: Places) -> list[Document]:
    """The news set that comes with raw text; its `sentences` are paragraphs."""
    annotated = NAMES | {"DATE", "MONEY"}
    documents = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        record = json.loads(line)
        text = record["text"]
        document = Document(f"worldwide/{record['doc']}", text, entities=[], open_types=frozenset(TYPES) - annotated)
        document.sentences = text_sentences(text)
        for start, end, label in record["entities"]:
            document.entities += entity_span(text, start, end, _WORLDWIDE.get(label), places, False)
        documents.append(document)
    return documents


def text_sentences(text: str) -> list[tuple[int, int, int]]:
    """Sentences of raw text: every line is a paragraph."""
    return [(a, b, p) for p, (start, end) in enumerate(lines(text)) for a, b in split_sentences(text, start, end)]


# ------------------------------------------------------------------ Universal Dependencies
@dataclass
class UdSentence:
    """One CoNLL-U sentence with token spans relative to its text."""

    text: str
    new_document: bool
    new_paragraph: bool
    forms: list[str]
    spans: list[tuple[int, int]]
    rows: list[tuple[str, int, str]]  # upos, head (0 = root), deprel


def read_conllu(path: Path) -> Iterator[UdSentence]:
    """The sentences of a CoNLL-U file whose tokens can be found in `# text`."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, new_document, new_paragraph, rows = "", False, False, []
        for line in block.split("\n"):
            if line.startswith("# text = "):
                text = line[9:]
            elif line.startswith("# newdoc"):
                new_document = True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
        if not rows:
            continue
        spans = token_spans(text, rows)
        tokens = [r for r in rows if r[0].isdigit()]
        if spans is not None:
            yield UdSentence(text, new_document, new_paragraph, [r[1] for r in tokens], spans,
                             [(r[3], int(r[6]), r[7]) for r in tokens])


def token_spans(text: str, rows: list[list[str]]) -> list[tuple[int, int]] | None:
    """Spans of the syntactic words; the parts of a multi-word token share its span by their own lengths."""
    spans: list[tuple[int, int]] = []
    at, pending = 0, (0, 0, 0)  # pending: start, end, number of words left inside a multi-word token
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            start = text.find(row[1], at)
            if start < 0:
                return None
            at = start + len(row[1])
            pending = (start, at, last - first + 1)
            continue
        if pending[2]:
            start, end, left = pending
            stop = end if left == 1 else min(end, start + len(row[1]))
            spans.append((start, stop))
            pending = (stop, end, left - 1)
            continue
        start = text.find(row[1], at)
        if start < 0 or start - at > 3:
            return None
        at = start + len(row[1])
        spans.append((start, at))
    return spans


def read_ud(ud: Path, bio: Path | None, types: dict, annotated: frozenset[str], name: str, places: Places) -> list[Document]:
    """UD documents; entity tags of `bio` are joined to the sentences whose tokens are the same."""
    tagged: dict[tuple[str, ...], list[list[str]]] = {}
    if bio is not None:
        for document in read_bio(bio):
            for sentence in document:
                tagged.setdefault(tuple(t for t, _ in sentence), []).append([t for _, t in sentence])
    documents: list[Document] = []
    for sentence in read_conllu(ud):
        if sentence.new_document or not documents:
            documents.append(Document(f"{name}/{len(documents)}", "", tokens=[], entities=[] if bio else None,
                                      open_types=frozenset(TYPES) - annotated))
        document = documents[-1]
        paragraph = document.sentences[-1][2] if document.sentences else 0
        if document.text:
            paragraph += sentence.new_paragraph
            document.text += "\n" if sentence.new_paragraph else " "
        base, first = len(document.text), len(document.tokens)
        document.text += sentence.text
        document.sentences.append((base, base + len(sentence.text), paragraph))
        for (start, end), (upos, head, deprel) in zip(sentence.spans, sentence.rows):
            document.tokens.append(SyntaxToken(base + start, base + end, upos, first + head - 1 if head else -1, deprel))
        if bio is None:
            continue
        tags = tagged.get(tuple(sentence.forms))
        if tags is None:
            document.entities.append(EntitySpan(base, base + len(sentence.text), bits=ANY_BITS))
            continue
        for a, b, label in tag_spans(tags.pop(0) if len(tags) > 1 else tags[0]):
            start, end = base + sentence.spans[a][0], base + sentence.spans[b - 1][1]
            document.entities += entity_span(document.text, start, end, types.get(label), places, False)
    return documents


# ------------------------------------------------------------------ attribution
def read_polnear(path: Path) -> list[Document]:
    """News articles with source, cue and content."""
    documents = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            documents.append(Document(f"polnear/{record['id']}", record["text"], text_sentences(record["text"]),
                                      attributions=record["attributions"]))
    return documents


# ------------------------------------------------------------------ all of it
def training_documents(data: Path, seed: int) -> dict[str, list[Document]]:
    """Every training document by set. No development file is read."""
    places = Places(data / "gazetteers")
    sets = {name: read_entity_set(name, data, places, seed) for name in ENTITY_SETS}
    sets["worldwide"] = read_worldwide(data / "ner/worldwide_newswire/train.raw.jsonl", places)
    sets["ewt"] = read_ud(data / "parsing/ud_en_ewt/en_ewt-ud-train.conllu", data / "ner/uner_en_ewt/train_with_oth.bio",
                          _UNER, CORE | {"FAC"}, "ewt", places)
    sets["gum"] = read_ud(data / "parsing/ud_en_gum/en_gum-ud-train.conllu", data / "ner/gum_ner/train.bio",
                          _GUM, CORE | {"FAC", "EVENT"}, "gum", places)
    sets["polnear"] = read_polnear(data / "attribution/polnear/train.jsonl")
    return sets


def development_documents(data: Path) -> dict[str, list[Document]]:
    """Development documents as the evaluation feeds them. Entity spans here are not needed: scoring reads its own gold."""
    places = Places(data / "gazetteers")
    conll = ENTITY_SETS["conll2003"]
    rng = random.Random(0)
    return {
        "conll2003": [bio_document(f"d{i}", d, conll, places, rng, plain=True)
                      for i, d in enumerate(read_bio(data / "ner/conll2003/dev.bio"))],
        "worldwide": read_worldwide(data / "ner/worldwide_newswire/dev.raw.jsonl", places),
        "polnear": read_polnear(data / "attribution/polnear/dev.jsonl"),
        "ewt": read_ud(data / "parsing/ud_en_ewt/en_ewt-ud-dev.conllu", None, {}, frozenset(), "ewt", places),
    }
