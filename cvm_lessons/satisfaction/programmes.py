"""What a programme is worth: moves of the causes of satisfaction, turned into rebookings and yuan."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, check_number, number_columns, translate
from cvm_lessons.satisfaction._checks import check_whole

__all__ = ["programme_sensitivity", "programme_worth"]


def programme_worth(
    programmes: pd.DataFrame,
    slopes: Mapping[str, float] | pd.Series,
    *,
    rebooking: float,
    margin: float,
    customers: int,
) -> pd.DataFrame:
    """Return what each programme changes in satisfaction, and what that brings against its cost.

    change = sum of slope times move; gain = change times rebooking times customers times margin.

    Parameters
    ----------
    programmes : DataFrame
        One row per programme: by how many points it moves the mean of each cause, and cost in yuan.
    slopes : mapping of str to float, or Series
        Points of satisfaction per point of each cause; its names are columns of `programmes`.
    rebooking : float
        Change of the probability of rebooking per point of satisfaction.
    margin : float
        Yuan that one more rebooking brings.
    customers : int
        How many customers decide.

    Returns
    -------
    DataFrame
        With the index of `programmes`; columns change (points of satisfaction), rebookings, gain, cost and
        net_gain (yuan).

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If a slope is missing or a number is out of range.

    Examples
    --------
    >>> programmes = pd.DataFrame({"performance": [0.5], "cost": [40_000]}, index=["desk"])
    >>> inputs = {"rebooking": 0.05, "margin": 10_000, "customers": 400}
    >>> worth = programme_worth(programmes, {"performance": 0.8}, **inputs)
    >>> worth.loc["desk", ["change", "gain"]].round(2).to_dict()
    {'change': 0.4, 'gain': 80000.0}
    """
    if not len(slopes):
        raise ParameterError("slopes is empty: name the cause that a programme moves.")
    causes = pd.Series({name: check_number(f"slopes[{name!r}]", slope) for name, slope in slopes.items()})
    moves = number_columns(programmes, list(causes.index))
    cost = number_columns(programmes, ["cost"], low=0)["cost"]
    change = moves @ causes
    rebookings = change * check_number("rebooking", rebooking) * check_whole("customers", customers, low=1)
    gain = rebookings * check_number("margin", margin)
    columns = {"change": change, "rebookings": rebookings, "gain": gain, "cost": cost}
    return pd.DataFrame(columns).assign(net_gain=gain - cost)


def programme_sensitivity(
    programmes: pd.DataFrame,
    slopes: Mapping[str, float] | pd.Series,
    *,
    rebookings: Sequence[float],
    margins: Sequence[float],
    customers: int,
) -> pd.DataFrame:
    """Return the net gain of programmes bought together, for every pair of margin and rebooking slope.

    Parameters
    ----------
    programmes, slopes : DataFrame, mapping or Series
        As for `programme_worth`.
    rebookings : sequence of float
        Changes of the probability of rebooking per point of satisfaction.
    margins : sequence of float
        Yuan that one more rebooking brings.
    customers : int
        How many customers decide.

    Returns
    -------
    DataFrame
        Net gain in yuan; a row per margin, a column per slope.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If a slope is missing or a number is out of range.

    Examples
    --------
    >>> programmes = pd.DataFrame({"performance": [0.5], "cost": [40_000]}, index=["desk"])
    >>> inputs = {"rebookings": [0.02, 0.05], "margins": [10_000], "customers": 400}
    >>> programme_sensitivity(programmes, {"performance": 0.8}, **inputs).loc[10_000].round(2).tolist()
    [-8000.0, 40000.0]
    """

    def net(rebooking: float, margin: float) -> float:
        worth = programme_worth(programmes, slopes, rebooking=rebooking, margin=margin, customers=customers)
        return float(worth["net_gain"].sum())

    table = [[net(rebooking, margin) for rebooking in rebookings] for margin in margins]
    names = [translate("slope {number}", number=f"{rebooking:.3f}") for rebooking in rebookings]
    return pd.DataFrame(table, index=pd.Index(margins, name="margin"), columns=names)
