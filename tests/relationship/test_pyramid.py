"""The customer pyramid and its three tests."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.customer_pyramid import TIERS, assign_tiers, customer_profits, tier_summary
from cvm_lessons.relationship.pyramid_tests import tier_response, tier_tests

profits = st.lists(st.integers(-50, 200), min_size=3, max_size=60)


def customers(effects: dict[str, float], seed: int = 1, each: int = 400) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw customers whose later profit and service differ by tier, and a campaign with known effects."""
    rng = np.random.default_rng(seed)
    tiers = np.repeat(list(effects), each)
    level = np.repeat(np.arange(len(effects), 0, -1), each)
    later = pd.DataFrame(
        {
            "tier": tiers,
            "later_profit": level * 2 + rng.normal(size=len(tiers)) * 3,
            "service": rng.normal(size=len(tiers)) - level,
        }
    )
    treated = rng.integers(0, 2, len(tiers))
    chance = 0.2 + treated * np.repeat(list(effects.values()), each)
    return later, later[["tier"]].assign(treated=treated, responded=(rng.random(len(tiers)) < chance) * 1)


def test_profit_is_margin_less_service():
    rows = pd.DataFrame(
        {
            "customer_id": ["A", "A", "B", "A"],
            "year": [2023, 2024, 2024, 2025],
            "spend_space": [100, 200, 50, 9999],
            "spend_digital": [0, 100, 0, 0],
            "cost_to_serve": [30, 40, 60, 0],
        }
    )
    table = customer_profits(rows, margin_rate=0.5, first=2023, last=2024)
    assert table["profit"].to_dict() == {"A": 130, "B": -35}


@given(profits)
def test_tiers_follow_the_order_of_profit_and_losses_are_lead(values):
    tiered = assign_tiers(pd.DataFrame({"profit": values}), platinum=0.1, gold=0.3)
    assert ((tiered["tier"] == "lead") == (tiered["profit"] <= 0)).all()
    order = tiered.sort_values("profit", ascending=False)["tier"].cat.codes
    assert order.is_monotonic_increasing
    assert tiered.groupby("profit")["tier"].nunique().max() == 1


@given(profits.filter(lambda values: sum(values) > 0))
def test_the_shares_of_the_tiers_sum_to_one(values):
    tiered = assign_tiers(pd.DataFrame({"profit": values, "revenue": 10.0}))
    shares = tier_summary(tiered)[["customer_share", "revenue_share", "profit_share"]].sum()
    assert shares.tolist() == pytest.approx([1, 1, 1])


def test_newcombe_s_published_interval():
    # Newcombe (1998), method 10, for 56/70 against 48/80: 0.2000 (0.0524 to 0.3339).
    rows = pd.DataFrame(
        {
            "tier": "gold",
            "treated": [1] * 70 + [0] * 80,
            "responded": [1] * 56 + [0] * 14 + [1] * 48 + [0] * 32,
        }
    )
    found = tier_response(rows).loc["gold", ["effect", "low", "high"]]
    assert found.tolist() == pytest.approx([0.2, 0.0524, 0.3339], abs=5e-5)


def test_all_three_tests_pass_where_tiers_differ_in_all_three():
    table = tier_tests(*customers({"platinum": 0.4, "gold": 0.2, "iron": 0.05}))
    assert table["passes"].all()


def test_equal_responses_fail_the_second_test_alone():
    table = tier_tests(*customers({"platinum": 0.2, "gold": 0.2, "iron": 0.2}))
    assert table["passes"].to_dict() == {"profit": True, "response": False, "service": True}


def test_the_first_test_is_kruskal_and_wallis_with_its_effect():
    later, campaign = customers({"platinum": 0.3, "gold": 0.1}, each=50)
    row = tier_tests(later, campaign).loc["profit"]
    groups = [part["later_profit"] for _, part in later.groupby("tier")]
    assert row["statistic"] == pytest.approx(stats.kruskal(*groups).statistic)
    assert row["effect"] == pytest.approx(row["statistic"] / 99)


@pytest.mark.long
def test_the_test_of_responses_keeps_its_level():
    wrong = [
        tier_tests(*customers({"platinum": 0.15, "gold": 0.15, "iron": 0.15}, seed, 150)).loc[
            "response", "passes"
        ]
        for seed in range(300)
    ]
    assert np.mean(wrong) <= 0.075


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="platinum=0.8 and gold=0.4 exceed 1 together"):
        assign_tiers(pd.DataFrame({"profit": [1]}), platinum=0.8, gold=0.4)
    with pytest.raises(DataError, match="column 'tier', row 0: bronze is not one of platinum"):
        tier_summary(pd.DataFrame({"tier": ["bronze"], "profit": [1], "revenue": [1]}))
    rows = pd.DataFrame({"customer_id": ["A"], "year": [2024], "cost_to_serve": [1]})
    with pytest.raises(DataError, match="no column begins with 'spend_'"):
        customer_profits(rows, margin_rate=0.5, first=2024, last=2024)
    with pytest.raises(ParameterError, match="first=1990, last=1991: no row"):
        customer_profits(rows, margin_rate=0.5, first=1990, last=1991)
    one_arm = pd.DataFrame({"tier": ["gold"] * 2, "treated": [1, 1], "responded": [0, 1]})
    with pytest.raises(DataError, match="tier 'gold' has one arm only"):
        tier_response(one_arm)
    later, campaign = customers({"gold": 0.1}, each=20)
    with pytest.raises(DataError, match="column 'later_profit': 1 tiers; two tiers"):
        tier_tests(later, campaign)
    assert TIERS[-1] == "lead"
