"""Lines that two claim: a way to ask for one fact that is a way to ask for another, a button or an example, too."""

from collections.abc import Iterator

from centreguide.answering.written import plain
from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault
from centreguide.intents import Family, family

_SETTLED = (Family.DECLINED, Family.SMALL_TALK)


def advice(answers: Answers) -> Iterator[Fault]:
    """Told at the way to ask, with both places: who asks in these words gets the first fact that claims them."""
    claims: dict[str, tuple[str, str]] = {}
    for fact in answers.knowledge.facts:
        if fact.question:
            claims[plain(fact.question)] = (fact.id, f"the question of {fact.id}")
    examples = {
        plain(example.text): f"an example of {example.intent} ({example.file}, line {example.line})"
        for example in answers.examples.every
        if family(example.intent) in _SETTLED
    }
    for entry, ways in zip(answers.entries["ways_to_ask"], answers.knowledge.ways_to_ask, strict=True):
        for index, way in enumerate(ways.ways):
            line = plain(way)
            owner, where = claims.setdefault(line, (ways.fact, f"a way to ask for {ways.fact}"))
            if owner != ways.fact:
                yield entry.fault(f"“{way}” is {where} already, which gets it; leave it with one.", "ways", index)
            elif line in examples:
                told = f"“{way}” is {examples[line]} too; {ways.fact} gets it. Take the example out."
                yield entry.fault(told, "ways", index)
