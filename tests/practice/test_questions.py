"""What a notebook holds: start, check, hint, solution, given; and where sets are found."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from cvm_lessons.core.errors import CourseError, ParameterError, WorkbookError
from cvm_lessons.core.languages import language, translate
from cvm_lessons.practice import start
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.proof import mutants, survivors
from cvm_lessons.practice.questions import Question
from cvm_lessons.practice.registry import find_set, known_sets, register_set
from cvm_lessons.practice.results import INK, Note, Outcome, Result
from cvm_lessons.practice.wording import code, kind_of, shown

best = "Harbour"  # a global name of this module, as a cell above in a notebook


def test_check_reads_the_names_of_the_caller_its_own_before_those_of_the_module():
    q1, *_ = start("sample")
    assert q1.check().outcome is Outcome.NOT_ATTEMPTED
    lead = 5
    assert q1.check().passed
    lead = 6
    assert q1.check().outcome is Outcome.FAIL
    assert q1.check({"best": "Harbour", "lead": 5}).passed
    assert lead == 6


def test_check_works_in_plain_python():
    names = {}
    exec(
        "from cvm_lessons.practice import start\nq1, *_ = start('sample')\n"
        "best, lead = 'Harbour', 5\nr = q1.check()",
        names,
    )
    assert names["r"].passed


def test_check_works_in_ipython():
    shell = InteractiveShell(user_ns={})
    shell.run_cell("from cvm_lessons.practice import start\nq1, *_ = start('sample')").raise_error()
    assert shell.run_cell("q1.check()").result.outcome is Outcome.NOT_ATTEMPTED
    shell.run_cell("best, lead = 'Harbour', 5").raise_error()
    result = shell.run_cell("q1.check()").result
    formatted, _ = shell.display_formatter.format(result)
    assert formatted["text/plain"].startswith("Correct. ")
    assert formatted["text/markdown"].startswith('<div class="alert alert-success" ')
    assert "text/html" not in formatted


def test_hints_come_one_after_the_other_or_by_number():
    q1, *_ = start("sample")
    assert repr(q1.hint()) == "Hint 1 of 3. What does she give?"
    assert repr(q1.hint(3)) == "Hint 3 of 3. Subtract the one sum from the other."
    assert repr(q1.hint()) == "Hint 2 of 3. Value is what is left."
    assert q1.hint() == q1.hint() == q1.hint(3)


@pytest.mark.parametrize("number", [0, 4, "one", True, 1.5])
def test_a_hint_that_is_not_there_is_refused(number):
    with pytest.raises(ParameterError, match=f"there is no hint {number!r}: hints go from 1 to 3"):
        start("sample")[0].hint(number)


def test_a_solution_is_code():
    note = start("sample")[1].solution()
    assert repr(note) == "One way:\ndef net(benefit, cost):\n    return benefit - cost"
    assert note._repr_markdown_().startswith("**One way:**\n\n```python\ndef net")


def test_a_question_says_what_it_can_do():
    assert repr(start("sample")[0]) == "q1 · What is left: check(), hint(), solution(), given"


def test_a_student_has_own_data_and_the_same_ones_again():
    printed, ann, again, bob = (start("sample", student=who)[0] for who in (None, "ann", " ann ", "bob"))
    assert printed.given.shows["benefit"].tolist() == [100, 60]
    pd.testing.assert_frame_equal(ann.given.shows, again.given.shows)
    assert ann.given.shows["benefit"].tolist() != bob.given.shows["benefit"].tolist()


def test_a_student_without_a_name_is_refused():
    with pytest.raises(ParameterError, match="student='' names nobody"):
        start("sample", student=" ")


def test_what_is_given_cannot_be_changed():
    given = start("sample")[0].given
    given.shows.pop("benefit")
    assert given.shows["benefit"].tolist() == given["shows"]["benefit"].tolist() == [100, 60]
    with pytest.raises(AttributeError, match="what is given cannot be changed"):
        given.shows = None


def test_given_names_are_listed_and_misspelt_ones_corrected():
    given = Given({"shows": ["Lark"], "budget": 60})
    assert "budget" in dir(given)
    assert dict(given) == {"shows": ["Lark"], "budget": 60}
    assert given.get("price", 7) == 7
    with pytest.raises(AttributeError, match=r"nothing called 'show' is given\. Did you mean 'shows'"):
        _ = given.show
    with pytest.raises(KeyError, match="Did you mean 'budget'"):
        given["budjet"]
    with pytest.raises(AttributeError, match="_hidden"):
        _ = given._hidden


def test_data_that_never_suit_are_an_error():
    import numpy as np

    with pytest.raises(WorkbookError, match="none of 2000 draws suits"):
        draw_until(np.random.default_rng(1), lambda rng: rng.random(), lambda x: x > 1)


def test_an_unknown_set_is_refused_with_the_nearest_name():
    with pytest.raises(
        ParameterError, match=r"there is no set of exercises 'sampel'\. Did you mean 'sample'"
    ):
        find_set("sampel")
    assert "sample" in known_sets()


def test_a_set_whose_ids_are_not_its_own_is_refused():
    q1, q2, *_ = find_set("sample")
    with pytest.raises(CourseError, match=r"'sample.q1' does not belong to the set 'c99'"):
        register_set("c99", [q1])
    with pytest.raises(CourseError, match=r"'sample.q2' stands twice"):
        register_set("sample", [q1, q2, q2])


def test_a_mutant_that_nobody_notices_survives():
    q1 = find_set("sample")[0]
    blunt = survivors(q1, {"right": "best, lead = 'Harbour', 5", "wrong": "best, lead = 'Lark', 900"})
    assert len(dict(mutants(q1))) == 6
    assert "lead is skipped" not in blunt
    assert {"lead: tolerance × 100", "one right answer is enough"} <= set(blunt)


def test_values_are_shown_short_and_without_addresses():
    assert (
        shown([1, "a", None, True, 2.5, object(), 3])
        == "`[1, 'a', None, True, 2.5, something of type object, …]`"
    )
    assert shown({"a": pd.Series([1])}) == "`{'a': a series of length 1}`"
    assert shown({2, 1}) == "`{1, 2}`"
    assert shown(lambda: 1) == "a function"
    assert kind_of({}) == "a dictionary of size 0"
    assert kind_of(pd.Index([1])) == "an array of length 1"
    assert code("a`b\n" + "x" * 99) == "`a'b " + "x" * 67 + "…`"


def test_results_are_plain_text_and_markdown():
    result = Result(Outcome.FAIL, "`x` is `1`.", "price-only")
    assert repr(result) == "Not yet. `x` is `1`."
    assert (
        result._repr_markdown_()
        == '<div class="alert alert-warning" style="color: #212121">\n\n**Not yet.** `x` is `1`.\n\n</div>'
    )
    assert repr(Result(Outcome.PASS)) == "Correct."
    assert Note("Hint 1 of 3.", "Look.")._repr_markdown_() == "**Hint 1 of 3.** Look."
    with language("zh"):
        assert repr(Result(Outcome.ERROR)) == "代码报错。"


def test_a_question_is_one_exercise():
    exercise = find_set("sample")[0]
    assert Question(exercise).exercise is exercise


def test_every_sentence_of_the_engine_has_its_chinese():
    import ast
    from pathlib import Path

    from cvm_lessons.practice import results

    package = Path(results.__file__).parent
    calls = [
        node
        for path in package.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate"
    ]
    sentences = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    with language("zh"):
        missing = [text for text in sentences | set(results.HEADINGS.values()) if translate(text) == text]
    assert len(sentences) > 50
    assert missing == []


@pytest.mark.parametrize("background", ["#c8e6c9", "#ffe0b2", "#b2ebf2", "#ffcdd2"])  # JupyterLab's alerts
def test_what_a_check_says_can_be_read_on_every_alert(background):
    assert contrast(INK, background) >= 4.5
    assert f'style="color: {INK}"' in Result(Outcome.FAIL)._repr_markdown_()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
