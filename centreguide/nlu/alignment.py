"""Where words of a corrected text stood in what the visitor typed."""

from __future__ import annotations

from collections.abc import Sequence

ALIGNMENT = "alignment"
"""Message key: for each change [start, end] in names.CORRECTED and [start, end] in the text, in order."""

Change = tuple[int, int, int, int]


def to_original(changes: Sequence[Sequence[int]], start: int, end: int) -> tuple[int, int]:
    """The place in the visitor's text of a stretch of the corrected one; a changed word counts whole.

    Args:
        changes: what ALIGNMENT holds; none where nothing was changed.
        start: of the stretch in the corrected text.
        end: the character after it.
    """
    return _place(changes, start, opening=True), max(_place(changes, end, opening=False), 0)


def _place(changes: Sequence[Sequence[int]], place: int, *, opening: bool) -> int:
    shift = 0
    for corrected_start, corrected_end, start, end in changes:
        if place < corrected_start or (place == corrected_start and not opening):
            break
        if place < corrected_end:
            return start if opening else end
        shift = end - corrected_end
    return place + shift
