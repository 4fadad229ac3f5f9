"""How the labels of every entity set read, and what each set leaves unannotated."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from .documents import EntitySpan
from .labels import ANY_BITS, CORE, NAMES, NUMERIC, OTHER_NAMES
from .places import Places

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
    "wnut17": EntitySet("wnut17/train.bio", {
        "person": {"PER"}, "location": _PLACE, "corporation": {"ORG"}, "group": {"ORG"}, "product": {"PRODUCT", "WORK", "VEHICLE"},
        "creative-work": {"WORK"}}, CORE, weight=0.7),
    "btc": EntitySet("btc/train.bio", _COARSE, CORE, weight=0.7),
    "gmb_kaggle": EntitySet("gmb_kaggle/all.bio", {"geo": _PLACE, "org": {"ORG"}, "per": {"PER"}, "gpe": {"NORP", "GPE"},
                            "tim": {"DATE", "TIME"}}, CORE | {"NORP"}, weight=0.3, fraction=0.05),
}
WORLDWIDE = {"Person": {"PER"}, "Organization": {"ORG"}, "Location": {"GPE", "LOC"}, "NORP": {"NORP"}, "Facility": {"FAC"},
              "Product": {"PRODUCT", "VEHICLE", "WEAPON"}, "Date": {"DATE", "TIME"}, "Money": {"MONEY"},
              "Misc": OTHER_NAMES - {"NORP", "FAC"}}
GUM = {"person": {"PER"}, "place": _PLACE, "organization": {"ORG"}, "time": {"DATE", "TIME"}, "event": {"EVENT"},
        "object": {"PRODUCT", "WORK", "VEHICLE", "WEAPON"}}
UNER = {**_COARSE, "OTH": OTHER_NAMES}

_TITLES = frozenset([
    "president", "prime", "minister", "mr.", "mrs.", "ms.", "dr.", "secretary", "general", "senator", "king", "queen", "prince", "pope", "former",
    "chancellor", "foreign", "defense", "vice", "chairman", "sheikh", "ayatollah"
])
_DETERMINERS = frozenset([
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "some", "any", "all", "no", "each", "two",
    "three", "four", "five", "six"
])


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
