"""Staff's mistakes in YAML files: collected, and told so that a non-programmer can mend them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake: the file, its line (from 1), the field it is in, and what is wrong and what to do."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.message}"


class FaultsError(Exception):
    """Files that can't be used as they are; `faults` lists every mistake, in the files' order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = len(self.faults)
        title = f"{count} mistake{'' if count == 1 else 's'} to put right:"
        super().__init__("\n".join([title, *(f"  {fault}" for fault in self.faults)]))
