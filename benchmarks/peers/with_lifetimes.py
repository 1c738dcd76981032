"""The tasks in lifetimes, as its documentation writes them."""

import pandas as pd
from lifetimes import BetaGeoBetaBinomFitter, BetaGeoFitter, GammaGammaFitter, ParetoNBDFitter
from lifetimes.utils import summary_data_from_transaction_data

from benchmarks.peers.stopwatch import Task, main, sums


def summary(log: pd.DataFrame) -> pd.DataFrame:
    """Customer summary."""
    return summary_data_from_transaction_data(log, "customer_id", "date", "amount")


def bg_nbd(customers: pd.DataFrame) -> BetaGeoFitter:
    """BG/NBD; no penalty, so that it is the maximum of the likelihood."""
    return BetaGeoFitter().fit(customers["frequency"], customers["recency"], customers["T"])


def pareto_nbd(customers: pd.DataFrame) -> ParetoNBDFitter:
    """Pareto/NBD."""
    return ParetoNBDFitter().fit(customers["frequency"], customers["recency"], customers["T"])


def bg_bb(donors: pd.DataFrame) -> BetaGeoBetaBinomFitter:
    """BG/BB on the patterns with their weights."""
    return BetaGeoBetaBinomFitter().fit(
        donors["frequency"], donors["recency"], donors["T"], donors["weights"]
    )


def gamma_gamma(buyers: pd.DataFrame) -> GammaGammaFitter:
    """Gamma-gamma on the repeat buyers."""
    return GammaGammaFitter().fit(buyers["frequency"], buyers["monetary_value"])


def buyers(path: str) -> pd.DataFrame:
    """Read the customers with a repeat purchase: the fitter refuses others."""
    return pd.read_parquet(path).query("frequency > 0")


def parameters(fitted: BetaGeoFitter) -> dict[str, float]:
    """Return the parameters by letter."""
    return {letter: float(value) for letter, value in fitted.params_.items()}


if __name__ == "__main__":
    tasks = {
        "summary": Task(pd.read_parquet, summary, sums),
        "bg_nbd": Task(pd.read_parquet, bg_nbd, parameters),
        "pareto_nbd": Task(pd.read_parquet, pareto_nbd, parameters),
        "bg_bb": Task(pd.read_parquet, bg_bb, parameters),
        "gamma_gamma": Task(buyers, gamma_gamma, parameters),
    }
    main(tasks, ["lifetimes", "pandas", "numpy", "scipy"])
