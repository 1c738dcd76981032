"""Claims of the hidden stages of relationships and of the contacts that follow them."""

from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq

from cvm_lessons.datasets.claims._estimators import logistic_slopes, mean, share
from cvm_lessons.datasets.claims._panels import at
from cvm_lessons.datasets.claims._values import claim_at
from cvm_lessons.datasets.recovery import Claim, Truth
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
OTHERS = ("confirmation", "trust", "weakening", "lost")  # stages against cultivation
ANSWERS = ["replied", "meeting", "offer requested"]
PERSONAL = ["phone", "visit", "show floor", "event"]
WINDOW = 150  # days before a show that count
CURVES = "the stages are drawn given exits whose survival differs a little from the chain's"


@lru_cache(maxsize=1)
def _invitations(world: World) -> pd.DataFrame:
    """Return each invitation with its counts of contacts, its stage and the customer's next stage."""
    rows = world["invitations"][["customer", "role", "size", "attitude", "turn"]].join(
        world["contact_counts"]
    )
    rows = rows.assign(stage=world["lifecycle"]["stage"].astype("str"), came=world["took_part"]["took_part"])
    same = rows["customer"].shift(-1) == rows["customer"]
    return rows.assign(after=rows["stage"].shift(-1).where(same))


@lru_cache(maxsize=1)
def _sent(world: World) -> pd.DataFrame:
    """Return the contacts by staff with the hidden stage and what is recorded of the customer."""
    sent = world["touchpoints"].query("direction == 'outbound'")
    sent = sent.merge(world["lifecycle"], on=["customer_id", "edition_id"])
    sent = sent.merge(world["organisations"][["customer_id", "role", "country_group"]], on="customer_id")
    return sent.assign(
        answered=sent["outcome"].isin(ANSWERS),
        home=sent["country_group"] == "mainland China",
        year=sent["edition_id"].str[-4:].astype(int),
    )


def _business_before(world: World) -> pd.DataFrame:
    sent = _sent(world)
    return sent[(sent["phase"] == "before") & (sent["role"] != "visitor")]


def _ratio(above: npt.ArrayLike, below: npt.ArrayLike) -> Found:
    """Return the ratio of two means of separate rows, with the standard error of the delta method."""
    (one, error), (two, other) = mean(above), mean(below)
    return one / two, one / two * float(np.hypot(error / one, other / two))


def _poisson_slopes(counts: pd.Series, columns: list[pd.Series]) -> tuple[np.ndarray, np.ndarray]:
    """Return intercept and slopes of a Poisson regression by Newton's method, with standard errors."""
    design = np.column_stack([np.ones(len(counts)), *columns]).astype(float)
    estimate = np.zeros(design.shape[1])
    estimate[0] = np.log(counts.mean())
    for _ in range(12):  # has long converged
        rate = np.exp(design @ estimate)
        information = design.T @ (design * rate[:, None])
        estimate = estimate + np.linalg.solve(information, design.T @ (counts.to_numpy() - rate))
    return estimate, np.sqrt(np.diag(np.linalg.inv(information)))


def _first_stage(world: World) -> Found:
    rows = _invitations(world)
    return share(rows.loc[rows["turn"] == 0, "stage"] == "cultivation")


def _transition(stage: str, to: str, world: World) -> Found:
    rows = _invitations(world)
    stays = rows[(rows["stage"] == stage) & rows["after"].notna() & (rows["after"] != "lost")]
    return share(stays["after"] == to)


def _exit(role: str, stage: str, world: World) -> Found:
    rows = _invitations(world)
    here = rows[(rows["stage"] == stage) & (rows["role"] == role) & rows["after"].notna()]
    return share(here["after"] == "lost")


@lru_cache(maxsize=2)
def _attention(phase: str, world: World) -> tuple[np.ndarray, np.ndarray]:
    rows = _invitations(world)
    rows = rows[rows["role"] == "exhibitor"]
    size = [rows["size"] == name for name in ("medium", "large")]
    absent = [] if phase == "before" else [~rows["came"]]
    columns = [rows["came_before"], *size, rows["attitude"], *absent]
    return _poisson_slopes(rows[f"outbound_{phase}"], columns)


def _pull(place: int, world: World) -> Found:
    return at(_attention("before", world), place)


def _rate_before(world: World) -> Found:
    log_rate, error = at(_attention("before", world), 0)
    return float(np.exp(log_rate)), float(np.exp(log_rate)) * error


def _absent(world: World) -> Found:
    log_factor, error = at(_attention("after", world), -1)
    return float(np.exp(log_factor)), float(np.exp(log_factor)) * error


def _inbound(stage: str, world: World) -> Found:
    rows = _invitations(world)
    counts = rows.loc[rows["role"] == "exhibitor", "inbound_before"].groupby(rows["stage"])
    return _ratio(counts.get_group(stage), counts.get_group("confirmation"))


def _mood(world: World) -> Found:
    """Return 1 over the shape: the variance of the counts beyond their mean, over the squared mean."""
    rows = _invitations(world)
    counts = rows.loc[rows["role"] == "exhibitor", "inbound_before"]
    rate = counts.groupby(rows["stage"]).transform("mean")
    beyond, error = mean((counts - rate) ** 2 - rate)
    return beyond / float((rate**2).mean()), error / float((rate**2).mean())


@lru_cache(maxsize=1)
def _answers(world: World) -> tuple[np.ndarray, np.ndarray]:
    sent = _sent(world)
    personal = sent["channel"].isin(PERSONAL)
    stages = [sent["stage"] == stage for stage in OTHERS]
    gains = [personal & here for here in stages]
    channels = [sent["channel"] == name for name in ("wechat", "visit", "show floor", "event")]
    columns = [*stages, personal, *gains, *channels, sent["role"] == "visitor"]
    return logistic_slopes(sent["answered"], columns)


def _answer(place: int, world: World) -> Found:
    return at(_answers(world), place)


def _kind(stage: str, kind: str, world: World) -> Found:
    sent = _sent(world)
    return share(sent.loc[sent["answered"] & (sent["stage"] == stage), "outcome"] == kind)


def _opened(world: World) -> Found:
    sent = _sent(world)
    return share(sent.loc[(sent["channel"] == "email") & ~sent["answered"], "outcome"] == "opened")


def _asks_for_an_offer(world: World) -> Found:
    log = world["touchpoints"]
    return share(log.loc[log["direction"] == "inbound", "outcome"] == "offer requested")


def _odds(channel: str, group: str, world: World) -> Found:
    """Return by what the odds of a channel against e-mail are multiplied in a group."""
    rows = _business_before(world)
    here = rows["year"].between(2020, 2022) if group == "pandemic" else ~rows["home"]
    chosen = rows["channel"] == channel, rows["channel"] == "email"
    a, b, c, d = (float((flag & place).sum()) for flag in chosen for place in (here, ~here))
    factor = a * d / (b * c)
    return factor, factor * float(np.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def _visit_cost(world: World) -> Found:
    sent = _sent(world)
    return mean(sent.loc[(sent["channel"] == "visit") & sent["home"], "cost"])


def _visit_abroad(world: World) -> Found:
    visits = _sent(world).query("channel == 'visit'")
    return _ratio(visits.loc[~visits["home"], "cost"], visits.loc[visits["home"], "cost"])


def _phone_minutes(world: World) -> Found:
    log = world["touchpoints"]
    return mean(log.loc[log["channel"] == "phone", "minutes"])


def _lead(world: World) -> Found:
    """Return the mean distance before the cut: the one whose whole days, cut at 150, have the mean seen."""
    log = world["touchpoints"].query("direction == 'inbound' and phase == 'before'")
    start = log["edition_id"].map(world["editions"].set_index("edition_id")["start"])
    seen, error = mean((start - log["date"]).dt.days)
    days = np.arange(WINDOW)

    def miss(guess: float, value: float) -> float:
        weight = np.exp(-days / guess)
        return float(1.0 + weight @ days / weight.sum()) - value

    low, middle, high = (brentq(miss, 5.0, 120.0, args=(seen + side * error,)) for side in (-1, 0, 1))
    return float(middle), float(high - low) / 2.0


MOVES = {
    "cultivation": ("confirmation", "weakening"),
    "confirmation": ("trust", "weakening"),
    "trust": ("weakening",),
    "weakening": ("confirmation", "trust"),
}
EXITS = [
    (role, stage) for role in ("exhibitor", "visitor") for stage in ("cultivation", "trust", "weakening")
]
FACTORS = {"wechat_abroad": ("wechat", "abroad"), "pandemic/factor": ("visit", "pandemic")}


def _less(part: str, stage: str, place: int) -> Claim:
    """Return the claim of a response, in logits, less that of cultivation."""

    def difference(truth: Truth) -> float:
        logits = truth["touchpoints"]["response"][part]
        return float(logits[stage] - logits["cultivation"])

    return Claim(
        "touchpoints", f"response {part} {stage} less cultivation", difference, partial(_answer, place)
    )


CLAIMS: list[Claim] = [
    claim_at("lifecycle/initial/cultivation", _first_stage, slack=0.004, why=CURVES),
    *(
        claim_at(
            f"lifecycle/transition/{stage}/{to}", partial(_transition, stage, to), slack=0.004, why=CURVES
        )
        for stage, ends in MOVES.items()
        for to in ends
    ),
    *(
        claim_at(f"lifecycle/exit/{role}/{stage}", partial(_exit, role, stage), slack=0.004, why=CURVES)
        for role, stage in EXITS
    ),
    claim_at("touchpoints/outbound_rate/exhibitor/before", _rate_before),
    *(
        claim_at(f"touchpoints/attention/{name}", partial(_pull, place))
        for place, name in enumerate(("came_before", "medium", "large", "attitude"), start=1)
    ),
    claim_at("touchpoints/absent_factor", _absent),
    *(
        claim_at(f"touchpoints/inbound_stage/{stage}", partial(_inbound, stage))
        for stage in ("cultivation", "trust", "weakening", "lost")
    ),
    Claim(
        "touchpoints", "1 / inbound_shape", lambda truth: 1.0 / truth["touchpoints"]["inbound_shape"], _mood
    ),
    _less("stage", "trust", 2),
    _less("stage", "weakening", 3),
    claim_at("touchpoints/response/personal/cultivation", partial(_answer, 5)),
    _less("personal", "trust", 7),
    _less("personal", "weakening", 8),
    *(
        claim_at(f"touchpoints/response/channel/{name}", partial(_answer, place))
        for place, name in ((10, "wechat"), (11, "visit"), (12, "show floor"))
    ),
    claim_at("touchpoints/response/visitor", partial(_answer, 14)),
    claim_at("touchpoints/answer_kind/trust/meeting", partial(_kind, "trust", "meeting")),
    claim_at("touchpoints/opened", _opened),
    claim_at("touchpoints/inbound_kind/offer requested", _asks_for_an_offer),
    *(claim_at(f"touchpoints/{path}", partial(_odds, *names)) for path, names in FACTORS.items()),
    claim_at("touchpoints/channel_cost/visit", _visit_cost),
    claim_at("touchpoints/visit_abroad", _visit_abroad),
    claim_at("touchpoints/minutes/phone", _phone_minutes),
    claim_at("touchpoints/lead_days/inbound", _lead),
]
