import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cvm_lessons.core import DataError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.value import cocreation_effects, take_up

EFFECT = 0.5


def study(n: int = 1500, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    drive, invited = rng.normal(size=n), rng.integers(0, 2, size=n)
    joined = (rng.random(n) < 1 / (1 + np.exp(-(-2.2 + 2.4 * invited + 1.2 * drive)))).astype(int)
    value = 6 + EFFECT * joined + 0.7 * drive + rng.normal(0, 0.8, size=n)
    engagement = 4 + 0.75 * drive + 0.65 * rng.normal(size=n)
    return pd.DataFrame(
        {"invited": invited, "joined": joined, "value_overall": value, "engagement": engagement}
    )


def test_take_up_by_hand():
    frame = pd.DataFrame({"invited": [1, 1, 1, 1, 0, 0], "joined": [1, 1, 1, 0, 0, 0]})
    table = take_up(frame)
    assert table["share"].to_dict() == {0: 0.0, 1: 0.75}
    assert table["n"].to_dict() == {0: 2, 1: 4}


def test_wald_is_intention_to_treat_over_the_difference_in_joining():
    frame = study()
    effects, shares = cocreation_effects(frame)["estimate"], take_up(frame)["share"]
    assert effects["wald"] == pytest.approx(effects["intention_to_treat"] / (shares[1] - shares[0]))


def test_with_full_compliance_wald_is_the_difference_with_errors_of_white():
    frame = study(300).assign(joined=lambda rows: rows["invited"])
    row = cocreation_effects(frame).loc["wald"]
    assert row["estimate"] == pytest.approx(cocreation_effects(frame).loc["naive", "estimate"])
    white = fit_linear(frame.assign(row=range(300)), "value_overall", ["joined"], cluster="row")
    half = stats.t.ppf(0.975, 298) * white.standard_errors["joined"]
    assert (row["high"] - row["low"]) / 2 == pytest.approx(half, rel=1e-9)


def test_naive_and_adjusted_overstate_and_the_lottery_does_not():
    effects = cocreation_effects(study(6000))
    assert effects.loc["naive", "low"] > EFFECT
    assert effects.loc["adjusted", "low"] > EFFECT  # engagement measures the drive with error
    assert effects.loc["adjusted", "estimate"] < effects.loc["naive", "estimate"]
    assert effects.loc["wald", "low"] < EFFECT < effects.loc["wald", "high"]
    assert list(effects.index) == ["naive", "adjusted", "intention_to_treat", "wald"]
    assert (effects["n"] == 6000).all()


def test_the_true_drive_as_covariate_removes_the_bias():
    rng = np.random.default_rng(9)
    drive = rng.normal(size=4000)
    invited = rng.integers(0, 2, size=4000)
    joined = (invited + drive + rng.normal(size=4000) > 1).astype(int)
    value = 6 + EFFECT * joined + 0.7 * drive + rng.normal(0, 0.8, size=4000)
    frame = pd.DataFrame({"invited": invited, "joined": joined, "value_overall": value, "drive": drive})
    row = cocreation_effects(frame, covariates=["drive"]).loc["adjusted"]
    assert row["low"] < EFFECT < row["high"]


@pytest.mark.long
def test_wald_intervals_cover_the_effect_on_forty_seeds():
    rows = [cocreation_effects(study(800, seed)).loc["wald"] for seed in range(40)]
    assert np.mean([row["low"] <= EFFECT <= row["high"] for row in rows]) >= 0.875
    assert np.mean([row["estimate"] for row in rows]) == pytest.approx(EFFECT, abs=0.06)


@pytest.mark.parametrize("function", [cocreation_effects, take_up])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"joined": 2}, "column 'joined', row 0: 2 is not 0 or 1"),
        ({"invited": 0.5}, "column 'invited', row 0: 0.5 is not 0 or 1"),
        ({"invited": np.nan}, "column 'invited', row 0: nan is not a value"),
    ],
)
def test_bad_columns_are_named(function, change, message):
    with pytest.raises(DataError, match=message):
        function(study(50).assign(**change))


def test_a_lottery_that_moves_nobody_is_refused():
    frame = study(200)
    with pytest.raises(DataError, match=r"'invited' hardly moves 'joined' \(F = \d.\d, below 10\)"):
        cocreation_effects(frame.assign(invited=np.arange(200) % 2))
    with pytest.raises(DataError, match="column 'invited' is never 0"):
        take_up(frame.assign(invited=1))
    with pytest.raises(DataError, match="column 'engaged' is missing"):
        cocreation_effects(frame, covariates=["engaged"])
