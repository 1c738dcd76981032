"""The workshop study: joiners differ by more than the workshop, the lottery tells its effect."""

import numpy as np
import pytest

LANES = pytest.mark.parametrize("seeds", [6, pytest.param(40, marks=pytest.mark.long)])


def wald(study, ols):
    first, second = ols(study["joined"], study["invited"]), ols(study["value_overall"], study["invited"])
    return second.estimate[1] / first.estimate[1]


@LANES
def test_the_lottery_recovers_the_effect(seeds, ols):
    from cvm_lessons.world import build_world

    estimates = [wald(build_world(seed, 0.5)["cocreation"], ols) for seed in range(seeds)]
    spread = np.std(estimates, ddof=1) / np.sqrt(seeds)
    assert abs(np.mean(estimates) - 0.5) < max(3 * spread, 0.05)


def test_joiners_differ_by_about_three_times_the_effect(few_worlds, ols):
    raw = [
        w["cocreation"].groupby("joined")["value_overall"].mean().diff().iloc[-1]
        / w.truth["cocreation"]["effect"]
        for w in few_worlds
    ]
    assert np.mean(raw) == pytest.approx(3, abs=0.4)


def test_recorded_engagement_takes_only_part_of_the_difference_away(few_worlds, ols):
    adjusted = [
        ols(
            w["cocreation"]["value_overall"], w["cocreation"]["joined"], w["cocreation"]["engagement"]
        ).estimate[1]
        for w in few_worlds
    ]
    assert 0.65 < np.mean(adjusted) < 1.25


def test_the_lottery_knows_nothing_about_the_customer(few_worlds):
    r = [w["cocreation"]["invited"].corr(w["cocreation"]["engagement"]) for w in few_worlds]
    assert np.mean(r) == pytest.approx(0, abs=0.06)
    share = np.mean([w["cocreation"]["invited"].mean() for w in few_worlds])
    assert share == pytest.approx(0.5, abs=0.05)


def test_only_joiners_spend_hours(world):
    study = world["cocreation"]
    assert ((study["hours"] > 0) == (study["joined"] == 1)).all()
    assert study["customer_id"].is_unique
