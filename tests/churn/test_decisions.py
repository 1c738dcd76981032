"""Causes, recovery, win-back and exit: hand-worked numbers, identities, the world's truth, bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons import load, truth
from cvm_lessons.churn import (
    KEAVENEY_CAUSES,
    ExitTerms,
    abandonment_value,
    cause_shares,
    cause_table,
    cause_values,
    compare_exit_options,
    justice_and_staying,
    rank_win_back,
    recovery_staying,
    recovery_worth,
    second_lifetime_value,
    win_back_list,
    wrong_exit,
)
from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import retention_value


@pytest.fixture(scope="module")
def complaints():
    rows = load("complaints")
    return rows[rows["stayed"].notna()]


@pytest.fixture(scope="module")
def leavers(months, subscribers):
    gone = months.groupby("subscriber_id")["churned"].max()
    return subscribers[subscribers["subscriber_id"].map(gone)]


def test_the_eight_causes_are_those_of_the_telecoms_table(leavers):
    assert set(leavers["exit_reason"].dropna()) == set(KEAVENEY_CAUSES)
    assert len(cause_table()) == 8


def test_the_bounds_hold_what_the_silent_hide(leavers):
    table = cause_shares(leavers)
    silent = leavers["exit_reason"].isna().mean()
    assert (table["most"] - table["least"]).to_numpy() == pytest.approx(silent)
    assert table["share"].sum() == pytest.approx(1)
    # Those who were cut off are always known; of the others only those who gave a reason.
    assert table.loc["involuntary", "share"] > truth("telecom_churn")["involuntary_share"]["value"]
    assert table.loc["involuntary", "least"] == pytest.approx(0.13, abs=0.02)


def test_several_causes_add_up_to_more_than_one():
    rows = pd.DataFrame({"first": ["pricing", "pricing", None], "second": ["ethics", "pricing", None]})
    table = cause_shares(rows, ["first", "second"])
    assert table.loc[["pricing", "ethics"], "share"].tolist() == [1.0, 0.5]
    lost = cause_values(rows.assign(worth=[10, 20, 30]), "worth", ["first", "second"])
    assert lost["lost"].to_dict() == {"not named": 30, "pricing": 25, "ethics": 5}
    assert lost.loc["not named", "recoverable"] == 0
    assert lost["share_of_loss"].sum() == pytest.approx(1)


def test_bad_causes_are_refused_by_name():
    rows = pd.DataFrame({"exit_reason": ["价格", None], "worth": [1, 2]})
    with pytest.raises(DataError, match="row 0: 价格 is not one of the causes pricing"):
        cause_shares(rows)
    assert cause_shares(rows, known=["价格"])["share"].item() == 1
    with pytest.raises(DataError, match="nobody names a cause"):
        cause_shares(rows.assign(exit_reason=None))
    with pytest.raises(DataError, match="column 'exit_reason' is missing"):
        cause_shares(rows.drop(columns="exit_reason"))
    with pytest.raises(ParameterError, match="recoverable names 'weather'"):
        cause_values(rows.assign(exit_reason="ethics"), "worth", recoverable={"weather": 1})
    with pytest.raises(ParameterError, match="recoverable is a list"):
        cause_values(rows.assign(exit_reason="ethics"), "worth", recoverable=["ethics"])
    with pytest.raises(ParameterError, match="causes=None: give a list"):
        cause_shares(rows, None)
    with pytest.raises(ParameterError, match="known=5: give a list"):
        cause_shares(rows, known=5)
    with pytest.raises(DataError, match="row 1: -2"):
        cause_values(rows.assign(exit_reason="ethics", worth=[1, -2]), "worth")


def test_no_recovery_of_the_world_keeps_anybody(complaints):
    assert truth("recovery")["staying"]["value"] == 0
    table = recovery_staying(complaints)
    assert ((table["low"] < 0) & (table["high"] > 0)).all()
    answered = complaints.dropna(subset=["justice_distributive"])
    justice = justice_and_staying(answered, cluster="customer_id")
    assert ((justice["low"] < 0) & (justice["high"] > 0)).all()


def test_the_same_gravity_undoes_what_the_raw_shares_say():
    rng = np.random.default_rng(2)
    severity = rng.integers(1, 6, 6000)
    fixed = rng.random(6000) < 0.15 * severity
    stayed = rng.random(6000) < 0.9 - 0.12 * severity + 0.1 * fixed
    rows = pd.DataFrame({"severity": severity, "stayed": stayed.astype(int)})
    table = recovery_staying(rows.assign(recovery=np.where(fixed, "fix", "none"))).loc["fix"]
    assert table["plain"] < 0
    assert table["low"] < 0.1 < table["high"]
    assert table["low"] > 0


def test_nobody_stays_more_for_having_been_let_down(complaints):
    # The paradox in staying: the best recovery against customers of the same sector and size without failure.
    shows, known = load("participations"), load("organisations").set_index("customer_id")
    year = shows[shows["edition_id"].isin(complaints["edition_id"]) & shows["took_part"]]
    later = shows[shows["took_part"]].groupby("customer_id")["year"].max()
    rows = year.assign(stayed=(later.loc[year["customer_id"]].to_numpy() > year["year"]).astype(int))
    rows["size"] = known["size"].loc[rows["customer_id"]].to_numpy()
    failed = complaints.drop_duplicates(["customer_id", "edition_id"])
    done = failed.set_index(["customer_id", "edition_id"])["recovery"]
    keys = pd.MultiIndex.from_frame(rows[["customer_id", "edition_id"]])
    rows["recovery"] = done.reindex(keys).fillna("no failure").to_numpy()
    rows = rows[rows["year"] < rows["year"].max()].dropna(subset=["size"])
    table = recovery_staying(rows, strata=["size", "year"], reference="no failure")
    assert table.loc["fix and refund", "low"] < 0.02
    assert table.loc["fix and refund", "n"] > 100


def test_without_strata_the_effect_is_the_plain_difference(complaints):
    table = recovery_staying(complaints, strata=[])
    assert table["effect"].to_numpy() == pytest.approx(table["plain"].to_numpy())


def test_a_recovery_is_worth_who_it_keeps_less_what_it_costs():
    effects = pd.DataFrame(
        {"effect": [0.1, -0.1], "low": [0.0, -0.2], "high": [0.2, 0.0]}, index=["refund", "apology"]
    )
    table = recovery_worth(effects, pd.Series({"refund": 300, "apology": 20}), value=5000, word_of_mouth=20)
    assert table["gain"].to_dict() == pytest.approx({"refund": 220, "apology": -500})
    assert table["break_even"].to_dict() == {"refund": pytest.approx(2800), "apology": np.inf}


def test_bad_recoveries_are_refused_by_name(complaints):
    with pytest.raises(ParameterError, match="reference"):
        recovery_staying(complaints, reference="gift")
    with pytest.raises(DataError, match="'none' only: there is nothing to compare"):
        recovery_staying(complaints[complaints["recovery"] == "none"])
    with pytest.raises(DataError, match="never met the same kind of failure"):
        recovery_staying(
            pd.DataFrame({"severity": [1, 1, 2, 2], "recovery": ["none"] * 2 + ["fix"] * 2, "stayed": 1})
        )
    with pytest.raises(DataError, match="column 'stayed'"):
        recovery_staying(load("complaints"))
    effects = pd.DataFrame({"effect": [0.1], "low": [0.0], "high": [0.2]}, index=["refund"])
    with pytest.raises(DataError, match="cost has no value for the recovery 'refund'"):
        recovery_worth(effects, pd.Series({"fix": 1}), value=10)
    with pytest.raises(ParameterError, match="give a Series"):
        recovery_worth(effects, 300, value=10)
    with pytest.raises(DataError, match="a pandas DataFrame is needed"):
        recovery_worth(None, pd.Series({"fix": 1}), value=10)
    with pytest.raises(ParameterError, match="strata=3: give a list"):
        recovery_staying(complaints, strata=3)
    with pytest.raises(ParameterError, match="covariates=None: give a list"):
        justice_and_staying(complaints, covariates=None)


def test_the_second_lifetime_is_valued_from_the_return():
    first = retention_value(100, 0.6, 0.1)
    assert second_lifetime_value(100, 0.6, 0.1, learned=5, offer=50) == pytest.approx(first - 45)


def test_the_dearest_customer_need_not_be_tried_first():
    lost = pd.DataFrame({"p_win": [0.02, 0.4, 0.3], "second_value": [2000, 300, 100], "cost": [60, 60, 60]})
    table = rank_win_back(lost)
    assert table.index.tolist() == [1, 0, 2]
    assert table["expected_gain"].tolist() == pytest.approx([60, -20, -30])
    assert table["pays"].tolist() == [True, False, False]
    assert table.loc[1, "least_chance"] == pytest.approx(0.2)
    alone = rank_win_back(lost.assign(alone=[0.0, 0.35, 0.0]), p_alone="alone")
    assert not alone.loc[1, "pays"]  # most would have come by themselves
    assert alone.loc[1, "least_chance"] == pytest.approx(0.55)


chances = st.lists(st.tuples(st.floats(0, 1), st.floats(1, 1000)), min_size=1, max_size=20)


@given(chances, st.floats(0, 200))
def test_a_list_within_a_budget_keeps_to_it_and_never_loses(rows, budget):
    lost = pd.DataFrame(rows, columns=["p_win", "second_value"]).assign(cost=10.0)
    chosen = win_back_list(lost, budget)
    assert chosen["cost"].sum() <= budget
    assert (chosen["expected_gain"] > 0).all()
    assert chosen["expected_gain"].sum() <= rank_win_back(lost)["total"].max() + 1e-9 or chosen.empty


def test_bad_lost_customers_are_refused_by_name():
    lost = pd.DataFrame({"p_win": [0.5, 1.2], "second_value": [10, 20], "cost": 1})
    with pytest.raises(DataError, match="column 'p_win', row 1: 1.2"):
        rank_win_back(lost)
    good = lost.assign(p_win=0.5)
    with pytest.raises(ParameterError, match="cost=True is neither"):
        rank_win_back(good, cost=True)
    with pytest.raises(DataError, match="no rows"):
        rank_win_back(good.iloc[:0])
    with pytest.raises(DataError, match="holds a customer twice"):
        win_back_list(good.set_axis([1, 1]), 10)
    with pytest.raises(ParameterError, match="budget=-1"):
        win_back_list(good, -1)


TERMS = {"revenue": 100.0, "cost_to_serve": 120.0, "retention": 0.8, "discount_rate": 0.1}


def test_the_four_options_are_worked_by_hand():
    table = compare_exit_options(
        **TERMS,
        options={
            "reprice": ExitTerms(revenue=40, accepts=0.7, aside=10),
            "migrate": ExitTerms(cost_to_serve=-40, retention=-0.1),
            "fix": ExitTerms(cost_to_serve=-30, once=50),
            "divest": ExitTerms(ends=True, once=5, aside=20),
        },
    )
    factor = 1.1 / 0.3  # (1 + d) / (1 + d - r)
    expected = {
        "keep": -20 * factor,
        "reprice": 0.7 * 20 * factor - 3,
        "migrate": 20 * 1.1 / 0.4,
        "fix": 10 * factor - 50,
        "divest": -25,
    }
    assert table["value"].to_dict() == pytest.approx(expected)
    assert table.index[0] == "migrate"
    assert table.loc["keep", "gain"] == 0
    short = compare_exit_options(**TERMS, options={"fix": ExitTerms(once=1)}, periods=2)
    assert short.loc["keep", "value"] == pytest.approx(-20 * (1 + 0.8 / 1.1))


@given(st.floats(1, 1000), st.floats(1, 1000), st.floats(0, 100))
def test_at_the_border_both_mistakes_cost_the_same(good, bad, leave):
    found = wrong_exit(value_if_good=good, loss_if_bad=bad, exit_cost=leave)
    p = found["divest_above"]
    if np.isfinite(p):
        assert leave + (1 - p) * good == pytest.approx(p * bad)
    else:
        assert leave > bad  # even a customer who is bad for sure is cheaper to keep


MOVES = pd.DataFrame([[0.8, 0.1], [0.1, 0.8]], index=["good", "bad"], columns=["good", "bad"])


def test_the_option_to_end_it_is_worked_by_hand():
    table = abandonment_value(pd.Series({"good": 100, "bad": -80}), MOVES, 0.1)
    assert table["with_option"].to_dict() == pytest.approx({"good": 100 / (1 - 0.8 / 1.1), "bad": 0})
    patient = abandonment_value(pd.Series({"good": 100, "bad": -10}), MOVES, 0.1)
    assert not patient["abandon"].any()  # a loss today that is worth its hope
    assert patient["option"].to_numpy() == pytest.approx([0, 0])


@given(st.floats(-200, 200), st.floats(-200, 200), st.floats(0.01, 0.5), st.floats(-50, 50))
def test_an_option_is_never_worth_less_than_nothing(good, bad, rate, leave):
    table = abandonment_value(pd.Series({"good": good, "bad": bad}), MOVES, rate, exit_value=leave)
    assert (table["option"] > -1e-6).all()
    assert (table["with_option"] >= leave - 1e-6).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: compare_exit_options(**TERMS, options={}), "give one or more"),
        (lambda: compare_exit_options(**TERMS, options={"keep": ExitTerms()}), "none of them named 'keep'"),
        (
            lambda: compare_exit_options(**TERMS, options={"fix": ExitTerms(retention=1)}),
            "retention=1.8",
        ),
        (lambda: compare_exit_options(**TERMS, options={"fix": ExitTerms(accepts=2)}), "fix: accepts=2"),
        (lambda: compare_exit_options(**TERMS, options=[ExitTerms()]), "give a dict with ExitTerms"),
        (lambda: compare_exit_options(**TERMS, options={"fix": 5}), "give a dict with ExitTerms"),
        (lambda: compare_exit_options(**TERMS, options={"fix": ExitTerms()}, periods=0), "periods=0"),
        (lambda: second_lifetime_value([100], 0.6, 0.1), r"margin=\[100\]"),
        (lambda: abandonment_value([1, 2], MOVES, 0.1), "margin is a list"),
        (lambda: abandonment_value(pd.Series({"good": 1, "bad": 1}), {}, 0.1), "moves is a dict"),
        (lambda: wrong_exit(value_if_good=-1, loss_if_bad=1), "value_if_good=-1"),
        (lambda: abandonment_value(pd.Series({"good": 1}), MOVES, 0.1), "must be the states of margin"),
        (lambda: abandonment_value(pd.Series({"good": 1, "bad": 1}), 2 * MOVES, 0.1), "adds up to 1 at most"),
        (lambda: abandonment_value(pd.Series({"good": 1, "bad": 1}), MOVES, 0.0), "discount_rate=0.0"),
    ],
)
def test_bad_exits_are_refused_by_name(call, said):
    with pytest.raises(ParameterError, match=said):
        call()
