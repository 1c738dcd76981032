"""Published data sets: CDNOW and the donors, read as files out of the wheel that ships them."""

from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[2] / ".venv" / "reference-data" / "lifetimes" / "datasets"


def _read(name, **options):
    path = FOLDER / name
    assert path.exists(), f"{name} is missing: `make test` fetches it by hash"
    return pd.read_csv(path, **options)


@pytest.fixture(scope="session")
def cdnow():
    """Summary of 2,357 customers of CDNOW after 39 weeks, in weeks."""
    return _read("cdnow_customers_summary.csv", index_col="ID")


@pytest.fixture(scope="session")
def cdnow_spend():
    """The same customers with the mean value of their repeat purchases."""
    names = {"x": "frequency", "t_x": "recency", "zbar": "monetary_value"}
    return _read("cdnow_customers_summary_with_transactions.csv", index_col="ID").rename(columns=names)


@pytest.fixture(scope="session")
def cdnow_log():
    """Every purchase of these customers."""
    names = ["master_id", "customer_id", "date", "cds", "amount"]
    log = _read("CDNOW_sample.txt", sep=r"\s+", header=None, names=names, dtype={"date": str})
    return log.assign(date=pd.to_datetime(log["date"], format="%Y%m%d"))


@pytest.fixture(scope="session")
def donors():
    """The 22 patterns of 11,104 donors over six years; column weights."""
    return _read("donations.csv").rename(columns={"periods": "T"})
