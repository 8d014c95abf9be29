"""Settings that are blank until the trust has decided on them: told in one line for as long as that is so."""

from collections.abc import Iterator

from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault


def advice(answers: Answers) -> Iterator[Fault]:
    trust, pages = answers.knowledge.trust, answers.knowledge.pages
    blank = [f"`{name}`" for name in ("website", "contact") if not getattr(trust, name).strip()]
    blank += [f"the `address` of the page “{page.title}”" for page in pages if not page.address]
    if blank:
        told = (
            f"blank, and so to be decided by the trust: {', '.join(blank)}. Until then, visitors aren't told where else"
        )
        yield answers.entries["trust"][0].fault(f"{told} to look, and sources without an address are no links.")
