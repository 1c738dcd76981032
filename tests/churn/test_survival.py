"""Survival: Freireich's and Rossi's published numbers, identities between the three estimators, bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons import truth
from cvm_lessons.churn import (
    churn_by_period,
    fit_cox,
    fit_discrete_hazard,
    kaplan_meier,
    log_rank_test,
    person_periods,
    restricted_mean_lifetime,
    survival_quantile,
)
from cvm_lessons.core import DataError, ParameterError

MP6 = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
ROSSI_COX = {
    "fin": -0.379,
    "age": -0.057,
    "race": 0.314,
    "wexp": -0.150,
    "mar": -0.434,
    "paro": -0.085,
    "prio": 0.091,
}


@pytest.fixture(scope="module")
def leukaemia():
    """Freireich et al. (1963), as in every textbook: weeks in remission; below 0 censored."""
    weeks = np.array(MP6 + PLACEBO)
    arm = ["6-MP"] * 21 + ["placebo"] * 21
    frame = pd.DataFrame({"weeks": np.abs(weeks), "relapse": (weeks > 0).astype(int), "arm": arm})
    return frame.assign(placebo=(frame["arm"] == "placebo").astype(int))


@pytest.fixture(scope="module")
def cox(rossi):
    return fit_cox(rossi, "week", "arrest", list(ROSSI_COX))


def test_kaplan_meier_is_the_textbooks_table(leukaemia):
    curve = kaplan_meier(leukaemia, "weeks", "relapse", by="arm").loc["6-MP"]
    published = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve["survival"].loc[6:].to_numpy() == pytest.approx(published, abs=1e-4)
    assert curve["standard_error"].loc[6:].to_numpy() == pytest.approx(
        [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=1e-4
    )
    assert curve["at_risk"].loc[6:].tolist() == [21, 17, 15, 12, 11, 7, 6]
    median = survival_quantile(curve)
    assert (median.estimate, median.low, median.high) == (23, 13, np.inf)


def test_the_log_rank_test_is_the_textbooks(leukaemia):
    test = log_rank_test(leukaemia, "weeks", "relapse", "arm")
    assert test.statistic == pytest.approx(16.79, abs=0.01)
    assert test.df == 1
    assert test.groups["observed"].tolist() == [9, 21]
    assert test.groups["expected"].to_numpy() == pytest.approx([19.25, 10.75], abs=0.005)


def test_cox_of_the_leukaemia_trial_is_rs_by_both_ties(leukaemia):
    efron = fit_cox(leukaemia, "weeks", "relapse", ["placebo"])
    breslow = fit_cox(leukaemia, "weeks", "relapse", ["placebo"], ties="breslow")
    assert efron.coefficients.item() == pytest.approx(1.572, abs=5e-4)
    assert breslow.coefficients.item() == pytest.approx(1.509, abs=5e-4)


def test_cox_of_rossi_has_the_published_coefficients(cox, rossi):
    assert cox.coefficients.to_numpy() == pytest.approx(list(ROSSI_COX.values()), abs=6e-4)
    assert cox.log_likelihood == pytest.approx(-658.7477, abs=1e-4)
    assert cox.concordance == pytest.approx(0.6403, abs=1e-4)
    # Errors as R prints them (Fox and Weisberg, appendix on Cox regression).
    errors = [0.19138, 0.02200, 0.30799, 0.21222, 0.38187, 0.19576, 0.02865]
    assert cox.to_frame()["standard_error"].to_numpy() == pytest.approx(errors, abs=1e-5)
    curve = kaplan_meier(rossi, "week", "arrest")
    assert curve["survival"].iloc[-1] == pytest.approx(0.7361, abs=1e-4)


def test_the_ratio_of_age_falls_with_time_in_rossi(rossi):
    fit = fit_cox(rossi, "week", "arrest", ["fin", "age", "prio"])
    table = fit.proportionality()
    # cox.zph with the clock of the survival curve (Fox and Weisberg): 0.005, 6.541, 0.773.
    assert table["chi_square"].to_numpy() == pytest.approx([0.00507, 6.54118, 0.77262], abs=1e-3)
    assert table.loc["age", "correlation"] < 0


def test_scales_of_predictors_do_not_matter(cox, rossi):
    other = fit_cox(rossi.assign(age=12 * rossi["age"]), "week", "arrest", list(ROSSI_COX))
    assert other.log_likelihood == pytest.approx(cox.log_likelihood, abs=1e-6)
    assert 12 * other.coefficients["age"] == pytest.approx(cox.coefficients["age"], rel=1e-6)
    shown = cox.survival(rossi.head(3), [10, 52])
    again = other.survival(rossi.head(3).assign(age=12 * rossi["age"]), [10, 52])
    assert shown.to_numpy() == pytest.approx(again.to_numpy(), rel=1e-6)


def test_the_mean_of_coxs_curves_is_near_the_kaplan_meier_curve(cox, rossi):
    mean = cox.survival(rossi, [20, 52]).mean()
    curve = kaplan_meier(rossi, "week", "arrest")["survival"]
    assert mean.to_numpy() == pytest.approx([curve.loc[20], curve.loc[52]], abs=0.003)


def test_a_hazard_for_each_period_is_the_kaplan_meier_curve(rossi):
    months = rossi.assign(month=np.ceil(rossi["week"] / 4).astype(int))
    rows = person_periods(months, "month", "arrest")
    model = fit_discrete_hazard(rows)
    discrete = model.survival(pd.DataFrame(index=["all"]), 13).loc["all"]
    curve = kaplan_meier(months, "month", "arrest")["survival"].iloc[1:]
    assert discrete.to_numpy() == pytest.approx(curve.to_numpy(), rel=1e-8)
    rates = churn_by_period(rows, period="period", churned="left")["rate"]
    assert (1 - rates).cumprod().to_numpy() == pytest.approx(curve.to_numpy())


def test_the_discrete_hazard_is_near_cox_where_few_leave_in_a_period(cox, rossi):
    rows = person_periods(rossi, "week", "arrest")
    model = fit_discrete_hazard(rows, list(ROSSI_COX), baseline="log")
    assert model.to_frame()["coefficient"].to_numpy() == pytest.approx(cox.coefficients.to_numpy(), abs=0.01)


def test_late_entry_takes_the_survivors_out_of_the_first_risk_sets(months, subscribers):
    spans = months.groupby("subscriber_id").agg(
        first=("tenure_months", "min"), last=("tenure_months", "max"), left=("churned", "max")
    )
    spans["entry"] = spans["first"] - 1
    naive = kaplan_meier(spans, "last", "left")["survival"]
    right = kaplan_meier(spans, "last", "left", entry="entry")["survival"]
    assert naive.loc[24] > right.loc[24] + 0.05  # survivors make the firm look loyal
    new = spans[spans["entry"] == 0]
    alone = kaplan_meier(new, "last", "left").loc[12]
    assert alone["low"] - 0.02 < right.loc[12] < alone["high"] + 0.02


def test_the_hazard_of_the_telecom_has_the_worlds_coefficients(months, subscribers):
    rows = months.merge(subscribers[["subscriber_id", "tariff", "contract_months"]], on="subscriber_id")
    rows = rows[(rows["contract_months"] == 0) & rows["tariff"].isin(["prepaid", "basic"])]
    rows = rows.assign(prepaid=(rows["tariff"] == "prepaid").astype(int), left=rows["churned"].astype(int))
    rows = rows[~rows["late_payment"]]  # a cut-off for non-payment is another exit
    model = fit_discrete_hazard(
        rows, ["prepaid", "complaints"], period="tenure_months", baseline="log"
    ).to_frame()
    true = truth("telecom_churn")
    assert (
        model.loc["prepaid", "low"] < true["tariff"]["value"]["prepaid"] < model.loc["prepaid", "high"] + 0.1
    )
    # Complainers are also more often in decline, a stage that no column shows: the coefficient is too high.
    assert model.loc["complaints", "coefficient"] > true["complaint"]["value"]


def test_a_customer_cut_into_two_spells_says_the_same(rossi):
    shown = rossi["week"] <= 15
    early = rossi.assign(arrest=rossi["arrest"].where(shown, 0), week=rossi["week"].clip(upper=15))
    late = rossi[rossi["week"] > 15]
    spells = pd.concat([early.assign(entry=0), late.assign(entry=15)], ignore_index=True)
    whole, cut = (
        fit_cox(rows, "week", "arrest", ["fin", "age", "prio"], entry=entry)
        for rows, entry in ((rossi, None), (spells, "entry"))
    )
    assert cut.coefficients.to_numpy() == pytest.approx(whole.coefficients.to_numpy(), rel=1e-6)
    assert cut.survival(rossi.head(2), [52]).to_numpy() == pytest.approx(
        whole.survival(rossi.head(2), [52]).to_numpy(), rel=1e-6
    )
    assert cut.proportionality()["chi_square"].to_numpy() == pytest.approx(
        whole.proportionality()["chi_square"].to_numpy(), rel=1e-5
    )
    one = kaplan_meier(rossi, "week", "arrest")["survival"]
    two = kaplan_meier(spells, "week", "arrest", entry="entry")["survival"]
    assert two.to_numpy() == pytest.approx(one.to_numpy())
    first = log_rank_test(rossi, "week", "arrest", "fin")
    second = log_rank_test(spells, "week", "arrest", "fin", entry="entry")
    assert second.statistic == pytest.approx(first.statistic)
    assert second.groups["expected"].to_numpy() == pytest.approx(first.groups["expected"].to_numpy())


def test_the_restricted_mean_is_the_mean_where_nobody_is_censored():
    table = pd.DataFrame({"time": [1.0, 2, 4, 9], "left": 1})
    mean = restricted_mean_lifetime(kaplan_meier(table, "time", "left"), 20)
    assert mean.estimate == pytest.approx(4.0)
    assert restricted_mean_lifetime(kaplan_meier(table, "time", "left"), 3).estimate == pytest.approx(2.25)
    assert mean.low < 4 < mean.high


@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=2, max_size=30))
def test_the_curve_falls_and_its_interval_holds_it(rows):
    table = pd.DataFrame(rows, columns=["time", "left"])
    table.loc[0, "left"] = True
    curve = kaplan_meier(table, "time", "left")
    assert curve["survival"].is_monotonic_decreasing
    inside = curve.dropna()
    assert ((inside["low"] <= inside["survival"]) & (inside["survival"] <= inside["high"])).all()
    assert inside["low"].ge(0).all()
    assert inside["high"].le(1).all()


BAD = pd.DataFrame(
    {"time": [3.0, 4.0, 5.0], "left": [1, 0, 1], "组": ["甲", "乙", "甲"], "x": [1.0, 2.0, 3.5]}
)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (BAD.assign(time=[0.0, 1.0, 2.0]), "column 'time', row 0: 0.0 is not a time above 0"),
        (BAD.assign(time=[-1.0, 1.0, 2.0]), "row 0: -1.0 is not a number from 0"),
        (BAD.assign(time=[np.nan, 1.0, 2.0]), "column 'time', row 0"),
        (BAD.assign(left=[2, 0, 1]), "row 0: 2 is not 0 or 1"),
        (BAD.assign(left=0), "'left' is never 1"),
        (BAD.drop(columns="left"), "column 'left' is missing"),
        (BAD.iloc[:0], "no rows"),
    ],
)
def test_bad_customers_are_refused_by_name(frame, said):
    calls = [
        lambda: kaplan_meier(frame, "time", "left"),
        lambda: log_rank_test(frame, "time", "left", "组"),
        lambda: fit_cox(frame, "time", "left", ["x"]),
    ]
    for call in calls:
        with pytest.raises(DataError, match=said):
            call()


def test_other_bad_input_is_refused_by_name(cox, rossi):
    with pytest.raises(DataError, match="组 乙: nobody left"):
        kaplan_meier(BAD, "time", "left", by="组")
    with pytest.raises(DataError, match="holds one group, '甲'"):
        log_rank_test(BAD.assign(组="甲"), "time", "left", "组")
    with pytest.raises(DataError, match="column 'x', row 0: 5.0 is not a time before 'time'"):
        kaplan_meier(BAD.assign(x=5.0), "time", "left", entry="x")
    with pytest.raises(DataError, match="'x' is the same for every customer"):
        fit_cox(BAD.assign(x=1.0), "time", "left", ["x"])
    with pytest.raises(DataError, match="one of them follows from the others"):
        fit_cox(BAD.assign(y=2 * BAD["x"]), "time", "left", ["x", "y"])
    with pytest.raises(ParameterError, match="each once"):
        fit_cox(BAD, "time", "left", ["x", "x"])
    with pytest.raises(ParameterError, match="ties"):
        fit_cox(BAD, "time", "left", ["x"], ties="exact")
    with pytest.raises(DataError, match="no finite estimate exists"):
        fit_cox(BAD.assign(time=[1.0, 2.0, 3.0], left=1, x=[3.0, 2.0, 1.0]), "time", "left", ["x"])
    with pytest.raises(ParameterError, match="give times from 0 to 52"):
        cox.survival(rossi, [60])
    with pytest.raises(DataError, match="not the curve of one group"):
        survival_quantile(kaplan_meier(rossi, "week", "arrest", by="fin"))
    with pytest.raises(ParameterError, match="left=1.5"):
        survival_quantile(kaplan_meier(rossi, "week", "arrest"), 1.5)
    with pytest.raises(ParameterError, match="until=0"):
        restricted_mean_lifetime(kaplan_meier(rossi, "week", "arrest"), 0)


def test_bad_periods_are_refused_by_name():
    whole = BAD.assign(time=[1, 2, 3])
    with pytest.raises(DataError, match="row 0: 1.5 is not a whole number of periods"):
        person_periods(BAD.assign(time=[1.5, 2, 3]), "time", "left")
    with pytest.raises(DataError, match="asks for"):
        person_periods(BAD.assign(time=[10**9, 2, 3]), "time", "left")
    with pytest.raises(DataError, match="period 2: nobody left"):
        fit_discrete_hazard(person_periods(whole, "time", "left"))
    with pytest.raises(ParameterError, match="baseline"):
        fit_discrete_hazard(person_periods(whole, "time", "left"), baseline="spline")
    with pytest.raises(DataError, match="the rate itself"):
        fit_discrete_hazard(person_periods(whole, "time", "left"), baseline="constant")
    model = fit_discrete_hazard(pd.DataFrame({"period": [1, 1, 2, 2], "left": [0, 1, 0, 1]}))
    with pytest.raises(DataError, match="row 0: 3 is not a period that was seen"):
        model.hazard(pd.DataFrame({"period": [3]}))
    with pytest.raises(ParameterError, match="periods=0"):
        model.survival(pd.DataFrame(index=[0]), 0)


@pytest.mark.long
def test_intervals_cover_the_truth_as_often_as_they_claim():
    curve, ratio, hazard = [], [], []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        plus = rng.integers(0, 2, 300)
        stay = rng.exponential(1 / (0.1 * np.exp(-0.5 * plus)))
        censored = rng.uniform(2, 30, 300)
        table = pd.DataFrame({"time": np.minimum(stay, censored), "left": (stay <= censored).astype(int)})
        table["plus"] = plus
        row = kaplan_meier(table, "time", "left").loc[:8].iloc[-1]
        true = 0.5 * (np.exp(-0.8) + np.exp(-0.8 * np.exp(-0.5)))
        curve.append(row["low"] <= true <= row["high"])
        fit = fit_cox(table, "time", "left", ["plus"]).to_frame().loc["plus"]
        ratio.append(fit["low"] <= np.exp(-0.5) <= fit["high"])
        whole = person_periods(table.assign(time=np.ceil(table["time"]).astype(int)), "time", "left")
        logit = fit_discrete_hazard(whole, ["plus"], baseline="log").to_frame().loc["plus"]
        hazard.append(logit["coefficient"])
    assert 0.90 <= np.mean(curve) <= 0.985
    assert 0.90 <= np.mean(ratio) <= 0.985
    assert np.mean(hazard) == pytest.approx(-0.5, abs=0.06)
