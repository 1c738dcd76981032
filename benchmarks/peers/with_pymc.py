"""The tasks in PyMC-Marketing: the mode under flat priors, which is the maximum of the likelihood."""

import logging
from typing import Any

import pandas as pd
from pymc_extras.prior import Prior
from pymc_marketing import clv

from benchmarks.peers.stopwatch import Task, main, sums

MODELS = {
    "bg_nbd": (clv.BetaGeoModel, ("r", "alpha", "a", "b")),
    "pareto_nbd": (clv.ParetoNBDModel, ("r", "alpha", "s", "beta")),
    "bg_bb": (clv.BetaGeoBetaBinomModel, ("alpha", "beta", "gamma", "delta")),
    "gamma_gamma": (clv.GammaGammaModel, ("p", "q", "v")),
}


def summary(log: pd.DataFrame) -> pd.DataFrame:
    """Customer summary."""
    return clv.utils.rfm_summary(log, "customer_id", "date", "amount")


def fit(name: str) -> Task:
    """Return the task of fitting one model."""
    model, letters = MODELS[name]
    flat = {letter: Prior("HalfFlat") for letter in letters}

    def work(customers: pd.DataFrame) -> Any:
        fitted = model(model_config=flat)
        fitted.fit(customers, method="map", progressbar=False)
        return fitted.fit_result

    read = buyers if name == "gamma_gamma" else customers
    return Task(read, work, lambda fitted: {letter: float(fitted[letter].mean()) for letter in letters})


def customers(path: str) -> pd.DataFrame:
    """Read customers, one row each: patterns with weights are written out."""
    table = pd.read_parquet(path)
    if "weights" in table:
        table = table.loc[table.index.repeat(table.pop("weights"))]
    return table.assign(customer_id=range(len(table)))


def buyers(path: str) -> pd.DataFrame:
    """Read the customers with a repeat purchase."""
    return customers(path).query("frequency > 0")


if __name__ == "__main__":
    logging.disable()
    tasks = {"summary": Task(pd.read_parquet, summary, sums), **{name: fit(name) for name in MODELS}}
    main(tasks, ["pymc-marketing", "pymc", "pytensor", "pandas", "numpy"])
