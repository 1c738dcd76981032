"""What-ifs behind the explorers: a score's sampling error, and a service's answers moved to a category."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    ParameterError,
    as_generator,
    check_number,
    filled_column,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.satisfaction._checks import check_whole
from cvm_lessons.satisfaction._names import shown_name
from cvm_lessons.satisfaction.kano import KANO_CATEGORIES, better_worse
from cvm_lessons.satisfaction.nps import net_promoter_score

__all__ = ["kano_sentence", "kano_what_if", "nps_sentence", "nps_simulation"]

REGULAR = ("M", "O", "A", "I")


def nps_simulation(
    promoters: float,
    detractors: float,
    n: int,
    *,
    surveys: int = 20,
    method: str = "adjusted",
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return the scores that several surveys of one and the same market would find.

    Parameters
    ----------
    promoters, detractors : float
        True shares.
    n : int
        Answers in each survey.
    surveys : int, default 20
        How many surveys.
    method : {"adjusted", "wald"}
        How the intervals are computed.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        One row per survey, index `survey`; columns estimate, low, high, n, truth and covered.

    Raises
    ------
    ParameterError
        If the shares sum to more than 1, or a number is out of range.

    Examples
    --------
    >>> nps_simulation(0.45, 0.20, 400, surveys=3)["truth"].tolist()
    [25.0, 25.0, 25.0]
    """
    p, d = (
        check_number(name, share, low=0, high=1)
        for name, share in (("promoters", promoters), ("detractors", detractors))
    )
    if p + d > 1 + 1e-12:
        raise ParameterError(f"promoters={p:g} and detractors={d:g} sum to more than 1.")
    check_whole("n", n, low=2)
    counts = as_generator(rng).multinomial(
        n, [p, max(1 - p - d, 0.0), d], size=check_whole("surveys", surveys, low=1)
    )
    rows = []
    for count in counts:
        answers = pd.DataFrame({"recommend": np.repeat([10, 8, 3], count)})
        rows.append(net_promoter_score(answers, method=method).to_frame())
    table = pd.concat(rows, ignore_index=True)[["estimate", "low", "high", "n"]].rename_axis("survey")
    truth = round(100 * (p - d), 10)
    return table.assign(truth=truth, covered=table["low"].le(truth) & table["high"].ge(truth))


def nps_sentence(simulated: pd.DataFrame) -> str:
    """Return what the simulated surveys show, in one sentence.

    Parameters
    ----------
    simulated : DataFrame
        What `nps_simulation` returns.

    Returns
    -------
    str
        In the language in force.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> nps_sentence(nps_simulation(0.45, 0.20, 400, surveys=20))[:37]
    'True score 25. 20 surveys of 400 answ'
    """
    table = number_columns(simulated, ["estimate", "low", "high", "n", "truth", "covered"])
    return str(
        translate(
            "True score {truth}. {surveys} surveys of {n} answers find {low} to {high}; the half-width is "
            "about {half}, and {covered} of the intervals hold the truth.",
            truth=format_number(table["truth"].iloc[0]),
            surveys=len(table),
            n=format_number(table["n"].iloc[0]),
            low=format_number(table["estimate"].min()),
            high=format_number(table["estimate"].max()),
            half=format_number((table["high"] - table["low"]).mean() / 2, 1),
            covered=int(table["covered"].sum()),
        )
    ).replace("-", "−")


def kano_what_if(feature: str, counts: Mapping[str, int]) -> pd.DataFrame:
    """Return better and worse of one service from the counts of its categories.

    Parameters
    ----------
    feature : str
        Name of the service.
    counts : mapping of str to int
        Answers in M, O, A and I.

    Returns
    -------
    DataFrame
        As `better_worse` returns, with the counts and category (the most frequent).

    Raises
    ------
    ParameterError
        If a category is missing or not known, or there is no answer.

    Examples
    --------
    >>> kano_what_if("lounge", {"M": 10, "O": 20, "A": 50, "I": 20})[["better", "worse"]].to_dict("index")
    {'lounge': {'better': 0.7, 'worse': -0.3}}
    """
    if set(counts) != set(REGULAR):
        raise ParameterError(f"counts has {', '.join(map(str, counts))}: it needs {', '.join(REGULAR)}.")
    numbers = {code: check_whole(f"counts[{code!r}]", counts[code], low=0) for code in REGULAR}
    if not sum(numbers.values()):
        raise ParameterError("counts sum to 0: at least one answer is needed.")
    codes = np.repeat(list(numbers), list(numbers.values()))
    table = better_worse(pd.DataFrame({"feature": feature, "category": codes}))
    return table.assign(**numbers, category=max(REGULAR, key=numbers.__getitem__))


def kano_sentence(coefficients: pd.DataFrame) -> str:
    """Return what the coefficients of one service say.

    Parameters
    ----------
    coefficients : DataFrame
        What `kano_what_if` returns.

    Returns
    -------
    str
        In the language in force.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> kano_sentence(kano_what_if("lounge", {"M": 10, "O": 20, "A": 50, "I": 20}))
    'lounge: attractive. With it 70% are more satisfied; without it 30% are less.'
    """
    row = number_columns(coefficients, ["better", "worse"]).iloc[0]
    code = filled_column(coefficients, "category").iloc[0]
    return str(
        translate(
            "{name}: {category}. With it {better} are more satisfied; without it {worse} are less.",
            name=shown_name(coefficients.index[0]),
            category=translate(KANO_CATEGORIES[code]),
            better=format_percent(row["better"]),
            worse=format_percent(-row["worse"]),
        )
    )
