"""A small course with one tiny case, run in a real kernel; and a player of the real cases' cells."""

import ast
import json
from pathlib import Path

import jupytext
import matplotlib.pyplot as plt
import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from cvm_lessons.core.languages import set_language

ROOT = Path(__file__).parents[2]
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


@pytest.fixture
def play_case(tmp_path, monkeypatch):
    """A function that runs a case's cells here with other parameters: what is shown, and the results."""
    monkeypatch.setenv("CVM_ROOT", str(ROOT))
    monkeypatch.setenv("CVM_CASE_FOLDER", str(tmp_path))

    def run(name, **parameters):
        source = (ROOT / f"course/en/cases/{name}.md").read_text(encoding="utf-8")
        names: dict = {}
        shown = []
        for cell in (
            cell for cell in jupytext.reads(source, fmt="md:myst").cells if cell.cell_type == "code"
        ):
            shown += _run_cell(cell.source, names)
            if "parameters" in cell.metadata.get("tags", []):
                names |= parameters
        return shown, json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))

    yield run
    set_language("en")
    plt.close("all")


def _run_cell(source, names):
    """Run a cell as a notebook does: the value of its last line is shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    return [] if value is None else [repr(value)]
