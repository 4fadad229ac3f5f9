"""Label inventories and bit masks of allowed labels."""

from __future__ import annotations

from collections.abc import Iterable

TYPES = ("PER", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "WEAPON", "VEHICLE", "PRODUCT", "WORK", "LAW",
         "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "MISC")
ENTITY_LABELS = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BI"]
ATTRIBUTION_LABELS = ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]
UPOS_LABELS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
               "SCONJ", "SYM", "VERB", "X"]
EVENT_CLASSES = ("OCCURRENCE", "STATE", "REPORTING", "PERCEPTION", "ASPECTUAL", "I_ACTION", "I_STATE")
EVENT_LABELS = ["O"] + [f"{p}-{c}" for c in EVENT_CLASSES for p in "BI"]
ROOT_LABELS = ["NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
               "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
POLARITY_LABELS = ["positive", "negative"]
MODALITY_LABELS = ["actual", "planned", "hypothetical", "possible", "habitual"]
CLASSES = (*ROOT_LABELS[1:], "ACCIDENT", "DISASTER", "CRIME", "JUSTICE", "VOTE", "PERSONNEL", "BUSINESS", "LIFE")
"""Kinds of event that news is read for: PLOVER's roots, and what none of them fits."""
CLASS_LABELS = ["O"] + [f"{p}-{c}" for c in CLASSES for p in "BI"]
FACTUALITY_LABELS = ["actual", "planned", "possible", "conditional", "requested", "negated", "habitual", "ended"]
ROLE_LABELS = ["actor", "target", "place", "time", "instrument", "killed", "injured"]
SHAPES = ["none", "lower", "title", "upper", "single_upper", "mixed", "digit", "punct"]

NUMERIC = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
NAMES = frozenset(TYPES) - NUMERIC
CORE = frozenset({"PER", "ORG", "GPE", "LOC"})
OTHER_NAMES = NAMES - CORE

IGNORE = -100
O_BIT = 1


def label_bits(types: Iterable[str], prefix: str) -> int:
    """The mask that allows `prefix`-X (prefix "B", "I" or "BI") for each of the types."""
    mask = 0
    for name in types:
        k = TYPES.index(name)
        if "B" in prefix:
            mask |= 1 << (1 + 2 * k)
        if "I" in prefix:
            mask |= 1 << (2 + 2 * k)
    return mask


def class_bits(classes: Iterable[str], prefix: str) -> int:
    """The mask that allows `prefix`-X (prefix "B" or "I") for each of the classes; "NONE" allows a word outside of events."""
    return sum(O_BIT if c == "NONE" else 1 << CLASS_LABELS.index(f"{prefix}-{c}") for c in set(classes))


def bits_of(chosen: Iterable[str], labels: list[str]) -> int:
    """The mask that allows the chosen ones of a head's labels."""
    return sum(1 << labels.index(label) for label in set(chosen))


ANY_BITS = O_BIT | label_bits(TYPES, "BI")
