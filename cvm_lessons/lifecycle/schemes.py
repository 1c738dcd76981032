"""Published lists of the stages of a relationship, laid side by side on six phases."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, check_choice

__all__ = ["PHASES", "SCHEMES", "equivalent_stages", "scheme_map", "stage_of_phase", "stage_schemes"]

PHASES = ("prospect", "trial", "growth", "maturity", "decline", "end")
# A scheme: its source (a key of the bibliography, or the kind of textbook), then its stages in their order
# with the Chinese name and the phases that the stage spans.
Scheme = tuple[str, tuple[tuple[str, str, tuple[str, ...]], ...]]
SCHEMES: dict[str, Scheme] = {
    "dwyer": (
        "dwyer1987",
        (
            ("awareness", "知晓", ("prospect",)),
            ("exploration", "探索", ("trial",)),
            ("expansion", "扩展", ("growth",)),
            ("commitment", "承诺", ("maturity",)),
            ("dissolution", "解体", ("decline", "end")),
        ),
    ),
    "four_stage": (
        "chen2002",
        (
            ("inspection", "考察期", ("trial",)),
            ("formation", "形成期", ("growth",)),
            ("stability", "稳定期", ("maturity",)),
            ("degeneration", "退化期", ("decline", "end")),
        ),
    ),
    "exhibition": (
        "textbooks of exhibition marketing",
        (
            ("cultivation", "培育期", ("prospect", "trial")),
            ("confirmation", "确认期", ("growth",)),
            ("trust", "信任期", ("maturity",)),
            ("weakening", "弱化期", ("decline",)),
            ("lost", "消失期", ("end",)),
        ),
    ),
    "profit": (
        "textbooks of customer relations",
        (
            ("potential", "潜在获取期", ("prospect", "trial")),
            ("growth", "成长期", ("growth",)),
            ("maturity", "成熟期", ("maturity",)),
            ("decline", "衰退期", ("decline",)),
            ("termination", "终止期", ("end",)),
        ),
    ),
    "relationship": (
        "textbooks of customer relations, after dwyer1987",
        (
            ("establishment", "建立", ("prospect", "trial")),
            ("development", "发展", ("growth",)),
            ("maintenance", "维持", ("maturity",)),
            ("break", "破裂", ("decline", "end")),
        ),
    ),
    "customer_asset": (
        "textbooks of customer equity",
        (
            ("attraction", "吸引", ("prospect",)),
            ("retention", "留存", ("trial",)),
            ("extension", "扩展", ("growth",)),
            ("loyalty", "忠诚", ("maturity",)),
        ),
    ),
    "telecom": (
        "telecommunications practice",
        (
            ("acquisition", "获取", ("prospect", "trial")),
            ("upgrade", "提升", ("growth",)),
            ("mature", "成熟", ("maturity",)),
            ("decline", "衰退", ("decline",)),
            ("churn", "离网", ("end",)),
        ),
    ),
    "acquire_enhance_retain": (
        "textbooks of customer relations",
        (
            ("acquire", "获得", ("prospect", "trial")),
            ("enhance", "提高", ("growth",)),
            ("retain", "保持", ("maturity",)),
        ),
    ),
    "recruit_develop_keep": (
        "textbooks of customer relations",
        (
            ("recruit", "招募", ("prospect", "trial")),
            ("develop", "培养", ("growth",)),
            ("keep", "保持", ("maturity",)),
        ),
    ),
}


def stage_schemes() -> pd.DataFrame:
    """Return every stage of every scheme with its Chinese name, its source and the phases that it spans.

    Returns
    -------
    DataFrame
        One row per scheme and stage, in the scheme's order: scheme, number (from 1), stage, zh, phases
        (first to last, joined by a comma), source (a key of the bibliography where there is one).

    References
    ----------
    Dwyer, Schurr and Oh (1987), Journal of Marketing 51(2), 11-27; Chen (2002), Journal of Zhejiang
    University (Humanities and Social Sciences) 32(6), 66-72. The six phases and the correspondence are ours.

    Examples
    --------
    >>> table = stage_schemes()
    >>> table.loc[table["scheme"] == "four_stage", "zh"].tolist()
    ['考察期', '形成期', '稳定期', '退化期']
    """
    rows = [
        (scheme, number, stage, zh, ", ".join(phases), source)
        for scheme, (source, stages) in SCHEMES.items()
        for number, (stage, zh, phases) in enumerate(stages, start=1)
    ]
    return pd.DataFrame(rows, columns=["scheme", "number", "stage", "zh", "phases", "source"])


def scheme_map(schemes: Sequence[str] | None = None, *, chinese: bool = False) -> pd.DataFrame:
    """Return which stages of the schemes stand for roughly the same phase of a relationship.

    Parameters
    ----------
    schemes : sequence of str, optional
        Names from `SCHEMES`; all if left out.
    chinese : bool, default False
        Whether to give the Chinese names.

    Returns
    -------
    DataFrame
        Index `phase`, a column per scheme; missing where a scheme has no such stage. A question about stages
        must name its scheme.

    Raises
    ------
    ParameterError
        If there is no such scheme, or none is named.

    Examples
    --------
    >>> scheme_map(["exhibition", "four_stage"]).loc["decline"].tolist()
    ['weakening', 'degeneration']
    """
    if isinstance(schemes, str) or not isinstance(schemes, Sequence | None):
        raise ParameterError(f"schemes={schemes!r} is no list: write a list of names.")
    names = list(SCHEMES) if schemes is None else [check_choice("schemes", name, SCHEMES) for name in schemes]
    if not names:
        raise ParameterError(f"schemes is empty: name some of {', '.join(SCHEMES)}.")
    columns = {name: _by_phase(name, place=1 if chinese else 0) for name in names}
    return pd.DataFrame(columns, index=pd.Index(PHASES, name="phase"))


def stage_of_phase(phase: str, scheme: str) -> str | None:
    """Return what a scheme calls a phase, or None where it has no stage for it.

    Parameters
    ----------
    phase : str
        One of `PHASES`.
    scheme : str
        One of `SCHEMES`.

    Returns
    -------
    str or None
        The stage.

    Raises
    ------
    ParameterError
        If there is no such phase or scheme.

    Examples
    --------
    >>> stage_of_phase("maturity", "exhibition")
    'trust'
    """
    check_choice("phase", phase, PHASES)
    return _by_phase(check_choice("scheme", scheme, SCHEMES), place=0).get(phase)


def equivalent_stages(stage: str, scheme: str, other: str) -> tuple[str, ...]:
    """Return the stages of another scheme that share a phase with this one.

    Parameters
    ----------
    stage : str
        A stage of `scheme`, in English or Chinese.
    scheme, other : str
        Names from `SCHEMES`.

    Returns
    -------
    tuple of str
        In the other scheme's order: one, several where the other list is finer, none where it has no such
        stage.

    Raises
    ------
    ParameterError
        If there is no such scheme or stage.

    Examples
    --------
    >>> equivalent_stages("退化期", "four_stage", "exhibition")
    ('weakening', 'lost')
    """
    _, stages = SCHEMES[check_choice("scheme", scheme, SCHEMES)]
    if not isinstance(stage, str):
        raise ParameterError(f"stage={stage!r} is not the name of one stage.")
    english = {zh: name for name, zh, _ in stages}
    name = check_choice("stage", english.get(stage, stage), english.values())
    spans = next(phases for each, _, phases in stages if each == name)
    others = _by_phase(check_choice("other", other, SCHEMES), place=0)
    return tuple(dict.fromkeys(others[phase] for phase in spans if phase in others))


def _by_phase(scheme: str, *, place: int) -> dict[str, str]:
    return {phase: str(stage[place]) for stage in SCHEMES[scheme][1] for phase in stage[2]}
