"""Laddering: from what a show has, through what it does for her, to what she wants (means-end chains)."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_choice,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.measurement.intervals import bootstrap_interval

__all__ = ["LEVELS", "cutoff_table", "implication_matrix", "ladder_stability"]

LEVELS = ("attribute", "consequence", "goal")  # from the concrete to the abstract


def implication_matrix(
    ladders: pd.DataFrame,
    *,
    count: str = "respondents",
    levels: Sequence[str] = LEVELS,
    respondent: str = "respondent_id",
) -> pd.DataFrame:
    """Return how often each element leads to each other one, at once or through others.

    In the chain visitors → sales → growth both links are direct, and visitors lead to growth indirectly.
    A chain may skip a level or break off; two elements are the least.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain, with the respondent and a column per level, missing where the level is skipped.
    count : {"respondents", "mentions"}, default "respondents"
        Count a link once for each respondent who makes it, or every time it is made.
    levels : sequence of str
        Columns of the chain, from the concrete to the abstract.
    respondent : str, default "respondent_id"
        Column with the respondent.

    Returns
    -------
    DataFrame
        One row per link that occurs: origin, target, origin_level, target_level, direct, indirect, and total
        (either way), most frequent first.

    Raises
    ------
    DataError
        If a column is missing, a chain has fewer than two elements, or an element stands on two levels.
    ParameterError
        If `count` is no known way, or there are fewer than two levels.

    References
    ----------
    Gutman (1982), Journal of Marketing 46(2), 60-72. Reynolds and Gutman (1988), Journal of Advertising
    Research 28(1), 11-31, for the matrix of direct and indirect links.

    Examples
    --------
    >>> chains = {"respondent_id": [1, 2], "attribute": ["halls", "halls"], "consequence": ["leads", "rest"]}
    >>> links = implication_matrix(pd.DataFrame({**chains, "goal": ["growth", "growth"]}))
    >>> links[["origin", "target", "total"]]
      origin  target  total
    0  halls  growth      2
    1  halls   leads      1
    2  halls    rest      1
    3  leads  growth      1
    4   rest  growth      1
    """
    check_choice("count", count, ("respondents", "mentions"))
    links = _links(_chains(ladders, levels, respondent), levels)
    pair = ["origin", "target", "origin_level", "target_level"]
    tally = "nunique" if count == "respondents" else "size"
    ways = {
        "direct": links[links["direct"]].groupby(pair)["respondent"].agg(tally),
        "indirect": links[~links["direct"]].groupby(pair)["respondent"].agg(tally),
        "total": links.groupby(pair)["respondent"].agg(tally),
    }
    table = (
        pd.DataFrame(ways).fillna(0).astype(int).reset_index()
    )  # a link that is never made is made 0 times
    order = table.assign(
        **{end: table[end].map(list(levels).index) for end in ("origin_level", "target_level")}
    )
    order = order.sort_values(["total", *pair[2:], *pair[:2]], ascending=[False, *[True] * 4])
    return table.loc[order.index].reset_index(drop=True)


def cutoff_table(implications: pd.DataFrame, *, respondents: int | None = None) -> pd.DataFrame:
    """Return how much of the direct links each cut-off keeps: the table to choose it from.

    The usual advice keeps links that 3 to 5 % of the respondents make; the better guide is the cut-off
    above which few links hold most of the mentions.

    Parameters
    ----------
    implications : DataFrame
        What `implication_matrix` returns.
    respondents : int, optional
        Number of respondents; adds the cut-off as a share of them.

    Returns
    -------
    DataFrame
        One row per cut-off from 1 to the strongest link: links kept, link_share of all direct links,
        mentions (their counts), mention_share, and respondent_share where `respondents` is given.

    Raises
    ------
    DataError
        If a column is missing, or there is no direct link.
    ParameterError
        If `respondents` is no number from 1 up.

    Examples
    --------
    >>> links = pd.DataFrame({"origin": ["a", "b"], "target": ["c", "c"], "direct": [3, 1]})
    >>> cutoff_table(links)[["cutoff", "links", "mention_share"]]
       cutoff  links  mention_share
    0       1      2           1.00
    1       2      1           0.75
    2       3      1           0.75
    """
    direct = number_column(implications, "direct", low=0)
    if not (direct > 0).any():
        raise DataError("column 'direct' holds no link above 0: there is nothing to cut.")
    table = pd.DataFrame({"cutoff": np.arange(1, int(direct.max()) + 1)})
    kept = [direct[direct >= cutoff] for cutoff in table["cutoff"]]
    table["links"] = [len(some) for some in kept]
    table["link_share"] = table["links"] / (direct > 0).sum()
    table["mentions"] = [int(some.sum()) for some in kept]
    table["mention_share"] = table["mentions"] / direct.sum()
    if respondents is not None:
        table["respondent_share"] = table["cutoff"] / check_number("respondents", respondents, low=1)
    return table


def ladder_stability(
    ladders: pd.DataFrame,
    *,
    levels: Sequence[str] = LEVELS,
    respondent: str = "respondent_id",
    wave: str = "wave",
    n_boot: int = 1000,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how alike a respondent's elements are in two waves, level by level.

    Likeness is Jaccard's share: elements named in both waves over elements named in either. `chance` is
    the same share between different respondents: on a level with few elements all are alike by chance.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain, with the respondent, the wave and a column per level.
    levels : sequence of str
        Columns of the chain, from the concrete to the abstract.
    respondent, wave : str
        Columns with the respondent and with the wave, which takes two values.
    n_boot : int, default 1000
        Resamples of the respondents.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        One row per level: estimate (mean over respondents), low and high (95 % bootstrap interval), n
        (respondents in both waves), chance, and one_wave (respondents left out because they answered once).

    Raises
    ------
    DataError
        If a column is missing, there are not two waves, or fewer than two respondents answered both.
    ParameterError
        If there are fewer than two levels, or `n_boot` is too small.

    References
    ----------
    Woodruff (1997), Journal of the Academy of Marketing Science 25(2), 139-153: higher levels are steadier.

    Examples
    --------
    >>> who = {"respondent_id": [1, 1, 2, 2], "wave": [1, 2, 1, 2]}
    >>> chains = pd.DataFrame({**who, "attribute": ["price", "halls"] * 2, "goal": ["growth"] * 4})
    >>> table = ladder_stability(chains, levels=["attribute", "goal"])
    >>> table[["level", "estimate", "chance"]]
           level  estimate  chance
    0  attribute       0.0     0.0
    1       goal       1.0     1.0
    """
    chains = _chains(ladders, levels, respondent)
    waves = sorted(filled_column(ladders, wave).unique())
    if len(waves) != 2:
        raise DataError(
            f"column {wave!r} holds {len(waves)} waves, {', '.join(map(str, waves))}: two are needed."
        )
    both = [set(chains.loc[ladders[wave] == one, "respondent"]) for one in waves]
    paired = sorted(both[0] & both[1])
    if len(paired) < 2:
        raise DataError(f"{len(paired)} respondents answered both waves: at least two are needed.")
    rows = []
    for level in levels:
        first, second = (_named(chains[ladders[wave] == one], level, paired) for one in waves)
        if (count := int((first.any(axis=1) | second.any(axis=1)).sum())) < 2:
            raise DataError(
                f"column {level!r} is named by {count} respondents of both waves: two are needed."
            )
        own, others = _likeness(first, second)
        interval = bootstrap_interval(
            own.to_frame("j"), lambda rows: rows["j"].mean(), n_boot=n_boot, rng=rng
        )
        ends = interval.to_frame().loc[0, ["estimate", "low", "high", "n"]]
        rows.append({"level": level, **ends, "chance": others, "one_wave": len(both[0] ^ both[1])})
    return pd.DataFrame(rows).astype({"n": int})


def _chains(ladders: pd.DataFrame, levels: Sequence[str], respondent: str) -> pd.DataFrame:
    if isinstance(levels, str) or len(levels) < 2:
        raise ParameterError(f"levels={levels!r} is not a list of two or more columns.")
    require_columns(ladders, [respondent, *levels])
    chains = ladders[list(levels)].assign(respondent=filled_column(ladders, respondent))
    if (short := chains[list(levels)].notna().sum(axis=1) < 2).any():
        raise DataError.at(ladders, levels[-1], short, "the end of a chain: a chain has two elements or more")
    for lower, upper in combinations(levels, 2):
        if (twice := chains[upper].notna() & chains[upper].isin(chains[lower].dropna())).any():
            raise DataError.at(ladders, upper, twice, f"a name of its own: column {lower!r} has it too")
    return chains


def _links(chains: pd.DataFrame, levels: Sequence[str]) -> pd.DataFrame:
    parts = []
    for low, high in combinations(range(len(levels)), 2):
        origin, target = levels[low], levels[high]
        linked = chains[chains[origin].notna() & chains[target].notna()]
        between = linked[list(levels[low + 1 : high])].isna().all(axis=1)
        part = linked.rename(columns={origin: "origin", target: "target"})[["respondent", "origin", "target"]]
        parts.append(part.assign(origin_level=origin, target_level=target, direct=between))
    return pd.concat(parts, ignore_index=True)


def _named(chains: pd.DataFrame, level: str, respondents: Sequence[object]) -> pd.DataFrame:
    named = chains.dropna(subset=[level])
    return pd.crosstab(named["respondent"], named[level]).reindex(respondents, fill_value=0) > 0


def _likeness(first: pd.DataFrame, second: pd.DataFrame) -> tuple[pd.Series, float]:
    """Return Jaccard's share within each respondent, and its mean between different ones."""
    first, second = (part.astype(int) for part in first.align(second, join="outer", axis=1, fill_value=False))
    shared = first.to_numpy() @ second.to_numpy().T
    either = first.sum(axis=1).to_numpy()[:, None] + second.sum(axis=1).to_numpy()[None, :] - shared
    with np.errstate(invalid="ignore"):  # who names nothing on this level in either wave has no share
        share = shared / either
    own = pd.Series(share.diagonal(), index=first.index).dropna()
    np.fill_diagonal(share, np.nan)
    return own, float(np.nanmean(share))
