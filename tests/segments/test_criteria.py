"""The five criteria as a report."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.segments import SEGMENT_BARS, accessibility, differentiation, segment_criteria


def customers(signal=1.0, n=300, seed=1):
    """Return two segments that differ by `signal` in a need and in what is known of them."""
    rng = np.random.default_rng(seed)
    second = np.arange(n) % 3 == 0
    return pd.DataFrame(
        {
            "segment": np.where(second, "节俭", "苛刻"),
            "size": rng.normal(size=n) + 3 * signal * second,
            "city": np.where(rng.random(n) < 0.5, "Suzhou", "Wuxi"),
            "price": rng.normal(size=n) + signal * second,
            "service": rng.normal(size=n) - signal * second,
        }
    )


def campaign(gap, n=2000, seed=2):
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame({"segment": np.repeat(["节俭", "苛刻"], n), "treated": rng.integers(0, 2, 2 * n)})
    chance = 0.2 + rows["treated"] * gap * (rows["segment"] == "节俭")
    return rows.assign(responded=(rng.random(2 * n) < chance).astype(int))


def report(rows, gap, **options):
    return segment_criteria(
        rows, known=["size", "city"], needs=["price", "service"], campaign=campaign(gap), **options
    )


def test_good_segments_pass_all_five():
    table = report(customers(), 0.3)
    assert table.index.tolist() == list(SEGMENT_BARS)
    assert table["passes"].all()
    assert (table["low"] <= table["estimate"]).all()
    assert table.loc["substantial", "estimate"] == pytest.approx(1 / 3)


def test_segments_of_nothing_fail_where_it_counts():
    table = report(customers(signal=0), 0.0)
    assert table["passes"].to_dict() == {
        "measurable": True,
        "substantial": True,
        "accessible": False,
        "differentiable": False,
        "actionable": False,
    }


def test_unknown_segments_and_other_bars_count():
    rows = customers()
    rows.loc[:149, "segment"] = None
    table = report(rows, 0.3, bars={"measurable": 0.4, "substantial": 0.5})
    assert table.loc["measurable", ["estimate", "bar"]].tolist() == [0.5, 0.4]
    assert not table.loc["substantial", "passes"]


def test_the_share_between_is_epsilon_squared():
    rows = customers()
    parts = [part["price"] for _, part in rows.groupby("segment")]
    within = sum(((part - part.mean()) ** 2).sum() for part in parts)
    total = ((rows["price"] - rows["price"].mean()) ** 2).sum()
    by_hand = 1 - (within / (300 - 2)) / (total / 299)
    assert differentiation(rows, ["price"], n_boot=100).estimate == pytest.approx(by_hand)


def test_what_tells_nothing_is_at_chance():
    found = accessibility(customers(), ["city"])
    assert found.estimate <= 0.05
    assert found.high < SEGMENT_BARS["accessible"]
    sure = accessibility(customers(signal=5), ["size"])
    assert sure.estimate > 0.95
    assert sure.high <= 1


def test_bad_input_is_named():
    rows = customers(n=60)
    with pytest.raises(DataError, match="column 'segment' has fewer than two segments"):
        report(rows.assign(segment="all"), 0.3)
    with pytest.raises(DataError, match="segment 'rare' has 1 customers"):
        accessibility(rows.assign(segment=["rare", *rows["segment"][1:]]), ["size"])
    with pytest.raises(DataError, match="column 'price' has one value throughout"):
        differentiation(rows.assign(price=1), ["price"])
    with pytest.raises(DataError, match="column 'city', row 0: nan is not a value"):
        accessibility(rows.assign(city=pd.Series([None] * 60, dtype="str")), ["city"])
    with pytest.raises(DataError, match="column 'age' is missing"):
        accessibility(rows, ["age"])
    with pytest.raises(ParameterError, match="Did you mean 'accessible'"):
        report(rows, 0.3, bars={"accessibel": 0.1})
    with pytest.raises(ParameterError, match="1 or more different columns"):
        differentiation(rows, [])


def test_customers_without_a_segment_are_refused_not_made_one():
    customers = pd.DataFrame({"segment": ["A"] * 6 + [None] * 6, "size": range(12)})
    with pytest.raises(DataError, match="column 'segment', row 6"):
        accessibility(customers, ["size"])
    with pytest.raises(DataError, match="column 'segment' is missing"):
        accessibility(customers.rename(columns={"segment": "客户群"}), ["size"])
