"""Published purchases: CDNOW, read as a file out of the wheel that ships it."""

from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[2] / ".venv" / "reference-data" / "lifetimes" / "datasets"


@pytest.fixture(scope="session")
def cdnow_log():
    """Every purchase of 2,357 customers of CDNOW in 78 weeks."""
    path = FOLDER / "CDNOW_sample.txt"
    assert path.exists(), f"{path.name} is missing: `make test` fetches it by hash"
    names = ["master_id", "customer_id", "date", "cds", "amount"]
    log = pd.read_csv(path, sep=r"\s+", header=None, names=names, dtype={"date": str})
    return log.assign(date=pd.to_datetime(log["date"], format="%Y%m%d"))
