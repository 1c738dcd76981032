"""Predictions against those that others printed from the same data: the BTYD walkthrough and authors' sheets.

The walkthrough is the vignette of the R package BTYD 2.4.3 (its PDF on CRAN); the numbers of Hardie's
spreadsheets and of BTYDplus are those that the tests of lifetimes 0.11.3 quote.
"""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    ShiftedBetaGeoModel,
    calibration_holdout,
    customer_lifetime_value,
    customer_summary,
    holdout_by_frequency,
    margin_multiple,
    track_purchases,
)

# What the walkthrough goes on with: the third estimate, each begun where the one before ended.
BG = BetaGeoModel.from_params(r=0.2425967, alpha=4.413659, a=0.7929869, b=2.426164)
SHOWS = BetaGeoBetaBinomModel.from_params(alpha=1.203528, beta=0.749726, gamma=0.6567808, delta=2.783796)
OFTEN = pd.DataFrame({"frequency": [26], "recency": [30 + 6 / 7], "T": [31.0]})
PARADOX = pd.DataFrame({"frequency": [10, 15, 20, 25], "recency": 20.0, "T": 39.0})


@pytest.fixture(scope="module")
def pareto(cdnow_log):
    """The Pareto/NBD of CDNOW, fitted to exact sevenths as the walkthrough does."""
    return ParetoNBDModel().fit(customer_summary(cdnow_log, end="1997-09-30", unit="W"))


@pytest.fixture(scope="module")
def held(cdnow_log):
    """CDNOW after 39 weeks, with what came in the next 39."""
    return calibration_holdout(cdnow_log, "1997-09-30", unit="W")


@pytest.fixture(scope="module")
def weeks(cdnow_log):
    """Purchases of CDNOW, those of one day taken together, in weeks."""
    days = cdnow_log.drop_duplicates(["customer_id", "date"])
    return days.assign(time=(days["date"] - days["date"].min()).dt.days / 7)


def test_bg_nbd_of_exact_sevenths_has_the_printed_parameters(cdnow_log):
    model = BetaGeoModel().fit(customer_summary(cdnow_log, end="1997-09-30", unit="W"))
    assert model.params.to_numpy() == pytest.approx(BG.params.to_numpy(), abs=5e-4)
    assert model.loglik_ == pytest.approx(-9582.429, abs=5e-4)


def test_bg_nbd_says_of_a_customer_what_the_walkthrough_prints():
    assert BG.expected_purchases_new(52) == pytest.approx(1.444004, abs=5e-7)
    assert BG.expected_purchases(OFTEN, 52).item() == pytest.approx(25.75659, abs=5e-6)
    assert BG.probability_alive(OFTEN).item() == pytest.approx(0.9688523, abs=5e-8)


def test_more_purchases_long_ago_promise_less():
    printed = [0.3474606, 0.04283391, 0.004158973, 0.0003583685]
    assert BG.expected_purchases(PARADOX, 52).to_numpy() == pytest.approx(printed, rel=1e-6)


def test_bg_nbd_gives_the_printed_chances_of_a_number_of_purchases():
    # BTYD's manual as lifetimes quotes it: 10 in 2 weeks, none in 39, 11 to 20 in 30.
    model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    printed = [0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638]
    printed += [0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260]
    cases = [(2.0, [10], [1.07869e-07]), (39.0, [0], [0.5737864]), (30.0, range(11, 21), printed)]
    for T, counts, chances in cases:
        one = pd.DataFrame({"frequency": [0], "recency": [0.0], "T": [T]})
        expected = model.expected_counts(one, most=30)["expected"]
        assert expected[list(counts)].to_numpy() == pytest.approx(chances, rel=1e-5)


def test_mbg_nbd_of_cdnow_has_the_parameters_of_btydplus(cdnow):
    model = ModifiedBetaGeoModel().fit(cdnow)
    assert model.params.to_numpy() == pytest.approx([0.525, 6.183, 0.891, 1.614], abs=1e-3)


def test_pareto_nbd_says_of_a_customer_what_the_walkthrough_prints(pareto):
    assert pareto.loglik_ == pytest.approx(-9594.976, abs=5e-4)
    assert pareto.expected_purchases(OFTEN, 52).item() == pytest.approx(25.46, abs=0.005)
    assert pareto.probability_alive(OFTEN).item() == pytest.approx(0.9979, abs=5e-5)
    nobody = pd.DataFrame({"frequency": [0], "recency": [0.0], "T": [39.0]})
    assert pareto.probability_alive(nobody).item() == pytest.approx(0.2941633, abs=2e-4)
    printed = [0.7062289, 0.1442396, 0.02250658, 0.00309267]
    assert pareto.expected_purchases(PARADOX, 52).to_numpy() == pytest.approx(printed, rel=2e-3)


def test_pareto_nbd_expects_the_printed_purchases_of_nine_weeks():
    model = ParetoNBDModel.from_params(r=0.55, alpha=10.56, s=0.61, beta=11.64)
    assert model.expected_purchases_new(np.array([8, 9])) == pytest.approx([0.35181024, 0.38909211], abs=1e-8)


def test_the_holdout_of_cdnow_by_frequency_is_the_printed_one(held, pareto):
    bins = [1411, 439, 214, 100, 62, 38, 29, 64]
    actual = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375]
    by_bg = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]
    by_pareto = [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403]
    table = holdout_by_frequency(BG, held)
    assert table["customers"].tolist() == bins
    assert table["actual"].to_numpy() == pytest.approx(actual, rel=1e-6)
    assert table["expected"].to_numpy() == pytest.approx(by_bg, rel=2e-6)
    assert holdout_by_frequency(pareto, held)["expected"].to_numpy() == pytest.approx(by_pareto, abs=1e-3)


def test_weekly_tracking_of_cdnow_is_the_printed_one(weeks, pareto):
    by_week = {
        "bg": (BG, [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213], 2e-5),
        "pareto": (pareto, [78.308, 76.419, 74.648, 72.983, 71.414, 69.933], 5e-3),
    }
    totals = {
        "bg": [1312.458, 1387.346, 1460.392, 1531.713, 1601.418, 1669.6],
        "pareto": [1308.856, 1385.275, 1459.923, 1532.906, 1604.32, 1674.253],
    }
    for name, (model, printed, miss) in by_week.items():
        table = track_purchases(model, weeks, 78).loc[20:25]
        assert table["actual"].tolist() == [73, 55, 70, 33, 56, 99]
        assert table["actual_cumulative"].tolist() == [1359, 1414, 1484, 1517, 1573, 1672]
        assert table["expected"].to_numpy() == pytest.approx(printed, abs=miss)
        assert table["expected_cumulative"].to_numpy() == pytest.approx(totals[name], abs=0.1)


def test_bg_bb_expects_the_printed_donations_of_each_year():
    printed = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647]
    printed += [2913.778, 2730.482, 2573.731, 2437.854, 2318.727]
    expected = 11104 * SHOWS.expected_purchases_new(np.arange(12))
    assert np.diff(expected) == pytest.approx(printed, rel=1e-6)
    assert expected[-1] == pytest.approx(37627.29, abs=5e-3)


def test_bg_bb_expects_the_printed_donations_of_the_holdout(donors):
    to_come = SHOWS.expected_purchases(donors, 5)
    weight = donors["weights"]
    # The total of Hardie's sheet, then the walkthrough's means by frequency and by recency.
    assert (to_come * weight).sum() == pytest.approx(12884.2, abs=0.5)
    by = {
        "frequency": [0.07286318, 0.3248841, 0.7089417, 1.333666, 2.031203, 2.784482, 3.752500],
        "recency": [0.07286318, 0.0856939, 0.1798423, 0.4041111, 0.8510811, 1.726323, 3.027190],
    }
    for column, printed in by.items():
        sums = pd.DataFrame({"to_come": to_come * weight, "weight": weight}).groupby(donors[column]).sum()
        assert (sums["to_come"] / sums["weight"]).to_numpy() == pytest.approx(printed, rel=1e-6)


def test_bg_bb_of_the_donors_holds_them_for_alive_as_table_six(donors):
    alive = SHOWS.probability_alive(donors).to_numpy()
    history = donors[["frequency", "recency"]].apply(tuple, axis=1).tolist()
    wanted = [alive[history.index(each)] for each in [(0, 0), (2, 4), (6, 6)]]
    assert wanted == pytest.approx([0.11, 0.59, 0.93], abs=0.005)


def test_gamma_gamma_of_cdnow_has_the_likelihood_of_a_second_program(cdnow_spend):
    assert GammaGammaModel().fit(cdnow_spend).loglik_ == pytest.approx(-4055.9232, abs=1e-3)


def test_gamma_gamma_expects_the_spending_of_hardies_sheet(cdnow_spend):
    model = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
    printed = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    # The sheet has the parameters with more digits.
    assert model.expected_spend(cdnow_spend.head(10)).to_numpy() == pytest.approx(printed, abs=0.1)


def test_the_spending_of_cdnow_is_described_as_in_the_paper(cdnow_log):
    summary = customer_summary(cdnow_log, amount="amount", end="1997-09-30")
    spent = summary.loc[summary["frequency"] > 0, "monetary_value"].describe()
    # Fader, Hardie and Lee (2005), table of RFM and CLV: in whole dollars.
    assert spent[["count", "mean", "std", "min", "50%", "max"]].round().tolist() == [946, 35, 30, 3, 27, 300]


REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]


@pytest.mark.parametrize(
    ("renewals", "parameters", "loglik"),
    [(7, [0.70408, 1.18204], -1680.2652), (4, [0.76367, 1.29583], -1401.5594)],
)
def test_sbg_of_regular_customers_after_seven_and_after_four_renewals(renewals, parameters, loglik):
    table = pd.DataFrame({"period": range(renewals + 1), "survivors": REGULAR[: renewals + 1]})
    model = ShiftedBetaGeoModel().fit(table)
    assert model.params.to_numpy() == pytest.approx(parameters, abs=1e-4)
    assert model.loglik_ == pytest.approx(loglik, abs=1e-3)


def test_sbg_survival_of_regular_customers_in_percent():
    model = ShiftedBetaGeoModel.from_params(alpha=0.704, beta=1.182)
    wanted = [100, 62.7, 47.4, 38.8, 33.2, 29.2, 26.2, 23.9, 22.0, 20.4, 19.1, 18.0, 17.0]
    assert 100 * model.survival(12) == pytest.approx(wanted, abs=0.06)


def test_the_margin_multiples_of_the_reference_file():
    assert [margin_multiple(r, 0.1) for r in (0.9, 0.6)] == pytest.approx([4.5, 1.2], abs=1e-12)


def test_a_value_without_discount_is_the_printed_expectation():
    value = customer_lifetime_value(BG, OFTEN, discount_rate=0, horizon=52)
    assert value.item() == pytest.approx(25.75659, abs=5e-6)
