"""Knowledge as frozen dataclasses, by which pydantic checks the types of what staff wrote."""

import re
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import Extra, StrictBool, StrictInt, StrictStr, constr, validator
from pydantic.dataclasses import dataclass
from pydantic.errors import DateError

Kind = Literal["trust", "centre", "service", "condition", "place", "topic", "audience", "unlisted"]
Bound = Literal["exactly", "over", "around"]

if TYPE_CHECKING:
    _Id: TypeAlias = str
    _Text: TypeAlias = str
    _Rank: TypeAlias = str
else:
    _Id = constr(strict=True, regex=r"^[a-z][a-z0-9_]*$")
    _Text = constr(strict=True, strip_whitespace=True, min_length=1)
    _Rank = constr(strict=True, regex=r"^(one of the|top [0-9]+)$")


_ADDRESS = re.compile(r"https://[\w.-]+(?::\d+)?(?:[/?][^\s#\"<>]*)?", re.ASCII)
_ANCHOR = re.compile(r"\w[\w.:~-]*", re.ASCII)


class Strict:
    """pydantic's setting for what staff write: a field that isn't known is a mistake."""

    extra = Extra.forbid


def _no_number(value: object) -> object:
    """pydantic would take a number for seconds since 1970."""
    if isinstance(value, int | float):
        raise DateError
    return value


@dataclass(frozen=True, config=Strict)
class Subject:
    """What a question can be about.

    `name` is written as in the middle of a sentence. `together` lists sets of subjects that, named in one question,
    mean this one ("children" and "cancer"). `home` is the place that the trust is in. A `general` subject ("surgery")
    only counts where no other is named. An `unlisted` one is what people ask for and no page names.
    """

    id: _Id
    name: _Text
    kind: Kind
    part_of: StrictStr | None = None
    also_called: tuple[_Text, ...] = ()
    plural: StrictBool = False
    home: StrictBool = False
    general: StrictBool = False
    together: tuple[tuple[StrictStr, ...], ...] = ()


@dataclass(frozen=True, config=Strict)
class Parts:
    """What a claim says, in pieces that can be compared with what a visitor believes.

    value, bound, unit: a figure, "over 100 specialties". rank, of, scope: "third", "largest", "UK". since: a year.
    place: the id of the place where it is. by: who does it. audience: the only audience that it is for. lists: ids of
    the subjects that it names one after the other. few: true of
    few centres only. not_only: more than any one audience or area.
    """

    value: StrictInt | None = None
    bound: Bound = "exactly"
    unit: StrictStr | None = None
    rank: StrictInt | _Rank | None = None
    of: StrictStr | None = None
    scope: StrictStr | None = None
    since: StrictInt | None = None
    place: StrictStr | None = None
    by: StrictStr | None = None
    audience: StrictStr | None = None
    lists: tuple[StrictStr, ...] = ()
    few: StrictBool = False
    not_only: StrictBool = False

    @property
    def shared_rank(self) -> bool:
        """True for "one of the largest" and "top three", which claim no place of their own."""
        return isinstance(self.rank, str)

    @property
    def rank_number(self) -> int | None:
        """3 for "third" and for "top 3"; None for "one of the"."""
        if isinstance(self.rank, int):
            return self.rank
        found = re.search(r"\d+", self.rank or "")
        return int(found.group()) if found else None


@dataclass(frozen=True, config=Strict)
class Source:
    """Where a fact stands: a page's id and the heading on it."""

    page: StrictStr
    section: _Text


@dataclass(frozen=True, config=Strict)
class Fact:
    """One reviewed answer: `say` is said when someone asks one of the `answers` intents `about` one of the subjects.

    `question` is what it answers in a visitor's words: it stands on buttons, and is a way to ask for it.
    """

    id: _Id
    about: tuple[StrictStr, ...]
    answers: tuple[StrictStr, ...]
    say: _Text
    source: Source
    parts: Parts = Parts()
    question: _Text | None = None
    owner: StrictStr | None = None
    review_by: date | None = None

    _dates = validator("review_by", pre=True, allow_reuse=True)(_no_number)


@dataclass(frozen=True, config=Strict)
class WaysToAsk:
    """How visitors put the question that a fact answers, in their own words."""

    fact: StrictStr
    ways: tuple[_Text, ...]


@dataclass(frozen=True, config=Strict)
class Page:
    """A page of the trust's that facts come from.

    `address` is where it can be read, blank until that is agreed; `sections` has the anchors of its headings.
    """

    id: StrictStr
    title: _Text
    address: StrictStr = ""
    sections: dict[StrictStr, StrictStr] = field(default_factory=dict)

    @validator("address", allow_reuse=True)
    def _is_address(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("write the whole address without an anchor, as https://www.example.nhs.uk/our-hearts")
        return value

    @validator("sections", each_item=True, allow_reuse=True)
    def _is_anchor(cls, value: str) -> str:
        if not _ANCHOR.fullmatch(value):
            raise ValueError("write the anchor as it stands after the # in the address of the heading, as heart-unit")
        return value

    def address_of(self, section: str) -> str:
        """Where the section can be read; the page where it has no anchor, and blank where no address is set."""
        anchor = self.sections.get(section)
        return f"{self.address}#{anchor}" if self.address and anchor else self.address


@dataclass(frozen=True, config=Strict)
class Trust:
    """The trust's own settings; `website` and `contact` may be blank, `owner` and `review_by` serve facts without.

    `allowed_links` are other websites that answers may lead to, such as "nhs.uk", each with all that is below it.
    """

    subject: StrictStr
    name: _Text
    owner: _Text
    review_by: date
    checked: date
    website: StrictStr = ""
    contact: StrictStr = ""
    allowed_links: tuple[_Text, ...] = ()

    _dates = validator("review_by", "checked", pre=True, allow_reuse=True)(_no_number)
