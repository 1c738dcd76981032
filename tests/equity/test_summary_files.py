"""The summary of files: the same numbers as from a frame, and the same refusals."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import customer_summary, customer_summary_of_files


@pytest.fixture(scope="module")
def sales():
    """Two thousand purchases around New Year, some of them on one day."""
    rng = np.random.default_rng(7)
    moments = pd.Timestamp("1969-11-01") + pd.to_timedelta(rng.integers(0, 700 * 24, 2000), unit="h")
    table = {
        "customer_id": rng.integers(100, 300, 2000),
        "date": moments,
        "amount": rng.integers(1, 500, 2000) / 4,
    }
    return pd.DataFrame(table)


@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize(
    ("period", "unit"),
    [("D", None), ("D", "W"), ("W", None), ("M", None), ("Q", None), ("Y", None), ("h", "D")],
)
def test_files_give_what_a_frame_gives(sales, tmp_path, kind, period, unit):
    halves = [tmp_path / f"{part}.{kind}" for part in "ab"]
    for part, path in zip((sales[::2], sales[1::2]), halves, strict=True):
        getattr(part, f"to_{kind}")(path, index=False)
    options = {"amount": "amount", "end": "1970-12-31", "period": period, "unit": unit}
    expected = customer_summary(sales, **options)
    for files in (halves, f"{tmp_path}/*.{kind}"):
        summary = customer_summary_of_files(files, **options)
        assert summary.to_numpy() == pytest.approx(expected.to_numpy())
        assert summary.index.astype(int).tolist() == expected.index.tolist()
        assert summary.columns.tolist() == expected.columns.tolist()


def test_every_row_may_be_a_purchase_the_first_counted_and_the_amount_left_out(sales, tmp_path):
    sales.to_parquet(tmp_path / "sales.parquet")
    each = {"amount": "amount", "period": "M", "collapse": False}
    summary = customer_summary_of_files(tmp_path / "sales.parquet", **each)
    assert summary.to_numpy() == pytest.approx(customer_summary(sales, **each).to_numpy())
    summary = customer_summary_of_files(tmp_path / "sales.parquet", include_first=True)
    assert summary.equals(customer_summary(sales, include_first=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("customer_id,date,amount\n", "the files have no rows"),
        ("customer,date,amount\nA,2025-01-01,1\n", "column 'customer_id' is missing in .*customer"),
        ("customer_id,date,amount\nA,2025-01-01,1\n,2025-01-02,1\n", "row 2 of the data has no customer"),
        (
            "customer_id,date,amount\nA,2025-01-01,1\nB,昨天,1\n",
            "column 'date', row 2 of the data: 昨天 is not a date",
        ),
        (
            "customer_id,date,amount\nA,2025-01-01,百\n",
            "column 'amount', row 1 of the data: 百 is not a number",
        ),
        (
            "customer_id,date,amount\nA,2025-01-01,\n",
            "column 'amount', row 1 of the data: None is not a number",
        ),
        ("customer_id,date,amount\n张,2025-01-01,-5\n", "customer 张 spent -5 in one period, less than 0"),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_row(tmp_path, text, message):
    path = tmp_path / "sales.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        customer_summary_of_files(path, amount="amount")


def test_paths_and_ends_that_cannot_be_are_refused(tmp_path):
    with pytest.raises(DataError, match="nothing.csv cannot be read"):
        customer_summary_of_files(tmp_path / "nothing.csv")
    with pytest.raises(ParameterError, match=r"are not of one kind, .parquet or .csv"):
        customer_summary_of_files([tmp_path / "a.csv", tmp_path / "b.parquet"])
    path = tmp_path / "it's.csv"
    path.write_text("customer_id,date\nA,2025-01-01\n", encoding="utf-8")
    assert len(customer_summary_of_files(path)) == 1
    with pytest.raises(ParameterError, match="lies before every value of column 'date'"):
        customer_summary_of_files(path, end="2020-01-01")
    with pytest.raises(ParameterError, match="'soon' is not a date"):
        customer_summary_of_files(path, end="soon")
