"""Early warning: leaks refused, time kept, quality measured against hand-worked numbers and the world."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from sklearn.base import clone
from sklearn.metrics import brier_score_loss, roc_auc_score

from cvm_lessons import hidden
from cvm_lessons.churn import (
    LeakageGuard,
    brier_score,
    calibration_table,
    churn_snapshot,
    contact_profit,
    contact_threshold,
    early_warning_pipeline,
    leakage_report,
    lift_table,
    post_outcome_word,
    predictor_importance,
    profit_by_share,
    time_split,
    top_lift,
)
from cvm_lessons.core import DataError, ParameterError

CHANGING = ["minutes", "support_calls", "complaints"]
PREDICTORS = [f"{name}_{what}" for name in CHANGING for what in ("mean", "change")] + ["tariff", "age_band"]
KEYS = {"customer": "subscriber_id", "period": "month", "event": "churned", "changing": CHANGING}


@pytest.fixture(scope="module")
def snapshots(months, subscribers):
    """Four snapshots of the telecom, three months apart, with tariff and age (sometimes missing)."""
    parts = [
        churn_snapshot(months, day, horizon=3, **KEYS)
        for day in ("2024-09-01", "2024-12-01", "2025-03-01", "2025-06-01")
    ]
    told = subscribers.set_index("subscriber_id")[["tariff", "age_band"]]
    return pd.concat([part.join(told) for part in parts])


@pytest.fixture(scope="module")
def judged(snapshots):
    past, future = time_split(snapshots, "2024-12-01", horizon=1)
    pipeline = early_warning_pipeline().fit(past[PREDICTORS], past["left"])
    return pipeline, future.assign(risk=pipeline.predict_proba(future[PREDICTORS])[:, 1])


def test_the_final_bill_of_the_telecom_is_refused_by_name(months):
    pipeline = early_warning_pipeline()
    with pytest.raises(DataError, match="'final_bill_sent' looks like one written after the event .*allow"):
        pipeline.fit(months[["minutes", "final_bill_sent"]].head(50), months["churned"].head(50))
    early_warning_pipeline(allow=["final_bill_sent"]).fit(
        months[["minutes", "final_bill_sent"]].head(2000), months["churned"].head(2000)
    )


@pytest.mark.parametrize(
    "name",
    ["Exit Reason", "churned", "left", "renewed", "stayed", "流失原因", "离网日期", "cancel-date"],
)
def test_names_written_after_the_event_are_known_in_both_languages(name):
    assert post_outcome_word(name) is not None
    with pytest.raises(DataError, match="written after the event"):
        LeakageGuard().fit(pd.DataFrame({name: [1]}))


@pytest.mark.parametrize("name", ["minutes_change", "contract_months_left", "通话时长", "late_payment"])
def test_honest_names_pass(name):
    assert post_outcome_word(name) is None


def test_a_leak_with_an_innocent_name_is_suspected_by_how_well_it_knows(months, subscribers):
    rows = months.merge(subscribers[["subscriber_id", "exit_reason", "tariff"]], on="subscriber_id")
    rows = rows.rename(columns={"final_bill_sent": "letter_7", "exit_reason": "note"})
    report = leakage_report(rows, "churned", ["minutes", "letter_7", "tariff", "late_payment", "note"])
    assert (
        report["suspected"].to_dict()
        == {
            "letter_7": True,
            "note": False,  # of an exit that came months later; its name was changed here
            "late_payment": False,
            "tariff": False,
            "minutes": False,
        }
        | {}
    )
    assert report.index[0] == "letter_7"


def test_missing_values_that_tell_who_leaves_are_found():
    frame = pd.DataFrame({"left": [0, 0, 0, 1, 1], "score": [3, 1, 2, np.nan, np.nan], "word": list("aaabb")})
    assert leakage_report(frame, "left", ["score", "word"])["auc"].tolist() == [1.0, 1.0]
    with pytest.raises(DataError, match="is 0 in every row"):
        leakage_report(frame.assign(left=0), "left", ["score"])


def test_a_snapshot_knows_nothing_of_the_periods_after_it(months):
    small = months[months["subscriber_id"].isin(months["subscriber_id"].unique()[:300])]
    found = churn_snapshot(small, "2024-06-01", horizon=3, **KEYS)
    later = small["month"] > "2024-06-01"
    blurred = small.assign(minutes=small["minutes"].where(~later, 0))
    again = churn_snapshot(blurred, "2024-06-01", horizon=3, **KEYS)
    pd.testing.assert_frame_equal(found, again)
    gone = small[later & (small["month"] <= "2024-09-01") & small["churned"]]["subscriber_id"]
    assert set(found.index[found["left"] == 1]) <= set(gone)
    before = small[small["churned"] & (small["month"] <= "2024-06-01")]["subscriber_id"]
    assert not set(before) & set(found.index)


def test_the_outcomes_learned_from_end_before_the_test_begins(snapshots):
    past, future = time_split(snapshots, "2024-12-01", horizon=2)
    assert past["snapshot"].nunique() == 2
    assert future["snapshot"].unique().tolist() == ["2025-06-01"]
    with pytest.raises(DataError, match="no snapshot lies 3 after"):
        time_split(snapshots, "2024-12-01", horizon=3)
    with pytest.raises(ParameterError, match="'2024-11-01' is none of the periods"):
        time_split(snapshots, "2024-11-01", horizon=1)


def test_the_warning_ranks_and_is_calibrated_on_later_months(judged):
    _, future = judged
    auc = roc_auc_score(future["left"], future["risk"])
    assert 0.6 < auc < 0.9  # honest: no column knows the future
    assert top_lift(future, "left", "risk", n_boot=100).low > 1.3
    table = calibration_table(future, "left", "risk", bins=5)
    assert (table["predicted"] - table["observed"]).abs().max() < 0.06
    assert brier_score(future, "left", "risk")["skill"] > 0


def test_the_warning_is_nearer_to_the_true_chance_than_a_random_order(judged):
    _, future = judged
    stages = hidden("telecom_stages")
    last = stages[stages["month"] == "2025-03-01"].set_index("subscriber_id")["chance_of_leaving"]
    part = future[future["snapshot"] == "2025-03-01"]
    assert part["risk"].corr(last.reindex(part.index), method="spearman") > 0.3


def test_minutes_matter_most_and_a_stranger_does_not(judged, snapshots):
    past, future = time_split(snapshots, "2024-12-01", horizon=1)
    noise = np.random.default_rng(0)
    past, future = (part.assign(dice=noise.random(len(part))) for part in (past, future))
    names = [*PREDICTORS, "dice"]
    pipeline = early_warning_pipeline().fit(past[names], past["left"])
    table = predictor_importance(pipeline, future, "left", names, n_repeats=2)
    assert abs(table.loc["dice", "importance"]) < 0.01
    assert table.index[0] in ("minutes_mean", "tariff", "minutes_change")


def test_the_pipeline_can_be_cloned_and_takes_words_it_never_saw(judged):
    pipeline, future = judged
    rows = future.head(5).assign(tariff="卫星", age_band=None)
    assert np.isfinite(pipeline.predict_proba(rows[PREDICTORS])).all()
    assert clone(pipeline).get_params()["guard__allow"] == ()
    with pytest.raises(DataError, match="column 'tariff' is missing"):
        pipeline.predict_proba(rows.drop(columns="tariff")[PREDICTORS[:-2]])
    boosted = early_warning_pipeline("boosting").set_params(model__max_iter=5)
    boosted.fit(future[PREDICTORS].head(500), future["left"].head(500))
    assert boosted.predict_proba(rows[PREDICTORS]).shape == (5, 2)


risks = st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.25, 0.4, 0.7])), min_size=4, max_size=40)


@given(risks)
def test_brier_is_its_parts_and_scikit_learns(rows):
    frame = pd.DataFrame(rows, columns=["left", "risk"])
    frame.loc[:1, "left"] = [True, False]
    score = brier_score(frame, "left", "risk")
    assert score["brier"] == pytest.approx(brier_score_loss(frame["left"].astype(int), frame["risk"]))
    assert score["brier"] == pytest.approx(score["base"] + score["reliability"] - score["resolution"])


@given(risks, st.randoms(use_true_random=False))
def test_lift_adds_up_and_the_order_of_rows_decides_nothing(rows, chance):
    frame = pd.DataFrame(rows, columns=["left", "risk"])
    frame.loc[0, "left"] = True
    table = lift_table(frame, "left", "risk", bins=4)
    assert table["captured"].iloc[-1] == pytest.approx(1)
    assert table["lift"].mean() == pytest.approx(1)
    order = list(range(len(frame)))
    chance.shuffle(order)
    pd.testing.assert_frame_equal(table, lift_table(frame.iloc[order], "left", "risk", bins=4))


def test_a_perfect_ranking_has_the_greatest_lift():
    frame = pd.DataFrame({"left": [1] * 10 + [0] * 90, "risk": np.linspace(1, 0, 100)})
    assert lift_table(frame, "left", "risk")["lift"].iloc[0] == pytest.approx(10)
    assert top_lift(frame, "left", "risk", n_boot=100).estimate == pytest.approx(10)
    assert calibration_table(frame, "left", "risk")["n"].tolist() == [10] * 10


def test_few_leavers_leave_the_lift_open_but_give_an_interval():
    frame = pd.DataFrame({"left": [1, 1] + [0] * 18, "risk": np.linspace(1, 0, 20)})
    lift = top_lift(frame, "left", "risk", n_boot=200)
    assert lift.low <= 1 < lift.estimate == pytest.approx(10)


TERMS = {"value": 500.0, "accept": 0.3, "incentive": 20.0, "contact_cost": 1.0}


def test_the_threshold_is_where_the_contact_breaks_even():
    rate = contact_threshold(**TERMS)
    assert rate == pytest.approx(21 / (0.3 * 480 + 20))
    assert contact_profit(rate, **TERMS) == pytest.approx(0, abs=1e-12)
    assert contact_profit(rate + 0.1, **TERMS) > 0 > contact_profit(rate - 0.1, **TERMS)
    assert contact_threshold(**TERMS | {"accept": 0.0}) == np.inf


def test_the_best_share_in_calibrated_data_is_the_thresholds():
    rng = np.random.default_rng(3)
    risk = rng.choice([0.02, 0.08, 0.2, 0.4], 20000)
    frame = pd.DataFrame({"risk": risk, "left": (rng.random(20000) < risk).astype(int)})
    table = profit_by_share(frame, "left", "risk", **TERMS)
    best = table.loc[table["profit"].idxmax(), "threshold"]
    assert best == 0.2  # the lowest risk above 0.128
    expected = sum(contact_profit(one, **TERMS) for one in risk if one >= 0.2)
    assert table["profit"].max() == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda f: calibration_table(f.assign(risk=1.2), "left", "risk"),
            "row 0: 1.2 is not a number",
        ),
        (lambda f: brier_score(f.assign(left=1), "left", "risk"), "is 1 in every row"),
        (lambda f: lift_table(f, "left", "risk"), "4 customers cannot be parted into 10"),
        (lambda f: lift_table(f.assign(left=0), "left", "risk"), "nobody left"),
        (lambda f: top_lift(f.assign(left=0), "left", "risk"), "nobody left"),
        (lambda f: top_lift(f, "left", "risk", share=0), "share=0"),
        (lambda f: calibration_table(f, "left", "risk", bins=0), "bins=0"),
        (lambda f: profit_by_share(f, "left", "rsk", **TERMS), "column 'rsk' is missing"),
        (lambda f: contact_threshold(**TERMS | {"accept": 3}), "accept=3"),
        (lambda f: early_warning_pipeline("forest"), "model"),
        (lambda f: early_warning_pipeline(allow=None), "allow=None: give a list of columns"),
        (lambda f: early_warning_pipeline(random_state=-1), "random_state=-1"),
        (lambda f: predictor_importance(f, f, "left", ["risk"]), "pipeline is a DataFrame"),
        (lambda f: predictor_importance(None, f, "left", 3), "predictors=3"),
        (lambda f: post_outcome_word(f), "column is a DataFrame"),
        (lambda f: brier_score(f, "left", "risk", bins=0), "bins=0"),
        (lambda f: LeakageGuard().fit(f.to_numpy()), "DataFrame is needed"),
    ],
)
def test_bad_input_is_refused_by_name(call, said):
    frame = pd.DataFrame({"left": [0, 1, 0, 1], "risk": [0.1, 0.4, 0.2, 0.3]})
    with pytest.raises((DataError, ParameterError), match=said):
        call(frame)


def test_a_pipeline_that_cannot_learn_says_why():
    frame = pd.DataFrame({"x": [1.0, 2.0, np.inf], "empty": np.nan, "word": ["甲", None, "乙"]})
    pipeline = early_warning_pipeline()
    with pytest.raises(DataError, match="column 'x', row 2: inf is not a finite number"):
        pipeline.fit(frame[["x"]], [0, 1, 0])
    with pytest.raises(DataError, match="'empty' holds missing values only"):
        pipeline.fit(frame[["empty"]], [0, 1, 0])
    with pytest.raises(DataError, match="the outcome is the same in every row"):
        pipeline.fit(frame[["word"]], [0, 0, 0])


LEARN = pd.DataFrame({"minutes": np.arange(40.0) % 7, "tariff": ["basic", "预付费"] * 20})
LEFT = pd.Series([0, 0, 1, 0] * 10)
KINDS = {
    "whole numbers with gaps": LEARN.assign(minutes=pd.array([None, *range(39)], dtype="Int64")),
    "yes and no with gaps": LEARN.assign(
        minutes=pd.array([None, *[True, False, True] * 13], dtype="boolean")
    ),
    "categories with gaps": LEARN.assign(tariff=pd.Categorical([None, *LEARN["tariff"][1:]])),
    "text with gaps": LEARN.assign(tariff=pd.array([None, *LEARN["tariff"][1:]], dtype="string")),
    "numbers and words": LEARN.assign(tariff=[1, "basic"] * 20),
    "a column that never changes": LEARN.assign(minutes=5),
}


@pytest.mark.parametrize("model", ["logistic", "boosting"])
@pytest.mark.parametrize("kind", KINDS)
def test_columns_of_any_kind_are_learned_from(kind, model):
    pipeline = early_warning_pipeline(model).fit(KINDS[kind], LEFT)
    later = KINDS[kind].assign(tariff="new")
    assert np.isfinite(pipeline.predict_proba(later)).all()


@pytest.mark.parametrize(
    ("frame", "outcome", "said"),
    [
        (LEARN.assign(last_seen=pd.Timestamp("2025-03-01")), LEFT, "'last_seen' holds dates or spans"),
        (
            LEARN.assign(stay=pd.Timedelta(days=3)),
            LEFT,
            "'stay' holds dates or spans of time: .* days before",
        ),
        (
            LEARN.assign(name=[f"客户{i}" for i in range(40)]),
            LEFT,
            "'name' has a word of its own in most rows",
        ),
        (pd.concat([LEARN, LEARN], axis=1), LEFT, "column 'minutes' comes twice"),
        (LEARN, LEFT[:9], "the outcome has 9 rows, the predictors have 40"),
        (LEARN, LEFT.sample(frac=1, random_state=1), "the same in another order"),
        (LEARN, LEFT.astype(float).where(LEFT.index != 3), "the outcome, row 3: missing"),
        (LEARN, np.where(LEFT == 1, "离开", "留下"), "the outcome is not 0 and 1"),
        (LEARN, LEFT + 1, "the outcome is not 0 and 1"),
        (LEARN, 0 * LEFT, "the outcome is the same in every row"),
    ],
)
def test_what_would_be_learned_by_heart_or_mixed_up_is_refused(frame, outcome, said):
    with pytest.raises(DataError, match=said):
        early_warning_pipeline().fit(frame, outcome)


def test_later_rows_are_held_to_the_kinds_of_the_fit():
    pipeline = early_warning_pipeline().fit(LEARN, LEFT)
    with pytest.raises(DataError, match="column 'minutes', row 0: many is not a number"):
        pipeline.predict_proba(LEARN.assign(minutes="many"))
    with pytest.raises(DataError, match="column 'minutes', row 0: inf is not a number"):
        pipeline.predict_proba(LEARN.assign(minutes=np.inf))
    known = pipeline.predict_proba(LEARN)
    assert (
        pipeline.predict_proba(LEARN.assign(churned=1, last_seen=pd.Timestamp(0))).tolist() == known.tolist()
    )


def test_a_date_after_the_snapshot_is_suspected():
    days = pd.to_datetime(["2025-01-31", "2025-02-03", None, "2025-01-02"])
    frame = pd.DataFrame({"left": [0, 1, 1, 0], "snapshot": "2025-01-31", "last_call": days})
    frame["told"] = ["2024-12-30", "2025-01-04", "2025-01-05", None]
    frame["minutes"] = [4, 5, 3, 4]
    report = leakage_report(frame, "left", ["last_call", "told", "minutes"], at="snapshot")
    assert report["suspected"].to_dict() == {"last_call": True, "told": True, "minutes": False}
    assert report.loc["last_call", "later"] == 0.25
    assert report.loc["told", "later"] == 0.0  # suspected for its ranking, not for its dates
    assert np.isnan(report.loc["minutes", "later"])
    with pytest.raises(DataError, match="column 'minutes' holds no dates"):
        leakage_report(frame, "left", ["told"], at="minutes")
    with pytest.raises(ParameterError, match="columns is empty"):
        leakage_report(frame, "left", [])


def test_who_is_lost_from_sight_has_not_stayed():
    rows = pd.DataFrame({"customer_id": [1, 1, 1, 2, 2], "period": [1, 2, 3, 1, 2], "left": 0})
    with pytest.raises(DataError, match="customer 2 is there at the end of period 1, has not left by 3"):
        churn_snapshot(rows, 1, horizon=2)
    rows.loc[4, "left"] = 1
    assert churn_snapshot(rows, 1, horizon=2)["left"].to_dict() == {1: 0, 2: 1}
    rows.loc[1, "left"] = 1
    with pytest.raises(DataError, match="column 'period', row 2: 3 is not a period up to the one in which"):
        churn_snapshot(rows, 1, horizon=1)
    with pytest.raises(DataError, match="column 'word', row 0: a is not a number"):
        churn_snapshot(rows.assign(word="a"), 1, horizon=1, changing=["word"])


def test_brier_of_many_risks_is_parted_by_groups_not_by_customers():
    rng = np.random.default_rng(0)
    risk = rng.beta(1, 6, 5000)
    frame = pd.DataFrame({"risk": risk, "left": (rng.random(5000) < risk).astype(int)})
    score = brier_score(frame, "left", "risk")
    assert score["reliability"] < 0.001  # the risks are the true chances
    assert 0 < score["resolution"] < score["base"] / 2
    parts = score["base"] + score["reliability"] - score["resolution"] + score["within"]
    assert score["brier"] == pytest.approx(parts)
    assert abs(score["within"]) < 0.1 * score["resolution"] + 0.001
    wrong = brier_score(frame.assign(risk=frame["risk"] / 3), "left", "risk")
    assert wrong["reliability"] > 0.005
    assert wrong["resolution"] == pytest.approx(score["resolution"])


def test_a_snapshot_that_cannot_be_taken_is_refused(months):
    small = months.head(60)
    with pytest.raises(ParameterError, match="goes beyond the last period"):
        churn_snapshot(small, "2025-12-01", horizon=1, **KEYS)
    with pytest.raises(ParameterError, match="'2020-01-01' is none of the periods"):
        churn_snapshot(small, "2020-01-01", horizon=1, **KEYS)
    with pytest.raises(ParameterError, match="'spring' is none of the periods"):
        churn_snapshot(small, "spring", horizon=1, **KEYS)
    with pytest.raises(ParameterError, match="'spring' is none of the periods"):
        time_split(pd.DataFrame({"snapshot": [1, 2, 3]}), "spring", horizon=1)
    with pytest.raises(DataError, match="a customer has each period once"):
        churn_snapshot(pd.concat([small, small]), "2024-03-01", horizon=1, **KEYS)
    with pytest.raises(DataError, match="nobody is there"):
        churn_snapshot(small.assign(churned=1), "2024-03-01", horizon=1, **KEYS)
