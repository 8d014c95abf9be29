"""Tries a bot on what it hasn't learnt: held-out examples to answer, held-out intents and generic sentences to refuse.

Five-fold. Examples that are nearly copies of each other are held out together, since visitors don't word things as the
examples do. Those to answer and those to refuse count the same, whatever their number: no training data says how often
visitors ask what the bot isn't for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from centreguide.nlu.evidence import Evidence, Floats, Rows, Weights
from centreguide.nlu.material import Material

FOLDS = 5

_NEAR_COPY = 0.8
"""The average cosine within a group of near-copies."""
_SEED = 20

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rehearsal:
    """Evidence for held-out texts, with their intents (-1: to be refused) and how much each counts."""

    evidence: Evidence
    truth: Rows
    counts: Doubles

    def scored(self, weights: Weights) -> tuple[Rows, Floats]:
        scores = self.evidence.score(weights)
        return scores.argmax(axis=1), scores.max(axis=1)


def rehearse(material: Material) -> Rehearsal | None:
    found: list[Evidence] = []
    truth: list[Rows] = []
    kinds: list[Rows] = []
    for held_out, kind in _held_out(material):
        learnt = np.setdiff1d(np.arange(len(material.labels)), held_out)
        known = np.unique(material.labels[learnt])
        if not len(held_out) or not (known < material.intents).any():
            continue
        labels = material.labels[held_out]
        found.append(material.evidence(learnt, held_out))
        truth.append(np.where((labels < material.intents) & np.isin(labels, known), labels, -1))
        kinds.append(np.where(labels == material.intents, 2, kind))
    if not found:
        return None
    joined = Evidence(*(np.vstack([getattr(e, part) for e in found]) for part in ("regression", "meaning", "letters")))
    return Rehearsal(joined, np.concatenate(truth), _counts(np.concatenate(truth), np.concatenate(kinds)))


def _held_out(material: Material) -> Iterator[tuple[Rows, int]]:
    """Rows to hold out together: 0 for folds of examples and generic sentences, 1 for folds of whole intents."""
    random = np.random.default_rng(_SEED)
    fold = np.full(len(material.labels), -1)
    for label in range(material.intents + 1):
        rows = np.flatnonzero(material.labels == label)
        if len(rows) > 1:
            fold[rows] = _folds(_groups(material.meaning[np.ix_(rows, rows)]), random)
    for number in range(FOLDS):
        yield np.flatnonzero(fold == number), 0
    group = random.permutation(material.intents) % FOLDS
    for number in range(FOLDS):
        yield np.flatnonzero(np.isin(material.labels, np.flatnonzero(group == number))), 1


def _groups(cosines: Floats) -> Rows:
    """Numbers of groups of near-copies; each text by itself where they are all alike."""
    distances = squareform(np.maximum(1.0 - cosines, 0.0), checks=False)
    groups: Rows = np.asarray(fcluster(linkage(distances, "average"), 1.0 - _NEAR_COPY, "distance")) - 1
    return groups if groups.max() > 0 else np.arange(len(cosines), dtype=np.int64)


def _folds(groups: Rows, random: np.random.Generator) -> Rows:
    """A fold for each text, near-copies in the same one, the folds about equally full."""
    sizes = np.bincount(groups)
    order = random.permutation(len(sizes))
    full, fold = np.zeros(FOLDS), np.zeros(len(sizes), dtype=np.int64)
    first = int(random.integers(FOLDS))
    for group in order[np.argsort(-sizes[order], kind="stable")]:
        # Not always from fold 0, or the small intents would all be held out together.
        fold[group] = min(range(FOLDS), key=lambda number: (full[number], (number - first) % FOLDS))
        full[fold[group]] += sizes[group]
    return np.asarray(fold[groups], dtype=np.int64)


def _counts(truth: Rows, kinds: Rows) -> Doubles:
    counts = np.zeros(len(truth))
    answerable = truth >= 0
    refused = [kind for kind in (0, 1, 2) if (~answerable & (kinds == kind)).any()]
    counts[answerable] = 1.0 / max(answerable.sum(), 1)
    for kind in refused:
        rows = ~answerable & (kinds == kind)
        counts[rows] = 1.0 / rows.sum() / len(refused)
    return counts * len(truth) / 2
