"""Makes training examples of a danger only mentioned, and of the same danger now, from the signs file's frames."""

import re
from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any

from centreguide import names
from centreguide.nlu.urgent.signs import NO_DANGER


def contrasts(content: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Pairs of a text and what it is: emergency, crisis, or other.

    Args:
        content: the file's `contrasts`: `who`, `when`, `dangers`, and the frames `otherwise` and `now`; or None.
    """
    if not content:
        return
    taken = {"who": cycle(content["who"]), "when": cycle(content["when"])}
    for part in ("otherwise", "now"):
        for slot, frames in content[part].items():
            kind = NO_DANGER if part == "otherwise" else names.CRISIS if slot == "harm" else names.EMERGENCY
            for frame in frames:
                for danger in content["dangers"][slot]:
                    filled = frame.replace(f"<{slot}>", danger)
                    yield re.sub(r"<(who|when)>", lambda match: next(taken[match[1]]), filled), kind
