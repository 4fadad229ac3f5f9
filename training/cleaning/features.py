"""Features of pieces as the crate itself computes them, and the choice of those that may carry a weight."""
import collections
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import scipy.sparse

CRATE_DATA = Path(__file__).resolve().parent.parent.parent / "crates" / "relata-text" / "data"
WORD_TEMPLATES = ("short", "long", "pair", "first", "last")
# A word that no table of the crate lists must stand in dropped pieces of this many sites.
SITES_OF_A_WORD = 8
# A word that is written large in this share of its uses inside sentences is a name, and names are topics.
NAME_SHARE = 0.5


class FeatureNames:
    """Names of features by number."""

    def __init__(self):
        self.numbers, self.names, self.is_word = {}, [], []

    def number(self, name):
        number = self.numbers.get(name)
        if number is None:
            number = self.numbers[name] = len(self.names)
            self.names.append(name)
            self.is_word.append(name.split("=", 1)[0] in WORD_TEMPLATES)
        return number


def add_features(documents, command, names):
    """Runs the crate's example over the texts; each document gets its pieces and `features`, one array of numbers a piece."""
    with tempfile.TemporaryFile() as given:
        for document in documents:
            given.write(json.dumps({"id": document.name, "text": document.text}).encode() + b"\n")
        given.seek(0)
        run = subprocess.Popen([command], stdin=given, stdout=subprocess.PIPE)
        for document, line in zip(documents, run.stdout):
            pieces = json.loads(line)["pieces"]
            document.set_pieces([(p["start"], p["end"]) for p in pieces])
            document.features = [np.array([names.number(f) for f in p["features"]], dtype=np.int32) for p in pieces]
        if run.wait():
            raise SystemExit(f"{command} failed")


def matrix_of(documents, names, known):
    """Pieces × features as 0 and 1, only the features of which `known` holds, renumbered; and the old number of each new one."""
    old = np.flatnonzero(known)
    new = np.full(len(names.names), -1, dtype=np.int32)
    new[old] = np.arange(len(old))
    columns, ends = [], [0]
    for document in documents:
        for features in document.features:
            kept = new[features]
            kept = np.unique(kept[kept >= 0])
            columns.append(kept)
            ends.append(ends[-1] + len(kept))
    indices = np.concatenate(columns)
    return scipy.sparse.csr_matrix((np.ones(len(indices), dtype=np.float64), indices, ends), shape=(len(columns), len(old))), old


def listed_words():
    words = set()
    for line in open(CRATE_DATA / "words.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            words.update(line.split("\t")[1].split())
    for line in open(CRATE_DATA / "phrases.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            words.update(word for element in line.split("\t")[0].split() for word in element.split("|"))
    return words


def names_in(documents):
    """Words that articles write large inside a sentence: people, places, firms."""
    large, uses = collections.Counter(), collections.Counter()
    for document in documents:
        raw = document.text.encode("utf-8", "surrogatepass")
        for start, end, label in document.runs:
            if label == "K":
                for match in re.finditer(r"(?<=[\w,] )([^\W\d_][\w’'-]*)", raw[start:end].decode("utf-8", "replace")):
                    word = match.group(1).lower().replace("’", "'")
                    uses[word] += 1
                    large[word] += match.group(1)[0].isupper()
    return {word for word in uses if large[word] >= NAME_SHARE * uses[word]}


def vocabulary(documents, names):
    """Whether each feature may be used: all of shape and place; of words those of the tables, and those that dropped pieces of many sites share."""
    listed, proper = listed_words(), names_in(documents)
    is_word = np.array(names.is_word)
    sites, dropped = collections.defaultdict(set), collections.defaultdict(set)
    for document in documents:
        if document.kind in ("variant", "container_glued.dev", "dump_glued.dev"):
            continue
        for features, label in zip(document.features, document.labels):
            for feature in features[is_word[features]].tolist():
                sites[feature].add(document.site)
                if label == "D":
                    dropped[feature].add(document.site)

    def allowed(feature):
        words = [w for w in names.names[feature].split("=", 1)[1].split(" ") if w not in ("^", "$", "")]
        if all(w in listed or not w.isalpha() for w in words):
            return len(sites[feature]) >= SITES_OF_A_WORD // 2
        return len(dropped[feature]) >= SITES_OF_A_WORD and not any(w in proper and w not in listed for w in words)
    known = ~is_word
    for feature in sites:
        known[feature] = allowed(feature)
    return known
