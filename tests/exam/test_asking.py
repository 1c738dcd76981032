"""Questions as asked: the seed decides numbers and order, and nothing else does."""

import pytest

from cvm_lessons.core import CourseError, ParameterError
from cvm_lessons.core.languages import current_language
from cvm_lessons.exam.asking import ask, draw_values
from cvm_lessons.exam.items import Draw
from cvm_lessons.exam.templates import fill, names_in_text, plain_number


def test_the_same_seed_draws_the_same_numbers_and_another_others(make):
    item = make("c03-aa-001", "numeric")
    assert draw_values(item, 7) == draw_values(item, 7)
    assert len({tuple(draw_values(item, seed).items()) for seed in range(30)}) == 8  # 4 values times 2 costs


def test_a_new_number_changes_no_other_draw(make):
    item = make("c03-aa-001", "numeric")
    spread = item.draw | {"extra": Draw(low=1, high=9)}
    wider = item.model_copy(update={"draw": spread})
    drawn = draw_values(wider, 7)
    assert {name: drawn[name] for name in item.draw} == draw_values(item, 7)


def test_a_range_holds_both_ends_and_every_step():
    assert Draw(low=0.2, high=0.5, step=0.1).values() == (0.2, 0.3, 0.4, 0.5)
    assert Draw(choices=[4, 1]).values() == (4, 1)


def test_stem_answer_and_reasons_carry_the_drawn_numbers(make):
    (asked,) = ask(make("c03-aa-001", "numeric"), 1)
    value, cost = asked.values["value"], asked.values["cost"]
    assert asked.stem.en == f"value {value:g}, cost {cost:g}"
    assert asked.stem.zh == f"中文value {value:g}, cost {cost:g}"
    assert asked.answer() == value - cost
    assert asked.answer_text().zh == f"{value - cost:g}元"
    assert [wrong for wrong, _ in asked.wrong_answers()] == [value / cost, value, cost - value]


def test_options_are_shuffled_and_lettered_but_true_stays_before_false(make):
    single = make("c03-aa-001", "single")
    orders = {ask(single, seed)[0].order for seed in range(200)}
    assert len(orders) == 24  # every order of four options
    (asked,) = ask(single, 3)
    assert [letter for letter, _ in asked.options] == ["A", "B", "C", "D"]
    assert [option for _, option in asked.options] == [single.options[k] for k in asked.order]
    assert {ask(make("c03-aa-002", "true_false"), seed)[0].order for seed in range(9)} == {(0, 1)}


def test_a_case_is_asked_question_by_question(bank):
    case = bank.find("c03-ca-001")
    asked = ask(case, 0)
    assert [one.question.id for one in asked] == ["c03-ca-001a", "c03-ca-001b"]
    assert all(one.case is case for one in asked)


def test_only_a_calculation_has_an_answer_to_compute(make):
    (asked,) = ask(make("c03-aa-001", "single"), 0)
    with pytest.raises(TypeError, match="c03-aa-001 is no numeric question"):
        asked.answer()


def test_a_seed_is_a_whole_number_from_zero_up(make):
    with pytest.raises(ParameterError, match="seed=-1 is not a whole number from 0 up"):
        ask(make("c03-aa-001", "numeric"), -1)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1250, None, "1,250"),
        (0.1 + 0.2, None, "0.3"),
        (1 / 3, None, "0.333333"),
        (2.345, 2, "2.35"),
        (-0.0, 0, "0"),
    ],
)
def test_numbers_read_as_an_exam_prints_them(value, decimals, text):
    assert plain_number(value, decimals) == text


def test_places_hold_names_formulas_and_decimals():
    text = "{value / cost:2} is {value} over {cost}"
    assert names_in_text(text) == {"value", "cost"}
    assert fill(text, {"value": 60, "cost": 25}, "zh") == "2.40 is 60 over 25"
    assert current_language() == "en"
    with pytest.raises(CourseError, match="'cots' is not drawn. Did you mean 'cost'"):
        fill("{cots}", {"cost": 1}, "en")
