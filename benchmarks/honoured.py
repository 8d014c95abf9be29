"""How many ways to ask that staff wrote get their own fact: `python -m benchmarks.honoured [--failures]`.

Word for word and with a slip, over the draft's release in this process; a slip is one letter left out, doubled, swapped
or replaced, by a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import string
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.draft import bot_of_the_draft
from centreguide.bot import Bot
from centreguide.knowledge.query import Knowledge

SEED = 7
_SHORTEST_WORD = 4


def as_written(line: str) -> str:
    return line


def with_a_slip(line: str, chance: random.Random) -> str:
    """The line with one letter of one of its longer words wrong."""
    words = line.split(" ")
    able = [place for place, word in enumerate(words) if len(word) >= _SHORTEST_WORD and word.isalpha()]
    if not able:
        return line
    place = chance.choice(able)
    word, at = words[place], chance.randrange(1, len(words[place]) - 1)
    words[place] = chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
        ]
    )
    return " ".join(words)


def lost(bot: Bot, knowledge: Knowledge, put: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """The fact, the line as it was put and the reply, for each line that doesn't get its fact."""
    for entry in knowledge.ways_to_ask:
        fact = knowledge.fact(entry.fact)
        assert fact is not None, "ways lead to known facts"
        for way in entry.ways:
            asked = put(way)
            reply = "\n".join(str(one.get("text") or "") for one in bot.say(uuid.uuid4().hex, asked))
            if fact.say not in reply:
                yield fact.id, asked, reply


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.honoured", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list what was lost")
    options = parser.parse_args()
    bot, content = bot_of_the_draft(Path())
    chance = random.Random(SEED)  # noqa: S311
    count = sum(len(entry.ways) for entry in content.knowledge.ways_to_ask)
    for title, put in (("word for word", as_written), ("with one slip", lambda line: with_a_slip(line, chance))):
        found = list(lost(bot, content.knowledge, put))
        print(f"{title}: {count - len(found)} of {count} get their own fact ({1 - len(found) / count:.1%})")
        if options.failures:
            print(*(f"  {fact}: {asked}\n    {reply[:100]!r}" for fact, asked, reply in found), sep="\n")


if __name__ == "__main__":
    main()
