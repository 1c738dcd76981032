"""Tables of the world and published data that several tests of churn read."""

from pathlib import Path

import pandas as pd
import pytest

from cvm_lessons import hidden, load

PUBLISHED = Path(__file__).parents[2] / ".venv" / "reference-data" / "lifelines" / "datasets"


def _published(name, **options):
    path = PUBLISHED / name
    assert path.exists(), f"{name} is missing: `make test` fetches it by hash"
    return pd.read_csv(path, **options)


@pytest.fixture(scope="session")
def rossi():
    """432 released prisoners over 52 weeks: Rossi, Berk and Lenihan (1980)."""
    return _published("rossi.csv")


@pytest.fixture(scope="session")
def leukaemia():
    """42 children in remission, weeks to relapse (Rx 1: placebo): Freireich et al. (1963), Blood 21."""
    return _published("anderson.csv", sep=" ")


@pytest.fixture(scope="session")
def months():
    """What telecom subscribers did, month by month."""
    return load("telecom_months")


@pytest.fixture(scope="session")
def subscribers():
    """The telecom subscribers."""
    return load("telecom_subscribers")


@pytest.fixture(scope="session")
def campaigns():
    """The randomised campaigns, with what is hidden of each customer: the type and the true uplift."""
    return hidden("uplift_types")
