"""Whatever happens to the outbox, and in whatever order: no reply is lost, none is doubled, none overtakes another."""

import json
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from centreguide.channels.messaging.outbox import Outbox, Outgoing

VISITORS = st.sampled_from(["sms-a", "telegram-b"])


class Deliveries(RuleBasedStateMachine):
    """The postman's steps, in any order, with failures between; the platforms check what arrives.

    Attributes:
        owed: The parts that each visitor has yet to get, in order.
        unsure: Where a crash came between the platform's yes and our note of it: the part that may arrive once more.
        unnoted: What is left of replies whose last part arrived and couldn't be noted, by place.
        busy: What is being sent, by visitor.
    """

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.box = Outbox(Path(self.folder.name) / "conversations.db")
        self.owed: dict[str, list[str]] = defaultdict(list)
        self.unsure: dict[str, str] = {}
        self.unnoted: dict[int, list[Any]] = {}
        self.busy: dict[str, Outgoing] = {}
        self.stopped: set[str] = set()
        self.messages: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "box"):
            self.box.close()
            self.folder.cleanup()

    @rule(visitor=VISITORS, parts=st.integers(1, 2))
    def put(self, visitor: str, parts: int) -> None:
        message = f"m{len(self.messages)}"
        texts = [f"{message}.{part}" for part in range(parts)]
        assert self.box.put((message,), visitor.partition("-")[0], visitor, b"x", [{"text": text} for text in texts])
        self.messages.append(message)
        self.owed[visitor] += texts

    @precondition(lambda self: self.messages)
    @rule(visitor=VISITORS, data=st.data())
    def put_again(self, visitor: str, data: st.DataObject) -> None:
        message = data.draw(st.sampled_from(self.messages))
        assert not self.box.put((message, "new"), "sms", visitor, b"x", [{"text": "twice"}])

    @precondition(lambda self: not self.unnoted)
    @rule()
    def take(self) -> None:
        """All that may go and isn't being sent; nothing while something is unnoted."""
        for head in self.box.heads(["sms", "telegram"], 20):
            if head.conversation not in self.busy:
                self.box.sending(head.place)
                self.busy[head.conversation] = head

    @precondition(lambda self: self.busy)
    @rule(data=st.data(), disk_is_full=st.booleans())
    def send(self, data: st.DataObject, disk_is_full: bool) -> None:
        head = self.busy.pop(data.draw(st.sampled_from(sorted(self.busy))))
        self._arrive(head.conversation, head.parts[0]["text"])
        if disk_is_full:
            self.unnoted[head.place] = list(head.parts[1:])
        else:
            self.box.sent(head.place, head.parts[1:])

    @precondition(lambda self: self.unnoted)
    @rule()
    def settle(self) -> None:
        for place, left in self.unnoted.items():
            self.box.sent(place, left)
        self.unnoted.clear()

    @precondition(lambda self: self.busy)
    @rule(data=st.data(), wait=st.sampled_from([0.0, 60.0]))
    def refuse(self, data: st.DataObject, wait: float) -> None:
        self.box.later(self.busy.pop(data.draw(st.sampled_from(sorted(self.busy)))).place, wait)

    @rule(arrived=st.booleans())
    def crash(self, arrived: bool) -> None:
        """The process ends; what is being sent by then arrives or doesn't."""
        for visitor, texts, place in self._rows():
            if place in self.unnoted:
                self.unsure[visitor] = texts[0]
        for visitor, head in self.busy.items():
            if arrived:
                self._arrive(visitor, head.parts[0]["text"])
                self.unsure[visitor] = head.parts[0]["text"]
        self.unnoted, self.busy = {}, {}
        self.box.close()
        self.box = Outbox(self._file)

    @precondition(lambda self: not self.busy and not self.unnoted)
    @rule()
    def expire_all(self) -> None:
        """A day later. What was given up is told, each reply once."""
        assert self.box.expire() == []
        given_up = [part["text"] for old in self.box.expire(keep=-1) for part in old.parts]
        left = [text for texts in self.owed.values() for text in texts]
        assert sorted(set(given_up) - set(self.unsure.values())) == sorted(left)
        self.owed.clear()
        self.unsure.clear()

    @rule(visitor=VISITORS)
    def stop_and_start(self, visitor: str) -> None:
        (self.box.start if visitor in self.stopped else self.box.stop)(visitor)
        self.stopped ^= {visitor}

    @invariant()
    def what_is_owed_waits_and_nothing_else(self) -> None:
        if not hasattr(self, "box"):
            return
        rows = self._rows()
        waiting: dict[str, list[str]] = defaultdict(list)
        for visitor, texts, place in rows:
            waiting[visitor] += texts[1:] if place in self.unnoted or self.unsure.get(visitor) == texts[0] else texts
        assert {visitor: texts for visitor, texts in waiting.items() if texts} == {
            visitor: texts for visitor, texts in self.owed.items() if texts
        }
        firsts = [head.conversation for head in self.box.heads(["sms", "telegram"], 20)]
        assert sorted(firsts) == sorted({visitor for visitor, _, _ in rows})
        assert all(self.box.known(("new",), visitor).stopped == (visitor in self.stopped) for visitor in waiting)

    def _rows(self) -> list[tuple[str, list[str], int]]:
        """Each reply that waits: its visitor, its parts' texts, and its place."""
        with sqlite3.connect(self._file) as connection:
            rows = connection.execute("SELECT conversation, parts, place FROM outbox ORDER BY place").fetchall()
        return [(visitor, [part["text"] for part in json.loads(parts)], place) for visitor, parts, place in rows]

    def _arrive(self, visitor: str, text: str) -> None:
        if self.unsure.get(visitor) == text:
            del self.unsure[visitor]
            return
        assert self.owed[visitor][0] == text
        del self.owed[visitor][0]

    @property
    def _file(self) -> Path:
        return Path(self.folder.name) / "conversations.db"


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
