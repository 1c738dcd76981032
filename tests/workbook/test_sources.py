"""Parsing of the sources."""

import pytest
from hypothesis import given, strategies as st

from cvm_lessons.workbook.faults import SourceError
from cvm_lessons.workbook.sources import parse_source

FRONT = "---\ntitle: T\n---\n"
BLOCKS = {
    "section": "+++\n\n## Heading\n",
    "markdown": "+++\n\nSome *prose*.\n",
    "code": "```{code-cell}\nx = 1\n```\n",
}


def test_a_source_becomes_cells_with_ids_lines_and_metadata():
    text = (
        FRONT + '# Title\n\n```{code-cell}\n:tags: [result]\n:alt: "A: b"\n\nprint(1)\n```\n\n'
        '+++ {"concepts": ["a"]}\n\n## One\n\nText\n\n+++\n\n### Two\n'
    )
    cells = parse_source(text, "t.md").cells
    assert [(cell.id, cell.kind, cell.line, cell.section) for cell in cells] == [
        ("s0-01", "markdown", 4, 0),
        ("s0-02", "code", 6, 0),
        ("s1-01", "markdown", 15, 1),
        ("s1-02", "markdown", 21, 1),
    ]
    assert cells[1].source == "print(1)"
    assert (cells[1].tags, cells[1].metadata["alt"]) == (("result",), "A: b")
    assert cells[2].concepts == ("a",)


@given(st.lists(st.sampled_from(list(BLOCKS)), min_size=1, max_size=25))
def test_ids_count_sections_and_places_for_any_order_of_cells(kinds):
    text = FRONT + "\n".join(BLOCKS[kind] for kind in kinds)
    cells = parse_source(text, "t.md").cells
    section, number, expected = 0, 0, []
    for kind in kinds:
        section, number = (section + 1, 1) if kind == "section" else (section, number + 1)
        expected.append(f"s{section}-{number:02}")
    assert [cell.id for cell in cells] == expected
    lines = text.split("\n")
    for cell in cells:  # the line named is the one where the cell begins
        assert lines[cell.line - 1] == (
            "```{code-cell}" if cell.kind == "code" else cell.source.split("\n")[0]
        )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "```{code-cell}\n:alt: A line: rising\nx = 1\n```\n",
            r"t.md:4: the options of this code cell are no YAML",
        ),
        ("+++ {'tags': ['result']}\n\nText\n", r"t.md:4: the metadata of this break are no JSON"),
        (
            '+++ {"tags": ["result"]}\n\n```{code-cell}\nx = 1\n```\n',
            r"t.md:4: the metadata of this break belong",
        ),
        ('Text\n\n+++ {"tags": ["keypoints"]}\n', r"t.md:6: the metadata of this break belong"),
        ("```{code-cell}\n```\n", r"t.md:4, cell s0-01: the cell is empty"),
        (
            "Text\n\n## Heading\n",
            r"t.md:4, cell s0-01: a '## ' heading stands inside the cell. Put a line  \+\+\+",
        ),
        (
            '+++ {"tags": "result"}\n\nText\n',
            r"t.md:4: the tags are no list. Write a list",
        ),
        ("```{raw-cell}\nx\n```\n", r"cell s0-01: a raw cell is not part"),
    ],
)
def test_what_cannot_be_read_is_named_with_file_and_line(body, message):
    with pytest.raises(SourceError, match=message):
        parse_source(FRONT + body, "t.md")


def test_a_broken_front_matter_is_named():
    with pytest.raises(
        SourceError, match=r"t.md:1: the front matter is no YAML. Quote a title that contains a colon"
    ):
        parse_source("---\ntitle: A: b\n---\n\nText\n", "t.md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nlesson: one\n---\n\nText\n", r"t.md:1: lesson is 'one'. Write a number:  lesson: 1"),
        ("---\n- a\n---\n\nText\n", r"t.md: metadata of the wrong shape: \['a'\] is not of type 'object'"),
        (FRONT + '+++ {"concepts": "a"}\n\nText\n', r"t.md:6, cell s0-01: concepts is 'a'. Write a list"),
        (FRONT, r"t.md: the source has no cells. Write a title and a text"),
    ],
)
def test_values_of_the_wrong_shape_are_named(text, message):
    with pytest.raises(SourceError, match=message):
        parse_source(text, "t.md")


def test_a_heading_in_a_code_block_opens_no_section():
    cells = parse_source(FRONT + "Text\n\n```markdown\n## no heading\n```\n", "t.md").cells
    assert [cell.id for cell in cells] == ["s0-01"]
