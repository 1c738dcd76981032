import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust import (
    SWITCHING_COSTS,
    moderated_effect,
    moderated_retention,
    switching_cost_effects,
    switching_cost_kinds,
)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    rng = np.random.default_rng(6)
    both = pd.DataFrame(rng.normal([7, 4], size=(3000, 2)), columns=["satisfaction", "switching_costs"])
    x, m = both["satisfaction"] - 7, both["switching_costs"] - 4
    leave = 3 - 0.8 * x - 0.3 * m + 0.25 * x * m + rng.normal(size=3000)
    chance = 1 / (1 + np.exp(-(0.2 + 0.9 * x + 0.4 * m - 0.3 * x * m)))
    return both.assign(
        leave=leave, rebooked_on_site=rng.random(3000) < chance, size=rng.choice(["s", "l"], 3000)
    )


def test_interaction_and_slopes_are_recovered_in_points(frame):
    fitted = moderated_effect(frame)
    assert fitted.interaction.covers(0.25)
    slopes = fitted.slopes()
    for at, true in (("low", -0.8 - 0.25), ("mean", -0.8), ("high", -0.8 + 0.25)):
        assert slopes.loc[at, "low"] - 0.02 < true < slopes.loc[at, "high"] + 0.02
    assert repr(fitted).startswith("leave on satisfaction by switching_costs: interaction 0.2")


def test_the_slope_where_costs_are_high_is_that_of_a_regression_centred_there(frame):
    value = moderated_effect(frame).slopes().loc["high"]
    x, m = frame["satisfaction"], frame["switching_costs"] - value["value"]
    fit = fit_linear(frame.assign(m=m, xm=(x - x.mean()) * m), "leave", ["satisfaction", "m", "xm"])
    row = fit.to_frame().loc["satisfaction"]
    assert value[["estimate", "low", "high"]].to_numpy() == pytest.approx(
        row[["coefficient", "low", "high"]].to_numpy()
    )


def test_the_interaction_is_recovered_in_log_odds(frame):
    fitted = moderated_retention(frame, controls=["size"])
    assert fitted.is_probability
    assert fitted.interaction.covers(-0.3)
    assert fitted.slopes()["estimate"].is_monotonic_decreasing


def test_expectations_are_predictions_of_the_fit(frame):
    fitted = moderated_retention(frame)
    row = pd.DataFrame({"satisfaction": [8.0], "switching_costs": [5.0]})
    row["product"] = (8 - frame["satisfaction"].mean()) * (5 - frame["switching_costs"].mean())
    expected = fitted.expected(8, 5).iloc[0]
    assert expected["estimate"] == pytest.approx(fitted.fit.probabilities(row).item())
    assert 0 < expected["low"] < expected["estimate"] < expected["high"] < 1


def test_curves_run_over_the_data_at_three_levels(frame):
    curves = moderated_effect(frame).curves()
    assert curves["at"].value_counts().to_dict() == {"low": 41, "mean": 41, "high": 41}
    assert curves["cause"].agg(["min", "max"]).tolist() == frame["satisfaction"].agg(["min", "max"]).tolist()


def test_costs_make_customers_stay_and_not_praise(make_scores):
    table = switching_cost_effects(make_scores(1500, 2), cluster="customer_id").set_index(
        ["outcome", "cause"]
    )
    assert table.loc[("commit_continuance", "switch_procedural"), "low"] > 0.2
    assert table.loc[("advocacy", "switch_procedural"), "high"] < 0
    assert list(switching_cost_kinds().index) == list(SWITCHING_COSTS)


def test_bad_input_is_named(frame):
    with pytest.raises(DataError, match="column 'rebooked_on_site', row 0: 2 is not 0 or 1"):
        moderated_retention(frame.assign(rebooked_on_site=2))
    with pytest.raises(ParameterError, match="'satisfaction' plays two parts"):
        moderated_effect(frame, moderator="satisfaction")
    with pytest.raises(ParameterError, match="level=2 is not a share"):
        moderated_effect(frame, level=2)
    with pytest.raises(DataError, match="column 'switching_costs' is missing"):
        moderated_retention(frame.drop(columns="switching_costs"))
    with pytest.raises(DataError, match="column 'switch_procedural' is missing"):
        switching_cost_effects(frame, ["leave"])
