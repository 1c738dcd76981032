"""Explorers: mix of commitment, satisfaction and switching costs, budget for trust, common cause."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import check_number, translate
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.trust.commitment import COMMITMENT, OUTCOMES
from cvm_lessons.trust.confounding import common_cause_associations
from cvm_lessons.trust.moderation import Moderation
from cvm_lessons.trust.outcome_models import OutcomeModels
from cvm_lessons.trust.plots_building import plot_trust_plan
from cvm_lessons.trust.plots_commitment import plot_predicted_outcomes
from cvm_lessons.trust.plots_confounding import plot_common_cause
from cvm_lessons.trust.plots_switching import plot_moderation
from cvm_lessons.trust.scales import scale_label
from cvm_lessons.trust.what_if import (
    common_cause_sentence,
    moderation_sentence,
    outcomes_sentence,
    plan_with,
    trust_plan_sentence,
)

__all__ = [
    "commitment_explorer",
    "common_cause_explorer",
    "moderation_explorer",
    "trust_plan_explorer",
]

STEPS = 20  # of the budget slider


def commitment_explorer(
    scores: pd.DataFrame,
    outcomes: Sequence[str] = OUTCOMES,
    *,
    components: Sequence[str] = COMMITMENT,
    controls: Sequence[str] = (),
    cluster: str | None = None,
) -> Explorer:
    """Return a slider per kind of commitment, with what is expected of such a customer.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: scores of the components from 1 to 7, and the outcomes.
    outcomes : sequence of str
        Columns to explain.
    components : sequence of str, default `COMMITMENT`
        Columns that explain them together.
    controls : sequence of str, optional
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one gives several answers.

    Returns
    -------
    Explorer
        With a slider named after each component, which starts at its mean.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If outcomes or components are none or a single string.

    Examples
    --------
    >>> scores = pd.DataFrame({"want": [1, 2, 3, 4, 5], "advocacy": [2.0, 2.6, 2.9, 3.5, 4.0]})
    >>> explorer = commitment_explorer(scores, ["advocacy"], components=["want"])
    >>> explorer.sliders["want"].value = 5
    >>> explorer.sentence
    'Advocacy 4.0 (mean 3.0).'
    """
    models = OutcomeModels(outcomes, components=components, controls=controls, cluster=cluster).fit(scores)
    sliders = {
        name: labelled_slider(scale_label(name), round(float(mean), 1), low=1, high=7, step=0.1)
        for name, mean in models.means_.items()
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=models.expected,
        say=outcomes_sentence,
        draw=plot_predicted_outcomes,
    )


def common_cause_explorer(
    *, effect: float = 0.1, strength: float = 0.5, asked: float = 0.6, lasting: float = 0.8
) -> Explorer:
    """Return sliders for a common cause of friendship and trust, with what each comparison makes of it.

    Parameters
    ----------
    effect : float, default 0.1
        True effect of friendship on trust at the start, 0 to 0.5.
    strength : float, default 0.5
        What the common cause does to each of the two at the start, 0 to 0.6.
    asked : float, default 0.6
        Share of the cause that the survey's question catches.
    lasting : float, default 0.8
        Share of the cause that lasts from one answer to the next.

    Returns
    -------
    Explorer
        With the sliders ``"effect"``, ``"strength"``, ``"asked"`` and ``"lasting"``.

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> explorer = common_cause_explorer()
    >>> explorer.sliders["strength"].value = 0
    >>> explorer.sentence
    'Raw 0.10; adjusted 0.10; within customer 0.10. True effect 0.10.'
    """
    most = {"effect": 0.5, "strength": 0.6, "asked": 1.0, "lasting": 1.0}
    start = {"effect": effect, "strength": strength, "asked": asked, "lasting": lasting}
    texts = {
        "effect": translate("True effect"),
        "strength": translate("Common cause"),
        "asked": translate("Share of it asked"),
        "lasting": translate("Share of it that lasts"),
    }
    sliders = {
        name: labelled_slider(
            texts[name], check_number(name, start[name], low=0, high=high), low=0, high=high, step=0.05
        )
        for name, high in most.items()
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: common_cause_associations(
            state["effect"], state["strength"], asked=state["asked"], lasting=state["lasting"]
        ),
        say=common_cause_sentence,
        draw=plot_common_cause,
    )


def moderation_explorer(moderation: Moderation) -> Explorer:
    """Return sliders for a customer's satisfaction and switching costs, with what is expected of it.

    Parameters
    ----------
    moderation : Moderation
        What `moderated_retention` or `moderated_effect` returns.

    Returns
    -------
    Explorer
        With the sliders ``"cause"`` and ``"moderator"``, which start at the means.

    Examples
    --------
    >>> from cvm_lessons.trust import moderated_effect
    >>> frame = pd.DataFrame({"satisfaction": [1, 2, 3, 4, 5, 6], "switching_costs": [1, 3, 2, 3, 1, 2]})
    >>> explorer = moderation_explorer(moderated_effect(frame.assign(leave=[6, 5, 5, 3, 2, 1.5])))
    >>> explorer.sliders["cause"].value = 6
    >>> round(explorer.frame["estimate"].item(), 1)
    1.4
    """
    sliders = {}
    for role, name in (("cause", moderation.cause), ("moderator", moderation.moderator)):
        mean, ends = moderation.means[name], (moderation.lowest[name], moderation.highest[name])
        sliders[role] = labelled_slider(
            scale_label(name), round(mean, 1), low=ends[0], high=ends[1], step=0.1
        )

    def point(frame: pd.DataFrame) -> tuple[float, float]:
        return float(frame["cause"].iloc[0]), float(frame["moderator"].iloc[0])

    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: moderation.expected(state["cause"], state["moderator"]),
        say=lambda frame: moderation_sentence(moderation, *point(frame)),
        draw=lambda frame: plot_moderation(moderation, point=point(frame)),
    )


def trust_plan_explorer(gains: pd.DataFrame, *, budget: float = 100_000) -> Explorer:
    """Return sliders for the budget and for how much of the promised lift comes true, with the best plan.

    Parameters
    ----------
    gains : DataFrame
        What `action_trust` returns.
    budget : float, default 100,000
        Budget at the start, in yuan.

    Returns
    -------
    Explorer
        With the sliders ``"budget"`` and ``"realised"``.

    Raises
    ------
    DataError
        If a column or a number is missing.
    ParameterError
        If the budget is not above 0.

    Examples
    --------
    >>> from cvm_lessons.trust import action_trust, trust_actions
    >>> slopes = {"communication": 0.15, "shared_values": 0.13, "opportunism": -0.17}
    >>> slopes = pd.DataFrame({"estimate": slopes})
    >>> slopes = slopes.assign(low=slopes["estimate"], high=slopes["estimate"], room_up=2.5, room_down=2.0)
    >>> explorer = trust_plan_explorer(action_trust(slopes, trust_actions(), customers=600))
    >>> explorer.sliders["budget"].value = 20_000
    >>> explorer.sentence.split(":")[0]
    'Monthly letter on bookings and plans'
    """
    start = check_number("budget", budget, low=1)
    most = max(2 * start, float(gains["cost"].sum()) if "cost" in gains else start)
    step = start / STEPS
    sliders = {
        "budget": labelled_slider(
            translate("Budget (yuan)"), start, low=0, high=step * -(-most // step), step=step
        ),
        "realised": labelled_slider(translate("Share of lift realised"), 1.0, low=0, high=1.5, step=0.05),
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: plan_with(gains, state["budget"], state["realised"]),
        say=trust_plan_sentence,
        draw=plot_trust_plan,
    )
