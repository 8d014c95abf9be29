"""Turns of a conversation with the made-up trust."""

from collections.abc import Callable
from datetime import date

import pytest

from actions.answer import answer
from actions.reply import Reply
from actions.turn import Turn
from centreguide.answering.question import Context, Question
from centreguide.release.content import Content

TODAY = date(2026, 11, 25)


@pytest.fixture
def reply_to(riverside_content: Content) -> Callable[..., Reply]:
    """The answer to a message of one question and more."""

    def reply(*questions: Question, context: Context | None = None, today: date = TODAY) -> Reply:
        return answer(Turn(questions, context or Context(), questions[0].intent), riverside_content, today)

    return reply
