"""Explorers: sample size and a Net Promoter Score, answers and a Kano category, expectation and a gap."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    Explorer,
    check_number,
    labelled_slider,
    translate,
)
from cvm_lessons.satisfaction._checks import check_whole
from cvm_lessons.satisfaction.expectation_rules import (
    expectation_rules,
    expectation_sentence,
    expectation_what_if,
)
from cvm_lessons.satisfaction.kano import KANO_CATEGORIES
from cvm_lessons.satisfaction.plots_formation import plot_expectation_rules
from cvm_lessons.satisfaction.plots_kano import plot_kano_map
from cvm_lessons.satisfaction.plots_metrics import plot_simulated_nps
from cvm_lessons.satisfaction.what_if import (
    REGULAR,
    kano_sentence,
    kano_what_if,
    nps_sentence,
    nps_simulation,
)

__all__ = ["expectation_explorer", "kano_explorer", "nps_simulator"]

SURVEYS = 20


def nps_simulator(
    *, promoters: float = 0.45, detractors: float = 0.20, n: int = 400, seed: int = 0
) -> Explorer:
    """Return sliders for the true shares and the sample size, above the scores that surveys would find.

    Parameters
    ----------
    promoters, detractors : float
        True shares at the start; the sliders end at one half each, so that they never pass 1.
    n : int, default 400
        Answers at the start, 10 to 2000.
    seed : int, default 0
        Seed of the simulated surveys: the same answers for the same sliders.

    Returns
    -------
    Explorer
        With the sliders ``"promoters"``, ``"detractors"`` (per cent) and ``"n"``.

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> simulator = nps_simulator()
    >>> simulator.sliders["n"].value = 100
    >>> simulator.sentence[:38]
    'True score 25. 20 surveys of 100 answe'
    """
    check_whole("n", n, low=10, high=2000)
    shares = {"promoters": promoters, "detractors": detractors}
    for name, share in shares.items():
        check_number(name, share, low=0, high=0.5)
    sliders = {
        "promoters": labelled_slider(translate("Promoters, %"), 100 * promoters, low=0, high=50, step=1),
        "detractors": labelled_slider(translate("Detractors, %"), 100 * detractors, low=0, high=50, step=1),
        "n": labelled_slider(translate("Answers"), n, low=10, high=2000, step=10),
    }

    def respond(state: Mapping[str, float]) -> pd.DataFrame:
        p, d = state["promoters"] / 100, state["detractors"] / 100
        return nps_simulation(p, d, int(state["n"]), surveys=SURVEYS, rng=seed)

    return Explorer(
        sliders, list(sliders.values()), respond=respond, say=nps_sentence, draw=plot_simulated_nps
    )


def kano_explorer(
    feature: str = "lounge", *, counts: Mapping[str, int] | None = None, most: int = 200
) -> Explorer:
    """Return sliders for the answers of one service, above its place on Kano's map.

    Parameters
    ----------
    feature : str, default "lounge"
        Name of the service.
    counts : mapping of str to int, optional
        Answers in M, O, A and I at the start.
    most : int, default 200
        Right end of the sliders.

    Returns
    -------
    Explorer
        With the sliders ``"M"``, ``"O"``, ``"A"`` and ``"I"``.

    Raises
    ------
    ParameterError
        If a category is missing, or a count is out of range.

    Examples
    --------
    >>> explorer = kano_explorer("lounge", counts={"M": 10, "O": 20, "A": 50, "I": 20})
    >>> explorer.sliders["M"].value = 110
    >>> explorer.sentence
    'lounge: must-be. With it 35% are more satisfied; without it 65% are less.'
    """
    start = counts or {"M": 10, "O": 25, "A": 80, "I": 60}
    kano_what_if(feature, start)
    check_whole("most", most, low=max(start.values()))
    sliders = {
        # At 1, not 0, so that no state of the sliders leaves the service without an answer.
        code: labelled_slider(translate(KANO_CATEGORIES[code]), max(start[code], 1), low=1, high=most, step=1)
        for code in REGULAR
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: kano_what_if(feature, {code: int(state[code]) for code in REGULAR}),
        say=kano_sentence,
        draw=_plot_one_service,
    )


def expectation_explorer(
    scores: pd.DataFrame, *, expectation: float = -0.5, performance: float = 0.0
) -> Explorer:
    """Return sliders that move expectation and performance, above what two rules predict.

    Parameters
    ----------
    scores : DataFrame
        With expectation, performance and satisfaction, as `satisfaction_scores` returns.
    expectation, performance : float
        Changes in points at the start, -1 to 1.

    Returns
    -------
    Explorer
        With the sliders ``"expectation"`` and ``"performance"``.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If a change is out of range.

    Examples
    --------
    >>> scores = pd.DataFrame({"expectation": [4, 6, 4, 6], "performance": [4, 4, 6, 6]})
    >>> explorer = expectation_explorer(scores.assign(satisfaction=[5.0, 6.0, 7.0, 8.0]))
    >>> explorer.frame["change"].round(3).to_dict()
    {'difference alone': 0.125, 'both slopes': -0.25}
    """
    rules = expectation_rules(scores)
    start = {"expectation": expectation, "performance": performance}
    labels = {
        "expectation": translate("Expectation, change"),
        "performance": translate("Performance, change"),
    }
    sliders = {
        name: labelled_slider(
            labels[name], check_number(name, change, low=-1, high=1), low=-1, high=1, step=0.05
        )
        for name, change in start.items()
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: expectation_what_if(rules, state["expectation"], state["performance"]),
        say=expectation_sentence,
        draw=plot_expectation_rules,
    )


def _plot_one_service(coefficients: pd.DataFrame) -> Axes:
    """Draw one service on Kano's map, with its category as the title."""
    ax = plot_kano_map(coefficients)
    code = coefficients["category"].iloc[0]
    ax.set_title(translate(KANO_CATEGORIES[code]))
    return ax
