"""How long a reply takes for one visitor.

    python -m benchmarks.replies [--url http://127.0.0.1:5005]

One visitor after another puts five of the evaluation questions to a running bot (`make run`). The memory that it uses:

    ps -o rss= -p $(pgrep -f 'centreguide run')
"""

import argparse
import http.client
import json
import statistics
import time
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

QUESTIONS = Path(__file__).parent.parent / "tests" / "evaluation" / "questions.yml"
A_VISIT = 5
"""Questions that one visitor asks."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:5005")
    url = parser.parse_args().url.rstrip("/")
    cases = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    questions = iter([turn["say"] for case in cases for turn in case["turns"]])
    times = [took for visit in iter(lambda: list(islice(questions, A_VISIT)), []) for took in ask(url, visit)]
    half, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{len(times)} replies: median {half:.1f} ms, 95 in 100 within {most:.1f} ms")


def ask(url: str, questions: list[str]) -> Iterator[float]:
    """Milliseconds that each reply took."""
    sender = uuid.uuid4().hex
    for question in questions:
        body = json.dumps({"sender": sender, "message": question})
        began = time.perf_counter()
        connection = http.client.HTTPConnection(url.removeprefix("http://"))
        connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        connection.getresponse().read()
        connection.close()
        yield (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
