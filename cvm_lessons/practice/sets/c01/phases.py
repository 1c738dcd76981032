"""Exercise 11: contact before, during and after the show, once as it comes and once like with like."""

from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.relationship import PHASES, REPLIES

__all__ = ["Q11"]

SINCE = 2023
COLUMNS = ["customer_id", "edition_id", "phase", "channel", "direction", "cost", "minutes", "outcome"]
PRINTED = ("food", "home")


@cache
def _log() -> pd.DataFrame:
    rows = load("participations")
    kept = rows["customer_id"].str.startswith("E") & (rows["year"] >= SINCE)
    invited = rows.loc[kept, ["customer_id", "edition_id", "sector", "took_part"]]
    log = load("touchpoints")[COLUMNS].merge(invited, on=["customer_id", "edition_id"])
    return log.drop(columns="edition_id")


def _contacts(sectors: tuple[str, ...]) -> dict[str, object]:
    log = _log()
    return {"contacts": log[log["sector"].isin(sectors)].reset_index(drop=True)}


def _answered(contacts: pd.DataFrame, *, replies: tuple[str, ...] = REPLIES) -> dict[str, float]:
    shares = contacts["outcome"].isin(replies).groupby(contacts["phase"].astype(str)).mean()
    return {phase: float(shares[phase]) for phase in PHASES}


def _begun(contacts: pd.DataFrame) -> pd.DataFrame:
    return contacts[contacts["direction"] == "outbound"]


def _phased(given: Given) -> dict[str, object]:
    contacts = given.contacts
    begun = _begun(contacts)
    calls = begun[begun["took_part"] & (begun["channel"] == "phone")]
    after = contacts["phase"] == "after"
    return {
        "answered": _answered(begun),
        "like_with_like": _answered(calls),
        "cost_after": float(contacts.loc[after, "cost"].sum() / contacts["cost"].sum()),
    }


def _both_ways(given: Given) -> dict[str, object]:
    return {"answered": _answered(given.contacts)}


def _opened(given: Given) -> dict[str, object]:
    return {"answered": _answered(_begun(given.contacts), replies=(*REPLIES, "opened"))}


def _whoever_came(given: Given) -> dict[str, object]:
    begun = _begun(given.contacts)
    return {"like_with_like": _answered(begun[begun["took_part"]])}


def _all_calls(given: Given) -> dict[str, object]:
    begun = _begun(given.contacts)
    return {"like_with_like": _answered(begun[begun["channel"] == "phone"])}


def _counts_for_cost(given: Given) -> dict[str, object]:
    return {"cost_after": float((given.contacts["phase"] == "after").mean())}


@cache
def _pairs() -> list[tuple[str, ...]]:
    sectors = sorted(map(str, _log()["sector"].unique()))
    return [pair for pair in combinations(sectors, 2) if _tells(Given(_contacts(pair)))]


def _tells(given: Given) -> bool:
    """Return whether calls alone and calls to those who came differ by more than rounding."""
    right, other = _phased(given)["like_with_like"], _all_calls(given)["like_with_like"]
    assert isinstance(right, dict)
    assert isinstance(other, dict)
    return bool(max(abs(right[phase] - other[phase]) for phase in PHASES) > 0.012)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _contacts(PRINTED if rng is None else _pairs()[rng.integers(len(_pairs()))])


SHARES = Mapped(Number(within=0.005))

Q11 = Values(
    id="c01.q11",
    title="Before, during, after: who answers?",
    concepts=("exhibition-relationship-features", "traditional-vs-new-relationship"),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={"answered": SHARES, "like_with_like": SHARES, "cost_after": Number(within=0.005)},
    reference=_phased,
    misconceptions=(
        Misconception(
            "both-directions",
            "Your shares of answers count contacts that customers began. Only what staff begin can be answered "
            "by a customer.",
            _both_ways,
        ),
        Misconception(
            "opened-is-answered",
            "You counted an opened e-mail as an answer. Opening is not answering.",
            _opened,
        ),
        Misconception(
            "came-but-any-channel",
            "Like with like, you kept those who came and left all channels in. On the floor staff talk, before "
            "the show they write.",
            _whoever_came,
        ),
        Misconception(
            "phone-but-anybody",
            "Like with like, you kept the calls and left in those who never came. On the floor only those who "
            "came are met.",
            _all_calls,
        ),
        Misconception(
            "counts-for-cost",
            "For the cost you counted contacts. They differ in what they cost.",
            _counts_for_cost,
        ),
    ),
    hints=(
        "Of which contacts can one say that they were answered, and by what outcomes?",
        "Keep direction outbound first. Like with like keeps two things the same: the channel, and whether the "
        "exhibitor came.",
        "`relationship.contacts_by_phase(contacts)` has response and cost_share by phase; call it once more with "
        "the rows where `took_part` is true and `channel` is phone.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "contacts = q11.given.contacts\n"
        "phases = relationship.contacts_by_phase(contacts)\n"
        "calls = contacts.query(\"took_part and channel == 'phone'\")\n"
        'answered = phases["response"]\n'
        'like_with_like = relationship.contacts_by_phase(calls)["response"]\n'
        'cost_after = phases.loc["after", "cost_share"]'
    ),
    takeaway="A response rate describes whom you met and how; it is no effect of the phase.",
)
