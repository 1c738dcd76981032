"""The whole case: its source, its cells with other parameters, and one run in a real kernel."""

import ast
import json
import re
from pathlib import Path

import jupytext
import matplotlib.pyplot as plt
import pytest

from cvm_lessons.cases import find_case, outside_requests, run_case
from cvm_lessons.cases.value_drivers import decision, evidence
from cvm_lessons.core import DataError
from cvm_lessons.core.languages import set_language

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "course" / "en" / "cases" / "value_drivers.md"
OWN = ["value_overall,perf_visitors,perf_coffee,perf_service"] + [
    f"{5 + i % 4},{4 + i % 5},{3 + i % 7},{2 + i % 6}" for i in range(40)
]
CHINESE = re.compile(r"[一-鿿]")


@pytest.fixture(scope="module")
def notebook():
    return jupytext.reads(SOURCE.read_text(encoding="utf-8"), fmt="md:myst")


@pytest.fixture
def play(notebook, tmp_path, monkeypatch):
    """A function that runs the case's cells here with other parameters: what is shown, and the results."""
    monkeypatch.setenv("CVM_ROOT", str(ROOT))
    monkeypatch.setenv("CVM_CASE_FOLDER", str(tmp_path))
    monkeypatch.setattr(evidence, "RESAMPLES", 100)
    monkeypatch.setattr(evidence, "REDRAWN", 100)
    monkeypatch.setattr(decision, "PLANNED_AGAIN", 5)

    def run(**parameters):
        names: dict = {}
        shown = []
        for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
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


def check_results(results, budget):
    numbers, actions = results["numbers"], results["actions"]
    assert numbers["cost"] == sum(action["cost"] for action in actions) <= budget
    assert numbers["gain"] == sum(action["gain"] for action in actions)
    assert (
        numbers["net_gain"]
        == sum(action["net_gain"] for action in actions)
        == numbers["gain"] - numbers["cost"]
    )
    assert numbers["budget_left"] == budget - numbers["cost"]
    rules = [value for name, value in numbers.items() if name.startswith("net_gain_")]
    assert all(numbers["net_gain"] >= rule - len(actions) for rule in rules)  # each gain is rounded to a yuan
    assert len({action["attribute"] for action in actions}) == len(actions)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"sector": "home", "edition": 2024, "budget": 5_000_000, "seed": 7},
        {"sector": "food", "country_group": "Europe", "edition": "all", "budget": 60_000},
    ],
)
def test_the_case_holds_together_with_any_parameters(play, parameters):
    shown, results = play(**parameters)
    check_results(results, parameters.get("budget", 200_000))
    assert results["case"] == "value_drivers"
    assert set(results["parameters"]) == {p.name for p in find_case("value_drivers").parameters}
    text = "\n".join(shown)
    assert not re.search(r"\{\w+\}|\bnan\b|DataFrame|\d{5,}\.\d", text)


def test_nothing_to_spend_ends_in_a_decision_to_fund_nothing(play):
    shown, results = play(sector="packaging", edition="all", budget=0)
    check_results(results, 0)
    assert results["actions"] == []
    assert any("fund nothing.** Nothing was set aside" in text for text in shown)
    assert any("The list is empty" in text for text in shown)


def test_the_case_speaks_chinese_where_it_is_asked_to(play):
    shown, _ = play(language="zh", country_group="other Asia", edition="all", sector="electronics")
    assert [text for text in shown if not CHINESE.search(text)] == []
    english = [word for text in shown for word in re.findall(r"\b(?:the|of|and|is|by|for)\b", text)]
    assert english == []


def test_an_own_file_runs_through_to_a_list(play, tmp_path):
    (tmp_path / "own.csv").write_text("\n".join(OWN), encoding="gb18030")
    shown, results = play(own_file=str(tmp_path / "own.csv"))
    check_results(results, 200_000)
    assert results["numbers"]["answers"] == 40
    assert any("**yours**: 40 answers on quality of visitors, coffee and" in text for text in shown)
    assert "net_gain_said" not in results["numbers"]


def test_too_few_answers_stop_the_case_before_it_says_anything(play):
    with pytest.raises(DataError, match=r"^5 answers fit .* Widen: country_group=all, edition=all"):
        play(sector="packaging", country_group="Americas and other", edition=2016)


def test_the_parameters_cell_assigns_what_the_front_matter_declares(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    names: dict = {}
    exec(cell.source, {}, names)
    assert names == find_case("value_drivers").defaults
    assert names == {entry["name"]: entry["default"] for entry in notebook.metadata["parameters"]}


def test_cells_are_short_and_prose_types_no_number_that_a_parameter_moves(notebook):
    assert all(len(cell.source.splitlines()) <= 8 for cell in notebook.cells if cell.cell_type == "code")
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert set(re.findall(r"¥[\d,]+|\d[\d.,]*%", prose)) <= {"95%"}
    assert "$" not in prose  # a report shows TeX as it is written


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One real run, shared by the tests that look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CVM_ROOT", str(ROOT))
        given = {"sector": "food", "edition": "all", "budget": "80000", "language": "zh"}
        return run_case("value_drivers", given, folder=tmp_path_factory.mktemp("run"))


def test_a_real_run_leaves_results_that_add_up(run):
    check_results({"numbers": run.results.numbers, "actions": run.results.actions}, 80_000)
    assert run.results.parameters["sector"] == "food"
    assert all(CHINESE.search(action["action"]) for action in run.results.actions)


def test_the_report_needs_nothing_from_outside_and_describes_its_figures(run):
    page = run.report.read_text(encoding="utf-8")
    assert outside_requests(page) == []
    figures = re.findall(r"<img\b[^>]*>", page)
    assert len(figures) == 5
    assert all(re.search(r'alt="[^"]{30,}"', figure) for figure in figures)
    assert "case.price_projects" not in page
    assert "决定" in page
    assert "**" not in page  # Markdown beside Chinese punctuation is easily left as it is
