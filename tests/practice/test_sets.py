"""Every set of exercises: its right and wrong answers, its misconceptions, its mutants, its secrets."""

import re
import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from cvm_lessons.core.languages import language, translate
from cvm_lessons.core.paths import project_root
from cvm_lessons.practice.checked import Checked
from cvm_lessons.practice.comparison import as_number, plain
from cvm_lessons.practice.open_text import Open
from cvm_lessons.practice.proof import confusions, namespace_of, survivors
from cvm_lessons.practice.questions import Question
from cvm_lessons.practice.registry import find_set, known_sets

STUDENTS = [f"student {number}" for number in range(4)]
MANY = [f"student {number}" for number in range(30)]
EXERCISES = {exercise.id: exercise for name in known_sets() for exercise in find_set(name)}


def variants(exercise):
    """Return the right and the wrong answers that the exercise ships."""
    name = exercise.id.rpartition(".")[0].replace(".", "_")
    path = Path(__file__).parent / "variants" / f"{name}.py"
    assert path.is_file(), f"{path.name} with ACCEPT and REJECT is missing"
    shipped = runpy.run_path(str(path))
    return shipped["ACCEPT"].get(exercise.name, {}), shipped["REJECT"].get(exercise.name, {})


def personal(exercise):
    """Return whether students have their own data."""
    return exercise.draw is not type(exercise).draw


each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@each_exercise
def test_right_answers_pass_and_wrong_ones_end_as_declared(exercise):
    accept, reject = variants(exercise)
    assert len(accept) >= 2
    assert len(reject) >= 3
    assert len(set(accept.values())) == len(accept)
    expected = {name: (code, "pass", None) for name, code in accept.items()} | reject
    for name, (code, outcome, misconception) in expected.items():
        students = [None, *(STUDENTS if f"{exercise.name}.given" in code and personal(exercise) else [])]
        for student in students:
            own = exercise.for_student(student)
            result = own.evaluate(namespace_of(own, code))
            assert (result.outcome.value, result.misconception) == (outcome, misconception), (
                name,
                student,
                result,
            )


@each_exercise
def test_the_solution_shown_passes_for_every_student(exercise):
    for student in [None, *(STUDENTS if personal(exercise) else [])]:
        own = exercise.for_student(student)
        result = own.evaluate(namespace_of(own, own.solution))
        assert result.passed or isinstance(own, Open), (student, result)


@each_exercise
def test_misconceptions_differ_from_each_other_and_from_the_right_answer(exercise):
    for student in [None, *(MANY if personal(exercise) else [])]:
        assert confusions(exercise.for_student(student)) == [], student


@each_exercise
def test_every_mutant_of_the_check_is_noticed(exercise):
    accept, reject = variants(exercise)
    codes = dict(accept) | {f"wrong: {name}": code for name, (code, *_) in reject.items()}
    assert survivors(exercise, codes) == []


@each_exercise
def test_every_misconception_is_named_by_some_wrong_answer(exercise):
    _, reject = variants(exercise)
    named = {misconception for _, _, misconception in reject.values()} - {None}
    assert named == {misconception.id for misconception in exercise.misconceptions}


@each_exercise
def test_an_untouched_exercise_is_not_attempted(exercise):
    assert exercise.evaluate({}).outcome == "not_attempted"


def atoms(value):
    """Return the numbers and texts that an answer is made of."""
    if isinstance(value, str) or as_number(value) is not None:
        return [value]
    if isinstance(value, pd.DataFrame):
        return [cell for column in value for cell in plain(value[column])]
    return [atom for entry in plain(value) or [] for atom in atoms(entry)]


def quoted(message):
    """Return what a message shows as code, calls left out: the learner's own values and the options."""
    return [piece for piece in re.findall(r"`([^`]*)`", message) if "(" not in piece]


def gives_away(message, atom):
    """Return whether a message shows one part of the right answer."""
    number = as_number(atom)
    if number is None:
        return str(atom) in quoted(message)
    return close_to(number, " ".join(quoted(message)))


def close_to(number, text):
    """Return whether a text holds a number that differs by less than a thousandth."""
    written = [float(digits.replace(",", "")) for digits in re.findall(r"-?\d[\d,]*\.?\d*", text)]
    return any(np.isclose(number, value, rtol=1e-3, atol=1e-9) for value in written)


@each_exercise
def test_no_message_gives_the_answer_away(exercise):
    if not isinstance(exercise, Checked):
        return
    _, reject = variants(exercise)
    for name, (code, outcome, _) in reject.items():
        names = namespace_of(exercise, code)
        result = exercise.evaluate(names)
        attempt = exercise.attempt(names)
        own = atoms(attempt) if isinstance(attempt, dict) else []
        for atom in atoms(list(exercise.wanted.values())) if outcome == "fail" else []:
            options = len(quoted(result.message)) > 2  # a list of all options is printed in the task
            name_of_answer = isinstance(atom, str) and atom in exercise.kinds  # `medical` names itself
            if gives_away(result.message, atom) and not options and not name_of_answer:
                number = as_number(atom)
                mine = str(atom) in own if number is None else close_to(number, " ".join(map(str, own)))
                assert mine, (name, result.message)


@each_exercise
def test_hints_and_titles_do_not_hold_the_numbers_of_the_answer(exercise):
    if not isinstance(exercise, Checked):
        return
    texts = " ".join([exercise.title, *exercise.hints, *(wrong.message for wrong in exercise.misconceptions)])
    written = {float(text) for text in re.findall(r"(?<![\w.])\d+\.?\d*", texts)}
    numbers = {as_number(atom) for atom in atoms(list(exercise.wanted.values()))} - {None}
    assert not {number for number in numbers if abs(number) > 3} & written


@each_exercise
def test_every_shown_text_has_its_chinese(exercise):
    if exercise.id.startswith("sample."):
        return
    texts = [exercise.title, exercise.takeaway, *exercise.hints]
    texts += [wrong.message for wrong in exercise.misconceptions]
    texts += list(getattr(exercise, "options", {}).values())
    texts += [criterion for _, criterion in getattr(exercise, "rubric", ())]
    with language("zh"):
        missing = [text for text in texts if text and translate(text) == text]
    assert missing == []


@each_exercise
def test_concepts_are_those_of_the_syllabus(exercise):
    syllabus = yaml.safe_load((project_root() / "course" / "syllabus.yaml").read_text(encoding="utf-8"))
    assert set(exercise.concepts) <= {concept["id"] for concept in syllabus["concepts"]}


@each_exercise
def test_personal_data_differ_and_stay_the_same_for_one_student(exercise):
    if not personal(exercise):
        return
    looks = [repr_of(exercise.for_student(student)) for student in STUDENTS]
    assert looks == [repr_of(exercise.for_student(student)) for student in STUDENTS]
    assert len({repr_of(exercise), *looks}) > 2


def repr_of(exercise):
    """Return the given data as one text."""
    with pd.option_context("display.max_rows", None, "display.max_columns", None, "display.width", 1000):
        return "\n".join(f"{name}: {value}" for name, value in exercise.given.items())


@each_exercise
def test_a_question_shows_three_hints_and_a_solution(exercise):
    question = Question(exercise)
    hints = [question.hint() for _ in range(4)]
    assert [hint.body for hint in hints] == [*map(translate, exercise.hints), translate(exercise.hints[2])]
    assert question.hint(2) == hints[1]
    assert question.solution().body == exercise.solution
