"""Trials by group, the terms they give, and the strategy of each customer."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.relationship.campaign_effects import (
    campaign_effects,
    campaign_terms,
    restore_lost_records,
    terms_by_group,
)
from cvm_lessons.relationship.plots_campaign import plot_campaign_effects
from cvm_lessons.relationship.strategies import STRATEGY_TERMS, one_strategy_for_all, strategy_gains
from cvm_lessons.relationship.strategy_customers import gains_by_group, plan_by_group, strategy_customers

TRIAL = pd.DataFrame(
    {
        "size": ["large"] * 4 + ["small"] * 4,
        "treated": [0, 0, 1, 1] * 2,
        "responded": [1, 0, 1, 0, 0, 0, 1, 0],
        "margin": [80, 0, 80, 0, 0, 0, 60, 0],
        "cost": [0, 0, 12, 8, 0, 0, 5, 5],
    }
)
RECORDS = pd.DataFrame(
    {
        "customer_id": list("AAAABBBBCCCC"),
        "year": [2022, 2023, 2024, 2025] * 3,
        "took_part": [True] * 7 + [False, True, False, False, False],
        "spend_space": [1000] * 7 + [0, 400, 0, 0, 0],
        "cost_to_serve": [100] * 7 + [10, 300, 10, 10, 10],
    }
)
SIZES = pd.Series("small", index=list("ABC"))


def test_effects_are_differences_of_the_arms():
    table = campaign_effects(TRIAL, "size")
    assert table["effect"].to_dict() == {"large": 0.0, "small": 0.5}
    assert table["net"].to_dict() == {"large": -10.0, "small": 25.0}
    assert table["cost"].to_dict() == {"large": 10.0, "small": 5.0}
    assert (table[["n_control", "n_treated"]] == 2).all(axis=None)


def test_a_series_names_the_groups_as_a_column_does():
    pd.testing.assert_frame_equal(campaign_effects(TRIAL, TRIAL["size"]), campaign_effects(TRIAL, "size"))


def test_bad_trials_are_refused():
    with pytest.raises(DataError, match="responded"):
        campaign_effects(TRIAL.assign(responded=2))
    with pytest.raises(DataError, match="group"):
        campaign_effects(TRIAL, pd.Series(["large"] * 4, index=TRIAL.index[:4]))
    with pytest.raises(DataError, match="two"):
        campaign_effects(TRIAL.drop(index=[0, 1]), "size")


def test_terms_of_keeping_are_a_share_of_the_leavers():
    row = pd.Series({"control": 0.6, "effect": 0.1, "cost": 50.0})
    assert campaign_terms(row) == {"cost": 50.0, "effect": 0.1}
    assert campaign_terms(row, of_leavers=True)["effect"] == pytest.approx(0.25)
    with pytest.raises(DataError, match="lowered the response by 0.100"):
        campaign_terms(pd.Series({"control": 0.6, "effect": -0.1, "cost": 50.0}))
    with pytest.raises(DataError, match="column 'effect' is missing"):
        campaign_terms(pd.Series({"control": 0.6, "cost": 50.0}))


def test_lost_records_count_as_no_answer():
    log = pd.DataFrame({"treated": [0] * 4 + [1] * 2, "responded": [0, 0, 0, 1, 1, 1], "margin": 10})
    whole = restore_lost_records(log.assign(cost=[0, 0, 0, 0, 7, 9]))
    assert campaign_effects(whole)["effect"].item() == pytest.approx(0.25)
    assert whole["cost"].tolist()[-2:] == [7, 7]
    with pytest.raises(DataError, match="no treated row is missing"):
        restore_lost_records(TRIAL)


def test_terms_take_the_end_that_is_asked_for():
    found = campaign_effects(TRIAL.assign(responded=[1, 0, 1, 1, 0, 1, 1, 1]), "size")
    parts = {"keep": found, "develop": found, "win_back": found.set_axis(["gone", "recent"])}
    low, mid, high = (terms_by_group(end=end, **parts) for end in ("low", "effect", "high"))
    assert set(mid) == {"prospect", "large", "small", "gone", "recent"}
    assert low["large"]["keep"]["effect"] == 0.0  # the interval reaches below zero
    assert mid["small"]["keep"]["effect"] == pytest.approx(1.0)
    assert high["recent"]["win back"]["effect"] > mid["recent"]["win back"]["effect"]
    with pytest.raises(ParameterError, match="end"):
        terms_by_group(end="middle", **parts)
    with pytest.raises(DataError, match="column 'effect' is missing"):
        terms_by_group(**parts | {"develop": parts["develop"].drop(columns="effect")})


def test_the_figure_counts_the_clear_groups():
    with plt.rc_context():
        apply_style()
        effects = campaign_effects(pd.concat([TRIAL] * 10), "size")
        assert plot_campaign_effects(effects).get_title("left").startswith("In 1 of 2 groups")
        with language("zh"):
            assert "2组客户中有1组" in plot_campaign_effects(effects).get_title("left")
        with pytest.raises(DataError, match="control"):
            plot_campaign_effects(effects.drop(columns="control"))
    plt.close("all")


def test_standing_value_and_risk_are_read_from_the_record():
    table = strategy_customers(RECORDS, SIZES, as_of=2025, margin_rate=0.5)
    assert table["standing"].to_dict() == {"A": "active", "B": "lost", "C": "lost"}
    assert table["group"].to_dict() == {"A": "small", "B": "recent", "C": "long gone"}
    assert table["value"].to_dict() == {"A": 400.0, "B": 400.0, "C": 0.0}  # C cost more than it brought
    assert table["years_away"].to_dict() == {"A": 0, "B": 1, "C": 3}
    assert table.loc["A", "risk"] == 0.5


def test_a_record_that_cannot_be_read_is_refused():
    with pytest.raises(DataError, match="no entry for customer 'C'"):
        strategy_customers(RECORDS, SIZES.drop("C"), as_of=2025, margin_rate=0.5)
    with pytest.raises(DataError, match="had a year ago"):
        strategy_customers(RECORDS, SIZES.where(SIZES.index != "A", "large"), as_of=2023, margin_rate=0.5)


def test_a_plan_adds_up_to_the_best_for_each():
    customers = pd.DataFrame(
        {
            "standing": ["prospect", "active", "active", "lost"],
            "value": [20_000.0, 40_000, 40_000, 5_000],
            "potential": [0.0, 5_000, 30_000, 0],
            "risk": [0.0, 0.4, 0.05, 0],
            "group": ["prospect", "large", "small", "recent"],
        },
        index=list("abcd"),
    )
    terms = dict.fromkeys(customers["group"], STRATEGY_TERMS)
    gains = gains_by_group(customers, terms)
    pd.testing.assert_frame_equal(gains, strategy_gains(customers))
    plan = plan_by_group(customers, gains, terms)
    assert plan["gain"].sum() == one_strategy_for_all(gains)["best for each"]
    assert plan["customers"].sum() == len(customers)
    assert plan["gain_per_yuan"].dropna().is_monotonic_decreasing
    assert plan.set_index("group")["strategy"].to_dict() == {
        "large": "keep",
        "small": "develop",
        "prospect": "choose",
        "recent": "none",
    }
    with pytest.raises(DataError, match="each group needs terms"):
        gains_by_group(customers, {"large": STRATEGY_TERMS})
    with pytest.raises(DataError, match="each group needs terms"):
        plan_by_group(customers, gains, {"large": STRATEGY_TERMS})
