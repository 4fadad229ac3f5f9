#!/usr/bin/env python3
"""Makes word_frequency.tsv: in how many of ten thousand news articles a word of a stem stands. Python 3.9+ and snowballstemmer 3.

  count_words.py TEXTS.jsonl … > word_frequency.tsv

What ships was counted on the train parts of PolNeAR, the newsroom set and the worldwide newswire. Stems that one article in two thousand has, and three articles at least, have a row.
"""
import json
import os
import re
import sys
from collections import Counter

import snowballstemmer

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    with open(os.path.join(HERE, "irregular_forms.tsv"), encoding="utf-8") as f:
        irregular = dict(row.rstrip("\n").split("\t") for row in f if not row.startswith("#"))
    english = snowballstemmer.stemmer("english")
    stems, counts, articles = {}, Counter(), 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as f:
            for row in f:
                text = json.loads(row).get("text")
                if not text:
                    continue
                articles += 1
                found = set()
                for word in re.findall(r"[^\W_]+", text.lower()):
                    word = irregular.get(word, word)
                    if word not in stems:
                        stems[word] = english.stemWord(word) if re.fullmatch("[a-z]{3,}", word) else word
                    found.add(stems[word])
                counts.update(found)
    print("# In how many of ten thousand news articles a word of a stem stands, by count_words.py. Columns, separated by a tab: stem; articles.")
    for stem, count in sorted(counts.items()):
        share = count / articles * 10000
        if count >= 3 and share >= 5 and stem.isalpha():
            print(f"{stem}\t{share:.0f}")


if __name__ == "__main__":
    main()
