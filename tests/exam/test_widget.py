"""The widget: driven by its values and its button, it goes through a round as the terminal does."""

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import ask
from cvm_lessons.exam.bank import load_bank
from cvm_lessons.exam.log import log_path, read_log
from cvm_lessons.exam.session import Practice
from cvm_lessons.exam.widget import PracticeWidget, practice_widget


def widget_on(*items, mode="en", log=True):
    return PracticeWidget(
        Practice(tuple(asked for item in items for asked in ask(item, 0))), mode=mode, log=log
    )


def choose(widget, *places):
    """Choose the options written at `places` of the current question."""
    asked = widget.practice.current
    for place in places:
        field = widget.inputs.children[asked.order.index(place)]
        field.value = field.options[0] if hasattr(field, "options") else True


def test_a_single_choice_shows_every_reason_after_check(make):
    widget = widget_on(make("c03-aa-001", "single"))
    assert widget.next.disabled
    choose(widget, 0)
    widget.check.click()
    for text in ("Not right (0/1)", "no 1", "yes 2", "no 3", "no 4"):
        assert text in widget.feedback.value
    assert widget.check.disabled
    assert not widget.next.disabled
    assert all(field.disabled for field in widget.inputs.children)


def test_only_one_option_of_a_single_choice_stays_chosen(make):
    widget = widget_on(make("c03-aa-001", "single"))
    choose(widget, 0)
    choose(widget, 1)
    assert sum(field.value is not None for field in widget.inputs.children) == 1
    widget.check.click()
    assert widget.practice.points == 1


def test_boxes_answer_a_multiple_choice(make):
    widget = widget_on(make("c03-aa-001", "multiple"))
    choose(widget, 0, 2)
    widget.check.click()
    assert "Right (2/2)" in widget.feedback.value


@pytest.mark.parametrize(
    ("typed", "said"), [("", "No answer yet."), ("forty", "“forty” is not understood: write 1250")]
)
def test_check_without_an_answer_says_what_is_wanted_and_marks_nothing(make, typed, said):
    widget = widget_on(make("c03-aa-001", "numeric"))
    widget.inputs.children[0].value = typed
    widget.check.click()
    assert f"{said}" in widget.feedback.value
    assert "Give a number. (yuan)" in widget.feedback.value
    assert widget.practice.marks == ()
    assert not widget.check.disabled


def test_a_number_is_marked_and_its_misconception_explained(make):
    widget = widget_on(make("c03-aa-001", "numeric"))
    asked = widget.practice.current
    widget.inputs.children[0].value = f"{asked.values['value']:g}"
    widget.check.click()
    assert f"left out {asked.values['cost']:g}" in widget.feedback.value
    assert widget.practice.marks[0].misconceptions == ("value-without-cost",)


def test_an_open_answer_shows_its_rubric_before_it_is_marked(make):
    widget = widget_on(make("c03-aa-001", "short"))
    assert widget.check.description == "Model answer"
    assert len(widget.inputs.children) == 1
    widget.check.click()
    assert widget.practice.marks == ()
    assert widget.check.description == "Check"
    assert "model answer" in widget.inputs.children[1].value
    model = widget.inputs.children[1].value
    assert model.index("Model answer") < model.index("model answer")
    grants = [row.children[0] for row in widget.inputs.children[2:]]
    assert [(grant.value, grant.placeholder) for grant in grants] == [("", "0–1"), ("", "0–2")]
    assert "1 point: line one" in widget.inputs.children[2].children[1].value
    widget.check.click()  # pressed twice in a row: nothing is granted, nothing is kept
    assert widget.practice.marks == ()
    assert "Give each line of the rubric its points" in widget.feedback.value
    for few, many in (("", "1"), ("0", "3"), ("1 1", "")):
        grants[0].value, grants[1].value = few, many
        widget.check.click()
        assert widget.practice.marks == ()
    grants[0].value, grants[1].value = "0", "1"
    widget.check.click()
    assert "Partly right (1/3)" in widget.feedback.value


def test_next_goes_through_a_case_to_the_summary(bank):
    widget = widget_on(bank.find("c03-aa-003"), bank.find("c03-ca-001"))
    choose(widget, 0)
    widget.check.click()
    widget.next.click()
    assert "its text" in widget.case.value
    assert "Question 2 of 2 | part 1 of 2" in widget.heading.value
    choose(widget, 1)
    widget.check.click()
    widget.next.click()
    widget.check.click()
    for row in widget.inputs.children[2:]:
        row.children[0].value = "0"
    widget.check.click()
    widget.next.click()
    assert "2 of 2 questions answered, 2 of 5 points." in widget.stem.value
    assert "c03-ca-001b (0/3): Time cost" in widget.stem.value
    assert widget.check.disabled
    assert widget.next.disabled
    widget.check.click()
    assert len(widget.practice.marks) == 3


def test_the_end_of_a_round_offers_another_that_begins_with_what_was_wrong():
    widget = practice_widget("c03", language="en", n=2, level="remember")
    first = widget.practice.questions[0].question.id
    for _ in range(2):
        answer_wrongly(widget)
        widget.check.click()
        widget.next.click()
    assert widget.next.description == "Another round"
    assert "What was wrong comes back first" in widget.hint.value
    widget.next.click()
    assert widget.next.description == "Next"
    assert widget.practice.marks == ()
    assert widget.practice.questions[0].question.id == first
    assert "Question 1 of 2" in widget.heading.value


def answer_wrongly(widget):
    """Fill the fields of the current question so that it earns nothing."""
    question, fields = widget.practice.current.question, widget.answer.fields
    if question.type in ("single", "multiple", "true_false"):
        wrong = next(k for k in range(len(question.options)) if k not in question.keys)
        choose(widget, wrong)
    elif question.type == "numeric":
        fields[0].value = "-99999"
    else:
        widget.check.click()
        for field in fields[1:]:
            field.value = "0"


def test_fewer_questions_than_wanted_is_said_above_the_first():
    count = len(load_bank("c03").select(level="remember"))
    widget = practice_widget("c03", language="en", n=500, level="remember", log=False)
    assert f"Of 500 questions there are only {count}" in widget.heading.value
    assert "there are only" not in practice_widget("c03", language="en", n=5, log=False).heading.value


def test_answers_are_kept_unless_told_otherwise(make):
    for log in (False, True):
        widget = widget_on(make("c03-aa-001", "single"), log=log)
        choose(widget, 1)
        widget.check.click()
        assert len(read_log(log_path()).events) == int(log)


def test_labels_and_buttons_speak_both_languages(make):
    widget = widget_on(make("c03-aa-001", "single"), mode="both")
    assert widget.check.description == "Check · 检查答案"
    letter, first = widget.inputs.children[0].options[0].split(". ", 1)
    english, chinese = first.split("\n")
    assert (letter, chinese) == ("A", f"中文{english}")


def test_what_an_item_says_is_shown_as_text_not_as_html(make):
    widget = widget_on(make("c03-aa-001", "single", stem={"en": "a < b & <i>c</i>", "zh": "甲<乙"}))
    assert "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;" in widget.stem.value


def test_the_widget_of_a_chapter_asks_its_items():
    widget = practice_widget("c03", language="zh", n=3, seed=4, level="apply", log=False)
    assert {asked.question.id[:3] for asked in widget.practice.questions} == {"c03"}
    assert widget.practice == practice_widget("c03", n=3, seed=4, level="apply", log=False).practice


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"chapter": "c99"}, "chapter='c99' has no item bank"),
        ({"language": "de"}, "language='de' is not one of its values"),
        ({"level": "aply"}, r"Did you mean 'apply'\?"),
        ({"n": 0}, "n=0 is not a whole number from 1 up"),
        ({"seed": -1}, "seed=-1 is not a whole number"),
    ],
)
def test_a_wrong_argument_is_named(changes, complaint):
    with pytest.raises(ParameterError, match=complaint):
        practice_widget(**{"chapter": "c03", **changes})


def test_the_focus_ring_is_drawn_in_full():
    style = practice_widget("c03", log=False).children[0].value
    assert ":focus-visible {\n  outline: 2px solid" in style
    assert ".widget-hbox { padding: 3px;" in style  # boxes clip what lies outside them
