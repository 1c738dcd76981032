"""The tasks in this package."""

import logging
import warnings
from typing import Any

import pandas as pd

from benchmarks.peers.stopwatch import Task, main, sums
from cvm_lessons import equity

DIVIDED, WORKERS = 16, 2
WEEKLY_RATE = 1.1 ** (1 / 52) - 1  # ten per cent a year
MODELS = {
    "bg_nbd": equity.BetaGeoModel,
    "pareto_nbd": equity.ParetoNBDModel,
    "gamma_gamma": equity.GammaGammaModel,
}


def summary(log: pd.DataFrame) -> pd.DataFrame:
    """Customer summary of a frame."""
    return equity.customer_summary(log, amount="amount")


def summary_in_weeks(log: pd.DataFrame) -> pd.DataFrame:
    """Customer summary with time in weeks, as the fit takes it."""
    return equity.customer_summary(log, unit="W")


def summary_of_file(path: str) -> pd.DataFrame:
    """Customer summary of a file; reading it is part of the task."""
    return equity.customer_summary_of_files(path, amount="amount")


def dask_frame(path: str) -> Any:
    """Read the file into a Dask frame, with the workers as threads so that their time is counted."""
    import dask.dataframe as dd  # here, so that the other tasks do not carry what it loads
    from distributed import Client

    warnings.filterwarnings("ignore", "Sending large graph")
    logging.getLogger("distributed").setLevel(logging.ERROR)
    Client(n_workers=1, threads_per_worker=WORKERS, processes=False, dashboard_address=None)
    return dd.from_pandas(pd.read_parquet(path), npartitions=DIVIDED)


def summary_of_dask(log: Any) -> pd.DataFrame:
    """Customer summary of a Dask frame."""
    return equity.customer_summary_of_dask(log, amount="amount")


def lifetime_value(customers: pd.DataFrame) -> pd.Series:
    """Value of each customer over the whole future, by the BG/NBD with the parameters of CDNOW."""
    model = equity.BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    return equity.customer_lifetime_value(model, customers, discount_rate=WEEKLY_RATE, spend=35.0, margin=0.3)


def parameters(model: equity.BetaGeoModel) -> dict[str, float]:
    """Return the parameters by letter."""
    return {letter: float(value) for letter, value in model.params.items()}


if __name__ == "__main__":
    tasks = {
        "summary": Task(pd.read_parquet, summary, sums),
        "summary_in_weeks": Task(pd.read_parquet, summary_in_weeks, lambda found: {"customers": len(found)}),
        "summary_of_file": Task(str, summary_of_file, sums),
        "summary_of_dask": Task(dask_frame, summary_of_dask, sums),
        "bg_bb": Task(
            pd.read_parquet,
            lambda donors: equity.BetaGeoBetaBinomModel().fit(donors, donors["weights"]),
            parameters,
        ),
        "lifetime_value": Task(pd.read_parquet, lifetime_value, lambda found: {"mean": found.mean()}),
    }
    for name, model in MODELS.items():
        tasks[name] = Task(pd.read_parquet, lambda customers, model=model: model().fit(customers), parameters)
    main(tasks, ["pandas", "numpy", "scipy", "duckdb", "dask"])
