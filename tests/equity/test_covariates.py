"""Covariates: known truth by group, derivatives, units, recovery, every verb, and input that cannot be."""

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime
from scipy.stats import chi2
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    alive_history,
    customer_lifetime_value,
    history_grid,
    holdout_by_frequency,
    lifetime_value_interval,
    track_purchases,
)
from cvm_lessons.equity._uncertainty import _profile_ends

LETTERS = {
    BetaGeoModel: {"r": 0.9, "alpha": 6.0, "a": 0.8, "b": 2.5},
    ModifiedBetaGeoModel: {"r": 0.9, "alpha": 6.0, "a": 0.8, "b": 2.5},
    BetaGeoBetaBinomModel: {"alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.8},
}
EFFECTS = {  # of being a member and of a year of age: purchases, then dropout
    BetaGeoModel: {"alpha": [0.6, np.nan], "a": [-0.2, 0.02], "b": [0.3, -0.01]},
    ModifiedBetaGeoModel: {"alpha": [0.6, np.nan], "a": [-0.2, 0.02], "b": [0.3, -0.01]},
    BetaGeoBetaBinomModel: {
        "alpha": [0.5, np.nan],
        "beta": [-0.2, np.nan],
        "gamma": [-0.2, 0.02],
        "delta": [0.3, -0.01],
    },
}
each_model = pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.__name__)
in_continuous_time = pytest.mark.parametrize("kind", [BetaGeoModel, ModifiedBetaGeoModel])


def coefficients(kind):
    """Return the effects of being a member and of age."""
    return pd.DataFrame(EFFECTS[kind], index=["member", "age"])


def truth(kind):
    """Return a model with known effects."""
    return kind.from_params(**LETTERS[kind], coefficients=coefficients(kind))


def customers(n, seed=0):
    """Return members and others, of all ages."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"member": rng.integers(0, 2, n), "age": rng.normal(40, 12, n)})


def simulated(kind, n=1200, seed=0):
    """Return a summary of customers drawn with known effects."""
    length = 10 if kind.whole_time else 40.0
    return truth(kind).simulate(length, customers=customers(n, seed), rng=seed)


def unfitted(kind):
    """Return a model that takes the same covariates."""
    return clone(truth(kind))


def own_model(kind, member, age):
    """Return the plain model of a customer, by the formulas written out."""
    letters, effects = dict(LETTERS[kind]), coefficients(kind).fillna(0)
    for letter in effects.columns:
        sign = -1 if kind is not BetaGeoBetaBinomModel and letter == "alpha" else 1
        move = effects.loc["member", letter] * member + effects.loc["age", letter] * age
        letters[letter] *= np.exp(sign * move)
    return kind.from_params(**letters)


HISTORIES = pd.DataFrame(
    {
        "frequency": [3, 0, 1, 7],
        "recency": [5, 0, 2, 8],
        "T": [9, 9, 8, 8],
        "member": [1, 1, 0, 0],
        "age": [30.0, 52.5, 41.0, 18.0],
    },
    index=["王", "李", "Ann", "Bo"],
)
VERBS = {
    "probability_alive": lambda model, rows: model.probability_alive(rows),
    "expected_purchases": lambda model, rows: model.expected_purchases(rows, 6),
    "transactions": lambda model, rows: model.discounted_residual_transactions(rows, 0.1),
    "lifetime": lambda model, rows: model.discounted_residual_lifetime(rows, 0.1),
    "log_likelihood": lambda model, rows: model.log_likelihood(rows),
    "value": lambda model, rows: customer_lifetime_value(model, rows, discount_rate=0.1, spend=30.0),
    "value of 5": lambda model, rows: customer_lifetime_value(model, rows, discount_rate=0.1, horizon=5),
}


@each_model
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_says_of_a_customer_what_their_own_model_says(kind, verb):
    together = VERBS[verb](truth(kind), HISTORIES)
    alone = [
        VERBS[verb](own_model(kind, row["member"], row["age"]), HISTORIES.loc[[name]]).item()
        for name, row in HISTORIES.iterrows()
    ]
    assert together.index.tolist() == HISTORIES.index.tolist()
    assert together.to_numpy() == pytest.approx(alone, rel=1e-12)


@each_model
def test_new_customers_expect_what_their_own_models_expect(kind):
    model = truth(kind)
    own = [own_model(kind, row["member"], row["age"]) for _, row in HISTORIES.iterrows()]
    at_once = model.expected_purchases_new(6, customers=HISTORIES)
    assert at_once.to_numpy() == pytest.approx([each.expected_purchases_new(6) for each in own], rel=1e-12)
    table = model.expected_purchases_new(np.array([0, 3, 6]), customers=HISTORIES)
    assert table[6.0].to_numpy() == pytest.approx(at_once.to_numpy())
    assert table.index.tolist() == HISTORIES.index.tolist()
    assert (table[0.0] == 0).all()
    plain = kind.from_params(**LETTERS[kind])
    assert plain.expected_purchases_new(6, customers=HISTORIES).unique() == pytest.approx(
        [plain.expected_purchases_new(6)]
    )


@each_model
def test_counts_expected_are_the_sum_over_their_own_models(kind):
    table = truth(kind).expected_counts(HISTORIES, 4)
    alone = [
        own_model(kind, row["member"], row["age"]).expected_counts(HISTORIES.loc[[name]], 4)["expected"]
        for name, row in HISTORIES.iterrows()
    ]
    assert table["expected"].to_numpy() == pytest.approx(sum(alone).to_numpy(), rel=1e-12)


@each_model
def test_futures_are_drawn_from_the_customers_own_model(kind):
    row = HISTORIES.loc[["王"]]
    own = own_model(kind, 1, 30.0).simulate_future(row, 6, 500, rng=3)
    assert np.array_equal(truth(kind).simulate_future(row, 6, 500, rng=3), own)


@each_model
def test_simulated_customers_keep_their_covariates_and_are_as_counted(kind):
    people = customers(20_000).set_axis([f"客户{number}" for number in range(20_000)])
    drawn = truth(kind).simulate(8, customers=people, rng=2)
    assert drawn[["member", "age"]].equals(people)
    table = truth(kind).expected_counts(drawn, 6)
    z = (table["actual"] - table["expected"]) / np.sqrt(table["expected"])
    assert z.abs().max() < 4


@each_model
def test_diagnostics_take_the_covariates_of_the_customer(kind):
    model, row = truth(kind), HISTORIES.loc[["王"]]
    own = own_model(kind, 1, 30.0)
    for t in (None, 5):
        by_covariates = history_grid(model, 8, 4, t=t, customer=row)
        assert by_covariates.to_numpy() == pytest.approx(
            history_grid(own, 8, 4, t=t).to_numpy(), rel=1e-12, nan_ok=True
        )
    alive = alive_history(model, [2.0, 5.0], 9, customer=row)
    assert alive["probability_alive"].to_numpy() == pytest.approx(
        alive_history(own, [2.0, 5.0], 9)["probability_alive"].to_numpy(), rel=1e-12
    )
    log = pd.DataFrame({"customer_id": ["王", "李", "李", "Ann"], "time": [0.0, 1.0, 2.0, 1.0]})
    table = track_purchases(model, log, 6, customers=HISTORIES)
    ages = {"王": 6, "李": 5, "Ann": 5}
    expected = sum(
        own_model(kind, *HISTORIES.loc[name, ["member", "age"]]).expected_purchases_new(age)
        for name, age in ages.items()
    )
    assert table["expected_cumulative"].iloc[-1] == pytest.approx(expected, rel=1e-12)
    held = HISTORIES.assign(frequency_holdout=1, duration_holdout=6.0)
    means = holdout_by_frequency(model, held)["expected"]
    assert means.to_numpy() == pytest.approx(
        model.expected_purchases(HISTORIES, 6).groupby(HISTORIES["frequency"]).mean().to_numpy()
    )


@each_model
def test_the_gradient_is_the_derivative_of_the_likelihood(kind):
    model = unfitted(kind)
    likelihood, _ = model._inside(model._read(simulated(kind, 300), None))
    at = np.random.default_rng(1).uniform(0.7, 1.8, len(model._names))
    numeric = approx_fprime(at, lambda parameters: likelihood(parameters)[0], 1e-7)
    assert likelihood(at)[1] == pytest.approx(numeric, rel=1e-4, abs=1e-2)


@each_model
def test_the_optimiser_sees_the_likelihood_of_the_user(kind):
    summary = simulated(kind, 300)
    model = unfitted(kind).fit(summary)
    likelihood, coordinates = model._inside(model.purchases_)
    inner = coordinates.inward(model._values)
    assert coordinates.outward(np.log(inner)) == pytest.approx(model._values, rel=1e-12)
    events = 0 if kind.whole_time else summary["frequency"].sum()
    value = likelihood(inner)[0] - events * np.log(coordinates.time)
    assert value == pytest.approx(model.log_likelihood(summary).sum(), rel=1e-12)


@each_model
def test_groups_with_all_parameters_of_their_own_fit_as_two_plain_models(kind):
    # Without a covariate on r the gamma shapes must be the same: a plain model per group, with r shared.
    summary = simulated(kind, 3000).assign(other=lambda frame: 1 - frame["member"])
    member = summary["member"] == 1
    model = kind(["member"], ["member"]).fit(summary)
    own = [
        dict(zip(kind.letters, own, strict=True))
        for own in np.column_stack(
            [np.broadcast_to(each, 2) for each in model._letters_of(np.array([[0.0], [1.0]]))]
        )
    ]
    parts = [kind.from_params(**letters) for letters in own]
    by_group = (
        parts[0].log_likelihood(summary[~member]).sum() + parts[1].log_likelihood(summary[member]).sum()
    )
    assert model.loglik_ == pytest.approx(by_group, rel=1e-12)
    apart = kind().fit(summary[~member]).loglik_ + kind().fit(summary[member]).loglik_
    if kind is BetaGeoBetaBinomModel:  # every letter moves: the two plain fits, exactly
        assert model.loglik_ == pytest.approx(apart, rel=1e-9)
        plain = kind().fit(summary[member]).params.to_numpy()
        assert list(own[1].values()) == pytest.approx(plain, rel=1e-3)
    else:
        assert kind().fit(summary).loglik_ < model.loglik_ < apart < model.loglik_ + chi2.isf(1e-4, 1) / 2
    swapped = kind(["other"], ["other"]).fit(summary)
    assert swapped.loglik_ == pytest.approx(model.loglik_, rel=1e-10)
    assert swapped.coefficients_.to_numpy() == pytest.approx(
        -model.coefficients_.to_numpy(), rel=1e-2, abs=1e-3
    )
    assert swapped.params.to_numpy() == pytest.approx(list(own[1].values()), rel=1e-3)


@each_model
def test_effects_of_nothing_leave_the_plain_model(kind):
    summary = simulated(kind, 300)
    plain, none = kind.from_params(**LETTERS[kind]), coefficients(kind) * 0
    model = kind.from_params(**LETTERS[kind], coefficients=none)
    for verb in VERBS.values():
        assert verb(model, HISTORIES).to_numpy() == pytest.approx(
            verb(plain, HISTORIES).to_numpy(), rel=1e-14
        )
    assert model.log_likelihood(summary).to_numpy() == pytest.approx(plain.log_likelihood(summary).to_numpy())
    fitted, without = unfitted(kind).fit(summary), kind([], []).fit(summary)
    assert without.params.equals(kind().fit(summary).params)
    assert without.coefficients_.empty
    assert without.covariate_effects().empty
    assert fitted.loglik_ > without.loglik_
    assert fitted.aic() == pytest.approx(2 * len(fitted._names) - 2 * fitted.loglik_)
    assert fitted.bic() == pytest.approx(len(fitted._names) * np.log(300) - 2 * fitted.loglik_)


@each_model
def test_the_unit_and_the_origin_of_a_covariate_do_not_matter(kind):
    summary = simulated(kind, 800)
    model = unfitted(kind).fit(summary)
    days = unfitted(kind).fit(summary.assign(age=365.25 * summary["age"]))
    birth = unfitted(kind).fit(summary.assign(age=2025 - summary["age"]))
    for other in (days, birth):
        assert other.loglik_ == pytest.approx(model.loglik_, rel=1e-11)
        assert other.converged_
    age = model.coefficients_.loc["age"]
    close = {"rel": 2e-3, "abs": 2e-5, "nan_ok": True}
    assert days.params.to_numpy() == pytest.approx(model.params.to_numpy(), rel=2e-3)
    assert 365.25 * days.coefficients_.loc["age"].to_numpy() == pytest.approx(age.to_numpy(), **close)
    assert -birth.coefficients_.loc["age"].to_numpy() == pytest.approx(age.to_numpy(), **close)
    letter = "delta" if kind.whole_time else "b"
    shifted = np.log(birth.params[letter] / model.params[letter])
    assert shifted == pytest.approx(2025 * age[letter], rel=5e-3, abs=0.02)
    errors = [each.standard_errors()[f"{letter}[age]"] for each in (model, birth)]
    assert errors[1] == pytest.approx(errors[0], rel=1e-3)


@in_continuous_time
def test_days_and_weeks_tell_the_same(kind):
    weeks = simulated(kind, 800)
    days = weeks.assign(recency=7 * weeks["recency"], T=7 * weeks["T"])
    by_week, by_day = unfitted(kind).fit(weeks), unfitted(kind).fit(days)
    assert by_day.loglik_ == pytest.approx(by_week.loglik_ - weeks["frequency"].sum() * np.log(7), rel=1e-11)
    assert by_day.params["alpha"] == pytest.approx(7 * by_week.params["alpha"], rel=2e-3)
    assert by_day.coefficients_.to_numpy() == pytest.approx(
        by_week.coefficients_.to_numpy(), rel=5e-3, abs=1e-4, nan_ok=True
    )
    assert by_day.probability_alive(days).to_numpy() == pytest.approx(
        by_week.probability_alive(weeks), abs=1e-4
    )


@each_model
def test_the_order_of_rows_does_not_matter(kind):
    summary = simulated(kind, 1200)
    model, backwards = unfitted(kind).fit(summary), unfitted(kind).fit(summary[::-1])
    assert backwards.loglik_ == pytest.approx(model.loglik_, rel=1e-12)
    assert backwards.params.to_numpy() == pytest.approx(model.params.to_numpy(), rel=1e-3)
    assert model.probability_alive(summary[::-1])[::-1].equals(model.probability_alive(summary))


@each_model
def test_weights_count_as_so_many_customers_and_covariates_keep_rows_apart(kind):
    people = pd.DataFrame({"member": np.arange(300) % 2, "age": 40.0 + np.arange(300) % 3})
    summary = truth(kind).simulate(8, customers=people, rng=5)
    weight = np.arange(300) % 4
    repeated = summary.loc[np.repeat(summary.index, weight)].reset_index(drop=True)
    weighted, plain = kind(["member"], ["age"]).fit(summary, weight), kind(["member"], ["age"]).fit(repeated)
    assert weighted.n_ == plain.n_ == weight.sum()
    assert weighted.loglik_ == pytest.approx(plain.loglik_, rel=1e-9)
    assert weighted.coefficients_.to_numpy() == pytest.approx(
        plain.coefficients_.to_numpy(), rel=2e-2, abs=1e-2, nan_ok=True
    )
    alike = pd.DataFrame({"frequency": 1, "recency": 2, "T": 5, "member": np.arange(40) % 2})
    model = kind(["member"])
    assert len(np.unique(model._read(alike, None).traits, axis=0)) == 2


@pytest.mark.parametrize("kind", [BetaGeoModel, BetaGeoBetaBinomModel])
def test_intervals_agree_and_hold_the_estimate(kind):
    model = kind([], ["member"]).fit(simulated(kind, 800))
    wald, profile = model.intervals(method="wald"), model.intervals()
    for table in (wald, profile):
        assert table.index.tolist() == model._names
        assert (table["low"] < table["estimate"]).all()
        assert (table["estimate"] < table["high"]).all()
    for table in (wald, profile):
        table.loc[list(kind.letters)] = np.log(table.loc[list(kind.letters)])
    width = wald["high"] - wald["low"]
    for end in ("low", "high"):
        assert ((profile[end] - wald[end]).abs() < 0.25 * width).all()
    assert (model.standard_errors() > 0).all()
    assert (model.gradient_.abs() < 1e-5).all()
    assert model.gradient_.index.tolist() == model._names


@pytest.mark.parametrize("kind", [BetaGeoModel, BetaGeoBetaBinomModel])
def test_the_profile_of_a_letter_far_from_its_covariates_turns_with_the_coefficient(kind):
    # A baseline 40 years away from the customers: its profile must turn with the coefficient.
    summary = simulated(kind, 600).assign(age=lambda frame: frame["age"].round(-1))
    near, far = (summary.assign(age=summary["age"] + move) for move in (-40, 2000))
    letter, number = kind.letters[-1], len(kind.letters) - 1
    model, other, last = (kind([], ["age"]).fit(rows) for rows in (summary, near, far))
    low, high = _profile_ends(model, number, 0.95)
    for each, ends in ((model, (low, high)), (last, _profile_ends(last, number, 0.95))):
        wald = each.intervals(method="wald").loc[letter]
        assert np.log(ends) == pytest.approx(np.log(wald[["low", "high"]]), rel=0.25, abs=0.5)
    fixed = _profile_ends(other, number, 0.95)
    assert np.log(fixed[1] / fixed[0]) < np.log(high / low)
    coefficient = number + 2
    assert _profile_ends(model, coefficient, 0.95) == pytest.approx(
        _profile_ends(other, coefficient, 0.95), rel=1e-3
    )


@each_model
def test_effects_are_ratios_of_means(kind):
    model = kind(["member"], ["member"]).fit(simulated(kind, 2500))
    effects = model.covariate_effects().set_index("process")
    own = model._letters_of(np.array([[0.0], [1.0]]))
    first, second = own[-2], own[-1]
    odds = first / second  # mean m of a beta law: m / (1 - m)
    assert effects.loc["dropout", "estimate"] == pytest.approx(odds[1] / odds[0], rel=1e-12)
    bought = own[0] / own[1]  # r / alpha: mean rate; alpha / beta: odds of the mean probability
    assert effects.loc["purchases", "estimate"] == pytest.approx(bought[1] / bought[0], rel=1e-12)
    wanted = ["odds ratio" if kind.whole_time else "rate ratio", "odds ratio"]
    assert effects["measure"].tolist() == wanted
    real = {"purchases": 0.7 if kind.whole_time else 0.6, "dropout": -0.5}
    for process, effect in real.items():
        off = np.log(effects.loc[process, "estimate"]) - effect
        error = np.log(effects.loc[process, "high"] / effects.loc[process, "low"]) / 2 / 1.96
        assert abs(off) < 3 * error < 0.6
    narrow = model.covariate_effects(0.5).set_index("process")
    assert (narrow["low"] > effects["low"]).all()
    assert (narrow["high"] < effects["high"]).all()


def test_the_error_of_an_effect_is_the_error_of_a_resample():
    model = BetaGeoBetaBinomModel(["member"], ["member"]).fit(simulated(BetaGeoBetaBinomModel, 2000))
    draws = model.bootstrap(40, rng=1)
    assert draws.columns.tolist() == model._names
    spread = (draws["gamma[member]"] - draws["delta[member]"]).std()
    effect = model.covariate_effects().set_index("process").loc["dropout"]
    error = np.log(effect["high"] / effect["low"]) / 2 / 1.96
    assert spread == pytest.approx(error, rel=0.4)


@each_model
def test_a_model_survives_a_pickle_and_a_clone(kind):
    summary = simulated(kind, 200)
    names = ["member"]
    model = kind(names, dropout_covariates=("age",))
    assert model.purchase_covariates is names
    assert model.get_params() == {"purchase_covariates": names, "dropout_covariates": ("age",)}
    model.fit(summary)
    again = pickle.loads(pickle.dumps(model))
    assert again.probability_alive(summary).equals(model.probability_alive(summary))
    assert again.coefficients_.equals(model.coefficients_)
    assert clone(model).fit(summary).loglik_ == model.loglik_
    with pytest.raises(ParameterError, match="has no parameters yet"):
        clone(model).probability_alive(summary)
    alive = model.probability_alive(summary)
    model.set_params(dropout_covariates=[])
    assert model.probability_alive(summary).equals(alive)  # until it is fitted again
    made = kind.from_params(**model.params, coefficients=model.coefficients_)
    assert made.probability_alive(summary).to_numpy() == pytest.approx(alive.to_numpy(), rel=1e-12)


@each_model
def test_a_refit_has_the_same_covariates(kind):
    model = unfitted(kind).fit(simulated(kind, 600))
    again = model.refit_to_simulated(3)
    assert again.n_ == 600
    assert again.coefficients_.index.tolist() == ["member", "age"]
    table = lifetime_value_interval(model, HISTORIES.loc[["王"]], horizon=4, n_boot=3, n_futures=10, rng=1)
    assert table.loc["expected", "low"] < table.loc["expected", "high"]


def z_scores(kind, seed, n):
    """Return how many standard errors a fit to simulated customers lies off the truth."""
    real = truth(kind)
    model = unfitted(kind).fit(simulated(kind, n, seed))
    errors = model.standard_errors()
    letters = len(kind.letters)
    off = model._values - real._values
    off[:letters] = np.log(model._values[:letters] / real._values[:letters])
    errors.iloc[:letters] /= model.params.to_numpy()
    return off / errors.to_numpy()


@each_model
def test_the_fit_finds_what_made_the_customers(kind):
    z = np.array([z_scores(kind, seed, 1500) for seed in range(3)])
    assert np.abs(z).max() < 4
    assert np.abs(z.mean(axis=0)).max() < 2.5


@pytest.mark.long
@each_model
def test_intervals_cover_the_truth_as_often_as_they_say(kind):
    z = np.array([z_scores(kind, seed, 3000) for seed in range(40)])
    covered = (np.abs(z) < 1.96).mean(axis=0)
    assert covered.min() > 0.82  # 33 of 40: one in a thousand at 95 %
    assert np.abs(z.mean(axis=0)).max() < 3.5 / np.sqrt(40)


def test_a_covariate_that_the_data_do_not_tell_is_reported():
    summary = simulated(BetaGeoModel, 300)
    summary = summary.assign(never=(summary["frequency"] == 0).astype(int))
    with pytest.warns(ConvergenceWarning, match=r"still rises in alpha\[never\]"):
        model = BetaGeoModel(["never"]).fit(summary)
    assert not model.converged_


@each_model
def test_covariates_that_cannot_be_told_apart_are_refused_by_name(kind):
    summary = simulated(kind, 200).assign(
        same=3.0, other=lambda frame: 1 - frame["member"], sum=lambda frame: frame["age"] + frame["member"]
    )
    with pytest.raises(
        DataError, match="column 'same' is 3 for every customer: it tells nothing, leave it out"
    ):
        kind(["member", "same"]).fit(summary)
    with pytest.raises(DataError, match="column 'other' follows from 'member': their effects cannot be told"):
        kind([], ["age", "member", "other"]).fit(summary)
    with pytest.raises(DataError, match="column 'sum' follows from 'member', 'age'"):
        kind(["member", "age", "sum"]).fit(summary)
    with pytest.raises(DataError, match="column 'member' is 1 for every customer"):
        kind(["member"]).fit(summary, summary["member"])
    assert kind(["member"], ["other"]).fit(summary).coefficients_.shape[0] == 2


@each_model
@pytest.mark.parametrize(
    ("age", "message"),
    [
        ([30, None], "column 'age', row b: nan is not a value: fill it or leave the row out"),
        (
            [30, "四十"],
            "column 'age', row b: 四十 is not a finite number: turn words into columns of 0 and 1",
        ),
        ([np.inf, 30], "column 'age', row a: inf is not a finite number"),
        (pd.to_datetime(["1980-01-01", "1990-01-01"]), "column 'age', row a: 1980-01-01 .* is not a finite"),
        (pd.Categorical(["old", "young"]), "column 'age', row a: old is not a finite number"),
    ],
)
def test_a_covariate_that_is_no_number_is_refused_by_column_and_row(kind, age, message):
    rows = pd.DataFrame({"frequency": 1, "recency": 2, "T": 5, "member": [0, 1]}, index=["a", "b"])
    bad = rows.assign(age=age)
    model = truth(kind)
    for call in (unfitted(kind).fit, model.probability_alive, model.expected_counts):
        with pytest.raises(DataError, match=message):
            call(bad)
    for call in (model.simulate, model.expected_purchases_new):
        with pytest.raises(DataError, match=message):
            call(5, customers=bad)
        with pytest.raises(DataError, match="column 'age' is missing"):
            call(5, customers=rows)
        with pytest.raises(
            ParameterError, match="the model has covariates: give customers=, a frame with mem"
        ):
            call(5)
    with pytest.raises(DataError, match="column 'age' is missing. Did you mean 'Age'"):
        model.probability_alive(rows.assign(Age=3))
    with pytest.raises(DataError, match="column 'age' is there 2 times"):
        model.probability_alive(
            pd.concat([rows, rows.assign(age=1)[["age"]], rows.assign(age=1)[["age"]]], axis=1)
        )


@each_model
def test_numbers_of_any_kind_are_covariates(kind):
    alive = truth(kind).probability_alive(HISTORIES)
    for dtype in (bool, "Int64", "float32"):
        same = HISTORIES.assign(member=HISTORIES["member"].astype(dtype))
        assert truth(kind).probability_alive(same).equals(alive)


@each_model
def test_names_that_cannot_be_are_refused(kind):
    summary = simulated(kind, 50)
    for names, message in {
        "age": "purchase_covariates='age' is not a list of column names",
        None: "purchase_covariates=None is not a list",
        ("age", "age"): "purchase_covariates: 'age' is there 2 times",
        (3,): "purchase_covariates: 3 is not the name of a column",
        ("frequency",): "purchase_covariates: 'frequency' is what the model explains",
    }.items():
        with pytest.raises(ParameterError, match=message):
            kind(names).fit(summary)
    with pytest.raises(ParameterError, match="dropout_covariates='age'"):
        kind(dropout_covariates="age").fit(summary)
    with pytest.raises(ParameterError, match="has not been fitted"):
        truth(kind).covariate_effects()
    with pytest.raises(ParameterError, match=r"level=2 is not a number from 0.01 to 0.999"):
        kind(["member"]).fit(simulated(kind, 300)).covariate_effects(2)


@each_model
def test_coefficients_that_cannot_be_are_refused(kind):
    letters = LETTERS[kind]
    last = kind.letters[-1]
    good = coefficients(kind)
    cases = {
        "no covariate moves 'r2'": good.rename(columns={last: "r2"}),
        f"covariate 'age' moves only one of .* and {last}": good.assign(**{last: [0.3, np.nan]}),
        "covariate 'age' has none": good.assign(**{letter: [0.1, np.nan] for letter in good.columns[-2:]}),
        "not a frame with one row per covariate": good.set_axis(["age", "age"]),
        "not a frame": good.to_dict(),
    }
    for message, frame in cases.items():
        with pytest.raises(ParameterError, match=message):
            kind.from_params(**letters, coefficients=frame)
    with pytest.raises(DataError, match="column 'alpha', row member: much is not a number"):
        kind.from_params(**letters, coefficients=good.astype(object).assign(alpha=["much", np.nan]))


@each_model
def test_customers_and_their_number_must_agree(kind):
    model = truth(kind)
    assert len(model.simulate([5, 6, 7, 8], customers=HISTORIES)) == 4
    assert len(model.simulate(5, 4, customers=HISTORIES)) == 4
    with pytest.raises(ParameterError, match="T, n and customers speak of 1, 3 and 4 customers"):
        model.simulate(5, 3, customers=HISTORIES)
    with pytest.raises(ParameterError, match="T, n and customers speak of 2, None and 4 customers"):
        model.simulate([5, 6], customers=HISTORIES)
    with pytest.raises(DataError, match="the frame has no rows"):
        model.simulate(5, customers=HISTORIES.head(0))
    with pytest.raises(DataError, match="customer has 4 rows"):
        history_grid(model, 8, 3, customer=HISTORIES)
    with pytest.raises(ParameterError, match="give customer"):
        alive_history(model, [2.0], 9)
    log = pd.DataFrame({"customer_id": ["王", "Zoe"], "time": [0.0, 1.0]})
    with pytest.raises(DataError, match="customers has no row for customer Zoe"):
        track_purchases(model, log, 6, customers=HISTORIES)


def test_a_customer_far_from_all_others_brings_no_false_likelihood():
    income = np.random.default_rng(2).lognormal(10, 2, 2000)
    effects = pd.DataFrame({"alpha": [1e-6], "a": [5e-7], "b": [-5e-7]}, index=["income"])
    made = ModifiedBetaGeoModel.from_params(**LETTERS[ModifiedBetaGeoModel], coefficients=effects)
    summary = made.simulate(10, customers=pd.DataFrame({"income": income}), rng=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = clone(made).fit(summary)
    # Seven values gain half a chi-square of 7; letters of 1e15 gained hundreds from rounding.
    assert model.loglik_ < made.log_likelihood(summary).sum() + chi2.isf(1e-4, 7) / 2


def test_a_baseline_out_of_reach_is_refused_with_the_remedy():
    rng = np.random.default_rng(3)
    people = pd.DataFrame({"stamp": rng.normal(0, 1, 400)})
    effects = pd.DataFrame({"alpha": [1.0]}, index=["stamp"])
    model = BetaGeoModel.from_params(**LETTERS[BetaGeoModel], coefficients=effects)
    summary = model.simulate(40, customers=people, rng=3)
    far = summary.assign(stamp=summary["stamp"] + 1e6)
    with pytest.raises(DataError, match="whose stamp are 0 lies too far .* subtract its mean"):
        BetaGeoModel(["stamp"]).fit(far)


def test_a_model_without_covariates_takes_customers_too():
    model = ParetoNBDModel.from_params(r=0.55, alpha=10.6, s=0.61, beta=11.7)
    assert model.simulate(5, customers=HISTORIES).index.tolist() == HISTORIES.index.tolist()
    expected = model.expected_purchases_new(4, customers=HISTORIES)
    assert expected.tolist() == [model.expected_purchases_new(4)] * 4
