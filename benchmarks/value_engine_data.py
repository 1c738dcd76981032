"""The files that every library reads: simulated purchases, and the published customers."""

from pathlib import Path

import numpy as np
import pandas as pd

__all__ = ["cdnow", "customers", "donors", "purchases", "transactions"]

PUBLISHED = Path(__file__).parents[1] / ".venv" / "reference-data" / "lifetimes" / "datasets"
SEED = 20250101
PER_CUSTOMER = 10
DAYS = 730
OF_CDNOW = 2357
# Weeks observed and parameters of the BG/NBD, as with the 2,357 customers of CDNOW.
WEEKS = (27, 39)
R, ALPHA, A, B = 0.243, 4.414, 0.793, 2.426


def transactions(folder: Path, rows: int) -> Path:
    """Purchases of two years in the order of their days, ten per customer in the mean (gamma)."""
    path = folder / f"transactions_{rows}.parquet"
    if not path.exists():
        rng = np.random.default_rng(SEED)
        share = rng.gamma(1.0, size=rows // PER_CUSTOMER)
        edges = np.cumsum(share)
        who = np.searchsorted(edges, rng.random(rows) * edges[-1])
        table = {
            "customer_id": who.clip(max=len(share) - 1) + 1,
            "date": _dates(np.sort(rng.integers(0, DAYS, rows))),
            "amount": rng.integers(100, 20_000, rows) / 100,
        }
        _write(pd.DataFrame(table), path)
    return path


def purchases(folder: Path, size: int) -> Path:
    """Purchases of customers who buy and leave as in the BG/NBD, first ones included, by day."""
    path = folder / f"purchases_{size}.parquet"
    if not path.exists():
        rng = np.random.default_rng(SEED)
        length = rng.integers(7 * WEEKS[0], 7 * WEEKS[1] + 1, size)
        count = rng.poisson(rng.gamma(R, 1 / ALPHA, size) * length / 7)
        # Given their number the moments are uniform; the customer leaves after so many of them.
        leaves = rng.geometric(rng.beta(A, B, size))
        who = np.repeat(np.arange(size), count)
        moment = rng.random(len(who)) * length[who]
        who, moment = _sorted(who, moment)
        rank = np.arange(len(who)) - (np.cumsum(count) - count)[who]
        who, moment = who[rank < leaves[who]], moment[rank < leaves[who]]
        start = 7 * WEEKS[1] - length
        day = np.concatenate([start, start[who] + np.ceil(moment).astype(int)])
        table = {"customer_id": np.concatenate([np.arange(size), who]) + 1, "date": _dates(day)}
        _write(pd.DataFrame(table), path)
    return path


def customers(folder: Path, size: int) -> Path:
    """Summary of `purchases` in weeks, at the end of week 39."""
    from cvm_lessons.equity import customer_summary

    path = folder / f"customers_{size}.parquet"
    if not path.exists():
        end = _dates(np.array([7 * WEEKS[1]]))[0]
        log = pd.read_parquet(purchases(folder, size))
        _write(customer_summary(log, end=end, unit="W").reset_index(), path)
    return path


def cdnow(folder: Path) -> Path:
    """The published summary of 2,357 customers of CDNOW with their mean spend."""
    path = folder / "cdnow.parquet"
    if not path.exists():
        names = {"ID": "customer_id", "x": "frequency", "t_x": "recency", "zbar": "monetary_value"}
        table = pd.read_csv(PUBLISHED / "cdnow_customers_summary_with_transactions.csv")
        _write(table.rename(columns=names), path)
    return path


def donors(folder: Path) -> Path:
    """The published 22 patterns of 11,104 donors."""
    path = folder / "donors.parquet"
    if not path.exists():
        _write(pd.read_csv(PUBLISHED / "donations.csv").rename(columns={"periods": "T"}), path)
    return path


def _dates(days: np.ndarray) -> np.ndarray:
    return np.asarray(np.datetime64("2023-01-01") + days.astype("timedelta64[D]")).astype("datetime64[us]")


def _sorted(who: np.ndarray, moment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort((moment, who))
    return who[order], moment[order]


def _write(table: pd.DataFrame, path: Path) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_parquet(path.with_suffix(".part"), index=False)
    path.with_suffix(".part").rename(path)
