"""The subscribers of the operator: when they came, through which channel, on which tariff."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, by_row, pick
from cvm_lessons.world.engine import World

__all__ = ["draw_base", "month_number", "months_between"]


def month_number(month: str) -> int:
    """Return the running number of a month, from year 0 on.

    Parameters
    ----------
    month : str
        Year and month, as ``"2024-01"``.

    Returns
    -------
    int
        Twelve times the year plus the month less one.

    Examples
    --------
    >>> month_number("2024-02") - month_number("2023-12")
    2
    """
    year, number = month.split("-")
    return 12 * int(year) + int(number) - 1


def months_between(first: str, last: str) -> pd.DatetimeIndex:
    """Return the first days of the months from `first` to `last`, both included.

    Parameters
    ----------
    first, last : str
        Year and month.

    Returns
    -------
    DatetimeIndex
        One day per month.

    Examples
    --------
    >>> len(months_between("2021-01", "2025-12"))
    60
    """
    return pd.date_range(first, last, freq="MS")


def draw_base(world: World) -> pd.DataFrame:
    """Draw everybody the operator ever won, also those who left before its table opens.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: one row per subscriber in the order of joining, with its column ``start`` in the calendar
        of months and its own probability ``late`` of paying late.
    """
    truth, rows = world.truth["telecom"], world.count(world.truth["telecom"]["count"])
    frame = pd.DataFrame({"joined": _joined(world, rows)})
    frame.insert(0, "subscriber_id", world.ids("TS", rows, 5))
    for name in ("city", "channel", "tariff"):
        frame[name] = pick(world.stream("telecom_subscribers", name), truth[f"{name}_share"], rows)
    frame["device"] = _given_tariff(world, frame["tariff"], "device")
    frame["contract_months"] = _given_tariff(world, frame["tariff"], "contract").astype(int)
    frame["age_band"] = _age(world, frame["tariff"])
    mean = by_name(truth["acquisition_cost"], frame["channel"])
    shape = truth["acquisition_cost_shape"]
    draws = world.stream("telecom_subscribers", "acquisition_cost").gamma(shape, 1.0 / shape, rows)
    frame["acquisition_cost"] = np.rint(mean * draws).astype(int)
    joined = 12 * frame["joined"].dt.year + frame["joined"].dt.month - 1
    frame["start"] = (joined - month_number(truth["opens"])).to_numpy(dtype=int)
    frame["late"] = _pays_late(world, frame["tariff"])
    return frame


def _joined(world: World, rows: int) -> pd.DatetimeIndex:
    """Return days of joining in their order, so that identifiers follow them."""
    truth = world.truth["telecom"]
    months = months_between(truth["opens"], truth["closes"])
    weights = [truth["joined_year"][month.year] * truth["joined_month"][month.month] for month in months]
    edges = np.cumsum(weights) / np.sum(weights)
    month = np.searchsorted(edges, world.stream("telecom_subscribers", "joined").random(rows), side="right")
    day = np.floor(world.stream("telecom_subscribers", "day").random(rows) * months.days_in_month[month])
    return (months[month] + pd.to_timedelta(day, unit="D")).sort_values()


def _given_tariff(world: World, tariff: pd.Series, name: str) -> np.ndarray:
    shares = world.truth["telecom"][f"{name}_share"]
    choices = list(shares["basic"])
    edges = np.cumsum(by_row(shares, tariff, choices), axis=1)
    draws = world.stream("telecom_subscribers", name).random(len(tariff))
    return np.asarray(np.array(choices, dtype=object)[(draws[:, None] >= edges[:, :-1]).sum(axis=1)])


def _age(world: World, tariff: pd.Series) -> np.ndarray:
    truth = world.truth["telecom"]
    age = pick(world.stream("telecom_subscribers", "age_band"), truth["age_share"], len(tariff))
    unknown = world.stream("telecom_subscribers", "anonymous").random(len(tariff)) < truth["anonymous"]
    age[unknown & (tariff == "prepaid").to_numpy()] = np.nan
    return age


def _pays_late(world: World, tariff: pd.Series) -> np.ndarray:
    late = world.truth["telecom_churn"]["late_payment"]
    a, b = late["mean"] * late["precision"], (1.0 - late["mean"]) * late["precision"]
    own = world.stream("telecom_subscribers", "late").beta(a, b, len(tariff))
    return np.where(tariff == "prepaid", 0.0, own)
