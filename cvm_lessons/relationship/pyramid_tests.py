"""Are tiers more than a cut of a ranking? Tests of profit, response and serviceability."""

import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, check_number, number_column
from cvm_lessons.measurement import effect_spread, effects_by_group
from cvm_lessons.relationship.customer_pyramid import TIERS, known_tiers

__all__ = ["tier_response", "tier_tests"]

# Share of the variance of ranks: with thousands of customers a smaller one is still "significant".
LEAST_EFFECT = 0.01


def tier_response(
    customers: pd.DataFrame,
    *,
    treated: str = "treated",
    responded: str = "responded",
    tier: str = "tier",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return for each tier how much more those respond who were treated by lot.

    Parameters
    ----------
    customers : DataFrame
        One row per customer of one campaign, with its tier.
    treated, responded, tier : str
        Columns: drawn by lot to be treated (1) or not (0); responded (1) or not (0); the tier.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `tier`; columns n_control, n_treated, control and treated (response rates), effect (their
        difference), low, high (Newcombe's interval, which stays within -1 and 1).

    Raises
    ------
    DataError
        If a value is missing or not 0 or 1, or a tier has customers in one arm only.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17(8), 873-890, method 10.

    Examples
    --------
    >>> rows = {"tier": ["gold"] * 4 + ["iron"] * 4, "treated": [0, 0, 1, 1] * 2}
    >>> campaign = pd.DataFrame(rows).assign(responded=[0, 1, 1, 1, 0, 1, 0, 1])
    >>> tier_response(campaign)["effect"].to_dict()
    {'gold': 0.5, 'iron': 0.0}
    """
    tiers = pd.Categorical(known_tiers(customers, tier), categories=TIERS, ordered=True)
    return effects_by_group(
        customers.assign(**{tier: tiers}), tier, treated=treated, responded=responded, level=level
    ).rename_axis("tier")


def tier_tests(
    customers: pd.DataFrame,
    campaign: pd.DataFrame,
    *,
    later_profit: str = "later_profit",
    service: str = "service",
    tier: str = "tier",
    least_effect: float = LEAST_EFFECT,
    level: float = 0.95,
) -> pd.DataFrame:
    """Test whether tiers differ in profit, in response and in how they can be served.

    Tiers cut by profit differ in *that* profit by construction, so profit is compared in a later period.
    Response is the effect of a randomised campaign (Cochran's Q over the tiers), because the share that
    responds mixes the campaign with what would have happened anyway. Serviceability is any number that
    serving them differently would change: cost per yuan of revenue, contacts, minutes.

    Parameters
    ----------
    customers : DataFrame
        One row per customer with `tier`, `later_profit` and `service`.
    campaign : DataFrame
        One row per customer of one campaign: tier, treated, responded.
    later_profit, service, tier : str
        Columns.
    least_effect : float, default 0.01
        Smallest effect that counts; applies to profit and service.
    level : float, default 0.95
        Confidence level of the tests.

    Returns
    -------
    DataFrame
        Index `test` (profit, response, service); columns statistic (Kruskal-Wallis H or Cochran's Q), df, p,
        effect (epsilon squared H / (n - 1) for H; I squared for Q) and passes.

    Raises
    ------
    DataError
        If a column or value is missing, there are fewer than two tiers, or an arm of a tier has fewer than
        two customers.
    ParameterError
        If a number is out of range.

    References
    ----------
    Zeithaml, Rust and Lemon (2001), California Management Review 43(4), 118-142, for the three demands;
    Kruskal and Wallis (1952), JASA 47(260), 583-621; Cochran (1954), Biometrics 10(1), 101-129.
    """
    alpha = 1 - check_number("level", level, low=0.5, high=0.999)
    least = check_number("least_effect", least_effect, low=0, high=1)
    rows = {
        "profit": _kruskal(customers, later_profit, tier),
        "response": _cochran(tier_response(campaign, tier=tier, level=level)),
        "service": _kruskal(customers, service, tier),
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["statistic", "df", "p", "effect"])
    table = table.astype({"df": int}).rename_axis("test")
    large = (table["effect"] >= least) | (table.index == "response")
    return table.assign(passes=(table["p"] < alpha) & large)


def _kruskal(customers: pd.DataFrame, column: str, tier: str) -> tuple[float, float, float, float]:
    values, tiers = number_column(customers, column), known_tiers(customers, tier)
    groups = [part.to_numpy() for _, part in values.groupby(tiers.to_numpy())]
    if len(groups) < 2 or values.nunique() < 2:
        raise DataError(
            f"column {column!r}: {len(groups)} tiers; two tiers and two values are needed to compare."
        )
    found = stats.kruskal(*groups)
    return (
        float(found.statistic),
        len(groups) - 1,
        float(found.pvalue),
        float(found.statistic) / (len(values) - 1),
    )


def _cochran(effects: pd.DataFrame) -> tuple[float, float, float, float]:
    if len(effects) < 2:
        raise DataError(f"the campaign reaches {len(effects)} tier: two are needed to compare responses.")
    found = effect_spread(effects)
    return found.q, found.df, found.p, found.i_squared
