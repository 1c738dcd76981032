"""The case on a show and its customers: its cells with other parameters, and one run in a real kernel."""

import re
from pathlib import Path

import jupytext
import pytest

from cvm_lessons.cases import find_case, outside_requests, run_case
from cvm_lessons.cases.show_analysis import options
from cvm_lessons.cases.show_analysis.sides import EDITIONS
from cvm_lessons.core import DataError, ParameterError

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "course" / "en" / "cases" / "show_analysis.md"
CHINESE = re.compile(r"[一-鿿]")
STANDS = ["展位,目标观众,停留,交谈,线索", "甲,800,360,108,54", "乙,800,200,120,54"]


@pytest.fixture(scope="module")
def notebook():
    return jupytext.reads(SOURCE.read_text(encoding="utf-8"), fmt="md:myst")


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    monkeypatch.setattr(options, "N_DRAWS", 20)


def check_results(results, budget):
    numbers, actions = results["numbers"], results["actions"]
    for name in ("cost", "gain", "net_gain"):
        assert numbers[name] == sum(action[name] for action in actions)
    assert numbers["net_gain"] == numbers["gain"] - numbers["cost"] >= 0
    assert numbers["cost"] <= EDITIONS * budget + 1
    proposals = [value for name, value in numbers.items() if name.startswith("net_gain_")]
    assert numbers["net_gain"] >= max(proposals) - 1


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"sector": "electronics", "edition": 2022, "group": "large", "budget": 5_000_000, "seed": 7},
        {"sector": "packaging", "edition": 2021, "journey": 3000, "budget": 60_000},
    ],
)
def test_the_case_holds_together_with_any_parameters(play_case, parameters):
    shown, results = play_case("show_analysis", **parameters)
    check_results(results, parameters.get("budget", 150_000))
    assert results["case"] == "show_analysis"
    assert set(results["parameters"]) == {p.name for p in find_case("show_analysis").parameters}
    text = "\n".join(shown)
    assert not re.search(r"\{\w+\}|\bnan\b|DataFrame|\d{5,}\.\d", text)


@pytest.mark.parametrize("sector", ["machinery", "medical"])
def test_another_show_ends_in_a_decision(play_case, sector):
    shown, results = play_case("show_analysis", sector=sector, edition=2019)
    check_results(results, 150_000)
    assert any("**Decision: " in text for text in shown)


def test_nothing_to_spend_ends_in_a_decision_to_fund_nothing(play_case):
    shown, results = play_case("show_analysis", budget=0)
    check_results(results, 0)
    assert [action["action"] for action in results["actions"]] == ["service"]
    assert any("fund nothing.** Nothing was set aside" in text for text in shown)


def test_a_dear_journey_leaves_nothing_that_pays(play_case):
    shown, results = play_case("show_analysis", journey=20_000)
    assert results["numbers"]["net_gain"] == 0
    assert any("None of the proposals brings its cost back" in text for text in shown)


def test_the_case_speaks_chinese_where_it_is_asked_to(play_case):
    shown, _ = play_case("show_analysis", language="zh", sector="medical", edition=2018)
    assert [text for text in shown if not CHINESE.search(text)] == []
    english = [word for text in shown for word in re.findall(r"\b(?:the|of|and|is|by|for)\b", text)]
    assert english == []


def test_counts_at_stands_come_from_an_own_file(play_case, tmp_path):
    (tmp_path / "own.csv").write_text("\n".join(STANDS), encoding="gb18030")
    shown, _ = play_case("show_analysis", own_file=str(tmp_path / "own.csv"))
    text = "\n".join(shown)
    # By hand: 108 of 360 talked to is 30%; one point more is 54/30 leads.
    assert "- **甲**: lowest in contact (30%); one point more brings 1.8 leads." in text
    assert "- **乙**: lowest in attraction (25%); one point more brings 2.2 leads." in text


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        (
            {"edition": 2022},
            ParameterError,
            r"edition=2022: the case needs an edition of the food show.*2018",
        ),
        (
            {"sector": "packaging", "edition": 2018},
            DataError,
            r"5 large exhibitors came.*needs 8 of each size",
        ),
        ({"sector": "foot"}, ParameterError, r"sector='foot' is not one.*Did you mean 'food'\?"),
    ],
)
def test_a_show_that_cannot_be_analysed_is_refused(play_case, parameters, error, message):
    with pytest.raises(error, match=message):
        play_case("show_analysis", **parameters)


def test_the_parameters_cell_assigns_what_the_front_matter_declares(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    names: dict = {}
    exec(cell.source, {}, names)
    assert names == find_case("show_analysis").defaults


def test_cells_are_short_and_prose_types_no_number_that_a_parameter_moves(notebook):
    assert all(len(cell.source.splitlines()) <= 8 for cell in notebook.cells if cell.cell_type == "code")
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert set(re.findall(r"¥[\d,]+|\d[\d.,]*%", prose)) <= {"95%", "30%"}  # 30%: the highest lot
    assert "$" not in prose  # a report shows TeX as it is written


def test_a_real_run_leaves_results_and_a_report_that_stands_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_ROOT", str(ROOT))
    given = {"sector": "home", "edition": 2024, "budget": "80000", "language": "zh"}
    run = run_case("show_analysis", given, folder=tmp_path)
    check_results({"numbers": run.results.numbers, "actions": run.results.actions}, 80_000)
    page = run.report.read_text(encoding="utf-8")
    assert outside_requests(page) == []
    figures = re.findall(r"<img\b[^>]*>", page)
    assert len(figures) == 4
    assert all(re.search(r'alt="[^"]{30,}"', figure) for figure in figures)
    assert "决定" in page
    assert "**" not in page  # Markdown beside Chinese punctuation is easily left as it is
