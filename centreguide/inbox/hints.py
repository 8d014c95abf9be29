"""The existing kind of question that is nearest to a group, as a hint for whoever reads the inbox."""

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from centreguide.content.draft import STATE
from centreguide.encoder import runtime
from centreguide.encoder.runtime import DIMENSIONS, Encode, Vectors
from centreguide.inbox.grouping import Group
from centreguide.intents import GUARDED, Family, family
from centreguide.progress import progress
from centreguide.training_data import Example, examples

NEAR_ENOUGH = 0.4
"""Cosine below which nothing is near."""

_MANY = 500
_CACHE = "inbox-hints.npz"
_FAMILIES = (Family.QUESTION, Family.DECLINED)


class Hints:
    """Looks for the nearest training example; the examples' vectors are kept in a file, for they take seconds."""

    def __init__(self, examples: Sequence[Example], cache: Path, encode: Encode, encoder: str = "") -> None:
        """Takes what tells one encoder from another, so that a new one's vectors aren't mixed with an old one's."""
        self._examples = [one for one in examples if family(one.intent) in _FAMILIES and one.intent not in GUARDED]
        self._vectors = _kept([one.text for one in self._examples], cache, encode, encoder)

    @classmethod
    def of(cls, draft: Path) -> "Hints":
        """Those of a draft's examples, with the shared encoder."""
        encoder = runtime.shared()
        return cls(examples(draft), draft / STATE / _CACHE, encoder.encode, encoder.fingerprint)

    def nearest(self, group: Group) -> Example | None:
        """The example that is nearest to the middle of the group; None if none is near."""
        near = self._vectors @ group.middle
        place = int(near.argmax()) if len(near) else -1
        return self._examples[place] if place >= 0 and near[place] >= NEAR_ENOUGH else None


def _kept(texts: Sequence[str], cache: Path, encode: Encode, encoder: str) -> Vectors:
    """The texts' vectors, a row a text: those that are in the cache from there, and the cache brought up to date."""
    keys = [hashlib.blake2b(f"{encoder} {text}".encode(), digest_size=16).hexdigest() for text in texts]
    known = _read(cache)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        with progress("Reading the examples") if len(missing) >= _MANY else nullcontext():
            known |= dict(zip(missing, encode(list(missing.values())), strict=True))
        cache.parent.mkdir(exist_ok=True)
        np.savez(cache, keys=np.array(keys), vectors=np.array([known[key] for key in keys], dtype=np.float16))
    return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(keys), DIMENSIONS)


def _read(cache: Path) -> dict[str, Vectors]:
    try:
        with np.load(cache, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError, BadZipFile):
        return {}
