"""Claims about branches and staff: the service-profit chain link by link, and empowerment."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import logistic_slopes
from cvm_lessons.datasets.claims._inside_fits import Found, at, claim, demeaned, fit
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

COMPLEX = ["sales", "key accounts"]
FOUR = ["power", "information", "knowledge", "rewards"]


def _lagged(world: World) -> pd.DataFrame:
    units = world["units"]
    lags = ["employee_satisfaction", "discretion", "turnover", "customer_satisfaction"]
    rows = units.join(units.groupby("unit_id")[lags].shift().add_suffix("_last")).dropna()
    return rows.assign(log_revenue=np.log(rows["revenue"]), log_staff=np.log(rows["staff_count"]))


def _within(outcome: str, columns: Sequence[str], place: int, world: World) -> Found:
    """A branch against itself: what lasts in it and what all share in a quarter is taken out."""
    rows = _lagged(world)
    values = demeaned(rows, [outcome, *columns], "unit_id", "quarter")
    lost = rows["unit_id"].nunique() + rows["quarter"].nunique() - 1
    return at(fit(values[:, 0], values[:, 1:], lost=lost), place)


def _location(world: World) -> Found:
    """What service value does not explain of customer satisfaction, mean by branch, on location."""
    units = world["units"]
    explained = world.truth["service_chain"]["to_customer_satisfaction"] * units["service_value"]
    rest = units.assign(rest=units["customer_satisfaction"] - explained)
    means = rest.groupby("unit_id")[["rest", "city_tier", "clientele"]].mean()
    tiers = [means["city_tier"] == 1, means["city_tier"] == 3]
    x = np.column_stack([*tiers, means["clientele"], np.ones(len(means))]).astype(float)
    return at(fit(means["rest"].to_numpy(), x), 0)


def _people(world: World) -> pd.DataFrame:
    units = world["units"][["unit_id", "quarter", "training", "customer_satisfaction"]]
    last = units.groupby("unit_id")["customer_satisfaction"].shift()
    rows = world["staff"].merge(units.assign(content_last=last), on=["unit_id", "quarter"])
    is_complex = rows["job"].isin(COMPLEX).astype(float)
    return rows.assign(complex=is_complex, cell=rows["unit_id"] + rows["quarter"])


def _content(world: World) -> Found:
    """The same person in better and worse quarters."""
    rows = world["staff"]
    columns = ["satisfaction", "internal_service", "discretion", "workload"]
    values = demeaned(rows, columns, "staff_id")
    return at(fit(values[:, 0], values[:, 1:], cluster=rows["staff_id"]), 0)


def _mirror(world: World) -> Found:
    """Customers to staff: each quarter of a person less its later ones, by means of the earlier ones.

    A person's mean over all quarters would hold customer satisfaction that the person has moved itself.
    """
    columns = ["satisfaction", "content_last", "internal_service", "discretion", "workload"]
    rows = _people(world).dropna().sort_values(["staff_id", "quarter"], ignore_index=True)
    groups = rows.groupby("staff_id")[columns]
    here, so_far = rows[columns].to_numpy(dtype=float), groups.cumsum().to_numpy()
    done = rows.groupby("staff_id").cumcount().to_numpy()[:, None]
    left = rows.groupby("staff_id").cumcount(ascending=False).to_numpy()[:, None]
    use = ((done > 0) & (left > 0)).ravel()
    with np.errstate(invalid="ignore", divide="ignore"):
        later = (here - (groups.transform("sum").to_numpy() - so_far) / left) * np.sqrt(left / (left + 1.0))
        earlier = here - (so_far - here) / done
    y, x = later[use, 0], later[use, 1:]
    z = np.column_stack([earlier[use, 1], later[use, 2:]])
    return at(fit(y, x, z, cluster=rows.loc[use, "unit_id"]), 0)


def _discretion(world: World) -> Found:
    staff = world["staff"]
    mean = staff[FOUR].prod(axis=1).to_numpy(dtype=float) ** 0.25
    x = np.column_stack([np.ones(len(staff)), mean])
    return at(fit(staff["discretion"].to_numpy(dtype=float), x), 1)


def _contingency(place: int, world: World) -> Found:
    """Colleagues of one branch and quarter: does discretion raise the customers' rating?"""
    rows = _people(world)
    rows["in_complex"] = rows["complex"] * rows["discretion"]
    rows["in_standard"] = (1.0 - rows["complex"]) * rows["discretion"]
    columns = ["service_rating", "in_complex", "in_standard", "satisfaction", "complex"]
    values = demeaned(rows, columns, "cell")
    return at(fit(values[:, 0], values[:, 1:], cluster=rows["staff_id"]), place)


def _leaving(world: World) -> Found:
    staff = world["staff"]
    years = np.log1p(staff["tenure_months"] / 12.0)
    return at(logistic_slopes(staff["left"], [staff["satisfaction"], years]), 1)


def _taught(world: World) -> Found:
    """Difference in differences: branches and quarters taken out."""
    rows = _people(world)
    values = demeaned(rows, ["knowledge", "training", "complex"], "unit_id", "quarter")
    return at(fit(values[:, 0], values[:, 1:], cluster=rows["unit_id"]), 0)


SHORT = "the mean of a branch holds later quarters, which have felt the outcome"
ENDS = "answers stop at the ends of the scale"
VALUE = ["employee_satisfaction_last", "discretion_last", "turnover_last", "training"]
CLAIMS: list[Claim] = [
    *(
        claim(
            f"{name} to service value, a quarter later",
            f"service_chain.to_service_value.{name}",
            partial(_within, "service_value", VALUE, place),
            slack,
            SHORT,
        )
        for place, (name, slack) in enumerate(
            {"satisfaction": 0.01, "discretion": 0.01, "turnover": 0.03}.items()
        )
    ),
    claim(
        "training to service value",
        "service_chain.training_effect",
        partial(_within, "service_value", VALUE, 3),
    ),
    claim(
        "service value to customer satisfaction",
        "service_chain.to_customer_satisfaction",
        partial(_within, "customer_satisfaction", ["service_value"], 0),
        0.005,
        SHORT,
    ),
    claim(
        "customer satisfaction to retention, a quarter later",
        "service_chain.to_retention",
        partial(_within, "retention", ["customer_satisfaction_last"], 0),
    ),
    claim(
        "retention to revenue",
        "service_chain.to_revenue",
        partial(_within, "log_revenue", ["retention", "log_staff"], 0),
    ),
    claim("customer satisfaction back to staff satisfaction", "service_chain.reverse", _mirror, 0.01, ENDS),
    claim(
        "large cities and customer satisfaction",
        "service_chain.tier_shift.customer_satisfaction.1",
        _location,
    ),
    claim("internal service to satisfaction", "staff.satisfaction.internal_service", _content, 0.01, ENDS),
    claim("four sources to discretion", "staff.discretion.slope", _discretion, 0.005, ENDS),
    *(
        claim(f"discretion in {kind} work", f"staff.rating.{kind}", partial(_contingency, place), 0.005, ENDS)
        for place, kind in enumerate(["complex", "standardised"])
    ),
    claim("satisfaction and leaving", "staff.leaving.satisfaction", _leaving),
    claim("training to knowledge", "staff.training_knowledge", _taught, 0.02, ENDS),
]
