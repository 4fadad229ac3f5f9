#!/usr/bin/env python3
"""Writes the small token classification models of this folder, one a family, and what `transformers` says with each.

  pip install torch transformers && python make.py

The weights are drawn at random and stored in 16 bits; the models say nothing sensible. reference.json holds, for each text (words between
spaces), the subword ids with the special tokens, the place of the first subword of each word, and the logits there.
"""

import json
from pathlib import Path

import torch
import transformers as hf
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

HERE = Path(__file__).parent
LABELS = ["B-PER", "I-PER", "O", "B-LOC", "I-LOC"]
TEXTS = ["Anna Okafor left Port Varela on Monday .", "The ferry Zoë sank ; nobody drowned", "no",
         "The mayor of Port Varela left the ferry on Monday ; nobody on the ferry of Anna Okafor left ."]
BERTS = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
ROBERTAS = ["<s>", "<pad>", "</s>", "<unk>"]
SIZES = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 24, "max_position_embeddings": 128,
         "initializer_range": 0.3, "id2label": dict(enumerate(LABELS)), "label2id": {n: i for i, n in enumerate(LABELS)}}


def word_piece() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(TEXTS, trainers.WordPieceTrainer(vocab_size=90, special_tokens=BERTS, show_progress=False))
    return tokenizer


def byte_level(special: list[str]) -> Tokenizer:
    """A byte-level BPE that puts no blank before a text, as that of roberta-base."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=70, special_tokens=special, show_progress=False))
    return tokenizer


def unigram(special: list[str], unknown: str) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=70, special_tokens=special, unk_token=unknown, show_progress=False)
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def families() -> dict:
    """Tokenizer, model and special tokens of each folder."""
    def bert_like(**settings: object) -> dict:
        return {**SIZES, **settings}

    distilbert = {k: v for k, v in SIZES.items() if k not in ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size")}
    roberta = bert_like(pad_token_id=1, bos_token_id=0, eos_token_id=2, type_vocab_size=1, layer_norm_eps=1e-5)
    deberta = bert_like(relative_attention=True, position_biased_input=False, pos_att_type=["c2p", "p2c"], max_relative_positions=-1)
    buckets = {"position_buckets": 16, "norm_rel_ebd": "layer_norm", "share_att_key": True, "conv_kernel_size": 3, "conv_act": "gelu"}
    return {
        "distilbert": (word_piece(), hf.DistilBertForTokenClassification,
                       hf.DistilBertConfig(dim=16, hidden_dim=24, n_layers=2, n_heads=2, **distilbert), BERTS),
        "roberta": (byte_level(ROBERTAS), hf.RobertaForTokenClassification, hf.RobertaConfig(**roberta), ROBERTAS),
        "xlm-roberta": (unigram(ROBERTAS, "<unk>"), hf.XLMRobertaForTokenClassification, hf.XLMRobertaConfig(**roberta), ROBERTAS),
        "deberta": (byte_level(BERTS), hf.DebertaForTokenClassification, hf.DebertaConfig(**deberta), BERTS),
        "deberta-v2": (unigram(BERTS, "[UNK]"), hf.DebertaV2ForTokenClassification, hf.DebertaV2Config(**deberta, **buckets), BERTS),
    }


def with_blanks(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer as `add_prefix_space=True` makes it, which `transformers` asks for where texts are given as words."""
    state = json.loads(tokenizer.to_str())
    if state["pre_tokenizer"]["type"] == "ByteLevel":
        state["pre_tokenizer"]["add_prefix_space"] = True
    return Tokenizer.from_str(json.dumps(state))


@torch.inference_mode()
def reference(model: torch.nn.Module, tokenizer: Tokenizer, special: list[str], text: str) -> dict:
    """What the model says of one text."""
    encoding = with_blanks(tokenizer).encode(text.split(), is_pretokenized=True, add_special_tokens=False)
    # The same as for the whole text, since all its words have blanks between them.
    assert encoding.ids == with_blanks(tokenizer).encode(text, add_special_tokens=False).ids, text
    start, end = (special[0], special[2]) if special == ROBERTAS else (special[1], special[2])
    ids = [tokenizer.token_to_id(start), *encoding.ids, tokenizer.token_to_id(end)]
    first = [1 + encoding.word_ids.index(word) for word in range(len(text.split()))]
    logits = model(input_ids=torch.tensor([ids])).logits[0]
    return {"text": text, "ids": ids, "first": first, "logits": [[round(float(x), 6) for x in logits[i]] for i in first]}


def main() -> None:
    for name, (tokenizer, kind, config, special) in families().items():
        torch.manual_seed(7)
        folder = HERE / name
        config.vocab_size = tokenizer.get_vocab_size()
        model = kind(config).eval()
        with torch.no_grad():
            for parameter_name, parameter in model.named_parameters():
                if parameter_name.endswith("bias") or "norm" in parameter_name.lower():
                    parameter.add_(torch.randn_like(parameter) * 0.1)
        model.half().save_pretrained(folder)
        (folder / "model.safetensors").chmod(0o644)
        tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        model.float()
        result = {"labels": LABELS, "texts": [reference(model, tokenizer, special, text) for text in TEXTS]}
        (folder / "reference.json").write_text(json.dumps(result, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
