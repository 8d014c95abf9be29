"""What a module of advice is given of a draft."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from centreguide.content.advice.looked_at import Answers, Before, Examples
from centreguide.intents import BUILT_IN
from centreguide.training_data import read

TODAY = date(2026, 11, 25)

AnswersIn = Callable[..., Answers]


@pytest.fixture
def answers_in() -> AnswersIn:
    """The answers of a draft, all of them or what is new since another one."""

    def found(folder: Path, before: Path | None = None, today: date = TODAY) -> Answers:
        data, since = read(folder), Before.of(before)
        intents = {*data.intents, *BUILT_IN}
        return replace(Answers.of(folder, intents, Examples.of(data.examples, since), since), today=today)

    return found
