from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.encoder import runtime
from centreguide.nlu.alignment import ALIGNMENT, to_original
from centreguide.nlu.speller import Speller
from tests.nlu.library import parse, storage, training_data

PROTECTED = ["Fenwick Paediatric Library", "cardiac unit", "transplantation", "Bodlin", "wont", "st jimmys"]
CONFIG = {"protected": PROTECTED, "knowledge": None}


@pytest.fixture(scope="module")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    component = Speller.create(CONFIG, *storage(tmp_path_factory.mktemp("speller")), None)
    component.train(training_data())
    return component


def corrected(speller: Speller, text: str) -> str:
    return str(parse(speller, text)[names.CORRECTED])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wehn does teh libary open", "when does the library open"),
        ("is the paedatric libary open", "is the paediatric library open"),
        ("the cardeac unit", "the cardiac unit"),
        ("transplntation", "transplantation"),
        ("how meny boooks can i borow", "how many books can i borrow"),
        ("medeival manuscrpits", "medieval manuscripts"),
        ("Wehre is the Libary", "Where is the Library"),
        ("WHERE IS THE LIBARY", "WHERE IS THE LIBRARY"),
        ("pediatric", "paediatric"),
        ("the libary's hours", "the library's hours"),
    ],
)
def test_slips_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert corrected(speller, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("howmany books", "how many books"),
        ("becomea member", "become a member"),
        ("cardiacunit", "cardiac unit"),
        ("studyroom please", "study room please"),
        ("manu scripts", "manuscripts"),
    ],
)
def test_missing_and_surplus_spaces_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert corrected(speller, typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "wont you open on sunday",
        "is bodlin there",
        "the Fenwick",
        "st jimmys",
        "dont thats whats im",
        "I asked Mr Wojcik about it",
        "the BCG and the LGX",
        "write to anna.smiht@exmaple.org or see www.libary.exmaple",
        "room b12 at 10am, 3rd floor",
        '/greet{"title": "libary"}',
        "she fainted and sprained an ankle",
        "ok",
    ],
)
def test_names_abbreviations_addresses_and_real_words_are_left_alone(speller: Speller, text: str) -> None:
    assert corrected(speller, text) == text


@pytest.mark.parametrize(
    "text", ["🙂 teh 🙂", "\x00libary\x07", "\ud800 libary", "a" * 20_000, "libary " * 3_000, "’’’''", "ﬁne"]
)
def test_no_text_is_too_strange(speller: Speller, text: str) -> None:
    assert corrected(speller, text)


def test_an_empty_text_is_left_without_a_correction(speller: Speller) -> None:
    assert names.CORRECTED not in parse(speller, "")


@pytest.mark.parametrize("typed", ["wehn does the libary open", "howmany boooks", "manu scripts of the libary", "open"])
def test_places_in_the_corrected_text_are_found_in_the_typed_one(speller: Speller, typed: str) -> None:
    message = Message(data={TEXT: typed})
    speller.process([message])
    text, changes = message.get(names.CORRECTED), message.get(ALIGNMENT)
    assert message.get(TEXT) == typed
    rebuilt, end = "", 0
    for corrected_start, corrected_end, start, stop in changes:
        rebuilt += typed[end:start] + text[corrected_start:corrected_end]
        end = stop
    assert rebuilt + typed[end:] == text
    assert to_original(changes, 0, len(text)) == (0, len(typed))


def test_a_stretch_maps_to_the_words_it_came_from() -> None:
    typed, text = "howmany boks of the libary", "how many books of the library"
    changes = [(0, 8, 0, 7), (9, 14, 8, 12), (22, 29, 20, 26)]

    def original(part: str) -> str:
        start = text.index(part)
        begin, end = to_original(changes, start, start + len(part))
        return typed[begin:end]

    assert original("many") == "howmany"
    assert original("books") == "boks"
    assert original("of the") == "of the"
    assert original("the library") == "the libary"


def test_a_loaded_speller_corrects_the_same(speller: Speller, tmp_path: Path) -> None:
    Speller.create(CONFIG, *storage(tmp_path), None).train(training_data())
    loaded = Speller.load(CONFIG, *storage(tmp_path), None)
    for text in ("wehn does teh libary open", "howmany boooks", "transplntation"):
        assert parse(loaded, text) == parse(speller, text)


def test_slips_in_the_training_questions_arent_learnt(tmp_path: Path) -> None:
    slips = [Message(data={TEXT: "is the libary open", INTENT: "ask_hours"})]
    component = Speller.create(CONFIG, *storage(tmp_path), None)
    component.train(TrainingData([*training_data().intent_examples, *slips]))
    assert corrected(component, "libary") == "library"
    component.process_training_data(TrainingData(slips))
    assert slips[0].get(names.CORRECTED) == "is the library open"


def test_the_fingerprint_changes_with_the_names_and_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Speller.fingerprint_addon(CONFIG)
    assert before == Speller.fingerprint_addon(dict(CONFIG))
    assert Speller.fingerprint_addon({"protected": ["another"]}) != before
    monkeypatch.setattr(type(runtime.shared()), "fingerprint", "another")
    assert Speller.fingerprint_addon(CONFIG) != before


def test_the_knowledge_names_are_protected(tmp_path: Path) -> None:
    riverside = Path(__file__).parent.parent / "riverside"
    component = Speller.create({"knowledge": str(riverside)}, *storage(tmp_path), None)
    component.train(TrainingData([]))
    assert corrected(component, "riversde heart unti") == "riverside heart unit"
