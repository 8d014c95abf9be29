"""Operations on what the bot says where it has no fact to say: small talk, and why it declines."""

from collections.abc import Iterator
from dataclasses import dataclass

from centreguide.content.files import DECLINES, REASONS, SMALL_TALK, Files, version
from centreguide.content.texts import tidy
from centreguide.faults import Fault
from centreguide.intents import Family, family


@dataclass(frozen=True)
class ChangeSmallTalk:
    """The reply to a kind of small talk; `version` is that of the reply that the editor saw, None for a new one."""

    intent: str
    text: str
    version: str | None

    def __str__(self) -> str:
        return f"Replies to {self.intent}: “{self.text}”"

    def apply(self, files: Files) -> Iterator[Fault]:
        if family(self.intent) is not Family.SMALL_TALK and files.file(SMALL_TALK).sentence(self.intent) is None:
            told = "it isn't small talk; the names of new small talk start with chat_."
            yield Fault(SMALL_TALK, 1, self.intent, told)
            return
        yield from _said(files, SMALL_TALK, (self.intent,), self.text, self.version)


@dataclass(frozen=True)
class ChangeDecline:
    """What is said to a kind of question that is declined; `version` as in `ChangeSmallTalk`."""

    intent: str
    text: str
    version: str | None

    def __str__(self) -> str:
        return f"Declines {self.intent} with: “{self.text}”"

    def apply(self, files: Files) -> Iterator[Fault]:
        if family(self.intent) is not Family.DECLINED:
            yield Fault(DECLINES, 1, self.intent, "it isn't declined; the names of what is declined start with oos_.")
            return
        yield from _said(files, DECLINES, (REASONS, self.intent), self.text, self.version)


def _said(files: Files, name: str, place: tuple[str, ...], text: str, seen: str | None) -> Iterator[Fault]:
    file, intent = files.file(name), place[-1]
    now = file.sentence(*place)

    def fault(message: str) -> Fault:
        return Fault(name, file.line(*place), intent, message)

    if not tidy(text):
        yield fault("the reply is empty; write a sentence.")
    if now is None and seen is not None:
        yield fault("there is no such reply any more; look again (centreguide content show).")
    elif now is not None and seen is None:
        look = f"centreguide content show {intent}"
        yield fault(f"there is a reply already: “{now}” To change it, look at it first ({look}) and give its version.")
    elif now is not None and version({intent: now}) != seen:
        told = f"it was changed since you looked, and says now: “{now}” Look again (centreguide content show {intent})"
        yield fault(f"{told}, and make your change to that.")
    file.say(place, tidy(text))
