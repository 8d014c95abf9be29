import asyncio
from datetime import date, timedelta

import pytest

from centreguide.errors import ServerError
from centreguide.inbox.inbox import Inbox, Reason
from centreguide.inbox.retention import DAYS, days, keep_deleting


def test_questions_are_kept_for_a_month_unless_it_is_said_otherwise() -> None:
    assert days({}) == 30
    assert days({DAYS: ""}) == 30
    assert days({DAYS: " 7 "}) == 7
    assert days({DAYS: "365"}) == 365


@pytest.mark.parametrize("value", ["0", "-1", "a week", "1.5", "366", "99999999999", "²"])
def test_a_bad_setting_is_told_with_its_name_and_what_to_write(value: str) -> None:
    with pytest.raises(ServerError, match=rf"{DAYS}: .* a whole number from 1 to 365"):
        days({DAYS: value})


def test_the_server_deletes_at_once_and_then_at_intervals(inbox: Inbox) -> None:
    async def run() -> None:
        deleting = asyncio.create_task(keep_deleting(inbox, 30, interval=0.02))
        for _ in range(2):
            inbox.note("what is old", Reason.UNKNOWN, today=date.today() - timedelta(days=31))
            for _ in range(100):
                await asyncio.sleep(0.02)
                if not inbox.questions():
                    break
            assert inbox.questions() == []
        deleting.cancel()

    asyncio.run(run())


def test_the_server_goes_on_when_deleting_fails(inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        inbox.close()
        deleting = asyncio.create_task(keep_deleting(inbox, 30, interval=0.01))
        await asyncio.sleep(0.1)
        assert not deleting.done()
        deleting.cancel()

    asyncio.run(run())
    assert "weren't deleted" in caplog.text
