"""A toy course of one chapter, small enough to be run in seconds and whole enough to break in every way."""

import shutil
from pathlib import Path

import pytest
import yaml

from cvm_lessons.workbook.builder import build
from cvm_lessons.workbook.course import Course, load_course

CONCEPTS = {
    "customer-delivered-value": ("Customer delivered value", "客户让渡价值", "A"),
    "total-customer-value": ("Total customer value (product, service)", "总客户价值(产品/服务)", "A"),
    "total-customer-cost": ("Total customer cost", "总客户成本", "A"),
    "monetary-cost": ("Monetary cost", "货币成本", "A"),
    "prosumer": ("Prosumer", "产消者", "B"),
}
SYLLABUS = {
    "chapters": [
        {"id": "c03", "folder": "c03_customer_value", "en": "Customer value", "zh": "客户消费价值"},
        {"id": "c04", "folder": "c04_satisfaction", "en": "Satisfaction", "zh": "客户满意感"},
    ],
    "concepts": [
        {"id": name, "en": en, "zh": zh, "chapter": "c03", "level": "apply", "level_by": "ours"}
        | {"tier": tier, "computable": True}
        for name, (en, zh, tier) in CONCEPTS.items()
    ],
}
GLOSSARY = [
    {
        "id": "delivered-value",
        "en": "customer delivered value",
        "zh": "顾客让渡价值",
        "definition": {"en": "Total value less total cost.", "zh": "总价值减去总成本。"},
        "source": "kotler1994",
        "concepts": ["customer-delivered-value"],
    },
    {"id": "price", "en": "price", "zh": "价格", "definition": {"en": "Money | asked.", "zh": "标价。"}},
]
REFERENCES = r"""
@book{kotler1994, author = {Kotler, Philip}, title = {Marketing Management}, publisher = {Prentice Hall},
  edition = {8th}, year = {1994}}
@article{zeithaml1988, author = {Zeithaml, Valarie A.}, title = {Consumer Perceptions of Value},
  journal = {Journal of Marketing}, year = {1988}, volume = {52}, number = {3}, pages = {2--22},
  doi = {10.1177/002224298805200302}, verified = {lookup}}
"""
LESSON = """---
title: Delivered value
title_zh: 让渡价值
chapter: c03
lesson: 1
minutes: 60
kernelspec: {name: python3, display_name: Python 3}
---

+++ {"tags": ["objectives"]}

# Delivered value

| You will be able to | level | concepts |
| --- | --- | --- |
| compute it | Apply 综合应用 | `customer-delivered-value` |

```{code-cell}
offer = {"value": 100, "cost": 60}
```

+++ {"concepts": ["customer-delivered-value"]}

## Customer delivered value

What is left is {term}`delivered-value`, says {cite:t}`kotler1994`.

```{code-cell}
:tags: [result]
print(offer["value"] - offer["cost"])
```

Harbour leaves **40**.

:::{admonition} Misconception: the higher value wins
Students forget the cost {cite}`zeithaml1988`.
:::

```{code-cell}
:alt: "A line that rises: from 1 to 3"
import matplotlib.pyplot as plt

_ = plt.plot([1, 2, 3])
```

```{code-cell}
:tags: [widget]
print(object())
```

+++ {"tags": ["instructor"]}

Ask the class first.

+++ {"tags": ["keypoints"]}

## Key points

- Less the cost.

:::{terms}
delivered-value, price
:::
"""
EXERCISES = """---
title: Exercises
chapter: c03
kernelspec: {name: python3, display_name: Python 3}
---

# Exercises

```{code-cell}
class Check:
    def check(self):
        print("passed" if globals().get("value", ...) == 40 else "not attempted")

start = lambda name: Check()
q1 = start("c03")
```

+++ {"exercise": "q1", "concepts": ["customer-delivered-value"], "level": "apply", "lesson": 1}

## Exercise 1 · What is left

```{code-cell}
:tags: [starter]
value = ...
```

```{code-cell}
:tags: [solution]
value = 100 - 60
```

```{code-cell}
q1.check()
```
"""
BANK = [{"id": "c03-001", "concepts": ["customer-delivered-value", "prosumer"]}]
LESSON_PATH = "course/en/c03_customer_value/01_delivered_value.md"
STUDENT = "notebooks/en/c03_customer_value/01_delivered_value.ipynb"


def write_course(root: Path) -> Path:
    """Write the sources of the toy course."""
    files = {
        "course/syllabus.yaml": yaml.safe_dump(SYLLABUS, allow_unicode=True),
        "course/glossary.yaml": yaml.safe_dump(GLOSSARY, allow_unicode=True),
        "course/references.bib": REFERENCES,
        LESSON_PATH: LESSON,
        "course/en/c03_customer_value/exercises.md": EXERCISES,
        "course/exam/bank/c03.yaml": yaml.safe_dump(BANK),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def toy(tmp_path) -> Course:
    """The toy course, not built."""
    return load_course(write_course(tmp_path))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory) -> Path:
    """Folder of the toy course, built with the instructor's edition; not to be changed."""
    root = write_course(tmp_path_factory.mktemp("toy"))
    course = load_course(root)
    report = build(course, course.entries, instructor=True, jobs=2)
    assert report.faults == []
    return root


@pytest.fixture
def built(built_once, tmp_path) -> Path:
    """A copy of the built toy course, to be broken."""
    return Path(shutil.copytree(built_once, tmp_path / "course_folder"))
