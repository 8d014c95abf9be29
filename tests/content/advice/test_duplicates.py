from centreguide.content.advice.duplicates import advice, mistakes
from centreguide.content.advice.looked_at import Examples
from centreguide.training_data import Example

WHERE = Example("Where's the unit?", "ask_where", "data/nlu.yml", 6)
SAME = Example("wheres the unit", "ask_where", "data/nlu.yml", 9)
ELSEWHERE = Example("where’s the unit!", "oos_travel", "data/out_of_scope.yml", 4)
OTHER = Example("where is it", "ask_where", "data/nlu.yml", 7)


def test_the_same_words_under_two_kinds_of_question_are_a_mistake() -> None:
    [fault] = mistakes([WHERE, OTHER, ELSEWHERE])
    assert str(fault) == (
        'data/out_of_scope.yml, line 4, oos_travel: "where’s the unit!" stands under ask_where too '
        "(data/nlu.yml, line 6); keep it under one of them."
    )
    assert list(mistakes([WHERE, SAME, OTHER])) == []


def test_the_same_words_twice_under_one_are_only_told() -> None:
    [fault] = advice(Examples([WHERE, OTHER, SAME], [WHERE, OTHER, SAME]))
    assert (fault.line, fault.field) == (9, "ask_where")
    assert "stands in data/nlu.yml, line 6, already" in fault.message


def test_what_stood_twice_before_isn_t_told_again() -> None:
    assert list(advice(Examples([WHERE, SAME, OTHER], [OTHER]))) == []
    assert len(list(advice(Examples([WHERE, SAME, OTHER], [SAME])))) == 1


def test_what_has_no_words_is_compared_as_it_stands() -> None:
    thumbs = Example("👍", "affirm", "data/nlu.yml", 1), Example("👎", "deny", "data/nlu.yml", 2)
    assert list(mistakes(thumbs)) == []
