"""Customer equity of brands, by hand for two brands; weights of drivers from choices; referral value."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import (
    customer_equity,
    driver_gains,
    equity_gain,
    fit_switching,
    referral_value,
    switching_matrices,
)

RATINGS = pd.DataFrame(
    {
        "customer_id": [1, 1, 2, 2],
        "brand": ["A", "B", "A", "B"],
        "quality": [5.0, 4.0, 3.0, 3.0],
        "image": [1, 1, 1, 2],
    }
)
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": [2, 1],
        "last_brand": ["B", "A"],
        "frequency": [2, 1],
        "volume": [50.0, 100.0],
        "margin": [0.4, 0.2],
    }
)
WEIGHTS = {"quality": 1.0, "image": 0.5}
OPTIONS = {"inertia": 1.0, "discount_rate": 0.1, "years": 2}


def test_rows_add_up_and_the_brand_bought_last_holds_on():
    matrices, customers, brands = switching_matrices(RATINGS, WEIGHTS, inertia=1.0)
    assert (customers, brands) == ([1, 2], ["A", "B"])
    assert matrices.sum(axis=2) == pytest.approx(np.ones((2, 2)))
    # Customer 1 last bought A: utilities 5.5 + 1 against 4.5.
    assert matrices[0, 0, 0] == pytest.approx(1 / (1 + np.exp(-2)))
    assert matrices[0, 1, 0] == pytest.approx(0.5)


def test_equity_by_hand():
    table = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, **OPTIONS, population=1000)
    one, two = switching_matrices(RATINGS, WEIGHTS, inertia=1.0)[0]
    start = np.array([1.0, 0.0])
    value = 20 * (start @ one / 1.1 + start @ one @ one / 1.21)
    chance = np.array([0.0, 1.0])
    for purchase in range(1, 5):
        chance = chance @ two
        value = value + 20 * chance / 1.1 ** (purchase / 2)
    assert table["lifetime_value"].to_numpy() == pytest.approx(value / 2)
    assert table["customer_equity"].to_numpy() == pytest.approx(500 * value)
    assert table["equity_share"].sum() == pytest.approx(1)


def test_what_one_brand_gains_the_others_lose():
    gain = equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver="quality", by=0.5, cost=4.0, **OPTIONS)
    before = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, **OPTIONS)["customer_equity"]
    raised = RATINGS.assign(quality=[5.5, 4.0, 3.5, 3.0])
    after = customer_equity(raised, CUSTOMERS, WEIGHTS, **OPTIONS)["customer_equity"]
    assert gain["gain"] == pytest.approx(after["A"] - before["A"])
    assert after.sum() == pytest.approx(before.sum())
    assert gain["roi"] == pytest.approx(gain["gain"] / 4 - 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ratings": RATINGS.drop(index=3)}, "customer 2 does not rate brand B"),
        ({"ratings": pd.concat([RATINGS, RATINGS.head(1)])}, "customer 1 rates brand A twice"),
        ({"ratings": RATINGS.assign(quality="高")}, "column 'quality', row 0: 高 is not a number"),
        (
            {"customers": CUSTOMERS.assign(last_brand="C")},
            "column 'last_brand', row 0: C is not one of the brands A, B",
        ),
        ({"customers": CUSTOMERS.head(1)}, "customer 1 is in one of ratings and customers only"),
        ({"customers": CUSTOMERS.assign(customer_id=1)}, "row 1: 1 is not the only row of its customer"),
        ({"customers": CUSTOMERS.assign(frequency=0)}, "column 'frequency', row 0: 0 is not above 0"),
        ({"customers": CUSTOMERS.assign(margin=-1)}, "column 'margin', row 0"),
    ],
)
def test_tables_that_do_not_fit_are_refused(change, message):
    tables = {"ratings": RATINGS, "customers": CUSTOMERS} | change
    with pytest.raises(DataError, match=message):
        customer_equity(tables["ratings"], tables["customers"], WEIGHTS, **OPTIONS)


def test_arguments_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="weights={} is empty"):
        switching_matrices(RATINGS, {}, inertia=0)
    with pytest.raises(ParameterError, match="driver='price' has no weight"):
        equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver="price", by=1, cost=1, **OPTIONS)
    with pytest.raises(ParameterError, match="of='C' is not a brand"):
        equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="C", driver="quality", by=1, cost=1, **OPTIONS)
    with pytest.raises(ParameterError, match="cost=0 is not above 0"):
        equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver="quality", by=1, cost=0, **OPTIONS)


def test_the_purchase_just_made_adds_its_whole_margin_to_the_last_brand():
    later = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, **OPTIONS)["lifetime_value"]
    all_in = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, **OPTIONS, count_current=True)["lifetime_value"]
    # Customer 1 has just spent 100 at A with a margin of a fifth, customer 2 50 at B with two fifths.
    assert (all_in - later).tolist() == pytest.approx([20 / 2, 20 / 2])


def test_shares_are_missing_where_the_horizon_holds_no_purchase():
    table = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, inertia=0, discount_rate=0.1, years=0.4)
    assert table["customer_equity"].tolist() == [0, 0]
    assert table["equity_share"].isna().all()


def test_brands_may_be_numbers():
    numbered = {"A": 1, "B": 2}
    ratings = RATINGS.assign(brand=RATINGS["brand"].map(numbered))
    customers = CUSTOMERS.assign(last_brand=CUSTOMERS["last_brand"].map(numbered))
    options = OPTIONS | {"driver": "quality", "by": 0.5, "cost": 4.0}
    gain = equity_gain(ratings, customers, WEIGHTS, of="1", **options)
    assert gain["gain"] == equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", **options)["gain"] > 0


def test_a_brand_that_nobody_told_a_customer_of_is_not_bought():
    ratings = RATINGS.assign(aware=[1, 1, 1, 1])
    third = pd.DataFrame(
        {"customer_id": [1, 2], "brand": "C", "quality": [np.nan, 4.0], "image": [None, 1.0]}
    )
    more = pd.concat([ratings, third.assign(aware=[0, 1])], ignore_index=True)
    matrices, _, brands = switching_matrices(more, WEIGHTS, inertia=1.0, aware="aware")
    assert brands == ["A", "B", "C"]
    assert matrices[0, :, 2].tolist() == [0, 0, 0]
    two = switching_matrices(RATINGS, WEIGHTS, inertia=1.0)[0]
    assert matrices[0, :2, :2] == pytest.approx(two[0])
    assert matrices[1, 0, 2] > 0
    table = customer_equity(more, CUSTOMERS, WEIGHTS, **OPTIONS, aware="aware")
    assert table.loc["C", "customer_equity"] > 0
    with pytest.raises(DataError, match="customer 1 last bought a brand that they do not know"):
        customer_equity(more, CUSTOMERS.assign(last_brand="C"), WEIGHTS, **OPTIONS, aware="aware")
    with pytest.raises(DataError, match=r"customer 1 knows no brand \(column 'aware' is 0\)"):
        switching_matrices(ratings.assign(aware=[0, 0, 1, 1]), WEIGHTS, inertia=0, aware="aware")
    with pytest.raises(DataError, match="column 'aware', row 0: 2 is not 0 or 1"):
        switching_matrices(ratings.assign(aware=2), WEIGHTS, inertia=0, aware="aware")


def test_gains_by_driver_are_those_of_raising_each_alone_with_its_group():
    groups = {"quality": "value", "image": "brand"}
    table = driver_gains(RATINGS, CUSTOMERS, WEIGHTS, of="A", by=0.5, groups=groups, **OPTIONS)
    for driver, row in table.iterrows():
        alone = equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver=driver, by=0.5, cost=1, **OPTIONS)
        assert row["gain"] == alone["gain"]
        assert row["gain_share"] == pytest.approx(alone["gain"] / alone["before"])
    assert table["group"].tolist() == ["value", "brand"]
    assert table["gain"].is_monotonic_decreasing
    with pytest.raises(ParameterError, match="groups does not say what 'image' belongs to"):
        driver_gains(RATINGS, CUSTOMERS, WEIGHTS, of="A", groups={"quality": "value"}, **OPTIONS)


def market(n, seed, weights, inertia, brands=4):
    """Return ratings and choices of customers who choose by a logit with these weights."""
    rng = np.random.default_rng(seed)
    cube = rng.normal(5, 1.5, (n, brands, len(weights)))
    last = rng.integers(0, brands, n)
    utility = cube @ weights + inertia * np.eye(brands)[last]
    chosen = (utility + rng.gumbel(size=utility.shape)).argmax(axis=1)
    rows = {f"driver_{number}": cube[:, :, number].ravel() for number in range(len(weights))}
    ratings = pd.DataFrame({"customer_id": np.repeat(np.arange(n), brands), **rows})
    names = np.array(list("ABCDEFGH"))
    ratings["brand"] = np.tile(names[:brands], n)
    return ratings, pd.DataFrame(
        {"customer_id": np.arange(n), "last_brand": names[last], "next_brand": names[chosen]}
    )


@pytest.mark.parametrize("seed", range(3))
def test_choices_tell_the_weights_that_made_them(seed):
    truth = np.array([0.8, 0.3, -0.2])
    ratings, choices = market(2500, seed, truth, 1.1)
    fit = fit_switching(ratings, choices.sample(frac=1, random_state=1), ["driver_0", "driver_1", "driver_2"])
    z = (np.append(fit.weights, fit.inertia) - [*truth, 1.1]) / fit.standard_errors
    assert z.abs().max() < 3.5
    assert fit.n == 2500
    assert 0.1 < fit.rho_squared < 0.9
    assert fit.to_frame().index.tolist() == ["driver_0", "driver_1", "driver_2", "inertia"]


def test_the_fit_is_that_of_a_second_program():
    from statsmodels.discrete.conditional_models import ConditionalLogit

    ratings, choices = market(400, 5, np.array([0.6, -0.3]), 0.7)
    fit = fit_switching(ratings, choices, ["driver_0", "driver_1"])
    by_brand = ratings.merge(choices, on="customer_id")
    same = (by_brand["brand"] == by_brand["last_brand"]).astype(float)
    columns = by_brand[["driver_0", "driver_1"]].assign(inertia=same)
    chosen = (by_brand["brand"] == by_brand["next_brand"]).astype(int)
    other = ConditionalLogit(chosen, columns, groups=by_brand["customer_id"]).fit(disp=False)
    table = fit.to_frame()
    assert table["estimate"].to_numpy() == pytest.approx(other.params.to_numpy(), abs=1e-4)
    assert table["standard_error"].to_numpy() == pytest.approx(other.bse.to_numpy(), rel=1e-3)
    assert fit.loglik == pytest.approx(other.llf, abs=1e-6)


def test_a_fit_with_unknown_brands_forgets_them():
    ratings, choices = market(300, 6, np.array([0.6]), 0.5, brands=3)
    unknown = ratings["brand"].eq("C") & ratings["customer_id"].mod(2).eq(0)
    kept = choices[
        ~(choices[["last_brand", "next_brand"]].eq("C").any(axis=1) & choices["customer_id"].mod(2).eq(0))
    ]
    rated = ratings[ratings["customer_id"].isin(kept["customer_id"])].assign(knows=~unknown)
    blank = rated.assign(driver_0=rated["driver_0"].where(rated["knows"]))
    wild = rated.assign(driver_0=rated["driver_0"].where(rated["knows"], 99.0))
    fits = [fit_switching(table, kept, ["driver_0"], aware="knows") for table in (blank, wild)]
    assert fits[0].loglik == fits[1].loglik
    assert fits[0].weights["driver_0"] == pytest.approx(0.6, abs=0.35)


CHOICES = pd.DataFrame({"customer_id": [1, 2], "last_brand": ["A", "B"], "next_brand": ["A", "B"]})


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (CHOICES, "the choices do not settle the weights"),
        (CHOICES.head(1), "customer 2 is in one of ratings and choices only"),
        (CHOICES.assign(customer_id=1), "row 1: 1 is not the only row of its customer"),
        (CHOICES.assign(next_brand="丙"), "column 'next_brand', row 0: 丙 is not one of the brands A, B"),
        (CHOICES.assign(last_brand=None), "column 'last_brand', row 0"),
        (CHOICES.drop(columns="next_brand"), "column 'next_brand' is missing"),
        (None, "a pandas DataFrame is needed, not NoneType"),
    ],
)
def test_choices_that_tell_nothing_are_refused(choices, message):
    with pytest.raises(DataError, match=message):
        fit_switching(RATINGS, choices, ["quality"])


def test_drivers_that_tell_nothing_are_refused():
    with pytest.raises(DataError, match="column 'price' does not differ between the brands of any customer"):
        fit_switching(RATINGS.assign(price=3.0), CHOICES, ["quality", "price"])
    for none in ([], "quality"):
        with pytest.raises(ParameterError, match="names no driver: give a list of columns"):
            fit_switching(RATINGS, CHOICES, none)


REFERRALS = pd.DataFrame(
    {
        "customer_id": ["甲", "甲", "乙"],
        "period": [0, 1, 0],
        "margin": [100.0, 110.0, 80.0],
        "referral_cost": [10.0, 0.0, 10.0],
        "marketing_cost": [5.0, 0.0, 5.0],
        "saved_cost": [20.0, 0.0, 20.0],
        "anyway": [0, 0, 1],
    }
)


def test_referral_value_by_hand():
    table = referral_value(REFERRALS, 0.1)
    assert table.loc["甲"].tolist() == pytest.approx([105 + 100, 0, 205])
    assert table.loc["乙"].tolist() == [0, 20, 20]


@pytest.mark.parametrize(
    ("referrals", "message"),
    [
        (REFERRALS.head(0), "no rows"),
        (REFERRALS.assign(anyway=0.5), "column 'anyway', row 0: 0.5 is not 0 or 1"),
        (REFERRALS.assign(period=-1), "column 'period', row 0: -1"),
        (REFERRALS.drop(columns="margin"), "column 'margin' is missing"),
        (REFERRALS.assign(customer_id=None), "column 'customer_id', row 0"),
    ],
)
def test_referrals_that_cannot_be_are_refused(referrals, message):
    with pytest.raises(DataError, match=message):
        referral_value(referrals, 0.1)
