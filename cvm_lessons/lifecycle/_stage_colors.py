"""Colour and name of a stage in figures: by the phase and the scheme that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from cvm_lessons.core import PALETTE, current_language, translate
from cvm_lessons.lifecycle.schemes import SCHEMES

__all__ = ["stage_colors", "stage_labels"]

PHASE_COLORS = {
    "prospect": PALETTE["yellow"],
    "trial": PALETTE["sky"],
    "growth": PALETTE["green"],
    "maturity": PALETTE["blue"],
    "decline": PALETTE["orange"],
    "end": PALETTE["pale"],
}
PHASE_NAMES = {
    "prospect": "潜在",
    "trial": "考察",
    "growth": "成长",
    "maturity": "成熟",
    "decline": "衰退",
    "end": "终止",
}
OTHERS = [PALETTE[name] for name in ("purple", "red", "grey", "ink", "yellow", "sky")]


def stage_colors(stages: Sequence[str]) -> dict[str, str]:
    """Return a colour by stage; stages of no scheme get colours of their own in turn."""
    known = dict(PHASE_COLORS)
    for _, scheme in SCHEMES.values():
        for name, zh, phases in scheme:
            # Dissolution spans decline and end: it has the colour of its beginning, others of their peak.
            phase = phases[0] if "decline" in phases else phases[-1]
            known.setdefault(name, PHASE_COLORS[phase])
            known.setdefault(zh, PHASE_COLORS[phase])
    free = [stage for stage in stages if stage not in known]
    own = {stage: OTHERS[number % len(OTHERS)] for number, stage in enumerate(free)}
    return {stage: known.get(stage) or own[stage] for stage in stages}


def stage_labels(stages: Sequence[str]) -> dict[str, str]:
    """Return the name to show by stage: in Chinese that of the scheme which has all these stages.

    The same English word is another one in another scheme, and trust is no stage elsewhere.
    """
    if current_language() == "zh":
        schemes = [{name: zh for name, zh, _ in stages_} for _, stages_ in SCHEMES.values()]
        for known in (*schemes, PHASE_NAMES):
            if set(stages) <= set(known):
                return {stage: known[stage] for stage in stages}
    return {stage: translate(stage) for stage in stages}
