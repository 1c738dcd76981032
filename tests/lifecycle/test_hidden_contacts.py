"""Contacts and hidden stages: exact against every course, found again, and better than decoding first."""

from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import (
    ContactAction,
    HiddenMarkovModel,
    best_policy,
    contact_actions,
    hidden_contact_actions,
    policy_value,
)
from cvm_lessons.lifecycle._forward_backward import Chain, Evidence, posterior

NAMES = ["cool", "warm", "gone"]
TRUE = {
    "call": [[0.45, 0.5, 0.05], [0.1, 0.85, 0.05], [0, 0, 1]],
    "rest": [[0.75, 0.1, 0.15], [0.2, 0.7, 0.1], [0, 0, 1]],
}
MARGIN = {"call": [-30.0, 60.0, -40.0], "rest": [5.0, 90.0, 0.0]}
RATES = [1.0, 3.0, 0.02]
MODEL = HiddenMarkovModel.from_params(
    NAMES, {"orders": "poisson"}, exit="gone", initial=[0.7, 0.3, 0], parameters={"orders": RATES},
    transition=(np.array(TRUE["call"]) + np.array(TRUE["rest"])) / 2, restarts=0,
)  # fmt: skip


def by_lot(customers, periods, seed):
    rng = np.random.default_rng(seed)
    edges = np.cumsum([TRUE["call"], TRUE["rest"]], axis=2)[:, :, :-1]
    place, rows = (rng.random(customers) > 0.7).astype(int), []
    for period in range(periods):
        lot = rng.integers(2, size=customers)
        paid = np.array(list(MARGIN.values()))[lot, place] + rng.normal(0, 10, customers)
        rows.append(pd.DataFrame({"customer_id": range(customers), "period": period, "margin": paid}))
        rows[-1]["orders"] = rng.poisson(np.array(RATES)[place])
        rows[-1]["action"], rows[-1]["true"] = np.array(["call", "rest"])[lot], place
        place = (rng.random(customers)[:, None] >= edges[lot, place]).sum(axis=1)
    return pd.concat(rows, ignore_index=True)


def test_moves_by_contact_are_those_of_every_course_added_up():
    """One customer, four periods, contacts 0 1 1 0: the last one steers nothing any more."""
    orders, contacts = np.array([2, 0, 4, 1]), np.array([0, 1, 1, 0])
    chances = stats.poisson.pmf(orders[:, None], RATES)
    tables, initial = np.array(list(TRUE.values())), np.array([0.7, 0.3, 0.0])
    moves, whole = np.zeros((2, 3, 3)), 0.0
    for course in product(range(3), repeat=4):
        chance = initial[course[0]] * np.prod([chances[turn, place] for turn, place in enumerate(course)])
        steps = list(zip(contacts, pairwise(course), strict=False))
        chance *= np.prod([tables[contact, one, two] for contact, (one, two) in steps])
        whole += chance
        for contact, (one, two) in steps:
            moves[contact, one, two] += chance
    evidence = Evidence(
        np.log(chances), np.arange(4)[:, None], np.ones((4, 1), dtype=bool), np.zeros(1), contacts[:, None]
    )
    found = posterior(Chain(initial, tables), evidence)
    assert found.loglik[0] == pytest.approx(np.log(whole))
    assert found.moves == pytest.approx(moves / whole)


@pytest.fixture(scope="module")
def panel():
    return by_lot(2500, 7, seed=1)


def test_contacts_are_found_again_and_better_than_by_decoding_first(panel):
    found = hidden_contact_actions(MODEL, panel.sample(frac=1, random_state=1))
    assert list(found) == ["call", "rest"]
    decoded = panel.merge(MODEL.most_likely_stages(panel), on=["customer_id", "period"])
    counted = contact_actions(decoded, leaving="gone", period="period")
    for name, true in TRUE.items():
        assert found[name].transition.to_numpy() == pytest.approx(np.array(true), abs=0.06)
        assert found[name].margin[:2].to_numpy() == pytest.approx(MARGIN[name][:2], abs=6)
        miss = [abs(each[name].transition.to_numpy() - true).max() for each in (found, counted)]
        assert miss[0] < miss[1] / 2
    true = {
        name: ContactAction(pd.DataFrame(table, NAMES, NAMES), pd.Series(MARGIN[name], NAMES))
        for name, table in TRUE.items()
    }
    best, plan = best_policy(true, 0.1), best_policy(found, 0.1)
    assert plan["value"][:2].to_numpy() == pytest.approx(best["value"][:2], rel=0.15)
    # To call or to rest is nearly the same for the warm: what matters is what the plan would bring in truth.
    brings = policy_value(plan["action"].to_dict(), true, 0.1)
    assert (brings[:2] > 0.95 * best["value"][:2]).all()
    assert plan.loc["cool", "action"] == best.loc["cool", "action"] == "call"


def test_with_one_contact_the_moves_are_those_of_the_model():
    panel = MODEL.simulate(300, 6, rng=2).assign(action="call", margin=0.0)
    model = HiddenMarkovModel(**MODEL.get_params() | {"tolerance": 1e-8}).fit(panel, start=MODEL)
    found = hidden_contact_actions(model, panel, tolerance=1e-8)["call"].transition
    assert found.to_numpy() == pytest.approx(model.transition_.to_numpy(), abs=2e-3)


def test_customers_may_differ_besides():
    model = HiddenMarkovModel.from_params(
        ["a", "b"], {"n": "poisson"}, differs=["n"], nodes=7, initial=[0.5, 0.5],
        transition=[[0.8, 0.2], [0.3, 0.7]], parameters={"n": [1, 5]}, spread={"n": 0.5},
    )  # fmt: skip
    rng = np.random.default_rng(1)
    panel = model.simulate(400, 6, rng=3)
    panel = panel.assign(action=rng.choice(["call", "rest"], len(panel)), margin=0.0)
    for action in hidden_contact_actions(model, panel).values():
        assert action.transition.to_numpy() == pytest.approx(model.transition_.to_numpy(), abs=0.1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows.drop(columns="action"), "column 'action' is missing"),
        (lambda rows: rows.assign(action=None), "column 'action', row 0"),
        (lambda rows: rows.assign(margin="多"), "column 'margin', row 0: 多 is not a number"),
        (lambda rows: rows.assign(orders=-1), "column 'orders', row 0"),
        (lambda rows: rows.head(0), "no rows"),
        (lambda _: MODEL, "a pandas DataFrame is needed"),
        (
            lambda rows: rows.assign(action=["拜访", *rows["action"][1:]]),
            "hardly anybody in the stage 'cool' got '拜访' with a later period",
        ),
    ],
)
def test_panels_that_tell_nothing_are_refused(change, message):
    with pytest.raises(DataError, match=message):
        hidden_contact_actions(MODEL, change(by_lot(200, 4, seed=3)))


def test_arguments_that_cannot_be_are_refused(panel):
    with pytest.raises(ParameterError, match="model is no HiddenMarkovModel, but a DataFrame"):
        hidden_contact_actions(panel, panel)
    with pytest.raises(ParameterError, match="no parameters yet"):
        hidden_contact_actions(HiddenMarkovModel(NAMES, {"orders": "poisson"}), panel)
    with pytest.raises(ParameterError, match="still gains after max_iterations=2"):
        hidden_contact_actions(MODEL, panel, max_iterations=2, tolerance=0)
