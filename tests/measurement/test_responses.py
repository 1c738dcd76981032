"""Effects of a treatment by group, their test and their spread; shares of clustered rows."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.measurement import clustered_share, effect_spread, effects_by_group, share_interval


def campaign(effects, each=400, seed=1):
    rng = np.random.default_rng(seed)
    group = np.repeat(list(effects), 2 * each)
    treated = np.tile(np.repeat([0, 1], each), len(effects))
    chance = 0.2 + treated * np.repeat(list(effects.values()), 2 * each)
    responded = (rng.random(len(group)) < chance).astype(int)
    return pd.DataFrame({"segment": group, "treated": treated, "responded": responded})


def test_newcombe_s_published_interval():
    # Newcombe (1998), method 10, for 56/70 against 48/80: 0.2000 (0.0524 to 0.3339).
    arms = {"segment": "A", "treated": [1] * 70 + [0] * 80}
    rows = pd.DataFrame({**arms, "responded": [1] * 56 + [0] * 14 + [1] * 48 + [0] * 32})
    found = effects_by_group(rows, "segment").loc["A", ["effect", "low", "high"]]
    assert found.tolist() == pytest.approx([0.2, 0.0524, 0.3339], abs=5e-5)


def test_groups_come_in_the_order_of_their_categories():
    rows = campaign({"b": 0.1, "a": 0.1}, each=5)
    rows["segment"] = pd.Categorical(rows["segment"], categories=["b", "c", "a"])
    assert effects_by_group(rows, "segment").index.tolist() == ["b", "a"]


def test_groups_may_be_numbers_and_labels_may_repeat():
    rows = campaign({2: 0.1, 1: 0.1}, each=5)
    rows = rows.set_axis([0] * len(rows))
    assert effects_by_group(rows, "segment").index.tolist() == [1, 2]


def test_the_spread_of_the_true_effects_is_found():
    true = {"a": 0.0, "b": 0.2, "c": 0.4}
    found = effect_spread(effects_by_group(campaign(true, each=3000), "segment"))
    assert found.p < 1e-6
    assert found.low < np.std(list(true.values()), ddof=1) < found.high
    assert found.spread == pytest.approx(0.2, abs=0.03)


def test_equal_effects_have_an_interval_that_starts_at_zero():
    found = effect_spread(effects_by_group(campaign({"a": 0.1, "b": 0.1, "c": 0.1}), "segment"))
    assert found.p > 0.05
    assert found.low == 0


def test_the_ends_of_the_spread_leave_the_quantiles_of_q():
    # Hand-worked: two groups of variance v and difference d have Q = d² / 2(v + spread²).
    arms = {"n_control": [100, 100], "n_treated": [100, 100], "control": [0.3, 0.3]}
    effects = pd.DataFrame({**arms, "treated": [0.7, 0.3], "effect": [0.4, 0.0]})
    found = effect_spread(effects)
    share = (np.array([30, 70]) + 1) / 102
    v = (share * (1 - share)).sum() / 102, 2 * share[0] * (1 - share[0]) / 102
    for end, quantile in ((found.low, 5.0238862), (found.high, 0.00098207), (found.spread, 1)):
        assert 0.4**2 / (sum(v) + 2 * end**2) == pytest.approx(quantile, rel=1e-5)


def test_the_estimate_lies_within_its_interval_for_effects_without_error():
    arms = {"n_control": 200, "n_treated": 200, "control": [0.0, 1.0, 0.0, 1.0]}
    effects = pd.DataFrame({**arms, "treated": [0.0, 1.0, 1.0, 0.0], "effect": [0.0, 0.0, 1.0, -1.0]})
    found = effect_spread(effects)
    assert found.low < found.spread < found.high
    assert found.spread == pytest.approx(np.std([0, 0, 1, -1], ddof=1), abs=0.01)


def test_one_row_a_customer_gives_wilson_s_interval():
    rows = pd.DataFrame({"customer_id": range(20), "hit": [1] * 7 + [0] * 13})
    plain, found = share_interval(7, 20), clustered_share(rows, "hit")
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), rel=0.03)
    even = pd.DataFrame({"customer_id": list("AABB"), "hit": [0, 1, 0, 1]})
    assert clustered_share(even, "hit").low == share_interval(2, 4).low
    twice = clustered_share(pd.concat([rows, rows]), "hit")
    assert twice.low == pytest.approx(found.low, abs=1e-9)


def test_bad_campaigns_are_named():
    rows = campaign({"a": 0.1}, each=3)
    with pytest.raises(DataError, match="segment 'a' has one arm only"):
        effects_by_group(rows[rows["treated"] == 1], "segment")
    with pytest.raises(DataError, match="column 'treated', row 0: 2 is not 0 or 1"):
        effects_by_group(rows.assign(treated=2), "segment")
    with pytest.raises(DataError, match="1 group: two are needed"):
        effect_spread(effects_by_group(rows, "segment"))
    with pytest.raises(DataError, match="column 'hit' is missing"):
        clustered_share(rows, "hit")
