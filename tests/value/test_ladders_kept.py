"""What a second interview keeps: hand-worked shares, recovery of the truth, and faults named."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.value.ladders_kept import ladder_persistence, paired_chains

LEVELS = ["attribute", "goal"]


def waves(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> pd.DataFrame:
    """Return two waves of one chain each; respondents are numbered."""
    parts = [
        pd.DataFrame(answers, columns=LEVELS).assign(respondent_id=range(len(answers)), chain=1, wave=wave)
        for wave, answers in ((1, first), (2, second))
    ]
    return pd.concat(parts, ignore_index=True)


FIRST = [("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"), ("a", "x"), ("c", "y"), ("b", "x"), ("d", "y")]
SECOND = [("a", "x"), ("a", "x"), ("c", "y"), ("c", "x"), ("a", "x"), ("c", "y"), ("b", "x"), ("d", "y")]

TENFOLD = waves(10 * FIRST, 10 * SECOND)  # the same shares; so few as eight leave resamples without a change


def test_each_chain_comes_once_with_both_answers():
    pairs = paired_chains(waves(FIRST, SECOND), levels=LEVELS)
    assert pairs.loc[3].to_dict() == {
        "respondent_id": 3,
        "chain": 1,
        "attribute_1": "d",
        "attribute_2": "c",
        "goal_1": "y",
        "goal_2": "x",
    }


def test_goals_by_hand():
    # Ten times: 7 of 8 the same. Of 16 answers 9 are x and 7 y: chance = (81 + 49) / 256 = 0.5078125.
    goal = ladder_persistence(TENFOLD, levels=LEVELS, n_boot=100).loc[0]
    assert goal[["chains", "same", "chance"]].tolist() == pytest.approx([80, 0.875, 0.5078125])
    assert goal["kept"] == pytest.approx((0.875 - 0.5078125) / (1 - 0.5078125))


def test_attributes_below_the_same_goal_by_hand():
    # Ten times: seven chains with the same goal, six with the same attribute.
    # Below x: a 5, b 3 of 8 answers; below y: c 4, d 2 of 6. chance = (8 · 34/64 + 6 · 20/36) / 14.
    below = ladder_persistence(TENFOLD, levels=LEVELS, n_boot=100).set_index("level").loc["attribute"]
    chance = (8 * 34 / 64 + 6 * 20 / 36) / 14
    assert below[["chains", "same", "chance"]].tolist() == pytest.approx([70, 6 / 7, chance])
    goal_kept = (0.875 - 0.5078125) / (1 - 0.5078125)
    # Some of the seven have the same goal by chance only: 0.875 are the same, goal_kept were kept.
    assert below["kept"] == pytest.approx((6 / 7 - chance) / (1 - chance) * 0.875 / goal_kept)


def drawn(kept: dict[str, float], people: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw both waves from the model that the estimate assumes."""
    goals, below = np.array(["x", "y", "z"]), {"x": "ab", "y": "bc", "z": "ad"}

    def attributes(ends: np.ndarray) -> np.ndarray:
        return np.array([rng.choice(list(below[end]), p=[0.6, 0.4]) for end in ends])

    goal = rng.choice(goals, p=[0.5, 0.3, 0.2], size=people)
    attribute = attributes(goal)
    keeps_goal = rng.random(people) < kept["goal"]
    later = np.where(keeps_goal, goal, rng.choice(goals, p=[0.5, 0.3, 0.2], size=people))
    keeps = keeps_goal & (rng.random(people) < kept["attribute"])
    after = np.where(keeps, attribute, attributes(later))
    return waves(list(zip(attribute, goal, strict=True)), list(zip(after, later, strict=True)))


def test_the_shares_kept_are_recovered_without_bias():
    truth = {"goal": 0.7, "attribute": 0.5}
    tables = [
        ladder_persistence(drawn(truth, 1500, np.random.default_rng(seed)), levels=LEVELS, n_boot=100)
        for seed in range(6)
    ]
    mean = pd.concat(tables).groupby("level")["kept"].mean()
    assert mean.to_dict() == pytest.approx(truth, abs=0.025)


def test_the_interval_holds_the_estimate_and_the_seed_decides_it():
    ladders = drawn({"goal": 0.8, "attribute": 0.6}, 200, np.random.default_rng(3))
    one, two, other = (ladder_persistence(ladders, levels=LEVELS, n_boot=100, rng=seed) for seed in (1, 1, 2))
    assert one["kept"].between(one["low"], one["high"]).all()
    pd.testing.assert_frame_equal(one, two)
    assert not one["low"].equals(other["low"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t[t["wave"] == 1], "column 'wave' holds 1 waves, 1: two are needed"),
        (lambda t: t.drop(index=3), "column 'chain', row 11: 1 is not in both waves"),
        (
            lambda t: pd.concat([t, t.loc[[2]]], ignore_index=True),
            "column 'chain', row 16: 1 is not a chain of its own",
        ),
        (lambda t: t.assign(goal=t["goal"].mask(t.index == 5)), "column 'goal', row 5: .* is not a value"),
        (lambda t: t.drop(columns="chain"), "column 'chain' is missing"),
        (lambda t: t.assign(goal="x"), "level 'goal': 8 of 8 chains agree: no share kept follows"),
    ],
)
def test_ladders_that_cannot_be_compared_are_named(change, message):
    with pytest.raises(DataError, match=message):
        ladder_persistence(change(waves(FIRST, SECOND)), levels=LEVELS, n_boot=100)


def test_levels_without_any_agreement_are_named():
    never = waves([("a", "x"), ("b", "y")], [("a", "y"), ("b", "x")])
    with pytest.raises(DataError, match="level 'goal': 0 of 2 chains agree"):
        ladder_persistence(never, levels=LEVELS, n_boot=100)
