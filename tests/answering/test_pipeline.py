"""A message's whole way, on a made-up trust whose answers were learned from a few dozen conversations."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from centreguide import names
from centreguide.answering.buttons import starters
from centreguide.answering.pipeline import Pipeline
from centreguide.answering.reply import Kind
from centreguide.answering.turn import Part, Thread, Turn, Way
from centreguide.answering.unlisted import unlisted
from centreguide.heard import Heard, Segment
from tests.conftest import Visitor


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("which hospital would I find the heart unit at", "at Riverside Hospital"),
        ("hello, what year was the heart unit opened please", "opened in 1987"),
        ("number of valves that you repair in a year", "over 300 valves"),
        ("tell me who pays for the care you give us", "The county pays"),
    ],
)
def test_a_question_that_was_never_seen_gets_its_fact_and_its_source(text: str, said: str, visitor: Visitor) -> None:
    reply = visitor.say(text)
    assert said in reply.text
    assert reply.source is not None
    assert "Source: our “About us” page" in reply.source.text
    assert reply.kind is Kind.ANSWER


@pytest.mark.parametrize(
    "text", ["how many beds do you have here", "what are the visiting times", "is there a skin clinic"]
)
def test_what_is_not_on_the_page_is_declined_with_a_way_on(text: str, visitor: Visitor) -> None:
    reply = visitor.say(text)
    assert reply.kind is Kind.DECLINE
    assert reply.source is None
    assert reply.buttons


@pytest.mark.parametrize("text", ["how many beds do you have here", "do you sell ice cream"])
def test_the_first_way_on_is_the_fact_nearest_to_what_is_declined(text: str, visitor: Visitor) -> None:
    (part,) = visitor.pipeline.answered(visitor.turn(text)).parts
    assert part.ranking is not None
    nearest = visitor.pipeline.knowledge.facts[int(part.ranking.order[0])]
    reply = visitor.say(text)
    assert (reply.kind, reply.buttons[0].fact) == (Kind.DECLINE, nearest.id)
    assert len(reply.buttons) == 3


def test_what_was_told_is_no_way_on(visitor: Visitor) -> None:
    told = visitor.say("do you sell ice cream").buttons[0].fact
    visitor.press(told)
    assert told not in [button.fact for button in visitor.say("do you sell ice cream").buttons]


def test_beside_medical_advice_no_nearest_question_is_offered(visitor: Visitor) -> None:
    text = "should I have my valve repaired at the heart unit"
    sure = Segment(text, intents=(("medical_advice", 0.95),), certainty=names.SURE)
    reply = visitor.hear(Turn(Heard(text, text, "medical_advice", (sure,))))
    assert reply.buttons == starters(visitor.pipeline.knowledge, visitor.pipeline.wording)


def test_a_complaint_about_what_no_page_names_is_a_complaint(visitor: Visitor) -> None:
    asked = Segment("how do I complain about my teeth", ("teeth",))
    part = Part(asked, asked.text, subjects=("teeth",), way=Way.DECLINE, kind="oos_complaint")
    assert unlisted(part, visitor.pipeline.knowledge) == part
    other = unlisted(replace(part, kind="oos_hours"), visitor.pipeline.knowledge)
    assert other.missing == "teeth"


def test_what_a_question_leaves_out_is_taken_from_the_talk(visitor: Visitor) -> None:
    visitor.say("where is the heart unit")
    assert "1987" in visitor.say("when did it open").text


def test_alone_the_same_words_get_a_question_back(visitor: Visitor) -> None:
    reply = visitor.say("where is it")
    assert reply.kind is Kind.QUESTION
    assert len(reply.buttons) > 1


def test_the_first_one_chooses_the_first_button(visitor: Visitor) -> None:
    first = visitor.say("where is it").buttons[0]
    fact = visitor.pipeline.knowledge.fact(first.fact)
    assert fact is not None
    assert fact.say in visitor.say("the first one").text


def test_the_last_one_is_the_last_of_the_list_just_told(visitor: Visitor) -> None:
    assert "hearts and bones" in visitor.say("what do you look after").text
    assert "Hilltop" in visitor.say("where is the last one").text


def test_thanks_and_a_decline_do_not_end_the_subject(visitor: Visitor) -> None:
    visitor.say("where is the heart unit")
    assert visitor.say("thanks").kind is Kind.TALK
    assert visitor.say("where can I park").kind is Kind.DECLINE
    assert visitor.thread.subjects == ("heart_unit",)


def test_a_false_belief_is_put_right(visitor: Visitor) -> None:
    assert visitor.say("is the heart unit the largest in the country").text.startswith("No. ")


def test_what_is_offered_as_the_nearest_never_opens_with_yes(pipeline: Pipeline, visitor: Visitor) -> None:
    turn = pipeline.answered(visitor.turn("do you do gamma valve repairs on request"))
    assert all(part.verdict.value == "none" for part in turn.parts if part.way is not Way.TELL)


def test_what_no_page_names_is_said_so_with_what_it_belongs_to(visitor: Visitor) -> None:
    reply = visitor.say("do you do knees")
    assert reply.text.startswith(
        "The page that I answer from doesn't mention knee care by name. It does say: The Hilltop"
    )


def test_two_questions_get_two_answers(visitor: Visitor) -> None:
    text = visitor.say("Where is the heart unit? Where is the bone unit?").text
    assert "Riverside Hospital" in text
    assert "Hilltop Hospital" in text


@pytest.mark.parametrize(("kind", "line"), [(names.EMERGENCY, "999"), (names.CRISIS, "Samaritans")])
def test_danger_comes_before_everything(kind: str, line: str, pipeline: Pipeline, visitor: Visitor) -> None:
    segment = Segment("where is the heart unit", ("heart_unit",))
    reply = visitor.hear(Turn(Heard("where is the heart unit", "", kind, (segment,))))
    assert line in reply.text
    assert reply.kind is Kind.URGENT
    assert not reply.buttons


@pytest.mark.parametrize("intent", ["medical_advice", "prompt_injection", "oos_patient_record"])
def test_what_nlu_is_sure_must_be_declined_is_never_answered(intent: str, visitor: Visitor) -> None:
    text = "where is the heart unit, doctor"
    sure = Segment(text, ("heart_unit",), intents=((intent, 0.95),), certainty=names.SURE)
    reply = visitor.hear(Turn(Heard(text, text, intent, (sure,))))
    assert reply.text.startswith(visitor.pipeline.wording.reasons[intent])


@pytest.mark.parametrize("text", ["", "  ", "🙂🙂", "?!"])
def test_a_message_without_words_is_asked_for_a_question(text: str, visitor: Visitor) -> None:
    assert visitor.hear(Turn(Heard(text, text, names.FALLBACK))).text == visitor.pipeline.wording.clarify["empty"]


def test_a_kind_word_comes_first_and_once(visitor: Visitor) -> None:
    kind = visitor.pipeline.wording.answers["kind_word"]
    assert visitor.say(
        "my little girl has a hole in her heart and I am so frightened, where is the heart unit"
    ).text.startswith(kind)
    assert kind not in visitor.say("my son is ill too and we are scared, where is the bone unit").text
    assert kind not in Visitor(visitor.pipeline, visitor._understand).say("where is the heart unit").text


def test_every_button_ever_offered_gets_the_same_right_fresh_answer(new_visitor: Callable[[], Visitor]) -> None:
    """Every fact's button, pressed or typed word for word, in a new talk or after another answer."""
    for fact in new_visitor().pipeline.knowledge.facts:
        if fact.question is None:
            continue
        pressed, typed, later = new_visitor().press(fact.id), new_visitor().say(fact.question), new_visitor()
        later.say("where is the bone unit")
        assert pressed.text == typed.text, fact.id
        assert fact.say in pressed.text
        assert fact.say in later.say(fact.question).text


def test_no_button_asks_for_what_was_told(new_visitor: Callable[[], Visitor]) -> None:
    visitor, told = new_visitor(), set[str]()
    for text in ("where is the heart unit", "when did the heart unit open", "how big is the heart unit"):
        reply = visitor.say(text)
        told |= set(visitor.thread.told)
        assert not told & {button.fact for button in reply.buttons}


def test_the_thread_outlives_the_slot_and_nothing_of_another_version_breaks_it() -> None:
    thread = Thread(("heart_unit",), "where is it", ("a", "b"), ("a",), ("a",), ("c",), kind=True)
    assert Thread.restored(thread.state()) == thread
    assert Thread.restored({"gone": 1}) == Thread.restored(None) == Thread()


def test_after_a_decline_the_buttons_stay_with_what_was_spoken_of(visitor: Visitor) -> None:
    visitor.say("where is the heart unit")
    reply = visitor.say("how many nurses work there")
    facts = [visitor.pipeline.knowledge.fact(button.fact) for button in reply.buttons]
    assert reply.kind is Kind.DECLINE
    assert all(fact is not None and "heart_unit" in fact.about for fact in facts)
