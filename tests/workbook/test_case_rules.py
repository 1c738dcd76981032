"""A case's parameter cell agrees with its front matter."""

import pytest

from cvm_lessons.workbook.case_rules import parameter_faults
from cvm_lessons.workbook.sources import parse_source

CASE = """---
parameters:
  - {name: sector, type: choice, default: machinery}
  - {name: budget, type: integer, default: 200000}
---

```{code-cell}
:tags: [parameters]
sector = "machinery"
budget = 200_000
```
"""


def faults(old="", new=""):
    assert old in CASE
    return [str(fault) for fault in parameter_faults(parse_source(CASE.replace(old, new, 1), "t.md"))]


def test_a_case_whose_cell_sets_the_defaults_has_no_faults():
    assert faults() == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[parameters]", "[result]", "t.md: 0 cells are tagged parameters; a case has one"),
        (
            "budget = 200_000",
            "",
            "t.md:7, cell s0-01: parameter 'budget' is declared, and the cell does not set it",
        ),
        (
            "budget = 200_000",
            "budgte = 200_000",
            "the cell sets 'budgte', which the front matter does not declare",
        ),
        ("200_000", "100_000", "the cell sets budget to 100000, and its default is 200000"),
        ("200_000", "200_000.0", "the cell sets budget to 200000.0, and its default is 200000"),
        ("200_000", "2 * base", "the cell sets budget to '2 * base', and its default is 200000"),
    ],
)
def test_a_disagreement_is_named(old, new, message):
    assert any(message in fault for fault in faults(old, new)), faults(old, new)
