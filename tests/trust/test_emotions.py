import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust import EMOTIONS, added_share, emotion_scores


@pytest.fixture(scope="module")
def felt() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    frame = pd.DataFrame(rng.normal(size=(600, 3)), columns=["disconfirmation", "positive", "negative"])
    frame["customer_id"] = np.repeat(range(300), 2)
    pull = frame["disconfirmation"] + 0.5 * frame["positive"] - 0.5 * frame["negative"]
    return frame.assign(satisfaction=pull + rng.normal(size=600))


def test_scores_are_means_and_their_balance(answers):
    table = emotion_scores(answers)
    assert table["positive"].to_numpy() == pytest.approx(answers[list(EMOTIONS["positive"])].mean(axis=1))
    assert table["balance"].to_numpy() == pytest.approx(table["positive"] - table["negative"])


def test_f_is_that_of_nested_regressions(felt):
    gain = added_share(felt, "satisfaction", ["disconfirmation"], ["positive", "negative"], n_boot=100)
    small = fit_linear(felt, "satisfaction", ["disconfirmation"])
    large = fit_linear(felt, "satisfaction", ["disconfirmation", "positive", "negative"])
    left = [600 - len(fit.coefficients) for fit in (small, large)]
    squares = [fit.residual_sd**2 * free for fit, free in zip((small, large), left, strict=True)]
    assert gain.f == pytest.approx((squares[0] - squares[1]) / 2 / (squares[1] / left[1]))
    assert gain.df == (2, 596)
    assert gain.partial == pytest.approx(1 - squares[1] / squares[0])


def test_one_added_cause_has_the_square_of_its_t(felt):
    gain = added_share(felt, "satisfaction", ["disconfirmation"], ["positive"], n_boot=100)
    fit = fit_linear(felt, "satisfaction", ["disconfirmation", "positive"]).to_frame()
    assert gain.f == pytest.approx(fit.loc["positive", "t"] ** 2)
    assert gain.p == pytest.approx(fit.loc["positive", "p"])


def test_the_interval_holds_the_true_share_and_the_same_seed_gives_it_again(felt):
    arguments = ("satisfaction", ["disconfirmation"], ["positive", "negative"])
    gain = added_share(felt, *arguments, rng=4, cluster="customer_id")
    assert gain.added.covers(0.5 / 2.5)
    assert gain.added.n == 300
    assert added_share(felt, *arguments, rng=4, cluster="customer_id").added == gain.added
    assert gain.to_frame()["added"].item() == pytest.approx(gain.after - gain.before)
    assert repr(gain).startswith("R² 0.4")


def test_bad_input_is_named(felt, answers):
    with pytest.raises(ParameterError, match="'positive' stands in first and in added"):
        added_share(felt, "satisfaction", ["positive"], ["positive"])
    with pytest.raises(ParameterError, match="n_boot=5 is not a whole number from 100"):
        added_share(felt, "satisfaction", ["disconfirmation"], ["positive"], n_boot=5)
    with pytest.raises(ParameterError, match="level=95 is not a share"):
        added_share(felt, "satisfaction", ["disconfirmation"], ["positive"], level=95)
    with pytest.raises(ParameterError, match="added='positive' is one name"):
        added_share(felt, "satisfaction", ["disconfirmation"], "positive")
    with pytest.raises(DataError, match="two or more values in column 'one', not 1"):
        added_share(felt.assign(one=1), "satisfaction", ["disconfirmation"], ["positive"], cluster="one")
    with pytest.raises(DataError, match="column 'emo_joy', row 0: 6.0 is not a number from 1 to 5"):
        emotion_scores(answers.assign(emo_joy=6.0))
