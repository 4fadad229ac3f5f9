"""Narrows coarse labels by surface: places into GPE, LOC or FAC, nationalities, dates into times."""

from __future__ import annotations

import csv
from pathlib import Path

import regex

_GEOGRAPHIC = regex.compile(
    r"(?i)\b(?:rivers?|seas?|oceans?|mountains?|mount|mt|gulf|lakes?|valley|deserts?|peninsula|straits?|basin|coast|islands?"
    r"|bay|forests?|delta|highlands|hills|plains|plateau|channel|canal|reef|glacier|volcano|river basin|hemisphere|border)\b")
_FACILITY = regex.compile(
    r"(?i)\b(?:airport|stadium|street|road|avenue|hospital|airbase|base|bridge|prison|jail|camp|square|palace|port|dam|tunnel"
    r"|highway|motorway|mosque|church|cathedral|temple|synagogue|hotel|tower|museum|station|crossing|barracks|plant|arena|"
    r"harbou?r|cemetery|castle|cent(?:er|re)|park|house|hall|building|gate)\b")
_REGIONS = {
    "africa", "asia", "europe", "antarctica", "oceania", "latin america", "central america", "south america", "north america",
    "middle east", "the middle east", "mideast", "far east", "near east", "north africa", "west africa", "east africa",
    "southern africa", "central africa", "sub-saharan africa", "horn of africa", "the horn of africa", "central asia",
    "south asia", "southeast asia", "south-east asia", "east asia", "eastern europe", "western europe", "central europe",
    "balkans", "the balkans", "caucasus", "the caucasus", "sahel", "the sahel", "maghreb", "levant", "the levant", "arctic",
    "sahara", "caribbean", "the caribbean", "mediterranean", "the mediterranean", "atlantic", "the atlantic", "pacific",
    "the pacific", "asia-pacific", "scandinavia", "himalayas", "the himalayas", "amazon", "alps", "andes", "sinai",
    "black sea", "red sea", "baltics", "the baltics", "persian gulf", "gulf", "the gulf", "siberia", "mesopotamia", "west",
    "the west", "mars", "earth", "moon", "midwest", "new england", "silicon valley"}
_MORE_GPE = {
    "u.s.", "us", "u.s", "usa", "u.s.a.", "u . s .", "u . s . a .", "uk", "u.k.", "u . k .", "uae", "u.a.e.", "drc", "dr congo", "prc", "ussr",
    "england", "scotland", "wales", "northern ireland", "britain", "great britain", "america", "holland", "burma",
    "west bank", "the west bank", "gaza", "gaza strip", "the gaza strip", "kashmir", "chechnya", "crimea", "kosovo", "palestine", "tibet",
    "taiwan", "soviet union", "the soviet union", "yugoslavia", "czechoslovakia", "east germany", "west germany", "east timor", "ivory coast",
    "cote d'ivoire", "the united states", "the united kingdom", "the netherlands", "the philippines", "south korea", "north korea",
    "bosnia", "macedonia", "swaziland", "zaire", "hong kong", "macau", "punjab", "sindh", "balochistan", "khyber pakhtunkhwa",
    "donbas", "luhansk", "donetsk", "darfur", "tigray", "catalonia", "bavaria", "quebec", "ontario", "british columbia", "alberta",
    "new south wales", "queensland", "victoria", "tasmania", "alabama", "alaska", "arizona", "arkansas", "california", "calif.",
    "colorado", "connecticut", "conn.", "delaware", "florida", "fla.", "georgia", "hawaii", "idaho", "illinois", "ill.", "indiana", "iowa",
    "kansas", "kentucky", "louisiana", "maine", "maryland", "md.", "massachusetts", "mass.", "michigan", "mich.", "minnesota",
    "minn.", "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire", "new jersey", "n.j.", "new mexico",
    "new york", "n.y.", "north carolina", "n.c.", "north dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "pa.", "rhode island",
    "south carolina", "s.c.", "south dakota", "tennessee", "texas", "utah", "vermont", "virginia", "va.", "washington", "west virginia",
    "wisconsin", "wis.", "wyoming", "d.c.", "washington dc", "washington d.c.", "washington , d.c.", "anbar", "nineveh", "helmand", "kandahar"}
_GPE_WORDS = regex.compile(r"(?i)\b(?:province|state of|county|republic|kingdom of|district|governorate|prefecture|city)\b")
_TIME = regex.compile(r"(?i)\d\s*[ap]\.?\s?m\b|\b\d{1,2}[:.]\d\d\b|o['’]?clock|\bgmt\b|\bhours?\b|\bminutes?\b"
                       r"|\bmorning|\bafternoon|\bevening|\bnight|\bnoon|\bmidnight")
_PERCENT = regex.compile(r"(?i)%|\bper ?cent|\bpercentage")
_MONEY = regex.compile(r"(?i)[$£€¥]|\b(?:dollars?|euros?|pounds?|yen|rupees?|usd|rubles?|roubles?|francs?|marks?|yuan|naira|shillings?|rand|pesos?|kr)\b")


class Places:
    """Surface tests backed by the gazetteers."""

    def __init__(self, folder: Path):
        self.gpe: set[str] = set(_MORE_GPE)
        self.demonyms: set[str] = set()
        with open(folder / "countries_mledoze.tsv", encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                self.gpe |= {row["common"].lower(), row["official"].lower(), *row["capitals"].lower().split("|")}
                self.demonyms |= {row["demonym_m"].lower(), row["demonym_f"].lower()}
        with open(folder / "geonames_cities15000.tsv", encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                self.gpe |= {row["name"].lower(), row["asciiname"].lower()}
        self.gpe -= _REGIONS | {""}
        self.demonyms |= {d + "s" for d in self.demonyms if d} | {"german", "germans", "british", "dutch", "kurdish", "kurds", "kurd",
                          "palestinian", "palestinians", "russian", "american", "jewish", "jews", "muslim", "muslims", "christian",
                          "christians", "islamic", "arab", "arabs", "european", "africans", "african", "soviet", "chechen", "shiite",
                          "sunni", "republican", "republicans", "democrat", "democrats", "democratic", "communist"}
        self.demonyms -= {"", "s"}

    def narrow(self, types: frozenset[str], surface: str) -> frozenset[str]:
        """The subset of `types` that the surface speaks for, or all of them."""
        low = " ".join(surface.lower().split())
        if "GPE" in types and "LOC" in types:
            return types & self._place(low) or types
        if "NORP" in types and len(types) > 1 and low in self.demonyms:
            return frozenset({"NORP"})
        if types == {"DATE", "TIME"}:
            return types if _TIME.search(low) else frozenset({"DATE"})
        if "QUANTITY" in types and len(types) > 1:
            kind = "PERCENT" if _PERCENT.search(low) else "MONEY" if _MONEY.search(low) else "QUANTITY"
            return types & {kind} or types
        return types

    def _place(self, low: str) -> frozenset[str]:
        if low in _REGIONS:
            return frozenset({"LOC"})
        if low in self.gpe or low.removeprefix("the ") in self.gpe:
            return frozenset({"GPE"})
        if _GEOGRAPHIC.search(low):
            return frozenset({"LOC"})
        if _GPE_WORDS.search(low):
            return frozenset({"GPE"})
        if _FACILITY.search(low):
            return frozenset({"FAC"})
        return frozenset({"GPE", "LOC", "FAC"})
