"""What a question is about, as claims are held against facts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """An intent and the subjects that it is asked about.

    Args:
        named: the subjects that the question names, as it names them.
        subjects: those, two that together mean a third made one; what was spoken of where it names none.
        core: `subjects` without places and audiences where more is named.
        beside: what "it" may mean beside a subject that is named: "do you do that for newborns?"
        open_ended: something in the question isn't in the fact that answers it.
    """

    intent: str
    named: tuple[str, ...]
    subjects: tuple[str, ...]
    core: tuple[str, ...]
    beside: tuple[str, ...] = ()
    open_ended: bool = False
