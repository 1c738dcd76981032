"""What a change of expectation or performance does to satisfaction: by the difference, and by both slopes."""

import pandas as pd

from cvm_lessons.core import DataError, check_number, format_number, number_columns, translate
from cvm_lessons.measurement import fit_linear

__all__ = ["expectation_rules", "expectation_sentence", "expectation_what_if"]

DIFFERENCE, BOTH = "difference alone", "both slopes"
SIDES = ["expectation", "performance"]


def expectation_rules(scores: pd.DataFrame, outcome: str = "satisfaction") -> pd.DataFrame:
    """Return the slopes of expectation and performance, tied to one difference and free.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, with expectation, performance and the outcome, none missing.
    outcome : str, default "satisfaction"
        Column to explain.

    Returns
    -------
    DataFrame
        Index `rule`: difference alone, both slopes; columns expectation and performance (points per point).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.

    References
    ----------
    Peter, Churchill and Brown (1993), Journal of Consumer Research 19(4), 655-662, for the difference.

    Examples
    --------
    >>> scores = pd.DataFrame({"expectation": [4, 6, 4, 6], "performance": [4, 4, 6, 6]})
    >>> scores["satisfaction"] = [5.0, 6.0, 7.0, 8.0]
    >>> expectation_rules(scores).loc["both slopes"].round(2).to_dict()
    {'expectation': 0.5, 'performance': 1.0}
    """
    sides = number_columns(scores, [*SIDES, outcome])
    gap = sides.assign(gap=sides["performance"] - sides["expectation"])
    tied = float(fit_linear(gap, outcome, ["gap"]).coefficients["gap"])
    free = fit_linear(sides, outcome, SIDES).coefficients[SIDES].tolist()
    return pd.DataFrame([[-tied, tied], free], index=pd.Index([DIFFERENCE, BOTH], name="rule"), columns=SIDES)


def expectation_what_if(rules: pd.DataFrame, expectation: float, performance: float) -> pd.DataFrame:
    """Return the change of satisfaction that each rule predicts.

    Parameters
    ----------
    rules : DataFrame
        What `expectation_rules` returns.
    expectation, performance : float
        Changes in points.

    Returns
    -------
    DataFrame
        Index `rule`; columns change (points of satisfaction), and expectation and performance as given.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If a change is no number.

    Examples
    --------
    >>> rules = pd.DataFrame({"expectation": [-0.4, 0.3], "performance": [0.4, 0.8]}, ["tied", "free"])
    >>> expectation_what_if(rules, -0.5, 0)["change"].to_dict()
    {'tied': 0.2, 'free': -0.15}
    """
    slopes = number_columns(rules, SIDES)
    moves = {"expectation": check_number("expectation", expectation)}
    moves["performance"] = check_number("performance", performance)
    return pd.DataFrame({"change": slopes @ pd.Series(moves)}).assign(**moves).rename_axis("rule")


def expectation_sentence(changes: pd.DataFrame) -> str:
    """Return what the two rules predict, in one sentence.

    Parameters
    ----------
    changes : DataFrame
        What `expectation_what_if` returns.

    Returns
    -------
    str
        In the language in force.

    Raises
    ------
    DataError
        If a column or a rule is missing.

    Examples
    --------
    >>> rules = pd.DataFrame({"expectation": [-0.4, 0.3], "performance": [0.4, 0.8]})
    >>> rules.index = ["difference alone", "both slopes"]
    >>> expectation_sentence(expectation_what_if(rules, -0.5, 0))
    'Satisfaction changes by +0.20 points if only the gap counts, by −0.15 with both slopes.'
    """
    table = number_columns(changes, ["change"])["change"]
    if missing := [rule for rule in (DIFFERENCE, BOTH) if rule not in table.index]:
        raise DataError(f"rule {missing[0]!r} is missing; there are {', '.join(map(str, table.index))}.")
    tied, free = (_signed(float(table[rule])) for rule in (DIFFERENCE, BOTH))
    return str(
        translate(
            "Satisfaction changes by {tied} points if only the gap counts, by {free} with both slopes.",
            tied=tied,
            free=free,
        )
    )


def _signed(number: float) -> str:
    sign = "+" if round(number, 2) > 0 else ""
    return f"{sign}{format_number(round(number, 2) + 0.0, 2)}".replace("-", "−")
