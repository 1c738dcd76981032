"""The exercises of chapter c02 as the learner reads them: the text keeps to the checks behind it."""

import jupytext
import pytest

from cvm_lessons.core.paths import project_root
from cvm_lessons.practice.exercises import Exercise
from cvm_lessons.practice.open_text import Open
from cvm_lessons.practice.questions import start
from cvm_lessons.practice.registry import find_set

SOURCE = project_root() / "course" / "en" / "c02_crm_theory" / "exercises.md"
EXERCISES = find_set("c02")
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=[exercise.name for exercise in EXERCISES])


def cells():
    """Return the cells by exercise; those before the first under an empty name."""
    groups, name = {"": []}, ""
    for cell in jupytext.read(SOURCE, fmt="md:myst").cells:
        name = cell.metadata.get("exercise", name)
        groups.setdefault(name, []).append(cell)
    return groups


def code_of(name, edition):
    """Return the code of one exercise, as the edition shows it."""
    dropped = {"exercises": "solution", "solutions": "starter"}[edition]
    kept = [c for c in cells()[name] if c.cell_type == "code" and dropped not in c.metadata.get("tags", [])]
    return [cell.source for cell in kept]


def test_every_exercise_has_its_text_in_order():
    assert list(cells()) == ["", *(exercise.name for exercise in EXERCISES)]


@each_exercise
def test_heading_and_metadata_are_those_of_the_exercise(exercise: Exercise):
    head = cells()[exercise.name][0]
    number = exercise.name.removeprefix("q")
    assert head.source.startswith(f"## Exercise {number} · {exercise.title}\n")
    assert head.metadata["concepts"] == list(exercise.concepts)
    assert (head.metadata["level"], head.metadata["lesson"]) == (exercise.level, exercise.lesson)


@each_exercise
def test_the_solution_in_the_text_is_the_solution_that_is_shown(exercise: Exercise):
    assert exercise.solution in code_of(exercise.name, "solutions")


@pytest.mark.parametrize("edition", ["exercises", "solutions"])
def test_the_notebook_runs_from_top_to_bottom(edition):
    names = {"display": print}  # the kernel gives it to a notebook
    exec("\n".join(code_of("", edition)), names)
    for exercise in EXERCISES:
        *before, check = code_of(exercise.name, edition)
        exec("\n".join(before), names)
        result = eval(check, names)
        wanted = "not_attempted" if edition == "exercises" else "pass"
        assert result.outcome == wanted, (exercise.name, result)


def test_levels_rise_and_the_last_is_an_open_decision():
    levels = [exercise.level for exercise in EXERCISES]
    assert levels == ["remember"] * 3 + ["comprehend"] + ["apply"] * 5
    assert isinstance(EXERCISES[-1], Open)


def test_the_rubric_of_the_decision_has_twenty_points():
    assert sum(points for points, _ in EXERCISES[-1].rubric) == 20


def test_a_student_has_own_data_in_every_exercise_that_computes():
    printed, own = start("c02"), start("c02", student="20260117")
    same = [a.exercise.name for a, b in zip(printed, own, strict=True) if repr_of(a) == repr_of(b)]
    assert same == ["q1", "q2", "q3", "q4", "q9"]


def repr_of(question):
    """Return the given data as one text."""
    return "\n".join(
        getattr(value, "to_csv", value.__repr__)() for value in map(question.given.get, question.given)
    )


WIDEST = 104  # characters of code that JupyterLab and a printed page show without a scroll bar


def test_no_line_of_code_is_wider_than_a_page():
    code = [cell.source for group in cells().values() for cell in group if cell.cell_type == "code"]
    assert [line for source in code for line in source.split("\n") if len(line) > WIDEST] == []


def test_exercises_and_solutions_open_with_a_title_of_their_own():
    titles = {cell.metadata["tags"][0]: cell.source.split("\n")[0] for cell in cells()[""][:2]}
    assert titles == {
        "starter": "# Exercises: CRM theory 客户关系管理理论练习",
        "solution": "# Solutions: CRM theory 客户关系管理理论练习答案",
    }
    assert "File → Duplicate" in cells()[""][0].source
