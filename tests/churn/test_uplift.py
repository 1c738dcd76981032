"""Uplift: hand-worked Qini curves, models against a known effect, targeting by risk in the world."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from sklearn.base import clone
from sklearn.linear_model import LinearRegression

from cvm_lessons import hidden, truth
from cvm_lessons.churn import (
    TransformedOutcomeUplift,
    TwoModelUplift,
    churn_snapshot,
    compare_targeting,
    out_of_fold_uplift,
    qini_coefficient,
    qini_curve,
    uplift_by_bin,
)
from cvm_lessons.core import DataError, ParameterError

KINDS = [TwoModelUplift, TransformedOutcomeUplift]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
KNOWN = ["size", "tenure", "recency", "contacts"]


def trial(n=4000, seed=0):
    """Return a trial in which the offer raises the response of half of the customers by 0.3."""
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame({"treated": rng.integers(0, 2, n), "open": rng.integers(0, 2, n)})
    rows["group"] = rng.choice(["甲", "乙"], n)
    chance = 0.2 + 0.3 * rows["treated"] * rows["open"]
    return rows.assign(responded=(rng.random(n) < chance).astype(int))


@pytest.fixture(scope="module")
def win_back(campaigns):
    rows = campaigns[campaigns["campaign_id"] == "C2"].reset_index(drop=True)
    models = {name: kind(KNOWN) for name, kind in zip(("two", "transformed"), KINDS, strict=True)}
    scores = {name: out_of_fold_uplift(model, rows, folds=3) for name, model in models.items()}
    control = TwoModelUplift(KNOWN).fit(rows).expected_response(rows)["control"]
    return rows.rename(columns={"uplift": "true_uplift"}).assign(**scores, risk=1 - control)


@each_kind
def test_a_model_finds_the_effect_that_was_put_in(kind):
    rows = trial(20000)
    found = kind(["open", "group"]).fit(rows).expected_uplift(pd.DataFrame({"open": [0, 1], "group": "甲"}))
    assert found.to_numpy() == pytest.approx([0, 0.3], abs=0.035)


@each_kind
def test_a_model_of_money_takes_a_regressor(kind):
    rows = trial().assign(margin=lambda f: 100.0 * f["responded"] + f["open"])
    model = kind(["open"], outcome="margin", estimator=LinearRegression()).fit(rows)
    found = model.expected_uplift(pd.DataFrame({"open": [0, 1]}))
    assert found.to_numpy() == pytest.approx([0, 30], abs=6)
    assert clone(model).get_params()["outcome"] == "margin"


def test_the_transformed_outcome_allows_for_an_uneven_lot():
    rows = trial(30000)
    kept = rows[(rows["treated"] == 1) | (np.arange(len(rows)) % 3 == 0)]
    found = TransformedOutcomeUplift(["open"]).fit(kept).expected_uplift(pd.DataFrame({"open": [0, 1]}))
    assert found.to_numpy() == pytest.approx([0, 0.3], abs=0.05)


def test_the_curve_is_counted_by_hand():
    rows = pd.DataFrame(
        {
            "treated": [1, 0, 1, 0, 1, 0, 1, 0],
            "responded": [1, 0, 1, 1, 0, 0, 0, 1],
            "score": [4, 4, 3, 3, 2, 2, 1, 1],
        }
    )
    curve = qini_curve(rows, "score")
    # Treated who responded less control who responded, as many of each: 1, 1, 1, 0 of four treated.
    assert curve["gain"].tolist() == [0, 0.25, 0.25, 0.25, 0]
    assert curve["random"].tolist() == [0, 0, 0, 0, 0]
    area = qini_coefficient(rows, "score", n_boot=100).estimate
    assert area == pytest.approx(0.25 * (0.125 + 0.25 + 0.25 + 0.125))


rows_of_trials = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.sampled_from([0.1, 0.2, 0.3])), min_size=4, max_size=30
)


@given(rows_of_trials, st.randoms(use_true_random=False))
def test_the_curve_ends_at_the_effect_and_forgets_the_order_of_rows(rows, chance):
    frame = pd.DataFrame(rows, columns=["treated", "responded", "score"])
    frame.loc[:1, "treated"] = [True, False]
    curve = qini_curve(frame, "score")
    means = frame.groupby("treated")["responded"].mean()
    assert curve["gain"].iloc[-1] == pytest.approx(means[True] - means[False])
    order = list(range(len(frame)))
    chance.shuffle(order)
    pd.testing.assert_frame_equal(curve, qini_curve(frame.iloc[order], "score"))


@pytest.mark.parametrize("treated", [0.1, 0.5, 0.9])
def test_the_share_treated_does_not_move_the_curve(treated):
    rng = np.random.default_rng(3)
    n = 60_000
    rows = pd.DataFrame({"treated": (rng.random(n) < treated).astype(int), "open": rng.integers(0, 2, n)})
    chance = 0.2 + 0.3 * rows["treated"] * rows["open"]
    curve = qini_curve(rows.assign(responded=(rng.random(n) < chance).astype(int)), "open")
    # Half of the customers gain 0.3 each, whatever part of them was treated.
    assert curve["gain"].tolist() == pytest.approx([0, 0.15, 0.15], abs=0.012)


def test_equal_scores_are_treated_together():
    rows = trial(400).assign(score=1.0)
    curve = qini_curve(rows, "score")
    assert curve["share"].tolist() == [0, 1]
    assert qini_coefficient(rows, "score", n_boot=100).estimate == pytest.approx(0)


def test_an_order_by_chance_has_no_qini():
    rows = trial().assign(score=np.random.default_rng(5).random(4000))
    assert qini_coefficient(rows, "score", n_boot=100).covers(0)
    assert qini_coefficient(rows, "open", n_boot=100).low > 0.01


def test_the_labels_of_the_rows_change_nothing():
    rows = trial(400).assign(score=np.arange(400.0), other=np.arange(400)[::-1].astype(float))
    plain = compare_targeting(rows, ["score", "other"], n_boot=100)
    labelled = compare_targeting(rows.set_axis(["客"] * 400), ["score", "other"], n_boot=100)
    turned = compare_targeting(rows.set_axis(range(400, 0, -1)), ["score", "other"], n_boot=100)
    pd.testing.assert_frame_equal(plain, labelled)
    pd.testing.assert_frame_equal(plain, turned)
    curve = qini_curve(rows, "other")
    assert plain.loc["other", "gain"] == pytest.approx(np.interp(0.3, curve["share"], curve["gain"]))


def test_models_find_the_worlds_uplift_of_the_win_back_call(win_back):
    for name in ("two", "transformed"):
        assert win_back[name].corr(win_back["true_uplift"]) > 0.7
        assert qini_coefficient(win_back, name, n_boot=100).low > 0
    assert not qini_coefficient(win_back, "risk", n_boot=100).low > 0


def test_risk_is_the_wrong_list_where_the_lost_cannot_be_moved(win_back):
    table = compare_targeting(win_back, ["risk", "two", "true_uplift"], n_boot=150)
    assert table.loc["two", "difference_low"] > 0
    top = win_back.nlargest(240, "risk")["true_uplift"].mean()
    assert top < win_back["true_uplift"].mean() < win_back.nlargest(240, "two")["true_uplift"].mean()


def test_the_effect_seen_in_each_bin_is_the_true_one_within_its_interval(win_back):
    table = uplift_by_bin(win_back, "true_uplift", bins=3)
    assert table["effect"].idxmax() == 1
    assert (table["low"] < table["score"]).all()
    assert (table["score"] < table["high"]).all()
    assert table["n"].sum() == 800


def test_the_rebate_of_the_telecom_holds_the_ending_and_wakes_the_quiet(months):
    lottery = hidden("telecom_lottery").dropna(subset=["save_offer"]).set_index("subscriber_id")
    known = churn_snapshot(
        months, "2025-03-01", horizon=4, customer="subscriber_id", period="month", event="churned"
    )
    rows = known.join(lottery[["group", "save_offer"]], how="inner").assign(stay=lambda f: 1 - f["left"])
    model = TwoModelUplift(["group"], treated="save_offer", outcome="stay").fit(rows)
    found = model.expected_uplift(pd.DataFrame({"group": ["ending", "called", "complained", "quiet"]}))
    assert found[0] > found[1] > 0 > found[3]
    # Those who complained leave most, and the rebate does nothing to them: risk is the wrong list.
    risk = rows.groupby("group")["left"].mean()
    assert risk["complained"] > risk["quiet"]
    assert truth("telecom_trial")["factor"]["value"]["complained"] == 1.0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda f: qini_curve(f.assign(treated=1), "score"), "'treated' is 1 in every row"),
        (lambda f: qini_curve(f, "scor"), "column 'scor' is missing"),
        (lambda f: qini_curve(f.assign(score=np.nan), "score"), "column 'score', row 0"),
        (lambda f: qini_curve(f.iloc[:0], "score"), "no rows"),
        (lambda f: uplift_by_bin(f.head(4), "score", bins=3), "fewer than two customers of an arm"),
        (lambda f: compare_targeting(f, ["score", "score"]), "each once"),
        (lambda f: compare_targeting(f, ["score"], share=2), "share=2"),
        (lambda f: TwoModelUplift([]).fit(f), "give a list of columns"),
        (lambda f: TwoModelUplift(["treated"]).fit(f), "without 'treated'"),
        (
            lambda f: TwoModelUplift(["score"]).fit(f.assign(responded=1)),
            "is the same for all",
        ),
        (lambda f: TwoModelUplift(["stayed"]).fit(f.assign(stayed=1)), "written after the event"),
        (lambda f: TwoModelUplift(["score"]).expected_uplift(f), "not fitted"),
        (lambda f: TransformedOutcomeUplift(["score"], chance=1.0).fit(f), "chance=1.0"),
        (lambda f: out_of_fold_uplift(TwoModelUplift(["score"]), f.head(9)), "too few for 5 folds"),
        (lambda f: out_of_fold_uplift(TwoModelUplift(["score"]), f, folds=1), "folds=1"),
        (lambda f: out_of_fold_uplift(f, f), "model is a DataFrame"),
        (lambda f: out_of_fold_uplift(TwoModelUplift(["score"]), f, rng=-1), "rng=-1"),
        (lambda f: TwoModelUplift(None).fit(f), "predictors=None: give a list"),
        (lambda f: TwoModelUplift(["score"], estimator="tree").fit(f), "estimator='tree' is no estimator"),
        (lambda f: TransformedOutcomeUplift(["score"]).expected_uplift(f), "not fitted"),
        (lambda f: TwoModelUplift(["score"]).fit(f).expected_uplift(None), "DataFrame is needed"),
        (lambda f: compare_targeting(f, None), "scores=None"),
    ],
)
def test_bad_input_is_refused_by_name(call, said):
    frame = trial(60).assign(score=np.arange(60.0))
    with pytest.raises((DataError, ParameterError), match=said):
        call(frame)
