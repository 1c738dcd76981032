"""The Chinese edition has the cells and the code of the English one."""

import pytest

from cvm_lessons.workbook.checks import rule_faults
from cvm_lessons.workbook.course import load_course
from cvm_lessons.workbook.parity import parity_faults
from cvm_lessons.workbook.sources import parse_source

ENGLISH = (
    '---\ntitle: T\n---\n# Title\n\n```{code-cell}\nsetup(language="en")\n```\n\n'
    '+++ {"concepts": ["a"]}\n\n## One\n\n```{code-cell}\n:tags: [result]\nprint(40)\n```\n'
)
CHINESE = ENGLISH.replace("# Title", "# 标题").replace('"en"', "'zh'").replace("## One", "## 一")


def faults(text):
    return [
        str(fault) for fault in parity_faults(parse_source(ENGLISH, "en.md"), parse_source(text, "zh.md"))
    ]


def test_other_prose_and_the_language_call_may_differ():
    assert faults(CHINESE) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("print(40)", "print(41)", "zh.md:14, cell s1-02: the code differs from the English edition"),
        ("[result]", "[widget]", "zh.md:14, cell s1-02: tags or concepts differ"),
        ('["a"]', "[]", "zh.md:12, cell s1-01: tags or concepts differ"),
        (
            "## 一\n",
            "## 一\n\n+++\n\n二\n",
            "a markdown cell s1-02 stands where English has the code cell s1-02",
        ),
        (
            "```{code-cell}\n:tags: [result]\nprint(40)\n```\n",
            "",
            "zh.md, cell s1-02: the cell is missing in this",
        ),
    ],
)
def test_the_first_cell_that_differs_is_named(old, new, message):
    assert old in CHINESE
    (found,) = faults(CHINESE.replace(old, new))
    assert message in found


def test_the_check_compares_the_editions_of_a_course(toy):
    english = toy.root / "course/en/c03_customer_value/01_delivered_value.md"
    chinese = toy.root / "course/zh/c03_customer_value/01_delivered_value.md"
    chinese.parent.mkdir(parents=True)
    text = english.read_text(encoding="utf-8").replace('"cost": 60', '"cost": 61')
    chinese.write_text(text, encoding="utf-8")
    course = load_course(toy.root)
    entry = next(entry for entry in course.entries if entry.language == "zh")
    (found,) = rule_faults(course, entry, course.source(entry))
    assert found.message == "the code differs from the English edition."
