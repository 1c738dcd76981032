"""What practice says: complete in both languages, and the same for terminal and notebook."""

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cvm_lessons.core import ParameterError
from cvm_lessons.core.languages import CATALOGUES
from cvm_lessons.exam import wording
from cvm_lessons.exam.asking import ask
from cvm_lessons.exam.marking import mark
from cvm_lessons.exam.rounds import heading, summary
from cvm_lessons.exam.session import Practice, practise

ROOM = Path(wording.__file__).parent


def spoken_phrases() -> set[str]:
    """Return every phrase that the room passes to `say`, and the names of levels and types."""
    found = {*wording.LEVEL_NAMES.values(), *wording.TYPE_NAMES.values()}
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                found |= {part.value for part in ast.walk(node.args[1]) if isinstance(part, ast.Constant)}
    return {phrase for phrase in found if isinstance(phrase, str)}


def test_every_phrase_has_its_chinese_and_no_translation_is_idle():
    with (CATALOGUES / "zh" / "exam.po").open("rb") as source:
        catalogue = {message.id: message.string for message in read_po(source) if message.id}
    assert all(catalogue.values())
    indirect = {"Right", "Partly right", "Not right", "Check"}  # chosen by a variable before they are said
    assert spoken_phrases() | indirect == set(catalogue)
    assert list(catalogue) == sorted(catalogue)


@pytest.mark.parametrize(("mode", "phrase"), [("en", "Right"), ("zh", "正确"), ("both", "Right · 正确")])
def test_a_phrase_is_said_in_the_languages_asked_for(mode, phrase):
    assert wording.say(mode, "Right") == phrase


def test_an_unknown_language_names_the_nearest():
    with pytest.raises(
        ParameterError, match=r"language='bot' is not one of its values. Did you mean 'both'\?"
    ):
        wording.check_mode("bot")


def test_words_stand_english_above_chinese_and_once_where_equal(make):
    item = make("c03-aa-001", "single")
    assert wording.lines("both", item.stem) == ("stem of c03-aa-001", "中文stem of c03-aa-001")
    assert wording.lines("zh", item.stem) == ("中文stem of c03-aa-001",)
    same = item.stem.model_copy(update={"zh": item.stem.en})
    assert wording.lines("both", same) == ("stem of c03-aa-001",)


def test_a_heading_tells_number_level_type_points_and_id(bank):
    state = practise(bank, seed=1, n=6)
    asked = state.current
    told = heading("en", asked, state)
    assert told.startswith("Question 1 of 6 | ")
    assert told.endswith(f"points: {asked.question.points} | {asked.question.id}")
    assert "第1题，共6题" in heading("zh", asked, state)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("single", "Choose one option."),
        ("true_false", "Choose one option."),
        ("multiple", "Choose every right option."),
        ("numeric", "Give a number. (yuan)"),
        ("short", "Write your answer, then mark it against the rubric."),
    ],
)
def test_each_type_says_how_to_answer(make, kind, told):
    assert wording.how_to_answer("en", ask(make("c03-aa-001", kind), 0)[0]) == told


def test_a_verdict_knows_right_partly_and_wrong(make):
    (asked,) = ask(make("c03-aa-001", "short"), 0)
    told = [wording.verdict("en", mark(asked, grants)) for grants in ((1, 2), (1, 0), (0, 0))]
    assert told == ["Right (3/3)", "Partly right (1/3)", "Not right (0/3)"]


def test_a_reason_tells_letter_verdict_and_why(make):
    (asked,) = ask(make("c03-aa-001", "single"), 0)
    reasons = {reason.text.en: reason for reason in mark(asked, frozenset({0})).reasons}
    first, *why = wording.reason_lines("en", reasons["first"])
    assert first == f"{reasons['first'].label}: wrong, your answer"
    assert why == ["no 1"]
    assert wording.reason_lines("zh", reasons["second"])[0].endswith(": 正确")


def test_a_number_is_told_apart_from_its_answer(make):
    (asked,) = ask(make("c03-aa-001", "numeric"), 0)
    value, cost = asked.values["value"], asked.values["cost"]
    own, right = mark(asked, value).reasons
    assert wording.reason_lines("en", own)[0] == f"Your answer: {value:g}"
    assert wording.reason_lines("en", right)[0] == f"Right answer: {value - cost:g} yuan"
    assert wording.reason_lines("zh", right)[0].startswith("正确答案: ")
    (praised,) = mark(asked, value - cost).reasons
    assert wording.reason_lines("en", praised)[0] == f"Right answer: {value - cost:g} yuan"


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("single", "", "No answer yet. Choose one option."),
        ("single", "x", "Not understood. Choose one option."),
        ("numeric", " ", "No answer yet. Give a number. (yuan)"),
        ("numeric", "forty", "“forty” is not understood: write 1250, 1,250 or -0.5. Give a number. (yuan)"),
        ("short", "? 1", "Give each line of the rubric its points: a whole number, 0 for none."),
    ],
)
def test_what_is_no_answer_is_told_with_the_remedy(make, kind, typed, told):
    assert wording.not_understood("en", ask(make("c03-aa-001", kind), 0)[0], typed) == told


@pytest.mark.parametrize(("points", "told"), [(1, "1 point: line one"), (2, "2 points: line two")])
def test_a_line_of_a_rubric_begins_with_its_points(make, points, told):
    assert wording.rubric_line("en", make("c03-aa-001", "short"), points - 1) == told


def test_the_parts_of_a_case_count_as_one_question(bank):
    state = Practice((*ask(bank.find("c03-aa-003"), 0), *ask(bank.find("c03-ca-001"), 0)))
    assert "Question 1 of 2 | Remember" in heading("en", state.current, state)
    state = state.answer(frozenset({0}))
    assert "Question 2 of 2 | part 1 of 2 | " in heading("en", state.current, state)
    state = state.answer(frozenset({1}))
    assert "Question 2 of 2 | part 2 of 2 | " in heading("en", state.current, state)
    assert "第2题，共2题 | 第2小题，共2小题" in heading("zh", state.current, state)
    assert summary("en", state) == "1 of 2 questions answered, 2 of 2 points."


def test_a_summary_counts_what_was_answered(bank):
    state = practise(bank, seed=1, n=6)
    assert summary("en", state) == "0 of 6 questions answered, 0 of 0 points."
