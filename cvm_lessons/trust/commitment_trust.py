"""The commitment-trust model: its paths as data, its equations and its rival's, its estimates."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, nearest
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust._effects import in_standard_deviations

__all__ = [
    "KMV_PATHS",
    "fit_commitment_trust",
    "kmv_equations",
    "kmv_paths",
    "rival_equations",
]

# Morgan and Hunt's thirteen hypotheses: origin, target, sign.
KMV_PATHS = (
    ("termination costs", "relationship commitment", 1),
    ("relationship benefits", "relationship commitment", 1),
    ("shared values", "relationship commitment", 1),
    ("shared values", "trust", 1),
    ("communication", "trust", 1),
    ("opportunism", "trust", -1),
    ("trust", "relationship commitment", 1),
    ("relationship commitment", "acquiescence", 1),
    ("relationship commitment", "thoughts of leaving", -1),
    ("relationship commitment", "cooperation", 1),
    ("trust", "cooperation", 1),
    ("trust", "functional conflict", 1),
    ("trust", "uncertainty", -1),
)
# Which score of the workbook stands for which construct; functional conflict and uncertainty are not asked.
MEASURED = {
    "termination costs": "switching_costs",
    "relationship benefits": "benefits",
    "shared values": "shared_values",
    "communication": "communication",
    "opportunism": "opportunism",
    "trust": "trust",
    "relationship commitment": "commit_affective",
    "acquiescence": "acquiescence",
    "thoughts of leaving": "leave",
    "cooperation": "cooperation",
}
MEDIATORS = ("trust", "relationship commitment")
Equations = dict[str, list[str]]


def kmv_paths() -> pd.DataFrame:
    """Return the paths of the commitment-trust model.

    Returns
    -------
    DataFrame
        One row per hypothesis: origin, target, sign (1 or -1), layer (cause, mediation, outcome).

    References
    ----------
    Morgan and Hunt (1994), Journal of Marketing 58(3), 20-38.

    Examples
    --------
    >>> kmv_paths()["layer"].value_counts().to_dict()
    {'cause': 6, 'outcome': 6, 'mediation': 1}
    """
    table = pd.DataFrame(KMV_PATHS, columns=["origin", "target", "sign"])
    both = table["origin"].isin(MEDIATORS), table["target"].isin(MEDIATORS)
    layers = np.select([both[0] & both[1], both[1]], ["mediation", "cause"], "outcome")
    return table.assign(layer=layers)


def kmv_equations(measured: Mapping[str, str] = MEASURED) -> Equations:
    """Return the model as equations: the causes of each variable, for `measurement.path_model`.

    Parameters
    ----------
    measured : mapping of str to str
        Column of each construct; paths to or from constructs that are not there are left out.

    Returns
    -------
    dict of str to list of str
        By outcome column, in causal order.

    Raises
    ------
    ParameterError
        If a construct is not part of the model, or trust or commitment is not measured.

    Examples
    --------
    >>> kmv_equations()["trust"]
    ['shared_values', 'communication', 'opportunism']
    """
    columns = measured_columns(measured)
    equations: Equations = {}
    for origin, target, _ in sorted(KMV_PATHS, key=lambda path: _depth(path[1])):
        if origin in columns and target in columns:
            equations.setdefault(columns[target], []).append(columns[origin])
    return equations


def rival_equations(measured: Mapping[str, str] = MEASURED) -> Equations:
    """Return the rival model: every cause, trust and commitment act on each outcome directly, none mediates.

    Parameters
    ----------
    measured : mapping of str to str
        Column of each construct.

    Returns
    -------
    dict of str to list of str
        By outcome column.

    Raises
    ------
    ParameterError
        If a construct is not part of the model, or trust or commitment is not measured.

    Examples
    --------
    >>> {outcome: len(causes) for outcome, causes in rival_equations().items()}
    {'acquiescence': 7, 'leave': 7, 'cooperation': 7}
    """
    columns = measured_columns(measured)
    causes = [column for name, column in columns.items() if _depth(name) < 3]
    return {column: list(causes) for name, column in columns.items() if _depth(name) == 3}


def fit_commitment_trust(
    scores: pd.DataFrame,
    *,
    measured: Mapping[str, str] = MEASURED,
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return each measured path of the model with its interval, and whether it goes the way it should.

    Parameters
    ----------
    scores : DataFrame
        One row per answer; first take out what groups of countries differ by (`centre_within`).
    measured : mapping of str to str
        Column of each construct.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per path: origin, target (constructs), sign, estimate, low, high (standard deviations per
        standard deviation), p, r_squared (of the target), as_expected (the whole interval on the side of the
        sign), n.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If a construct is not part of the model, or trust or commitment is not measured.

    References
    ----------
    Morgan and Hunt (1994), Journal of Marketing 58(3), 20-38, who fit latent variables; scores with error
    give smaller paths.

    Examples
    --------
    >>> rng = np.random.default_rng(4)
    >>> scores = pd.DataFrame({"communication": rng.normal(size=300)})
    >>> scores["trust"] = 0.5 * scores["communication"] + rng.normal(size=300)
    >>> scores["commitment"] = 0.5 * scores["trust"] + rng.normal(size=300)
    >>> names = {"communication": "communication", "trust": "trust", "relationship commitment": "commitment"}
    >>> fit_commitment_trust(scores, measured=names)["as_expected"].tolist()
    [True, True]
    """
    columns, rows = measured_columns(measured), []
    construct = {column: name for name, column in columns.items()}
    signs = {(origin, target): sign for origin, target, sign in KMV_PATHS}
    for outcome, causes in kmv_equations(measured).items():
        fit = fit_linear(scores, outcome, causes, cluster=cluster)
        table = in_standard_deviations(fit, scores[[outcome, *causes]].std(), level)
        for cause, row in table.iterrows():
            pair = construct[str(cause)], construct[outcome]
            rows.append(
                {"origin": pair[0], "target": pair[1], "sign": signs[pair], **row, "r_squared": fit.r_squared}
            )
    table = pd.DataFrame(rows)
    right = (table["low"] > 0).where(table["sign"] > 0, table["high"] < 0)
    return table.assign(as_expected=right, n=len(scores))


def _depth(construct: str) -> int:
    if construct in MEDIATORS:
        return 1 + MEDIATORS.index(construct)
    return 3 if any(construct == target for _, target, _ in KMV_PATHS) else 0


def measured_columns(measured: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of the constructs, after a check that each is one of the model's."""
    known = {name for origin, target, _ in KMV_PATHS for name in (origin, target)}
    for construct in measured:
        if construct not in known:
            raise ParameterError(f"measured names {construct!r}. {nearest(construct, sorted(known))}")
    for construct in MEDIATORS:
        if construct not in measured:
            raise ParameterError(f"measured has no column for {construct!r}: the model rests on it.")
    return dict(measured)
