"""Conversations are put to the bot, each with a sender of its own; what breaks fails a case and no more."""

from centreguide.evaluation.cases import Case, Turn, UrgentMessage
from centreguide.evaluation.running import BROKEN, run, run_urgent, understood
from tests.evaluation.stand_in import BREAKS, StandIn


def case(name: str, *turns: Turn) -> Case:
    return Case("questions.yml", name, turns)


def test_a_case_passes_when_all_its_turns_do() -> None:
    bot = StandIn({"where": "On the third floor.", "hello": "Sorry, I can't help with that."})
    good, bad = run(bot, [case("a", Turn("where", must=("third",))), case("b", Turn("where"), Turn("hello", "chat"))])
    assert good.passed
    assert good.failed is None
    assert not bad.passed
    assert bad.failed is bad.turns[1]


def test_each_case_is_a_conversation_of_its_own() -> None:
    bot = StandIn({"where": "Upstairs."})
    run(bot, [case("a", Turn("where"), Turn("where")), case("b", Turn("where"))])
    first, second, third = bot.senders
    assert first == second != third


def test_a_bot_that_breaks_fails_the_case_and_the_next_is_asked() -> None:
    bot = StandIn({"where": "Upstairs."})
    broken, good = run(bot, [case("a", Turn("boom", "any"), Turn("where")), case("b", Turn("where"))])
    assert broken.turns[0].why == "the bot broke: KeyError: 'boom'"
    assert broken.turns[0].milliseconds is None
    assert broken.turns[1].why is None
    assert not broken.passed
    assert good.passed


def test_keeps_what_was_understood() -> None:
    (found,) = run(StandIn({"where": "Upstairs."}), [case("a", Turn("where"))])
    meaning = found.turns[0].understood
    assert (meaning.intent, meaning.answerable) == ("ask_where", 0.75)
    assert meaning.heard[0].subjects == ("heart_unit",)


def test_only_intents_with_answers_make_a_message_answerable() -> None:
    ranking = [{"name": "oos_hours", "confidence": 0.8}, {"name": "ask_where", "confidence": 0.1}]
    assert understood({"intent": ranking[0], "intent_ranking": ranking}).answerable == 0.1
    assert understood({}).answerable == 0.0


def test_says_what_messages_were_taken_for() -> None:
    bot = StandIn({}, {"help": "emergency", "dying to know": "ask_about"})
    found = run_urgent(bot, [UrgentMessage("help", "crisis"), UrgentMessage("dying to know", None)])
    assert [result.taken_for for result in found] == ["emergency", None]


def test_a_message_that_breaks_the_bot_is_wrong_whatever_it_is() -> None:
    found = run_urgent(StandIn({}), [UrgentMessage(BREAKS, "crisis"), UrgentMessage(BREAKS, None)])
    assert [result.taken_for for result in found] == [None, BROKEN]
