"""RFM classes, their ties, cells to mail, and what a score hides."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import BetaGeoModel, calibration_holdout, customer_summary
from cvm_lessons.segments import (
    mail_cells,
    rfm_class_limits,
    rfm_from_summary,
    rfm_measures,
    rfm_scores,
    value_within_cells,
)

numbers = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 12), st.integers(0, 900)), min_size=5, max_size=60
)


def measured(rows):
    return pd.DataFrame(rows, columns=["since_last", "frequency", "spend"], dtype=float)


def distinct(n, seed=1):
    """Return customers without any tie."""
    rng = np.random.default_rng(seed)
    return measured(np.column_stack([rng.permutation(n) for _ in range(3)]))


def sales(rows):
    return pd.DataFrame(rows, columns=["customer_id", "date", "amount"])


def test_a_table_worked_by_hand():
    rows = sales(
        [
            ("甲", "2025-01-01", 100),
            ("甲", "2025-03-01", 50),
            ("乙", "2025-03-31", 20),
            ("甲", "2025-03-01", 5),
        ]
    )
    table = rfm_measures(rows, end="2025-03-31")
    assert table.loc["甲"].tolist() == [30, 2, 155]
    assert table.loc["乙"].tolist() == [0, 1, 20]
    assert rfm_measures(rows, end="2025-03-31", money="mean").loc["甲", "spend"] == 77.5


def test_the_summary_of_the_models_gives_the_same_silence():
    rows = sales([("A", "2025-01-01", 100), ("A", "2025-03-01", 50), ("B", "2025-03-31", 20)])
    summary = customer_summary(rows, amount="amount", end="2025-04-10")
    found = rfm_from_summary(summary)
    assert found["since_last"].tolist() == rfm_measures(rows, end="2025-04-10")["since_last"].tolist()
    assert found["frequency"].tolist() == [1, 0]


@pytest.mark.parametrize("method", ["independent", "nested"])
def test_without_ties_the_classes_are_equally_full(method):
    scores = rfm_scores(distinct(125), method=method)
    assert scores["r"].value_counts().tolist() == [25] * 5
    if method == "nested":
        assert (scores["cell"].value_counts() == 1).all()
        assert scores["cell"].nunique() == 125


def test_nested_money_is_cut_within_its_cell():
    measures = measured([[1, 1, 10], [1, 1, 20], [9, 1, 1], [9, 1, 2]])
    assert rfm_scores(measures, method="nested", classes=2)["m"].tolist() == [1, 2, 1, 2]
    assert rfm_scores(measures, classes=2)["m"].tolist() == [2, 2, 1, 1]


@settings(max_examples=20)
@given(numbers)
def test_better_measures_never_have_a_lower_class_and_equals_stand_together(rows):
    measures = measured(rows)
    scores = rfm_scores(measures)
    for column, letter, sign in (("since_last", "r", -1), ("frequency", "f", 1), ("spend", "m", 1)):
        ordered = scores[letter].loc[(sign * measures[column]).sort_values(kind="stable").index]
        assert ordered.is_monotonic_increasing
        assert scores[letter].groupby(measures[column]).nunique().max() == 1
    assert scores[["r", "f", "m"]].min().min() >= 1
    assert scores[["r", "f", "m"]].max().max() <= 5


@settings(max_examples=20)
@given(numbers)
def test_only_ranks_count(rows):
    measures = measured(rows)
    bent = measures.assign(spend=np.sqrt(measures["spend"]), since_last=measures["since_last"] ** 2)
    assert rfm_scores(measures).equals(rfm_scores(bent))


@settings(max_examples=20)
@given(numbers)
def test_a_lot_fills_the_classes_evenly_whatever_the_ties(rows):
    sizes = rfm_scores(measured(rows), ties="lot", classes=3)["f"].value_counts()
    assert len(sizes) == 3
    assert sizes.max() - sizes.min() <= 1


def test_ties_are_shown_and_can_be_refused():
    measures = measured([[day, 1, day] for day in range(8)] + [[9, 2, 9], [10, 3, 10]])
    limits = rfm_class_limits(measures, rfm_scores(measures))
    frequency = limits[limits["measure"] == "frequency"]
    assert frequency["customers"].tolist() == [2, 8]
    assert frequency["class"].tolist() == [5, 2]
    with pytest.raises(DataError, match="frequency: 8 customers have the same value"):
        rfm_scores(measures, ties="refuse")
    assert rfm_scores(distinct(10), ties="refuse").equals(rfm_scores(distinct(10)))


def test_weights_and_numbers_of_classes_are_free():
    measures = distinct(24)
    scores = rfm_scores(measures, classes=(2, 3, 12), weights=(3, 0, 0))
    assert scores["m"].max() == 12
    assert scores["score"].tolist() == (scores["r"] - 1).tolist()
    best = rfm_scores(measured([[0, 9, 9], [1, 1, 1]]), classes=2)
    assert best["score"].tolist() == [1, 0]


def test_bad_measures_are_named():
    good = distinct(10)
    with pytest.raises(DataError, match="column 'since_last' is missing"):
        rfm_scores(good.drop(columns="since_last"))
    with pytest.raises(DataError, match="column 'spend', row 3: -1"):
        rfm_scores(good.assign(spend=[1, 1, 1, -1, *range(6)]))
    with pytest.raises(DataError, match="column 'frequency', row 0: 很多 is not a number"):
        rfm_scores(good.assign(frequency=["很多", *range(9)]))
    with pytest.raises(DataError, match="customers: 1, classes: 5"):
        rfm_scores(good.head(1))
    with pytest.raises(DataError, match="customer 0 has two rows"):
        rfm_scores(good.set_axis([0] * 10))
    with pytest.raises(DataError, match="no rows"):
        rfm_scores(good.head(0))
    with pytest.raises(DataError, match="same index"):
        rfm_class_limits(good, rfm_scores(good.head(9)))
    summary = pd.DataFrame({"frequency": [1], "recency": [9], "T": [5], "monetary_value": [1]})
    with pytest.raises(DataError, match="at most T of its row"):
        rfm_from_summary(summary)


def test_bad_arguments_are_named():
    good = distinct(10)
    for options, message in (
        ({"method": "nest"}, "Did you mean 'nested'"),
        ({"classes": 1}, "classes=1 is not a whole number from 2"),
        ({"classes": (5, 5)}, "one number, or three"),
        ({"weights": (1, 2)}, "three are needed"),
        ({"weights": (0, 0, 0)}, "are all 0"),
        ({"ties": "split"}, "split"),
    ):
        with pytest.raises(ParameterError, match=message):
            rfm_scores(good, **options)
    with pytest.raises(ParameterError, match="money"):
        rfm_measures(sales([("A", "2025-01-01", 1)]), money="median")


def trial(rates, each=400, seed=1):
    """Return a test mailing with true rates by cell."""
    rng = np.random.default_rng(seed)
    cells = np.repeat(list(rates), each)
    hits = rng.random(len(cells)) < np.repeat(list(rates.values()), each)
    return pd.DataFrame({"cell": cells, "responded": hits.astype(int)})


def test_cells_above_break_even_are_mailed():
    # Hughes: a piece of 0.55 and a margin of 40 break even at 1.375 %.
    table = mail_cells(trial({"a": 0.05, "b": 0.002}), cost=0.55, margin=40, rule="rate")
    assert table["break_even"].unique() == pytest.approx([0.01375])
    assert table["mail"].to_dict() == {"a": True, "b": False}
    assert table["index"].tolist() == pytest.approx((100 * (table["rate"] / 0.01375 - 1)).tolist())
    assert table.loc["a", "profit_each"] == pytest.approx(40 * table.loc["a", "rate"] - 0.55)


def test_equal_cells_are_drawn_to_their_mean_and_unlike_ones_are_not():
    alike = mail_cells(trial(dict.fromkeys("abcdefghij", 0.05), each=60), cost=1, margin=20)
    assert alike["shrunk"].std() < 0.35 * alike["rate"].std()
    unlike = mail_cells(trial({"a": 0.5, "b": 0.02}, each=2000), cost=1, margin=20)
    assert unlike["shrunk"].tolist() == pytest.approx(unlike["rate"].tolist(), abs=1e-3)


def test_shrunk_rates_promise_what_comes():
    rng = np.random.default_rng(3)
    true = dict(zip(range(300), rng.beta(2, 38, 300), strict=True))
    table = mail_cells(trial(true, each=40), cost=1, margin=20)
    best = table.nlargest(30, "rate")
    comes = np.mean([true[cell] for cell in best.index])
    assert best["rate"].mean() > comes + 0.03
    assert best["shrunk"].mean() == pytest.approx(comes, abs=0.015)


def test_the_base_is_counted_and_an_untested_cell_has_no_rate():
    base = pd.DataFrame({"cell": ["a"] * 10 + ["新"] * 5})
    table = mail_cells(trial({"a": 0.2, "b": 0.1}), cost=1, margin=20, base=base)
    assert table["pieces"].to_dict() == {"a": 10, "b": 0, "新": 5}
    assert table.loc["a", "expected_profit"] == pytest.approx(10 * table.loc["a", "profit_each"])
    assert np.isnan(table.loc["新", "rate"])
    assert not mail_cells(trial({"a": 0.2}), cost=1, margin=20, base=base, rule="low").loc["新", "mail"]


def test_bad_tests_are_named():
    with pytest.raises(DataError, match="column 'responded', row 0: 2"):
        mail_cells(pd.DataFrame({"cell": ["a"], "responded": [2]}), cost=1, margin=2)
    with pytest.raises(ParameterError, match="value=0 is not"):
        mail_cells(trial({"a": 0.2}), cost=1, margin=0)
    with pytest.raises(ParameterError, match="Did you mean 'shrunk'"):
        mail_cells(trial({"a": 0.2}), cost=1, margin=1, rule="shrink")
    nobody = mail_cells(trial({"a": 0.0, "b": 0.0}), cost=1, margin=2)
    assert not nobody["mail"].any()
    assert nobody["index"].tolist() == [-100, -100]


def test_one_score_holds_customers_of_opposite_value():
    # Fader, Hardie and Lee (2005): long silent, the frequent buyer is the likelier to be gone.
    model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    summary = pd.DataFrame({"frequency": [1, 7], "recency": [10.0, 10.0], "T": [39.0, 39.0]})
    rare, often = model.expected_purchases(summary, 39)
    assert often < rare
    scores = pd.DataFrame({"cell": ["1-3-3"] * 2})
    table = value_within_cells(scores, model.expected_purchases(summary, 39))
    assert table.loc["1-3-3", "ratio"] == pytest.approx(rare / often)
    assert table.loc["1-3-3", ["least", "most"]].tolist() == [1, 0]


def test_cdnow_s_best_cell_holds_customers_of_unlike_futures(cdnow_log):
    summary = customer_summary(cdnow_log, end="1997-09-30", unit="W")
    future = BetaGeoModel().fit(summary).expected_purchases(summary, 39)
    scores = rfm_scores(rfm_measures(cdnow_log, end="1997-09-30"))
    best = value_within_cells(scores, future).loc["5-5-5"]
    assert best["customers"] > 200
    assert best["ratio"] > 20


def test_every_class_of_recency_buys_more_than_the_one_below(cdnow_log):
    scores = rfm_scores(rfm_measures(cdnow_log, end="1997-09-30"))
    later = calibration_holdout(cdnow_log, "1997-09-30")["frequency_holdout"]
    for letter in "rfm":
        assert later.groupby(scores[letter]).mean().is_monotonic_increasing


def test_values_must_be_of_the_customers_scored():
    scores = rfm_scores(distinct(6))
    with pytest.raises(DataError, match="same index"):
        value_within_cells(scores, pd.Series([1.0]))
    with pytest.raises(ParameterError, match="value is a list"):
        value_within_cells(scores, [1] * 6)
    with pytest.raises(DataError, match="column 'value', row 0: nan"):
        value_within_cells(scores, pd.Series([np.nan] * 6))
