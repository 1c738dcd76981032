"""What every model of repeat purchases keeps: derivatives, units, order, chance, criteria, pickles."""

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy.optimize import approx_fprime
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    ShiftedBetaGeoModel,
)

PARAMETERS = {
    BetaGeoModel: {"r": 0.9, "alpha": 6.0, "a": 0.8, "b": 2.5},
    ModifiedBetaGeoModel: {"r": 0.9, "alpha": 6.0, "a": 0.8, "b": 2.5},
    ParetoNBDModel: {"r": 0.9, "alpha": 6.0, "s": 0.8, "beta": 12.0},
    BetaGeoBetaBinomModel: {"alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.8},
}
each_model = pytest.mark.parametrize("kind", PARAMETERS, ids=lambda kind: kind.__name__)
in_continuous_time = pytest.mark.parametrize("kind", [k for k in PARAMETERS if not k.whole_time])


def simulated(kind, n=1500, seed=0):
    """Return a summary of customers drawn from a model."""
    length = 10 if kind.whole_time else 40.0
    return kind.from_params(**PARAMETERS[kind]).simulate(length, n, rng=seed)


@each_model
def test_the_gradient_is_the_derivative_of_the_likelihood(kind):
    model = kind()
    likelihood = model._likelihood(model._read(simulated(kind, 300), None))
    at = np.array([0.7, 3.0, 1.3, 2.2])
    numeric = approx_fprime(at, lambda parameters: likelihood(parameters)[0], 1e-7)
    assert likelihood(at)[1] == pytest.approx(numeric, rel=1e-4, abs=1e-2)


@each_model
def test_the_likelihood_of_the_fit_is_the_sum_over_customers(kind):
    summary = simulated(kind)
    model = kind().fit(summary)
    assert model.log_likelihood(summary).sum() == pytest.approx(model.loglik_, rel=1e-10)
    assert model.aic() == pytest.approx(8 - 2 * model.loglik_)
    assert model.bic() == pytest.approx(4 * np.log(1500) - 2 * model.loglik_)


@in_continuous_time
def test_days_and_weeks_tell_the_same(kind):
    weeks = simulated(kind)
    days = weeks.assign(recency=7 * weeks["recency"], T=7 * weeks["T"])
    by_week, by_day = kind().fit(weeks), kind().fit(days)
    units = [7.0 if letter in kind.time_letters else 1.0 for letter in kind.letters]
    assert by_day.params.to_numpy() == pytest.approx(by_week.params.to_numpy() * units, rel=2e-3)
    assert by_day.probability_alive(days).to_numpy() == pytest.approx(
        by_week.probability_alive(weeks), abs=1e-4
    )
    events = weeks["frequency"].sum()
    assert by_day.loglik_ == pytest.approx(by_week.loglik_ - events * np.log(7), abs=1e-3)


@each_model
def test_weights_count_as_so_many_customers(kind):
    summary = simulated(kind, 200)
    weight = np.arange(200) % 3
    repeated = summary.loc[np.repeat(summary.index, weight)].reset_index(drop=True)
    weighted, plain = kind().fit(summary, weight), kind().fit(repeated)
    assert weighted.loglik_ == pytest.approx(plain.loglik_, rel=1e-8)
    assert weighted.params.to_numpy() == pytest.approx(plain.params.to_numpy(), rel=1e-2)


@each_model
def test_counts_simulated_are_counts_expected(kind):
    table = kind.from_params(**PARAMETERS[kind]).expected_counts(simulated(kind, 20_000), 8)
    assert table["expected"].sum() == pytest.approx(20_000)
    z = (table["actual"] - table["expected"]) / np.sqrt(table["expected"])
    assert z.abs().max() < 4


@each_model
def test_simulated_futures_have_the_expected_mean(kind):
    model = kind.from_params(**PARAMETERS[kind])
    customer = pd.DataFrame({"frequency": [3], "recency": [5], "T": [9]})
    futures = model.simulate_future(customer, 6, 40_000, rng=1)
    error = futures.std() / 200
    assert futures.mean() == pytest.approx(model.expected_purchases(customer, 6).item(), abs=4 * error)


@each_model
def test_discounting_hardly_takes_the_sum_of_discounted_periods(kind):
    model = kind.from_params(**PARAMETERS[kind])
    customer = pd.DataFrame({"frequency": [3], "recency": [5], "T": [9]})
    if kind.whole_time:
        times = np.arange(100)
        weight = 1.25 ** -np.arange(1, 100)
        rate = 0.25
    else:
        times = np.linspace(0, 100, 401)
        weight = np.exp(-0.25 * (times[1:] + times[:-1]) / 2)
        rate = 0.25
    expected = np.array([model.expected_purchases(customer, t).item() for t in times])
    by_hand = (np.diff(expected) * weight).sum()
    assert model.discounted_residual_transactions(customer, rate).item() == pytest.approx(by_hand, rel=1e-3)


@each_model
def test_lifetime_is_discounted_below_what_the_rate_allows(kind):
    model = kind.from_params(**PARAMETERS[kind])
    customer = pd.DataFrame({"frequency": [3], "recency": [9], "T": [9]})
    short, long = (model.discounted_residual_lifetime(customer, rate).item() for rate in (0.5, 0.05))
    assert 0 < short < 1 / 0.5
    assert short < long < 1 / 0.05


@each_model
@given(x=st.integers(1, 40), silence=st.integers(0, 60), more=st.integers(1, 60))
def test_silence_lowers_the_chance_of_being_alive(kind, x, silence, more):
    model = kind.from_params(**PARAMETERS[kind])
    t_x = 50
    T = [t_x + silence, t_x + silence + more]
    alive = model.probability_alive(pd.DataFrame({"frequency": [x, x], "recency": [t_x, t_x], "T": T}))
    assert 0 <= alive[1] < alive[0] <= 1


@each_model
@given(x=st.integers(0, 20), t=st.integers(0, 50), more=st.integers(1, 50))
def test_more_time_never_brings_fewer_purchases(kind, x, t, more):
    model = kind.from_params(**PARAMETERS[kind])
    customer = pd.DataFrame({"frequency": [x], "recency": [20 if x else 0], "T": [30]})
    soon, later = (model.expected_purchases(customer, span).item() for span in (t, t + more))
    assert 0 <= soon < later
    assert 0 <= model.expected_purchases_new(t) < model.expected_purchases_new(t + more)


@each_model
def test_the_order_of_customers_does_not_matter_and_their_names_stay(kind):
    summary = simulated(kind, 100).set_axis([f"客户{number}" for number in range(100)])
    model = kind.from_params(**PARAMETERS[kind])
    backwards = model.expected_purchases(summary[::-1], 5)
    assert backwards[::-1].equals(model.expected_purchases(summary, 5))


@each_model
def test_intervals_agree_and_hold_the_estimate(kind):
    model = kind().fit(simulated(kind, 400))
    wald, profile = model.intervals(method="wald"), model.intervals()
    for table in (wald, profile):
        assert (table["low"] < table["estimate"]).all()
        assert (table["estimate"] < table["high"]).all()
    assert profile["low"].to_numpy() == pytest.approx(wald["low"].to_numpy(), rel=0.4)
    assert (model.standard_errors() > 0).all()


def test_resampled_parameters_spread_as_the_standard_errors_say():
    model = BetaGeoBetaBinomModel().fit(simulated(BetaGeoBetaBinomModel, 3000))
    draws = model.bootstrap(60, rng=1)
    spread, error = np.log(draws).std(), model.standard_errors() / model.params
    assert (spread / error).to_numpy() == pytest.approx(np.ones(4), abs=0.35)
    ends = model.intervals(method="bootstrap", n_boot=60, rng=1)
    assert ends["low"].to_numpy() == pytest.approx(draws.quantile(0.025).to_numpy())


@each_model
def test_a_model_survives_a_pickle_and_a_clone(kind):
    summary = simulated(kind, 200)
    model = kind().fit(summary)
    again = pickle.loads(pickle.dumps(model))
    assert again.params.equals(model.params)
    assert again.intervals(method="wald").equals(model.intervals(method="wald"))
    fresh = clone(model)
    assert fresh.get_params() == kind().get_params()
    with pytest.raises(ParameterError, match=r"has no parameters yet: call fit, or make it with"):
        fresh.probability_alive(summary)


@each_model
def test_the_same_customer_over_and_over_is_reported_not_hidden(kind):
    same = pd.DataFrame({"frequency": [2] * 50, "recency": [4] * 50, "T": [9] * 50})
    with pytest.warns(
        ConvergenceWarning, match="the likelihood still rises in .*, which the data do not tell"
    ):
        model = kind().fit(same)
    assert not model.converged_


@each_model
def test_one_customer_does_not_crash_the_fit(kind):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = kind().fit(pd.DataFrame({"frequency": [1], "recency": [2], "T": [9]}))
    assert np.isfinite(model.loglik_)


BAD = {
    "empty": ({"frequency": [], "recency": [], "T": []}, "the frame has no rows"),
    "no column": ({"frequency": [1], "T": [5]}, "column 'recency' is missing"),
    "not a number": (
        {"frequency": [1, None], "recency": [2, 2], "T": [5, 5]},
        "column 'frequency', row 1: nan is not",
    ),
    "Chinese text": (
        {"frequency": ["三"], "recency": [2], "T": [5]},
        "column 'frequency', row 0: 三 is not a number",
    ),
    "negative": (
        {"frequency": [-1], "recency": [2], "T": [5]},
        "column 'frequency', row 0: -1 is not a number from 0",
    ),
    "half": (
        {"frequency": [1.5], "recency": [2], "T": [5]},
        "column 'frequency', row 0: 1.5 is not a whole number",
    ),
    "after the end": (
        {"frequency": [1], "recency": [6], "T": [5]},
        "column 'recency', row 0: 6 is not at most T",
    ),
    "recency without purchase": (
        {"frequency": [0], "recency": [3], "T": [5]},
        "column 'recency', row 0: 3 is not 0, as it must be without a repeat purchase",
    ),
}


@each_model
@pytest.mark.parametrize("case", BAD)
def test_a_summary_that_cannot_be_is_refused_by_column_and_row(kind, case):
    data, message = BAD[case]
    model = kind.from_params(**PARAMETERS[kind])
    for call in (kind().fit, model.probability_alive, model.log_likelihood, model.expected_counts):
        with pytest.raises(DataError, match=message):
            call(pd.DataFrame(data))


@each_model
def test_a_customer_listed_twice_is_refused(kind):
    twice = pd.DataFrame({"frequency": [1, 1], "recency": [2, 2], "T": [5, 5]}, index=["A", "A"])
    with pytest.raises(DataError, match="customer A has two rows"):
        kind().fit(twice)


@each_model
def test_arguments_out_of_range_are_refused(kind):
    model, summary = kind.from_params(**PARAMETERS[kind]), simulated(kind, 10)
    with pytest.raises(ParameterError, match="t=-1 is not a time from 0 up"):
        model.expected_purchases(summary, -1)
    with pytest.raises(ParameterError, match="discount_rate=0 is not above 0"):
        model.discounted_residual_transactions(summary, 0)
    with pytest.raises(ParameterError, match="has not been fitted"):
        model.aic()
    with pytest.raises(ParameterError, match="most=0 is not a whole number from 1 up"):
        model.expected_counts(summary, 0)
    with pytest.raises(DataError, match=r"sample_weight has shape \(3,\): one weight for each of 10 rows"):
        kind().fit(summary, [1, 1, 1])
    with pytest.raises(DataError, match="sample_weight is 0 in every row"):
        kind().fit(summary, np.zeros(10))
    with pytest.raises(ParameterError, match="method='exact' is not one of|method"):
        kind().fit(simulated(kind, 100)).intervals(method="exact")


@each_model
def test_parameters_are_checked_by_letter(kind):
    good = PARAMETERS[kind]
    first = next(iter(good))
    with pytest.raises(ParameterError, match="has the parameters"):
        kind.from_params(x=1.0)
    with pytest.raises(ParameterError, match=f"{first}=0 is not above 0"):
        kind.from_params(**good | {first: 0})
    with pytest.raises(ParameterError, match=f"{first}=nan is not a"):
        kind.from_params(**good | {first: float("nan")})


def test_half_an_opportunity_is_refused():
    model = BetaGeoBetaBinomModel.from_params(**PARAMETERS[BetaGeoBetaBinomModel])
    with pytest.raises(ParameterError, match="t=0.5 is not a whole number of opportunities"):
        model.expected_purchases_new(0.5)
    with pytest.raises(DataError, match="column 'frequency', row 0: 5 is not at most its recency"):
        model.probability_alive(pd.DataFrame({"frequency": [5], "recency": [3], "T": [6]}))


def test_gamma_gamma_recovers_what_made_the_spending():
    rng = np.random.default_rng(5)
    x = rng.integers(1, 9, 20_000)
    scale = rng.gamma(4.0, 1 / 15.0, 20_000)
    spend = rng.gamma(6.0 * x) / scale / x
    summary = pd.DataFrame({"frequency": x, "monetary_value": spend})
    model = GammaGammaModel().fit(summary)
    z = (model.params - pd.Series({"p": 6.0, "q": 4.0, "v": 15.0})) / model.standard_errors()
    assert z.abs().max() < 3.5
    assert model.mean_spend() == pytest.approx(6 * 15 / 3, rel=0.02)


def test_gamma_gamma_shrinks_a_few_purchases_more_than_many():
    model = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
    buyers = pd.DataFrame({"frequency": [0, 1, 50], "monetary_value": [None, 100.0, 100.0]})
    nobody, once, often = model.expected_spend(buyers)
    assert nobody == pytest.approx(model.mean_spend())
    assert nobody < once < often < 100


def test_gamma_gamma_refuses_what_it_cannot_use():
    rows = pd.DataFrame({"frequency": [2, 1], "monetary_value": [10.0, -3.0]})
    with pytest.raises(DataError, match="column 'monetary_value', row 1: -3.0 is not above 0"):
        GammaGammaModel().fit(rows)
    with pytest.raises(DataError, match="no customer has a repeat purchase"):
        GammaGammaModel().fit(rows.assign(frequency=0))
    heavy = GammaGammaModel.from_params(p=2.0, q=0.8, v=5.0)
    with pytest.raises(ParameterError, match="q=0.8 is not above 1: spending has no mean"):
        heavy.mean_spend()
    with pytest.raises(ParameterError, match="mean spend of a customer with frequency 0 does not exist"):
        heavy.expected_spend(pd.DataFrame({"frequency": [0], "monetary_value": [0.0]}))


def test_sbg_retention_rises_though_nobody_changes():
    model = ShiftedBetaGeoModel.from_params(alpha=0.668, beta=3.806)
    rates = model.retention_rate(20)
    assert (np.diff(rates) > 0).all()
    assert model.survival(20)[1:] == pytest.approx(np.cumprod(rates))
    later = model.survival(4000)[6:] / model.survival(5)[5]
    by_hand = (later / 1.1 ** np.arange(1, len(later) + 1)).sum()
    assert model.discounted_residual_lifetime(5, 0.1) == pytest.approx(by_hand, rel=1e-6)


def test_sbg_takes_several_cohorts_of_different_age():
    old = pd.DataFrame(
        {"period": range(8), "survivors": [1000, 869, 743, 653, 593, 551, 517, 491], "cohort": 2018}
    )
    young = pd.DataFrame({"period": range(3), "survivors": [500, 430, 371], "cohort": 2023})
    model = ShiftedBetaGeoModel().fit(pd.concat([old, young], ignore_index=True))
    assert model.n_ == 1500
    assert model.retention_rate(2)[0] == pytest.approx(0.862, abs=0.02)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"period": [0, 1, 2], "survivors": [10, 12, 8]},
            "column 'survivors', row 1: 12.* is not at most the survivors",
        ),
        (
            {"period": [0, 2, 3], "survivors": [10, 9, 8]},
            "column 'period', row 1: 2.* is not the next of 0, 1, 2",
        ),
        ({"period": [0, 1], "survivors": [10, 9]}, "2 periods say too little"),
        ({"period": [0, 1, 2], "survivors": [0, 0, 0]}, "survivors is 0 in period 0"),
        ({"period": [0, 1, 2], "survivors": [5, None, 3]}, "column 'survivors', row 1: nan is not"),
    ],
)
def test_sbg_refuses_a_table_that_cannot_be(table, message):
    with pytest.raises(DataError, match=message):
        ShiftedBetaGeoModel().fit(pd.DataFrame(table))


@each_model
def test_nobody_seen_for_any_time_is_nothing_to_learn_from(kind):
    with pytest.raises(DataError, match="column 'T' is 0 for every customer"):
        kind().fit(pd.DataFrame({"frequency": [0, 0], "recency": [0, 0], "T": [0, 0]}))


@each_model
def test_who_first_bought_at_the_very_end_counts_as_new_and_teaches_nothing(kind):
    model = kind.from_params(**PARAMETERS[kind])
    just_come = pd.DataFrame({"frequency": [0], "recency": [0], "T": [0]})
    assert model.log_likelihood(just_come).item() == pytest.approx(0)
    assert model.expected_purchases(just_come, 10).item() == pytest.approx(model.expected_purchases_new(10))
    counts = model.expected_counts(just_come, 3)
    assert counts["expected"].tolist() == pytest.approx([1, 0, 0, 0])
    others = model.simulate(20, 500, rng=3)
    both = pd.concat([others, just_come], ignore_index=True)
    with_them, without = kind().fit(both), kind().fit(others)
    assert with_them.loglik_ == pytest.approx(without.loglik_)
    assert with_them.params.to_numpy() == pytest.approx(without.params.to_numpy(), rel=1e-3)
    assert with_them.refit_to_simulated(1).n_ == 501


@pytest.mark.parametrize("kind", [BetaGeoModel, ModifiedBetaGeoModel, ParetoNBDModel])
def test_purchases_may_all_fall_on_the_first_day(kind):
    """As `collapse=False` counts them: two visits on one day, then silence."""
    model = kind.from_params(**PARAMETERS[kind])
    first_day = pd.DataFrame({"frequency": [2, 2], "recency": [0, 1e-9], "T": [5, 5]})
    for verb in (model.log_likelihood, model.probability_alive):
        at_once, a_moment_later = verb(first_day)
        assert at_once == pytest.approx(a_moment_later, rel=1e-6)


@pytest.mark.parametrize(
    ("truth", "n", "seed", "told", "lost"),
    [
        (
            BetaGeoBetaBinomModel.from_params(alpha=1.7, beta=1.1, gamma=800, delta=7200),
            6,
            1,
            "alpha",
            "gamma",
        ),
        (BetaGeoModel.from_params(r=0.7, alpha=2.1, a=900, b=30000), 40, 3, "r and alpha", "a"),
    ],
    ids=["BG/BB", "BG/NBD"],
)
def test_differences_in_leaving_that_the_data_do_not_tell_are_named(truth, n, seed, told, lost):
    """All leave with the same chance: any pair of parameters with that mean fits."""
    with pytest.warns(ConvergenceWarning, match=f"rises in {lost} and (b|delta),") as caught:
        model = type(truth)().fit(truth.simulate(n, 600, rng=seed))
    assert told not in str(caught[0].message)
    assert not model.converged_
    mean = model.params.iloc[2] / model.params.iloc[2:].sum()
    assert mean == pytest.approx(truth.params.iloc[2] / truth.params.iloc[2:].sum(), rel=0.3)


@each_model
def test_a_model_that_is_not_fitted_can_be_looked_at_and_says_what_it_lacks(kind):
    """Tab completion looks at every attribute."""
    model = kind()
    assert "fit" in dir(model)
    assert not hasattr(model, "params")
    assert not hasattr(model, "gradient_")
    with pytest.raises(ParameterError, match="has no parameters yet: call fit"):
        _ = model.params
    with pytest.raises(ParameterError, match="has not been fitted"):
        model.aic()
