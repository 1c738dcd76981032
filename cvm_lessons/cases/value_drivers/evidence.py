"""What the ratings reveal: drivers, how steady they are, and where Larkport stands."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.cases.exhibitor_survey import RATING, Study
from cvm_lessons.core import as_generator
from cvm_lessons.datasets import load
from cvm_lessons.measurement import bootstrap_draws, derived_importance, fit_linear
from cvm_lessons.value import perceived_quality, rating_table, value_drivers, value_map

__all__ = ["Redrawn", "Twins", "draw_again", "find_drivers", "place_show"]

OUTCOME = "value_overall"
RESAMPLES = 300  # ends of the 95 % intervals rest on seven draws each: enough for a decision, quick in class
REDRAWN = 200


@dataclass(frozen=True)
class Twins:
    """The two attributes whose ratings move together most."""

    first: str
    second: str
    correlation: float


@dataclass(frozen=True, eq=False)
class Redrawn:
    """Coefficients and shares of surveys drawn again from the same answers.

    Attributes
    ----------
    slopes, shares : DataFrame
        One row a redrawn survey, one column an attribute: regression coefficients, Shapley shares.
    twins : Twins
        The pair to watch.
    inflation : Series
        By attribute, how many times its correlation with the others widens the variance of its coefficient.
    """

    slopes: pd.DataFrame
    shares: pd.DataFrame
    twins: Twins
    inflation: pd.Series

    def first_part(self, of: pd.DataFrame) -> tuple[float, float]:
        """Return between which parts of the twins' sum the first one lies, in 95 % of the surveys.

        Parameters
        ----------
        of : DataFrame
            Either `slopes` or `shares`.

        Returns
        -------
        tuple of float
            Low and high end; 0.5 gives both the same.
        """
        parts = of[self.twins.first] / (of[self.twins.first] + of[self.twins.second])
        return float(parts.quantile(0.025)), float(parts.quantile(0.975))


def find_drivers(study: Study) -> pd.DataFrame:
    """Return, per attribute, its rating, what is said and what is revealed about it.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    DataFrame
        As `cvm_lessons.value.value_drivers`; without the stated columns where the learner's own file
        states no importance.
    """
    said = RATING if study.own else "imp_"
    drivers = value_drivers(
        study.answers,
        attributes=study.attributes,
        n_boot=RESAMPLES,
        rng=study.seed,
        cluster=study.cluster,
        importance=said,
    )
    return drivers.drop(columns=["stated", "stated_rank", "rank_gap"]) if study.own else drivers


def draw_again(study: Study) -> Redrawn:
    """Return what surveys drawn again from the same answers would have said.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Redrawn
        Two hundred surveys, each of as many customers as the real one.
    """
    names = [RATING + attribute for attribute in study.attributes]

    def both(sample: pd.DataFrame) -> pd.Series:
        slopes = fit_linear(sample, OUTCOME, names).coefficients[names]
        shares = derived_importance(sample, OUTCOME, names)["importance"]
        return pd.concat({"slope": slopes, "share": shares})

    rng = as_generator(study.seed)
    draws = bootstrap_draws(study.answers, both, n_boot=REDRAWN, rng=rng, cluster=study.cluster)
    slopes, shares = (draws[kind].set_axis(list(study.attributes), axis=1) for kind in ("slope", "share"))
    inflation = fit_linear(study.answers, OUTCOME, names).vif().set_axis(list(study.attributes))
    return Redrawn(slopes, shares, _twins(study, names), inflation)


def place_show(study: Study, drivers: pd.DataFrame) -> pd.DataFrame | None:
    """Return where Larkport's show and its rivals lie on the customer value map.

    Only those who know a rival are asked about both: all shows are then rated by the same people.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        What `find_drivers` returns; its derived shares weigh the attributes, price against the rest.

    Returns
    -------
    DataFrame or None
        As `cvm_lessons.value.value_map`, with n, the respondents who rate the show; none for the
        learner's own file, which rates no rivals.
    """
    if study.own:
        return None
    rivals = load("rivals")
    rivals = rivals[rivals["sector"] == study.sector]
    ratings = rating_table(study.survey[study.survey["rival_id"].notna()], rivals)
    shares = drivers["derived_share"]
    quality = perceived_quality(ratings, shares.drop("price"))
    counts = ratings.groupby("show_id")["n"].min()
    shows = rivals[rivals["show_id"].isin(quality.index)].reset_index(drop=True)
    shows = shows.assign(quality=shows["show_id"].map(quality), n=shows["show_id"].map(counts))
    return value_map(shows, quality_weight=1 - float(shares["price"]))


def _twins(study: Study, names: list[str]) -> Twins:
    together = study.answers[names].corr().to_numpy(copy=True)
    np.fill_diagonal(together, 0)
    row, column = divmod(int(np.abs(together).argmax()), len(names))
    first, second = (study.attributes[place] for place in (row, column))
    return Twins(first, second, float(together[row, column]))
