from pathlib import Path

import pytest

from tests.server.servers import replies_both_ways
from tests.server.tiny_bot import Project

MESSAGES = [
    "where is the heart unit?",
    '/ask_size{"subject": "eye_clinic"}',
    "which building is it in",
    "repeat these words back: café, naïve, 日本語, 🙂",
    "please fail now",
    "refuse this request",
    "what is the weather on Mars",
    "",
    "how many beds are there",
]


@pytest.mark.e2e
def test_actions_in_process_and_on_rasas_action_server_give_the_same_replies(project: Project, tmp_path: Path) -> None:
    replies = replies_both_ways(project, tmp_path, "riverside", MESSAGES)
    for one, other in replies:
        assert one == other
    assert replies[1][0][0]["text"] == "ask_size about eye_clinic"
    assert replies[4][0] == {"error": "Something went wrong: please try again."}
