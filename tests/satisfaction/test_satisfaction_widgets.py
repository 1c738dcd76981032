"""Explorers of the room, driven by their sliders without a browser, and the functions behind them."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.satisfaction import (
    kano_explorer,
    kano_sentence,
    kano_what_if,
    nps_sentence,
    nps_simulation,
    nps_simulator,
)

PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_surveys_of_one_market_scatter_around_its_score():
    table = nps_simulation(0.45, 0.20, 400, surveys=200, rng=1)
    assert table["estimate"].mean() == pytest.approx(25, abs=1)
    assert table["covered"].mean() == pytest.approx(0.95, abs=0.04)
    assert "True score 25. 200 surveys of 400 answers" in nps_sentence(table)


def test_four_times_the_answers_halve_the_interval():
    widths = []
    for n in (100, 400):
        simulator = nps_simulator(n=n)
        widths.append((simulator.frame["high"] - simulator.frame["low"]).mean())
    assert widths[0] / widths[1] == pytest.approx(2, rel=0.06)


def test_moving_a_slider_changes_sentence_and_figure():
    simulator = nps_simulator()
    before = simulator.picture.value
    simulator.sliders["n"].value = 50
    assert simulator.picture.value != before
    assert "surveys of 50 answers" in simulator.sentence
    simulator.sliders["detractors"].value = 50
    assert simulator.sentence.startswith("True score −5.")
    assert plt.get_fignums() == []


def test_the_corners_of_the_simulator_give_a_figure():
    simulator = nps_simulator()
    for end in ("min", "max"):
        for slider in simulator.sliders.values():
            slider.value = getattr(slider, end)
        assert bytes(simulator.picture.value).startswith(PNG)


def test_kano_s_sliders_make_a_category():
    explorer = kano_explorer("lounge", counts={"M": 10, "O": 20, "A": 50, "I": 20})
    assert "attractive" in explorer.sentence
    explorer.sliders["M"].value = 110
    assert "must-be" in explorer.sentence
    assert explorer.frame.loc["lounge", ["better", "worse"]].tolist() == pytest.approx([0.35, -0.65])
    explorer.reset.click()
    assert "attractive" in explorer.sentence
    for slider in explorer.sliders.values():
        slider.value = slider.min
    assert bytes(explorer.picture.value).startswith(PNG)


def test_labels_and_sentences_are_translated():
    with language("zh"):
        labels = [slider.description for slider in nps_simulator().sliders.values()]
        assert labels == ["推荐者（%）", "贬损者（%）", "回答数"]
        assert "魅力型" in kano_explorer().sentence


def test_bad_input_is_refused():
    with pytest.raises(ParameterError, match="sum to more than 1"):
        nps_simulation(0.8, 0.4, 100)
    with pytest.raises(ParameterError, match="n=1 is not a whole number from 2"):
        nps_simulation(0.4, 0.4, 1)
    with pytest.raises(ParameterError, match="promoters=0.7 is not a number from 0 to 0.5"):
        nps_simulator(promoters=0.7)
    with pytest.raises(ParameterError, match="n=5 is not a whole number from 10 to 2000"):
        nps_simulator(n=5)
    with pytest.raises(ParameterError, match="counts has M, O: it needs M, O, A, I"):
        kano_what_if("lounge", {"M": 1, "O": 2})
    with pytest.raises(ParameterError, match="counts sum to 0"):
        kano_explorer(counts=dict.fromkeys("MOAI", 0))
    with pytest.raises(DataError, match="column 'truth' is missing"):
        nps_sentence(pd.DataFrame({"estimate": [1], "low": [0], "high": [2], "n": [3]}))
    with pytest.raises(DataError, match="column 'better' is missing"):
        kano_sentence(pd.DataFrame({"worse": [1]}))
