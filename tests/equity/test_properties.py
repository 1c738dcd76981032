"""What must hold whatever the numbers are: units, order, weights, limits, discrete beside continuous time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    ShiftedBetaGeoModel,
    customer_lifetime_value,
    history_grid,
)

BG = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
PARAMETERS = {
    BetaGeoModel: BG,
    ModifiedBetaGeoModel: BG,
    ParetoNBDModel: {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669},
    BetaGeoBetaBinomModel: {"alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.8},
}
MODELS = {kind: kind.from_params(**values) for kind, values in PARAMETERS.items()}
each_model = pytest.mark.parametrize("kind", PARAMETERS, ids=lambda kind: kind.__name__)
in_continuous_time = pytest.mark.parametrize(
    "kind", [kind for kind in PARAMETERS if not kind.whole_time], ids=lambda kind: kind.__name__
)
histories = st.lists(
    st.tuples(st.integers(0, 20), st.integers(20, 60), st.integers(0, 40)), min_size=1, max_size=8
)


def summary_of(rows):
    """Return customers by number, time of the last purchase, and silence after it."""
    table = pd.DataFrame(rows, columns=["frequency", "recency", "silence"])
    table["T"] = table["recency"] + table["silence"]
    return table.assign(recency=table["recency"].where(table["frequency"] > 0, 0)).drop(columns="silence")


def verbs(model, summary, unit=1.0):
    """Return what a model says, by verb; times are in `unit`."""
    return {
        "alive": model.probability_alive(summary),
        "purchases": model.expected_purchases(summary, 12 * unit),
        "transactions": model.discounted_residual_transactions(summary, 0.02 / unit),
        "lifetime": model.discounted_residual_lifetime(summary, 0.02 / unit) / unit,
    }


@in_continuous_time
@settings(max_examples=15)
@given(rows=histories, unit=st.sampled_from([1 / 52, 7.0, 365.25, 1e4]))
def test_predictions_do_not_depend_on_the_unit_of_time(kind, rows, unit):
    summary = summary_of(rows)
    scaled = {
        letter: value * (unit if letter in kind.time_letters else 1)
        for letter, value in PARAMETERS[kind].items()
    }
    same = verbs(kind.from_params(**scaled), summary.assign(**(summary[["recency", "T"]] * unit)), unit)
    for name, values in verbs(MODELS[kind], summary).items():
        assert same[name].to_numpy() == pytest.approx(values.to_numpy(), rel=1e-8), name


@each_model
@settings(max_examples=15)
@given(rows=histories, seed=st.integers(0, 9))
def test_predictions_follow_the_customer_not_the_row(kind, rows, seed):
    summary = summary_of(rows).rename(index="客户{}".format)
    shuffled = summary.sample(frac=1, random_state=seed)
    again = verbs(MODELS[kind], shuffled)
    for name, values in verbs(MODELS[kind], summary).items():
        assert again[name].loc[summary.index].to_numpy() == pytest.approx(values.to_numpy(), rel=1e-9), name


@each_model
@settings(max_examples=15)
@given(rows=histories)
def test_predictions_lie_where_they_can(kind, rows):
    said = verbs(MODELS[kind], summary_of(rows))
    assert said["alive"].between(0, 1).all()
    assert (said["purchases"] >= 0).all()
    assert (said["transactions"] >= 0).all()
    # Living for ever is worth 1 / d, or 1 / d of the next opportunities.
    assert said["lifetime"].between(0, 50 * (1 + 1e-9)).all()


@each_model
@settings(max_examples=8)
@given(rows=histories, soon=st.integers(1, 3), more=st.integers(1, 4))
def test_a_longer_horizon_and_an_earlier_payment_are_worth_more(kind, rows, soon, more):
    summary = summary_of(rows)

    def value(**options):
        return customer_lifetime_value(
            MODELS[kind], summary, **{"discount_rate": 0.02, "horizon": soon} | options
        )

    assert (value(horizon=soon + more) >= value()).all()
    assert (value() >= value(discount_rate=0.05)).all()
    assert (value(paid="start") >= value(paid="middle")).all()
    assert (value(paid="middle") >= value(paid="end")).all()
    assert (value(horizon=0) == 0).all()
    assert value(spend=30.0, margin=0.2).to_numpy() == pytest.approx(6 * value().to_numpy())


@each_model
def test_dert_is_where_the_value_of_a_longer_and_longer_horizon_goes(kind):
    summary, model = summary_of([(0, 20, 0), (3, 25, 10), (9, 30, 1)]), MODELS[kind]
    endless = customer_lifetime_value(model, summary, discount_rate=0.25).to_numpy()
    end, start = (
        customer_lifetime_value(model, summary, discount_rate=0.25, horizon=70, paid=paid).to_numpy()
        for paid in ("end", "start")
    )
    if kind.whole_time:
        assert end == pytest.approx(endless, rel=1e-6)
    else:
        # Purchases discounted by the moment lie between those paid at the ends of each unit of time.
        assert (end < endless).all()
        assert (endless < start * (1 + 1e-6)).all()
        assert np.sqrt(start * end) == pytest.approx(endless, rel=5e-3)


def test_many_short_opportunities_are_continuous_time():
    # Chances of buying and leaving in a short step are its length times a rate: beta laws become gamma laws.
    r, alpha, s, beta = PARAMETERS[ParetoNBDModel].values()
    customer = pd.DataFrame({"frequency": [0, 3, 8], "recency": [0, 20, 38], "T": 39})
    exact = verbs(MODELS[ParetoNBDModel], customer)
    misses = []
    for steps in (20, 40):
        model = BetaGeoBetaBinomModel.from_params(alpha=r, beta=alpha * steps, gamma=s, delta=beta * steps)
        fine = customer.assign(recency=customer["recency"] * steps, T=39 * steps)
        close = {
            "alive": model.probability_alive(fine),
            "purchases": model.expected_purchases(fine, 12 * steps),
            "transactions": model.discounted_residual_transactions(fine, np.expm1(0.02 / steps)),
            "lifetime": model.discounted_residual_lifetime(fine, np.expm1(0.02 / steps)) / steps,
        }
        misses.append(max(abs(close[name] / exact[name] - 1).max() for name in exact))
    assert misses[1] < 0.02
    assert misses[1] == pytest.approx(misses[0] / 2, rel=0.1)  # of the first order in the step


def test_the_lifetime_under_contract_is_that_of_a_show_which_everybody_attends():
    contract = ShiftedBetaGeoModel.from_params(alpha=0.668, beta=3.806)
    # BG/BB with a purchase at every opportunity: alive at the last one, as after a renewal.
    show = BetaGeoBetaBinomModel.from_params(alpha=1e9, beta=1e-9, gamma=0.668, delta=3.806)
    always = pd.DataFrame({"frequency": [5], "recency": [5], "T": [5]})
    value = show.discounted_residual_transactions(always, 0.1).item()
    assert contract.discounted_residual_lifetime(5, 0.1) == pytest.approx(value, rel=1e-6)


@given(
    x=st.lists(st.integers(1, 30), min_size=2, max_size=6, unique=True),
    mean=st.floats(1, 500),
    currency=st.sampled_from([0.01, 7.1, 1e4]),
)
def test_spending_does_not_depend_on_the_currency_and_trusts_many_purchases_more(x, mean, currency):
    model = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
    other = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44 * currency)
    buyers = pd.DataFrame({"frequency": sorted(x), "monetary_value": mean})
    here = model.expected_spend(buyers)
    there = other.expected_spend(buyers.assign(monetary_value=mean * currency))
    assert there.to_numpy() == pytest.approx(here.to_numpy() * currency)
    assert other.mean_spend() == pytest.approx(model.mean_spend() * currency)
    distance = (here - mean).abs()
    assert (distance.diff().iloc[1:] <= 1e-9).all()
    assert ((here - mean) * (here - model.mean_spend()) <= 1e-9).all()  # between the two
    density = model.log_likelihood(buyers) - other.log_likelihood(
        buyers.assign(monetary_value=mean * currency)
    )
    assert density.to_numpy() == pytest.approx(np.log(currency), abs=1e-7)


def test_weights_of_spending_count_as_so_many_customers_in_any_order(cdnow_spend):
    some = cdnow_spend[cdnow_spend["frequency"] > 0].head(300)
    weight = np.arange(300) % 3
    repeated = some.loc[some.index.repeat(weight)].sample(frac=1, random_state=2).reset_index(drop=True)
    weighted, plain = GammaGammaModel().fit(some, weight), GammaGammaModel().fit(repeated)
    assert weighted.loglik_ == pytest.approx(plain.loglik_, rel=1e-9)
    assert weighted.params.to_numpy() == pytest.approx(plain.params.to_numpy(), rel=1e-3)
    assert weighted.log_likelihood(some).mul(weight).sum() == pytest.approx(weighted.loglik_)


def test_cohorts_count_by_their_size_in_any_order():
    one = pd.DataFrame({"period": range(8), "survivors": [1000, 869, 743, 653, 593, 551, 517, 491]})
    young = pd.DataFrame({"period": range(4), "survivors": [500, 430, 371, 330]})
    parts = [one.assign(cohort=2018), one.assign(cohort=2019), young.assign(cohort=2020)]
    together = ShiftedBetaGeoModel().fit(pd.concat(parts, ignore_index=True))
    backwards = ShiftedBetaGeoModel().fit(pd.concat(parts[::-1]))
    doubled = [one.assign(survivors=2 * one["survivors"], cohort="甲"), young.assign(cohort="乙")]
    counted = ShiftedBetaGeoModel().fit(pd.concat(doubled, ignore_index=True))
    for other in (backwards, counted):
        assert other.loglik_ == pytest.approx(together.loglik_)
        assert other.params.to_numpy() == pytest.approx(together.params.to_numpy(), rel=1e-4)
    assert together.n_ == 2500


@given(alpha=st.floats(0.05, 20), beta=st.floats(0.05, 20), rate=st.floats(0.005, 0.5), n=st.integers(0, 40))
def test_the_lifetime_under_contract_is_the_sum_of_discounted_survival(alpha, beta, rate, n):
    model = ShiftedBetaGeoModel.from_params(alpha=alpha, beta=beta)
    whole = model.discounted_residual_lifetime(n, rate)
    survival = model.survival(n + 1)
    # One more period: it is reached with the next renewal, and the rest waits for a period.
    stays = survival[n + 1] / survival[n]
    rest = model.discounted_residual_lifetime(n + 1, rate)
    assert whole == pytest.approx(stays * (1 + rest) / (1 + rate), rel=1e-9)
    assert 0 < whole < 1 / rate
    assert (np.diff(model.retention_rate(n + 2)) >= 0).all()


@each_model
def test_a_grid_falls_with_silence_in_every_column(kind):
    grid = history_grid(MODELS[kind], 30, 12)
    assert (grid.diff().iloc[1:].to_numpy()[~np.isnan(grid.diff().iloc[1:].to_numpy())] > 0).all()
