"""The exercises of each chapter as the learner reads them: the text keeps to the checks behind it."""

from dataclasses import dataclass

import jupytext
import pytest

from cvm_lessons.core.paths import project_root
from cvm_lessons.practice.open_text import Open
from cvm_lessons.practice.questions import start
from cvm_lessons.practice.registry import find_set

WIDEST = 104  # characters of code that JupyterLab and a printed page show without a scroll bar


@dataclass(frozen=True)
class Book:
    """What the exercises of one chapter promise."""

    chapter: str
    title: str
    title_zh: str
    levels: tuple[int, int, int]  # how many remember, comprehend, apply, in this order
    without_numbers: str  # exercises whose data are the same for every student

    @property
    def source(self):
        """Where the text stands."""
        (path,) = (project_root() / "course" / "en").glob(f"{self.chapter}_*/exercises.md")
        return path

    @property
    def exercises(self):
        """The checks behind the text."""
        return find_set(self.chapter)


BOOKS = [
    Book("c01", "exhibition customer relationships", "会展客户关系", (2, 3, 9), "q1 q2 q4 q14"),
    Book("c02", "CRM theory", "客户关系管理理论", (5, 4, 9), "q1 q2 q3 q4 q5 q6 q7 q8 q9 q18"),
    Book("c03", "customer value", "客户价值", (2, 3, 9), "q1 q2 q5 q14"),
    Book("c04", "satisfaction", "客户满意感", (2, 3, 9), "q1 q2 q5 q14"),
    Book("c05", "trust and belonging", "信任感与归属感", (2, 2, 11), "q1 q2 q14 q15"),
]
each_book = pytest.mark.parametrize("book", BOOKS, ids=[book.chapter for book in BOOKS])
each_exercise = pytest.mark.parametrize(
    ("book", "exercise"),
    [(book, exercise) for book in BOOKS for exercise in book.exercises],
    ids=[f"{book.chapter}-{exercise.name}" for book in BOOKS for exercise in book.exercises],
)


def cells_of(book):
    """Return the cells by exercise; those before the first under an empty name."""
    groups, name = {"": []}, ""
    for cell in jupytext.read(book.source, fmt="md:myst").cells:
        name = cell.metadata.get("exercise", name)
        groups.setdefault(name, []).append(cell)
    return groups


def code_of(book, name, edition):
    """Return the code of one exercise, as the edition shows it."""
    dropped = {"exercises": "solution", "solutions": "starter"}[edition]
    cells = [cell for cell in cells_of(book)[name] if cell.cell_type == "code"]
    return [cell.source for cell in cells if dropped not in cell.metadata.get("tags", [])]


def data_of(question):
    """Return the given data as one text."""
    values = map(question.given.get, question.given)
    return "\n".join(getattr(value, "to_csv", value.__repr__)() for value in values)


def test_every_chapter_with_exercises_is_held_to_its_promise():
    written = {path.parent.name[:3] for path in (project_root() / "course" / "en").glob("c*/exercises.md")}
    assert written == {book.chapter for book in BOOKS}


@each_book
def test_every_exercise_has_its_text_in_order(book):
    assert list(cells_of(book)) == ["", *(exercise.name for exercise in book.exercises)]


@each_exercise
def test_heading_and_metadata_are_those_of_the_exercise(book, exercise):
    head = cells_of(book)[exercise.name][0]
    number = exercise.name.removeprefix("q")
    assert head.source.startswith(f"## Exercise {number} · {exercise.title}\n")
    assert head.metadata["concepts"] == list(exercise.concepts)
    assert (head.metadata["level"], head.metadata["lesson"]) == (exercise.level, exercise.lesson)


@each_exercise
def test_the_solution_in_the_text_is_the_solution_that_is_shown(book, exercise):
    assert exercise.solution in code_of(book, exercise.name, "solutions")


@each_book
@pytest.mark.parametrize("edition", ["exercises", "solutions"])
def test_the_notebook_runs_from_top_to_bottom(book, edition):
    names = {"display": print}  # the kernel gives it to a notebook
    exec("\n".join(code_of(book, "", edition)), names)
    for exercise in book.exercises:
        *before, check = code_of(book, exercise.name, edition)
        exec("\n".join(before), names)
        result = eval(check, names)
        wanted = "not_attempted" if edition == "exercises" else "pass"
        assert result.outcome == wanted, (exercise.name, result)


@each_book
def test_levels_rise_and_the_last_is_an_open_decision(book):
    levels = [exercise.level for exercise in book.exercises]
    remember, comprehend, apply = book.levels
    assert levels == ["remember"] * remember + ["comprehend"] * comprehend + ["apply"] * apply
    assert isinstance(book.exercises[-1], Open)


@each_book
def test_the_rubric_of_the_decision_has_twenty_points(book):
    assert sum(points for points, _ in book.exercises[-1].rubric) == 20


@each_book
def test_a_student_has_own_data_in_every_exercise_that_computes(book):
    printed, own = start(book.chapter), start(book.chapter, student="20260117")
    pairs = zip(printed, own, strict=True)
    same = [one.exercise.name for one, other in pairs if data_of(one) == data_of(other)]
    assert same == book.without_numbers.split()


@each_book
def test_no_line_of_code_is_wider_than_a_page(book):
    code = [cell.source for group in cells_of(book).values() for cell in group if cell.cell_type == "code"]
    assert [line for source in code for line in source.split("\n") if len(line) > WIDEST] == []


@each_book
def test_exercises_and_solutions_open_with_a_title_of_their_own(book):
    first = cells_of(book)[""][:2]
    assert {cell.metadata["tags"][0]: cell.source.split("\n")[0] for cell in first} == {
        "starter": f"# Exercises: {book.title} {book.title_zh}练习",
        "solution": f"# Solutions: {book.title} {book.title_zh}练习答案",
    }
    assert "File → Duplicate" in first[0].source
