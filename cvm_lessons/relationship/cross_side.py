"""What exhibitors and visitors do to each other, from a panel of shows with subsidies drawn by lot."""

from collections.abc import Mapping
from typing import Self

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_choice,
    check_number,
    format_number,
    number_columns,
    require_columns,
)
from cvm_lessons.relationship.two_stage import TwoStageFit, fit_two_stage

__all__ = ["CROSS_SIDE_METHODS", "SIZES", "VARIETY", "CrossSideEffects"]

SIZES = ("small", "medium", "large")
CROSS_SIDE_METHODS = ("pooled", "within", "two_stage")
# Weight of an exhibitor in what visitors come to see. By space a large one would weigh eight small ones;
# visitors do not see it so. An assumption of the analyst: try others.
VARIETY = {"small": 1.0, "medium": 1.2, "large": 2.0}
FLOWS = ("price_m2", "visitor_ticket", "visitors", *(f"exhibitors_{size}" for size in SIZES))
LOTS = ("promo_exhibitors", "promo_visitors")
# What an equation explains its side with, and the lots that stand in for what both sides move.
VISITORS = {
    "moved": ["variety", "variety_last"],
    "given": ["ticket", "promo_visitors"],
    "lots": ["promo_exhibitors", "promo_exhibitors_last"],
}
EXHIBITORS = {
    "moved": ["visitors_last"],
    "given": ["price", "promo_exhibitors"],
    "lots": ["promo_visitors_last", "promo_exhibitors_last"],
}


class CrossSideEffects:
    """Elasticities of a two-sided platform: visitors to exhibitors, and exhibitors to visitors.

    Two equations in logarithms. Visitors follow the variety of exhibitors of this edition and of the last
    one; exhibitors, who sign up first, follow the visitors of the last edition. A good year in a region
    brings both sides, so least squares credits one side with what both owe to the year. Subsidies drawn by
    lot move one side only; through them the two-stage method asks what the other side does.

    Parameters
    ----------
    method : {"two_stage", "within", "pooled"}, default "two_stage"
        Two-stage least squares with shows and years taken out; least squares with shows and years taken out;
        or least squares on the rows as they are. The last two are there to be compared.
    variety : mapping, optional
        Weight of a small, medium and large exhibitor in variety; by default `VARIETY`.

    Attributes
    ----------
    visitors_ : TwoStageFit
        Visitors: terms variety, variety_last, ticket, promo_visitors.
    exhibitors_ : dict of str to TwoStageFit
        Exhibitors by size: terms visitors_last, price, promo_exhibitors.
    feedback_ : float
        Share of a change that comes back through the other side: the elasticity of exhibitors (mean of the
        sizes, weighted by their part in variety) times that of visitors to variety now and last.
    multiplier_ : float
        What a change of one side grows to in the long run, 1 / (1 - feedback); missing at a feedback of 1 or
        more.
    n_ : int
        Editions used: those that follow another edition of the same show.

    References
    ----------
    Angrist, Imbens and Rubin (1996), Journal of the American Statistical Association 91(434), 444-455, for
    the method; the two-sided form is the course's own.
    """

    def __init__(self, method: str = "two_stage", *, variety: Mapping[str, float] | None = None) -> None:
        self.method = method
        self.variety = variety

    def __repr__(self) -> str:
        text = f"CrossSideEffects({self.method!r})"
        if not hasattr(self, "feedback_"):
            return text
        return f"{text}: feedback {format_number(self.feedback_, 2)}, {self.n_} editions"

    def fit(self, shows: pd.DataFrame, *, show: str = "show_id", year: str = "year") -> Self:
        """Estimate both equations.

        Parameters
        ----------
        shows : DataFrame
            One row per show and year, as the table ``regional_shows``: price_m2, visitor_ticket,
            exhibitors_small, exhibitors_medium, exhibitors_large, visitors, promo_exhibitors, promo_visitors.
        show, year : str
            Columns with the show and the year.

        Returns
        -------
        CrossSideEffects
            Itself, with the attributes that end in an underscore.

        Raises
        ------
        DataError
            If a column or value is missing, a number is not above 0, a show has a year twice, or too few
            editions follow another one.
        ParameterError
            If the method is not known or a weight out of range.
        """
        check_choice("method", self.method, CROSS_SIDE_METHODS)
        weights = _weights(self.variety)
        rows = _editions(shows, weights, show, year)
        self.n_ = len(rows)
        self.visitors_ = self._equation(rows, "visitors", VISITORS, (show, year))
        self.exhibitors_ = {size: self._equation(rows, size, EXHIBITORS, (show, year)) for size in SIZES}
        parts = pd.Series({size: weights[size] * float(np.exp(rows[size]).mean()) for size in SIZES})
        pulls = pd.Series({size: fit.coefficients["visitors_last"] for size, fit in self.exhibitors_.items()})
        of_visitors = self.visitors_.coefficients[["variety", "variety_last"]].sum()
        self.feedback_ = float((parts * pulls).sum() / parts.sum() * of_visitors)
        self.multiplier_ = 1 / (1 - self.feedback_) if self.feedback_ < 1 else float("nan")
        return self

    def to_frame(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return all elasticities, one row each.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level.

        Returns
        -------
        DataFrame
            Columns equation (visitors, small, medium, large), term, estimate, low, high, first_stage, method.

        Raises
        ------
        ParameterError
            If nothing was fitted yet.
        """
        if not hasattr(self, "feedback_"):
            raise ParameterError("CrossSideEffects is not fitted: call fit(shows) first.")
        fits = {"visitors": self.visitors_} | self.exhibitors_
        tables = [fit.to_frame(level=level).reset_index().assign(equation=name) for name, fit in fits.items()]
        table = pd.concat(tables, ignore_index=True).assign(method=self.method)
        return table[["equation", "term", "estimate", "low", "high", "first_stage", "method"]]

    def _equation(
        self, rows: pd.DataFrame, outcome: str, terms: Mapping[str, list[str]], panel: tuple[str, str]
    ) -> TwoStageFit:
        return fit_two_stage(
            rows,
            outcome,
            terms["moved"],
            terms["given"],
            terms["lots"] if self.method == "two_stage" else [],
            absorb=() if self.method == "pooled" else panel,
            cluster=panel[0],
        )


def _weights(variety: Mapping[str, float] | None) -> dict[str, float]:
    chosen = VARIETY if variety is None else variety
    if missing := [size for size in SIZES if size not in chosen]:
        raise ParameterError(f"variety lacks {missing[0]!r}: weights of {', '.join(SIZES)} are needed.")
    return {size: check_number(f"variety[{size!r}]", chosen[size], low=0.01) for size in SIZES}


def variety_and_visitors(
    shows: pd.DataFrame, variety: Mapping[str, float] | None, *, show: str, year: str
) -> pd.DataFrame:
    """Return show, year and the logarithms of both sides, prices and sizes, after a check of every number."""
    weights = _weights(variety)
    require_columns(shows, [show, year, *FLOWS, *LOTS])
    if (twice := shows.duplicated([show, year])).any():
        raise DataError.at(shows, year, twice, "the only row of that show and year")
    flows = number_columns(shows, FLOWS)
    for column in FLOWS:
        if (bad := flows[column] <= 0).any():
            raise DataError.at(shows, column, bad, "above 0: its logarithm is needed")
    logs = pd.DataFrame(
        {
            "variety": np.log(sum(weights[size] * flows[f"exhibitors_{size}"] for size in SIZES)),
            "visitors": np.log(flows["visitors"]),
            "price": np.log(flows["price_m2"]),
            "ticket": np.log(flows["visitor_ticket"]),
            **{size: np.log(flows[f"exhibitors_{size}"]) for size in SIZES},
        }
    )
    return shows[[show, year]].join(logs)


def _editions(shows: pd.DataFrame, weights: Mapping[str, float], show: str, year: str) -> pd.DataFrame:
    """Return logarithms of editions that follow another one of their show, with that one beside them."""
    logs = variety_and_visitors(shows, weights, show=show, year=year)
    rows = logs.join(number_columns(shows, LOTS, low=0, high=1))
    rows = rows.sort_values([show, year], ignore_index=True)
    last = rows.groupby(show)[["variety", "visitors", *LOTS]].shift().add_suffix("_last")
    # The first edition of a show has none before it: it serves as a memory only.
    followed = rows.join(last).dropna(ignore_index=True)
    if followed.empty:
        raise DataError("no show has two editions: an effect of the last edition cannot be seen.")
    return followed
