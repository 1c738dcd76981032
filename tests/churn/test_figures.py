"""Figures of churn: what they draw, that they fit in both languages, and what they refuse."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from cvm_lessons import churn, load
from cvm_lessons.churn import ExitTerms
from cvm_lessons.core import PALETTE, DataError, ParameterError, apply_style, language

STATES = ["good", "doubtful", "bad"]
MOVES = pd.DataFrame([[0.8, 0.1, 0], [0.1, 0.6, 0.2], [0, 0.2, 0.7]], index=STATES, columns=STATES)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def drawn(rossi):
    """Each plot with what it is drawn from."""
    rng = np.random.default_rng(4)
    risk = rng.beta(1, 6, 3000)
    judged = pd.DataFrame({"risk": risk, "left": (rng.random(3000) < risk).astype(int)})
    trial = pd.DataFrame({"treated": rng.integers(0, 2, 2000), "uplift": rng.normal(0.1, 0.1, 2000)})
    chance = np.clip(0.2 + trial["treated"] * trial["uplift"], 0, 1)
    trial = trial.assign(responded=(rng.random(2000) < chance).astype(int), risk=rng.random(2000))
    days = pd.DataFrame({"customer_id": np.arange(400), "start": pd.Timestamp("2024-01-05")})
    days["start"] += pd.to_timedelta(rng.integers(0, 300, 400), "D")
    days["end"] = days["start"] + pd.to_timedelta(rng.geometric(0.01, 400), "D")
    days.loc[days["end"] > "2024-12-31", "end"] = pd.NaT
    cohorts = churn.subscription_cohorts(days, until="2024-12-31")
    terms = {"value": 400, "accept": 0.3, "incentive": 15, "contact_cost": 1}
    importance = pd.DataFrame({"importance": [0.1, 0.02], "low": [0.08, 0.0], "high": [0.12, 0.03]})
    importance.index = ["minutes_mean", "tariff"]
    fit = churn.fit_cox(rossi, "week", "arrest", ["fin", "age", "prio"])
    months = load("telecom_months")
    subscribers = load("telecom_subscribers")
    leavers = subscribers[subscribers["subscriber_id"].isin(months.loc[months["churned"], "subscriber_id"])]
    complaints = load("complaints").dropna(subset=["stayed"])
    lost = pd.DataFrame({"p_win": rng.random(50) * 0.3, "second_value": rng.gamma(2, 100, 50), "cost": 25.0})
    options = {"reprice": ExitTerms(revenue=40, accepts=0.7), "divest": ExitTerms(ends=True, aside=20)}
    accounts = pd.DataFrame({"revenue_before": [100, 100, 50, 0], "revenue_after": [150, 80, 0, 40]})
    return {
        "plot_churn_by_period": churn.churn_by_period(months),
        "plot_revenue_bridge": churn.revenue_bridge(accounts),
        "plot_cohort_matrix": cohorts,
        "plot_retention_curves": cohorts,
        "plot_survival_curves": churn.kaplan_meier(rossi, "week", "arrest"),
        "plot_hazard_ratios": fit.to_frame(),
        "plot_calibration": churn.calibration_table(judged, "left", "risk"),
        "plot_lift": churn.lift_table(judged, "left", "risk"),
        "plot_profit_by_share": churn.profit_by_share(judged, "left", "risk", **terms),
        "plot_importance": importance,
        "plot_qini": {name: churn.qini_curve(trial, name) for name in ("uplift", "risk")},
        "plot_uplift_by_bin": churn.uplift_by_bin(trial, "uplift"),
        "plot_wrong_exit": churn.wrong_exit(value_if_good=900, loss_if_bad=100, exit_cost=20),
        "plot_abandonment_value": churn.abandonment_value(
            pd.Series({"good": 100, "doubtful": -10, "bad": -80}), MOVES, 0.1
        ),
        "plot_causes": churn.cause_shares(leavers),
        "plot_cause_values": churn.cause_values(
            leavers.assign(worth=rng.gamma(2, 100, len(leavers))), "worth", recoverable={"involuntary": 0}
        ),
        "plot_justice": churn.justice_and_staying(complaints.dropna(subset=["justice_distributive"])),
        "plot_recovery_staying": churn.recovery_staying(complaints),
        "plot_win_back": churn.rank_win_back(lost),
        "plot_exit_options": churn.compare_exit_options(
            revenue=100, cost_to_serve=120, retention=0.8, discount_rate=0.1, options=options
        ),
    }


PLOTS = sorted(name for name in dir(churn) if name.startswith("plot_"))
TITLES = {
    "plot_churn_by_period": "of the customers leave in a period",
    "plot_revenue_bridge": "Without new customers 92% of the revenue remains",
    "plot_cohort_matrix": "of a cohort are there on average",
    "plot_retention_curves": "10 cohorts, from 2024-01 (pale)",
    "plot_survival_curves": "74% are still there at the end",
    "plot_hazard_ratios": "2 of 3 predictors clearly go",
    "plot_calibration": "of 10 groups the risk is what it says",
    "plot_lift": "The top 10% hold",
    "plot_profit_by_share": "It pays to contact",
    "plot_importance": "The ranking rests most on minutes_mean",
    "plot_qini": "Most is gained in the order of uplift",
    "plot_uplift_by_bin": "of 5 groups the offer clearly helps",
    "plot_causes": "Named most: pricing",
    "plot_cause_values": "Begin with pricing: mending it saves ",
    "plot_justice": "0 of 3 kinds of justice clearly keep customers",
    "plot_recovery_staying": "0 of 4 recoveries clearly keep customers",
    "plot_win_back": "of 50 lost customers",
    "plot_exit_options": "Worth most: reprice",
    "plot_wrong_exit": "End it only when more than 92% sure",
    "plot_abandonment_value": "The right to end it adds most to bad: 245",
}


@pytest.mark.parametrize("name", PLOTS)
def test_the_title_says_what_was_found(name, drawn):
    ax = getattr(churn, name)(drawn[name])
    assert TITLES[name] in ax.get_title(loc="left") + ax.get_title()


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", PLOTS)
def test_every_figure_fits_in_both_languages(name, code, drawn, texts_outside):
    apply_style()
    with language(code):
        ax = getattr(churn, name)(drawn[name])
        assert texts_outside(ax.figure) == []
        title = ax.get_title(loc="left")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in title) == (code == "zh")


@pytest.mark.parametrize("name", PLOTS)
def test_a_figure_draws_on_the_axes_that_it_is_given(name, drawn):
    _, ax = plt.subplots(layout="constrained")
    assert getattr(churn, name)(drawn[name], ax=ax) is ax


def test_the_bridge_hangs_each_bar_where_the_one_before_ends(drawn):
    bars = churn.plot_revenue_bridge(drawn["plot_revenue_bridge"]).patches
    ends = [bar.get_y() + bar.get_height() for bar in bars]
    assert [bar.get_y() for bar in bars[1:5]] == pytest.approx(ends[:4])
    assert ends[4] == pytest.approx(bars[5].get_height())


def test_the_triangle_writes_each_share_once(drawn):
    cohorts = drawn["plot_cohort_matrix"]
    ax = churn.plot_cohort_matrix(cohorts)
    assert len(ax.texts) == len(cohorts)
    assert np.isnan(ax.images[0].get_array().filled(np.nan)).sum() == 120 - len(cohorts)


def test_the_pooled_curve_is_drawn_with_the_cohorts(drawn):
    cohorts = drawn["plot_retention_curves"]
    pooled = churn.retention_by_age(cohorts)
    ax = churn.plot_retention_curves(cohorts, pooled)
    line = ax.lines[-1]
    assert line.get_color() == PALETTE["orange"]
    first = cohorts[cohorts["age"] == 0]
    start = first["active"].sum() / first["size"].sum()
    assert line.get_ydata()[1:] == pytest.approx(start * pooled["survival"].to_numpy())


def test_groups_of_survival_have_a_line_and_a_name_each(rossi):
    curves = churn.kaplan_meier(rossi, "week", "arrest", by="fin")
    ax = churn.plot_survival_curves(curves)
    assert [text.get_text() for text in ax.texts] == ["0", "1"]
    assert ax.lines[0].get_ydata()[-1] == pytest.approx(curves.loc[0, "survival"].iloc[-1])


def test_an_interval_that_holds_no_difference_is_grey(drawn):
    ax = churn.plot_hazard_ratios(drawn["plot_hazard_ratios"])
    colours = [tuple(one) for one in ax.collections[-1].get_facecolors()]
    grey, blue = to_rgba(PALETTE["grey"]), to_rgba(PALETTE["blue"])
    assert colours == [grey, blue, blue]  # fin, age, prio


def test_the_silent_leave_a_pale_span_behind_each_cause(drawn):
    table = drawn["plot_causes"]
    ax = churn.plot_causes(table)
    spans = np.array([segment[:, 0] for segment in ax.collections[0].get_segments()])
    assert spans == pytest.approx(table[["least", "most"]].to_numpy())
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(table["share"].to_list())


def test_what_can_be_saved_is_drawn_within_what_was_lost(drawn):
    table = drawn["plot_cause_values"]
    bars = [bar.get_width() for bar in churn.plot_cause_values(table).patches]
    assert bars == pytest.approx([*table["lost"], *table["recoverable"]])
    nothing = churn.plot_cause_values(table.assign(recoverable=0.0))
    assert nothing.get_title() == "Mending the causes saves nothing"
    with pytest.raises(DataError, match="nothing was lost"):
        churn.plot_cause_values(table.assign(lost=0.0, recoverable=0.0))


def test_the_lift_and_the_list_are_drawn_from_their_tables(drawn):
    lift = drawn["plot_lift"]
    curve = churn.plot_lift(lift).lines[-1].get_ydata()
    assert curve[1:] == pytest.approx(lift["captured"].to_numpy())
    ranking = drawn["plot_win_back"]
    total = churn.plot_win_back(ranking).lines[1].get_ydata()
    assert total[1:] == pytest.approx(ranking["total"].to_numpy())
    qini = drawn["plot_qini"]
    lines = churn.plot_qini(qini).lines[1:]
    assert [line.get_ydata().max() for line in lines] == pytest.approx(
        [c["gain"].max() for c in qini.values()]
    )


def test_the_best_share_is_marked_where_profit_is_highest(drawn):
    table = drawn["plot_profit_by_share"]
    ax = churn.plot_profit_by_share(table)
    mark = ax.lines[-1]
    assert mark.get_ydata()[0] == pytest.approx(table["profit"].max())
    loss = churn.plot_profit_by_share(table.assign(profit=-1.0))
    assert loss.get_title() == "Contacting anybody costs more than it brings"


def test_a_wrong_exit_costs_what_the_lines_say(drawn):
    mistakes = drawn["plot_wrong_exit"]
    ax = churn.plot_wrong_exit(mistakes)
    end, keep, mark = ax.lines
    assert end.get_ydata().tolist() == [920, 20]  # 900 thrown away and the exit; the exit alone
    assert keep.get_ydata().tolist() == [0, 100]
    assert mark.get_xdata()[0] == pytest.approx(0.92)
    assert mark.get_ydata()[0] == pytest.approx(20 + 0.08 * 900)
    assert [text.get_text() for text in ax.texts] == ["end it", "keep"]
    never = churn.plot_wrong_exit(churn.wrong_exit(value_if_good=10, loss_if_bad=5, exit_cost=20))
    assert never.get_title() == "Ending it never costs less than keeping"
    assert len(never.lines) == 2


def test_the_right_to_end_it_is_drawn_beside_the_value_without_it(drawn):
    table = drawn["plot_abandonment_value"]
    ax = churn.plot_abandonment_value(table)
    bars = [bar.get_width() for bar in ax.patches]
    assert bars == pytest.approx([*table["without_option"], *table["with_option"]])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["good", "doubtful", "bad\n(end it)"]
    open_end = churn.plot_abandonment_value(table.assign(with_option=table["without_option"], option=0.0))
    assert open_end.get_title() == "The right to end it adds nothing here"


def test_the_unit_of_time_stands_with_the_times():
    table = pd.DataFrame({"months": [1, 2, 3, 4], "left": 1})
    ax = churn.plot_survival_curves(churn.kaplan_meier(table, "months", "left"), unit="months")
    assert ax.get_title() == "Half of the customers have left after 2 months"
    assert ax.get_xlabel() == "time with us (months)"


def test_the_names_of_like_orders_do_not_cover_each_other(drawn):
    curve = drawn["plot_qini"]["uplift"]
    ax = churn.plot_qini({"first": curve, "second": curve})
    named = [text.get_text() for text in ax.figure.legends[0].get_texts()]
    assert named == ["by chance", "first", "second"]


def test_what_is_no_result_of_the_room_is_refused(drawn):
    with pytest.raises(DataError, match="mistakes is a DataFrame: pass the Series that wrong_exit returns"):
        churn.plot_wrong_exit(pd.DataFrame({"x": [1]}))
    with pytest.raises(DataError, match="the step 'divest_above' is missing"):
        churn.plot_wrong_exit(drawn["plot_wrong_exit"].drop("divest_above"))
    with pytest.raises(ParameterError, match="in a dict by the name of the order"):
        churn.plot_qini(drawn["plot_qini"]["uplift"])
    with pytest.raises(DataError, match="the step 'new' is missing"):
        churn.plot_revenue_bridge(drawn["plot_revenue_bridge"].drop("new"))
    with pytest.raises(DataError, match="the row 'keep' is missing"):
        churn.plot_exit_options(drawn["plot_exit_options"].drop("keep"))
    with pytest.raises(ParameterError, match="give one or more"):
        churn.plot_qini({})
    with pytest.raises(DataError, match="take more bins"):
        churn.plot_uplift_by_bin(drawn["plot_uplift_by_bin"].head(1))
    for name in PLOTS:
        if name not in ("plot_revenue_bridge", "plot_qini", "plot_wrong_exit"):
            with pytest.raises(DataError, match="missing"):
                getattr(churn, name)(pd.DataFrame({"x": [1]}))
