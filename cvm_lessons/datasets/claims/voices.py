"""Claims of the voices: who complains and about what, what a recovery does, who writes comments and how."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import least_squares, logistic_slopes, mean, share
from cvm_lessons.datasets.claims._panels import at
from cvm_lessons.datasets.claims._voices_comments import COMMENT_CLAIMS
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
JUSTICES = ("distributive", "procedural", "interactional")


def _complaining(role: str, place: int, world: World) -> Found:
    """From surveys and complaints: answering depends on value alone, which is in the equation."""
    asked = world["surveys"].query("role == @role")
    spoke = asked[["customer_id", "edition_id"]].merge(
        world["complaints"][["customer_id", "edition_id", "complaint_id"]], how="left"
    )
    value = asked["value_overall"].to_numpy() - world.truth["complaints"]["centre"]
    known = asked["rival_id"].notna().to_numpy()
    return at(logistic_slopes(spoke["complaint_id"].notna(), [value, known]), place)


def _silent(world: World) -> Found:
    came = world["took_part"]["took_part"] & (world["value"]["value_overall"] <= 4)
    return share(~world["complaining"][came])


def _cause_slope(cause: str, world: World) -> Found:
    """Logit of one cause against those without an attribute, by the rating of its attribute."""
    truth, cases = world.truth["complaints"], world["complaint_cases"]
    cases = cases[cases["cause"].isin([cause, "response failure", "billing error", "ethics"])]
    rated = np.empty(len(cases))
    for role, attributes in truth["cause_attribute"].items():
        here = ((cases["role"] == "visitor") == (role == "visitor")).to_numpy()
        rated[here] = world["ratings"].loc[cases.index[here], f"perf_{attributes[cause]}"]
    paying = cases["role"] != "visitor"
    return at(logistic_slopes(cases["cause"] == cause, [rated, paying]), 1)


def _followed(world: World) -> pd.DataFrame:
    return world["complaints"].dropna(subset=["satisfaction_after"])


def _knee(place: int, world: World) -> Found:
    """From all cases: the calm answer the follow-up, which flattens slopes among those who do."""
    hours = world["complaint_cases"]["response_hours"].to_numpy() / world.truth["recovery"]["knee"]["hours"]
    doublings = [np.minimum(np.log2(hours), 0), np.maximum(np.log2(hours), 0)]
    return at(least_squares(world["complaint_recovery"]["procedural"], doublings), place)


def _knee_place(world: World) -> Found:
    """The bend, as a logarithm, from all cases by Muggeo's step; se from its last linear form."""
    hours = np.log2(world["complaint_cases"]["response_hours"].to_numpy())
    outcome, bend = world["complaint_recovery"]["procedural"], 4.5
    for _ in range(6):
        beyond = hours > bend
        fit = least_squares(outcome, [hours, np.maximum(hours - bend, 0), -beyond.astype(float)])
        bend = float(np.clip(bend + fit[0][3] / fit[0][2], 3.0, 6.5))
    return bend, float(fit[1][3] / abs(fit[0][2]))


def _distributive(world: World) -> Found:
    """Points per doubling of the money, among cases that paid money as well as a fix."""
    cases = world["complaint_cases"].query("recovery == 'fix and refund'")
    median = cases["role"].map(world.truth["recovery"]["compensation"])
    doublings = np.log2(1 + cases["compensation"] / median)
    outcome = world["complaint_recovery"].loc[cases.index, "distributive"]
    return at(least_squares(outcome, [doublings, cases["severity"]]), 1)


def _apology(world: World) -> Found:
    seen, kinds = world["complaint_recovery"]["interactional"], world["complaint_cases"]["recovery"]
    groups = [seen[kinds == kind] for kind in ("apology", "none")]
    (one, first), (other, second) = map(mean, groups)
    return one - other, float(np.hypot(first, second))


def _after(place: int, world: World) -> Found:
    log = _followed(world)
    excellent = (log["recovery"] == "fix and refund") & (
        log["response_hours"] <= world.truth["recovery"]["knee"]["hours"]
    )
    columns = [log["satisfaction_before"], *(log[f"justice_{name}"] for name in JUSTICES)]
    columns += [log["severity"], log["second_failure"], excellent & (log["second_failure"] == 0)]
    return at(least_squares(log["satisfaction_after"], columns), place)


def _paradox(second: int, world: World) -> Found:
    cases, recovery = world["complaint_cases"], world["complaint_recovery"]
    here = recovery["excellent"] & (cases["second_failure"] == second)
    return mean((recovery["after"] - recovery["before"])[here])


def _staying(world: World) -> Found:
    """Within role, severity and value: all that both recovery and participation may hang on."""
    cases, log = world["complaint_cases"], world["complaints"]
    stayed = cases.reset_index().merge(log[["customer_id", "edition_id", "stayed"]])
    stayed = stayed[stayed["stayed"].notna() & (stayed["second_failure"] == 0)]
    quick = stayed["response_hours"] <= world.truth["recovery"]["knee"]["hours"]
    excellent = quick & (stayed["recovery"] == "fix and refund")
    columns = [excellent, stayed["value"], stayed["severity"], stayed["role"] == "visitor"]
    return at(least_squares(stayed["stayed"].astype(float), columns), 1)


def _answered(world: World) -> Found:
    recovery = world["complaint_recovery"]
    return at(logistic_slopes(recovery["answered"], [recovery["anger"]]), 1)


def _hours_by_severity(world: World) -> Found:
    log = world["complaints"]
    channels = [log["channel"] == name for name in ("phone", "wechat", "email", "form")]
    return at(least_squares(np.log(log["response_hours"]), [log["severity"], *channels]), 1)


CLIPPED = "whole points with a floor and a ceiling bend a slope a little"

CLAIMS: list[Claim] = [
    *(
        Claim(
            "voices",
            f"complaining, {role}s: logits per point of value",
            lambda truth: truth["complaints"]["value"],
            partial(_complaining, role, 1),
        )
        for role in ("exhibitor", "visitor")
    ),
    Claim(
        "voices",
        "complaining, visitors: logits where a rival is known",
        lambda truth: truth["complaints"]["knows_rival"],
        partial(_complaining, "visitor", 2),
    ),
    Claim(
        "voices",
        "complaining, exhibitors: intercept",
        lambda truth: truth["complaints"]["intercept"]["exhibitor"],
        partial(_complaining, "exhibitor", 0),
    ),
    Claim(
        "voices",
        "share of the dissatisfied who stay silent",
        lambda truth: truth["complaints"]["silent_share"],
        _silent,
        slack=0.005,
        why="follows from other parameters; written with two digits",
    ),
    *(
        Claim(
            "voices",
            f"{cause}: slope on the rating of its attribute",
            lambda truth: truth["complaints"]["cause_slope"],
            partial(_cause_slope, cause),
        )
        for cause in ("core failure", "pricing", "inconvenience")
    ),
    Claim(
        "voices",
        "hours to the first answer: slope of the logarithm on severity",
        lambda truth: truth["complaints"]["response_hours_severity"],
        _hours_by_severity,
    ),
    Claim(
        "voices",
        "procedural justice per doubling of the hours, before the knee",
        lambda truth: truth["recovery"]["knee"]["before"],
        partial(_knee, 1),
        slack=0.01,
        why=CLIPPED,
    ),
    Claim(
        "voices",
        "procedural justice per doubling of the hours, after the knee",
        lambda truth: truth["recovery"]["knee"]["after"],
        partial(_knee, 2),
        slack=0.03,
        why=CLIPPED,
    ),
    Claim(
        "voices",
        "the knee itself, logarithm to base 2 of the hours",
        lambda truth: float(np.log2(truth["recovery"]["knee"]["hours"])),
        _knee_place,
        slack=0.05,
        why=CLIPPED,
    ),
    Claim(
        "voices",
        "distributive justice per doubling of the money",
        lambda truth: truth["recovery"]["justice_compensation"],
        _distributive,
        slack=0.03,
        why=CLIPPED,
    ),
    Claim(
        "voices",
        "interactional justice: apology against nothing",
        lambda truth: (
            truth["recovery"]["justice_kind"]["interactional"]["apology"]
            - truth["recovery"]["justice_kind"]["interactional"]["none"]
        ),
        _apology,
        slack=0.05,
        why=CLIPPED,
    ),
    *(
        Claim(
            "voices",
            f"satisfaction after: path from {name} justice",
            lambda truth, name=name: truth["recovery"]["after_justice"][name],  # type: ignore[misc]
            partial(_after, 2 + place),
            slack=0.01,
            why=CLIPPED,
        )
        for place, name in enumerate(JUSTICES)
    ),
    *(
        Claim(
            "voices",
            f"satisfaction after: {what}",
            lambda truth, name=name: truth["recovery"][name],  # type: ignore[misc]
            partial(_after, place),
            slack=0.05 if name == "delight" else 0.01,
            why=CLIPPED,
        )
        for what, name, place in (
            ("slope on satisfaction before", "after_before", 1),
            ("slope on severity", "after_severity", 5),
            ("a second failure", "after_second", 6),
            ("delight of an excellent first recovery", "delight", 7),
        )
    ),
    *(
        Claim(
            "voices",
            f"recovery paradox after a {name} failure",
            lambda truth, name=name: truth["recovery"]["paradox"][name],  # type: ignore[misc]
            partial(_paradox, second),
            slack=0.02,
            why="follows from other parameters; written with two digits",
        )
        for second, name in enumerate(("first", "second"))
    ),
    Claim(
        "voices",
        "staying: excellent recovery changes nothing",
        lambda truth: truth["recovery"]["staying"],
        _staying,
    ),
    Claim(
        "voices",
        "answering the follow-up: slope on anger",
        lambda truth: truth["recovery"]["answered"]["anger"],
        _answered,
    ),
    *COMMENT_CLAIMS,
]
