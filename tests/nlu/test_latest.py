from centreguide.nlu.urgent.latest import Latest


def test_what_was_made_of_a_text_is_made_once() -> None:
    latest, made = Latest[list[str]](), list[str]()

    def make(text: str) -> list[str]:
        made.append(text)
        return [text]

    assert latest.get("chest pain", lambda: make("chest pain")) == ["chest pain"]
    assert latest.get("no pain", lambda: make("no pain")) == ["no pain"]
    assert latest.get("chest pain", lambda: make("chest pain")) == ["chest pain"]
    assert made == ["chest pain", "no pain"]


def test_only_the_latest_are_kept_and_no_words() -> None:
    latest = Latest[int]()
    for number in range(1000):
        assert latest.get(f"my words {number}", lambda number=number: number) == number  # type: ignore[misc]
    assert latest.get("my words 999", lambda: -1) == 999
    assert latest.get("my words 0", lambda: -1) == -1
    assert len(latest._kept) < 100
    assert "my words" not in repr(latest._kept)


def test_half_a_character_is_a_text_too() -> None:
    assert Latest[int]().get("\ud83d", lambda: 1) == 1
