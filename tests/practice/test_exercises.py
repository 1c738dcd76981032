"""How a check goes: outcomes, misconceptions, partial answers, functions that misbehave."""

from dataclasses import replace

import pandas as pd
import pytest

from cvm_lessons.core.errors import CourseError
from cvm_lessons.core.languages import language
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.proof import run_variant
from cvm_lessons.practice.registry import find_set
from cvm_lessons.practice.results import Outcome
from cvm_lessons.practice.values import Choice

VALUES, FUNCTION, CHOICE, SEVERAL, TABLE, OPEN = find_set("sample")


def said(exercise, code):
    """Return what the check says, as plain text."""
    return repr(run_variant(exercise, code))


def test_a_pass_tells_what_to_take_away():
    assert said(VALUES, "best, lead = 'Harbour', 5") == (
        "Correct. A calendar with room for one show is filled by the difference."
    )


def test_a_fail_shows_the_own_value_and_names_the_misconception():
    assert said(VALUES, "best, lead = 'Lark', 2.4 - 100 / 60") == (
        "Not yet. `best` is `'Lark'`. You divided; what is left is a difference."
    )


def test_a_misconception_that_explains_only_a_part_is_not_named():
    result = run_variant(VALUES, "best, lead = 'Lark', 7")
    assert result.misconception is None
    assert repr(result) == "Not yet. `best` is `'Lark'`. That is not the one."


def test_right_answers_with_one_still_open_are_not_attempted():
    assert said(VALUES, "best = 'Harbour'") == "Not attempted. Still to be answered: `lead`."
    assert said(VALUES, "best = 'Lark'") == "Not yet. `best` is `'Lark'`. That is not the one."


def test_a_dictionary_with_an_open_entry_names_the_entry():
    exercise = replace(
        VALUES,
        answers={"kinds": Mapped(Number(within=0.5)), "lead": Number(within=0.5)},
        reference=lambda given: {"kinds": {"a": 1, "b": 2, "c": 3}, "lead": 5},
        misconceptions=(),
    )
    told = "Not attempted. Still to be answered: `kinds['b']`."
    assert said(exercise, "kinds, lead = {'a': 1, 'b': ..., 'c': 3}, 5") == told
    assert said(exercise, "kinds = {'a': 1, 'b': ..., 'c': 3}") == told.replace("`.", "`, `lead`.")
    assert said(exercise, "kinds, lead = {'a': ..., 'b': ..., 'c': ...}, 5") == told.replace("['b']", "")
    untouched = "Not attempted. Assign your answer to `kinds`, `lead`."
    assert said(exercise, "kinds, lead = {'a': ..., 'b': ..., 'c': ...}, ...") == untouched


def test_the_call_that_failed_is_shown_in_full():
    offer = {f"benefit number {place}": place + 0.5 for place in range(9)}
    exercise = replace(FUNCTION, cases=lambda given: [(offer,)], reference=len, misconceptions=())
    assert said(exercise, "def net(offer):\n    return 40").startswith(f"Not yet. `net({offer})` gives `40`.")
    assert f"`net({offer})` → `" in said(exercise, "def net(offer):\n    return 1 / 0")


def test_nothing_assigned_names_what_to_assign():
    assert said(VALUES, "") == "Not attempted. Assign your answer to `best`, `lead`."
    assert said(FUNCTION, "") == "Not attempted. Write the function `net`; it is to `return` its answer."
    assert said(OPEN, "memo = ''") == "Not attempted. Write your answer as a text in `memo`."


@pytest.mark.parametrize(
    "body", ["...", "pass", "return None", "return ...", "raise NotImplementedError", '"""Doc."""']
)
def test_a_function_without_a_body_is_not_attempted(body):
    assert run_variant(FUNCTION, f"def net(benefit, cost):\n    {body}").outcome is Outcome.NOT_ATTEMPTED


def test_a_failing_case_shows_the_call_and_its_value():
    assert said(FUNCTION, "def net(b, c):\n    return 40") == (
        "Not yet. `net(60, 25)` gives `40`. That is not the number asked for."
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return b / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(2)", "SystemExit: 2"),
        ("return net(b, c)", "RecursionError"),
        ("return b['x']", "TypeError"),
        ("raise ValueError(net)", "ValueError: <function net>`"),
    ],
)
def test_an_exception_is_shown_with_the_call_that_failed(body, kind):
    text = said(FUNCTION, f"def net(b, c):\n    {body}")
    assert text.startswith("Your code raised an error. `net(100, 60)` → `")
    assert kind in text


def test_a_function_with_the_wrong_number_of_arguments_is_an_error():
    assert "TypeError" in said(FUNCTION, "def net(b):\n    return b")


def test_a_value_where_a_function_is_asked_for_is_wrong():
    assert said(FUNCTION, "net = 40") == "Not yet. `net` is a number, not a function."


def test_prints_warnings_and_changed_arguments_cost_nothing(capsys):
    frame = pd.DataFrame({"benefit": [100.0], "cost": [60.0]})
    exercise = replace(
        FUNCTION,
        cases=lambda given: [(frame,), (frame,)],
        reference=lambda shows: float((shows["benefit"] - shows["cost"]).sum()),
        misconceptions=(),
    )
    code = (
        "import warnings\ndef net(shows):\n    print('noise')\n    warnings.warn('x', FutureWarning)\n"
        "    shows['benefit'] -= shows.pop('cost')\n    return shows['benefit'].sum()"
    )
    assert run_variant(exercise, code).passed
    assert capsys.readouterr().out == ""
    assert list(frame) == ["benefit", "cost"]
    assert said(exercise, "def net(shows):\n    return 1").startswith(
        "Not yet. `net(a table of 1 × 2)` gives `1`."
    )


def test_a_chosen_option_is_quoted():
    assert (
        said(CHOICE, "q3_answer = 'a'") == "Not yet. You chose A: What she pays. A price is one cost of four."
    )
    assert said(SEVERAL, "q4_answer = 'AB'") == "Not yet. `q4_answer` is `'AB'`. `B` does not belong."


def test_an_open_text_is_never_wrong_and_shows_its_rubric():
    result = run_variant(OPEN, "memo = 'Book Lark, since two shows like it leave seventy.'")
    assert repr(result) == (
        "Handed in. Hold your text against the rubric, 5 points:\n- 3: A decision\n- 2: A number for it"
    )
    assert said(OPEN, "memo = 'Book Lark.'") == (
        "Not attempted. `memo` has 2 words, repetitions left out; write at least 8."
    )
    assert said(OPEN, "memo = 35") == "Not attempted. `memo` is a number, not a text."


def test_outcomes_come_in_chinese_too():
    with language("zh"):
        assert said(VALUES, "") == "尚未作答。 请把答案赋给 `best`、`lead`。"
        assert (
            said(FUNCTION, "def net(b, c):\n    return 40")
            == "还不对。 `net(60, 25)` 得到 `40`。 这不是所求的数值。"
        )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"hints": ("one", "two")}, "2 hints, not 3"),
        ({"level": "know"}, "level 'know' is not one of remember, comprehend, apply"),
        ({"solution": " "}, "no solution"),
        ({"concepts": ()}, "no concepts"),
        ({"id": "q1"}, "the id has no set in front"),
        (
            {"misconceptions": VALUES.misconceptions * 2},
            "stands twice in ratio-for-difference, ratio-for-difference",
        ),
    ],
)
def test_a_declaration_that_breaks_a_rule_is_refused(change, fault):
    with pytest.raises(CourseError, match=fault):
        replace(VALUES, **change)


def test_a_choice_whose_key_is_no_option_is_refused():
    fields = {
        name: getattr(CHOICE, name)
        for name in ("id", "title", "concepts", "level", "lesson", "hints", "solution")
    }
    with pytest.raises(CourseError, match="'D' is not made of its options' letters"):
        Choice(**fields, answer="a", options={"A": "x", "B": "y"}, correct="D")


def test_a_misconception_that_computes_an_unknown_name_is_refused():
    with pytest.raises(CourseError, match="computes 'lead', which is not one of its answers"):
        _ = replace(VALUES, answers={"best": VALUES.answers["best"]}, misconceptions=()).wanted


def test_evaluating_twice_gives_the_same_result_and_changes_nothing():
    names = {"best": "Lark", "lead": 3}
    before = dict(names)
    assert VALUES.evaluate(names) == VALUES.evaluate(names)
    assert names == before


def test_a_reference_that_raises_is_not_hidden():
    broken = replace(FUNCTION, reference=lambda benefit, cost: benefit / 0, returns=Number(within=0))
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        broken.evaluate({"net": lambda b, c: 1})
