"""The summary of a Dask frame, on a cluster of two processes: the numbers and the refusals of a frame."""

import logging
import sys

import dask.dataframe as dd
import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, MissingExtraError, ParameterError
from cvm_lessons.equity import BetaGeoModel, customer_summary, customer_summary_of_dask


@pytest.fixture(scope="module", autouse=True)
def cluster():
    """Two workers in processes of their own; all frames of this module are computed there."""
    quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL, "worker_dashboard_address": None}
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **quiet) as local, Client(local):
        yield local


@pytest.fixture(scope="module")
def sales():
    """Six hundred purchases around New Year, some of them on one day."""
    rng = np.random.default_rng(7)
    moments = pd.Timestamp("1969-11-01") + pd.to_timedelta(rng.integers(0, 700 * 24, 600), unit="h")
    ids, amounts = rng.integers(100, 160, 600), rng.integers(1, 500, 600) / 4
    return pd.DataFrame({"customer_id": ids, "date": moments, "amount": amounts})


def assert_same(frame, *, divided, **options):
    """Check that a divided frame has the summary of the whole one: numbers, kinds, customers, order."""
    summary = customer_summary_of_dask(divided, **options)
    pd.testing.assert_frame_equal(summary, customer_summary(frame, **options), rtol=1e-12, atol=0)


def test_cdnow_has_the_same_summary_and_the_papers_parameters(cdnow_log):
    options = {"amount": "amount", "end": "1997-09-30", "unit": "W"}
    divided = dd.from_pandas(cdnow_log.sample(frac=1, random_state=1), npartitions=4, sort=False)
    assert_same(cdnow_log, divided=divided, **options)
    model = BetaGeoModel().fit(customer_summary_of_dask(divided, **options))
    assert model.params.to_numpy() == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=1e-3)


@settings(max_examples=6, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 200), st.integers(1, 99)), min_size=1, max_size=60
    ),
    parts=st.integers(1, 4),
)
def test_any_log_divided_in_any_way_gives_what_the_whole_gives(rows, parts):
    sales = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    sales["date"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(sales["day"], unit="D")
    end = sales["date"].median()
    assert_same(sales, divided=dd.from_pandas(sales, npartitions=parts), amount="amount", end=end)


@pytest.mark.parametrize(
    "options",
    [
        {"amount": "amount", "unit": "W"},
        {"period": "W", "end": "1971-12-31"},
        {"amount": "amount", "period": "M", "include_first": True},
        {"period": "Y"},
        {"amount": "amount", "period": "M", "collapse": False},
        {"period": "W", "collapse": False, "end": "1971-06-30"},
        {"amount": "amount", "period": "h", "unit": "D", "end": "1970-12-31"},
    ],
    ids=str,
)
def test_periods_units_and_ends(sales, options):
    assert_same(sales, divided=dd.from_pandas(sales, npartitions=3), **options)


@pytest.mark.parametrize(
    "rename",
    [
        lambda ids: ids.map("客户{}".format),
        lambda ids: ids * 1_000_000_007,
        lambda ids: ids.map("K{}".format).astype(pd.CategoricalDtype([f"K{i}" for i in range(200, 90, -1)])),
        lambda ids: ids + 0.5,
    ],
    ids=["Chinese text", "huge whole", "categories listed backwards", "fractions"],
)
def test_customers_of_any_type_keep_their_names_in_order(sales, rename):
    renamed = sales.assign(customer_id=rename(sales["customer_id"]))
    summary = customer_summary_of_dask(dd.from_pandas(renamed, npartitions=3))
    pd.testing.assert_frame_equal(summary, customer_summary(renamed))
    assert summary.index.is_monotonic_increasing


def test_categories_that_dask_does_not_know_are_asked_for(sales):
    named = sales.assign(customer_id=sales["customer_id"].map("K{}".format).astype("category"))
    unknown = dd.from_pandas(named, npartitions=3)
    unknown = unknown.assign(customer_id=unknown["customer_id"].cat.as_unknown())
    assert_same(named, divided=unknown)


def test_empty_partitions_text_dates_and_other_names_are_read(sales):
    text = sales.assign(day=sales["date"].dt.strftime("%Y-%m-%d"), row=np.arange(len(sales)))
    text = text.rename(columns={"customer_id": "客户"})
    divided = dd.from_pandas(text, npartitions=4)
    late = divided[divided["row"] >= 300]
    assert (late.map_partitions(len).compute() == 0).tolist() == [True, True, False, False]
    assert_same(
        text[text["row"] >= 300], divided=late, customer="客户", date="day", amount="amount", period="M"
    )


def test_a_refund_of_the_same_day_may_lie_in_another_partition(sales):
    paid = pd.DataFrame({"customer_id": ["A", "A"], "date": sales["date"].iloc[0], "amount": [30.0, -10.0]})
    assert_same(paid, divided=dd.from_pandas(paid, npartitions=2), amount="amount", include_first=True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda log: log[log["amount"] > 1000], "the frame has no rows; columns 'customer_id', 'date'"),
        (lambda log: log.drop(columns="date"), "column 'date' is missing"),
        (
            lambda log: log.assign(customer_id=log["customer_id"].mask(log["row"] == 450)),
            r"column 'customer_id', row 450: nan is not a value: .* \(partition 2\)",
        ),
        (
            lambda log: log.assign(date=log["date"].astype(str).mask(log["row"] == 5, "昨天")),
            r"column 'date', row 5: 昨天 is not a date like 2025-12-31 \(partition 0\)\.$",
        ),
        (lambda log: log.assign(date=log["row"]), "column 'date', row .*: .* is not a date: turn it into"),
        (
            lambda log: log.assign(amount=log["amount"].astype(str).mask(log["row"] == 300, "一百")),
            "column 'amount', row 300: 一百 is not a number",
        ),
        (
            lambda log: log.assign(amount=log["amount"].where(log["row"] != 300, -1e6)),
            r"customer \d+ spent -\d+ in one period, less than 0: take refunds",
        ),
    ],
    ids=["no rows", "no column", "no customer", "no date", "number for a date", "no number", "negative"],
)
def test_a_log_that_cannot_be_is_refused_by_name(sales, change, message):
    log = dd.from_pandas(sales.assign(row=np.arange(len(sales))), npartitions=3)
    with pytest.raises(DataError, match=message):
        customer_summary_of_dask(change(log), amount="amount")


def test_arguments_that_cannot_be_are_refused(sales, monkeypatch):
    log = dd.from_pandas(sales, npartitions=2)
    with pytest.raises(ParameterError, match="lies before every value of column 'date'"):
        customer_summary_of_dask(log, end="1960-01-01")
    with pytest.raises(ParameterError, match="'soon' is not a date"):
        customer_summary_of_dask(log, end="soon")
    with pytest.raises(ParameterError, match="a month has no fixed number of days"):
        customer_summary_of_dask(log, period="D", unit="M")
    with pytest.raises(DataError, match="a Dask DataFrame is needed, not DataFrame: customer_summary takes"):
        customer_summary_of_dask(sales)
    monkeypatch.setitem(sys.modules, "dask.dataframe", None)
    with pytest.raises(MissingExtraError, match=r"install it with  pip install 'cvm-lessons\[scale\]'"):
        customer_summary_of_dask(log)
