"""How likely each fact is to answer a question, and each kind of no: a conditional logit with learned weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from centreguide.answering.features import Features, Floats

DECLINE, CHAT, ASK_BACK = 0, 1, 2
"""The kinds of no, in the order of their weights: the page doesn't say, small talk, unclear."""

_REFUSALS = 3
_STRENGTH = 3.0
"""The ridge; the log likelihood of held-out conversations is flat from 1 to 5 and falls beyond."""
_STEPS = 300
_FILE = "ranker.json"

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """Probabilities that add up to 1: an entry a fact, and one for each kind of no."""

    facts: Doubles
    refusals: Doubles

    @property
    def order(self) -> npt.NDArray[np.int64]:
        """The facts' places, the likeliest first."""
        return np.argsort(-self.facts, kind="stable")


@dataclass(frozen=True)
class Lesson:
    """A question's features, and how much each fact and each kind of no is the right answer, adding up to 1."""

    features: Features
    facts: Doubles
    refusals: Doubles


@dataclass(frozen=True)
class Ranker:
    """Weights by the features' names, for features as they come."""

    fact_names: tuple[str, ...]
    fact_weights: Doubles
    refusal_names: tuple[str, ...]
    refusal_weights: Doubles

    def rank(self, features: Features) -> Ranking:
        """The probabilities of one question."""
        scores = np.append(features.facts @ self.fact_weights, self.refusal_weights @ features.refusal)
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        return Ranking(likely[:-_REFUSALS], likely[-_REFUSALS:])

    def reasons(self, features: Features, place: int, most: int = 4) -> Iterator[tuple[str, float]]:
        """What speaks most for and against a fact beside the average fact, the strongest first."""
        parts = (features.facts[place] - features.facts.mean(axis=0)) * self.fact_weights
        for column in np.argsort(-np.abs(parts))[:most]:
            yield features.fact_names[column], float(parts[column])

    @classmethod
    def learned(cls, lessons: Sequence[Lesson]) -> Ranker:
        """The weights that make the right answers of the lessons likeliest, kept small.

        Raises:
            ValueError: there are no lessons.
        """
        if not lessons:
            raise ValueError("There is no conversation to learn from.")
        facts = np.stack([lesson.features.facts for lesson in lessons])
        refusal = np.stack([lesson.features.refusal for lesson in lessons])
        scale, refusal_scale = _spread(facts.reshape(-1, facts.shape[-1])), _spread(refusal)
        facts, refusal = facts / scale, refusal / refusal_scale
        right = np.hstack(
            [np.stack([lesson.facts for lesson in lessons]), np.stack([lesson.refusals for lesson in lessons])]
        ).astype(np.float32)
        count = facts.shape[-1]
        begin = np.zeros(count + _REFUSALS * refusal.shape[1])
        solved = minimize(
            _loss(facts, refusal, right), begin, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
        ).x
        return cls(
            lessons[0].features.fact_names,
            solved[:count] / scale,
            lessons[0].features.refusal_names,
            solved[count:].reshape(_REFUSALS, -1) / refusal_scale,
        )

    def save(self, folder: Path) -> None:
        stored = {
            "facts": dict(zip(self.fact_names, self.fact_weights.tolist(), strict=True)),
            "refusals": dict(zip(self.refusal_names, self.refusal_weights.T.tolist(), strict=True)),
        }
        (folder / _FILE).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Ranker:
        """What `save` wrote.

        Raises:
            OSError: it isn't there.
        """
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        facts, refusals = stored["facts"], stored["refusals"]
        return cls(tuple(facts), np.array(list(facts.values())), tuple(refusals), np.array(list(refusals.values())).T)


def _spread(rows: Floats) -> Floats:
    """How far each feature strays, so that the ridge weighs all alike; 1 for one that never does."""
    spread = rows.std(axis=0)
    return np.where(spread > 0, spread, 1.0).astype(np.float32)


def _loss(facts: Floats, refusal: Floats, right: Floats) -> Callable[[Doubles], tuple[float, Doubles]]:
    """The log loss with a ridge, and its gradient, for the facts' weights and then those of each kind of no."""
    count = facts.shape[-1]
    flat = facts.reshape(-1, count)

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        of_facts = weights[:count].astype(np.float32)
        of_refusals = weights[count:].reshape(_REFUSALS, -1).astype(np.float32)
        scores = np.hstack([(flat @ of_facts).reshape(len(facts), -1), refusal @ of_refusals.T])
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        total = likely.sum(axis=1, keepdims=True)
        surplus = likely / total - right
        gradient = np.append(
            surplus[:, :-_REFUSALS].ravel() @ flat,
            (surplus[:, -_REFUSALS:].T @ refusal).ravel(),
        )
        value = -float((right * (scores - np.log(total))).sum(dtype=np.float64))
        ridge = float(weights @ weights) * _STRENGTH / 2
        return value + ridge, np.asarray(gradient + _STRENGTH * weights, dtype=np.float64)

    return loss
