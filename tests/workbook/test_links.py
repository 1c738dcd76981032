"""Links between the files of the course."""

import pytest

from cvm_lessons.workbook.index import View
from cvm_lessons.workbook.links import link_faults
from cvm_lessons.workbook.sources import Cell
from cvm_lessons.workbook.views import Projection

BUILT = {"notebooks/en/c03_value/02_next.ipynb", "exercises/en/c03_value.ipynb"}


def faults(root, text):
    cells = (Cell("markdown", text, {}, "s1-01", 7), Cell("code", "'[a](b.ipynb)'", {}, "s1-02"))
    view = View("student", "notebooks/en/c03_value/01_first.ipynb")
    return [str(fault) for fault in link_faults(Projection(view, "t.md", "en", "", cells), root, BUILT)]


@pytest.mark.parametrize(
    "link",
    [
        "02_next.ipynb",
        "02_next.ipynb#key-points",
        "../../../exercises/en/c03_value.ipynb",
        "../../../datasets/READ%20ME.md",
        "#sources",
        "https://example.org/none.ipynb",
        "mailto:a@b.c",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(tmp_path, link):
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets/READ ME.md").touch()
    assert faults(tmp_path, f"See [there]({link}).") == []


def test_a_link_that_leads_nowhere_is_named_with_the_nearest_target(tmp_path):
    assert faults(tmp_path, "See [a](02_nxt.ipynb) and `[b](c.md)`.") == [
        "t.md:7, cell s1-01: the link to 02_nxt.ipynb leads nowhere (notebooks/en/c03_value/02_nxt.ipynb). "
        "Did you mean 'notebooks/en/c03_value/02_next.ipynb'?"
    ]
