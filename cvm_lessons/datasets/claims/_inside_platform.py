"""Claims about regional shows: what each side does to the other, by means of subsidies drawn by lot."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._inside_fits import Found, at, claim, demeaned, fit
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

SIZES = ("small", "medium", "large")


def _with_logs(world: World) -> pd.DataFrame:
    rows, weights = world["regional_shows"], world.truth["two_sided"]["variety"]
    seen = sum(weights[size] * rows[f"exhibitors_{size}"] for size in SIZES)
    rows = rows.assign(variety=np.log(seen), log_visitors=np.log(rows["visitors"]))
    rows["log_price"], rows["log_ticket"] = np.log(rows["price_m2"]), np.log(rows["visitor_ticket"])
    for size in SIZES:
        rows[f"log_{size}"] = np.log(rows[f"exhibitors_{size}"])
    return rows


def _editions(world: World) -> pd.DataFrame:
    """Editions that follow an edition shown, with that edition beside them."""
    rows, names = _with_logs(world), ["variety", "log_visitors", "promo_exhibitors", "promo_visitors"]
    return rows.join(rows.groupby("show_id")[names].shift().add_suffix("_last")).dropna(ignore_index=True)


def _two_stages(
    place: int, world: World, *, outcome: str, moved: list[str], given: list[str], lots: list[str]
) -> Found:
    """Shows and years taken out; `lots` stand in for the columns that both sides move."""
    rows = _editions(world)
    values = demeaned(rows, [outcome, *moved, *given, *lots], "show_id", "year")
    y, x = values[:, 0], values[:, 1 : 1 + len(moved) + len(given)]
    z = values[:, 1 + len(moved) :]
    lost = rows["show_id"].nunique() + rows["year"].nunique() - 1
    return at(fit(y, x, z, lost=lost), place)


_visitors = partial(
    _two_stages,
    outcome="log_visitors",
    moved=["variety", "variety_last"],
    given=["log_ticket", "promo_visitors"],
    lots=["promo_exhibitors", "promo_exhibitors_last"],
)
_signed_up = partial(
    _two_stages,
    moved=["log_visitors_last"],
    given=["log_price", "promo_exhibitors"],
    lots=["promo_visitors_last", "promo_exhibitors_last"],
)


def _exhibitors(size: str, place: int, world: World) -> Found:
    return _signed_up(place, world, outcome=f"log_{size}")


def _exhibitor_value(world: World) -> Found:
    rows = world["regional_shows"]
    exhibitors = rows[[f"exhibitors_{size}" for size in SIZES]].sum(axis=1)
    x = np.column_stack([np.log(rows["visitors"] / exhibitors), np.ones(len(rows))])
    return at(fit(rows["exhibitor_value"].to_numpy(), x), 0)


def _visitor_value(world: World) -> Found:
    rows = _with_logs(world)
    x = np.column_stack([rows["variety"], np.ones(len(rows))])
    return at(fit(rows["visitor_value"].to_numpy(), x), 0)


FEW = "two stages from some 430 editions"
CLAIMS: list[Claim] = [
    *(
        claim(what, path, partial(_visitors, place), 0.01, FEW)
        for place, (what, path) in enumerate(
            {
                "exhibitors to visitors, this edition": "two_sided.visitors_now",
                "exhibitors to visitors, last edition": "two_sided.visitors_last",
                "ticket and visitors": "two_sided.ticket",
            }.items()
        )
    ),
    *(
        claim(
            f"visitors to {size} exhibitors",
            f"two_sided.exhibitors_visitors.{size}",
            partial(_exhibitors, size, 0),
            0.01,
            FEW,
        )
        for size in ("small", "large")
    ),
    claim("price and small exhibitors", "two_sided.price.small", partial(_exhibitors, "small", 1), 0.01, FEW),
    claim(
        "subsidy to small exhibitors",
        "two_sided.promo_exhibitors.small",
        partial(_exhibitors, "small", 2),
        0.01,
        FEW,
    ),
    claim("visitors and the value to exhibitors", "two_sided.exhibitor_value.visitors", _exhibitor_value),
    claim("variety and the value to visitors", "two_sided.visitor_value.variety", _visitor_value),
]
