"""Occasional and relational customers: what makes each loyal, and what runs through what."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, as_generator, filled_column, number_column, number_columns
from cvm_lessons.measurement import Mediation, fit_linear, mediate
from cvm_lessons.trust._effects import check_names, contrast, with_controls

__all__ = [
    "OCCASIONAL",
    "RELATIONAL",
    "earlier_participations",
    "loyalty_drivers",
    "mediation_by_group",
    "relational_group",
]

OCCASIONAL, RELATIONAL = "occasional", "relational"
DIFFERENCE = "difference"
DRIVERS = ("satisfaction", "trust", "commit_affective")


def earlier_participations(
    participations: pd.DataFrame,
    *,
    customer: str = "customer_id",
    order: str = "year",
    took_part: str = "took_part",
) -> pd.Series:
    """Return in how many earlier editions each invited customer took part.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition.
    customer, order, took_part : str
        Columns with the customer, with what puts its rows in order, and with whether it came.

    Returns
    -------
    Series
        Counts ``earlier``, with the index of `participations`.

    Raises
    ------
    DataError
        If a column or a value is missing, or a customer has two rows at one place in the order.

    Examples
    --------
    >>> came = pd.DataFrame({"customer_id": ["a"] * 3, "year": [2018, 2016, 2017], "took_part": [1, 1, 0]})
    >>> earlier_participations(came).tolist()
    [1, 0, 1]
    """
    filled_column(participations, customer)
    number_column(participations, order)
    came = filled_column(participations, took_part)
    if (bad := ~came.isin([0, 1])).any():
        raise DataError.at(participations, took_part, bad, "yes or no")
    if (twice := participations.duplicated([customer, order])).any():
        raise DataError.at(participations, order, twice, f"the only row of that {order} of its {customer}")
    place = np.lexsort([participations[order], participations[customer]])
    flags = came.astype(int).to_numpy()[place]
    counts = np.empty(len(place), dtype=int)
    counts[place] = pd.Series(flags).groupby(participations[customer].to_numpy()[place]).cumsum() - flags
    return pd.Series(counts, index=participations.index, name="earlier")


def relational_group(earlier: pd.Series, *, start: float = 2) -> pd.Series:
    """Return whether a customer's relationship is occasional or relational.

    Parameters
    ----------
    earlier : Series
        Earlier participations.
    start : float, default 2
        From how many on a customer is relational.

    Returns
    -------
    Series
        ``"occasional"`` or ``"relational"``, named ``relationship``.

    Raises
    ------
    DataError
        If a count is missing or negative.

    References
    ----------
    Garbarino and Johnson (1999), Journal of Marketing 63(2), 70-87, whose groups are ticket buyers and
    subscribers of a theatre; where to cut a count is the analyst's choice.

    Examples
    --------
    >>> relational_group(pd.Series([0, 1, 2, 5])).tolist()
    ['occasional', 'occasional', 'relational', 'relational']
    """
    counts = number_column(earlier.to_frame("earlier"), "earlier", low=0)
    return pd.Series(
        np.where(counts >= start, RELATIONAL, OCCASIONAL), index=earlier.index, name="relationship"
    )


def loyalty_drivers(
    scores: pd.DataFrame,
    drivers: Sequence[str] = DRIVERS,
    outcome: str = "loyalty",
    *,
    group: str = "relationship",
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what goes with loyalty in two groups, and by how much the groups differ.

    The groups are fitted together, each with its own coefficients, so that the interval of a difference
    allows for customers who answer in both.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: drivers, outcome, group.
    drivers : sequence of str
        Columns that explain the outcome together.
    outcome : str, default "loyalty"
        Column to explain.
    group : str, default "relationship"
        Column with two values, in sorted order first and second.
    controls : sequence of str, optional
        Columns held fixed, with one effect in both groups.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per group and driver, then the ``"difference"`` (second less first) per driver: group, cause,
        estimate, low, high, p, n. All in standard deviations of the whole sample, so that groups compare.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or there are not two groups.
    ParameterError
        If the drivers are none or a single string.

    References
    ----------
    Garbarino and Johnson (1999), Journal of Marketing 63(2), 70-87.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame({"relationship": ["occasional", "relational"] * 300})
    >>> scores["trust"] = rng.normal(size=600)
    >>> pull = scores["relationship"].map({"occasional": 0.1, "relational": 0.9})
    >>> scores["loyalty"] = pull * scores["trust"] + rng.normal(size=600)
    >>> loyalty_drivers(scores, ["trust"])["estimate"].round(1).tolist()
    [0.1, 0.6, 0.5]
    """
    names = check_names("drivers", drivers)
    first, second = _two_groups(scores, group)
    ready, held = with_controls(scores, controls)
    number_columns(ready, [outcome, *names])
    side = ready[group].eq(second).astype(float)
    products = {name: f"{name} × {second}" for name in names}
    ready = ready.assign(**{second: side, **{products[name]: ready[name] * side for name in names}})
    fit = fit_linear(ready, outcome, [*names, second, *products.values(), *held], cluster=cluster)
    sizes = {first: int((1 - side).sum()), second: int(side.sum()), DIFFERENCE: fit.n}
    rows = []
    for name in names:
        unit = float(ready[name].std() / ready[outcome].std())
        ways = {
            first: {name: unit},
            second: {name: unit, products[name]: unit},
            DIFFERENCE: {products[name]: unit},
        }
        rows += [
            {"group": label, "cause": name, **contrast(fit, weights, level), "n": sizes[label]}
            for label, weights in ways.items()
        ]
    table = pd.DataFrame(rows)
    return table.sort_values(
        "group", key=lambda column: column.map(list(sizes).index), kind="stable", ignore_index=True
    )


def mediation_by_group(
    scores: pd.DataFrame,
    x: str = "satisfaction",
    mediators: Sequence[str] = ("trust", "commit_affective"),
    y: str = "loyalty",
    *,
    group: str = "relationship",
    controls: Sequence[str] = (),
    n_boot: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return how much of the effect of satisfaction on loyalty runs through trust and commitment, by group.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: cause, mediators, outcome, group.
    x : str
        Column of the cause.
    mediators : sequence of str
        Columns between cause and outcome, side by side.
    y : str
        Column of the outcome.
    group : str, default "relationship"
        Column with two values, in sorted order first and second.
    controls : sequence of str, optional
        Columns held fixed.
    n_boot : int, default 2000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column of the customer, where one gives several answers. Groups are resampled apart, so the
        interval of a difference takes a customer who answers in both for two.

    Returns
    -------
    DataFrame
        One row per group and effect (total, direct, ``"indirect: trust"`` …, ``"indirect: all"``), then the
        difference (second less first) of the indirect ones: group, effect, estimate, low, high, n. In
        standard deviations of the whole sample.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or there are not two groups.
    ParameterError
        If a column plays two parts or an argument is out of range.

    References
    ----------
    Garbarino and Johnson (1999), Journal of Marketing 63(2), 70-87; Preacher and Hayes (2008), Behavior
    Research Methods 40(3), 879-891.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame({"relationship": ["occasional", "relational"] * 300})
    >>> scores["satisfaction"] = rng.normal(size=600)
    >>> scores["trust"] = 0.6 * scores["satisfaction"] + rng.normal(size=600)
    >>> own = scores["relationship"].eq("occasional")
    >>> scores["loyalty"] = scores["satisfaction"].where(own, scores["trust"]) + rng.normal(size=600)
    >>> table = mediation_by_group(scores, mediators=["trust"], n_boot=200)
    >>> table.query("effect == 'direct'")["estimate"].round(1).tolist()
    [0.7, 0.0]
    """
    between = check_names("mediators", mediators)
    first, second = _two_groups(scores, group)
    ready, held = with_controls(scores, controls)
    numbers = number_columns(ready, list(dict.fromkeys([x, *between, y])))
    ready = ready.assign(
        **{name: (numbers[name] - numbers[name].mean()) / numbers[name].std() for name in numbers}
    )
    drawing = {"n_boot": n_boot, "level": level, "rng": as_generator(rng), "cluster": cluster}
    splits = {
        name: mediate(ready[ready[group] == name], x, between, y, covariates=held, **drawing)
        for name in (first, second)
    }
    tables = [split.to_frame().reset_index().assign(group=name, n=split.n) for name, split in splits.items()]
    table = pd.concat([*tables, _indirect_gap(splits[first], splits[second])], ignore_index=True)
    return table[["group", "effect", "estimate", "low", "high", "n"]]


def _indirect_gap(first: Mediation, second: Mediation) -> pd.DataFrame:
    draws, tail = second.draws - first.draws, (1 - first.level) / 2
    return pd.DataFrame(
        {
            "group": DIFFERENCE,
            "effect": [f"indirect: {way}" for way in draws.columns],
            "estimate": (second.indirect["estimate"] - first.indirect["estimate"]).to_numpy(),
            "low": draws.quantile(tail).to_numpy(),
            "high": draws.quantile(1 - tail).to_numpy(),
            "n": first.n + second.n,
        }
    )


def _two_groups(frame: pd.DataFrame, group: str) -> tuple[str, str]:
    values = sorted(filled_column(frame, group).unique())
    if len(values) != 2:
        raise DataError(f"column {group!r} holds {len(values)} values: two groups are needed to compare.")
    return str(values[0]), str(values[1])
