"""Puts 10,000 odd messages to the real server: none may end in an error of the server's, and none may go unanswered.

    python -m benchmarks.soak [--messages 10000]

Unicode of all kinds, control characters, very long texts, markup, and what looks like a payload, made by hypothesis.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.server.servers import Server, post, serving_release

ROOT = Path(__file__).parent.parent

CONVERSATIONS = 1_000
"""How many visitors the messages are from: a real one doesn't send hundreds."""

TALK = r"""where is the heart cancer trauma liver how many when 999 /restart /ask_where {} [] <b> $x ; -- \ ' " """
WORDS = st.sampled_from(TALK.split())
MESSAGES = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.text(alphabet=st.characters(categories=["Cc", "Cf", "Mn", "So", "Zs"])),
    st.text(min_size=1, max_size=30).map(lambda text: (text * 800)[:20_000]),
    st.builds("/{}{}".format, st.text(), st.dictionaries(st.text(), st.text()).map(json.dumps)),
    st.builds("<{0}>{1}</{0}>".format, st.text(max_size=8), st.text(max_size=60)),
)


def soak(server: Server, messages: int) -> Counter[int]:
    """How often each status came back; one of 500 and above, or a reply without text, stops it with the message."""
    statuses: Counter[int] = Counter()

    @settings(
        max_examples=messages,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, CONVERSATIONS).map(str), MESSAGES)
    def put(sender: str, message: str) -> None:
        status, reply = post(server.address, json.dumps({"sender": sender, "message": message}).encode())
        statuses[status] += 1
        assert status < 500, (status, message)
        assert status != 200 or all(part.get("text") for part in reply), (reply, message)

    put()
    return statuses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--messages", type=int, default=10_000)
    messages = parser.parse_args().messages
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, serving_release(ROOT, Path(folder)) as server:
        statuses = soak(server, messages)
    told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
    print(f"{sum(statuses.values())} messages in {time.monotonic() - began:.0f} s: {told}")


if __name__ == "__main__":
    main()
