"""The check of the book finds every kind of fault, and needs no kernel."""

import json
import re
import subprocess
import sys

import pytest

from cvm_lessons.workbook.checks import check_course
from cvm_lessons.workbook.course import load_course
from cvm_lessons.workbook.index import select_entries

LESSON = "course/en/c03_customer_value/01_delivered_value.md"
STUDENT = "notebooks/en/c03_customer_value/01_delivered_value.ipynb"


def check(root, *names):
    course = load_course(root)
    return [str(fault) for fault in check_course(course, select_entries(course.entries, names))]


def in_source(old, new, path=LESSON):
    def edit(root):
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def in_notebook(change, path=STUDENT):
    def edit(root):
        notebook = json.loads((root / path).read_text(encoding="utf-8"))
        change(notebook, {cell["id"]: cell for cell in notebook["cells"]})
        (root / path).write_text(json.dumps(notebook), encoding="utf-8")

    return edit


def printed(text):
    """Let the cell that prints 40 print something more."""

    def change(notebook, cells):
        cells["s1-02"]["outputs"][0]["text"] += [text]

    return in_notebook(change)


def put(**fields):
    def change(notebook, cells):
        cells["s1-02"].update(fields)

    return in_notebook(change)


FAULTS = {
    "edited prose": (
        in_notebook(lambda notebook, cells: cells["s1-03"].update(source=["Harbour leaves **40** yuan."])),
        r"ipynb, cell s1-03: differs from its source:\n.*\n-Harbour leaves \*\*40\*\* yuan."
        rf"\n\+Harbour leaves \*\*40\*\*\..* Somebody wrote into it.  cvm build --force {LESSON}  builds it "
        r"anew and keeps this one beside it as 01_delivered_value.mine-1.ipynb. To change the course, edit",
    ),
    "edited code": (
        put(source="print(40)"),
        r"cell s1-02: differs from its source:\n.*\n-print\(40\)\n\+print\(offer",
    ),
    "edited tags": (
        put(metadata={}),
        r"cell s1-02: has the metadata {} and its source {'tags': \['result'\]}\. Never edit a built",
    ),
    "unrecorded texts": (
        in_notebook(lambda notebook, cells: notebook["metadata"]["cvm"].pop("texts")),
        rf"ipynb: does not record what was built. Run  cvm build {LESSON}",
    ),
    "added cell": (
        in_notebook(lambda notebook, cells: notebook["cells"].append(cells["s1-01"] | {"id": "mine"})),
        r"cell mine: stands in the notebook and not in its source",
    ),
    "deleted cell": (
        in_notebook(lambda notebook, cells: notebook["cells"].remove(cells["sources"])),
        r"cell sources: stands in the source and not in the notebook",
    ),
    "edited source": (
        in_source("Students forget", "Learners forget"),
        rf"{STUDENT}: built from another state of its source. Run  cvm build {LESSON}",
    ),
    "edited hash": (
        in_notebook(lambda notebook, cells: notebook["metadata"]["cvm"].update(sha256="0")),
        r"ipynb: built from another state of its source",
    ),
    "edited term": (
        in_source("Total value less total cost.", "What is left.", "course/glossary.yaml"),
        r"ipynb: built from another state of its source",
    ),
    "unexecuted cell": (put(execution_count=None, outputs=[]), r"cell s1-02: was not executed"),
    "cells out of order": (put(execution_count=7), r"cell s1-02: was executed as number 7, not 2"),
    "error output": (
        put(outputs=[{"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}]),
        r"cell s1-02: the output is an error: KeyError: 'x'",
    ),
    "address": (
        printed("<Offer at 0x7f81aa10>"),
        r"cell s1-02: the output holds a memory address: '0x7f81aa10'",
    ),
    "path": (printed("saved to /home/li/a.csv"), r"the output holds an absolute path: '/home/li/a.csv'"),
    "windows path": (printed(r"saved to C:\Users\li"), r"the output holds an absolute path: 'C:"),
    "time": (printed("at 14:03:59"), r"the output holds a time of day: '14:03:59'"),
    "timing": (printed("Wall time: 3 s"), r"the output holds a measured time"),
    "progress bar": (printed("10%|#   | 1/10"), r"the output holds a progress bar"),
    "missing alt": (
        in_notebook(lambda notebook, cells: cells["s1-04"]["outputs"][0].update(metadata={})),
        r"cell s1-04: the image has no alt text. Give its cell the option  :alt:",
    ),
    "widget": (
        put(
            outputs=[
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}},
                }
            ]
        ),
        r"cell s1-02: the output is a widget, which no stored notebook can show. Tag the cell  widget",
    ),
    "bold number": (
        put(outputs=[{"output_type": "stream", "name": "stdout", "text": "41"}]),
        r"cell s1-03: \*\*40\*\* is in no result of this section",
    ),
    "too large": (printed("x" * 400_000), r"ipynb: has 4\d\d KB; at most 400"),
    "orphan": (
        lambda root: (root / "exercises/en/c99_old.ipynb").write_text("{}", encoding="utf-8"),
        r"exercises/en/c99_old.ipynb: has no source. Delete it",
    ),
    "never built": (
        lambda root: (root / STUDENT).unlink(),
        rf"{STUDENT}: was never built. Run  cvm build {LESSON}",
    ),
    "no notebook": (
        lambda root: (root / STUDENT).write_text("<<<<<<< ours", encoding="utf-8"),
        rf"{STUDENT}: not a notebook .* Build it again",
    ),
    "unknown reference": (
        in_source("{cite}`zeithaml1988`", "{cite}`zeithaml1989`"),
        rf"{LESSON}:36, cell s1-03: 'zeithaml1989' is not in course/references.bib. Did you mean 'zeith",
    ),
    "unknown term": (
        in_source("{term}`delivered-value`", "{term}`delivered`"),
        r"'delivered' is not in course/glossary.yaml. Did you mean 'delivered-value'",
    ),
    "unknown concept of a section": (
        in_source('{"concepts": ["customer-delivered-value"]}', '{"concepts": ["customer-deliverd-value"]}'),
        rf"{LESSON}:24, cell s1-01: concept 'customer-deliverd-value' is not in the syllabus. Did",
    ),
    "unknown concept of an exercise": (
        in_source('"concepts": ["cust', '"concepts": ["kust', "course/en/c03_customer_value/exercises.md"),
        r"exercises.md:20, cell s1-01: concept 'kustomer-delivered-value' is not in the syllabus",
    ),
    "unknown concept of an item": (
        in_source("prosumer", "prosummer", "course/exam/bank/c03.yaml"),
        r"bank/c03.yaml, cell c03-001: concept 'prosummer' is not in the syllabus. Did you mean 'prosumer'",
    ),
    "unknown concept of a term": (
        in_source("- customer-delivered-value", "- delivered", "course/glossary.yaml"),
        r"course/glossary.yaml, cell delivered-value: concept 'delivered' is not in the syllabus",
    ),
    "unknown source of a term": (
        in_source("source: kotler1994", "source: kottler1994", "course/glossary.yaml"),
        r"source 'kottler1994' is no reference. Did you mean 'kotler1994'",
    ),
    "too many tier A concepts": (
        in_source(
            '["customer-delivered-value"]}',
            '["customer-delivered-value", "total-customer-value", "total-customer-cost", "monetary-cost"]}',
        ),
        r"cell s1-01: names 4 tier A concepts \(.*\); at most 3 fit one idea",
    ),
    "concept without text": (
        in_source('["customer-delivered-value"]}', '["prosumer"]}'),
        r"concept 'prosumer' is tagged, but the text has its term in no heading, bold word or {term}",
    ),
    "edited note for the instructor": (
        in_source("Ask the class", "Ask"),  # no cell of the student's notebook differs: the hash tells
        r"ipynb: built from another state of its source",
    ),
    "link to nowhere": (
        in_source("Students forget", "See [next](02_nothing.ipynb). Students forget"),
        r"the link to 02_nothing.ipynb leads nowhere",
    ),
    "scaffold": (
        in_source("Students forget", "{write}`what students believe`"),
        rf"{LESSON}:36: still to be written: what students believe",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_named(built, name):
    spoil, message = FAULTS[name]
    spoil(built)
    found = "\n".join(check(built))
    assert re.search(message, found, re.DOTALL), found


def test_a_built_course_has_no_faults(built):
    assert check(built) == []


def answered(notebook, cells):
    """Fill in every code cell, run them in another order and save, as a reader does."""
    for cell in cells.values():
        if cell["cell_type"] == "code":
            cell["source"] = ["mine"]
    ran(notebook, cells)


def ran(notebook, cells):
    notebook["metadata"]["language_info"]["version"] = "3.11.2"
    cells["s1-02"].update(execution_count=9, outputs=[])
    cells["s1-05"]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "<Widget>"}]


def test_a_notebook_that_a_reader_worked_in_is_one_fault(built):
    in_notebook(answered)(built)
    (fault,) = check(built)
    assert f"{STUDENT}, cell s0-02: differs from its source:" in fault
    assert "\n3 more cells differ. Somebody wrote into it." in fault


def test_a_notebook_that_a_reader_only_ran_is_one_fault(built):
    in_notebook(ran)(built)
    assert check(built) == [
        f"{STUDENT}: was run and saved by a reader after it was built. Run  cvm build {LESSON}"
    ]


def test_what_a_reader_wrote_into_an_older_edition_is_still_two_faults(built):
    in_notebook(answered)(built)
    FAULTS["edited source"][0](built)
    stale, written = check(built)
    assert "built from another state of its source" in stale
    assert "Somebody wrote into it" in written


@pytest.mark.parametrize("copy", ["c03_customer_value.mine-1.ipynb", "c03_customer_value-Copy1.ipynb"])
def test_a_readers_own_copy_is_left_in_peace(built, copy):
    (built / "exercises/en" / copy).write_text("{}", encoding="utf-8")
    assert check(built) == []


def test_a_chosen_chapter_is_checked_alone(built):
    (built / "exercises/en/c99_old.ipynb").write_text("{}", encoding="utf-8")
    FAULTS["edited prose"][0](built)
    assert check(built, "solutions/en/c03_customer_value.ipynb") == []
    assert len(check(built, "c03/01")) == 1


def test_the_check_loads_neither_pandas_nor_a_kernel(built):
    code = (
        "import sys\n"
        "from cvm_lessons.workbook.cli import main\n"
        "sys.argv = ['cvm', 'build', '--check']\n"
        "try:\n    main()\nexcept SystemExit as done:\n    assert not done.code, done.code\n"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'nbclient'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"CVM_ROOT": str(built)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["3 notebooks of 2 sources checked.", "[]"]
