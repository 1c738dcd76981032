"""The builder."""

import json
import os

import pytest

from cvm_lessons.workbook import builder
from cvm_lessons.workbook.builder import build
from cvm_lessons.workbook.course import load_course

LESSON = "course/en/c03_customer_value/01_delivered_value.md"
STUDENT = "notebooks/en/c03_customer_value/01_delivered_value.ipynb"
INSTRUCTOR = "build/instructor/en/c03_customer_value/01_delivered_value.ipynb"
DRILLS = ["exercises/en/c03_customer_value.ipynb", "solutions/en/c03_customer_value.ipynb"]


class Ear:
    """A listener that writes down what it hears."""

    def __init__(self):
        self.heard = []

    def started(self, path, cells):
        self.heard.append(("started", path, cells))

    def advanced(self, path):
        self.heard.append(("advanced", path))

    def finished(self, path):
        self.heard.append(("finished", path))

    def written(self, path):
        self.heard.append(("written", path))


def rebuild(root, **options):
    course = load_course(root)
    return build(course, course.entries, **options)


def change(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def no_kernel(monkeypatch):
    """Let every execution fail the test."""

    def refuse(*args, **options):
        pytest.fail("a kernel was started")

    monkeypatch.setattr(builder, "execute", refuse)


def test_two_builds_are_the_same_bytes(built):
    before = {path: (built / path).read_bytes() for path in (STUDENT, *DRILLS)}
    ear = Ear()
    report = rebuild(built, force=True, jobs=2, listener=ear)
    assert sorted(report.built) == sorted(before)
    assert {path: (built / path).read_bytes() for path in before} == before
    assert ("started", STUDENT, 4) in ear.heard
    assert ear.heard.count(("advanced", STUDENT)) == 4
    assert {what for what, *_ in ear.heard} == {"started", "advanced", "finished", "written"}


def test_what_is_current_is_left_alone(built, no_kernel):
    report = rebuild(built, instructor=True)
    assert report.built == []
    assert sorted(report.current) == sorted([STUDENT, INSTRUCTOR, *DRILLS])


def test_only_what_changed_is_built(built):
    stamps = {path: os.stat(built / path).st_mtime_ns for path in DRILLS}
    change(built, LESSON, "Students forget the cost", "Students often forget the cost")
    report = rebuild(built)
    assert report.built == [STUDENT]
    assert "Students often forget the cost" in (built / STUDENT).read_text(encoding="utf-8")
    assert {path: os.stat(built / path).st_mtime_ns for path in DRILLS} == stamps


def test_a_changed_glossary_entry_rebuilds_the_lessons_that_use_it(built, monkeypatch):
    monkeypatch.setattr(
        builder, "execute", lambda cells, **_: {cell.id: [] for cell in cells if cell.kind == "code"}
    )
    change(built, "course/glossary.yaml", "Total value less total cost.", "What is left.")
    assert rebuild(built).built == [STUDENT]


def answer(root, path=DRILLS[0]):
    """Do as a student does: fill in the starter, run it, save the notebook with JupyterLab."""
    notebook = read(root, path)
    for count, cell in enumerate((each for each in notebook["cells"] if each["cell_type"] == "code"), 7):
        cell["execution_count"] = count
        if cell["source"] == ["value = ..."]:
            cell["source"] = ["value = 41"]
    save_in_lab(root, path, notebook)


def read(root, path):
    return json.loads((root / path).read_text(encoding="utf-8"))


def save_in_lab(root, path, notebook):
    notebook["metadata"]["language_info"] |= {"version": "3.11.2", "file_extension": ".py"}
    empty = {"cell_type": "code", "id": "e", "metadata": {}, "source": [], "outputs": []}
    notebook["cells"].append(empty | {"execution_count": None})
    (root / path).write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def copies(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.mine-*.ipynb"))


@pytest.mark.parametrize("instructor", [False, True])
def test_what_a_reader_wrote_into_is_left_alone(built, no_kernel, instructor):
    answer(built)
    mine = (built / DRILLS[0]).read_bytes()
    report = rebuild(built, instructor=instructor)
    assert (report.built, report.left, report.kept) == ([], [DRILLS[0]], {})
    assert (built / DRILLS[0]).read_bytes() == mine


def test_force_keeps_what_a_reader_wrote_beside_it(built):
    for number in (1, 2):
        answer(built)
        mine = (built / DRILLS[0]).read_bytes()
        kept = f"exercises/en/c03_customer_value.mine-{number}.ipynb"
        report = rebuild(built, force=True)
        assert report.kept == {DRILLS[0]: kept}
        assert (built / kept).read_bytes() == mine
        assert "value = ..." in (built / DRILLS[0]).read_text(encoding="utf-8")
    assert report.faults == []
    assert len(copies(built)) == 2


def test_a_changed_source_keeps_what_a_reader_wrote_beside_it(built):
    answer(built)
    change(built, "course/en/c03_customer_value/exercises.md", "What is left", "What remains")
    report = rebuild(built)
    assert report.kept == {DRILLS[0]: "exercises/en/c03_customer_value.mine-1.ipynb"}
    assert "value = 41" in (built / report.kept[DRILLS[0]]).read_text(encoding="utf-8")
    assert "What remains" in (built / DRILLS[0]).read_text(encoding="utf-8")


def test_what_does_not_say_what_was_built_is_kept_when_it_differs(built):
    notebook = read(built, STUDENT)
    del notebook["metadata"]["cvm"][
        "texts"
    ]  # as an older builder, or a program that drops what it does not know
    notebook["cells"][1]["source"] = ["mine"]
    (built / STUDENT).write_text(json.dumps(notebook), encoding="utf-8")
    assert list(rebuild(built, force=True).kept) == [STUDENT]


def test_what_is_no_notebook_any_more_is_kept(built):
    (built / STUDENT).write_text("<<<<<<< mine\n", encoding="utf-8")
    (copy,) = rebuild(built).kept.values()
    assert (built / copy).read_text(encoding="utf-8") == "<<<<<<< mine\n"


def test_what_a_reader_only_ran_is_built_anew_without_a_copy(built):
    before = (built / STUDENT).read_bytes()
    save_in_lab(built, STUDENT, read(built, STUDENT))
    report = rebuild(built)
    assert (report.built, report.kept) == ([STUDENT], {})
    assert (built / STUDENT).read_bytes() == before


def test_a_run_that_fails_touches_nothing(built):
    answer(built)
    mine = (built / DRILLS[0]).read_bytes()
    change(built, "course/en/c03_customer_value/exercises.md", "100 - 60", "100 - x")
    change(built, "course/en/c03_customer_value/exercises.md", "q1 = start", "q1 = begin")
    assert rebuild(built).built == []
    assert (built / DRILLS[0]).read_bytes() == mine
    assert copies(built) == []


def test_the_instructors_edition_needs_no_second_run(built, no_kernel):
    (built / INSTRUCTOR).unlink()
    assert rebuild(built, instructor=True).built == [INSTRUCTOR]
    sources = {
        path: [(cell["id"], cell.get("outputs")) for cell in json.loads((built / path).read_text())["cells"]]
        for path in (STUDENT, INSTRUCTOR)
    }
    assert [cell for cell in sources[INSTRUCTOR] if cell[0] != "s1-06"] == sources[STUDENT]


def test_without_being_asked_no_instructors_edition_is_made(built, no_kernel):
    (built / INSTRUCTOR).unlink()
    assert rebuild(built).built == []
    assert not (built / INSTRUCTOR).exists()


def test_a_source_that_fails_is_reported_and_does_not_stop_the_others(built):
    change(built, LESSON, 'offer["value"] - offer["cost"]', 'offer["worth"]')
    change(built, "course/en/c03_customer_value/exercises.md", "100 - 60", "101 - 61")
    report = rebuild(built)
    assert sorted(report.built) == sorted(DRILLS)
    assert [str(fault) for fault in report.faults] == [f"{LESSON}:28, cell s1-02: KeyError: 'worth'"]


def test_a_source_that_cannot_be_parsed_is_reported(built, no_kernel):
    change(built, LESSON, "{cite:t}`kotler1994`", "{cite:t}`kotler1995`")
    report = rebuild(built)
    assert [fault.message for fault in report.faults] == ["'kotler1995' is not in course/references.bib."]
    assert report.faults[0].remedy == "Did you mean 'kotler1994'?"


def test_what_the_outputs_show_is_judged_when_they_are_built(built, monkeypatch):
    error = {"output_type": "stream", "name": "stdout", "text": "<Lark at 0x7f2c81d0>"}
    monkeypatch.setattr(
        builder, "execute", lambda cells, **_: {cell.id: [error] for cell in cells if cell.kind == "code"}
    )
    messages = {fault.message for fault in rebuild(built, force=True).faults}
    assert "the output holds a memory address: '0x7f2c81d0'." in messages
    assert "**40** is in no result of this section." in messages
