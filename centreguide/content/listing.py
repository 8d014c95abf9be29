"""Lists of intents in YAML files, changed line by line, so that every other line stays as it was written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from centreguide.yaml_lines import Place


@dataclass
class Listing:
    """A list as it stands and as it should be; lines are numbered from 0.

    Attributes:
        place: where a mistake in the list as a whole is told.
        template: the lines of an entry, with {} for the name, the first of them at the dash.
        wanted: the names that belong in it.
        kept: the line of each entry that stays.
        surplus: the entries that don't belong, or stand twice, with their lines.
    """

    place: Place
    template: Sequence[str]
    wanted: Sequence[str]
    kept: dict[str, int] = field(default_factory=dict)
    surplus: list[tuple[str, int]] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        return [name for name in self.wanted if name not in self.kept]

    @property
    def differs(self) -> bool:
        return bool(self.missing or self.surplus)

    def take(self, name: str, line: int, sound: bool = True) -> None:
        """An entry that stands in the file, on this line."""
        if sound and name in self.wanted and name not in self.kept:
            self.kept[name] = line
        else:
            self.surplus.append((name, line))

    def can_change(self, lines: Sequence[str]) -> bool:
        """Whether it is written an entry a line, and has one entry before and after."""
        standing = [*self.kept.values(), *(line for _, line in self.surplus)]
        return bool(self.wanted and standing) and all(lines[line].lstrip().startswith("- ") for line in standing)


def rewritten(lines: Sequence[str], listings: Iterable[Listing], kind: Callable[[str], str]) -> list[str]:
    """The file's lines with what is missing put in, and what is surplus taken out.

    Args:
        kind: of a name; a new entry goes after the last of its own kind, or in place of its own that was wrong.
    """
    edits: list[tuple[int, int, list[str]]] = []
    for listing in listings:
        edits += [(line, _end(lines, line), []) for _, line in listing.surplus]
        standing, surplus = listing.kept or dict(listing.surplus), dict(listing.surplus)
        for name in listing.missing:
            alike = [line for other, line in standing.items() if kind(other) == kind(name)]
            beside = surplus.get(name, max(alike or standing.values()))
            end = _end(lines, beside)
            edits.append((end, end, _written(name, listing.template, lines[beside])))
    changed = list(lines)
    # From the bottom up, so that the lines above keep their numbers; at one place, the last goes in first.
    for _, (start, end, new) in sorted(enumerate(edits), key=lambda edit: (-edit[1][0], -edit[0])):
        changed[start:end] = new
    return changed


def _end(lines: Sequence[str], first: int) -> int:
    """The line after an entry's last: what stands further to the right belongs to it, comments after it don't."""
    end = first + 1
    for number in range(first + 1, len(lines)):
        text = lines[number].strip()
        if text and not text.startswith("#"):
            if _indent(lines[number]) <= _indent(lines[first]):
                break
            end = number + 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _written(name: str, template: Sequence[str], beside: str) -> list[str]:
    windows = "\r" if beside.endswith("\r") else ""
    return [" " * _indent(beside) + line.format(name) + windows for line in template]
