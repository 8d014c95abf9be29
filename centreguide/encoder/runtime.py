"""Sentences to vectors: reads an encoder's folder, checks that it is whole, and runs it on one thread a message."""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from centreguide.encoder.kept import KeptVectors

FORMAT = 1
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 384
MAX_TOKENS = 128
MAX_CHARACTERS = 4096

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
INFO_FILE = "encoder.json"
KEPT_FILE = "vectors.sqlite"

INT8 = "int8"
FP32 = "fp32"

_FP32_BATCH = 8
_MANY = 64
_KEPT = 256
_MAX_WORKERS = 4

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Texts to unit vectors, a row a text, as `Encoder.encode` does."""


class EncoderError(Exception):
    """The sentence encoder can't be built or read; the message says why in one sentence."""


@dataclass(frozen=True)
class EncoderInfo:
    """What `encoder.json` holds; `worst_cosine` is int8 against fp32 on the machine that built it."""

    precision: str
    worst_cosine: float
    weights_sha256: str
    model_sha256: str
    tokenizer_sha256: str
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2) + "\n"


CACHE_VARIABLE = "CENTREGUIDE_CACHE"


def default_folder() -> Path:
    """Where the encoder lives: `encoder` under `CENTREGUIDE_CACHE`, or under `.cache` in the project."""
    return Path(os.environ.get(CACHE_VARIABLE, ".cache")) / "encoder"


def file_sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_info(folder: Path) -> EncoderInfo | None:
    """The folder's `encoder.json`, or None where it is missing, of another format or weights, or a file is damaged."""
    try:
        info = EncoderInfo(**json.loads((folder / INFO_FILE).read_text(encoding="utf-8")))
        files = file_sha256(folder / MODEL_FILE), file_sha256(folder / TOKENIZER_FILE)
    except (OSError, ValueError, TypeError):
        return None
    if (info.format, info.weights_sha256) != (FORMAT, WEIGHTS_SHA256) or info.precision not in (INT8, FP32):
        return None
    return info if files == (info.model_sha256, info.tokenizer_sha256) else None


def open_session(model: Path) -> InferenceSession:
    """An onnxruntime session that keeps to the caller's thread and never spins."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def open_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without the padding to 128 tokens that its file asks for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def tokenise(tokenizer: Tokenizer, text: str) -> list[int]:
    """Token ids, at most 128. Lone surrogates, which the tokenizer refuses, become question marks."""
    clean = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    ids: list[int] = tokenizer.encode(clean).ids
    return ids


def run(session: InferenceSession, batch: Sequence[list[int]]) -> Vectors:
    """Vectors of one batch of token ids, padded to its longest."""
    shape = len(batch), max(len(ids) for ids in batch)
    input_ids = np.zeros(shape, dtype=np.int64)
    attention_mask = np.zeros(shape, dtype=np.int64)
    for row, ids in enumerate(batch):
        input_ids[row, : len(ids)] = ids
        attention_mask[row, : len(ids)] = 1
    vectors: Vectors = session.run(None, {"input_ids": input_ids, "attention_mask": attention_mask})[0]
    return vectors


class Encoder:
    """Encodes sentences; safe to share between threads.

    Args:
        folder: what `build` wrote.

    Raises:
        EncoderError: the folder holds no whole encoder of this format.
    """

    def __init__(self, folder: Path) -> None:
        info = read_info(folder)
        if info is None:
            raise EncoderError(f"{folder} holds no whole sentence encoder of format {FORMAT}: build it anew.")
        self.info = info
        self._session = open_session(folder / MODEL_FILE)
        self._tokenizer = open_tokenizer(folder / TOKENIZER_FILE)
        # Dynamic int8 takes one scale from the whole batch, so that a neighbour would change a vector (cosine .95) and
        # training would see other vectors than serving does. Alone, a text is as fast and always has the same vector.
        self._latest: dict[bytes, Vectors] = {}
        self._kept = KeptVectors(folder / KEPT_FILE)
        # Another encoder's vectors in the same file are other vectors.
        self._salt = self.fingerprint.encode()
        self._lock = threading.Lock()
        self._workers = min(_MAX_WORKERS, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(self._workers)
        self._batch = 1 if info.precision == INT8 else _FP32_BATCH

    @property
    def fingerprint(self) -> str:
        """Changes with the weights, the precision, the format and the files; the same wherever these are the same."""
        info = self.info
        parts = (info.format, info.precision, info.weights_sha256, info.model_sha256, info.tokenizer_sha256)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, a row a text in the order given; a text's tokens after the 128th are left out.

        Several components look at the same message, so that the vectors of the latest texts are kept, by a hash of
        their tokens: upper and lower case are one.

        Args:
            texts: any number of texts; they are spread over up to four threads.

        Returns:
            float32 of shape [len(texts), 384].
        """
        tokens = [tokenise(self._tokenizer, text) for text in texts]
        if len(texts) >= _MANY:
            return self._encode(tokens)
        keys = list(map(self._key, tokens))
        with self._lock:
            known = {key: self._latest[key] for key in keys if key in self._latest}
        if fresh := self._missing(keys, tokens, known):
            with self._lock:
                self._latest |= fresh
                while len(self._latest) > _KEPT:
                    del self._latest[next(iter(self._latest))]
        return _stacked(keys, {**known, **fresh})

    def encode_kept(self, texts: Sequence[str]) -> Vectors:
        """As `encode`, with the vectors kept on disk: for the trust's own texts, never for what a visitor typed."""
        tokens = [tokenise(self._tokenizer, text) for text in texts]
        keys = list(map(self._key, tokens))
        known = self._kept.get(keys)
        if fresh := self._missing(keys, tokens, known):
            self._kept.put(fresh)
        return _stacked(keys, {**known, **fresh})

    def _key(self, ids: Sequence[int]) -> bytes:
        return hashlib.blake2b(np.array(ids).tobytes(), digest_size=16, key=self._salt).digest()

    def _missing(
        self, keys: Sequence[bytes], tokens: Sequence[list[int]], known: Collection[bytes]
    ) -> dict[bytes, Vectors]:
        missing = {key: ids for key, ids in zip(keys, tokens, strict=True) if key not in known}
        return dict(zip(missing, self._encode(list(missing.values())), strict=True)) if missing else {}

    def _encode(self, tokens: Sequence[list[int]]) -> Vectors:
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        batches = [order[start : start + self._batch] for start in range(0, len(order), self._batch)]
        vectors: Vectors = np.zeros((len(tokens), DIMENSIONS), dtype=np.float32)

        def fill(rows: list[int]) -> None:
            vectors[rows] = run(self._session, [tokens[row] for row in rows])

        if len(batches) == 1:
            fill(batches[0])
        elif len(tokens) < _MANY:
            list(self._pool.map(fill, batches))
        else:
            # With threads of their own: a message that comes meanwhile doesn't wait behind all of these.
            with ThreadPoolExecutor(self._workers) as pool:
                list(pool.map(fill, batches))
        return vectors


def _stacked(keys: Sequence[bytes], vectors: Mapping[bytes, Vectors]) -> Vectors:
    return np.array([vectors[key] for key in keys], dtype=np.float32).reshape(len(keys), DIMENSIONS)


_shared: dict[Path, Encoder] = {}
_shared_lock = threading.Lock()


def shared(folder: Path | None = None) -> Encoder:
    """This process's one encoder for the folder, built first where need be.

    Raises:
        EncoderError: it isn't there and can't be built.
    """
    place = (folder or default_folder()).resolve()
    with _shared_lock:
        if place not in _shared:
            if read_info(place) is None:
                # Only a build needs onnx, whose import takes 0.3 s.
                from centreguide.encoder.build import build

                build(place)
            _shared[place] = Encoder(place)
        return _shared[place]
