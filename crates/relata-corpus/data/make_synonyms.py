#!/usr/bin/env python3
"""Makes synonyms.tsv: how near the senses of two words are, of WordNet 3.0. Python 3.9+ and snowballstemmer 3.

  make_synonyms.py FOLDER > synonyms.tsv

FOLDER has WordNet's data.noun, data.verb, index.noun and index.verb (Debian's package wordnet-base). A word has the synsets of its first five senses as a noun
and as a verb, and, a little less, those of the words that are derived from it in that sense ("arrest" the deed and "arrest" the verb). Two words are as
near as the synset that both have and that stands first among the senses of both. Words have a row where word_frequency.tsv knows them.
"""
import itertools
import os
import re
import sys
from collections import defaultdict

import snowballstemmer

HERE = os.path.dirname(os.path.abspath(__file__))

# What a sense counts by its place among those of the word; what is derived from it.
SENSES = (1.0, 0.8, 0.6, 0.45, 0.35)
DERIVED = 0.9
LEAST = 0.35


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return [row.rstrip("\n").split("\t") for row in f if not row.startswith("#")]


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="latin-1") as f:
        return [row.split(" | ")[0].split() for row in f if not row.startswith("  ")]


def synsets(folder):
    """{(part of speech, offset): (words, [(relation, synset, place of the word that is related)])}"""
    out = {}
    for pos, name in (("n", "data.noun"), ("v", "data.verb")):
        for cells in rows(folder, name):
            count = int(cells[3], 16)
            words = [cells[4 + 2 * at].lower() for at in range(count)]
            first = 5 + 2 * count
            related = [cells[first + 4 * at:first + 4 * at + 4] for at in range(int(cells[first - 1]))]
            out[(pos, int(cells[0]))] = (words, [(kind, (other, int(at)), int(places[:2], 16)) for kind, at, other, places in related])
    return out


def senses(folder, known):
    """{(word, synset): weight} of the words without blanks."""
    out = defaultdict(float)
    for pos, name in (("n", "index.noun"), ("v", "index.verb")):
        for cells in rows(folder, name):
            word = cells[0]
            if not re.fullmatch("[a-z]{3,}", word):
                continue
            for weight, offset in zip(SENSES, cells[-int(cells[2]):]):
                synset = (pos, int(offset))
                out[(word, synset)] = max(out[(word, synset)], weight)
                words, related = known[synset]
                place = words.index(word) + 1 if word in words else 0
                for kind, other, of in related:
                    if kind == "+" and other in known and place in (0, of):
                        out[(word, other)] = max(out[(word, other)], DERIVED * weight)
    return out


def main():
    irregular, english = dict(table("irregular_forms.tsv")), snowballstemmer.stemmer("english")
    frequent = {row[0] for row in table("word_frequency.tsv")}
    shared = defaultdict(dict)
    for (word, synset), weight in senses(sys.argv[1], synsets(sys.argv[1])).items():
        stem = english.stemWord(irregular.get(word, word))
        if stem in frequent:
            shared[synset][stem] = max(shared[synset].get(stem, 0.0), weight)
    near = defaultdict(float)
    for words in shared.values():
        for (one, a), (other, b) in itertools.combinations(sorted(words.items()), 2):
            near[(one, other)] = max(near[(one, other)], min(a, b))
    print("# How near the senses of two words are, of WordNet 3.0 (LICENSE-WordNet), by make_synonyms.py. Columns, separated by a tab: stem; stem; nearness, to 1.")
    for (one, other), value in sorted(near.items()):
        if value >= LEAST:
            print(f"{one}\t{other}\t{value:.2f}")


if __name__ == "__main__":
    main()
