"""Rises of a score by luck alone."""

import numpy as np
import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.satisfaction import rise_by_luck

MARKET = {"promoters": 0.17, "detractors": 0.42}


def test_chance_by_hand():
    # One answer: 0.59 - 0.25² = 0.5275. Two scores of 140: 0.007536, root 8.681 points.
    table = rise_by_luck([5], [140], **MARKET)
    assert table.loc[140, 5] == pytest.approx(0.2823, abs=5e-4)  # 1 - Phi(5 / 8.681)
    assert table.index.name == "answers"


def test_chance_agrees_with_simulated_surveys():
    rng = np.random.default_rng(1)
    first, second = (rng.multinomial(400, [0.17, 0.41, 0.42], size=40_000) for _ in range(2))
    rise = 100 * ((second[:, 0] - second[:, 2]) - (first[:, 0] - first[:, 2])) / 400
    # Scores move in steps of a quarter point: half a step is the correction for continuity.
    assert rise_by_luck([5 - 0.125], [400], **MARKET).iloc[0, 0] == pytest.approx(
        (rise >= 5).mean(), abs=0.006
    )


def test_no_rise_wanted_is_half_the_time_and_more_answers_mean_less_luck():
    table = rise_by_luck([0, 3, 10], [50, 500], **MARKET)
    assert table[0].tolist() == [0.5, 0.5]
    assert (table.loc[500, [3, 10]] < table.loc[50, [3, 10]]).all()
    assert (table[10] < table[3]).all()


@pytest.mark.parametrize(
    ("rises", "answers", "market", "message"),
    [
        ([-1], [100], MARKET, "rises"),
        ([5], [1], MARKET, "answers=1 is not a whole number from 2 up"),
        (
            [5],
            [100],
            {"promoters": 0.7, "detractors": 0.4},
            "promoters=0.7 and detractors=0.4 sum to more than 1",
        ),
        ([5], [100], {"promoters": 1.0, "detractors": 0.0}, "every answer is the same"),
        ([5], [100], {"promoters": 1.2, "detractors": 0.0}, "promoters"),
    ],
)
def test_bad_input_is_named(rises, answers, market, message):
    with pytest.raises(ParameterError, match=message):
        rise_by_luck(rises, answers, **market)
