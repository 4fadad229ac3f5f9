"""Parts of a model hold its tensors, each once, beside its scales."""

import model_parts


def tensors():
    values = {f"layer.{n}": ({"dtype": "U8", "shape": [n + 1, 3]}, bytes([n]) * 3 * (n + 1)) for n in range(20)}
    scales = {f"{name}.scale": ({"dtype": "F32", "shape": [entry["shape"][0]]}, b"\0\0\0\1" * entry["shape"][0]) for name, (entry, _) in values.items()}
    return values | scales


def test_what_is_written_is_read(tmp_path):
    file = tmp_path / "model.safetensors"
    file.write_bytes(model_parts.written(tensors()))
    assert model_parts.read(file) == tensors()


def test_parts_hold_every_tensor_once_beside_its_scales():
    parts = model_parts.divided(tensors())
    assert len(parts) == model_parts.PARTS
    assert sorted(name for part in parts for name in part) == sorted(tensors())
    for part in parts:
        assert {name.removesuffix(".scale") for name in part} == {name for name in part if not name.endswith(".scale")}
    sizes = [sum(len(data) for _, data in part.values()) for part in parts]
    assert max(sizes) - min(sizes) < 200


def test_values_lie_where_their_type_may(tmp_path):
    file = tmp_path / "model.safetensors"
    file.write_bytes(model_parts.written(tensors()))
    assert int.from_bytes(file.read_bytes()[:8], "little") % 8 == 0


def test_a_model_is_shipped_and_collected(tmp_path, monkeypatch):
    monkeypatch.setattr(model_parts, "CRATES", tmp_path)
    monkeypatch.setattr(model_parts, "HEAD", tmp_path / "relata-model-en" / "model")
    model_parts.HEAD.mkdir(parents=True)
    source = tmp_path / "made"
    source.mkdir()
    whole = model_parts.written(tensors())
    (source / "model.safetensors").write_bytes(whole)
    (source / "tokenizer.json").write_text("{}")
    checksum = model_parts.hashlib.sha256(whole).hexdigest()
    (source / "config.json").write_text(f'{{"weights_sha256": "{checksum}"}}')
    model_parts.ship(source)
    model_parts.collect(tmp_path / "again")
    files = model_parts.weight_files(tmp_path / "again")
    held = {name: tensor for file in files for name, tensor in model_parts.read(file).items()}
    assert held == tensors()
    model_parts.ship(tmp_path / "again")
    assert model_parts.weight_files(tmp_path / "again") == files
