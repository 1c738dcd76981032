"""The anatomy of a lesson and its measures."""

import pytest

from cvm_lessons.workbook.anatomy import MEASURES, anatomy_faults
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.sources import parse_source

ENTRY = Entry("t.md", "en", "lesson", "c03_customer_value", "01_value", ())
OPENING = (
    '---\ntitle: T\n---\n\n+++ {"tags": ["objectives"]}\n\n# Title\n\n'
    '```{code-cell}\nsetup(language="en")\n```\n\n'
)
BOX = "+++\n\n:::{admonition} In the exam\nRead.\n:::\n\n"
TEXT = "+++\n\nText\n\n"
DRILL = (
    '```{code-cell}\n:alt: "A line"\nplot()\n```\n\n```{code-cell}\n:tags: [checkpoint]\nc1.check()\n```\n\n'
)
SECTION = "+++\n\n## Heading\n\n" + "word " * 350 + "\n\n" + BOX + 6 * TEXT + DRILL
CLOSING = (
    '+++ {"tags": ["keypoints"]}\n\n## Key points\n\n- a\n- b\n- c\n- d\n\n+++\n\n:::{terms}\nprice\n:::\n\n'
    '+++ {"tags": ["instructor"]}\n\nTell them.\n'
)
GOOD = OPENING + 4 * SECTION + CLOSING


def faults(text, *, warnings=False):
    found = anatomy_faults(ENTRY, parse_source(text, "t.md"))
    return [str(fault) for fault in found if fault.warning is warnings]


def test_a_good_lesson_has_neither_faults_nor_warnings():
    assert faults(GOOD) == faults(GOOD, warnings=True) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '{"tags": ["objectives"]}',
            "",
            "cell s0-01: the lesson does not open with its title and objectives",
        ),
        ("# Title", "Title", "does not open with its title"),
        (
            'language="en"',
            'language="zh"',
            'cell s0-02: the second cell is not the setup cell. Write  setup(language="en")',
        ),
        (
            "+++\n\n## Heading",
            '+++ {"tags": ["objectives"]}\n\n## Heading',
            "a second cell is tagged objectives",
        ),
        ('{"tags": ["keypoints"]}', "", "0 cells are tagged keypoints"),
        ("- a\n", "", "3 key points. Write 4 to 6"),
        (":::{terms}\nprice\n:::", "Terms", "no term table follows the key points"),
        (
            '+++ {"tags": ["instructor"]}\n',
            "```{code-cell}\n:tags: [checkpoint]\nc5.check()\n```\n",
            "a checkpoint stands behind the key points",
        ),
    ],
)
def test_what_is_missing_or_out_of_order_is_a_fault(old, new, message):
    assert old in GOOD
    found = faults(GOOD.replace(old, new, 1))
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (OPENING + 4 * SECTION + 20 * TEXT + CLOSING, "64 cells; a good lesson has 25 to 50"),
        (GOOD.replace("word " * 350, "Words"), "words of prose; a good lesson has 1200 to 2400"),
        (GOOD.replace("plot()", "plot()\n" * 30), "lines of code; a good lesson has at most 110"),
        (OPENING + 5 * SECTION + CLOSING, "6 second-level headings; a good lesson has 3 to 5"),
        (GOOD.replace(':alt: "A line"\n', ""), "0 figures with alt text; a good lesson has 3 to 6"),
        (GOOD.replace("[checkpoint]", "[result]"), "0 checkpoints; a good lesson has 2 to 4"),
        (GOOD.replace(BOX, BOX + BOX), "8 boxes; a good lesson has 2 to 5"),
        (GOOD.replace(BOX, BOX + BOX), "two boxes stand in a row"),
        (
            GOOD.replace(BOX, BOX.rstrip() + "\n\n:::{admonition} Source note\nx\n:::\n\n"),
            "two boxes stand in a row",
        ),
        (
            GOOD.replace(TEXT, 3 * TEXT),
            "cells since the last checkpoint. Have one every 8",
        ),
    ],
)
def test_a_measure_that_is_missed_is_a_warning(text, message):
    found = faults(text, warnings=True)
    assert any(message in fault for fault in found), found


def test_words_are_not_counted_in_chinese():
    entry = Entry("t.md", "zh", "lesson", "c03_customer_value", "01_value", ())
    source = parse_source(GOOD.replace("word " * 350, "字"), "t.md")
    assert not any("words" in fault.message for fault in anatomy_faults(entry, source))
    assert "words of prose" in MEASURES
