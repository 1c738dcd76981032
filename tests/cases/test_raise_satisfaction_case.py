"""The whole case: its source, its cells with other parameters, and one run in a real kernel."""

import re
from pathlib import Path

import jupytext
import pytest

from cvm_lessons.cases import find_case, outside_requests, run_case
from cvm_lessons.cases.raise_satisfaction import evidence
from cvm_lessons.core import DataError, ParameterError

ROOT = Path(__file__).parents[2]
NAME = "raise_satisfaction"
SOURCE = ROOT / "course" / "en" / "cases" / f"{NAME}.md"
OWN = ["sat_overall,perf_visitors,perf_coffee,perf_service"] + [
    f"{5 + i % 4},{4 + i % 5},{3 + i % 7},{2 + i % 6}" for i in range(40)
]
CHINESE = re.compile(r"[一-鿿]")


@pytest.fixture
def play(play_case, monkeypatch):
    """A function that runs the case's cells here with other parameters."""
    monkeypatch.setattr(evidence, "RESAMPLES", 100)
    return lambda **parameters: play_case(NAME, **parameters)


def check_results(results, budget):
    numbers, actions = results["numbers"], results["actions"]
    assert numbers["cost"] == sum(action["cost"] for action in actions) <= budget
    assert (
        numbers["net_gain"]
        == sum(action["net_gain"] for action in actions)
        == numbers["gain"] - numbers["cost"]
    )
    assert numbers["budget_left"] == budget - numbers["cost"]
    rules = [value for name, value in numbers.items() if name.startswith("net_gain_")]
    assert all(numbers["net_gain"] >= rule - len(actions) for rule in rules)  # each gain is rounded to a yuan


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"sector": "home", "edition": 2024, "budget": 5_000_000, "seed": 7},
        {"sector": "machinery", "country_group": "mainland China", "budget": 60_000},
    ],
)
def test_the_case_holds_together_with_any_parameters(play, parameters):
    shown, results = play(**parameters)
    check_results(results, parameters.get("budget", 100_000))
    assert set(results["parameters"]) == {p.name for p in find_case(NAME).parameters}
    text = "\n".join(shown)
    assert not re.search(r"\{\w+\}|\bnan\b|DataFrame|\d{5,}\.\d", text)


def test_a_captive_show_with_nothing_to_spend_ends_in_a_decision_to_fund_nothing(play):
    shown, results = play(sector="packaging", budget=0)
    check_results(results, 0)
    assert results["actions"] == []
    assert any("fund nothing.** Nothing was set aside" in text for text in shown)
    assert any("do not show that budgets follow satisfaction" in text for text in shown)


def test_the_case_speaks_chinese_where_it_is_asked_to(play):
    shown, _ = play(language="zh", country_group="other Asia", sector="electronics")
    assert [text for text in shown if not CHINESE.search(text)] == []
    english = [word for text in shown for word in re.findall(r"[a-z]{3,}", text)]
    assert set(english) <= {"results", "json"}


def test_an_own_file_runs_through_to_a_list(play, tmp_path):
    (tmp_path / "own.csv").write_text("\n".join(OWN), encoding="gb18030")
    shown, results = play(own_file=str(tmp_path / "own.csv"))
    check_results(results, 100_000)
    assert results["numbers"]["answers"] == 40
    assert "net_gain_said" not in results["numbers"]
    assert any("from **your file**" in text for text in shown)
    assert any("Nobody knows the truth behind your file" in text for text in shown)


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"sector": "packaging", "edition": 2025}, DataError, r"^78 answers fit .* Widen: edition=all"),
        ({"sector": "food", "edition": 2020}, ParameterError, r"the food show was not held in that year"),
    ],
)
def test_too_few_answers_stop_the_case_before_it_says_anything(play, parameters, error, message):
    with pytest.raises(error, match=message):
        play(**parameters)


def test_an_own_file_without_satisfaction_names_the_column(play, tmp_path):
    (tmp_path / "own.csv").write_text("\n".join(["satisfied", *OWN[1:]]).replace("satisfied", "a,b,c,d", 1))
    with pytest.raises(DataError, match="'sat_overall' is missing"):
        play(own_file=str(tmp_path / "own.csv"))


@pytest.fixture(scope="module")
def notebook():
    return jupytext.reads(SOURCE.read_text(encoding="utf-8"), fmt="md:myst")


def test_the_parameters_cell_assigns_what_the_front_matter_declares(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    names: dict = {}
    exec(cell.source, {}, names)
    assert names == find_case(NAME).defaults


def test_cells_are_short_and_prose_types_no_number_that_a_parameter_moves(notebook):
    assert all(len(cell.source.splitlines()) <= 8 for cell in notebook.cells if cell.cell_type == "code")
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert set(re.findall(r"¥[\d,]+|\d[\d.,]*%", prose)) == set()
    assert "$" not in prose  # a report shows TeX as it is written


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One real run, shared by the tests that look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CVM_ROOT", str(ROOT))
        given = {"sector": "food", "budget": "80000", "language": "zh"}
        return run_case(NAME, given, folder=tmp_path_factory.mktemp("run"))


def test_a_real_run_leaves_results_that_add_up(run):
    check_results({"numbers": run.results.numbers, "actions": run.results.actions}, 80_000)
    assert all(CHINESE.search(action["action"]) for action in run.results.actions)


def test_the_report_needs_nothing_from_outside_and_describes_its_figures(run):
    page = run.report.read_text(encoding="utf-8")
    assert outside_requests(page) == []
    figures = re.findall(r"<img\b[^>]*>", page)
    assert len(figures) == 4
    assert all(re.search(r'alt="[^"]{30,}"', figure) for figure in figures)
    assert "决定" in page
    assert "**" not in page  # Markdown beside Chinese punctuation is easily left as it is
