"""Time and value by stage: by hand, by adding up periods, by simulation, and against every policy."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import (
    ContactAction,
    best_policy,
    expected_stage_time,
    policy_value,
    stage_value,
    time_to_exit,
)

NAMES = ["考察", "稳定", "流失"]
CHAIN = pd.DataFrame([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0, 0, 1]], NAMES, NAMES)
MARGIN = {"考察": -20.0, "稳定": 100.0, "流失": 0.0}


def recency_chain(chances=(0.3, 0.2, 0.15, 0.05), profit=40.0, cost=4.0):
    """Pfeifer and Carraway (2000): states are periods since the last purchase, the last one is given up.

    The chances, profit and cost are those of their example, read in a re-computation of it; the paper's own
    values were not at hand: the tests add up the periods instead.
    """
    names = [*(f"r{recency}" for recency in range(1, len(chances) + 1)), "former"]
    chain = pd.DataFrame(0.0, names, names)
    for place, chance in enumerate(chances):
        chain.iloc[place, 0], chain.iloc[place, place + 1] = chance, 1 - chance
    chain.loc["former", "former"] = 1.0
    return chain, pd.Series([profit - cost, *[-cost] * (len(chances) - 1), 0.0], names)


def chains(size=3):
    """Random chains with an end that can be reached from everywhere."""
    weights = st.lists(st.floats(0.01, 1), min_size=size * (size - 1), max_size=size * (size - 1))

    def build(numbers):
        table = np.vstack([np.reshape(numbers, (size - 1, size)), np.eye(size)[-1]])
        return pd.DataFrame(table / table.sum(axis=1, keepdims=True), NAMES, NAMES)

    return weights.map(build)


def drawn_courses(chain, customers, periods, seed):
    rng, edges = np.random.default_rng(seed), np.cumsum(chain.to_numpy(), axis=1)
    course = np.zeros((customers, periods), dtype=int)
    for period in range(1, periods):
        draws = rng.random(customers)
        course[:, period] = (draws[:, None] >= edges[course[:, period - 1], :-1]).sum(axis=1)
    return course


def test_the_fundamental_matrix_by_hand():
    """Inverse of [[0.5, -0.3], [-0.1, 0.2]]: its determinant is 0.07."""
    times = expected_stage_time(CHAIN)
    assert times.to_numpy() == pytest.approx(np.array([[0.2, 0.3], [0.1, 0.5]]) / 0.07)
    assert times.index.tolist() == times.columns.tolist() == ["考察", "稳定"]
    assert time_to_exit(CHAIN)["mean"].tolist() == pytest.approx([0.5 / 0.07, 0.6 / 0.07])


@settings(max_examples=20)
@given(chains())
def test_time_in_stages_adds_up_period_by_period(chain):
    times, mean = expected_stage_time(chain), time_to_exit(chain)["mean"]
    once = np.eye(2) + chain.to_numpy()[:2, :2] @ times.to_numpy()
    assert times.to_numpy() == pytest.approx(once)
    assert times.sum(axis=1).to_numpy() == pytest.approx(mean.to_numpy())


def test_time_and_value_agree_with_customers_drawn_from_the_chain():
    courses = drawn_courses(CHAIN, customers=20_000, periods=150, seed=1)
    times = expected_stage_time(CHAIN).loc["考察"]
    exits = time_to_exit(CHAIN).loc["考察"]
    lasted = (courses < 2).sum(axis=1)
    error = lasted.std() / np.sqrt(len(lasted))
    assert lasted.mean() == pytest.approx(exits["mean"], abs=4 * error)
    assert lasted.std() == pytest.approx(exits["sd"], rel=0.03)
    for place, name in enumerate(times.index):
        spent = (courses == place).sum(axis=1)
        assert spent.mean() == pytest.approx(times[name], abs=4 * spent.std() / np.sqrt(len(spent)))
    paid = np.array(list(MARGIN.values()))[courses] @ 1.1 ** -np.arange(150.0)
    value = stage_value(CHAIN, MARGIN, 0.1)["考察"]
    assert paid.mean() == pytest.approx(value, abs=4 * paid.std() / np.sqrt(len(paid)))


def test_value_by_recency_is_the_sum_over_periods():
    chain, margin = recency_chain()
    power, total = np.eye(5), np.zeros(5)
    for period in range(200):
        total += power @ margin.to_numpy() / 1.2**period
        power = power @ chain.to_numpy()
    assert stage_value(chain, margin, 0.2).to_numpy() == pytest.approx(total)
    assert stage_value(chain, margin, 0.2, periods=1).tolist() == margin.tolist()
    two = margin + chain @ margin / 1.2
    assert stage_value(chain, margin, 0.2, periods=2).tolist() == pytest.approx(two.tolist())


def test_a_stage_worth_less_than_nothing_is_where_contact_should_stop():
    """In the example of recency the customer last seen four periods ago costs more than it brings."""
    chain, margin = recency_chain()
    assert (stage_value(chain, margin, 0.2) > 0).tolist() == [True, True, True, False, False]
    stop = pd.DataFrame(np.tile(np.eye(5)[-1], (5, 1)), chain.index, chain.columns)
    # Who is no longer written to is lost, but the purchase of this period has been made.
    actions = {
        "write": ContactAction(chain, margin),
        "stop": ContactAction(stop, margin + np.array([4, 4, 4, 4, 0])),
    }
    best = best_policy(actions, 0.2)
    assert best["action"].tolist() == ["write", "write", "write", "stop", "write"]
    assert (best["value"] >= stage_value(chain, margin, 0.2) - 1e-9).all()


def test_without_discounting_value_is_time_times_margin():
    times = expected_stage_time(CHAIN)
    value = stage_value(CHAIN, MARGIN, 0)
    assert value[["考察", "稳定"]].to_numpy() == pytest.approx(times.to_numpy() @ [-20.0, 100.0])
    assert value["流失"] == 0


@settings(max_examples=20)
@given(chains(), st.floats(0.01, 1), st.integers(1, 20))
def test_value_adds_over_horizons(chain, rate, periods):
    first = stage_value(chain, MARGIN, rate, periods=periods)
    rest = np.linalg.matrix_power(chain.to_numpy(), periods) @ stage_value(chain, MARGIN, rate)
    whole = stage_value(chain, MARGIN, rate)
    assert whole.to_numpy() == pytest.approx(first.to_numpy() + rest / (1 + rate) ** periods)


@settings(max_examples=12)
@given(chains(), chains(), st.floats(0.02, 0.5), st.floats(-50, 50))
def test_the_best_policy_beats_every_policy_in_every_stage(one, two, rate, cost):
    other = {name: value - cost for name, value in MARGIN.items()}
    actions = {"rest": ContactAction(one, pd.Series(MARGIN)), "call": ContactAction(two, pd.Series(other))}
    best = best_policy(actions, rate)
    assert (best["loss"] >= -1e-8).all()
    own = policy_value(best["action"].to_dict(), actions, rate)
    assert own.to_numpy() == pytest.approx(best["value"].to_numpy())
    for choice in product(actions, repeat=3):
        value = policy_value(dict(zip(NAMES, choice, strict=True)), actions, rate)
        assert (value <= best["value"] + 1e-7).all()


def test_one_action_leaves_no_choice_and_no_loss():
    best = best_policy({"rest": ContactAction(CHAIN, pd.Series(MARGIN))}, 0.1)
    assert best["action"].tolist() == ["rest"] * 3
    assert best["loss"].isna().all()
    assert best["value"].to_numpy() == pytest.approx(stage_value(CHAIN, MARGIN, 0.1).to_numpy())


@pytest.mark.parametrize(
    ("chain", "message"),
    [
        ("chain", "no frame with a row and a column per stage"),
        (CHAIN.head(0), "no frame with a row"),
        (CHAIN.iloc[:2], "has not the same stages"),
        (CHAIN.iloc[::-1], "has not the same stages"),
        (CHAIN.replace(0.3, 0.4), "row '考察': the chances do not add up to 1"),
        (CHAIN.replace(0.3, -0.3), "row '考察': a value is no chance"),
        (CHAIN.replace(0.8, np.nan), "row '稳定': a value is no chance"),
        (CHAIN.astype(object).replace(0.8, "高"), "row '稳定': a value is no chance"),
    ],
)
def test_chains_that_cannot_be_are_refused(chain, message):
    for call in (expected_stage_time, time_to_exit, lambda each: stage_value(each, MARGIN, 0.1)):
        with pytest.raises(DataError, match=message):
            call(chain)


def test_a_relationship_without_an_end_is_refused():
    round_trip = pd.DataFrame([[0, 1, 0], [1, 0, 0], [0, 0, 1]], NAMES, NAMES)
    with pytest.raises(DataError, match="from '考察' the relationship never ends"):
        expected_stage_time(round_trip)
    with pytest.raises(DataError, match="no stage is ever left"):
        expected_stage_time(pd.DataFrame(np.eye(3), NAMES, NAMES))
    assert stage_value(round_trip, MARGIN, 0.1)["流失"] == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: stage_value(CHAIN, {"考察": 1.0}, 0.1), "margin of the stage '稳定' is missing"),
        (lambda: stage_value(CHAIN, MARGIN, -0.1), "discount_rate=-0.1 is not a number from 0"),
        (lambda: stage_value(CHAIN, MARGIN | {"流失": 1}, 0), "never left brings something, for ever"),
        (lambda: stage_value(CHAIN, MARGIN, 0.1, periods=0), "periods=0 is not a number from 1"),
        (lambda: best_policy({}, 0.1), "actions is empty"),
        (lambda: best_policy({"rest": ContactAction(CHAIN, pd.Series(MARGIN))}, 0), "is not above 0"),
        (lambda: policy_value({"考察": "rest"}, ACTIONS, 0.1), "policy has no action for the stage '稳定'"),
        (lambda: policy_value(dict.fromkeys(NAMES, "rst"), ACTIONS, 0.1), "Did you mean 'rest'"),
        (lambda: best_policy(ACTIONS | {"call": OTHER}, 0.1), "action 'call' has other stages"),
    ],
)
def test_values_that_cannot_be_are_refused(call, message):
    with pytest.raises((DataError, ParameterError), match=message):
        call()


ACTIONS = {"rest": ContactAction(CHAIN, pd.Series(MARGIN))}
OTHER = ContactAction(CHAIN.iloc[::-1, ::-1], pd.Series(MARGIN))
