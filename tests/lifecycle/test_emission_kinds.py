"""Counts with a rate of their own: exact against scipy and every course, found again, and refused."""

import warnings
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from scipy.optimize import minimize, minimize_scalar
from sklearn.base import clone

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import HiddenMarkovModel
from cvm_lessons.lifecycle._emission_kinds import Binomial, Seen
from cvm_lessons.lifecycle._overdispersed import BetaBinomial, NegativeBinomial

MEANS = pd.DataFrame({"mean": [0.2, 0.6], "precision": [3.0, 8.0]}, ["cool", "warm"])
SIZES = pd.DataFrame({"size": [1.5, 4.0], "mean": [1.0, 5.0]}, ["cool", "warm"])  # columns in any order


def attendance(**changes):
    plan = {
        "initial": {"warm": 0.4, "cool": 0.6},
        "transition": pd.DataFrame([[0.9, 0.1], [0.2, 0.8]], ["warm", "cool"], ["warm", "cool"]),
        "parameters": {"attended": MEANS, "calls": SIZES},
    }
    emissions = {"attended": "betabinomial", "calls": "negbinomial"}
    return HiddenMarkovModel.from_params(
        ["cool", "warm"], emissions, trials={"attended": "held"}, **(plan | changes)
    )


def table(values, trials):
    values, trials = np.array(values, dtype=float), np.array(trials, dtype=float)
    return Seen(values, trials, np.ones(len(values), dtype=bool))


@settings(max_examples=30)
@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.02, 0.98), st.floats(0.1, 500))
def test_chances_are_those_of_scipy(k, more, mean, size):
    n, seen = k + more, table([k], [k + more])
    found = BetaBinomial().log_chance(np.array([[mean, size]]), seen)[0, 0]
    assert found == pytest.approx(stats.betabinom.logpmf(k, n, mean * size, (1 - mean) * size), abs=1e-8)
    assert Binomial().log_chance(np.array([mean]), seen)[0, 0] == pytest.approx(
        stats.binom.logpmf(k, n, mean)
    )
    found = NegativeBinomial().log_chance(np.array([[9 * mean, size]]), seen)[0, 0]
    assert found == pytest.approx(stats.nbinom.logpmf(k, size, size / (size + 9 * mean)), abs=1e-8)


def test_steps_climb_to_the_maximum_that_a_general_optimiser_finds():
    """One stage: the best shapes by many steps are those of scipy's own search."""
    rng = np.random.default_rng(4)
    k = rng.binomial(12, rng.beta(1.2, 2.5, 400))
    weights = np.ones((400, 1))
    seen, parameter = table(k, np.full(400, 12)), np.array([[0.5, 4.0]])
    for _ in range(60):
        parameter = BetaBinomial().estimate(parameter, seen, weights)
    best = minimize(
        lambda logs: -stats.betabinom.logpmf(k, 12, *np.exp(logs)).sum(), [0.0, 0.0], method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-8},
    )  # fmt: skip
    a, b = np.exp(best.x)
    assert parameter[0] == pytest.approx([a / (a + b), a + b], rel=1e-4)
    k = rng.poisson(rng.gamma(1.7, 2.0, 400))
    seen, parameter = table(k, np.ones(400)), np.array([[1.0, 4.0]])
    for _ in range(60):
        parameter = NegativeBinomial().estimate(parameter, seen, weights)
    best = minimize_scalar(
        lambda log: -stats.nbinom.logpmf(k, np.exp(log), 1 / (1 + k.mean() / np.exp(log))).sum(), (0, 1)
    )
    assert parameter[0] == pytest.approx([k.mean(), np.exp(best.x)], rel=1e-4)


def test_the_likelihood_is_that_of_every_course_added_up():
    model, panel = attendance(), attendance().simulate(6, 4, trials={"attended": 10}, rng=3)
    panel.loc[[1, 7], "attended"] = np.nan
    panel.loc[[1], "held"] = np.nan
    total = 0.0
    for _, rows in panel.groupby("customer_id"):
        whole = 0.0
        for course in np.ndindex(*[2] * len(rows)):
            chance = model.initial_.iloc[course[0]]
            for before, after in pairwise(course):
                chance *= model.transition_.iloc[before, after]
            for stage, row in zip(course, rows.itertuples(), strict=True):
                name = model.stages[stage]
                mean, size = MEANS.loc[name]
                if not pd.isna(row.attended):
                    chance *= stats.betabinom.pmf(row.attended, row.held, mean * size, (1 - mean) * size)
                mean, size = SIZES.loc[name, ["mean", "size"]]
                chance *= stats.nbinom.pmf(row.calls, size, size / (size + mean))
            whole += chance
        total += np.log(whole)
    assert model.log_likelihood(panel) == pytest.approx(total)


def test_shapes_are_found_again_and_a_plain_rate_fits_worse():
    panel = attendance().simulate(700, 8, trials={"attended": 10}, rng=5)
    options = {"trials": {"attended": "held"}, "restarts": 2, "tolerance": 1e-6}
    found = clone(attendance()).set_params(**options).fit(panel)
    assert found.parameters_["attended"]["mean"].to_numpy() == pytest.approx([0.2, 0.6], abs=0.02)
    assert found.parameters_["attended"]["precision"].to_numpy() == pytest.approx([3.0, 8.0], rel=0.15)
    assert found.parameters_["calls"]["mean"].to_numpy() == pytest.approx([1.0, 5.0], rel=0.06)
    assert found.parameters_["calls"]["size"].to_numpy() == pytest.approx([1.5, 4.0], rel=0.25)
    assert found.transition_.to_numpy() == pytest.approx(attendance().transition_.to_numpy(), abs=0.03)
    assert found.free_parameters() == 1 + 2 + 8
    plain = HiddenMarkovModel(["cool", "warm"], {"attended": "binomial", "calls": "poisson"}, **options)
    plain.fit(panel)
    assert plain.free_parameters() == 1 + 2 + 4
    assert found.bic() < plain.bic() - 500
    truth = panel["stage"].astype(str)
    right = [(each.most_likely_stages(panel)["stage"].astype(str) == truth).mean() for each in (plain, found)]
    assert right[1] > right[0]


def test_no_step_of_the_climb_loses_likelihood_and_silence_stays_silent():
    model = HiddenMarkovModel.from_params(
        ["here", "gone"], {"attended": "betabinomial", "calls": "negbinomial"}, trials={"attended": "held"},
        exit="gone", silent=["attended", "calls"], initial=[1, 0], transition=[[0.8, 0.2], [0, 1]],
        parameters={"attended": [[0.5, 4], [0, 1]], "calls": [[2, 1], [0, 1]]},
    )  # fmt: skip
    panel = model.simulate(150, 6, trials={"attended": 4}, rng=1)
    assert (panel.loc[panel["stage"] == "gone", ["attended", "calls"]] == 0).all(axis=None)
    found = HiddenMarkovModel(**model.get_params() | {"restarts": 3, "tolerance": 1e-6}).fit(panel)
    assert (np.diff(found.history_) > -1e-8).all()
    assert found.parameters_["calls"].loc["gone", "mean"] == 0
    assert found.parameters_["attended"].loc["here", "mean"] == pytest.approx(0.5, abs=0.05)


def test_a_count_that_varies_no_more_than_its_rate_allows_ends_near_the_plain_rate():
    true = HiddenMarkovModel.from_params(
        ["a", "b"], {"n": "poisson"}, initial=[0.5, 0.5], transition=[[0.8, 0.2], [0.2, 0.8]],
        parameters={"n": [1, 6]},
    )  # fmt: skip
    panel = true.simulate(400, 6, rng=2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wide, plain = (
            HiddenMarkovModel(["a", "b"], {"n": kind}, restarts=2, tolerance=1e-6).fit(panel)
            for kind in ("negbinomial", "poisson")
        )
    assert wide.parameters_["n"]["mean"].to_numpy() == pytest.approx([1, 6], rel=0.1)
    assert (wide.parameters_["n"]["size"] > 10).all()
    assert -0.05 < wide.loglik_ - plain.loglik_ < 6  # twice the gain is chi-square with two degrees at most


GOOD = pd.DataFrame({"customer_id": list("aab"), "period": [1, 2, 1], "k": [1, 2, 0], "n": [2, 3, 0]})


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (GOOD.assign(k=4), "column 'k', row 0: 4 is not at most the number in 'n'"),
        (GOOD.assign(n=[2, np.nan, 1]), "column 'n', row 1: nan is not known: 'k' has a value there"),
        (GOOD.assign(n=2.5), "column 'n', row 0: 2.5 is not a whole number"),
        (GOOD.assign(n=-1), "column 'n', row 0: -1 is not a number from 0"),
        (GOOD.assign(n="三"), "column 'n', row 0: 三 is not a number"),
        (GOOD.drop(columns="n"), "column 'n' is missing"),
        (GOOD.assign(k=[1, 0, 0], n=1), "column 'k' has one trial a period at most.*Name it in differs"),
    ],
)
def test_trials_that_cannot_be_are_refused(panel, message):
    with pytest.raises(DataError, match=message):
        HiddenMarkovModel(["a", "b"], {"k": "betabinomial"}, trials={"k": "n"}).fit(panel)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"emissions": {"k": "binomial"}}, "trials names no column of trials for 'k'"),
        ({"emissions": {"k": "poisson"}, "trials": {"k": "n"}}, "trials names 'k', which is no emission"),
        ({"emissions": {"k": "poisson"}, "trials": "n"}, "trials='n' is no mapping"),
        ({"emissions": {"k": "betabinom"}}, "Did you mean 'betabinomial'"),
    ],
)
def test_plans_of_trials_that_cannot_be_are_refused(options, message):
    with pytest.raises(ParameterError, match=message):
        HiddenMarkovModel(["a", "b"], **options).fit(GOOD)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"parameters": {"attended": [0.2, 0.6], "calls": SIZES}}, "a mean from 0 to 1 and a precision"),
        ({"parameters": {"attended": MEANS, "calls": -SIZES}}, "a mean from 0 up and a size above 0"),
        (
            {"parameters": {"attended": MEANS.rename({"cool": "cold"}), "calls": SIZES}},
            "has the labels cold, warm",
        ),
        (
            {"parameters": {"attended": MEANS.rename(columns={"mean": "m"}), "calls": SIZES}},
            "has the labels m,",
        ),
        ({"initial": {"warm": 1, "hot": 0}}, "initial has the labels warm, hot, not cool, warm"),
        ({"initial": ["高", 1]}, "initial holds a value that is not a number"),
    ],
)
def test_shapes_that_cannot_be_are_refused(change, message):
    with pytest.raises(ParameterError, match=message):
        attendance(**change)


def test_labelled_parameters_are_put_in_the_order_of_the_stages():
    model = attendance()
    assert model.initial_.to_dict() == {"cool": 0.6, "warm": 0.4}
    assert model.transition_.loc["warm", "cool"] == pytest.approx(0.1)
    assert model.parameters_["calls"].loc["warm"].to_dict() == {"mean": 5.0, "size": 4.0}
    with pytest.raises(ParameterError, match="trials are to be given for: attended"):
        model.simulate(2, 2)
