"""The rules that every source keeps."""

import pytest

from cvm_lessons.workbook.source_rules import source_faults
from cvm_lessons.workbook.sources import parse_source

EXERCISES = 1


def faults(course, old="", new="", entry=0):
    chosen = course.entries[entry]
    text = course.source(chosen).text
    assert old in text
    return [
        str(fault) for fault in source_faults(course, chosen, parse_source(text.replace(old, new, 1), "t.md"))
    ]


def test_the_toy_course_keeps_all_rules(toy):
    assert faults(toy) == faults(toy, entry=EXERCISES) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title_zh: 让渡价值\n", "", "t.md:1: 'title_zh' is missing in the front matter. Write  title_zh: …"),
        ("chapter: c03", "chapter: c3", "t.md:1: chapter 'c3' is not known. Did you mean 'c03'"),
        ("chapter: c03", "chapter: c04", "t.md:1: a source of c04 lies in c03_customer_value"),
        ("lesson: 1", "lesson: 2", "t.md:1: the file's name says lesson 1, the front matter 2"),
        ("[result]", "[results]", "cell s1-02: tag 'results' is not known. Did you mean 'result'"),
        (":alt:", ":alf:", "cell s1-04: 'alf' is no key of a cell. Did you mean 'alt'"),
        ("print(offer", "\n".join("x = 1" for _ in range(8)) + "\nprint(offer", "9 lines of code; at most 8"),
        (
            '+++ {"tags": ["keypoints"]}\n',
            '+++ {"tags": ["keypoints"], "concepts": ["prosumer"]}\n\nText\n\n+++\n',
            "the cell names concepts, but is no section, exercise or checkpoint",
        ),
        (
            "{admonition} Misconception: the",
            "{admonition} Instructor: the",
            "a note for the instructor stands in the student's notebook",
        ),
        (
            "Apply 综合应用",
            "Apply",
            "t.md:16, cell s0-01: level 'Apply' is not known. Did you mean 'Apply 综合应用'",
        ),
        ("`customer-delivered-value`", "", "the objective 'compute it' names no concept"),
        ("`customer-delivered-value`", "`prosumr`", "concept 'prosumr' is not in the syllabus"),
        (
            "`customer-delivered-value`",
            "`prosumer`",
            "objective 'prosumer' is taught in no section of this lesson",
        ),
    ],
)
def test_a_broken_rule_is_named(toy, old, new, message):
    found = faults(toy, old, new)
    assert any(message in fault for fault in found), found


def test_a_parameters_cell_may_be_long(toy):
    long = "\n".join(f"x{n} = {n}" for n in range(12))
    found = faults(toy, ":tags: [result]\n", f":tags: [result, parameters]\n{long}\n")
    assert found == []
