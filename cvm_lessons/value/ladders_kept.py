"""What an interview a year later keeps of each ladder, once agreement by chance is taken off."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, filled_column, require_columns
from cvm_lessons.measurement.intervals import bootstrap_draws
from cvm_lessons.value.laddering import LEVELS

__all__ = ["ladder_persistence", "paired_chains"]

WAVES = 2
TAIL = 0.025  # of a 95 % interval


def paired_chains(
    ladders: pd.DataFrame,
    *,
    levels: Sequence[str] = LEVELS,
    respondent: str = "respondent_id",
    chain: str = "chain",
    wave: str = "wave",
) -> pd.DataFrame:
    """Return each chain once, with its first and its second answer side by side.

    Parameters
    ----------
    ladders : DataFrame
        One row per respondent, chain and wave; each chain in both waves, no answer missing.
    levels : sequence of str
        Columns of the chain, from the concrete to the abstract.
    respondent, chain, wave : str
        Columns with the respondent, with the running number of the chain and with the wave.

    Returns
    -------
    DataFrame
        One row per respondent and chain: both, and for each level ``…_1`` and ``…_2``.

    Raises
    ------
    DataError
        If a column or an answer is missing, there are not two waves, or a chain is not in both, once each.

    Examples
    --------
    >>> keys = {"respondent_id": ["a", "a"], "chain": [1, 1], "wave": [2024, 2025]}
    >>> chains = pd.DataFrame({**keys, "attribute": ["price", "halls"], "goal": ["profit", "profit"]})
    >>> paired_chains(chains, levels=["attribute", "goal"]).drop(columns="chain").iloc[0].tolist()
    ['a', 'price', 'halls', 'profit', 'profit']
    """
    require_columns(ladders, [respondent, chain, wave, *levels])
    for column in (respondent, chain, wave, *levels):
        filled_column(ladders, column)
    waves = sorted(ladders[wave].unique())
    if len(waves) != WAVES:
        raise DataError(
            f"column {wave!r} holds {len(waves)} waves, {', '.join(map(str, waves))}: two are needed."
        )
    key = [respondent, chain]
    if (twice := ladders.duplicated([*key, wave])).any():
        raise DataError.at(
            ladders, chain, twice, "a chain of its own: the respondent gave it before in this wave"
        )
    if (single := ~ladders.duplicated(key, keep=False)).any():
        raise DataError.at(ladders, chain, single, "in both waves")
    first, second = (ladders[ladders[wave] == one].set_index(key)[list(levels)] for one in waves)
    joined = first.add_suffix("_1").join(second.add_suffix("_2"))
    return joined[[f"{level}_{number}" for level in levels for number in (1, 2)]].reset_index()


def ladder_persistence(
    ladders: pd.DataFrame,
    *,
    levels: Sequence[str] = LEVELS,
    respondent: str = "respondent_id",
    chain: str = "chain",
    wave: str = "wave",
    n_boot: int = 500,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return, from the top level down, which share of the chains is kept for a year.

    An answer that is not kept is given afresh and can come out the same by chance. With `chance` for the
    probability of that, the share that is the same is kept + (1 - kept) · chance, so that
    kept = (same - chance) / (1 - chance). Below the top, only the chains count whose higher levels are the
    same; those that are the same by chance are allowed for.

    Parameters
    ----------
    ladders : DataFrame
        As for `paired_chains`.
    levels : sequence of str
        Columns of the chain, from the concrete to the abstract.
    respondent, chain, wave : str
        Columns with the respondent, with the running number of the chain and with the wave.
    n_boot : int, default 500
        Resamples of the respondents.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        One row per level, the top one first: level, chains (compared), same and chance (shares), kept (the
        estimate of the probability), low and high (95 % bootstrap interval).

    Raises
    ------
    DataError
        As `paired_chains`; or if on a level no chain is the same, or every answer is.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20(1), 37-46, for agreement beyond chance.

    Examples
    --------
    >>> from cvm_lessons.datasets import load
    >>> ladder_persistence(load("laddering"), n_boot=100)["level"].tolist()
    ['goal', 'consequence', 'attribute']
    """
    pairs = paired_chains(ladders, levels=levels, respondent=respondent, chain=chain, wave=wave)
    downwards = list(reversed(levels))
    table = _persistence(pairs, downwards)
    draws = bootstrap_draws(
        pairs, lambda rows: _persistence(rows, downwards)["kept"], n_boot=n_boot, rng=rng, cluster=respondent
    )
    ends = {"low": draws.quantile(TAIL), "high": draws.quantile(1 - TAIL)}
    return table.assign(**ends).reset_index(names="level")


def _persistence(pairs: pd.DataFrame, downwards: Sequence[str]) -> pd.DataFrame:
    rows: dict[str, dict[str, float]] = {}
    alike, kept_above, same_above, above = pairs, 1.0, 1.0, None
    for level in downwards:
        same = alike[f"{level}_1"] == alike[f"{level}_2"]
        chance = _chance(alike, level, above)
        if not same.any() or chance >= 1:
            raise DataError(
                f"level {level!r}: {int(same.sum())} of {len(same)} chains agree: no share kept follows."
            )
        beyond = (same.mean() - chance) / (1 - chance)
        kept = float(beyond * same_above / kept_above)
        rows[level] = {"chains": len(alike), "same": float(same.mean()), "chance": chance, "kept": kept}
        kept_above, same_above = kept_above * kept, same_above * float(same.mean())
        alike, above = alike[same], level
    return pd.DataFrame(rows).T.astype({"chains": int})


def _chance(alike: pd.DataFrame, level: str, above: str | None) -> float:
    """Return how often two answers drawn from both waves' shares agree, within the element above."""
    group = np.zeros(len(alike), dtype=int) if above is None else pd.factorize(alike[f"{above}_1"])[0]
    answer = pd.factorize(pd.concat([alike[f"{level}_1"], alike[f"{level}_2"]]))[0]
    counts = np.zeros((group.max() + 1, answer.max() + 1))
    np.add.at(counts, (np.tile(group, WAVES), answer), 1)
    totals = counts.sum(axis=1)
    return float(((counts / totals[:, None]) ** 2).sum(axis=1) @ totals / totals.sum())
