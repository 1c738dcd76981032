"""What is no model, no customer or no number of draws is refused; margins by unit of time, and growth."""

import pandas as pd
import pytest

import cvm_lessons.equity as room
from cvm_lessons.core import DataError, ParameterError

BG = room.BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
SHOWS = room.BetaGeoBetaBinomModel.from_params(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)
ONE = pd.DataFrame({"frequency": [2], "recency": [30], "T": 38})
HELD = ONE.assign(frequency_holdout=1, duration_holdout=3.0)
LOG = pd.DataFrame({"customer_id": [1], "time": [0.0]})
CALLS = {
    "customer_lifetime_value": lambda model: room.customer_lifetime_value(model, ONE, discount_rate=0.1),
    "lifetime_value_interval": lambda model: room.lifetime_value_interval(model, ONE, horizon=2),
    "track_purchases": lambda model: room.track_purchases(model, LOG, 3),
    "holdout_by_frequency": lambda model: room.holdout_by_frequency(model, HELD),
    "history_grid": lambda model: room.history_grid(model, 5, 3),
    "alive_history": lambda model: room.alive_history(model, [2.0], 5),
}


@pytest.mark.parametrize(
    "thing", [None, ONE, [1], "BG", 3, room.BetaGeoModel], ids=lambda thing: type(thing).__name__
)
@pytest.mark.parametrize("name", CALLS)
def test_what_is_no_model_is_refused(name, thing):
    with pytest.raises(ParameterError, match="no model of repeat purchases"):
        CALLS[name](thing)


@pytest.mark.parametrize("thing", [None, [1], "x", 3, BG], ids=lambda thing: type(thing).__name__)
def test_what_is_no_customer_is_refused(thing):
    for call in (
        lambda: room.customer_lifetime_value(BG, thing, discount_rate=0.1),
        lambda: room.lifetime_value_interval(BG, thing, horizon=2),
        lambda: BG.simulate_future(thing, 5),
    ):
        with pytest.raises(DataError, match="a pandas DataFrame is needed, not"):
            call()


def test_numbers_of_draws_and_times_that_cannot_be_are_refused():
    for n in ("3", -1, 0, 2.5, True, [1]):
        with pytest.raises(ParameterError, match="n=.* is not a whole number from 1 up"):
            BG.simulate(5, n)
    for times in (None, "2, 5", 3):
        with pytest.raises(ParameterError, match="times=.* is no list of times"):
            room.alive_history(BG, times, 5)
    with pytest.raises(ParameterError, match="t='3' is not a time from 0 up"):
        BG.expected_purchases(ONE, "3")


def test_margins_by_unit_of_time_and_growth():
    by_unit = room.customer_lifetime_value(
        BG, ONE, discount_rate=0, horizon=2.5, margin=[0.1, 0.2, 0.4]
    ).item()
    until = [BG.expected_purchases(ONE, t).item() for t in (1, 2, 2.5)]
    steps = [until[0], until[1] - until[0], until[2] - until[1]]
    assert by_unit == pytest.approx(0.1 * steps[0] + 0.2 * steps[1] + 0.4 * steps[2])
    growing = room.customer_lifetime_value(BG, ONE, discount_rate=0, horizon=2.5, growth=0.1).item()
    assert growing == pytest.approx(steps[0] + 1.1 * steps[1] + 1.21 * steps[2])
    for model in (BG, SHOWS):
        history = ONE.assign(recency=5, T=9)
        endless = room.customer_lifetime_value(model, history, discount_rate=0.2, growth=0.05).item()
        long = room.customer_lifetime_value(
            model,
            history,
            discount_rate=0.2,
            growth=0.05,
            horizon=150,
            paid="end" if model is SHOWS else "middle",
        )
        assert long.item() == pytest.approx(endless, rel=1e-6 if model is SHOWS else 0.03)
    with pytest.raises(ParameterError, match=r"growth=0.1 reaches discount_rate=0.1: the value has no end"):
        room.customer_lifetime_value(BG, ONE, discount_rate=0.1, growth=0.1)
    with pytest.raises(ParameterError, match="a margin for each unit of time needs a horizon"):
        room.customer_lifetime_value(BG, ONE, discount_rate=0.1, margin=[0.1])
    with pytest.raises(ParameterError, match="margin holds 1 units of time and the horizon 3"):
        room.customer_lifetime_value(BG, ONE, discount_rate=0.1, margin=[0.1], horizon=3)


def test_futures_of_shows_keep_their_digits_where_hypergeometric_functions_fail():
    import mpmath as mp

    model = room.BetaGeoBetaBinomModel.from_params(alpha=0.001, beta=0.75, gamma=0.66, delta=30.0)
    shows = pd.DataFrame({"frequency": [220], "recency": [273], "T": [300]})
    for rate in (1e-6, 1e-3, 0.1):
        lasting = mp.hyp2f1(1, 0.66, 0.66 + 331, -1 / mp.mpf(rate)) / mp.mpf(rate)
        exact = model.probability_alive(shows).item() * lasting
        assert model.discounted_residual_lifetime(shows, rate).item() == pytest.approx(float(exact), rel=1e-8)


@pytest.mark.parametrize(
    ("ends", "weights", "message"),
    [
        ([3, 1], [1, 1], "ends=.* ascending order"),
        (5, [1], "ends=5 are not times"),
        ([1, 2], [1], "2 ends and 1 weights"),
        ([1], ["一"], "weight='一' is not a finite number"),
        ([1], [float("nan")], "weight=nan"),
        (["三"], [1], "is not a time from 0 up"),
    ],
)
def test_spans_and_weights_that_cannot_be_are_refused(ends, weights, message):
    with pytest.raises(ParameterError, match=message):
        BG.weighted_purchases(ONE, ends, weights)


def test_successive_spans_add_up_to_the_whole():
    parts = BG.weighted_purchases(ONE, [2, 5, 9.5], [1, 1, 1])
    assert parts.item() == pytest.approx(BG.expected_purchases(ONE, 9.5).item())


def test_collapse_is_true_or_false():
    with pytest.raises(ParameterError, match="collapse='no' is neither True nor False"):
        room.customer_summary(LOG, date="time", collapse="no")
