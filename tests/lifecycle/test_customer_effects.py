"""Customers who differ for good: exact against integrals and every course, found again, and refused."""

import pickle
import warnings
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad
from scipy.special import expit, logit
from sklearn.base import clone

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import HiddenMarkovModel
from cvm_lessons.lifecycle._customer_effects import grid_of


def attendance(spread=1.2, **options):
    """Three stages that attend more or less readily, on top of what each customer is like."""
    return HiddenMarkovModel.from_params(
        ["cool", "warm", "gone"], {"came": "bernoulli", "calls": "poisson"}, differs=["came"],
        exit="gone", silent=["came"], initial=[0.6, 0.4, 0],
        transition=[[0.7, 0.2, 0.1], [0.1, 0.87, 0.03], [0, 0, 1]],
        parameters={"came": [0.4, 0.7, 0], "calls": [0.7, 3.0, 0.1]},
        spread=None if spread is None else {"came": spread}, **options,
    )  # fmt: skip


def courses_of(model, rows):
    """Every course of stages with a function of the effect: the chance of the course and what is shown."""
    courses = np.array(list(np.ndindex(*[3] * len(rows))))
    fixed = model.initial_.to_numpy()[courses[:, 0]]
    for before, after in pairwise(courses.T):
        fixed = fixed * model.transition_.to_numpy()[before, after]
    rates = model.parameters_["calls"].to_numpy()[courses]
    fixed = fixed * stats.poisson.pmf(rows["calls"].to_numpy(), rates).prod(axis=1)
    came, places = rows["came"].to_numpy(), model._run.parameters["came"][:2, 0]

    def chances(effect):
        own = np.append(expit(places + model.spread_["came"] * effect), 0.0)[courses]
        return fixed * np.where(came, own, 1 - own).prod(axis=1)

    return courses, chances


PANEL = attendance().simulate(5, 4, rng=11)


def test_the_likelihood_is_the_integral_over_what_customers_may_be_like():
    """Numerical integration by scipy of the sum over every course: no grid, no recursion."""
    model = attendance()
    found = model.customer_log_likelihood(PANEL)
    for customer, rows in PANEL.groupby("customer_id"):
        _, chances = courses_of(model, rows)
        exact = quad(lambda u, of=chances: np.exp(-(u**2) / 2) * of(u).sum(), -7, 7, epsabs=1e-12)[0]
        assert found[customer] == pytest.approx(np.log(exact / np.sqrt(2 * np.pi)), abs=2e-4)


def test_the_mean_over_customers_is_not_the_chance_of_the_middle_customer():
    places = attendance()._run.parameters["came"][:2, 0]
    assert expit(places[1]) > 0.7
    exact = quad(lambda u: np.exp(-(u**2) / 2) * expit(places[1] + 1.2 * u), -7, 7)[0] / np.sqrt(2 * np.pi)
    assert exact == pytest.approx(0.7, abs=1e-4)
    assert places[0] < logit(0.4)


def test_stages_courses_and_effects_are_those_of_every_course_at_every_point():
    model, grid = attendance(nodes=7), grid_of(("came",), 7)
    probable, past = model.stage_probabilities(PANEL), model.stage_probabilities(PANEL, smoothed=False)
    likely = model.most_likely_stages(PANEL)["stage"].cat.codes
    effects = model.customer_effects(PANEL)
    for customer, rows in PANEL.groupby("customer_id"):
        courses, chances = courses_of(model, rows)
        joint = np.array(
            [np.exp(weight) * chances(u) for u, weight in zip(grid.places["came"], grid.logs, strict=True)]
        )
        mine = probable["customer_id"] == customer
        each = joint.sum(axis=0) / joint.sum()
        exact = [[each[courses[:, turn] == place].sum() for place in range(3)] for turn in range(len(rows))]
        told = probable.loc[mine, list(model.stages)].to_numpy()
        assert told == pytest.approx(np.array(exact), abs=1e-12)
        assert past.loc[mine, list(model.stages)].to_numpy()[-1] == pytest.approx(told[-1])
        best = courses[joint.max(axis=0).argmax()]
        assert likely[mine].tolist() == best.tolist()
        mean = joint.sum(axis=1) @ grid.places["came"] / joint.sum() * 1.2
        assert effects.loc[(customer, "came"), "mean"] == pytest.approx(mean)


def test_filtered_chances_know_the_past_only():
    panel = attendance().simulate(4, 6, rng=2)
    cut = panel[panel["period"] < 4]
    full = attendance().stage_probabilities(panel, smoothed=False)
    short = attendance().stage_probabilities(cut, smoothed=False)
    both = short.merge(full, on=["customer_id", "period"])
    assert both["warm_x"].to_numpy() == pytest.approx(both["warm_y"].to_numpy())


def test_without_spread_it_is_the_plain_model():
    plain = HiddenMarkovModel.from_params(
        ["cool", "warm", "gone"], {"came": "bernoulli", "calls": "poisson"}, exit="gone", silent=["came"],
        initial=[0.6, 0.4, 0], transition=attendance().transition_, parameters=attendance().parameters_,
    )  # fmt: skip
    assert attendance(spread=0.0).log_likelihood(PANEL) == pytest.approx(plain.log_likelihood(PANEL))
    assert attendance(spread=0.0).stage_probabilities(PANEL)["warm"].to_numpy() == (
        pytest.approx(plain.stage_probabilities(PANEL)["warm"].to_numpy())
    )


def test_means_over_customers_are_what_simulated_customers_show():
    panel = attendance().simulate(20_000, 2, rng=1)
    shown = panel.groupby("stage", observed=True)["came"].mean()
    assert shown.to_numpy() == pytest.approx([0.4, 0.7, 0.0], abs=0.02)


@pytest.fixture(scope="module")
def found():
    """Fits with and without effects to the same customers."""
    panel = attendance(spread=1.5).simulate(700, 8, rng=6)
    options = attendance().get_params() | {"restarts": 0, "tolerance": 1e-5}
    fits = {"differs": HiddenMarkovModel(**options | {"nodes": 11}).fit(panel, start=attendance(nodes=11))}
    plain = HiddenMarkovModel.from_params(
        **options | {"differs": ()}, initial=[0.6, 0.4, 0], transition=attendance().transition_,
        parameters=attendance().parameters_,
    )  # fmt: skip
    fits["plain"] = clone(plain).fit(panel, start=plain)
    return panel, fits


def test_what_customers_are_like_is_found_again_and_no_step_loses(found):
    _, fits = found
    model = fits["differs"]
    assert (np.diff(model.history_) > -1e-8).all()
    assert model.spread_["came"] == pytest.approx(1.5, abs=0.2)
    assert model.parameters_["came"].to_numpy() == pytest.approx([0.4, 0.7, 0], abs=0.05)
    assert model.transition_.to_numpy() == pytest.approx(attendance().transition_.to_numpy(), abs=0.05)
    assert model.free_parameters() == fits["plain"].free_parameters() + 1
    assert model.bic() < fits["plain"].bic() - 50


def test_a_model_in_which_all_are_alike_takes_customers_for_stages(found):
    """What differs between customers for good looks like stages that are hardly ever left."""
    panel, fits = found
    truth = panel["stage"].astype(str)
    right = {
        name: (model.most_likely_stages(panel)["stage"].astype(str) == truth).mean()
        for name, model in fits.items()
    }
    assert right["differs"] > right["plain"]
    new = attendance(spread=1.5).simulate(300, 8, rng=60)
    assert fits["differs"].log_likelihood(new) > fits["plain"].log_likelihood(new) + 20


def test_what_was_learned_makes_the_same_model_again(found):
    panel, fits = found
    for model in fits.values():
        given = {"parameters": model.parameters_, "spread": model.spread_}
        options = model.get_params() | {"initial": model.initial_, "transition": model.transition_[::-1]}
        again = HiddenMarkovModel.from_params(**options, **given)
        assert again.log_likelihood(panel) == pytest.approx(model.loglik_, abs=1e-4)
        assert pickle.loads(pickle.dumps(again)).log_likelihood(panel) == again.log_likelihood(panel)


def test_effects_of_customers_go_with_what_they_did(found):
    panel, fits = found
    effects = fits["differs"].customer_effects(panel).xs("came", level="column")
    share = panel[panel["stage"] != "gone"].groupby("customer_id")["came"].mean()
    assert np.corrcoef(effects["mean"].reindex(share.index), share)[0, 1] > 0.75
    assert (effects["sd"] < 1.7).all()
    assert effects["mean"].mean() == pytest.approx(0, abs=0.15)


def test_intervals_hold_the_spread():
    panel = attendance().simulate(200, 6, rng=1)
    model = HiddenMarkovModel(**attendance(nodes=11).get_params() | {"restarts": 0, "tolerance": 1e-4})
    table = model.fit(panel, start=attendance(nodes=11)).intervals(panel, n_boot=20, rng=1)
    row = table.loc[("came", "", "spread")]
    assert row["low"] < 1.2 < row["high"]
    assert row["se"] > 0.05


def test_two_counts_may_differ_and_customers_need_not_have_equally_many_periods():
    """Orders of two kinds, each with an effect of its own; a fit from a random start."""
    true = HiddenMarkovModel.from_params(
        ["a", "b"], {"one": "poisson", "two": "binomial"}, trials={"two": "of"}, differs=["one", "two"],
        nodes=7, initial=[0.7, 0.3], transition=[[0.8, 0.2], [0.3, 0.7]],
        parameters={"one": [1, 4], "two": [0.2, 0.5]}, spread={"one": 0.5, "two": 0.8},
    )  # fmt: skip
    panel = true.simulate(250, 7, trials={"two": 5}, rng=3)
    panel = panel[panel["period"] < 2 + panel["customer_id"] % 6]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = clone(true).set_params(restarts=1, tolerance=1e-4).fit(panel.sample(frac=1, random_state=1))
    assert model.spread_.to_numpy() == pytest.approx([0.5, 0.8], abs=0.3)
    assert model.parameters_["one"].to_numpy() == pytest.approx([1, 4], rel=0.25)
    assert model.loglik_ > true.log_likelihood(panel)
    assert model.customer_effects(panel).index.names == ["customer_id", "column"]


def test_a_grid_that_is_too_coarse_says_so():
    true = HiddenMarkovModel.from_params(
        ["a", "b"], {"k": "binomial"}, trials={"k": "n"}, differs=["k"], nodes=5, initial=[0.5, 0.5],
        transition=[[0.9, 0.1], [0.1, 0.9]], parameters={"k": [0.3, 0.6]}, spread={"k": 1.5},
    )  # fmt: skip
    panel = true.simulate(60, 6, trials={"k": 200}, rng=1)
    with pytest.warns(UserWarning, match="the grid is coarse.*raise nodes=5"):
        clone(true).set_params(restarts=0, max_iterations=40, tolerance=1e-2).fit(panel, start=true)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"differs": ["went"]}, "differs='went' is not one of its values"),
        ({"differs": "came"}, "differs='came' is no list"),
        ({"differs": ["came"], "nodes": 2}, "nodes=2 is not a number from 3"),
        ({"differs": ["came"], "nodes": 7.5}, "nodes=7.5 is not a whole number"),
        ({"emissions": {"came": "categorical"}, "differs": ["came"]}, "not categorical"),
        ({"emissions": {"came": "negbinomial"}, "differs": ["came"]}, "not negbinomial"),
    ],
)
def test_plans_that_cannot_be_are_refused(options, message):
    with pytest.raises(ParameterError, match=message):
        HiddenMarkovModel(**{"stages": ["a", "b"], "emissions": {"came": "bernoulli"}} | options).fit(PANEL)


def test_effects_that_nothing_can_tell_are_refused():
    once = PANEL[PANEL["period"] == 0]
    with pytest.raises(DataError, match="each customer has one period only"):
        HiddenMarkovModel(["a", "b"], {"came": "bernoulli"}, differs=["came"]).fit(once)
    with pytest.raises(ParameterError, match="spread is to be given for the columns of differs: came"):
        attendance(spread=None)
    with pytest.raises(ParameterError, match=r"spread\['came'\]=-1"):
        attendance(spread=-1)
    plain = HiddenMarkovModel.from_params(
        ["a", "b"], {"came": "bernoulli"}, initial=[1, 0], transition=[[1, 0], [0, 1]],
        parameters={"came": [0.1, 0.9]},
    )  # fmt: skip
    with pytest.raises(ParameterError, match="differs is empty"):
        plain.customer_effects(PANEL)
