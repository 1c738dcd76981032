"""The customer value map: quality against price, the line of fair value, and value added over rivals."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column, number_columns
from cvm_lessons.value._checks import column_of_names, one_market
from cvm_lessons.value.market_quality import ratio_to_rivals

__all__ = [
    "FAIR_ZONE",
    "FairValueLine",
    "customer_value_added",
    "fair_value_line",
    "relative_price",
    "value_map",
]

FAIR_ZONE = 0.02  # a smaller gap in quality than two in a hundred is within the error of such ratings
LEAST_WEIGHT = 0.01  # with no weight on quality the line would be vertical


@dataclass(frozen=True)
class FairValueLine:
    """The line on which quality makes up for price; it runs through the market's average, (1, 1).

    Attributes
    ----------
    slope : float
        Relative quality that makes up for one unit of relative price.
    quality_weight : float
        Weight of quality against price that the slope says: ``1 / (1 + slope)``.
    fitted : bool
        Whether the slope was fitted to the shows rather than given by a weight.
    """

    slope: float
    quality_weight: float
    fitted: bool

    def quality_at(self, price: float | pd.Series) -> float | pd.Series:
        """Return the quality that is fair at a relative price.

        Parameters
        ----------
        price : float or Series
            Relative price, 1 for the market's average.

        Returns
        -------
        float or Series
            Relative quality.
        """
        return 1 + self.slope * (price - 1)


def relative_price(shows: pd.DataFrame, *, show: str = "show_id", price: str = "price_m2") -> pd.Series:
    """Return each show's price over the mean price of its rivals.

    Parameters
    ----------
    shows : DataFrame
        One row per show of one market.
    show, price : str
        Columns with the name and with the price, in any one unit of money.

    Returns
    -------
    Series
        Relative price by show.

    Raises
    ------
    DataError
        If a price is missing or not above 0, a name comes twice, there is one show only, or several sectors.

    References
    ----------
    Gale (1994), Managing Customer Value, Free Press.

    Examples
    --------
    >>> shows = pd.DataFrame({"show_id": ["Lark", "Harbour", "Quay"], "price_m2": [900, 1100, 1300]})
    >>> relative_price(shows)["Lark"]
    np.float64(0.75)
    """
    one_market(shows)
    names = column_of_names(shows, show)
    return ratio_to_rivals(number_column(shows, price).set_axis(names)).rename("relative_price")


def fair_value_line(
    shows: pd.DataFrame | None = None,
    *,
    quality_weight: float | None = None,
    quality: str = "quality",
    price: str = "relative_price",
) -> FairValueLine:
    """Return the line of fair value, from the customers' weights or fitted to where the shows lie.

    With weights, quality times its weight makes up for price times its weight: slope = (1 - w) / w. Fitted,
    the slope is that of least squares through (1, 1), and says how the market trades quality for money.

    Parameters
    ----------
    shows : DataFrame, optional
        One row per show with relative quality and relative price; needed for a fit.
    quality_weight : float, optional
        Weight of quality, 0.01 to 1; price has the rest. Without it the line is fitted.
    quality, price : str
        Names of the columns.

    Returns
    -------
    FairValueLine
        Slope and the weight that belongs to it.

    Raises
    ------
    DataError
        If there is nothing to fit: no frame, prices all alike, or dearer shows that are no better.
    ParameterError
        If the weight is out of range.

    References
    ----------
    Gale (1994), Managing Customer Value, Free Press.

    Examples
    --------
    >>> fair_value_line(quality_weight=0.6).quality_at(1.3)
    1.2
    """
    if quality_weight is not None:
        weight = check_number("quality_weight", quality_weight, low=LEAST_WEIGHT, high=1)
        return FairValueLine((1 - weight) / weight, weight, fitted=False)
    if shows is None:
        raise DataError("a line needs shows=... to be fitted to, or quality_weight=... to follow from.")
    offset = number_columns(shows, [quality, price], low=0) - 1
    spread = float((offset[price] ** 2).sum())
    slope = float((offset[price] * offset[quality]).sum()) / spread if spread > 0 else 0.0
    if slope <= 0:
        raise DataError(
            f"column {quality!r} does not rise with {price!r}, so no line of fair value fits: "
            "give quality_weight=..."
        )
    return FairValueLine(slope, 1 / (1 + slope), fitted=True)


def customer_value_added(scores: pd.DataFrame, *, show: str = "show_id", score: str = "score") -> pd.Series:
    """Return each show's score of value over the mean score of its rivals: the CVA ratio.

    Parameters
    ----------
    scores : DataFrame
        One row per show of one market.
    show, score : str
        Columns with the name and with the overall score of value, such as worth what was paid.

    Returns
    -------
    Series
        CVA ratio by show; 1 for a show that is worth as much as its rivals are on the mean.

    Raises
    ------
    DataError
        If a score is missing or not above 0, a name comes twice, there is one show only, or several sectors.

    References
    ----------
    Gale (1994), Managing Customer Value, Free Press.

    Examples
    --------
    >>> scores = pd.DataFrame({"show_id": ["Lark", "Harbour", "Quay"], "score": [8.4, 7.0, 7.0]})
    >>> customer_value_added(scores).round(2).to_dict()
    {'Lark': 1.2, 'Harbour': 0.91, 'Quay': 0.91}
    """
    one_market(scores)
    names = column_of_names(scores, show)
    return ratio_to_rivals(number_column(scores, score).set_axis(names)).rename("cva")


def value_map(
    shows: pd.DataFrame,
    *,
    quality_weight: float | None = None,
    zone: float = FAIR_ZONE,
    show: str = "show_id",
    quality: str = "quality",
    price: str = "price_m2",
) -> pd.DataFrame:
    """Return where each show of one market lies on the customer value map.

    Worth weighs the two axes: ``1 + w (quality - 1) - (1 - w) (relative price - 1)``. It is 1 on the line of
    fair value, and a show's worth over the mean worth of its rivals is its CVA ratio.

    Parameters
    ----------
    shows : DataFrame
        One row per show: name, quality ratio (see `perceived_quality`) and price. Other columns are kept, so
        that a map can be passed again after a change of price.
    quality_weight : float, optional
        Weight of quality against price, 0.01 to 1; without it the line is fitted to the shows.
    zone : float, default 0.02
        Distance from the line, in relative quality, that still counts as fair.
    show, quality, price : str
        Names of the columns.

    Returns
    -------
    DataFrame
        `shows` with relative_price, fair_quality (on the line at that price), distance (quality less fair
        quality), worth, cva, and position: better, fair or worse value.

    Raises
    ------
    DataError
        If a number is missing or not above 0, a name comes twice, there is one show only or several sectors,
        or no line can be fitted.
    ParameterError
        If the weight or the zone is out of range.

    References
    ----------
    Gale (1994), Managing Customer Value, Free Press.

    Examples
    --------
    >>> shows = pd.DataFrame({"show_id": ["Lark", "Harbour", "Quay"], "quality": [1.1, 1.0, 0.9]})
    >>> shows["price_m2"] = [900, 1000, 1100]
    >>> value_map(shows, quality_weight=0.6)[["show_id", "distance", "position"]].round(2)
       show_id  distance position
    0     Lark      0.20   better
    1  Harbour      0.00     fair
    2     Quay     -0.21    worse
    """
    check_number("zone", zone, low=0)
    placed = shows.assign(relative_price=relative_price(shows, show=show, price=price).to_numpy())
    line = fair_value_line(placed, quality_weight=quality_weight, quality=quality)
    placed["fair_quality"] = line.quality_at(placed["relative_price"])
    placed["distance"] = number_column(placed, quality, low=0) - placed["fair_quality"]
    placed["worth"] = 1 + line.quality_weight * placed["distance"]
    placed["cva"] = customer_value_added(placed, show=show, score="worth").to_numpy()
    inside = placed["distance"].abs().round(9) <= zone
    placed["position"] = np.where(inside, "fair", np.where(placed["distance"] > 0, "better", "worse"))
    return placed
