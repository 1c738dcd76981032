"""Whatever a person types, the answer is a list of faults or one error with its place, never a traceback."""

from functools import cache
from pathlib import Path

from hypothesis import example, given, settings, strategies as st

from cvm_lessons.workbook.anatomy import anatomy_faults
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.faults import SourceError
from cvm_lessons.workbook.glossary import parse_glossary
from cvm_lessons.workbook.index import Entry, View
from cvm_lessons.workbook.source_rules import source_faults
from cvm_lessons.workbook.sources import parse_source
from cvm_lessons.workbook.syllabus import parse_syllabus
from cvm_lessons.workbook.views import projections

PIECES = [
    "---\ntitle: T\nchapter: c03\nlesson: 1\n---\n",
    "---\n- a\n---\n",
    "---\nconcepts: prosumer\nparameters: [1]\nchapter: [c03]\n---\n",
    "# Title",
    "## Heading",
    "### Sub",
    "Text **40** {term}`price`",
    "{cite}`nobody`",
    "+++",
    '+++ {"tags": ["objectives"]}',
    '+++ {"tags": [1, {"a": 2}], "concepts": [3]}',
    '+++ {"concepts": ["prosumer"]}',
    '+++ {"exercise": ["q1"], "level": ["a"], "lesson": "x"}',
    "+++ [1]",
    "+++ {",
    "| a | b | c |\n| - | - | - |\n| x | Apply | `prosumer` |",
    "```{code-cell}\n:tags: [starter, checkpoint]\nx = ...\n```",
    "```{code-cell}\n:tags: [parameters]\nx = f(1)\na.b = 2\n```",
    "```{code-cell}\n:alt: [1, 2]\nq1, q2 = start('c03')\nq1.check()\n```",
    "```{code-cell}\nx = (\n```",
    "```{code-cell}",
    "```",
    ":::{admonition} Box",
    ":::{terms}\nprice\n:::",
    ":::",
    "\x00\u2028\ufeff",
    "价值",
]
TERM = {"id": "price", "en": "price", "zh": "价格", "definition": {"en": "Asked.", "zh": "标价。"}}


@cache
def course():
    concept = {"id": "prosumer", "en": "Prosumer", "zh": "产消者", "chapter": "c03", "level": "apply"}
    c03 = {"id": "c03", "folder": "c03_customer_value", "en": "Value", "zh": "价值"}
    concept |= {"level_by": "ours", "tier": "A", "computable": True}
    syllabus = parse_syllabus({"chapters": [c03], "concepts": [concept]})
    return Course(Path(), syllabus, parse_glossary([TERM]), {}, ())


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["lesson", "exercises", "case", "page"])
)
@example([], "lesson")
@example(["---\n- a\n---\n"], "lesson")
def test_a_source_is_judged_or_refused_with_its_place(pieces, kind):
    editions = ("exercises", "solutions") if kind == "exercises" else ("student", "instructor")
    views = tuple(View(edition, f"{edition}/t.ipynb") for edition in editions)
    entry = Entry("t.md", "en", kind, "c03_customer_value", "01_value", views)
    try:
        source = parse_source("\n\n".join(pieces), "t.md")
        faults = source_faults(course(), entry, source)
        faults += anatomy_faults(entry, source) if kind == "lesson" else []
        projections(course(), entry, source)
    except SourceError as error:
        faults = [error.fault]
    assert all(fault.path == "t.md" and fault.message for fault in faults)
