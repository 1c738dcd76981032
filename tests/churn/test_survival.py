"""Survival: published and hand-worked numbers, identities between the three estimators, bad input."""

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

# R's coxph with Efron's ties, as the tests of lifelines 0.30 hold it against R (test_coef_output_against_R).
ROSSI_COX = {
    "fin": -0.3794222,
    "age": -0.0574377,
    "race": 0.3138998,
    "wexp": -0.1497957,
    "mar": -0.4337039,
    "paro": -0.0848711,
    "prio": 0.0914971,
}


@pytest.fixture(scope="module")
def cox(rossi):
    return fit_cox(rossi, "week", "arrest", list(ROSSI_COX))


def test_kaplan_meier_and_greenwood_are_worked_by_hand(leukaemia):
    curve = kaplan_meier(leukaemia, "t", "status", by="Rx").loc[0]  # 0: 6-MP
    steps = [(21, 3), (17, 1), (15, 1), (12, 1), (11, 1), (7, 1), (6, 1)]  # at risk, left
    survival = np.cumprod([1 - left / there for there, left in steps])
    greenwood = np.sqrt(np.cumsum([left / (there * (there - left)) for there, left in steps]))
    assert curve.index[1:].tolist() == [6, 7, 10, 13, 16, 22, 23, 35]
    assert curve.loc[35.0, ["at_risk", "events"]].tolist() == [1, 0]  # the last one seen
    curve = curve.drop(index=35)
    assert curve.loc[6:, ["at_risk", "events"]].to_numpy().tolist() == [list(step) for step in steps]
    assert curve["survival"].loc[6:].to_numpy() == pytest.approx(survival)
    assert curve["standard_error"].loc[6:].to_numpy() == pytest.approx(survival * greenwood)
    spread = 1.959964 * greenwood / np.log(survival)
    assert curve["low"].loc[6:].to_numpy() == pytest.approx(survival ** np.exp(-spread), rel=1e-6)
    median = survival_quantile(curve)
    assert (median.estimate, median.low, median.high) == (23, 13, np.inf)


def test_the_first_row_of_the_controls_is_statas(leukaemia):
    # sts list of the Gehan data in G. Rodriguez, Survival Analysis (Princeton): 0.9048, 0.0641, from 0.6700.
    row = kaplan_meier(leukaemia, "t", "status", by="Rx").loc[(1, 1.0)]
    assert (row["at_risk"], row["events"]) == (21, 2)
    assert [row[name] for name in ("survival", "standard_error", "low")] == pytest.approx(
        [0.9048, 0.0641, 0.6700], abs=5e-5
    )


def test_the_log_rank_test_is_worked_by_hand(leukaemia):
    gap = variance = expected = 0.0
    for moment in sorted(leukaemia.loc[leukaemia["status"] == 1, "t"].unique()):
        there = leukaemia[leukaemia["t"] >= moment]
        left = there[(there["t"] == moment) & (there["status"] == 1)]
        n, d, share = len(there), len(left), (there["Rx"] == 0).mean()
        gap += (left["Rx"] == 0).sum() - d * share
        expected += d * share
        variance += d * share * (1 - share) * (n - d) / max(n - 1, 1)
    test = log_rank_test(leukaemia, "t", "status", "Rx")
    assert test.statistic == pytest.approx(gap**2 / variance)
    assert test.df == 1
    assert test.groups["observed"].tolist() == [9, 21]
    assert test.groups["expected"].to_numpy() == pytest.approx([expected, 30 - expected])


def test_cox_of_the_leukaemia_trial_is_statas(leukaemia):
    # stcox of the Gehan data in G. Rodriguez, Survival Analysis (Princeton), Breslow's ties.
    fit = fit_cox(leukaemia, "t", "status", ["Rx"], ties="breslow")
    assert fit.log_likelihood == pytest.approx(-86.379622, abs=1e-6)
    assert fit.null_log_likelihood == pytest.approx(-93.98505, abs=1e-5)
    row = fit.to_frame().loc["Rx"]  # Stata's ratio is that of the treated
    treated = [1 / row[name] for name in ("hazard_ratio", "high", "low")]
    assert treated == pytest.approx([0.2210887, 0.0990706, 0.4933877], abs=5e-7)
    assert row["z"] == pytest.approx(3.68, abs=0.005)


def test_efrons_likelihood_is_greatest_at_the_estimate(leukaemia):
    fit = fit_cox(leukaemia, "t", "status", ["Rx"])
    time, left, x = (leukaemia[name].to_numpy() for name in ("t", "status", "Rx"))

    def written_out(b):
        total = 0.0
        for moment in np.unique(time[left == 1]):
            out = (time == moment) & (left == 1)
            at_risk, leaving = np.exp(b * x[time >= moment]).sum(), np.exp(b * x[out]).sum()
            shares = np.arange(out.sum()) / out.sum()
            total += b * x[out].sum() - np.log(at_risk - shares * leaving).sum()
        return total

    found = fit.coefficients.item()
    assert fit.log_likelihood == pytest.approx(written_out(found))
    assert written_out(found) > max(written_out(found - 0.001), written_out(found + 0.001))


def test_cox_of_rossi_has_the_published_coefficients(cox, rossi):
    assert cox.coefficients.to_numpy() == pytest.approx(list(ROSSI_COX.values()), abs=6e-8)
    # As the manual of lifelines prints the fit.
    assert cox.log_likelihood == pytest.approx(-658.75, abs=0.005)
    assert 2 * (cox.log_likelihood - cox.null_log_likelihood) == pytest.approx(33.27, abs=0.005)
    assert cox.concordance == pytest.approx(0.64, abs=0.005)
    table = cox.to_frame()
    assert table["standard_error"].tolist() == pytest.approx(
        [0.19, 0.02, 0.31, 0.21, 0.38, 0.20, 0.03], abs=0.005
    )
    assert table["z"].tolist() == pytest.approx([-1.98, -2.61, 1.02, -0.71, -1.14, -0.43, 3.19], abs=0.005)
    assert table["high"].tolist() == pytest.approx([1.00, 0.99, 2.50, 1.30, 1.37, 1.35, 1.16], abs=0.005)
    curve = kaplan_meier(rossi, "week", "arrest")
    assert curve["survival"].iloc[-1] == pytest.approx(318 / 432)  # nobody was lost before week 52


def test_the_test_of_proportionality_is_rs():
    # cox.zph of five customers, as the tests of lifelines 0.30 hold it against R (transform "km").
    rows = pd.DataFrame(
        {
            "x": [0.209325, 0.693919, 0.443804, 0.065636, 0.386294],
            "time": [5.269797, 6.601666, 7.335846, 11.684092, 12.678458],
            "left": 1,
        }
    )
    table = fit_cox(rows, "time", "left", ["x"]).proportionality()
    assert table["chi_square"].item() == pytest.approx(0.00971, rel=1e-3)


def test_the_residuals_are_who_left_less_who_was_expected(rossi):
    fit = fit_cox(rossi, "week", "arrest", ["fin", "age", "prio"], ties="breslow")
    weight = np.exp(rossi[["fin", "age", "prio"]] @ fit.coefficients)
    rows = []
    for week in np.sort(rossi.loc[rossi["arrest"] == 1, "week"].unique()):
        there = rossi["week"] >= week
        expected = (
            rossi.loc[there, ["fin", "age", "prio"]].mul(weight[there], axis=0).sum() / weight[there].sum()
        )
        out = rossi[(rossi["week"] == week) & (rossi["arrest"] == 1)]
        rows += (out[["fin", "age", "prio"]] - expected).to_numpy().tolist()
    assert np.sort(fit.schoenfeld.to_numpy(), axis=0) == pytest.approx(np.sort(rows, axis=0))
    assert fit.schoenfeld.sum().to_numpy() == pytest.approx(0, abs=1e-4)


def test_the_ratio_of_age_falls_with_time_in_rossi(cox):
    table = cox.proportionality()
    assert table.loc["age", "p"] < 0.05
    assert table.loc["age", "correlation"] < 0
    assert table.loc["fin", "p"] > 0.5


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


def test_everybody_leaving_at_one_time_has_a_curve_and_no_comparison():
    table = pd.DataFrame({"time": 5.0, "left": 1, "x": [1.0, 2, 3, 4], "group": list("aabb")})
    curve = kaplan_meier(table, "time", "left")
    assert curve["survival"].to_dict() == {0.0: 1.0, 5.0: 0.0}
    median = survival_quantile(curve)
    assert (median.low, median.estimate, median.high) == (5, 5, np.inf)  # the band ends where nobody is left
    assert restricted_mean_lifetime(curve, 3).estimate == 3
    with pytest.raises(DataError, match="column 'time': whenever somebody left, all who were there did"):
        fit_cox(table, "time", "left", ["x"])
    with pytest.raises(DataError, match="nothing tells the groups apart"):
        log_rank_test(table, "time", "left", "group")


def test_a_time_reached_lies_between_its_ends(rossi):
    curves = kaplan_meier(rossi, "week", "arrest", by="fin")
    for name in (0, 1):
        for left in (0.05, 0.1, 0.2):
            found = survival_quantile(curves.loc[name], left)
            assert found.low <= found.estimate <= found.high


def test_ties_between_leaving_and_being_lost_count_the_lost_as_at_risk():
    table = pd.DataFrame({"time": [2, 2, 3], "left": [1, 0, 1]})
    assert kaplan_meier(table, "time", "left")["survival"].loc[2] == pytest.approx(2 / 3)


def test_late_entry_is_worked_by_hand():
    table = pd.DataFrame({"time": [2, 4, 6, 6], "left": [1, 1, 1, 0], "entry": [0, 1, 3, 0]})
    curve = kaplan_meier(table, "time", "left", entry="entry")
    assert curve["at_risk"].loc[2:].tolist() == [3, 3, 2]  # the third came after 2
    assert curve["survival"].loc[2:].tolist() == pytest.approx([2 / 3, 4 / 9, 2 / 9])


def test_predictors_that_say_the_same_are_refused_even_with_rounding(rossi):
    almost = rossi.assign(months=rossi["age"] * 12 + 1e-6 * np.sin(np.arange(432)))
    with pytest.raises(DataError, match="'age', 'months': one of them follows from the others"):
        fit_cox(almost, "week", "arrest", ["age", "months"])


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
    with pytest.raises(ParameterError, match="until=53 is beyond 52, the last time seen"):
        restricted_mean_lifetime(kaplan_meier(rossi, "week", "arrest"), 53)


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
    with pytest.raises(ParameterError, match="predictors=3: give a list of columns"):
        fit_discrete_hazard(person_periods(whole, "time", "left"), 3)
    with pytest.raises(DataError, match="a pandas DataFrame is needed, not list"):
        model.survival([1], 1)


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
