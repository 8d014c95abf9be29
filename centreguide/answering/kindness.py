"""Whether a visitor tells of illness, grief or fear of their own, so that a kind word comes first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression

from centreguide.encoder.runtime import Encode

_FILE = "kindness.json"


@dataclass(frozen=True)
class Kindness:
    """Weights of a logistic regression over a message's vector, the intercept last."""

    weights: npt.NDArray[np.float64]

    def is_due(self, text: str, encode: Encode) -> bool:
        """Whether it is likelier than not that the message tells of such a thing."""
        return bool(encode([text])[0] @ self.weights[:-1] + self.weights[-1] > 0)

    @classmethod
    def learned(cls, examples: Path, short: Sequence[str], encode: Encode) -> Kindness:
        """Learned from a YAML file of two lists: `personal`, and `other` messages.

        Args:
            short: messages too short to tell of anything.
        """
        content = yaml.safe_load(examples.read_text(encoding="utf-8"))
        others = [*content["other"], *short]
        texts = [*content["personal"], *others]
        labels = [True] * len(content["personal"]) + [False] * len(others)
        fitted = LogisticRegression(C=3.0, max_iter=1000).fit(encode(texts), labels)
        return cls(np.append(fitted.coef_[0], fitted.intercept_))

    def save(self, folder: Path) -> None:
        (folder / _FILE).write_text(json.dumps(self.weights.tolist()), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Kindness:
        """What `save` wrote.

        Raises:
            OSError: it isn't there.
        """
        return cls(np.array(json.loads((folder / _FILE).read_text(encoding="utf-8"))))
