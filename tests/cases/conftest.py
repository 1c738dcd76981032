"""A small course with one tiny case, run in a real kernel."""

from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

TINY = [
    {
        "name": "sector",
        "type": "choice",
        "default": "food",
        "choices": ["food", "home", "machinery"],
        "help": {"en": "One of the sectors.", "zh": "行业。"},
    },
    {
        "name": "edition",
        "type": "choice",
        "default": "all",
        "choices": ["all", 2023, 2024],
        "help": {"en": "A year.", "zh": "年份。"},
    },
    {
        "name": "budget",
        "type": "integer",
        "default": 1000,
        "low": 0,
        "high": 5000,
        "help": {"en": "Yuan.", "zh": "元。"},
    },
    {
        "name": "share",
        "type": "number",
        "default": 0.5,
        "low": 0,
        "high": 1,
        "help": {"en": "A share.", "zh": "比例。"},
    },
    {"name": "title", "type": "text", "default": "Tiny", "help": {"en": "Text.", "zh": "文字。"}},
    {"name": "own_file", "type": "path", "default": "", "help": {"en": "A file.", "zh": "文件。"}},
    {
        "name": "language",
        "type": "choice",
        "default": "en",
        "choices": ["en", "zh"],
        "help": {"en": "Language.", "zh": "语言。"},
    },
]
ASSIGN = "\n".join(f"{entry['name']} = {entry['default']!r}" for entry in TINY)
CODE = [
    "import matplotlib.pyplot as plt\nimport pandas as pd\nfrom cvm_lessons.cases import write_results\n"
    "from cvm_lessons.core import DataError, setup\nsetup(language=language)",
    "if share == 0:\n    raise DataError('a share of 0 leaves nothing: take more.')\n_ = plt.plot([1, 2])",
    "given = dict(sector=sector, edition=edition, budget=budget, share=share, own_file=own_file)\n"
    "actions = pd.DataFrame({'project': ['a'], 'cost': [budget // 2]})\n"
    "write_results('tiny', parameters=given, numbers={'spent': budget // 2}, actions=actions)",
]


def _tiny_notebook() -> nbformat.NotebookNode:
    """Return the notebook of the tiny case."""
    cells = [new_markdown_cell("# Tiny"), new_code_cell(ASSIGN, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in CODE]
    cells[3].metadata["alt"] = "A rising line"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _tiny_source(parameters: list = TINY, **other: object) -> str:
    """Return the front matter of the tiny case, other than usual where it is said."""
    declared = {"title": "Tiny", "title_zh": "小案例", "chapter": "c03", "concepts": ["consumption-value"]}
    matter = yaml.safe_dump({**declared, "parameters": parameters, **other}, allow_unicode=True)
    return f"---\n{matter}---\n# Tiny\n"


def _write_course(root: Path, source: str) -> Path:
    """Write a course with the tiny case and return its folder."""
    for folder in ("course/en/cases", "notebooks/en/cases"):
        (root / folder).mkdir(parents=True)
    (root / "course/syllabus.yaml").write_text("chapters: []\n")
    (root / "course/en/cases/tiny.md").write_text(source, encoding="utf-8")
    nbformat.write(_tiny_notebook(), root / "notebooks/en/cases/tiny.ipynb")
    return root


@pytest.fixture(scope="session")
def tiny_notebook():
    """A function that returns the tiny case's notebook."""
    return _tiny_notebook


@pytest.fixture(scope="session")
def tiny_source():
    """A function that returns the tiny case's source, with other declarations where they are given."""
    return _tiny_source


@pytest.fixture
def use_course_of(tmp_path, monkeypatch):
    """A function that makes a workbook with the given source the one in force."""

    def use(source):
        monkeypatch.setenv("CVM_ROOT", str(_write_course(tmp_path, source)))

    return use


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A folder that looks like a checkout with one case."""
    return _write_course(tmp_path_factory.mktemp("course"), _tiny_source())


@pytest.fixture
def in_course(course, monkeypatch):
    """The same, as the workbook in force."""
    monkeypatch.setenv("CVM_ROOT", str(course))
    return course
