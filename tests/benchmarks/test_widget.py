from benchmarks.paint import SHORTEST, Entry, longest
from benchmarks.widget import A_VISIT, table, visits


def entry(duration: float, interaction: int) -> Entry:
    return {"duration": duration, "interactionId": interaction}


def test_the_slowest_interaction_counts_and_not_what_belongs_to_none() -> None:
    assert longest([entry(24, 7), entry(88, 8), entry(400, 0), entry(40, 8)]) == 88


def test_what_the_browser_tells_nothing_of_took_the_shortest_at_most() -> None:
    assert longest([entry(400, 0)]) == longest([]) == SHORTEST


def test_each_visitor_puts_the_same_number_of_questions_from_all_over_the_file() -> None:
    chosen = visits(4 * A_VISIT)
    questions = [question for visit in chosen for question in visit]
    assert [len(visit) for visit in chosen] == [A_VISIT] * 4
    assert set(visits(A_VISIT)[0]) - set(chosen[0])
    assert len(set(questions)) > 3 * A_VISIT


def test_a_table_is_markdown() -> None:
    assert table(("", "size"), [("ours", "15 KB")]) == "|  | size |\n| --- | --- |\n| ours | 15 KB |"
