import pytest

from centreguide.answering.claims import Belief, is_yes_no, read_belief, scopes


@pytest.mark.parametrize(
    "text",
    [
        "Is the unit big?",
        "isnt it at hilltop",
        "so is it big",
        "hi, do you do scans",
        "any chance you treat kids",
        "could you say whether it is big",
        "Could you tell me if the unit is at Hilltop?",
        "are you able to say if it's the biggest?",
        "The heart unit is the biggest, right?",
        "hearts are treated here, aren't they?",
        "the unit is the largest in the country?",
        "I heard that you're the biggest",
        "my mum says you are the best",
        "apparently the unit opened in 1990",
        "is that the unit where they fix hearts?",
    ],
)
def test_a_question_for_yes_or_no_is_told(text: str) -> None:
    assert is_yes_no(text)


@pytest.mark.parametrize(
    "text",
    [
        "where is the unit",
        "Can you tell me where the unit is?",
        "do you know how many there are",
        "would you mind telling me about hearts",
        "where is it, right?",
        "what is the largest unit?",
        "tell me about hearts",
        "unit at hilltop?",
        "are you sure it is the largest?",
        "r u certain",
        "Really?",
        "",
    ],
)
def test_a_question_for_something_else_isn_t_one(text: str) -> None:
    assert not is_yes_no(text)
    assert read_belief(text) is None


def belief(text: str) -> Belief:
    found = read_belief(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "figures", "percents", "years"),
    [
        ("is it £1 billion?", (10**9,), (), ()),
        ("is it one billion pounds?", (10**9,), (), ()),
        ("is it 1bn", (10**9,), (), ()),
        ("is it 2.5 million", (2_500_000,), (), ()),
        ("is it 1,000 patients", (1000,), (), ()),
        ("is it twelve centres?", (12,), (), ()),
        ("do you get 50% from them", (), (50,), ()),
        ("do you get fifty per cent from them", (), (50,), ()),
        ("is it half", (), (50,), ()),
        ("is it two thirds of it", (), (67,), ()),
        ("does a quarter come from grants", (), (25,), ()),
        ("did it open in 2013?", (), (), (2013,)),
        ("did it open in twenty thirteen?", (), (), (2013,)),
        ("did it open in nineteen eighty seven?", (), (), (1987,)),
        ("is it 2,013 patients", (2013,), (), ()),
    ],
)
def test_figures_are_read_as_visitors_write_them(
    text: str, figures: tuple[float, ...], percents: tuple[float, ...], years: tuple[int, ...]
) -> None:
    found = belief(text)
    assert (found.figures, found.percents, found.years) == (figures, percents, years)


@pytest.mark.parametrize(
    ("text", "rank", "shared"),
    [
        ("is it the largest?", 1, False),
        ("are you number one", 1, False),
        ("is it the second largest?", 2, False),
        ("is it the 3rd largest?", 3, False),
        ("are you one of the biggest?", 1, True),
        ("are you among the best", 1, True),
        ("is it big?", None, False),
    ],
)
def test_ranks_are_read(text: str, rank: int | None, shared: bool) -> None:
    assert (belief(text).rank, belief(text).shared) == (rank, shared)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the largest in the UK", ("uk",)),
        ("biggest in the country", ("uk",)),
        ("biggest outside London", ("outside london",)),
        ("biggest in London", ("london",)),
        ("best in the world", ("world",)),
        ("largest in the region", ("region",)),
        ("largest", ()),
    ],
)
def test_scopes_are_read(text: str, named: tuple[str, ...]) -> None:
    assert scopes(text) == named


def test_only_and_not_are_read() -> None:
    assert belief("do you only treat hearts?").only
    assert belief("is the unit not at Hilltop?").negated
    assert not belief("isn't the unit at Hilltop?").negated
    assert not belief("it's at Hilltop, isn't it?").negated


def test_only_and_all_differ() -> None:
    assert not belief("do you treat all children?").only
    assert belief("do you treat all children?").every
    assert belief("is it every hospital?").every
    assert not belief("do you treat children at all?").every
    assert not belief("could you just tell me if you treat children?").only
