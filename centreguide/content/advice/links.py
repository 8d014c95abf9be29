"""Links in what is said, and of its sources, to websites that the trust hasn't agreed to."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from centreguide.content.advice.looked_at import Answers, Sentence
from centreguide.faults import Fault
from centreguide.knowledge.model import Trust

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”)\]]+", re.I)


def advice(answers: Answers) -> Iterator[Fault]:
    trust = answers.knowledge.trust
    said = [Sentence(entry.document, (*entry.place, "say"), fact.say) for entry, fact in answers.facts]
    pages = zip(answers.entries["pages"], answers.knowledge.pages, strict=True)
    said += [Sentence(entry.document, (*entry.place, "address"), page.address) for entry, page in pages]
    for sentence in (*said, *answers.sentences):
        for link in _LINK.findall(sentence.text):
            host = _host(link)
            if not any(host == allowed or host.endswith(f".{allowed}") for allowed in _allowed(trust)):
                told = f"the link to {host} isn't to the trust's own website; take it out, or add {host}"
                yield sentence.document.fault(sentence.place, f"{told} to `allowed_links:` in the trust's settings.")


def _allowed(trust: Trust) -> list[str]:
    return [_host(link) for link in (trust.website, *trust.allowed_links) if link.strip()]


def _host(link: str) -> str:
    address = link.strip() if "://" in link else f"//{link.strip()}"
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".,;:!?")
