"""Marking: what was typed is understood or refused, points follow the exam's rules, reasons teach."""

import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import ask
from cvm_lessons.exam.marking import mark, read_grants, read_response


def letter_of(asked, place):
    return asked.options[asked.order.index(place)][0]


def test_a_letter_means_the_option_shown_under_it(make):
    (asked,) = ask(make("c03-aa-001", "single"), 5)
    for place in range(4):
        assert read_response(asked, letter_of(asked, place).lower() + " ") == {place}


@pytest.mark.parametrize("typed", ["", "E", "AB", "1", "?"])
def test_what_is_no_option_is_refused(make, typed):
    (asked,) = ask(make("c03-aa-001", "single"), 0)
    with pytest.raises(ParameterError, match="is not one of A, B, C, D"):
        read_response(asked, typed)


@pytest.mark.parametrize("typed", ["{}{}", "{}, {}", "{}、{}", " {} {} "])
def test_several_letters_may_be_typed_in_any_way(make, typed):
    (asked,) = ask(make("c03-aa-001", "multiple"), 2)
    assert read_response(asked, typed.format(letter_of(asked, 2), letter_of(asked, 0))) == {0, 2}


@pytest.mark.parametrize(
    ("typed", "place"),
    [("A", 0), ("t", 0), ("True", 0), ("对", 0), ("B", 1), ("f", 1), ("错误", 1), ("ｆ", 1)],
)
def test_true_and_false_have_words_too(make, typed, place):
    (asked,) = ask(make("c03-aa-001", "true_false"), 0)
    assert read_response(asked, typed) == {place}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("40", 40),
        ("1,250.5", 1250.5),
        ("−3", -3),
        ("-.5", -0.5),
        ("１２", 12),
        ("¥40", 40),
        ("40 yuan", 40),
        ("40元", 40),
    ],
)
def test_numbers_are_read_as_people_write_them(make, typed, number):
    (asked,) = ask(make("c03-aa-001", "numeric"), 0)
    assert read_response(asked, typed) == number


@pytest.mark.parametrize(
    ("unit", "typed", "number"),
    [
        (("yuan per yuan", "元/元"), "1.44元", 1.44),
        (("yuan per yuan", "元/元"), "1.44 元/元", 1.44),
        (("yuan per yuan", "元/元"), "1.44 Yuan per yuan", 1.44),
        (("thousand yuan", "千元"), "40千元", 40),
        (("thousand yuan", "千元"), "40元", None),
        (("thousand yuan", "千元"), "40 yuan", None),
        (("times", "倍"), "0.94倍", 0.94),
    ],
)
def test_a_unit_may_be_written_unless_it_is_another_one(make, unit, typed, number):
    (asked,) = ask(make("c03-aa-001", "numeric", unit=dict(zip(("en", "zh"), unit, strict=True))), 0)
    if number is None:
        with pytest.raises(ParameterError, match="is no number"):
            read_response(asked, typed)
    else:
        assert read_response(asked, typed) == number


@pytest.mark.parametrize("typed", ["", "forty", "1,5", "40%", "1.2.3", "nan", "1e3", "12,34"])
def test_what_is_no_number_is_refused_not_guessed(make, typed):
    (asked,) = ask(make("c03-aa-001", "numeric"), 0)
    with pytest.raises(ParameterError, match="is no number: write it like 1250, 1,250 or -0.5"):
        read_response(asked, typed)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=5))
def test_points_typed_for_a_rubric_come_back(points):
    assert read_grants(" ".join(map(str, points)), [3] * len(points)) == tuple(points)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("y", "is not 2 times yes"), ("y 3", "'3' is not yes, no or a whole"), ("y x", "'x' is not")],
)
def test_grants_beyond_the_rubric_are_refused(typed, complaint):
    with pytest.raises(ParameterError, match=complaint):
        read_grants(typed, [1, 2])


def test_a_single_choice_gives_the_reason_of_every_option(make):
    (asked,) = ask(make("c03-aa-001", "single"), 4)
    marked = mark(asked, frozenset({0}))
    assert (marked.points, marked.out_of, marked.right) == (0, 1, False)
    assert marked.misconceptions == ("one-wrong",)
    by_text = {reason.text.en: reason for reason in marked.reasons}
    assert [by_text[text].why.en for text in ("first", "second", "third", "fourth")] == [
        "no 1",
        "yes 2",
        "no 3",
        "no 4",
    ]
    assert [reason.text.en for reason in marked.reasons if reason.chosen] == ["first"]
    assert [reason.text.en for reason in marked.reasons if reason.correct] == ["second"]
    assert mark(asked, frozenset({1})).right


@pytest.mark.parametrize(("chosen", "points"), [({0, 2}, 2), ({0}, 0), ({0, 1, 2}, 0), ({1, 3}, 0)])
def test_multiple_choice_is_all_or_nothing(make, chosen, points):
    (asked,) = ask(make("c03-aa-001", "multiple"), 0)
    marked = mark(asked, frozenset(chosen))
    assert marked.points == points
    assert marked.misconceptions == (("two-wrong",) if 1 in chosen else ())


def test_a_number_is_right_within_the_tolerance_only(make):
    (asked,) = ask(make("c03-aa-001", "numeric"), 0)
    answer = asked.answer()
    assert mark(asked, answer).right
    assert mark(asked, answer + 0.1).right
    assert not mark(asked, answer + 0.11).right


def test_a_misconception_is_recognised_by_its_number(make):
    (asked,) = ask(make("c03-aa-001", "numeric"), 0)
    value, cost = asked.values["value"], asked.values["cost"]
    marked = mark(asked, value)
    assert marked.misconceptions == ("value-without-cost",)
    wrong, key = marked.reasons
    assert (wrong.why.en, wrong.correct, wrong.chosen) == (f"left out {cost:g}", False, True)
    assert key.why.en == f"{value:g} − {cost:g} = {value - cost:g}"
    unexplained = mark(asked, -999)
    assert unexplained.misconceptions == ()
    assert [reason.correct for reason in unexplained.reasons] == [True]


def test_an_open_answer_earns_what_the_learner_grants(make):
    (asked,) = ask(make("c03-aa-001", "short"), 0)
    assert mark(asked, read_response(asked, "y 1")).points == 2
    assert mark(asked, (1, 2)).right
    assert mark(asked, (0, 0)).points == 0


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single", 1.0),
        ("single", frozenset()),
        ("single", frozenset({7})),
        ("numeric", frozenset({1})),
        ("short", (1,)),
        ("short", (1, 3)),
    ],
)
def test_a_response_of_another_kind_is_refused(make, kind, response):
    (asked,) = ask(make("c03-aa-001", kind), 0)
    with pytest.raises(ParameterError, match=r"c03-aa-001: .* (is no answer to|are no positions)"):
        mark(asked, response)
