"""Cross-validates the question classifier on the training questions: each is judged by one that learnt without it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rasa.shared.data import get_data_files, is_nlu_file
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT
from sklearn.model_selection import StratifiedKFold

from centreguide.encoder.runtime import Encode
from centreguide.evaluation.guesses import Guess
from centreguide.intents import Family, family
from centreguide.nlu.calibration import calibrated
from centreguide.nlu.material import Material

FOLDS = 3

Example = tuple[str, str]
"""A training question and its intent."""


def training_examples(data: Path) -> list[Example]:
    """The questions in a folder of training data with their intents, each once."""
    found = training_data_from_paths(sorted(get_data_files([str(data)], is_nlu_file)), "en")
    texts = ((str(message.get(TEXT) or "").strip(), str(message.get(INTENT))) for message in found.intent_examples)
    return list({text: intent for text, intent in texts if text}.items())


def held_out(examples: Sequence[Example], generic: Sequence[str], encode: Encode, folds: int = FOLDS) -> list[Guess]:
    """A guess for each example, in their order; intents with fewer examples than folds are left out.

    Only the weights that turn evidence into confidence, a few numbers for all, are chosen on all examples.

    Args:
        generic: sentences that no FAQ bot is for, as at training.
    """
    counts = Counter(intent for _, intent in examples)
    kept = [example for example in examples if counts[example[1]] >= folds]
    intents = sorted({intent for _, intent in kept})
    if len(intents) < 2:
        return []
    labels = [intents.index(intent) for _, intent in kept]
    material = Material([text for text, _ in kept], labels, generic, encode)
    calibration = calibrated(material)
    answered = [place for place, intent in enumerate(intents) if family(intent) is Family.QUESTION]
    guesses: dict[int, Guess] = {}
    for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=0).split(labels, labels):
        evidence = material.evidence(np.concatenate([seen, material.generic]), unseen)
        confidence = calibration.confidence(evidence.score(calibration.weights))
        for row, scores in zip(unseen, confidence, strict=True):
            taken = int(scores.argmax())
            likeliest = float(scores[answered].max(initial=0.0))
            text, intent = kept[row]
            guesses[row] = Guess(text, intent, intents[taken], float(scores[taken]), likeliest)
    return [guesses[row] for row in range(len(kept))]
