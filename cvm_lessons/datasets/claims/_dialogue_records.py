"""Claims of the randomised campaigns and of the file of contact persons."""

from functools import lru_cache, partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import logistic_slopes, mean, share
from cvm_lessons.datasets.claims._panels import at
from cvm_lessons.datasets.claims._values import claim_at
from cvm_lessons.datasets.recovery import Claim, Truth
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
DRIVERS = ("tenure", "recency", "contacts", "medium", "large")


def _effect(campaign: str, world: World) -> Found:
    """Return the difference of the shares that responded, of all that were planned."""
    rows = world["uplift_types"].query("campaign_id == @campaign")
    (one, error), (two, other) = (share(rows.loc[rows["treated"] == arm, "responded"]) for arm in (1, 0))
    return one - two, float(np.hypot(error, other))


def _kind_share(campaign: str, kind: str, world: World) -> Found:
    rows = world["uplift_types"].query("campaign_id == @campaign")
    return share(rows["type"] == kind)


@lru_cache(maxsize=3)
def _type_fit(kind: str, world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return logits of a type against lost cause: those two alone follow a binary logit."""
    rows = world["uplift_types"].query("type in [@kind, 'lost cause']")
    drivers = [rows["tenure"], rows["recency"], np.log1p(rows["contacts"])]
    sizes = [rows["size"] == name for name in ("medium", "large")]
    campaigns = [rows["campaign_id"] == name for name in ("C2", "C3", "C4")]
    return logistic_slopes(rows["type"] == kind, [*drivers, *sizes, *campaigns])


def _weight(kind: str, driver: str, world: World) -> Found:
    return at(_type_fit(kind, world), 1 + DRIVERS.index(driver))


def _purged(world: World) -> Found:
    """Return the share of silent treated records that is missing: both groups were equal by lot."""
    log = world["campaigns"].query("campaign_id == 'C3'")
    arms = log.groupby("treated")["responded"].agg(["size", "sum"])
    silent = float(arms.loc[0, "size"] - arms.loc[1, "sum"])
    missing = float(arms.loc[0, "size"] - arms.loc[1, "size"]) / silent
    rounded = 3.0 * 0.25 * 4.0  # three sizes of company, each perhaps one more in either group
    return missing, float(np.sqrt(max(missing * (1.0 - missing), 0.02) / silent + rounded / silent**2))


def _margin(campaign: str, world: World) -> Found:
    log = world["campaigns"].query("campaign_id == @campaign and responded == 1")
    size = log["customer_id"].map(world["organisations"].set_index("customer_id")["size"]).astype("str")
    return mean(log["margin"] / size.map(world.truth["campaigns"]["margin_size"]))


def _persons(role: str, world: World) -> Found:
    """Return persons per customer, each person counted once."""
    customers = world["organisations"].query("role == @role")
    first = world["contact_entries"].query("not copy")
    counted = first["customer_id"].value_counts().reindex(customers["customer_id"], fill_value=0)
    return mean(counted)


def _common_mailbox(world: World) -> Found:
    """Return the share of customers with info@ in the addresses that are as first entered."""
    first = world["contact_entries"].query("not copy")
    addresses = first[first["email"].str.contains("@", na=False)].drop_duplicates("customer_id")
    return share(addresses["email"].str.startswith("info@"))


def _copies(world: World) -> Found:
    return share(world["contact_persons"]["copy"])


def _change(name: str, world: World) -> Found:
    return share(world["contact_persons"].query("copy")[name])


def _asked(era: str, world: World) -> Found:
    file = world["contacts"]
    old = file["created"] < pd.Timestamp("2021-11-01")
    return share(file.loc[old if era == "before" else ~old, "consent_email"].notna())


def _agreed(way: str, world: World) -> Found:
    return share(world["contacts"][f"consent_{way}"].dropna())


def _undated(world: World) -> Found:
    file = world["contacts"]
    return share(file.loc[file["consent_email"].notna(), "consent_date"].isna())


def _bounced(gone: bool, world: World) -> Found:
    file, rows = world["contacts"], world["took_part"]
    left = file["customer_id"].isin(rows.loc[rows["gone"], "customer_id"])
    return share(file.loc[left == gone, "email_bounced"].dropna())


def _no_phone(world: World) -> Found:
    return share(world["contacts"]["phone"].isna())


def _malformed(world: World) -> Found:
    return share(~world["contacts"]["email"].dropna().str.contains("@", regex=False))


def _type_effect(campaign: str) -> Claim:
    def difference(truth: Truth) -> float:
        shares = truth["campaigns"]["share"][campaign]
        return float(shares["persuadable"] - shares["sleeping dog"])

    return Claim("campaigns", f"effect of {campaign} on responding", difference, partial(_effect, campaign))


WEIGHTS = [
    ("persuadable", "tenure"), ("persuadable", "large"), ("sure thing", "tenure"),
    ("sure thing", "contacts"), ("sure thing", "large"), ("sleeping dog", "contacts"),
]  # fmt: skip
CLAIMS: list[Claim] = [
    *(_type_effect(campaign) for campaign in ("C1", "C2", "C3", "C4")),
    *(
        claim_at(f"campaigns/share/C1/{kind}", partial(_kind_share, "C1", kind))
        for kind in ("sure thing", "sleeping dog")
    ),
    *(
        claim_at(f"campaigns/type_weight/{kind}/{driver}", partial(_weight, kind, driver))
        for kind, driver in WEIGHTS
    ),
    claim_at("campaigns/purged/C3", _purged),
    claim_at("campaigns/margin_mean/C1", partial(_margin, "C1")),
    *(claim_at(f"contacts/persons/{role}", partial(_persons, role)) for role in ("exhibitor", "visitor")),
    claim_at("contacts/shared_mailbox", _common_mailbox),
    claim_at("contacts/duplicate", _copies),
    *(
        claim_at(f"contacts/change/{name}", partial(_change, name))
        for name in ("typo", "swapped", "transliterated", "email_changed")
    ),
    *(claim_at(f"contacts/asked/{era}", partial(_asked, era)) for era in ("before", "after")),
    *(claim_at(f"contacts/consent/{way}", partial(_agreed, way)) for way in ("email", "phone")),
    claim_at("contacts/undated", _undated),
    claim_at("contacts/bounced/here", partial(_bounced, False)),
    claim_at("contacts/bounced/gone", partial(_bounced, True)),
    claim_at("contacts/missing/phone", _no_phone),
    claim_at("contacts/malformed", _malformed),
]
