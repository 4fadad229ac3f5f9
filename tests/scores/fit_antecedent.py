#!/usr/bin/env python3
"""Fits the weights of crates/relata-ner/data/antecedent.tsv. Python 3.9+, standard library only.

  relata extract --jsonl --no-clean --explain < DOCUMENTS.jsonl > GUM.jsonl; relata extract … < ARTICLES.jsonl > NEWSROOM.jsonl
  fit_antecedent.py GOLD.conllu GUM.jsonl --sources ARTICLES.jsonl NEWSROOM.jsonl [--l2 N] [--source-weight N] [--bonus N] > antecedent.tsv
  fit_antecedent.py GOLD.conllu GUM.jsonl --sources ARTICLES.jsonl NEWSROOM.jsonl --crosswise

GOLD is the train file of ../shared/data/parsing/ud_en_gum, whose entity layer says what each pronoun refers to; DOCUMENTS are its texts as
coreference.py reads them. ARTICLES is ../shared/data/attribution/newsroom/train.jsonl, where pronouns that are sources have a resolved name; every
second article is left out, as resolution.py --half 1 tells by them whether the choice holds. Conditional logit: the softmax over all that a
pronoun may refer to, and that nothing is its antecedent, whose score is 0; all mentions of the right one are right together. Nouns that are
no candidates stand for nothing too. The pronouns of the newsroom articles weigh more (--source-weight), as sources are what readers see most;
--bonus makes a choice likelier than the fit does, as a pronoun that is left open costs the chain a mention (of 0, .6 and 1, 1 gave the best
CoNLL F1 on the train file). With --crosswise each half of the documents is judged by a fit to the other.
"""
import argparse
import collections
import math
import re
import sys

import coreference
from fit_events import byte_spans, jsonl

WORD = re.compile(r"\w+")


def choices(output):
    """For each pronoun of the trace those that it may refer to: {pronoun: {(start, end, whether it is no candidate): evidence}}."""
    found = collections.defaultdict(dict)
    for step in output.get("trace", []):
        if step["part"] == "antecedent":
            pronoun, other = ((s["start"], s["end"]) for s in step["spans"])
            evidence = {n: float(v) for n, v in (pair.split("=") for pair in step["detail"].split())}
            found[pronoun][other + ("other_noun" in evidence,)] = evidence
    return found


def question(options, is_right, weight):
    """(weight, evidence of the right ones, of all); None is that nothing is the antecedent."""
    right = [e for key, e in options.items() if not key[2] and is_right(key)]
    nothing = [None] + [e for key, e in options.items() if key[2]]
    return weight, right or nothing, [e for key, e in options.items()] + [None]


def of_gum(document, output, weight=1.0):
    table = byte_spans(document.text)
    tokens = [(table[a], table[b]) for a, b in document.tokens]
    exact, heads = {}, {}
    for start, end, group in document.mentions:
        exact[start, end] = group
        head = document.head(start, end)
        if head not in heads or end - start > heads[head][0]:
            heads[head] = (end - start, group)

    def group(span):
        inside = [i for i, (a, b) in enumerate(tokens) if a < span[1] and span[0] < b]
        if not inside:
            return None
        mention = (inside[0], inside[-1] + 1)
        return exact.get(mention) or heads.get(document.head(*mention), (0, None))[1]

    for pronoun, options in choices(output).items():
        own = group(pronoun)
        yield question(options, lambda key: own is not None and group(key) == own, weight)


def same_name(a, b):
    """As evaluate.py has it: one name's words stand in the other, or they share their last word."""
    x, y = ([w.lower() for w in WORD.findall(text)] for text in (a, b))
    return bool(x and y) and (set(x) <= set(y) or set(y) <= set(x) or x[-1] == y[-1])


def of_newsroom(article, output, weight):
    """Pronouns that are sources, where one of those in reach bears the resolved name."""
    table = byte_spans(article["text"])
    names = {(m["start"], m["end"]): [e["name"]] + [n["text"] for n in e["mentions"] if n["kind"] == "name"] for e in output["entities"] for m in e["mentions"]}
    resolved = {(table[a["source"][0][0]], table[a["source"][0][1]]): a["resolved"] for a in article["attributions"] if a["source"] and a.get("resolved")}
    for pronoun, options in choices(output).items():
        name = resolved.get(pronoun)
        is_right = lambda key: any(same_name(name, n) for n in names.get(key[:2], []))
        if name and any(is_right(key) for key in options if not key[2]):
            yield question(options, is_right, weight)


def score(weights, evidence):
    return 0.0 if evidence is None else weights["constant"] + sum(weights[n] * v for n, v in evidence.items())


def objective(questions, names, values, l2):
    """Penalised log likelihood and its gradient."""
    weights = dict(zip(names, values))
    total, gradient = 0.0, dict.fromkeys(names, 0.0)
    for weight, right, every in questions:
        for sign, part in ((1, right), (-1, every)):
            scores = [score(weights, e) for e in part]
            top = max(scores)
            shares = [math.exp(s - top) for s in scores]
            whole = sum(shares)
            total += sign * weight * (top + math.log(whole))
            for e, share in zip(part, shares):
                if e is not None:
                    factor = sign * weight * share / whole
                    gradient["constant"] += factor
                    for n, v in e.items():
                        gradient[n] += factor * v
    total -= l2 / 2 * sum(v * v for n, v in weights.items() if n != "constant")
    return total, [gradient[n] - (0 if n == "constant" else l2 * weights[n]) for n in names]


def fit(questions, names, l2, rounds=80, kept=8):
    """L-BFGS with backtracking."""
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))
    at = [0.0] * len(names)
    value, gradient = objective(questions, names, at, l2)
    history = []
    for _ in range(rounds):
        step, factors = gradient[:], []
        for s, y in reversed(history):
            factors.append(dot(s, step) / dot(s, y))
            step = [a - factors[-1] * b for a, b in zip(step, y)]
        size = dot(history[-1][0], history[-1][1]) / dot(history[-1][1], history[-1][1]) if history else 1 / max(1.0, math.sqrt(dot(step, step)))
        step = [size * a for a in step]
        for (s, y), factor in zip(history, reversed(factors)):
            step = [a + (factor - dot(y, step) / dot(s, y)) * b for a, b in zip(step, s)]
        length = 1.0
        while length > 1e-6:
            there = [a + length * b for a, b in zip(at, step)]
            new, slope = objective(questions, names, there, l2)
            if new > value + 1e-4 * length * dot(gradient, step):
                break
            length /= 2
        else:
            break
        s, y = [a - b for a, b in zip(there, at)], [b - a for a, b in zip(slope, gradient)]
        if dot(s, y) > 1e-10:
            history = (history + [(s, y)])[-kept:]
        gain, at, value, gradient = new - value, there, new, slope
        if gain < 1e-3:
            break
    return dict(zip(names, at))


def judge(weights, questions, counts):
    """Right, wrong and open choices, of personal pronouns and of others."""
    for _, right, every in questions:
        best = max(every, key=lambda e: (score(weights, e), e is None))
        some = next((e for e in every if e is not None), {})
        kind = "it" if "thing" in some else "they" if "several" in some else "he, she"
        nothing = best is None or "other_noun" in best
        known = right[0] is not None
        counts[kind, "refers"] += known
        counts[kind, "chosen"] += not nothing
        counts[kind, "right"] += not nothing and any(e is best for e in right)


def crosswise(sets, names, l2, bonus):
    for name, documents in sets:
        counts = collections.Counter()
        for half in (0, 1):
            train = [q for other, ds in sets for d in (ds[half::2] if other == name else ds) for q in d]
            weights = fit(train, names, l2)
            weights["constant"] += bonus
            judge(weights, [q for d in documents[1 - half::2] for q in d], counts)
        for kind in sorted({kind for kind, _ in counts}):
            refers, chosen, right = (counts[kind, what] for what in ("refers", "chosen", "right"))
            print(f"{name:9} {kind:8} {refers} refer, {chosen} chosen, {right} right: precision {right / max(1, chosen):.3f}, recall {right / max(1, refers):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("gum")
    parser.add_argument("--sources", nargs=2, metavar=("ARTICLES", "NEWSROOM"), required=True)
    parser.add_argument("--crosswise", action="store_true")
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--source-weight", type=float, default=15.0, help="what a pronoun of the newsroom articles weighs, one of GUM 1")
    parser.add_argument("--news-weight", type=float, default=3.0, help="what a pronoun of a document of GUM weighs that is news")
    parser.add_argument("--bonus", type=float, default=1.0, help="added to the constant: what is left open costs recall of whole chains")
    parser.add_argument("--table", default="crates/relata-ner/data/antecedent.tsv", help="the names of the features, in their order")
    a = parser.parse_args()
    gum = [list(of_gum(d, o, a.news_weight if d.name.split("_")[1] == "news" else 1.0)) for d, o in zip(coreference.read(a.gold, set()), jsonl(a.gum))]
    articles = list(zip(*map(jsonl, a.sources)))[::2]
    newsroom = [list(of_newsroom(article, output, a.source_weight)) for article, output in articles]
    with open(a.table, encoding="utf-8") as lines:
        names = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    sets = [("GUM", gum), ("newsroom", newsroom)]
    if a.crosswise:
        crosswise(sets, names, a.l2, a.bonus)
        return
    questions = [q for _, documents in sets for d in documents for q in d]
    weights = fit(questions, names, a.l2)
    print("# Weights of the antecedents of pronouns, fitted by tests/scores/fit_antecedent.py. Columns, separated by a tab: evidence; weight.")
    weights["constant"] += a.bonus
    for name in names:
        print(f"{name}\t{weights[name]:.3f}")
    print(f"{sum(map(len, gum))} pronouns of GUM, {sum(map(len, newsroom))} of newsroom", file=sys.stderr)


if __name__ == "__main__":
    main()
