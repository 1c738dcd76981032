"""Laddering: the drawn chains have the structure of the truth, and keep goals better than attributes."""

import pandas as pd
import pytest

from cvm_lessons.world import build_world, chain_shares

LANES = pytest.mark.parametrize("seeds", [6, pytest.param(40, marks=pytest.mark.long)])
LEVELS = ["goal", "consequence", "attribute"]


def pairs(seeds):
    """Every chain with its wave before, over many seeds."""
    frames = []
    for seed in range(seeds):
        chains = build_world(seed, 0.01)["laddering"]
        first, second = (chains.query("wave == @wave").drop(columns="wave") for wave in (1, 2))
        frames.append(first.merge(second, on=["respondent_id", "role", "chain"], suffixes=("_1", "_2")))
    return pd.concat(frames)


def repeats(shares, given, level):
    """Chance that a fresh draw of `level`, given the level above, is what it was."""
    joint = shares.groupby([*given, level])["share"].sum()
    if not given:
        return float((joint**2).sum())
    above = joint.groupby(level=0).transform("sum")
    return float((joint**2 / above).sum())


@LANES
@pytest.mark.parametrize("role", ["exhibitor", "visitor"])
def test_goals_last_longest_and_attributes_least(seeds, role):
    truth = build_world(0, 0.01).truth["laddering"]
    shares, both = chain_shares(truth, role), pairs(seeds).query("role == @role")
    tolerance = {6: 0.06, 40: 0.035}[seeds]
    seen, above, kept_so_far = both, [], 1.0
    for level in LEVELS:
        keep = kept_so_far * truth["kept"][level]
        expected = keep + (1 - keep) * repeats(shares, above, level)
        same = seen[f"{level}_1"] == seen[f"{level}_2"]
        assert same.mean() == pytest.approx(expected, abs=tolerance), level
        # What is the same was kept, or drawn again by chance; only what was kept can keep what is below.
        seen, above, kept_so_far = seen[same], [level], keep / expected
    overall = [(both[f"{level}_1"] == both[f"{level}_2"]).mean() for level in LEVELS]
    assert overall == sorted(overall, reverse=True)
    assert overall[0] - overall[2] > 0.15


@LANES
@pytest.mark.parametrize("wave", [1, 2])
def test_both_waves_follow_the_same_structure(seeds, wave):
    truth = build_world(0, 0.01).truth["laddering"]
    for role in truth["respondents"]:
        drawn = pairs(seeds).query("role == @role")
        columns = [f"{level}_{wave}" for level in ("attribute", "consequence", "goal")]
        seen = drawn.groupby(columns).size() / len(drawn)
        true = chain_shares(truth, role).set_index(["attribute", "consequence", "goal"])["share"]
        gap = (true - seen.rename_axis(true.index.names)).fillna(true)
        assert gap.abs().max() < {6: 0.05, 40: 0.02}[seeds]
        assert set(seen.index) <= set(true.index)


def test_shares_of_all_chains_sum_to_one_and_follow_by_hand():
    truth = build_world(0, 0.01).truth["laddering"]
    shares = chain_shares(truth, "exhibitor")
    assert shares["share"].sum() == pytest.approx(1)
    chain = shares.query("attribute == 'space price' and goal == 'profit'")
    assert chain["share"].tolist() == pytest.approx([0.10 * 1.0 * 0.85])


def test_a_hundred_and_twenty_people_give_three_to_five_chains_twice(world):
    chains = world["laddering"]
    people = chains.groupby("role")["respondent_id"].nunique()
    assert people.to_dict() == {"exhibitor": 90, "visitor": 30}
    assert set(chains.groupby(["respondent_id", "wave"]).size()) == {3, 4, 5}
    assert not chains.duplicated(["respondent_id", "wave", "chain"]).any()
