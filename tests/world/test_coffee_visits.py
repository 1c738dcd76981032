"""The coffee chain: visits are BG/NBD and amounts gamma-gamma, weekdays and seasons do not disturb them."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1
from scipy.stats import chi2

from cvm_lessons.world import World, plain, read_truth
from cvm_lessons.world.simulation import HIDDEN, TABLES

START, PROGRAMME, END = (pd.Timestamp(day) for day in ("2024-01-01", "2024-12-30", "2025-12-29"))
WEEK = pd.Timedelta(weeks=1)


def statistics(world, end):
    """Frequency, recency and age in weeks outside the programme's city, as a student counts them."""
    customers = world["coffee_customers"].query("city != 'Chengdu'")
    visits = world["coffee_transactions"].merge(customers[["customer_id", "first_date"]])
    visits = visits[visits["date"] < end]
    groups = visits.groupby("customer_id").agg(
        x=("visit", "size"), last=("date", "max"), first=("first_date", "first")
    )
    return pd.DataFrame(
        {
            "x": groups["x"] - 1,
            "t_x": (groups["last"] - groups["first"]) / WEEK,
            "T": (end - groups["first"]) / WEEK,
        }
    )


def bgnbd_loss(logs, x, t_x, T):
    """Fader, Hardie and Lee (2005), equation 6."""
    r, alpha, a, b = np.exp(logs)
    alive = (
        gammaln(r + x)
        - gammaln(r)
        + r * np.log(alpha)
        + gammaln(a + b)
        + gammaln(b + x)
        - gammaln(b)
        - gammaln(a + b + x)
        - (r + x) * np.log(alpha + T)
    )
    odds = np.log(a) - np.log(b + np.maximum(x, 1) - 1) + (r + x) * (np.log(alpha + T) - np.log(alpha + t_x))
    return -float((alive + np.where(x > 0, np.logaddexp(0.0, odds), 0.0)).sum())


def fit(frame):
    data = [frame[name].to_numpy(dtype=float) for name in ("x", "t_x", "T")]
    found = minimize(bgnbd_loss, np.zeros(4), args=tuple(data), method="L-BFGS-B", bounds=[(-4, 5)] * 4)
    return np.exp(found.x), found.fun, data


def expected_repeats(parameters, weeks):
    r, alpha, a, b = parameters
    hyper = hyp2f1(r, b, a + b - 1, weeks / (alpha + weeks))
    return (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + weeks)) ** r * hyper)


@pytest.fixture(scope="module")
def wide(few_worlds):
    frames = [
        world["coffee_transactions"].assign(
            customer_id=f"{number}/" + world["coffee_transactions"]["customer_id"]
        )
        for number, world in enumerate(few_worlds)
    ]
    return pd.concat(frames, ignore_index=True)


def test_bgnbd_fitted_to_the_table_does_not_contradict_the_truth(few_worlds):
    """Likelihood ratio of four parameters at once, in several worlds together; weekdays cost little."""
    truth = few_worlds[0].truth["coffee_visits"]
    frame = pd.concat([statistics(world, END) for world in few_worlds], ignore_index=True)
    found, loss, data = fit(frame)
    true = np.log([truth[name] for name in ("r", "alpha", "a", "b")])
    assert 2 * (bgnbd_loss(true, *data) - loss) < chi2.ppf(0.999, 4)
    assert found[:2] == pytest.approx(np.exp(true[:2]), rel=0.12)


def test_a_fit_to_the_first_year_predicts_the_second(few_worlds):
    calibration = pd.concat([statistics(world, PROGRAMME) for world in few_worlds], ignore_index=True)
    whole = pd.concat([statistics(world, END) for world in few_worlds], ignore_index=True)
    known = whole[whole["T"] > (END - PROGRAMME) / WEEK]
    assert len(known) == len(calibration)
    found, *_ = fit(calibration)
    ages = calibration["T"].to_numpy()
    predicted = expected_repeats(found, ages + 52).sum() - expected_repeats(found, ages).sum()
    assert predicted == pytest.approx(known["x"].sum() - calibration["x"].sum(), rel=0.08)


def test_gamma_gamma_fitted_to_the_table_does_not_contradict_the_truth(few_worlds):
    spend = few_worlds[0].truth["coffee_spend"]
    n, mean = (
        np.concatenate(
            [w["coffee_transactions"].groupby("customer_id")["amount"].agg(how) for w in few_worlds]
        )
        for how in ("size", "mean")
    )

    def loss(logs):
        """Fader and Hardie, the mean of n amounts, integrated over the customers' scales."""
        p, q, gamma = np.exp(logs)
        whole = gammaln(p * n + q) - gammaln(p * n) - gammaln(q) + q * np.log(gamma)
        return -float(
            (
                whole
                + (p * n - 1) * np.log(mean)
                + p * n * np.log(n)
                - (p * n + q) * np.log(gamma + n * mean)
            ).sum()
        )

    true = np.log([spend[name] for name in ("p", "q", "gamma")])
    found = minimize(loss, np.zeros(3), method="L-BFGS-B", bounds=[(-4, 6)] * 3)
    assert 2 * (loss(true) - found.fun) < chi2.ppf(0.999, 3)


def test_weekdays_change_neither_week_nor_order_of_a_visit(world):
    visits, sales = world["coffee_visits"], world["coffee_transactions"]
    weeks = (sales["date"] - START) // WEEK
    assert (weeks == np.floor(visits["week"])).all()
    assert (sales.groupby("customer_id")["date"].diff().dropna() >= pd.Timedelta(0)).all()
    assert sales["date"].min() >= START
    assert sales["date"].max() < END


def test_how_often_a_customer_comes_knows_no_season(few_worlds):
    """Visits of the second year by those there all along and not lost by its end, outside the programme."""
    counts = np.zeros(4)
    for world in few_worlds:
        base, visits = world["coffee_base"], world["coffee_visits"]
        stays = world["coffee_effects"]["alive"] & (base["city"] != "Chengdu") & (base["start"] < 52)
        here = visits[stays.to_numpy()[visits["customer"]] & (visits["week"] >= 52).to_numpy()]
        counts += np.bincount(((here["week"] - 52) // 13).astype(int), minlength=4)
    assert counts / counts.mean() == pytest.approx(np.ones(4), abs=0.04)


def test_new_customers_come_at_the_opening_and_in_summer(world):
    starts = world["coffee_base"]["start"]
    weeks = np.bincount(starts.astype(int), minlength=101)
    assert weeks[:10].mean() > 2 * weeks[20:].mean()
    assert starts.max() < 100


def test_the_first_visit_is_the_customers_first_row(world):
    customers, sales = world["coffee_customers"], world["coffee_transactions"]
    first = sales.groupby("customer_id").first().loc[customers["customer_id"]].reset_index()
    assert (first["visit"] == 1).all()
    assert (first["date"] == customers["first_date"]).all()
    assert (first["store"] == customers["store"]).all()
    assert customers["first_date"].is_monotonic_increasing
    steps = sales.groupby("customer_id")["visit"].diff().dropna()
    assert (steps == 1).all()


def test_every_store_lies_in_the_customers_city(world):
    sales = world["coffee_transactions"].merge(world["coffee_customers"][["customer_id", "city"]])
    assert (sales["store"].str.rsplit(n=1).str[0] == sales["city"]).all()
    assert sales["store"].nunique() == 12


def test_a_lost_customer_never_comes_again(world):
    visits = world["coffee_visits"]
    followed = visits["customer"] == visits["customer"].shift(-1)
    assert visits["lost_after"].any()
    assert not (visits["lost_after"] & followed).any()


def test_the_best_fifth_looks_better_in_a_longer_window(wide):
    def top_share(end):
        spent = wide[wide["date"] < end].groupby("customer_id")["amount"].sum().sort_values(ascending=False)
        return spent.iloc[: len(spent) // 5].sum() / spent.sum()

    month, year, all_time = (
        top_share(pd.Timestamp(day)) for day in ("2024-02-01", "2025-01-01", "2026-01-01")
    )
    assert month + 0.05 < year < all_time < 0.75


def test_days_and_weeks_lose_visits_that_a_student_should_count(wide):
    week = (wide["date"] - START) // WEEK
    assert 0.02 < wide.duplicated(["customer_id", "date"]).mean() < 0.08
    assert 0.15 < wide.assign(week=week).duplicated(["customer_id", "week"]).mean() < 0.30


def test_another_mix_of_payments_changes_no_other_column(world):
    truth = plain(read_truth())
    truth["coffee"]["paid_share"] = {"mobile": 0.1, "card": 0.1, "cash": 0.8}
    other = World(0, 0.2, truth, TABLES | HIDDEN)["coffee_transactions"]
    assert (other["paid_with"] != world["coffee_transactions"]["paid_with"]).any()
    pd.testing.assert_frame_equal(
        other.drop(columns="paid_with"), world["coffee_transactions"].drop(columns="paid_with")
    )
