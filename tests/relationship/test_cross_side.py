"""Cross-side effects recovered from panels whose truth is known."""

import numpy as np
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.cross_side import CrossSideEffects
from cvm_lessons.relationship.platform import Platform


def effects(fit: CrossSideEffects) -> dict:
    return fit.to_frame().set_index(["equation", "term"])


def test_the_lots_recover_the_truth_and_least_squares_does_not(regional_shows, cross_truth):
    shows = regional_shows(1)
    lots, plain = (effects(CrossSideEffects(method).fit(shows)) for method in ("two_stage", "pooled"))
    for effect, truth in cross_truth.items():
        # One world of five effects: three standard errors.
        reach = 1.5 * (lots.loc[effect, "high"] - lots.loc[effect, "low"]) / 2
        assert abs(lots.loc[effect, "estimate"] - truth) < reach
    assert plain.loc[("visitors", "variety"), "low"] > 0.6
    assert lots["first_stage"].dropna().min() > 10


@pytest.mark.long
def test_over_forty_worlds_the_intervals_cover_the_truth(regional_shows, cross_truth):
    tables = [effects(CrossSideEffects().fit(regional_shows(seed))) for seed in range(40)]
    hits = [
        table.loc[effect, "low"] <= truth <= table.loc[effect, "high"]
        for table in tables
        for effect, truth in cross_truth.items()
    ]
    assert np.mean(hits) >= 0.88
    feedback = [CrossSideEffects().fit(regional_shows(seed)).feedback_ for seed in range(40)]
    assert np.mean(feedback) == pytest.approx(0.40, abs=0.04)
    for effect, truth in cross_truth.items():
        assert np.mean([table.loc[effect, "estimate"] for table in tables]) == pytest.approx(truth, abs=0.03)


def test_feedback_and_multiplier_belong_together(regional_shows):
    fit = CrossSideEffects().fit(regional_shows(2))
    assert fit.multiplier_ == pytest.approx(1 / (1 - fit.feedback_))
    pulls = [fit.exhibitors_[size].coefficients["visitors_last"] for size in ("small", "medium", "large")]
    of_visitors = fit.visitors_.coefficients[["variety", "variety_last"]].sum()
    assert min(pulls) * of_visitors < fit.feedback_ < max(pulls) * of_visitors
    assert "feedback" in repr(fit)
    platform = Platform.from_estimates(fit, regional_shows(2))
    assert platform.feedback == pytest.approx(fit.feedback_, abs=0.02)


def test_other_weights_of_variety_change_little(regional_shows):
    shows = regional_shows(3)
    by_head = CrossSideEffects(variety={"small": 1, "medium": 1, "large": 1}).fit(shows)
    assert by_head.feedback_ == pytest.approx(CrossSideEffects().fit(shows).feedback_, abs=0.05)


def test_bad_input_is_named(regional_shows):
    shows = regional_shows(4)
    with pytest.raises(ParameterError, match="method='ols' is not one of its values"):
        CrossSideEffects("ols").fit(shows)
    with pytest.raises(ParameterError, match="variety lacks 'large'"):
        CrossSideEffects(variety={"small": 1, "medium": 1}).fit(shows)
    with pytest.raises(DataError, match="column 'visitors', row 0: 0.* is not above 0"):
        CrossSideEffects().fit(shows.assign(visitors=0))
    with pytest.raises(
        DataError, match="column 'year', row 60: .* is not the only row of that show and year"
    ):
        CrossSideEffects().fit(shows.assign(year=2004))
    with pytest.raises(DataError, match="no show has two editions"):
        CrossSideEffects().fit(shows.head(60))
    with pytest.raises(ParameterError, match="not fitted"):
        CrossSideEffects().to_frame()
