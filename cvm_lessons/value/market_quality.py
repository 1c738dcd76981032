"""Market-perceived quality: how customers rate a show against its rivals, weighted by importance (Gale)."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import DataError, filled_column, nearest, number_column, require_columns
from cvm_lessons.value._checks import column_of_names, one_market, shares_of
from cvm_lessons.value.drivers import EXHIBITOR_ATTRIBUTES

__all__ = ["perceived_quality", "rating_table", "ratio_to_rivals"]


def ratio_to_rivals(values: pd.Series) -> pd.Series:
    """Return each show's value over the mean of all the others.

    Parameters
    ----------
    values : Series
        One number above 0 for each show of one market; two shows or more.

    Returns
    -------
    Series
        The ratios, 1 for a show that equals the mean of its rivals.

    Raises
    ------
    DataError
        If a value is missing or not above 0, or there is one show only.

    Examples
    --------
    >>> ratio_to_rivals(pd.Series({"Lark": 9.0, "Harbour": 6.0, "Quay": 9.0})).to_dict()
    {'Lark': 1.2, 'Harbour': 0.6666666666666666, 'Quay': 1.2}
    """
    column = str(values.name or "value")
    frame = values.to_frame(column)
    numbers = number_column(frame, column)
    if (low := numbers <= 0).any():
        raise DataError.at(frame, column, low, "above 0: a ratio needs that")
    if len(numbers) < 2:
        raise DataError(f"{numbers.index[0]!r} is the only show: a ratio needs a rival.")
    return numbers / ((numbers.sum() - numbers) / (len(numbers) - 1))


def rating_table(
    surveys: pd.DataFrame,
    rivals: pd.DataFrame,
    *,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    role: str = "exhibitor",
) -> pd.DataFrame:
    """Return the mean rating of each show on each attribute, from the survey of the organiser's customers.

    All respondents of a sector rate the organiser's show (perf_*); a rival is rated by those who know it best
    (rival_id, rival_*). Both are customers of the organiser: the rivals' own customers are not asked. Who
    knows a rival may rate the organiser's show otherwise than who knows none: compare within respondents
    (`points_of_difference`) where that matters.

    Parameters
    ----------
    surveys : DataFrame
        One row per response: role, sector, rival_id, and perf_* and rival_* for each attribute, from 1 to
        10. A missing rating was not given and does not count.
    rivals : DataFrame
        One row per show: show_id, sector, name, and own, true for the organiser's show of the sector.
    attributes : sequence of str
        Endings of the rating columns.
    role : str, default "exhibitor"
        Whose answers are used.

    Returns
    -------
    DataFrame
        One row per show and attribute: sector, show_id, name, own, attribute, rating (mean), se (standard
        error, missing for a single answer) and n (answers). A show that nobody rates has no row.

    Raises
    ------
    DataError
        If a column is missing, a rating is out of range, a rival is unknown, a sector has not one own show,
        or nobody of that role answered.

    References
    ----------
    Gale (1994), Managing Customer Value, Free Press.

    Examples
    --------
    >>> survey = {"role": ["exhibitor"] * 2, "sector": ["food"] * 2, "rival_id": ["Q", None]}
    >>> survey = pd.DataFrame({**survey, "perf_sales": [8, 6], "rival_sales": [5, None]})
    >>> shows = {"show_id": ["L", "Q"], "name": ["Lark", "Quay"], "own": [True, False]}
    >>> shows = pd.DataFrame({**shows, "sector": "food"})
    >>> rating_table(survey, shows, attributes=["sales"])[["name", "rating", "se", "n"]]
       name  rating   se  n
    0  Lark     7.0  1.0  2
    1  Quay     5.0  NaN  1
    """
    column_of_names(rivals, "show_id")
    asked = surveys[filled_column(surveys, "role") == role]
    if asked.empty:
        raise DataError(f"column 'role' holds no {role!r}: there are no answers to average.")
    rated = pd.concat(
        [
            _answers(asked, _own_show(asked, rivals), "perf_", attributes),
            _answers(asked, _rival_show(asked, rivals), "rival_", attributes),
        ]
    )
    means = rated.groupby(["show_id", "attribute"], sort=False)["rating"].agg(["mean", "sem", "count"])
    means = means.rename(columns={"mean": "rating", "sem": "se", "count": "n"}).reset_index()
    shows = rivals[["sector", "show_id", "name", "own"]]
    table = shows.merge(means, on="show_id", how="inner")
    return table[[*shows.columns, "attribute", "rating", "se", "n"]]


def perceived_quality(
    ratings: pd.DataFrame,
    weights: Mapping[str, float] | pd.Series,
    *,
    show: str = "show_id",
    attribute: str = "attribute",
    rating: str = "rating",
) -> pd.Series:
    """Return the market-perceived quality ratio of each show of one market.

    On each attribute a show's rating is divided by the mean rating of its rivals; the ratios are averaged
    with the weights. Above 1, the show is rated better than its rivals where it matters.

    Parameters
    ----------
    ratings : DataFrame
        One row per show and attribute, as `rating_table` returns for one sector.
    weights : mapping or Series
        Importance by attribute, relative: it is divided by its sum. Attributes without a weight, such as
        price, are no part of quality.
    show, attribute, rating : str
        Names of the columns.

    Returns
    -------
    Series
        Quality ratio by show.

    Raises
    ------
    DataError
        If a rating is missing, not above 0 or given twice, an attribute is not rated, there is one show only,
        or the frame holds several sectors.
    ParameterError
        If a weight is negative or all are 0.

    References
    ----------
    Gale (1994), Managing Customer Value, Free Press.

    Examples
    --------
    >>> rated = {"show_id": ["Lark", "Quay"] * 2, "attribute": ["sales", "sales", "image", "image"]}
    >>> rated = pd.DataFrame({**rated, "rating": [9.0, 6.0, 4.0, 8.0]})
    >>> perceived_quality(rated, {"sales": 3, "image": 1}).to_dict()  # 3/4 of 1.5 and 1/4 of 0.5
    {'Lark': 1.25, 'Quay': 1.0}
    """
    one_market(ratings)
    shares = shares_of(weights)
    names = [filled_column(ratings, column) for column in (show, attribute)]
    if (twice := ratings.duplicated([show, attribute])).any():
        raise DataError.at(ratings, attribute, twice, f"rated once for {names[0][twice].iloc[0]!r}")
    wide = ratings.assign(rating=number_column(ratings, rating)).pivot_table(
        "rating", show, attribute, sort=False
    )
    if unrated := [name for name in shares.index if name not in wide.columns]:
        raise DataError(
            f"attribute {unrated[0]!r} has a weight but no rating. {nearest(unrated[0], wide.columns)}"
        )
    for name in shares.index:
        if (gap := wide[name].isna()).any():
            raise DataError(f"show {gap.idxmax()!r} has no rating on {name!r}: leave one of them out.")
    ratios = wide[shares.index].apply(ratio_to_rivals)
    return ratios.mul(shares).sum(axis=1).rename("quality").rename_axis(show)


def _own_show(asked: pd.DataFrame, rivals: pd.DataFrame) -> pd.Series:
    require_columns(rivals, ["sector", "name", "own"])
    ours = rivals[rivals["own"].astype(bool)]
    if (twice := ours["sector"].duplicated()).any():
        raise DataError.at(ours, "sector", twice, "a sector with one own show")
    shows = filled_column(asked, "sector").map(ours.set_index("sector")["show_id"])
    if (none := shows.isna()).any():
        raise DataError.at(asked, "sector", none, "a sector with an own show among the rivals")
    return shows


def _rival_show(asked: pd.DataFrame, rivals: pd.DataFrame) -> pd.Series:
    require_columns(asked, ["rival_id"])
    if (unknown := asked["rival_id"].notna() & ~asked["rival_id"].isin(rivals["show_id"])).any():
        raise DataError.at(asked, "rival_id", unknown, "a show_id of the rivals")
    return asked["rival_id"]


def _answers(asked: pd.DataFrame, shows: pd.Series, prefix: str, attributes: Sequence[str]) -> pd.DataFrame:
    given = {a: number_column(asked, f"{prefix}{a}", low=1, high=10, missing=True) for a in attributes}
    long = (
        pd.DataFrame(given).assign(show_id=shows).melt("show_id", var_name="attribute", value_name="rating")
    )
    return long.dropna()
