"""Two-stage least squares: against least squares, the ratio of differences, and known parameters."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.relationship.two_stage import fit_two_stage


def draw(seed: int, n: int = 300) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    lot, common = rng.integers(0, 2, n), rng.normal(size=n)
    came = 0.8 * lot + common + rng.normal(size=n)
    return pd.DataFrame(
        {
            "lot": lot,
            "other": rng.normal(size=n),
            "came": came,
            "sales": 0.5 * came + 2 * common + rng.normal(size=n),
            "firm": np.arange(n) // 3,
            "year": np.arange(n) % 3,
        }
    )


def test_one_binary_lot_gives_the_ratio_of_differences():
    rows = draw(1)
    means = rows.groupby("lot")[["sales", "came"]].mean().diff().iloc[-1]
    fit = fit_two_stage(rows, "sales", ["came"], instruments=["lot"], cluster="firm")
    assert fit.coefficients["came"] == pytest.approx(means["sales"] / means["came"])


def test_without_instruments_it_is_least_squares():
    rows = draw(2)
    plain = fit_linear(rows, "sales", ["came", "other"], cluster="firm")
    fit = fit_two_stage(rows, "sales", ["came"], ["other"], cluster="firm")
    assert fit.coefficients.tolist() == pytest.approx(plain.coefficients.iloc[1:].tolist())
    # fit_linear has the factor (n - 1) / (n - k) besides.
    ratio = np.diag(plain.covariance)[1:] / np.diag(fit.covariance)
    assert ratio == pytest.approx([299 / 297] * 2)


def test_instruments_that_are_the_columns_themselves_change_nothing():
    rows = draw(3).assign(copy=lambda frame: frame["came"])
    plain = fit_two_stage(rows, "sales", ["came"], cluster="firm")
    itself = fit_two_stage(rows, "sales", ["came"], instruments=["copy"], cluster="firm")
    assert itself.coefficients["came"] == pytest.approx(plain.coefficients["came"])


def test_absorbing_is_the_same_as_a_column_for_each_value():
    rows = draw(4)
    dummies = pd.get_dummies(rows["year"], prefix="y", drop_first=True).astype(float)
    long = fit_linear(rows.join(dummies), "sales", ["came", *dummies.columns])
    fit = fit_two_stage(rows, "sales", ["came"], absorb=["year"], cluster="firm")
    assert fit.coefficients["came"] == pytest.approx(long.coefficients["came"])


def test_the_lot_removes_the_common_cause():
    rows = draw(5, 6000)
    plain = fit_two_stage(rows, "sales", ["came"], cluster="firm").interval("came")
    by_lot = fit_two_stage(rows, "sales", ["came"], instruments=["lot"], cluster="firm").interval("came")
    assert plain.low > 1
    assert by_lot.covers(0.5)


@pytest.mark.long
def test_the_interval_covers_the_truth_as_often_as_it_claims():
    fits = [
        fit_two_stage(draw(seed), "sales", ["came"], instruments=["lot"], cluster="firm")
        for seed in range(400)
    ]
    covered = np.mean([fit.interval("came").covers(0.5) for fit in fits])
    assert 0.92 <= covered <= 0.985


def test_a_weak_lot_is_called_weak():
    rows = draw(6).assign(noise=np.random.default_rng(7).normal(size=300))
    assert fit_two_stage(rows, "sales", ["came"], instruments=["noise"], cluster="firm").weak
    strong = fit_two_stage(draw(6, 3000), "sales", ["came"], instruments=["lot"], cluster="firm")
    assert not strong.weak
    assert "least first-stage F" in repr(strong)
    assert strong.to_frame()["first_stage"].item() > 10


def test_bad_input_is_named():
    rows = draw(8)
    with pytest.raises(ParameterError, match="1 instruments for 2 moved columns"):
        fit_two_stage(rows, "sales", ["came", "other"], instruments=["lot"], cluster="firm")
    with pytest.raises(ParameterError, match="each must be named once"):
        fit_two_stage(rows, "sales", ["sales"], cluster="firm")
    with pytest.raises(DataError, match="column 'fixed' does not vary once the constants are taken out"):
        fit_two_stage(rows.assign(fixed=rows["firm"]), "sales", ["fixed"], absorb=["firm"], cluster="firm")
    with pytest.raises(DataError, match="column 'twice' is a combination"):
        fit_two_stage(rows.assign(twice=2 * rows["came"]), "sales", ["came", "twice"], cluster="firm")
    with pytest.raises(DataError, match="3 rows in 1 clusters cannot carry 1 columns"):
        fit_two_stage(rows.head(3), "sales", ["came"], cluster="firm")
    with pytest.raises(ParameterError, match="term='lot' is not one of came"):
        fit_two_stage(rows, "sales", ["came"], cluster="firm").interval("lot")
