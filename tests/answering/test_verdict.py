"""What a visitor wrongly takes for true is put right, and nothing is affirmed or denied that the facts don't settle."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from centreguide.answering.claims import read_belief
from centreguide.answering.topic import Topic
from centreguide.answering.turn import Verdict
from centreguide.answering.verdict import hold
from centreguide.knowledge.model import Parts
from centreguide.knowledge.query import AUDIENCE, PLACE, TOPIC, Knowledge
from centreguide.language import pattern
from centreguide.release.content import Content

YES, NO, NOT_QUITE, NONE = Verdict.YES, Verdict.NO, Verdict.NOT_QUITE, Verdict.NONE
Judged = tuple[Verdict, str | None]
Ask = Callable[..., Judged]


@pytest.fixture
def ask(riverside_content: Content) -> Ask:
    """The verdict on a question and the fact that it rests on."""

    def judged(
        text: str, intent: str, *subjects: str, knowledge: Knowledge | None = None, spoken_of: str | None = None
    ) -> Judged:
        known = knowledge or riverside_content.knowledge
        around = [name for name in known.merged(subjects) if not known.is_home(name)]
        things = [name for name in around if known.kind(name) not in (PLACE, AUDIENCE)]
        core = things or [spoken_of or known.trust.subject]
        beside = (spoken_of,) if spoken_of and pattern("pointing").search(text) else ()
        topic = Topic(intent, subjects, tuple(dict.fromkeys((*core, *around))), tuple(core), beside)
        facts = known.facts_for(intent, core) or [fact for name in core for fact in known.facts_about(name)]
        verdict, fact = hold(read_belief(text), topic, facts, known)
        return verdict, fact.id if fact else None

    return judged


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Did the heart unit open in 1987?", YES),
        ("Did the heart unit open in nineteen eighty seven?", YES),
        ("Did the heart unit open in 1990?", NO),
        ("The heart unit opened in 1990, right?", NO),
        ("Was it before 1990 that the heart unit opened?", YES),
        ("Was it after 1990 that the heart unit opened?", NO),
    ],
)
def test_years(text: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_when", "heart_unit") == (verdict, "heart_since")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Is the heart unit the second largest in the country?", YES),
        ("Is the heart unit the largest in the country?", NO),
        ("Is the heart unit the third largest in the country?", NO),
        ("I heard that the heart unit is the biggest in the country", NO),
        ("Is the heart unit one of the largest in the country?", YES),
        ("Is the heart unit the second largest in the world?", NOT_QUITE),
    ],
)
def test_second_is_neither_first_nor_third(text: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_rank", "heart_unit") == (verdict, "heart_rank")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Are you one of the largest for valve repairs in the country?", YES),
        ("Are you the largest for valve repairs in the country?", NOT_QUITE),
        ("Are you one of the largest for valve repairs in the world?", NOT_QUITE),
    ],
)
def test_one_of_the_largest_isn_t_the_largest(text: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_rank", "valves") == (verdict, "valves_rank")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Do you repair more than 200 valves a year?", YES),
        ("Do you repair over three hundred valves a year?", YES),
        ("Do you repair 300 valves?", YES),
        ("Is it about 50 valves a year?", NO),
        ("Do you repair fewer than 200 valves?", NO),
    ],
)
def test_over_three_hundred_is_held_against_figures(text: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_how_many", "valves") == (verdict, "valves_count")


@pytest.mark.parametrize("text", ["Do you repair more than 500 valves?", "Do you repair fewer than 400 valves?"])
def test_what_over_three_hundred_leaves_open_isn_t_denied(text: str, ask: Ask) -> None:
    assert ask(text, "ask_how_many", "valves")[0] not in (YES, NO)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Does a quarter of your income come from grants?", YES),
        ("Is 25% of your income from grants?", YES),
        ("Is less than half of your income from grants?", YES),
        ("Does half of your income come from grants?", NO),
        ("Does all of your income come from grants?", NO),
    ],
)
def test_shares(text: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_income") == (verdict, "trust_income")


def test_a_figure_for_something_else_is_left_alone(ask: Ask) -> None:
    assert ask("Is the heart unit on ward 3?", "ask_where", "heart_unit") == (NONE, None)


@pytest.mark.parametrize("figure", ["£1 billion", "1bn", "one billion pounds", "1,000 million"])
def test_a_large_sum_is_the_same_however_it_is_written(figure: str, ask: Ask, riverside: Knowledge) -> None:
    parts = Parts(value=10**9, bound="around", unit="pounds")
    facts = tuple(replace(f, parts=parts) if f.id == "trust_income" else f for f in riverside.facts)
    rich = replace(riverside, facts=facts)
    assert ask(f"Is your income around {figure}?", "ask_income", knowledge=rich) == (YES, "trust_income")


def test_places(ask: Ask) -> None:
    here = ask("Is the heart unit at Riverside Hospital?", "ask_where", "heart_unit", "riverside")
    there = ask("Is the heart unit at Hilltop Hospital?", "ask_where", "heart_unit", "hilltop")
    either = ask("Is the heart unit at Riverside or Hilltop?", "ask_where", "heart_unit", "riverside", "hilltop")
    assert here == (YES, "heart_place")
    assert there == (NO, "heart_place")
    assert either == (NONE, None)


def test_only_is_denied_where_it_is_for_more(ask: Ask) -> None:
    assert ask("Does the bone unit only treat children?", "ask_who", "bone_unit", "children") == (NO, "bone_who")
    assert ask("Does the bone unit treat children?", "ask_who", "bone_unit", "children")[0] is YES


def test_an_audience_that_it_isn_t_for_is_denied(ask: Ask) -> None:
    assert ask("Are scans for children?", "ask_who", "scans", "children") == (NO, "scans_for_adults")
    assert ask("Are scans for adults?", "ask_who", "scans", "adults")[0] is YES
    assert ask("Are scans only for adults?", "ask_who", "scans", "adults") == (YES, "scans_for_adults")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Are you the only place that repairs valves?", NOT_QUITE),
        ("Do many places repair valves?", NO),
    ],
)
def test_a_few_are_neither_one_nor_many(text: str, verdict: Verdict, ask: Ask, riverside: Knowledge) -> None:
    facts = tuple(replace(f, parts=Parts(few=True)) if f.id == "valves_rank" else f for f in riverside.facts)
    scarce = replace(riverside, facts=facts)
    assert ask(text, "ask_rank", "valves", knowledge=scarce) == (verdict, "valves_rank")


def test_what_is_offered_is_affirmed(ask: Ask) -> None:
    assert ask("Do you do scans?", "ask_services", "scans") == (YES, None)
    assert ask("Do you repair valves in children?", "ask_services", "valves", "children") == (YES, None)
    assert ask("Does the bone unit treat people from the Valley?", "ask_who", "bone_unit", "valley") == (YES, None)


def test_what_nobody_named_is_not_affirmed(ask: Ask) -> None:
    assert ask("Do you do it?", "ask_services", "trust") == (NONE, None)


def test_what_is_only_spoken_about_is_offered_by_nobody(ask: Ask, riverside: Knowledge) -> None:
    subjects = (replace(s, kind=TOPIC) if s.id == "scans" else s for s in riverside.subjects)
    known = replace(riverside, subjects=tuple(subjects))
    assert ask("Do you do scans?", "ask_services", "scans", knowledge=known) == (NONE, None)


def test_what_no_fact_settles_is_neither_affirmed_nor_denied(ask: Ask) -> None:
    assert ask("Does the bone unit treat people from Mars?", "ask_who", "bone_unit") == (NONE, None)
    assert ask("Is the heart unit open?", "ask_where", "heart_unit") == (NONE, None)
    assert ask("Are bones treated at the heart unit?", "ask_when", "bone_unit") == (NONE, None)


def test_what_the_fact_does_not_cover_leaves_it_open(riverside: Knowledge) -> None:
    belief, facts = read_belief("Do you do gamma scans?"), riverside.facts_about("scans")
    topic = Topic("ask_services", ("scans",), ("scans",), ("scans",))
    assert hold(belief, topic, facts, riverside)[0] is YES
    assert hold(belief, replace(topic, open_ended=True), facts, riverside)[0] is NONE


def test_a_negated_question_gets_the_fact_without_yes_or_no(ask: Ask) -> None:
    denied = ask("Is the heart unit not at Riverside Hospital?", "ask_where", "heart_unit", "riverside")
    assert denied == (NONE, "heart_place")


@pytest.mark.parametrize("text", ["Can you tell me where the heart unit is?", "Where is the heart unit?"])
def test_a_question_for_a_place_gets_no_yes(text: str, ask: Ask) -> None:
    assert ask(text, "ask_where", "heart_unit", "riverside") == (NONE, None)


def test_the_second_largest_isn_t_the_smallest(ask: Ask) -> None:
    assert ask("Is the heart unit the smallest in the country?", "ask_rank", "heart_unit")[0] is NO


@pytest.mark.parametrize(
    ("text", "intent", "subjects"),
    [
        ("Does the bone unit only treat adults, or all ages?", "ask_who", ("bone_unit", "adults")),
        ("Are scans for adults or children?", "ask_who", ("scans", "adults", "children")),
        ("Do you do scans or valve repairs?", "ask_services", ("scans", "valves")),
    ],
)
def test_this_or_that_gets_neither_yes_nor_no(text: str, intent: str, subjects: tuple[str, ...], ask: Ask) -> None:
    assert ask(text, intent, *subjects) == (NONE, None)


@pytest.mark.parametrize(
    ("text", "intent", "subjects"),
    [
        ("Did the heart unit open in 1987 or 1990?", "ask_when", ("heart_unit",)),
        ("Is the heart unit the largest or the second largest?", "ask_rank", ("heart_unit",)),
        ("Do you repair 200 or 300 valves?", "ask_how_many", ("valves",)),
    ],
)
def test_one_figure_or_another_gets_neither(text: str, intent: str, subjects: tuple[str, ...], ask: Ask) -> None:
    assert ask(text, intent, *subjects)[0] is NONE


@pytest.mark.parametrize("text", ["Are you sure the heart unit is the largest?", "Are you sure?", "really?"])
def test_doubt_gets_the_fact_again_without_yes_or_no(text: str, ask: Ask) -> None:
    assert ask(text, "ask_rank", "heart_unit") == (NONE, None)


def test_largest_outside_london_isn_t_largest_in_london_too(ask: Ask, riverside: Knowledge) -> None:
    parts = Parts(rank=1, of="largest", scope="outside London")
    london = replace(riverside.subjects[0], id="london", name="London", kind="place", also_called=())
    facts = tuple(replace(fact, parts=parts) if fact.id == "heart_rank" else fact for fact in riverside.facts)
    known = replace(riverside, subjects=(*riverside.subjects, london), facts=facts)
    text = "Is the heart unit the largest in all Britain, London included?"
    for places in (["london"], ["london", "valley"]):
        assert ask(text, "ask_rank", "heart_unit", *places, knowledge=known) == (NOT_QUITE, "heart_rank")
    text = "Is the heart unit the largest outside London?"
    assert ask(text, "ask_rank", "heart_unit", "london", knowledge=known) == (YES, "heart_rank")


@pytest.mark.parametrize(
    ("text", "subjects", "verdict"),
    [
        ("Is there anywhere in Rivertown that does scans for bones?", ("town", "scans", "bone_unit"), NONE),
        ("Do you do bone scans?", ("bone_unit", "scans"), NONE),
        ("Do you do scans for mothers and bones?", ("scans", "bone_unit"), NONE),
        ("Do you do scans and bones?", ("scans", "bone_unit"), YES),
        ("Do you do scans and care for bones?", ("scans", "bone_unit"), YES),
        ("Do you do scans, valves and bones?", ("scans", "valves", "bone_unit"), YES),
        ("Do you do scans of valves for bones?", ("scans", "valves", "bone_unit"), NONE),
        ("Do you do scans and valves for bones?", ("scans", "valves", "bone_unit"), NONE),
    ],
)
def test_things_made_one_need_one_fact_about_them(
    text: str, subjects: tuple[str, ...], verdict: Verdict, ask: Ask
) -> None:
    assert ask(text, "ask_services", *subjects) == (verdict, None)


@pytest.mark.parametrize(
    ("text", "subjects", "verdict"),
    [
        ("Do you do scans at the heart unit?", ("scans", "heart_unit"), YES),
        ("Do you do scans at Riverside Hospitals?", ("scans", "trust"), YES),
        ("Do you do scans at the bone unit?", ("scans", "bone_unit"), NONE),
        ("Does the heart unit do scans and valves?", ("heart_unit", "scans", "valves"), YES),
        ("Does the heart unit do scans and bones?", ("heart_unit", "scans", "bone_unit"), NONE),
    ],
)
def test_a_service_and_the_centre_that_it_is_part_of_are_one(
    text: str, subjects: tuple[str, ...], verdict: Verdict, ask: Ask
) -> None:
    assert ask(text, "ask_services", *subjects) == (verdict, None)


@pytest.mark.parametrize(
    ("text", "subjects", "verdict"),
    [
        ("Do you do bones for adults?", ("bone_unit", "adults"), YES),
        (
            "Do you do bones for adults and children from the Valley?",
            ("bone_unit", "adults", "children", "valley"),
            YES,
        ),
        ("Do you do valves for adults?", ("valves", "adults"), NONE),
        ("Do you do scans and valves for adults?", ("scans", "valves", "adults"), NONE),
    ],
)
def test_people_need_a_fact_about_them_and_the_service(
    text: str, subjects: tuple[str, ...], verdict: Verdict, ask: Ask
) -> None:
    assert ask(text, "ask_services", *subjects) == (verdict, None)


@pytest.mark.parametrize(
    ("text", "subjects", "verdict"),
    [
        ("Does the heart unit repair kids' valves?", ("heart_unit", "children", "valves"), YES),
        ("Do you do valve repairs for children, and bones?", ("childrens_valves", "bone_unit"), YES),
        ("Is there a valve service with valve repairs for children?", ("valves", "childrens_valves"), YES),
        ("Do you do valve repairs for children at the bone unit?", ("childrens_valves", "bone_unit"), NONE),
        ("Do you do bones for children's valves?", ("bone_unit", "children", "valves"), NONE),
    ],
)
def test_what_means_something_together_is_one(text: str, subjects: tuple[str, ...], verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_services", *subjects)[0] is verdict


def test_what_it_means_is_made_one_with_what_is_named(ask: Ask) -> None:
    assert ask("Do you do that for bones?", "ask_services", "bone_unit", spoken_of="scans") == (NONE, None)
    assert ask("Do they do scans there?", "ask_services", "scans", spoken_of="bone_unit") == (NONE, None)
    assert ask("Do they do scans there?", "ask_services", "scans", spoken_of="heart_unit") == (YES, None)


@pytest.mark.parametrize("intent", ["ask_research", "ask_facilities", "ask_support"])
def test_that_there_is_a_service_doesn_t_show_what_else_there_is(intent: str, ask: Ask) -> None:
    assert ask("Do you have that sort of thing for scans?", intent, "scans") == (NONE, None)


@pytest.fixture
def scarce(riverside: Knowledge) -> Knowledge:
    """Few centres repair valves."""
    facts = tuple(replace(f, parts=Parts(few=True)) if f.id == "valves_rank" else f for f in riverside.facts)
    return replace(riverside, facts=facts)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Are there any valve repairs?", YES),
        ("Is there any hospital that repairs valves?", YES),
        ("Do most other hospitals repair valves?", NO),
        ("Are valves repaired everywhere?", NO),
        ("Do you repair all kinds of valves?", NONE),
        ("Do you only repair valves?", NONE),
    ],
)
def test_few_centres_may_do_it_many_times(text: str, verdict: Verdict, ask: Ask, scarce: Knowledge) -> None:
    assert ask(text, "ask_services", "valves", knowledge=scarce)[0] is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Does the bone unit treat children at all?", YES),
        ("Can you just tell me if the bone unit treats children?", YES),
        ("Is the bone unit just for children?", NO),
        ("Does the bone unit treat all children?", NONE),
        ("Does the bone unit treat every child?", NONE),
    ],
)
def test_all_children_aren_t_only_children(text: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(text, "ask_who", "bone_unit", "children")[0] is verdict


def test_a_treatment_for_some_isn_t_for_all_of_them(ask: Ask) -> None:
    assert ask("Are scans for all adults?", "ask_who", "scans", "adults") == (NONE, None)


def test_whom_one_treatment_is_for_denies_no_other(ask: Ask, riverside: Knowledge) -> None:
    about = ("scans", "bone_unit", "adults")
    facts = (
        replace(f, about=about) if f.id == "scans_for_adults" else f for f in riverside.facts if f.id != "bone_who"
    )
    known = replace(riverside, facts=tuple(facts))
    assert ask("Are scans for children?", "ask_who", "scans", "children", knowledge=known)[0] is NO
    assert ask("Do you treat bones in children?", "ask_who", "bone_unit", "children", knowledge=known) == (NONE, None)


@pytest.mark.parametrize("origin", ["gifts", "private patients"])
def test_a_share_from_elsewhere_is_neither_affirmed_nor_denied(origin: str, ask: Ask) -> None:
    assert ask(f"Does a quarter of your income come from {origin}?", "ask_income") == (NONE, None)
    assert ask(f"Does half of your income come from {origin}?", "ask_income") == (NONE, None)
    assert ask(f"Does all of your income come from {origin}?", "ask_income") == (NO, "trust_income")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Does the county pay for it all?", NONE),
        ("Does all of your income come from the county?", NO),
        ("Do the grants pay for all of it?", NO),
    ],
)
def test_a_share_of_something_isn_t_held_against_all_of_anything(
    text: str, verdict: Verdict, ask: Ask, riverside: Knowledge
) -> None:
    say = "A quarter of our income comes from the county's grants."
    by_the_county = (
        replace(f, say=say, parts=replace(f.parts, by="the county")) if f.id == "trust_income" else f
        for f in riverside.facts
    )
    assert ask(text, "ask_income", knowledge=replace(riverside, facts=tuple(by_the_county)))[0] is verdict


@pytest.mark.parametrize(("period", "verdict"), [("year", YES), ("month", NONE), ("week", NONE)])
def test_a_figure_is_held_against_one_of_the_same_period(period: str, verdict: Verdict, ask: Ask) -> None:
    assert ask(f"Do you repair 300 valves a {period}?", "ask_how_many", "valves")[0] is verdict


def test_the_rank_of_a_part_isn_t_the_whole_s(ask: Ask, riverside: Knowledge) -> None:
    known = replace(riverside, facts=tuple(fact for fact in riverside.facts if fact.id != "heart_rank"))
    text = "Is the heart unit one of the largest in the country?"
    assert ask(text, "ask_rank", "heart_unit", knowledge=known) == (NONE, None)
    assert ask("Is the heart unit third in the country?", "ask_rank", "heart_unit", knowledge=known) == (NONE, None)
