"""Claims of the survey modules that rest on hidden scores: the paths behind the answers."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import correlation, least_squares, logistic_slopes
from cvm_lessons.datasets.claims._values import claim_at
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
BENT = ("gain", "loss", "loss_by_cause")
NOT_NORMAL = "the overall value is in whole points and only about standard normal"


def _scores(world: World) -> pd.DataFrame:
    """Put the hidden scores of everybody invited side by side, with the shapes that bent lines need."""
    behind = world["relationship_scores"].drop(columns=["satisfaction", "sociability"])
    parts = [world["satisfaction_scores"], behind, world["loyalty_scores"], world["index_loyalty"]]
    scores = pd.concat(parts, axis=1).astype(float)
    loss = scores["disconfirmation"].clip(upper=0.0)
    return scores.assign(
        gain=scores["disconfirmation"].clip(lower=0.0),
        loss=loss,
        loss_by_cause=loss * scores["organiser"],
        captive=2.0 * scores["captive"] - 1.0,
        curve=np.expm1(world.truth["relationship"]["leave"]["bend"] * scores["satisfaction"]),
        handled=scores["complained"] * scores["handling"],
        customer=world["invitations"]["customer"],
    )


def _coefficient(outcome: str, causes: list[str], at: int, scores: pd.DataFrame) -> Found:
    """Regress an outcome on its causes; several rows of a customer are one cluster."""
    fit, error = least_squares(
        scores[outcome], [scores[name] for name in causes], clusters=scores["customer"]
    )
    return float(fit[1 + at]), float(error[1 + at])


def _path(area: str, equations: str, outcome: str, cause: str, world: World) -> Found:
    causes = list(world.truth[area][equations][outcome])
    return _coefficient(outcome, causes, causes.index(cause), _scores(world))


def _formation(cause: str, world: World) -> Found:
    """Return an effect on satisfaction, beside all its other causes."""
    causes = [*BENT, *world.truth["satisfaction"]["effects"]]
    return _coefficient("satisfaction", causes, causes.index(cause), _scores(world))


def _index_loyalty(cause: str, world: World) -> Found:
    causes = ["satisfaction", "image", "complained", "handled"]
    return _coefficient("index_loyalty", causes, causes.index(cause), _scores(world))


def _loyalty(group: str, cause: str, world: World) -> Found:
    """Return an effect on loyalty in one group, friendship being among the causes."""
    causes = [*world.truth["relationship"]["loyalty"][group], "friendship"]
    here = world["relationship_scores"]["long_standing"] == (group == "relational")
    return _coefficient("loyalty", causes, causes.index(cause), _scores(world)[here])


def _leave(captive: bool, cause: str, world: World) -> Found:
    causes = ["affective", "continuance", "satisfaction" if captive else "curve"]
    here = world["relationship_scores"]["captive"] == captive
    return _coefficient("leave", causes, causes.index(cause), _scores(world)[here])


def _budget(captive: bool, cause: str, world: World) -> Found:
    truth, scores = world.truth["relationship"]["budget"], _scores(world)
    scores = scores.assign(
        attraction=world["budgets"]["attraction"], curve=np.exp(truth["bend"] * scores["satisfaction"])
    )
    causes = ["satisfaction" if captive else "curve", "loyalty"]
    here = world["relationship_scores"]["captive"] == captive
    return _coefficient("attraction", causes, causes.index(cause), scores[here])


def _complaint(at: int, world: World) -> Found:
    """Fit who complains, one invitation a customer."""
    scores = world["satisfaction_scores"][world["invitations"]["turn"] == 0]
    causes = [scores["satisfaction"], scores["avoidable"]]
    fit, error = logistic_slopes(scores["complained"].astype(float), causes)
    return float(fit[at]), float(error[at])


def _lasting(table: str, score: str, world: World) -> Found:
    """Correlate a score with itself an edition before, one pair a customer."""
    second, now = world["invitations"]["turn"] == 1, world[table][score]
    return correlation(now[second], now.shift()[second])


def _carry(world: World) -> Found:
    """Correlate what two neighbouring stages of loyalty have of their own, one invitation a customer."""
    loading = world.truth["relationship"]["stage_loading"]
    scores = world["loyalty_scores"][world["invitations"]["turn"] == 0]
    own = [scores[name] - loading[name] * scores["loyalty"] for name in ("feeling", "conative")]
    return correlation(*own)


def _no_friendship(group: str) -> Claim:
    what = f"loyalty {group} friendship, which has no effect"
    return Claim("relationship", what, lambda truth: 0.0, partial(_loyalty, group, "friendship"))


PATHS = (
    "satisfaction/causes/disconfirmation/quality",
    "satisfaction/causes/equity/value",
    "relationship/causes/friendship/sociability",
    "relationship/causes/trust/satisfaction",
    "relationship/causes/trust/opportunism",
    "relationship/causes/trust/friendship",
    "relationship/causes/affective/trust",
    "relationship/outcomes/advocacy/continuance",
    "relationship/outcomes/voice/continuance",
)
EFFECTS = ("equity", "value", "norm_best")
LOYALTY = ("occasional/satisfaction", "relational/satisfaction", "relational/affective")
HANDLING = {"complained": "complained", "handling": "handled"}

CLAIMS: list[Claim] = [
    *(claim_at(path, partial(_path, *path.split("/"))) for path in PATHS),
    claim_at(
        "satisfaction/impressions/value/quality",
        partial(_path, "satisfaction", "impressions", "value", "quality"),
        slack=0.01,
        why=NOT_NORMAL,
    ),
    *(claim_at(f"satisfaction/{name}", partial(_formation, name)) for name in BENT),
    *(claim_at(f"satisfaction/effects/{name}", partial(_formation, name)) for name in EFFECTS),
    *(
        claim_at(f"satisfaction/index_loyalty/{name}", partial(_index_loyalty, column))
        for name, column in HANDLING.items()
    ),
    claim_at("satisfaction/complaint/satisfaction", partial(_complaint, 1)),
    claim_at("satisfaction/lasting_share", partial(_lasting, "satisfaction_scores", "organiser")),
    *(claim_at(f"relationship/loyalty/{path}", partial(_loyalty, *path.split("/"))) for path in LOYALTY),
    *map(_no_friendship, ("occasional", "relational")),
    claim_at("relationship/stage_carry", _carry),
    claim_at("relationship/leave/curve", partial(_leave, False, "curve")),
    claim_at("relationship/leave/line", partial(_leave, True, "satisfaction")),
    claim_at("relationship/budget/competitive/curve", partial(_budget, False, "curve")),
    claim_at("relationship/budget/captive/line", partial(_budget, True, "satisfaction")),
]
