#!/usr/bin/env python3
"""Writes the small BERT token classification model of this folder and what `transformers` says with it.

  pip install torch transformers && python make.py

The weights are drawn at random; the model says nothing sensible. reference.json holds, for each text (words between spaces), the subword
ids with the special tokens, the place of the first subword of each word, and the logits there.
"""

import hashlib
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertForTokenClassification

HERE = Path(__file__).parent
LABELS = ["B-PERSON", "I-PERSON", "O", "I-LOC", "B-ship", "I-ship"]
TEXTS = ["Anna Okafor left Port Varela on Monday .", "The ferry Zoë sank ; nobody drowned", "no"]


def tokenizer() -> Tokenizer:
    """Cased WordPiece of single characters and a few words."""
    characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;"
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *characters, *(f"##{c}" for c in characters[:26]), "Anna", "left", "Port", "The", "ferry", "##ed"]
    tokenizer = Tokenizer(models.WordPiece({t: i for i, t in enumerate(tokens)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@torch.inference_mode()
def reference(model: BertForTokenClassification, words: Tokenizer, text: str) -> dict:
    """What the model says of one text."""
    ids, first = [words.token_to_id("[CLS]")], []
    for word in text.split():
        first.append(len(ids))
        ids += words.encode(word).ids
    ids.append(words.token_to_id("[SEP]"))
    logits = model(input_ids=torch.tensor([ids])).logits[0]
    return {"text": text, "ids": ids, "first": first, "logits": [[round(float(x), 6) for x in logits[i]] for i in first]}


def main() -> None:
    torch.manual_seed(5)
    words = tokenizer()
    config = BertConfig(vocab_size=words.get_vocab_size(), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24,
                        max_position_embeddings=64, initializer_range=0.3, id2label=dict(enumerate(LABELS)), label2id={n: i for i, n in enumerate(LABELS)})
    model = BertForTokenClassification(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias") or "LayerNorm" in name:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    model.save_pretrained(HERE)
    words.save(str(HERE / "tokenizer.json"))
    weights = HERE / "model.safetensors"
    weights.chmod(0o644)
    (HERE / "model.sha256").write_text(hashlib.sha256(weights.read_bytes()).hexdigest() + "\n", encoding="utf-8")
    result = {"labels": LABELS, "texts": [reference(model, words, text) for text in TEXTS]}
    (HERE / "reference.json").write_text(json.dumps(result, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
