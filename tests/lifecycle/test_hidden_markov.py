"""Hidden Markov model: exact against every course added up, published fits, and known parameters again."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import HiddenMarkovModel
from cvm_lessons.lifecycle._bootstrap import parameter_table

# Earthquakes of magnitude 7 or more in the world, 1900 to 2006: Zucchini and MacDonald (2009), table 1.1.
EARTHQUAKES = [
    13, 14, 8, 10, 16, 26, 32, 27, 18, 32, 36, 24, 22, 23, 22, 18, 25, 21, 21, 14, 8, 11, 14, 23, 18, 17,
    19, 20, 22, 19, 13, 26, 13, 14, 22, 24, 21, 22, 26, 21, 23, 24, 27, 41, 31, 27, 35, 26, 28, 36, 39, 21,
    17, 22, 17, 19, 15, 34, 10, 15, 22, 18, 15, 20, 15, 22, 19, 16, 30, 27, 29, 23, 20, 16, 21, 21, 25, 16,
    18, 15, 18, 14, 10, 15, 8, 15, 6, 11, 8, 7, 18, 16, 13, 12, 13, 20, 15, 16, 12, 18, 15, 16, 13, 15, 16,
    11, 11,
]  # fmt: skip


def histories(seed, customers=3, longest=4):
    """Histories of unequal length with some values not observed."""
    rng = np.random.default_rng(seed)
    rows = []
    for customer in range(customers):
        for period in range(rng.integers(1, longest + 1)):
            row = {"came": float(rng.integers(2)), "calls": float(rng.poisson(1.5))}
            row["colour"] = rng.choice(["red", "绿", "blue"])
            if rng.random() < 0.2:
                row["calls"] = np.nan
            rows.append({"customer_id": customer, "period": period} | row)
    return pd.DataFrame(rows)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=8)
def test_likelihood_stages_and_course_are_those_of_every_course_added_up(seed, small_model, every_course):
    panel = histories(seed)
    total, chances = 0.0, small_model.stage_probabilities(panel)
    likely = small_model.most_likely_stages(panel)["stage"].cat.codes
    for customer, rows in panel.groupby("customer_id"):
        courses = every_course(small_model, rows)
        whole = sum(courses.values())
        total += np.log(whole)
        mine = chances["customer_id"] == customer
        for turn, (_, row) in enumerate(chances[mine].iterrows()):
            for place, stage in enumerate(small_model.stages):
                expected = sum(chance for course, chance in courses.items() if course[turn] == place) / whole
                assert row[stage] == pytest.approx(expected, abs=1e-12)
        assert courses[tuple(likely[mine])] == pytest.approx(max(courses.values()))
    assert small_model.log_likelihood(panel) == pytest.approx(total)


def test_filtered_chances_know_the_past_only(small_model):
    panel = histories(5, customers=2)
    last = panel.groupby("customer_id").cumcount(ascending=False) > 0
    full = small_model.stage_probabilities(panel, smoothed=False)
    cut = small_model.stage_probabilities(panel[last], smoothed=False)
    both = cut.merge(full, on=["customer_id", "period"])
    assert both["warm_x"].to_numpy() == pytest.approx(both["warm_y"].to_numpy())


def test_a_long_history_does_not_underflow(small_model):
    panel = small_model.simulate(1, 3000, rng=1)
    assert np.isfinite(small_model.log_likelihood(panel))
    assert small_model.stage_probabilities(panel)[["cool", "warm", "gone"]].sum(axis=1).to_numpy() == (
        pytest.approx(np.ones(3000))
    )


@pytest.mark.parametrize(
    ("stages", "loglik", "rates"),
    [(2, -341.8787, [15.42, 26.02]), (3, -328.5275, [13.13, 19.71, 29.71])],
)
def test_the_published_fits_of_the_earthquakes(stages, loglik, rates):
    """Zucchini and MacDonald (2009), section 4.3: EM without stationarity; they print three decimals."""
    panel = pd.DataFrame({"customer_id": "world", "period": range(1900, 2007), "quakes": EARTHQUAKES})
    names = [f"stage {number}" for number in range(stages)]
    model = HiddenMarkovModel(names, {"quakes": "poisson"}, restarts=4, tolerance=1e-8).fit(panel)
    assert model.loglik_ == pytest.approx(loglik, abs=5e-4)
    assert model.parameters_["quakes"].tolist() == pytest.approx(rates, abs=0.01)
    assert model.aic() == pytest.approx(-2 * loglik + 2 * (stages**2 + stages - 1), abs=0.01)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5)
def test_no_step_of_the_climb_loses_likelihood(seed):
    panel = histories(seed, customers=20, longest=5)
    model = HiddenMarkovModel(
        ["one", "two"], {"calls": "poisson", "colour": "categorical"}, restarts=2, rng=seed, max_iterations=40
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(panel)
    gains = np.diff(model.history_)
    assert (gains > -1e-8).all()
    assert model.loglik_ >= max(model.starts_) - 1e-8


def test_the_climb_finds_the_parameters_that_made_the_data(small_model):
    panel = small_model.simulate(1500, 8, rng=3)
    emissions = {"calls": "poisson", "came": "bernoulli", "colour": "categorical"}
    model = HiddenMarkovModel(
        ["cool", "warm", "gone"], emissions, exit="gone", silent=["came"], restarts=4, tolerance=1e-6
    ).fit(panel)
    assert model.converged_
    assert model.transition_.to_numpy() == pytest.approx(small_model.transition_.to_numpy(), abs=0.03)
    assert model.initial_.to_numpy() == pytest.approx(small_model.initial_.to_numpy(), abs=0.04)
    for name in emissions:
        true = small_model.parameters_[name]
        found = model.parameters_[name]
        found = found[true.columns] if name == "colour" else found
        assert found.to_numpy() == pytest.approx(true.to_numpy(), abs=0.06), name
    assert model.parameters_["came"]["gone"] == 0
    assert model.transition_.loc["gone"].tolist() == [0, 0, 1]
    assert model.loglik_ > small_model.log_likelihood(panel)
    guessed = model.most_likely_stages(panel)["stage"].astype(str)
    assert (guessed == panel["stage"].astype(str)).mean() > 0.85


def test_bootstrap_intervals_hold_the_truth_and_shrink_with_the_customers(small_model):
    true = parameter_table(small_model._run, list(small_model.stages), small_model._categories)
    widths = []
    for customers in (100, 400):
        panel = small_model.simulate(customers, 6, rng=8)
        model = clone(small_model).set_params(restarts=0, tolerance=1e-4).fit(panel, start=small_model)
        table = model.intervals(panel, n_boot=40, rng=1)
        assert (
            (table["low"] <= table["estimate"] + 0.05) & (table["estimate"] - 0.05 <= table["high"])
        ).all()
        free = table["high"] > table["low"]
        covered = true[free].between(table["low"][free], table["high"][free])
        assert covered.mean() > 0.75
        widths.append((table["high"] - table["low"])["transition"].mean())
    assert table.loc[("transition", "gone", "gone"), ["low", "high"]].tolist() == [1, 1]
    assert widths[1] < 0.7 * widths[0]
    with pytest.raises(ParameterError, match="n_boot=5 is not a number from 20"):
        model.intervals(panel, n_boot=5)
    with pytest.raises(ParameterError, match="level=95"):
        model.intervals(panel, level=95)


def test_moves_and_beginnings_that_are_ruled_out_stay_out(small_model):
    panel = small_model.simulate(200, 6, rng=4)
    moves = {"cool": ["cool", "warm"], "warm": ["warm", "gone"]}
    model = HiddenMarkovModel(
        ["cool", "warm", "gone"], {"calls": "poisson"}, exit="gone", moves=moves, begin=["cool"], restarts=3,
        tolerance=1e-5,
    ).fit(panel)  # fmt: skip
    assert model.initial_.tolist() == [1, 0, 0]
    assert model.transition_.loc["cool", "gone"] == 0
    assert model.transition_.loc["warm", "cool"] == 0


def test_a_start_of_ones_own_needs_no_random_one(small_model):
    panel = small_model.simulate(300, 6, rng=5)
    same = clone(small_model).set_params(restarts=0, tolerance=1e-5)
    model = same.fit(panel, start=small_model)
    assert len(model.starts_) == 1
    assert model.loglik_ >= small_model.log_likelihood(panel)


def test_a_start_of_another_form_is_refused(small_model):
    with pytest.raises(ParameterError, match="start has other stages or emissions"):
        HiddenMarkovModel(["a", "b"], {"calls": "poisson"}).fit(GOOD, start=small_model)


def test_the_model_with_given_parameters_can_be_cloned_and_the_clone_knows_nothing(small_model):
    with pytest.raises(ParameterError, match="no parameters yet: call fit"):
        clone(small_model).log_likelihood(histories(1))
    with pytest.raises(ParameterError, match="not been fitted"):
        small_model.aic()


GOOD = histories(7)


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (GOOD.head(0), "no rows"),
        (GOOD.drop(columns="calls"), "column 'calls' is missing"),
        (pd.concat([GOOD, GOOD.head(1)]), "the only row of that customer and period"),
        (GOOD.assign(came=2), "column 'came', row 0: 2 is not 0 or 1"),
        (GOOD.assign(calls=1.5), "column 'calls', row 0: 1.5 is not a whole number"),
        (GOOD.assign(calls=-1), "column 'calls', row 0: -1 is not a number from 0"),
        (GOOD.assign(calls="三"), "column 'calls', row 0: 三 is not a number"),
        (GOOD.assign(colour="黄"), "column 'colour', row 0: 黄 is not one of red, 绿, blue"),
        (GOOD.assign(period=np.nan), "column 'period', row 0"),
    ],
)
def test_panels_that_cannot_be_are_refused(panel, message, small_model):
    with pytest.raises(DataError, match=message):
        small_model.log_likelihood(panel)


def test_a_history_that_no_course_can_show_is_named(small_model):
    back = pd.DataFrame({"customer_id": "客1", "period": [0, 1], "calls": 1, "colour": "red", "came": [0, 1]})
    only = HiddenMarkovModel.from_params(
        ["here", "gone"], {"came": "bernoulli"}, exit="gone", silent=["came"],
        initial=[1, 0], transition=[[0, 1], [0, 1]], parameters={"came": [0.5, 0]},
    )  # fmt: skip
    with pytest.raises(DataError, match="customer 客1 shows what no course"):
        only.stage_probabilities(back)
    assert np.isfinite(small_model.log_likelihood(back))


def test_a_column_without_a_value_is_refused_by_the_fit():
    with pytest.raises(DataError, match="column 'calls' has no value at all"):
        HiddenMarkovModel(["a", "b"], {"calls": "poisson"}).fit(GOOD.assign(calls=np.nan))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stages": ["one"]}, "not two or more different names"),
        ({"stages": ["one", "one"]}, "not two or more different names"),
        ({"emissions": {}}, "names no column"),
        ({"emissions": {"calls": "poison"}}, "Did you mean 'poisson'"),
        ({"exit": "away"}, "exit='away' is not one of its values"),
        ({"silent": ["calls"]}, "silent needs an exit"),
        ({"silent": "calls", "exit": "two"}, "write a list of columns"),
        ({"moves": {"one": ["two"]}}, "moves lead nowhere from 'two'"),
        ({"moves": {"one": ["three"], "two": ["one"]}}, r"moves\['one'\]='three'"),
        ({"begin": ["two"], "exit": "two"}, "names no stage in which a relationship may begin"),
        ({"restarts": 0}, "restarts=0 is not a number from 1"),
        ({"max_iterations": 0}, "max_iterations=0"),
        ({"tolerance": -1}, "tolerance=-1"),
        ({"rng": "seed"}, "rng='seed' is neither"),
    ],
)
def test_models_that_cannot_be_are_refused(options, message):
    plan = {"stages": ["one", "two"], "emissions": {"calls": "poisson"}} | options
    with pytest.raises(ParameterError, match=message):
        HiddenMarkovModel(**plan).fit(GOOD)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"initial": [0.5, 0.6]}, "initial does not add up to 1"),
        ({"transition": [[1, 0]]}, "transition has the shape"),
        ({"transition": [[1.5, -0.5], [0, 1]]}, "transition holds a value that is no chance"),
        ({"parameters": {"calls": [1, -2]}}, "is not one of rates from 0 up per stage"),
        ({"parameters": {"visits": [1, 2]}}, "parameters are given for visits, but the emissions are calls"),
    ],
)
def test_parameters_that_cannot_be_are_refused(change, message):
    given = {"initial": [1, 0], "transition": [[1, 0], [0, 1]], "parameters": {"calls": [1, 2]}} | change
    with pytest.raises(ParameterError, match=message):
        HiddenMarkovModel.from_params(["one", "two"], {"calls": "poisson"}, **given)


def test_a_climb_that_is_cut_short_says_so():
    model = HiddenMarkovModel(["one", "two"], {"calls": "poisson"}, max_iterations=2, tolerance=0)
    with pytest.warns(ConvergenceWarning, match="still gains after 2 iterations"):
        model.fit(GOOD)
    assert not model.converged_
