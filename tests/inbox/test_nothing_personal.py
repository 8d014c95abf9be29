"""Nothing that tells who someone is reaches the inbox's file, whatever way a question takes into it."""

import asyncio
import sqlite3
from pathlib import Path

from centreguide.inbox.inbox import Inbox, Reason
from centreguide.inbox.noticing import Noticing
from centreguide.server.conversations import ConversationStore
from tests.inbox.turns import rated, segment, tracker, turn

MESSAGES = [
    "My name is Quentina Marchbanks, where can I park?",
    "my nhs number is 943 476 5919 and i want to know about hips",
    "hospital no. K7654321, do you do hips",
    "ring me on 07700 900461 about the visiting hours",
    "write to quentina.m@example.org, what are the prices",
    "i come from zq9 8xy is there a bus",
    "DOB 23/11/1948 is there a dentist",
    "we live at 83 Larkspur Avenue, how far is it",
    "see https://example.com/people/qmarch about the food",
    "Dr Zebulon said you have a chapel",
    "My husband, Ignatius Brandreth, wants to know about wifi",
    "is there somewhere to eat? Kind regards, Philippa Gatenby",
    "this is Barnaby speaking, can dogs come in",
]
PERSONAL = [
    *("Quentina", "Marchbanks", "quentina.m", "943", "5919", "9434765919", "7654321", "07700", "900461", "zq9", "8xy"),
    *(
        "23/11",
        "1948",
        "Larkspur",
        "83 ",
        "qmarch",
        "Zebulon",
        "Ignatius",
        "Brandreth",
        "Philippa",
        "Gatenby",
        "Barnaby",
    ),
    *("website-", "sender", "message-"),
]


def test_nothing_personal_is_in_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    inbox = Inbox(folder / "inbox.db")
    noticing = Noticing(ConversationStore(tmp_path / "conversations.db"), inbox)

    async def say() -> None:
        for number, text in enumerate(MESSAGES):
            asked, key = turn(text, "nlu_fallback", "decline", id=f"message-{number}"), f"message-{number}"
            answered = turn(text, "ask_where", "answer", id=key)
            parts = segment(text, "oos_general"), segment("where is it", "ask_where")
            await noticing.save(tracker(asked))
            await noticing.save(tracker(turn(f"{text} where is it", "ask_where", "answer", *parts, id=f"{key}-two")))
            await noticing.save(tracker([*answered[:1], *answered[1:]], rated(f"{key}.1", False, f"{key}-rated")))

    asyncio.run(say())
    noticing.close()
    log = folder / "inbox.db-wal"
    assert log.stat().st_size > 0
    assert {question.reason for question in inbox.questions()} == {Reason.UNKNOWN, Reason.DECLINED}
    assert len(inbox.questions()) == 2 * len(MESSAGES)
    stored = b"".join(file.read_bytes() for file in folder.iterdir()).lower()
    assert [word for word in PERSONAL if word.lower().encode() in stored] == []
    assert b"where can i park" in stored
    with sqlite3.connect(folder / "inbox.db") as connection:
        told = str(connection.execute("SELECT * FROM questions").fetchall()).lower()
    assert [word for word in PERSONAL if f"{word.lower()}" in told] == []
