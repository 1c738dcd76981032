"""The case on whom to court: its cells with other parameters, and one run in a real kernel."""

import re
from pathlib import Path

import jupytext
import pytest

from cvm_lessons.cases import find_case, outside_requests, run_case
from cvm_lessons.cases.crm_strategy import plans
from cvm_lessons.core import DataError, ParameterError

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "course" / "en" / "cases" / "crm_strategy.md"
CHINESE = re.compile(r"[一-鿿]")


@pytest.fixture(scope="module")
def notebook():
    return jupytext.reads(SOURCE.read_text(encoding="utf-8"), fmt="md:myst")


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    monkeypatch.setattr(plans, "N_DRAWS", 50)


def check_results(results, budget):
    numbers, actions = results["numbers"], results["actions"]
    for name in ("cost", "gain", "net_gain"):
        assert numbers[name] == sum(action[name] for action in actions)
    assert numbers["net_gain"] == numbers["gain"] - numbers["cost"]
    assert numbers["cost"] <= budget + len(actions)  # each line is rounded to a yuan
    assert numbers["budget_left"] == budget - numbers["cost"]
    rules = [value for name, value in numbers.items() if name.startswith("net_gain_")]
    assert all(numbers["net_gain"] >= rule - len(actions) for rule in rules)
    assert len({(action["group"], action["strategy"]) for action in actions}) == len(actions)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"sector": "all", "budget": 5_000_000, "part": 1.0, "seed": 7},
        {"sector": "all", "country_group": "Americas and other", "budget": 3_000, "part": 0.05},
    ],
)
def test_the_case_holds_together_with_any_parameters(play_case, parameters):
    shown, results = play_case("crm_strategy", **parameters)
    check_results(results, parameters.get("budget", 60_000))
    assert results["case"] == "crm_strategy"
    assert set(results["parameters"]) == {p.name for p in find_case("crm_strategy").parameters}
    text = "\n".join(shown)
    assert not re.search(r"\{\w+\}|\bnan\b|DataFrame|\d{5,}\.\d", text)


@pytest.mark.parametrize("sector", ["medical", "packaging"])
def test_another_show_ends_in_a_decision(play_case, sector):
    shown, results = play_case("crm_strategy", sector=sector)
    check_results(results, 60_000)
    assert any("**Decision: win back" in text for text in shown)


def test_nothing_to_spend_ends_in_a_decision_to_court_nobody(play_case):
    shown, results = play_case("crm_strategy", budget=0)
    check_results(results, 0)
    assert results["actions"] == []
    assert any("court nobody.** Nothing was set aside" in text for text in shown)
    assert any("The list is empty" in text for text in shown)


def test_the_case_speaks_chinese_where_it_is_asked_to(play_case):
    given = {"language": "zh", "country_group": "Europe", "sector": "all"}
    shown, _ = play_case("crm_strategy", **given)
    assert [text for text in shown if not CHINESE.search(text)] == []
    english = [word for text in shown for word in re.findall(r"\b(?:the|of|and|is|by|for)\b", text)]
    assert english == []


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        (
            {"sector": "packaging", "country_group": "Europe"},
            DataError,
            r"11 active and 21 lost customers\. The case needs 20 of each.*country_group=all",
        ),
        ({"sector": "foot"}, ParameterError, r"sector='foot' is not one.*Did you mean 'food'\?"),
        ({"country_group": "Asia"}, ParameterError, r"country_group='Asia' is not one of"),
    ],
)
def test_customers_that_cannot_carry_a_plan_are_refused(play_case, parameters, error, message):
    with pytest.raises(error, match=message):
        play_case("crm_strategy", **parameters)


def test_the_parameters_cell_assigns_what_the_front_matter_declares(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    names: dict = {}
    exec(cell.source, {}, names)
    assert names == find_case("crm_strategy").defaults


def test_cells_are_short_and_prose_types_no_number_that_a_parameter_moves(notebook):
    assert all(len(cell.source.splitlines()) <= 8 for cell in notebook.cells if cell.cell_type == "code")
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert set(re.findall(r"¥[\d,]+|\d[\d.,]*%", prose)) <= {"95%"}
    assert "$" not in prose  # a report shows TeX as it is written


def test_a_real_run_leaves_results_and_a_report_that_stands_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_ROOT", str(ROOT))
    given = {"sector": "food", "budget": "80000", "language": "zh"}
    run = run_case("crm_strategy", given, folder=tmp_path)
    check_results({"numbers": run.results.numbers, "actions": run.results.actions}, 80_000)
    page = run.report.read_text(encoding="utf-8")
    assert outside_requests(page) == []
    figures = re.findall(r"<img\b[^>]*>", page)
    assert len(figures) == 2
    assert all(re.search(r'alt="[^"]{30,}"', figure) for figure in figures)
    assert "决定" in page
    assert "**" not in page  # Markdown beside Chinese punctuation is easily left as it is
