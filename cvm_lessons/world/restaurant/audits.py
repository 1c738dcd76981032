"""Compliance with the house policy, article by article, and what auditors of unlike leniency make of it."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import rating
from cvm_lessons.world.engine import World

__all__ = ["draw_restaurant_audits", "draw_restaurant_compliance", "draw_restaurant_incidents"]


def draw_restaurant_incidents(world: World) -> pd.Series:
    """Draw the months in which an outlet is out of control.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series of bool
        Hidden: a value per row of the design.
    """
    rows = len(world["restaurant_design"])
    share = world.truth["restaurant"]["incident"]["share"]
    return pd.Series(world.stream("restaurant_audits", "incident").random(rows) < share)


def draw_restaurant_compliance(world: World) -> pd.DataFrame:
    """Draw how well each article is kept, on 0-10 before any auditor.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: points, a row per row of the design and a column per article.
    """
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    names, outlets = list(truth["article_weight"]), truth["outlets"]

    def draw(block: str, sd: str, *shape: int) -> np.ndarray:
        draws = world.stream("restaurant_audits", block).standard_normal(shape)
        return np.asarray(truth[f"compliance_{sd}_sd"] * draws)

    level = draw("outlet", "outlet", outlets, 1) + draw("own", "own", outlets, len(names))
    level = truth["compliance_mean"] + draw("article", "article", 1, len(names)) + level
    points = level[design["outlet"]] + draw("month", "month", len(design), len(names))
    points += truth["incident"]["points"] * world["restaurant_incidents"].to_numpy()[:, None]
    return pd.DataFrame(points, columns=names)


def draw_restaurant_audits(world: World) -> pd.DataFrame:
    """Draw the scores that auditors give; twice a year a second auditor comes as well.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``restaurant_audits``, by outlet, month, auditor and article.
    """
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    first, second = _auditors(world)
    again = design["month"].dt.month.isin(truth["second_audit"]).to_numpy()
    visits = [(first, "audit", np.ones(len(design), dtype=bool)), (second, "second audit", again)]
    frames = [_visit(world, auditor, block)[kept] for auditor, block, kept in visits]
    wide = pd.concat(frames).sort_values(["outlet_id", "month", "auditor"])
    articles = list(truth["article_weight"])
    long = wide.melt(["outlet_id", "month", "auditor"], articles, "article", "score", ignore_index=False)
    order = long["article"].map({name: at for at, name in enumerate(articles)})
    long = long.assign(order=order).sort_values(["outlet_id", "month", "auditor", "order"])
    long["score"] = long["score"].astype(int)
    return long[["outlet_id", "month", "article", "auditor", "score"]].reset_index(drop=True)


def _auditors(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Who audits, and who audits as well: mostly the city's own auditor, then any of the others."""
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    many = len(truth["leniency"])
    home = design["outlet"].to_numpy() % many
    draws = world.stream("restaurant_audits", "auditor").random((len(design), 3))
    away = (home + 1 + np.floor(draws[:, 1] * (many - 1)).astype(int)) % many
    first = np.where(draws[:, 0] < truth["home_share"], home, away)
    return first, (first + 1 + np.floor(draws[:, 2] * (many - 1)).astype(int)) % many


def _visit(world: World, auditor: np.ndarray, block: str) -> pd.DataFrame:
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    compliance = world["restaurant_compliance"]
    leniency = np.array(list(truth["leniency"].values()))[auditor]
    error = truth["audit_sd"] * world.stream("restaurant_audits", block).standard_normal(compliance.shape)
    scores = rating(compliance.to_numpy() + leniency[:, None] + error, 0, 10)
    frame = pd.DataFrame(scores, columns=compliance.columns)
    names = np.array(list(truth["leniency"]), dtype=object)
    return frame.assign(outlet_id=design["outlet_id"], month=design["month"], auditor=names[auditor])
