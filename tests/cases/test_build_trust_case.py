"""The whole case: its source, its cells in another language, one run in a real kernel, and what it says."""

import math
import re
from functools import cache
from pathlib import Path

import jupytext
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons import trust
from cvm_lessons.cases import build_trust as case, find_case, outside_requests, run_case
from cvm_lessons.cases.build_trust import evidence
from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.measurement import Interval

ROOT = Path(__file__).parents[2]
NAME = "build_trust"
SOURCE = ROOT / "course" / "en" / "cases" / f"{NAME}.md"
CHINESE = re.compile(r"[一-鿿]")


@cache
def study():
    return case.open_study("food", edition=2025)


@cache
def antecedents():
    return case.find_antecedents(study())


def coming(low, estimate, high, alone=0.1):
    ends = Interval(estimate, low, high, 500)
    return case.Coming(Interval(alone, 0.0, 0.2, 500), ends, ends)


def test_a_relational_show_speaks_chinese_to_the_last_cell(play_case, monkeypatch):
    monkeypatch.setattr(evidence, "RESAMPLES", 100)
    shown, results = play_case(NAME, language="zh", sector="food", customers="relational", budget=60_000)
    assert [text for text in shown if not CHINESE.search(text)] == []
    english = {word for text in shown for word in re.findall(r"[a-z]{3,}", text)}
    assert english <= {"results", "json"}
    assert not re.search(r"\{\w+\}|\bnan\b|DataFrame", "\n".join(shown))
    numbers, actions = results["numbers"], results["actions"]
    assert set(results["parameters"]) == {p.name for p in find_case(NAME).parameters}
    assert numbers["cost"] == sum(action["cost"] for action in actions) <= 60_000
    assert numbers["budget_left"] == 60_000 - numbers["cost"]
    assert numbers["verdict"] in {"buy", "test", "refuse", "nothing"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One real run, shared by the tests that look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CVM_ROOT", str(ROOT))
        given = {"sector": "home", "customers": "first-timers", "budget": "0"}
        return run_case(NAME, given, folder=tmp_path_factory.mktemp("run"))


def test_nothing_to_spend_on_first_timers_ends_in_a_decision_to_buy_nothing(run):
    assert run.results.actions == []
    assert run.results.numbers["verdict"] == "nothing"
    page = run.report.read_text(encoding="utf-8")
    assert "Decision: buy nothing.</strong> Nothing was set aside." in page


def test_the_report_needs_nothing_from_outside_and_describes_its_figures(run):
    page = run.report.read_text(encoding="utf-8")
    assert outside_requests(page) == []
    figures = re.findall(r"<img\b[^>]*>", page)
    assert len(figures) == 5
    assert all(re.search(r'alt="[^"]{30,}"', figure) for figure in figures)
    assert "**" not in page


@pytest.mark.parametrize(
    ("filters", "error", "message"),
    [
        (
            {"sector": "electronics", "edition": 2018},
            DataError,
            r"^108 answers fit sector=electronics, .* relational ones 37\. .* Widen: edition=all",
        ),
        ({"sector": "home", "edition": 2021}, ParameterError, r"edition=2021: .* Held in 2016, 2017, 2018"),
        ({"sector": "foot"}, ParameterError, r"sector='foot' is not one of .* Did you mean 'food'\?"),
        ({"customers": "relatonal"}, ParameterError, r"Did you mean 'relational'\?"),
    ],
)
def test_filters_that_cannot_carry_the_case_are_refused(filters, error, message):
    with pytest.raises(error, match=message):
        case.open_study(**filters)


def test_customers_are_told_apart_by_earlier_participations():
    everybody = study()
    relational = case.open_study("food", customers="relational")
    assert (everybody.chosen["earlier"] >= 0).all()
    assert (relational.chosen["earlier"] >= 2).all()
    assert len(relational.answers) > len(relational.chosen)
    assert relational.deciding["year"].unique().tolist() == [2025]
    assert set(relational.later["came_next"]) == {0.0, 1.0}


def test_the_four_steps_hold_means_of_the_groups():
    steps = case.take_steps(study())
    first = study().answers[study().answers["earlier"] == 0]
    assert steps.loc["first-timers", "trust"] == pytest.approx(first["trust"].mean())
    assert steps["n"].sum() == len(study().answers)
    assert steps["needs"].between(0, 1).all()


def test_the_plan_is_the_best_of_all_sets_and_prices_its_need():
    plan = case.weigh_actions(study(), antecedents(), 60_000)
    assert plan.loc[plan["chosen"], "cost"].sum() <= 60_000
    found = case.judge(study(), plan, coming(-0.1, 0.1, 0.2))
    share, base = study().share, len(study().deciding) * study().margin
    odds = math.log(share / (1 - share)) + found.needed * found.gain
    assert (1 / (1 + math.exp(-odds)) - share) * base == pytest.approx(found.cost)


@pytest.mark.parametrize(
    ("low", "high", "kind", "said"),
    [
        (90, 100, "buy", "Even the low end of the interval pays for it in one edition."),
        (-1, 90, "test", "do not buy the plan yet"),
        (-1, 0.001, "refuse", "Even the upper end of the interval does not pay"),
    ],
)
def test_the_decision_hangs_on_the_needed_log_odds(low, high, kind, said):
    plan = case.weigh_actions(study(), antecedents(), 60_000)
    odds = coming(low, (low + high) / 2, high)
    verdict = case.judge(study(), plan, odds)
    often = pd.Series(0.5, index=plan.index)
    actions = case.action_list(plan, often, verdict)
    assert verdict.kind == kind
    assert len(actions) == (plan["chosen"].sum() if kind == "buy" else 1)
    text = case.say_decision(actions, verdict, 60_000).text
    assert said in text
    assert "Another survey might have chosen another set" in text
    assert "it needs" in case.say_sure(verdict, odds).text


def test_a_plan_that_would_lose_exhibitors_is_not_called_a_worth():
    plan = case.weigh_actions(study(), antecedents(), 60_000)
    odds = coming(-0.3, -0.2, -0.1)
    text = case.say_sure(case.judge(study(), plan, odds), odds).text
    assert text.startswith("At the estimate the plan would lose ¥")
    assert "lies below 0" in case.say_coming(study(), odds).text


def test_trust_that_lasts_multiplies_the_worth_and_not_the_cost():
    plan = case.weigh_actions(study(), antecedents(), 60_000)
    odds = coming(0.0, 0.1, 0.2)
    verdict = case.judge(study(), plan, odds)
    table = case.vary_inputs(study(), verdict, odds)
    assert table.loc[1, "estimate"] == pytest.approx(verdict.worth - verdict.cost)
    assert table.loc[3, "estimate"] == pytest.approx(3 * verdict.worth - verdict.cost)
    assert table["low"].tolist() == pytest.approx([-verdict.cost] * 3)


def test_a_plan_for_which_all_would_not_be_enough_says_so():
    verdict = case.Verdict("refuse", 9e9, 0.1, math.inf, 5.0)
    assert "Even if everybody came, it would not pay" in case.say_sure(verdict, coming(0, 1, 2)).text


def test_a_budget_that_buys_nothing_is_said():
    plan = case.weigh_actions(study(), antecedents(), 17_999)
    assert not plan["chosen"].any()
    assert case.say_plan(plan).text == "The budget buys no action: the cheapest costs ¥18,000."
    verdict = case.judge(study(), plan, coming(0, 1, 2))
    assert verdict.kind == "nothing"
    empty = case.action_list(plan, pd.Series(0.0, index=plan.index), verdict)
    assert case.show_list(empty).text.startswith("**The list is empty.**")
    assert case.say_sure(verdict, coming(0, 1, 2)).text == "There is no plan to price."


def test_dinners_are_priced_by_both_ties():
    friends = case.Friends(pd.DataFrame(), Interval(0.2, 0.1, 0.3, 9), Interval(0.0, -0.1, 0.1, 9), 3.4)
    dinners = case.price_dinners(study(), friends)
    assert dinners.loc["held", "net"] == pytest.approx(-107 * len(study().deciding))
    assert dinners.loc["raw", "more_coming"] > 0
    assert "of coming differ by **0.200** (0.100 to 0.300)" in case.say_friends(friends, dinners).text


@pytest.mark.parametrize(("low", "said"), [(-0.1, "is not shown here"), (0.01, "for half of its readers")])
def test_one_letter_for_all_is_judged_by_the_interval_of_the_difference(low, said):
    rows = [
        ("occasional", "satisfaction", 0.4, 0.3, 0.5),
        ("occasional", "trust", 0.1, 0.0, 0.2),
        ("relational", "satisfaction", 0.1, 0.0, 0.2),
        ("relational", "trust", 0.3, 0.2, 0.4),
        ("difference", "trust", 0.2, low, 0.4),
    ]
    drivers = pd.DataFrame(rows, columns=["group", "cause", "estimate", "low", "high"])
    effects = [
        (group, effect) for group in ("occasional", "relational") for effect in ("total", "indirect: all")
    ]
    paths = pd.DataFrame(effects, columns=["group", "effect"]).assign(estimate=[0.5, 0.1, 0.4, 0.3])
    text = case.say_loyalty(drivers, paths).text
    assert "occasional goes most of all **satisfaction**, with that of the relational **trust**" in text
    assert said in text
    below = paths.assign(estimate=[0.5, -0.1, 0.4, 0.3])
    assert case.say_loyalty(drivers, below).text.endswith("a part came out below zero.")
    assert case.plot_paths(below.assign(effect="indirect: trust")) is None
    assert "20% passes through trust and commitment for the occasional, 75% for the relational" in text


def test_antecedents_with_a_zero_in_the_interval_are_named():
    table = pd.DataFrame(
        {"estimate": [0.1, -0.2], "low": [-0.1, -0.3], "high": [0.3, -0.1]},
        index=["communication", "opportunism"],
    )
    text = case.say_antecedents(table).text
    assert "a point more of **opportunism** goes with -0.20 points of trust (-0.30 to -0.10)" in text
    assert text.endswith("The interval holds 0 for communication.")


def test_the_measures_are_those_of_the_room_on_one_answer_a_customer(monkeypatch):
    monkeypatch.setattr(evidence, "RESAMPLES", 100)
    measured = case.measure(study())
    items = list(trust.SCALES["communication"])
    covariance = study().answers[items].cov().to_numpy()
    alpha = 2 * (1 - np.trace(covariance) / covariance.sum())
    assert measured.scales.loc["communication", "alpha"] == pytest.approx(alpha)
    assert measured.distinct.n == study().answers["customer_id"].nunique()
    assert "Free of error, trust and satisfaction correlate at **0." in case.say_measured(measured).text


def test_the_truth_is_the_worlds():
    friends = case.meet_friends(study())
    against = case.against_answers(study(), friends, coming(-0.1, 0.0, 0.1))
    true = {"communication": 0.14, "opportunism": -0.22, "friendship": 0.08, "coming": 0.0}
    assert against.loc[list(true), "truth"].to_dict() == true  # truth.yaml, relationship.causes.trust
    assert "trust itself brings nobody, and you estimated 0.00" in case.say_truth(against).text


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.filterwarnings("error:Glyph")
def test_the_figures_of_the_case_stay_inside(code, texts_outside):
    drivers, paths = _loyalty()
    figures = [
        lambda: trust.plot_antecedents(antecedents()),
        lambda: trust.plot_loyalty_drivers(drivers),
        lambda: case.plot_paths(paths.assign(estimate=paths["estimate"].abs())),
        lambda: trust.plot_friendship(case.meet_friends(study()).ties),
        lambda: trust.plot_trust_plan(case.weigh_actions(study(), antecedents(), 0)),
    ]
    with plt.rc_context(), language(code):
        apply_style()
        assert [texts_outside(draw().figure) for draw in figures] == [[]] * len(figures)
    plt.close("all")


@cache
def _loyalty():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "RESAMPLES", 100)
        return case.find_loyalty(study())


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
