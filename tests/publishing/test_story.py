"""The whole story on the running bot: asked in vain, answered by staff, approved, published, and taken back."""

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from centreguide.encoder import runtime
from centreguide.release.store import Releases
from centreguide.release.training import train
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES
from tests.server.servers import Server, ask, serving_release
from tests.server.tiny_bot import environment

# Five minutes, most of them two trainings: `make soak` runs it, and each step has tests of its own that take seconds.
pytestmark = [pytest.mark.e2e, pytest.mark.soak]

ROOT = Path(__file__).resolve().parents[2]
QUESTION, AGAIN = "can my mum bring her parrot to the ward", "is my parrot allowed in with me"
ANSWER = "Parrots may sit by the bed, but not at mealtimes."
PHRASINGS = ("could I have my parrot with me", "are pet parrots all right", "my parrot would cheer me up, can it come")

Centreguide = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with a release that needn't be trained again."""
    folder = tmp_path_factory.mktemp("story")
    for name in CONTENT_FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    for name in DRAFT_FILES:
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "tests" / "evaluation").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "evaluation" / "questions.yml", folder / "tests" / "evaluation")
    release = Releases(ROOT / "releases").build(ROOT, train)
    shutil.copytree(release.folder, folder / "releases" / release.folder.name)
    return folder


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    return {runtime.CACHE_VARIABLE: str(runtime.default_folder().parent.absolute())}


@pytest.fixture(scope="module")
def centreguide(project: Path, settings: dict[str, str]) -> Centreguide:
    """Runs the command in the project, as staff would."""

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "centreguide", *words],
            cwd=project,
            env=environment(**settings),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def bot(project: Path, settings: dict[str, str]) -> Iterator[Server]:
    with serving_release(project, project, settings=settings, published=True) as running:
        yield running


class Conversation(threading.Thread):
    """Talks on and on while staff work; `broken` has whatever wasn't answered as it should have been."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.over, self.turns = address, threading.Event(), 0
        self.broken: list[object] = []

    def run(self) -> None:
        while not self.over.is_set():
            first = ask(self.address, "talker", "tell me about the cancer centre")
            then = ask(self.address, "talker", "and where is it?")
            self.turns += 1
            if "Cancer Centre" not in said(first) or "Hospital" not in said(then):
                self.broken.append((first, then))
            time.sleep(0.2)


def said(replies: object) -> str:
    assert isinstance(replies, list), replies
    return "\n".join(reply["text"] for reply in replies)


def test_from_a_question_in_vain_to_its_answer_and_back(bot: Server, centreguide: Centreguide) -> None:
    talk = Conversation(bot.address)
    talk.start()

    assert ANSWER not in said(ask(bot.address, "mum", QUESTION))
    assert ANSWER not in said(ask(bot.address, "son", AGAIN))
    listed = until(lambda: centreguide("inbox").stdout, "parrot")
    group = next(
        number for number, text in re.findall(r"^(\d+)\. .*\n    (.*)$", listed, re.MULTILINE) if "parrot" in text
    )

    def start(say: str) -> "subprocess.CompletedProcess[str]":
        words = ("inbox", "new", group, "ask_parrots", "--about", "trust", "--section", "Centre of Excellence")
        return centreguide(*words, "--say", say, "--move", "--as", "Ann", "--why", "asked twice")

    begun = start(ANSWER.replace("Parrots", "Up to 7 parrots"))
    assert begun.returncode == 0, begun.stderr
    added = centreguide("content", "add-example", "ask_parrots", *PHRASINGS, "--as", "Ann", "--why", "more ways")
    assert added.returncode == 0, added.stderr
    warned = centreguide("check")
    assert warned.returncode == 0
    assert re.search(r"parrots.*\b7\b", warned.stdout)
    version = re.search(r"version:? *(\w+)", centreguide("content", "show", "parrots").stdout)
    assert version is not None
    heeded = centreguide(
        *("content", "change-fact", "parrots", "--version", version.group(1)),
        *("--say", ANSWER, "--as", "Ann", "--why", "nobody counted them"),
    )
    assert heeded.returncode == 0, heeded.stderr
    assert not re.search(r"parrots.*\b7\b", centreguide("check").stdout)

    made = centreguide("candidate", "--as", "Ann", "--why", "parrots")
    assert made.returncode == 0, made.stderr
    candidate = re.search(r"Candidate (\w+), by Ann", made.stdout)
    assert candidate is not None
    assert ANSWER not in said(ask(bot.address, "mum", QUESTION))
    refused = centreguide("publish", candidate.group(1), "--as", "Ann", "--why", "mine")
    assert refused.returncode == 1
    assert "someone else has to approve" in refused.stderr
    assert ANSWER not in said(ask(bot.address, "mum", QUESTION))

    despite = ("--despite", "a story, not a trust")
    published = centreguide("publish", candidate.group(1), "--as", "Bob", "--why", "good", *despite)
    assert published.returncode == 0, published.stderr
    assert "has taken it over" in published.stdout
    assert bot.process.poll() is None
    assert ANSWER in said(ask(bot.address, "mum", QUESTION))
    assert ANSWER in said(ask(bot.address, "new", "are pet parrots all right"))

    back = centreguide("rollback", "--as", "Cy", "--why", "no parrots after all")
    assert back.returncode == 0, back.stderr
    assert ANSWER not in said(ask(bot.address, "mum", QUESTION))
    history = centreguide("history").stdout
    assert [line.split()[-2:] for line in history.splitlines() if "rolled back" in line] == [["by", "Cy"]]
    assert "published by Bob (written by Ann)" in history

    talk.over.set()
    talk.join()
    assert talk.turns > 10
    assert talk.broken == []


def test_off_is_told_to_the_next_visitor_and_danger_is_answered_all_the_same(
    bot: Server, centreguide: Centreguide
) -> None:
    message = "We are putting something right. Please try again at noon."
    off = centreguide("off", message, "--as", "Bob", "--why", "a wrong place")
    assert off.returncode == 0, off.stderr
    assert said(ask(bot.address, "visitor", "where is the cancer centre")) == message
    assert "999" in said(ask(bot.address, "visitor", "my husband has collapsed and he isn't breathing"))
    assert centreguide("on", "--as", "Bob").returncode == 0
    assert "Hospital" in said(ask(bot.address, "visitor", "where is the cancer centre"))
    assert message in centreguide("history").stdout


def until(look: Callable[[], str], text: str) -> str:
    for _ in range(20):
        found = look()
        if text in found:
            return found
        time.sleep(1)
    raise AssertionError(f"{text} isn't in: {found}")
