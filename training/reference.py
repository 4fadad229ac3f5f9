#!/usr/bin/env python3
"""Writes reference outputs of a model directory for the engine's agreement test.

  python reference.py MODEL_DIR OUT.json

Packed weights are unpacked to f32 first. Offsets are UTF-8 bytes. Floats are rounded to 1e-6.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from relata_training.batches import WindowArrays, collate, window_arrays
from relata_training.documents import Document
from relata_training.encode import EncodedDocument, encode
from relata_training.model import Reader, gather_words
from relata_training.model_directory import read_model
from relata_training.predict import with_root
from relata_training.text import Subwords
from relata_training.windows import build_windows

TAGS = ("entity", "attribution", "upos", "event", "root", "polarity", "modality", "class", "factuality")
# each text: paragraphs of sentences
TEXTS = [
    [["Mr. Okafor didn’t deny it.", "“We’re ready,” the mayor of São Tomé told reporters on 14 March, “but they can't agree.”"],
     ["The U.S. envoy, Zoë Brandt-Lührs, left at 10:30."]],
    [["HARBOUR CLOSED AFTER BLAST"],
     ["At least 1,250 people were moved from the docks at Port Varela, the coast guard said.",
      "It's unclear who fired the rocket; O’Dwyer's spokesman wouldn't comment."]],
    [["ministers from kestria and the Northern League signed a $3.5m deal (see https://example.org/deal?id=7), AT&T said."]],
    [["According to the Institute of Rivers, floods killed 41 villagers near Lake Tamsin last week... “Nobody warned us”, said Ms Hale."]],
]
LONG = ("The committee heard from " + ", ".join(
    f"{a} {b} of {c}" for a in ("Anna", "Bram", "Chidi", "Dolores", "Emre") for b in ("Quillfeather", "Roszkowski", "Abernathy")
    for c in ("Tamsin", "Varela", "Kestria")) + " and it adjourned.")


def document(paragraphs: list[list[str]]) -> Document:
    """Text with its sentences: a space between them, a line break between paragraphs."""
    text, sentences = "", []
    for number, paragraph in enumerate(paragraphs):
        text += "\n" if number else ""
        for k, sentence in enumerate(paragraph):
            text += " " if k else ""
            sentences.append((len(text), len(text) + len(sentence), number))
            text += sentence
    return Document("reference", text, sentences)


def rounded(tensor: torch.Tensor) -> list:
    """Nested lists of floats at 1e-6."""
    if tensor.dim() > 1:
        return [rounded(t) for t in tensor]
    return [round(float(x), 6) for x in tensor]


@torch.inference_mode()
def window_reference(model: Reader, w: WindowArrays, subwords: Subwords, full: bool) -> dict:
    """One window's input and outputs."""
    batch = collate([w], subwords.cls, subwords.sep)
    hidden = model.encode(batch.ids, batch.shapes, batch.attention)
    words = gather_words(hidden, batch.first)
    logits = {k: model.heads[k](words)[0] for k in TAGS}
    out = {"words": [int(w.document_word[0]), int(w.document_word[-1]) + 1],
           "keep": [int(w.document_word[w.keep][0]), int(w.document_word[w.keep][-1]) + 1],
           "ids": batch.ids[0].tolist(), "shapes": batch.shapes[0].tolist(), "first_subword": batch.first[0].tolist(),
           "sentence_of_word": w.sentence.tolist(),
           "argmax": {k: v.argmax(1).tolist() for k, v in logits.items()}}
    candidates = with_root(hidden, words)
    arc = model.heads["arc"](words, candidates)[0]
    link = model.heads["link"](words, candidates)[0]
    heads, arcs = [], []
    for i in range(len(w.pieces)):
        choices = [0] + [j + 1 for j in range(len(w.pieces)) if w.sentence[j] == w.sentence[i]]
        arcs.append(rounded(arc[i][choices]))
        heads.append(max((c for c in choices if c != i + 1), key=lambda c: float(arc[i, c])))
    rel = model.heads["rel"](words[0], candidates[0][heads])
    out["argmax"]["head"] = [h - 1 for h in heads]
    out["argmax"]["rel"] = rel.argmax(1).tolist()
    out["argmax"]["link"] = [int(k) - 1 for k in link.argmax(1)]
    if not full:
        return out
    last = hidden.shape[1] - 1
    out["hidden"] = {str(i): rounded(hidden[0, i]) for i in (0, last // 2)}
    out["hidden_first_16"] = {str(i): rounded(hidden[0, i, :16]) for i in range(1, last + 1, 7)}
    out.update({k: rounded(v) for k, v in logits.items()})
    out["arc"] = arcs
    out["rel"] = {str(i): rounded(rel[i]) for i in range(0, len(w.pieces), 5)}
    out["link"] = {str(i): rounded(link[i]) for i in range(0, len(w.pieces), 5)}
    chosen = list(range(0, len(w.pieces), 5))
    window = torch.zeros(len(chosen), dtype=torch.long)
    for head in ("argument", "same"):
        scores = model.heads[head].all_pairs(words[0, chosen], words, window)
        out[head] = {str(i): rounded(rows.T) for i, rows in zip(chosen, scores)}
    return out


def document_reference(model: Reader, d: Document, subwords: Subwords, deprels: list[str], full: bool) -> dict:
    """A text with its words and windows."""
    encoded: EncodedDocument = encode(d, subwords, deprels)

    def byte(k: int) -> int:
        return len(d.text[:k].encode("utf-8"))

    windows = [window_reference(model, window_arrays(encoded, w), subwords, full) for w in build_windows(encoded)]
    return {"text": d.text, "sentences": [[byte(a), byte(b), p] for a, b, p in d.sentences],
            "words": [[byte(a), byte(b)] for a, b in encoded.spans.tolist()], "windows": windows}


NOTE = ("words, keep: word indices in the document; first_subword: position in ids (0 is [CLS]); sentence_of_word: index of the sentence "
        "in the window; arc: for each word the scores of root and then of every word of its sentence, itself included; argmax.head: word "
        "of the window, -1 root, never the word itself; rel: scores at argmax.head; link: scores of root and then of every word of the window; "
        "argument, same: for some words a row of scores with each word of the window.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model, deprels = read_model(args.model)
    subwords = Subwords(args.model / "tokenizer.json")
    config = json.loads((args.model / "config.json").read_text(encoding="utf-8"))
    result = {"note": NOTE, "weights_sha256": config["weights_sha256"],
              "documents": [document_reference(model, document(t), subwords, deprels, True) for t in TEXTS],
              "window_only": [document_reference(model, document([["A short start.", LONG, "A short end."]]), subwords, deprels, False)]}
    args.out.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
