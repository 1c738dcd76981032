"""Exchange, bonds, steps, strategies, choice, value and evidence."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError, language, project_root
from cvm_lessons.measurement import fit_linear
from cvm_lessons.relationship import _texts
from cvm_lessons.relationship.crm_steps import check_order, crm_processes, crm_views, steps_of_crm
from cvm_lessons.relationship.customer_choice import break_even_response, court_customers
from cvm_lessons.relationship.evidence import published_effects
from cvm_lessons.relationship.exchange import (
    bond_effects,
    bond_levels,
    exchange_orientation,
    marketing_mixes,
    transaction_and_relationship,
)
from cvm_lessons.relationship.relationship_value import margin_multiple, relationship_values, value_kinds
from cvm_lessons.relationship.strategies import (
    STRATEGIES,
    STRATEGY_TERMS,
    assign_strategies,
    crm_strategies,
    one_strategy_for_all,
    strategy_gains,
    strategy_plan,
)

IDIC = ["identify", "differentiate", "interact", "customise"]
FIRMS = pd.DataFrame(
    {
        "standing": ["prospect", "active", "active", "lost"],
        "value": [20_000.0, 40_000, 40_000, 5_000],
        "potential": [np.nan, 5_000, 30_000, np.nan],
        "risk": [np.nan, 0.4, 0.05, np.nan],
    }
)


@pytest.mark.parametrize("path", sorted(_texts.FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_text_has_both_languages(path):
    for record in _texts.text_records(path.stem):
        for value in record.values():
            assert not isinstance(value, dict) or (set(value) == {"en", "zh"} and all(value.values()))


def test_every_source_of_the_evidence_is_in_the_bibliography():
    keys = (project_root() / "course" / "references.bib").read_text(encoding="utf-8")
    table = published_effects()
    assert all(f"{{{key}," in keys for key in table["source"])
    assert set(table["tag"]) <= {"V", "K"}


def test_the_meta_analysis_is_told_with_its_numbers():
    values = published_effects("relationship quality")["value"]
    assert (values["palmatier-studies"], values["palmatier-relationships"]) == (94, 38_000)


@pytest.mark.parametrize("table", [bond_levels, crm_views, crm_processes, crm_strategies, value_kinds])
def test_tables_change_with_the_language_and_keep_their_index(table):
    english = table()
    with language("zh"):
        chinese = table()
    assert english.index.equals(chinese.index)
    assert (english["name"] != chinese["name"]).all()


def test_the_pairs_of_the_mixes_are_lauterborn_s():
    assert marketing_mixes()["four_c"].tolist()[1].startswith("cost to the customer")
    assert len(transaction_and_relationship()) == 10


@given(st.permutations(IDIC))
def test_inversions_are_the_swaps_of_neighbours_that_mend_the_order(order):
    check, steps, swaps = check_order(order, "idic"), list(order), 0
    while steps != IDIC:  # bubble sort
        for at in range(3):
            if IDIC.index(steps[at]) > IDIC.index(steps[at + 1]):
                steps[at], steps[at + 1], swaps = steps[at + 1], steps[at], swaps + 1
    assert check.inversions == swaps
    assert check.right == (not check.violations)


def test_agreement_is_kendall_s_tau():
    taus = [check_order(order, "idic").agreement for order in permutations(IDIC)]
    assert (max(taus), min(taus)) == (1, -1)
    assert np.mean(taus) == pytest.approx(0)


def test_a_roll_out_before_the_pilot_is_named():
    order = ["planning", "select", "integrate", "roll out", "pilot", "monitor"]
    check = check_order(order)
    assert check.violations == (("roll out", "pilot"),)
    assert check.to_frame().to_dict("list") == {"step": ["roll out"], "needs": ["pilot"]}
    assert repr(check_order(steps_of_crm().index)) == "The order is right."
    with language("zh"):
        assert check.sentence() == "15对步骤中有1对顺序颠倒。 “推广”之前须先完成“试点”。"


def test_orientation_runs_from_transaction_to_relationship():
    ratings = pd.DataFrame({"a": [7, 4, 1], "b": [1, 4, 7]})
    assert exchange_orientation(ratings, ["a", "b"], reversed_aspects=["b"]).tolist() == [100, 50, 0]


def test_bonds_alone_and_jointly_are_regressions():
    rng = np.random.default_rng(2)
    known = rng.normal(4, 1, 500)
    rows = pd.DataFrame({"known": known, "price": 0.8 * known + rng.normal(size=500)})
    rows["stay"] = 0.6 * known + rng.normal(size=500)
    table = bond_effects(rows, "stay", bonds={"financial": ["price"], "social": ["known"]})
    fit = fit_linear(rows, "stay", ["price", "known"])
    assert table["joint"].tolist() == pytest.approx(fit.coefficients.iloc[1:].tolist())
    # The price goes with staying only because those who are known get it.
    assert table.loc["financial", "low_alone"] > 0 > table.loc["financial", "low"]


@pytest.mark.parametrize(("retention", "multiple"), [(0.5, 0.833), (0.8, 2.667), (0.9, 4.5), (0.95, 6.333)])
def test_published_multiples_of_the_margin(retention, multiple):
    assert margin_multiple(retention, 0.1) == pytest.approx(multiple, abs=5e-4)


def test_referrals_can_change_the_ranks():
    firms = pd.DataFrame({"margin": [1000, 800], "retention": [0.8, 0.8], "referrals": [0, 3]})
    table = relationship_values(firms)
    worth = 900 * 0.8 / 0.3
    assert table.loc[1, "referral"] == pytest.approx(3 * 0.25 * 0.5 * worth * 0.8 / 0.3)
    assert table[["rank_direct", "rank_total"]].to_numpy().tolist() == [[1, 2], [2, 1]]


def test_courting_looks_at_what_is_due_to_it():
    firms = pd.DataFrame({"value": [1000, 1000, 1000], "response": [0.9, 0.3, 0.1], "cost": [100] * 3})
    table = court_customers(firms.assign(anyway=[0.85, 0.1, 0.2]), without="anyway")
    assert table["court"].tolist() == [False, True, False]
    assert table["expected_gain"].tolist() == pytest.approx([-50, 100, -200])
    assert break_even_response(100, 1000) == table["break_even"].iloc[0] == 0.1


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 12)), min_size=1, max_size=8), st.integers(0, 40)
)
def test_a_budget_is_used_as_well_as_can_be(offers, budget):
    gains, prices = np.array(offers).T
    firms = pd.DataFrame({"value": 2.0 * (gains + prices), "response": 0.5, "cost": prices})
    chosen = court_customers(firms, budget=budget)["court"].to_numpy()
    sets = (np.arange(2 ** len(offers))[:, None] >> np.arange(len(offers))) & 1
    best = max(gains @ use for use in sets if prices @ use <= budget)
    assert prices @ chosen <= budget
    assert gains @ chosen == best


def test_the_strategy_follows_the_money():
    gains = strategy_gains(FIRMS)
    assert gains.loc[1].to_dict() == pytest.approx(
        {
            "choose": np.nan,
            "develop": 0.6 * 0.2 * 5_000 - 1_500,
            "keep": 0.4 * 0.3 * 40_000 - 1_200,
            "win back": np.nan,
        },
        nan_ok=True,
    )
    assigned = assign_strategies(gains)
    assert assigned["strategy"].tolist() == ["choose", "keep", "develop", "none"]
    assert assigned["gain"].tolist() == pytest.approx([700, 3_600, 4_200, 0])
    plan = strategy_plan(assigned)
    assert plan["customers"].to_dict() == {"choose": 1, "develop": 1, "keep": 1, "win back": 0, "none": 1}
    assert plan["gain"].sum() == pytest.approx(8_500)


def test_the_best_for_each_beats_one_for_all():
    total = one_strategy_for_all(strategy_gains(FIRMS))
    assert total["best for each"] >= total[list(STRATEGIES)].clip(lower=0).max()


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="steps='order' is not one of its values"):
        steps_of_crm("order")
    with pytest.raises(ParameterError, match="step 'pilott' is not known. .*pilot"):
        check_order(["pilott"])
    with pytest.raises(ParameterError, match="step 'pilot' is named 2 times"):
        check_order(["pilot", "pilot"])
    with pytest.raises(ParameterError, match="step 'planning' is missing"):
        check_order(["pilot"])
    with pytest.raises(ParameterError, match="topic='trust' is not known"):
        published_effects("trust")
    ratings = pd.DataFrame({"a": [8]})
    with pytest.raises(DataError, match="column 'a', row 0: 8 is not a number from 1 to 7"):
        exchange_orientation(ratings, ["a"])
    with pytest.raises(ParameterError, match="reversed_aspects names 'b'"):
        exchange_orientation(ratings, ["a"], reversed_aspects=["b"])
    with pytest.raises(ParameterError, match=r"aspects=\[\]"):
        exchange_orientation(ratings, [])
    with pytest.raises(ParameterError, match="low=7 is not below high=1"):
        exchange_orientation(ratings, ["a"], low=7, high=1)
    with pytest.raises(ParameterError, match="bonds is empty"):
        bond_effects(ratings, "a", bonds={})
    with pytest.raises(DataError, match="'a' is a bond and a column besides"):
        bond_effects(ratings, "a", bonds={"a": ["a"]})
    with pytest.raises(ParameterError, match="retention=1 and discount=0"):
        margin_multiple(1, 0)
    firms = pd.DataFrame({"margin": [1], "retention": [1.2], "referrals": [0]})
    with pytest.raises(DataError, match="column 'retention', row 0: 1.2"):
        relationship_values(firms)
    with pytest.raises(ParameterError, match="discount=0 and a retention of 1"):
        relationship_values(firms.assign(retention=1), discount=0)
    with pytest.raises(ParameterError, match="value=0"):
        break_even_response(1, 0)
    prospects = pd.DataFrame({"value": [1], "response": [2.0], "cost": [1]})
    with pytest.raises(DataError, match="column 'response', row 0: 2"):
        court_customers(prospects)
    with pytest.raises(ParameterError, match="budget=-1"):
        court_customers(prospects.assign(response=0.5), budget=-1)
    with pytest.raises(DataError, match="column 'standing', row 0: friend is not one of prospect"):
        strategy_gains(FIRMS.assign(standing="friend"))
    with pytest.raises(DataError, match="column 'potential', row 0"):
        strategy_gains(FIRMS.assign(standing="active"))
    with pytest.raises(ParameterError, match=r"terms\['keep'\] lacks cost or effect"):
        strategy_gains(FIRMS, {**STRATEGY_TERMS, "keep": {"cost": 1}})
    with pytest.raises(DataError, match="column 'strategy', row 0: hope"):
        strategy_plan(pd.DataFrame({"strategy": ["hope"], "gain": [1]}))
    with pytest.raises(DataError, match="column 'keep' is missing"):
        assign_strategies(pd.DataFrame({"choose": [1.0], "develop": [1.0]}))
